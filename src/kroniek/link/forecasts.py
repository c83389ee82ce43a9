"""What was foretold, by whom, for when; and what later articles tell of it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from kroniek.ids import ArticleId, EntityId, content_id
from kroniek.link.bearing import Foreseen, Later
from kroniek.link.future import Hints, load_future
from kroniek.link.scene import SCENE_LAYERS, Page, Scene, scene_of
from kroniek.link.stems import stem
from kroniek.link.tellings import Telling, TellingReader
from kroniek.link.wording import Coloured, load_common
from kroniek.model.chronicle import Forecast
from kroniek.model.doc import (
    DAYS,
    FORECASTS,
    QUANTITIES,
    SENTENCES,
    TOKENS,
    Collection,
    Layer,
)
from kroniek.model.text import Act, NameType, Polarity, Realis, SentenceKind, Statement
from kroniek.model.time import Interval
from kroniek.packs import Packs, named_entity_id
from kroniek.spans import Span, hull, trimmed

_LONGEST = 260
"""Code points; a forecast longer than this is told clause by clause."""
_EDGES = " \t\n,;:.\"“”„‘’'"
_FORETELLING = frozenset({Act.FORECAST, Act.THREAT})
_TOLD_HERE = frozenset(
    {
        SentenceKind.BODY,
        SentenceKind.CAPTION,
        SentenceKind.EMBEDDED_POST,
        SentenceKind.EMBEDDED_QUOTE,
    }
)


_FIRST_PERSON = frozenset({"i", "ik", "my", "mijn", "me", "mij"})


class _Foretold(NamedTuple):
    """A passage about what will be, and the statement it stands in."""

    span: Span
    statement: Statement | None
    negative: bool
    expecting: bool = False
    """It stands ahead only by a verb of expecting."""


@dataclass(frozen=True, slots=True)
class ForecastFinder:
    """Statements that foretell, and clauses in the future; later reports bear on them."""

    reader: TellingReader
    packs: Packs
    name: str = "forecasts"
    reads: tuple[Layer[Any], ...] = (*SCENE_LAYERS, QUANTITIES)
    writes: Layer[Forecast] = FORECASTS

    @classmethod
    def from_packs(cls, packs: Packs) -> "ForecastFinder":
        """Build with the packs' demonyms and the lists of words that say nothing."""
        return cls(TellingReader.from_packs(packs, load_common()), packs)

    def gather(self, collection: Collection) -> Iterator[Forecast]:
        """Forecasts in order of article, then of text."""
        scene = scene_of(collection, self.reader)
        later = Later.of(scene)
        triggers: defaultdict[ArticleId, list[Telling]] = defaultdict(list)
        for telling in scene.tellings:
            triggers[telling.article].append(telling)
        for doc in collection.docs:
            page = scene.pages[doc.article.id]
            tellings = sorted(triggers[page.id], key=lambda telling: telling.event.triggers[0])
            for foretold in _passages(page, tellings):
                made = _forecast(scene, page, foretold, (tellings, later))
                own = foretold.statement is None
                yield replace(made, holder=self._teller(page, made.span)) if own else made

    def _teller(self, page: Page, span: Span) -> EntityId | None:
        """Who foretells in the article's own voice: the outlet; its author who says "I"."""
        article = page.doc.article
        named_here = [(article.outlet, NameType.ORGANISATION), (article.author, NameType.PERSON)]
        if any(
            token.lower in _FIRST_PERSON for token in page.tokens(page.sentence(span.start).span)
        ):
            named_here.reverse()
        for named, kind in named_here:
            if named is not None:
                known = page.identities.exact.get(named.span) if named.span is not None else None
                return known or named_entity_id(self.packs, named.name, kind)
        return None


def _passages(page: Page, tellings: Sequence[Telling]) -> list[_Foretold]:
    """Statements that foretell, and future clauses outside them; in text order, disjoint."""
    found: list[_Foretold] = []
    clauses = _clauses(page, tellings)
    for statement in page.said:
        if statement.act in _FORETELLING:
            hulled = hull(statement.content)
            inside = [clause for clause in clauses if hulled.holds(clause.span)]
            one = page.sentence_index(hulled.start) == page.sentence_index(hulled.end - 1)
            if not inside or (one and hulled.size <= _LONGEST):
                negative = statement.polarity is Polarity.NEGATIVE
                found.append(_Foretold(_core(page, statement, inside), statement, negative))
    taken: defaultdict[int, list[Span]] = defaultdict(list)
    for foretold in found:
        taken[page.sentence_index(foretold.span.start)].append(foretold.span)
    for clause in clauses:
        told = taken.get(page.sentence_index(clause.span.start), [])
        # "That it breaks, he does not expect": the verb of expecting is the cue, told already.
        if not told or not (clause.expecting or any(clause.span.overlaps(span) for span in told)):
            found.append(_as_said(page, clause))
    return sorted(found, key=lambda foretold: foretold.span)


def _as_said(page: Page, clause: _Foretold) -> _Foretold:
    """The clause without the words that credit somebody with it: "X said the first would leave"."""
    if clause.statement is not None:
        return clause
    for statement in page.said_near(clause.span.start):
        said = hull(statement.content)
        credited = statement.source and any(clause.span.holds(cue) for cue in statement.cue)
        if credited and clause.span.holds(said) and 2 * said.size > clause.span.size:
            span = trimmed(page.doc.text, said, _EDGES)
            return clause._replace(span=span, statement=statement)
    return clause


def _core(page: Page, statement: Statement, inside: Sequence[_Foretold]) -> Span:
    """The part of what is said that foretells; all of it where it is one sentence."""
    whole = hull(statement.content)
    if page.sentence_index(whole.start) == page.sentence_index(whole.end - 1):
        return trimmed(page.doc.text, whole, _EDGES)
    parts = [part for part in statement.content if part]
    ahead = [part for part in parts if any(part.overlaps(clause.span) for clause in inside)]
    return trimmed(page.doc.text, (ahead or parts)[0], _EDGES)


def _clauses(page: Page, tellings: Sequence[Telling]) -> list[_Foretold]:
    hints = _hints(page, tellings)
    found = []
    for sentence in page.doc[SENTENCES]:
        if sentence.kind not in _TOLD_HERE or sentence.language not in {"nl", "en"}:
            continue
        if page.doc.text[sentence.span.end - 1] == "?":
            continue
        words = load_future(sentence.language)
        tokens = page.doc[TOKENS][sentence.first : sentence.last]
        for span, negative, expecting in words.clauses(tokens, hints):
            if not page.imagined(span):
                found.append(_Foretold(span, page.statement_at(span), negative, expecting))
    return found


def _hints(page: Page, tellings: Sequence[Telling]) -> Hints:
    planned = [
        trigger
        for telling in tellings
        if telling.event.realis is Realis.PLANNED
        for trigger in telling.event.triggers
    ]
    now = page.told.latest
    times = frozenset(
        time.span.start
        for time in page.doc[DAYS]
        if now is not None
        and time.days.earliest is not None
        and (time.days.earliest > now or (time.days.earliest == now and time.days.high > now))
    )
    events = frozenset(trigger.start for telling in tellings for trigger in telling.event.triggers)
    return Hints(planned, times, events)


def _forecast(
    scene: Scene, page: Page, foretold: _Foretold, context: tuple[Sequence[Telling], Later]
) -> Forecast:
    statement, span = foretold.statement, foretold.span
    tellings, later = context
    first = bisect_left(tellings, span.start, key=lambda telling: telling.event.triggers[0].start)
    inside = []
    for telling in tellings[first:]:
        if telling.event.triggers[0].start >= span.end:
            break
        inside.append(telling)
    horizon = _horizon(page, span)
    poled = page.lexicon(span.start).poled(page.tokens(span))
    foreseen = Foreseen(
        page=page,
        span=span,
        negative=foretold.negative,
        horizon=horizon,
        entities=_named(scene, page, span, inside),
        stems=page.stems(span, scene.common) - _outcome_stems(page, poled),
        types=frozenset(telling.event.type for telling in inside),
        poles={word.topic: word.colour == "yes" for word in poled},
        language=page.sentence(span.start).language,
    )
    return Forecast(
        id=content_id("f", page.id, *span),
        article=page.id,
        statement=statement.id if statement is not None else None,
        span=span,
        holder=page.speaker(statement) if statement is not None else None,
        horizon=horizon,
        bearing=later.bearing(foreseen, inside),
    )


def _outcome_stems(page: Page, poled: Sequence[Coloured]) -> frozenset[str]:
    """Stems of the words that tell an outcome: they say how it ends, not what it is about."""
    return frozenset(stem(token.lower) for word in poled for token in page.tokens(word.span))


def _named(scene: Scene, page: Page, span: Span, inside: Sequence[Telling]) -> frozenset[EntityId]:
    """Whom and what a forecast names, in its sentence and around the events in it."""
    named = page.entities(page.sentence(span.start).span)
    for telling in inside:
        named |= {*telling.places, *telling.people, *telling.around}
    if not inside:
        at = page.sentence_index(span.start)
        named |= page.entities(page.doc[SENTENCES][max(0, at - 1)].span)
    return frozenset(entity for entity in named if not scene.atlas.is_wide(entity))


def _horizon(page: Page, span: Span) -> Interval:
    """Days from a time in the passage that lies ahead; else from the telling on, without end."""
    told = page.told
    later: list[tuple[bool, Span, Interval]] = []
    times = page.doc[DAYS]
    at = bisect_left(times, span.start, key=lambda time: time.span.start)
    while at < len(times) and times[at].span.end <= span.end:
        days = times[at].days
        ahead = days.cut(Interval(told.earliest)) if days.latest is not None else None
        if ahead is not None:
            begun = told.latest is not None and days.low <= told.latest
            later.append((begun, times[at].span, ahead))
        at += 1
    if not later:
        return Interval(told.earliest)
    _, time, ahead = min(later, key=lambda item: item[:2])
    return _bounded(page, time, ahead)


def _bounded(page: Page, time: Span, days: Interval) -> Interval:
    """The horizon that a time and the word before it give: "by Friday", "from Friday on"."""
    sentence = page.sentence(time.start)
    words = load_future(sentence.language if sentence.language in {"nl", "en"} else "en")
    before = [token.lower for token in page.tokens(Span(sentence.span.start, time.start))[-2:]]
    if any(word in words.till for word in before):
        return Interval(page.told.earliest, days.latest)
    if before and before[-1] in words.since:
        return Interval(days.earliest)
    return days
