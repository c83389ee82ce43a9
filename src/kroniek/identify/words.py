"""Word lists of identify, by language."""

from dataclasses import dataclass
from functools import cache

from kroniek.packs import lexicon

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class IdentityWords:
    """The lists of one language, lower case.

    `cues` gives for a word the kind of place it announces, and whether it announces several.
    """

    cues: dict[str, tuple[str, bool]]
    area_context: frozenset[str]
    governors: frozenset[str]
    parts: frozenset[str]
    wholes: frozenset[str]
    """Words right before the name of an area: "heel"; `parts` stand before "van" or "of"."""
    town_context: frozenset[str]
    town_endings: tuple[str, ...]
    area_opens: tuple[str, ...]
    settlement_opens: tuple[str, ...]
    articles: frozenset[str]
    armies: frozenset[str]
    governments: frozenset[str]
    spokespersons: frozenset[str]
    embassies: frozenset[str]
    bureaus: frozenset[str]
    """Words for a person's own staff: "het kantoor van X"."""
    ministries: frozenset[str]
    posts: frozenset[str]
    modifiers: frozenset[str]
    of: frozenset[str]
    """Between a body and its country: "army of Mali"."""
    lone_armies: frozenset[str]
    """Nouns for the whole army of a country."""


@cache
def identity_words(language: str) -> IdentityWords:
    """The lists of a language; English for one without lists. Raises PackError on a bad file."""
    lists = lexicon(f"{language if language in LANGUAGES else 'en'}/identities.toml")
    cues: dict[str, tuple[str, bool]] = {}
    for key, kind, many in (
        ("settlement", "settlement", False),
        ("settlements", "settlement", True),
        ("area", "area", False),
        ("areas", "area", True),
        ("water", "water", True),
        ("country", "country", True),
    ):
        cues.update((word, (kind, many)) for word in lists["cues"][key].split())
    phrases = {key: frozenset(words.split()) for key, words in lists["phrases"].items()}
    return IdentityWords(
        cues=cues,
        area_context=frozenset(lists["context"]["area"].split()),
        governors=frozenset(lists["context"]["governors"].split()),
        parts=frozenset(lists["context"]["parts"].split()),
        wholes=frozenset(lists["context"]["wholes"].split()),
        town_context=frozenset(lists["context"]["town"].split()),
        town_endings=tuple(lists["context"]["town_endings"].split()),
        area_opens=tuple(lists["context"]["area_opens"]),
        settlement_opens=tuple(lists["context"]["settlement_opens"]),
        articles=phrases["articles"],
        armies=phrases["armies"],
        governments=phrases["governments"],
        spokespersons=phrases["spokespersons"],
        embassies=phrases["embassies"],
        bureaus=phrases["bureaus"],
        ministries=frozenset(lists["offices"]["ministries"].split()),
        posts=frozenset(lists["offices"]["posts"].split()),
        modifiers=frozenset(lists["offices"]["modifiers"].split()),
        of=phrases["of"],
        lone_armies=phrases["lone_armies"],
    )


@cache
def shared_names() -> frozenset[str]:
    """Names that bodies of many countries bear, case-folded."""
    return frozenset(lexicon("shared/identities.toml")["bodies"]["shared"].split("|"))
