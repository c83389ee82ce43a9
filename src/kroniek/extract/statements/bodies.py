"""Bodies and persons that a text names once, then calls by a noun: "the union", "de eigenaar"."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.model.text import Mention, NameType, Token
from kroniek.packs import lexicon
from kroniek.spans import Span

_LOOK_BACK = 60
"""Names before a noun that are looked at."""
_NOUN = 4
"""Letters of a noun by which a body can be meant."""
_NEAR = 4
"""Tokens between a noun and the name of the same person."""
_ANY = "*"


@cache
def _bodies(language: str) -> Mapping[str, frozenset[str]]:
    """For each noun of a body the endings that words of its name can have."""
    table = lexicon(f"{language}/attribution.toml")["bodies"]
    return {
        noun: frozenset(row["names"].split())
        for row in table.values()
        for noun in row["nouns"].split()
    }


@cache
def _all_endings(language: str) -> frozenset[str]:
    return frozenset().union(*_bodies(language).values()) - {_ANY}


@dataclass(frozen=True, slots=True)
class Named:
    """The names and tokens of an article, for looking back from a description."""

    tokens: Sequence[Token]
    starts: Sequence[int]
    names: Sequence[Mention]
    begins: Sequence[int]

    def body(self, at: Span, words: Sequence[str], language: str) -> Span | None:
        """The nearest body before `at` that a definite noun means.

        Its name has the noun or one like it ("de bond": "Metaalbond Noord"); "the company" is the
        nearest body whose name is not that of another kind.
        """
        if len(words) != 2 or len(words[1]) < _NOUN:
            return None
        noun = words[1]
        known = _bodies(language).get(noun, frozenset())
        endings = tuple({noun, *known} - {_ANY})
        for mention, name in self._before(at):
            bodily = mention.type is NameType.ORGANISATION
            joined = any("-" in word and word.endswith(endings) for word in name)
            if joined or (bodily and any(word.endswith(endings) for word in name)):
                return mention.span
            if bodily and _ANY in known and not any(_is_other(word, language) for word in name):
                return mention.span
        return None

    def _before(self, at: Span) -> Iterator[tuple[Mention, list[str]]]:
        last = bisect_left(self.begins, at.start)
        for mention in reversed(self.names[max(0, last - _LOOK_BACK) : last]):
            if mention.type in {NameType.ORGANISATION, NameType.MISCELLANEOUS}:
                yield mention, [token.lower for token in self._inside(mention.span)]

    def _inside(self, span: Span) -> Sequence[Token]:
        first = bisect_left(self.starts, span.start)
        return self.tokens[first : bisect_left(self.starts, span.end, first)]

    def apposed(self, at: Span, noun: str) -> Span | None:
        """The person whom the same noun stood before, with a comma: "de eigenaar, Jan Smit, …"."""
        last = bisect_left(self.begins, at.start)
        for mention in reversed(self.names[max(0, last - _LOOK_BACK) : last]):
            if mention.type is not NameType.PERSON:
                continue
            first = bisect_left(self.starts, mention.span.start)
            before = [token.lower for token in self.tokens[max(0, first - _NEAR) : first]]
            if noun in before and "," in before[before.index(noun) :]:
                return mention.span
        return None


def _is_other(word: str, language: str) -> bool:
    """Whether a word of a name tells that it is a body of some known kind, and no company."""
    return word.endswith(tuple(_all_endings(language)))
