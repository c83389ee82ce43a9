"""The time expressions that date what happens in the five reference articles, and the articles.

    python3 benchmarks/core_times.py    every expression that is not right, then the counts

The list was made by one reader from the articles alone and settled with the gold of another. The
articles are third-party text and lie beside the project (``../shared/articles``); the tables in
``quality/core-times`` hold no word of theirs, only file names, offsets (half-open code points),
values and days. Where the articles are absent there is nothing to measure.

An expression is *right* when its TIMEX3 value and modifier are and its days lie within the given
ones, or when it stays open where the articles leave it open; *open* when no value is told but the
candidates hold the true one, or the days hold the true days; else *missed* or *wrong*.
"""

import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from kroniek.date.values import of_value
from kroniek.library import Kroniek
from kroniek.model.time import Interval
from kroniek.spans import Span

HERE = Path(__file__).resolve().parent
TABLES = HERE / "quality" / "core-times"
ARTICLES = HERE.parent.parent / "shared" / "articles"
_SAME_SPAN = 0.5
"""The least Dice coefficient over characters at which two spans are the same expression."""


class Grade(StrEnum):
    """How what was told compares with the truth."""

    RIGHT = "right"
    OPEN = "open"
    MISSED = "missed"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Expression:
    """A row of ``cases.tsv``."""

    article: str
    span: Span
    values: frozenset[str]
    mod: str | None
    left_open: frozenset[str]
    """Values that the articles alone leave; empty where they leave one."""
    stays_open: bool
    """Whether leaving these open is all that can be asked."""
    days: Interval
    """No earliest day: a length or a vague stretch, of which no begin is asked."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A row of ``documents.tsv``: when an article was first told."""

    article: str
    days: Interval
    best_may_stay_open: bool
    misdated: bool


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _days(row: Mapping[str, str | None]) -> Interval:
    return Interval(
        of_value(row["earliest"] or "").earliest,
        of_value(row["latest"] or "").latest,
    )


def expressions() -> Iterator[Expression]:
    """The expressions, in the order of the file."""
    for row in _rows("cases.tsv"):
        yield Expression(
            article=row["article"],
            span=Span(int(row["start"]), int(row["end"])),
            values=frozenset(filter(None, [row["value"], *row["also"].split("|")])),
            mod=row["mod"] or None,
            left_open=frozenset(filter(None, row["left_open"].split("|"))),
            stays_open=not row["value"],
            days=_days(row),
        )


def publications() -> Iterator[Publication]:
    """The articles, in the order of the file."""
    for row in _rows("documents.tsv"):
        yield Publication(
            article=row["article"],
            days=_days(row),
            best_may_stay_open=row["best_may_stay_open"] == "true",
            misdated=row["misdated"] == "true",
        )


def told(wanted: Expression, times: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The time expression of the contract's list that stands in the place of the wanted one."""

    def likeness(time: Mapping[str, Any]) -> float:
        span = Span(time["start"], time["end"])
        shared = min(span.end, wanted.span.end) - max(span.start, wanted.span.start)
        return 2 * shared / (span.size + wanted.span.size)

    near = [time for time in times if likeness(time) >= _SAME_SPAN]
    return max(near, key=likeness) if near else None


def graded(wanted: Expression, time: Mapping[str, Any] | None) -> Grade:
    """Compare one expression with what was told of it."""
    if time is None:
        return Grade.MISSED
    days = _days(time)
    if time["value"] is not None:
        same = time["value"] in wanted.values and time["mod"] == wanted.mod
        asked = wanted.days.earliest is not None
        return Grade.RIGHT if same and (not asked or days.within(wanted.days)) else Grade.WRONG
    if candidates := frozenset(time["candidates"]):
        holds = bool(candidates & wanted.values)
        if wanted.stays_open and holds and candidates <= wanted.left_open:
            return Grade.RIGHT
        return Grade.OPEN if holds else Grade.WRONG
    return Grade.OPEN if days.known and wanted.days.within(days) else Grade.WRONG


def dated(wanted: Publication, article: Mapping[str, Any]) -> Grade:
    """Compare an article's day of publication with the verdict on it."""
    published = article["published"]
    if published is None:
        return Grade.MISSED
    days = _days(published)
    if published["best"] is None:
        if not wanted.days.meets(days):
            return Grade.WRONG
        inside = wanted.best_may_stay_open and days.within(wanted.days)
        return Grade.RIGHT if inside else Grade.OPEN
    best = of_value(published["best"])
    return Grade.RIGHT if best.within(wanted.days) else Grade.WRONG


def _misdated(article: Mapping[str, Any]) -> bool:
    stated = article["stated_date"]
    return stated is not None and bool(stated["contradicted"])


def annotated() -> dict[str, dict[str, Any]]:
    """What the default recipe finds in the articles, in the contract's shape, by file name."""
    with tempfile.TemporaryDirectory() as out, Kroniek(Path(out) / "store.kroniek") as k:
        k.build(ARTICLES)
        items = list(k.annotations())
    return {item["article"]["path"]: item for item in items}


def compared() -> Iterator[tuple[str, Grade, str]]:
    """Each expression and article with its grade: what it is, grade, what was told."""
    found = annotated()
    for one in expressions():
        time = told(one, found[one.article]["times"])
        name = f"expression {one.article} {one.span.start}-{one.span.end}"
        yield name, graded(one, time), f"{_wanted(one)}; told {_said(time)}"
    for page in publications():
        article = found[page.article]["article"]
        yield f"document {page.article}", dated(page, article), str(article["published"])
        verdict = Grade.RIGHT if _misdated(article) == page.misdated else Grade.WRONG
        yield f"misdated {page.article}", verdict, f"misdated: {page.misdated}"


def _wanted(one: Expression) -> str:
    return "|".join(sorted(one.left_open if one.stays_open else one.values))


def _said(time: Mapping[str, Any] | None) -> str:
    if time is None:
        return "nothing"
    value = time["value"] or "|".join(time["candidates"]) or "open"
    return f"{value} {time['mod'] or ''} {time['earliest']}/{time['latest']}"


def measure() -> dict[str, float] | None:
    """Counts by kind and grade (``expression/right``); None and a message without the articles."""
    if not ARTICLES.is_dir():
        print(f"core-times: skipped, {ARTICLES.name} is not here")
        return None
    return _counts((name, grade) for name, grade, _ in compared())


def _counts(grades: Iterator[tuple[str, Grade]]) -> dict[str, float]:
    counted = Counter((name.partition(" ")[0], grade) for name, grade in grades)
    kinds = ("expression", "document", "misdated")
    return {f"{kind}/{grade}": float(counted[kind, grade]) for kind in kinds for grade in Grade}


def main() -> int:
    """Print what is not right, by name, and the counts."""
    if not ARTICLES.is_dir():
        print(f"skipped, {ARTICLES.name} is not here")
        return 0
    outcomes = list(compared())
    for name, grade, said in outcomes:
        if grade is not Grade.RIGHT:
            print(f"{grade:7} {name}: wanted {said}")
    for name, count in _counts((name, grade) for name, grade, _ in outcomes).items():
        print(f"{name:24} {count:3.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
