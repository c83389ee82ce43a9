"""Pages and their addresses. All state is in the address; every page is whole without script."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kroniek.edtf import first_day, in_words, last_day
from kroniek.ids import ArticleId, EntityId
from kroniek.interface import LANGUAGES, Words
from kroniek.library import Kroniek
from kroniek.model.chronicle import Entity
from kroniek.model.doc import DATING, ENTRIES, STATEMENTS
from kroniek.serve import atlas
from kroniek.serve.reader import Marker, shown_sentences
from kroniek.serve.timeline import timeline
from kroniek.spans import Span
from kroniek.views import Line, Views

PER_PAGE = 200
"""Lines, statements or rows on one page."""
_HERE = Path(__file__).parent


@dataclass
class Shelf:
    """The store's views, read anew when a build has changed the store."""

    store: Path
    _seen: str | None = None
    _views: Views | None = field(default=None, repr=False)

    def views(self) -> Views:
        """What can be looked up now."""
        with Kroniek(self.store, create=False) as k:
            state = k.store.meta("gathered")
            if self._views is None or state != self._seen:
                self._views, self._seen = k.views, state
            return self._views

    def inputs(self) -> list[Any]:
        """Every input and what became of it."""
        with Kroniek(self.store, create=False) as k:
            return list(k.inputs())


@dataclass(frozen=True)
class Page:
    """What every page needs: the request, the words, the views."""

    request: Request
    words: Words
    views: Views

    @property
    def asked(self) -> Mapping[str, str]:
        """The address's query, first value of each name."""
        return dict(self.request.query_params)

    def address(self, path: str | None = None, **changed: str | None) -> str:
        """An address with the query of this one, changed; None drops a name."""
        query = self.asked if path is None else {"lang": self.words.language}
        told = {**query, **changed}
        kept = {key: value for key, value in told.items() if value not in (None, "")}
        return f"{path or self.request.url.path}?{urlencode(kept)}"

    def when(self, days: Any) -> str:  # noqa: ANN401 (called from templates)
        """Days in the reader's words."""
        return in_words(days, self.words.language)

    def number(self, name: str, default: int) -> int:
        """A number in the query; `default` if it is absent or none."""
        told = self.asked.get(name, "")
        return int(told) if told.isdecimal() and len(told) < 10 else default

    def day(self, name: str, read: Callable[[str], date]) -> date | None:
        """A day in the query; None if it is absent or none."""
        try:
            return read(self.asked[name])
        except (KeyError, ValueError):
            return None


def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


Answer = tuple[str, dict[str, Any]]


def chronicle_page(page: Page) -> Answer:
    """The chronicle as timeline, map and list, all of the same lines."""
    wanted = _wanted(page)
    start = page.number("from", 0)
    frame, circles = _map(page, wanted)
    shown = wanted[start : start + PER_PAGE]
    every = list(page.views.lines())
    return "chronicle.html", {
        "lines": shown,
        "found": len(wanted),
        "total": len(every),
        "start": start,
        "per_page": PER_PAGE,
        "timeline": timeline(shown, page.words.language),
        "land": list(atlas.land(frame)),
        "circles": circles,
        "sheet": (atlas.WIDTH, atlas.HEIGHT),
        "types": sorted({line.entry.type for line in every}),
        "statuses": sorted({str(line.entry.status) for line in every}),
        "counts": page.views.counts(),
    }


def _wanted(page: Page) -> list[Line]:
    """The lines the address asks for."""
    asked = page.asked
    lines = page.views.lines(
        place=asked.get("place") or None,
        since=page.day("since", first_day),
        until=page.day("until", last_day),
    )
    kind, status, words = asked.get("type"), asked.get("status"), asked.get("words", "").casefold()
    who = asked.get("who", "")
    return [
        line
        for line in lines
        if (not kind or line.entry.type == kind)
        and (not status or line.entry.status == status)
        and (not who or who in line.entry.participants)
        and (not words or words in f"{line.line} {_cited(line)}".casefold())
    ]


def _cited(line: Line) -> str:
    return " ".join(cite.sentence for cite in line.cites)


def _map(page: Page, lines: list[Line]) -> tuple[atlas.Frame, list[atlas.Circle]]:
    """The part of the world the lines are about, and their places."""
    told: dict[EntityId, int] = {}
    for line in lines:
        for place in line.places:
            told[place.id] = told.get(place.id, 0) + 1
    places = [(page.views.entities[key], number) for key, number in told.items()]
    points = [(e.lon, e.lat) for e, _ in places if e.lon is not None and e.lat is not None]
    frame = atlas.frame_of(points)
    return frame, atlas.circles(places, frame)


def article_page(page: Page) -> Answer:
    """One article with everything that was read in it, and why."""
    key = ArticleId(page.request.path_params["id"])
    doc = page.views.docs.get(key)
    if doc is None:
        raise HTTPException(404)
    start, end = page.number("s", -1), page.number("e", -1)
    chosen = Span(start, end) if 0 <= start < end <= len(doc.text) else None
    marker = Marker(page.words, page.views.entities, page.views.identified[key])
    return "article.html", {
        "article": doc.article,
        "title": page.views.title(doc.article),
        "outlet": page.views.outlet(doc.article),
        "dating": doc[DATING][0],
        "sentences": list(shown_sentences(doc, marker.marks(doc), chosen)),
        "statements": [v for v in page.views.statements() if v.article.id == key],
        "lines": [
            page.views.line(entry)
            for entry in page.views.collection[ENTRIES]
            if any(report.article == key for report in entry.reports)
        ],
        "copies": [g for g in page.views.collection.tables["copies"] if key in g.articles],
    }


def statements_page(page: Page) -> Answer:
    """Who says what."""
    asked = page.asked
    found = list(
        page.views.statements(speaker=asked.get("speaker") or None, act=asked.get("act") or None)
    )
    start = page.number("from", 0)
    every = {one.act for doc in page.views.collection.docs for one in doc[STATEMENTS]}
    return "statements.html", {
        "statements": found[start : start + PER_PAGE],
        "found": len(found),
        "start": start,
        "per_page": PER_PAGE,
        "acts": sorted(str(act) for act in every),
    }


def disputes_page(page: Page) -> Answer:
    """Where sources disagree."""
    return "disputes.html", {"disputes": list(page.views.disputes.values())}


def forecasts_page(page: Page) -> Answer:
    """What was foretold."""
    return "forecasts.html", {"forecasts": page.views.forecasts}


def dates_page(page: Page) -> Answer:
    """When every article was told; those in doubt first."""
    order = {"misdated": 0, "undatable": 1, "coarse": 2, "consistent": 3}
    found = sorted(page.views.datings(), key=lambda v: (order[v.dating.verdict], v.article.path))
    return "dates.html", {"datings": found}


def entity_page(page: Page) -> Answer:
    """A person, organisation or place: its names, its lines, what it said."""
    entity = page.views.entities.get(EntityId(page.request.path_params["id"]))
    if entity is None:
        raise HTTPException(404)
    lines = [
        page.views.line(entry)
        for entry in page.views.collection[ENTRIES]
        if entity.id in entry.places or entity.id in entry.participants
    ]
    return "entity.html", {
        "entity": entity,
        "lines": lines[:PER_PAGE],
        "statements": list(_said_by(page, entity))[:PER_PAGE],
    }


def _said_by(page: Page, entity: Entity) -> list[Any]:
    found = []
    for view in page.views.statements():
        speaker = view.statement.speaker
        if speaker and page.views.identified[view.article.id].get(speaker) == entity.id:
            found.append(view)
    return found


def make_app(store: Path, language: str) -> Starlette:
    """The app for one store; `language` is that of readers whose address asks for none."""
    shelf, templates = Shelf(store), _templates()

    def render(page: Page, name: str, told: Mapping[str, Any], status: int = 200) -> Response:
        text = templates.get_template(name).render(page=page, say=page.words, **told)
        return HTMLResponse(text, status)

    def page_of(request: Request) -> Page:
        asked = request.query_params.get("lang", "")
        spoken = asked if asked in LANGUAGES else language
        return Page(request, Words(spoken, "web"), shelf.views())

    def shown(make: Callable[[Page], Answer]) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            page = page_of(request)
            return render(page, *make(page))

        return endpoint

    def inputs_page(_: Page) -> Answer:
        return "inputs.html", {"inputs": shelf.inputs()}

    def wrong(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return render(page_of(request), "wrong.html", {"status": status}, status)

    def asset(name: str, kind: str) -> Callable[[Request], Response]:
        content = (_HERE / name).read_bytes()
        return lambda _: Response(content, media_type=kind)

    return Starlette(
        routes=[
            Route("/", shown(chronicle_page)),
            Route("/article/{id}", shown(article_page)),
            Route("/entity/{id:path}", shown(entity_page)),
            Route("/statements", shown(statements_page)),
            Route("/disputes", shown(disputes_page)),
            Route("/forecasts", shown(forecasts_page)),
            Route("/dates", shown(dates_page)),
            Route("/inputs", shown(inputs_page)),
            Route("/style.css", asset("pages/style.css", "text/css")),
            Route("/links.js", asset("script/links.js", "text/javascript")),
            Route("/icon.svg", asset("pages/icon.svg", "image/svg+xml")),
        ],
        exception_handlers={404: wrong, sqlite3.Error: wrong},
    )
