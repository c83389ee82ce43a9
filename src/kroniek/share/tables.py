"""The chronicle as tables: one row for each thing, values plain, lists still lists."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kroniek.edtf import edtf
from kroniek.ids import ArticleId
from kroniek.model.article import Article
from kroniek.model.chronicle import Entity
from kroniek.model.doc import COPIES, DATING
from kroniek.model.time import Interval
from kroniek.share.material import AREAS, Material
from kroniek.spans import Span
from kroniek.views import Line

Value = str | int | float | bool | None | list[str]
Row = dict[str, Value]
"""A row by column; every row of a table has the same columns in the same order."""


def _days(days: Interval | None, name: str = "") -> Row:
    """An interval as EDTF and as first and last day."""
    known = days or Interval()
    prefix = f"{name}_" if name else ""
    return {
        name or "when": edtf(known),
        f"{prefix}earliest": known.earliest.isoformat() if known.earliest else None,
        f"{prefix}latest": known.latest.isoformat() if known.latest else None,
    }


def _cited(material: Material, article: Article, span: Span) -> Row:
    """Where words stand: the article, the offsets (code points), the quotation, the link."""
    (dating,) = material.views.docs[article.id][DATING]
    return {
        "article": article.id,
        "path": article.path,
        "outlet": material.views.outlet(article),
        "published": edtf(dating.published),
        "start": span.start,
        "end": span.end,
        "quote": material.quote(article.id, span),
        "link": material.link(article.id, span),
    }


def articles(material: Material) -> Iterator[Row]:
    """Every article with its dates and its origin."""
    views = material.views
    origin: dict[ArticleId, str] = {}
    for group in views.collection[COPIES]:
        origin |= {one: group.origin or "" for one in group.articles if one != group.origin}
    for doc in views.docs.values():
        article, (dating,) = doc.article, doc[DATING]
        yield {
            "id": article.id,
            "path": article.path,
            "title": material.title(article),
            "outlet": views.outlet(article),
            "author": article.author.name if article.author else None,
            "language": article.language,
            "url": article.url,
            "stated": dating.stated.value if dating.stated else None,
            **_days(dating.published, "published"),
            "verdict": str(dating.verdict),
            "translated_from": article.translated_from.language
            if article.translated_from
            else None,
            "copy_of": origin.get(article.id),
            "sha256": article.sha256,
            "link": material.link(article.id),
        }


def _place(entity: Entity | None) -> Row:
    """The first place of a line with its extent; the point of an area is the middle of that."""
    placed = entity is not None and entity.lat is not None
    area = entity is not None and entity.kind in AREAS
    return {
        "lat": entity.lat if entity else None,
        "lon": entity.lon if entity else None,
        "radius_km": entity.radius_km if entity else None,
        "point_is": ("middle" if area else "place") if placed else None,
        "place_kind": entity.kind if entity else None,
        "country": entity.country if entity else None,
    }


def entries(material: Material) -> Iterator[Row]:
    """Lines of the chronicle, each with the sentence it is made of."""
    for line in material.views.every_line:
        entry, best = line.entry, line.told_by
        yield {
            "id": entry.id,
            **_days(line.when),
            "line": material.quotes.cut(line.line),
            "type": entry.type,
            "status": str(entry.status),
            "places": [place.name for place in line.places],
            **_place(line.where),
            "people": [who.name for who in line.people],
            "articles": entry.articles,
            "origins": entry.origins,
            "disputes": list(entry.disputes),
            "judged": list(entry.judged),
            "said_by": list(best.statement.chain[:-1]) if best.statement else [],
            **_cited(material, best.article, best.span),
        }


def reports(material: Material) -> Iterator[Row]:
    """Every article's telling of every line."""
    for line in material.views.every_line:
        yield from _reports(material, line)


def _reports(material: Material, line: Line) -> Iterator[Row]:
    for cite in line.cites:
        said = cite.statement
        yield {
            "entry": line.entry.id,
            "statement": said.statement.id if said else None,
            "said_by": list(said.chain[:-1]) if said else [],
            "act": said.act if said else None,
            "certainty": said.certainty if said else None,
            **_cited(material, cite.article, cite.span),
        }


def statements(material: Material) -> Iterator[Row]:
    """Who says what. `start` and `end` are those of the first words; `spans` has all of them."""
    for view in material.views.statements():
        one = view.statement
        yield {
            "id": one.id,
            "said_by": list(view.chain[:-1]),
            "speaker": view.speaker,
            **view.manner,
            "spans": [f"{span.start}-{span.end}" for span in one.content],
            "made_by": one.made_by,
            "score": one.score,
            **_cited(material, view.article, one.content[0]),
            "quote": material.quotes.cut(view.content),
        }


def disputes(material: Material) -> Iterator[Row]:
    """Where sources disagree: one row for each side."""
    views = material.views
    for dispute in views.disputes.values():
        for number, side in enumerate(dispute.sides, start=1):
            article = views.docs[side.article].article
            stated = views.stated(side.article, side.statement)
            named = views.entity_name(side.entity)
            yield {
                "id": dispute.id,
                "kind": str(dispute.kind),
                "about": material.quotes.cut(dispute.about),
                "side": number,
                "said_by": list(stated.chain[:-1]) if stated else [named] if named else [],
                "statement": side.statement,
                **_cited(material, article, side.span),
                "quote": material.quotes.cut(side.says),
            }


def forecasts(material: Material) -> Iterator[Row]:
    """What was foretold, by whom, until when."""
    views = material.views
    for one in views.forecasts:
        article = views.docs[one.article].article
        told = [str(bearing.direction) for bearing in one.bearing]
        yield {
            "id": one.id,
            "holder": views.entity_name(one.holder) or views.outlet(article),
            **_days(one.horizon, "horizon"),
            "statement": one.statement,
            "supported": told.count("supports"),
            "contradicted": told.count("contradicts"),
            "open": told.count("open"),
            **_cited(material, article, one.span),
        }


def bearings(material: Material) -> Iterator[Row]:
    """What later became known of each forecast."""
    views = material.views
    for one in views.forecasts:
        for bearing in one.bearing:
            article = views.docs[bearing.article].article
            yield {
                "forecast": one.id,
                "direction": str(bearing.direction),
                **_cited(material, article, bearing.span),
            }


def doubts(material: Material) -> Iterator[Row]:
    """Articles whose date is contradicted, incomplete or unknown, with the reasons."""
    for view in material.views.datings():
        if view.dating.verdict != "consistent":
            yield {
                "article": view.article.id,
                "path": view.article.path,
                "title": material.title(view.article),
                "stated": view.declared_on,
                **_days(view.published_on, "published"),
                "verdict": str(view.dating.verdict),
                "because": list(view.because),
                "link": material.link(view.article.id),
            }


def entities(material: Material) -> Iterator[Row]:
    """Persons, organisations and places with every name."""
    for one in material.views.entities.values():
        yield {
            "id": one.id,
            "type": str(one.type),
            "name": one.name,
            "aliases": list(one.aliases),
            "kind": one.kind,
            "country": one.country,
            "lat": one.lat,
            "lon": one.lon,
            "radius_km": one.radius_km,
            "geonameid": one.geonameid,
            "source": one.source,
        }


_DAYS = "{0} {0}_earliest {0}_latest"
_CITED = "article path outlet published start end quote link"


class Table(NamedTuple):
    """A table's columns in order, and what makes its rows."""

    columns: tuple[str, ...]
    rows: Callable[[Material], Iterable[Row]]


def _table(columns: str, rows: Callable[[Material], Iterable[Row]]) -> Table:
    return Table(tuple(columns.split()), rows)


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "entries": _table(
            "id when earliest latest line type status places lat lon radius_km point_is place_kind"
            f" country people articles origins disputes judged said_by {_CITED}",
            entries,
        ),
        "reports": _table(f"entry statement said_by act certainty {_CITED}", reports),
        "statements": _table(
            "id said_by speaker act form certainty polarity realis evidence within denies spans"
            f" made_by score {_CITED}",
            statements,
        ),
        "disputes": _table(f"id kind about side said_by statement {_CITED}", disputes),
        "forecasts": _table(
            f"id holder {_DAYS.format('horizon')} statement supported contradicted open {_CITED}",
            forecasts,
        ),
        "bearings": _table(f"forecast direction {_CITED}", bearings),
        "articles": _table(
            f"id path title outlet author language url stated {_DAYS.format('published')} verdict"
            " translated_from copy_of sha256 link",
            articles,
        ),
        "doubted_dates": _table(
            f"article path title stated {_DAYS.format('published')} verdict because link", doubts
        ),
        "entities": _table(
            "id type name aliases kind country lat lon radius_km geonameid source", entities
        ),
    }
)
"""Tables by name, the most asked for first."""
