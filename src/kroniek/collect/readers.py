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
_WORD = re.compile(r"[^\W\d_]{2,}+")
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)


def read(raw: bytes, name: str, language: str | None = None) -> Article | Refusal:
    """The article in `raw`, a file of one article, read as the ending of `name` says.

    Raises ValueError when `language` is given and none of ``nl`` and ``en``.
    """
    kind = SUFFIXES.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        remedy = f"save it as text or HTML; Kroniek reads {', '.join(sorted(SUFFIXES))}"
        return Refusal(name, Reason.UNKNOWN_FORMAT, "the file's ending is not known", remedy)
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
        detail = "no bytes" if not raw else "nothing but white space"
        return Refusal(name, Reason.EMPTY, detail, "leave it out, or save the page again")
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            remedy = "save its text as .txt or the page as .html"
            return Refusal(name, Reason.NOT_TEXT, f"it is {what}", remedy)
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
    refused = refusal_of(body, piece.name)
    if refused is not None:
        return refused
    text, before, title = titled(body, piece.given.title)
    offsets = Offsets(((before, 0, len(body)),))
    made = replace(draft(piece, text, losses), offsets=offsets, title=title)
    return finished(made, piece, language)


def refusal_of(text: str, name: str) -> Refusal | None:
    """Why `text` is no article whatever its language; None if nothing is wrong."""
    if not text.strip():
        remedy = "leave it out, or save the page again"
        return Refusal(name, Reason.EMPTY, "nothing but white space", remedy)
    if not is_text(text):
        detail = f"{controls(text)} control characters in {len(text)}"
        return Refusal(name, Reason.NOT_TEXT, detail, "save its text as .txt in UTF-8")
    found = sum(1 for _, _ in zip(_WORD.finditer(text), range(_FEWEST_WORDS), strict=False))
    if found < _FEWEST_WORDS:
        detail = f"fewer than {_FEWEST_WORDS} words"
        return Refusal(name, Reason.TOO_SHORT, detail, "check that the page was saved whole")
    return None


def _language(text: str, named: str | None) -> str:
    """The language of `text`; what a column calls it counts where the words do not tell."""
    found = language_of(text)
    return found.language if found.score >= _CERTAIN else language_named(named) or found.language


def finished(made: Article, piece: Piece, language: str | None) -> Article | Refusal:
    """The draft `made` of a piece with language, layout, hash and id; or why it is refused.

    What the draft knows from metadata stands before what the running text gives.
    """
    text, name = made.text, piece.name
    refused = refusal_of(text, name)
    if refused is not None:
        return refused
    verdict = language or _language(text, piece.given.language)
    if verdict not in LANGUAGES:
        detail = f"the text is in {verdict!r}; Kroniek reads {' and '.join(LANGUAGES)}"
        remedy = "translate it, or give the language if this is wrong (--language)"
        return Refusal(name, Reason.UNKNOWN_LANGUAGE, detail, remedy)
    layout: Layout = layout_of(text, verdict, title=made.title)
    declared, unread = declared_in(piece.given, verdict)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    count = controls(text)
    extra = (f"{count} control characters are in the text",) if count else ()
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
