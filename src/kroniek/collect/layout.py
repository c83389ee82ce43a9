"""What the parts of a page are: title, furniture, captions, posts, credits, dates."""

from collections.abc import Sequence
from dataclasses import dataclass

from kroniek.collect.asides import captions, pull_quotes
from kroniek.collect.credits import owner, translation, writer
from kroniek.collect.dates import changed_labels, date_line, locale_of
from kroniek.collect.furniture import furniture, menus
from kroniek.collect.headings import crossheads, doubled_headline, read_top, without_crawl_prefix
from kroniek.collect.lines import Line, lines_of
from kroniek.collect.mastheads import heading
from kroniek.collect.posts import foreign_blocks, posts, quoted_blocks, wire_headlines
from kroniek.collect.wording import wording
from kroniek.model.article import (
    DeclaredDate,
    Embedded,
    Named,
    Region,
    RegionKind,
    Translation,
)
from kroniek.spans import Span


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
        found = date_line(line.text, language)
        if found is None or (found.label is None and line.number < len(lines) - 4):
            continue
        taken.add(line.number)
        regions.append(Region(line.span, RegionKind.CRAWL_HEADER, "date line"))
        changed = found.label in changed_labels()
        where = "line with a date of change" if changed else "date line"
        start = line.span.start
        span = Span(start + found.start, start + found.end)
        declared.append(DeclaredDate(found.value, where, span))
    return regions, declared


def layout_of(text: str, language: str, *, title: Span | None = None) -> Layout:
    """Recognise the layout of `text`, written in `language` (``nl`` or ``en``).

    `title` is where the title stands when metadata told it. The order of the questions decides who
    gets a line: posts, then the top of the page, furniture, captions, pull quotes, headers.
    """
    known = wording()
    taken: set[int] = set()
    lines, crawled = without_crawl_prefix(lines_of(text), taken)
    if title is not None:
        taken.update(line.number for line in lines if title.overlaps(line.span))
    found = posts(text, lines, taken, language)
    regions = list(found.regions)
    if crawled is not None and crawled.span is not None:
        because = "date that a crawler put before the text"
        regions.append(Region(crawled.span, RegionKind.CRAWL_HEADER, because))
    locale = locale_of((line.text for line in lines), language)
    regions.extend(menus(lines, taken, known))
    head = heading(lines, taken, locale, known, named=title is not None)
    regions.extend(head.regions)
    # A headline that stands twice is no teaser, however it begins ("LIVE | ...").
    doubled = set(doubled_headline(lines, taken))
    taken |= doubled
    regions.extend(furniture(lines, taken, known))
    taken -= doubled
    regions.extend(captions(lines, taken, known))
    top = read_top(lines, taken, locale, known, title)
    regions.extend(top.regions)
    late, declared = _dates_at_end(lines, taken, locale)
    regions.extend(late)
    embedded = [*found.embedded]
    embedded.extend(wire_headlines(lines, taken, language))
    embedded.extend(foreign_blocks(lines, taken, language))
    regions.extend(pull_quotes(lines, taken))
    regions.extend(crossheads(lines, taken))
    embedded.extend(quoted_blocks(lines, taken, language, known))
    regions.sort(key=lambda region: region.span)
    embedded.sort(key=lambda item: item.span)
    original, translator, notices = translation(lines, regions, embedded, language, known)
    held = {item.span.start for item in embedded}
    apart = [notice for notice in notices if notice.span.start not in held]
    regions = sorted((*regions, *apart), key=lambda region: region.span)
    return Layout(
        title=title or top.title,
        outlet=translator or head.masthead or owner(lines, regions) or head.outlet,
        author=head.author or writer(lines, taken, known),
        regions=tuple(regions),
        embedded=tuple(embedded),
        declared=(*([crawled] if crawled else []), *top.declared, *declared, *head.declared),
        translated_from=original,
    )
