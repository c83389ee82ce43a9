"""The second round of dating: what neighbours whose own dates stand tell of an article in doubt.

Neighbours are copies, and reports of the same happening. Only articles in doubt are dated anew, and
only by articles that are not: support never goes in a circle, and no misdated article can pull a
well-dated one. Which reports tell the same happening is judged here by names, words, numbers and
shared sentences without regard to days, for a wrong date is what keeps such reports apart.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from kroniek.date.judge import DateJudge, is_stated
from kroniek.date.ruled import decided, ruled_days
from kroniek.date.same import Happened, SameFinder, Shared
from kroniek.date.values import of_value
from kroniek.date.weigh import score_within, weigh
from kroniek.ids import ArticleId
from kroniek.model.chronicle import CopyGroup, CopyKind
from kroniek.model.doc import (
    COPIES,
    DATING,
    ENTITIES,
    EVENT_DAYS,
    EVENTS,
    IDENTITIES,
    QUANTITIES,
    REDATINGS,
    RULINGS,
    SENTENCES,
    TIMES,
    TOKENS,
    Collection,
    Doc,
    Layer,
)
from kroniek.model.time import DateClass, DateReason, Dating, Interval, Redating
from kroniek.packs import Packs

COPIED = 4.5
"""A copy appears with its original: as sure as the original's own page is of its date."""
TRANSLATED = 3.5
FIRST_TOLD = 7.7
"""The same text stood elsewhere before: that outweighs a page's date, which is its second."""
COPIED_SAME_DAY = 1.0
NOT_FIRST = 2.0
"""What copies only a part, long after, is younger than that part; when the whole is, is open."""
HAPPENED_BEFORE = 1.6
SOON_AFTER = 1.5
"""News that leads with a happening is mostly told within a week of it; later looks back exist."""
DAY_NAMED = 2.5
"""The weekday or "yesterday" that a report gives a happening fits the day known from another."""
COUNT_GREW = 1.2
LEANS = 1.5
"""Log-odds by which an article's own words must speak against its page to put it in doubt."""
_NEAR = timedelta(days=1)
_TRANSLATION_LAG = timedelta(days=3)
_WEEK = timedelta(days=7)
_MOST_NEIGHBOURS = 2
"""Reports of happenings that give reasons; more of them would only repeat."""
_SURE_DAYS = 3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article whose own date stands: its page gives it and its words do not speak against it."""

    doc: Doc
    on: date
    told: Interval

    @property
    def name(self) -> str:
        """Its title, file and date, for the reader."""
        article = self.doc.article
        title = article.title.of(article.text) if article.title else ""
        shown = f"“{' '.join(title.split())}” ({article.path})" if title else article.path
        return f"{shown} of {self.on}"


@dataclass(frozen=True, slots=True)
class Redater:
    """Writes a verdict for each article in doubt that has neighbours with something to say.

    And for each article that people have dated: that goes before all else.
    """

    judge: DateJudge
    name: str = "redatings"
    reads: tuple[Layer[Any], ...] = (
        TOKENS,
        SENTENCES,
        TIMES,
        QUANTITIES,
        EVENTS,
        DATING,
        EVENT_DAYS,
        COPIES,
        IDENTITIES,
        ENTITIES,
        RULINGS,
    )
    writes: Layer[Redating] = REDATINGS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """The redater, which judges as the first round does."""
        return cls(DateJudge.from_packs(packs))

    def gather(self, collection: Collection) -> Iterator[Redating]:
        """Yield verdicts: first what people decided, then the rest, each in order of path."""
        ruled = ruled_days(collection[RULINGS])
        for doc in collection.docs:
            if doc.article.id in ruled:
                dating = decided(doc[DATING][0], ruled[doc.article.id])
                yield Redating(doc.article.id, dating)
        yield from self._beside_others(collection, ruled)

    def _beside_others(
        self, collection: Collection, ruled: Container[ArticleId]
    ) -> Iterator[Redating]:
        """Verdicts on articles in doubt, but for those of which people have decided."""
        doubted = [
            doc
            for doc in collection.docs
            if in_doubt(doc[DATING][0]) and doc.article.id not in ruled
        ]
        neighbours = {
            doc.article.id: one for doc in collection.docs if (one := neighbour(doc)) is not None
        }
        if not doubted or not neighbours:
            return
        copies = _copies(collection[COPIES])
        same = SameFinder.of(collection, doubted, [one.doc for one in neighbours.values()])
        for doc in doubted:
            groups = copies.get(doc.article.id, [])
            known = {other for group in groups for other in group.articles}
            found = [
                *_from_copies(doc, groups, neighbours),
                *_from_reports(same.like(doc, without=known), neighbours),
            ]
            if found:
                yield Redating(doc.article.id, self.judge.judged(doc, found))


def in_doubt(dating: Dating) -> bool:
    """Whether a verdict is open, or the article's own words lean against its page."""
    return dating.verdict is not DateClass.CONSISTENT or leans(dating)


def leans(dating: Dating) -> bool:
    """Whether the reasons beside the page's own date speak for other days than it does."""
    if dating.stated is None:
        return False
    days = of_value(dating.stated.value)
    own = [reason for reason in dating.reasons if not is_stated(reason)]
    weighed = weigh(own)
    if not days.known or weighed.top.meets(days):
        return False
    return weighed.score - score_within(days, own) >= LEANS


def neighbour(doc: Doc) -> Neighbour | None:
    """The article as a neighbour, if its page's date stands and is known to a few days."""
    (dating,) = doc[DATING]
    if in_doubt(dating) or dating.stated is None or dating.best is None:
        return None
    days = of_value(dating.stated.value)
    if not days.known or not days.meets(dating.published):
        return None
    width = (dating.published.high - dating.published.low).days
    return Neighbour(doc, dating.best, dating.published) if width < _SURE_DAYS else None


def _copies(groups: Sequence[CopyGroup]) -> dict[ArticleId, list[CopyGroup]]:
    found: dict[ArticleId, list[CopyGroup]] = {}
    for group in groups:
        for article in group.articles:
            found.setdefault(article, []).append(group)
    return found


def _from_copies(
    doc: Doc, groups: Sequence[CopyGroup], neighbours: Mapping[ArticleId, Neighbour]
) -> Iterator[DateReason]:
    """The earliest of the copies that are well dated: copies are one origin, and speak once."""
    found = [
        (neighbours[article].on, group.kind is CopyKind.TRANSLATION, article, group)
        for group in groups
        for article in group.articles
        if article in neighbours
    ]
    if found:
        *_, article, group = min(found, key=lambda row: row[:3])
        yield from _copy_reasons(doc[DATING][0], neighbours[article], group)


def _copy_reasons(dating: Dating, other: Neighbour, group: CopyGroup) -> Iterator[DateReason]:
    translated = group.kind is CopyKind.TRANSLATION
    lag = _TRANSLATION_LAG if translated else _NEAR
    around = Interval(other.on - lag, other.on + lag)
    stated = of_value(dating.stated.value) if dating.stated else None
    what = "A translation" if translated else "A copy"
    evidence = group.evidence.partition(". ")[0].rstrip(".")
    because = f"{what} is {other.name}: {evidence}."
    first_told = group.kind in (CopyKind.REPRINT, CopyKind.REPUBLICATION)
    if stated is None or stated.meets(around) or leans(dating):
        weight = TRANSLATED if translated else COPIED
    elif stated.low < other.on:
        yield DateReason(because, NOT_FIRST, None, Interval(None, other.on + lag))
        return
    elif first_told:
        weight = FIRST_TOLD
    else:
        yield DateReason(because, NOT_FIRST, None, Interval(other.on - lag, None))
        return
    yield DateReason(because, weight, None, around)
    if not translated:
        same_day = f"Copies mostly appear on the day of what they copy: {other.name}."
        yield DateReason(same_day, COPIED_SAME_DAY, None, Interval.day(other.on))


def _from_reports(
    likes: Sequence[Shared], neighbours: Mapping[ArticleId, Neighbour]
) -> Iterator[DateReason]:
    """Reasons from the reports that are most alike, one for each origin."""
    for like in likes[:_MOST_NEIGHBOURS]:
        other = neighbours[like.article]
        told = f"{other.name} tells the same ({', '.join(like.words)})"
        if like.happened is not None:
            yield from _happened_reasons(like.happened, told, like)
        if like.grew:
            days = Interval(other.told.earliest, None)
            yield DateReason(f"A lower count: {told}.", COUNT_GREW, like.span, days)
        elif like.shrank:
            days = Interval(None, other.told.latest)
            yield DateReason(f"A higher count: {told}.", COUNT_GREW, like.span, days)


def _happened_reasons(happened: Happened, told: str, like: Shared) -> Iterator[DateReason]:
    days = happened.days
    on = days.low if days.earliest == days.latest else f"{days.earliest} to {days.latest}"
    yield DateReason(
        f"{told} as happening on {on}.", HAPPENED_BEFORE, like.span, Interval(days.earliest, None)
    )
    if happened.told is not None:
        yield DateReason(
            f"{told}; here it is told with {happened.words!r}.",
            DAY_NAMED,
            like.span,
            happened.told,
        )
    elif happened.leads:
        yield DateReason(
            f"{told}, and news leads with what is at most a week old.",
            SOON_AFTER,
            like.span,
            Interval(days.earliest, days.high + _WEEK),
        )
