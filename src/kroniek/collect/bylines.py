"""The writer's name, function and place on lines of their own between headline and text."""

import re
from collections.abc import Sequence
from functools import cache

from kroniek.collect.fragments import is_role
from kroniek.collect.lines import Line
from kroniek.collect.signatures import is_person
from kroniek.collect.wording import Wording
from kroniek.model.article import Named, Region, RegionKind
from kroniek.packs import lexicon
from kroniek.spans import Span

_LONGEST_NAME = 40
_LONGEST_LINE = 60
_PLACE = r"[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2}"
_NAME_AND_PLACE = re.compile(
    r"(?:(?:[Dd]r|[Pp]rof|[Mm]r|[Mm]rs|[Mm]s|[Ii]r|[Dd]rs)\.\s)*(?P<name>[^,()@|]{4,40}?)"
    rf"(?:(?:,|\s(?:in|vanuit|from))\s{_PLACE}(?:\s(?:and|en)\s[^,]{{4,50}})?)?$"
)
_MOST_WORDS = 5
_LONGEST_ROLE = 60
_NEAR = 3
"""Lines after a name among which a function, a day or a button shows that it signs."""


@cache
def _given_names() -> frozenset[str]:
    listed = lexicon("shared/first_names.toml").values()
    return frozenset(word for text in listed if isinstance(text, str) for word in text.split())


def _lone_name(line: Line, known: Wording) -> Named | None:
    """The person on a line that holds a name and perhaps a title before it or a place after it."""
    if line.size > _LONGEST_LINE or line.stops:
        return None
    match = _NAME_AND_PLACE.match(line.text)
    if match is None or len(match["name"].split()) > _MOST_WORDS:
        return None
    name = match["name"]
    if not is_person(name, known) or not known.platforms.isdisjoint(line.words):
        return None
    # With more behind it only a known given name shows that it is no headline in capitals.
    if name != line.text and name.split()[0] not in _given_names():
        return None
    start = line.span.start + match.start("name")
    return Named(name, Span(start, start + len(name)))


def lone_names(
    lines: Sequence[Line], taken: set[int], known: Wording, *, end: int, credited: frozenset[int]
) -> tuple[Named | None, list[Region]]:
    """The writer on a line of its own among the first `end` lines, and the regions of such lines.

    A name signs when a headline can stand above it and a function, a credit or a button of the
    page (all in `credited` or `taken`) stands right beside it. Adds their lines to `taken`.
    """
    author: Named | None = None
    regions: list[Region] = []
    headed = False
    for line in lines[:end]:
        name = _lone_name(line, known) if headed and line.number not in taken else None
        if name is not None and _signs(lines, line.number, taken | credited, end):
            author = author or name
            taken.add(line.number)
            regions.append(Region(line.span, RegionKind.HEADER, "writer's name"))
        elif line.number not in taken and _is_lone_role(lines, line, taken):
            taken.add(line.number)
            regions.append(Region(line.span, RegionKind.HEADER, "writer's function"))
        else:
            headed = headed or (len(line.words) >= 3 and line.number not in taken)
    return author, regions


def _signs(lines: Sequence[Line], at: int, claimed: set[int] | frozenset[int], end: int) -> bool:
    after = lines[at + 1 : min(end, at + 1 + _NEAR)]
    beside = [lines[at - 1], *after[:1]] if at else after[:1]
    return any(line.number in claimed for line in beside) or any(
        line.size <= _LONGEST_ROLE and is_role(line.text) and not line.stops for line in after[:1]
    )


def _is_lone_role(lines: Sequence[Line], line: Line, taken: set[int]) -> bool:
    """Whether a line is the function under a name that signs."""
    return (
        line.number > 0
        and line.number - 1 in taken
        and line.size <= _LONGEST_ROLE
        and not line.stops
        and is_role(line.text)
        and lines[line.number - 1].size <= _LONGEST_LINE
    )
