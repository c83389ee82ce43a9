"""Words that tell an event, on MEANTIME: the trained reader's, those Kroniek types, and both.

Whether they are told as happened is measured at the gold triggers: see `factuality.py`.

    python3 dev.py bench events       figures against floors
    python3 benchmarks/events.py      the same, printed with counts

English has every event annotated (development half): precision, recall and F1 of triggers, beside
a lexicon learned from the reader's own training corpora. Dutch has those that are the same in other
articles: recall only. What counts is that a word tells an event; MEANTIME knows no types. Kroniek
types what its inventory holds and leaves the rest, so its own recall is low by design; the figure
to watch is its precision. Texts are read whole; only annotated sentences count, not the date line.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import reader

from kroniek.extract.reader.model import ReaderModel
from kroniek.model.doc import EVENTS, READINGS, Doc
from kroniek.packs import load_packs
from kroniek.pipeline import annotate
from kroniek.recipe import recipe

sys.path.append(str(Path(__file__).resolve().parents[1]))

import factuality
from training.corpora import timeml
from training.events_baseline import Lexicon
from training.scores import Count

Pair = tuple[int, int]
_WAYS = ("reader", "typed", "both")


def _records(language: str) -> Iterator[Mapping[str, Any]]:
    path = reader.CORPORA / f"open/meantime_{language}_dev.jsonl"
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _area(record: Mapping[str, Any]) -> list[Pair]:
    """The annotated sentences, without the date line."""
    return [(s["start"], s["end"]) for s in record["sentences"] if s["annotated"] and s["n"] != 1]


def _inside(spans: Iterable[Pair], area: Sequence[Pair]) -> list[Pair]:
    return sorted({s for s in spans if any(a <= s[0] and s[1] <= b for a, b in area)})


def found(doc: Doc, area: Sequence[Pair]) -> dict[str, list[Pair]]:
    """What the reader sees, what Kroniek types, and both; one span for words that meet."""
    seen = _inside(((e.span.start, e.span.end) for r in doc[READINGS] for e in r.events), area)
    typed = _inside(((s.start, s.end) for e in doc[EVENTS] for s in e.triggers), area)
    new = [t for t in typed if not any(a < t[1] and t[0] < b for a, b in seen)]
    return {"reader": seen, "typed": typed, "both": sorted([*seen, *new])}


def _docs(records: Sequence[Mapping[str, Any]], language: str, model: ReaderModel) -> list[Doc]:
    """The texts with every layer up to events."""
    steps = recipe(load_packs(), model).annotators
    upto = next(k for k, step in enumerate(steps) if step.writes.name == EVENTS.name)
    articles = [reader.article(one["text"], language, one["id"]) for one in records]
    return [annotate(Doc(one), steps[: upto + 1]) for one in articles]


def english(records: Sequence[Mapping[str, Any]], docs: Sequence[Doc]) -> dict[str, Count]:
    """Triggers of English MEANTIME by way of finding them, the learned lexicon among them."""
    research = reader.CORPORA / "research"
    lexicon = Lexicon.learned(
        [
            *timeml(research / "timebank.jsonl", polarity=True),
            *timeml(research / "aquaint.jsonl", polarity=False),
        ]
    )
    counts = {way: Count() for way in (*_WAYS, "lexicon")}
    for record, doc in zip(records, docs, strict=True):
        area = _area(record)
        mentions = record["event_mentions"]
        wanted = _inside(((m["spans"][0][0], m["spans"][-1][1]) for m in mentions), area)
        given = found(doc, area)
        given["lexicon"] = [s for a, b in area for s in lexicon.triggers(record["text"], a, b)]
        for way, count in counts.items():
            count.overlap(wanted, given[way])
    return counts


def dutch(model: ReaderModel) -> dict[str, Count]:
    """Cross-document event mentions of Dutch MEANTIME by way of finding them."""
    counts = {way: Count() for way in _WAYS}
    records = list(_records("nl"))
    for record, doc in zip(records, _docs(records, "nl", model), strict=True):
        area = _area(record)
        mentions = [m for m in record["cross_mentions"] if m["kind"] == "event"]
        wanted = _inside(((m["spans"][0][0], m["spans"][-1][1]) for m in mentions), area)
        given = found(doc, area)
        for way, count in counts.items():
            count.overlap(wanted, given[way])
    return counts


def measure(*, tables: bool = False) -> dict[str, float] | None:
    """All figures by name; None (and a message) where the model or the corpora are absent."""
    model = reader.usable_model("events")
    if model is None:
        return None
    records = list(_records("en"))
    docs = _docs(records, "en", model)
    en, nl = english(records, docs), dutch(model)
    if tables:
        for name, count in [*en.items(), *((f"nl {way}", one) for way, one in nl.items())]:
            print(f"   {name:10} right {count.right:5} of {count.wanted:5}, given {count.given:5}")
    figures = {f"en/{way}.{part}": getattr(one, part.lower()) for way, one in en.items()
               for part in ("F1", "precision", "recall")}  # fmt: skip
    figures["en/both.over_lexicon"] = en["both"].f1 - en["lexicon"].f1
    figures |= {f"nl/{way}.recall": one.recall for way, one in nl.items()}
    return figures | factuality.figures(records, docs, factuality.reader_session())


def main() -> int:
    """Print every figure."""
    figures = measure(tables=True) or {}
    for name, value in figures.items():
        print(f"   {name:28} {value:8.4f}")
    return 0 if figures else 1


if __name__ == "__main__":
    sys.exit(main())
