"""Who tells a plain thing, and what that makes of it: a claim, a report, an accusation, evidence.

"X said Y" is a claim where X is a party to what Y is about ("the army said it had taken the
bridge"), a report where X counts or registers it ("the mayor said two people were hurt"), and an
accusation where a prosecutor speaks of a suspect, or where the words lay blame. The words are in
``cues.toml`` under ``[telling]``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.extract.statements.blame import lays_blame
from kroniek.extract.statements.cues import Grammar, load_lexicon
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
    offices: frozenset[str]
    """Words of posts beside which a single word names no prosecutor: "minister van justitie"."""
    ranks: frozenset[str]
    """Titles of soldiers that others bear as well."""
    civilians: frozenset[str]
    """Words beside which such a title is no soldier's: "secretary general", "fire captain"."""
    prosecutors: tuple[frozenset[str], ...]
    """Words that together name who prosecutes: "OM" (in capitals), "officier" with "justitie"."""
    suspects: frozenset[str]
    deeds: frozenset[str]
    """Forms of verbs of crime: of a suspect a prosecutor tells them as an accusation."""
    procedure: frozenset[str]
    """Words of the course of a case: of a suspect they accuse nobody."""
    success: frozenset[str]
    """Words of what forces achieve: told by a party or an official it is a claim."""
    gains: frozenset[str]
    """Words that tell of forces only where weapons do: "intercepted nine drones"."""
    weapons: frozenset[str]
    fighting: frozenset[str]
    """Words of attacks: told by a party it is a claim."""
    harm: frozenset[str]
    """Words of people who die, are hurt, flee or are missing."""
    harmed: tuple[tuple[str, ...], ...]
    """The same as phrases: "are missing", "om het leven"."""
    damage: frozenset[str]
    """Words of what is damaged or without supplies; with a figure it is counted."""
    numbers: frozenset[str]


@cache
def tellings_of(language: str) -> Tellings:
    """The lists of ``nl`` or ``en``."""
    table: Mapping[str, str] = lexicon(f"{language}/cues.toml")["telling"]
    apart = {"harmed", "prosecutors"}
    lists: dict[str, object] = {
        name: frozenset(table[name].split())
        for name in Tellings.__dataclass_fields__
        if name not in apart
    }
    phrases = tuple(tuple(phrase.split()) for phrase in table["harmed"])
    names = tuple(frozenset(name.split("_")) for name in table["prosecutors"].split())
    return Tellings(harmed=phrases, prosecutors=names, **lists)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Teller:
    """What is known of a source: its own words and those it was introduced with.

    They are in lower case; those written in capitals stand there as written as well.
    """

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


def telling(
    teller: Teller, words: Sequence[str], lemma: str, language: str, *, quoted: bool = False
) -> Act | None:
    """What a plain telling is by its source and words; None: a statement like any other.

    `quoted`: the words are a quotation, in which "he" or "they" is somebody else.
    """
    lists = tellings_of(language)
    paper = teller.evidence in {Evidence.DOCUMENT, None} and lemma == "according"
    if teller.evidence is Evidence.IMAGES or (paper and _are_data(teller, language)):
        return Act.EVIDENCE
    if paper and teller.evidence is Evidence.DOCUMENT:
        return Act.REPORT
    if lemma not in lists.neutral:
        return None
    told = words[:_FAR]
    if _is_prosecutor(teller, lists):
        return _of_prosecutor(told, lists, language)
    if teller.evidence is not Evidence.EXPERT and lays_blame(told, language, quoted=quoted):
        return Act.ACCUSATION
    return _of_interest(teller, told, lists)


def _are_data(teller: Teller, language: str) -> bool:
    """Whether the source is data, and no report that somebody wrote."""
    endings = tuple(lexicon(f"{language}/attribution.toml")["evidence"]["data"].split())
    return any(word.endswith(endings) for word in teller.words)


def _is_prosecutor(teller: Teller, lists: Tellings) -> bool:
    """Whether the source prosecutes; a single word may be a minister's or a soldier's as well."""
    others = lists.parties | lists.offices
    return any(
        name <= teller.words and (len(name) > 1 or others.isdisjoint(teller.words))
        for name in lists.prosecutors
    )


def _of_prosecutor(words: Sequence[str], lists: Tellings, language: str) -> Act | None:
    """A prosecutor accuses a suspect of a deed, and reports what befell victims."""
    said, grammar = frozenset(words), load_lexicon(language).grammar
    opening = next((word for word in words if word not in grammar.that), "")
    persons = (grammar.masculine | grammar.feminine) - grammar.objects - grammar.possessives
    suspect = bool(said & lists.suspects)
    open_ = said & grammar.negators
    if not open_ and (suspect or opening in persons) and _does(words, lists, grammar):
        return Act.ACCUSATION
    if lays_blame(words, language, quoted=True):
        return Act.ACCUSATION
    harmed = _is_harm(words, lists)
    if suspect and not open_ and not harmed and not said & lists.procedure:
        return Act.ACCUSATION
    return Act.REPORT if harmed else None


def _does(words: Sequence[str], lists: Tellings, grammar: Grammar) -> bool:
    """Whether a deed is told as somebody's own: "had killed", not "was killed"."""
    skipped = grammar.adverbs | grammar.times
    kept = [word for word in words if word not in skipped and not word.endswith("ly")]
    passive = grammar.be - grammar.possessives - {"been"}
    for at, word in enumerate(kept):
        if word in lists.deeds and passive.isdisjoint(kept[max(at - 1, 0) : at + 2]):
            before = kept[max(at - 2, 0) : at]
            if before != ["have", "been"] and before[-1:] != ["been"]:
                return True
    return False


def _is_harm(words: Sequence[str], lists: Tellings) -> bool:
    return not lists.harm.isdisjoint(words) or has_phrase(words, lists.harmed)


def _of_interest(teller: Teller, words: Sequence[str], lists: Tellings) -> Act | None:
    """A party claims what is fought over; others report what is counted or befell people."""
    said = frozenset(words)
    hurt = _is_harm(words, lists) or (_counts(said, lists) and bool(said & lists.damage))
    fought = said & (lists.success | lists.gains | lists.weapons | lists.fighting)
    if _is_party(teller, lists) and (hurt or fought):
        return Act.CLAIM
    official = teller.evidence is Evidence.OFFICIAL
    won = said & lists.success or (said & lists.gains and said & lists.weapons)
    if official and won:
        return Act.CLAIM
    institution = teller.body or bool(teller.words & lists.institutions)
    if hurt and (official or institution):
        return Act.REPORT
    return Act.CLAIM if teller.words & lists.advocates else None


def _is_party(teller: Teller, lists: Tellings) -> bool:
    """Whether the source takes part in a fight; the secretary general does not."""
    told_as = teller.words & lists.parties
    civil = told_as <= lists.ranks and not lists.civilians.isdisjoint(teller.words)
    return teller.polity or (bool(told_as) and not civil)


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
