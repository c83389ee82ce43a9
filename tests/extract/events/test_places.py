"""Where it happened: read off the clause, the text before, the other's land, the headline."""

from dataclasses import replace

import pytest
from tests.helpers import default_recipe, doc_of

from kroniek.model.doc import EVENTS, SENTENCES
from kroniek.model.text import SentenceKind
from kroniek.pipeline import annotate

PLACED = [
    ("nl", "arrest", "De politie hield in Gent een man uit Brugge aan.", ["Gent"]),
    ("nl", "arrest", "De politie hield een man uit Brugge aan.", []),
    (
        "nl",
        "casualties",
        "Twee mensen kwamen om, meldt het ziekenhuis in Gent.",
        [],
    ),
    ("nl", "casualties", "Bij een aanval op Ruse kwamen twee mensen om.", ["Ruse"]),
    ("nl", "strike", "Vanuit Roemenië werden drones afgevuurd op Ruse.", ["Ruse"]),
    ("nl", "arrest", "Op Bulgaarse bodem werden twee spionnen aangehouden.", ["Bulgaarse"]),
    ("nl", "territory_change", "De inname van Ruse werd gevierd in Sofia.", ["Ruse", "Sofia"]),
    ("nl", "aid", "Hulpkonvooi bereikt Ruse.", ["Ruse"]),
    ("nl", "encirclement", "In mei viel Ruse na een beleg in handen van de rebellen.", ["Ruse"]),
    ("nl", "battle", "Er wordt gevochten bij een brug ten westen van Ruse.", ["Ruse"]),
    ("en", "arrest", "Police arrested a man from Bruges in Ghent.", ["Ghent"]),
    ("en", "casualties", "Two people were wounded, the hospital in Ghent said.", []),
    (
        "en",
        "casualties",
        "Gunmen attacked a hospital in Ghent, killing four people.",
        ["Ghent"],
    ),
    ("en", "arrest", "Two spies were arrested on Bulgarian soil.", ["Bulgarian"]),
    ("en", "meeting", "The Ghent meeting ended on Friday.", ["Ghent"]),
]


@pytest.mark.parametrize(("language", "kind", "text", "places"), PLACED)
def test_place_of_an_event(language: str, kind: str, text: str, places: list[str]) -> None:
    event = next(e for e in doc_of(text, language, upto="events")[EVENTS] if e.type == kind)

    assert [span.of(text) for span in event.places] == places


def test_attack_without_place_is_in_the_land_of_the_other() -> None:
    text = "Roemenië viel maandag Bulgarije aan. De invasie begon met raketten."

    events = doc_of(text, upto="events")[EVENTS]

    assert {span.of(text) for event in events for span in event.places} == {"Bulgarije"}


AFTER = [
    ("nl", "In Ruse sloeg een raket in. Het leger schiet terug. Vier mensen kwamen om.", ["Ruse"]),
    ("nl", "In Ruse en Varna sloegen raketten in.\n\nVier mensen kwamen om.", []),
    ("en", "A missile struck a school in Ruse. Four people were killed.", ["Ruse"]),
    ("nl", "Het water zakt. De minister kondigde dat in Ruse aan. Vier mensen kwamen om.", []),
    ("en", "The water is falling. Two ministers met in Ruse. Four people were killed.", []),
]


@pytest.mark.parametrize(("language", "text", "places"), AFTER)
def test_dead_fell_where_the_paragraph_has_just_been(
    language: str, text: str, places: list[str]
) -> None:
    dead = [e for e in doc_of(text, language, upto="events")[EVENTS] if e.type == "casualties"]

    assert [span.of(text) for event in dead for span in event.places] == places


HEADED = [
    ("Dijkbreuk Arcen.", ["Arcen"]),
    ("Dijkbreuken in Arcen en Venlo.", []),
    ("Londen wijst naar sabotage.", []),
    ("Grote brand in Londen.", ["Londen"]),
]


@pytest.mark.parametrize(("headline", "places"), HEADED)
def test_what_is_told_without_place_is_where_the_headline_is(
    headline: str, places: list[str]
) -> None:
    text = f"{headline} Vier mensen kwamen om."
    doc = doc_of(text, upto="statements")
    head, *body = doc[SENTENCES]
    headed = (replace(head, kind=SentenceKind.HEADLINE), *(replace(s, paragraph=9) for s in body))
    finder = next(step for step in default_recipe().annotators if step.writes is EVENTS)

    events = annotate(doc.with_layer(SENTENCES, headed), [finder])[EVENTS]

    dead = [event for event in events if event.type == "casualties"]
    assert [span.of(text) for event in dead for span in event.places] == places
