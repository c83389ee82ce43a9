"""Clauses that tell of the time to come: where they stand, and whether they deny."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kroniek.model.text import Token
from kroniek.packs import lexicon
from kroniek.spans import Span

_MARKS = frozenset("\"“”„‘’'«»")
_STOPS = frozenset(",;:–—()…|.!?")
_JOINS = frozenset({"en", "maar", "want", "dus", "and", "but", "so"})
_THAT = frozenset({"dat", "that"})
_INFINITIVE = frozenset({"te", "to"})
_LEAST_TOKENS = 3
_LEAST_DATED = 5
"""A clause that only its time sets ahead must be long enough to hold a verb."""
_LONG_ENOUGH = 6
_FAR = 120
_LONGEST = 60
"""Tokens on either side of the verb; a longer clause is cut, so that time stays linear."""
_NOUN_WILL = frozenset(
    {"the", "a", "his", "her", "their", "its", "free", "political", "good", "ill"}
)


class FutureClause(NamedTuple):
    """A clause about what will be. `negative` says that it will not."""

    span: Span
    negative: bool
    expecting: bool = False
    """Only a verb of expecting sets it ahead."""


class Hints(NamedTuple):
    """What earlier steps know of an article: where things to come are told of."""

    planned: Sequence[Span]
    """Triggers of planned events."""
    times: frozenset[int]
    """Where expressions begin that name days after the telling."""
    events: frozenset[int]
    """Where words begin that tell an event."""


_NO_HINTS = Hints((), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class FutureWords:
    """One language's words; phrases by their first word."""

    strong: frozenset[str]
    expecting: frozenset[str]
    """Verbs of expecting, unless one of `spent` stands before ("than expected")."""
    spent: frozenset[str]
    weak: frozenset[str]
    ahead: frozenset[str]
    conditional: frozenset[str]
    auxiliaries: frozenset[str]
    conditions: frozenset[str]
    negations: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    triggers: frozenset[str]
    till: frozenset[str]
    """Words before a time that make it the last moment ("by Christmas")."""
    leads: frozenset[str]
    """First words of a stretch that may only name an event to come."""
    articles: frozenset[str]
    since: frozenset[str]
    """Words before a time that make it the first ("from January 1")."""

    def clauses(self, tokens: Sequence[Token], hints: Hints = _NO_HINTS) -> Iterator[FutureClause]:
        """Future clauses of a sentence in order."""
        triggers, times = self.triggers, hints.times
        last = -1
        for at, token in enumerate(tokens):
            if at <= last or not (token.lower in triggers or token.start in times):
                continue
            if token.start not in times and not self._ahead(tokens, at, hints.planned):
                continue
            first, after = self._clause(tokens, at)
            last = after - 1
            if after - first < (_LEAST_DATED if token.start in times else _LEAST_TOKENS):
                continue
            span = Span(tokens[first].start, tokens[last].end)
            inside = tokens[first:after]
            if token.start in times and self._merely_named(inside, hints.events):
                continue
            negative = any(word.lower in self.negations for word in inside)
            yield FutureClause(span, negative, token.lower in self.expecting)

    def _merely_named(self, clause: Sequence[Token], events: frozenset[int]) -> bool:
        """Whether the clause only names an event: "ahead of the meeting on Friday"."""
        if clause[0].lower not in self.leads:
            return False
        for at, token in enumerate(clause):
            if token.start in events:
                before = [other.lower for other in clause[max(0, at - 2) : at]]
                if before[-1:] and (before[-1] in self.articles or before[0] in self.articles):
                    return True
        return False

    def _ahead(self, tokens: Sequence[Token], at: int, planned: Sequence[Span]) -> bool:
        """Whether the word at `at` sets its clause in the time to come."""
        word = tokens[at].lower
        if word in self.strong:
            return not (at and tokens[at - 1].lower in _NOUN_WILL)
        if word in self.expecting:
            return not any(token.lower in self.spent for token in tokens[max(0, at - 4) : at])
        for phrase in self.phrases.get(word, ()):
            if tuple(token.lower for token in tokens[at : at + len(phrase)]) == phrase:
                return True
        if word not in self.weak and word not in self.conditional:
            return False
        # An infinitive is no finite verb, and "May" inside a sentence is the month.
        if at and (tokens[at - 1].lower in _INFINITIVE or tokens[at].text != word):
            return False
        first, after = self._clause(tokens, at)
        return self._weakly_ahead(word, tokens, tokens[first:after], planned)

    def _weakly_ahead(
        self, word: str, tokens: Sequence[Token], clause: Sequence[Token], planned: Sequence[Span]
    ) -> bool:
        """Whether a verb that may point ahead does so here."""
        if word in self.conditional:
            bare = not any(token.lower in self.auxiliaries - {word} for token in clause)
            return bare and any(token.lower in self.conditions for token in tokens[:_FAR])
        if any(token.lower in self.ahead for token in clause):
            return True
        low, high = clause[0].start, clause[-1].end
        return any(low <= trigger.start < high for trigger in planned)

    def _clause(self, tokens: Sequence[Token], at: int) -> tuple[int, int]:
        """First token of the clause around `at`, and the one after its last.

        A condition before the comma belongs to it ("If it rains, the road will close").
        """
        first, after = at, at + 1
        lowest, highest = max(0, at - _LONGEST), min(len(tokens), at + _LONGEST)
        while first > lowest and not _breaks(tokens, first - 1):
            first -= 1
        while after < highest and not _breaks(tokens, after):
            after += 1
        for join in range(at - 1, first, -1):
            # "He came and will stay": the clause begins after the join, if a verb may follow it.
            word = tokens[join].lower
            if word in _JOINS and (join == at - 1 or after - join > _LONG_ENOUGH):
                return join + 1, after
            if word in _THAT and after - join > _LEAST_TOKENS:
                return join + 1, after
        if first > 1 and tokens[first - 1].text == ",":
            before = first - 1
            while before > lowest and not _breaks(tokens, before - 1):
                before -= 1
            if tokens[before].lower in self.conditions:
                first = before
        return first, after


def _breaks(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause ends at this mark; quotation marks inside a clause do not end it."""
    mark = tokens[at].text
    if mark not in _MARKS:
        return mark in _STOPS
    if at == 0 or at + 1 == len(tokens):
        return True
    return tokens[at - 1].text in _STOPS or tokens[at + 1].text in _STOPS


@cache
def load_future(language: str) -> FutureWords:
    """The words of a language. Raises PackError if its file is faulty."""
    data = lexicon(f"{language}/future.toml")
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in data["phrases"]:
        parts = tuple(phrase.split())
        phrases[parts[0]] = (*phrases.get(parts[0], ()), parts)
    lists = {
        name: frozenset(data[name])
        for name in (
            "strong", "weak", "ahead", "conditional", "auxiliaries", "conditions", "negations",
            "till", "since", "leads", "articles", "expecting", "spent",
        )
    }  # fmt: skip
    return FutureWords(
        **lists,
        phrases=phrases,
        triggers=lists["strong"]
        | lists["expecting"]
        | lists["weak"]
        | lists["conditional"]
        | frozenset(phrases),
    )
