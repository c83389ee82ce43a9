"""Small honest inputs of every kind that is read, for harm to be done to. Own text."""

import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

DUTCH = (
    "De brug over de IJssel bij Zutphen is dinsdagavond gesloten, zegt de gemeente.",
    "„Wij weten niet hoe lang het duurt”, zei wethouder Anja Terpstra tegen De Proefkrant.",
    "Volgens de provincie zijn er scheuren in twee pijlers gevonden; niemand raakte gewond.",
    "Het verkeer wordt omgeleid via Deventer, wat volgens de politie een half uur kost.",
)
ENGLISH = (
    "The bridge across the river at Zutphen was closed on Tuesday night, the council says.",
    "“We do not know how long it will take,” said alderman Anja Terpstra to The Sample.",
    "According to the province two pillars were found to have cracks; nobody was hurt.",
    "Traffic is led by way of Deventer, which the police say takes half an hour longer.",
)


def text(lines: Sequence[str] = DUTCH, title: str = "Brug bij Zutphen dicht") -> str:
    """A plain article: title, blank line, paragraphs."""
    return f"{title}\n\n" + "\n\n".join(lines) + "\n"


def page(body: str = "", *, lines: Sequence[str] = DUTCH, head: str = "", after: str = "") -> str:
    """A page with an article, whose body `body` stands before it and `after` behind."""
    paragraphs = "".join(f"<p>{line}</p>\n" for line in lines)
    return (
        f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>Brug</title>{head}'
        f'</head>\n<body><nav><ul><li><a href="/">Voorpagina</a></li></ul></nav>{body}<article>'
        f"<h1>Brug bij Zutphen dicht</h1>{paragraphs}</article>{after}"
        "<footer>© De Proefkrant</footer></body></html>\n"
    )


def rows(number: int = 3) -> list[dict[str, object]]:
    """Rows of a table, every one with a text of its own."""
    return [
        {
            "titel": f"Brug {k} dicht",
            "tekst": text(DUTCH[k % 4 :] + DUTCH[: k % 4], f"Brug {k} dicht"),
            "datum": f"2021-05-{k + 1:02}",
            "bron": "De Proefkrant",
        }
        for k in range(number)
    ]


def json_lines(number: int = 3) -> bytes:
    """JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(number)).encode()


def csv_table(number: int = 3, delimiter: str = ",") -> bytes:
    """A table whose cells are all quoted."""
    found = rows(number)
    lines = [list(found[0]), *([str(cell) for cell in row.values()] for row in found)]
    quoted = (['"' + cell.replace('"', '""') + '"' for cell in line] for line in lines)
    return "\r\n".join(delimiter.join(line) for line in quoted).encode()


def message(body: str | None = None, *, html: str | None = None, subject: str = "Brug") -> bytes:
    """An e-mail message, with an HTML part if `html` is given."""
    made = EmailMessage()
    made["From"] = "De Proefkrant <nieuws@krant.example>"
    made["Subject"] = subject
    made["Date"] = "Tue, 04 May 2021 10:00:00 +0200"
    made.set_content(text() if body is None else body)
    if html is not None:
        made.add_alternative(html, subtype="html")
        made.set_boundary("=-grens-=")
    return made.as_bytes()


def mailbox(*messages: bytes) -> bytes:
    """A mailbox of messages."""
    return b"".join(b"From x Tue May  4 10:00:00 2021\n" + one + b"\n" for one in messages)


def record(
    body: bytes, *, kind: str = "text/html; charset=utf-8", length: int | None = None, **head: str
) -> bytes:
    """One response of a web archive; `length` is what it says it has, `head` more of its head."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in head.items())
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\n"
        b"WARC-Target-URI: https://krant.example/2021/05/04/brug\r\n"
        b"WARC-Date: 2022-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        + more.encode()
        + f"Content-Length: {len(http) if length is None else length}\r\n\r\n".encode()
        + http
        + b"\r\n\r\n"
    )


def warc(number: int = 3, *, packed: bool = False) -> bytes:
    """A web archive of pages, each record compressed by itself if `packed`."""
    records = [record(page(lines=(*DUTCH, f"Pijler {k} volgt.")).encode()) for k in range(number)]
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)


def archive(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive, the same on every day."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, raw in members.items():
            file.writestr(zipfile.ZipInfo(name), raw, compress_type=method)
    return made.getvalue()


def all_kinds() -> dict[str, bytes]:
    """An honest file of every kind, by ending."""
    zipped = archive({"a.txt": text().encode(), "map/b.html": page().encode()})
    return {
        ".txt": text().encode(),
        ".text": text(ENGLISH, "Bridge closed").encode("cp1252"),
        ".html": page().encode(),
        ".htm": page(lines=ENGLISH).encode(),
        ".jsonl": json_lines(),
        ".json": json.dumps(rows()).encode(),
        ".csv": csv_table(),
        ".tsv": csv_table(delimiter="\t"),
        ".eml": message(html=page()),
        ".mbox": mailbox(message(), message(text(ENGLISH), subject="Bridge")),
        ".mht": message("", html=page()),
        ".warc": warc(),
        ".warc.gz": warc(packed=True),
        ".zip": zipped,
        ".wacz": archive({"archive/data.warc.gz": warc(packed=True), "pages/pages.jsonl": b"{}"}),
        ".txt.gz": gzip.compress(text().encode(), mtime=0),
        ".jsonl.gz": gzip.compress(json_lines(), mtime=0),
        ".nested.zip": archive({"in.zip": zipped, "t.jsonl": json_lines()}),
    }
