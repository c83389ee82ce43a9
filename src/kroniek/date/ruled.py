"""Dates that people have decided: of articles here, of lines of the chronicle in `link`."""

from collections.abc import Iterable
from dataclasses import replace

from kroniek.date.values import of_value
from kroniek.edtf import days_written
from kroniek.ids import ArticleId
from kroniek.model.judgement import Ruling, Subject, Verb, holding
from kroniek.model.time import DateClass, DateReason, Dating, Interval

DECIDED = 20.0
"""Log-odds of a decision: no sum of reasons outweighs it."""
_CLOSE = 7
"""Days that a verdict may span and still name a best day."""


def ruled_days(rulings: Iterable[Ruling]) -> dict[ArticleId, Ruling]:
    """The latest decision on the date of each article."""
    return {
        place.article: ruling
        for ruling in holding(rulings, (Verb.DATE,), Subject.ARTICLE)
        for place in ruling.places
    }


def decided(dating: Dating, ruling: Ruling) -> Dating:
    """The verdict with a person's decision in place of the program's; its reasons stay."""
    days = days_written(ruling.judgement.value or "..")
    best = days.earliest if days.earliest == days.latest else None
    if best is None and dating.best is not None and Interval.day(dating.best).within(days):
        best = dating.best if (days.high - days.low).days <= _CLOSE else None
    stated = dating.stated
    contradicted = stated is not None and not of_value(stated.value).meets(days)
    if stated is not None:
        stated = replace(stated, contradicted=contradicted)
    return replace(
        dating,
        stated=stated,
        published=days,
        best=best,
        told_from=days,
        republished=of_value(stated.value) if stated is not None and contradicted else None,
        verdict=_verdict(days, contradicted=contradicted),
        reasons=(DateReason(ruling.said, DECIDED, None, days), *dating.reasons),
    )


def _verdict(days: Interval, *, contradicted: bool) -> DateClass:
    if contradicted:
        return DateClass.MISDATED
    if days.earliest is None or days.latest is None:
        return DateClass.COARSE
    return (
        DateClass.CONSISTENT if (days.latest - days.earliest).days <= _CLOSE else DateClass.COARSE
    )
