"""The page that finds sentences by their words."""

from collections.abc import Iterator
from typing import NamedTuple

from kroniek.library import Kroniek
from kroniek.model.article import Article
from kroniek.search.find import Found, Hit
from kroniek.serve.answers import Part
from kroniek.serve.page import Answer, Page

PER_PAGE = 50
"""Sentences on one page."""
_MOST = 100_000
"""Sentences that can be paged through; whoever has more narrows the question."""


class Piece(NamedTuple):
    """Words of a sentence; `marked` if they are what was looked for."""

    words: str
    marked: bool


class Row(NamedTuple):
    """A sentence found, with the article as the reader knows it, cut where marks begin and end."""

    hit: Hit
    article: Article
    pieces: tuple[Piece, ...]


def search(page: Page) -> Answer:
    """Sentences that hold what the address asks for, best first."""
    asked = page.asked.get("q", "").strip()
    start = min(page.number("from", 0), _MOST)
    apart = page.asked.get("apart") == "1"
    found = Found((), 0, 0)
    if asked:
        with Kroniek(page.shelf.store, create=False) as k:
            found = k.search(asked, limit=PER_PAGE, start=start, apart=apart)
    # A build between the two reads may have added an article that this page's views lack.
    rows = [
        Row(hit, page.views.docs[hit.article].article, tuple(pieces(hit)))
        for hit in found.hits
        if hit.article in page.views.docs
    ]
    part = Part(rows, start, found.total, PER_PAGE)
    return Answer("search.html", {"part": part, "found": found, "asked": asked, "apart": apart})


def pieces(hit: Hit) -> Iterator[Piece]:
    """The words of a hit in order, marked and not; joined they are its words."""
    at = hit.span.start
    for mark in hit.marks:
        yield Piece(hit.words[at - hit.span.start : mark.start - hit.span.start], marked=False)
        told = hit.words[mark.start - hit.span.start : mark.end - hit.span.start]
        yield Piece(told, marked=True)
        at = mark.end
    yield Piece(hit.words[at - hit.span.start :], marked=False)
