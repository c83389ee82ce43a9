"""What records point at: spans of articles, and the ids of other records.

The types of `kroniek.model` say which field is which, so that a field added there is checked too:
a Span points into the text of the article that the nearest record around it names, and every id of
`kroniek.ids` but a record's own `id` at a record of that kind.
"""

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import Any, NamedTuple

from kroniek import ids
from kroniek.ids import ArticleId
from kroniek.model.article import Article
from kroniek.model.judgement import Anchor
from kroniek.spans import Span

KINDS: dict[object, str] = {
    ids.ArticleId: "article",
    ids.EntityId: "entity",
    ids.StatementId: "statement",
    ids.EventId: "event",
    ids.HappeningId: "happening",
    ids.EntryId: "entry",
    ids.JudgementId: "judgement",
}
"""Kinds of records that can be pointed at, by the type of their id."""


class Pointer(NamedTuple):
    """A span (then `kind` is ``span``) or an id, and the article of the record that holds it."""

    kind: str
    value: Any
    article: ArticleId | None


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    hint: Any


def pointers(value: object, hint: object, article: ArticleId | None) -> Iterator[Pointer]:
    """Everything that `value`, of type `hint`, points at, in the order of its fields.

    `article` is the one it is about, unless it says so itself.
    """
    if value is None or not _points(hint):
        return
    if hint in KINDS:
        yield Pointer(KINDS[hint], value, article)
    elif hint is Span:
        yield Pointer("span", value, article)
    elif is_dataclass(hint):
        yield from _of_record(value, hint, article)
    else:
        yield from _of_items(value, hint, article)


def _of_record(value: object, kind: Any, article: ArticleId | None) -> Iterator[Pointer]:  # noqa: ANN401
    own = "id" if kind is Article else "article"
    fields = _fields(kind)
    if any(field.name == own and field.hint is ArticleId for field in fields):
        article = getattr(value, own)
    for field in fields:
        if field.name != "id":
            yield from pointers(getattr(value, field.name), field.hint, article)


def _of_items(value: Any, hint: object, article: ArticleId | None) -> Iterator[Pointer]:  # noqa: ANN401
    """Of an optional value, a tuple of many, or a tuple of an article's id and what is in it."""
    inner = typing.get_args(hint)
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        for one in inner:
            yield from pointers(value, one, article)
    elif len(inner) == 2 and inner[1] is Ellipsis:
        for item in value:
            yield from pointers(item, inner[0], article)
    else:
        for item, one in zip(value, inner, strict=True):
            if one is ArticleId:
                article = item
            yield from pointers(item, one, article)


@cache
def _fields(kind: Any) -> tuple[_Field, ...]:  # noqa: ANN401
    """The fields of a record's type that point at something, and its `article`."""
    hints = typing.get_type_hints(kind)
    return tuple(_Field(name, hint) for name, hint in hints.items() if _points(hint))


@cache
def _points(hint: object) -> bool:
    """Whether values of this type can hold a span or an id."""
    if hint in KINDS or hint is Span:
        return True
    if hint is Anchor:
        return False  # it says where words stood when they were judged, perhaps in a text now gone
    if is_dataclass(hint):
        return any(_points(inner) for inner in typing.get_type_hints(hint).values())
    return any(_points(inner) for inner in typing.get_args(hint))
