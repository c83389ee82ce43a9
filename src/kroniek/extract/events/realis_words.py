"""The words that say whether a happening is told as happened, by what they say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.packs import lexicon


@dataclass(frozen=True, slots=True)
class RealisWords:
    """The words of ``{language}/realis.toml``, by what they say."""

    negators: frozenset[str]
    harmless: frozenset[str]
    """Words behind a negator that take away its force: "not only"."""
    failing: frozenset[str]
    denying: frozenset[str]
    conditions: frozenset[str]
    modals: frozenset[str]
    maybe: frozenset[str]
    doubting: frozenset[str]
    """Adjectives before a noun: "possible"."""
    governors: frozenset[str]
    """Verbs and nouns whose clause or infinitive is not told as happened: "fears", "attempt"."""
    purpose: frozenset[str]
    will: frozenset[str]
    planning: frozenset[str]
    agreeing: frozenset[str]
    """Of these, those that make an agreement, not a plan of one."""
    standing: frozenset[str]
    """Prepositions behind which a thing exists already."""
    before_nouns: frozenset[str]
    every: frozenset[str]
    habit: frozenset[str]
    hearsay: frozenset[str]
    cancelling: frozenset[str]
    postponing: frozenset[str]
    achieved: frozenset[str]
    even_purpose: frozenset[str]
    """Of the achieved those whose infinitive of purpose did happen too: "it took weeks to"."""
    conative: frozenset[str]
    considering: frozenset[str]
    expecting: frozenset[str]
    reported: frozenset[str]
    """Modals that in what somebody said look ahead from then."""
    ahead: frozenset[str]
    """Words of times to come."""
    present: frozenset[str]
    """Verbs in the present tense that tell when a noun takes place."""
    weekdays: frozenset[str]
    """Days of the week that a present tense makes the next."""
    no_plan_behind: frozenset[str]
    """Words before a day of the week that make it none to come."""
    several: Mapping[str, tuple[tuple[str, ...], ...]]
    """Entries of several words, by their last: the words before it, the nearest first."""


_PLACES = {
    "negators": ("negated", "words"),
    "harmless": ("negated", "not_before"),
    "failing": ("negated", "verbs"),
    "denying": ("denied", "verbs"),
    "conditions": ("hypothetical", "subordinators"),
    "modals": ("hypothetical", "modals"),
    "maybe": ("hypothetical", "adverbs"),
    "doubting": ("hypothetical", "adjectives"),
    "governors": ("hypothetical", "governors"),
    "purpose": ("hypothetical", "purpose"),
    "will": ("planned", "modals"),
    "planning": ("planned", "words"),
    "agreeing": ("planned", "agreeing"),
    "standing": ("planned", "standing"),
    "before_nouns": ("planned", "nouns"),
    "every": ("generic", "determiners"),
    "habit": ("generic", "adverbs"),
    "hearsay": ("hearsay", "modals"),
    "cancelling": ("negated", "cancelling"),
    "postponing": ("planned", "postponing"),
    "achieved": ("achieved", "words"),
    "even_purpose": ("achieved", "even_purpose"),
    "conative": ("conative", "words"),
    "considering": ("hypothetical", "considering"),
    "expecting": ("hypothetical", "expecting"),
    "reported": ("planned", "reported"),
    "ahead": ("planned", "ahead"),
    "present": ("planned", "present"),
    "weekdays": ("planned", "weekdays"),
    "no_plan_behind": ("planned", "no_plan_behind"),
}
"""Where the words of each field stand: table and key of ``{language}/realis.toml``."""


@cache
def realis_words(language: str) -> RealisWords:
    """The words of ``nl`` or ``en``."""
    data = lexicon(f"{language}/realis.toml")

    def take(table: str, key: str) -> frozenset[str]:
        return frozenset(data[table][key].split())

    return RealisWords(
        **{name: take(*place) for name, place in _PLACES.items()},
        several=_several(
            entry
            for table in data.values()
            for key, line in table.items()
            if key != "not_before"
            for entry in line.split()
        ),
    )


def sure(lowers: Sequence[str]) -> tuple[str, ...]:
    """The words, without "as … as possible" and "a possible deal": these doubt no other."""
    if _MAY.isdisjoint(lowers):
        return tuple(lowers)
    return tuple(
        lower
        for k, lower in enumerate(lowers)
        if lower not in _MAY
        or not (
            (k and lowers[k - 1] in _ARTICLES)
            or any(before.startswith(("zo", "as")) for before in lowers[max(0, k - 2) : k])
        )
    )


_ARTICLES = frozenset({"een", "het", "a", "the"})
_MAY = frozenset({"mogelijk", "possible"})


def _several(entries: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for entry in dict.fromkeys(entries):
        *before, last = entry.split("_")
        if before:
            found[last].append(tuple(reversed(before)))
    return {last: tuple(befores) for last, befores in found.items()}


_APART = 10
"""How many words back the words before the last of an entry of several are looked for."""


def with_several(lowers: tuple[str, ...], words: RealisWords) -> tuple[str, ...]:
    """The words, and the entries of several words they make, written with "_"."""
    if words.several.keys().isdisjoint(lowers):
        return lowers
    made = []
    for k, lower in enumerate(lowers):
        for before in words.several.get(lower, ()):
            window = reversed(lowers[max(0, k - _APART) : k])
            if all(word in window for word in before):
                made.append("_".join((*reversed(before), lower)))
    return (*lowers, *made)
