"""Dating measured on dated articles of outlets and years that no rule was written for.

    python3 benchmarks/dating_unseen.py          a part of every corpus, the wrong ones by name
    python3 benchmarks/dating_unseen.py --all    all of it

The corpora lie beside the project in ``shared/corpora`` (TimeBank, AQUAINT, MEANTIME, Wikinews,
PolNeAR; third-party text, no part of the project) and give the day of each article. Every text is
read three times: under that day as its date, under the month of it, and without any date.
"""

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from dating import calibration_lines, header, width_of

from kroniek.collect.files import read_input
from kroniek.date.judge import KNOWN_DAYS, is_stated
from kroniek.model.article import Refusal
from kroniek.model.doc import DATING, Doc
from kroniek.model.time import DateClass, Dating, Interval
from kroniek.packs import load_packs
from kroniek.pipeline import annotate
from kroniek.recipe import recipe
from kroniek.steps import Annotator

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
SAMPLED = {"wikinews": 4, "polnear": 6}
"""Of the large corpora every so manieth article is read."""
_OWN_DATE = frozenset({"CREATION_TIME", "PUBLICATION_TIME"})
_SHORTEST = 200


class Dated(NamedTuple):
    """An article without the line that gives its date, and its day."""

    corpus: str
    name: str
    language: str
    told: date
    text: str


class Outcome(NamedTuple):
    """An article read `under` its day, its month or nothing, with the verdict."""

    article: Dated
    under: str
    dating: Dating

    @property
    def holds(self) -> bool:
        """Whether the day is among the days given."""
        return Interval.day(self.article.told).within(self.dating.published)

    @property
    def right(self) -> bool:
        """Under its day: that day and no other. Else: the day is not given up."""
        if self.under == "day":
            return self.dating.published == Interval.day(self.article.told)
        return self.holds and self.dating.verdict is not DateClass.MISDATED

    @property
    def confident_wrong(self) -> bool:
        """Whether a day, or a week at most, is given and the truth is not in it."""
        return width_of(self.dating.published) <= KNOWN_DAYS and not self.holds


def articles() -> Iterator[Dated]:
    """Every article of the corpora that are here, in a fixed order."""
    for corpus, path in (
        ("timebank", "research/timebank.jsonl"),
        ("aquaint", "research/aquaint.jsonl"),
        ("meantime-nl", "open/meantime_nl_dev.jsonl"),
        ("meantime-en", "open/meantime_en_dev.jsonl"),
        ("polnear", "research/polnear_train.jsonl"),
    ):
        for row in _json_lines(CORPORA / path):
            told = row.get("date") or row.get("dct") or _dct(row)
            if told:
                on = date.fromisoformat(told[:10])
                yield Dated(corpus, row["id"], row["lang"], on, _undated(row))
    for path in ("open/wikinews_en/wikinews_2019.csv", "open/wikinews_en/wikinews_2020.csv"):
        yield from _wikinews(CORPORA / path)


def _json_lines(path: Path) -> Iterator[Mapping[str, Any]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            row: Mapping[str, Any] = json.loads(line)
            yield row


def _dct(row: Mapping[str, Any]) -> str | None:
    return next((t["value"] for t in row["timexes"] if t["function"] == "CREATION_TIME"), None)


def _undated(row: Mapping[str, Any]) -> str:
    """The text under its title, less a line that is no more than its date."""
    text: str = row["text"]
    for time in row.get("timexes", ()):
        for start, end in time.get("spans", ()):
            if time["function"] in _OWN_DATE and text[start - 1 : start] in ("\n", ""):
                text = text[:start] + text[end:]
    title = row.get("title")
    return f"{title}\n\n{text}" if title else text


def _wikinews(path: Path) -> Iterator[Dated]:
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, _, rest = row["text"].strip().partition("\n")
            body = rest.strip() if row["date"][:4] in first else row["text"].strip()
            if len(body) >= _SHORTEST:
                on, name = date.fromisoformat(row["date"]), row["title"]
                yield Dated("wikinews", name, "en", on, f"{row['title']}\n\n{body}")


def sample(found: Iterable[Dated]) -> Iterator[Dated]:
    """All of the small corpora, a part of the large ones."""
    seen: defaultdict[str, int] = defaultdict(int)
    for one in found:
        if seen[one.corpus] % SAMPLED.get(one.corpus, 1) == 0:
            yield one
        seen[one.corpus] += 1


@cache
def _steps() -> tuple[Annotator, ...]:
    """The steps of the default recipe that an article's date depends on, in order."""
    asked, kept = {DATING.name}, []
    for step in reversed(recipe(load_packs()).annotators):
        if step.writes.name in asked:
            asked.update(layer.name for layer in step.reads)
            kept.append(step)
    return tuple(reversed(kept))


def judged(articles: Iterable[Dated]) -> Iterator[Outcome]:
    """The verdicts on every article under its day, its month and nothing."""
    for number, one in enumerate(articles):
        month = f" date {one.told.isoformat()[:7]} "
        heads = {"day": header(one.language, one.told, number), "month": month, "nothing": ""}
        for under, head in heads.items():
            gap = "" if head.startswith((" ", "date ")) or not head else "\n\n"
            shown = f" {head} " if head.startswith("date ") else head
            article = read_input(f"{shown}{gap}{one.text}".encode(), "0.txt", one.language)
            if not isinstance(article, Refusal):
                yield Outcome(one, under, annotate(Doc(article), _steps())[DATING][0])


def figures(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """For each corpus and way of reading: share right, times confidently wrong, median width."""
    rows: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for one in outcomes:
        rows[one.article.corpus, one.under].append(one)
    found = {}
    for (corpus, under), held in rows.items():
        found[f"{corpus}/{under}/right"] = sum(one.right for one in held) / len(held)
        if under == "month":
            days = median(width_of(one.dating.published) for one in held)
            found[f"{corpus}/{under}/days"] = float(days)
    found["confident_wrong"] = float(sum(o.confident_wrong for row in rows.values() for o in row))
    return found


def calibration(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """For each band of weights: how many reasons, how many held the day, and what was claimed."""
    seen: defaultdict[tuple[object, ...], list[bool]] = defaultdict(list)
    for one in outcomes:
        told = Interval.day(one.article.told)
        for reason in one.dating.reasons:
            if reason.days is not None and not is_stated(reason):
                key = (one.article.corpus, one.article.name, one.under, reason.span)
                seen[*key, reason.weight].append(told.within(reason.days))
    rows = ((float(str(key[-1])), any(held)) for key, held in seen.items())
    return calibration_lines(list(rows))


def measure(*, whole: bool = False, names: bool = False) -> dict[str, float] | None:
    """Figures, with the calibration table printed; None (and a message) without the corpora."""
    found = list(articles() if whole else sample(articles()))
    if not found:
        print("dating-unseen: skipped, shared/corpora is not here")
        return None
    outcomes = list(judged(found))
    for one in outcomes:
        if names and (one.confident_wrong or not one.right):
            given, mark = (
                one.dating.published,
                "CONFIDENT WRONG" if one.confident_wrong else "wrong",
            )
            name = f"{one.article.corpus} {one.article.name[:60]} under {one.under}"
            print(f"{mark} {name}: {one.article.told} not {given.earliest}..{given.latest}")
    print("weight  reasons  held  claimed (dated articles)")
    for line in calibration(outcomes):
        print(line)
    return figures(outcomes)


def main() -> int:
    """Print the figures and the wrong ones by name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="read every article of the corpora")
    found = measure(whole=parser.parse_args().all, names=True)
    for name, value in sorted((found or {}).items()):
        print(f"{name:28} {value:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
