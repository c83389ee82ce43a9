"""Search measured on the queries of ``quality/search``, beside SQLite's plain full text.

    python3 benchmarks/queries.py          figures, and what each query missed or found too much
    python3 benchmarks/queries.py demo     one collection only

Recall and precision are over all sentences of all queries together. The yardstick is FTS5 with its
default tokenizer (``unicode61``, accents removed) over the same sentences, asked for the same
words; queries with fields, which it has not, are left out of the comparison.
"""

import argparse
import csv
import re
import sqlite3
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kroniek.library import Kroniek
from kroniek.model.doc import SENTENCES
from kroniek.search.plan import HIDDEN
from kroniek.spans import Span

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TABLE = HERE / "quality" / "search" / "cases.tsv"
SHARED = ROOT.parent / "shared"
_NEWS = SHARED / "corpora" / "eval_dev" / "ner-nl" / "texts"
COLLECTIONS = {
    "demo": (ROOT / "src" / "kroniek_data" / "demo" / "articles",),
    "articles": (SHARED / "articles",),
    "held-out": tuple(
        _NEWS / f"{name}.txt" for name in ("79ab996476ae", "8b3ff99ccb78", "b1fdd5e6f63b")
    ),
}
"""The texts of each; the queries on the held-out ones were written when the rules were done."""
_EVERY = 1_000

Place = tuple[str, int]
"""The beginning of an article's file name, and an offset in its text."""


@dataclass(frozen=True, slots=True)
class Case:
    """A query with the places it should find, and those that do not count."""

    collection: str
    query: str
    kind: str
    expected: frozenset[Place]
    also: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a case: hits that are right, hits that are wrong, places not found."""

    case: Case
    right: int
    wrong: tuple[Place, ...]
    missed: tuple[Place, ...]


def cases() -> Iterator[Case]:
    """The rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Case(
                row["collection"],
                row["query"],
                row["kind"],
                frozenset(_places(row["expected"])),
                frozenset(_places(row["also"])),
            )


def _places(written: str) -> Iterator[Place]:
    for part in written.split():
        key, _, offsets = part.partition(":")
        yield from ((key, int(offset)) for offset in offsets.split(","))


def judge(case: Case, hits: Iterable[tuple[str, Span]]) -> Result:
    """Compare hits (path and sentence) with what a case expects."""
    found: set[Place] = set()
    wrong: list[Place] = []
    for path, span in hits:
        here = {
            place
            for place in case.expected | case.also
            if path.startswith(place[0]) and span.start <= place[1] < span.end
        }
        found |= here
        if not here:
            wrong.append((path, span.start))
    right = len(found & case.expected)
    return Result(case, right, tuple(wrong), tuple(sorted(case.expected - found)))


class Yardstick:
    """FTS5 as it comes, over the sentences of a store that are not furniture."""

    def __init__(self, k: Kroniek) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute(
            "CREATE VIRTUAL TABLE plain USING fts5(words, path UNINDEXED, s UNINDEXED, e UNINDEXED)"
        )
        for doc in k.views.collection.docs:
            for sentence in doc[SENTENCES]:
                if sentence.kind not in HIDDEN:
                    row = (sentence.span.of(doc.text), doc.article.path, *sentence.span)
                    self._db.execute("INSERT INTO plain VALUES (?, ?, ?, ?)", row)

    def close(self) -> None:
        """Forget the sentences."""
        self._db.close()

    def hits(self, typed: str) -> Iterator[tuple[str, Span]]:
        """What it finds for a query, written as it wants it."""
        pieces = re.findall(r'-?"[^"]*"|\S+', typed)
        told = ""
        for piece in pieces:
            bare = piece.lstrip("-").strip('"').rstrip("*")
            word = piece if piece == "OR" else f'"{bare}"{"*" if piece.endswith("*") else ""}'
            told += f" NOT {word}" if piece.startswith("-") else f" {word}"
        asked = "SELECT path, s, e FROM plain WHERE plain MATCH ?"
        for path, start, end in self._db.execute(asked, (told.strip(),)):
            yield path, Span(start, end)


def results(collection: str) -> Iterator[tuple[Result, Result | None]]:
    """Of every case of a collection what we find, and what the yardstick finds."""
    with tempfile.TemporaryDirectory() as folder, Kroniek(Path(folder) / "s.kroniek") as k:
        k.build(*COLLECTIONS[collection])
        with closing(Yardstick(k)) as plain:
            for case in cases():
                if case.collection != collection:
                    continue
                found = k.search(case.query, limit=_EVERY)
                ours = judge(case, ((hit.path, hit.span) for hit in found.hits))
                theirs = judge(case, plain.hits(case.query)) if case.kind != "field" else None
                yield ours, theirs


def figures(found: Iterable[Result]) -> dict[str, float]:
    """Recall and precision over all of them."""
    listed = list(found)
    right = sum(one.right for one in listed)
    wrong = sum(len(one.wrong) for one in listed)
    missed = sum(len(one.missed) for one in listed)
    return {
        "recall": right / (right + missed) if listed else 0.0,
        "precision": right / (right + wrong) if right + wrong else 0.0,
    }


def measure(collection: str) -> dict[str, float] | None:
    """Figures of one collection; None (and a message) where its articles are absent."""
    if not _are_here(collection):
        print(f"search: skipped, the texts of {collection!r} are not here")
        return None
    return figures(ours for ours, _ in results(collection))


def _are_here(collection: str) -> bool:
    return all(path.exists() for path in COLLECTIONS[collection])


def _tell(name: str, told: Mapping[str, float], number: int) -> None:
    print(f"   {name:26} {told['recall']:.3f} {told['precision']:.3f}  {number}")


def report(collection: str) -> None:
    """Print figures by kind of query, ours and the yardstick's, and every mistake."""
    pairs = list(results(collection))
    print(f"== {collection}                  recall precision queries")
    by_kind: defaultdict[str, list[Result]] = defaultdict(list)
    for ours, _ in pairs:
        by_kind[ours.case.kind].append(ours)
    for kind, found in by_kind.items():
        _tell(kind, figures(found), len(found))
    _tell("all", figures(ours for ours, _ in pairs), len(pairs))
    compared = [(ours, theirs) for ours, theirs in pairs if theirs is not None]
    _tell("all without fields", figures(ours for ours, _ in compared), len(compared))
    _tell("… plain FTS5", figures(theirs for _, theirs in compared), len(compared))
    for one, _ in pairs:
        if one.wrong or one.missed:
            print(f"   {one.case.query!r}: wrong {list(one.wrong)}, missed {list(one.missed)}")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("collections", nargs="*", choices=[*COLLECTIONS, []])
    for collection in parser.parse_args().collections or COLLECTIONS:
        if _are_here(collection):
            report(collection)
        else:
            print(f"{collection}: skipped, its texts are not here")
    return 0


if __name__ == "__main__":
    sys.exit(main())
