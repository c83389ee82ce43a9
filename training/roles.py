"""Who does what to whom: the links of events to their agents and patients, on English MEANTIME.

For each gold event with a gold participant in its sentence: which of the sentence's gold entity
mentions does the link score highest? Beside it a guess by word order: the nearest mention before
the event for agents, after it for patients. The links learned from Dutch syntax alone.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.corpora import records
from training.labels import LINKS
from training.pieces import Span
from training.reading import Reading, Session

_ROLES = {"Arg0": "agent", "Arg1": "patient"}


def roles(session: Session, shared: Path) -> dict[str, float]:
    """Share of participants found, by role; ``order`` is the guess."""
    right: dict[str, list[tuple[bool, bool]]] = {name: [] for name in _ROLES.values()}
    for record in records(shared / "corpora/open/meantime_en_dev.jsonl"):
        sentences = [(s["start"], s["end"]) for s in record["sentences"]]
        reading = session.read(record["text"], sentences)
        spans = {m["id"]: _span(m) for m in [*record["event_mentions"], *record["entity_mentions"]]}
        near: dict[int, list[str]] = {}
        for mention in record["entity_mentions"]:
            near.setdefault(mention["sentence"], []).append(mention["id"])
        at = {m["id"]: m["sentence"] for m in record["event_mentions"]}
        for relation in record["relations"]:
            role = _ROLES.get(relation.get("sem_role", ""))
            event, who = relation["source"][0], relation["target"][0]
            candidates = near.get(at.get(event, -1), [])
            if role is None or who not in candidates or len(candidates) < 2:
                continue
            places = [spans[c] for c in candidates]
            scores = _scores(reading, role, spans[event], places)
            read = candidates[int(np.argmax(scores))] if scores else None
            guess = candidates[_by_order(role, spans[event], places)]
            right[role].append((read == who, guess == who))
    figures = {}
    for role, pairs in right.items():
        figures[f"roles.en.{role}"] = sum(a for a, _ in pairs) / max(1, len(pairs))
        figures[f"roles.en.{role}_order"] = sum(b for _, b in pairs) / max(1, len(pairs))
    return figures


def _span(mention: dict[str, Any]) -> Span:
    return mention["spans"][0][0], mention["spans"][-1][1]


def _scores(reading: Reading, role: str, event: Span, candidates: Sequence[Span]) -> list[float]:
    """The best score of a piece of each candidate, for the event's first piece; [] if cut apart."""
    link = next(link for link in LINKS if link.name == role)
    first = reading.pieces.touching(event).start
    part = next((p for p in reading.parts if p.first <= first < p.last), None)
    if part is None:
        return []
    vector = part.out[link.chooser][first - part.first]
    scores = part.out[link.chosen] @ vector
    found = []
    for span in candidates:
        under = [
            k - part.first for k in reading.pieces.touching(span) if part.first <= k < part.last
        ]
        found.append(round(float(scores[under].max()), 3) if under else -1e6)
    return found


def _by_order(role: str, event: Span, candidates: Sequence[Span]) -> int:
    """Number of the nearest candidate on the usual side of the event; the nearest, if none is."""

    def distance(k: int) -> tuple[bool, int]:
        start, end = candidates[k]
        before = end <= event[0]
        return before != (role == "agent"), min(abs(event[0] - end), abs(start - event[1]))

    return min(range(len(candidates)), key=distance)
