"""What a decision can be chosen from."""

from collections.abc import Iterator

import pytest
from tests.serve.desk.builder import Hand
from tests.serve.desk.test_taking import DEATHS

from kroniek.ids import EntityId
from kroniek.library import Kroniek
from kroniek.serve.desk.choices import MOST, Choice, articles_of, choices, days_of
from kroniek.views import Line, Views
from kroniek.words import Words

NL = Words("nl", "web")


@pytest.fixture(scope="module")
def views(reader: Hand) -> Iterator[Views]:
    with Kroniek(reader.store, create=False) as k:
        yield k.views.spoken("nl")


def line(views: Views, words: str) -> Line:
    return next(one for one in views.every_line if words in one.line)


def names(found: tuple[Choice, ...]) -> list[str]:
    return [one.name for one in found]


def test_names_that_share_a_word_are_offered_unasked_and_never_the_name_itself(
    views: Views,
) -> None:
    known = views.entities[EntityId("per:jan-smit")]

    assert set(names(choices(views, known, "same", "", NL).rows)) == {"Jan de Wit", "Piet Smit"}
    assert "Tilburg" in names(choices(views, known, "same", "til", NL).rows)


@pytest.mark.parametrize("typed", ["wit", "JAN  de wit", "de wit jan"])
def test_a_name_is_found_by_its_words_in_any_order_and_case(views: Views, typed: str) -> None:
    known = views.entities[EntityId("per:piet-smit")]

    assert names(choices(views, known, "same", typed, NL).rows) == ["Jan de Wit"]


@pytest.mark.parametrize(
    ("typed", "first"), [("venlo", "loc:venlo"), ("tilb", "loc:tilburg"), ("Köln", "loc:koln")]
)
def test_places_are_found_beyond_the_collection_those_of_the_articles_first(
    views: Views, typed: str, first: str
) -> None:
    found = choices(views, line(views, DEATHS), "place", typed, NL)

    assert found.rows[0].value == first
    assert len({one.value for one in found.rows}) == len(found.rows)


def test_a_line_is_offered_the_places_beside_it(views: Views) -> None:
    assert "Tilburg" in names(choices(views, line(views, DEATHS), "place", "", NL).rows)


def test_no_more_is_listed_than_can_be_looked_over_and_the_rest_is_counted(views: Views) -> None:
    found = choices(views, line(views, DEATHS), "place", "san", NL)

    assert len(found.rows) == MOST < found.found


def test_lines_near_in_time_that_tell_of_the_same_are_offered_unasked(views: Views) -> None:
    here = line(views, "Volgens de politie vielen")
    found = choices(views, here, "same", "", NL).rows

    assert "Jan de Wit van de brandweer sprak van een ramp." in names(found)
    assert here.entry.id not in {one.value for one in found}
    assert names(choices(views, here, "same", "bezocht breda", NL).rows) == [
        "Piet Smit, de burgemeester, bezocht vrijdag Breda."
    ]


def test_days_can_be_chosen_that_something_speaks_for(views: Views) -> None:
    article = line(views, DEATHS).told_by.article

    assert "2024-05-02" in [one.value for one in days_of(views, line(views, DEATHS), NL)]
    assert "2024-05-03" in [one.value for one in days_of(views, article, NL)]
    every = [one.value for one in days_of(views, article, NL)]
    assert len(every) == len(set(every))


def test_articles_are_offered_where_there_are_several(views: Views) -> None:
    told = articles_of(views, line(views, DEATHS), NL)

    assert names(told) == ["Brand in Tilburg", "Doden bij brand"]
    assert articles_of(views, line(views, "bezocht vrijdag"), NL) == ()
    assert articles_of(views, views.entities[EntityId("per:jan-de-wit")], NL) == ()
    assert len(articles_of(views, views.entities[EntityId("loc:tilburg")], NL)) == 2


def test_a_list_of_something_else_is_a_mistake(views: Views) -> None:
    with pytest.raises(ValueError, match="colour"):
        choices(views, line(views, DEATHS), "colour", "", NL)
