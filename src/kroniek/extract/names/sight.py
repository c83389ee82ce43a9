"""What the trained reader sees of names, as reasons beside those of the rules.

The weights were fitted on text the reader had not seen (``benchmarks/fit_names.py``); without a
reader every reason is nothing and the rules decide as they would.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import NamedTuple

from kroniek.extract.names.shapes import Run, begins
from kroniek.extract.names.types import KINDS, MISC, Weights
from kroniek.extract.names.words import PARTICLES
from kroniek.model.reading import Chances, Reading
from kroniek.model.text import Sentence, Token
from kroniek.packs import lexicon

_ARTICLES = frozenset(("de", "het", "'t", "een", "the", "a", "an"))
_NOT_LAST = _ARTICLES | PARTICLES | {"en", "and", "voor", "for", "of"}
_LEAST = 0.002
"""A chance below this counts as this: log-odds stay within about 6."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How much the reader's word weighs against the rules'; log-odds but for the two thresholds."""

    own: float
    """Weight of the type it sees here."""
    others: float
    """Weight of the type it sees in the name's other mentions, on average."""
    name: float
    """Weight of its seeing any name here."""
    sure: float
    """What the rules' being sure of a name weighs against its seeing none."""
    named: float
    """The same of a name that is sure elsewhere in the text."""
    doubt: float
    """What the rules' seeing none weighs against its seeing one."""
    known: float
    """What the packs' knowing a name adds."""
    found: float
    """How sure it must be of a name that the rules lack, 0 to 1."""
    bounds: float
    """How sure it must be of a name that the rules cut otherwise, 0 to 1."""
    inside: float
    """The same where it leaves out words at an end of what the rules cut."""
    kept: float
    """The same where the packs know the name that the rules cut."""
    packs: float
    """Share of `own` and `others` that is left for what the packs do not know a known name as."""
    told: float
    """Share of `own` and `others` that is left where the text itself tells what the name is
    ("tram builder X"), anywhere in it, 0 to 1."""


@cache
def fitted_trust() -> Trust:
    """The fitted weights, read once."""
    return Trust(
        **{key: float(value) for key, value in lexicon("shared/reader.toml")["names"].items()}
    )


class SeenRun(NamedTuple):
    """A name the reader sees: tokens ``first`` to ``last`` (exclusive), kind of name, score."""

    first: int
    last: int
    kind: int
    score: float


@dataclass(frozen=True, slots=True)
class Sight:
    """What the reader sees in one article; nothing if it has not read it."""

    chances: Mapping[int, Chances]
    runs: tuple[SeenRun, ...]
    """In order of their first tokens."""

    @classmethod
    def of(cls, readings: Sequence[Reading], tokens: Sequence[Token]) -> "Sight":
        """The readings of an article by token."""
        chances: dict[int, Chances] = {}
        runs = []
        for reading in readings:
            chances.update(zip(range(reading.first, reading.last), reading.chances, strict=True))
            for name in reading.names:
                first = bisect_left(tokens, name.span.start, key=lambda token: token.start)
                last = bisect_left(tokens, name.span.end, key=lambda token: token.start)
                runs.append(SeenRun(first, last, KINDS[name.type], name.score))
        return cls(chances, tuple(sorted(runs, key=lambda run: run.first)))

    def weights(self, first: int, last: int) -> Weights:
        """Log-odds of each kind against the others, on average over tokens; zeros if unread."""
        rows = [self.chances[k] for k in range(first, last) if k in self.chances]
        if not rows:
            return [0.0] * 4
        logs = [sum(log(max(row[1 + kind], _LEAST)) for row in rows) for kind in range(4)]
        middle = sum(logs) / 4
        return [(one - middle) / len(rows) for one in logs]

    def name_odds(self, first: int, last: int) -> float:
        """Log-odds that the tokens lie in a name, on average; 0 if unread."""
        rows = [self.chances[k] for k in range(first, last) if k in self.chances]
        if not rows:
            return 0.0
        return sum(_odds(1.0 - row.none) for row in rows) / len(rows)

    def recut(
        self,
        runs: Sequence[Run],
        tokens: Sequence[Token],
        sentence: Sentence,
        settled: Callable[[Run], bool],
        trust: Trust,
    ) -> list[Run]:
        """The runs of a sentence, those instead that the reader is sure of, and those it adds.

        It must be surer where a run is `settled`. Of MISC it only makes names longer ("Tour of X"):
        there are adjectives among it, which are no names. Whether an article belongs to a name the
        rules tell.
        """
        found = list(runs)
        here = bisect_left(self.runs, sentence.first, key=lambda run: run.first)
        end = bisect_left(self.runs, sentence.last, key=lambda run: run.first)
        for seen in self.runs[here:end]:
            if tokens[seen.last - 1].lower in _NOT_LAST:
                continue  # no name ends so
            met = [run for run in found if run.first < seen.last and seen.first < run.last]
            if seen.kind == MISC and not _is_longer(seen, met):
                continue
            same = any(_same_but_article(tokens, run, seen) for run in met)
            least = trust.bounds if met else trust.found
            if any(run.first <= seen.first and seen.last <= run.last for run in met):
                least = trust.inside
            if any(map(settled, met)):
                least = trust.kept
            if same or seen.score < least:
                continue
            role = next((run.role for run in met if run.role == seen.first - 1), None)
            found = [run for run in found if run not in met]
            initial = begins(tokens, seen.first, sentence)
            found.append(Run(seen.first, seen.last, initial, role))
        return sorted(found, key=lambda run: run.first)


def _is_longer(seen: SeenRun, met: Sequence[Run]) -> bool:
    """Whether what is seen has one run and more in it."""
    if len(met) != 1 or not seen.first <= met[0].first <= met[0].last <= seen.last:
        return False
    return seen.last - seen.first > met[0].last - met[0].first


def _same_but_article(tokens: Sequence[Token], run: Run, seen: SeenRun) -> bool:
    """Whether two runs are one, but for an article at the head of either."""
    first, second = sorted((run.first, seen.first))
    articles = second == first or (second == first + 1 and tokens[first].lower in _ARTICLES)
    return run.last == seen.last and articles


def _odds(chance: float) -> float:
    bounded = min(1.0 - _LEAST, max(_LEAST, chance))
    return log(bounded / (1.0 - bounded))
