"""What reasons for a time of telling are drawn from: the text's layers, packs, cue words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, Self

from kroniek.date.known import KnownHappenings, Telling
from kroniek.date.values import of_value
from kroniek.model.article import Article
from kroniek.model.doc import SENTENCES, TIMES, TOKENS, Doc
from kroniek.model.text import TOLD, Sentence, Token
from kroniek.model.time import Interval, Symbol, TimeExpression
from kroniek.packs import lexicon

_READINGS = frozenset("|>")
"""Marks between the readings of a date such as 7/8/2007."""


class Source(NamedTuple):
    """What the reasons are drawn from; `tellings` are its sentences on known happenings."""

    article: Article
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    times: Sequence[TimeExpression]
    known: KnownHappenings
    tellings: tuple[Telling, ...]

    @classmethod
    def of(cls, doc: Doc, known: KnownHappenings) -> Self:
        """The source that a document is."""
        tokens, sentences = doc[TOKENS], doc[SENTENCES]
        tellings = tuple(known.tellings(tokens, sentences))
        return cls(doc.article, tokens, sentences, doc[TIMES], known, tellings)


@dataclass(frozen=True)
class Cues:
    """The words of ``dating.toml`` of one language."""

    young: tuple[str, ...]
    former: frozenset[str]
    unsure: frozenset[str]
    upcoming: frozenset[str]
    offices: Mapping[str, str]
    war_day: Mapping[str, frozenset[str]]
    bounds: tuple[str, ...]
    counted: frozenset[str]
    not_yet: frozenset[str]
    recalled: frozenset[str]
    corrected: tuple[str, ...]


@cache
def load_cues(language: str) -> Cues:
    """The words of ``kroniek_data/LANGUAGE/dating.toml``."""
    table: Mapping[str, Any] = lexicon(f"{language}/dating.toml")
    return Cues(
        young=tuple(table["young"]),
        former=frozenset(table["former"]),
        unsure=frozenset(table["unsure"]),
        upcoming=frozenset(table["upcoming"]),
        offices=table["offices"],
        war_day={key: frozenset(value) for key, value in table["war_day"].items()},
        bounds=tuple(f" {word} " for word in table["bounds"]),
        counted=frozenset(table["counted"]),
        not_yet=frozenset(table["not_yet"]),
        recalled=frozenset(table["recalled"]),
        corrected=tuple(table["corrected"]),
    )


def said_by(symbol: Symbol) -> dict[str, str]:
    """The arguments of a symbol by name."""
    return dict(symbol.arguments)


def told_sentences(source: Source) -> Iterator[tuple[Sentence, list[TimeExpression]]]:
    """Sentences that tell something, each with its time expressions."""
    at, times = 0, source.times
    for sentence in source.sentences:
        while at < len(times) and times[at].span.end <= sentence.span.start:
            at += 1
        first = at
        while at < len(times) and times[at].span.start < sentence.span.end:
            at += 1
        if sentence.kind in TOLD:
            yield sentence, list(times[first:at])


def full_date(time: TimeExpression) -> Interval | None:
    """The days of an expression that names its year; None for any other, and for "7/8/07"."""
    said = said_by(time.symbol)
    if time.symbol.kind == "days" and "year" in said and "month" in said:
        said["day"] = said["days"].split("/")[0]
    elif time.symbol.kind != "calendar":
        return None
    value = said.get("iso") or said.get("slashed")
    if value is not None and not _READINGS.isdisjoint(value):
        return None
    if value is None and "year" in said:
        value = f"{int(said['year']):04}"
        if "month" in said:
            value += f"-{int(said['month']):02}"
            if "day" in said:
                value += f"-{int(said['day']):02}"
    days = of_value(value)
    return days if days.known else None


def bounds_a_stretch(time: TimeExpression, text: str, language: str) -> bool:
    """Whether an expression says until or from when something holds ("due 4 May", "tot 4 mei").

    The tense of its clause is then that of what holds, and says nothing of this day.
    """
    before = " " + text[max(0, time.span.start - 24) : time.span.start].lower()
    return before.endswith(load_cues(language).bounds)
