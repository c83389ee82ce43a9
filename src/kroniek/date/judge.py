"""When a text was told: collects reasons, weighs them, and says what became of the stated date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from kroniek.date.declared import Declared, declared
from kroniek.date.evidence import reasons
from kroniek.date.known import KnownHappenings
from kroniek.date.narrow import date_narrowing
from kroniek.date.source import Source
from kroniek.date.weekdays import weekday_narrowing
from kroniek.date.weigh import SURE_MARGIN, Weighed, score_within, weigh
from kroniek.date.yearless import with_year, yearless
from kroniek.model.doc import DATING, SENTENCES, TIMES, TOKENS, Doc, Layer
from kroniek.model.text import Sentence, Token
from kroniek.model.time import (
    DateClass,
    DateReason,
    Dating,
    Interval,
    StatedDate,
    TimeExpression,
)
from kroniek.packs import Packs

CONTRADICTION = 2.5
"""Log-odds by which the best days must beat the stated date before it is called wrong: 12 to 1."""
KNOWN_DAYS = 7
"""A best day is given only where at most so many days remain."""
DATABLE_DAYS = 366
"""A text whose telling can not be narrowed to so many days is undatable."""
DECLARED_WEIGHT = 4.0
"""A page's own date is right 98 times in 100 (assumed: of the pages read so far fewer are)."""
_PAGE = "The page gives the date"


def stated_reason(stated: Declared) -> DateReason:
    """The page's own date as a reason."""
    return DateReason(
        because=f"{_PAGE} {stated.value} ({stated.where}).",
        weight=DECLARED_WEIGHT,
        span=stated.span,
        days=stated.days,
    )


def is_stated(reason: DateReason) -> bool:
    """Whether a reason is the page's own date."""
    return reason.because.startswith(_PAGE)


def verdict(stated: Declared | None, found: tuple[DateReason, ...]) -> Dating:
    """The verdict on a document: a pure function of what it states and the reasons."""
    weighed = weigh(found)
    contradicted = (
        stated is not None
        and not weighed.top.meets(stated.days)
        and weighed.score - score_within(stated.days, found) >= CONTRADICTION
    )
    published = weighed.days
    if _few(published) and not (stated and _few(stated.days) and stated.days.meets(published)):
        others = [r for r in found if not is_stated(r)] if contradicted else found
        published = weigh(others, SURE_MARGIN).days
    if stated and not contradicted and not stated.days.meets(published):
        published = _both(published, stated.days)
    return Dating(
        stated=StatedDate(stated.value, stated.span, contradicted) if stated else None,
        published=published,
        best=_best(weighed, published, stated if not contradicted else None),
        told_from=published,
        republished=_again(stated, published) if contradicted and stated else None,
        verdict=_class(published, contradicted=contradicted),
        reasons=tuple(sorted(found, key=lambda r: (-r.weight, r.because))),
    )


def _few(days: Interval) -> bool:
    """Whether so few days remain that one of them is given as the best."""
    return (days.high - days.low).days < KNOWN_DAYS


def _both(left: Interval, right: Interval) -> Interval:
    """From the first day of either to the last: the page's date is doubted, not given up."""
    low, high = min(left.low, right.low), max(left.high, right.high)
    return Interval(None if low == date.min else low, None if high == date.max else high)


def _best(weighed: Weighed, days: Interval, stated: Declared | None) -> date | None:
    if not _few(days):
        return None
    if stated and stated.days.earliest == stated.days.latest and stated.days.within(days):
        return stated.days.earliest
    return weighed.top.earliest


def _again(stated: Declared, published: Interval) -> Interval | None:
    """An old text under a younger date was put out again on that date."""
    return stated.days if stated.days.low > published.high else None


def _class(published: Interval, *, contradicted: bool) -> DateClass:
    if contradicted:
        return DateClass.MISDATED
    if published.earliest is None or published.latest is None:
        return DateClass.UNDATABLE
    width = published.latest - published.earliest + timedelta(days=1)
    if width.days > DATABLE_DAYS:
        return DateClass.UNDATABLE
    return DateClass.COARSE if width.days > KNOWN_DAYS else DateClass.CONSISTENT


@dataclass(frozen=True, slots=True)
class DateJudge:
    """Writes one verdict for each article."""

    known: KnownHappenings
    name: str = "dating"
    reads: tuple[Layer[Token] | Layer[Sentence] | Layer[TimeExpression], ...] = (
        TOKENS,
        SENTENCES,
        TIMES,
    )
    writes: Layer[Dating] = DATING

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """The judge with the calendars and terms of office of the packs."""
        return cls(KnownHappenings.from_packs(packs))

    def annotate(self, doc: Doc) -> Iterator[Dating]:
        """Yield the verdict."""
        yield self.judged(doc)

    def judged(self, doc: Doc, more: Sequence[DateReason] = ()) -> Dating:
        """The verdict from the article's own reasons and `more` that others give.

        Reasons that narrow the days still open are drawn last: they follow from all others.
        """
        source = Source.of(doc, self.known)
        headed = yearless(source.article) is not None
        stated = declared(source.article, source.times, headed=headed)
        found = (*reasons(source, stated.days if stated else None), *more)
        if stated is None or not _few(stated.days):
            coarse = (stated_reason(stated),) if stated else ()
            whole, several = with_year(source, (*found, *coarse), stated)
            if whole is not None:
                # As for any date the page states, its copyright is no reason beside it.
                stated, found = whole, (*reasons(source, whole.days), *more)
            found = (*found, *several)
        if stated:
            found = (stated_reason(stated), *found)
        found = (*found, *date_narrowing(source, weigh(found).days))
        found = (*found, *weekday_narrowing(source, weigh(found).days))
        return verdict(stated, found)
