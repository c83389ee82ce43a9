"""Articles with other names in the places of names, so that the context decides and not the name.

Each name of an article is, by chance fixed in advance, exchanged for another of its type; the same
name gets the same substitute throughout the article.
"""

import tarfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from training.articles import Marked, share_of
from training.pieces import Span

_LISTS = {"PER": "Names/Build/per", "LOC": "Names/Build/geo", "ORG": "Names/Build/org"}
_SHARE = 0.4
_LONGEST = 40

Names = Mapping[str, Sequence[str]]


def listed_names(archive: Path) -> dict[str, list[str]]:
    """Names by type from Alpino's lists, without entries that are written as code."""
    found: dict[str, list[str]] = {}
    with tarfile.open(archive) as tar:
        for kind, path in _LISTS.items():
            data = tar.extractfile(path)
            lines = data.read().decode("utf-8", "replace").split("\n") if data else []
            found[kind] = [
                name
                for line in lines
                if (name := line.strip())
                and name[0].isupper()
                and len(name) < _LONGEST
                and not any(c in "&;()/\t\ufffd" for c in name)
            ]
    return found


def pool(articles: Iterable[Marked], listed: Names) -> dict[str, list[list[str]]]:
    """Per type: the names of the articles themselves, and the listed ones."""
    own: dict[str, dict[str, None]] = {kind: {} for kind in _LISTS}
    for article in articles:
        for (start, end), label in article.layers["names"]:
            if label in own:
                own[str(label)][article.text[start:end]] = None
    return {kind: [list(own[kind]), list(listed[kind])] for kind in _LISTS}


def varied(article: Marked, names: Mapping[str, list[list[str]]], variant: int) -> Marked:
    """The article with names exchanged. `variant` (1, 2, …) makes the choice another one."""
    seed = int(share_of(article.id, f"vary{variant}") * 2**32)
    chance = np.random.default_rng(seed)
    chosen: dict[tuple[str, str], str] = {}
    parts: list[str] = []
    layer: list[tuple[Span, str | int]] = []
    shifts: list[tuple[int, int]] = []
    at = moved = 0
    for (start, end), label in sorted(article.layers["names"]):
        old = article.text[start:end]
        key = (str(label), old)
        if key not in chosen:
            choices = names.get(str(label), [])
            lists = [c for c in choices if c]
            if lists and chance.random() < _SHARE:
                source = lists[int(chance.integers(len(lists)))]
                chosen[key] = source[int(chance.integers(len(source)))]
            else:
                chosen[key] = old
        new = chosen[key]
        parts += [article.text[at:start], new]
        layer.append(((start + moved, start + moved + len(new)), label))
        moved += len(new) - len(old)
        shifts.append((end, moved))
        at = end
    parts.append(article.text[at:])
    sentences = [(_shift(s, shifts), _shift(e, shifts)) for s, e in article.sentences]
    return Marked(
        f"{article.id}-varied{variant}",
        f"{article.corpus}-varied",
        "".join(parts),
        sentences,
        {"names": layer},
        dict(article.rest),
    )


def _shift(place: int, shifts: Sequence[tuple[int, int]]) -> int:
    """Where a place outside names comes to lie; `shifts` are (end of a name, sum of moves)."""
    moved = 0
    for end, total in shifts:
        if end > place:
            break
        moved = total
    return place + moved
