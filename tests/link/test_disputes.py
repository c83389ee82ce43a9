"""What sources disagree on, and what is no disagreement."""

import pytest
from tests.link.builder import Ev, St, article, collection

from kroniek.link.disputes import DisputeFinder
from kroniek.link.happenings import HappeningFinder
from kroniek.model.chronicle import Dispute, DisputeKind
from kroniek.model.doc import HAPPENINGS, Doc
from kroniek.model.text import Act, Form, Realis
from kroniek.packs import Packs

PACKS = Packs((), (), (), "")


def disputes(*docs: Doc, copies: tuple[tuple[str, ...], ...] = ()) -> list[Dispute]:
    made = collection(*docs, copies=copies)
    made = made.with_table(HAPPENINGS, HappeningFinder.from_packs(PACKS).gather(made))
    return list(DisputeFinder.from_packs(PACKS).gather(made))


def kinds(*docs: Doc, copies: tuple[tuple[str, ...], ...] = ()) -> list[str]:
    return [dispute.kind for dispute in disputes(*docs, copies=copies)]


def flood(key: str, number: str, value: float, told: str = "2024-05-09") -> Doc:
    return article(
        key,
        f"Bij de overstroming in Dorn zijn {number} mensen omgekomen.",
        told,
        events=[Ev("overstroming", "disaster", "2024-05-08", ["Dorn"])],
        numbers={number: (value, "mensen")},
    )


def test_two_numbers_for_one_thing_on_one_day_are_a_dispute() -> None:
    found = disputes(flood("a1", "12", 12), flood("a2", "20", 20))

    assert [dispute.kind for dispute in found] == [DisputeKind.NUMBER]
    assert [side.article for side in found[0].sides] == ["a1", "a2"]
    assert all(side.says.startswith("Bij de overstroming") for side in found[0].sides)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (flood("a1", "12", 12), flood("a2", "12", 12)),
        # rounded
        (flood("a1", "1312", 1312), flood("a2", "1300", 1300)),
        # a later report of a later state
        (flood("a1", "12", 12, "2024-05-09"), flood("a2", "20", 20, "2024-05-11")),
        # beyond belief: another thing, or misread
        (flood("a1", "12", 12), flood("a2", "12000", 12000)),
    ],
)
def test_rounding_and_later_states_are_no_dispute(left: Doc, right: Doc) -> None:
    assert kinds(left, right) == []


def test_copies_of_one_text_do_not_disagree() -> None:
    assert kinds(flood("a1", "12", 12), flood("a2", "20", 20), copies=(("a1", "a2"),)) == []


def test_two_sources_in_one_article_that_give_different_numbers_disagree() -> None:
    text = "Er waren 250 betogers, zei Kuijper. Adana telde 900 betogers."
    found = disputes(
        article(
            "a1",
            text,
            said=[
                St("s1", "Er waren 250 betogers", "Kuijper"),
                St("s2", "900 betogers", "Adana"),
            ],
            numbers={"250": (250, "betogers"), "900": (900, "betogers")},
        )
    )

    assert [dispute.kind for dispute in found] == [DisputeKind.NUMBER]
    assert {side.entity for side in found[0].sides} == {"per:kuijper", "per:adana"}


def test_a_denial_is_set_against_what_it_denies() -> None:
    text = "Kuijper zegt dat Adana geld verduisterde. Adana ontkent dat zij geld verduisterde."
    found = disputes(
        article(
            "a1",
            text,
            said=[
                St("s1", "dat Adana geld verduisterde", "Kuijper", Act.ACCUSATION),
                St("s2", "dat zij geld verduisterde", "Adana", Act.DENIAL),
            ],
        )
    )

    assert [dispute.kind for dispute in found] == [DisputeKind.DENIAL]
    assert [side.entity for side in found[0].sides] == ["per:kuijper", "per:adana"]


def test_a_denial_of_something_else_is_set_against_nothing() -> None:
    text = "Kuijper zegt dat het dak lekt. Adana ontkent dat zij geld verduisterde."

    assert (
        kinds(
            article(
                "a1",
                text,
                said=[
                    St("s1", "dat het dak lekt", "Kuijper"),
                    St("s2", "dat zij geld verduisterde", "Adana", Act.DENIAL),
                ],
            )
        )
        == []
    )


def test_a_claim_elsewhere_is_found_for_a_denial() -> None:
    claim = article(
        "a1",
        "Volgens Kuijper liet het Stroombond stiekem een stuwdam openzetten en overstroomde Dorn.",
        said=[
            St(
                "s1",
                "liet het Stroombond stiekem een stuwdam openzetten en overstroomde Dorn",
                "Kuijper",
            )
        ],
    )
    denial = article(
        "a2",
        "Moens ontkent dat het Stroombond stiekem een stuwdam openzette en Dorn overstroomde.",
        said=[
            St(
                "s1",
                "dat het Stroombond stiekem een stuwdam openzette en Dorn overstroomde",
                "Moens",
                Act.DENIAL,
            )
        ],
    )

    assert kinds(claim, denial) == ["denial"]


def taken(key: str, verb: str, told: str = "2024-05-09", realis: Realis = Realis.ACTUAL) -> Doc:
    return article(
        key,
        f"Dorn is woensdag {verb} door Borland.",
        told,
        events=[Ev(verb, "territory_change", "2024-05-08", ["Dorn"], {"taker": "Borland"}, realis)],
    )


def test_words_of_different_colour_for_one_thing_are_a_dispute() -> None:
    assert kinds(taken("a1", "bevrijd"), taken("a2", "veroverd")) == ["wording"]


def test_words_of_one_colour_are_none() -> None:
    assert kinds(taken("a1", "heroverd"), taken("a2", "teruggewonnen")) == []


def test_a_plan_told_after_the_deed_is_a_dispute_of_status() -> None:
    done = taken("a1", "veroverd", "2024-05-08")
    planned = taken("a2", "veroverd", "2024-05-10", Realis.PLANNED)

    assert kinds(done, planned) == ["status"]


def test_a_plan_told_before_the_deed_is_succession() -> None:
    planned = taken("a1", "veroverd", "2024-05-07", Realis.PLANNED)
    done = taken("a2", "veroverd", "2024-05-10")

    assert kinds(planned, done) == []


def test_one_utterance_in_two_wordings_is_a_dispute_of_quotation() -> None:
    def quoted(key: str, words: str) -> Doc:
        return article(
            key, f"“{words}”, zei Kuijper.", said=[St("s1", words, "Kuijper", form=Form.DIRECT)]
        )

    left = quoted("a1", "Wij zullen deze brug nooit opgeven")
    right = quoted("a2", "Wij geven deze brug in geen geval op")
    same = quoted("a3", "Wij zullen deze brug nooit opgeven")

    assert kinds(left, right) == ["quotation"]
    assert kinds(left, same) == []


def test_input_order_does_not_matter() -> None:
    docs = [flood("a1", "12", 12), flood("a2", "20", 20), taken("a3", "bevrijd")]

    assert disputes(*docs) == disputes(*reversed(docs))


def visited(key: str, on: str, told: str = "2024-05-10") -> Doc:
    return article(
        key,
        "Kuijper bezocht de zwaar beschadigde haven van Dorn en sprak daar bewoners.",
        told,
        events=[Ev("bezocht", "visit", on, ["Dorn"], {"visitor": "Kuijper"})],
    )


def test_one_visit_told_for_two_days_is_a_dispute_of_dates() -> None:
    assert kinds(visited("a1", "2024-05-07"), visited("a2", "2024-05-08")) == ["date"]


def test_two_visits_weeks_apart_are_two_visits() -> None:
    assert kinds(visited("a1", "2024-04-01"), visited("a2", "2024-05-08")) == []


def test_who_refuses_denies_nothing() -> None:
    text = "Kuijper zegt dat Adana geld verduisterde. Adana weigert dat zij geld verduisterde."
    doc = article(
        "a1",
        text,
        said=[
            St("s1", "dat Adana geld verduisterde", "Kuijper", Act.ACCUSATION),
            St("s2", "dat zij geld verduisterde", "Adana", Act.DENIAL, cue="weigert"),
        ],
    )

    assert kinds(doc) == []


def test_a_town_freed_to_one_and_lost_to_the_other_is_a_dispute_of_words() -> None:
    freed = article(
        "a1",
        "Nu Dorn is bevrijd, keren bewoners terug.",
        "2024-05-20",
        events=[Ev("bevrijd", "territory_change", "../2024-05-20", [], {"territory": "Dorn"})],
    )
    driven = article(
        "a2",
        "Uit Dorn zijn de strijders verjaagd.",
        "2024-05-02",
        events=[Ev("verjaagd", "territory_change", "../2024-05-02", ["Dorn"])],
    )

    assert kinds(freed, driven) == ["wording"]
