"""The page's date where it has no year: "za 8 nov. 14:05", "24/09 16:22".

The year comes from what else the page shows: its copyright, the weekday before the date, the dates
the text tells as past or as still to come. Where these leave several years, the date has none.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from kroniek.date.declared import Declared
from kroniek.date.evidence import SEVERAL_PAST
from kroniek.date.footer import copyright_of
from kroniek.date.source import Source
from kroniek.date.values import of_value
from kroniek.date.weigh import MARGIN, score_on
from kroniek.model.article import Article
from kroniek.model.time import DateReason, Interval
from kroniek.packs import lexicon
from kroniek.spans import Span

OWN_YEAR = 2.1
"""A page leaves out the year of a date mostly in that year itself, and its copyright is of the copy
(assumed)."""
AGREES = 2.55
"""News mistakes the weekday of a date about once in a dozen (as in `kroniek.date.evidence`)."""
_LEFT_OUT = 4.0
"""What the page says of its day and month counts as much as a whole date does."""
_AGENCY = re.compile(r"\s*\([^()\n]{2,40}\)\s*[-–—]")
"""What stands behind the day in an agency's dateline: "(Northwire) --"."""
_YEARS = range(1990, 2040)
_MOST = 4
"""Years left above which the date says nothing."""
_BEFORE = 14
"""Code points before the date in which its weekday stands."""


class Yearless(NamedTuple):
    """A day and month that the page gives for itself, its weekday (1 is Monday) if it has one."""

    days: tuple[date, ...]
    """The days it can be, one for each year that has it."""
    weekday: int | None
    where: str
    span: Span


@cache
def _weekdays() -> dict[str, int]:
    found = {}
    for language in ("nl", "en"):
        names = lexicon(f"{language}/layout.toml")["dates"]["weekday_numbers"]
        found.update({form: number for number, row in enumerate(names, 1) for form in row})
    return found


def yearless(article: Article) -> Yearless | None:
    """The first day without a year that the page gives for itself; dates of change come last."""
    found = [one for one in article.declared if one.value.startswith("XXXX-") and one.span]
    for item in sorted(found, key=lambda one: "change" in one.where or "copy" in one.where):
        if item.span is None:
            continue
        all_days = [of_value(f"{year}{item.value[4:]}").earliest for year in _YEARS]
        before = article.text[max(0, item.span.start - _BEFORE) : item.span.start]
        words = re.findall(r"[^\W\d_]+", before.lower())
        weekday = _weekdays().get(words[-1]) if words else None
        return Yearless(tuple(day for day in all_days if day), weekday, item.where, item.span)
    return None


def _scored(
    item: Yearless, source: Source, found: Sequence[DateReason], coarse: Declared | None
) -> dict[date, float]:
    """How much speaks for each day the date can be."""
    scores = {on: score_on(on, found) for on in item.days}
    agreeing = [on for on in item.days if on.isoweekday() == item.weekday]
    for on in agreeing:
        scores[on] += AGREES
    last = _not_after(source.article, coarse)
    own = [on for on in agreeing or item.days if last is not None and on <= last]
    if own and not _tells_later(own[-1], found):
        scores[own[-1]] += OWN_YEAR
    return scores


def _not_after(article: Article, coarse: Declared | None) -> date | None:
    """The last day that the page can be of, as its copies, changes, month or copyright tell."""
    kept = [
        of_value(one.value[:10]).latest
        for one in article.declared
        if "copy" in one.where or "change" in one.where
    ]
    known = sorted(day for day in (*kept, coarse.days.latest if coarse else None) if day)
    if known:
        return known[0]
    footer = copyright_of(article)
    return of_value(str(footer.year)).latest if footer else None


def _tells_later(on: date, found: Sequence[DateReason]) -> bool:
    """Whether the text tells several later days as past: the year at its foot is a stale one."""
    later = (one.days for one in found if one.weight >= SEVERAL_PAST and one.days is not None)
    return any(days.latest is None and days.low > on for days in later)


def with_year(
    source: Source, found: Sequence[DateReason], coarse: Declared | None = None
) -> tuple[Declared | None, tuple[DateReason, ...]]:
    """The page's date with the one year that `found` and the page leave it, or reasons for several.

    `coarse` is the month or year that the page states beside it. Both are empty where the page
    gives no such date or nearly all years are left.
    """
    item = yearless(source.article)
    if item is None:
        return None, ()
    scores = _scored(item, source, found, coarse)
    best = max(scores.values())
    kept = [on for on in item.days if scores[on] >= best - MARGIN]
    if len(kept) == 1 and _is_filed(item, source.article):
        return None, (_filed(item, kept[0], source.article),)
    if len(kept) == 1:
        on = kept[0]
        return Declared(on.isoformat(), Interval.day(on), item.where, item.span), ()
    if len(kept) > _MOST:
        return None, ()
    said = repr(item.span.of(source.article.text))
    return None, tuple(
        DateReason(
            f"The page gives {said} without a year; it can be {on}.",
            _LEFT_OUT,
            item.span,
            Interval.day(on),
        )
        for on in kept
    )


def _is_filed(item: Yearless, article: Article) -> bool:
    """Whether the date is that of a dateline."""
    behind = _AGENCY.match(article.text, item.span.end)
    return item.where == "dateline" or behind is not None


def _filed(item: Yearless, on: date, article: Article) -> DateReason:
    """A dateline tells the day on which a report was sent; it may be read the day after."""
    said = repr(item.span.of(article.text))
    return DateReason(
        f"The report was sent on {said}; it is of {on} or the day after.",
        _LEFT_OUT,
        item.span,
        Interval(on, on + timedelta(days=1)),
    )
