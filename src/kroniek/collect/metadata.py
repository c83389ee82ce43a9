"""What an HTML page declares about itself outside its text: title, dates, outlet, author."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lxml import etree, html

from kroniek.model.article import DeclaredDate

_ISO_DAY = re.compile(r"\s*(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")
_COMPACT_DAY = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T|\d{6}\b|\b)")
_URL_DAY = re.compile(
    r"[/_-](?P<y>(?:19|20)\d{2})[/-](?P<m>\d{1,2})(?:[/-](?P<d>\d{1,2}))?(?=[/_.-])"
)
_URL_COMPACT = re.compile(r"[/_-](?P<y>20\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?=[/_.-]|$)")
_FIRST_DATES = {
    "article:published_time",
    "og:published_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published-date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
}
_CHANGE_DATES = {
    "article:modified_time",
    "og:updated_time",
    "lastmod",
    "last-modified",
    "datemodified",
    "dcterms.modified",
}
_MOST_NODES = 5000
"""JSON nodes that are looked at in one page's linked data."""
_LONGEST_NAME = 120


@dataclass(slots=True)
class Metadata:
    """What was found, in the order it stands in the page; None where the page is silent."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    declared: list[DeclaredDate] = field(default_factory=list)

    def date(self, value: object, where: str) -> None:
        """Add a date if `value` is one and its place has not given it before."""
        day = iso_day(value)
        found = DeclaredDate(day, where) if day else None
        if found is not None and found not in self.declared:
            self.declared.append(found)


def _edtf(year: int, month: int, day: int | None) -> str | None:
    if not 1800 <= year <= 2100:
        return None
    try:
        date(year, month, day or 1)
    except ValueError:
        return None  # there is no such day
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def iso_day(value: object) -> str | None:
    """The day of an ISO 8601 time as it is written, whatever the time zone."""
    if not isinstance(value, str):
        return None
    match = _ISO_DAY.match(value) or _COMPACT_DAY.match(value)
    if match is None:
        return None
    return _edtf(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)


def day_of_url(url: str) -> str | None:
    """The day or month (EDTF) that an address tells, as many outlets' do."""
    match = _URL_DAY.search(url) or _URL_COMPACT.search(url)
    if match is None:
        return None
    return _edtf(int(match["y"]), int(match["m"]), int(match["d"]) if match["d"] else None)


def _name(value: object) -> str | None:
    """A name in linked data: a string, an object with a name, or the first of a list of these."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name")
    if not isinstance(value, str):
        return None
    name = " ".join(value.split())
    return name if 0 < len(name) <= _LONGEST_NAME and "://" not in name else None


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    """All objects in parsed JSON, breadth first, at most `_MOST_NODES`."""
    queue = [data]
    for node in queue:
        if len(queue) > _MOST_NODES:
            return
        if isinstance(node, dict):
            yield node
            queue.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            queue.extend(node)


def _linked_data(tree: html.HtmlElement, found: Metadata) -> None:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # what a page declares wrongly it does not declare
        for node in _nodes(data):
            kind = str(node.get("@type", ""))
            if "datePublished" not in node and "Article" not in kind and "Posting" not in kind:
                continue
            found.date(node.get("datePublished"), "JSON-LD datePublished")
            found.date(node.get("dateModified"), "JSON-LD dateModified (date of change)")
            found.title = found.title or _name(node.get("headline"))
            found.author = found.author or _name(node.get("author"))
            found.outlet = found.outlet or _name(node.get("publisher"))


def _metas(tree: html.HtmlElement, found: Metadata) -> None:
    for meta in tree.iterfind(".//meta"):
        content = meta.get("content") or ""
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if key in _FIRST_DATES:
            found.date(content, f"meta {key}")
        elif key in _CHANGE_DATES:
            found.date(content, f"meta {key} (date of change)")
        elif key == "og:title":
            found.title = found.title or " ".join(content.split()) or None
        elif key == "og:site_name":
            found.outlet = found.outlet or _name(content)
        elif key in {"author", "article:author", "dc.creator"}:
            found.author = found.author or _name(content)


def _times(tree: html.HtmlElement, found: Metadata) -> None:
    for time in tree.iterfind(".//time[@datetime]"):
        published = time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
        if published or any(parent.tag in {"article", "header", "main"} for parent in _above(time)):
            found.date(time.get("datetime"), "time element")
            return


def _above(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    parent = element.getparent()
    for _ in range(12):
        if parent is None:
            return
        yield parent
        parent = parent.getparent()


def _address(tree: html.HtmlElement, found: Metadata) -> None:
    links = [link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")]
    links += [meta.get("content") for meta in tree.iterfind(".//meta[@property='og:url']")]
    found.url = next((url for url in links if url and url.startswith("http")), None)
    for url in links:
        day = day_of_url(url) if url else None
        if day is not None:
            found.date(day, "URL")
            return


def metadata_of(tree: html.HtmlElement) -> Metadata:
    """What the page in `tree` declares."""
    found = Metadata()
    _linked_data(tree, found)
    _metas(tree, found)
    _times(tree, found)
    _address(tree, found)
    if found.title is None:
        headers = [h for h in tree.iterfind(".//h1") if isinstance(h.tag, str)]
        texts = [" ".join(text_of(h).split()) for h in headers[:3]]
        found.title = next((text for text in texts if text), None)
    found.title = _without_outlet(found.title, found.outlet)
    return found


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """`title` without the outlet's name that many pages put after it ("... | The Sample")."""
    if title is None or outlet is None or not title.lower().endswith(outlet.lower()):
        return title
    bare = title[: -len(outlet)].rstrip()
    return bare.rstrip(" |–—-·•:") if bare.endswith(tuple("|–—-·•:")) else title


def text_of(element: html.HtmlElement) -> str:
    """All text inside an element, without scripts and styles."""
    try:
        parts = element.xpath(".//text()[not(ancestor::script or ancestor::style)]")
    except etree.XPathError:
        return ""
    return "".join(str(part) for part in parts)
