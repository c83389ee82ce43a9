"""Values of columns and headers as what they mean: days, languages."""

import re
from datetime import UTC, datetime
from email.utils import parsedate
from functools import cache

from kroniek.collect.dates import date_line
from kroniek.collect.metadata import day_of_url, iso_day
from kroniek.collect.pieces import Given
from kroniek.model.article import DeclaredDate
from kroniek.packs import lexicon
from kroniek.words.troubles import trouble

_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}")
_LONGEST = 90


@cache
def _languages() -> dict[str, str]:
    known = lexicon("shared/columns.toml")["languages"]
    return {form: code for code, forms in known.items() for form in forms}


def language_named(value: str | None) -> str | None:
    """``nl`` or ``en`` for what a column calls a language; None for others and for nonsense."""
    name = re.split(r"[-_\s]", (value or "").strip().lower(), maxsplit=1)[0]
    return _languages().get(name)


def day_written(value: str, language: str) -> str | None:
    """The day (EDTF) in a cell: ISO 8601, seconds since 1970 (UTC), RFC 5322, or in words.

    The day is the one that is written, whatever its time zone. `language` tells how figures are
    ordered (see `kroniek.collect.dates`).
    """
    value = " ".join(value.split())
    if not value or len(value) > _LONGEST:
        return None
    if _SECONDS.fullmatch(value):
        seconds = float(value) / (1000 if len(value) == 13 and "." not in value else 1)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    found = iso_day(value)
    if found is not None:
        return found
    line = date_line(value, language)
    if line is not None:
        return line.value
    try:
        parts = parsedate(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        parts = None
    return iso_day(f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}") if parts else None


def declared_in(given: Given, language: str) -> tuple[tuple[DeclaredDate, ...], tuple[str, ...]]:
    """The dates that are given, and in English those that could not be read."""
    declared: list[DeclaredDate] = []
    losses = []
    for value, where in given.dates:
        day = day_written(value, language)
        if day is None:
            losses.append(trouble("date_unread", value=repr(value[:40]), where=where))
        elif DeclaredDate(day, where) not in declared:
            declared.append(DeclaredDate(day, where))
    day = day_of_url(given.url) if given.url else None
    if day is not None:
        declared.append(DeclaredDate(day, "URL"))
    return tuple(declared), tuple(losses)
