"""Which column of a table, or key of a JSON object, holds what."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kroniek.collect.pieces import Given, Piece
from kroniek.model.article import Format, Reason, Refusal
from kroniek.packs import lexicon
from kroniek.words.troubles import refused

ROLES = ("text", "title", "date", "url", "author", "outlet", "language")
"""What a column can be named for."""
_MARKUP = re.compile(
    r"</(?:p|div|article|body|html|span|h[1-6])\s*>|<(?:p|br|html|body)\b[^<>]{0,200}>"
)
_DEEPEST = 5
_MOST_VALUES = 100_000


def _plain(name: str) -> str:
    """A column's name without what makes no difference."""
    return " ".join(re.split(r"[\s_\-.]+", name.strip().strip("\ufeff").lower())).strip()


@cache
def _known() -> dict[str, tuple[str, ...]]:
    return {role: tuple(names) for role, names in lexicon("shared/columns.toml")["columns"].items()}


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns, where the user has said; the others are found by usual names.

    `chosen` holds pairs of a role (one of `ROLES`) and a column's name.
    """

    chosen: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, told: Mapping[str, str] | Iterable[str]) -> "Columns":
        """From ``{"text": "inhoud"}`` or ``["text=inhoud"]``. Raises ValueError on other roles."""
        pairs = dict(told) if isinstance(told, Mapping) else dict(_pair(one) for one in told)
        for role, name in pairs.items():
            if role not in ROLES or not name:
                wanted = f"give ROLE=NAME, with a role of {', '.join(ROLES)}"
                raise ValueError(f"no column can be named by {role!r}={name!r}; {wanted}")
        return cls(tuple(sorted(pairs.items())))

    def found(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """For each role the columns among `names` that may hold it, the likeliest first."""
        by_plain: dict[str, str] = {}
        exact = []
        for name in names:
            by_plain.setdefault(_plain(name), name)
            exact.append(name)
        chosen = dict(self.chosen)
        found: dict[str, tuple[str, ...]] = {}
        for role in ROLES:
            if role in chosen:
                name = chosen[role]
                same = name if name in exact else by_plain.get(_plain(name))
                found[role] = (same,) if same is not None else ()
                continue
            held = {_plain(name) for name in chosen.values()}
            usual = (by_plain.get(form) for form in _known()[role] if form not in held)
            found[role] = tuple(dict.fromkeys(name for name in usual if name is not None))
        return found


def _pair(told: str) -> tuple[str, str]:
    role, _, name = told.partition("=")
    return role.strip(), name.strip()


def written(value: object) -> str:
    """A cell as text: lists one below the other, objects by their name or value; "" for nothing."""
    return "\n\n".join(_strings(value, _DEEPEST)[:_MOST_VALUES])


def _strings(value: object, depth: int) -> list[str]:
    if depth == 0 or value is None or isinstance(value, bool):
        return []
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, int | float):
        return [] if value != value else [str(value)]  # noqa: PLR0124 (not a number)
    if isinstance(value, list):
        return [text for one in value for text in _strings(one, depth - 1)]
    if isinstance(value, dict):
        for key in ("name", "value", "text", "content", "@value"):
            if key in value:
                return _strings(value[key], depth - 1)
    return []


def piece_of(
    key: str, row: Mapping[str, object], found: Mapping[str, tuple[str, ...]], most_bytes: int
) -> Piece | Refusal:
    """The text in one row, with what its other columns tell of it."""
    cells: dict[str, tuple[str, str]] = {}
    for role, names in found.items():
        for name in names:
            told = written(row.get(name))
            if told:
                cells[role] = (name, told)
                break
    if "text" not in cells:
        looked = ", ".join(found["text"]) or "–"
        return refused(key, Reason.EMPTY, "row_empty", "fill_row", columns=looked)
    name, text = cells["text"]
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > most_bytes:
        sizes = {"size": len(raw), "most": most_bytes}
        return refused(key, Reason.TOO_LARGE, "large", "own_row", **sizes)
    kind = Format.HTML if _MARKUP.search(text) else Format.TEXT
    return Piece(key, kind, raw, _given(cells))


def _given(cells: Mapping[str, tuple[str, str]]) -> Given:
    def line(role: str) -> str | None:
        listed = cells[role][1].split("\n\n") if role in cells else []
        told = ", ".join(" ".join(one.split()) for one in listed)
        return told.encode("utf-8", "replace").decode("utf-8").strip() or None

    url = line("url")
    date = line("date")
    return Given(
        title=line("title"),
        author=line("author"),
        outlet=line("outlet"),
        url=url if url and url.lower().startswith(("http://", "https://")) else None,
        language=line("language"),
        dates=((date, f"column {cells['date'][0]!r}"),) if date else (),
        charset="utf-8",
        sure=True,
    )
