"""What people decide, taken down: `Kroniek` has these verbs.

Example::

    k.judge_same("Loekasjenko", "Lukashenko", because="same man, Dutch spelling")
    k.judge_date("n-0123456789ab", "2024-05-03", because="the mayor's office confirms")

Whatever is pointed at is an id that was shown, an article's path or a name (see `pointing`).
"""

import getpass
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple, Protocol, TypedDict, Unpack

from kroniek.correct.anchors import SURE, anchor_at
from kroniek.correct.attach import Shelf, undone_by
from kroniek.correct.decisions import of_article, of_dispute, of_entity, overruled
from kroniek.edtf import days_written
from kroniek.ids import EntityId, JudgementId
from kroniek.library.pointing import (
    JudgementError,
    Pointed,
    UnknownError,
    bearers,
    pointed,
    the_one,
)
from kroniek.model.article import Article
from kroniek.model.chronicle import Dispute, Entity
from kroniek.model.doc import IDENTITIES, RULINGS
from kroniek.model.judgement import Anchor, Judgement, Ruling, Standing, Subject, Verb
from kroniek.model.text import PLACES
from kroniek.packs import PackEntity, load_packs
from kroniek.save.judgements import BadLine, is_instant, judgement_id
from kroniek.save.store import Store
from kroniek.views import Line, StatementView, Views
from kroniek.views.finding import article_of

_FITS: dict[Verb, frozenset[Subject]] = {
    Verb.SAME: frozenset({Subject.ENTITY, Subject.ENTRY}),
    Verb.NOT_SAME: frozenset({Subject.ENTITY, Subject.ENTRY}),
    Verb.SPLIT: frozenset({Subject.ENTRY}),
    Verb.DATE: frozenset({Subject.ENTRY, Subject.ARTICLE}),
    Verb.PLACE: frozenset({Subject.ENTRY, Subject.ENTITY}),
    Verb.HIDE: frozenset({Subject.ENTRY, Subject.STATEMENT, Subject.DISPUTE}),
    Verb.CONFIRM: frozenset(Subject) - {Subject.JUDGEMENT},
}


def verbs_of(subject: Subject) -> frozenset[Verb]:
    """What can be decided of this kind of thing."""
    return frozenset(verb for verb, subjects in _FITS.items() if subject in subjects)


class Told(TypedDict, total=False):
    """What goes with every decision.

    `who` decides (the environment's user without it), `because` says why, `when` is ISO 8601 in UTC
    to the second (now, without it); with `later` the chronicle is not made anew at once. Unless
    `kept`, nothing is kept: the judgement is made only to be looked at.
    """

    because: str
    who: str
    when: str
    later: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement and what has become of it; `ruling` None until the next build.

    `overruled` names a later one that holds on the same thing.
    """

    judgement: Judgement
    ruling: Ruling | None
    overruled: JudgementId | None = None

    @property
    def standing(self) -> Standing | None:
        """Whether it is applied, in review, orphaned or undone; None until the next build."""
        return self.ruling.standing if self.ruling else None


@dataclass(frozen=True, slots=True)
class Lost:
    """A quotation whose place is gone or in doubt: how it read, and how it reads now, if at all.

    `score` (0 to 1) is how much it still reads as it did; `gone` says that the article is not there
    any more, under its id or its path.
    """

    anchor: Anchor
    now: str | None
    score: float
    gone: bool


@dataclass(frozen=True, slots=True)
class Orphan:
    """A judgement that a person must look at, with its quotations."""

    ruling: Ruling
    quotations: tuple[Lost, ...]


class _What(NamedTuple):
    """What is decided."""

    verb: Verb
    subject: Subject
    sides: tuple[tuple[Anchor, ...], ...]
    value: str | None


def _undoing(judgement: Judgement) -> _What:
    return _What(Verb.UNDO, Subject.JUDGEMENT, (), judgement.id)


class Judged(Protocol):
    """What the verbs work on: a store, its chronicle, and the way to bring that up to date."""

    store: Store

    @property
    def views(self) -> Views:
        """The finished chronicle."""

    def build(self) -> object:
        """Bring the chronicle up to date."""


class Judging:
    """The verbs of those who decide. Every one keeps a judgement, then brings the chronicle along.

    They raise NotFoundError for what is not there and JudgementError for what can not be decided
    so. The judgement is kept even if the chronicle can not be made now (StoreBusyError): then the
    next build carries it out.
    """

    # -- verbs

    def judge_same(self: Judged, one: str, other: str, **told: Unpack[Told]) -> Judgement:
        """Two names are one entity, or two lines one happening.

        An entity goes under the second's id, or under the first's if packs know only that one.
        """
        return _judge_two(self, Verb.SAME, one, other, told)

    def judge_not_same(self: Judged, one: str, other: str, **told: Unpack[Told]) -> Judgement:
        """Two names are two entities, or two lines two happenings.

        Of what goes under one id, ``ID@ARTICLE`` tells the part that is another.
        """
        return _judge_two(self, Verb.NOT_SAME, one, other, told)

    def judge_split(self: Judged, entry: str, article: str, **told: Unpack[Told]) -> Judgement:
        """What an article (id or path), or one event, tells is no part of this line."""
        whole = _fitting(self, Verb.SPLIT, entry)
        found = article_of(self.views, article)
        part = whole.within(found) if found else _fitting(self, Verb.SPLIT, article)
        if not set(part.anchors) & set(whole.anchors):
            raise JudgementError("no_part", name=part.name, whole=whole.name)
        return _judge(self, Verb.SPLIT, (part, whole.without(part)), None, told)

    def judge_date(self: Judged, thing: str, days: str, **told: Unpack[Told]) -> Judgement:
        """A line, or an article, is of these days: EDTF (``2024-05-03``, ``2024-05/..``)."""
        subject = _fitting(self, Verb.DATE, thing)
        try:
            days_written(days)
        except ValueError as error:
            raise JudgementError("days", days=days) from error
        return _judge(self, Verb.DATE, (subject.shortened(),), days.strip(), told)

    def judge_place(self: Judged, thing: str, place: str, **told: Unpack[Told]) -> Judgement:
        """A line was there, or a name stands for that place: its id, or a name only it bears."""
        subject = _fitting(self, Verb.PLACE, thing)
        return _judge(self, Verb.PLACE, (subject.shortened(),), _place(self, place), told)

    def hide(self: Judged, thing: str, **told: Unpack[Told]) -> Judgement:
        """Show a line, a statement or a dispute no more, until another article tells it too."""
        return _judge(self, Verb.HIDE, (_fitting(self, Verb.HIDE, thing),), None, told)

    def confirm(self: Judged, thing: str, **told: Unpack[Told]) -> Judgement:
        """A person has seen a thing, and it is right."""
        subject = _fitting(self, Verb.CONFIRM, thing)
        return _judge(self, Verb.CONFIRM, (subject.shortened(),), None, told)

    def undo(self: Judged, judgement: str, **told: Unpack[Told]) -> Judgement:
        """A judgement holds no longer. An undoing can be undone."""
        known = _kept(self, judgement)
        if known.id in undone_by(self.store.judgements.every()):
            raise JudgementError("undone", id=known.id)
        return _keep(self, [_made(self, _undoing(known), told)], told)

    def accept(self: Judged, judgement: str, **told: Unpack[Told]) -> Judgement:
        """A judgement in review holds where it was found: it is made anew there."""
        old = _kept(self, judgement)
        ruling = next((one for one in self.views.collection[RULINGS] if one.id == old.id), None)
        if ruling is None or ruling.standing is not Standing.REVIEW:
            raise JudgementError("no_review", id=old.id)
        docs = self.views.docs
        sides = tuple(
            tuple(anchor_at(docs[place.article].article, place.span) for place in side)
            for side in ruling.sides
        )
        why = told | Told(because=told.get("because") or old.because)
        new = _made(self, _What(old.verb, old.subject, sides, old.value), why)
        undoing = _made(self, _undoing(old), told, after=1)
        _keep(self, [new, undoing], told)
        return new

    # -- what was decided

    def judgements(self: Judged) -> list[Decided]:
        """Every judgement, oldest first, with what has become of it in the last build."""
        return decided(self.views, self.store.judgements.every())

    def orphans(self: Judged) -> list[Orphan]:
        """Judgements that lost their place, or whose words have changed so much that one must look.

        Oldest first; each with its quotations that do not stand as they stood.
        """
        return orphaned(self.views)

    def unreadable_judgements(self: Judged) -> tuple[BadLine, ...]:
        """Lines of the file beside the store that can not be read."""
        return self.store.judgements.bad_lines()


def decided(views: Views, judgements: Iterable[Judgement]) -> list[Decided]:
    """Judgements, in their order, with what became of them in the chronicle of `views`."""
    rulings = {one.id: one for one in views.collection[RULINGS]}
    later = overruled(views.collection[RULINGS])
    return [Decided(one, rulings.get(one.id), later.get(one.id)) for one in judgements]


def orphaned(views: Views) -> list[Orphan]:
    """The judgements of `views` that a person must look at."""
    shelf = Shelf.of(doc.article for doc in views.collection.docs)
    wanted = (Standing.REVIEW, Standing.ORPHANED)
    return [
        Orphan(one, tuple(_lost(one, shelf)))
        for one in views.collection[RULINGS]
        if one.standing in wanted
    ]


def decisions_on(views: Views, thing: object) -> tuple[Judgement, ...]:
    """What people decided of a line, statement, dispute, article or entity, and holds; in order."""
    rulings = views.collection[RULINGS]
    match thing:
        case Line():
            found = tuple(one for one in rulings if one.id in thing.entry.judged)
        case StatementView():
            found = views.ruled.get((thing.article.id, thing.statement.id), ())
        case Dispute():
            found = of_dispute(thing, rulings)
        case Article():
            found = of_article(thing.id, rulings)
        case Entity():
            found = of_entity(thing.id, views.collection[IDENTITIES], rulings)
        case _:
            found = ()
    return tuple(one.judgement for one in found)


# -- how


def _fitting(k: Judged, verb: Verb, key: str) -> Pointed:
    found = pointed(k.views, key)
    if found.subject not in _FITS[verb]:
        raise JudgementError(f"no_{verb}".replace("-", "_"), name=found.name)
    return found


def _judge_two(k: Judged, verb: Verb, one: str, other: str, told: Told) -> Judgement:
    first, second = _fitting(k, verb, one), _fitting(k, verb, other)
    if first.subject is not second.subject:
        raise JudgementError("two_kinds", one=first.name, other=second.name)
    if set(first.anchors) >= set(second.anchors):
        first = first.without(second)
    elif set(second.anchors) & set(first.anchors):
        second = second.without(first)
    if verb is Verb.SAME or first.subject is Subject.ENTITY:
        first, second = first.shortened(), second.shortened()
    return _judge(k, verb, (first, second), None, told)


def _place(k: Judged, place: str) -> EntityId:
    """The id of a place. Raises JudgementError for no place, and for a name of several."""
    key, packs = EntityId(place), load_packs()
    told = packs.by_id.get(key) or k.views.entities.get(key)
    if told is not None:
        if told.type not in PLACES:
            raise JudgementError("no_such_place", place=told.name)
        return told.id
    known: Iterable[PackEntity] = packs.by_form.get(place.casefold(), ())
    others = bearers(k.views.entities.values(), place)
    borne: list[PackEntity | Entity] = [*known, *others]
    found = the_one(place, (one for one in borne if one.type in PLACES))
    if found is None:
        raise JudgementError("no_such_place", place=place)
    return found.id


def _judge(
    k: Judged, verb: Verb, pointed_at: Sequence[Pointed], value: str | None, told: Told
) -> Judgement:
    sides = tuple(one.anchors for one in pointed_at)
    return _keep(k, [_made(k, _What(verb, pointed_at[0].subject, sides, value), told)], told)


def _kept(k: Judged, key: str) -> Judgement:
    for one in k.store.judgements.every():
        if one.id == key:
            return one
    raise UnknownError("unknown_decision", pointer=key)


def _made(k: Judged, what: _What, told: Told, *, after: int = 0) -> Judgement:
    """A judgement with its id; `after` others that are kept together with it."""
    known = k.store.judgements.every()
    who, because = _clean(told.get("who") or _user()), _clean(told.get("because") or "")
    if not who:
        raise JudgementError("who")
    when = told.get("when") or max(_now(), known[-1].when if known else "")
    if not is_instant(when):
        raise JudgementError("when", when=when)
    verb, subject, sides, value = what
    told_by = (who, when, because)
    key = judgement_id(len(known) + after, (verb, subject, value), sides, told_by)
    return Judgement(key, verb, subject, sides, value, who, when, because)


def _keep(k: Judged, judgements: Sequence[Judgement], told: Told) -> Judgement:
    """Keep judgements and carry them out; gives the first."""
    if not told.get("kept", True):
        return judgements[0]
    k.store.judgements.bring_together()
    k.store.judgements.add(judgements)
    if not told.get("later", False):
        k.build()
    return judgements[0]


def _now() -> str:
    """The only clock that is read: a front door's, when a decision is made."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such variable, and no such user of this computer
        return ""


def _clean(words: str) -> str:
    """Words as they can be written to a file and shown on a line."""
    return " ".join(words.encode("utf-8", "replace").decode().split())


def _lost(ruling: Ruling, shelf: Shelf) -> Iterator[Lost]:
    for side in ruling.judgement.sides:
        for anchor in side:
            found = shelf.find(anchor)
            if found is None:
                yield Lost(anchor, None, 0.0, shelf.lacks(anchor))
            elif found[1].score < SURE:
                article, place = found
                yield Lost(anchor, place.span.of(article.text), round(place.score, 3), gone=False)
