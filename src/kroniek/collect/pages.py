"""HTML pages: the article's text, its title and what the page declares."""

import logging
import re
from dataclasses import replace
from functools import cache
from typing import Any

from lxml import etree, html

from kroniek.collect.blocks import Block, Scan, letters, scanned
from kroniek.collect.clean import declared_encoding, decode
from kroniek.collect.conserve import Kept, conserved, is_furniture, running_text
from kroniek.collect.metadata import Metadata, metadata_of
from kroniek.collect.pieces import Piece
from kroniek.collect.readers import draft, finished, refusal_of
from kroniek.collect.titles import title_among
from kroniek.model.article import Article, Named, Offsets, Reason, Refusal
from kroniek.spans import Span
from kroniek.words.troubles import refused, trouble

_FAULTS = (
    ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError,
    etree.LxmlError,
)  # fmt: skip
"""What the extractor lets slip through on broken pages."""
_WORD = re.compile(r"[^\s\"'&<>„“”‘’«»\u00a0]+")
"""A word without the marks that pages often write as entities."""
_FEWEST_LETTERS = 65
"""Text shorter than this from the first extractor is compared with what the second finds."""
_DEEPEST = 400
_MOST_TAGS = 150_000
_MOST_TEXT = 3_000_000
_LONGEST_TAG = 100_000
"""Letters of one tag: the parser's work on its attributes grows with their square."""
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
        at = page.find(match[0], cursor, cursor + _WINDOW + len(match[0]))
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


def read_page(
    piece: Piece, language: str | None = None, *, plainly: bool = False
) -> Article | Refusal:
    """The article of an HTML page: its paragraphs, parted by blank lines, under its title.

    `plainly` takes all running text of the page and builds no tree, which hostile pages make dear.
    """
    charset = piece.given.charset or declared_encoding(piece.raw)
    page, _, losses = decode(piece.raw, charset, sure=piece.given.sure)
    unfit = refusal_of(page, piece.name)
    if unfit is not None:
        return unfit
    if "<" not in page:
        return refused(piece.name, Reason.NO_ARTICLE, "no_html", "open_page")
    scan = scanned(page)
    dear = _dear(scan)
    tree = None if plainly or dear else _parsed(page)
    declared = Metadata() if tree is None else metadata_of(tree)
    kept, more = _kept(page, scan.blocks, tree)
    if not kept.paragraphs:
        return refused(piece.name, Reason.NO_ARTICLE, "no_running_text", "loaded_page")
    told = (*losses, *((dear,) if dear else more))
    return finished(_draft(page, piece, kept, declared, told), piece, language)


def _dear(scan: Scan) -> str | None:
    """Why a page is read without the clever reader, which would take minutes or much memory."""
    if scan.tags > _MOST_TAGS:
        return trouble("many_tags", count=scan.tags)
    size = sum(len(block.text) for block in scan.blocks)
    if size > _MOST_TEXT:
        return trouble("many_letters", count=size)
    if scan.longest_tag > _LONGEST_TAG:
        return trouble("long_tag", count=scan.longest_tag)
    return None


def _kept(
    page: str, blocks: list[Block], tree: html.HtmlElement | None
) -> tuple[Kept, tuple[str, ...]]:
    """The paragraphs of the article and what is left out; what there is to say of it in English."""
    paragraphs = _main_text(page, tree) if tree is not None else []
    if is_furniture(paragraphs, blocks):
        paragraphs = []
    found = sum(map(letters, paragraphs))
    if found < _FEWEST_LETTERS:
        everything = running_text(blocks)
        if sum(map(letters, everything)) > 2 * found:
            return conserved(everything, blocks), (trouble("undivided"),)
    return conserved(paragraphs, blocks), ()


def _draft(
    page: str, piece: Piece, kept: Kept, declared: Metadata, losses: tuple[str, ...]
) -> Article:
    """What was found in a page, as far as it can be told without looking at the words."""
    given = piece.given
    paragraphs, at = title_among(kept.paragraphs, given.title or declared.title)
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
        left_out=kept.left_out,
    )
