"""How sure the source presents what it says, and whether it affirms or denies it.

Looks at the main clause of the first sentence of the content: what comes after tells more, but does
not change whether the main thing is affirmed.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.extract.statements.cues import load_lexicon
from kroniek.model.text import Act, Certainty, Polarity
from kroniek.packs import lexicon

_PLAIN = frozenset(
    {
        Act.INTENT,
        Act.DEMAND,
        Act.COMMITMENT,
        Act.OFFER,
        Act.ANNOUNCEMENT,
        Act.THREAT,
        Act.NO_COMMENT,
        Act.DENIAL,
        Act.ADMISSION,
        Act.ACCUSATION,
    }
)
_LONGEST = 60


@dataclass(frozen=True)
class Hedges:
    """The lists of ``hedges.toml``; `cancelled` are one or two words that undo a negator."""

    probable: frozenset[str]
    possible: frozenset[str]
    open_modals: frozenset[str]
    future: frozenset[str]
    reported: frozenset[str]
    sure: frozenset[str]
    conditional: frozenset[str]
    negators: frozenset[str]
    cancelled: frozenset[str]
    boundaries: frozenset[str]


def _split(words: str) -> frozenset[str]:
    return frozenset(word.strip("_").replace("_", " ") for word in words.split())


@cache
def load_hedges(language: str) -> Hedges:
    """The hedges of ``nl`` or ``en``."""
    table = lexicon(f"{language}/hedges.toml")
    known = {**table["certainty"], **table["negation"]}
    return Hedges(**{name: _split(known[name]) for name in Hedges.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `judge` finds; `foretold`: the clause is about what will be."""

    certainty: Certainty
    polarity: Polarity
    foretold: bool
    subject: str
    """The first word of the clause."""
    past: bool
    """Whether the clause has an auxiliary of what has been, and no modal."""


def main_clause(
    words: Sequence[str], hedges: Hedges, cues: Container[str] = ()
) -> tuple[list[str], bool]:
    """Words of the main clause of the first sentence, and whether a condition stands before it.

    A clause behind one of the `cues` ("hij zegt dat …") is not the main one.
    """
    start, condition = 0, False
    if words and words[0] in {"dat", "that"}:
        start = 1
    elif words and words[0] in hedges.conditional:
        condition = True
        start = words.index(",") + 1 if "," in words[:_LONGEST] else 1
    kept: list[str] = []
    for at in range(start, min(len(words), start + _LONGEST)):
        word = words[at]
        if word in {".", "!", "?", ";"} or (word == ":" and kept):
            break
        ends = len(kept) > 3 or words[at - 1] == "," or words[at - 1] in cues
        if kept and word in hedges.boundaries and ends:
            break
        kept.append(word)
    return kept, condition


def is_negated(words: Sequence[str], hedges: Hedges) -> bool:
    """Whether the clause is denied: an odd thing is asked of the first negator only."""
    for at, word in enumerate(words):
        if word not in hedges.negators:
            continue
        one, two = " ".join(words[at + 1 : at + 2]), " ".join(words[at + 1 : at + 3])
        return not (one in hedges.cancelled or two in hedges.cancelled)
    return False


def _certainty(
    words: frozenset[str], hedges: Hedges, *, negated: bool, condition: bool
) -> Certainty:
    if words & hedges.possible and not words & {"zo", "zoveel", "as"}:
        return Certainty.POSSIBLE
    if words & hedges.probable:
        return Certainty.PROBABLE
    if words & hedges.open_modals and not negated:
        return Certainty.POSSIBLE
    if words & hedges.future and not words & hedges.sure:
        return Certainty.POSSIBLE if condition else Certainty.PROBABLE
    return Certainty.CERTAIN


def judge(words: Sequence[str], act: Act, language: str, *, negated: bool) -> Verdict:
    """Certainty and polarity of content (`words` lower case), told by a cue of this `act`.

    `negated`: the cue's own clause has a negator ("verwacht niet").
    """
    hedges = load_hedges(language)
    clause, condition = main_clause(words, hedges, load_lexicon(language).verbs)
    inside = frozenset(clause)
    grammar = load_lexicon(language).grammar
    denied = is_negated(clause, hedges)
    told = _certainty(inside, hedges, negated=denied, condition=condition)
    foretold = bool(inside & hedges.future) and not inside & hedges.sure
    if act is Act.HEARSAY:
        told = Certainty.UNDERSPECIFIED
    elif act is Act.SPECULATION:
        told = Certainty.POSSIBLE
    elif act in _PLAIN and told is Certainty.PROBABLE:
        told = Certainty.CERTAIN
    elif act is Act.FORECAST and told is Certainty.CERTAIN:
        told = Certainty.PROBABLE
    elif inside & hedges.reported and told is Certainty.CERTAIN:
        told = Certainty.UNDERSPECIFIED
    if act is Act.INTENT:
        told = Certainty.CERTAIN
    negative = act is Act.DENIAL or negated != denied
    return Verdict(
        told,
        Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        foretold,
        clause[0] if clause else "",
        bool(inside & grammar.past) and not inside & grammar.modals,
    )
