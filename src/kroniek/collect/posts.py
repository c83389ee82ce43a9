"""Other people's text inside an article: posts, wire headlines, quoted articles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kroniek.collect.dates import day_in
from kroniek.collect.language import has_function_words, line_language, post_language
from kroniek.collect.lines import Line
from kroniek.collect.wording import Wording
from kroniek.model.article import Embedded, EmbeddedKind, Region, RegionKind
from kroniek.spans import Span

# "— Name (@handle) May 22, 2025", at the end of a line or as a line of its own.
_TAIL = re.compile(
    r"(?:[—–―-]{1,2}\s?)?(?P<name>[^()@\n—–―]{1,80}?)\s?\((?P<handle>@\w{1,30})\)\s?(?P<date>[^\n]{0,40})$"
)
_LINK = r"(?:https?://\S+|pic\.(?:twitter|x)\.com/\S+)"
_LINKS_AT_END = re.compile(rf"(?:\s*{_LINK})+\s*$")
_LONGEST_POST = 4000
"""Code points of all lines that are taken for one post."""


@dataclass(frozen=True, slots=True)
class Found:
    """Embedded texts and the regions that go with them."""

    embedded: tuple[Embedded, ...]
    regions: tuple[Region, ...]


def posts(text: str, lines: Sequence[Line], taken: set[int], language: str) -> Found:
    """Posts with an author line, and their tails; adds the numbers of their lines to `taken`."""
    embedded: list[Embedded] = []
    regions: list[Region] = []
    for line in lines:
        tail = _tail_of(line)
        if tail is None or line.number in taken:
            continue
        first = _first_line(lines, line, tail, language, taken)
        start = lines[first].span.start
        body = Span(start, line.span.start + tail.start())
        links = _LINKS_AT_END.search(body.of(text))
        end = start + (links.start() if links else len(body.of(text).rstrip()))
        credit = Span(line.span.start + tail.start(), line.span.end)
        taken.update(range(first, line.number + 1))
        outer = Span(end, line.span.end)
        bare = outer.of(text)
        tail_span = Span(end + len(bare) - len(bare.lstrip()), line.span.end)
        regions.append(Region(tail_span, RegionKind.POST_TAIL, "links and author of a post"))
        if end > start:
            embedded.append(_post(text, Span(start, end), tail, credit, language))
    return Found(tuple(embedded), tuple(regions))


def _tail_of(line: Line) -> re.Match[str] | None:
    """The author line of a post at the end of `line`."""
    at = line.text.rfind("(@")
    if at < 0:
        return None
    begin = max(line.text.rfind(dash, max(0, at - 90), at) for dash in "—–―")
    match = _TAIL.match(line.text, max(begin, 0))
    if match is None or (begin < 0 and at > 80):
        return None
    dated = day_in(match["date"], "en") is not None
    return match if begin >= 0 or dated else None


def _first_line(
    lines: Sequence[Line], line: Line, tail: re.Match[str], language: str, taken: set[int]
) -> int:
    """Number of the first line of the post that ends with `tail`."""
    first = line.number
    size = 0
    foreign = True
    while first > 0 and not (first == line.number and tail.start() > 0):
        above = lines[first - 1]
        size += above.size
        if first - 1 in taken or size > _LONGEST_POST or _tail_of(above):
            break
        told = line_language(above.text)
        if first < line.number:
            # Further up only while the language shows that it is not the article's own.
            foreign = foreign and told is not None and told != language
            if not foreign or lines[first].blank_before:
                break
        else:
            foreign = told is None or told != language
        first -= 1
    return first


def _post(text: str, span: Span, tail: re.Match[str], credit: Span, language: str) -> Embedded:
    """The record of one post."""
    day = day_in(tail["date"], "en")
    posted_on = date.fromisoformat(day.value) if day and len(day.value) == 10 else None
    return Embedded(
        span=span,
        kind=EmbeddedKind.SOCIAL_POST,
        language=line_language(span.of(text)) or post_language(span.of(text), language),
        author=tail["name"].strip(" —–―-\"'") or None,
        handle=tail["handle"],
        posted_on=posted_on,
        credit=credit,
    )


def wire_headlines(lines: Sequence[Line], taken: set[int], language: str) -> Iterator[Embedded]:
    """Lines in capitals as news wires send them; the first line of a text is its own headline."""
    for line in lines[1:]:
        if line.number in taken or len(line.words) < 6 or line.size > 600 or not _in_capitals(line):
            continue
        taken.add(line.number)
        told = line_language(line.text) or language
        yield Embedded(line.span, EmbeddedKind.WIRE_HEADLINE, told)


def _in_capitals(line: Line) -> bool:
    if line.text[:12].islower():
        return False
    upper = sum(map(str.isupper, line.text))
    return upper >= 25 and upper >= 9 * sum(map(str.islower, line.text))


def foreign_blocks(lines: Sequence[Line], taken: set[int], language: str) -> Iterator[Embedded]:
    """Whole paragraphs in the other language: quoted from an article, unless a post."""
    for line in lines:
        if line.number in taken or line.size < 30 or has_function_words(line.text, language):
            continue
        if len(line.words) < 8:
            continue
        told = line_language(line.text)
        if told is not None and told != language:
            taken.add(line.number)
            yield Embedded(line.span, EmbeddedKind.QUOTED_ARTICLE, told)


def quoted_blocks(
    lines: Sequence[Line], taken: set[int], language: str, known: Wording
) -> Iterator[Embedded]:
    """The paragraph after "X reports:" when it has no quotation marks of its own.

    How far such a quotation goes the text does not show, so only one paragraph is taken.
    """
    for line, after in pairwise(lines):
        if (
            line.text[-1] == ":"
            and line.number not in taken
            and after.number not in taken
            and after.size >= 80
            and after.stops
            and after.text[0] not in "\"'“„‘«-•*–—("
            and not known.quoted_cues.isdisjoint(line.words)
        ):
            yield Embedded(after.span, EmbeddedKind.QUOTED_ARTICLE, language)
