"""From what the user points at to the words a judgement stands on.

A pointer is an id that another command printed, the path of an article, or a name; ``@ARTICLE``
behind it keeps what stands in that article only: ``per:jan-jansen@oogst.txt``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol, TypeVar

from kroniek.correct.anchors import anchor_at
from kroniek.correct.decisions import words_of
from kroniek.errors import KroniekError, NotFoundError
from kroniek.ids import ArticleId, EntityId, EventId, content_id
from kroniek.model.article import Article
from kroniek.model.chronicle import Dispute, Entity, Entry, first_of_origin
from kroniek.model.doc import COPIES, EVENTS, HAPPENINGS, IDENTITIES, NAMES, SENTENCES, Doc
from kroniek.model.judgement import Anchor, Subject
from kroniek.model.text import TOLD
from kroniek.spans import Span, trimmed
from kroniek.views import Line, StatementView, Views
from kroniek.views.finding import EventView, article_of, find
from kroniek.words import Words
from kroniek.words.naming import DIVISIONS

MOST_WORDS = {
    Subject.ENTITY: 6,
    Subject.ENTRY: 12,
    Subject.ARTICLE: 4,
    Subject.STATEMENT: 12,
    Subject.DISPUTE: 50,
}
"""How many words, at most, a judgement stands on that does not need all of them."""
_SENTENCES = 2
_AT = "@"


class JudgementError(KroniekError):
    """A decision that can not be taken so; `problem` is a key of the interface's words."""

    def __init__(self, problem: str, **values: object) -> None:
        self.problem, self.values = problem, values
        KroniekError.__init__(self, self.told("en"))

    def told(self, language: str) -> str:
        """What is wrong and what to do about it, in ``nl`` or ``en``."""
        return Words(language, "cli")(f"judge.{self.problem}", **self.values)


class UnknownError(JudgementError, NotFoundError):
    """A pointer that leads nowhere."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """What the user points at: its kind, its name for a reader, and the words it stands on."""

    subject: Subject
    name: str
    anchors: tuple[Anchor, ...]

    def within(self, article: Article) -> "Pointed":
        """What of it stands in one article. Raises JudgementError if nothing does."""
        held = tuple(one for one in self.anchors if one.article == article.id)
        if not held:
            raise JudgementError("elsewhere", name=self.name, article=article.path)
        return replace(self, anchors=held)

    def without(self, other: "Pointed") -> "Pointed":
        """What of it is not the other's. Raises JudgementError if nothing is left."""
        taken = set(other.anchors)
        held = tuple(one for one in self.anchors if one not in taken)
        if not held:
            raise JudgementError("one_thing", name=self.name)
        return replace(self, anchors=held)

    def shortened(self) -> "Pointed":
        """With as many words as it needs to be known by: those of each article first."""
        first = {one.article: one for one in reversed(self.anchors)}
        held = dict.fromkeys(
            (*(one for one in self.anchors if first[one.article] is one), *self.anchors)
        )
        return replace(self, anchors=tuple(islice(held, MOST_WORDS[self.subject])))


def pointed(views: Views, key: str) -> Pointed:
    """What a pointer stands for.

    Raises UnknownError if that is nothing, and JudgementError if it is a name of several things or
    something that stands nowhere in a text.
    """
    found = _thing(views, key)
    if found is None and _AT in key:
        front, _, behind = key.rpartition(_AT)
        whole, article = _thing(views, front), article_of(views, behind)
        found = whole.within(article) if whole and article else None
    if found is None:
        raise UnknownError("unknown", pointer=key)
    return found


def _thing(views: Views, key: str) -> Pointed | None:
    """What an id or path stands for, as words; a forecast is pointed at by its statement."""
    match find(views, key):
        case Article() as article:
            return _article(views, views.docs[article.id])
        case Line() as line:
            return _line(views, line)
        case Dispute() as dispute:
            return _dispute(views, dispute)
        case Entity() as entity:
            return _entity(views, entity)
        case EventView() as told:
            span = told.event.triggers[0]
            quoted = _quoted(views.docs[told.article.id], span)
            return Pointed(Subject.ENTRY, quoted, (anchor_at(told.article, span),))
        case StatementView() as view:
            spans = words_of(view.statement)
            held = tuple(anchor_at(view.article, span) for span in spans if span)
            return Pointed(Subject.STATEMENT, f"“{view.content}”", held)
        case _:
            return _named(views, key)


def _quoted(doc: Doc, span: Span) -> str:
    return f"“{' '.join(span.of(doc.text).split())}”"


def _article(views: Views, doc: Doc) -> Pointed:
    """Title and first sentences: when one of them is rewritten the others still tell."""
    told = [one.span for one in doc[SENTENCES] if one.kind in TOLD]
    title = (doc.article.title,) if doc.article.title else ()
    spans = [trimmed(doc.text, span) for span in (*title, *told[:_SENTENCES], *told[-1:])]
    held = tuple(dict.fromkeys(anchor_at(doc.article, span) for span in spans if span))
    if not held:
        held = (anchor_at(doc.article, trimmed(doc.text, Span(0, len(doc.text)))),)
    return Pointed(Subject.ARTICLE, views.title(doc.article), held)


def _line(views: Views, line: Line) -> Pointed:
    """The triggers of all its events, one of each."""
    held: list[Anchor] = []
    for article, event in _members(views, line.entry):
        doc = views.docs[article]
        trigger = next((one.triggers[0] for one in doc[EVENTS] if one.id == event), None)
        if trigger is not None:
            held.append(anchor_at(doc.article, trigger))
    if not held:
        raise JudgementError("nowhere", name=line.line)
    return Pointed(Subject.ENTRY, line.line, tuple(dict.fromkeys(held)))


def _members(views: Views, entry: Entry) -> Iterable[tuple[ArticleId, EventId | None]]:
    """The events of a line: those that no report shows, and those of happenings told with it."""
    reports = [(one.article, one.event) for one in entry.reports]
    for happening in views.collection[HAPPENINGS]:
        if content_id("n", happening.id) == entry.id:
            return dict.fromkeys((*happening.members, *reports))
    return dict.fromkeys(reports)


def _dispute(views: Views, one: Dispute) -> Pointed:
    held = tuple(anchor_at(views.docs[side.article].article, side.span) for side in one.sides)
    return Pointed(Subject.DISPUTE, one.about, held)


# -- entities


def _entity(views: Views, known: Entity, form: str | None = None) -> Pointed:
    """The mentions of an entity; of those in one `form` only, if there are any."""
    places = list(_mentions(views, known.id))
    if form is not None:
        in_form = [one for one in places if _form(views, one) == form.casefold()]
        places = in_form or places
    if not places:
        raise JudgementError("nowhere", name=known.name)
    held = tuple(anchor_at(views.docs[key].article, span) for key, span in _spread(views, places))
    return Pointed(Subject.ENTITY, known.name, held)


def _form(views: Views, place: tuple[ArticleId, Span]) -> str:
    return " ".join(place[1].of(views.docs[place[0]].text).split()).casefold()


def _mentions(views: Views, entity: EntityId) -> Iterator[tuple[ArticleId, Span]]:
    """Where an entity is named; where it is only told of, if it is named nowhere."""
    rows = [
        (row.article, row.span)
        for row in views.collection[IDENTITIES]
        if row.entity == entity and row.span
    ]
    names = {
        key: {one.span for one in views.docs[key][NAMES] if not one.nominal}
        for key in dict.fromkeys(key for key, _ in rows)
    }
    named = [(key, span) for key, span in rows if span in names[key]]
    yield from named or rows


def _spread(
    views: Views, places: Sequence[tuple[ArticleId, Span]]
) -> Iterator[tuple[ArticleId, Span]]:
    """Places so that the first ones are as unlike as can be.

    First one place of each origin (copies of one text change together), then one of each other
    article, then the rest.
    """
    origin = first_of_origin(views.docs, views.collection[COPIES])
    by_origin = _first_of((origin[key], (key, span)) for key, span in places)
    by_article = _first_of((key, (key, span)) for key, span in places)
    yield from dict.fromkeys((*by_origin, *by_article, *places))


def _first_of(
    keyed: Iterable[tuple[ArticleId, tuple[ArticleId, Span]]],
) -> Iterator[tuple[ArticleId, Span]]:
    seen: set[ArticleId] = set()
    for key, place in keyed:
        if key not in seen:
            seen.add(key)
            yield place


def _named(views: Views, name: str) -> Pointed | None:
    """What is meant by a name, as words. Raises JudgementError as `named` does."""
    found = named(views, name)
    return _entity(views, found, " ".join(name.split())) if found else None


def named(views: Views, name: str) -> Entity | None:
    """The one entity of a name. Raises JudgementError if several bear it."""
    return the_one(name, bearers(views.entities.values(), name))


def bearers(entities: Iterable[Entity], name: str) -> list[Entity]:
    """Entities of that name or alias, case aside."""
    wanted = " ".join(name.split()).casefold()
    return [
        one for one in entities if wanted in {form.casefold() for form in (one.name, *one.aliases)}
    ]


class Bearer(Protocol):
    """Whatever bears a name: an entity of the collection or of a pack."""

    @property
    def id(self) -> EntityId:
        """Its own among all things."""

    @property
    def name(self) -> str:
        """What it is mostly called."""

    @property
    def kind(self) -> str | None:
        """What kind of thing it is, such as ``city``."""


B = TypeVar("B", bound=Bearer)


def the_one(name: str, found: Iterable[B]) -> B | None:
    """The one that is meant by a bare name, if there is any.

    A part of a country that is called after its seat is not meant where the seat bears the name
    too. Raises JudgementError, with the ids to choose from, if several are left.
    """
    known = list({one.id: one for one in found}.values())
    seats = [one for one in known if one.kind not in DIVISIONS] or known
    if len(seats) > 1:
        told = (f"{one.id} ({one.name})" for one in seats)
        raise JudgementError("several", name=name, listed=", ".join(islice(told, 8)))
    return seats[0] if seats else None
