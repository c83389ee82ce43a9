"""What each page tells: a template and its values, made from the views and the address."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException

from kroniek.edtf import first_day, last_day
from kroniek.ids import ArticleId, EntityId
from kroniek.model.chronicle import Entity, Status
from kroniek.model.doc import COPIES, DATING, EVENTS, QUANTITIES, STATEMENTS
from kroniek.model.doc import DAYS as RESOLVED
from kroniek.serve import atlas
from kroniek.serve.marks import LAYERS, Reading
from kroniek.serve.page import Answer, Page
from kroniek.serve.reader import blocks
from kroniek.serve.timeline import timeline
from kroniek.spans import Span
from kroniek.views import Line, StatementView
from kroniek.words.troubles import told, told_remedy

PER_PAGE = 200
"""Lines or statements on one page."""
_INSET = 12.0
"""Degrees of latitude at least that the map beside a single place shows."""


class Chip(NamedTuple):
    """A filter that is on and has no field of its own: its name in the address, what it keeps."""

    name: str
    value: str
    shown: str


class Part(NamedTuple):
    """Some of many rows: those from `start`, at most PER_PAGE."""

    rows: Sequence[Any]
    start: int
    found: int
    per_page: int = PER_PAGE


def _part(page: Page, rows: Sequence[Any]) -> Part:
    start = min(page.number("from", 0), max(len(rows) - 1, 0))
    return Part(rows[start : start + PER_PAGE], start, len(rows))


# -- the chronicle


def chronicle(page: Page) -> Answer:
    """The chronicle as timeline, map and list, all of the same lines."""
    views = page.views
    every, wanted = views.every_line, _wanted(page)
    told = _told_of(page, wanted)
    return Answer(
        "chronicle.html",
        {
            "part": _part(page, wanted),
            "total": len(every),
            "sources": len({cite.outlet for line in wanted for cite in line.cites}),
            "timeline": timeline(wanted, page.words.language),
            "map": atlas.map_of(told),
            "sheet": (atlas.WIDTH, atlas.HEIGHT),
            "places": told,
            "place_names": sorted({entity.name for entity, _ in _told_of(page, every)}),
            "types": Counter(line.entry.type for line in every),
            "statuses": [s for s in Status if any(line.entry.status is s for line in every)],
            "every_status": list(Status),
            "chips": _chips(page),
            "counts": views.counts(),
        },
    )


def _wanted(page: Page) -> list[Line]:
    """The lines the address asks for."""
    asked = page.asked
    lines = page.views.lines(
        place=asked.get("place", "").strip() or None,
        since=page.date("since", first_day),
        until=page.date("until", last_day),
    )
    words = asked.get("words", "").strip().casefold()
    return [
        line
        for line in lines
        if asked.get("type", "") in ("", line.entry.type)
        and asked.get("status", "") in ("", line.entry.status)
        and asked.get("who", "") in ("", *line.entry.participants)
        and asked.get("article", "") in ("", *(cite.article.id for cite in line.cites))
        and (not words or words in _searched(line))
    ]


def _searched(line: Line) -> str:
    """Where words are looked for: the line, its sentences, names, outlets."""
    names = (entity.name for entity in (*line.places, *line.people))
    cites = (f"{cite.sentence} {cite.outlet}" for cite in line.cites)
    return " ".join((line.line, *names, *cites)).casefold()


def _chips(page: Page) -> list[Chip]:
    found = []
    for name in ("place", "who"):
        known = page.views.entities.get(EntityId(page.asked.get(name, "")))
        if known is not None:
            found.append(Chip(name, known.id, known.name))
    doc = page.views.docs.get(ArticleId(page.asked.get("article", "")))
    if doc is not None:
        found.append(Chip("article", doc.article.id, page.views.title(doc.article)))
    return found


def _told_of(page: Page, lines: Iterable[Line]) -> list[tuple[Entity, int]]:
    """The places of lines with their numbers of lines, most first."""
    told = Counter(place.id for line in lines for place in line.places)
    found = [(page.views.entities[key], number) for key, number in told.items()]
    return sorted(found, key=lambda item: (-item[1], item[0].name, item[0].id))


# -- one article


def article(page: Page) -> Answer:
    """One article with everything that was read in it, and why."""
    views, key = page.views, ArticleId(page.request.path_params["id"])
    doc = views.docs.get(key)
    if doc is None:
        raise HTTPException(404)
    start, end = page.number("s", -1), page.number("e", -1)
    chosen = Span(start, end) if 0 <= start < end <= len(doc.text) else None
    reading = Reading(doc, views, page.words)
    return Answer(
        "article.html",
        {
            "article": doc.article,
            "title": views.title(doc.article),
            "outlet": views.outlet(doc.article),
            "dating": doc[DATING][0],
            "reading": reading,
            "blocks": list(blocks(doc, list(reading.marks()), chosen, page.words)),
            "layers": LAYERS,
            "events": doc[EVENTS],
            "times": doc[RESOLVED],
            "quantities": doc[QUANTITIES],
            "lines": views.lines_of.get(key, ()),
            "copies": [group for group in views.collection[COPIES] if key in group.articles],
        },
    )


# -- tables


def statements(page: Page) -> Answer:
    """Who says what."""
    asked = page.asked
    found = list(
        page.views.statements(
            speaker=asked.get("speaker", "").strip() or None, act=asked.get("act") or None
        )
    )
    every = Counter(one.act for doc in page.views.collection.docs for one in doc[STATEMENTS])
    acts = sorted(every, key=lambda act: page.words.label("act", act))
    return Answer("statements.html", {"part": _part(page, found), "acts": acts, "every": every})


def disputes(page: Page) -> Answer:
    """Where sources disagree."""
    lines: dict[str, list[Line]] = {}
    for line in page.views.every_line:
        for dispute in line.disputes:
            lines.setdefault(dispute.id, []).append(line)
    return Answer("disputes.html", {"disputes": list(page.views.disputes.values()), "lines": lines})


def forecasts(page: Page) -> Answer:
    """What was foretold; first that of which more became known."""
    found = sorted(page.views.forecasts, key=lambda one: not one.bearing)
    return Answer("forecasts.html", {"forecasts": found})


def dates(page: Page) -> Answer:
    """When every article was told; those in doubt first."""
    order = {"misdated": 0, "undatable": 1, "coarse": 2, "consistent": 3}
    found = sorted(page.views.datings(), key=lambda v: (order[v.dating.verdict], v.article.path))
    counts = Counter(view.dating.verdict for view in found)
    return Answer("dates.html", {"datings": found, "counts": counts})


def entity(page: Page) -> Answer:
    """A person, organisation or place: its names, its lines, what it said."""
    views = page.views
    known = views.entities.get(EntityId(page.request.path_params["id"]))
    if known is None:
        raise HTTPException(404)
    lines = views.lines_of.get(known.id, ())
    said: Sequence[StatementView] = views.statements_of.get(known.id, ())
    placed = atlas.drawn(known) or atlas.country_of(known) is not None
    return Answer(
        "entity.html",
        {
            "entity": known,
            "part": _part(page, lines),
            "statements": said[:PER_PAGE],
            "said": len(said),
            "map": atlas.map_of([(known, len(lines))], _INSET) if placed else None,
            "sheet": (atlas.WIDTH, atlas.HEIGHT),
        },
    )


def inputs(page: Page) -> Answer:
    """Every input, what became of it, and which articles are one origin."""
    found, language = page.shelf.inputs(), page.words.language
    return Answer(
        "inputs.html",
        {
            "inputs": found,
            "troubles": {one.path: told(one.detail or "", language) for one in found},
            "remedies": {one.path: told_remedy(one.remedy or "", language) for one in found},
            "absent": page.shelf.absent(),
            "outcomes": Counter(one.ended for one in found),
            "copies": page.views.collection[COPIES],
        },
    )
