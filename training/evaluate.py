"""Measure an exported reader on the development sets, alone, and print a table.

    python training/evaluate.py --shared ../shared --model FOLDER [--json FILE]

Names: exact spans and types, CoNLL-2002 Dutch. Attribution: spans that overlap, PolNeAR, counted by
the shared scorer. Events and factuality: English MEANTIME, beside a lexicon baseline learned from
the training sets. Nothing here is used for training, stopping or calibration; temperatures and
thresholds are read from the manifest.
"""

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from training.articles import split_sentences  # noqa: E402
from training.corpora import conll, records, timeml  # noqa: E402
from training.events_baseline import Lexicon  # noqa: E402
from training.labels import HEAD  # noqa: E402
from training.pieces import Span, load_tokenizer  # noqa: E402
from training.reading import Found, Reading, Session  # noqa: E402
from training.roles import roles  # noqa: E402
from training.scores import Count, class_f1, overlapping  # noqa: E402
from training.treebank import morph_label  # noqa: E402

Figures = dict[str, float]


def names_dutch(session: Session, shared: Path) -> Figures:
    """CoNLL-2002 Dutch testa: exact F1 with and without MISC, and by type."""
    counts = {key: Count() for key in ("all", "without_misc", "PER", "ORG", "LOC", "MISC")}
    for article in conll(shared / "corpora/research/conll2002_nl_testa.jsonl"):
        reading = session.read(article.text, article.sentences)
        given = {(f.span, f.kind) for f in reading.found("names")}
        wanted = {(span, str(label)) for span, label in article.layers["names"]}
        for key, count in counts.items():
            keep = _keeper(key)
            count.add({x for x in wanted if keep(x[1])}, {x for x in given if keep(x[1])})
    return {f"names.nl.{key}": count.f1 for key, count in counts.items()}


def _keeper(key: str) -> Callable[[str], bool]:
    """Which types a figure counts."""
    if key == "all":
        return bool
    if key == "without_misc":
        return lambda kind: kind != "MISC"
    return lambda kind: kind == key


def names_meantime(session: Session, shared: Path, language: str) -> Figures:
    """Named entities of three types in MEANTIME's annotated sentences, by recall.

    Extents differ by scheme (articles, descriptions), so a shared character is enough; of nested
    mentions the innermost counts. English has all entity mentions: precision is the share of the
    names found that meet one of any kind.
    """
    typed, overlap, kept = Count(), Count(), Count()
    for record in records(shared / f"corpora/open/meantime_{language}_dev.jsonl"):
        area = _annotated(record)
        reading = session.read(record["text"], _sentences(record))
        given = [(f.span, f.kind) for f in reading.found("names")]
        given = [(s, k) for s, k in given if _inside(s, area) and k != "MISC"]
        wanted = _named(record, area)
        pairs = overlapping([s for s, _ in wanted], [s for s, _ in given])
        overlap.put(len(pairs), len(wanted), len(given))
        right = sum(wanted[i][1] == given[j][1] for i, j in pairs)
        typed.put(right, len(wanted), len(given))
        mentions = [_extent(m) for m in record.get("entity_mentions", [])]
        met = sum(any(a < d and c < b for c, d in mentions) for (a, b), _ in given)
        kept.put(met, len(mentions), len(given))
    name = f"names.meantime_{language}"
    figures = {f"{name}.recall": overlap.recall, f"{name}.typed_recall": typed.recall}
    return figures | ({f"{name}.precision": kept.precision} if kept.wanted else {})


def _extent(mention: dict[str, Any]) -> Span:
    return mention["spans"][0][0], mention["spans"][-1][1]


def _named(record: dict[str, Any], area: list[Span]) -> list[tuple[Span, str]]:
    """Innermost mentions of persons, organisations and places that hold a capital past their start.

    A capital at the start alone may be the sentence's ("The planes").
    """
    found: dict[Span, str] = {}
    for m in record["cross_mentions"]:
        if (
            m["kind"] == "entity"
            and m["cls"] in {"PER", "ORG", "LOC"}
            and _inside(_extent(m), area)
        ):
            words = m["text"].split()
            if any(w[:1].isupper() and w not in {"The", "De", "Het"} for w in words):
                found[_extent(m)] = m["cls"]
    return [
        (span, kind)
        for span, kind in sorted(found.items())
        if not any(other != span and span[0] <= other[0] and other[1] <= span[1] for other in found)
    ]


def _annotated(record: dict[str, Any]) -> list[Span]:
    return [(s["start"], s["end"]) for s in record["sentences"] if s["annotated"] and s["n"] != 1]


def _sentences(record: dict[str, Any]) -> list[Span]:
    return [(s["start"], s["end"]) for s in record["sentences"]]


def _inside(span: Span, area: Iterable[Span]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in area)


def statements(reading: Reading) -> list[dict[str, Any]]:
    """Attributions of the model alone, in the contract's form: one per cue with its parts.

    A content that picks no cue stands alone with the source of nobody; it is left out.
    """
    cues, sources = reading.found("cue"), reading.found("source")
    contents = reading.found("content")
    picked_sources = reading.pick("source", cues, sources)
    picked_cues = reading.pick("content", contents, cues)
    result = []
    for k, cue in enumerate(cues):
        parts = [c for c, at in zip(contents, picked_cues, strict=True) if at == k]
        at = picked_sources[k]
        result.append(
            {
                "source": {"spans": _spans([sources[at]] if at >= 0 else [])},
                "cue": _spans([cue]),
                "content": _spans(parts),
            }
        )
    return result


def _spans(found: Iterable[Found]) -> list[dict[str, int]]:
    return [{"start": f.span[0], "end": f.span[1]} for f in found]


def attribution(session: Session, shared: Path) -> Figures:
    """PolNeAR development set, by the shared scorer."""
    sys.path[:0] = [str(shared / "contract")]
    polnear = import_module("kcorpora.polnear")  # lies beside the corpora
    common = import_module("kcorpora.common")

    gold, texts = common.load_set(shared / "corpora/eval_dev/polnear")
    readings = {n: session.read(text, split_sentences(text)) for n, text in texts.items()}
    annotated = [
        {**common.blank(name, text), "statements": statements(readings[name])}
        for name, text in texts.items()
    ]
    report = polnear.score(gold, annotated).report()
    figures = {f"attribution.{k}": float(report[k]) for k in report if k.endswith(".F1")}
    return figures | _layer_figures(gold["docs"], readings)


def _layer_figures(docs: list[dict[str, Any]], readings: dict[str, Reading]) -> Figures:
    """Overlap F1 of each layer's spans before they are linked (parts of a content each count)."""
    counts = {role: Count() for role in ("source", "cue", "content")}
    for doc in docs:
        for role, count in counts.items():
            wanted = sorted({(a, b) for item in doc["attributions"] for a, b in item[role]})
            given = [f.span for f in readings[doc["file"]].found(role)]
            count.overlap(wanted, given)
    return {f"layers.{role}.overlap.F1": count.f1 for role, count in counts.items()}


def attribution_by_outlet(session: Session, shared: Path) -> Figures:
    """PolNeAR development set by publisher: overlap F1 of the three layers' spans together."""
    counts: dict[str, Count] = {}
    seen: set[str] = set()
    for record in records(shared / "corpora/research/polnear_dev.jsonl"):
        if record["id"] in seen:  # other annotators of the same article
            continue
        seen.add(record["id"])
        reading = session.read(record["text"], split_sentences(record["text"]))
        count = counts.setdefault(record["publisher"], Count())
        for role in ("source", "cue", "content"):
            parts = [part for item in record["attributions"] for part in item[role]]
            wanted = sorted({(a, b) for part in parts for a, b in part["spans"]})
            count.overlap(wanted, [f.span for f in reading.found(role)])
    return {f"layers.by_outlet.{name}.F1": counts[name].f1 for name in sorted(counts)}


def events(session: Session, shared: Path) -> Figures:
    """English MEANTIME: triggers beside the lexicon's; factuality at gold triggers."""
    research = shared / "corpora/research"
    lexicon = Lexicon.learned(
        [
            *timeml(research / "timebank.jsonl", polarity=True),
            *timeml(research / "aquaint.jsonl", polarity=False),
        ]
    )
    counts = {key: Count() for key in ("", "lexicon_", "content_", "content_lexicon_")}
    truth: dict[str, list[tuple[str, str]]] = {"certainty": [], "polarity": [], "tense": []}
    for record in records(shared / "corpora/open/meantime_en_dev.jsonl"):
        area = _annotated(record)
        reading = session.read(record["text"], _sentences(record))
        given = [s for s in _triggers(session, reading) if _inside(s, area)]
        known = [s for a, b in area for s in lexicon.triggers(record["text"], a, b)]
        wanted, aside = _gold_triggers(record)
        for key, found in (("", given), ("lexicon_", known)):
            counts[key].overlap([*wanted, *aside], found)
            rest = [s for k, s in enumerate(found) if k not in _partners(aside, found)]
            counts[f"content_{key}"].overlap(wanted, rest)
        _factuality(session, reading, record, truth)
    figures = {f"events.en.{key}F1": count.f1 for key, count in counts.items()}
    figures |= {"events.en.precision": counts[""].precision, "events.en.recall": counts[""].recall}
    per_class = {
        f"factuality.{head}.{label}": class_f1(pairs, label)
        for head, pairs in truth.items()
        for label in HEAD[head].labels
    }
    mean = sum(per_class.values()) / len(per_class)
    return figures | per_class | {"factuality.macro_F1": mean}


def _triggers(session: Session, reading: Reading) -> list[Span]:
    """Words taken for events."""
    words = reading.classes("events")
    return [span for span, _, _, logs in words if not session.is_usual("events", logs)]


def _gold_triggers(record: dict[str, Any]) -> tuple[list[Span], list[Span]]:
    """Triggers with content of their own, and grammatical ones ("is", "made a decision").

    TimeML, from which the reader learned, does not mark the latter; the figures named "content"
    leave them out on both sides.
    """
    grammatical = {e["id"] for e in record["events"] if e["cls"] == "GRAMMATICAL"}
    wanted: list[Span] = []
    aside: list[Span] = []
    for mention in record["event_mentions"]:
        (aside if mention["instance"] in grammatical else wanted).append(_extent(mention))
    return wanted, aside


def _partners(wanted: list[Span], given: list[Span]) -> set[int]:
    """Numbers of the given spans that meet one of the wanted."""
    return {j for _, j in overlapping(wanted, given)}


_MEANTIME_LABELS = {"CERTAIN": "CERTAIN", "POSSIBLE": "UNCERTAIN", "PROBABLE": "UNCERTAIN"}


def _factuality(
    session: Session,
    reading: Reading,
    record: dict[str, Any],
    truth: dict[str, list[tuple[str, str]]],
) -> None:
    """Add (gold, read) pairs at the gold triggers; underspecified ones are left out."""
    for head, pairs in truth.items():
        words = reading.classes(head)
        for mention in record["event_mentions"]:
            start = mention["spans"][0][0]
            gold = mention["time" if head == "tense" else head]
            if head == "certainty":
                gold = _MEANTIME_LABELS.get(gold)
            if gold not in HEAD[head].labels:
                continue
            logs = next((logs for (a, b), _, _, logs in words if a <= start < b), None)
            if logs is not None:
                pairs.append((gold, HEAD[head].labels[not session.is_usual(head, logs)]))


def events_dutch(session: Session, shared: Path) -> Figures:
    """Dutch MEANTIME: recall of its cross-document event mentions; there is no full annotation."""
    count = Count()
    for record in records(shared / "corpora/open/meantime_nl_dev.jsonl"):
        reading = session.read(record["text"], _sentences(record))
        area = _annotated(record)
        given = [s for s in _triggers(session, reading) if _inside(s, area)]
        mentions = [_extent(m) for m in record["cross_mentions"] if m["kind"] == "event"]
        wanted = [span for span in mentions if _inside(span, area)]
        count.overlap(wanted, given)
    return {
        "events.nl.recall": count.recall,
        "events.nl.found_per_gold": count.given / count.wanted,
    }


def morphology(session: Session, shared: Path) -> Figures:
    """UD Dutch LassySmall, development part: share of words with the right coarse CGN label."""
    right = total = 0
    path = shared / "corpora/research/ud_dutch/nl_lassysmall-ud-dev.conllu"
    text = ""
    gold: list[tuple[str, str | None]] = []
    labels = HEAD["morph"].labels
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif not line and text:
            tags = _align(text, gold)
            for (start, _), _, _, logs in session.read(text, [(0, len(text))]).classes("morph"):
                if start in tags:
                    total += 1
                    right += labels[int(logs.argmax())] == tags[start]
            text, gold = "", []
        elif line and line.split("\t")[0].isdigit():
            fields = line.split("\t")
            gold.append((fields[1], morph_label(fields[4])))
    return {"morph.nl.accuracy": right / total}


def _align(text: str, gold: list[tuple[str, str | None]]) -> dict[int, str]:
    """Where each labelled word begins."""
    at, tags = 0, {}
    for word, label in gold:
        place = text.find(word, at)
        if place >= 0:
            at = place + len(word)
            if label:
                tags[place] = label
    return tags


def speed(session: Session, shared: Path) -> Figures:
    """Words a second over the PolNeAR development set."""
    texts = [r["text"] for r in records(shared / "corpora/research/polnear_dev.jsonl")][:30]
    began = time.perf_counter()
    for text in texts:
        session.read(text, split_sentences(text))
    return {"words_per_second": sum(len(t.split()) for t in texts) / (time.perf_counter() - began)}


def read_settings(manifest: Path) -> dict[str, float]:
    """Temperatures by head, "threshold:HEAD" and "agreement:HEAD" of a manifest."""
    heads = tomllib.loads(manifest.read_text(encoding="utf-8"))["heads"]
    settings = {name: float(head["temperature"]) for name, head in heads.items()}
    others = {
        f"{key}:{name}": float(head[key])
        for name, head in heads.items()
        for key in ("threshold", "agreement")
        if key in head
    }
    return settings | others


TASKS: dict[str, Callable[[Session, Path], Figures]] = {
    "names": names_dutch,
    "meantime_en": lambda session, shared: names_meantime(session, shared, "en"),
    "meantime_nl": lambda session, shared: names_meantime(session, shared, "nl"),
    "attribution": attribution,
    "outlets": attribution_by_outlet,
    "events": events,
    "events_nl": events_dutch,
    "morphology": morphology,
    "roles": roles,
    "speed": speed,
}


def main() -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder that export.py wrote")
    parser.add_argument("--file", default="reader.onnx")
    parser.add_argument("--tasks", nargs="*", choices=list(TASKS), default=list(TASKS))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    session = Session(
        args.model / args.file,
        load_tokenizer(args.model / "tokenizer.json"),
        read_settings(args.model / "manifest.toml"),
        args.threads,
    )
    figures: Figures = {}
    for task in args.tasks:
        figures |= TASKS[task](session, args.shared)
    for name, value in figures.items():
        print(f"{name:44} {value:9.3f}" if value < 10 else f"{name:44} {value:9.0f}")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
