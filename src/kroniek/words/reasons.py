"""Reasons in the reader's language. Steps give them in English; patterns say them in Dutch."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from kroniek.edtf import first_day, in_words, last_day
from kroniek.model.time import Interval
from kroniek.packs import lexicon

_LONGEST = 1000
_ENDS = re.compile(r"(?<=[.)]) (?=[A-Z])")
_ISO = re.compile(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])")


class Told(NamedTuple):
    """A reason in words, and the language these are in."""

    words: str
    language: str


def told(because: str, language: str) -> Told:
    """A reason in `language` if its pattern is known, else in English; days as readers write them.

    Reasons that begin with a quotation mark quote the article and are no language's.
    """
    if because.startswith("“"):
        return Told(because, language)
    if language == "nl" and len(because) <= _LONGEST:
        dutch = _in_dutch(because) or _all_in_dutch(_ENDS.split(because))
        if dutch is not None:
            return Told(_with_days(dutch, language), language)
    return Told(_with_days(because, "en"), "en")


def _all_in_dutch(sentences: Sequence[str]) -> str | None:
    found = [_in_dutch(sentence) for sentence in sentences]
    told_all = [words for words in found if words is not None]
    return " ".join(told_all) if len(told_all) == len(found) else None


def _in_dutch(because: str) -> str | None:
    """The reason in Dutch; None if no pattern fits all of it."""
    said: Mapping[str, str] = _words_in_dutch()
    for pattern, words in _patterns():
        match = pattern.fullmatch(because)
        if match:
            parts = {name: said.get(part, part) for name, part in match.groupdict().items()}
            return words.format(**parts)
    return None


@cache
def _words_in_dutch() -> Mapping[str, str]:
    """Where dates stand on a page, and what the packs' calendars tell, from English to Dutch."""
    where: Mapping[str, str] = lexicon("nl/reasons.toml")["where"]
    happenings: Mapping[str, str] = lexicon("nl/happenings.toml")["told"]
    return {**happenings, **where}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows: list[Mapping[str, Any]] = lexicon("nl/reasons.toml")["reason"]
    return tuple((re.compile(row["pattern"], re.DOTALL), row["told"]) for row in rows)


def days_of(value: str) -> Interval | None:
    """The days of an EDTF value of level 0 or an interval of two; None for any other."""
    low, _, high = value.partition("/")
    try:
        first = first_day(low) if low not in ("", "..") else None
        last = last_day(high or low) if (high or low) not in ("", "..") else None
        return Interval(first, last)
    except ValueError:
        return None


def day_words(value: str, language: str) -> str:
    """An EDTF value as readers write it; the value itself where it is none we know."""
    days = days_of(value)
    return in_words(days, language) if days is not None and days.known else value


def _with_days(words: str, language: str) -> str:
    return _ISO.sub(lambda found: day_words(found.group(), language), words)
