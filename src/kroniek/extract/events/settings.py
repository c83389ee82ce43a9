"""The words around a trigger that bear on whether it is told as happened."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from kroniek.extract.events.frames import VERBAL, Scene
from kroniek.extract.events.hits import NOUNS
from kroniek.extract.events.realis_words import RealisWords, any_of, sure, with_several
from kroniek.extract.grammar.chunks import (
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    MARK,
    NAME,
    NON_FINITE,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERB,
    Chunks,
)
from kroniek.extract.grammar.inflection import Form


class Setting(NamedTuple):
    """The words around a trigger that bear on its realis, lower case."""

    clause: tuple[str, ...]
    above: tuple[str, ...]
    """The clause that governs it: the one before, when a conjunction or infinitive links them."""
    opener: str
    infinitive: bool
    """An infinitive with "te" or "to", or one that goes on from such a one."""
    lead: tuple[str, ...]
    """Up to two words right before the "te" or "to" of an infinitive."""
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
    marker = _marker(scene)
    infinitive = marker is not None or _goes_on(scene)
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
    # An English verb is governed by what stands before it: not "said" in "he said it will go".
    ahead = scene.words.language == "en" and scene.form not in NOUNS
    last = hit.last if ahead else clause.last
    own = [*_plainly(chunks, clause.first, last, words), *_resumed(scene)]
    return Setting(
        with_several(sure(own[:80]), words),
        with_several(above[:80], words),
        opener_of(chunks, scene.clause, words),
        infinitive,
        tuple(lowers[max(0, marker - 2) : marker]) if marker is not None else (),
        tuple(lowers[max(0, first - 3) : first]),
        lowers[hit.last] if hit.last < len(lowers) else "",
    )


def opener_of(chunks: Chunks, clause: int, words: RealisWords) -> str:
    """The conjunction of a clause; empty where it only compares: "known as", "als gevolg van"."""
    first, last, opener, _ = chunks.clauses[clause]
    if opener not in words.comparing:
        return opener
    if first and chunks.lowers[first - 1] in words.compared:
        return ""
    if any_of(chunks.lowers[first + 1 : first + 2], words.compared_to):
        return ""
    for k in range(first + 1, last):
        if chunks.tags[k] is MARK:
            break
        if chunks.tags[k] in VERBAL:
            return opener if _verb_of_condition(chunks, k, opener) else ""
    return ""


def _verb_of_condition(chunks: Chunks, k: int, opener: str) -> bool:
    """Whether the verb at `k` can be the first of a clause with "if" or "als".

    Not "als vergelding beschoot het leger", where the subject follows, nor "werd als tweede
    vliegtuig geleverd", where no finite verb stands.
    """
    behind = chunks.tags[k + 1 : k + 2]
    if chunks.tags[k] == NON_FINITE:
        return behind == [AUXILIARY] or chunks.tags[k - 1] == AUXILIARY
    return opener != "als" or behind not in _SUBJECT


_SUBJECT = ([DETERMINER], [PRONOUN], [NAME])


def conditioned(scene: Scene, words: RealisWords) -> bool:
    """Whether a clause beside the trigger's sets the condition for it: "if …, they will"."""
    chunks = scene.chunks
    for other in (scene.clause - 1, scene.clause + 1):
        if not 0 <= other < len(chunks.clauses):
            continue
        first, last, *_ = chunks.clauses[other]
        if opener_of(chunks, other, words) not in words.strong_conditions:
            continue
        concessive = first > 0 and chunks.lowers[first - 1] in words.concessive
        credence = any_of(with_several(tuple(chunks.lowers[first:last]), words), words.credence)
        if not concessive and not credence:
            return True
    return False


def _marker(scene: Scene) -> int | None:
    """Where the "te" or "to" of an infinitive stands, also of "to be taken"; None without one."""
    lowers, hit = scene.chunks.lowers, scene.hit
    first = hit.first
    if scene.form is Form.INFINITIVE:
        if scene.words.language == "nl" and hit.last - first > 1:  # "in te nemen"
            return first
        return first - 1 if first and lowers[first - 1] in _MARKERS else None
    if scene.form not in {Form.PARTICIPLE, Form.PAST}:
        return None
    if lowers[hit.last : hit.last + 2] == ["te", "worden"]:
        return first
    k = first - 1
    while k > 1 and scene.chunks.tags[k] == ADVERB:
        k -= 1
    passive = k > 0 and lowers[k] in {"be", "worden"} and lowers[k - 1] in _MARKERS
    return k - 1 if passive else None


_MARKERS = frozenset({"te", "to"})


def _goes_on(scene: Scene) -> bool:
    """Whether an English verb without subject goes on from "to …": "to seize and annex"."""
    chunks, first = scene.chunks, scene.hit.first
    if scene.words.language == "nl" or scene.form not in {Form.PRESENT, Form.INFINITIVE}:
        return False
    if chunks.lowers[first].endswith("s"):
        return False
    k = first - 1
    while k > 0 and chunks.tags[k] == ADVERB:
        k -= 1
    if k < 2 or chunks.tags[k] != COORDINATOR:
        return False
    clause = chunks.clauses[chunks.clause_of[k - 1]]
    return any(
        chunks.lowers[j] == "to" and chunks.tags[j + 1] in VERBAL for j in range(clause.first, k)
    )


def _resumed(scene: Scene) -> tuple[str, ...]:
    """Where the trigger's clause stops for a relative one, the words with which it goes on."""
    chunks, number = scene.chunks, scene.clause
    if number + 2 >= len(chunks.clauses) or not chunks.clauses[number + 1].relative:
        return ()
    clause, rest = chunks.clauses[number], chunks.clauses[number + 2]
    if chunks.tags[rest.first] not in VERBAL:
        return ()
    if not VERBAL.isdisjoint(chunks.tags[clause.first : clause.last]):
        return ()
    return tuple(chunks.lowers[rest.first : rest.last])


def _plainly(chunks: Chunks, first: int, last: int, words: RealisWords) -> tuple[str, ...]:
    """The words of a clause, without those that bear on no verb of it.

    Behind "te" a word may look like a plural ("weigerde te gaan"); "gaat" needs an infinitive to
    tell a plan ("het gaat om vier doden"); an afterthought doubts the
    place, the day or the number only ("they meet in April, possibly in Bonn").
    """
    lowers, tags = chunks.lowers, chunks.tags
    return tuple(
        lowers[k]
        for k in range(first, last)
        if not (k and lowers[k - 1] == "te" and lowers[k] in _ALSO_INFINITIVES)
        and not (lowers[k] in _GOES and _idle(chunks, k, last))
        and not (lowers[k] == "due" and _because(chunks, k))
        and not (
            first < k < len(tags) - 1
            and lowers[k] in words.maybe
            and tags[k - 1] is MARK
            and (tags[k + 1] in {PREPOSITION, TIME} or VERBAL.isdisjoint(tags[k:last]))
        )
    )


def _because(chunks: Chunks, k: int) -> bool:
    """Whether "due" at `k` gives a cause: "due to the virus", not "due to start"."""
    behind = chunks.tags[k + 2 : k + 3]
    return chunks.lowers[k + 1 : k + 2] == ["to"] and VERBAL.isdisjoint(behind)


def _idle(chunks: Chunks, k: int, last: int) -> bool:
    """Whether "gaat" at `k` is the verb itself: "het gaat om vier doden"."""
    beside = any_of(chunks.lowers[k + 1 : min(k + 5, last)], _IDLE)
    return beside and without_infinitive(chunks, k, last, _GOES)


def without_infinitive(chunks: Chunks, first: int, last: int, but: Container[str]) -> bool:
    """Whether no Dutch infinitive stands in tokens ``[first, last)``, those of `but` left aside."""
    end = last
    while end > first and chunks.tags[end - 1] is MARK:
        end -= 1
    return not any(
        chunks.lowers[k].endswith(("en", "aan", "oen", "ien"))
        and (chunks.tags[k] in VERBAL or (k == end - 1 and chunks.tags[k - 1] not in _LEADS))
        and chunks.lowers[k] not in but
        for k in range(first, end)
    )


_IDLE = frozenset("om over erom erover ervan uit gepaard gebukt mee goed slecht mis".split())
_LEADS = frozenset({NUMBER, DETERMINER, PREPOSITION, COORDINATOR})
_GOES = frozenset({"gaat", "gaan"})
_ALSO_INFINITIVES: Sequence[str] = ("gaan", "willen")
