"""What a thing is called for a reader of Dutch or English: the form that articles use most."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kroniek.ids import ArticleId, EntityId
from kroniek.model.chronicle import Entity
from kroniek.model.doc import NAMES, Doc
from kroniek.model.text import PLACES, NameType
from kroniek.spans import Span
from kroniek.words import Words

Identified = Mapping[ArticleId, Mapping[Span, EntityId]]
DIVISIONS = frozenset({"oblast", "province", "krai", "county"})
"""Parts of a country that mostly bear their seat's name: always told apart from it."""


def named_for(
    entities: Iterable[Entity], docs: Iterable[Doc], identified: Identified, language: str
) -> dict[EntityId, Entity]:
    """Entities under the names that readers of `language` know; the former name is an alias then.

    A name that several bear, or that is a province's, is told with the kind: "Groningen
    (provincie)".
    """
    used = _forms_used(docs, identified, language)
    listed = list(entities)
    anywhere = Counter[str]()
    for forms in used.values():
        anywhere.update(forms)
    # "Koersk" told of the oblast is what Dutch readers call the city too.
    names = {
        one.id: usual_name(one, used.get(one.id) or (anywhere if one.type in PLACES else {}))
        for one in listed
    }
    shared = Counter(names.values())
    words = Words(language, "web")
    return {
        one.id: _renamed(one, _told_apart(one, names[one.id], shared[names[one.id]], words))
        for one in listed
    }


def usual_name(entity: Entity, used: Mapping[str, int]) -> str:
    """The form of an entity's name that texts use most; its own name if they use none of them.

    `used` counts forms as written. Only the name and its aliases count, no inflected or possessive
    form ("Ruslands", "the Front's"); a person is called by more than one word where texts do so.
    """
    forms = {form for form in (entity.name, *entity.aliases) if not _possessive(form)}
    told = [form for form in used if form in forms]
    if entity.type is NameType.PERSON and any(" " in form for form in (entity.name, *told)):
        told = [form for form in told if " " in form]
    return min(told, key=lambda form: (-used[form], form != entity.name, form), default=entity.name)


def _possessive(form: str) -> bool:
    return form.endswith(("'s", "’s", "s'", "s’"))


def _forms_used(
    docs: Iterable[Doc], identified: Identified, language: str
) -> Mapping[EntityId, Mapping[str, int]]:
    """How often articles of a language write each entity in each way."""
    found: defaultdict[EntityId, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        known = identified[doc.article.id]
        for name in doc[NAMES] if doc.article.language == language else ():
            if not name.nominal and name.span in known:
                found[known[name.span]][" ".join(name.span.of(doc.text).split())] += 1
    return found


def _told_apart(entity: Entity, name: str, bearers: int, words: Words) -> str:
    kind = entity.kind
    if kind is None or kind == "city" or (bearers == 1 and kind not in DIVISIONS):
        return name
    told = words.kind(kind)
    return name if told.casefold() in name.casefold() or "(" in name else f"{name} ({told})"


def _renamed(entity: Entity, name: str) -> Entity:
    others = dict.fromkeys((entity.name, *entity.aliases))
    others.pop(name, None)
    return replace(entity, name=name, aliases=tuple(others))
