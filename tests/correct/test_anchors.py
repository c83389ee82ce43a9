from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers import doc_of

from kroniek.correct.anchors import SURE, anchor_at, find_back
from kroniek.ids import ArticleId
from kroniek.model.article import Article
from kroniek.spans import Span

TEXT = (
    "De burgemeester van Delft sprak dinsdag met de bewoners. De dijk is veilig, zei zij. "
    "Op woensdag sprak de burgemeester van Leiden met de dijkgraaf. Een besluit viel niet."
)


def article(text: str, key: str = "a1") -> Article:
    return replace(doc_of(TEXT).article, id=ArticleId(key), text=text)


def span_of(words: str, text: str = TEXT, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def test_words_that_did_not_change_are_found_where_they_stood() -> None:
    anchor = anchor_at(article(TEXT), span_of("veilig"))

    assert find_back(anchor, article(TEXT)) == (span_of("veilig"), 1.0)


@pytest.mark.parametrize("nth", [0, 1])
@pytest.mark.parametrize(
    "edit",
    [
        lambda text: "Van onze verslaggever. " + text,
        lambda text: text.replace("Een besluit viel niet.", "Een besluit volgt in mei."),
        lambda text: text.replace("De dijk is veilig, zei zij. ", ""),
        lambda text: text.replace("dinsdag", "dínsdag"),
    ],
)
def test_the_right_one_of_equal_words_is_found_in_an_edited_text(
    edit: Callable[[str], str], nth: int
) -> None:
    anchor = anchor_at(article(TEXT), span_of("burgemeester", nth=nth))
    new = edit(TEXT)

    found = find_back(anchor, article(new, "a2"))

    assert found is not None
    assert found.span == span_of("burgemeester", new, nth)


def test_words_with_a_mended_typo_are_found_at_once() -> None:
    old = TEXT.replace("Een besluit viel niet", "Een besluut viel niet")
    anchor = anchor_at(article(old), span_of("Een besluut viel niet.", old))

    found = find_back(anchor, article(TEXT, "a2"))

    assert found is not None
    assert found.score >= SURE
    assert found.span.of(TEXT) == "Een besluit viel niet."


def test_words_that_read_the_same_in_two_places_are_not_taken_at_once() -> None:
    once = "Er viel regen in het dal. "
    anchor = anchor_at(article(once), span_of("regen", once))

    found = find_back(anchor, article(once * 2, "a2"))

    assert found is None or found.score < SURE


def test_words_that_are_gone_are_not_found() -> None:
    anchor = anchor_at(article(TEXT), span_of("De dijk is veilig, zei zij."))

    assert (
        find_back(anchor, article("Het bestuur kocht een nieuwe pomp voor de polder.", "a2"))
        is None
    )


@pytest.mark.parametrize("span", [Span(3, 3), Span(0, 10_000)])
def test_an_anchor_must_stand_on_words(span: Span) -> None:
    with pytest.raises(ValueError, match="no part of"):
        anchor_at(article(TEXT), span)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=120), st.text(max_size=120), st.data())
def test_what_is_found_lies_in_the_text_and_scores_up_to_one(
    old: str, new: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))

    found = find_back(anchor_at(article(old), Span(start, end)), article(new, "a2"))

    if found is not None:
        assert Span(0, len(new)).holds(found.span)
        assert 0 <= found.score <= 1
