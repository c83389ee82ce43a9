"""Clauses that say what something is, not what happened: "the meeting is no summit"."""

from collections.abc import Sequence

from kroniek.extract.events.frames import Scene
from kroniek.extract.events.hits import NOUNS, Hit
from kroniek.extract.grammar.chunks import EVENT_VERB, NON_FINITE, VERB

_OTHER_VERBS = frozenset({EVENT_VERB, NON_FINITE, VERB})


def copula_at(scene: Scene) -> int | None:
    """Where "is" stands in the trigger's clause, if the clause has no other verb and no past."""
    chunks = scene.chunks
    clause = chunks.clauses[scene.clause]
    inside = range(clause.first, clause.last)
    if any(chunks.tags[k] in _OTHER_VERBS for k in inside):
        return None
    return next((k for k in inside if chunks.lowers[k] in scene.words.finite["copula"]), None)


def describes(scene: Scene, hits: Sequence[Hit]) -> bool:
    """Whether the trigger only says what another is: "a summit" in "the meeting is no summit"."""
    chunks, hit = scene.chunks, scene.hit
    around = chunks.phrase_at.get(hit.first)
    if scene.form not in NOUNS or around is None or around.preposition:
        return False
    if chunks.lowers[around.first] not in scene.words.finite["indefinite"]:
        return False
    copula = copula_at(scene)
    return copula is not None and any(
        other.first < copula < hit.first and chunks.clause_of[other.first] == scene.clause
        for other in hits
    )
