"""What the page says of its own date, and of the date of a correction under it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from kroniek.date.source import Source, load_cues
from kroniek.date.values import of_value
from kroniek.model.article import Article, DeclaredDate
from kroniek.model.time import DateReason, Interval, TimeExpression
from kroniek.spans import Span

_TRUST = (
    "datepublished",
    "published_time",
    "publish",
    "json-ld",
    "publication",
    "byline",
    "time",
    "header",
    "dateline",
    "url",
)
"""Where a date stood, most trustworthy first, as `DeclaredDate.where` may name it."""


_LONGEST_DATE_LINE = 70
_FIRST_LINES, _LAST_LINES = 8, 3
_LONGEST_HEADING = 40
NOT_AFTER_CORRECTION, SOON_CORRECTED = 4.0, 2.2
"""A page is not younger than its correction, and mostly not a month older (assumed)."""
_SOON_CORRECTED = timedelta(days=31)


class Declared(NamedTuple):
    """The date chosen, its days, and where it stood."""

    value: str
    days: Interval
    where: str
    span: Span | None


def _rank(item: DeclaredDate) -> int:
    where = item.where.lower()
    if where == "date line":
        where = "byline"
    if "change" in where or "modif" in where or "updat" in where:
        return len(_TRUST) + 1
    return next((k for k, word in enumerate(_TRUST) if word in where), len(_TRUST))


def all_declared(article: Article) -> list[Declared]:
    """Every date the page gives that stands for days, finer ones first, then the best source.

    Dates at which somebody kept a copy are none of its own.
    """
    found = []
    for item in article.declared:
        if "copy" in item.where:
            continue
        days = of_value(item.value[:10] if item.value[4:5] == "-" else item.value)
        if days.earliest and days.latest:
            width = (days.latest - days.earliest).days
            chosen = Declared(item.value, days, item.where, item.span)
            at = item.span.start if item.span else 0
            found.append((width > 0, _rank(item), width, at, chosen))
    return [item for *_, item in sorted(found, key=lambda row: row[:4])]


def declared(
    article: Article, times: Sequence[TimeExpression], *, headed: bool = False
) -> Declared | None:
    """The page's date: what collect found, else a line that is little more than a date.

    Such lines count among the first and last ones only, and not inside posts. The date under a
    correction is another one. Where the head has a date without a year (`headed`), dates at the end
    are those of other articles.
    """
    end = _correction(article)
    for item in all_declared(article):
        if headed and "at the end" in item.where:
            continue
        if item.span is None or item.span.start < end:
            return item
    if headed:
        return None
    for line in _outer_lines(article):
        if line.start >= end or line.size > _LONGEST_DATE_LINE or "@" in line.of(article.text):
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


def corrections(source: Source) -> Iterator[DateReason]:
    """A page is older than its correction, and mostly not by much."""
    end = _correction(source.article)
    for item in all_declared(source.article):
        on = item.days.latest
        if on is not None and item.span is not None and item.span.start >= end:
            yield DateReason(
                f"The page was corrected on {on}: it is not younger.",
                NOT_AFTER_CORRECTION,
                item.span,
                Interval(None, on),
            )
            yield DateReason(
                f"Pages are mostly corrected within a month ({on}).",
                SOON_CORRECTED,
                item.span,
                Interval(on - _SOON_CORRECTED, on),
            )
            return


def _correction(article: Article) -> int:
    """Where a correction of the text begins, in its lower half; its end if there is none."""
    text = article.text
    at = len(text) // 2
    for line in text[at:].splitlines(keepends=True):
        words = line.strip(" *\n\r").lower()
        if len(words) <= _LONGEST_HEADING and words.startswith(
            load_cues(article.language).corrected
        ):
            return at
        at += len(line)
    return len(text)


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
