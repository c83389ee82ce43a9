"""How the words of a sentence order its events: "after the fire", "two days before", "daarbij"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from kroniek.model.text import Token
from kroniek.packs import lexicon
from kroniek.spans import Span

_PHRASE = 5
"""A noun behind "na", "during" stands less than so many tokens further on."""
_CLAUSE = 14
"""The verb of a clause behind "after" stands at most so many tokens further on."""
_ENDS = frozenset(",;:.!?–—()")
_LONGEST = 3
"""Words of a phrase in the lists."""


class Order(StrEnum):
    """How one event stands to another."""

    AFTER = "after"
    BEFORE = "before"
    DURING = "during"


class Link(NamedTuple):
    """Events `of` stand in `order` to event `anchor`; `word` is where the word that says so is."""

    order: Order
    of: tuple[int, ...]
    anchor: int
    word: Span


@dataclass(frozen=True)
class OrderWords:
    """The lists ``[order]`` and ``[clauses]`` of ``dating.toml`` of one language."""

    lists: Mapping[str, frozenset[str]]
    aside: frozenset[str]

    def at(self, name: str, tokens: Sequence[Token], k: int) -> int:
        """How many words of a phrase of the list `name` begin at token `k`; 0 if none does."""
        known = self.lists[name]
        for size in range(min(_LONGEST, len(tokens) - k), 0, -1):
            if " ".join(token.lower for token in tokens[k : k + size]) in known:
                return size
        return 0

    def ends(self, name: str, tokens: Sequence[Token]) -> bool:
        """Whether the last of `tokens` is a word of the list `name`."""
        return bool(tokens) and tokens[-1].lower in self.lists[name]

    def holds(self, name: str, tokens: Sequence[Token]) -> bool:
        """Whether a phrase of the list `name` stands among `tokens`."""
        return any(self.at(name, tokens, k) for k in range(len(tokens)))


@cache
def order_words(language: str) -> OrderWords:
    """The words of ``kroniek_data/LANGUAGE/dating.toml``."""
    table = lexicon(f"{language}/dating.toml")
    lists = {name: frozenset(found) for name, found in table["order"].items()}
    return OrderWords(lists, frozenset(table["clauses"]["aside"]))


class Sighting(NamedTuple):
    """A trigger of event `event` in a sentence: tokens ``[first, last)``."""

    first: int
    last: int
    event: int


def links(
    tokens: Sequence[Token],
    triggers: Sequence[Sighting],
    words: OrderWords,
    times: Sequence[range],
) -> Iterator[Link]:
    """What one sentence says of the order of its events, whose `triggers` are in text order.

    `times` are the tokens of its time expressions: "before" behind a length may be "voor", and
    "after Monday" points to no event.
    """
    begun, ended = {time.start for time in times}, {time.stop for time in times}
    for k in range(len(tokens)):
        order = _order_at(tokens, k, words, counted=k in ended)
        dates = words.ends("later", tokens[k : k + 1]) or words.ends("earlier", tokens[k : k + 1])
        if order is None or (dates and k + 1 in begun):
            continue
        anchor = _anchor(tokens, k, triggers, words)
        if anchor is None:
            continue
        end = _stretch_end(tokens, k, anchor, words)
        others = [one for one in triggers if one.event != anchor.event]
        before = [one for one in others if one.last <= k]
        behind = [one for one in others if one.first >= end]
        near = others if order is Order.DURING else before or behind
        if near:
            found = tuple(dict.fromkeys(one.event for one in near))
            yield Link(order, found, anchor.event, tokens[k].span)


def _order_at(tokens: Sequence[Token], k: int, words: OrderWords, *, counted: bool) -> Order | None:
    """What the word at token `k` says, if it is one of order."""
    lower = tokens[k].lower
    lists = words.lists
    if lower in lists["after"]:
        return Order.AFTER
    if lower in lists["before"] or (counted and lower in lists["before_counted"]):
        return Order.BEFORE
    return Order.DURING if lower in lists["during"] else None


def _anchor(
    tokens: Sequence[Token], k: int, triggers: Sequence[Sighting], words: OrderWords
) -> Sighting | None:
    """The event that the word at token `k` points to: of its phrase, or of its clause."""
    first = next((one for one in triggers if one.first > k), None)
    if first is None:
        return None
    between = tokens[k + 1 : first.first]
    if any(token.text in _ENDS for token in between):
        return None
    if tokens[k].lower in words.lists["clause_words"]:
        return first if len(between) < _CLAUSE else None
    led = not between or between[0].lower in words.lists["articles"]
    return first if led and len(between) < _PHRASE - 1 else None


def _stretch_end(tokens: Sequence[Token], k: int, anchor: Sighting, words: OrderWords) -> int:
    """Where what the word at token `k` begins is over: behind its noun, or at a mark."""
    led = tokens[k + 1].lower in words.lists["articles"] and anchor.first - k < _PHRASE
    if led or tokens[k].lower not in words.lists["clause_words"]:
        return anchor.last
    return next(
        (n for n in range(anchor.last, len(tokens)) if tokens[n].text in _ENDS), len(tokens)
    )
