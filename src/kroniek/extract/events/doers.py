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
    warfare: tuple[str, ...]
    """Beginnings of words that tell of blows from afar, such as armies deal: "shelled"."""
    unsettled: tuple[str, ...]
    """Words of a sentence that leaves open who did it, or tells of others than armies."""
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
    held: frozenset[str]
    """Who holds a place against its owner: "occupied", "rebel-held"."""

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

    def take(part: str, *names: str) -> dict[str, frozenset[str]]:
        return {name: frozenset(table[part][name].split()) for name in names}

    return DoerWords(
        language=language,
        arms=tuple(table["bodies"]["arms"].split()),
        truces=frozenset(word.replace("_", " ") for word in table["pairs"]["truces"].split()),
        warfare=tuple(word.replace("_", " ") for word in table["pairs"]["warfare"].split()),
        unsettled=tuple(word.replace("_", " ") for word in table["pairs"]["unsettled"].split()),
        **take("bodies", "things", "sides", "forces"),
        **take("pairs", "parties", "regained", "leaders", "lands", "downings"),
        **take("aims", "plans", "urging", "degrees"),
        **take("places", "institutions", "grounds", "reaching", "ways", "held"),
    )
