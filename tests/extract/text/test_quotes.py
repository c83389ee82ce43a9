"""Quotation marks of every kind, paired or not; apostrophes; posts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers import doc_of

from kroniek.model.article import Embedded, EmbeddedKind
from kroniek.model.doc import QUOTES
from kroniek.model.text import Quote, QuoteKind
from kroniek.spans import Span


def quotes_of(text: str, language: str = "nl") -> tuple[Quote, ...]:
    return doc_of(text, language, upto="quotes")[QUOTES]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Zij zei: „Het regent vandaag.”", "Het regent vandaag."),
        ("Zij zei: „Het regent vandaag.“", "Het regent vandaag."),
        ("Zij zei: “Het regent vandaag.”", "Het regent vandaag."),
        ('Zij zei: "Het regent vandaag."', "Het regent vandaag."),
        ("Zij zei: 'Het regent vandaag.'", "Het regent vandaag."),
        ("Zij zei: ‘Het regent vandaag.’", "Het regent vandaag."),
        ("Zij zei: «Het regent vandaag.»", "Het regent vandaag."),
        ("Zij zei: »Het regent vandaag.«", "Het regent vandaag."),
        ("Zij zei: « Het regent vandaag. »", "Het regent vandaag."),
        ("Zij zei: ,,Het regent vandaag.''", "Het regent vandaag."),
        ("Zij zei: ”Het regent vandaag.”", "Het regent vandaag."),
        ('Zij zei: „Het regent vandaag."', "Het regent vandaag."),
        ("Zij zei: ‘Het is 's avonds koud in zo'n huis.’", "Het is 's avonds koud in zo'n huis."),
        ("'De bakkers' oven is heet', zei hij.", "De bakkers' oven is heet"),
    ],
)
def test_marks_of_every_kind_pair(text: str, inner: str) -> None:
    found = quotes_of(text)

    assert [quote.inner.of(text) for quote in found] == [inner]


@pytest.mark.parametrize(
    "text",
    [
        "Jansen's plan komt 's ochtends in zo'n krant.",
        "De bakkers' oven en de slagers' mes.",
        "In de jaren '90 en in '24 zag hij 'm.",
        "Dogs' tails aren't cats' tails, 'tis said.",
        "Een scherm van 5\" en een plank van 6' lang.",
    ],
)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert quotes_of(text) == ()


def test_quotations_nest_also_in_marks_of_one_kind() -> None:
    text = "Zij zei: „Hij riep: „Kom hier, allemaal.” Toen werd het stil.” Einde."

    assert [(quote.depth, quote.inner.of(text)[:4]) for quote in quotes_of(text)] == [
        (0, "Hij "),
        (1, "Kom "),
    ]


def test_one_closing_mark_may_close_two_quotations_at_the_end() -> None:
    text = "Zij zei: „Hij riep: „Kom hier, allemaal.”"

    assert [quote.depth for quote in quotes_of(text)] == [0, 1]


def test_a_quotation_goes_on_in_the_next_paragraph_that_opens_with_a_mark() -> None:
    text = "“Wij gaan door tot het klaar is.\n\n“Daarna rusten wij uit”, zei de bakker."

    assert [quote.inner.of(text) for quote in quotes_of(text)] == [
        "Wij gaan door tot het klaar is.",
        "Daarna rusten wij uit",
    ]


def test_an_unclosed_quotation_ends_with_its_sentence() -> None:
    text = "Zij zei: „Het regent vandaag. De zon kwam later nog."

    assert [quote.inner.of(text) for quote in quotes_of(text)] == ["Het regent vandaag."]


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        ("Zij bouwden een ‘tijdelijke’ brug over de beek.", True),
        ("„Onzin”, zei de bakker.", False),
        ("De bakker zei: „Onzin”.", False),
        ("„Het regent”, zei de bakker.", False),
        ('Hij noemde de soep "heel goed" en ging.', True),
    ],
)
def test_scare_quotes_are_a_few_words_in_a_clause(text: str, scare: bool) -> None:  # noqa: FBT001
    assert [quote.scare for quote in quotes_of(text)] == [scare]


def test_an_embedded_post_is_a_quotation() -> None:
    text = "Een buurman schreef iets.\n\nDe brug is open!\n\nMeer volgt."
    at = text.index("De brug")
    post = Embedded(Span(at, at + 16), EmbeddedKind.SOCIAL_POST, "nl", author="Piet")
    found = doc_of(text, upto="quotes", embedded=(post,))[QUOTES]

    assert [(quote.kind, quote.inner.of(text)) for quote in found] == [
        (QuoteKind.POST, "De brug is open!")
    ]


@given(st.text(alphabet="ab .„“”\"'‘’«»,:\n", max_size=120))
def test_quotations_lie_in_the_text_and_nest_properly(text: str) -> None:
    found = quotes_of(text)

    for quote in found:
        assert 0 <= quote.span.start < quote.span.end <= len(text)
        assert quote.span.holds(quote.inner)
    for left in found:
        for right in found:
            if left.span.overlaps(right.span):
                assert left.span.holds(right.span) or right.span.holds(left.span)


@pytest.mark.parametrize("unit", ["„", "“", '"', "'", "«", "„x ", "‘a ", " “x”"])
def test_time_grows_linearly_with_hostile_marks(unit: str) -> None:
    finder_time = []
    for size in (10_000, 40_000):
        text = unit * size
        begin = time.process_time()
        quotes_of(text)
        finder_time.append(time.process_time() - begin)

    assert finder_time[1] < 12 * finder_time[0] + 1.0
