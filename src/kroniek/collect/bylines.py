"""The writer's name, function and place on lines of their own between headline and text."""

import re
from collections.abc import Sequence

from kroniek.collect.fragments import is_role
from kroniek.collect.lines import Line
from kroniek.collect.signatures import given_names, is_person
from kroniek.collect.wording import Wording
from kroniek.model.article import Named, Region, RegionKind
from kroniek.spans import Span

_LONGEST_LINE = 90
_MOST_WORDS = 5
_HANDLE = re.compile(r"@\w{2,30}")
_END = 12
"""Lines at the end among which one tells of the writer."""
_LONGEST_ROLE = 60
_NEAR = 3
"""Lines after a name among which a function, a day or a button shows that it signs."""


def _lone_name(line: Line, known: Wording) -> Named | None:
    """The person on a line that holds a name and perhaps a title before it or a place after it."""
    if line.size > _LONGEST_LINE or line.stops:
        return None
    match = known.people.fullmatch(line.text)
    if match is None or len(match["name"].split()) > _MOST_WORDS:
        return None
    name = match["name"]
    capitals = name.isupper() and is_person(name.title(), known)
    if not (is_person(name, known) or capitals) or not known.platforms.isdisjoint(line.words):
        return None
    # With a place behind it only a known given name shows that it is no headline in capitals.
    if match["rest"] and name.split()[0].lower() not in given_names():
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
        name = _lone_name(line, known) if line.number not in taken else None
        if name is not None and name.name.isupper() and not _is_known_name(lines, line, name.name):
            name = None  # "DEN HAAG"
        if name is not None and not (
            (headed and _signs(lines, line.number, taken | credited, end))
            or _is_account(lines, line.number, end)
        ):
            name = None
        if name is not None and not _is_repeated(lines, line):
            author = author or name
            taken.add(line.number)
            regions.append(Region(line.span, RegionKind.HEADER, "writer's name"))
        elif line.number not in taken and _is_lone_role(lines, line, taken):
            taken.add(line.number)
            regions.append(Region(line.span, RegionKind.HEADER, "writer's function"))
        else:
            headed = headed or (len(line.words) >= 3 and line.number not in taken)
    return author, regions


def _is_known_name(lines: Sequence[Line], line: Line, name: str) -> bool:
    """Whether a name in capitals begins with a given name, or the end of the page tells of it."""
    return name.split(maxsplit=1)[0].lower() in given_names() or _is_told_of(lines, line.number)


def _is_repeated(lines: Sequence[Line], line: Line) -> bool:
    """Whether the same words head something again, as the title of a report does its pages."""
    return any(other.key == line.key for other in lines if other.number != line.number)


def _is_account(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether the handle of the one who posts stands right under a name."""
    return any(_HANDLE.fullmatch(line.text) for line in lines[at + 1 : min(at + 2, end)])


def _is_told_of(lines: Sequence[Line], at: int) -> bool:
    """Whether a line below the text begins with this name: "Ann Lee is a reporter in Utrecht"."""
    words = lines[at].words
    return any(
        line.words[: len(words)] == words or line.key.startswith(" ".join(words))
        for line in lines[at + 2 :][-_END:]
    )


def _signs(lines: Sequence[Line], at: int, claimed: set[int] | frozenset[int], end: int) -> bool:
    name = lines[at].words
    if name and _is_told_of(lines, at):
        return True
    if at + 1 == end and name and name[0] in given_names():
        return True  # right above the text
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
