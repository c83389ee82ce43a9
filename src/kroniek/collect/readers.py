"""One function per format: bytes to article or refusal."""

import hashlib
import re
from dataclasses import replace
from pathlib import PurePosixPath

from kroniek.collect.clean import controls, decode, is_text
from kroniek.collect.language import LANGUAGES, language_of
from kroniek.collect.layout import Layout, layout_of
from kroniek.ids import ArticleId, content_id
from kroniek.model.article import Article, Format, Offsets, Reason, Refusal

SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
}
"""File endings (lower case) that are read."""
_FEWEST_WORDS = 2
_WORD = re.compile(r"[^\W\d_]{2}")
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
    """The article in `raw`, read as the ending of `name` says.

    Raises ValueError when `language` is given and none of ``nl`` and ``en``.
    """
    if language is not None and language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not read; give one of {', '.join(LANGUAGES)}")
    kind = SUFFIXES.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        remedy = f"save it as text or HTML; Kroniek reads {', '.join(sorted(SUFFIXES))}"
        return Refusal(name, Reason.UNKNOWN_FORMAT, "the file's ending is not known", remedy)
    if not raw.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe"):
        detail = "no bytes" if not raw else "nothing but white space"
        return Refusal(name, Reason.EMPTY, detail, "leave it out, or save the page again")
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            remedy = "save its text as .txt or the page as .html"
            return Refusal(name, Reason.NOT_TEXT, f"it is {what}", remedy)
    match kind:
        case Format.TEXT:
            return read_text(raw, name, language)
        case Format.HTML:
            from kroniek.collect.pages import read_page  # noqa: PLC0415  (lxml loads slowly)

            return read_page(raw, name, language)


def read_text(raw: bytes, name: str, language: str | None = None) -> Article | Refusal:
    """A text file: its decoded content, unchanged."""
    text, _, losses = decode(raw)
    offsets = Offsets(((0, 0, len(text)),))
    return finished(
        text,
        name,
        language,
        Article(  # id and the like are filled in by `finished`
            id=ArticleId(""),
            path=name,
            sha256="",
            text=text,
            language=language or "",
            format=Format.TEXT,
            offsets=offsets,
            losses=losses,
        ),
    )


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


def finished(text: str, name: str, language: str | None, draft: Article) -> Article | Refusal:
    """`draft` with language, layout, hash and id; or why it is refused.

    What the draft knows from metadata stands before what the running text gives.
    """
    refused = refusal_of(text, name)
    if refused is not None:
        return refused
    verdict = language or language_of(text).language
    if verdict not in LANGUAGES:
        detail = f"the text is in {verdict!r}; Kroniek reads {' and '.join(LANGUAGES)}"
        remedy = "translate it, or give the language if this is wrong (--language)"
        return Refusal(name, Reason.UNKNOWN_LANGUAGE, detail, remedy)
    layout: Layout = layout_of(text, verdict, title=draft.title)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    count = controls(text)
    extra = (f"{count} control characters are in the text",) if count else ()
    return replace(
        draft,
        id=ArticleId(content_id("a", sha256)),
        sha256=sha256,
        language=verdict,
        title=layout.title,
        outlet=draft.outlet or layout.outlet,
        author=draft.author or layout.author,
        regions=layout.regions,
        embedded=layout.embedded,
        declared=(*draft.declared, *layout.declared),
        translated_from=layout.translated_from,
        losses=(*draft.losses, *extra),
    )
