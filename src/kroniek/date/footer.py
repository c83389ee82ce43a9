"""The year beside a page's copyright mark, as a reason for its time of telling."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kroniek.date.source import Source, said_by
from kroniek.date.values import of_value
from kroniek.model.article import BOILERPLATE, Article, RegionKind
from kroniek.model.time import DateReason, Interval, TimeExpression
from kroniek.spans import Span

NOT_AFTER_COPYRIGHT = 2.2
COPYRIGHT_NEAR, COPYRIGHT = 1.2, 1.2
"""The year at a page's foot often rolls on by itself, hardly ever back (assumed)."""
NOT_AFTER_COPY = 3.0
COPIED_AT_ONCE = 1.2
"""The year at the foot may still be written into the page, so it stays in doubt (assumed)."""
ROLLED_ON = 3
_HEAD = 400
"""Code points from the title within which the page's own time stands."""
_LONGEST = 400
"""Code points of a line that can be a notice of copyright."""
_MARK = re.compile(r"©|\(c\)|\bcopyright\b|\bauteursrecht", re.IGNORECASE)
_YEAR = re.compile(
    r"(?<![\d.,/-])(?P<from>(?:19|20)\d\d)(?:\s?[-–—/]\s?(?P<to>(?:19|20)?\d\d))?(?![\d/-])"
)
_FIRST = 1990


class Footer(NamedTuple):
    """The last year of a notice of copyright ("© 2001-2025"), and where it stands."""

    year: int
    span: Span


def copyright_of(article: Article) -> Footer | None:
    """The latest year that a notice of copyright gives; None without one.

    Notices that layout marked are asked first, then any line with a mark; credits of pictures have
    years of their own.
    """
    text = article.text
    notices = [one.span for one in article.regions if one.kind is RegionKind.COPYRIGHT]
    captions = [one.span for one in article.regions if one.kind is RegionKind.CAPTION]
    lines = [Span(*one.span()) for one in re.finditer(r"[^\n]+", text) if _MARK.search(one[0])]
    others = [
        line
        for line in lines
        if line.size <= _LONGEST and not any(line.overlaps(one) for one in captions)
    ]
    for spans in (notices, others):
        found = [footer for span in spans for footer in _years(text, span)]
        if found:
            return max(found, key=lambda one: (one.year, one.span))
    return None


def _years(text: str, span: Span) -> Iterator[Footer]:
    if not _MARK.search(text, span.start, span.end):
        return
    for match in _YEAR.finditer(text, span.start, span.end):
        first, last = match["from"], match["to"] or match["from"]
        ends = int(first[: 4 - len(last)] + last)
        if ends >= int(first) >= _FIRST:
            at = "to" if match["to"] else "from"
            yield Footer(ends, Span(*match.span(at)))


def copies(source: Source) -> Iterator[DateReason]:
    """A page is not younger than the copy that somebody kept of it."""
    for item in source.article.declared:
        on = of_value(item.value[:10]).latest if "copy" in item.where else None
        if on is not None:
            yield DateReason(
                f"The page was copied on {on}: it is not younger.",
                NOT_AFTER_COPY,
                item.span,
                Interval(None, on),
            )
            return


def _copied_at_once(source: Source) -> TimeExpression | None:
    """A time in the head's furniture such as "2 hours ago" or "today": it was so at the copy."""
    article = source.article
    head = article.title.end + _HEAD if article.title else _HEAD
    regions = [one for one in article.regions if one.kind in BOILERPLATE and one.span.start <= head]
    for time in source.times:
        said = said_by(time.symbol)
        ago = time.symbol.kind == "ago" and said.get("unit") in ("H", "MIN", "D")
        near = time.symbol.kind == "near" and said.get("unit") == "D"
        for region in regions if ago or near else ():
            if region.span.holds(time.span) and (ago or region.kind is RegionKind.HEADER):
                return time
    return None


def copyright_year(source: Source) -> Iterator[DateReason]:
    """The year of the page's copyright, or one before it from which it rolled on."""
    footer = copyright_of(source.article)
    if footer is None:
        return
    year, span = footer
    days = of_value(str(year))
    of_year = f"The page's copyright is of {year}"
    yield DateReason(
        f"{of_year}: the text is hardly younger.",
        NOT_AFTER_COPYRIGHT,
        span,
        Interval(None, days.latest),
    )
    late = of_value(f"{year - ROLLED_ON}/{year}")
    yield DateReason(f"{of_year}: the text is mostly not much older.", COPYRIGHT_NEAR, span, late)
    yield DateReason(f"{of_year}.", COPYRIGHT, span, days)
    near = _copied_at_once(source)
    if near is not None:
        said = repr(near.span.of(source.article.text))
        because = f"The page was copied when it still said {said}, and its copyright is of {year}."
        yield DateReason(because, COPIED_AT_ONCE, near.span, days)
