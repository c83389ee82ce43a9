from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from kroniek.errors import StepOrderError, StepTwiceError
from kroniek.model.doc import (
    COPIES,
    DATING,
    DAYS,
    EVENT_DAYS,
    HAPPENINGS,
    NAMES,
    REDATINGS,
    TOKENS,
    Collection,
    Doc,
    Layer,
)
from kroniek.model.time import DateClass, Dating, Interval, Redating
from kroniek.pipeline import Recipe, annotate, gather
from tests.helpers import article_of


@dataclass(frozen=True)
class Step:
    """An annotator or gatherer that writes down that it ran."""

    writes: Layer[Any]
    reads: tuple[Layer[Any], ...]
    log: list[str]
    work: Callable[[Any], Iterable[Any]] = lambda _: ()

    @property
    def name(self) -> str:
        return self.writes.name

    def annotate(self, doc: Doc) -> Iterable[Any]:
        self.log.append(f"{self.name} {doc.article.path}")
        return self.work(doc)

    def gather(self, collection: Collection) -> Iterable[Any]:
        self.log.append(self.name)
        return self.work(collection)


def dating(year: int) -> Dating:
    day = Interval.day(date(year, 5, 4))
    return Dating(None, day, day.earliest, day, None, DateClass.CONSISTENT, ())


def made(log: list[str], redated: tuple[str, ...]) -> Recipe:
    """Two layers that depend on the date and one that does not; tables likewise."""
    return Recipe(
        annotators=(
            Step(TOKENS, (), log),
            Step(DATING, (TOKENS,), log, lambda _: [dating(2020)]),
            Step(NAMES, (TOKENS,), log),
            Step(DAYS, (DATING,), log),
            Step(EVENT_DAYS, (DAYS,), log),
        ),
        gatherers=(
            Step(COPIES, (TOKENS,), log),
            Step(HAPPENINGS, (EVENT_DAYS, COPIES), log),
        ),
        redating=Step(
            REDATINGS,
            (COPIES, DATING),
            log,
            lambda all_: [
                Redating(doc.article.id, dating(2021))
                for doc in all_.docs
                if doc.article.path in redated
            ],
        ),
    )


def run(redated: tuple[str, ...]) -> tuple[list[str], Collection]:
    log: list[str] = []
    recipe = made(log, redated)
    docs = [
        annotate(Doc(article_of(path, path=path)), recipe.annotators) for path in ("a.txt", "b.txt")
    ]
    log.clear()
    return log, gather(docs, recipe)


def test_only_what_depends_on_a_changed_date_is_redone() -> None:
    log, collection = run(("b.txt",))

    assert log == ["copies", "redatings", "days b.txt", "event_days b.txt", "happenings"]
    assert [doc[DATING][0] for doc in collection.docs] == [dating(2020), dating(2021)]


def test_nothing_is_redone_where_no_date_changed() -> None:
    log, collection = run(())

    assert log == ["copies", "redatings", "happenings"]
    assert collection[REDATINGS] == ()


def test_tables_the_redating_read_are_made_anew_if_they_depend_on_dates() -> None:
    log: list[str] = []
    recipe = made(log, ("a.txt",))
    first = Step(COPIES, (EVENT_DAYS,), log)
    again = Recipe(recipe.annotators, (first, recipe.gatherers[1]), recipe.redating)
    docs = [annotate(Doc(article_of("a", path="a.txt")), again.annotators)]
    log.clear()
    gather(docs, again)

    assert log == ["copies", "redatings", "days a.txt", "event_days a.txt", "copies", "happenings"]


def test_progress_counts_every_step_and_ends_at_the_whole() -> None:
    log: list[str] = []
    recipe = made(log, ())
    seen: list[tuple[int, int]] = []
    docs = [annotate(Doc(article_of("a")), recipe.annotators)]
    gather(docs, recipe, lambda done, total: seen.append((done, total)))

    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_two_steps_that_write_one_layer_are_refused() -> None:
    with pytest.raises(StepTwiceError, match="an earlier step writes it already"):
        Recipe((Step(TOKENS, (), []), Step(TOKENS, (), [])), ())


def test_a_redating_that_reads_what_nobody_writes_is_refused() -> None:
    with pytest.raises(StepOrderError, match="'redatings' reads layer 'copies'"):
        Recipe((), (), Step(REDATINGS, (COPIES,), []))


def test_a_recipe_without_redating_makes_its_tables() -> None:
    log: list[str] = []
    recipe = Recipe((Step(TOKENS, (), log),), (Step(COPIES, (TOKENS,), log),))
    gather([annotate(Doc(article_of("a")), recipe.annotators)], recipe)

    assert log == ["tokens test.txt", "copies"]
