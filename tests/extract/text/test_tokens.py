"""Tokens: what is one, and that none is lost."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers import article_of

from kroniek.extract.text.tokens import TokenFinder, tokens
from kroniek.model.doc import TOKENS, Doc
from kroniek.model.text import Token
from kroniek.packs import load_packs

ANY_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(list(" \n\r\t.,!?'’\"„“”-–:;()@#1aA9é\u0301\u00a0\u200b\u200d\ufe0f😀🇳")),
    )
)


def _texts(text: str, language: str = "nl") -> list[str]:
    return [token.text for token in tokens(text, language)]


@pytest.mark.parametrize(
    "word",
    [
        "Jansen's",
        "zo'n",
        "'s",
        "'t",
        "’s",
        "'s-Gravenhage",
        "24-uurs",
        "drone-aanval",
        "1.300",
        "100.00",
        "3,5",
        "12:30",
        "2021-06-30",
        "10.30-11.30",
        "F-16's",
        "dr.",
        "mln.",
        "b.d.",
        "m.b.t.",
        "U.S.",
        "U.S.-led",
        "jan.",
        "v.Chr.",
        "https://krant.example/a?b=1",
        "pic.twitter.com/a1B2",
        "nu.nl",
        "jan@krant.nl",
        "@een_naam",
        "#trefwoord",
        "e\u0301e\u0301n",
        "👨‍👩‍👧",
        "🇳🇱",
        "👍🏽",
        "...",
        "…",
        ",,",
        "''",
    ],
)
def test_this_is_one_token_between_others(word: str) -> None:
    assert _texts(f"zie {word} daar") == ["zie", word, "daar"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dat was alles.", ["Dat", "was", "alles", "."]),
        ("Het gewicht is 5%.", ["Het", "gewicht", "is", "5", "%", "."]),
        ("„mooi”, zei hij", ["„", "mooi", "”", ",", "zei", "hij"]),
        ("eerst.Daarna", ["eerst", ".", "Daarna"]),
        ("zie https://krant.example/a.", ["zie", "https://krant.example/a", "."]),
        ("gebouw B. Daarna", ["gebouw", "B", ".", "Daarna"]),
        ("mevrouw B. Visser", ["mevrouw", "B.", "Visser"]),
        ("volgens art. 5 van", ["volgens", "art.", "5", "van"]),
        ("het is mooie art. Toch", ["het", "is", "mooie", "art", ".", "Toch"]),
        ("bij de BV. Daarna", ["bij", "de", "BV", ".", "Daarna"]),
    ],
)
def test_dutch_text_is_cut_into_these_tokens(text: str, expected: list[str]) -> None:
    assert _texts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He sat. On Sat. 5 we left", ["He", "sat", ".", "On", "Sat.", "5", "we", "left"]),
        ("Mr. Smith, Ph.D.", ["Mr.", "Smith", ",", "Ph.D."]),
        ("He said no. We", ["He", "said", "no", ".", "We"]),
        ("the No. 1 seed", ["the", "No.", "1", "seed"]),
    ],
)
def test_english_text_is_cut_into_these_tokens(text: str, expected: list[str]) -> None:
    assert _texts(text, "en") == expected


@settings(deadline=None)
@given(ANY_TEXT, st.sampled_from(["nl", "en"]))
def test_every_visible_character_lies_in_exactly_one_token(text: str, language: str) -> None:
    covered = [False] * len(text)
    last = 0
    for token in tokens(text, language):
        assert last <= token.start < token.end
        assert text[token.start : token.end] == token.text
        assert token.text.lower() == token.lower
        covered[token.start : token.end] = [True] * (token.end - token.start)
        last = token.end

    assert covered == [not sign.isspace() for sign in text]


def test_finder_writes_tokens_of_the_article() -> None:
    finder = TokenFinder.from_packs(load_packs(()))
    doc = Doc(article_of("Een zin.")).with_layer(TOKENS, ())

    found = list(finder.annotate(doc))

    assert found[0] == Token(0, 3, "Een", "een")
    assert found[0].span.of(doc.text) == "Een"


@pytest.mark.parametrize(
    "unit", ["a.", "„", "'", "http://", "1.", "a-", "a@", ".", "www.", "\u0301", "A. ", "-"]
)
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begun = time.process_time()

    for _ in tokens(text, "nl"):
        pass

    assert time.process_time() - begun < 5
