"""One function per format: bytes to article or refusal."""

import hashlib
import re
from dataclasses import replace
from pathlib import PurePosixPath

from kroniek.collect.clean import controls, decode, is_text
from kroniek.collect.given import declared_in, language_named
from kroniek.collect.language import LANGUAGES, language_of
from kroniek.collect.layout import Layout, layout_of
from kroniek.collect.pieces import Piece
from kroniek.collect.titles import titled
from kroniek.ids import ArticleId, content_id
from kroniek.model.article import Article, Format, Named, Offsets, Reason, Refusal
from kroniek.words.troubles import refused, trouble

SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".eml": Format.MAIL,
    ".mht": Format.MAIL,
    ".mhtml": Format.MAIL,
}
"""File endings (lower case) that are read as one article."""
_FEWEST_WORDS = 2
_CERTAIN = 0.9
"""Score of a language from which what else is said of it does not count."""
MOST_LETTERS = 100_000
"""Letters of one article that are read: some 16 thousand words, as many as a day's live blog has.

What all steps take together for so many is bounded whatever they are; for any number it is not.
"""
_BREAKS = ("\n\n", "\n", ". ", " ")
"""Where a text that is too long is cut, best first."""
_WORD = re.compile(r"[^\W\d_]{2,}+")
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x7fELF", "program"),
    (b"{\\rtf", "rtf"),
)


def read(raw: bytes, name: str, language: str | None = None) -> Article | Refusal:
    """The article in `raw`, a file of one article, read as the ending of `name` says.

    Raises ValueError when `language` is given and none of ``nl`` and ``en``.
    """
    kind = SUFFIXES.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        endings = ", ".join(sorted(SUFFIXES))
        return refused(
            name, Reason.UNKNOWN_FORMAT, "ending_unknown", "other_ending", endings=endings
        )
    return read_piece(Piece(name, kind, raw), language)


def read_piece(
    piece: Piece, language: str | None = None, *, plainly: bool = False
) -> Article | Refusal:
    """The article in `piece`: a pure function of its arguments.

    `plainly` has pages read without the clever reader, which hostile ones make dear.
    Raises ValueError when `language` is given and none of ``nl`` and ``en``.
    """
    if language is not None and language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not read; give one of {', '.join(LANGUAGES)}")
    raw, name = piece.raw, piece.name
    if not raw.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe"):
        return refused(name, Reason.EMPTY, "only_blanks" if raw else "no_bytes", "resave")
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            return refused(name, Reason.NOT_TEXT, "other_kind", "save_text_or_page", what=what)
    match piece.format:
        case Format.TEXT:
            return read_text(piece, language)
        case Format.HTML:
            from kroniek.collect.pages import read_page  # noqa: PLC0415  (lxml loads slowly)

            return read_page(piece, language, plainly=plainly)
        case Format.MAIL:
            from kroniek.collect.mail import read_mail  # noqa: PLC0415  (only for messages)

            return read_mail(piece, language, plainly=plainly)


def draft(piece: Piece, text: str, losses: tuple[str, ...]) -> Article:
    """An article of `text` with what is given of the piece; `finished` fills in the rest."""
    given = piece.given
    return Article(
        id=ArticleId(""),
        path=piece.name,
        sha256="",
        text=text,
        language="",
        format=piece.format,
        offsets=Offsets(()),
        outlet=Named(given.outlet) if given.outlet else None,
        author=Named(given.author) if given.author else None,
        losses=(*piece.losses, *losses),
        url=given.url,
    )


def read_text(piece: Piece, language: str | None = None) -> Article | Refusal:
    """A text file: its decoded content, unchanged; a row's text, under the title of the row."""
    body, _, losses = decode(piece.raw, piece.given.charset, sure=piece.given.sure)
    return read_body(piece, language, body, losses)


def read_body(
    piece: Piece, language: str | None, body: str, losses: tuple[str, ...]
) -> Article | Refusal:
    """The article in decoded text that is no page."""
    unfit = refusal_of(body, piece.name)
    if unfit is not None:
        return unfit
    text, before, title = titled(body, piece.given.title)
    offsets = Offsets(((before, 0, len(body)),))
    made = replace(draft(piece, text, losses), offsets=offsets, title=title)
    return finished(made, piece, language)


def refusal_of(text: str, name: str) -> Refusal | None:
    """Why `text` is no article whatever its language; None if nothing is wrong."""
    if not text.strip():
        return refused(name, Reason.EMPTY, "only_blanks", "resave")
    if not is_text(text):
        counts = {"count": controls(text), "length": len(text)}
        return refused(name, Reason.NOT_TEXT, "mostly_controls", "save_utf8", **counts)
    found = sum(1 for _, _ in zip(_WORD.finditer(text), range(_FEWEST_WORDS), strict=False))
    if found < _FEWEST_WORDS:
        return refused(name, Reason.TOO_SHORT, "few_words", "check_whole", fewest=_FEWEST_WORDS)
    return None


def _language(text: str, named: str | None) -> str:
    """The language of `text`; what a column calls it counts where the words do not tell."""
    found = language_of(text)
    return found.language if found.score >= _CERTAIN else language_named(named) or found.language


def _bounded(made: Article) -> Article:
    """The draft with as much of its text as is read, and told what is not."""
    text = made.text
    if len(text) <= MOST_LETTERS:
        return made
    # Not further back than a tenth: what has no paragraphs is cut at a line, a sentence, a word.
    least = MOST_LETTERS - MOST_LETTERS // 10
    found = ((text.rfind(mark, least, MOST_LETTERS), len(mark.strip())) for mark in _BREAKS)
    end = next((at + size for at, size in found if at >= 0), MOST_LETTERS)
    runs = tuple(
        (start, raw, min(size, end - start))
        for start, raw, size in made.offsets.runs
        if start < end
    )
    title = made.title if made.title is not None and made.title.end <= end else None
    told = trouble("too_long", length=len(text), read=end)
    return replace(
        made,
        text=text[:end],
        offsets=Offsets(runs),
        title=title,
        losses=(*made.losses, told),
    )


def finished(made: Article, piece: Piece, language: str | None) -> Article | Refusal:
    """The draft `made` of a piece with language, layout, hash and id; or why it is refused.

    What the draft knows from metadata stands before what the running text gives.
    """
    whole, made = made.text, _bounded(made)
    text, name = made.text, piece.name
    unfit = refusal_of(text, name)
    if unfit is not None:
        if text != whole and refusal_of(whole, name) is None:  # what it tells comes too late
            counts = {"length": len(whole), "read": len(text)}
            return refused(name, Reason.TOO_LARGE, "too_long", "split", **counts)
        return unfit
    verdict = language or _language(text, piece.given.language)
    if verdict not in LANGUAGES:
        return refused(
            name, Reason.UNKNOWN_LANGUAGE, "other_language", "translate", language=verdict
        )
    layout: Layout = layout_of(text, verdict, title=made.title)
    declared, unread = declared_in(piece.given, verdict)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    count = controls(text)
    extra = (trouble("some_controls", count=count),) if count else ()
    return replace(
        made,
        id=ArticleId(content_id("a", sha256)),
        sha256=sha256,
        language=verdict,
        title=layout.title,
        outlet=made.outlet or layout.outlet,
        author=made.author or layout.author,
        regions=layout.regions,
        embedded=layout.embedded,
        declared=(*declared, *made.declared, *layout.declared),
        translated_from=layout.translated_from,
        losses=(*made.losses, *unread, *extra),
    )
