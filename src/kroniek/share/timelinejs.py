"""The chronicle for TimelineJS (timeline.knightlab.com): dates as exact as they are known.

TimelineJS shows text as HTML, so whatever comes from an article is escaped. It has no uncertain
dates: what is known of them stands in words in ``display_date`` and as EDTF beside it.
"""

import json
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

from kroniek.edtf import edtf, in_words
from kroniek.model.time import Interval
from kroniek.share.material import Material
from kroniek.views import Line

Item = dict[str, Any]


def timelinejs(material: Material) -> Iterator[str]:
    """One object; lines of which no day is known are left out, for nothing can be drawn of them."""
    events = [_event(material, line) for line in material.views.every_line if line.when.known]
    title = {"text": {"headline": escape(material.words("share.title"))}}
    told = {"title": title, "events": events, "scale": "human"}
    yield json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _event(material: Material, line: Line) -> Item:
    best, words = line.told_by, material.words
    chain = " ← ".join(best.statement.chain[:-1]) if best.statement else ""
    quote = material.quote(best.article.id, best.span)
    cite = escape(f"{chain} ← {best.outlet}" if chain else best.outlet)
    link = escape(material.link(best.article.id, best.span))
    text = f"<p>{escape(words.label('status', line.entry.status))}</p>"
    if quote:
        text += f"<blockquote>{escape(quote)}</blockquote>"
    headline = escape(material.quotes.cut(line.line)) or escape(
        words.label("event", line.entry.type)
    )
    return {
        **dates(line.when, words.language),
        "text": {"headline": headline, "text": f'{text}<p><a href="{link}">{cite}</a></p>'},
        "group": words.label("event", line.entry.type),
        "unique_id": line.entry.id,
        "autolink": False,
        "edtf": edtf(line.when),
    }


def dates(days: Interval, language: str) -> Item:
    """The start, and the end if it is another day. Raises ValueError if nothing is known."""
    told = in_words(days, language)
    low, high = days.earliest, days.latest
    if low is None or high is None:
        known = low or high
        if known is None:
            raise ValueError("an interval of which nothing is known has no place in time")
        return {"start_date": {**_day(known), "display_date": told}}
    written = edtf(days) or ""
    if "/" not in written:  # a day, a whole month or a whole year
        return {"start_date": {**_unit(written), "display_date": told}}
    return {"start_date": {**_day(low), "display_date": told}, "end_date": _day(high)}


def _day(on: date) -> Item:
    return {"year": on.year, "month": on.month, "day": on.day}


def _unit(written: str) -> Item:
    return dict(zip(("year", "month", "day"), map(int, written.split("-")), strict=False))
