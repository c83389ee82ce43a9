"""Who tells a plain thing, and what that makes of it: a claim, a report, an accusation, evidence.

"X said Y" is a claim where X is a party to what Y is about ("the army said it had taken the
bridge"), a report where X counts or registers it ("the mayor said two people were hurt"), and an
accusation where a prosecutor speaks of a suspect, or where the words lay blame. The words are in
``cues.toml`` under ``[telling]``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.extract.statements.phrases import has_phrase
from kroniek.model.text import Act, Evidence
from kroniek.packs import lexicon

_FAR = 40
"""Words of the content that are looked at: what comes later tells more, but nothing else."""
_KNOWS = frozenset({Evidence.EXPERT, Evidence.UNNAMED, Evidence.EYEWITNESS, Evidence.MEDIA})
"""Kinds of source that have no part in what they tell of."""


@dataclass(frozen=True)
class Tellings:
    """The lists of ``[telling]``, lower case."""

    neutral: frozenset[str]
    """Lemmas of cues that only say that something is said, and constructions without a verb."""
    parties: frozenset[str]
    """Words of a source that is a party to a fight: armies, militias, their commanders."""
    advocates: frozenset[str]
    """Who speaks for a party in court."""
    institutions: frozenset[str]
    """Nouns of bodies that count things: "the central bank"."""
    prosecutors: frozenset[str]
    suspects: frozenset[str]
    blame: tuple[tuple[str, ...], ...]
    """Phrases by which somebody is held to blame."""
    success: frozenset[str]
    """Words of what forces achieve: told by a party or an official it is a claim."""
    fighting: frozenset[str]
    """Words of attacks and weapons: told by a party it is a claim."""
    harm: frozenset[str]
    """Words of people who die, are hurt, flee or are missing."""
    damage: frozenset[str]
    """Words of what is damaged or without supplies; with a figure it is counted."""
    numbers: frozenset[str]


@cache
def tellings_of(language: str) -> Tellings:
    """The lists of ``nl`` or ``en``."""
    table: Mapping[str, str] = lexicon(f"{language}/cues.toml")["telling"]
    lists: dict[str, object] = {
        name: frozenset(table[name].split())
        for name in Tellings.__dataclass_fields__
        if name != "blame"
    }
    phrases = tuple(tuple(phrase.split()) for phrase in table["blame"])
    return Tellings(blame=phrases, **lists)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Teller:
    """What is known of a source: its own words and those it was introduced with, lower case."""

    words: frozenset[str]
    evidence: Evidence | None
    polity: bool
    """Whether it is nothing but the name of a country or capital."""
    body: bool
    """Whether it is the name of an organisation."""
    named: bool
    """Whether the text says who it is: by a name, a pronoun or a definite article."""


NOBODY = Teller(frozenset(), None, polity=False, body=False, named=False)
"""A source of which nothing is known."""


def telling(teller: Teller, words: Sequence[str], lemma: str, language: str) -> Act | None:
    """What a plain telling is by its source and words; None: a statement like any other."""
    lists = tellings_of(language)
    paper = teller.evidence in {Evidence.DOCUMENT, None} and lemma == "according"
    if teller.evidence is Evidence.IMAGES or (paper and _are_data(teller, language)):
        return Act.EVIDENCE
    if paper and teller.evidence is Evidence.DOCUMENT:
        return Act.REPORT
    if lemma not in lists.neutral:
        return None
    said = frozenset(words[:_FAR])
    if not lists.prosecutors.isdisjoint(teller.words):
        return _of_prosecutor(said, lists)
    if teller.evidence is not Evidence.EXPERT and has_phrase(words[:_FAR], lists.blame):
        return Act.ACCUSATION
    return _of_interest(teller, said, lists)


def _are_data(teller: Teller, language: str) -> bool:
    """Whether the source is data, and no report that somebody wrote."""
    endings = tuple(lexicon(f"{language}/attribution.toml")["evidence"]["data"].split())
    return any(word.endswith(endings) for word in teller.words)


def _of_prosecutor(said: frozenset[str], lists: Tellings) -> Act | None:
    """A prosecutor accuses a suspect, and reports what befell victims."""
    if said & lists.suspects:
        return Act.ACCUSATION
    return Act.REPORT if said & lists.harm else None


def _of_interest(teller: Teller, said: frozenset[str], lists: Tellings) -> Act | None:
    """A party claims what is fought over; others report what is counted or befell people."""
    hurt = bool(said & lists.harm) or (_counts(said, lists) and bool(said & lists.damage))
    party = teller.polity or bool(teller.words & lists.parties)
    if party and (hurt or said & (lists.success | lists.fighting)):
        return Act.CLAIM
    official = teller.evidence is Evidence.OFFICIAL
    if official and said & lists.success:
        return Act.CLAIM
    institution = teller.body or bool(teller.words & lists.institutions)
    if hurt and (official or institution):
        return Act.REPORT
    return Act.CLAIM if teller.words & lists.advocates else None


def _counts(said: frozenset[str], lists: Tellings) -> bool:
    return bool(said & lists.numbers) or any(word[:1].isdigit() for word in said)


def credited(teller: Teller, words: Sequence[str], language: str) -> Act | None:
    """What a clause with "according to X" is: it keeps a distance, so X claims what X tells.

    A body or official that gives a figure reports it; who has no part in it just says so.
    """
    if teller.evidence in _KNOWS:
        told = teller.evidence in {Evidence.MEDIA, Evidence.EYEWITNESS}
        return Act.REPORT if told else None
    if not teller.named:
        return Act.REPORT  # "according to two diplomats": nobody with a known interest
    institution = teller.evidence is Evidence.OFFICIAL or teller.body
    institution = institution or bool(teller.words & tellings_of(language).institutions)
    counted = _counts(frozenset(words[:_FAR]), tellings_of(language))
    return Act.REPORT if institution and counted else Act.CLAIM
