"""What an article decides of its names as a whole.

A surname is what the full name is, a name that is sure once types its other mentions, and what the
words beside one mention all but say holds for all.
"""

from collections.abc import Sequence
from typing import NamedTuple

from kroniek.extract.names.shapes import Run
from kroniek.extract.names.sight import Trust
from kroniek.extract.names.types import ORGANISATION, PERSON, PLACE, Weights
from kroniek.model.text import Sentence

TELLING = 2.4
"""Reasons beside a name that all but say what it is: a role, a trade, "the town of"."""


_ARABIC_ARTICLES = frozenset("al el ad an ar as at ash az".split())


class Candidate(NamedTuple):
    """A run with its reasons. `key` is its lower-case form without possessive ending."""

    run: Run
    sentence: Sentence
    key: str
    form: Weights
    context: Weights
    sure: bool
    """Whether it is a name wherever it stands, not by a capital that may be its place's."""
    seen: bool
    """Whether the trained reader cut it so, and not the rules."""
    sight: Weights
    """What the trained reader says of its type; zeros if it has not read it."""
    told: bool
    """Whether the text itself says what it is."""
    odds: float
    """Log-odds of its being a name at all, by the trained reader; 0 if it has not read it."""


def shares_of(trust: Trust, known: set[int], by_words: set[int] | None, *, told: bool) -> Weights:
    """What the reader's word of each kind counts, 0 to 1, given what is known of a name.

    `known` are the packs' kinds, `by_words` those that the text names beside it.
    """
    share = trust.told if told else 1.0
    if by_words == {ORGANISATION} and known == {PLACE}:
        # "techreus Perth": not the city here. Roles say less: "governor Leeds" may be of the city.
        return [1.0 if kind == ORGANISATION else share for kind in range(4)]
    # Of what the packs know the reader may doubt the kind, but hardly make it another's.
    other = trust.packs * share
    return [share if not known or kind in known else other for kind in range(4)]


def votes_of(candidates: Sequence[Candidate], surnames: set[str]) -> dict[str, Weights]:
    """What stands beside all mentions of a key, summed; full names of persons vote for their parts.

    What a name's own form says is the same in every mention, so it is not summed.
    """
    votes: dict[str, Weights] = {}
    for candidate in candidates:
        total = votes.setdefault(candidate.key, [0.0] * 4)
        for kind in range(4):
            total[kind] += candidate.context[kind]
    for last in sorted(surnames):
        votes.setdefault(last, [0.0] * 4)[PERSON] += 6.0
    return votes


def surnames_of(candidates: Sequence[Candidate], trust: Trust) -> set[str]:
    """The last words of full names of persons, which stand for them later in the text."""
    found: set[str] = set()
    for candidate in candidates:
        parts_of = zip(candidate.form, candidate.context, candidate.sight, strict=True)
        weights = [form + context + trust.own * sight for form, context, sight in parts_of]
        size = candidate.run.last - candidate.run.first
        if size > 1 and weights[PERSON] >= 2.0 and weights[PERSON] == max(weights):
            parts = candidate.key.split()
            found.update(" ".join(parts[k:]) for k in range(1, min(len(parts), 6)))
            article, dash, bare = parts[-1].partition("-")
            if dash and article in _ARABIC_ARTICLES:
                found.add(bare)  # "Burhan" of "al-Burhan"
    return found


def kinds_told_of(candidates: Sequence[Candidate]) -> dict[str, set[int]]:
    """The kinds that the words beside a name all but say it is, anywhere in the text."""
    found: dict[str, set[int]] = {}
    for candidate in candidates:
        best = max(range(4), key=candidate.context.__getitem__)
        if candidate.context[best] >= TELLING:
            found.setdefault(candidate.key, set()).add(best)
    return found


def sights_of(candidates: Sequence[Candidate]) -> dict[str, Weights]:
    """What the trained reader says of all mentions of a key, on average."""
    rows: dict[str, list[Weights]] = {}
    for candidate in candidates:
        rows.setdefault(candidate.key, []).append(candidate.sight)
    return {
        key: [sum(row[kind] for row in own) / len(own) for kind in range(4)]
        for key, own in rows.items()
    }


def is_name(candidate: Candidate, trust: Trust, *, named: bool, known: bool) -> bool:
    """Whether the rules' reasons for a name and the reader's outweigh those against it."""
    if candidate.sure or named:
        own = (trust.sure if candidate.sure else trust.named) + trust.known * known
    else:
        own = -trust.doubt
    return own + trust.name * candidate.odds > 0


def weighed(
    candidate: Candidate, votes: dict[str, Weights], sight: Weights, trust: Trust, shares: Weights
) -> Weights:
    """Own reasons and, at half weight and bounded, what stands beside the name's other mentions.

    What the trained reader sees, here and in all mentions (`sight`), has a share in each kind.
    """
    key, own = candidate.key, candidate.context
    weights = [0.0] * 4
    base = votes.get(key[:-1]) if key.endswith("s") else None
    for kind in range(4):
        others = 0.5 * (votes[key][kind] - own[kind])
        if base is not None:
            others += 0.5 * base[kind]
        seen = shares[kind] * (trust.own * candidate.sight[kind] + trust.others * sight[kind])
        weights[kind] = candidate.form[kind] + own[kind] + max(-3.5, min(3.5, others)) + seen
    return weights
