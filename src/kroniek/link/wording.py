"""Words by which reports of one thing differ: the lists, and which of them stand in a text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kroniek.model.text import Token
from kroniek.packs import lexicon, words
from kroniek.spans import Span

_LONGEST_GAP = 6
LANGUAGES = ("nl", "en")
_Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]
"""Phrases by their first word: the words, the topic, the colour."""


class Coloured(NamedTuple):
    """A word that tells one thing in one colour: ``regained``, ``freed``, and where it stands."""

    topic: str
    colour: str
    span: Span


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's lists. Phrases are kept by their first word."""

    phrases: _Phrases
    poles: _Phrases
    """Opposite outcomes of one kind: "holds" and "breaks"."""
    counted: Mapping[str, str]
    """What a number counts: ``inwoners`` is ``people``."""
    outcome: Mapping[str, str]
    """What became of them: ``omgekomen`` is ``dead``."""
    succession: frozenset[str]
    """Words that tell a later state of the same thing ("inmiddels", "initially")."""
    restating: frozenset[str]
    """Words that come back to a number told before ("the figure", "houdt het op")."""
    accusations: frozenset[str]
    """Nouns for what is denied without being told ("beschuldigingen", "claims")."""
    denying: tuple[str, ...]
    """Beginnings of words that deny."""
    negations: frozenset[str]
    dismissing: frozenset[str]
    """Words that call what is said untrue ("a myth")."""

    def coloured(self, tokens: Sequence[Token]) -> list[Coloured]:
        """Words of `tokens` that tell a thing in one colour."""
        return _matches(self.phrases, tokens)

    def poled(self, tokens: Sequence[Token]) -> list[Coloured]:
        """Words of `tokens` that tell an outcome: the colour is "yes" or "no"."""
        return _matches(self.poles, tokens)


def _matches(phrases: _Phrases, tokens: Sequence[Token]) -> list[Coloured]:
    """Words of `tokens` that are in the lists; at each place the longest of each topic."""
    found = []
    for at, token in enumerate(tokens):
        if token.lower not in phrases:
            continue
        topics: set[str] = set()
        for phrase, topic, colour in phrases[token.lower]:
            last = _end(tokens, at, phrase)
            if last and topic not in topics:
                topics.add(topic)
                found.append(Coloured(topic, colour, Span(token.start, tokens[last - 1].end)))
    return found


def _end(tokens: Sequence[Token], at: int, phrase: Sequence[str]) -> int:
    """The token after `phrase` if it begins at `at`, else 0; "*" stands for a few words."""
    gap = 0
    for word in phrase:
        if word == "*":
            gap = _LONGEST_GAP
            continue
        while gap and at < len(tokens) and tokens[at].lower != word:
            at, gap = at + 1, gap - 1
        if at >= len(tokens) or tokens[at].lower != word:
            return 0
        at, gap = at + 1, 0
    return at


def _phrases(topics: Mapping[str, Mapping[str, Iterable[str]]]) -> _Phrases:
    found: defaultdict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
    for topic, colours in topics.items():
        for colour, forms in colours.items():
            for form in forms:
                phrase = tuple(form.split())
                found[phrase[0]].append((phrase, topic, colour))
    return {
        first: tuple(sorted(held, key=lambda item: (-len(item[0]), item)))
        for first, held in found.items()
    }


def _inverse(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, forms in lists.items():
        for form in forms:
            found.setdefault(form, name)
    return found


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lists of a language. Raises PackError if its file is faulty."""
    data = lexicon(f"{language}/wording.toml")
    return Lexicon(
        _phrases(data["wording"]),
        _phrases(data["poles"]),
        _inverse(data["counted"]),
        _inverse(data["outcome"]),
        frozenset(data["succession"]),
        frozenset(data["restating"]),
        frozenset(data["accusations"]),
        tuple(data["denying"]),
        frozenset(data["negations"]),
        frozenset(data["dismissing"]),
    )


@cache
def load_common() -> frozenset[str]:
    """Content words of all languages that any report may hold."""
    return frozenset().union(*(words(f"{code}/wording.toml", "common") for code in LANGUAGES))
