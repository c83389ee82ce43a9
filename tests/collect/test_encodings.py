"""Texts come out as they were written, in seven encodings; offsets survive what people type."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT

from kroniek.collect.clean import decode
from kroniek.collect.files import read_input
from kroniek.collect.pieces import Given, Piece
from kroniek.collect.readers import read_piece
from kroniek.model.article import Article, Format
from kroniek.spans import Span

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")
ARTICLES = sorted((ROOT.parent / "shared" / "articles").glob("*.txt"))


@pytest.mark.shared
@pytest.mark.skipif(not ARTICLES, reason="needs the shared articles beside the project")
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_articles_are_exact_in_every_encoding(encoding: str) -> None:
    for path in ARTICLES:
        text = path.read_bytes().decode("utf-8")
        written = text.encode(encoding, "ignore")  # what has no place in Windows-1252
        text = written.decode(encoding)

        found = read_input(written, "a.txt", "nl")

        assert isinstance(found, Article)
        assert found.text == text
        assert not found.losses


def test_mark_that_lies_is_told() -> None:
    text = "De brug is dicht, zegt de gemeente. Eén café ook."

    assert decode(b"\xff\xfe" + text.encode()).text == text
    assert decode(b"\xff\xfe" + text.encode()).losses


SIGNS = st.sampled_from(
    [
        *("a", "é", "e\u0301", "\u00a0", "\r\n", "\n", "\n\n", " ", "👩\u200d🚒", "🇳🇱", "\u200b"),
        *("\u202e", "\u202c", "𝕏", "ﬁ", "ß", "İ", "\u2028", "\t", "„", "”", "&amp;", "<", "x."),
        "De brug is dicht. ",
    ]
)
WRITING = st.lists(SIGNS, max_size=40).map(lambda parts: "De brug is dicht. " + "".join(parts))


@settings(deadline=None, max_examples=60)
@given(WRITING, st.data())
def test_span_of_a_text_file_leads_to_the_same_words(text: str, data: st.DataObject) -> None:
    found = read_input(text.encode(), "a.txt", "nl")
    assert isinstance(found, Article)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))

    assert found.text == text
    raw = found.offsets.to_raw(span)
    assert raw == (span if span.start < span.end else None)


@settings(deadline=None, max_examples=60)
@given(WRITING, st.sampled_from([None, "Een kop", "De brug is dicht."]))
def test_words_of_a_row_lead_back_to_its_cell(text: str, title: str | None) -> None:
    given_ = Given(title=title, charset="utf-8", sure=True)

    found = read_piece(Piece("a#1", Format.TEXT, text.encode(), given_), "nl")

    assert isinstance(found, Article)
    (run,) = found.offsets.runs
    assert found.text[run[0] : run[0] + run[2]] == text[run[1] : run[1] + run[2]] == text


@settings(deadline=None, max_examples=60)
@given(st.lists(WRITING, min_size=1, max_size=4))
def test_words_of_a_page_lead_back_to_it(paragraphs: list[str]) -> None:
    page = "<html><body><article>" + "".join(f"<p>{one}</p>" for one in paragraphs) + "</article>"

    found = read_piece(Piece("a.html", Format.HTML, page.encode()), "nl")

    assert isinstance(found, Article)
    for start, raw, length in found.offsets.runs:
        assert found.text[start : start + length].split() == page[raw : raw + length].split()
    for item in found.left_out:
        assert 0 <= item.raw.start < item.raw.end <= len(page)
