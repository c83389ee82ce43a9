"""The page that finds sentences."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

from kroniek.ids import ArticleId
from kroniek.library import Kroniek
from kroniek.model.time import Interval
from kroniek.search.find import Hit
from kroniek.serve.app import make_app
from kroniek.serve.search import PER_PAGE, Piece, pieces
from kroniek.spans import Span


@pytest.fixture(scope="module")
def client(demo: Kroniek) -> Iterator[TestClient]:
    with TestClient(make_app(demo.store.path, "en")) as made:
        yield made


def hits(page: str) -> list[str]:
    return re.findall(r'<p class="line">(.*?)</p>', page, re.DOTALL)


@pytest.mark.parametrize(
    ("language", "told"), [("nl", "in een zin"), ("en", "together in a sentence")]
)
def test_the_page_speaks_the_language_asked_for(
    client: TestClient, language: str, told: str
) -> None:
    page = client.get("/search", params={"lang": language, "q": "dijk"}).text

    assert told in page
    assert 'value="dijk"' in page


def test_words_found_are_marked_and_lead_to_their_sentence(
    client: TestClient, demo: Kroniek
) -> None:
    page = client.get("/search", params={"q": "stuwdam overstroming"}).text
    found = demo.search("stuwdam overstroming")

    assert len(hits(page)) == found.total == 1
    assert re.findall(r'<mark class="hit">(.*?)</mark>', page) == ["overstroming", "stuwdam"]
    link = unescape(re.findall(r'class="sentence-link" [^>]*href="([^"]*)"', page)[0])
    assert f'id="{link.rpartition("#")[2]}"' in client.get(link).text


def test_many_sentences_come_in_parts(client: TestClient, demo: Kroniek) -> None:
    total = demo.search("de OR the").total
    first = client.get("/search", params={"q": "de OR the"}).text
    rest = client.get("/search", params={"q": "de OR the", "from": str(PER_PAGE)}).text

    assert total > PER_PAGE
    assert len(hits(first)) == PER_PAGE
    assert not set(hits(first)) & set(hits(rest))


def test_words_that_stand_apart_are_offered(client: TestClient) -> None:
    page = client.get("/search", params={"q": "veehouder piek"}).text

    assert hits(page) == []
    assert "apart=1" in page
    assert hits(client.get("/search", params={"q": "veehouder piek", "apart": "1"}).text)


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "*",
        "speaker:",
        "a" * 5000,
        "\x00",
        "since:x",
    ],
)
def test_whatever_is_typed_gives_a_page_and_no_markup(client: TestClient, typed: str) -> None:
    answer = client.get("/search", params={"q": typed})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_pieces_of_a_sentence_are_the_sentence() -> None:
    words = "De brug 😀 is dicht."
    hit = Hit(
        ArticleId("a"), "p", "t", "o", Interval(), Span(7, 7 + len(words)), "body", words,
        (Span(10, 14), Span(20, 25)),
    )  # fmt: skip

    assert list(pieces(hit)) == [
        Piece("De ", marked=False),
        Piece("brug", marked=True),
        Piece(" 😀 is ", marked=False),
        Piece("dicht", marked=True),
        Piece(".", marked=False),
    ]
