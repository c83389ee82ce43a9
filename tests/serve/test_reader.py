import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers import doc_of

from kroniek.model.article import Embedded, EmbeddedKind, Region, RegionKind
from kroniek.serve.reader import Mark, blocks, pieces
from kroniek.spans import Span
from kroniek.words import Words

TEXT = "Volgens Jansen bleef de brug dicht."
DUTCH = Words("nl", "web")


def _mark(start: int, end: int, layer: str = "content", record: str = "r") -> Mark:
    return Mark(Span(start, end), layer, record, f"{layer} {start}")


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    ends = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)
    drawn = draw(st.lists(st.tuples(ends, st.sampled_from("abc")), max_size=12))
    return [_mark(low, high, layer) for (low, high), layer in drawn if low < high]


@given(marks())
def test_pieces_give_the_text_back_under_the_marks_that_cover_it(drawn: list[Mark]) -> None:
    found = list(pieces(TEXT, Span(0, len(TEXT)), drawn))

    assert "".join(piece.words for piece in found) == TEXT
    at = 0
    for piece in found:
        here = Span(at, at + len(piece.words))
        over = sorted(mark.layer for mark in drawn if mark.span.holds(here))
        assert sorted(cover.layer for cover in piece.covers) == over
        at = here.end


@given(marks())
def test_every_mark_begins_once_and_ends_once(drawn: list[Mark]) -> None:
    found = [cover for p in pieces(TEXT, Span(0, len(TEXT)), drawn) for cover in p.covers]

    assert sum(cover.begins for cover in found) == len(drawn)
    assert sum(cover.ends for cover in found) == len(drawn)


def test_the_longest_mark_lies_outermost_and_all_are_explained() -> None:
    found = list(pieces(TEXT, Span(0, 14), [_mark(8, 14, "name"), _mark(0, 14, "source")]))

    assert [cover.layer for cover in found[-1].covers] == ["source", "name"]
    assert found[-1].meaning == "source 0 · name 8"


def test_ten_thousand_marks_in_one_sentence_take_no_time() -> None:
    text = "brug " * 10_000
    drawn = [_mark(5 * n, 5 * n + 4) for n in range(10_000)]
    begun = time.process_time()

    assert len(list(pieces(text, Span(0, len(text)), drawn))) == 20_000
    assert time.process_time() - begun < 1


def test_blocks_are_the_paragraphs_with_the_chosen_sentence_marked() -> None:
    doc = doc_of("De brug is dicht. De dijk houdt het.\n\nMorgen komt er regen.")
    second = Span(18, 22)

    found = list(blocks(doc, [], second, DUTCH))

    assert [len(block.sentences) for block in found] == [2, 1]
    assert [s.chosen for block in found for s in block.sentences] == [False, True, False]
    assert {block.what for block in found} == {""}


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (RegionKind.SHARE_FOLLOW, "Oproep om te delen of te volgen"),
        (RegionKind.COPYRIGHT, "Auteursrechtregel"),
    ],
)
def test_what_is_no_article_is_called_what_it_is(kind: RegionKind, what: str) -> None:
    text = "De brug is dicht.\n\nHet water stijgt nog."
    doc = doc_of(text, regions=(Region(Span(19, len(text)), kind),))

    assert [block.what for block in blocks(doc, [], None, DUTCH)] == ["", what]


def test_an_embedded_post_names_who_posted_it_when() -> None:
    text = "De brug is dicht.\n\nHet water stijgt nog steeds."
    post = Embedded(
        Span(19, len(text)),
        EmbeddedKind.SOCIAL_POST,
        "nl",
        author="Anna Jansen",
        handle="@ajansen",
        posted_on=date(2024, 3, 1),
    )
    *_, last = blocks(doc_of(text, embedded=(post,)), [], None, DUTCH)

    assert last.kind == "embedded_post"
    assert last.what.endswith("· Anna Jansen · @ajansen · 1 maart 2024")
