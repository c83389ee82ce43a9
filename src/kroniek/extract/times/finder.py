"""Find time expressions and read them as symbols: "Tuesday, direction open, clause in the past".

What a symbol says, by kind (arguments in brackets may lack; numbers are written as strings):

``calendar``  a date or part of one: year, month, day, weekday, iso, slashed, part, direction,
    offset (of the year)
``days``      a range in one word: days and month, or years
``span``      a range whose end (day_x, month_x, weekday_x, year_x) may share month or year
``nth``       a weekday by its ordinal in a month; ``week`` a week by number, or ordinal and month
``warday``    day, or anniversary (unit Y), of a war by its number
``weekday``   weekday, [part, direction past|future, weeks to add, either: weeks to the other day
    it may mean, open: a headline without a verb]
``near``      unit and offset from the time of telling (unit D, offset -1 is yesterday),
    [part, weekday]
``season`` ``quarter`` ``halfyear`` ``decade`` ``century`` ``holiday``  with [year, offset]
``ago`` ``hence``  count and unit back or forward from the time of telling; compared: beside a
    figure, of the same quarter if one was spoken of
``shift``     count and unit from the time last spoken of, direction past|future
``same``      the day, week … last spoken of, the quarter [of another year]
``window``    the last or next count units up to or from the time of telling
``duration``  count (``X``: several) and unit
``set``       how often: value, or unit, weekday, month, part
``clock``     time of day: clock or hour, [part, zone, weekday]
``daypart``   part of the day spoken of
``ref``       value PRESENT_REF, PAST_REF, FUTURE_REF

Any may have `mod`. Units: S, MIN, H, D, W, WE (weekend), M, Q, HY (half-year), Y, DE, CE, NIGHT.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from kroniek.extract.times.glue import Glue, load_glue
from kroniek.extract.times.guards import Guards, Place, load_guards
from kroniek.extract.times.patterns import Edges, Ending, Grammar, Group, Node, load_grammar, walk
from kroniek.extract.times.tense import tense_at
from kroniek.extract.times.verbs import VerbForms, load_verbs
from kroniek.extract.times.words import POSSESSIVE, TimeWords, load_words
from kroniek.model.doc import QUOTES, SENTENCES, TIMES, TOKENS, Doc, Layer
from kroniek.model.text import Quote, Sentence, Tense, Token
from kroniek.model.time import Symbol, TimeExpression, TimexType
from kroniek.packs import Packs
from kroniek.spans import Span

_TYPES = {
    "duration": TimexType.DURATION,
    "window": TimexType.DURATION,
    "set": TimexType.SET,
    "clock": TimexType.TIME,
    "daypart": TimexType.TIME,
}
_LARGE = frozenset({100, 1000})
_SMALL_UNITS = frozenset({"S", "MIN", "QH", "H"})


class Language(NamedTuple):
    """All that is known of time in one language."""

    grammar: Grammar
    words: TimeWords
    guards: Guards
    verbs: VerbForms
    glue: Glue


class _Find(NamedTuple):
    """The best row at a place: cells ``[start, end)`` and the row."""

    start: int
    end: int
    ending: Ending

    @property
    def lead(self) -> int:
        """How many cells of context stand before the expression."""
        return self.ending.groups[0].first

    @property
    def size(self) -> int:
        """How many cells the expression has."""
        return self.ending.groups[-1].end - self.ending.groups[0].first


@dataclass(frozen=True, slots=True)
class TimeFinder:
    """Leftmost-longest finds of the rules, in one pass over the tokens of each sentence."""

    languages: tuple[tuple[str, Language], ...]
    name: str = "times"
    reads: tuple[Layer[Token] | Layer[Sentence] | Layer[Quote], ...] = (TOKENS, SENTENCES, QUOTES)
    writes: Layer[TimeExpression] = TIMES

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:  # noqa: ARG003
        """The finder with the rules of every language there is; packs are not needed."""
        return cls(
            tuple(
                (
                    code,
                    Language(
                        load_grammar(code),
                        load_words(code),
                        load_guards(code),
                        load_verbs(code),
                        load_glue(code),
                    ),
                )
                for code in ("nl", "en")
            )
        )

    def annotate(self, doc: Doc) -> Iterator[TimeExpression]:
        """Yield the expressions in text order."""
        tokens = doc[TOKENS]
        known = dict(self.languages)
        quoted = _Quoted(doc[QUOTES])
        for sentence in doc[SENTENCES]:
            language = known.get(sentence.language) or known["nl"]
            words = tokens[sentence.first : sentence.last]
            for found in find(words, language):
                yield found if not quoted.at(found.span.start) else _as_quoted(found)


class _Quoted:
    """Answers, for rising offsets, whether one lies inside an utterance in quotation marks."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.spans = [quote.inner for quote in quotes if quote.depth == 0 and not quote.scare]
        self.next = 0

    def at(self, offset: int) -> bool:
        while self.next < len(self.spans) and self.spans[self.next].end <= offset:
            self.next += 1
        return self.next < len(self.spans) and self.spans[self.next].start <= offset


def _as_quoted(found: TimeExpression) -> TimeExpression:
    return replace(found, quoted=True)


def find(tokens: Sequence[Token], language: Language) -> Iterator[TimeExpression]:
    """Time expressions among the tokens of one sentence, disjoint, in order."""
    cells = language.words.cells(tokens)
    apart = language.glue.apart(tokens, cells)
    if apart is not None:
        tokens, cells = apart, language.words.cells(apart)
    root = language.grammar.root
    first = root.next
    at = 0
    while at < len(cells):
        edges = cells[at]
        if edges is None or first.keys().isdisjoint(edges):
            at += 1
            continue
        best = _best(root, tokens, cells, at, language.guards)
        if best is None:
            at += 1
            continue
        if best.lead:  # a row that begins with context must not cut short what begins behind it
            inner = _best(root, tokens, cells, at + best.lead, language.guards)
            best = inner if inner is not None and inner.size > best.size else best
        for group in best.ending.groups:
            yield _expression(tokens, cells, best, group, language)
        at = best.start + best.ending.groups[-1].end


def _best(
    root: Node,
    tokens: Sequence[Token],
    cells: Sequence[Edges | None],
    at: int,
    guards: Guards,
) -> _Find | None:
    """The row at `at` with the longest expression that its guard lets through."""
    rows = [
        (-(ending.groups[-1].end - ending.groups[0].first), ending.rule.order, end, ending)
        for end, ending in walk(root, cells, at)
    ]
    if len(rows) > 1:
        rows.sort(key=lambda row: row[:3])
    for _, _, end, ending in rows:
        start = at + ending.groups[0].first
        if ending.rule.guard is None or guards.allow(
            ending.rule.guard, Place(tokens, cells, start, at + ending.groups[-1].end)
        ):
            return _Find(at, end, ending)
    return None


def _arguments(cells: Sequence[Edges | None], found: _Find, group: Group) -> dict[str, str]:
    """What the words of a row say; those of its own group before those of the others."""
    said: dict[str, str] = dict(found.ending.rule.fixed)
    own = range(group.first, group.end)
    places = [k for k in range(len(found.ending.row)) if k not in own] + list(own)
    for k in places:
        element = found.ending.row[k]
        if element.argument is None:
            continue
        edges = cells[found.start + k]
        value = element.fixed if element.fixed is not None else edges[element.edge] if edges else ""
        if element.argument == "*":
            said |= dict(pair.split(":", 1) for pair in value.split(" "))
        else:
            said[element.argument] = value
    return _joined(said)


def _joined(said: dict[str, str]) -> dict[str, str]:
    """Numbers of two words as one: "twenty four", "two hundred", "nineteen ninety-six"."""
    if "count_century" in said:
        said["year"] = str(int(said.pop("count_century")) * 100 + int(said.pop("count")))
    if "count_first" in said:
        first, last = int(said.pop("count_first")), int(said["count"])
        said["count"] = str(first * last if last in _LARGE else first + last)
    return said


def _expression(
    tokens: Sequence[Token],
    cells: Sequence[Edges | None],
    found: _Find,
    group: Group,
    language: Language,
) -> TimeExpression:
    rule = found.ending.rule
    said = _arguments(cells, found, group)
    mod = said.pop("mod", None)
    first, end = found.start + group.first, found.start + group.end
    last = tokens[end - 1]
    possessive = last.lower.endswith(POSSESSIVE) and last.lower[:-2] in language.words.words
    span = Span(tokens[first].start, last.end - 2 if possessive else last.end)
    if rule.kind in ("ago", "shift") and language.guards.compares(tokens, first):
        said["compared"] = "1"
    tense = Tense.NONE
    if rule.kind not in ("set", "ref", "duration"):
        ranged = (
            rule.kind == "span" and first and tokens[first - 1].lower in language.verbs.attributive
        )
        tense = tense_at(tokens, first - 1 if ranged else first, end, language.verbs)
        if rule.kind == "clock" and "weekday" in said and tense is Tense.NONE:
            planned = language.verbs.headline([token.lower for token in tokens])
            tense = Tense.PRESENT if planned else tense  # "Concert Friday at 8 pm"
        unsaid = rule.kind == "weekday" and tense is Tense.NONE and "direction" not in said
        if unsaid and language.verbs.headline([token.lower for token in tokens]):
            said["open"] = "1"
        if possessive and tense is Tense.PRESENT:
            tense = Tense.PAST  # "the move follows Tuesday's declaration"
        if (
            rule.kind == "calendar"
            and first
            and tokens[first - 1].lower in language.verbs.undirected
        ):
            tense = Tense.NONE  # "he resigned, effective 1 February"
    return TimeExpression(
        span=span,
        type=_type(rule.kind, said),
        symbol=Symbol(rule.kind, tuple(sorted(said.items()))),
        mod=mod,
        tense=tense,
        quoted=False,
        made_by=rule.id,
    )


def _type(kind: str, said: dict[str, str]) -> TimexType:
    if kind in _TYPES:
        return _TYPES[kind]
    if "part" in said or said.get("unit") == "NIGHT":
        return TimexType.TIME
    if kind in ("ago", "hence", "shift") and said.get("unit") in _SMALL_UNITS:
        return TimexType.TIME
    return TimexType.DATE
