"""What names are recognised by: word lists of each language, given names, the packs' names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kroniek.model.text import NameType
from kroniek.packs import PackEntity, Packs, lexicon

PARTICLES = frozenset(lexicon("shared/names.toml")["particles"].split())
"""Small words inside the names of persons, lower case."""

CAPITAL_PARTICLES = frozenset(lexicon("shared/names.toml")["capital_particles"].split())
"""Words that may open a name with a capital in the middle of a sentence: "De Croo"."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists of one language, lower case; `not_names` stand as written."""

    function: frozenset[str]
    common: frozenset[str]
    not_names: frozenset[str]
    adjectives: frozenset[str]
    adjective_endings: tuple[str, ...]
    adjective_tails: frozenset[str]
    """Second halves of compounds that are adjectives, no names: "Moscow-backed"."""
    people: frozenset[str]
    months: frozenset[str]
    roles: frozenset[str]
    role_endings: tuple[str, ...]
    titles: frozenset[str]
    org_heads: frozenset[str]
    org_lower_heads: frozenset[str]
    org_suffixes: tuple[str, ...]
    legal: frozenset[str]
    links: frozenset[str]
    joining: frozenset[str]
    org_nouns: frozenset[str]
    org_noun_endings: tuple[str, ...]
    institutions: frozenset[str]
    org_holders: frozenset[str]
    waters: frozenset[str]
    org_lasts: frozenset[str]
    """Last words of names of bodies: "Slachtofferhulp Nederland"."""
    misc_heads: frozenset[str]
    misc_nouns: frozenset[str]
    """Nouns before the name of a storm, a ship, a work: "orkaan", "film"."""
    word_endings: tuple[str, ...]
    place_nouns: frozenset[str]
    place_holders: frozenset[str]
    place_bodies: frozenset[str]
    """Bodies of towns and provinces, which the bare name follows: "gemeente Tiel"."""
    place_parts: frozenset[str]
    place_suffixes: tuple[str, ...]
    place_before: frozenset[str]
    compass: frozenset[str]
    compound_heads: frozenset[str]
    speech_after: frozenset[str]
    speech_before: frozenset[str]
    kin: frozenset[str]
    verbs: frozenset[str]
    units: frozenset[str]
    """What armies are made of: "brigade"."""
    unit_words: frozenset[str]
    """Words between the number and the noun of a unit: "gemechaniseerde"."""

    def looks_adjective(self, word: str) -> bool:
        """Whether a lower-case word looks like an adjective of a place, by its ending."""
        return len(word) > 5 and word.endswith(self.adjective_endings)

    def calls_organisation(self, word: str) -> bool:
        """Whether the lower-case word is a common noun for firms and bodies: "netbeheerder"."""
        return word in self.org_nouns or (
            len(word) > 8 and word.endswith(self.org_noun_endings) and word not in self.roles
        )

    def heads_name(self, word: str) -> bool:
        """Whether a lower-case word may head a name of several words, or is a short one."""
        heads = word in self.org_heads or word.endswith(self.org_suffixes)
        return heads or word in self.place_parts or word in self.compass or len(word) < 7

    def is_role(self, word: str) -> bool:
        """Whether the lower-case word is a function or trade of persons."""
        return _is_role(word, self.roles, self.role_endings)


@lru_cache(maxsize=65536)
def _is_role(word: str, roles: frozenset[str], endings: tuple[str, ...]) -> bool:
    return word in roles or (len(word) > 8 and word.endswith(endings))


@cache
def name_words(language: str) -> NameWords:
    """The lists of a language, ``nl`` or ``en``, read once."""
    lists = lexicon(f"{language}/names.toml")
    shared = lexicon("shared/names.toml")

    def of(section: str, key: str) -> frozenset[str]:
        return frozenset(lists[section][key].split())

    def ends(section: str, key: str) -> tuple[str, ...]:
        return tuple(sorted(of(section, key)))

    function = of("common", "function")
    return NameWords(
        function=function,
        common=function | of("common", "words"),
        not_names=of("common", "not_names"),
        adjectives=of("common", "adjectives"),
        adjective_endings=ends("common", "adjective_endings"),
        adjective_tails=of("common", "adjective_tails"),
        people=of("common", "people"),
        months=frozenset(shared["months"].split()),
        roles=of("roles", "words"),
        role_endings=ends("roles", "endings"),
        titles=of("roles", "titles"),
        org_heads=of("organisations", "heads") | frozenset(shared["organisations"].split()),
        org_lower_heads=of("organisations", "lower_heads"),
        org_suffixes=ends("organisations", "suffixes"),
        legal=of("organisations", "legal"),
        links=of("organisations", "links"),
        joining=of("organisations", "links") - {"en", "and", "&", "de", "het", "the"},
        org_nouns=of("organisations", "nouns"),
        org_noun_endings=ends("organisations", "noun_endings"),
        institutions=of("organisations", "institutions"),
        org_holders=of("organisations", "holders"),
        waters=of("places", "waters"),
        org_lasts=of("organisations", "lasts"),
        misc_heads=of("misc", "heads"),
        misc_nouns=of("misc", "nouns"),
        word_endings=ends("common", "endings"),
        place_nouns=of("places", "nouns"),
        place_holders=of("places", "holders"),
        place_bodies=of("places", "bodies"),
        place_parts=of("places", "parts") | frozenset(shared["places"].split()),
        place_suffixes=ends("places", "suffixes"),
        place_before=of("places", "before"),
        compass=of("places", "compass"),
        compound_heads=of("places", "compound_heads"),
        speech_after=of("speech", "after"),
        speech_before=of("speech", "before"),
        kin=of("speech", "persons_before"),
        verbs=of("speech", "verbs") | of("speech", "after"),
        units=of("organisations", "units"),
        unit_words=of("organisations", "unit_words"),
    )


@cache
def surname_endings() -> tuple[str, ...]:
    """Endings that many surnames have, lower case."""
    return tuple(sorted(lexicon("shared/names.toml")["surname_endings"].split()))


@cache
def lower_heads() -> frozenset[str]:
    """First halves, without a capital, of compounds that are names: "kabinet-Jansen"."""
    return frozenset(lexicon("shared/names.toml")["lower_heads"].split())


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Given names, lower case: `sure` ones, and `all` with those that are words or places too."""

    sure: frozenset[str]
    all: frozenset[str]


@cache
def given_names() -> GivenNames:
    """The given names of all languages, read once."""
    lists = lexicon("shared/first_names.toml")
    doubtful = frozenset(lists["doubtful"].lower().split())
    every = frozenset(word for names in lists.values() for word in names.lower().split())
    return GivenNames(sure=every - doubtful, all=every)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The packs' names by their lower-case words, and demonyms by use."""

    forms: Mapping[str, tuple[PackEntity, ...]]
    longest: Mapping[str, int]
    """Most words of a form that begins with the word."""
    adjectives: frozenset[str]
    inhabitants: frozenset[str]
    given: GivenNames
    surnames: frozenset[str]
    """Last words of known persons' names."""

    @classmethod
    def from_packs(cls, packs: Packs) -> "KnownNames":
        """Index the packs' names by first word."""
        forms: dict[str, tuple[PackEntity, ...]] = {}
        longest: dict[str, int] = {}
        surnames = set()
        for form, entities in packs.by_form.items():
            parts = form.replace("\u2019", "'").split()
            if not parts:
                continue
            forms[" ".join(parts)] = entities
            longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
            if len(parts) > 1 and any(e.type is NameType.PERSON for e in entities):
                surnames.add(parts[-1])
        return cls(
            forms=forms,
            longest=longest,
            adjectives=frozenset(d.form.lower() for d in packs.demonyms if d.use == "adjective"),
            inhabitants=frozenset(d.form.lower() for d in packs.demonyms if d.use != "adjective"),
            given=given_names(),
            surnames=frozenset(surnames),
        )

    def is_inhabitant(self, form: str) -> bool:
        """Whether a lower-case word names inhabitants, by the packs or by its country's name."""
        if form in self.inhabitants:
            return True
        return form.endswith("sen") and any(e.kind == "country" for e in self.lookup(form[:-3]))

    def covered(self, lowers: Sequence[str]) -> int:
        """How many of the first words the longest known name covers; 0 if none."""
        if not lowers:
            return 0
        for end in range(min(self.longest.get(lowers[0], 0), len(lowers)), 0, -1):
            if " ".join(lowers[:end]) in self.forms:
                return end
        return 1 if self.lookup(lowers[0]) else 0

    def spells(self, text: str) -> bool:
        """Whether a name is known that is written just so: the country "US" is not "us"."""
        return any(text in entity.forms for entity in self.forms.get(text.lower(), ()))

    def is_country(self, form: str) -> bool:
        """Whether the lower-case form names a country."""
        return any(e.kind == "country" for e in self.lookup(form))

    def is_place_or_people(self, form: str) -> bool:
        """Whether the lower-case form names something else than a person, or inhabitants."""
        return any(e.type != "PER" for e in self.lookup(form)) or self.is_inhabitant(form)

    def is_known(self, form: str) -> bool:
        """Whether the lower-case word is, or may be part of, a name by the packs' or own lists."""
        return bool(self.lookup(form)) or form in self.given.all or form in self.surnames

    def lookup(self, form: str) -> tuple[PackEntity, ...]:
        """Entities known by the lower-case form; possessive endings are looked through."""
        found = self.forms.get(form)
        if found is None:
            bare = without_possessive(form)
            found = self.forms.get(bare) if bare != form else None
            if found is None and form.endswith("s"):
                found = self.forms.get(form[:-1])
        return found or ()


def without_possessive(form: str) -> str:
    """`form` without "'s" or a bare apostrophe at its end."""
    if form.endswith(("'s", "\u2019s")):
        return form[:-2]
    return form[:-1] if form.endswith(("'", "\u2019")) else form
