"""Who takes part in a telling, in which role, and by which words."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kroniek.extract.events.doers import doer_words
from kroniek.extract.events.frames import NAMING, Part, Scene
from kroniek.extract.events.hits import NOUNS
from kroniek.extract.events.lexicon import Reading, event_lexicon
from kroniek.extract.events.participants import passive
from kroniek.extract.events.pronouns import army_of_owner, person_meant, pronoun_at
from kroniek.extract.events.sifting import Found
from kroniek.extract.events.surroundings import Reach
from kroniek.extract.grammar.chunks import (
    Phrase,
)
from kroniek.extract.grammar.inflection import Form
from kroniek.ids import EntityId
from kroniek.model.text import PLACES
from kroniek.spans import Span


class Cast(NamedTuple):
    """One who takes part: role, words, and a key that is equal for equal names.

    Keys of names are upper case, those of other words lower case.
    """

    role: str
    spans: tuple[Span, ...]
    key: str
    stands_for: EntityId | None = None


def _key(scene: Scene, phrase: Phrase, reach: Reach) -> str:
    """The last word of the name in upper case; without a name, of the phrase in lower case."""
    if phrase.mention is not None:
        return reach.key(phrase.mention).upper()
    return scene.chunks.tokens[phrase.last - 1].lower


def _role(part: Part, roles: Mapping[str, str], *, flipped: bool, inverse: bool, noun: bool) -> str:
    """The role of a part of the clause, "-" if it has none.

    `flipped`: the subject undergoes it, for the verb is passive or `inverse`.
    """
    if part.function == "subject":
        undergoer = roles["inverse"] if inverse and "inverse" in roles else roles["object"]
        return undergoer if flipped else roles["subject"]
    if part.function == "object":
        return "-" if flipped else roles["object"]
    if part.function == "by":
        return roles["subject"] if flipped or noun else "-"
    if part.function == "between":
        return roles["with"]
    return roles[part.function]


def flipped_by(scene: Scene, reading: Reading) -> bool:
    """Whether the subject undergoes it: the verb is passive or inverse."""
    if scene.form in NOUNS or scene.form is Form.ATTRIBUTIVE:
        return False
    return reading.inverse or passive(scene, inverse=reading.inverse)


def cast_of(
    scene: Scene,
    parts: Sequence[Part],
    reading: Reading,
    roles: Mapping[str, str],
    reach: Reach,
) -> list[Cast]:
    """Who takes part; the place of a visit is no host."""
    flipped = flipped_by(scene, reading)
    if reading.object_role:
        roles = {**roles, "object": reading.object_role}
    found: list[Cast] = []
    taken: set[int] = set()
    for part in parts:
        role = _role(
            part, roles, flipped=flipped, inverse=reading.inverse, noun=scene.form in NOUNS
        )
        mention = part.phrase.mention
        place = mention is not None and mention.type in PLACES
        if role == "-" or part.phrase.first in taken or not _names_something(scene, part.phrase):
            continue
        if part.function == "with" and not _somebody(scene, part.phrase):
            continue
        if role == "host" and (place or (mention is None and part.function == "to")):
            continue
        if role == "goods" and mention is not None:
            role = roles["to"]  # "will send Mali five tanks"
        taken.add(part.phrase.first)
        found.append(
            Cast(
                role,
                _spans(scene, part.phrase),
                _key(scene, part.phrase, reach),
                _state(scene, part.phrase, role, reading.type, reach),
            )
        )
    return found


def _names_something(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase has more than small words: "all" alone says nobody."""
    first, tags = phrase.first, scene.chunks.tags
    bare = phrase.last == first + 1 and phrase.mention is None and scene.words.language == "en"
    if bare and first and scene.chunks.lowers[first - 1] in _BEFORE_VERBS:
        return False  # a verb the lists do not know
    return not NAMING.isdisjoint(tags[first : phrase.last])


_BEFORE_VERBS = frozenset(
    {"to", "will", "would", "can", "could", "may", "might", "must", "should", "not"}
)


def _somebody(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase behind "with" is a partner and no means: named, or people."""
    lexicon = event_lexicon(scene.words.language)
    tokens = scene.chunks.tokens[phrase.first : phrase.last]
    if phrase.mention is not None or tokens[0].lower in scene.adjectives:
        return True
    return any(not _PEOPLE.isdisjoint(lexicon.know(token.lower).classes) for token in tokens)


_PEOPLE = frozenset({"person", "force", "suspect", "war", "votes"})


def _spans(scene: Scene, phrase: Phrase) -> tuple[Span, ...]:
    """The name, or what a country's adjective begins ("Irish soldiers"), and the whole phrase."""
    tokens = scene.chunks.tokens
    whole = Span(tokens[phrase.first].start, tokens[phrase.last - 1].end)
    if phrase.mention is not None and whole.holds(phrase.mention.span):
        return tuple(dict.fromkeys((phrase.mention.span, whole)))
    at = _adjective_at(scene, phrase)
    if phrase.mention is not None:
        return (whole,)
    if at is None:
        return tuple(dict.fromkeys((_with_country(scene, phrase, whole), whole)))
    return tuple(dict.fromkeys((Span(tokens[at].start, whole.end), whole)))


def _with_country(scene: Scene, phrase: Phrase, whole: Span) -> Span:
    """The phrase with the country behind it: "the army of Mali"."""
    chunks = scene.chunks
    of = chunks.phrase_at.get(phrase.last + 1)
    if of is None or of.first != phrase.last + 1 or of.mention is None:
        return whole
    behind = of.preposition in scene.words.frame["of"] and of.mention.type in PLACES
    return Span(whole.start, chunks.tokens[of.last - 1].end) if behind else whole


def _adjective_at(scene: Scene, phrase: Phrase) -> int | None:
    """The first token of a phrase that is the adjective of a country."""
    tokens = scene.chunks.tokens
    inside = range(phrase.first, phrase.last)
    return next((k for k in inside if tokens[k].lower in scene.adjectives), None)


def _state(scene: Scene, phrase: Phrase, role: str, kind: str, reach: Reach) -> EntityId | None:
    """The state that a phrase without its name stands for; see `Participant.stands_for`."""
    language, tokens = scene.words.language, scene.chunks.tokens
    acts = role in event_lexicon(language).states.get(kind, ())
    if phrase.mention is not None:
        form = phrase.mention.span.of(reach.text)
        if phrase.mention.type in PLACES:
            return reach.states.acting(form, reach.forms) if acts else None
        return _behind_office(scene, phrase, role, reach)
    at = _adjective_at(scene, phrase)
    if at is None:
        return army_of_owner(scene, phrase, reach)
    alone = at == phrase.last - 1
    last = tokens[phrase.last - 1].lower
    if alone or (acts and doer_words(language).is_of_state(last)):
        return reach.states.of_adjective(tokens[at].lower)
    return None


def _behind_office(scene: Scene, phrase: Phrase, role: str, reach: Reach) -> EntityId | None:
    """The country for which a ministry or palace has an attack carried out."""
    if phrase.mention is None or role not in _BY_ARMS:
        return None
    form = phrase.mention.span.of(reach.text)
    if form.lower().partition(" ")[0] in scene.adjectives:
        form = form.partition(" ")[2]
    office = form.lower().startswith(("minist", "kremlin", "pentagon"))
    words = scene.chunks.lowers[phrase.first : phrase.last]
    owners = (reach.states.of_adjective(word) for word in words)
    found = next((one for one in owners if one), None) or reach.states.of_body(form)
    return found if office else None


_BY_ARMS = frozenset({"attacker", "taker", "occupier"})


def pronoun_cast(
    item: Found, scene: Scene, cast: Sequence[Cast], reading: Reading, reach: Reach
) -> list[Cast]:
    """The person "he" or "his" stands for, when only one that fits was named just before."""
    roles = event_lexicon(item.sentence.language).roles[reading.type]
    role = roles["object"] if flipped_by(scene, reading) else roles["subject"]
    if role == "-" or (scene.form in NOUNS and any(one.role == role for one in cast)):
        return []
    at = pronoun_at(scene)
    if at is None:
        return []
    token = item.tokens[at]
    start = item.sentence.span.start
    person = person_meant(reach, start, item.before, token.start, token.lower)
    return [] if person is None else [Cast(role, (person.span,), reach.key(person).upper())]
