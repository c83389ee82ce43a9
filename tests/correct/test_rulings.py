"""What a person decided holds in every later build, wherever the words now stand."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers import doc_of

from kroniek.correct.anchors import anchor_at
from kroniek.correct.attach import undone_by
from kroniek.ids import JudgementId
from kroniek.model.chronicle import Entry
from kroniek.model.doc import (
    DATING,
    DISPUTES,
    ENTITIES,
    ENTRIES,
    EVENTS,
    IDENTITIES,
    RULINGS,
    Collection,
    Doc,
)
from kroniek.model.judgement import Anchor, Judgement, Standing, Subject, Verb
from kroniek.packs import load_packs
from kroniek.pipeline import Recipe, gather
from kroniek.recipe import recipe
from kroniek.spans import Span

ONE = """Brand in Tilburg

Tilburg, 3 mei 2024

Bij een brand in Tilburg kwamen donderdag twee mensen om het leven.
Jan de Wit van de brandweer sprak van een ramp.
"""
TWO = """Twee doden bij brand

Tilburg, 4 mei 2024

Bij een brand in Tilburg kwamen donderdag twee mensen om het leven.
Piet Smit, de burgemeester, bezocht vrijdag Breda.
"""


@cache
def steps() -> Recipe:
    return recipe(load_packs())


def doc(text: str, path: str) -> Doc:
    return doc_of(text, upto="event_days", path=path)


DOCS = (doc(ONE, "een.txt"), doc(TWO, "twee.txt"))


def anchor(words: str, which: int = 0) -> Anchor:
    article = DOCS[which].article
    at = article.text.index(words)
    return anchor_at(article, Span(at, at + len(words)))


def judged(
    verb: Verb,
    subject: Subject,
    *sides: Sequence[Anchor],
    value: str | None = None,
    key: str = "j1",
) -> Judgement:
    return Judgement(
        JudgementId(key),
        verb,
        subject,
        tuple(tuple(side) for side in sides),
        value,
        "An",
        "2024-05-05T10:00:00Z",
        "nagevraagd",
    )


def built(*judgements: Judgement, docs: Sequence[Doc] = DOCS) -> Collection:
    return gather(docs, steps(), judgements=judgements)


def telling(collection: Collection, words: str) -> list[Entry]:
    """Entries of which a report has an event with this trigger."""
    docs = {doc.article.id: doc for doc in collection.docs}
    return [
        entry
        for entry in collection[ENTRIES]
        if any(
            words == span.of(docs[report.article].text)
            for report in entry.reports
            for event in docs[report.article][EVENTS]
            if event.id == report.event
            for span in event.triggers
        )
    ]


def entity(collection: Collection, words: str) -> list[str | None]:
    docs = {doc.article.id: doc for doc in collection.docs}
    return [
        row.entity for row in collection[IDENTITIES] if row.span.of(docs[row.article].text) == words
    ]


def test_without_judgements_there_are_no_rulings() -> None:
    assert built()[RULINGS] == ()


def test_two_names_decided_to_be_one_person_have_one_entity() -> None:
    ruling = judged(
        Verb.SAME, Subject.ENTITY, [anchor("Jan de Wit")], [anchor("Piet Smit", which=1)]
    )

    found = built(ruling)

    assert entity(found, "Jan de Wit") == entity(found, "Piet Smit") != [None]
    assert entity(built(), "Jan de Wit") != entity(built(), "Piet Smit")


def test_one_name_decided_to_be_two_things_has_two_entities_each_with_a_record() -> None:
    ruling = judged(
        Verb.NOT_SAME, Subject.ENTITY, [anchor("Tilburg, 3")], [anchor("Tilburg, 4", which=1)]
    )
    one, two = (
        replace(a, exact="Tilburg", span=Span(a.span.start, a.span.start + 7))
        for a in (ruling.sides[0][0], ruling.sides[1][0])
    )
    ruling = replace(ruling, sides=((one,), (two,)))

    found = built(ruling)

    assert len(set(entity(found, "Tilburg"))) == 2
    assert set(entity(found, "Tilburg")) <= {known.id for known in found[ENTITIES]}


def test_an_article_decided_to_be_of_a_day_is_of_that_day() -> None:
    ruling = judged(Verb.DATE, Subject.ARTICLE, [anchor("Brand in Tilburg")], value="2023-05-04")

    (dating,) = built(ruling).docs[0][DATING]

    assert str(dating.published.earliest) == str(dating.published.latest) == "2023-05-04"
    assert dating.verdict == "misdated"
    assert dating.reasons[0].because == "An decided so: nagevraagd"


def test_a_line_decided_to_be_of_a_day_and_place_is() -> None:
    when = judged(Verb.DATE, Subject.ENTRY, [anchor("kwamen")], value="2024-05-01/2024-05-02")
    where = judged(Verb.PLACE, Subject.ENTRY, [anchor("kwamen")], value="loc:breda", key="j2")

    found = built(when, where)

    (entry, *_) = telling(found, "kwamen")
    assert str(entry.days.latest) == "2024-05-02"
    assert entry.places == ("loc:breda",)
    assert entry.judged == ("j1", "j2")
    assert "loc:breda" in {known.id for known in found[ENTITIES]}


def test_tellings_are_joined_and_taken_apart_as_decided() -> None:
    sides = [anchor("kwamen")], [anchor("kwamen", which=1)]
    apart = judged(Verb.NOT_SAME, Subject.ENTRY, *sides)
    together = judged(Verb.SAME, Subject.ENTRY, *sides, key="j2")

    assert [len(telling(built(*js), "kwamen")) for js in ([], [apart], [apart, together])] == [
        1,
        2,
        1,
    ]


def test_a_hidden_line_is_shown_again_when_another_article_tells_it() -> None:
    both = judged(Verb.HIDE, Subject.ENTRY, [anchor("kwamen"), anchor("kwamen", which=1)])
    one = judged(Verb.HIDE, Subject.ENTRY, [anchor("kwamen")])

    assert telling(built(both), "kwamen") == []
    assert telling(built(one), "kwamen") != []
    assert telling(built(one, docs=DOCS[:1]), "kwamen") == []


def test_a_confirmed_line_says_by_which_judgement() -> None:
    ruling = judged(Verb.CONFIRM, Subject.ENTRY, [anchor("kwamen")])

    (entry,) = telling(built(ruling), "kwamen")

    assert entry.judged == ("j1",)


def test_what_was_undone_holds_no_longer_until_the_undoing_is_undone() -> None:
    hide = judged(Verb.HIDE, Subject.ENTRY, [anchor("kwamen"), anchor("kwamen", which=1)])
    undo = judged(Verb.UNDO, Subject.JUDGEMENT, value="j1", key="j2")
    redo = judged(Verb.UNDO, Subject.JUDGEMENT, value="j2", key="j3")

    assert telling(built(hide, undo), "kwamen") != []
    assert telling(built(hide, undo, redo), "kwamen") == []
    assert [r.standing for r in built(hide, undo)[RULINGS]] == [Standing.UNDONE, Standing.APPLIED]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Van onze redactie.\n\n" + ONE, Standing.APPLIED),
        (ONE.replace("twee mensen", "drie mensen"), Standing.APPLIED),
        ("Een heel ander bericht over de oogst in Zeeland.\n", Standing.ORPHANED),
    ],
)
def test_a_judgement_outlives_an_edit_or_is_said_to_be_lost(text: str, standing: Standing) -> None:
    ruling = judged(Verb.CONFIRM, Subject.ENTRY, [anchor("kwamen")])

    found = built(ruling, docs=(doc(text, "een.txt"), DOCS[1]))

    assert found[RULINGS][0].standing is standing
    assert {place.article for place in found[RULINGS][0].places} <= {found.docs[0].article.id}


def test_the_judgement_on_a_removed_article_is_kept_and_goes_to_no_other() -> None:
    ruling = judged(Verb.HIDE, Subject.ENTRY, [anchor("kwamen")])

    found = built(ruling, docs=DOCS[1:])

    assert found[RULINGS][0].standing is Standing.ORPHANED
    assert telling(found, "kwamen") != []


def test_a_hidden_dispute_is_not_listed() -> None:
    one = "Volgens de politie vielen bij de brand in Tilburg op 3 mei 2024 twee doden.\n"
    two = "De politie ontkent dat er bij de brand in Tilburg op 3 mei 2024 doden vielen.\n"
    docs = (doc(ONE + one, "een.txt"), doc(TWO + two, "twee.txt"))
    disputes = built(docs=docs)[DISPUTES]
    assert disputes
    by_id = {doc.article.id: doc.article for doc in docs}
    quoted = [anchor_at(by_id[side.article], side.span) for side in disputes[0].sides]
    ruling = judged(Verb.HIDE, Subject.DISPUTE, quoted)

    assert disputes[0] not in built(ruling, docs=docs)[DISPUTES]


def test_two_that_were_made_one_and_then_told_apart_are_two_and_the_rest_stays_one() -> None:
    man, mayor = [anchor("Jan de Wit")], [anchor("Piet Smit", which=1)]
    same = judged(Verb.SAME, Subject.ENTITY, man, mayor)
    apart = judged(Verb.NOT_SAME, Subject.ENTITY, mayor, man, key="j2")
    again = judged(Verb.SAME, Subject.ENTITY, mayor, man, key="j3")

    def of(*judgements: Judgement) -> tuple[list[str | None], list[str | None]]:
        found = built(*judgements)
        return entity(found, "Jan de Wit"), entity(found, "Piet Smit")

    assert of(same, apart) == of()
    assert of(same, apart, again)[0] == of(same, apart, again)[1] == of()[0]


def test_one_quotation_that_came_to_mean_another_takes_nothing_along() -> None:
    """The words of one side stand for Tilburg twice and for Breda once: Breda stays."""
    tilburg = [
        replace(a, exact="Tilburg", span=Span(a.span.start, a.span.start + 7))
        for a in (anchor("Tilburg, 3"), anchor("Tilburg, 4", which=1), anchor("Tilburg kwamen"))
    ]
    place = judged(
        Verb.PLACE, Subject.ENTITY, [*tilburg, anchor("Breda", which=1)], value="loc:utrecht"
    )

    rows = built(place)

    assert set(entity(rows, "Tilburg")) == {"loc:utrecht"}
    assert entity(rows, "Breda") == ["loc:utrecht"]  # its own words were judged
    breda = doc("Breda, 6 mei 2024\n\nIn Breda vergaderde dinsdag de raad.\n", "drie.txt")
    assert "loc:breda" in entity(built(place, docs=(*DOCS, breda)), "Breda")


def test_a_name_whose_words_were_edited_is_still_the_one_that_was_judged() -> None:
    same = judged(Verb.SAME, Subject.ENTITY, [anchor("Jan de Wit")], [anchor("Piet Smit", which=1)])
    edited = doc(TWO.replace("Piet Smit", "Pieter Smit"), "twee.txt")

    found = built(same, docs=(DOCS[0], edited))

    if found[RULINGS][0].standing is Standing.APPLIED:
        assert entity(found, "Jan de Wit") == entity(found, "Pieter Smit") != [None]
    else:
        assert found[RULINGS][0].standing is Standing.REVIEW


def test_a_hidden_line_that_was_confirmed_afterwards_is_shown() -> None:
    sides = [anchor("kwamen"), anchor("kwamen", which=1)]
    hide = judged(Verb.HIDE, Subject.ENTRY, sides)
    confirm = judged(Verb.CONFIRM, Subject.ENTRY, sides[:1], key="j2")

    assert telling(built(hide), "kwamen") == []
    assert telling(built(hide, confirm), "kwamen") != []
    assert telling(built(confirm, replace(hide, id=JudgementId("j3"))), "kwamen") == []


@given(st.lists(st.integers(0, 9), max_size=12))
def test_undoing_twice_is_not_undoing_at_all_whatever_the_order(undone: list[int]) -> None:
    """The law: a judgement holds if and only if no undoing that holds is of it."""
    hide = judged(Verb.HIDE, Subject.ENTRY, [anchor("kwamen")], key="j0")
    made = [hide]
    for at, which in enumerate(undone, start=1):
        other = made[which % at].id
        made.append(judged(Verb.UNDO, Subject.JUDGEMENT, value=other, key=f"j{at}"))

    gone = undone_by(made)

    assert undone_by(reversed(made)) == gone
    for one in made:
        holding = [u for u in made if u.value == one.id and u.id not in gone]
        assert (one.id in gone) == bool(holding)


def test_words_that_tell_nothing_any_more_carry_no_decision_but_are_to_be_looked_at() -> None:
    ruling = judged(Verb.CONFIRM, Subject.ENTRY, [anchor("sprak")])

    found = built(ruling)

    assert found[RULINGS][0].standing is Standing.REVIEW
    assert all(entry.judged == () for entry in found[ENTRIES])
