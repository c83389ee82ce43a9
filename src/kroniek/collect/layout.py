"""What the parts of a page are: title, furniture, captions, posts, credits, dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kroniek.collect.asides import captions, pull_quotes
from kroniek.collect.bylines import lone_names
from kroniek.collect.credits import translation, writer
from kroniek.collect.dates import date_line, day_in, locale_of, where_of
from kroniek.collect.furniture import furniture, menus
from kroniek.collect.headings import (
    Chosen,
    crossheads,
    doubled_headline,
    read_top,
    without_crawl_prefix,
)
from kroniek.collect.heads import (
    above_headline,
    credit_numbers,
    dated_headline,
    head_end,
    headline_among,
)
from kroniek.collect.lines import Line, lines_of
from kroniek.collect.mastheads import credited
from kroniek.collect.outlets import may_name_outlet, of_page, outlet_in_head, owner, tagline
from kroniek.collect.posts import foreign_blocks, posts, quoted_blocks, wire_headlines
from kroniek.collect.signatures import is_person
from kroniek.collect.wording import Wording, wording
from kroniek.collect.zones import between, bits, link_lists, tail
from kroniek.model.article import (
    DeclaredDate,
    Embedded,
    Named,
    Region,
    RegionKind,
    Translation,
)
from kroniek.spans import Span

DATE_AT_END = "date line at the end"
_ISSUE = re.compile(
    r"\b(?:verscheen|verschenen|gepubliceerd|nr\.?|nummer|editie|uitgave|issue|no\.|edition|appeared"
    r"|published)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 160
_SITE = re.compile(r"(?P<title>.{12,}\S)\s+[|]\s+(?P<site>(?:[A-Z0-9][\w.&'’-]*\s?){1,4})")
_FEWEST_WORDS = 4
"""Words of a title before the bar and the outlet's name."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What was recognised in one text. Regions are disjoint and in order."""

    title: Span | None = None
    outlet: Named | None = None
    author: Named | None = None
    regions: tuple[Region, ...] = ()
    embedded: tuple[Embedded, ...] = ()
    declared: tuple[DeclaredDate, ...] = ()
    translated_from: Translation | None = None


def _dates_at_end(
    lines: Sequence[Line], taken: set[int], language: str
) -> tuple[list[Region], list[DeclaredDate]]:
    """Date lines below the text, and labelled ones anywhere ("Bijgewerkt: ...")."""
    regions, declared = [], []
    for line in lines:
        if line.number in taken or line.size > 90:
            continue
        found = date_line(line.text, language, yearless=True)
        if found is None:
            continue
        last = line.number >= len(lines) - 4 and not found.value.startswith("X")
        if found.label is None and not last:
            continue
        taken.add(line.number)
        regions.append(Region(line.span, RegionKind.CRAWL_HEADER, "date line"))
        start = line.span.start
        span = Span(start + found.start, start + found.end)
        declared.append(DeclaredDate(found.value, where_of(found.label, DATE_AT_END), span))
    return regions, declared


def _outlet(translator: Named | None, own: Named | None, known: Wording) -> Named | None:
    """Who put the text out: the outlet that translated it, unless a person or initials did."""
    if translator is None or re.fullmatch(r"(?:\w\.?\s?){1,4}", translator.name):
        return own
    return own if own is not None and is_person(translator.name, known) else translator


def _dates_of_issue(
    lines: Sequence[Line], regions: Sequence[Region], language: str
) -> Iterator[DeclaredDate]:
    """Days in notices of where the text stood: "Uit De Eebode nr. 38, 20 september 2021"."""
    notices = {one.span for one in regions if one.kind is RegionKind.OTHER}
    for line in lines:
        if line.span not in notices or line.size > _LONGEST_NOTICE or not _ISSUE.search(line.text):
            continue
        found = day_in(line.text, language)
        if found is not None and len(found.value) == len("2021-05-03"):
            at = Span(line.span.start + found.start, line.span.start + found.end)
            yield DeclaredDate(found.value, "notice of an issue", at)


class _Page(NamedTuple):
    """One text as its readers see it: `taken` holds the numbers of the lines someone claimed."""

    lines: Sequence[Line]
    taken: set[int]
    language: str
    locale: str
    known: Wording
    title: Span | None


class _Head(NamedTuple):
    """What the head of a page and its furniture say."""

    title: Span | None
    masthead: Named | None
    outlet: Named | None
    author: Named | None
    regions: tuple[Region, ...]
    declared: tuple[DeclaredDate, ...]


def _read_head(page: _Page) -> _Head:
    """Read credits, furniture, captions, the headline and what stands above it."""
    lines, taken, _, locale, known, title = page
    listed = tuple(menus(lines, taken, known))
    spans = {region.span for region in listed}
    menu_lines = {line.number for line in lines if line.span in spans}
    written = credit_numbers(lines, locale, known)
    end = head_end(lines, written, known)
    # A headline that stands twice is no teaser, however it begins ("LIVE | ...").
    doubled = set(doubled_headline(lines, taken))
    day = None if doubled or title else dated_headline(lines, locale, end=end)
    doubled.update(() if day is None else (day,))
    taken.update(doubled)
    head = credited(lines, taken, locale, known, end=end)
    regions = [*listed, *head.regions, *furniture(lines, taken, known, end=end)]
    regions.extend(bits(lines, taken, end=end))
    taken.difference_update(doubled)
    regions.extend(captions(lines, taken, known))
    signer, names = lone_names(lines, taken, known, end=end, credited=written)
    regions.extend(names)
    masthead, about = _whose(page, regions, (written | doubled, menu_lines), end)
    regions.extend(about)
    headline = min(doubled - taken, default=None)
    if title is None and headline is None:
        headline = headline_among(lines, taken, locale, end=end, menus=menu_lines, credited=written)
    top = read_top(lines, taken, locale, known, title, Chosen(headline, end))
    regions.extend(top.regions)
    if title is None and headline is not None:
        regions.extend(above_headline(lines, headline, end, taken, known))
    late, declared = _dates_at_end(lines, taken, locale)
    author = head.author or signer
    regions.extend(late)
    regions.extend(link_lists(lines, regions, taken, end=end))
    regions.extend(tail(lines, regions, taken, author=author))
    regions.extend(between(lines, regions, taken, end=end))
    issues = _dates_of_issue(lines, regions, locale)
    dates = (*top.declared, *declared, *head.declared, *issues)
    return _Head(title or top.title, masthead, head.outlet, author, tuple(regions), dates)


def _whose(
    page: _Page,
    regions: Sequence[Region],
    claimed: tuple[frozenset[int] | set[int], set[int]],
    end: int,
) -> tuple[Named | None, list[Region]]:
    """The outlet's name, and the regions of the line of the head that names it and of its motto.

    `claimed` are the numbers of lines that are credits or the headline, and those of menus.
    """
    lines, taken, _, locale, known, title = page
    signed, menu_lines = claimed
    holder = owner(lines, regions)
    paths = {x.number for x in lines[:end] if x.number in taken and may_name_outlet(x, known)}
    busy = (taken - menu_lines - paths) | signed
    own = outlet_in_head(lines, busy, locale, known, end=end, holder=holder)
    masthead = of_page(lines, own, holder)
    if own is None or title is not None or own.line.number in taken:
        return masthead, []
    taken.add(own.line.number)
    region = Region(own.line.span, RegionKind.SITE_SLOGAN, "name of the outlet")
    return masthead, [region, *tagline(lines, own.line.number, taken, frozenset(signed))]


def _without_site(text: str, title: Span | None) -> tuple[Span | None, Named | None]:
    """A title without the outlet's name that pages put behind it: "Ferry idle | The Quay"."""
    match = _SITE.fullmatch(text, title.start, title.end) if title else None
    if title is None or match is None or len(match["title"].split()) < _FEWEST_WORDS:
        return title, None
    return Span(*match.span("title")), Named(match["site"], Span(*match.span("site")))


def _crawled_region(crawled: DeclaredDate | None) -> tuple[Region, ...]:
    if crawled is None or crawled.span is None:
        return ()
    because = "date that a crawler put before the text"
    return (Region(crawled.span, RegionKind.CRAWL_HEADER, because),)


def layout_of(text: str, language: str, *, title: Span | None = None) -> Layout:
    """Recognise the layout of `text`, written in `language` (``nl`` or ``en``).

    `title` is where the title stands when metadata told it. The order of the questions decides who
    gets a line: posts, then the head of the page, furniture, captions, pull quotes, headers.
    """
    known = wording()
    taken: set[int] = set()
    lines, crawled = without_crawl_prefix(lines_of(text), taken)
    if title is not None:
        taken.update(line.number for line in lines if title.overlaps(line.span))
    found = posts(text, lines, taken, language)
    locale = locale_of((line.text for line in lines), language)
    head = _read_head(_Page(lines, taken, language, locale, known, title))
    regions = [*found.regions, *_crawled_region(crawled), *head.regions]
    embedded = [*found.embedded]
    embedded.extend(wire_headlines(lines, taken, language))
    embedded.extend(foreign_blocks(lines, taken, language))
    regions.extend(pull_quotes(lines, taken))
    regions.extend(crossheads(lines, taken))
    embedded.extend(quoted_blocks(lines, taken, language, known))
    # A wire's line in capitals may look like a dateline at its begin.
    regions = [one for one in regions if not any(one.span.overlaps(x.span) for x in embedded)]
    regions.sort(key=lambda region: region.span)
    embedded.sort(key=lambda item: item.span)
    original, translator, notices = translation(lines, regions, embedded, language, known)
    held = {item.span.start for item in embedded}
    apart = [notice for notice in notices if notice.span.start not in held]
    regions = sorted((*regions, *apart), key=lambda region: region.span)
    heading, behind = _without_site(text, head.title) if title is None else (head.title, None)
    own = head.masthead or head.outlet or behind
    return Layout(
        title=heading,
        outlet=_outlet(translator, own, known),
        author=head.author or writer(lines, taken, known),
        regions=tuple(regions),
        embedded=tuple(embedded),
        declared=(*((crawled,) if crawled else ()), *head.declared),
        translated_from=original,
    )
