"""How sure the source presents what it says, and whether it affirms or denies it.

Looks at the main clause of the first sentence of the content: what comes after tells more, but does
not change whether the main thing is affirmed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.extract.statements.cues import Grammar, load_lexicon
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
_NOT_DENIED = frozenset({("meer", "niet"), ("voor", "niets"), ("for", "nothing")})
"""Pairs that deny nothing: "drie weken, meer niet", "all for nothing"."""


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
    contrast: frozenset[str]
    unknown: frozenset[str]


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
    hedged: bool = False
    """Whether a word of the clause says that it is only probable or possible."""
    clause: tuple[str, ...] = ()
    """The main clause of the first sentence."""


def _contrasts(words: Sequence[str], at: int, kept: Sequence[str], hedges: Hedges) -> bool:
    """Whether "maar" answers a negator: "niet om geld maar om eer", "niet wat …, maar wat …"."""
    place = next((k for k, word in enumerate(kept) if word in hedges.negators), None)
    if place is None or at + 1 >= len(words) or place + 1 >= len(kept):
        return False
    return kept[place + 1] == words[at + 1]


def _is_finite(word: str, grammar: Grammar) -> bool:
    helps = word in grammar.modals or word in grammar.have or word in grammar.be
    return helps or word in grammar.verbs or word in grammar.support


def _opens_relative(words: Sequence[str], at: int, kept: Sequence[str], grammar: Grammar) -> bool:
    """Whether a clause about the subject opens here: its verb has not come yet."""
    if words[at] not in grammar.relatives or any(_is_finite(word, grammar) for word in kept):
        return False
    before = words[at - 1]
    return before not in grammar.prepositions and before not in grammar.negators


def _behind_relative(words: Sequence[str], at: int, grammar: Grammar) -> int:
    """Index behind a relative clause: its comma, or the next verb; 0 if neither comes."""
    last = min(len(words), at + _LONGEST)
    if words[at - 1] == "," or grammar.marker == {"te"}:
        return next((k + 1 for k in range(at + 1, last) if words[k] == ","), 0)
    verbs = [k for k in range(at + 1, last) if _is_finite(words[k], grammar)]
    apart = (k for k in verbs[1:] if not set(range(verbs[0], k)).issubset(verbs))
    return next(apart, 0)


def _opens_condition(words: Sequence[str], at: int, language: str) -> bool:
    """Whether "als" or "if" opens a condition here; Dutch "als" compares as well."""
    grammar = load_lexicon(language).grammar
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word not in load_hedges(language).conditional or not after:
        return False
    if word != "als":
        return True
    opens = after in grammar.determiners or after in grammar.pronouns
    verbal = len(words[at - 1]) > 4 and words[at - 1].endswith(("t", "d", "en"))
    return after != "een" and (opens or verbal)


def _opening(words: Sequence[str], hedges: Hedges, grammar: Grammar) -> tuple[int, bool]:
    """Index behind what stands before the main clause, and whether that is a condition."""
    first, comma = words[0] if words else "", "," in words[:_LONGEST]
    if first in {"dat", "that"}:
        conditional = comma and words[1] in hedges.conditional  # "dat, als het regent, …"
        return (words.index(",") + 1, True) if conditional else (1, False)
    if first in hedges.conditional:
        return (words.index(",") + 1 if comma else 1), True
    at = words.index(",") if comma else 0
    if words[at + 1 : at + 2] == ["dan"] and "." not in words[:at]:
        return at + 1, True  # "Gebeurt dat niet, dan …"
    if first in grammar.relatives - grammar.that and comma:
        return words.index(",") + 1, False  # "Wie niet betaalt, …"
    return 0, False


def main_clause(words: Sequence[str], language: str) -> tuple[list[str], bool]:
    """Words of the main clause of the first sentence, and whether a condition stands before it.

    A clause behind one of the `cues` ("hij zegt dat …") is not the main one, nor is a relative
    clause about the subject; a negator of "niet X maar Y" is left out.
    """
    hedges, grammar = load_hedges(language), load_lexicon(language).grammar
    cues = load_lexicon(language).verbs
    start, condition = _opening(words, hedges, grammar)
    kept: list[str] = []
    skipped = 0
    for at in range(start, min(len(words), start + _LONGEST)):
        word = words[at]
        if at < skipped:
            continue
        if word in {".", "!", "?", ";"} or (word == ":" and kept):
            break
        ends = len(kept) > 3 or words[at - 1] == "," or words[at - 1] in cues
        if kept and word in hedges.contrast and _contrasts(words, at, kept, hedges):
            kept = [one for one in kept if one not in hedges.negators]
            break
        if kept and _opens_relative(words, at, kept, grammar):
            skipped = _behind_relative(words, at, grammar)
            if not skipped:
                break
            continue
        if kept and _opens_condition(words, at, language):
            condition = True
            break
        if kept and word in hedges.boundaries and ends:
            break
        kept.append(word)
    return kept, condition


def is_negated(words: Sequence[str], hedges: Hedges) -> bool:
    """Whether the clause is denied: an odd thing is asked of the first negator only."""
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if word not in hedges.negators or (before, word) in _NOT_DENIED:
            continue
        if before == "," and at > 1 and word in {"not", "niet"}:
            continue  # "watching, not panicking"
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


def _is_able(clause: Sequence[str], hedges: Hedges, grammar: Grammar) -> bool:
    """Whether Dutch "kan" tells what somebody is able to: "hij kan goed zwemmen", "dat kan"."""
    if grammar.marker != {"te"}:
        return False
    persons = grammar.masculine | grammar.feminine | grammar.first_person | {"je", "jij", "men"}
    persons -= grammar.possessives
    for at, word in enumerate(clause):
        if word in hedges.open_modals:
            beside = {clause[at - 1] if at else "", *clause[at + 1 : at + 2]}
            first = at > 2 and clause[0] in persons  # "(dat) hij op het veld meer kan halen"
            alone = not any(w.endswith("n") for w in clause[at + 1 :])
            return first or not persons.isdisjoint(beside) or (alone and at + 1 < len(clause))
    return False


def _without_month(clause: Sequence[str]) -> Sequence[str]:
    """The clause without "May" as a month: "in May", "12 May", "May 12"."""
    beside = {"in", "on", "of", "since", "until", "by", "early", "late", "mid", "last", "next"}
    return [
        word
        for at, word in enumerate(clause)
        if word != "may"
        or not (
            (at and (clause[at - 1] in beside or clause[at - 1][:1].isdigit()))
            or (clause[at + 1 : at + 2] and clause[at + 1][:1].isdigit())
        )
    ]


def _without_afterthought(clause: Sequence[str], hedges: Hedges) -> Sequence[str]:
    """The clause without a remark behind a comma that only a hedge opens: ", possibly today"."""
    doubts = hedges.possible | hedges.probable
    ends = (k for k in range(4, len(clause) - 1) if clause[k] == "," and clause[k + 1] in doubts)
    return clause[: next(ends, len(clause))]


def _is_unknown(words: Sequence[str], hedges: Hedges, grammar: Grammar) -> bool:
    """Whether somebody does not know: "Of hij komt, weet ik niet", "I don't know whether"."""
    asked = not {"of", "whether", "if"}.isdisjoint(words[:6])
    own = not grammar.first_person.isdisjoint(words[:_LONGEST])
    return asked and own and not hedges.unknown.isdisjoint(words[:_LONGEST])


def judge(words: Sequence[str], act: Act, language: str, *, negated: bool) -> Verdict:
    """Certainty and polarity of content (`words` lower case), told by a cue of this `act`.

    `negated`: the cue's own clause has a negator ("verwacht niet").
    """
    hedges = load_hedges(language)
    clause, condition = main_clause(words, language)
    grammar = load_lexicon(language).grammar
    inside = frozenset(_without_afterthought(_without_month(clause), hedges))
    denied = is_negated(clause, hedges)
    settled = denied or _is_able(clause, hedges, grammar)
    told = _certainty(inside, hedges, negated=settled, condition=condition)
    unknown = denied and _is_unknown(words, hedges, grammar)
    foretold = bool(inside & hedges.future) and not inside & hedges.sure and not unknown
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
    if unknown and told in {Certainty.CERTAIN, Certainty.PROBABLE}:
        told = Certainty.UNDERSPECIFIED
    negative = act is Act.DENIAL or negated != denied
    return Verdict(
        told,
        Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        foretold,
        clause[0] if clause else "",
        bool(inside & grammar.past) and not inside & grammar.modals,
        bool(inside & (hedges.probable | hedges.possible | hedges.open_modals)) or condition,
        tuple(clause),
    )
