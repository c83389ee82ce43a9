"""Different numbers for the same thing: neither rounding nor a later state."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, takewhile
from math import floor, log10

from kroniek.ids import ArticleId, EntityId
from kroniek.link.scene import Page, Scene
from kroniek.model.chronicle import DisputeKind, Side
from kroniek.model.doc import QUANTITIES, SENTENCES
from kroniek.model.text import Quantity, Statement, Token
from kroniek.spans import Span

Found = tuple[DisputeKind, str, tuple[Side, ...]]

_PERSONS = frozenset({"people", "civilians", "soldiers", "children", "passengers", "workers"})
_OUTCOMES = frozenset({"dead", "wounded", "missing", "arrested", "evacuated"})
_GROWING = _OUTCOMES | {"km2", "ha"}
_MEASURES = frozenset({"%", "EUR", "USD", "GBP", "km", "m", "cm", "mm", "°C", "kg", "t", "l"})
"""Units of so many things that two numbers with them close to each other mean nothing."""
_ROUGH = 0.15
_EXACT = 0.02
_FARTHEST = 10.0
"""Numbers further apart than this many times count different things, or one is misread."""
_LEAST_BARE = 20
"""A smaller number that counts nothing told is seldom a count."""
_LONGEST_OF = 12
_BEHIND, _KIND_TOKENS = 30, 4
"""Code points and tokens behind a number in which its kind is looked for."""
_FARTHEST_NEAR = 4.0
"""As `_FARTHEST`, where only nearness says that two numbers count one thing."""
_NEAR_TOKENS = 8
_SENTENCES_APART = 2
_DAYS_APART = 21
_LARGEST_BLOCK = 24


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts, who gives it and where."""

    page: Page
    sentence: int
    span: Span
    value: float
    approximate: bool
    thing: str
    outcome: str
    voice: tuple[int, str]
    said: Statement | None
    low: int
    high: int
    places: frozenset[EntityId]

    @property
    def later(self) -> bool:
        """Whether the sentence says that the state has changed since ("inmiddels")."""
        span = self.page.doc[SENTENCES][self.sentence].span
        words = self.page.lexicon(span.start).succession
        return any(token.lower in words for token in self.page.tokens(span))

    @property
    def restates(self) -> bool:
        """Whether the sentence, or the one before it, comes back to a number ("the figure")."""
        return _restates(self.page, self.sentence)

    @property
    def kind(self) -> frozenset[str]:
        """Capitalised words right behind the number: "790 Azerbaijani soldiers"."""
        tokens = self.page.tokens(Span(self.span.end, self.span.end + _BEHIND))[:_KIND_TOKENS]
        words = takewhile(lambda token: token.text[0].isalpha(), tokens)
        return frozenset(token.lower for token in words if token.text[0].isupper())

    @property
    def named(self) -> set[EntityId]:
        """Places named in the sentence: numbers of two countries are two things."""
        span = self.page.doc[SENTENCES][self.sentence].span
        return {entity for entity in self.page.entities(span) if self.page.atlas.is_place(entity)}

    @property
    def article(self) -> ArticleId:
        """Where it stands."""
        return self.page.id

    @property
    def side(self) -> Side:
        """The sentence, and who stands behind the number."""
        entity = self.page.speaker(self.said) if self.said is not None else None
        return self.page.side(self.span, entity)


def number_disputes(scene: Scene) -> Iterator[Found]:
    """Disputes about numbers: in one happening, between neighbours, and about one place."""
    counts = {page.id: _counts(page) for page in scene.pages.values() if page.doc.layers}
    yield from _in_happenings(scene, counts)
    for article in sorted(counts):
        yield from _between_neighbours(counts[article])
    yield from _about_places([count for article in sorted(counts) for count in counts[article]])


def _counts(page: Page) -> list[Count]:
    found: list[Count] = []
    for quantity in page.doc[QUANTITIES]:
        if quantity.value is None or quantity.doubtful or quantity.value <= 0:
            continue
        if quantity.unit in _MEASURES or (quantity.unit is None and quantity.value < _LEAST_BARE):
            continue
        count = _count(page, quantity, quantity.value)
        if found and _part_of(page.doc.text, found[-1].span, count.span):
            # "400 of the 640 employees": what is told is the part.
            found[-1] = replace(found[-1], thing=count.thing, outcome=count.outcome)
        else:
            found.append(count)
    return found


def _part_of(text: str, part: Span, whole: Span) -> bool:
    """Whether only "of the" stands between two numbers."""
    between = text[part.end : whole.start] if whole.start - part.end <= _LONGEST_OF else ""
    return between.split()[:1] in (["of"], ["van"]) and len(between.split()) <= 2


def _count(page: Page, quantity: Quantity, value: float) -> Count:
    at = page.sentence_index(quantity.span.start)
    sentence = page.sentence(quantity.span.start).span
    lexicon = page.lexicon(quantity.span.start)
    unit = quantity.unit or ""
    thing = lexicon.counted.get(unit, lexicon.counted.get(unit.rsplit(" ", 1)[-1], unit))
    outcome = ""
    if thing in _OUTCOMES:
        thing, outcome = "people", thing
    elif thing in _PERSONS or not thing:
        tokens = page.tokens(sentence)
        near = [
            (min(abs(k - end) for end in _places(tokens, quantity)), lexicon.outcome[token.lower])
            for k, token in enumerate(tokens)
            if token.lower in lexicon.outcome
        ]
        outcome = min(near)[1] if near and min(near)[0] <= _NEAR_TOKENS else ""
    statement = page.statement_at(quantity.span)
    return Count(
        page=page,
        sentence=at,
        span=quantity.span,
        value=value,
        approximate=quantity.approximate,
        thing=thing,
        outcome=outcome,
        voice=(page.origin, page.voice(statement)),
        said=statement,
        low=page.told.low.toordinal(),
        high=page.told.high.toordinal(),
        places=_where(page, sentence) if outcome or thing in _GROWING else frozenset(),
    )


def _where(page: Page, sentence: Span) -> frozenset[EntityId]:
    """Whom and what the sentence names; where it names no town, those the article is about too."""
    named = page.entities(sentence)
    if not any(page.atlas.is_town(entity) for entity in named):
        named |= {entity for entity in page.about if page.atlas.is_town(entity)}
    return frozenset(named)


def _places(tokens: Sequence[Token], quantity: Quantity) -> list[int]:
    """Where in `tokens` the number stands; the first place if it is not found."""
    span = quantity.span
    return [at for at, token in enumerate(tokens) if span.start <= token.start < span.end] or [0]


def differ(one: Count, two: Count) -> bool:
    """Whether two numbers for one thing contradict each other.

    They do not when one is the other rounded, when both are rough and close, or when a later
    report gives a higher number of what only grows.
    """
    small, large = sorted((one.value, two.value))
    share = (large - small) / large
    if share <= (_ROUGH if one.approximate or two.approximate else _EXACT):
        return False
    if (
        large > _FARTHEST * small
        or _rounded(one.value, two.value)
        or _rounded(two.value, one.value)
    ):
        return False
    return not (one.later or two.later or _succeeds(one, two) or _succeeds(two, one))


def _rounded(exact: float, rough: float) -> bool:
    """Whether `rough` is `exact` rounded to fewer digits (1,312 and 1,300)."""
    if exact == rough or rough <= 0:
        return exact == rough
    step: int = 10 ** floor(log10(rough))
    while step >= 1 and rough % step:
        step //= 10
    return step >= 10 and abs(exact - rough) <= step / 2


def _succeeds(early: Count, late: Count) -> bool:
    """Whether `late` was told on a later day, of a number that has grown since."""
    return late.low > early.high and late.value > early.value and _growing(early)


def _growing(count: Count) -> bool:
    return count.outcome in _GROWING or count.thing in _GROWING


def _alike(one: Count, two: Count) -> bool:
    return bool(one.thing) and one.thing == two.thing and one.outcome == two.outcome


def _dispute(one: Count, two: Count) -> Found:
    first, second = sorted((one, two), key=lambda count: (count.low, count.article, count.span))
    numbers = " / ".join(count.span.of(count.page.doc.text) for count in (first, second))
    words = " ".join(dict.fromkeys(word for word in (one.thing or two.thing, one.outcome) if word))
    about = f"{words}: {numbers}" if words else numbers
    return DisputeKind.NUMBER, about, (first.side, second.side)


def _in_happenings(scene: Scene, counts: dict[ArticleId, list[Count]]) -> Iterator[Found]:
    """Numbers that stand in the sentences of one happening."""
    in_sentence: defaultdict[tuple[ArticleId, int], list[Count]] = defaultdict(list)
    for count in chain.from_iterable(counts.values()):
        in_sentence[count.article, count.sentence].append(count)
    for _, members in scene.happenings:
        if len({member.article for member in members}) < 2:
            continue
        near: dict[tuple[ArticleId, Span], Count] = {}
        for member in members:
            page = scene.pages[member.article]
            holding = {page.sentence_index(trigger.start) for trigger in member.event.triggers}
            for at in holding:
                for count in in_sentence[member.article, at]:
                    near[count.article, count.span] = count
        ordered = [near[key] for key in sorted(near)][:_LARGEST_BLOCK]
        for one, two in combinations(ordered, 2):
            apart = one.voice != two.voice and one.article != two.article
            if apart and _alike(one, two) and differ(one, two):
                yield _dispute(one, two)


def _between_neighbours(counts: Sequence[Count]) -> Iterator[Found]:
    """Numbers that two sources of one article give for one thing, close to each other."""
    first: dict[tuple[int, tuple[int, str], str], Count] = {}
    for count in counts:
        first.setdefault((count.sentence, count.voice, count.thing), count)
    chosen = sorted(first.values(), key=lambda count: count.span)
    for at, one in enumerate(chosen):
        for two in chosen[at + 1 : at + 1 + _LARGEST_BLOCK]:
            if two.sentence - one.sentence > _SENTENCES_APART:
                break
            named = bool(one.voice[1] and two.voice[1]) and _alike(one, two)
            if _of_others(one, two):
                continue
            if one.voice != two.voice and (named or _restated(one, two)) and differ(one, two):
                yield _dispute(one, two)


def _of_others(one: Count, two: Count) -> bool:
    """Whether two numbers near each other count different things: other places, other kinds."""
    if max(one.value, two.value) > _FARTHEST_NEAR * min(one.value, two.value):
        return True
    if one.named and two.named and not one.named & two.named:
        return True
    return one.kind != two.kind and bool(one.kind and two.kind)


def _restated(one: Count, two: Count) -> bool:
    """Whether the second source gives a bare number for what the first has counted."""
    if two.thing or not (two.voice[1] or two.restates):
        return False
    return bool(one.thing and one.voice[1]) or (one.restates and two.restates)


def _restates(page: Page, sentence: int) -> bool:
    """Whether a sentence, or the one before it, comes back to a number told before."""
    for at in (sentence, sentence - 1):
        if at >= 0:
            span = page.doc[SENTENCES][at].span
            words = page.lexicon(span.start).restating
            if any(token.lower in words for token in page.tokens(span)):
                return True
    return False


def _about_places(counts: Sequence[Count]) -> Iterator[Found]:
    """Numbers of what became of people in one place, told by different articles around one time."""
    blocks: defaultdict[tuple[str, str, EntityId], list[Count]] = defaultdict(list)
    for count in counts:
        if count.outcome or count.thing in _GROWING:
            for place in sorted(count.places):
                blocks[count.thing, count.outcome, place].append(count)
    for key in sorted(blocks):
        block = sorted(blocks[key], key=lambda count: (count.low, count.article, count.span))
        for at, one in enumerate(block):
            for two in block[at + 1 : at + 1 + _LARGEST_BLOCK]:
                near = two.low - one.low <= _DAYS_APART
                apart = one.voice[0] != two.voice[0] and one.article != two.article
                if near and apart and differ(one, two):
                    yield _dispute(one, two)
