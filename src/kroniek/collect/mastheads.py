"""Credit lines that carry a date, and datelines of agencies.

"Caucasus Ledger, October 4, 2023", "8 februari 2024 – door Ilse Terpstra",
"GRONINGEN, Netherlands, Dec. 19, 2023 (Northwire) - Tram builder ...".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kroniek.collect.credits import byline, is_desk
from kroniek.collect.dates import date_line, day_in, where_of, yearless_in
from kroniek.collect.fragments import Credit, credit_of, is_role
from kroniek.collect.lines import Line
from kroniek.collect.outlets import is_outlet_like
from kroniek.collect.signatures import label_before, signature
from kroniek.collect.wording import Wording
from kroniek.model.article import DeclaredDate, Named, Region, RegionKind
from kroniek.spans import Span

_TOP = 10
"""Lines among which a masthead or credit line stands."""
_LONGEST_CREDIT = 110
_LONGEST_MOTTO = 90
"""Code points up to which a line without a final mark after a dash is an outlet's motto."""
_MOST_CREDIT_WORDS = 10
_MOST_SMALL = 3
"""Words without a capital in a credit line, its label left out."""
_SPLIT = re.compile(r"\s*[|•·–—]\s*|\s+-\s+|,\s+")
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][\w'’. /-]{2,40}?)"
    r"(?P<more>(?:,\s[\w.,'’ -]{2,40}?)?)"
    r"(?:\s?[(](?P<agency>[A-Z][\w./& -]{1,30})[)])?\s?[-–—]\s(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head of a page says beside its title.

    `outlet` is one that a credit line or a dateline gives, which may be an agency's.
    """

    outlet: Named | None = None
    author: Named | None = None
    regions: tuple[Region, ...] = ()
    declared: tuple[DeclaredDate, ...] = ()


def credited(
    lines: Sequence[Line], taken: set[int], language: str, known: Wording, *, end: int
) -> Heading:
    """Read byline, credit lines and dateline; adds the lines of the first two to `taken`.

    `language` is BCP 47, with the region where the text shows it; `end` is where the head of the
    page is over.
    """
    regions, declared = [], []
    signed = byline(lines, taken, known, end=end)
    if signed is not None:
        taken.add(signed[1].number)
        regions.append(Region(signed[1].span, RegionKind.HEADER, "byline"))
        day = dated(signed[1], language)
        declared.extend([day] if day else [])
    house = _house(signed[1], known) if signed is not None else None
    credit = credit_lines(lines, taken, language, known, end=end)
    opening = dateline(lines, taken, language)
    return Heading(
        outlet=credit.outlet or house or opening.outlet,
        author=signed[0] if signed else credit.author,
        regions=(*regions, *credit.regions, *opening.regions),
        declared=(*declared, *credit.declared, *opening.declared),
    )


def _house(line: Line, known: Wording) -> Named | None:
    """The outlet behind the last comma of a byline: "By Ann Lee, Quay Newswire"."""
    name = line.text.rpartition(", ")[2]
    if name == line.text or not is_outlet_like(name, known) or is_role(name):
        return None
    if not all(word[0].isupper() for word in name.split()):
        return None
    return Named(name, Span(line.span.end - len(name), line.span.end))


def credit_lines(
    lines: Sequence[Line], taken: set[int], language: str, known: Wording, *, end: int
) -> Heading:
    """Short lines in the head or at the very end that hold a day beside names; not in a sentence.

    Only lines that no one has recognised; those with the outlet's name and a day tell the outlet.
    """
    regions: list[Region] = []
    declared: list[DeclaredDate] = []
    outlet: Named | None = None
    author: Named | None = None
    for line in dict.fromkeys((*lines[: max(_TOP, end)], *lines[-4:])):
        found = _credit(lines, line, taken, language, known)
        if found is None:
            continue
        author = author or found.author
        taken.add(line.number)
        regions.append(Region(line.span, RegionKind.HEADER, "credit line with a date"))
        declared.extend(found.declared)
        first = _SPLIT.split(line.text)[0]
        is_name = first[:1].isupper() and day_in(first, language) is None
        if outlet is None and is_name and is_outlet_like(first, known):
            outlet = Named(first, Span(line.span.start, line.span.start + len(first)))
    return Heading(outlet=outlet, author=author, regions=tuple(regions), declared=tuple(declared))


def _credit(
    lines: Sequence[Line], line: Line, taken: set[int], language: str, known: Wording
) -> Credit | None:
    """The days of a credit line and who signed it."""
    if line.number in taken or line.size > _LONGEST_CREDIT:
        return None
    # Lines of a kind of their own: dates, and pictures with the day they were taken.
    if date_line(line.text, language) is not None or known.caption.fullmatch(line.text):
        return None
    above = lines[line.number - 1] if line.number else None
    under_title = above is not None and len(above.words) >= 3 and above.last_mark != "."
    signed = signature(line, language, known, under_title=under_title)
    if signed is not None:
        name = signed.author
        told = line.text[name.start - line.span.start : name.end - line.span.start]
        by = None if is_desk(told) else Named(told, name)
        return Credit((DeclaredDate(signed.value, "byline", signed.day),), by, None)
    taken_apart = credit_of(line, language, known, under_title=under_title)
    if taken_apart is not None:
        return taken_apart
    day = None if line.stops else dated(line, language)
    return Credit((day,), None, None) if day is not None else None


def dated(line: Line, language: str) -> DeclaredDate | None:
    """The one full day of a credit line, if the rest of it is names and separators."""
    found = day_in(line.text, language)
    if found is None or len(found.value) != 10:
        return None
    rest = f"{line.text[: found.start]}|{line.text[found.end :]}"
    separated = _SPLIT.search(rest.replace("|", " | ")) is not None
    if not separated or len(rest.split()) > _MOST_CREDIT_WORDS:
        return None
    # Words of a sentence beside it tell of that day: "Between two trains, 17 May 2019".
    label = label_before(line.text, found.start)
    small = sum(word[0].islower() and len(word) > 1 for word in rest.split())
    if small > _MOST_SMALL + len((label or "").split()):
        return None
    start = line.span.start
    span = Span(start + found.start, start + found.end)
    return DeclaredDate(found.value, where_of(label, "byline"), span)


def _is_dateline(match: re.Match[str], language: str) -> bool:
    """In capitals, signed by an agency, or with a whole day: else a dash only sets a phrase off."""
    if match["place"].isupper() or match["agency"]:
        return True
    more = match["more"]
    day = day_in(more, language) if more else None
    if day is None or len(day.value) != 10:
        return False
    # Beside the place and the day there may be a country, but no word of a sentence.
    beside = f"{match['place']} {more[: day.start]} {more[day.end :]}"
    return not any(word[:1].islower() for word in beside.split())


def dateline(lines: Sequence[Line], taken: set[int], language: str) -> Heading:
    """The dateline that opens the first sentence: place, perhaps a day, perhaps the agency."""
    for line in lines[:_TOP]:
        if line.number in taken:
            continue
        match = _DATELINE.match(line.text)
        if match is None or not _is_dateline(match, language):
            continue
        if not line.stops and line.size <= _LONGEST_MOTTO and not match["agency"]:
            continue  # "THE QUAY – news of the harbour"
        start = line.span.start
        span = Span(start, start + len(match[0].rstrip()))
        region = Region(span, RegionKind.HEADER, "dateline")
        more = match["more"] or ""
        day = day_in(more, language) or yearless_in(more, language)
        declared = []
        if day is not None and len(day.value) == 10:
            at = start + match.start("more")
            declared.append(DeclaredDate(day.value, "dateline", Span(at + day.start, at + day.end)))
        agency = match["agency"]
        by = Span(start + match.start("agency"), start + match.end("agency")) if agency else None
        by_agency = Named(agency, by) if agency else None
        return Heading(outlet=by_agency, regions=(region,), declared=tuple(declared))
    return Heading()
