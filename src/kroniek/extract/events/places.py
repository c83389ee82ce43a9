"""Where an event took place: the places its clause names, best first."""

from collections.abc import Sequence

from kroniek.extract.events.frames import Scene
from kroniek.extract.grammar.chunks import Phrase
from kroniek.model.text import PLACES


def places_of(scene: Scene, objects: Sequence[Phrase]) -> list[Phrase]:
    """Phrases that name where it happened, best first: the clause's, then the sentence's."""
    chunks, frame, at = scene.chunks, scene.words.frame, scene.hit.first
    own: list[Phrase] = []
    others: list[Phrase] = []
    for phrase in chunks.phrases:
        if phrase.mention is None or phrase.mention.type not in PLACES:
            continue
        if phrase.clause == scene.clause and (
            phrase.preposition in frame["locative"] or phrase in objects
        ):
            if phrase.preposition not in frame["unlike_place"] or phrase.preposition in frame["of"]:
                own.append(phrase)
        elif phrase.preposition in frame["strong_locative"] and (
            not chunks.clauses[phrase.clause].relative
        ):
            others.append(phrase)
    own.sort(key=lambda p: (p.preposition in frame["of"], abs(p.first - at), p.first))
    return own or others[:1]
