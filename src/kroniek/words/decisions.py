"""What people decided, in the reader's words: what, of which kind of thing, who, when and why."""

from collections.abc import Mapping
from datetime import date

from kroniek.edtf import days_written, in_words
from kroniek.ids import EntityId
from kroniek.model.chronicle import Entity
from kroniek.model.judgement import Judgement, Verb
from kroniek.model.time import Interval
from kroniek.packs import load_packs
from kroniek.words import Words

Entities = Mapping[EntityId, Entity]
"""What the collection knows, by id, under the names that the reader knows."""


def what(judgement: Judgement, entities: Entities, words: Words) -> str:
    """What was decided, of what kind of thing: ``regel: datum 12 juni 2023``."""
    verb = words.label("verb", judgement.verb)
    subject = words.label("subject", judgement.subject)
    value = judgement.value
    if value is None:
        return f"{subject}: {verb}"
    if judgement.verb is Verb.UNDO:
        return f"{subject} {value}: {verb}"
    if judgement.verb is Verb.DATE:
        return f"{subject}: {verb} {in_words(days_written(value), words.language)}"
    return f"{subject}: {verb} {_place(EntityId(value), entities)}"


def _place(key: EntityId, entities: Entities) -> str:
    known = entities.get(key) or load_packs().by_id.get(key)
    return f"{known.name} ({key})" if known else key


def by(judgement: Judgement, words: Words) -> str:
    """Who decided, and when."""
    day, _, time = judgement.when.partition("T")
    on = in_words(Interval.day(date.fromisoformat(day)), words.language)
    return f"{on_one_line(judgement.who)}, {on} {time[:5]} UTC"


def whole(judgement: Judgement, entities: Entities, words: Words) -> str:
    """What, by whom, when, under which id, and why."""
    why = f": {on_one_line(judgement.because)}" if judgement.because else ""
    return f"{what(judgement, entities, words)} · {by(judgement, words)} · {judgement.id}{why}"


def on_one_line(words: str) -> str:
    """Words of others on one line, with what can not be seen written out."""
    told = " ".join(words.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in told)
