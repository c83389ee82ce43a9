"""What the page says of its own date."""

from collections.abc import Sequence
from typing import NamedTuple

from kroniek.date.values import of_value
from kroniek.model.article import Article, DeclaredDate
from kroniek.model.time import Interval, TimeExpression
from kroniek.spans import Span

_TRUST = (
    "datepublished",
    "published_time",
    "publish",
    "json-ld",
    "byline",
    "time",
    "header",
    "dateline",
    "url",
)
"""Where a date stood, most trustworthy first, as `DeclaredDate.where` may name it."""


_LONGEST_DATE_LINE = 70
_FIRST_LINES, _LAST_LINES = 8, 3


class Declared(NamedTuple):
    """The date chosen, its days, and where it stood."""

    value: str
    days: Interval
    where: str
    span: Span | None


def _rank(item: DeclaredDate) -> int:
    where = item.where.lower()
    if "modif" in where or "updat" in where:
        return len(_TRUST) + 1
    return next((k for k, word in enumerate(_TRUST) if word in where), len(_TRUST))


def all_declared(article: Article) -> list[Declared]:
    """Every date the page gives that stands for days, finer ones first, then the best source."""
    found = []
    for item in article.declared:
        days = of_value(item.value[:10] if item.value[4:5] == "-" else item.value)
        if days.earliest and days.latest:
            width = (days.latest - days.earliest).days
            chosen = Declared(item.value, days, item.where, item.span)
            found.append((width > 0, _rank(item), width, chosen))
    return [item for *_, item in sorted(found, key=lambda row: row[:3])]


def declared(article: Article, times: Sequence[TimeExpression]) -> Declared | None:
    """The page's date: what collect found, else a line that is little more than a date.

    Such lines count among the first and last ones only, and not inside posts.
    """
    known = all_declared(article)
    if known:
        return known[0]
    for line in _outer_lines(article):
        if line.size > _LONGEST_DATE_LINE or "@" in line.of(article.text):
            continue
        for time in times:
            mostly = line.holds(time.span) and time.span.size * 2 >= line.size
            if not mostly or time.symbol.kind != "calendar":
                continue
            said = dict(time.symbol.arguments)
            value = said.get("iso") or _usual(said.get("slashed")) or _written(said)
            if value and len(value) == len("2024-05-16"):
                return Declared(value, of_value(value), "date line", time.span)
    return None


def _outer_lines(article: Article) -> list[Span]:
    """The first and last lines of the text that have words and are no part of a post."""
    lines, at = [], 0
    for line in article.text.split("\n"):
        if line.strip():
            lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    outer = dict.fromkeys(lines[:_FIRST_LINES] + lines[-_LAST_LINES:])
    posts = article.embedded
    return [line for line in outer if not any(post.span.overlaps(line) for post in posts)]


def _written(said: dict[str, str]) -> str | None:
    if not {"year", "month"} <= said.keys():
        return None
    value = f"{said['year']}-{int(said['month']):02}"
    return f"{value}-{int(said['day']):02}" if "day" in said else value


def _usual(slashed: str | None) -> str | None:
    """The usual reading of a date in figures ("7/8/2021", the Dutch day first)."""
    return slashed.partition(">")[0] if slashed else None
