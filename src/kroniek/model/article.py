"""What collect yields: one article, or one refusal, for every input."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kroniek.ids import ArticleId
from kroniek.spans import RawSpan, Span


class Format(StrEnum):
    """Kind of file an article came from."""

    TEXT = "text"
    HTML = "html"
    MAIL = "mail"


class RegionKind(StrEnum):
    """What a stretch of text is, when it is not running body text."""

    HEADER = "header"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    PULLQUOTE = "pullquote"
    CRAWL_HEADER = "crawl_header"
    SITE_SLOGAN = "site_slogan"
    REPEATED_HEADLINE = "repeated_headline"
    TEASER = "teaser"
    SHARE_FOLLOW = "share_follow"
    COMMENT_PROMPT = "comment_prompt"
    COPYRIGHT = "copyright"
    POST_TAIL = "post_tail"
    NAVIGATION = "navigation"
    OTHER = "other"


BOILERPLATE = frozenset(
    {
        RegionKind.HEADER,
        RegionKind.CRAWL_HEADER,
        RegionKind.SITE_SLOGAN,
        RegionKind.REPEATED_HEADLINE,
        RegionKind.TEASER,
        RegionKind.SHARE_FOLLOW,
        RegionKind.COMMENT_PROMPT,
        RegionKind.COPYRIGHT,
        RegionKind.POST_TAIL,
        RegionKind.NAVIGATION,
        RegionKind.OTHER,
    }
)
"""Kinds of region that are not the article; nothing is extracted from them."""


class EmbeddedKind(StrEnum):
    """What foreign matter stands inside an article."""

    SOCIAL_POST = "social_post"
    QUOTED_ARTICLE = "quoted_article"
    WIRE_HEADLINE = "wire_headline"
    TEASER = "teaser"


@dataclass(frozen=True, slots=True)
class Region:
    """Text that is furniture, or a kind of sentence of its own. Regions are disjoint."""

    span: Span
    kind: RegionKind
    because: str = ""


@dataclass(frozen=True, slots=True)
class Embedded:
    """Someone else's text inside the article. `span` excludes a post's tail (author, links)."""

    span: Span
    kind: EmbeddedKind
    language: str
    author: str | None = None
    handle: str | None = None
    posted_on: date | None = None
    credit: Span | None = None
    """Where author and date stand."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name the page gives for its outlet or author; `span` is None when it stood in metadata."""

    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class DeclaredDate:
    """A date the page's metadata or furniture gives for itself.

    `value` is EDTF (``2025-04``, ``2024-11-23``); `where` says in English what it stood in
    ("JSON-LD datePublished", "crawl header", "URL").
    """

    value: str
    where: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """The text says of itself that it is a translation; `language` (BCP 47) is the original's."""

    language: str
    outlet: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Offsets:
    """The way back from `Article.text` to the decoded file.

    Sorted, disjoint runs ``(text start, raw start, length)`` in code points: inside a run the text
    stands in the file letter for letter. What lies between runs was made or changed by cleaning.
    """

    runs: tuple[tuple[int, int, int], ...]

    def to_raw(self, span: Span) -> Span | None:
        """Where `span` stood in the decoded file; None if none of it did.

        A span over several runs gives the hull of their places.
        """
        low: int | None = None
        high: int | None = None
        for text_start, raw_start, length in self.runs:
            start, end = max(span.start, text_start), min(span.end, text_start + length)
            if start < end:
                low = raw_start + start - text_start if low is None else low
                high = raw_start + end - text_start
        return None if low is None or high is None else Span(low, high)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Visible words of a page that are not in the article: navigation, adverts, comments.

    `raw` is where they stand in the decoded file, from the first to the last; `because` says in
    English what they were taken for.
    """

    raw: RawSpan
    letters: int
    because: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text as told by one outlet. `text` never changes: all spans point into it."""

    id: ArticleId
    path: str
    """As given by the user, relative to the collected root, with ``/``; what a file holds has its
    own name behind ``#`` (``week.zip#maandag/a.html``, ``export.jsonl#12``)."""
    sha256: str
    """Of `text` in UTF-8, 64 hexadecimal digits."""
    text: str
    language: str
    """BCP 47: ``nl`` or ``en``."""
    format: Format
    offsets: Offsets
    title: Span | None = None
    outlet: Named | None = None
    author: Named | None = None
    regions: tuple[Region, ...] = ()
    embedded: tuple[Embedded, ...] = ()
    declared: tuple[DeclaredDate, ...] = ()
    translated_from: Translation | None = None
    losses: tuple[str, ...] = ()
    """What of the input could not be read, in English; empty when all was read."""
    url: str | None = None
    """Where it was published, if the input says so."""
    left_out: tuple[LeftOut, ...] = ()
    """What of the page was taken for no part of the article, in order."""


class Reason(StrEnum):
    """Why an input was refused."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_SHORT = "too short"
    TOO_LARGE = "too large"
    UNKNOWN_FORMAT = "unknown format"
    UNKNOWN_LANGUAGE = "unknown language"
    NOT_TEXT = "not text"
    NO_ARTICLE = "no article found"
    DAMAGED = "damaged"
    TOO_COSTLY = "too costly"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that gave no article: which, why, and what the user can do."""

    path: str
    reason: Reason
    detail: str
    remedy: str
