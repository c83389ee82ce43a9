"""Hostile inputs made by hand, each with how it must end. Made when they are needed, not kept."""

import base64
import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

from tests.hostile import samples
from tests.hostile.samples import (
    archive,
    csv_table,
    json_lines,
    mailbox,
    message,
    page,
    record,
    warc,
)

TEXT = samples.text()
RAW = TEXT.encode()
SENTENCE = samples.DUTCH[0]
PAGE = page().encode()
WARC = warc(packed=True)
MANY = 100_000


class Case(NamedTuple):
    """A file name, what makes its bytes, and the outcomes of all that it holds, each once.

    A refusal is told with its reason: ``refused: too large``.
    """

    name: str
    make: Callable[[], bytes]
    ends: str


def _zip_lying(size: int) -> bytes:
    """An archive whose member says it is smaller or larger than it is."""
    raw = bytearray(archive({"a.txt": RAW}))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<L", raw, raw.index(mark) + at, size)
    return bytes(raw)


def _zip_flagged(flag: int) -> bytes:
    raw = bytearray(archive({"a.txt": RAW}))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        struct.pack_into("<H", raw, raw.index(mark) + at, flag)
    return bytes(raw)


def _zip_overlapping(number: int = 20) -> bytes:
    """Many members that are one and the same stretch of bytes."""
    raw = archive({"a.txt": RAW})
    start = raw.index(b"PK\x01\x02")
    end = raw.index(b"PK\x05\x06")
    directory = raw[start:end] * number
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, number, number, len(directory), start, 0)
    return raw[:start] + directory + tail


def _zip_members(number: int) -> bytes:
    return archive({f"{k}.txt": f"{SENTENCE} {k}".encode() for k in range(number)})


def _zip_twice() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for words in (RAW, RAW * 2):
            info = zipfile.ZipInfo("a.txt")
            file.NameToInfo.pop("a.txt", None)
            file.writestr(info, words)
    return made.getvalue()


def _zip_link() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = 0o120777 << 16
        file.writestr(info, "/etc/passwd")
    return made.getvalue()


def _nested(depth: int) -> bytes:
    raw = archive({"a.txt": RAW})
    for k in range(depth - 1):
        raw = archive({f"{k}.zip": raw})
    return raw


def _bomb(size: int = 200 * 1024 * 1024) -> bytes:
    """Deflated zeros: a thousand to one."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"De brug. " * 100_000
    return b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()


def _deep(tag: str, depth: int = MANY) -> bytes:
    return page(f"<{tag}>" * depth).encode()


def _mime(head: str, body: bytes = RAW) -> bytes:
    return b"From: x@y.example\nSubject: Brug\nMIME-Version: 1.0\n" + head.encode() + b"\n\n" + body


def _parts(depth: int) -> bytes:
    """Parts within parts within parts."""
    heads = [f"--{k}\nContent-Type: multipart/mixed; boundary={k + 1}\n\n" for k in range(depth)]
    first = "Content-Type: multipart/mixed; boundary=0"
    return _mime(first, "".join(heads).encode() + f"--{depth}\n\n".encode() + RAW)


def _row(**cells: object) -> bytes:
    return json.dumps(cells, ensure_ascii=False).encode() + b"\n"


R, P = "read", "partly"
EMPTY, SHORT, LARGE = "refused: empty", "refused: too short", "refused: too large"
BAD, NOT, NONE = "refused: damaged", "refused: not text", "refused: no article found"
UNKNOWN, OTHER = "refused: unknown format", "refused: unknown language"
COSTLY, LOCKED = "refused: too costly", "refused: unreadable"

TEXTS = (
    Case("empty.txt", lambda: b"", EMPTY),
    Case("space.txt", lambda: b" \t\r\n" * 1000, EMPTY),
    Case("nbsp.txt", lambda: "\u00a0\u2003\ufeff".encode() * 500, SHORT),
    Case("nul.txt", lambda: b"\x00" * 5000, EMPTY),
    Case("mark.txt", lambda: b"\xef\xbb\xbf", EMPTY),
    Case("marks.txt", lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + RAW, R),
    Case("utf16-mark.txt", lambda: b"\xff\xfe", EMPTY),
    Case("utf16-odd.txt", lambda: TEXT.encode("utf-16") + b"\x00", P),
    Case("utf16-cut.txt", lambda: TEXT.encode("utf-16")[:-1], P),
    Case("utf16-lone.txt", lambda: TEXT.encode("utf-16-le") + b"\x00\xd8a\x00", P),
    Case("utf32.txt", lambda: TEXT.encode("utf-32"), R),
    Case("utf32-bad.txt", lambda: TEXT.encode("utf-32") + b"\xff\xff\xff\xff", P),
    Case("false-mark.txt", lambda: b"\xff\xfe" + RAW, P),
    Case("cp1252.txt", lambda: (TEXT + "Eén café – „ja”").encode("cp1252"), R),
    Case("mixed.txt", lambda: RAW + "Eén café".encode("cp1252"), P),
    Case("twice.txt", lambda: "Eén café in België. ".encode().decode("cp1252").encode() + RAW, R),
    Case("nul-inside.txt", lambda: RAW.replace(b"brug", b"br\x00ug", 1), P),
    Case("nul-for-space.txt", lambda: RAW.replace(b" ", b"\x00"), NOT),
    Case("controls.txt", lambda: bytes(range(1, 32)) * 100 + RAW, NOT),
    Case("escape.txt", lambda: b"\x1b[2J\x1b]0;x\x07" + RAW, P),
    Case("binary.txt", lambda: bytes(range(256)) * 400, NOT),
    Case("random.txt", lambda: zlib.compress(RAW * 50)[2:], NOT),
    Case("picture.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000), NOT),
    Case("document.txt", lambda: b"%PDF-1.7\n" + RAW, NOT),
    Case("rtf.txt", lambda: b"{\\rtf1 " + RAW + b"}", NOT),
    Case("office.txt", lambda: archive({"word/document.xml": RAW}), NOT),
    Case("gzip.txt", lambda: gzip.compress(RAW), NOT),
    Case("database.txt", lambda: b"SQLite format 3\x00" + RAW, NOT),
    Case("word.txt", lambda: b"Brug", SHORT),
    Case("figures.txt", lambda: b"12 34 56 " * 1000, SHORT),
    Case("emoji.txt", lambda: "😀👩‍🚒🇳🇱".encode() * 500, SHORT),
    Case("line.txt", lambda: (SENTENCE + " ").encode() * 30_000, P),
    Case("word-long.txt", lambda: b"a" * 2_000_000 + b" " + RAW, LARGE),
    Case("lines.txt", lambda: b"\n" * 1_000_000 + RAW, LARGE),
    Case("brackets.txt", lambda: b"(" * 500_000 + RAW, LARGE),
    Case("quotes.txt", lambda: "“„'\"".encode() * 50_000 + RAW, LARGE),
    Case(
        "german.txt",
        ("Die Stadt ist nicht sicher, und das Wasser steigt. " * 20).encode,
        OTHER,
    ),
    Case("cyrillic.txt", ("Мост через реку закрыт, сообщает город. " * 20).encode, OTHER),
    Case("bidi.txt", lambda: TEXT.replace("Terpstra", "\u202eartsprT\u202c").encode(), R),
    Case("zero-width.txt", lambda: TEXT.replace("brug", "b\u200br\u200du\u2060g").encode(), R),
    Case("homoglyph.txt", lambda: TEXT.replace("a", "\u0430").encode(), R),
    Case("combining.txt", lambda: ("e" + "\u0301" * 20_000 + " ").encode() + RAW, R),
    Case("separators.txt", lambda: TEXT.replace("\n", "\u2028").encode(), R),
    Case("old-mac.txt", lambda: RAW.replace(b"\n", b"\r"), R),
    Case("crlf.txt", lambda: RAW.replace(b"\n", b"\r\n"), R),
    Case("dates.txt", lambda: b"2021-05-04 31-02-2021 99/99/9999 0000-00-00 " * 500 + RAW, R),
    Case("date-line.txt", lambda: b"31 februari 2021\n\n" + RAW, R),
    Case("far-date.txt", lambda: "published: ٢٠٢١-٠٥-٠٤\n\n".encode() + RAW, R),
    Case("formula.txt", lambda: b'=HYPERLINK("http://x.example","y")\n' + RAW, R),
    Case("large.txt", lambda: b"a " * (9 * 1024 * 1024), LARGE),
    Case("NAME.TXT", lambda: RAW, R),
    Case("no-ending", lambda: RAW, UNKNOWN),
    Case("a.docx", lambda: archive({"word/document.xml": RAW}), UNKNOWN),
    Case("a.pdf", lambda: b"%PDF-1.7", UNKNOWN),
)

PAGES = (
    Case("empty.html", lambda: b"", EMPTY),
    Case("tags.html", lambda: b"<p></p>" * 1000, SHORT),
    Case("none.html", lambda: RAW, NONE),
    Case(
        "boilerplate.html",
        lambda: b"<nav>" + b"<a href=/>Voorpagina nieuws</a> " * 50 + b"</nav>",
        NONE,
    ),
    Case("script.html", lambda: b"<script>" + RAW * 50 + b"</script>", NONE),
    Case("deep-div.html", lambda: _deep("div"), P),
    Case("deep-300.html", lambda: _deep("div", 300), P),
    Case("deep-b.html", lambda: _deep("b"), P),
    Case("deep-table.html", lambda: _deep("table", 3000), P),
    Case("deep-nav.html", lambda: _deep("nav"), P),
    Case("node.html", lambda: page(lines=[f"{SENTENCE} " * 140_000]).encode(), P),
    Case(
        "attributes.html",
        lambda: page(f"<p {' '.join(f'a{k}=1' for k in range(32_000))}>").encode(),
        P,
    ),
    Case("attributes-many.html", lambda: page(f"<p {'a ' * 300_000}>").encode(), P),
    Case("links.html", lambda: page("<a href=x>y</a>" * 200_000).encode(), P),
    Case(
        "cells.html",
        lambda: page("<table>" + "<tr><td>x</td></tr>" * 50_000 + "</table>").encode(),
        P,
    ),
    Case("signs.html", lambda: b"<" * 1_000_000 + PAGE, LARGE),
    Case("open-tags.html", lambda: b"<a " * 300_000 + PAGE, R),
    Case("open-quotes.html", lambda: b"<a x='" * 100_000 + PAGE, R),
    Case("comment-open.html", lambda: page("<!-- ").encode(), P),
    Case("comments.html", lambda: page("<!-- x -->" * 50_000).encode(), R),
    Case("entities.html", lambda: page("&amp;" * 200_000).encode(), R),
    Case(
        "entity-far.html", lambda: page("<p>&#x110000;&#0;&#xD800;&#99999999999;</p>").encode(), R
    ),
    Case("nul.html", lambda: PAGE.replace(b"<p>", b"<p>\x00", 1), R),
    Case("nul-for-space.html", lambda: PAGE.replace(b" ", b"\x00"), NOT),
    Case("utf16-said.html", lambda: PAGE.replace(b'"utf-8"', b'"utf-16"'), R),
    Case("utf7-said.html", lambda: PAGE.replace(b'"utf-8"', b'"utf-7"'), R),
    Case("zlib-said.html", lambda: PAGE.replace(b'"utf-8"', b'"zlib"') + b"\xe9", P),
    Case("cp1252-is.html", lambda: page().encode("cp1252", "ignore"), R),
    Case("utf16.html", lambda: page().encode("utf-16"), R),
    Case("xml-head.html", lambda: b"<?xml version='1.0' encoding='latin1'?>" + PAGE, R),
    Case(
        "entity-bomb.html",
        lambda: (
            b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
            + PAGE
        ),
        P,
    ),
    Case(
        "entity-file.html",
        lambda: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + PAGE + b"&a;",
        R,
    ),
    Case(
        "hidden.html",
        lambda: page("<div style='display:none'>" + SENTENCE * 20 + "</div>").encode(),
        R,
    ),
    Case("hidden-open.html", lambda: page("<div hidden>").encode(), R),
    Case("script-open.html", lambda: page("<script>").encode(), P),
    Case("template.html", lambda: b"<template>" + PAGE + b"</template>", R),
    Case("frames.html", lambda: b"<frameset><frame src=x></frameset>", NONE),
    Case("text-only.html", lambda: b"<html>" + RAW, R),
    Case(
        "bold.html",
        lambda: page(lines=[" ".join(f"<b>{w}</b>" for w in SENTENCE.split())] * 9).encode(),
        R,
    ),
    Case("brs.html", lambda: page(lines=["<br>".join([SENTENCE] * 2000)]).encode(), P),
    Case(
        "json-deep.html",
        lambda: page(head=f"<script type='application/ld+json'>{'[' * MANY}</script>").encode(),
        R,
    ),
    Case(
        "json-lies.html",
        lambda: page(
            head='<script type="application/ld+json">{"@type":"NewsArticle","headline":{"a":[]},'
            '"datePublished":"2021-02-31","author":[[[{}]]]}</script>'
        ).encode(),
        R,
    ),
    Case(
        "date-trap.html",
        lambda: page(
            head='<meta name="date" content="2021-13-45">'
            '<link rel="canonical" href="/2021/99/99/x">'
        ).encode(),
        R,
    ),
    Case(
        "title-long.html",
        lambda: page(head=f'<meta property="og:title" content="{"a " * 200_000}">').encode(),
        P,
    ),
    Case("svg.html", lambda: page("<svg>" + "<g>" * 5000 + "</svg>").encode(), P),
    Case("select.html", lambda: page("<select>" + "<option>x" * 5000).encode(), R),
)

TABLES = (
    Case("empty.jsonl", lambda: b"", EMPTY),
    Case("blank.jsonl", lambda: b"\n\n\n", EMPTY),
    Case("good.jsonl", json_lines, R),
    Case("bad-row.jsonl", lambda: json_lines(1) + b"{kapot\n" + json_lines(1), f"{R}, {BAD}"),
    Case("cut.jsonl", lambda: json_lines()[:-40], f"{R}, {BAD}"),
    Case("no-text.jsonl", lambda: _row(titel="x"), EMPTY),
    Case("null.jsonl", lambda: _row(text=None), EMPTY),
    Case("number.jsonl", lambda: _row(text=12), SHORT),
    Case("nan.jsonl", lambda: b'{"text": NaN}\n', EMPTY),
    Case("list.jsonl", lambda: b"[1, 2]\n", BAD),
    Case("text.jsonl", lambda: RAW, BAD),
    Case("deep.jsonl", lambda: b'{"text": ' + b"[" * MANY + b"]" * MANY + b"}\n", BAD),
    Case("deep-cells.jsonl", lambda: _row(text=[[[[[[SENTENCE]]]]]]), EMPTY),
    Case("paragraphs.jsonl", lambda: _row(body=list(samples.DUTCH)), R),
    Case("surrogate.jsonl", lambda: b'{"text": "' + SENTENCE.encode() + b' \\ud800"}\n', P),
    Case("pair.jsonl", lambda: b'{"text": "' + SENTENCE.encode() + b' \\ud83d\\ude00"}\n', R),
    Case("nul.jsonl", lambda: b'{"text": "' + SENTENCE.encode() + b' \\u0000"}\n', P),
    Case("huge-number.jsonl", lambda: b'{"n": ' + b"9" * 10_000 + b"}\n", f"{BAD}|{EMPTY}"),
    Case("same-key.jsonl", lambda: b'{"text": "x", "text": "' + SENTENCE.encode() + b'"}\n', R),
    Case("keys.jsonl", lambda: _row(**{str(k): 1 for k in range(MANY)}, text=SENTENCE), R),
    Case("row-large.jsonl", lambda: _row(text="a " * 9_000_000), LARGE),
    Case(
        "line-large.jsonl",
        lambda: b'{"x": "' + b"a" * 34_000_000 + b'"}\n' + json_lines(1),
        f"{R}, {LARGE}",
    ),
    Case("cp1252.jsonl", lambda: '{"tekst": "Eén café in de stad"}\n'.encode("cp1252"), R),
    Case("utf16.jsonl", lambda: json_lines().decode().encode("utf-16"), R),
    Case("mark.jsonl", lambda: b"\xef\xbb\xbf" + json_lines(), R),
    Case("bad-date.jsonl", lambda: _row(text=SENTENCE, date="gisteren om vijf"), P),
    Case("far-date.jsonl", lambda: _row(text=SENTENCE, date="99999999999999999999"), P),
    Case("old-date.jsonl", lambda: _row(text=SENTENCE, date=-62135596801), P),
    Case("html.jsonl", lambda: _row(html=page()), R),
    Case("script-url.jsonl", lambda: _row(text=SENTENCE, url="javascript:alert(1)"), R),
    Case("good.json", lambda: json.dumps(samples.rows()).encode(), R),
    Case("one.json", lambda: json.dumps(samples.rows(1)[0]).encode(), R),
    Case("deep.json", lambda: b"[" * MANY, BAD),
    Case("brackets.json", lambda: b"[" + b"[]," * 700_000 + b"[]]", BAD),
    Case("empty.csv", lambda: b"", NONE),
    Case("head.csv", lambda: b"titel,tekst\n", EMPTY),
    Case("no-head.csv", lambda: b"a,b,c\n1,2,3\n", NONE),
    Case("good.csv", csv_table, R),
    Case("semicolons.csv", lambda: csv_table(delimiter=";"), R),
    Case("sep.csv", lambda: b"sep=;\n" + csv_table(delimiter=";"), R),
    Case("tabs.tsv", lambda: csv_table(delimiter="\t"), R),
    Case("nul.csv", lambda: csv_table().replace(b"brug", b"br\x00ug"), P),
    Case("quote-open.csv", lambda: csv_table() + b'"x","' + SENTENCE.encode(), f"{R}, {P}"),
    Case("quote-early.csv", lambda: b"tekst\n" + b'"' + RAW * 3, P),
    Case("cells-more.csv", lambda: b"titel,tekst\nx,De brug is dicht, zegt de gemeente\n", P),
    Case("cells-fewer.csv", lambda: b"tekst,titel\nDe brug is dicht zegt de gemeente\n", R),
    Case("cell-huge.csv", lambda: b'tekst\n"' + b"a \n" * 6_000_000 + b'"\n', BAD),
    Case("line-huge.csv", lambda: b"tekst\n" + b"a " * 9_000_000, BAD),
    Case("cp1252.csv", lambda: "kop;tekst\nx;Eén café is dicht\n".encode("cp1252"), R),
    Case(
        "mixed.csv",
        lambda: "tekst\nEén café dicht\n".encode() + "Twee cafés dicht\n".encode("cp1252"),
        R,
    ),
    Case("utf16.csv", lambda: csv_table(delimiter="\t").decode().encode("utf-16"), R),
    Case(
        "old-mac.csv", lambda: b"tekst\rDe brug is dicht zegt men\rDe sluis is dicht zegt men\r", R
    ),
    Case("binary.csv", lambda: bytes(range(256)) * 100, NONE),
)

MAILS = (
    Case("empty.eml", lambda: b"", EMPTY),
    Case("good.eml", message, R),
    Case("both.eml", lambda: message(html=page()), R),
    Case("stub.eml", lambda: message("Bekijk online", html=page()), R),
    Case("text.eml", lambda: RAW, NOT),
    Case("picture.eml", lambda: _mime("Content-Type: image/png", b"x"), NONE),
    Case("charset-none.eml", lambda: _mime("Content-Type: text/plain; charset=x-klets"), R),
    Case(
        "charset-lie.eml",
        lambda: _mime(
            "Content-Type: text/plain; charset=utf-8",
            (TEXT + "Eén café").encode("cp1252", "replace"),
        ),
        R,
    ),
    Case("charset-zlib.eml", lambda: _mime("Content-Type: text/plain; charset=zlib"), R),
    Case(
        "base64-bad.eml",
        lambda: _mime("Content-Transfer-Encoding: base64", base64.b64encode(RAW)[:-3] + b"!!!"),
        OTHER,
    ),
    Case(
        "base64-none.eml",
        lambda: _mime("Content-Transfer-Encoding: base64"),
        f"{NOT}|{SHORT}|{R}|{P}",
    ),
    Case(
        "qp-bad.eml", lambda: _mime("Content-Transfer-Encoding: quoted-printable", RAW + b"=ZZ="), R
    ),
    Case("uu.eml", lambda: _mime("Content-Transfer-Encoding: x-uuencode", b"begin\nxx"), R),
    Case("no-boundary.eml", lambda: _mime("Content-Type: multipart/mixed"), f"{NONE}|{R}"),
    Case(
        "boundary-never.eml",
        lambda: _mime("Content-Type: multipart/mixed; boundary=x"),
        f"{NONE}|{R}",
    ),
    Case(
        "boundary-empty.eml",
        lambda: _mime('Content-Type: multipart/mixed; boundary=""'),
        f"{NONE}|{R}",
    ),
    Case("parts-deep.eml", lambda: _parts(90), f"{R}|{BAD}|{NONE}"),
    Case("parts-deeper.eml", lambda: _parts(3000), f"{BAD}|{COSTLY}|{NONE}|{R}"),
    Case(
        "parts-many.eml",
        lambda: _mime(
            "Content-Type: multipart/mixed; boundary=x", b"--x\n\nHallo daar.\n" * 20_000
        ),
        P,
    ),
    Case(
        "headers-many.eml",
        lambda: b"X-A: b\n" * 200_000 + b"Subject: x\n\n" + RAW,
        f"{R}|{NOT}|{COSTLY}",
    ),
    Case("header-long.eml", lambda: b"Subject: " + b"a " * 500_000 + b"\n\n" + RAW, R),
    Case("subject-bad.eml", lambda: b"Subject: =?utf-8?b?/////w==?= =?x?q?=ZZ?=\n\n" + RAW, R),
    Case("date-bad.eml", lambda: b"Subject: x\nDate: Foo, 99 Xyz 0000 99:99\n\n" + RAW, P),
    Case("address-bad.eml", lambda: b"From: <<<@@>>>,;:\nSubject: x\n\n" + RAW, R),
    Case(
        "attached.eml",
        lambda: _mime(
            "Content-Type: multipart/mixed; boundary=x",
            b"--x\n\n" + RAW + b"\n--x\nContent-Type: image/png; name=a.png\n\nx\n--x--",
        ),
        P,
    ),
    Case("saved.mht", lambda: message("", html=page()), R),
    Case("good.mbox", lambda: mailbox(message(), message(samples.text(samples.ENGLISH))), R),
    Case("cut.mbox", lambda: mailbox(message(), message())[:-200], R),
    Case("text.mbox", lambda: RAW, NOT),
    Case("froms.mbox", lambda: b"From x\n\n" * 5000, f"{EMPTY}|{NOT}"),
)

ARCHIVES = (
    Case("empty.warc", lambda: b"", EMPTY),
    Case("good.warc", warc, R),
    Case("good.warc.gz", lambda: WARC, R),
    Case("cut.warc.gz", lambda: WARC[:-40], f"{R}, {BAD}"),
    Case("cut.warc", lambda: warc()[:-300], f"{R}, {P}, {BAD}"),
    Case("cut-head.warc", lambda: warc(1) + b"WARC/1.0\r\nWARC-Ty", f"{R}, {BAD}"),
    Case("flip.warc.gz", lambda: WARC[:-30] + b"\xff" + WARC[-29:], f"{R}, {P}, {BAD}"),
    Case("garbage-first.warc", lambda: b"xyz\r\n" + warc(), BAD),
    Case("garbage-last.warc.gz", lambda: WARC + b"xyz", f"{R}, {BAD}"),
    Case("text.warc", lambda: RAW, BAD),
    Case("length-small.warc", lambda: record(PAGE, length=200) + record(PAGE), f"{BAD}, {SHORT}"),
    Case("length-large.warc", lambda: record(PAGE, length=10**9), f"{P}, {BAD}"),
    Case("length-negative.warc", lambda: record(PAGE, length=-5), f"{BAD}, {UNKNOWN}"),
    Case(
        "digest-false.warc",
        lambda: record(PAGE, WARC_Block_Digest="sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        P,
    ),
    Case("digest-odd.warc", lambda: record(PAGE, WARC_Block_Digest="klets"), P),
    Case("truncated.warc", lambda: record(PAGE, WARC_Truncated="length"), P),
    Case("picture.warc", lambda: record(b"x", kind="image/png"), EMPTY),
    Case("document.warc", lambda: record(b"%PDF", kind="application/pdf"), UNKNOWN),
    Case("charset-lie.warc", lambda: record(PAGE, kind="text/html; charset=utf-16"), R),
    Case("head-endless.warc", lambda: b"WARC/1.0\r\n" + b"X: y\r\n" * 400_000, BAD),
    Case("line-endless.warc", lambda: b"WARC/1.0\r\nX: " + b"y" * 5_000_000, BAD),
    Case("bomb.warc.gz", _bomb, BAD),
    Case("empty.zip", lambda: archive({}), EMPTY),
    Case("none.zip", lambda: RAW, BAD),
    Case("good.zip", lambda: archive({"a.txt": RAW, "b/c.html": PAGE}), R),
    Case("cut.zip", lambda: archive({"a.txt": RAW})[:-30], BAD),
    Case("appended.zip", lambda: archive({"a.txt": RAW}) + b"xyz" * 100, R),
    Case("before.zip", lambda: b"xyz" * 100 + archive({"a.txt": RAW}), R),
    Case("bomb.zip", lambda: archive({"a.txt": b"a " * 30_000_000}), f"{P}|{BAD}|{SHORT}|{LARGE}"),
    Case(
        "bomb-inner.zip", lambda: archive({"a.zip": archive({"a.txt": bytes(90_000_000)})}), LARGE
    ),
    Case("overlap.zip", _zip_overlapping, BAD),
    Case("lies-small.zip", lambda: _zip_lying(20), f"{BAD}|{P}"),
    Case("lies-large.zip", lambda: _zip_lying(2**31), f"{R}|{BAD}|{P}"),
    Case("locked.zip", lambda: _zip_flagged(1), LOCKED),
    Case("bzip2.zip", lambda: archive({"a.txt": RAW}, zipfile.ZIP_BZIP2), UNKNOWN),
    Case("lzma.zip", lambda: archive({"a.txt": RAW}, zipfile.ZIP_LZMA), UNKNOWN),
    Case("crc.zip", lambda: archive({"a.txt": RAW}, 0).replace(b"Zutphen", b"Zutfen!"), BAD),
    Case("nested.zip", lambda: _nested(3), R),
    Case("nested-deep.zip", lambda: _nested(6), LARGE),
    Case("members.zip", lambda: _zip_members(2000), R),
    Case("twice.zip", _zip_twice, R),
    Case("no-name.zip", lambda: archive({"": RAW, "b.txt": RAW}), f"{R}, {UNKNOWN}"),
    Case("link.zip", _zip_link, LOCKED),
    Case(
        "names.zip",
        lambda: archive(
            {
                "../../etc/a.txt": RAW,
                "/etc/b.txt": RAW,
                "C:\\x\\c.txt": RAW,
                "d\x00e.txt": RAW,
                "f" * 3000 + ".txt": RAW,
                "g\u202etxt.txt": RAW,
                "./././h.txt": RAW,
            }
        ),
        f"{R}|{R}, {UNKNOWN}",
    ),
    Case("hidden.zip", lambda: archive({"__MACOSX/a.txt": RAW, ".b.txt": RAW}), EMPTY),
    Case("other.zip", lambda: archive({"a.png": b"x", "b.txt": RAW}), f"{R}, {UNKNOWN}"),
    Case("bad-inner.zip", lambda: archive({"a.zip": RAW, "b.txt": RAW}), f"{R}, {BAD}"),
    Case("good.wacz", lambda: archive({"archive/a.warc.gz": WARC, "pages/pages.jsonl": b"{}"}), R),
    Case("good.txt.gz", lambda: gzip.compress(RAW), R),
    Case("cut.txt.gz", lambda: gzip.compress(RAW)[:-12], P),
    Case("cut-head.txt.gz", lambda: gzip.compress(RAW)[:8], BAD),
    Case("none.txt.gz", lambda: RAW, BAD),
    Case("bomb.txt.gz", _bomb, f"{P}|{BAD}|{LARGE}"),
    Case("bomb.jsonl.gz", _bomb, f"{BAD}, {LARGE}|{BAD}"),
    Case("twice.txt.gz", lambda: gzip.compress(RAW) + gzip.compress(b"\nEn nog iets daarna.\n"), R),
    Case("cut.jsonl.gz", lambda: gzip.compress(json_lines(40))[:-300], f"{R}, {BAD}"),
)

CASES = (*TEXTS, *PAGES, *TABLES, *MAILS, *ARCHIVES)
