"""Which reports tell one happening, judged without days: by names, words, numbers and sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from kroniek.date.known_reasons import told_from
from kroniek.date.own_times import SPOKEN
from kroniek.ids import ArticleId, EntityId
from kroniek.model.doc import (
    DATING,
    ENTITIES,
    EVENT_DAYS,
    EVENTS,
    IDENTITIES,
    QUANTITIES,
    SENTENCES,
    TIMES,
    TOKENS,
    Collection,
    Doc,
)
from kroniek.model.text import TOLD, EventMention, Quantity, Realis, SentenceKind
from kroniek.model.time import Interval, TimeExpression
from kroniek.spans import Span, covering

ALIKE = 3.0
"""What two reports must share to tell one happening: see `_Report.shared`."""
_RARE = 4
"""A name that stands in no more articles than this tells one happening from the next."""
_SHARE = 0.2
_NARROW_DAYS = 2
_LONG_SENTENCE = 8
_LEAD = 3
_FAMILIES = {
    kind: family
    for family, kinds in {
        "harm": (
            "casualties",
            "death",
            "strike",
            "battle",
            "invasion_or_attack",
            "crime",
            "accident",
            "disaster",
            "disruption",
            "air_incident",
        ),
        "contact": ("visit", "meeting", "negotiation", "agreement", "call"),
        "order": ("decision", "sanction", "appointment", "court_case", "arrest"),
    }.items()
    for kind in kinds
}
_GROWING = frozenset({"casualties", "death", "disaster", "accident", "strike", "crime"})


class Happened(NamedTuple):
    """When a neighbour puts a happening, and what the article in doubt says of its day.

    `told` are the days of telling that its own words (`words`) then mean; `leads`: its headline or
    opening tells it.
    """

    days: Interval
    told: Interval | None
    words: str
    leads: bool


class Shared(NamedTuple):
    """A neighbour that tells the same as an article in doubt, and where that tells it."""

    article: ArticleId
    span: Span
    words: tuple[str, ...]
    score: float
    happened: Happened | None
    grew: bool
    shrank: bool


@dataclass(frozen=True, slots=True)
class _Report:
    """An event as one article tells it, by what stands in its sentences."""

    doc: Doc
    event: EventMention
    days: Interval
    names: AbstractSet[EntityId]
    counts: Mapping[str, float]
    """What is counted, and how many."""
    triggers: AbstractSet[str]
    sentences: AbstractSet[str]
    leads: bool

    @property
    def family(self) -> str:
        """Types that reporters use for one another count as one."""
        return _FAMILIES.get(self.event.type, self.event.type)


@dataclass(frozen=True)
class SameFinder:
    """Finds, for articles in doubt, the reports of well-dated ones that tell the same."""

    doubted: Mapping[ArticleId, Sequence[_Report]]
    index: Mapping[tuple[str, EntityId], Sequence[_Report]]
    rare: AbstractSet[EntityId]
    words: Mapping[EntityId, str]

    @classmethod
    def of(
        cls, collection: Collection, doubted: Sequence[Doc], others: Iterable[Doc]
    ) -> "SameFinder":
        """Reads the events of the articles in doubt, then those of others that share a name."""
        placed: defaultdict[ArticleId, list[tuple[Span, EntityId]]] = defaultdict(list)
        for identity in collection[IDENTITIES]:
            if identity.entity is not None:
                placed[identity.article].append((identity.span, identity.entity))
        articles = Counter(name for rows in placed.values() for name in {e for _, e in rows})
        wide = {entity.id for entity in collection[ENTITIES] if entity.kind == "country"}
        most = max(_RARE, int(_SHARE * len(collection.docs)))
        special = {name for name, number in articles.items() if number <= most} - wide
        mine = {
            doc.article.id: tuple(_reports(doc, placed[doc.article.id], special)) for doc in doubted
        }
        asked = {name for rows in mine.values() for row in rows for name in row.names}
        index: defaultdict[tuple[str, EntityId], list[_Report]] = defaultdict(list)
        for doc in others:
            own = placed[doc.article.id]
            if asked.isdisjoint(name for _, name in own):
                continue
            for report in _reports(doc, own, special):
                for name in sorted(report.names & asked):
                    index[report.family, name].append(report)
        return cls(
            mine,
            index,
            {name for name, number in articles.items() if number <= _RARE},
            {entity.id: entity.name for entity in collection[ENTITIES]},
        )

    def like(self, doc: Doc, without: AbstractSet[ArticleId]) -> list[Shared]:
        """The best pair with each article, likest first; `without` names articles to leave out."""
        best: dict[ArticleId, Shared] = {}
        for mine in self.doubted[doc.article.id]:
            seen: dict[int, _Report] = {}
            for name in sorted(mine.names):
                seen.update((id(one), one) for one in self.index.get((mine.family, name), ()))
            for other in seen.values():
                if other.doc.article.id in without:
                    continue
                found = self._shared(mine, other)
                known = best.get(other.doc.article.id)
                if found and (known is None or found.score > known.score):
                    best[found.article] = found
        return sorted(best.values(), key=lambda one: (-one.score, one.article))

    def _shared(self, mine: _Report, other: _Report) -> Shared | None:
        """What two reports share, if it is enough and no day speaks against it."""
        names = sorted(mine.names & other.names)
        rare = [name for name in names if name in self.rare]
        counts = sorted(
            what for what, number in mine.counts.items() if other.counts.get(what) == number
        )
        triggers = mine.triggers & other.triggers
        sentences = mine.sentences & other.sentences
        # Parties to one quarrel meet again and again: their names alone do not tell which time.
        particular = counts or sentences or (triggers and len(names) > 2 and len(rare) > 1)
        score = len(names) + 0.5 * len(rare) + len(counts) + 0.5 * len(triggers)
        score += 2.0 * len(sentences)
        if not particular or score < ALIKE:
            return None
        happened = _happened(mine, other)
        if happened is None:
            return None
        words = [self.words[name] for name in names] + counts
        return Shared(
            other.doc.article.id,
            mine.event.triggers[0],
            tuple(words) or tuple(sorted(triggers)),
            score,
            happened if happened.days.known else None,
            *_growth(mine, other),
        )


def _growth(mine: _Report, other: _Report) -> tuple[bool, bool]:
    """Whether what both count is more here than there, or less."""
    if mine.event.type not in _GROWING:
        return False, False
    both = [what for what in mine.counts if what in other.counts]
    more = [what for what in both if mine.counts[what] > other.counts[what]]
    less = [what for what in both if mine.counts[what] < other.counts[what]]
    return bool(more) and not less, bool(less) and not more


def _happened(mine: _Report, other: _Report) -> Happened | None:
    """When it happened as the other has it; None if what is said here does not fit that."""
    days = other.days
    if not days.known:
        return Happened(days, None, "", mine.leads)
    times = {time.span: time for time in mine.doc[TIMES]}
    told: Interval | None = None
    words = ""
    for span in mine.event.times:
        time = times.get(span)
        if time is None:
            continue
        if not _fits(time, days):
            return None
        if told is None and time.symbol.kind in ("near", "weekday", "ago"):
            told = told_from(time, days.low)
            words = span.of(mine.doc.text)
    return Happened(days, told, words, mine.leads)


def _fits(time: TimeExpression, days: Interval) -> bool:
    """Whether the weekday or date of an expression can be one of the days."""
    said = dict(time.symbol.arguments)
    if time.symbol.kind not in ("weekday", "calendar"):
        return True
    for on in {days.low, days.high}:
        fits = (
            int(said.get("weekday", on.isoweekday())) == on.isoweekday()
            and int(said.get("day", on.day)) == on.day
            and int(said.get("month", on.month)) == on.month
            and int(said.get("year", on.year)) == on.year
        )
        if fits:
            return True
    return False


def _reports(
    doc: Doc, placed: Sequence[tuple[Span, EntityId]], special: AbstractSet[EntityId]
) -> Iterator[_Report]:
    """The things that an article tells as done, with what stands in their sentences."""
    days = {one.event: one.days for one in doc[EVENT_DAYS]}
    spans = [sentence.span for sentence in doc[SENTENCES]]
    names: defaultdict[int, set[EntityId]] = defaultdict(set)
    for span, entity in placed:
        at = covering(spans, span)
        if at is not None and entity in special:
            names[at].add(entity)
    counts: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for quantity in doc[QUANTITIES]:
        at = covering(spans, quantity.span)
        if at is not None and _counts(quantity) and quantity.unit and quantity.value:
            counts[at][quantity.unit] = quantity.value
    leading = _leading(doc)
    for event in doc[EVENTS]:
        if event.realis is not Realis.ACTUAL or event.type in SPOKEN:
            continue
        places = sorted({at for s in event.sentences if (at := covering(spans, s)) is not None})
        found = frozenset(name for at in places for name in names[at])
        if not found:
            continue
        yield _Report(
            doc,
            event,
            _narrow(days.get(event.id, Interval()), doc),
            found,
            {what: number for at in places for what, number in counts[at].items()},
            frozenset(span.of(doc.text).lower() for span in event.triggers),
            frozenset(_words(doc, at) for at in places if _is_long(doc, at)),
            not leading.isdisjoint(places),
        )


def _counts(quantity: Quantity) -> bool:
    """Whether a number is told as exact and is more than a mere two."""
    return not quantity.doubtful and not quantity.approximate and (quantity.value or 0) > 2


def _leading(doc: Doc) -> set[int]:
    """The headline and the first sentences of the text proper, by number."""
    body = [k for k, sentence in enumerate(doc[SENTENCES]) if sentence.kind is SentenceKind.BODY]
    heads = [k for k, s in enumerate(doc[SENTENCES]) if s.kind is SentenceKind.HEADLINE]
    return {*heads, *body[:_LEAD]}


def _is_long(doc: Doc, at: int) -> bool:
    sentence = doc[SENTENCES][at]
    return sentence.kind in TOLD and sentence.last - sentence.first >= _LONG_SENTENCE


def _words(doc: Doc, at: int) -> str:
    sentence = doc[SENTENCES][at]
    tokens = doc[TOKENS][sentence.first : sentence.last]
    return " ".join(token.lower for token in tokens if token.text[0].isalnum())


def _narrow(days: Interval, doc: Doc) -> Interval:
    """The days if they are few and lie before the telling; else unknown."""
    (dating,) = doc[DATING]
    if days.earliest is None or days.latest is None or days.low > dating.published.high:
        return Interval()
    return days if (days.latest - days.earliest).days < _NARROW_DAYS else Interval()
