"""HTML pages: the article's text, its title and what the page declares."""

import logging
import re
from dataclasses import replace
from functools import cache
from typing import Any

from lxml import etree, html

from kroniek.collect.clean import declared_encoding, decode
from kroniek.collect.metadata import Metadata, metadata_of
from kroniek.collect.pieces import Piece
from kroniek.collect.readers import draft, finished, refusal_of
from kroniek.collect.titles import title_among
from kroniek.model.article import Article, Named, Offsets, Reason, Refusal
from kroniek.spans import Span

_FAULTS = (
    ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError,
    etree.LxmlError,
)  # fmt: skip
"""What the extractor lets slip through on broken pages."""
_BLOCKS = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "figcaption", "td", "pre", "dd",
)  # fmt: skip
_SKIPPED = ("script", "style", "nav", "noscript", "template", "svg", "form", "aside", "iframe")
_WORD = re.compile(r"[^\s\"'&<>„“”‘’«»\u00a0]+")
"""A word without the marks that pages often write as entities."""
_FEWEST_CHARS = 80
"""Text shorter than this from the first extractor is compared with what the second finds."""
_DEEPEST = 400
_SEARCH_BUDGET = 24
"""How many times the page's length may be searched in all when text is traced back to it."""
_WINDOW = 60_000
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


@cache
def _extractor() -> Any:  # noqa: ANN401  (the package's types are loose)
    # Imported late: it takes longer than reading many text files.
    import trafilatura  # noqa: PLC0415

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura.bare_extraction


def _parsed(page: str) -> html.HtmlElement | None:
    """The tree of a page; None when there is no element in it."""
    try:
        # As bytes, for lxml refuses text with an encoding declaration.
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True)
        raw = _XML_HEAD.sub("", page).replace("\x00", " ").encode("utf-8", "replace")
        return html.document_fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _depth(tree: html.HtmlElement) -> int:
    """How deep the elements are nested, counted up to a little over the limit."""
    level, depth = [tree], 0
    while level and depth <= _DEEPEST:
        level = [child for element in level for child in element]
        depth += 1
    return depth


def _main_text(page: str, tree: html.HtmlElement) -> list[str]:
    """Paragraphs of the article by trafilatura; empty when it finds none."""
    if _depth(tree) > _DEEPEST:
        return []
    try:
        found = _extractor()(page, with_metadata=False, include_comments=False, include_tables=True)
    except _FAULTS:
        return []
    text = getattr(found, "text", None) or ""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _all_text(tree: html.HtmlElement) -> list[str]:
    """Paragraphs of the whole page without navigation: what is left when nothing else is found."""
    for element in list(tree.iter(*_SKIPPED)):
        element.drop_tree()
    found: list[str] = []
    blocks = [element for element in tree.iter(*_BLOCKS) if element.find(".//p") is None]
    for element in blocks or [tree]:
        pieces = (
            "".join(element.itertext()).split("\n") if not blocks else ["".join(element.itertext())]
        )
        found.extend(" ".join(piece.split()) for piece in pieces if piece.strip())
    return list(dict.fromkeys(found))


def traced(text: str, page: str) -> Offsets:
    """Where the words of `text` stand in `page`, letter for letter.

    Goes through both once: each paragraph is looked for after the one before, whole if it stands
    whole, else word by word. The work is bound by the length of the page.
    """
    runs: list[tuple[int, int, int]] = []
    cursor = max(page.find("<body"), 0)
    budget = _SEARCH_BUDGET * max(len(page), 1000)
    for match in re.finditer(r"[^\n]+", text):
        if budget <= 0:
            break
        at = page.find(match[0], cursor, cursor + _WINDOW)
        budget -= (at - cursor if at >= 0 else min(_WINDOW, len(page) - cursor)) + len(match[0])
        if at >= 0:
            runs.append((match.start(), at, len(match[0])))
            cursor = at + len(match[0])
            continue
        cursor, used = _trace_words(match, page, cursor, runs)
        budget -= used
    return Offsets(_joined(runs))


def _trace_words(
    match: re.Match[str], page: str, cursor: int, runs: list[tuple[int, int, int]]
) -> tuple[int, int]:
    """Trace one paragraph word by word; returns the new place in the page and the work done."""
    used = 0
    place = cursor
    window = _WINDOW  # until the first word is found; then the rest is near
    for word in _WORD.finditer(match[0]):
        at = page.find(word[0], place, place + window)
        used += at - place if at >= 0 else min(window, len(page) - place)
        if at < 0:
            continue
        runs.append((match.start() + word.start(), at, len(word[0])))
        place = at + len(word[0])
        window = 600
    return place, used


def _joined(runs: list[tuple[int, int, int]]) -> tuple[tuple[int, int, int], ...]:
    """Runs that follow one another at the same distance made one; only white space is between."""
    found: list[tuple[int, int, int]] = []
    for text_start, raw_start, length in runs:
        if found:
            last_text, last_raw, last_length = found[-1]
            if text_start - last_text == raw_start - last_raw == last_length:
                found[-1] = (last_text, last_raw, last_length + length)
                continue
        found.append((text_start, raw_start, length))
    return tuple(found)


def read_page(piece: Piece, language: str | None = None) -> Article | Refusal:
    """The article of an HTML page: its paragraphs, parted by blank lines, under its title."""
    charset = piece.given.charset or declared_encoding(piece.raw)
    page, _, losses = decode(piece.raw, charset, sure=piece.given.sure)
    refused = refusal_of(page, piece.name)
    if refused is not None:
        return refused
    tree = _parsed(page)
    if tree is None:
        remedy = "open the page in a browser and save it again"
        return Refusal(piece.name, Reason.NO_ARTICLE, "no HTML element in it", remedy)
    declared = metadata_of(tree)
    paragraphs = _main_text(page, tree)
    if sum(map(len, paragraphs)) < _FEWEST_CHARS:
        everything = _all_text(tree)
        if sum(map(len, everything)) > 2 * sum(map(len, paragraphs)):
            paragraphs = everything
            losses = (*losses, "the article could not be told from the rest of the page")
    if not paragraphs:
        remedy = "save the page after it has loaded, or its text as .txt"
        return Refusal(piece.name, Reason.NO_ARTICLE, "the page holds no running text", remedy)
    return finished(_draft(page, piece, paragraphs, declared, losses), piece, language)


def _draft(
    page: str, piece: Piece, paragraphs: list[str], declared: Metadata, losses: tuple[str, ...]
) -> Article:
    """What was found in a page, as far as it can be told without looking at the words."""
    given = piece.given
    paragraphs, at = title_among(paragraphs, given.title or declared.title)
    text = "\n\n".join(paragraphs)
    title = None
    if at is not None:
        start = sum(len(paragraph) + 2 for paragraph in paragraphs[:at])
        title = Span(start, start + len(paragraphs[at]))
    outlet, author = given.outlet or declared.outlet, given.author or declared.author
    return replace(
        draft(piece, text, losses),
        offsets=traced(text, page),
        title=title,
        outlet=Named(outlet) if outlet else None,
        author=Named(author) if author else None,
        declared=tuple(declared.declared),
        url=given.url or declared.url,
    )
