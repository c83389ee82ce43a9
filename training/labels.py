"""What each head tells apart, and the bits in which targets are kept.

A target is a set of labels that are allowed, as bits: one bit is an ordinary label, several bits a
partial one ("not a place"), all bits no knowledge. The loss is the surprise at the set, so "no
knowledge" costs nothing and needs no case of its own.
"""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["bio", "class"]

NAME_TYPES: Final = ("PER", "ORG", "LOC", "MISC")
EVENT_CLASSES: Final = (
    "OCCURRENCE",
    "REPORTING",
    "PERCEPTION",
    "ASPECTUAL",
    "I_ACTION",
    "I_STATE",
    "STATE",
)
MORPH: Final = (
    "N-ev", "N-mv", "ADJ", "WW-pv-tgw", "WW-pv-verl", "WW-pv-conj", "WW-inf", "WW-vd", "WW-od",
    "TW", "VNW", "LID", "VZ", "VG", "BW", "TSW", "SPEC-deeleigen", "SPEC", "LET",
)  # fmt: skip
"""Parts of speech of the Dutch CGN scheme, nouns with number and verbs with form and tense."""


@dataclass(frozen=True, slots=True)
class Head:
    """One output per piece; `labels` in the order of its logits, `weight` its share in the loss."""

    name: str
    kind: Kind
    labels: tuple[str, ...]
    weight: float

    @property
    def open(self) -> int:
        """Bits of "no knowledge"."""
        return (1 << len(self.labels)) - 1

    def bit(self, *labels: str) -> int:
        """The bits of these labels. Raises ValueError for a label the head does not have."""
        return sum(1 << self.labels.index(label) for label in labels)


def _bio(types: tuple[str, ...]) -> tuple[str, ...]:
    return ("O", *(f"{place}-{kind}" for kind in types for place in "BI"))


HEADS: Final = (
    Head("names", "bio", _bio(NAME_TYPES), 1.0),
    Head("source", "bio", ("O", "B", "I"), 0.7),
    Head("cue", "bio", ("O", "B", "I"), 0.7),
    Head("content", "bio", ("O", "B", "I"), 0.7),
    Head("events", "class", ("O", *EVENT_CLASSES), 1.0),
    Head("certainty", "class", ("CERTAIN", "UNCERTAIN"), 2.0),
    Head("polarity", "class", ("POS", "NEG"), 2.0),
    Head("tense", "class", ("NON_FUTURE", "FUTURE"), 2.0),
    Head("morph", "class", MORPH, 0.3),
)
HEAD: Final = {head.name: head for head in HEADS}


@dataclass(frozen=True, slots=True)
class Link:
    """Every `chooser` picks one of `chosen`, or none; their vectors' dot product is the score."""

    name: str
    chooser: str
    chosen: str
    weight: float


LINKS: Final = (
    Link("source", "link_cue", "link_source", 1.0),
    Link("content", "link_content", "link_cue", 1.0),
    Link("agent", "link_event", "link_agent", 0.5),
    Link("patient", "link_event", "link_patient", 0.5),
)
VECTORS: Final = (
    "link_cue", "link_source", "link_content", "link_event", "link_agent", "link_patient",
)  # fmt: skip
LINK_DIM: Final = 64
WINDOW: Final = 256
"""Pieces in a window at most, with the sentence marks at both ends."""
