"""What a text and its translation have in common: names, numbers and dates, in order."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import NamedTuple, Self

from kroniek.identify.spellings import skeletons
from kroniek.model.doc import NAMES, SENTENCES, TOKENS, Doc
from kroniek.model.text import TOLD
from kroniek.packs import Packs, lexicon

_PLAIN = 0.4


@cache
def bilingual() -> Mapping[str, Mapping[str, str]]:
    """By language: months, weekdays and numerals as words, to what they mean in any language."""
    lists = lexicon("shared/identities.toml")
    found: dict[str, dict[str, str]] = {"nl": {}, "en": {}}
    for section in ("calendar", "numbers"):
        english = lists[section]["en"].split()
        for language, table in found.items():
            table.update(zip(lists[section][language].split(), english, strict=True))
    return found


@dataclass(frozen=True, slots=True)
class MarkFinder:
    """Reads a text as the row of its marks, which a translation keeps."""

    packs: Packs

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """The finder with the packs' names and demonyms."""
        return cls(packs)

    def marks(self, doc: Doc) -> tuple[str, ...]:
        """Names, numbers and dates of the article's own sentences, in text order."""
        tokens = doc[TOKENS]
        names = iter(doc[NAMES])
        name = next(names, None)
        words = bilingual().get(doc.article.language, {})
        demonyms = self.packs.demonym_of
        found: list[str] = []
        for sentence in doc[SENTENCES]:
            if sentence.kind not in TOLD:
                continue
            for token in tokens[sentence.first : sentence.last]:
                while name is not None and (name.span.end <= token.start or name.nominal):
                    name = next(names, None)
                if name is not None and name.span.start <= token.start:
                    if name.span.start == token.start:
                        found.extend(self._name(name.span.of(doc.text)))
                    continue
                lower = token.lower
                if lower[0].isdigit():
                    found.append("".join(char for char in lower if char.isdigit()))
                elif lower in words:
                    found.append(words[lower])
                elif lower in demonyms and token.text[:1].isupper():
                    found.append(demonyms[lower][0].entity)
        return tuple(found)

    def telling(self, mark: str) -> float:
        """How telling a mark is, 0 to 1: countries, small numbers and weekdays are less so."""
        small = len(mark) == 1 or mark in bilingual()["en"]
        return _PLAIN if small or mark.startswith("gpe:") else 1.0

    def _name(self, form: str) -> Iterator[str]:
        """A pack's entity, or the sound of each word of an unknown name."""
        form = " ".join(form.split())
        for ending in ("'s", "’s"):
            form = form.removesuffix(ending)
        key = form.casefold()
        known = self.packs.by_form.get(key) or self.packs.by_form.get(key.removesuffix("s"))
        if known:
            yield min(entity.id for entity in known)
        elif key in self.packs.demonym_of:
            yield self.packs.demonym_of[key][0].entity
        else:
            # Sounds written with several letters come first, so that any language's reading wins.
            yield from (min(skeletons(word)) for word in form.split() if word[:1].isupper())


class Likeness(NamedTuple):
    """How like two rows of marks are; `shared` are examples for the reader."""

    covered: float
    """Share of the shorter text's weight that the other one has, 0 to 1."""
    whole: float
    """Share of both texts' weight that they have in common, 0 to 1."""
    order: float
    """Share of the common marks that stand in one order, 0 to 1."""
    common: int
    shared: tuple[str, ...]

    @property
    def score(self) -> float:
        """All three in one, 0 to 1."""
        return sqrt(self.covered * self.whole) * self.order


def likeness(left: Sequence[str], right: Sequence[str], weights: Mapping[str, float]) -> Likeness:
    """Compare two rows; `weights` says how telling each mark is (rare ones more)."""
    mine, theirs = _first(left), _first(right)
    common = [mark for mark in mine if mark in theirs]
    weight = sum(weights[mark] for mark in common)
    total_left = sum(weights[mark] for mark in mine)
    total_right = sum(weights[mark] for mark in theirs)
    if not common or not weight:
        return Likeness(0.0, 0.0, 0.0, 0, ())
    ordered = longest_rise([theirs[mark] for mark in common])
    telling = sorted(common, key=lambda mark: (-weights[mark], mine[mark]))[:5]
    return Likeness(
        weight / min(total_left, total_right),
        weight / (total_left + total_right - weight),
        ordered / len(common),
        len(common),
        tuple(telling),
    )


def _first(row: Sequence[str]) -> dict[str, int]:
    """Where each mark first stands."""
    found: dict[str, int] = {}
    for k, mark in enumerate(row):
        found.setdefault(mark, k)
    return found


def longest_rise(numbers: Sequence[int]) -> int:
    """Length of the longest rising subsequence (patience sorting, n log n)."""
    tops: list[int] = []
    for number in numbers:
        k = bisect_left(tops, number)
        tops[k : k + 1] = [number]
    return len(tops)
