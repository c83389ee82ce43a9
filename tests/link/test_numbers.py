"""When two numbers for one thing contradict each other."""

import pytest
from tests.link.builder import St, article, collection

from kroniek.link.disputes import DisputeFinder
from kroniek.link.happenings import HappeningFinder
from kroniek.model.doc import HAPPENINGS
from kroniek.packs import Packs

PACKS = Packs((), (), (), "")


def kinds(
    text: str,
    said: list[St],
    numbers: dict[str, tuple[float, str | None]],
    language: str = "en",
) -> list[str]:
    made = collection(article("a1", text, said=said, numbers=numbers, language=language))
    made = made.with_table(HAPPENINGS, HappeningFinder.from_packs(PACKS).gather(made))
    return [dispute.kind for dispute in DisputeFinder.from_packs(PACKS).gather(made)]


def test_a_bare_number_that_comes_back_to_a_count_is_set_against_it() -> None:
    text = "Some 400 of the 640 workers joined, Kuijper said. The union puts the figure at 550."
    said = [St("s1", "Some 400 of the 640 workers joined", "Kuijper")]
    numbers = {"400": (400.0, None), "640": (640.0, "workers"), "550": (550.0, None)}

    assert kinds(text, said, numbers) == ["number"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # two kinds of people
        (
            "They lost 790 Arlandic soldiers, Kuijper said. Adana counted 300 Borlandic soldiers.",
            {"790": (790.0, "soldiers"), "300": (300.0, "soldiers")},
        ),
        # two places
        (
            "There were 900 deaths in Dorn, Kuijper said. Adana counted 300 deaths in Velm.",
            {"900": (900.0, "deaths"), "300": (300.0, "deaths")},
        ),
        # two things
        (
            "They lost 90 drones, Kuijper said. Adana counted 30 missiles.",
            {"90": (90.0, "drones"), "30": (30.0, "missiles")},
        ),
        # a later state
        (
            "There were 12 deaths, Kuijper said. By now Adana counted 20 deaths, it had risen.",
            {"12": (12.0, "deaths"), "20": (20.0, "deaths")},
        ),
        # shares of all sorts of things
        (
            "The tax is 19 percent, Kuijper said. Adana counted 30 percent.",
            {"19 percent": (19.0, "%"), "30 percent": (30.0, "%")},
        ),
    ],
)
def test_numbers_of_different_things_are_no_dispute(
    text: str, numbers: dict[str, tuple[float, str | None]]
) -> None:
    first, second = text.split(", Kuijper said. ")
    said = [St("s1", first, "Kuijper"), St("s2", second, "Adana")]

    assert kinds(text, said, numbers) == []
