"""What users type, read: words, "phrases", stems*, -exclusions, OR, field:value.

Nothing typed is an error. What can not be read as meant (``since:soon``) is told in `ignored` and
left out; any other sign is a blank.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from kroniek.edtf import first_day, last_day
from kroniek.search.fold import words_in

MOST_CLAUSES = 40
"""Clauses of a query that are read; a longer one is a text pasted by mistake."""
_MOST_LETTERS = 4_000


class Kind(StrEnum):
    """How the words of a clause are looked for."""

    WORDS = "words"
    PHRASE = "phrase"
    PREFIX = "prefix"


class Field(StrEnum):
    """Where a clause is looked for, if not in the text."""

    SPEAKER = "speaker"
    PLACE = "place"
    TYPE = "type"
    OUTLET = "outlet"
    ARTICLE = "in"
    KIND = "kind"


_FIELDS = {
    **{str(one): one for one in Field},
    "spreker": Field.SPEAKER,
    "bron": Field.SPEAKER,
    "plaats": Field.PLACE,
    "soort": Field.TYPE,
    "medium": Field.OUTLET,
    "article": Field.ARTICLE,
    "artikel": Field.ARTICLE,
    "bericht": Field.ARTICLE,
}


def _after(value: str) -> date:
    return last_day(value) + timedelta(days=1)


def _before(value: str) -> date:
    return first_day(value) - timedelta(days=1)


_SINCE: dict[str, Callable[[str], date]] = {
    "since": first_day,
    "sinds": first_day,
    "vanaf": first_day,
    "after": _after,
    "na": _after,
}
_UNTIL: dict[str, Callable[[str], date]] = {
    "until": last_day,
    "tot": last_day,
    "before": _before,
    "voor": _before,
    "vóór": _before,
}

_PIECE = re.compile(
    r"""(?P<minus>-?)
        (?:(?P<field>[^\W\d_]+):(?=\S))?
        (?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]?|(?P<word>[^\s"“”„«»]+))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Words to look for, as written. One of Kind.WORDS has several if it was put together."""

    kind: Kind
    words: tuple[str, ...]
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """Every group must be met by one of its clauses at least; no clause of `without` may be.

    `since` and `until` are days of publication, both included.
    """

    groups: tuple[tuple[Clause, ...], ...] = ()
    without: tuple[Clause, ...] = ()
    since: date | None = None
    until: date | None = None
    ignored: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.groups or self.without or self.since or self.until)


@dataclass(slots=True)
class _Reading:
    """A query while it is read."""

    groups: list[list[Clause]] = field(default_factory=list)
    without: list[Clause] = field(default_factory=list)
    since: date | None = None
    until: date | None = None
    ignored: list[str] = field(default_factory=list)
    either: bool = False

    def add(self, clause: Clause, *, negative: bool) -> None:
        """Take in a clause, beside the last one if "OR" stood between."""
        if negative:
            self.without.append(clause)
        elif self.either and self.groups:
            self.groups[-1].append(clause)
        else:
            self.groups.append([clause])
        self.either = False


def parse(typed: str) -> Query:
    """Read what a user typed. Never fails."""
    reading = _Reading()
    for piece in _PIECE.finditer(typed[:_MOST_LETTERS]):
        if len(reading.groups) + len(reading.without) >= MOST_CLAUSES:
            reading.ignored.append(piece[0].strip())
            continue
        if piece["word"] in ("OR", "OF", "|"):
            reading.either = True
            continue
        _take(reading, piece)
    return Query(
        tuple(tuple(group) for group in reading.groups),
        tuple(reading.without),
        reading.since,
        reading.until,
        tuple(reading.ignored),
    )


def _take(reading: _Reading, piece: re.Match[str]) -> None:
    name = (piece["field"] or "").lower()
    value = piece["phrase"] if piece["phrase"] is not None else piece["word"]
    if name in _SINCE or name in _UNTIL:
        if not _take_day(reading, name, value):
            reading.ignored.append(piece[0].strip())
        return
    known = _FIELDS.get(name)
    text = value if known or not name else f"{name} {value}"
    quoted = piece["phrase"] is not None and (known or not name)
    for clause in _clauses(text, known, quoted=bool(quoted)):
        reading.add(clause, negative=bool(piece["minus"]))


def _take_day(reading: _Reading, name: str, value: str) -> bool:
    """Take in a day, month or year; the narrower where there are several. False if it is none."""
    try:
        if name in _SINCE:
            day = _SINCE[name](value)
            reading.since = max(day, reading.since or date.min)
        else:
            day = _UNTIL[name](value)
            reading.until = min(day, reading.until or date.max)
    except (ValueError, OverflowError):
        return False
    return True


def _clauses(text: str, known: Field | None, *, quoted: bool) -> Iterator[Clause]:
    """The clauses of one piece: "rood/wit" is two words, so it is two clauses."""
    words = tuple(span.of(text) for span in words_in(text))
    if not words:
        return
    if known in (Field.OUTLET, Field.ARTICLE, Field.KIND):
        yield Clause(Kind.PHRASE, (text,) if known is Field.ARTICLE else words, known)
    elif quoted or known is Field.TYPE:
        yield Clause(Kind.PHRASE, words, known)
    elif text.endswith("*"):
        yield from (Clause(Kind.WORDS, (word,), known) for word in words[:-1])
        yield Clause(Kind.PREFIX, words[-1:], known)
    else:
        yield from (Clause(Kind.WORDS, (word,), known) for word in words)
