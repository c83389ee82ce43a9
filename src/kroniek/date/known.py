"""Known happenings and terms of office from the packs, and which sentences tell of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Self

from kroniek.date.values import of_value
from kroniek.errors import PackError
from kroniek.model.text import TOLD, Sentence, SentenceKind, Token
from kroniek.model.time import Interval
from kroniek.packs import Packs

_HEAD = 3
"""How many letters of a word lead to it in the index; no word of a calendar row is shorter
than two."""
KINDS = frozenset({"point", "start", "breaking"})


class Known(NamedTuple):
    """A known happening: its days, its kind, what it was, and how many groups of words it has."""

    days: Interval
    kind: str
    what: str
    groups: int


class Term(NamedTuple):
    """A term of office; `name` is the last word of the holder's name, lower case."""

    office: str
    name: str
    days: Interval


class Telling(NamedTuple):
    """A sentence that has words of every group of a known happening."""

    known: Known
    sentence: Sentence


@dataclass(frozen=True)
class KnownHappenings:
    """An index from words to known happenings, and terms of office by name."""

    happenings: tuple[Known, ...]
    index: Mapping[str, tuple[tuple[str, bool, int, int], ...]]
    """First letters -> (word, is it only a beginning, happening, group)."""
    terms: Mapping[str, tuple[Term, ...]]

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """Reads the packs' calendars and terms. Raises PackError on a wrong day or kind."""
        known, index = [], defaultdict(list)
        for number, row in enumerate(packs.calendar):
            days = of_value(row.date)
            if not days.known or row.kind not in KINDS:
                raise PackError("calendar.tsv", f"bad row {row!r}", "mend its date or kind")
            groups = row.words.split(" & ")
            known.append(Known(days, row.kind, row.what, len(groups)))
            for k, group in enumerate(groups):
                for word in group.split(","):
                    stem = word.rstrip("*")
                    index[stem[:_HEAD]].append((stem, word.endswith("*"), number, k))
        terms = defaultdict(list)
        for term in packs.terms:
            since = date.fromisoformat(term.since)
            until = date.fromisoformat(term.until) if term.until else None
            for name in term.names.split(","):
                terms[name].append(Term(term.office, name, Interval(since, until)))
        return cls(
            tuple(known),
            {head: tuple(items) for head, items in index.items()},
            {
                name: tuple(sorted(items, key=lambda term: term.days.low))
                for name, items in terms.items()
            },
        )

    def _hits(self, words: set[str]) -> dict[str, list[tuple[int, int]]]:
        """For each word that some happening asks for: (happening, group)."""
        found: dict[str, list[tuple[int, int]]] = {}
        for word in words:
            for stem, open_end, number, group in self.index.get(word[:_HEAD], ()):
                if word == stem or (open_end and word.startswith(stem)):
                    found.setdefault(word, []).append((number, group))
        return found

    def tellings(self, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> Iterator[Telling]:
        """Sentences that tell of a known happening, in text order, then in the packs' order."""
        hits = self._hits({token.lower for token in tokens})
        if not hits:
            return
        for sentence in sentences:
            if sentence.kind not in TOLD and sentence.kind is not SentenceKind.PULLQUOTE:
                continue
            groups: dict[int, set[int]] = {}
            for token in tokens[sentence.first : sentence.last]:
                for number, group in hits.get(token.lower, ()):
                    groups.setdefault(number, set()).add(group)
            for number in sorted(groups):
                known = self.happenings[number]
                if len(groups[number]) == known.groups:
                    yield Telling(known, sentence)
