"""Words that tell who takes part: what stands for a country, forces, "both sides"."""

from dataclasses import dataclass
from functools import cache

from kroniek.packs import lexicon


@dataclass(frozen=True, slots=True)
class DoerWords:
    """Lists of one language, lower case."""

    language: str
    arms: tuple[str, ...]
    """What strikes for its owner: drones, missiles, warships."""
    things: frozenset[str]
    """What else does something and is nobody: debris, an explosion."""
    sides: frozenset[str]
    """What speaks for its sender: side, delegation, negotiators."""
    forces: frozenset[str]
    """Who fights for a country."""
    parties: frozenset[str]
    """Nouns that, in the plural, mean both who are opposed: "the two sides"."""
    truces: frozenset[str]
    """What ends fighting."""
    regained: frozenset[str]
    """Verbs and nouns, as the lexicon of events has them, of taking back what was one's own."""
    leaders: frozenset[str]
    """Behind "both", "the two": persons."""
    lands: frozenset[str]
    """Behind "both", "the two": countries."""
    downings: frozenset[str]
    """Verbs and nouns, as the lexicon has them, of shooting down."""
    plans: frozenset[str]
    """Nouns of what one means to do: "plans to"."""
    urging: frozenset[str]
    """Forms of verbs whose object is to do what follows: "asked rebels to"."""
    degrees: frozenset[str]
    """Superlatives that say how much."""
    institutions: frozenset[str]
    """Bodies that sit somewhere and tell of elsewhere: hospital, ministry."""
    grounds: frozenset[str]
    """What lies in a country: soil, waters, towns."""
    reaching: frozenset[str]
    """Forms of verbs whose object is where their subject comes to be."""
    ways: frozenset[str]
    """Before a place, what says which way or how far from it something is."""

    def is_thing(self, lower: str) -> bool:
        """Whether a noun is no one who acts; Dutch compounds count by their end."""
        if lower in self.arms or lower in self.things:
            return True
        return self.language == "nl" and lower.endswith(self.arms)

    def is_of_state(self, lower: str) -> bool:
        """Whether a noun behind a country's adjective stands for the country."""
        return lower in self.sides or (
            lower in self.arms or (self.language == "nl" and lower.endswith(self.arms))
        )


@cache
def doer_words(language: str) -> DoerWords:
    """The lists of ``nl`` or ``en``."""
    table = lexicon(f"{language}/participants.toml")
    bodies, pairs = table["bodies"], table["pairs"]
    return DoerWords(
        language,
        tuple(bodies["arms"].split()),
        frozenset(bodies["things"].split()),
        frozenset(bodies["sides"].split()),
        frozenset(bodies["forces"].split()),
        frozenset(pairs["parties"].split()),
        frozenset(word.replace("_", " ") for word in pairs["truces"].split()),
        frozenset(pairs["regained"].split()),
        frozenset(pairs["leaders"].split()),
        frozenset(pairs["lands"].split()),
        frozenset(pairs["downings"].split()),
        frozenset(table["aims"]["plans"].split()),
        frozenset(table["aims"]["urging"].split()),
        frozenset(table["aims"]["degrees"].split()),
        frozenset(table["places"]["institutions"].split()),
        frozenset(table["places"]["grounds"].split()),
        frozenset(table["places"]["reaching"].split()),
        frozenset(table["places"]["ways"].split()),
    )
