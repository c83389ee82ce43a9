"""What an id, or the path of an article, stands for."""

from collections.abc import Iterator
from dataclasses import dataclass

from kroniek.model.article import Article
from kroniek.model.chronicle import Dispute, Entity, Forecast
from kroniek.model.doc import EVENTS
from kroniek.model.text import EventMention
from kroniek.views import Line, StatementView, Views


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with the article that tells it."""

    article: Article
    event: EventMention


Thing = Article | Line | Dispute | Forecast | StatementView | EventView | Entity
"""Whatever bears an id."""


def find(views: Views, key: str) -> Thing | None:
    """The thing of an id that Kroniek gave out, or the article of a path; None if there is none."""
    return next((thing for known, thing in _things(views) if key in known), None)


def article_of(views: Views, key: str) -> Article | None:
    """The article of an id or a path."""
    return next((one for known, one in _articles(views) if key in known), None)


def _articles(views: Views) -> Iterator[tuple[tuple[str, ...], Article]]:
    for doc in views.collection.docs:
        yield (doc.article.id, doc.article.path), doc.article


def _things(views: Views) -> Iterator[tuple[tuple[str, ...], Thing]]:
    """Everything that has an id, with what it is known by; what is found soonest first."""
    yield from _articles(views)
    yield from (((line.entry.id,), line) for line in views.every_line)
    yield from (((key,), one) for key, one in views.disputes.items())
    yield from (((one.id,), one) for one in views.forecasts)
    yield from (((key,), entity) for key, entity in views.entities.items())
    for doc in views.collection.docs:
        yield from (((one.id,), EventView(doc.article, one)) for one in doc[EVENTS])
    yield from (((view.statement.id,), view) for view in views.statements())
