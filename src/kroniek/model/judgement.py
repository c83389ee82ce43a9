"""What people decide of what Kroniek found: source data, never changed, replayed on every build.

A judgement is anchored on quotations (W3C Web Annotation: TextQuoteSelector with prefix and suffix,
TextPositionSelector), so that it outlives a rebuild and an edit of the article. A ruling is what a
judgement comes to in the articles as they are now.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kroniek.ids import ArticleId, JudgementId
from kroniek.spans import Span


class Verb(StrEnum):
    """What is decided.

    ``same`` and ``not-same`` take two sides; ``split`` too: what is taken out, and what it is taken
    from. ``date`` (EDTF) and ``place`` (an entity's id) have a value; ``undo`` has the id of the
    judgement that holds no longer.
    """

    SAME = "same"
    NOT_SAME = "not-same"
    SPLIT = "split"
    DATE = "date"
    PLACE = "place"
    HIDE = "hide"
    CONFIRM = "confirm"
    UNDO = "undo"


class Subject(StrEnum):
    """What kind of thing is judged. The anchors stand on what makes it: see each."""

    ENTITY = "entity"
    """Mentions."""
    ENTRY = "entry"
    """Triggers of its events."""
    ARTICLE = "article"
    """Its title, and sentences of it."""
    STATEMENT = "statement"
    """Its content, and who says it."""
    DISPUTE = "dispute"
    """The words of its sides."""
    JUDGEMENT = "judgement"
    """None: an undoing names the other by its id."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quotation in an article, with up to 48 characters of context on either side."""

    article: ArticleId
    path: str
    exact: str
    prefix: str
    suffix: str
    span: Span
    """Where it stood when it was judged."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: who, when and why; `sides` as the verb asks."""

    id: JudgementId
    verb: Verb
    subject: Subject
    sides: tuple[tuple[Anchor, ...], ...]
    value: str | None
    who: str
    when: str
    """ISO 8601, UTC, to the second; passed in, never read from a clock here."""
    because: str


class Standing(StrEnum):
    """What has become of a judgement."""

    APPLIED = "applied"
    REVIEW = "review"
    """Its place was found, but its words have changed: a person must look."""
    ORPHANED = "orphaned"
    """Its place is gone, or its article."""
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands now."""

    article: ArticleId
    span: Span


@dataclass(frozen=True, slots=True)
class Ruling:
    """A judgement in the articles of a collection; `sides` as the judgement's, without the lost.

    `score` (0 to 1) is how much the weakest side still reads as it did.
    """

    judgement: Judgement
    standing: Standing
    sides: tuple[tuple[Place, ...], ...]
    score: float

    @property
    def id(self) -> JudgementId:
        """The judgement's."""
        return self.judgement.id

    @property
    def said(self) -> str:
        """Who decided, and why, for the reader."""
        why = f": {self.judgement.because}" if self.judgement.because else ""
        return f"{self.judgement.who} decided so{why}"

    @property
    def places(self) -> frozenset[Place]:
        """The places of all sides."""
        return frozenset(place for side in self.sides for place in side)


def quotes(places: Iterable[Place], wanted: Iterable[Place]) -> bool:
    """Whether something of each wanted place stands at one of the `places`."""
    known = tuple(places)
    return all(
        any(one.article == other.article and one.span.overlaps(other.span) for one in known)
        for other in wanted
    )


def holding(rulings: Iterable[Ruling], verbs: Iterable[Verb], subject: Subject) -> Iterator[Ruling]:
    """The rulings that are applied, of these verbs on this kind of thing; the latest last."""
    wanted = frozenset(verbs)
    for ruling in rulings:
        judgement = ruling.judgement
        applied = ruling.standing is Standing.APPLIED and judgement.subject is subject
        if applied and judgement.verb in wanted:
            yield ruling
