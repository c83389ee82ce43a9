"""The two pages before a decision: what can be decided of a thing, and a last look at it."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from starlette.exceptions import HTTPException

from kroniek.edtf import days_written
from kroniek.ids import ArticleId
from kroniek.library import Kroniek
from kroniek.library.judging import verbs_of
from kroniek.library.pointing import JudgementError, UnknownError, pointed
from kroniek.model.article import Article
from kroniek.model.chronicle import Dispute, Entity, Forecast
from kroniek.model.judgement import Anchor, Judgement, Subject, Verb
from kroniek.serve.desk.choices import Choices, articles_of, choices, days_of, with_name
from kroniek.serve.desk.wish import VERBS, WITH_VALUE, Clerk, Wish, seal_of, too_long
from kroniek.serve.page import Answer, Page
from kroniek.spans import Span
from kroniek.views import Line, StatementView
from kroniek.views.finding import EventView, Thing, find

WHO = "kroniek-who"
"""The cookie that remembers who decides in this browser."""
MOST_QUOTED = 6
"""Quotations that are shown unfolded."""


def who_decides(page: Page) -> str:
    """Whoever decided last in this browser; nothing if nobody did."""
    return unquote(page.request.cookies.get(WHO, ""))[:100]


def back_of(told: str) -> str:
    """The address to go back to: one of our own, whatever was asked for."""
    sound = told.startswith("/") and not told.startswith(("//", "/\\")) and told.isprintable()
    return told if sound else "/"


# -- what can be decided of a thing


def desk(page: Page) -> Answer:
    """Everything that can be decided of one thing."""
    about = page.asked.get("about", "")
    return desk_of(page, Wish(page.asked.get("for", ""), about), "")


def desk_of(page: Page, wish: Wish, problem: str) -> Answer:
    """The desk for what a wish is about, with what is wrong with the wish, if anything is."""
    thing = find(page.views, wish.about)
    subject = subject_of(thing)
    if thing is None or subject is None:
        raise HTTPException(404)
    verbs = verbs_of(subject)
    return Answer(
        "desk.html",
        {
            "thing": thing,
            "about": wish.about,
            "subject": subject,
            "verbs": verbs,
            "opened": "same" if wish.verb == "not-same" else wish.verb,
            "problem": problem,
            "value": wish.value,
            "typed": page.asked.get("find", "") if wish.verb in {"same", "place"} else "",
            "days": days_of(page.views, thing, page.words) if Verb.DATE in verbs else (),
            "articles": articles_of(page.views, thing, page.words),
            "choices": {
                kind: _choices(page, thing, kind, wish.verb)
                for kind, verb in (("place", Verb.PLACE), ("same", Verb.SAME))
                if verb in verbs
            },
            "back": back_of(page.asked.get("back", "")),
        },
    )


def _choices(page: Page, thing: Thing, kind: str, asked: str) -> Choices:
    typed = page.asked.get("find", "")[:200] if asked == kind else ""
    return choices(page.views, thing, kind, typed, page.words)


def listed(page: Page) -> dict[str, Any]:
    """What the desk's search gives, for the script that searches while one types."""
    thing = find(page.views, page.asked.get("about", ""))
    kind = page.asked.get("for", "")
    subject = subject_of(thing)
    if thing is None or subject is None or kind not in {str(verb) for verb in verbs_of(subject)}:
        raise HTTPException(404)
    found = _choices(page, thing, kind, kind)
    return {"rows": [row._asdict() for row in found.rows], "told": told_found(page, found)}


def told_found(page: Page, found: Choices) -> str:
    """How many were found, and how many are listed."""
    if not found.found:
        return page.words("decide.nothing")
    shown, every = page.figure(len(found.rows)), page.figure(found.found)
    key = "decide.some" if found.found > len(found.rows) else "decide.all"
    return page.words(key, shown=shown, found=every)


def subject_of(thing: Thing | None) -> Subject | None:
    """What kind of thing is decided on; None for what nothing can be decided of."""
    match thing:
        case Line() | EventView():
            return Subject.ENTRY
        case Entity():
            return Subject.ENTITY
        case Article():
            return Subject.ARTICLE
        case StatementView():
            return Subject.STATEMENT
        case Dispute():
            return Subject.DISPUTE
        case Forecast() | None:
            return None


# -- a last look


class Quote(NamedTuple):
    """Words that a decision stands on, in their sentence; `article` None if it is gone."""

    article: Article | None
    path: str
    span: Span
    before: str
    exact: str
    after: str


class Side(NamedTuple):
    """One side of a decision: what it is called, what else tells which it is, its quotations."""

    name: str
    note: str
    quotes: tuple[Quote, ...]


def look(page: Page) -> Answer:
    """What a decision would be, in words, and on which quotations it would stand."""
    wish = Wish.of(_verb_of(page), page.asked)
    long = too_long(page.asked)
    if long is not None:
        raise HTTPException(422, page.words("decide.refused.too_long"))
    lacking = without_value(page, wish)
    if lacking is not None:
        return lacking
    with Kroniek(page.shelf.store, create=False) as k:
        clerk = Clerk(k.store, page.views)
        try:
            judgement = clerk.shown(wish)
        except JudgementError as error:
            return desk_or_404(page, wish, error)
        return look_of(page, wish, judgement, _undone(clerk, wish))


def without_value(page: Page, wish: Wish) -> Answer | None:
    """The desk again if nothing was chosen where something must be."""
    if wish.verb not in WITH_VALUE or wish.value:
        return None
    return desk_of(page, wish, page.words(f"decide.choose.{wish.verb}"))


def _verb_of(page: Page) -> str:
    verb: str = page.request.path_params["verb"]
    if verb not in VERBS:
        raise HTTPException(404)
    return verb


def desk_or_404(page: Page, wish: Wish, error: JudgementError) -> Answer:
    """The desk with what is wrong; what is not there any more, or never was, is not found."""
    if find(page.views, wish.about) is None:
        status = 404 if isinstance(error, UnknownError) else 409
        raise HTTPException(status, wrong_words(page, error)) from error
    return desk_of(page, wish, wrong_words(page, error))


def wrong_words(page: Page, error: JudgementError) -> str:
    """What is wrong with a decision, for somebody at a page instead of a command line."""
    try:
        return page.words(f"decide.wrong.{error.problem}", **error.values)
    except KeyError:
        return error.told(page.words.language)


def _undone(clerk: Clerk, wish: Wish) -> Judgement | None:
    """The decision that is to be undone or accepted."""
    if wish.verb not in {"undo", "accept"}:
        return None
    return next(one for one in clerk.store.judgements.every() if one.id == wish.about)


def look_of(
    page: Page, wish: Wish, judgement: Judgement, other: Judgement | None, **told: str
) -> Answer:
    """The last look; `other` is what is undone or accepted, `told` what was filled in and wrong."""
    thing = find(page.views, wish.about)
    will = _will(page, wish, judgement)
    assert page.desk is not None  # noqa: S101 (without one there are no such pages)
    return Answer(
        "look.html",
        {
            "wish": wish,
            "will": will,
            "now": now if (now := _now(page, wish, thing)) not in will else "",
            "thing": thing,
            "other": other,
            "sides": list(_sides(page, wish, judgement if judgement.sides else other)),
            "most": MOST_QUOTED,
            "token": page.desk.tokens.fresh(),
            "seal": seal_of(judgement),
            "who": told.get("who", who_decides(page)),
            "because": told.get("because", ""),
            "problem": told.get("problem", ""),
            "field": told.get("field", ""),
            "back": back_of(told.get("back", page.asked.get("back", ""))),
        },
    )


def _will(page: Page, wish: Wish, judgement: Judgement) -> str:
    """The decision in a sentence."""
    verb = wish.verb.replace("-", "_")
    if verb in {"confirm", "accept", "undo"}:
        return page.words(f"decide.will.{verb}")
    value = judgement.value or ""
    days = page.when(days_written(value)) if judgement.verb is Verb.DATE else ""
    place = with_name(page.views, value) if judgement.verb is Verb.PLACE else ""
    key = f"decide.will.{verb}_{judgement.subject}"
    return page.words(key, days=days, place=place) if value else page.words(key)


def _now(page: Page, wish: Wish, thing: Thing | None) -> str:
    """What stands there now instead."""
    match wish.verb, thing:
        case "date", Line():
            return page.when(thing.when) if thing.when.known else page.words("entry.undated")
        case "date", Article():
            days = page.views.dating(thing.id).published_on
            return page.when(days) if days.known else page.words("dates.unknown")
        case "place", Line():
            return ", ".join(one.name for one in thing.places) or page.words("decide.no_place")
        case "place", Entity():
            return thing.name
        case _:
            return ""


def _sides(page: Page, wish: Wish, judgement: Judgement | None) -> Iterator[Side]:
    sides = judgement.sides if judgement else ()
    for (name, note), anchors in zip(_names(page, wish, len(sides)), sides, strict=True):
        yield Side(name, note, tuple(_quote(page, anchor) for anchor in anchors))


def _names(page: Page, wish: Wish, number: int) -> Sequence[tuple[str, str]]:
    """What the sides are called; nothing where there is one side only."""
    if number != 2:
        return [("", "")] * number
    if wish.verb == "split":
        return (page.words("decide.out"), ""), (page.words("decide.stays"), "")
    if wish.verb in {"same", "not-same"}:
        return _name(page, wish.about), _name(page, wish.value)
    return (page.words("decide.one"), ""), (page.words("decide.other"), "")


def _name(page: Page, key: str) -> tuple[str, str]:
    """A name, and its other forms or the article it is meant in; lines tell themselves."""
    name = pointed(page.views, key).name
    thing = find(page.views, key)
    if isinstance(thing, Entity):
        return name, ", ".join(thing.aliases[:3])
    doc = page.views.docs.get(ArticleId(key.rpartition("@")[2])) if thing is None else None
    note = page.words("decide.only_in", article=page.views.title(doc.article)) if doc else ""
    return name, note


def _quote(page: Page, anchor: Anchor) -> Quote:
    doc = page.views.docs.get(anchor.article)
    if doc is None or anchor.span.of(doc.text) != anchor.exact:
        before, after = anchor.prefix, anchor.suffix
        return Quote(None, anchor.path, anchor.span, before, anchor.exact, after)
    whole = page.views.sentence_span(anchor.article, anchor.span)
    end = max(whole.end, anchor.span.end)
    before = doc.text[whole.start : anchor.span.start]
    after = doc.text[anchor.span.end : end]
    return Quote(doc.article, anchor.path, anchor.span, before, anchor.exact, after)
