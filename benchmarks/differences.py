"""What two readings of the same articles make of them differently, by name.

    kroniek build with.kroniek ARTICLES        && kroniek annotations with.kroniek > with.jsonl
    kroniek build without.kroniek ARTICLES --rules-only && kroniek annotations without.kroniek > …
    python3 benchmarks/differences.py without.jsonl with.jsonl

Names, times, statements and events are compared by where they stand; a line begins with ``-`` for
what only the first reading has, ``+`` for what only the second has, ``~`` for what both have
otherwise. Entity and statement ids are left out of the comparison: they follow from the words.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Item = Mapping[str, Any]
Place = tuple[tuple[int, int], ...]
LAYERS = {
    "mentions": ("type",),
    "times": ("type", "value", "earliest", "latest"),
    "statements": ("source", "cue", "form", "act", "certainty", "polarity", "realis"),
    "events": ("type", "earliest", "latest", "realis"),
}
"""The layers compared, each with the fields that tell its records apart at one place."""


def place(layer: str, item: Item) -> Place:
    """Where a record stands: a statement at its content, an event at its triggers."""
    spans = {"statements": "content", "events": "triggers"}.get(layer)
    found = item[spans] if spans else [item]
    return tuple((span["start"], span["end"]) for span in found)


def _fields(layer: str, item: Item, text: str) -> tuple[object, ...]:
    return tuple(_told(item[name], text) for name in LAYERS[layer])


def _told(value: Item | Sequence[Item] | str | None, text: str) -> str | None:
    """A value of a field, spans as the words they hold."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _told(value["spans"], text)
    return _words(text, [(one["start"], one["end"]) for one in value])


def _words(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def differences(one: Item, other: Item) -> Iterator[tuple[str, str, str]]:
    """Layer, sign and words of each difference between two readings of one article, in text order.

    Raises ValueError if the readings are of different texts.
    """
    text = one["article"]["text"]
    if text != other["article"]["text"]:
        raise ValueError(f"{one['article']['path']}: two texts, nothing to compare")
    for layer in LAYERS:
        first, second = (_by_place(layer, reading) for reading in (one, other))
        for at in sorted(first.keys() | second.keys()):
            mine, theirs = (_all_fields(layer, held.get(at, ()), text) for held in (first, second))
            if mine != theirs:
                sign = "-" if not theirs else "+" if not mine else "~"
                told = " → ".join(_joined(side) for side in (mine, theirs) if side)
                yield layer, sign, f"{_words(text, at)} ({told})"


def _by_place(layer: str, reading: Item) -> dict[Place, list[Item]]:
    found: dict[Place, list[Item]] = {}
    for item in reading[layer]:
        found.setdefault(place(layer, item), []).append(item)
    return found


def _all_fields(layer: str, items: Sequence[Item], text: str) -> list[tuple[object, ...]]:
    return sorted((_fields(layer, item, text) for item in items), key=repr)


def _joined(side: Sequence[tuple[object, ...]]) -> str:
    return "; ".join(", ".join(str(value) for value in fields if value) for fields in side)


def _readings(file: Path) -> dict[str, Item]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return {item["article"]["path"]: item for line in lines if (item := json.loads(line))}


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; 0 if the readings are the same, 1 if they differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    given = parser.parse_args(arguments)
    first, second = _readings(given.one), _readings(given.other)
    counted: Counter[tuple[str, str]] = Counter()
    for path in sorted(first.keys() & second.keys()):
        print(path)
        for layer, sign, told in differences(first[path], second[path]):
            counted[layer, sign] += 1
            print(f"  {sign} {layer}: {told}")
    for path in sorted(first.keys() ^ second.keys()):
        print(f"{path}: in one of them only")
        counted["articles", "-"] += 1
    for (layer, sign), number in sorted(counted.items()):
        print(f"{number:6} {sign} {layer}")
    return 1 if counted else 0


if __name__ == "__main__":
    sys.exit(main())
