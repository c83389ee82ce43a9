"""Phrases that belong together: "A and B", "the mayor, Lea Weiss", "minister van X Weiss"."""

from collections.abc import Sequence

from kroniek.extract.events.frames import Scene, finite_at
from kroniek.extract.grammar.chunks import COORDINATOR, NAME, NUMBER, Chunks, Clause, Phrase
from kroniek.model.text import NameType

_OF = frozenset({"van", "of"})


def clause_is_plural(scene: Scene, clause: Clause) -> bool:
    """Whether the first verb of a clause can only have a plural subject."""
    verb = finite_at(scene, clause)
    lower = scene.chunks.lowers[verb] if verb is not None else ""
    if scene.words.language == "nl":
        return lower.endswith("en") or lower in {"zijn", "gaan", "staan"}
    return lower in {"have", "are", "were", "do"}


def with_joined(chunks: Chunks, phrase: Phrase | None, *, plural: bool = False) -> list[Phrase]:
    """A phrase and those that "and" links to it; `plural`: its verb wants several."""
    if phrase is None:
        return []
    if len(chunks.phrases) > _MANY or phrase not in chunks.phrases:
        return [phrase]
    at = chunks.phrases.index(phrase)
    named = _bearer(chunks, at)
    if named is not None:
        return [named, *_joined_behind(chunks, at + 1 + (chunks.phrases[at + 1] != named))]
    found = [phrase]
    for following in chunks.phrases[at + 1 : at + 6]:
        if following.preposition in _OF and not following.joined and not phrase.mention:
            continue  # "the mayor of Bern, Lea Weiss"
        comma = following.joined and chunks.tags[following.first - 1] != COORDINATOR
        own = following.preposition not in _OF or comma or plural
        if not following.joined or following.clause != phrase.clause or not own:
            break
        found.append(following)
    while chunks.phrases[at].joined and at > 0 and len(found) < 6:
        at -= 1
        found.insert(0, chunks.phrases[at])
    listed = any(chunks.tags[one.first - 1] == COORDINATOR for one in found if one.first)
    return found if listed else [_named_beside(phrase, found)]


_MANY = 200


def _bearer(chunks: Chunks, at: int) -> Phrase | None:
    """The person behind a function: "secretary of state Weiss", "minister van Defensie Weiss"."""
    phrase = chunks.phrases[at]
    behind = chunks.phrases[at + 1 : at + 3]
    named = phrase.mention is not None and chunks.tags[phrase.last - 1] == NAME
    if named or not behind or behind[0].preposition not in _OF:
        return None
    of = behind[0]
    if of.first != phrase.last + 1 or of.joined:
        return None
    if of.mention is not None and of.mention.type is NameType.PERSON:
        before = chunks.tokens[of.first].start < of.mention.span.start
        return of._replace(first=phrase.first, preposition=phrase.preposition) if before else None
    last = behind[-1]
    person = last.mention is not None and last.mention.type is NameType.PERSON
    beside = last is not of and last.first == of.last and not last.joined
    return last if person and beside else None


def _joined_behind(chunks: Chunks, at: int) -> list[Phrase]:
    """The phrases that follow by "and" or comma, from the one at `at` on."""
    found: list[Phrase] = []
    for following in chunks.phrases[at : at + 5]:
        if not following.joined:
            break
        found.append(following)
    return found if any(chunks.tags[one.first - 1] == COORDINATOR for one in found) else []


def _named_beside(phrase: Phrase, joined: Sequence[Phrase]) -> Phrase:
    """The person that a comma alone joins to a function: "Janssen, the mayor"."""
    if phrase.mention is not None:
        return phrase
    persons = [
        one for one in joined if one.mention is not None and one.mention.type is NameType.PERSON
    ]
    return persons[0] if len(persons) == 1 else phrase


def many(chunks: Chunks, phrase: Phrase) -> bool:
    """Whether a phrase means several: joined ones, a number, a plural."""
    if phrase.mention is None and chunks.lowers[phrase.first] in _ONE:
        return False
    number = NUMBER in chunks.tags[phrase.first : phrase.last]
    plural = phrase.mention is None and chunks.lowers[phrase.last - 1].endswith(("s", "en", "men"))
    return number or plural or len(with_joined(chunks, phrase)) > 1


_ONE = frozenset({"het", "een", "a", "an", "this", "that", "dit", "dat"})
