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
    dismissing: frozenset[str]
    """What one calls a clause that one denies: "a lie"."""
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
    causes: frozenset[str]
    """Of these, those behind which it exists without "the" too: "vanwege een staking"."""
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
    months: frozenset[str]
    """Months, which without a year make a present tense tell of what is to come."""
    scheduled: frozenset[str]
    """Modals that with a time to come tell what is arranged."""
    coped: frozenset[str]
    """Past modals that, told by the outlet, tell what was done: "moest wijken"."""
    strong_conditions: frozenset[str]
    """Of the conditions, those of which what follows hangs too."""
    concessive: frozenset[str]
    """Before a condition these make it none: "even if"."""
    comparing: frozenset[str]
    """Of the conditions, those that without a verb only compare."""
    compared: frozenset[str]
    """Words behind which they compare: "known as"."""
    compared_to: frozenset[str]
    """Words before which they compare: "als gevolg van"."""
    credence: frozenset[str]
    """Conditions of belief, no more: "if you believe"."""
    fearing: frozenset[str]
    """Verbs whose clause is open in any tense: "fears that many have died"."""
    fiction: frozenset[str]
    """Nouns of what tells no truth: "in the film"."""
    ordinals: frozenset[str]
    """Words behind which an infinitive is told as happened: "the first to"."""
    told_to: frozenset[str]
    """Words behind which an infinitive is told by others as so: "is said to"."""
    due_to: frozenset[str]
    """Words behind which an infinitive is arranged: "is to"."""
    refusing: frozenset[str]
    """Verbs of refusing: what they refuse is wanted by others, not denied."""
    off: frozenset[str]
    """Prepositions that with a number of days or weeks name a time to come."""
    units: frozenset[str]
    """Days, weeks, months and years."""
    from_month: frozenset[str]
    """Words that with a month alone and a present tense tell of what is to come."""
    happening: frozenset[str]
    """Verbs that with a negator say that a thing did not come about."""
    hypothetical_objects: frozenset[str]
    """Verbs whose object without "the" is wanted, offered or refused."""
    wanting: frozenset[str]
    """The same, of verbs that with an infinitive tell a plan."""
    averting: frozenset[str]
    """Verbs whose object did not happen, unless they fail: "could not prevent a massacre"."""
    planned_objects: frozenset[str]
    announcing: frozenset[str]
    promised: frozenset[str]
    """Verbs that promise what their object is."""
    promising: frozenset[str]
    """Verbs whose clause in the present tense tells what is to come: "decided that"."""
    talking: frozenset[str]
    """Words of talk, about which is what may come."""
    over: frozenset[str]
    """Prepositions of what is talked about."""
    measures: frozenset[str]
    """Nouns that only measure the one behind "of": "a round of talks"."""
    of_known: frozenset[str]
    """Prepositions behind which a thing with "the" is there already."""
    hypothetical_behind: Mapping[str, tuple[tuple[str, ...], ...]]
    """Words by the preposition they govern, before what is wanted, feared or opposed."""
    negated_behind: Mapping[str, tuple[tuple[str, ...], ...]]
    """The same, before what there is not: "no sign of"."""
    planned_behind: Mapping[str, tuple[tuple[str, ...], ...]]
    """The same, before what is planned."""
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
    "dismissing": ("denied", "dismissing"),
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
    "causes": ("planned", "causes"),
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
    "months": ("planned", "months"),
    "scheduled": ("planned", "scheduled"),
    "coped": ("achieved", "coped"),
    "strong_conditions": ("hypothetical", "conditions"),
    "concessive": ("hypothetical", "concessive"),
    "comparing": ("hypothetical", "comparing"),
    "compared": ("hypothetical", "compared"),
    "compared_to": ("hypothetical", "compared_to"),
    "credence": ("hypothetical", "credence"),
    "fearing": ("hypothetical", "fearing"),
    "fiction": ("hypothetical", "fiction"),
    "ordinals": ("achieved", "ordinals"),
    "told_to": ("achieved", "told_to"),
    "due_to": ("planned", "due_to"),
    "refusing": ("objects", "refusing"),
    "off": ("planned", "off"),
    "units": ("planned", "units"),
    "from_month": ("planned", "from_month"),
    "happening": ("negated", "happening"),
    "hypothetical_objects": ("objects", "hypothetical"),
    "wanting": ("objects", "wanting"),
    "averting": ("objects", "averting"),
    "planned_objects": ("objects", "planned"),
    "announcing": ("objects", "announcing"),
    "promised": ("objects", "promised"),
    "promising": ("planned", "promising"),
    "talking": ("talk", "words"),
    "over": ("talk", "prepositions"),
    "of_known": ("talk", "known_behind"),
    "measures": ("talk", "measures"),
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
        hypothetical_behind=_behind(data["hypothetical_behind"]),
        negated_behind=_behind(data["negated_behind"]),
        planned_behind=_behind(data["planned_behind"]),
        several=_several(
            entry
            for name, table in data.items()
            if not name.endswith("_behind")
            for key, line in table.items()
            if key != "not_before"
            for entry in line.split()
        ),
    )


def any_of(words: Iterable[str], wanted: frozenset[str]) -> bool:
    """Whether one of the words is among those wanted."""
    return not wanted.isdisjoint(words)


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


def _behind(table: Mapping[str, str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Entries by preposition, each cut into its words."""
    return {
        preposition: tuple(tuple(entry.split("_")) for entry in line.split())
        for preposition, line in table.items()
    }


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
