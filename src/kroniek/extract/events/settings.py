"""The words around a trigger that bear on whether it is told as happened."""

from collections.abc import Sequence
from typing import NamedTuple

from kroniek.extract.events.frames import Scene
from kroniek.extract.events.realis_words import RealisWords, sure, with_several
from kroniek.extract.grammar.chunks import AUXILIARY, RELATIVE, SUBORDINATOR, VERB
from kroniek.extract.grammar.inflection import Form


class Setting(NamedTuple):
    """The words around a trigger that bear on its realis, lower case."""

    clause: tuple[str, ...]
    above: tuple[str, ...]
    """The clause that governs it: the one before, when a conjunction or infinitive links them."""
    opener: str
    infinitive: bool
    """An infinitive with "te" or "to"."""
    before: tuple[str, ...]
    """Up to three words right before the trigger."""
    behind: str


def setting_of(scene: Scene, words: RealisWords) -> Setting:
    """Gather the words that bear on realis."""
    chunks, hit = scene.chunks, scene.hit
    lowers = chunks.lowers
    clause = chunks.clauses[scene.clause]
    above: tuple[str, ...] = ()
    first = hit.first
    split = scene.words.language == "nl" and hit.last - first > 1  # "in te nemen"
    infinitive = scene.form is Form.INFINITIVE and (
        split or (first > 0 and lowers[first - 1] in {"te", "to"})
    )
    opened = chunks.tags[clause.first] in {SUBORDINATOR, RELATIVE}
    verbless = scene.form is Form.INFINITIVE and not any(
        chunks.tags[k] in {AUXILIARY, VERB} for k in range(clause.first, clause.last)
    )
    if verbless and not opened and not infinitive:
        # "he would then, without a fight, take the town": the modal stands clauses before.
        above = tuple(lowers[max(0, clause.first - 60) : clause.first])
    elif (infinitive or chunks.tags[clause.first] == SUBORDINATOR) and scene.clause:
        earlier = chunks.clauses[scene.clause - 1]
        above = tuple(lowers[earlier.first : earlier.last])
    return Setting(
        with_several(sure(_without_infinitives(lowers, clause.first, clause.last)[:80]), words),
        with_several(above[:80], words),
        clause.opener,
        infinitive,
        tuple(lowers[max(0, first - 3) : first]),
        lowers[hit.last] if hit.last < len(lowers) else "",
    )


def _without_infinitives(lowers: Sequence[str], first: int, last: int) -> tuple[str, ...]:
    """The words, without those that only behind "te" look like a plural: "weigerde te gaan"."""
    return tuple(
        lowers[k]
        for k in range(first, last)
        if not (k and lowers[k - 1] == "te" and lowers[k] in _ALSO_INFINITIVES)
    )


_ALSO_INFINITIVES = frozenset({"gaan", "willen"})
