"""Where an event took place: the places its clause names, best first."""

from collections.abc import Sequence

from kroniek.extract.events.doers import doer_words
from kroniek.extract.events.frames import Scene, acts
from kroniek.extract.events.hits import NOUNS
from kroniek.extract.events.lexicon import event_lexicon
from kroniek.extract.grammar.chunks import EVENT_VERB, NAME, Phrase
from kroniek.model.text import PLACES, NameType
from kroniek.spans import Span


def places_of(scene: Scene, objects: Sequence[Phrase], kind: str) -> list[Phrase]:
    """Phrases that name where an event of a type happened, best first.

    Those of the clause, else one of the sentence. Where somebody comes from or a body sits is not
    where it happened: "a man from Bern", "the hospital in Bern said".
    """
    chunks, frame, at = scene.chunks, scene.words.frame, scene.hit.first
    own: list[Phrase] = []
    others: list[Phrase] = []
    for phrase in chunks.phrases:
        if phrase.mention is None or phrase.mention.type not in PLACES:
            continue
        if phrase not in objects and _of_somebody(scene, phrase, objects, kind):
            continue
        if phrase.clause == scene.clause and (
            phrase.preposition in frame["locative"]
            or phrase in objects
            or _before(scene, phrase)
            or _reached(scene, phrase)
        ):
            if _tells_where(scene, phrase, kind):
                own.append(phrase)
        elif phrase.preposition in frame["strong_locative"] and (
            not chunks.clauses[phrase.clause].relative
        ):
            others.append(phrase)
    own.sort(
        key=lambda p: (
            _beside(scene, p),
            not _attached(scene, p, objects),
            p.mention is None or p.mention.type is not NameType.POLITY,
            p.preposition in frame["of"],
            abs(p.first - at),
            p.first,
        )
    )
    return own or others[:1]


def _tells_where(scene: Scene, phrase: Phrase, kind: str) -> bool:
    """Whether the preposition is one of place; missiles come "from" elsewhere."""
    frame, preposition = scene.words.frame, phrase.preposition
    if preposition in _SOURCE and kind in _AIMED:
        return False
    return preposition not in frame["unlike_place"] or preposition in frame["of"]


_SOURCE = frozenset({"vanuit", "vanaf", "uit", "from"})
_AIMED = frozenset({"strike", "invasion_or_attack", "air_incident"})


def _before(scene: Scene, phrase: Phrase) -> bool:
    """Whether a name stands before the trigger in its own phrase: "the Bern talks"."""
    own = phrase is scene.chunks.phrase_at.get(scene.hit.first)
    beside = scene.form in NOUNS and phrase.last == scene.hit.first and not phrase.preposition
    if not (own or beside) or phrase.mention is None:
        return False
    end = scene.chunks.tokens[scene.hit.first].start
    return phrase.mention.span.end <= end and not owner(phrase, scene)


def _reached(scene: Scene, phrase: Phrase) -> bool:
    """Whether a town is what the trigger, as subject, reaches: "Aid convoy reaches Gao"."""
    verb = phrase.first - 1
    subject = scene.chunks.phrase_at.get(scene.hit.first)
    if phrase.preposition or subject is None or subject.preposition or verb < subject.last:
        return False
    return scene.chunks.lowers[verb] in doer_words(scene.words.language).reaching


def owner(phrase: Phrase, scene: Scene) -> bool:
    """Whether the last name of a phrase is a possessive: "Mali's"."""
    names = [k for k in range(phrase.first, phrase.last) if scene.chunks.tags[k] == NAME]
    return bool(names) and scene.chunks.lowers[names[-1]].endswith(("'s", "’s", "'", "’"))


def _attached(scene: Scene, phrase: Phrase, objects: Sequence[Phrase]) -> bool:
    """Whether a place stands right behind the trigger's phrase or what it happens to."""
    if phrase in objects or _before(scene, phrase):
        return True
    before = phrase.first - 2
    around = scene.chunks.phrase_at.get(scene.hit.first)
    ends = {scene.hit.last - 1, around.last - 1 if around is not None else -1}
    return before in ends | {one.last - 1 for one in objects}


def _of_somebody(scene: Scene, phrase: Phrase, objects: Sequence[Phrase], kind: str) -> bool:
    """Whether a place only tells where a person comes from or a body sits."""
    chunks, before = scene.chunks, phrase.first - 2
    if not phrase.preposition or phrase.joined or before < 0:
        return False
    inside = chunks.phrase_at.get(before)
    if inside is None or inside is chunks.phrase_at.get(scene.hit.first):
        return False
    if _beside(scene, phrase):
        return False
    if phrase.preposition in _ORIGIN and acts(scene, inside) and not _resident(scene, inside):
        return True
    clause = chunks.clauses[inside.clause]
    hit = EVENT_VERB in chunks.tags[clause.first : inside.first]
    if hit or inside in objects or inside.preposition in scene.words.frame["strong_locative"]:
        return False  # "hit a hospital in Bern", "died in the hospital of Bern"
    bodies = doer_words(scene.words.language).institutions
    sits = phrase.preposition in _ORIGIN | _SEAT and chunks.lowers[inside.last - 1] in bodies
    return sits and kind not in _OFFICIAL


def _resident(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase means those who live somewhere: where they live is where they are."""
    last = scene.chunks.lowers[phrase.last - 1]
    return "residents" in event_lexicon(scene.words.language).know(last).classes


def _beside(scene: Scene, phrase: Phrase) -> bool:
    """Whether a place only tells how far and which way: "ten westen van Bern"."""
    before = phrase.first - 2
    ways = doer_words(scene.words.language).ways
    return before >= 0 and scene.chunks.lowers[before] in ways


_ORIGIN = frozenset({"van", "uit", "of", "from"})
_SEAT = frozenset({"in", "te", "at"})
_OFFICIAL = frozenset(
    """court_case arrest announcement statement election decision appointment meeting negotiation
    agreement protest publication visit""".split()
)


_UPON = frozenset({"op", "on", ""})


def ground_of(scene: Scene) -> Span | None:
    """The adjective of a country on whose ground it happened: "in Irish waters", "Irish towns"."""
    chunks = scene.chunks
    grounds = doer_words(scene.words.language).grounds
    for phrase in chunks.in_clause(scene.clause):
        placed = phrase.preposition in _UPON | scene.words.frame["strong_locative"]
        if (
            phrase.mention is not None
            or not placed
            or chunks.lowers[phrase.last - 1] not in grounds
        ):
            continue
        for k in range(phrase.first, phrase.last - 1):
            if chunks.tokens[k].lower in scene.adjectives:
                return chunks.tokens[k].span
    return None
