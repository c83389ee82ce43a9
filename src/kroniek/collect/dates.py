"""Dates that a page gives for itself: in its furniture, not in its sentences."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from kroniek.collect.wording import either, listed
from kroniek.packs import lexicon

_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_DASHES = r"[-‐‑/.]"


class Found(NamedTuple):
    """An EDTF value (``2021``, ``2021-06``, ``2021-06-30``) and where it stands in the line."""

    value: str
    start: int
    end: int
    label: str | None = None
    """The label before it ("updated"), lower case."""


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in ("nl", "en"):
        for number, forms in enumerate(lexicon(f"{language}/layout.toml")["dates"]["months"], 1):
            found.update(dict.fromkeys(forms, number))
    return found


@cache
def changed_labels() -> frozenset[str]:
    """Labels that tell when a page was changed, not when it was first put out."""
    return frozenset(listed("dates", "changed"))


@cache
def _day() -> str:
    month = either(list(_months()))
    weekday = either(listed("dates", "weekdays"))
    return (
        rf"(?:(?:{weekday})\.?,?\s+)?(?:"
        rf"(?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})(?:-(?P<d1>\d{{1,2}}))?(?!\d|-\d)(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|e)?[\s.-]{{1,2}}(?P<m2>{month})\.?,?[\s.-]{{1,2}}"
        r"(?P<y2>\d{4}|'?\d{2}(?!\d))"
        rf"|(?P<m3>{month})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}})"
        rf"|(?P<d4>\d{{1,2}}){_DASHES}(?P<m4>\d{{1,2}}){_DASHES}(?P<y4>\d{{4}})"
        rf"|(?P<m5>{month})\s+(?P<y5>\d{{4}})"
        rf")(?!\w)"
    )


@cache
def _crawl_prefix() -> re.Pattern[str]:
    # What crawlers put before the text: " date 2021-06 ", "published: 2021-06-30".
    return re.compile(
        r"(?P<label>date|datum|published|gepubliceerd|pubdate|publication date|publicatiedatum"
        r"|timestamp)"
        r"\s?[:=]?\s(?P<value>\d{4}(?:-\d{2}(?:-\d{2}(?:[T\s]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?)(?![\w-])",
        re.IGNORECASE,
    )


@cache
def _date_line() -> re.Pattern[str]:
    labels, clock = either(listed("dates", "labels")), either(listed("dates", "clock"))
    # Nothing but a date, a label before it and a clock time after it.
    return re.compile(
        rf"[\W_]{{0,3}}(?:(?P<label>{labels})\s*[:|–—-]?\s+)?{_day()}"
        rf"(?:[\s,|–—•·()@-]{{1,4}}(?:{clock}|\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?)\b\.?){{0,6}}[\W_]{{0,3}}",
        re.IGNORECASE,
    )


@cache
def _day_alone() -> re.Pattern[str]:
    return re.compile(_day(), re.IGNORECASE)


def _edtf(year: int, month: int | None, day: int | None) -> str | None:
    """The value, if there is such a day."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _long_year(written: str) -> int:
    """``'07`` is 2007 and ``'98`` is 1998."""
    digits = written.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    short = int(digits)
    return 2000 + short if short < 70 else 1900 + short


@cache
def _written_days() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """English days with the month in letters: the day first, the month first."""
    forms = [item for row in lexicon("en/layout.toml")["dates"]["months"] for item in row]
    month = either([item.capitalize() for item in forms])
    return (
        re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{month})\b"),
        re.compile(rf"\b(?:{month})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?![:.]\d)"),
    )


_DIGITS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)\d\d(?![\d/-])")


def locale_of(lines: Iterable[str], language: str) -> str:
    """`language` with the region (``en-GB``, ``en-US``) that its way of writing dates shows.

    Days in digits of which one number can only be a day come first; then days with the month in
    letters. Without either, or where the text does both, the language alone. Lines with a handle
    are left out: platforms write them.
    """
    if language != "en":
        return language
    own = [line for line in lines if "@" not in line]
    numbers = [(int(m[1]), int(m[3])) for line in own for m in _DIGITS.finditer(line)]
    votes = [any(a > 12 >= b for a, b in numbers), any(b > 12 >= a for a, b in numbers)]
    if votes == [False, False]:
        votes = [any(form.search(line) for line in own) for form in _written_days()]
    return {(True, False): "en-GB", (False, True): "en-US"}.get((votes[0], votes[1]), language)


def _value(match: re.Match[str], language: str) -> str | None:
    """The EDTF value of a match of `_day`."""
    groups = match.groupdict()
    if groups["y1"]:
        day = groups["d1"]
        return _edtf(int(groups["y1"]), int(groups["m1"]), int(day) if day else None)
    for k in ("2", "3", "5"):  # the forms with the month in letters
        if groups[f"y{k}"]:
            day = groups.get(f"d{k}")
            month = _months()[groups[f"m{k}"].lower()]
            return _edtf(_long_year(groups[f"y{k}"]), month, int(day) if day else None)
    return _in_digits(int(groups["d4"]), int(groups["m4"]), int(groups["y4"]), language)


def _in_digits(first: int, second: int, year: int, language: str) -> str | None:
    """Day and month in digits: the Dutch and British write the day first, Americans the month."""
    if language in {"nl", "en-GB"} or first > 12:
        return _edtf(year, second, first)
    if second > 12 or language == "en-US":
        return _edtf(year, first, second)
    # 03/04/2021 in English is March or April: only the year is certain.
    return _edtf(year, first, second) if first == second else _edtf(year, None, None)


def day_in(text: str, language: str) -> Found | None:
    """The first date in a short text such as a post's tail."""
    for match in _day_alone().finditer(text):
        value = _value(match, language)
        if value is not None:
            return Found(value, match.start(), match.end())
    return None


def date_line(line: str, language: str) -> Found | None:
    """The date of a line that holds nothing else (but a label and a clock time)."""
    if len(line) > 90:
        return None
    match = _date_line().fullmatch(line)
    value = _value(match, language) if match else None
    if match is None or value is None:
        return None
    start = next(match.start(k) for k in ("y1", "d2", "m3", "d4", "m5") if match[k])
    end = max(match.end(k) for k in ("y1", "m1", "d1", "y2", "y3", "y4", "y5") if match[k])
    label = match["label"]
    return Found(value, start, end, " ".join(label.lower().split()) if label else None)


def crawl_prefix(line: str) -> Found | None:
    """A crawler's date at the beginning of the first line; `end` is where the text goes on."""
    match = _crawl_prefix().match(line)
    if match is None:
        return None
    year, month, day = (*(int(part) for part in match["value"][:10].split("-")), None, None)[:3]
    value = _edtf(year, month, day) if year is not None else None
    return Found(value, match.start(), match.end(), match["label"].lower()) if value else None
