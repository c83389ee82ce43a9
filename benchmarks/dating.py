"""Dating measured on short articles under right, coarse, false and no dates.

    python3 benchmarks/dating.py           figures, wrong verdicts of the development half by name
    python3 benchmarks/dating.py --test    the same of the test half: do not tune to these

The articles stand in ``quality/dating/base.toml`` with the day they were told and the days that a
careful reader would read out of them. From each the documents below are made.
"""

import argparse
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from kroniek.collect.files import read_input
from kroniek.date.judge import DATABLE_DAYS, KNOWN_DAYS, is_stated
from kroniek.date.values import of_value
from kroniek.model.article import Refusal
from kroniek.model.doc import COPIES, DATING, Collection, Doc
from kroniek.model.time import DateClass, Dating, Interval
from kroniek.packs import load_packs
from kroniek.pipeline import Recipe, annotate, gather
from kroniek.recipe import recipe
from kroniek.spans import Span

BASE = Path(__file__).resolve().parent / "quality" / "dating" / "base.toml"
_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_WEEKDAYS = {
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_LAYOUTS = {
    "nl": ("{day} {month} {year}", "{weekday} {day} {month} {year}, 09.15 uur", "date {iso}"),
    "en": ("{month} {day}, {year}", "Published: {day} {month} {year}", "date {iso}"),
}
_BORDER = 3
"""A gold interval so many days from a limit between classes allows the classes on both sides."""
_ASTRAY = timedelta(days=400)
_WEIGHTS = (0.0, 1.25, 1.75, 2.3, 2.9, 4.0, 99.0)


class Document(NamedTuple):
    """A text under some date, perhaps beside others; `days` are what a reader could know."""

    name: str
    split: str
    language: str
    text: str
    beside: tuple[str, ...]
    told: date
    days: Interval
    verdicts: frozenset[DateClass]


class Outcome(NamedTuple):
    """A document with the verdict on it."""

    document: Document
    dating: Dating

    @property
    def verdict_right(self) -> bool:
        """Whether the class is one that the gold allows."""
        return self.dating.verdict in self.document.verdicts

    @property
    def holds_truth(self) -> bool:
        """Whether the day on which it was told is among the days given."""
        return Interval.day(self.document.told).within(self.dating.published)

    @property
    def interval_right(self) -> bool:
        """Whether the days hold the truth and are at most twice what a reader could know."""
        known, given = width_of(self.document.days), width_of(self.dating.published)
        open_allowed = DateClass.UNDATABLE in self.document.verdicts
        return self.holds_truth and (open_allowed or given <= max(2 * known, known + KNOWN_DAYS))

    @property
    def confident_wrong(self) -> bool:
        """Whether a day, or a week at most, is given and the truth is not in it."""
        return width_of(self.dating.published) <= KNOWN_DAYS and not self.holds_truth


def width_of(days: Interval) -> int:
    """Number of days."""
    return (days.high - days.low).days + 1


def header(language: str, on: date, style: int) -> str:
    """A line that gives the day, in one of the layouts of a language."""
    layout = _LAYOUTS[language][style % len(_LAYOUTS[language])]
    return layout.format(
        day=on.day,
        month=_MONTHS[language].split()[on.month - 1],
        weekday=_WEEKDAYS[language].split()[on.weekday()].capitalize(),
        year=on.year,
        iso=on.isoformat(),
    )


def _under(header: str | None, title: str, text: str) -> str:
    """The text below its title and a date; a crawler's date stands in the title's line."""
    if header is None:
        return f"{title}\n\n{text}"
    if header.startswith("date "):
        return f" {header} {title}\n\n{text}"
    return f"{header}\n\n{title}\n\n{text}"


def _verdicts(days: Interval) -> frozenset[DateClass]:
    width = width_of(days)
    found = set()
    if width <= KNOWN_DAYS + _BORDER:
        found.add(DateClass.CONSISTENT)
    if KNOWN_DAYS - _BORDER < width <= DATABLE_DAYS + _BORDER:
        found.add(DateClass.COARSE)
    if width > DATABLE_DAYS - _BORDER:
        found.add(DateClass.UNDATABLE)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Base:
    """An article of ``base.toml``."""

    id: str
    split: str
    language: str
    told: date
    inner: Interval
    false: tuple[str, ...]
    doubted: tuple[str, ...]
    title: str
    text: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Base":
        """Read one table of the file."""
        low, high = (date.fromisoformat(day) if day else None for day in row["inner"])
        kept = {name: row[name] for name in ("id", "split", "language", "told", "title", "text")}
        return cls(
            inner=Interval(low, high),
            false=tuple(row["false"]),
            doubted=tuple(row.get("doubted", ())),
            **kept,
        )

    def documents(self, style: int) -> Iterator[Document]:
        """Every document made from this article; `style` chooses among the layouts of dates."""
        day, astray = Interval.day(self.told), self.told + _ASTRAY
        right = header(self.language, self.told, style)
        yield self._made("no date", None, self.inner)
        yield self._made("right day", right, day)
        for kind, length in (("month", 7), ("year", 4)):
            stated = self.told.isoformat()[:length]
            left = self.inner.cut(of_value(stated)) or self.inner
            yield self._made(kind, f"date {stated}", left)
        for stated in (*self.false, *self.doubted):
            days = of_value(stated)
            whole = len(stated) == len("2024-05-16")
            head = header(self.language, days.low, style + 1) if whole else f"date {stated}"
            open_too = {DateClass.UNDATABLE} if stated in self.doubted else set()
            verdicts = frozenset({DateClass.MISDATED, *open_too})
            yield self._made(f"false {stated}", head, self.inner, verdicts=verdicts)
        copy = self._copy(right)
        near = Interval(self.told - timedelta(days=1), self.told + timedelta(days=1))
        yield self._made("no date, a copy has it", None, near, beside=(copy,))
        if self.false and len(self.false[0]) == len("2024-05-16"):
            head = header(self.language, of_value(self.false[0]).low, style)
            yield self._made(
                "false, a copy is right",
                head,
                near,
                beside=(copy,),
                verdicts=frozenset({DateClass.MISDATED}),
            )
        wrong = self._copy(header(self.language, astray, style + 1))
        yield self._made("right, a copy is false", right, day, beside=(wrong,))

    def _made(
        self,
        kind: str,
        head: str | None,
        days: Interval,
        *,
        beside: tuple[str, ...] = (),
        verdicts: frozenset[DateClass] | None = None,
    ) -> Document:
        return Document(
            f"{self.id}: {kind}",
            self.split,
            self.language,
            _under(head, self.title, self.text),
            beside,
            self.told,
            days,
            verdicts or _verdicts(days),
        )

    def _copy(self, head: str) -> str:
        """What another page took from this one: all but the last paragraph, under its own title."""
        shorter = self.text.strip().rsplit("\n\n", 1)[0]
        return _under(head, f"{self.title} | Streekpost", shorter)


def bases() -> list[Base]:
    """The articles, in the order of the file."""
    return [Base.of(row) for row in tomllib.loads(BASE.read_text(encoding="utf-8"))["article"]]


def documents() -> Iterator[Document]:
    """All documents, in a fixed order."""
    for style, base in enumerate(bases()):
        yield from base.documents(style)


@cache
def _dating_steps() -> Recipe:
    """What dating asks of the default recipe, and nothing that comes after it."""
    whole = recipe(load_packs())
    return Recipe(whole.annotators, whole.before_redating, whole.redating)


def judged(document: Document) -> Outcome:
    """The verdict on one document, beside its own neighbours only."""
    made = _dating_steps()
    docs = []
    for number, text in enumerate((document.text, *document.beside)):
        article = read_input(text.encode(), f"{number}.txt", document.language)
        if isinstance(article, Refusal):
            raise TypeError(f"{document.name}: {article.detail}")
        docs.append(annotate(Doc(article), made.annotators))
    collection: Collection = gather(docs, made)
    if document.beside and not collection[COPIES]:
        raise ValueError(f"{document.name}: the copy was not seen as one")
    first = next(doc for doc in collection.docs if doc.article.path == "0.txt")
    return Outcome(document, first[DATING][0])


def figures(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """Shares and counts for each split."""
    by_split: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_split[one.document.split].append(one)
    found = {}
    for split, rows in by_split.items():
        found[f"{split}/documents"] = float(len(rows))
        found[f"{split}/verdict"] = sum(one.verdict_right for one in rows) / len(rows)
        found[f"{split}/interval"] = sum(one.interval_right for one in rows) / len(rows)
        found[f"{split}/confident_wrong"] = float(sum(one.confident_wrong for one in rows))
    return found


def calibration(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """For each band of weights: how many reasons, how many held the truth, and what was claimed.

    A page's own date is left out, for it is false as often as these documents make it so; a reason
    that several documents of one article share counts once, and so do the several days or terms
    that one expression can mean.
    """
    seen: defaultdict[tuple[str, Span | None, float], list[bool]] = defaultdict(list)
    for outcome in outcomes:
        article, told = outcome.document.name.partition(":")[0], Interval.day(outcome.document.told)
        for reason in outcome.dating.reasons:
            if reason.days is not None and not is_stated(reason):
                key = article, reason.span, reason.weight
                seen[key].append(told.within(reason.days))
    return calibration_lines([(key[2], any(held)) for key, held in seen.items()])


def calibration_lines(reasons: list[tuple[float, bool]]) -> Iterator[str]:
    """For each band of weights: mean weight, number, share that held, share that was claimed."""
    for low, high in pairwise(_WEIGHTS):
        band = [(weight, held) for weight, held in reasons if low <= weight < high]
        if band:
            share = sum(held for _, held in band) / len(band)
            claimed = sum(1 / (1 + exp(-weight)) for weight, _ in band) / len(band)
            mean = sum(weight for weight, _ in band) / len(band)
            yield f"{mean:6.2f} {len(band):8} {share:5.3f} {claimed:8.3f}"


def measure() -> dict[str, float]:
    """Figures of all documents, with the calibration table printed."""
    outcomes = [judged(document) for document in documents()]
    _print_calibration(outcomes)
    return figures(outcomes)


def _print_calibration(outcomes: list[Outcome]) -> None:
    print("weight  reasons  held  claimed (development half)")
    for line in calibration([one for one in outcomes if one.document.split == "dev"]):
        print(line)


def main() -> int:
    """Print the figures and the wrong ones by name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test", action="store_true", help="name the wrong ones of the test half")
    split = "test" if parser.parse_args().test else "dev"
    outcomes = [judged(document) for document in documents()]
    for one in outcomes:
        if one.document.split != split or (one.verdict_right and one.interval_right):
            continue
        mark = "CONFIDENT WRONG" if one.confident_wrong else "wrong"
        given = one.dating.published
        print(f"{mark} {one.document.name}: {one.dating.verdict}, {given.earliest}..{given.latest}")
    _print_calibration(outcomes)
    for name, value in sorted(figures(outcomes).items()):
        print(f"{name:24} {value:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
