"""What the trained reader sees in a text: evidence that the rules weigh, never a verdict.

Scores are calibrated probabilities, 0 to 1, in three decimals, so that the last digits of a
quantised sum decide nothing. Readings are made anew when they are needed and not kept in a store.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kroniek.model.text import NameType
from kroniek.spans import Span


class Chances(NamedTuple):
    """How likely a token is to lie in no name, or in one of each type; they sum to 1."""

    none: float
    person: float
    organisation: float
    place: float
    misc: float


NO_NAME = Chances(1.0, 0.0, 0.0, 0.0, 0.0)
"""Of a token that the reader has not looked at."""


@dataclass(frozen=True, slots=True)
class SeenName:
    """A name; places are `LOCATION` where the reader does not tell kinds of place apart."""

    span: Span
    type: NameType
    score: float


class Part(StrEnum):
    """What words are in an attribution."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class SeenPart:
    """Words that name a source, credit it, or are its own."""

    part: Part
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class SeenAttribution:
    """A cue with the source and the content that belong to it; either may be absent.

    The scores of the links: how sure it is that this source, or none, is the cue's, and that each
    part of the content is.
    """

    cue: SeenPart
    source: SeenPart | None
    source_score: float
    contents: tuple[SeenPart, ...]
    content_scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """A word that tells an event. `labels`: the likeliest value of each of its properties."""

    span: Span
    type: str
    score: float
    labels: tuple[tuple[str, str, float], ...] = ()
    """Property, value, score: ``("polarity", "NEG", 0.93)``; in the order of the model."""


@dataclass(frozen=True, slots=True)
class ReaderUse:
    """Whether a trained reader read along: its name and version, or None for rules alone.

    `problem` says why it did not (``missing``, ``altered``, ``packages``, ``unloadable``; None if
    nobody asked for it), `detail` which file or package.
    """

    model: str | None
    problem: str | None = None
    detail: str | None = None


RULES_ALONE = ReaderUse(None)
"""Nobody asked for the trained reader."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as the reader sees it.

    ``doc[TOKENS][first:last]`` are its tokens; `chances` has one entry for each. Attributions stand
    with the sentence of their cue, other parts may lie beyond it.
    """

    first: int
    last: int
    chances: tuple[Chances, ...] = ()
    names: tuple[SeenName, ...] = ()
    parts: tuple[SeenPart, ...] = ()
    attributions: tuple[SeenAttribution, ...] = ()
    events: tuple[SeenEvent, ...] = ()
    morphs: tuple[str, ...] = ()
    """Part of speech and verb form of each token, for Dutch; empty if the model lacks it."""
