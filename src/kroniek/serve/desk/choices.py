"""What a decision can be chosen from: the likeliest first, and whatever is searched for."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from kroniek.edtf import days_written, edtf, in_words
from kroniek.ids import EntityId
from kroniek.model.article import Article
from kroniek.model.chronicle import Entity
from kroniek.model.doc import EVENT_DAYS
from kroniek.model.text import PLACES
from kroniek.model.time import Interval
from kroniek.packs import PackEntity, load_packs
from kroniek.views import Line, Views
from kroniek.views.finding import Thing
from kroniek.words import Words

MOST = 30
"""How many are listed at once."""
_LONG = 3
"""Letters of a word that two names can be alike by."""


class Choice(NamedTuple):
    """What a form sends if this is chosen, its name for a reader, and what tells it apart."""

    value: str
    name: str
    note: str = ""


class Choices(NamedTuple):
    """The first of what was found, and how many there were."""

    rows: tuple[Choice, ...]
    found: int


def _first(found: Iterable[Choice]) -> Choices:
    every = list(found)
    return Choices(tuple(every[:MOST]), len(every))


def choices(views: Views, thing: Thing, kind: str, typed: str, words: Words) -> Choices:
    """What a thing can be the same as (``same``), or where it was (``place``).

    Without anything `typed` it is what lies nearest. Raises ValueError for another kind.
    """
    typed = " ".join(typed.split()).casefold()
    match kind, thing:
        case "place", _:
            return _first(_places(views, thing, typed, words))
        case "same", Line():
            return _first(_lines(views, thing, typed, words))
        case "same", Entity():
            return _first(_entities(views, thing, typed, words))
        case _:
            raise ValueError(kind)


# -- names


def _entities(views: Views, known: Entity, typed: str, words: Words) -> Iterator[Choice]:
    """Other names: those that hold what is typed, or share a word with this one."""
    mentions = Counter(key for row in views.identified.values() for key in row.values())
    told = [one for one in views.entities.values() if one.id != known.id and mentions[one.id]]
    if typed:
        ranked = [(_match(one, typed), one) for one in told]
    else:
        own = _beginnings(known)
        ranked = [(3 * (one.type != known.type) + 1, one) for one in told if own & _beginnings(one)]
    for _, one in sorted(
        (item for item in ranked if item[0]),
        key=lambda item: (item[0], -mentions[item[1].id], item[1].name, item[1].id),
    ):
        yield Choice(one.id, one.name, _about(views, one, words))


def _beginnings(one: Entity) -> set[str]:
    """How the words of a name begin, under all its forms; short words aside."""
    told = (word for form in (one.name, *one.aliases) for word in form.casefold().split())
    return {word[: _LONG + 1] for word in told if len(word) >= _LONG}


def _match(one: Entity | PackEntity, typed: str) -> int:
    """How well a name fits what was typed: 1 is the very name, 0 not at all."""
    best = 0
    for form in (one.name, *one.aliases):
        folded = form.casefold()
        rank = 1 if folded == typed else 2 if folded.startswith(typed) else 3
        if all(word in folded for word in typed.split()):
            best = min(best or rank, rank)
    return best


def _about(views: Views, one: Entity | PackEntity, words: Words) -> str:
    kind = words.kind(one.kind) if one.kind else words.label("name", one.type)
    others = ", ".join(one.aliases[:3])
    lines = len(views.lines_of.get(one.id, ()))
    told = words(f"count.line.{'one' if lines == 1 else 'many'}", number=lines) if lines else ""
    return " · ".join(part for part in (kind, one.country or "", others, told) if part)


# -- places


def _places(views: Views, thing: Thing, typed: str, words: Words) -> Iterator[Choice]:
    """Places of that name, known ones of the collection first; or those named beside a line."""
    if not typed:
        for one in _named_beside(views, thing) if isinstance(thing, Line) else ():
            yield Choice(one.id, one.name, _about(views, one, words))
        return
    known: list[Entity | PackEntity] = [
        *views.entities.values(),
        *sorted(load_packs().entities, key=lambda one: (-one.population, one.id)),
    ]
    # What the articles name comes before what only packs know, a larger place before a smaller.
    ranked = {
        one.id: ((rank, number), one)
        for number, one in reversed(list(enumerate(known)))
        if one.type in PLACES and (rank := _match(one, typed))
    }
    for _, place in sorted(ranked.values(), key=lambda item: item[0]):
        yield Choice(place.id, place.name, _about(views, place, words))


def _named_beside(views: Views, line: Line) -> Iterator[Entity]:
    """Places that the line has, and those named in its sentences, each once."""
    found = dict.fromkeys(line.entry.places)
    for cite in line.cites:
        for span, key in views.identified[cite.article.id].items():
            if cite.span.overlaps(span) and views.entities[key].type in PLACES:
                found.setdefault(key)
    return (views.entities[key] for key in found)


# -- lines


def _lines(views: Views, line: Line, typed: str, words: Words) -> Iterator[Choice]:
    """Other lines: those that hold what is typed, or that lie near in time and tell of the same."""
    others = (one for one in views.every_line if one.entry.id != line.entry.id)
    if typed:
        wanted = typed.split()
        near = [one for one in others if all(word in _words_of(one) for word in wanted)]
    else:
        near = [one for one in others if one.when.meets(line.when) and _shared(one, line)]
    for one in sorted(near, key=lambda one: (-_shared(one, line), one.entry.id)):
        told_by = ", ".join(dict.fromkeys(cite.outlet for cite in one.cites[:3]))
        yield Choice(one.entry.id, one.line, f"{in_words(one.when, words.language)} · {told_by}")


def _words_of(line: Line) -> str:
    names = (one.name for one in (*line.places, *line.people))
    return " ".join((line.line, *names, *(cite.sentence for cite in line.cites))).casefold()


def _shared(one: Line, other: Line) -> int:
    """How much two lines have in common: places, who is involved, the kind of event."""
    left, right = one.entry, other.entry
    places = len(set(left.places) & set(right.places))
    return (
        places + len(set(left.participants) & set(right.participants)) + (left.type == right.type)
    )


# -- days and articles


def days_of(views: Views, thing: Thing, words: Words) -> tuple[Choice, ...]:
    """Days that something speaks for: a line's by its articles, an article's by its clues."""
    found: dict[str, Choice] = {}

    def add(days: Interval, note: str) -> None:
        value = edtf(days)
        if value is not None:
            found.setdefault(value, Choice(value, in_words(days, words.language), note))

    match thing:
        case Line():
            add(thing.when, words("decide.days_now"))
            for outlet, days in _told_days(views, thing):
                add(days, words("decide.days_told", outlet=outlet))
        case Article():
            _days_of_article(views, thing, add, words)
        case _:
            pass
    return tuple(found.values())


def _told_days(views: Views, line: Line) -> Iterator[tuple[str, Interval]]:
    """What each report by itself says of its days."""
    for report, cite in zip(line.entry.reports, line.cites, strict=True):
        for row in views.docs[report.article][EVENT_DAYS]:
            if row.event == report.event:
                yield cite.outlet, row.days


def _days_of_article(
    views: Views, article: Article, add: Callable[[Interval, str], None], words: Words
) -> None:
    view = views.dating(article.id)
    add(view.published_on, words("decide.days_clues"))
    if view.dating.best is not None:
        add(Interval.day(view.dating.best), words("decide.days_best"))
    if view.declared_on is not None:
        with suppress(ValueError):  # a date such as "spring of 2024" can not be chosen as it stands
            add(days_written(view.declared_on), words("decide.days_page"))
    for other in view.rejected:
        add(other.days, words("decide.days_rejected"))


def articles_of(views: Views, thing: Thing, words: Words) -> tuple[Choice, ...]:
    """The articles that tell a line or name an entity, if there are several to choose from."""
    match thing:
        case Line():
            keys = dict.fromkeys(cite.article.id for cite in thing.cites)
        case Entity():
            keys = dict.fromkeys(
                doc for doc, row in views.identified.items() if thing.id in row.values()
            )
        case _:
            return ()
    told = (views.docs[key].article for key in keys)
    return (
        tuple(Choice(one.id, views.title(one), _credit(views, one, words)) for one in told)
        if len(keys) > 1
        else ()
    )


def _credit(views: Views, article: Article, words: Words) -> str:
    days = views.dating(article.id).published_on
    return views.outlet(article) + (f", {in_words(days, words.language)}" if days.known else "")


def with_name(views: Views, key: str) -> str:
    """The name of an entity of the collection or the packs; its id where there is none."""
    known = views.entities.get(EntityId(key)) or load_packs().by_id.get(EntityId(key))
    return known.name if known else key
