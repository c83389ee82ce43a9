"""Which articles are one origin: reprints, rewrites, translations, old texts put out again.

Within a language, articles that share runs of five words; between languages, articles that name
the same names, numbers and dates in the same order. Two reports of one event share names, but not
their words nor their order: they stay two origins.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log
from typing import Any, NamedTuple, Self

from kroniek.identify.marks import Likeness, MarkFinder, likeness
from kroniek.identify.origins import origin_of, stated_days
from kroniek.model.chronicle import CopyGroup, CopyKind
from kroniek.model.doc import COPIES, NAMES, SENTENCES, TOKENS, Collection, Doc, Layer
from kroniek.model.text import TOLD
from kroniek.packs import Packs

SHINGLE = 5
_CROWD = 12
_REPRINT, _REWRITE = 0.6, 0.3
_FEWEST = 12
_RARE = 12
_COMMON_MARKS = 6
# Translations in MEANTIME (Dutch, English): covered .74 and up, whole .55, order .80; the likest
# pair that is none: covered .79, whole .26. Below these bounds two reports of one event lie.
_COVERED, _WHOLE, _ORDERED = 0.6, 0.38, 0.7
# Many marks in one order are no chance, even where names themselves were translated.
_MANY_MARKS, _IN_STEP, _LOOSE_COVERED, _LOOSE_WHOLE = 12, 0.9, 0.5, 0.22
_BEST = 4

Shingle = tuple[int, ...]


class Pair(NamedTuple):
    """Two articles, by number, that are one origin."""

    left: int
    right: int
    kind: CopyKind
    evidence: str


@dataclass(frozen=True, slots=True)
class CopyFinder:
    """Writes a group for each set of articles that derive from one another in one way."""

    marks: MarkFinder
    name: str = "copies"
    reads: tuple[Layer[Any], ...] = (TOKENS, SENTENCES, NAMES)
    writes: Layer[CopyGroup] = COPIES

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """The finder with the packs' names, by which translations are known."""
        return cls(MarkFinder.from_packs(packs))

    def gather(self, collection: Collection) -> Iterator[CopyGroup]:
        """Groups in order of their first article, then of kind."""
        docs = sorted(collection.docs, key=lambda doc: (doc.article.path, doc.article.id))
        pairs = [*_reprints(docs), *self._translations(docs)]
        groups = [
            (members, kind, [p for p in pairs if p.kind is kind and p.left in members])
            for kind in CopyKind
            for members in _components(p for p in pairs if p.kind is kind)
        ]
        for members, kind, own in sorted(groups, key=lambda g: (min(g[0]), g[1])):
            among = [docs[k] for k in sorted(members)]
            origin = origin_of(among, kind)
            yield CopyGroup(
                tuple(doc.article.id for doc in among),
                kind,
                origin.article if origin else None,
                " ".join((own[0].evidence, *((origin.because,) if origin else ()))),
            )

    def _translations(self, docs: Sequence[Doc]) -> Iterator[Pair]:
        """Pairs across languages that keep names, numbers and dates in order."""
        languages = [doc.article.language for doc in docs]
        if len(set(languages)) < 2:
            return
        rows = [self.marks.marks(doc) for doc in docs]
        seen = Counter(mark for row in rows for mark in set(row))
        weights = {
            mark: log(1 + len(docs) / number) * self.marks.telling(mark)
            for mark, number in seen.items()
        }
        likely = _likely(rows, languages, seen, weights)
        compared = {
            pair: likeness(rows[pair[0]], rows[pair[1]], weights) for pair in sorted(likely)
        }
        best: defaultdict[int, list[float]] = defaultdict(list)
        for (left, right), found in compared.items():
            best[left].append(found.score)
            best[right].append(found.score)
        for (left, right), found in compared.items():
            tops = max(best[left]), max(best[right])
            if is_translation(found) and found.score >= 0.8 * max(tops):
                yield Pair(left, right, CopyKind.TRANSLATION, _told(found))


def is_translation(found: Likeness) -> bool:
    """Whether two texts in different languages are so like that one must be a translation."""
    like = found.covered >= _COVERED and found.whole >= _WHOLE and found.order >= _ORDERED
    if like and found.common >= _COMMON_MARKS:
        return True
    in_step = found.common >= _MANY_MARKS and found.order >= _IN_STEP
    return in_step and found.covered >= _LOOSE_COVERED and found.whole >= _LOOSE_WHOLE


def _told(found: Likeness) -> str:
    shown = ", ".join(mark.partition(":")[2] or mark for mark in found.shared)
    return (
        f"{found.common} names, numbers and dates are the same in both languages, "
        f"{found.order:.0%} of them in the same order ({shown})."
    )


def _likely(
    rows: Sequence[Sequence[str]],
    languages: Sequence[str],
    seen: Mapping[str, int],
    weights: Mapping[str, float],
) -> set[tuple[int, int]]:
    """Pairs across languages that share rare marks: for each text the few that share most."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for k, row in enumerate(rows):
        for mark in sorted(set(row)):
            if seen[mark] <= _RARE:
                holders[mark].append(k)
    shared: Counter[tuple[int, int]] = Counter()
    weighed: defaultdict[tuple[int, int], float] = defaultdict(float)
    for mark, texts in holders.items():
        for pair in combinations(texts, 2):
            if languages[pair[0]] != languages[pair[1]]:
                shared[pair] += 1
                weighed[pair] += weights[mark]
    by_text: defaultdict[int, list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    for pair, number in shared.items():
        if number >= 2:
            for k in pair:
                by_text[k].append((-weighed[pair], pair))
    return {pair for ranked in by_text.values() for _, pair in sorted(ranked)[:_BEST]}


def _shingles(doc: Doc, vocabulary: dict[str, int]) -> set[Shingle]:
    """Runs of five words of the article's own sentences, as numbers of the vocabulary."""
    tokens = doc[TOKENS]
    words = [
        vocabulary.setdefault(token.lower, len(vocabulary))
        for sentence in doc[SENTENCES]
        if sentence.kind in TOLD
        for token in tokens[sentence.first : sentence.last]
        if token.text[0].isalnum()
    ]
    if len(words) < SHINGLE:
        return {tuple(words)} if words else set()
    return set(zip(*(words[k:] for k in range(SHINGLE)), strict=False))


def _reprints(docs: Sequence[Doc]) -> Iterator[Pair]:
    """Pairs that share runs of words, in whatever language."""
    vocabulary: dict[str, int] = {}
    shingles = [_shingles(doc, vocabulary) for doc in docs]
    first: dict[Shingle, int] = {}
    several: defaultdict[Shingle, list[int]] = defaultdict(list)
    for k, own in enumerate(shingles):
        for shingle in own:
            if first.setdefault(shingle, k) != k:
                several[shingle].append(k)
    shared: Counter[tuple[int, int]] = Counter()
    for shingle, later in several.items():
        texts = (first[shingle], *later)
        # A crowd is chained, not paired: its members stay connected at linear cost.
        shared.update(combinations(texts, 2) if len(texts) <= _CROWD else pairwise(texts))
    for left, right in sorted(shared):
        pair = _judged(docs, shingles, left, right)
        if pair:
            yield pair


def _judged(
    docs: Sequence[Doc], shingles: Sequence[set[Shingle]], left: int, right: int
) -> Pair | None:
    """A pair if enough words are shared; of which kind, and why."""
    mine, theirs = shingles[left], shingles[right]
    common = len(mine & theirs)
    whole = common / len(mine | theirs)
    part = common / min(len(mine), len(theirs))
    if (common < _FEWEST and whole < 1) or part < _REWRITE:
        return None
    if whole >= _REPRINT or part >= 0.95:
        days = [stated_days(docs[k]) for k in (left, right)]
        apart = days[0] and days[1] and (days[1][0] > days[0][1] or days[0][0] > days[1][1])
        kind = CopyKind.REPUBLICATION if apart else CopyKind.REPRINT
        also = ", under different dates" if apart else ""
        return Pair(
            left,
            right,
            kind,
            f"{part:.0%} of the shorter text's five-word runs stand in the other{also}.",
        )
    return Pair(
        left,
        right,
        CopyKind.REWRITE,
        f"{part:.0%} of the shorter text's five-word runs stand in the other; the rest differs.",
    )


def _components(pairs: Iterable[Pair]) -> list[set[int]]:
    """Sets of articles connected by pairs."""
    parent: dict[int, int] = {}

    def root(k: int) -> int:
        parent.setdefault(k, k)
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for pair in pairs:
        left, right = root(pair.left), root(pair.right)
        parent[max(left, right)] = min(left, right)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for k in sorted(parent):
        found[root(k)].add(k)
    return [found[k] for k in sorted(found)]
