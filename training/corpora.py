"""One reader per corpus; each turns its records into `Marked` articles.

What a corpus does not tell stays open: toponym sets know places and nothing else, AQUAINT's
polarity is broken (half its events say NEG) and is left out, ECB+ knows that something is an event
but not of which class.
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.articles import NO_NAME, Marked, held_out, no_overlap, split_sentences
from training.labels import EVENT_CLASSES, HEAD
from training.pieces import Span
from training.treebank import alpino
from training.vary import listed_names, pool, varied

Record = dict[str, Any]
Silver = dict[str, list[tuple[int, int, str, float]]]

_NAMES = HEAD["names"]
_EVENTS = HEAD["events"]
_NOT_A_PLACE = _NAMES.open & ~_NAMES.bit("B-LOC", "I-LOC")
_ANY_EVENT = _EVENTS.bit(*EVENT_CLASSES)
_SURE = 0.85
"""Silver names scored lower are left open."""
_DEMONYM = re.compile(r"(?:ish|ian|ean|an|ans|ese|i|is|French|Dutch|Greek|Thai|Swiss|Czech)$")
_KIND = {"GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "PER": "PER", "ORG": "ORG", "MISC": "MISC"}


def records(path: Path) -> Iterator[Record]:
    """Yield the records of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def conll(path: Path) -> Iterator[Marked]:
    """CoNLL-2002 Dutch: names of four types, complete."""
    for record in records(path):
        names: list[tuple[Span, str | int]] = [
            ((e["start"], e["end"]), e["label"]) for e in record["entities"]
        ]
        yield Marked(
            record["id"],
            "conll2002",
            record["text"],
            [(s[0], s[1]) for s in record["sentences"]],
            {"names": names},
            {"names": NO_NAME},
        )


def polnear(path: Path, silver: Silver) -> Iterator[Marked]:
    """PolNeAR: attributions; every annotator's copy of an article counts."""
    for record in records(path):
        layers: dict[str, list[tuple[Span, str | int]]] = {}
        for role in ("source", "cue", "content"):
            found = [
                (a, b)
                for item in record["attributions"]
                for part in item[role]
                for a, b in part["spans"]
            ]
            layers[role] = [(span, "") for span in no_overlap(found)]
        article = Marked(
            record["id"],
            "polnear",
            record["text"],
            split_sentences(record["text"]),
            layers,
            dict.fromkeys(layers, 1),
            _attribution_links(record["attributions"]),
        )
        _add_silver(article, silver)
        yield article


def _attribution_links(items: list[Record]) -> list[tuple[str, Span, Span | None]]:
    """Each cue picks its source or none; each part of a content picks its cue or none."""
    links: list[tuple[str, Span, Span | None]] = []
    for item in items:
        first = {
            role: next(((a, b) for part in item[role] for a, b in part["spans"]), None)
            for role in ("source", "cue")
        }
        if first["cue"]:
            links.append(("source", first["cue"], first["source"]))
        links.extend(
            ("content", (a, b), first["cue"]) for part in item["content"] for a, b in part["spans"]
        )
    return links


def _add_silver(article: Marked, silver: Silver) -> None:
    """Names by rule: sure ones teach, doubted ones are open, small words outside are no names."""
    if article.id not in silver:
        return
    layer = article.layers.setdefault("names", [])
    taken = [span for span, _ in layer]
    for start, end, kind, score in silver[article.id]:
        if any(a < end and start < b for a, b in taken):
            continue
        layer.append(((start, end), _KIND[kind] if score >= _SURE else _NAMES.open))
    article.rest.setdefault("names", _unmarked_word)
    article.trust["names"] = 0.3


def _unmarked_word(word: str) -> int:
    """Bits of a word no rule took for a name: with a capital it may yet be one."""
    return _NAMES.open if any(map(str.isupper, word)) else NO_NAME


def load_silver(path: Path | None) -> Silver:
    """Names that `silver.py` wrote, by article; none without a file."""
    if path is None or not path.exists():
        return {}
    return {r["id"]: [tuple(name) for name in r["names"]] for r in records(path)}


def wikinews(folder: Path, silver: Silver) -> Iterator[Marked]:
    """English Wikinews: names by rule only."""
    for path in sorted(folder.glob("wikinews_*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines)):
                text = row["text"]
                article = Marked(f"{path.stem}-{number}", "wikinews", text, split_sentences(text))
                _add_silver(article, silver)
                yield article


def toponyms(path: Path, silver: Silver) -> Iterator[Marked]:
    """A set of toponyms: places are known, and that the rest is none; names by rule fill in.

    A longer name by rule around a toponym wins ("University of Alberta"); adjectives of a place are
    MISC, as in CoNLL.
    """
    for record in records(path):
        named = [
            ((t["start"], t["end"]), label)
            for t in record["toponyms"]
            if (label := _toponym_label(t)) is not None
        ]
        longer = [
            (s, e)
            for s, e, kind, score in silver.get(record["id"], ())
            if kind in {"PER", "ORG"} and score >= _SURE
        ]
        places: list[tuple[Span, str | int]] = [
            (span, label)
            for span, label in named
            if not any(s <= span[0] and span[1] <= e and (s, e) != span for s, e in longer)
        ]
        kept = set(no_overlap(span for span, _ in places))
        article = Marked(
            record["id"],
            "toponyms",
            record["text"],
            split_sentences(record["text"]),
            {"names": [(span, label) for span, label in places if span in kept]},
            {"names": lambda word: _unmarked_word(word) & _NOT_A_PLACE},
        )
        _add_silver(article, silver)
        article.trust["names"] = 0.4
        yield article


def _toponym_label(toponym: Record) -> str | int | None:
    """LOC; MISC for adjectives and inhabitants; open inside something else; None: no name."""
    text, kind = toponym["text"], toponym.get("cls") or ""
    if text[:1].islower() or kind in {"Homonym", "Non_Lit_Expression", "Literal_Expression"}:
        return None
    if kind in {"Demonym", "Language"}:
        return "MISC"
    if kind in {"Non_Toponym", "Coercion"} or kind.startswith("Embedded"):
        return _NAMES.open
    known_as = toponym.get("name") or text
    if kind == "Non_Literal_Modifier" and _DEMONYM.search(text):
        return "MISC"
    if _DEMONYM.search(text) and known_as != text and not known_as.endswith(text):
        return "MISC"
    return "LOC"


def timeml(path: Path, *, polarity: bool) -> Iterator[Marked]:
    """TimeBank or AQUAINT: event triggers with class, and what their attributes tell of them."""
    for record in records(path):
        events = sorted(record["events"], key=lambda e: e["start"])
        layers: dict[str, list[tuple[Span, str | int]]] = {
            name: [] for name in ("events", "certainty", "polarity", "tense")
        }
        for k, event in enumerate(events):
            span = (event["start"], event["end"])
            layers["events"].append((span, event["cls"]))
            if event["tense"] is None:
                continue
            if polarity and event["polarity"]:
                layers["polarity"].append((span, event["polarity"]))
            for head, label in _factuality(event, events[k - 1] if k else None):
                layers[head].append((span, label))
        yield Marked(
            record["id"],
            path.stem,
            record["text"],
            split_sentences(record["text"]),
            layers,
            {"events": _EVENTS.bit("O")},
        )


_MAYBE = frozenset({"may", "might", "could", "possible", "potential", "unlikely", "likelihood"})


def _factuality(event: Record, before: Record | None) -> Iterator[tuple[str, str]]:
    """(head, label) of certainty and tense; nothing where TimeML does not decide it.

    An infinitive lies ahead of its governing verb ("plans to go"), except after a verb of phase
    ("began to go") or a perfect ("said to have gone").
    """
    modal = (event["modality"] or "none").lower()
    if modal in _MAYBE:
        yield "certainty", "UNCERTAIN"
    elif modal == "none":
        yield "certainty", "CERTAIN"
    if event["tense"] == "FUTURE":
        yield "tense", "FUTURE"
    elif event["tense"] == "INFINITIVE":
        near = before is not None and event["start"] - before["end"] < 25
        if event["aspect"] == "NONE" and modal == "none":
            phase = near and before is not None and before["cls"] in {"ASPECTUAL", "PERCEPTION"}
            yield "tense", "NON_FUTURE" if phase else "FUTURE"
    elif modal == "none":
        yield "tense", "NON_FUTURE"


def ecbplus(path: Path) -> Iterator[Marked]:
    """ECB+: that a word is an event, without class; only annotated sentences are in its text."""
    for record in records(path):
        marked = {m["sentence"] for m in record["mentions"] if m["kind"] == "event"}
        events: list[tuple[Span, str | int]] = [
            ((a, b), _ANY_EVENT)
            for m in record["mentions"]
            if m["kind"] == "event"
            for a, b in m["spans"][:1]
        ]
        if marked:
            yield Marked(
                record["id"],
                "ecbplus",
                record["text"],
                split_sentences(record["text"]),
                {"events": events},
                {"events": _EVENTS.bit("O")},
                trust={"events": 0.4},
            )


def training_articles(shared: Path, silver: Silver, *, without_research: bool) -> Iterator[Marked]:
    """Every training article in a fixed order; research-only corpora can be left out.

    Alpino's treebank is under the LGPL and stays.
    """
    research = shared / "corpora/research"
    if not without_research:
        named = list(conll(research / "conll2002_nl_train.jsonl"))
        yield from named
        names = pool(named, listed_names(research / "alpino_names.tar.xz"))
        taught = [article for article in named if not held_out(article.id)]
        for variant in (1, 2):
            yield from (varied(article, names, variant) for article in taught)
        yield from polnear(research / "polnear_train.jsonl", silver)
        yield from timeml(research / "timebank.jsonl", polarity=True)
        yield from timeml(research / "aquaint.jsonl", polarity=False)
        yield from ecbplus(research / "ecbplus_train.jsonl")
        for name in ("geo_trnews", "geo_geovirus", "geo_geowebnews", "geo_lgl"):
            yield from toponyms(research / f"{name}.jsonl", silver)
    yield from alpino(research / "alpino_treebank.tar.xz")
    yield from wikinews(shared / "corpora/open/wikinews_en", silver)
