"""From happenings to the lines of the chronicle."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.link.builder import Ev, St, article, collection

from kroniek.link.disputes import DisputeFinder
from kroniek.link.happenings import HappeningFinder
from kroniek.model.chronicle import Entry, Status
from kroniek.model.doc import DISPUTES, HAPPENINGS, Doc
from kroniek.model.text import Act, Realis, SentenceKind
from kroniek.narrate.entries import Narrator
from kroniek.narrate.lines import line_span
from kroniek.packs import Packs
from kroniek.spans import Span

PACKS = Packs((), (), (), "")


def entries(*docs: Doc, copies: tuple[tuple[str, ...], ...] = ()) -> list[Entry]:
    made = collection(*docs, copies=copies)
    made = made.with_table(HAPPENINGS, HappeningFinder.from_packs(PACKS).gather(made))
    made = made.with_table(DISPUTES, DisputeFinder.from_packs(PACKS).gather(made))
    return list(Narrator.from_packs(PACKS).gather(made))


def visit(
    on: str | None, realis: Realis = Realis.ACTUAL, said: str | None = None, where: str = "Dorn"
) -> Ev:
    return Ev("bezocht", "visit", on, [where], {"visitor": "Kuijper"}, realis, said)


def told(key: str, when: str | None, event: Ev, said: tuple[St, ...] = ()) -> Doc:
    where = event.places[0]
    return article(key, f"Kuijper bezocht {where}, aldus Adana.", when, events=[event], said=said)


def test_a_line_is_the_reports_own_sentence() -> None:
    (entry,) = entries(told("a1", "2024-05-09", visit("2024-05-08")))

    assert entry.line == "Kuijper bezocht Dorn, aldus Adana."
    assert entry.places == ("loc:dorn",)
    assert entry.participants == ("per:kuijper",)


SAYS = (St("s1", "Kuijper bezocht Dorn", "Adana"),)
FORESEES = (St("s1", "Kuijper bezocht Dorn", "Adana", Act.FORECAST),)
DENIES = (St("s1", "Kuijper bezocht Dorn", "Adana", Act.DENIAL),)


@pytest.mark.parametrize(
    ("event", "said", "status"),
    [
        (visit("2024-05-08"), (), Status.FACT),
        (visit("2024-05-08", said="s1"), SAYS, Status.ATTRIBUTED),
        (visit("2024-05-12", Realis.PLANNED), (), Status.PLANNED),
        (visit("2024-05-12", Realis.PLANNED, "s1"), FORESEES, Status.FORECAST),
        (visit("2024-05-08", Realis.DENIED, "s1"), DENIES, Status.DENIED),
    ],
)
def test_a_line_shows_how_it_is_told(event: Ev, said: tuple[St, ...], status: Status) -> None:
    (entry,) = entries(told("a1", "2024-05-09", event, said))

    assert entry.status is status


def test_what_one_tells_and_another_denies_is_disputed() -> None:
    (entry,) = entries(
        told("a1", "2024-05-09", visit("2024-05-08")),
        told("a2", "2024-05-09", visit("2024-05-08", Realis.DENIED, "s1"), DENIES),
    )

    assert entry.status is Status.DISPUTED
    assert len(entry.disputes) == 1


@pytest.mark.parametrize("realis", [Realis.GENERIC, Realis.HYPOTHETICAL, Realis.NEGATED])
def test_what_is_told_of_no_occasion_is_no_line(realis: Realis) -> None:
    assert entries(told("a1", "2024-05-09", visit("2024-05-08", realis))) == []


def test_copies_are_one_origin() -> None:
    docs = [told(key, "2024-05-09", visit("2024-05-08")) for key in ("a1", "a2", "a3")]

    (entry,) = entries(*docs, copies=(("a1", "a3"),))

    assert (entry.articles, entry.origins) == (3, 2)


def test_a_body_sentence_is_preferred_to_the_headline() -> None:
    text = "Kuijper bezocht Dorn\nDe minister Kuijper bezocht woensdag de stad Dorn aan zee."
    doc = article(
        "a1",
        text,
        kinds={0: SentenceKind.HEADLINE},
        events=[
            visit("2024-05-08"),
            Ev("woensdag", "visit", "2024-05-08", ["Dorn"], {"visitor": "De minister Kuijper"}),
        ],
    )

    assert entries(doc)[-1].line.startswith("De minister")


def test_lines_stand_in_order_of_the_time_told() -> None:
    """A day before a month that begins with it; the unknown where its article was told from."""
    docs = [
        told("a1", "2024-05-20", visit("2024-05-08/2024-05-30", where="Velm")),
        told("a2", "2024-05-20", visit("2024-05-08")),
        told("a3", "2022-03-01", visit(None, where="Oster")),
        told("a4", "2024-05-20", visit("2024-05-07", where="Oster")),
    ]

    for order in permutations(docs):
        found = entries(*order)
        assert [entry.reports[0].article for entry in found] == ["a3", "a4", "a2", "a1"]


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("DORN (PNB) - De dijk brak.", "De dijk brak."),
        ("- De dijk brak.", "De dijk brak."),
        ("“De dijk brak.", "De dijk brak."),
        ("“De dijk” brak.", "“De dijk” brak."),
        ("EU-landen - zoals Arland - stemden voor.", "EU-landen - zoals Arland - stemden voor."),
    ],
)
def test_a_line_is_freed_of_what_stands_around_it(sentence: str, line: str) -> None:
    assert line_span(sentence, Span(0, len(sentence))).of(sentence) == line


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Dorn", "Velm", "Oster"]),
            st.sampled_from(["2024-05-07", "2024-05-08", None]),
            st.sampled_from(list(Realis)),
        ),
        max_size=6,
    ),
    st.booleans(),
)
def test_every_line_leads_back_to_its_sentences(
    made: list[tuple[str, str | None, Realis]],
    copied: bool,  # noqa: FBT001  hypothesis passes it by name
) -> None:
    docs = [
        told(f"a{k}", "2024-05-09", visit(on, realis, where=where))
        for k, (where, on, realis) in enumerate(made)
    ]
    text = {doc.article.id: doc.text for doc in docs}
    copies = (tuple(f"a{k}" for k in range(len(docs))),) if copied else ()

    found = entries(*docs, copies=copies)

    for entry in found:
        sentences = [report.sentence.of(text[report.article]) for report in entry.reports]
        assert any(entry.line in sentence for sentence in sentences)
        assert 1 <= entry.origins <= entry.articles <= len(docs)
    assert len({entry.id for entry in found}) == len(found)
