"""What can be seen on a page is in the article or listed as left out."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hostile.samples import DUTCH, page

from kroniek.collect.blocks import scanned
from kroniek.collect.conserve import conserved
from kroniek.collect.pieces import Piece
from kroniek.collect.readers import read_piece
from kroniek.collect.titles import plain
from kroniek.model.article import Article, Format

LONG = (
    "De provincie laat weten dat de pijlers deze week nog eens onderzocht worden door een bureau."
)


def _texts(html: str) -> list[str]:
    return [block.text for block in scanned(html).blocks]


def test_blocks_are_what_can_be_seen() -> None:
    html = (
        "<title>x</title><script>a<b</script><p>Eén <b>brug</b>&amp; sluis<br>dicht</p>"
        "<div hidden>weg</div><!-- niet --><p class='hidden-x'>wel</p><p>1 < 2</p>"
    )

    assert _texts(html) == ["Eén brug& sluis", "dicht", "wel", "1 < 2"]


def test_element_hidden_and_never_closed_hides_nothing() -> None:
    assert _texts("<div hidden><p>tekst") == ["tekst"]


def test_lost_paragraph_of_the_article_is_put_back_in_its_place() -> None:
    blocks = scanned(page(lines=[*DUTCH[:2], LONG, *DUTCH[2:]])).blocks
    found = ["Brug bij Zutphen dicht", *DUTCH]

    kept = conserved(found, blocks)

    assert kept.paragraphs == ["Brug bij Zutphen dicht", *DUTCH[:2], LONG, *DUTCH[2:]]
    assert kept.restored == 1


def test_paragraph_that_lost_words_is_made_whole() -> None:
    blocks = scanned(page(lines=[*DUTCH, LONG])).blocks

    kept = conserved([*DUTCH, LONG.replace(" nog eens", "")], blocks)

    assert kept.paragraphs == [*DUTCH, LONG]


def test_text_beside_the_article_is_listed_with_what_it_was_taken_for() -> None:
    found = read_piece(
        Piece("a", Format.HTML, page(after=f"<aside><p>{LONG}</p></aside>").encode())
    )

    assert isinstance(found, Article)
    assert LONG not in found.text
    assert {one.because for one in found.left_out} >= {"beside the text", "navigation"}


BLOCK = st.sampled_from(
    [
        *(f"<p>{LONG}</p>", "<nav><a href=x>Menu</a></nav>", "<p>kort</p>"),
        *(f"<div><p>{DUTCH[1]}</p></div>", f"<aside>{DUTCH[3]}</aside>"),
        "<p><a href=x>Lees ook dit andere bericht over de brug</a></p>",
    ]
)


@settings(deadline=None, max_examples=40)
@given(st.lists(BLOCK, max_size=8), st.lists(BLOCK, max_size=8))
def test_every_visible_block_is_in_the_article_or_listed(
    before: list[str], after: list[str]
) -> None:
    html = page("".join(before), after="".join(after))

    found = read_piece(Piece("a", Format.HTML, html.encode()), "nl")

    assert isinstance(found, Article)
    words = plain(found.text)
    for block in scanned(html).blocks:
        assert plain(block.text) in words or any(
            one.raw.start <= block.start and block.end <= one.raw.end for one in found.left_out
        )


@pytest.mark.parametrize(
    "html",
    ["<" * 300_000, "<a " * 150_000, "<a x='" * 100_000, "<!--" * 150_000 + ">",
     "<script>" * 80_000, "</div>" * 100_000, "<nav>" * 80_000 + "</nav>" * 80_000,
     "<p " + "a=1 " * 150_000 + ">x"],
)  # fmt: skip
def test_no_page_takes_long_to_go_through(html: str) -> None:
    began = time.process_time()

    scanned(html + LONG)

    assert time.process_time() - began < 5
