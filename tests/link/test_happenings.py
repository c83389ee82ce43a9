"""Which events are one happening."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.link.builder import Ev, article, collection

from kroniek.link.happenings import HappeningFinder
from kroniek.link.kinds import blocks_of, near_pairs
from kroniek.model.chronicle import Happening
from kroniek.model.doc import EVENTS, Doc
from kroniek.model.text import Realis, SentenceKind
from kroniek.packs import Packs

FINDER = HappeningFinder.from_packs(Packs((), (), (), ""))


def happenings(*docs: Doc, copies: tuple[tuple[str, ...], ...] = ()) -> list[Happening]:
    return list(FINDER.gather(collection(*docs, copies=copies)))


def visit(who: str = "Kuijper", where: str = "Dorn", on: str | None = "2024-05-08") -> Ev:
    return Ev("bezocht", "visit", on, [where], {"visitor": who})


VISIT = "Kuijper bezocht Dorn."
STRIKE = "Borland beschoot Dorn met raketten."


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ((VISIT, visit()), ("Gisteren bezocht Kuijper de stad Dorn.", visit())),
        ((VISIT, visit()), ("Adana zag dat Kuijper toen Dorn bezocht.", visit())),
        ((VISIT, visit()), (VISIT, visit(on="2024-05-06/2024-05-12"))),
        (
            (STRIKE, Ev("beschoot", "strike", "2024-05-08", ["Dorn"], {"attacker": "Borland"})),
            (
                "Bij een aanval van Borland op Dorn vielen doden.",
                Ev("aanval", "strike", "2024-05-08", ["Dorn"], {"attacker": "Borland"}),
            ),
        ),
        (
            (VISIT, visit()),
            (
                "Kuijper ontmoette Adana in Dorn, waar hij haar sprak.",
                Ev(
                    "ontmoette",
                    "meeting",
                    "2024-05-08",
                    ["Dorn"],
                    {"participant": "Kuijper"},
                ),
            ),
        ),
    ],
)
def test_two_tellings_of_one_thing_are_one_happening(
    left: tuple[str, Ev], right: tuple[str, Ev]
) -> None:
    found = happenings(
        article("a1", left[0], events=[left[1]]), article("a2", right[0], events=[right[1]])
    )

    assert [len(happening.members) for happening in found] == [2]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # another day, another place, another doer
        ((VISIT, visit()), (VISIT, visit(on="2024-05-09"))),
        ((VISIT, visit()), ("Kuijper bezocht Velm.", visit(where="Velm"))),
        ((VISIT, visit()), ("Adana bezocht Dorn.", visit(who="Adana"))),
        # doer and undergoer swapped
        (
            (
                "Arland viel Borland aan bij Dorn.",
                Ev(
                    "viel",
                    "invasion_or_attack",
                    "2024-05-08",
                    ["Dorn"],
                    {"attacker": "Arland", "target": "Borland"},
                ),
            ),
            (
                "Borland viel Arland aan bij Dorn.",
                Ev(
                    "viel",
                    "invasion_or_attack",
                    "2024-05-08",
                    ["Dorn"],
                    {"attacker": "Borland", "target": "Arland"},
                ),
            ),
        ),
        # only a country in common
        (
            (
                "Arland stuurde hulp naar het noorden.",
                Ev("hulp", "aid", "2024-05-01/2024-05-31", [], {"giver": "Arland"}),
            ),
            (
                "Arland gaf steun aan vluchtelingen.",
                Ev("steun", "aid", "2024-05-01/2024-05-31", [], {"giver": "Arland"}),
            ),
        ),
        # two things said by one person on one day
        (
            (
                "Kuijper zei dat de begroting sluit.",
                Ev("zei", "statement", "2024-05-08", [], {"speaker": "Kuijper"}),
            ),
            (
                "Kuijper zei dat hij van voetbal houdt.",
                Ev("zei", "statement", "2024-05-08", [], {"speaker": "Kuijper"}),
            ),
        ),
        # merely imagined
        (
            (VISIT, visit()),
            (
                "Stel dat Kuijper morgen Dorn bezocht.",
                Ev(
                    "bezocht",
                    "visit",
                    "2024-05-08",
                    ["Dorn"],
                    {"visitor": "Kuijper"},
                    realis=Realis.HYPOTHETICAL,
                ),
            ),
        ),
        # different types
        (
            (VISIT, visit()),
            ("Kuijper werd in Dorn gewond.", Ev("gewond", "casualties", "2024-05-08", ["Dorn"])),
        ),
    ],
)
def test_what_differs_in_a_specific_stays_apart(
    left: tuple[str, Ev], right: tuple[str, Ev]
) -> None:
    found = happenings(
        article("a1", left[0], events=[left[1]]), article("a2", right[0], events=[right[1]])
    )

    assert [len(happening.members) for happening in found] == [1, 1]


def test_a_vague_telling_does_not_chain_two_days_together() -> None:
    """One says Monday, one Friday, one "this week": two happenings, not one."""
    docs = [
        article("a1", VISIT, events=[visit(on="2024-05-06")]),
        article("a2", VISIT, events=[visit(on="2024-05-10")]),
        article("a3", VISIT, events=[visit(on="2024-05-06/2024-05-12")]),
    ]

    found = happenings(*docs)

    assert sorted(len(happening.members) for happening in found) == [1, 2]


def test_days_are_those_that_all_members_allow() -> None:
    found = happenings(
        article("a1", VISIT, events=[visit(on="2024-05-06/2024-05-12")]),
        article("a2", VISIT, events=[visit(on="2024-05-08")]),
    )

    assert [(h.days.earliest, h.days.latest) for h in found] == [
        (found[0].days.low, found[0].days.low)
    ]
    assert found[0].days.low.isoformat() == "2024-05-08"


def test_the_same_sentence_in_a_copy_is_the_same_happening_without_names() -> None:
    text = "Het dak stortte vannacht volledig in door zware sneeuwval."
    event = Ev("stortte", "accident", "2024-05-08")

    docs = [article("a1", text, events=[event]), article("a2", text, events=[event])]

    assert len(happenings(*docs)) == 2
    assert len(happenings(*docs, copies=(("a1", "a2"),))) == 1


def test_the_order_of_input_does_not_matter() -> None:
    docs = [
        article("a1", VISIT, "2024-05-09", events=[visit()]),
        article("a2", "Kuijper bezocht Velm.", "2024-05-08", events=[visit(where="Velm")]),
        article("a3", VISIT, "2024-05-10", events=[visit()]),
    ]

    results = {tuple(happenings(*order)) for order in permutations(docs)}

    assert len(results) == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Kuijper", "Adana", "Moens"]),
            st.sampled_from(["Dorn", "Velm", "Oster"]),
            st.sampled_from(["2024-05-07", "2024-05-08", "2024-05-07/2024-05-09", None]),
        ),
        max_size=7,
    )
)
def test_every_event_is_in_exactly_one_happening(told: list[tuple[str, str, str | None]]) -> None:
    docs = [
        article(f"a{k}", f"{who} bezocht {where}.", events=[visit(who, where, on)])
        for k, (who, where, on) in enumerate(told)
    ]

    found = happenings(*docs)

    members = [member for happening in found for member in happening.members]
    events = [(doc.article.id, event.id) for doc in docs for event in doc[EVENTS]]
    assert sorted(members) == sorted(events)
    assert len({happening.id for happening in found}) == len(found)


def test_types_that_may_be_one_thing_are_compared_at_all() -> None:
    for one, two in near_pairs():
        assert set(blocks_of(one)) & set(blocks_of(two)), (one, two)


def test_a_place_told_in_the_sentence_before_helps() -> None:
    text = "Het water brak door bij Dorn. Zeker honderd bewoners zijn geëvacueerd."
    event = Ev("geëvacueerd", "movement", "2024-05-08")

    found = happenings(article("a1", text, events=[event]), article("a2", text, events=[event]))

    assert [len(happening.members) for happening in found] == [2]


def test_a_translation_tells_in_the_same_place_what_its_original_tells() -> None:
    dutch = article(
        "a1",
        "De brand woedde uren. Niemand raakte gewond.",
        events=[Ev("brand", "accident", "2024-05-08")],
    )
    english = article(
        "a2",
        "The fire raged for hours. Nobody was hurt.",
        events=[Ev("fire", "accident", "2024-05-08")],
        language="en",
    )

    assert len(happenings(dutch, english)) == 2
    assert len(happenings(dutch, english, copies=(("a1", "a2"),))) == 1


def test_a_headline_and_the_body_under_it_are_one_happening() -> None:
    doc = article(
        "a1",
        "Bakkers sluiten akkoord\nDe bakkers hebben zaterdag een akkoord gesloten over lonen.",
        kinds={0: SentenceKind.HEADLINE},
        events=[
            Ev("sluiten", "agreement", "2024-05-08"),
            Ev("gesloten", "agreement", "2024-05-08"),
        ],
    )

    assert [len(happening.members) for happening in happenings(doc)] == [2]


def test_the_one_place_told_beside_it_is_where_it_happened() -> None:
    text = "Het water brak door bij Dorn. Zeker honderd bewoners zijn geëvacueerd."
    (moved,) = happenings(article("a1", text, events=[Ev("geëvacueerd", "movement", "2024-05-08")]))
    (said,) = happenings(article("a2", text, events=[Ev("brak", "statement", "2024-05-08")]))

    assert moved.places == ("loc:dorn",)
    assert said.places == ()


def test_of_two_places_beside_it_neither_is_taken() -> None:
    text = "Het water steeg bij Dorn en bij Velm. Zeker honderd bewoners zijn geëvacueerd."

    (found,) = happenings(article("a1", text, events=[Ev("geëvacueerd", "movement", "2024-05-08")]))

    assert found.places == ()


@pytest.mark.parametrize(
    ("noun", "places", "together"),
    [
        ("De schietpartij", (), True),
        ("Een schietpartij", (), False),
        ("De schietpartij", ("Velm",), False),
    ],
)  # fmt: skip
def test_a_definite_noun_comes_back_to_what_its_article_told(
    noun: str, places: tuple[str, ...], *, together: bool
) -> None:
    where = f" in {places[0]}" if places else ""
    doc = article(
        "a1",
        f"Kuijper schoot maandag in Dorn. {noun}{where} duurde een uur.",
        events=[
            Ev("schoot", "crime", "2024-05-06", ["Dorn"], {"perpetrator": "Kuijper"}),
            Ev("schietpartij", "crime", "2024-05-10", places, dated=False, noun=True),
        ],
    )

    found = happenings(doc)

    assert len(found) == (1 if together else 2)
    assert str(found[0].days.latest) == "2024-05-06"


@pytest.mark.parametrize(("second", "lines"), [("Een nieuwe", 2), ("De", 1)])
def test_a_new_one_is_another_than_the_one_told_before(second: str, lines: int) -> None:
    text = f"Een brand legde Dorn in de as. {second} vlammenzee legde Dorn in de as."
    first = Ev("brand", "accident", "2024-05-01", ["Dorn"])
    again = Ev("vlammenzee", "accident", None, [] if lines == 1 else ["Dorn"])

    kinds = {1: SentenceKind.SUBHEAD}
    assert len(happenings(article("a", text, events=(first, again), kinds=kinds))) == lines
