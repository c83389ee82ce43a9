"""The top of a page (dates, section, slogan, title) and the headers inside the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kroniek.collect.dates import Found, crawl_prefix, date_line, where_of
from kroniek.collect.lines import Line, is_list
from kroniek.collect.wording import Wording
from kroniek.model.article import DeclaredDate, Region, RegionKind
from kroniek.spans import Span

_TOP = 14
"""Lines among which the top of the page is looked for."""
_LONGEST_TITLE = 220
_LONGEST_SLOGAN = 160
_MOST_SLOGANS = 2
_LONGEST_CROSSHEAD = 90
_LONGEST_QUESTION = 50
_BODY_LINE = 160
"""Code points from which a line with a final mark is body text."""
_NO_TITLE_END = frozenset(",;:")
_TITLE_LABEL = re.compile(
    r"(?:title|titel|headline|kop|onderwerp|betreft|subject|re)\s?:\s+(?=\S)", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?:(?:url|link|source|bron|website|permalink)\s?:\s*)?(?:https?://|www\.)\S+", re.IGNORECASE
)
_ITEM = re.compile(r"[•▪‣◦*►▸→>–—-]\s")
"""Begins an item of a list."""
_BETWEEN_ITEMS = re.compile(r"\S\s*[∙·•|▸]\s*\S|\S\s{3,}\S")
"""Parts the entries of a menu."""
_LABEL_WORDS = 2
"""Words of a label or button under a headline ("Published", "By"), which makes it no list."""
_SMALL = 4
"""Words of so few letters are written small in English titles."""


class Chosen(NamedTuple):
    """Numbers of the line chosen as headline, if any, and of the first line of the text."""

    headline: int | None
    end: int


@dataclass(slots=True)
class Top:
    """What was found at the top of a page, filled in line by line."""

    title: Span | None = None
    regions: list[Region] = field(default_factory=list)
    declared: list[DeclaredDate] = field(default_factory=list)

    def mark(self, span: Span, kind: RegionKind, because: str) -> None:
        """Add a region."""
        self.regions.append(Region(span, kind, because))


def _declared(found: Found, line: Line, where: str) -> DeclaredDate:
    start = line.span.start
    span = Span(start + found.start, start + found.end)
    return DeclaredDate(found.value, where_of(found.label, where), span)


def read_top(
    lines: Sequence[Line],
    taken: set[int],
    language: str,
    known: Wording,
    title: Span | None,
    chosen: Chosen,
) -> Top:
    """Read the top of a page; adds the numbers of its lines to `taken`.

    `title` is the title's place when metadata told it; no other is looked for then.
    """
    top = Top(title=title)
    doubled = doubled_headline(lines, taken)
    if doubled:
        first, again = doubled
        _mark_above(lines, first, top, taken, language)
        _set_title(top, lines[first], taken)
        for line in lines[first + 1 : again + 1]:
            if line.key == lines[first].key:
                taken.add(line.number)
                top.mark(line.span, RegionKind.REPEATED_HEADLINE, "repeats the headline")
    elif chosen.headline is not None and title is None:
        _set_title(top, lines[chosen.headline], taken)
    elif title is None:
        _set_labelled(top, lines[: max(chosen.end, _TOP)], taken)
    _read_down(lines, top, taken, language, known, max(chosen.headline or 0, chosen.end - 1))
    return top


def without_crawl_prefix(
    lines: Sequence[Line], taken: set[int]
) -> tuple[Sequence[Line], DeclaredDate | None]:
    """The lines without a crawler's date before the text, and that date.

    When nothing else stands in its line the line's number is added to `taken`.
    """
    found = crawl_prefix(lines[0].text) if lines else None
    if found is None:
        return lines, None
    first = lines[0]
    start = first.span.start
    declared = DeclaredDate(found.value, "crawl header", Span(start, start + found.end))
    bare = first.text[found.end :].strip(" \t\u00a0|:–—-")
    if not bare:
        taken.add(first.number)
        return lines, declared
    begin = start + first.text.index(bare, found.end)
    rest = Line(Span(begin, begin + len(bare)), bare, first.number, blank_before=True)
    return (rest, *lines[1:]), declared


def doubled_headline(lines: Sequence[Line], taken: set[int]) -> tuple[int, ...]:
    """Numbers of a headline near the top and of its last repetition; empty if there is none."""
    seen: dict[str, int] = {}
    best: tuple[int, int] | None = None
    for line in lines[:_TOP]:
        if line.number in taken or line.size > _LONGEST_TITLE or len(line.words) < 3:
            continue
        if line.last_mark == ".":
            continue
        first = seen.setdefault(line.key, line.number)
        if first != line.number and (best is None or best[0] == first):
            best = (first, line.number)
    # With more sentences above it than a page has slogans, it is no headline.
    if best is None or sum(line.stops for line in lines[: best[0]]) > _MOST_SLOGANS:
        return ()
    return best


def _mark_above(
    lines: Sequence[Line], first: int, top: Top, taken: set[int], language: str
) -> None:
    """What stands above a doubled headline belongs to the page, if it is short."""
    above = [line for line in lines[:first] if line.number not in taken]
    if any(line.size > _LONGEST_SLOGAN for line in above):
        return
    for line in above:
        taken.add(line.number)
        found = date_line(line.text, language, yearless=True)
        if found is not None:
            top.mark(line.span, RegionKind.CRAWL_HEADER, "date line")
            top.declared.append(_declared(found, line, "date line"))
        elif line.stops:
            top.mark(line.span, RegionKind.SITE_SLOGAN, "sentence above a doubled headline")
        else:
            top.mark(line.span, RegionKind.NAVIGATION, "line above a doubled headline")


def _set_title(top: Top, line: Line, taken: set[int]) -> None:
    top.title = line.span
    top.mark(line.span, RegionKind.HEADLINE, "headline")
    taken.add(line.number)


def _set_labelled(top: Top, lines: Sequence[Line], taken: set[int]) -> None:
    """The title that a label names: "Titel: ...", "Onderwerp: ..."."""
    for line in lines:
        labelled = _TITLE_LABEL.match(line.text)
        if labelled and line.number not in taken:
            taken.add(line.number)
            top.title = Span(line.span.start + labelled.end(), line.span.end)
            top.mark(top.title, RegionKind.HEADLINE, "labelled as the title")
            return


def _read_down(
    lines: Sequence[Line],
    top: Top,
    taken: set[int],
    language: str,
    known: Wording,
    last: int,
) -> None:
    """Read lines from the top until the body begins, which is after line `last`."""
    for line in lines[: last + _TOP]:
        if line.number in taken:
            continue
        found = date_line(line.text, language, yearless=line.number <= last)
        if found is not None:
            taken.add(line.number)
            top.mark(line.span, RegionKind.CRAWL_HEADER, "date line")
            top.declared.append(_declared(found, line, "date line"))
        elif _ADDRESS.fullmatch(line.text):
            taken.add(line.number)
            top.mark(line.span, RegionKind.CRAWL_HEADER, "address of the page")
        elif _is_section(line, known) and line.number + 1 < len(lines):
            taken.add(line.number)
            top.mark(line.span, RegionKind.NAVIGATION, "name of a section")
        elif _is_slogan(line, known) and top.title is None and top.declared:
            taken.add(line.number)
            top.mark(line.span, RegionKind.SITE_SLOGAN, "the site about itself")
        elif top.title is None and is_headline(lines, line, taken, language):
            _set_title(top, line, taken)
        elif line.number > last or top.title is None:
            _date_below(lines, line.number, top, taken, language)
            return


def _date_below(
    lines: Sequence[Line], number: int, top: Top, taken: set[int], language: str
) -> None:
    """A date line may also stand under what looks like body text already."""
    for line in lines[number + 1 : number + 3]:
        found = date_line(line.text, language)
        if found is not None and line.number not in taken:
            taken.add(line.number)
            top.mark(line.span, RegionKind.CRAWL_HEADER, "date line")
            top.declared.append(_declared(found, line, "date line"))


def is_labelled(line: Line) -> bool:
    """Whether a line says itself that it is the title ("Titel: ...")."""
    return _TITLE_LABEL.match(line.text) is not None


def _is_section(line: Line, known: Wording) -> bool:
    return line.size <= 40 and not line.stops and line.key in known.sections


def _is_slogan(line: Line, known: Wording) -> bool:
    own = sum(word in known.slogan_words for word in line.words)
    return line.size <= _LONGEST_SLOGAN and line.sentences == 1 and own >= 3


def _in_title_case(line: Line) -> bool:
    """Whether the words are written as in an English title: nearly all with a capital."""
    long = [word for word in line.text.split() if len(word) > _SMALL and word[0].isalpha()]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def is_headline(lines: Sequence[Line], line: Line, taken: set[int], language: str) -> bool:
    """Whether `line`, the first that is not furniture, is really a headline."""
    rest = [
        other
        for other in lines[line.number + 1 : line.number + _TOP]
        if other.number not in taken and date_line(other.text, language, yearless=True) is None
    ]
    if not rest or line.size > _LONGEST_TITLE or not 2 <= len(line.words) <= 35:
        return False
    if _ITEM.match(line.text) or len(_BETWEEN_ITEMS.findall(line.text)) > 1:
        return False
    if line.sentences > 1 or line.text[-1] in _NO_TITLE_END or line.text[0].islower():
        return False
    # English sites put a full stop after a title only where it looks like one all the same.
    stopped = line.last_mark == "." and line.text[-3:] != "..."
    if stopped and not (language[:2] == "en" and _in_title_case(line) and rest[0].blank_before):
        return False
    # The first line of a list heads nothing, nor does one that no sentence follows.
    longer = [other for other in rest if other.stops or len(other.words) > _LABEL_WORDS]
    if all(other.size <= line.size and not other.stops for other in longer[:3]):
        return False
    return any(other.stops and other.size >= 40 for other in rest)


def crossheads(lines: Sequence[Line], taken: set[int]) -> Iterator[Region]:
    """Headers between paragraphs, on a line of their own; adds their lines to `taken`."""
    last: Line | None = None
    for k, line in enumerate(lines):
        if line.number in taken:
            continue
        before, last = last, line
        if not _can_be_crosshead(line):
            continue
        after = next((x for x in lines[k + 1 : k + 3] if x.number not in taken), None)
        if after is None or before is None or is_list(lines, k):
            continue
        # It heads a paragraph and stands after one that is over.
        heads = after.stops or after.size > line.size * 2
        if heads and (before.stops or before.last_mark == ":" or before.size > _BODY_LINE):
            taken.add(line.number)
            yield Region(line.span, RegionKind.SUBHEAD, "short line between paragraphs")


def _can_be_crosshead(line: Line) -> bool:
    if line.size > _LONGEST_CROSSHEAD or not 1 <= len(line.words) <= 14:
        return False
    mark = line.last_mark
    if mark in {".", "…", ",", ";", ":", "!"} or line.sentences > 1:
        return False
    if mark == "?" and not (line.blank_before and line.size <= _LONGEST_QUESTION):
        return False
    begins = line.text.lstrip("\"'“„‘«(")[:1]
    return begins.isupper() or begins.isdigit()
