"""Fit how much the trained reader's word weighs among the rules' reasons for names.

    python3 benchmarks/fit_names.py [--write] [--shared ../shared]

Measures on text the reader was not trained on: Dutch, the one in twenty CoNLL-2002 training
articles that its training holds out (exact span and type, MISC left out); English, the names in
MEANTIME's development half (overlap and type); both, the demo articles (the same), which rules
alone read without a fault and must go on so. One weight after another is moved through a grid
while that helps (see `worth`); of equal values the one nearest to the present one stays.
``--write`` puts the result into ``kroniek_data/shared/reader.toml``.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kroniek.collect.files import collect
from kroniek.extract.names.finder import NameFinder
from kroniek.extract.names.sight import Trust
from kroniek.extract.names.words import KnownNames
from kroniek.extract.reader.model import default_model
from kroniek.ids import ArticleId, digest
from kroniek.model.article import Article, Format, Offsets
from kroniek.model.doc import NAMES, READINGS, Doc
from kroniek.packs import load_packs
from kroniek.pipeline import annotate
from kroniek.recipe import recipe

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src" / "kroniek_data" / "shared" / "reader.toml"
GRIDS = {
    "own": (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0),
    "others": (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0),
    "name": (0.25, 0.5, 0.75, 1.0, 1.5),
    "sure": (0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
    "named": (0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
    "doubt": (-1.0, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
    "known": (0.0, 1.0, 2.0, 3.0, 4.0, 6.0),
    "found": (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.1),
    "bounds": (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.1),
    "inside": (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.1),
    "told": (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0),
    "packs": (0.0, 0.1, 0.25, 0.5, 1.0),
    "kept": (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.1),
}
PENALTY = 0.5
"""What a loss on the demo counts, against a gain of both languages."""
_LABELS = {"GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "PER": "PER", "ORG": "ORG"}
Name = tuple[int, int, str]
Ranges = tuple[tuple[int, int], ...]
Told = tuple[Article, frozenset[Name], Ranges, Ranges]
"""An article, the names in it, the parts that are annotated, and what may be a name or not."""


@dataclass(frozen=True)
class Case:
    """An article with its readings, the names in it, and the part of it that is annotated."""

    doc: Doc
    gold: frozenset[Name]
    parts: Ranges
    open: Ranges
    corpus: str
    """``nl``, ``en`` or ``demo``."""


def article(text: str, language: str, key: str) -> Article:
    """An article of this text, as a plain file would give it."""
    return Article(
        id=ArticleId(f"a-{digest(text)}"),
        path=key,
        sha256=digest(text, length=64),
        text=text,
        language=language,
        format=Format.TEXT,
        offsets=Offsets(((0, 0, len(text)),)),
    )


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def dutch(shared: Path) -> Iterator[Told]:
    """Articles of CoNLL-2002's training part that the reader's training holds out."""
    sys.path.insert(0, str(ROOT))
    from training.articles import held_out  # noqa: PLC0415 (lies beside the package)

    for record in _records(shared / "corpora/research/conll2002_nl_train.jsonl"):
        if held_out(record["id"]):
            text = record["text"]
            gold = frozenset(
                (e["start"], e["end"], e["label"])
                for e in record["entities"]
                if e["label"] != "MISC"
            )
            yield article(text, "nl", record["id"]), gold, ((0, len(text)),), ()


def english(shared: Path) -> Iterator[Told]:
    """MEANTIME's English development half: names, in the sentences that are annotated."""
    for record in _records(shared / "corpora/open/meantime_en_dev.jsonl"):
        types = {one["id"]: one["type"] for one in record["entities"]}
        parts = tuple((s["start"], s["end"]) for s in record["sentences"] if s["annotated"])
        end = max(stop for _, stop in parts)
        gold = frozenset(
            (*mention["spans"][0], types[mention["instance"]])
            for mention in record["entity_mentions"]
            if mention["syntactic_type"] == "NAM"
            and types.get(mention["instance"]) in {"PER", "ORG", "LOC"}
        )
        # Names before a noun, of products and funds, and in enumerations are annotated otherwise.
        other = tuple(
            (start, stop)
            for mention in record["entity_mentions"]
            for start, stop in mention["spans"]
            if not any(start <= a and b <= stop for a, b, _ in gold)
        )
        yield article(record["text"][:end], "en", record["id"]), gold, parts, other


def demo() -> Iterator[Told]:
    """The demo articles that are plain text, but for what is furniture of their pages."""
    folder = ROOT / "src/kroniek_data/demo"
    for seed in sorted((folder / "gold/seeds").glob("*.json")):
        record = json.loads(seed.read_text(encoding="utf-8"))
        one = next(iter(collect([folder / "articles" / record["file"]])))
        if isinstance(one, Article) and record["file"].endswith(".txt"):
            names = [
                m
                for m in record["mentions"]
                if not (m["nominal"] or m.get("boilerplate")) and m["type"] in _LABELS
            ]
            gold = frozenset((m["start"], m["end"], _LABELS[m["type"]]) for m in names)
            yield one, gold, ((0, len(one.text)),), ()


def cases(shared: Path) -> list[Case]:
    """All articles, read once."""
    steps = recipe(load_packs(), default_model()).annotators
    before = steps[: next(k for k, step in enumerate(steps) if step.writes.name == NAMES.name)]
    return [
        Case(annotate(Doc(one), before), gold, parts, other, name)
        for found, name in ((dutch(shared), "nl"), (english(shared), "en"), (demo(), "demo"))
        for one, gold, parts, other in found
    ]


def names_of(case: Case, finder: NameFinder) -> set[Name]:
    """What the rules and the reader find in the annotated part; MISC left out."""
    return {
        (m.span.start, m.span.end, _LABELS[m.type.value])
        for m in finder.annotate(case.doc)
        if not m.nominal
        and m.type.value in _LABELS
        and any(a <= m.span.start and m.span.end <= b for a, b in case.parts)
        and not any(a <= m.span.start and m.span.end <= b for a, b in case.open)
    }


def _hits(found: set[Name], gold: frozenset[Name], *, exact: bool) -> int:
    if exact:
        return len(found & gold)
    left, hits = set(gold), 0
    for start, end, kind in sorted(found):
        met = next((g for g in sorted(left) if g[0] < end and start < g[1] and g[2] == kind), None)
        if met:
            left.discard(met)
            hits += 1
    return hits


def measure(read: list[Case], finder: NameFinder) -> dict[str, float]:
    """F1 of each corpus."""
    figures = {}
    for corpus in ("nl", "en", "demo"):
        own = [case for case in read if case.corpus == corpus]
        pairs = [(names_of(case, finder), case.gold) for case in own]
        hits = sum(_hits(found, gold, exact=corpus == "nl") for found, gold in pairs)
        total = sum(len(found) + len(gold) for found, gold in pairs)
        figures[corpus] = round(2 * hits / total, 4)
    return figures


def worth(figures: dict[str, float], least: float) -> float:
    """What a setting is worth: the mean of both languages, less for what the demo loses."""
    lost = max(0.0, least - figures["demo"])
    return (figures["nl"] + figures["en"]) / 2 - PENALTY * lost


def fit(read: list[Case], known: KnownNames, start: Trust, least: float) -> Trust:
    """Move one weight after another while the setting is worth more.

    `least` is what rules alone reach on the demo.
    """
    best, top = start, measure(read, NameFinder(known, start))
    print(f"start {top}", flush=True)
    moved = True
    while moved:
        moved = False
        for field in fields(Trust):
            now = getattr(best, field.name)
            for value in sorted(GRIDS[field.name], key=lambda value, now=now: abs(value - now)):  # type: ignore[misc]
                tried = replace(best, **{field.name: value})
                figures = measure(read, NameFinder(known, tried))
                if worth(figures, least) > worth(top, least) + 1e-4:
                    best, top, moved = tried, figures, True
                    print(f"{field.name} = {value}: {top}", flush=True)
    return best


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    read = cases(asked.shared)
    known = KnownNames.from_packs(load_packs())
    rules = [replace(case, doc=case.doc.with_layer(READINGS, ())) for case in read]
    alone = measure(rules, NameFinder(known))
    print(f"rules alone {alone}", flush=True)
    best = fit(read, known, NameFinder(known).trust, alone["demo"])
    told = WEIGHTS.read_text(encoding="utf-8")
    for field in fields(Trust):
        value = getattr(best, field.name)
        told = re.sub(rf"(?m)^{field.name} = .*$", f"{field.name} = {value:g}", told)
        print(f"{field.name} = {value:g}")
    if asked.write:
        WEIGHTS.write_text(told, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
