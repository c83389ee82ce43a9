"""Credit lines taken apart: days, clock times, labels, names, functions, sections, counts.

"ANP | 20 juni 2023 14:37", "Tom Field, Staff Reporter | Posted: May 2, 2023 at 6:05 a.m.",
"Vandaag, 07:45 • Aangepast vandaag, 09:12". A line of which a part is none of these is no credit.
"""

import re
from functools import cache
from typing import NamedTuple

from kroniek.collect.credits import is_desk
from kroniek.collect.dates import day_in, where_of, yearless_in
from kroniek.collect.lines import Line
from kroniek.collect.signatures import first_of, given_names, is_person, label_before, signed_by
from kroniek.collect.wording import Wording, listed
from kroniek.model.article import DeclaredDate, Named
from kroniek.spans import Span

_LONGEST = 130
_MOST_WORDS = 18
_DESK_CODE = re.compile(r"[A-Z]{2,5}(?:[ /-][A-Z]{2,5}){0,2}")
"""An agency's "NPB BUI"."""
_HOLE = "\x00"
"""Stands where a day, a clock time or a count was taken out."""
_CLOCK = re.compile(
    r"(?:(?:at|om|@)\s)?(?<![\d.,])"
    r"(?:\d{1,2}[:.hu]\d{2}(?::\d{2})?(?![\d,.]\d)\s?(?:[ap]\.?m\.?(?!\w))?"
    r"|\d{1,2}\s?(?:[ap]\.?m\.?|uur|hrs)(?!\w))"
    r"(?:\s?(?:uur|u\.?|hrs?)(?!\w))?(?:\s?[A-Z]{2,4}(?:[+-]\d{1,2})?(?![\w]))?"
    r"(?:\s?\((?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d{2})?\))?"
)
_ADDRESS = re.compile(r"(?<!\S)(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{2,30})(?![\w.])")
_SPLIT = re.compile(rf"[{_HOLE}|•·∙–—;,()/]|\s-\s")
_TRIM = " \t\u00a0-:.\u200b"


class Credit(NamedTuple):
    """What a credit line says: its days, the person who signed it, the outlet it names."""

    declared: tuple[DeclaredDate, ...]
    author: Named | None
    outlet: Named | None


class _Read(NamedTuple):
    """What is left of a line when days and times are out."""

    left: str
    declared: tuple[DeclaredDate, ...]
    timed: bool


@cache
def _fillers() -> re.Pattern[str]:
    """Counts and lengths that stand between the parts: "3 min read", "12 reacties"."""
    choices = "|".join(listed("credits", "fillers"))
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.IGNORECASE)


@cache
def _relative() -> re.Pattern[str]:
    words = "|".join((*listed("credits", "relative"), *listed("dates", "weekdays")))
    return re.compile(rf"(?<!\w)(?:{words})\.?(?!\w)", re.IGNORECASE)


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(listed('credits', 'roles'))})", re.IGNORECASE)


def is_role(text: str) -> bool:
    """Whether a few words name what someone does for an outlet: "Correspondent Afrika"."""
    words = text.split()
    return (
        1 <= len(words) <= 7
        and text[:1].isupper()
        and any(_roles().fullmatch(word.strip(",.()")) for word in words)
    )


def _without(text: str, start: int, end: int) -> str:
    """`text` of the same length with a hole."""
    return text[:start] + _HOLE * (end - start) + text[end:]


def _declared(line: Line, value: str, start: int, end: int, label: str | None) -> DeclaredDate:
    base = line.span.start
    return DeclaredDate(value, where_of(label, "byline"), Span(base + start, base + end))


def _read(line: Line, language: str) -> _Read:
    """Take days, labels, clock times and counts out of a line."""
    left = line.text
    declared: list[DeclaredDate] = []
    for match in _ADDRESS.finditer(left):
        left = _without(left, match.start(), match.end())
    while (found := day_in(left, language) or yearless_in(left, language)) is not None:
        label = found.label or label_before(left, found.start)
        declared.append(_declared(line, found.value, found.start, found.end, label))
        left = _without(left, found.start, found.end)
    timed = False
    for pattern in (_CLOCK, _fillers()):
        for match in pattern.finditer(left):
            timed = timed or pattern is _CLOCK
            left = _without(left, match.start(), match.end())
    return _Read(left, tuple(declared), timed)


def _parts(left: str) -> list[tuple[str, int]]:
    """The parts of what is left, each with its place, without labels and words of time."""
    parts = []
    at = 0
    for piece in (*_SPLIT.finditer(left), None):
        end = piece.start() if piece else len(left)
        bare = left[at:end].strip(_TRIM)
        if bare:
            parts.append((bare, at + left[at:end].index(bare)))
        at = piece.end() if piece else end
    return parts


def _is_known(part: str, known: Wording) -> bool:
    """Whether a part is a label, a word of time, a section, a desk, an agency or a share button."""
    words = re.findall(r"[\w’'-]+", part.lower())
    phrase = " ".join(words)
    small = frozenset(listed("credits", "small"))
    if not words or phrase in known.date_labels or known.desk_line.fullmatch(part):
        return True
    own = known.sections | known.menu_words | known.agencies | small
    return all(
        word in own or word in known.date_labels or _relative().fullmatch(word) for word in words
    )


def _author(part: str, span: Span) -> Named | None:
    """The first person whom "by Ann Lee and Tom Field" names; None for a desk."""
    signer = signed_by(part)
    if signer is None or is_desk(part[signer[0] : signer[1]]):
        return None
    begin, end = signer
    return Named(part[begin:end], Span(span.start + begin, span.start + end))


def credit_of(line: Line, language: str, known: Wording, *, under_title: bool) -> Credit | None:
    """What a line that holds nothing but credits says; None when it holds something else.

    `language` is BCP 47, with the region where the text shows it. A name and a day alone are a
    credit only `under_title`: else they may be the title itself.
    """
    if line.size > _LONGEST or len(line.text.split()) > _MOST_WORDS:
        return None
    read = _read(line, language)
    author = outlet = None
    told = 0
    for part, at in _parts(read.left):
        span = Span(line.span.start + at, line.span.start + at + len(part))
        if signed_by(part) is not None:
            author = author or _author(part, span)
            told += 1
        elif _tells_nothing(part, at, read, known, signed=author is not None):
            told += 1
        elif is_person(part, known):
            name = first_of(part)
            author = author or Named(name, Span(span.start, span.start + len(name)))
        elif _is_outlet(part, known) or (at == 0 and _has_handle(line, part)):
            outlet = outlet or Named(part, span)
        elif not (author is not None and re.fullmatch(r"[A-ZÀ-Þ][\w'’-]+", part)):
            return None  # after a name one word may be the place
    if not read.declared and not (read.timed and told):
        return None
    lone = author is not None and not told and not read.timed and len(read.declared) == 1
    if lone and not under_title:
        return None
    return Credit(read.declared, author, outlet)


def _tells_nothing(part: str, at: int, read: _Read, known: Wording, *, signed: bool) -> bool:
    """Whether a part is a label, section, function, desk code or place, and names nobody."""
    if _is_known(part, known) or _DESK_CODE.fullmatch(part):
        return True
    return (is_role(part) and (signed or bool(read.declared))) or _is_place(part, at, read.left)


def _has_handle(line: Line, part: str) -> bool:
    """Whether a handle stands right behind a name at the begin of a line: "De Linie @delinie"."""
    return part[0].isupper() and re.match(r"\s?@\w{2,30}", line.text[len(part) :]) is not None


def _is_place(part: str, at: int, left: str) -> bool:
    """Whether a part is the place before a day, "Den Haag, 3 mei 2021", and no known given name."""
    after = left[at + len(part) :]
    return (
        at == 0
        and re.match(rf",\s+{_HOLE}", after) is not None
        and part[0].isupper()
        and len(part.split()) <= 3
        and part.split(maxsplit=1)[0].lower() not in given_names()
    )


def _is_outlet(part: str, known: Wording) -> bool:
    """Whether a part in capitals-as-a-name ends as outlets do."""
    words = part.split()
    return (
        len(words) <= 5
        and words[0][0].isupper()
        and any(w.lower().endswith(tuple(known.outlet_words)) for w in words if w[0].isupper())
    )
