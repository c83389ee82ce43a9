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
_LEAP_YEAR = 2000
"""A year that has every day a date without its year can be."""
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_CLOCK = r"\d{1,2}[:.hu]\d{2}(?::\d{2})?"


class Found(NamedTuple):
    """An EDTF value (``2021``, ``2021-06``, ``2021-06-30``) and where it stands in the line.

    ``XXXX-06-30`` is a day without its year.
    """

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


def where_of(label: str | None, otherwise: str) -> str:
    """What a date stood in, as `DeclaredDate.where` has it: its label tells, else `otherwise`."""
    bare = re.sub(r"\s(?:on|at|op|om)$", "", label or "")
    if bare in listed("dates", "copied"):
        return "line with a date of a copy"
    if bare in changed_labels():
        return "line with a date of change"
    return "line with a date of publication" if bare in listed("dates", "first") else otherwise


def any_label() -> str:
    """A pattern for the label of a date, with the preposition after it."""
    return rf"(?:{either(listed('dates', 'labels'))})(?:\s(?:on|at|op|om))?"


@cache
def _weekday() -> str:
    return rf"(?:(?:{either(listed('dates', 'weekdays'))})\.?,?\s+)"


@cache
def _day() -> str:
    month = either(list(_months()))
    return (
        rf"(?<![\w-]){_weekday()}?(?:"
        rf"(?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})(?:-(?P<d1>\d{{1,2}}))?(?!\d|-\d)(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|e)?(?:\sof)?[\s.-]{{1,2}}(?P<m2>{month})\.?,?[\s.-]{{1,2}}"
        # "8 nov, 14:05" has a clock time, not a year.
        r"(?P<y2>\d{4}|['’]?\d{2}(?!\d|[:.hu]\d|\s?uur))"
        rf"|(?P<m3>{month})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}})"
        rf"|(?P<d4>\d{{1,2}}){_DASHES}(?P<m4>\d{{1,2}}){_DASHES}(?P<y4>\d{{4}})"
        rf"|(?P<m5>{month})\.?,?\s+(?P<y5>\d{{4}})"
        r"|(?P<y6>\d{4})(?P<s6>[./])(?P<m6>\d{1,2})(?P=s6)(?P<d6>\d{1,2})"
        r"|(?P<d7>\d{1,2})(?P<s7>[-/.])(?P<m7>\d{1,2})(?P=s7)(?P<y7>\d{2})(?![-/:.\d]\d)"
        rf"|(?P<d8>\d{{1,2}})[\s./-](?P<m8>{either(_ROMAN)})[\s./-](?P<y8>\d{{4}})"
        rf"|(?P<y9>\d{{4}})\s(?P<m9>{month})\s(?P<d9>\d{{1,2}})"
        r")(?!\w)"
    )


@cache
def _yearless() -> re.Pattern[str]:
    """A day and month alone; in figures only with a weekday or label before or a time after."""
    month = either(list(_months()))
    before = rf"(?<![\w/.-])(?:{_weekday()}|(?P<label>{any_label()})\s?:?\s+)"
    after = rf"(?=(?:[\s,|–—•·-]|om|at){{1,5}}{_CLOCK})"
    return re.compile(
        rf"(?<![\w/.-]){_weekday()}?(?P<d1>\d{{1,2}})(?:st|nd|rd|th|e)?(?:\sof)?[\s.-]{{1,2}}"
        rf"(?P<m1>{month})(?!\w)"
        rf"|(?<![\w/.-]){_weekday()}?(?P<m2>{month})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![:.]?\w)"
        rf"|{before}(?P<d3>\d{{1,2}})[/-](?P<m3>\d{{1,2}})(?![/.-]?\d)"
        rf"|(?<![\d/.-])(?P<d4>\d{{1,2}})[/-](?P<m4>\d{{1,2}})(?![/.-]?\d){after}",
        re.IGNORECASE,
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
    # Nothing but a date, a label before it and a clock time after it.
    return re.compile(
        rf"[\W_]{{0,3}}(?:(?P<label>{any_label()})\s*[:|–—-]?\s+)?{_day()}{_clock()}",
        re.IGNORECASE,
    )


@cache
def _clock() -> str:
    signs = either(listed("dates", "clock"))
    return rf"(?:[\s,|–—•·()@-]{{1,4}}(?:{signs}|{_CLOCK})\b\.?){{0,6}}[\W_]{{0,3}}"


@cache
def _beside_yearless() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand before and after a day without its year in a line of its own."""
    label = rf"[\W_]{{0,3}}(?:(?P<label>{any_label()})\s*[:|–—-]?\s*)?"
    return re.compile(label, re.IGNORECASE), re.compile(rf"\.?{_clock()}", re.IGNORECASE)


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
    digits = written.lstrip("'’")
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
    for k in ("2", "3", "5", "9"):  # the forms with the month in letters
        if groups[f"y{k}"]:
            day = groups.get(f"d{k}")
            month = _months()[groups[f"m{k}"].lower()]
            return _edtf(_long_year(groups[f"y{k}"]), month, int(day) if day else None)
    if groups["y6"]:
        return _edtf(int(groups["y6"]), int(groups["m6"]), int(groups["d6"]))
    if groups["y8"]:
        return _edtf(int(groups["y8"]), _ROMAN.index(groups["m8"].lower()) + 1, int(groups["d8"]))
    k = "4" if groups["y4"] else "7"
    year = _long_year(groups[f"y{k}"])
    return _in_digits(int(groups[f"d{k}"]), int(groups[f"m{k}"]), year, language)


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


def yearless_in(text: str, language: str) -> Found | None:
    """The first day and month without a year in a short text of the page's furniture.

    The value is ``XXXX-09-24``. In figures the Dutch and British write the day first, Americans the
    month; where that is open there is none.
    """
    for match in _yearless().finditer(text):
        k = next(k for k in "1234" if match[f"d{k}"])
        day, month = int(match[f"d{k}"]), match[f"m{k}"].lower()
        if not month.isdigit():
            value = _edtf(_LEAP_YEAR, _months()[month], day)
        else:
            value = _in_digits(day, int(month), _LEAP_YEAR, language)
        if value is not None and len(value) == len("2000-01-01"):
            start = min(match.start(f"d{k}"), match.start(f"m{k}"))
            end = max(match.end(f"d{k}"), match.end(f"m{k}"))
            return Found(f"XXXX{value[4:]}", start, end, _plain(match["label"]))
    return None


def _plain(label: str | None) -> str | None:
    return " ".join(label.lower().split()) if label else None


def date_line(line: str, language: str, *, yearless: bool = False) -> Found | None:
    """The date of a line that holds nothing else (but a label and a clock time).

    With `yearless` also a day and month alone, as heads of pages have them ("za 8 nov, 14:05").
    """
    if len(line) > 90:
        return None
    match = _date_line().fullmatch(line)
    value = _value(match, language) if match else None
    if match is not None and value is not None:
        start = next(match.start(k) for k in _STARTS if match[k])
        end = max(match.end(k) for k in _ENDS if match[k])
        return Found(value, start, end, _plain(match["label"]))
    return _yearless_line(line, language) if yearless else None


_STARTS = ("y1", "d2", "m3", "d4", "m5", "y6", "d7", "d8", "y9")
_ENDS = ("y1", "m1", "d1", "y2", "y3", "y4", "y5", "d6", "y7", "y8", "d9")


def _yearless_line(line: str, language: str) -> Found | None:
    """A line with nothing but a day and month, a weekday, a label and a clock time."""
    found = yearless_in(line, language)
    if found is None:
        return None
    before, after = _beside_yearless()
    head = re.sub(rf"(?<!\w){_weekday()}$", "", line[: found.start], flags=re.IGNORECASE)
    labelled = before.fullmatch(head)
    if labelled is None or after.fullmatch(line, found.end) is None:
        return None
    return found._replace(label=found.label or _plain(labelled["label"]))


def crawl_prefix(line: str) -> Found | None:
    """A crawler's date at the beginning of the first line; `end` is where the text goes on."""
    match = _crawl_prefix().match(line)
    if match is None:
        return None
    year, month, day = (*(int(part) for part in match["value"][:10].split("-")), None, None)[:3]
    value = _edtf(year, month, day) if year is not None else None
    return Found(value, match.start(), match.end(), match["label"].lower()) if value else None
