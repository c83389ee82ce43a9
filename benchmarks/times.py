"""Time expressions measured on the tables of cases in ``quality/times``.

    python3 benchmarks/times.py           shares by kind, wrong ones of the dev half by name
    python3 benchmarks/times.py nl        Dutch only

Splits: dev and test (``cases-*.tsv``), and test2 (``test2-*.tsv``), written when the rules had been
mended on dev; only rows of dev are ever printed.

Each sentence is a text of its own, told from the day (or days) its row gives; the finder and the
resolver of the default recipe read it. A case is right when some expression overlaps the given one
and has its value, or leaves open what the row leaves open; a decoy, when nothing is found.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kroniek.date.resolve import TimeResolver
from kroniek.date.values import of_value
from kroniek.extract.times.finder import TimeFinder
from kroniek.ids import ArticleId, digest
from kroniek.model.article import Article, Format, Offsets
from kroniek.model.doc import DATING, DAYS, Doc
from kroniek.model.time import DateClass, Dating, Interval, ResolvedTime
from kroniek.packs import load_packs
from kroniek.pipeline import annotate
from kroniek.recipe import recipe
from kroniek.spans import Span
from kroniek.steps import Annotator

FOLDER = Path(__file__).resolve().parent / "quality" / "times"
LANGUAGES = ("nl", "en")
SPLITS = ("dev", "test", "test2")
_NARROWING = frozenset({"START", "MID", "END"})


@dataclass(frozen=True, slots=True)
class Case:
    """A row of the table."""

    id: str
    language: str
    split: str
    kind: str
    told: Interval
    sentence: str
    span: Span | None
    """None: the sentence holds no time expression."""
    type: str
    values: frozenset[str]
    """Values that are right; empty where the text leaves several."""
    candidates: frozenset[str]
    mod: str
    days: Interval

    @property
    def optional(self) -> bool:
        """Whether leaving it out is right as well: a bare age, which the contract does not mark."""
        return self.kind == "age_or_anniversary" and self.type == "DURATION"

    @classmethod
    def of(cls, language: str, row: dict[str, str]) -> "Case":
        """Read one row."""
        return cls(
            id=row["id"],
            language=language,
            split=row["split"],
            kind=row["kind"],
            told=of_value(row["published"]),
            sentence=row["sentence"],
            span=_span(row),
            type=row["type"],
            values=frozenset(filter(None, [row["value"], *row["also"].split("|")])),
            candidates=frozenset(filter(None, row["candidates"].split("|"))),
            mod=row["mod"],
            days=Interval(of_value(row["earliest"]).earliest, of_value(row["latest"]).latest),
        )


def _span(row: dict[str, str]) -> Span | None:
    said = row["expression"]
    if not said:
        return None
    at = -1
    for _ in range(int(row["nth"] or 1)):
        at = row["sentence"].index(said, at + 1)
    return Span(at, at + len(said))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in place of a case's expression; None: nothing there."""

    case: Case
    found: ResolvedTime | None

    @property
    def overlap(self) -> int:
        """How many characters of the given expression were found."""
        if self.found is None or self.case.span is None:
            return 0
        given, own = self.case.span, self.found.span
        return min(given.end, own.end) - max(given.start, own.start)

    @property
    def strict(self) -> bool:
        """Whether the words are the same, an article before them aside."""
        if self.found is None or self.case.span is None:
            return self.found is None and self.case.span is None
        theirs, own = (span.of(self.case.sentence) for span in (self.case.span, self.found.span))
        same_end = self.case.span.end == self.found.span.end
        return same_end and _bare(theirs) == _bare(own)

    @property
    def right(self) -> bool:
        """Whether the value is, or what the row leaves open is left open."""
        if self.found is None:
            return self.case.span is None or self.case.optional
        if self.found.value is not None:
            return self.found.value in self.case.values
        if self.case.candidates:
            return frozenset(self.found.candidates) == self.case.candidates
        return not self.case.values and self.days_right

    @property
    def type_right(self) -> bool:
        """Whether the TIMEX3 type is."""
        return self.found is not None and self.found.type.value == self.case.type

    @property
    def days_right(self) -> bool:
        """Whether the days are (inside them where it narrows); true if none are asked."""
        if not self.case.days.known:
            return True
        if self.found is None:
            return False
        if self.found.days == self.case.days:
            return True
        return (
            self.case.mod in _NARROWING
            and self.found.days.known
            and self.found.days.within(self.case.days)
        )

    @property
    def confident_wrong(self) -> bool:
        """Whether one value is told where the text leaves several and this is none of them."""
        if self.found is None or self.found.value is None or self.case.values:
            return False
        return self.found.value not in self.case.candidates


def _bare(said: str) -> str:
    first, _, rest = said.lower().partition(" ")
    return rest if first in ("de", "het", "een", "the", "a", "an") else said.lower()


def cases(language: str) -> Iterator[Case]:
    """The rows of one language, in the order of the files."""
    for name in ("cases", "test2"):
        with (FOLDER / f"{name}-{language}.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield Case.of(language, row)


@cache
def _steps() -> tuple[Annotator, ...]:
    """The default recipe's steps that find times, and what they read."""
    annotators = recipe(load_packs()).annotators
    last = next(k for k, step in enumerate(annotators) if isinstance(step, TimeFinder))
    return annotators[: last + 1]


@cache
def _resolver() -> TimeResolver:
    return TimeResolver.from_packs(load_packs())


def _dating(told: Interval) -> Dating:
    """The verdict that a text was told on these days, without a judge."""
    return Dating(None, told, None, told, None, DateClass.CONSISTENT, ())


def judged(case: Case) -> Outcome:
    """The case beside what is found there; of several a right one first, then by overlap."""
    article = Article(
        id=ArticleId(f"a-{digest(case.sentence)}"),
        path=f"{case.id}.txt",
        sha256=digest(case.sentence, length=64),
        text=case.sentence,
        language=case.language,
        format=Format.TEXT,
        offsets=Offsets(((0, 0, len(case.sentence)),)),
    )
    doc = annotate(Doc(article), _steps()).with_layer(DATING, [_dating(case.told)])
    found = annotate(doc, (_resolver(),))[DAYS]
    wanted = case.span or Span(0, len(case.sentence))
    beside = [Outcome(case, time) for time in found if time.span.overlaps(wanted)]
    beside.sort(key=lambda one: (not one.right, -one.overlap))
    return beside[0] if beside else Outcome(case, None)


def _share(hits: Iterable[bool]) -> float:
    told = list(hits)
    return sum(told) / len(told) if told else 0.0


def figures(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """Shares by language and split: ``nl/test/right``."""
    grouped: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        grouped[f"{one.case.language}/{one.case.split}"].append(one)
    found = {}
    for name, rows in grouped.items():
        times = [one for one in rows if one.case.span is not None]
        found[f"{name}/cases"] = float(len(rows))
        found[f"{name}/right"] = _share(one.right for one in rows)
        found[f"{name}/strict"] = _share(one.strict for one in times)
        found[f"{name}/relaxed"] = _share(one.found is not None for one in times)
        found[f"{name}/type"] = _share(one.type_right for one in times)
        found[f"{name}/interval"] = _share(one.days_right for one in times)
        found[f"{name}/decoys"] = _share(one.right for one in rows if one.case.span is None)
        found[f"{name}/confident_wrong"] = float(sum(one.confident_wrong for one in rows))
    return found


def measure() -> dict[str, float]:
    """Figures of both tables."""
    return figures(judged(case) for language in LANGUAGES for case in cases(language))


def _by_kind(outcomes: list[Outcome]) -> Iterator[str]:
    """Right shares of the splits, a line for each kind."""
    kinds = dict.fromkeys(one.case.kind for one in outcomes)
    for kind in kinds:
        splits = [
            [one.right for one in outcomes if (one.case.kind, one.case.split) == (kind, split)]
            for split in SPLITS
        ]
        told = "  ".join(f"{_share(split):.3f} of {len(split):3}" for split in splits)
        yield f"{kind:32} {told}"


def _said(one: Outcome) -> str:
    case, found = one.case, one.found
    wanted = "|".join(sorted(case.values or case.candidates)) or "open"
    given = "nothing"
    if found is not None:
        value = found.value or "|".join(found.candidates) or "open"
        given = f"[{found.span.of(case.sentence)}] {value} {found.because}"
    expression = case.span.of(case.sentence) if case.span else "-"
    return f"{case.id} {case.kind}: {case.sentence}\n    [{expression}] {wanted}\n    {given}"


def main() -> int:
    """Print what is wrong in the development half, and the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=list(LANGUAGES))
    for language in parser.parse_args().languages:
        outcomes = [judged(case) for case in cases(language)]
        for one in outcomes:
            if one.case.split == "dev" and not one.right:
                print(_said(one))
        print(f"{language}: right".ljust(36) + "  ".join(split.ljust(12) for split in SPLITS))
        for line in _by_kind(outcomes):
            print(f"   {line}")
        for name, value in sorted(figures(outcomes).items()):
            print(f"{name:24} {value:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
