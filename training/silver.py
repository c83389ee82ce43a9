"""Names as Kroniek's own rules read them, for English text that has no gold for them.

The rules run in the project's environment (no torch needed); what they find is kept beside the
training's other work, one article a line: ``{"id": ..., "names": [[start, end, type, score]]}``.
The trainer reads it as *partial* labels: what the rules are sure of teaches, what they doubt and
every other capitalised word is left open (see ``corpora.silver_layer``).

    python training/silver.py --shared ../shared --out WORK/silver.jsonl
"""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from kroniek.ids import ArticleId, digest
from kroniek.model.article import Article, Format, Offsets
from kroniek.model.doc import NAMES, Doc
from kroniek.packs import load_packs
from kroniek.pipeline import annotate
from kroniek.recipe import recipe

RESEARCH = ("polnear_train", "geo_trnews", "geo_geovirus", "geo_geowebnews", "geo_lgl")
"""Sets whose text the rules read, in the order in which they are worth the time."""


def wikinews(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (id, text) of the English Wikinews articles, in file order."""
    for path in sorted(folder.glob("wikinews_*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines)):
                yield f"{path.stem}-{number}", row["text"]


def texts(shared: Path, *, without_research: bool) -> Iterator[tuple[str, str]]:
    """Yield (id, text) of every article to read; several annotators' copies of one count once."""
    yield from wikinews(shared / "corpora/open/wikinews_en")
    seen: set[str] = set()
    for name in () if without_research else RESEARCH:
        with (shared / f"corpora/research/{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if record["id"] not in seen:
                    seen.add(record["id"])
                    yield record["id"], record["text"]


def article_of(key: str, text: str) -> Article:
    """An English article with this text."""
    return Article(
        id=ArticleId(f"a-{digest(key)}"),
        path=f"{key}.txt",
        sha256=digest(text, length=64),
        text=text,
        language="en",
        format=Format.TEXT,
        offsets=Offsets(((0, 0, len(text)),)),
    )


def main() -> int:
    """Read every text and write what was found; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without-research", action="store_true")
    args = parser.parse_args()
    steps = recipe(load_packs()).annotators
    last = next(k for k, step in enumerate(steps) if step.writes is NAMES)
    with args.out.open("w", encoding="utf-8") as out:
        for key, text in texts(args.shared, without_research=args.without_research):
            doc = annotate(Doc(article_of(key, text)), steps[: last + 1])
            names = [
                [m.span.start, m.span.end, m.type.value, round(m.score, 3)]
                for m in doc[NAMES]
                if not m.nominal
            ]
            out.write(json.dumps({"id": key, "names": names}) + "\n")
            out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
