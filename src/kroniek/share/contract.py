"""The annotation contract: what scorers, notebooks and other programs read.

`annotations` gives one object for each article, `chronicle` one for the whole collection; the
shapes are fixed in ``contract.schema.json`` beside this module (JSON Schema 2020-12).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from kroniek.ids import ArticleId, EntityId
from kroniek.model import chronicle as chron
from kroniek.model.article import BOILERPLATE, Article, Named, RegionKind
from kroniek.model.doc import (
    COPIES,
    DATING,
    DAYS,
    DISPUTES,
    ENTITIES,
    ENTRIES,
    EVENT_DAYS,
    EVENTS,
    FORECASTS,
    IDENTITIES,
    NAMES,
    QUANTITIES,
    SENTENCES,
    STATEMENTS,
    Collection,
    Doc,
)
from kroniek.model.text import EventMention, Statement
from kroniek.model.time import Dating, Interval
from kroniek.spans import Span

Item = dict[str, Any]
SpanItem = dict[str, int]
Identified = Mapping[Span, EntityId | None]
_CREDIT = {RegionKind.HEADER: RegionKind.OTHER}


@cache
def schema() -> Item:
    """The JSON Schema of both outputs: ``$defs/annotations`` and ``$defs/chronicle``."""
    text = resources.files("kroniek.share").joinpath("contract.schema.json").read_text("utf-8")
    loaded: Item = msgspec.json.decode(text)
    return loaded


def _span(span: Span) -> SpanItem:
    return {"start": span.start, "end": span.end}


def _maybe(span: Span | None) -> SpanItem | None:
    return None if span is None else _span(span)


def _spans(spans: Iterable[Span]) -> list[SpanItem]:
    return [_span(span) for span in spans]


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _days(days: Interval) -> Item:
    return {"earliest": _day(days.earliest), "latest": _day(days.latest)}


def _identified(collection: Collection) -> dict[ArticleId, dict[Span, EntityId | None]]:
    """Entity of each identified span, by article."""
    found: dict[ArticleId, dict[Span, EntityId | None]] = {}
    for row in collection[IDENTITIES]:
        found.setdefault(row.article, {})[row.span] = row.entity
    return found


def annotations(collection: Collection) -> Iterator[Item]:
    """One object for each article, in order of path, as the contract's "Per article" has it."""
    entities = {entity.id: entity for entity in collection[ENTITIES]}
    identified = _identified(collection)
    for doc in collection.docs:
        yield _annotated(doc, identified.get(doc.article.id, {}), entities)


def _annotated(doc: Doc, identified: Identified, entities: Mapping[EntityId, chron.Entity]) -> Item:
    article = _article(doc, identified, entities)
    statements = [_statement(item, identified) for item in doc[STATEMENTS]]
    days = {row.event: row.days for row in doc[EVENT_DAYS]}
    events = [_event(item, days[item.id], identified) for item in doc[EVENTS]]
    mentions = [
        {
            **_span(item.span),
            "type": item.type,
            "entity": identified.get(item.span),
            "nominal": item.nominal,
        }
        for item in doc[NAMES]
    ]
    named = [identified.get(item.span) for item in doc[NAMES]]
    used = _used(article, statements, events) | {key for key in named if key}
    return {
        "article": article,
        "sentences": [{**_span(item.span), "kind": item.kind} for item in doc[SENTENCES]],
        "mentions": mentions,
        "entities": [_entity(entities[EntityId(key)]) for key in sorted(used)],
        "times": [
            {
                **_span(item.span),
                "type": item.type,
                "value": item.value,
                "mod": item.mod,
                **_days(item.days),
                "candidates": list(item.candidates),
            }
            for item in doc[DAYS]
        ],
        "statements": statements,
        "events": events,
        "quantities": [
            {
                **_span(item.span),
                "value": item.value,
                "unit": item.unit,
                "approximate": item.approximate,
                "doubtful": item.doubtful,
            }
            for item in doc[QUANTITIES]
        ],
    }


def _used(article: Item, statements: list[Item], events: list[Item]) -> set[str]:
    """Every entity id that the article, its statements and its events name."""
    used = {(article[role] or {}).get("entity") for role in ("outlet", "author")}
    used |= {item["source"]["entity"] for item in statements}
    for event in events:
        used |= set(event["places"]) | {one["entity"] for one in event["participants"]}
    return {key for key in used if key is not None}


def _article(doc: Doc, identified: Identified, entities: Mapping[EntityId, chron.Entity]) -> Item:
    article, (dating,) = doc.article, doc[DATING]
    return {
        "id": article.id,
        "path": article.path,
        "text": article.text,
        "language": article.language,
        "title": _maybe(article.title),
        "outlet": _named(article.outlet, identified, entities),
        "author": _named(article.author, identified, entities),
        "stated_date": _stated(dating),
        "published": _published(dating),
        "republished": _days(dating.republished) if dating.republished else None,
        "told_from": _days(dating.told_from) if dating.told_from.known else None,
        "translated_from": _translation(article),
        "boilerplate": [
            # A byline or dateline has no kind of its own in the contract.
            {**_span(region.span), "kind": _CREDIT.get(region.kind, region.kind)}
            for region in article.regions
            if region.kind in BOILERPLATE
        ],
        "embedded": _embedded(article),
    }


def _translation(article: Article) -> Item | None:
    told = article.translated_from
    if told is None:
        return None
    return {"language": told.language, "outlet": told.outlet, "spans": _spans(told.spans)}


def _embedded(article: Article) -> list[Item]:
    return [
        {
            **_span(item.span),
            "language": item.language,
            "kind": item.kind,
            "author": item.author,
            "date": _day(item.posted_on),
        }
        for item in article.embedded
    ]


def _named(
    named: Named | None, identified: Identified, entities: Mapping[EntityId, chron.Entity]
) -> Item | None:
    """An outlet or author: by its span if it stands in the text, else by its name."""
    if named is None:
        return None
    entity = identified.get(named.span) if named.span is not None else None
    if entity is None:
        folded = named.name.casefold()
        same = [
            key
            for key, known in entities.items()
            if folded in {form.casefold() for form in (known.name, *known.aliases)}
        ]
        entity = same[0] if len(same) == 1 else None
    return {"name": named.name, "entity": entity, "span": _maybe(named.span)}


def _stated(dating: Dating) -> Item | None:
    stated = dating.stated
    if stated is None:
        return None
    return {
        "value": stated.value,
        "span": _maybe(stated.span),
        "contradicted": stated.contradicted,
    }


def _published(dating: Dating) -> Item | None:
    if not dating.published.known:
        return None
    reasons = [
        {"because": reason.because, "span": _maybe(reason.span), "weight": reason.weight}
        for reason in dating.reasons
    ]
    return {**_days(dating.published), "best": _day(dating.best), "reasons": reasons}


def _statement(item: Statement, identified: Identified) -> Item:
    spans = (item.speaker, *item.source)
    speaker = next((key for span in spans if span and (key := identified.get(span))), None)
    return {
        "id": item.id,
        "source": {"spans": _spans(item.source), "entity": speaker},
        "cue": _spans(item.cue),
        "content": _spans(item.content),
        "form": item.form,
        "act": item.act,
        "certainty": item.certainty,
        "polarity": item.polarity,
        "realis": item.realis,
        "within": item.within,
        "denies": item.denies,
        "evidence": item.evidence,
        "made_by": item.made_by,
    }


def _event(item: EventMention, days: Interval, identified: Identified) -> Item:
    places = dict.fromkeys(identified.get(span) for span in item.places)
    return {
        "id": item.id,
        "triggers": _spans(item.triggers),
        "type": item.type,
        "subtype": item.subtype,
        "participants": [
            {
                "role": one.role,
                "entity": one.stands_for
                or next((key for s in one.spans if (key := identified.get(s))), None),
                "spans": _spans(one.spans),
                "implied": one.implied,
            }
            for one in item.participants
        ],
        "places": [key for key in places if key is not None],
        **_days(days),
        "realis": item.realis,
        "statement": item.statement,
        "made_by": item.made_by,
    }


def _entity(entity: chron.Entity) -> Item:
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "geonameid": entity.geonameid,
        "lat": entity.lat,
        "lon": entity.lon,
        "radius_km": entity.radius_km,
        "country": entity.country,
        "kind": entity.kind,
        "source": entity.source,
    }


def chronicle(collection: Collection) -> Item:
    """One object for the whole collection, as the contract's "For the collection" has it."""
    return {
        "articles": [
            {"id": doc.article.id, "path": doc.article.path, "sha256": doc.article.sha256}
            for doc in collection.docs
        ],
        "entries": [_entry(entry) for entry in collection[ENTRIES]],
        "disputes": [_dispute(dispute) for dispute in collection[DISPUTES]],
        "forecasts": [_forecast(forecast) for forecast in collection[FORECASTS]],
        "copies": [
            {
                "articles": list(group.articles),
                "kind": group.kind,
                "origin": group.origin,
                "evidence": group.evidence,
            }
            for group in collection[COPIES]
        ],
        "doubted_dates": list(_doubted(collection)),
    }


def _entry(entry: chron.Entry) -> Item:
    return {
        "id": entry.id,
        **_days(entry.days),
        "line": entry.line,
        "type": entry.type,
        "places": list(entry.places),
        "participants": list(entry.participants),
        "status": entry.status,
        "reports": [
            {
                "article": report.article,
                "event": report.event,
                "sentence": _span(report.sentence),
                "statement": report.statement,
            }
            for report in entry.reports
        ],
        "articles": entry.articles,
        "origins": entry.origins,
        "disputes": list(entry.disputes),
    }


def _dispute(dispute: chron.Dispute) -> Item:
    sides = [
        {
            "article": side.article,
            "span": _span(side.span),
            "says": side.says,
            "entity": side.entity,
            "statement": side.statement,
        }
        for side in dispute.sides
    ]
    return {"id": dispute.id, "kind": dispute.kind, "about": dispute.about, "sides": sides}


def _forecast(forecast: chron.Forecast) -> Item:
    return {
        "id": forecast.id,
        "statement": {
            "article": forecast.article,
            "statement": forecast.statement,
            "span": _span(forecast.span),
        },
        "holder": forecast.holder,
        "horizon": _days(forecast.horizon),
        "bearing": [
            {"article": one.article, "span": _span(one.span), "direction": one.direction}
            for one in forecast.bearing
        ],
    }


def _doubted(collection: Collection) -> Iterator[Item]:
    """Articles whose declared date the evidence contradicts, with the reasons, strongest first."""
    for doc in collection.docs:
        (dating,) = doc[DATING]
        if dating.stated is None or not dating.stated.contradicted:
            continue
        reasons = sorted(dating.reasons, key=lambda reason: (-abs(reason.weight), reason.because))
        yield {
            "article": doc.article.id,
            "stated": dating.stated.value,
            "published": _published(dating),
            "because": [reason.because for reason in reasons],
        }
