"""The chronicle as FollowTheMoney entities (followthemoney.tech), for Aleph and its kin.

One JSON object a line, after the schemata Person, Organization, Address, Article and Event of its
3.x model. Written by hand, for the library that knows the model needs a compiler on some systems;
properties and their types are those of its documentation.
"""

import json
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from kroniek.edtf import edtf
from kroniek.ids import ArticleId
from kroniek.model.chronicle import Entity
from kroniek.model.doc import DATING
from kroniek.model.text import PLACES, NameType
from kroniek.model.time import Interval
from kroniek.share.material import Material
from kroniek.views import Line

_LANGUAGES = MappingProxyType({"nl": "nld", "en": "eng", "de": "deu", "fr": "fra"})
Properties = dict[str, list[str]]


def ftm(material: Material) -> Iterator[str]:
    """Persons, organisations and places, then articles, then lines as events."""
    for item in _items(material):
        yield json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _items(material: Material) -> Iterator[dict[str, Any]]:
    for entity in material.views.entities.values():
        schema = _schema(entity)
        if schema is not None:
            yield _item(entity.id, schema, _entity(entity))
    for key in material.views.docs:
        yield _item(key, "Article", _article(material, key))
    for line in material.views.every_line:
        yield _item(line.entry.id, "Event", _event(material, line))


def _item(key: str, schema: str, properties: Properties) -> dict[str, Any]:
    kept = {name: values for name, told in properties.items() if (values := [v for v in told if v])}
    return {"id": _reference(key), "schema": schema, "properties": kept}


def _reference(key: str) -> str:
    return f"kroniek-{key.replace(':', '-')}"


def _schema(entity: Entity) -> str | None:
    """The schema of an entity; None for what the model has none for (peoples, works)."""
    if entity.type is NameType.PERSON:
        return "Person"
    if entity.type is NameType.ORGANISATION:
        return "Organization"
    return "Address" if entity.type in PLACES else None


def _entity(entity: Entity) -> Properties:
    country = [entity.country.lower()] if entity.country else []
    if entity.type in PLACES:
        return {
            "full": [entity.name],
            "country": country,
            "latitude": [str(entity.lat)] if entity.lat is not None else [],
            "longitude": [str(entity.lon)] if entity.lon is not None else [],
            "summary": [entity.kind or ""],
        }
    return {"name": [entity.name], "alias": list(entity.aliases), "country": country}


def _article(material: Material, key: ArticleId) -> Properties:
    views = material.views
    article, (dating,) = views.docs[key].article, views.docs[key][DATING]
    title = material.title(article) or article.path
    return {
        "name": [title],
        "title": [title],
        "publisher": [views.outlet(article)],
        "author": [article.author.name] if article.author else [],
        "language": [_LANGUAGES.get(article.language, "")],
        "publishedAt": _dates(dating.published, "low")[:1] if dating.best else [],
        "sourceUrl": [article.url or ""],
        "fileName": [article.path],
    }


def _event(material: Material, line: Line) -> Properties:
    best = line.told_by
    # Only persons and organisations may be involved; a state that acts is a place of the event.
    people = [who for who in line.people if _schema(who) in {"Person", "Organization"}]
    places = [who for who in (*line.places, *line.people) if _schema(who) == "Address"]
    return {
        "name": [material.quotes.cut(line.line) or line.entry.type],
        "startDate": _dates(line.when, "low"),
        "endDate": _dates(line.when, "high"),
        "location": [place.name for place in line.places],
        "addressEntity": list(dict.fromkeys(_reference(place.id) for place in places)),
        "country": sorted({place.country.lower() for place in line.places if place.country}),
        "involved": [_reference(who.id) for who in people],
        "keywords": [line.entry.type, str(line.entry.status)],
        "summary": [material.quote(best.article.id, best.span)],
        "sourceUrl": [material.link(best.article.id, best.span)],
        "proof": sorted({_reference(cite.article.id) for cite in line.cites}),
        "publisher": [best.outlet],
    }


def _dates(days: Interval, end: str) -> list[str]:
    """A day, month or year as it is known; the model's dates may be cut short."""
    written = edtf(days)
    if written is None:
        return []
    if "/" not in written:
        return [written]
    day = days.earliest if end == "low" else days.latest
    return [day.isoformat()] if day else []
