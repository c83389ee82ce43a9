from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.date.build import dating

from kroniek.date.weigh import MARGIN, score_on, weigh
from kroniek.model.article import DeclaredDate, Embedded, EmbeddedKind
from kroniek.model.time import DateClass, DateReason, Interval
from kroniek.spans import Span

DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))
REASONS = st.lists(
    st.builds(
        lambda start, length, weight: DateReason(
            "because", weight, None, Interval(start, start + timedelta(days=length))
        ),
        DAYS,
        st.integers(0, 400),
        st.floats(0.5, 7.0),
    ),
    min_size=1,
    max_size=8,
)
RYANAIR = (
    "Wit-Rusland dwong vorig jaar een toestel van Ryanair te landen en pakte een journalist op."
)


@pytest.mark.parametrize(
    ("on", "verdict", "best"),
    [
        ("2024-05-16", DateClass.CONSISTENT, date(2024, 5, 16)),
        ("2024-05", DateClass.COARSE, None),
        ("2024", DateClass.COARSE, None),
        (None, DateClass.UNDATABLE, None),
    ],
)
def test_verdict_is_as_fine_as_what_the_page_declares(
    on: str | None, verdict: DateClass, best: date | None
) -> None:
    found = dating("Er is brood.", on)

    assert (found.verdict, found.best) == (verdict, best)
    assert found.stated is None or not found.stated.contradicted


def test_text_is_of_the_day_of_the_latest_post_it_shows_or_the_day_after() -> None:
    text = "De minister reageerde meteen. Wat een onzin, schreef zij. Daarna bleef het stil."
    post = Embedded(
        Span(30, 57), EmbeddedKind.SOCIAL_POST, "nl", "Piet", None, date(2023, 3, 8), Span(30, 40)
    )

    found = dating(text, embedded=(post,))

    assert found.published == Interval(date(2023, 3, 8), date(2023, 3, 9))
    assert found.reasons[0].span == Span(30, 40)


def test_month_is_narrowed_to_the_days_on_or_after_the_weekdays_told_as_past() -> None:
    found = dating("De raad kwam dinsdag bijeen. Maandag was er nog overleg.", "2022-12")

    assert found.published == Interval(date(2022, 12, 6), date(2022, 12, 28))


def test_year_follows_from_a_weekday_and_a_date_that_agree() -> None:
    found = dating("Het feest begon op donderdag 22 mei en duurde lang.", "2025")

    assert not found.stated or not found.stated.contradicted
    assert any("in 2025 that day of the week" in reason.because for reason in found.reasons)
    assert found.published.earliest == date(2025, 5, 22)


def test_dates_whose_weekdays_fit_another_year_overthrow_the_stated_month() -> None:
    text = (
        "Vanaf aanstaande maandag 6 november wordt er gestaakt, tot en met vrijdag 10 november. "
        "Op vrijdag 27 oktober brak de directie het overleg af. Zij waarschuwde woensdag nog."
    )

    found = dating(text, "2024-08")

    assert found.verdict is DateClass.MISDATED
    assert found.published == Interval(date(2023, 11, 1), date(2023, 11, 2))


def test_known_happening_told_as_last_years_gives_the_year() -> None:
    found = dating(RYANAIR)

    assert found.published == Interval(date(2022, 1, 1), date(2022, 12, 31))


def test_one_known_happening_alone_does_not_overthrow_the_stated_day() -> None:
    found = dating(RYANAIR, "2024-11-23")

    assert found.verdict is not DateClass.MISDATED


def test_several_reasons_together_overthrow_a_false_stated_day() -> None:
    text = (
        f"{RYANAIR}\n\nDe Russische invasie van Oekraïne is nog pril.\n\n"
        "Het is dag 4 van de oorlog.\n\n"
        "Op zondag sprak de president het land toe."
    )

    found = dating(text, "2024-11-23")

    assert found.verdict is DateClass.MISDATED
    assert found.stated is not None
    assert found.stated.contradicted
    assert found.published == Interval(date(2022, 2, 27), date(2022, 2, 28))
    assert found.republished == Interval.day(date(2024, 11, 23))


def test_dates_told_as_past_after_the_stated_day_contradict_it_only_together() -> None:
    one = dating("Op 4 mei 2025 brak brand uit.", "2024-11-23")
    days = (4, 9, 12, 17, 21)
    many = dating(" ".join(f"Op {k} mei 2025 brak brand uit." for k in days), "2024-11-23")

    assert one.best == date(2024, 11, 23)
    assert many.verdict is DateClass.MISDATED
    assert many.published.earliest == date(2025, 5, 21)


def test_title_of_office_speaks_for_the_term_and_two_outweigh_none() -> None:
    one = dating("Premier Truss sprak het Lagerhuis toe.")
    two = dating("Premier Truss belde met bondskanselier Scholz.")

    assert [reason.days for reason in one.reasons] == [
        Interval(date(2022, 9, 6), None),
        Interval(date(2022, 9, 6), date(2022, 10, 25)),
    ]
    assert two.published == Interval(date(2022, 9, 6), date(2025, 5, 6))


@pytest.mark.parametrize("text", ["Oud-premier Truss sprak.", "Voormalig premier Truss sprak."])
def test_former_holder_of_an_office_is_no_evidence(text: str) -> None:
    assert not dating(text).published.known


def test_without_packs_the_core_works_less_sharply() -> None:
    assert dating(RYANAIR, packs=False).verdict is DateClass.UNDATABLE
    assert dating(RYANAIR, "2022-06-01", packs=False).best == date(2022, 6, 1)


def test_finer_declared_date_is_preferred() -> None:
    declared = (DeclaredDate("2024-05", "URL"), DeclaredDate("2024-05-16", "JSON-LD datePublished"))

    assert dating("Er is brood.", declared=declared).best == date(2024, 5, 16)


def test_every_reason_is_a_sentence_for_the_reader() -> None:
    for reason in dating(RYANAIR + " Copyright © 2022", "2022-06").reasons:
        assert reason.because[0].isupper() or reason.because[0] in "'\""
        assert reason.because.endswith(".")
        assert reason.weight > 0


@given(REASONS, st.integers(0, 1000))
def test_order_of_reasons_does_not_matter(reasons: list[DateReason], seed: int) -> None:
    shuffled = reasons[:]
    Random(seed).shuffle(shuffled)  # noqa: S311

    assert weigh(reasons) == weigh(shuffled)


@given(REASONS)
def test_no_day_beats_the_best_and_the_hull_holds_the_best(reasons: list[DateReason]) -> None:
    weighed = weigh(reasons)

    assert weighed.top.within(weighed.days)
    for reason in reasons:
        if reason.days is not None:
            assert score_on(reason.days.low, reasons) <= weighed.score


@given(REASONS, DAYS)
def test_day_outside_the_hull_is_clearly_less_likely(reasons: list[DateReason], day: date) -> None:
    weighed = weigh(reasons)

    if not weighed.days.low <= day <= weighed.days.high:
        assert score_on(day, reasons) < weighed.score - MARGIN
