from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.date.build import dating

from kroniek.date.values import of_value
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
POST = Embedded(
    Span(3, 5), EmbeddedKind.SOCIAL_POST, "nl", "Piet", None, date(2023, 3, 8), Span(3, 5)
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


def test_text_is_of_the_week_of_the_latest_post_it_shows_and_best_of_its_day() -> None:
    text = "De minister reageerde meteen. Wat een onzin, schreef zij. Daarna bleef het stil."
    post = Embedded(
        Span(30, 57), EmbeddedKind.SOCIAL_POST, "nl", "Piet", None, date(2023, 3, 8), Span(30, 40)
    )

    found = dating(text, embedded=(post,))

    assert found.published == Interval(date(2023, 3, 8), date(2023, 3, 14))
    assert found.best == date(2023, 3, 8)
    assert found.reasons[0].span == Span(30, 40)


def test_month_is_narrowed_to_the_days_on_or_after_the_weekdays_told_as_past() -> None:
    found = dating("De raad kwam dinsdag bijeen. Maandag was er nog overleg.", "2022-12")

    assert found.published == Interval(date(2022, 12, 6), date(2022, 12, 28))


def test_year_follows_from_a_weekday_and_a_date_that_agree() -> None:
    found = dating("Op donderdag 22 mei begon het feest, dat lang duurde.", "2025")

    assert not found.stated or not found.stated.contradicted
    assert any("in 2025 that day of the week" in reason.because for reason in found.reasons)
    assert found.published.earliest == date(2025, 5, 22)


@pytest.mark.parametrize(
    ("text", "language", "stated", "published"),
    [
        # its noun may date it, not the tense of its clause
        ("She led the polls before the vote on Nov. 8.", "en", "2016", "2016-01-01/2016-12-31"),
        ("On Nov. 8 she led the polls.", "en", "2016-11", "2016-11-08/2016-11-30"),
        # in a year that is all that is known it may be of the year before
        ("On Nov. 25 the boy was rescued.", "en", "2000", "2000-01-01/2000-12-31"),
        ("Op 4 april werd de dijk doorgestoken.", "nl", "2000", "2000-04-04/2000-12-31"),
        # the end of a stretch is no day on which something happened
        ("De vergunning gold tot 20 mei.", "nl", "2019-05", "2019-05-01/2019-05-31"),
        (
            "De lening, af te lossen vóór 3 mei 2031, werd verkocht.",
            "nl",
            "2019-05-02",
            "2019-05-02",
        ),
        # Monday's paper tells of Friday
        ("Het college besloot vrijdag tot sloop.", "nl", "2023-10", "2023-10-01/2023-10-30"),
    ],
)
def test_tense_narrows_the_days_of_telling_only_where_it_is_that_of_the_date(
    text: str, language: str, stated: str, published: str
) -> None:
    assert dating(text, stated, language).published == of_value(published)


def test_few_days_must_be_surer_than_many_before_one_of_them_is_given() -> None:
    found = dating("Er is brood.", embedded=(POST,))
    page = dating("Er is brood.", "2023-03-08", embedded=(POST,))

    assert found.published == Interval(date(2023, 3, 8), date(2023, 3, 14))
    assert page.published == Interval.day(date(2023, 3, 8))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They fear a President Truss.", "en"),
        ("The club's president, Truss Miller, left.", "en"),
        ("Conservative prime minister hopeful Liz Truss spoke.", "en"),
        ("Zij vrezen een premier Truss.", "nl"),
    ],
)
def test_title_of_someone_not_in_office_is_no_evidence(text: str, language: str) -> None:
    assert not dating(text, language=language).reasons


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Prime Minister Liz Truss spoke.", "en"),
        ("Premier Elizabeth M. Truss sprak.", "nl"),
    ],
)
def test_forenames_and_initials_may_stand_between_title_and_name(text: str, language: str) -> None:
    assert dating(text, language=language).published.earliest == date(2022, 9, 6)


def test_date_under_a_correction_is_not_the_page_s_own_but_an_upper_bound() -> None:
    body = "The bridge was closed. Cars were sent round.\n\n" * 3
    tail = "CORRECTION:\n\nThe bridge is older than we said.\n\nFriday, December 4, 2015."
    span = Span(len(body) + tail.index("Friday"), len(body) + len(tail) - 1)
    stamp = DeclaredDate("2015-12-04", "date line", span)

    found = dating(body + tail, language="en", declared=(stamp,))

    assert found.stated is None
    assert found.published == Interval(date(2015, 11, 3), date(2015, 12, 4))


def test_weekday_beside_a_known_happening_that_has_its_own_date_is_another_day() -> None:
    text = "Visitors fell silent on Sunday for the Beirut port explosion of August 4, mayors said."

    assert not any("'Sunday'" in r.because for r in dating(text, language="en").reasons)


def test_dates_whose_weekdays_fit_another_year_overthrow_the_stated_month() -> None:
    text = (
        "Vanaf aanstaande maandag 6 november wordt er gestaakt, tot en met vrijdag 10 november. "
        "Op vrijdag 27 oktober brak de directie het overleg af. Zij waarschuwde woensdag nog."
    )

    found = dating(text, "2024-08")

    assert found.verdict is DateClass.MISDATED
    assert found.published == Interval(date(2023, 10, 27), date(2023, 11, 4))


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


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("President Bush spoke.", date(1989, 1, 20)),
        ("Prime Minister Benjamin Netanyahu spoke.", date(1996, 6, 18)),
        ("Secretary of State Rice left.", date(2005, 1, 26)),
    ],
)
def test_name_that_comes_back_in_an_office_speaks_for_every_term(text: str, since: date) -> None:
    assert dating(text, language="en").published.earliest == since


def test_one_holder_gives_reasons_once_however_the_name_is_spelt() -> None:
    found = dating("Premier Shmyhal sprak. Premier Sjmyhal zweeg.")

    assert sorted(reason.weight for reason in found.reasons) == [1.5, 2.2]


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
