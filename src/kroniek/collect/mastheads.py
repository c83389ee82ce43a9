"""The outlet's name above a text, credit lines that carry a date, and datelines of agencies.

"De Peelpost", "Caucasus Ledger, October 4, 2023", "8 februari 2024 – door Ilse Terpstra",
"GRONINGEN, Netherlands, Dec. 19, 2023 (Northwire) - Tram builder ...".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.collect.credits import byline
from kroniek.collect.dates import date_line, day_in
from kroniek.collect.fragments import Credit, credit_of
from kroniek.collect.lines import Line
from kroniek.collect.signatures import signature
from kroniek.collect.wording import Wording
from kroniek.model.article import DeclaredDate, Named, Region, RegionKind
from kroniek.packs import words
from kroniek.spans import Span

_TOP = 10
"""Lines among which a masthead or credit line stands."""
_LONGEST_NAME = 48
_MOST_NAME_WORDS = 6
_LONGEST_MASTHEAD = 80
_LONGEST_CREDIT = 110
_MOST_CREDIT_WORDS = 10
_SPLIT = re.compile(r"\s*[|•·–—]\s*|\s+-\s+|,\s+")
_AFTER_NAME = re.compile(r"\s*(?:[|•·]|\s[–—-]\s|,\s).*$|\s(?:logo|online)$", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][\w'’. /-]{2,40}?)"
    r"(?P<more>(?:,\s[\w.,'’ -]{2,40}?)?)"
    r"(?:\s?[(](?P<agency>[A-Z][\w./& -]{1,30})[)])?\s?[-–—]\s(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head of a page says beside its title.

    `masthead` is the outlet's name above the title; `outlet` one that a credit line or a dateline
    gives, which may be an agency's.
    """

    masthead: Named | None = None
    outlet: Named | None = None
    author: Named | None = None
    regions: tuple[Region, ...] = ()
    declared: tuple[DeclaredDate, ...] = ()


def named(lines: Sequence[Line], taken: set[int], language: str, known: Wording) -> Heading:
    """The outlet's name above the title and the line under it; adds their lines to `taken`."""
    above = masthead(lines, taken, known.menu_words)
    if above is None:
        return Heading()
    taken.add(above[1].number)
    region = Region(above[1].span, RegionKind.SITE_SLOGAN, "name of the outlet")
    under = tagline(lines, above[1].number, taken, language)
    return Heading(masthead=above[0], regions=(region, *under))


def credited(
    lines: Sequence[Line], taken: set[int], language: str, known: Wording, *, end: int
) -> Heading:
    """Read byline, credit lines and dateline; adds the lines of the first two to `taken`.

    `language` is BCP 47, with the region where the text shows it; `end` is where the head of the
    page is over.
    """
    regions, declared = [], []
    signed = byline(lines, taken, known)
    if signed is not None:
        taken.add(signed[1].number)
        regions.append(Region(signed[1].span, RegionKind.HEADER, "byline"))
        day = dated(signed[1], language)
        declared.extend([day] if day else [])
    credit = credit_lines(lines, taken, language, known, end=end)
    opening = dateline(lines, taken, language)
    return Heading(
        outlet=credit.outlet or opening.outlet,
        author=signed[0] if signed else credit.author,
        regions=(*regions, *credit.regions, *opening.regions),
        declared=(*declared, *credit.declared, *opening.declared),
    )


@cache
def _outlet_words() -> frozenset[str]:
    return words("nl/layout.toml", "mastheads", "words") | words(
        "en/layout.toml", "mastheads", "words"
    )


def _capitalised(line: Line) -> bool:
    """Whether every long word begins with a capital, as in a name."""
    return all(w[0].isupper() or not w[0].isalpha() or len(w) <= 4 for w in line.text.split())


def _has_number(line: Line) -> bool:
    """Whether a number stands in it, other than one glued to a name ("Haven24")."""
    glued = re.compile(r"[^\W\d_]{4,}\d{1,3}")
    return any(
        any(map(str.isdigit, word)) and not glued.fullmatch(word) for word in line.text.split()
    )


def _named_again(lines: Sequence[Line], line: Line) -> bool:
    """Whether a line of furniture names it: "© 2023 Black Sea Dispatch", "Volg Omroep X op"."""
    return any(
        line.text in other.text and other.number != line.number and other.size < 200
        for other in (*lines[:_TOP], *lines[-8:])
        if "©" in other.text
        or "(c)" in other.text.lower()
        or other.words[:1] in (("volg",), ("follow",), ("copyright",))
    )


def masthead(
    lines: Sequence[Line], taken: set[int], menu_words: frozenset[str]
) -> tuple[Named, Line] | None:
    """The outlet's name on a line of its own above the title, and that line.

    A short line in capitals-as-a-name; it must hold a word outlets are called by, or be named again
    where the page speaks of itself. A headline must follow it before the first sentence does.
    """
    free = [line for line in lines[:_TOP] if line.number not in taken]
    for k, line in enumerate(free[:3]):
        named = _before_bar(lines, line)
        if named is not None:
            return (named, line) if any(len(x.words) >= 3 for x in free[k + 1 : k + 3]) else None
        if line.size > _LONGEST_NAME or not 1 <= len(line.words) <= _MOST_NAME_WORDS or line.stops:
            return None
        if not line.text[0].isupper() or not _capitalised(line) or _has_number(line):
            continue
        if all(word in menu_words for word in line.words):
            continue
        known = any(part in _outlet_words() for word in line.words for part in _endings(word))
        below = [other for other in free[k + 1 : k + 3] if not other.stops]
        heads = any(len(other.words) >= 3 for other in below)
        # A name of no known kind is one only where the next line is plainly the headline.
        longer = len(line.words) <= 3 and below[:1] and len(below[0].words) >= 5
        if heads and (known or longer or _named_again(lines, line)):
            name = without_motto(line.text)
            start = line.span.start
            return Named(name, Span(start, start + len(name))), line
    return None


def _before_bar(lines: Sequence[Line], line: Line) -> Named | None:
    """The outlet's name in "The Harbour Gazette | Lowestoft", where no day stands."""
    name, bar, rest = line.text.partition("|")
    name = name.strip()
    if not bar or not name or line.size > _LONGEST_MASTHEAD or any(map(str.isdigit, rest)):
        return None
    parts = name.split()
    if len(parts) > _MOST_NAME_WORDS or not all(w[0].isupper() or len(w) <= 4 for w in parts):
        return None
    again = any(
        name in other.text and ("©" in other.text or "(c)" in other.text.lower())
        for other in lines
        if other.number != line.number and other.size < 200
    )
    known = len(parts) > 1 and parts[-1].lower() in _outlet_words()
    if not (known or again):
        return None
    return Named(name, Span(line.span.start, line.span.start + len(name)))


def without_motto(text: str) -> str:
    """The outlet's name at the begin of a line, without what follows a bar, dash or comma."""
    return _AFTER_NAME.sub("", text).strip()


def _endings(word: str) -> tuple[str, ...]:
    """The word and what may be the last part of a compound: "peelpost" is a "post"."""
    return (word, *(word[k:] for k in range(3, len(word) - 3)))


def tagline(
    lines: Sequence[Line], masthead_at: int, taken: set[int], language: str
) -> Iterator[Region]:
    """What the outlet says of itself right under its name, when the signed title comes after it.

    Name and tagline stand together; an empty line parts them from the title, which the byline or
    date follows at once.
    """
    block = [line for line in lines[masthead_at + 1 : masthead_at + 5] if line.number not in taken]
    if len(block) < 2 or block[0].blank_before or not block[1].blank_before:
        return
    own, title = block[0], block[1]
    under = lines[title.number + 1] if title.number + 1 < len(lines) else None
    if under is None or under.blank_before or title.last_mark == "." or len(title.words) < 3:
        return
    if under.number in taken or date_line(under.text, language, yearless=True) is not None:
        taken.add(own.number)
        yield Region(own.span, RegionKind.SITE_SLOGAN, "line under the outlet's name")


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
        if outlet is None and is_name and _is_outlet(first):
            outlet = Named(first, Span(line.span.start, line.span.start + len(first)))
    return Heading(outlet=outlet, author=author, regions=tuple(regions), declared=tuple(declared))


def _is_outlet(name: str) -> bool:
    parts = name.lower().split()
    return any(part in _outlet_words() for word in parts for part in _endings(word))


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
        by = Named(line.text[name.start - line.span.start : name.end - line.span.start], name)
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
    start = line.span.start
    return DeclaredDate(found.value, "byline", Span(start + found.start, start + found.end))


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
        start = line.span.start
        span = Span(start, start + len(match[0].rstrip()))
        region = Region(span, RegionKind.HEADER, "dateline")
        day = day_in(match["more"], language) if match["more"] else None
        declared = []
        if day is not None and len(day.value) == 10:
            at = start + match.start("more")
            declared.append(DeclaredDate(day.value, "dateline", Span(at + day.start, at + day.end)))
        agency = match["agency"]
        by = Span(start + match.start("agency"), start + match.end("agency")) if agency else None
        by_agency = Named(agency, by) if agency else None
        return Heading(outlet=by_agency, regions=(region,), declared=tuple(declared))
    return Heading()
