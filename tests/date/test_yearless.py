"""The year of a page's date that has none, and the year of a copyright."""

from dataclasses import replace
from datetime import date

import pytest
from tests.date.build import dating
from tests.helpers import article_of

from kroniek.date.footer import copyright_of
from kroniek.model.article import DeclaredDate, Region, RegionKind
from kroniek.model.time import Interval
from kroniek.spans import Span

BODY = "De pont ligt stil, zegt de schipper. {tells}\n\nDe raad praat er nog over."


def declared(text: str, said: str, month_day: str) -> tuple[DeclaredDate, ...]:
    start = text.index(said)
    return (DeclaredDate(f"XXXX-{month_day}", "byline", Span(start, start + len(said))),)


@pytest.mark.parametrize(
    ("head", "tells", "foot", "on"),
    [
        # the copyright's last year, whatever years the text tells of
        ("8 nov. 14:05", "Op 8 november 2009 zonk een schuit.", "© 1998-2019 Eebode", "2019-11-08"),
        # the last year before the copyright in which weekday and date agree
        ("ma 8 nov. 14:05", "In 2009 zonk een schuit.", "© 2001–2023 Eebode", "2021-11-08"),
    ],
)
def test_the_year_is_what_page_and_text_leave(head: str, tells: str, foot: str, on: str) -> None:
    text = f"{head}\n\n{BODY.format(tells=tells)}\n\n{foot}"
    found = dating(text, packs=False, declared=declared(text, "8 nov", "11-08"))

    assert found.stated is not None
    assert found.stated.value == on
    assert found.best == date.fromisoformat(on)
    assert found.published == Interval.day(date.fromisoformat(on))


def test_a_month_that_a_crawler_gave_has_the_year() -> None:
    text = f"8 nov, 14:05\n\n{BODY.format(tells='')}"
    days = (DeclaredDate("2021-11", "crawl header"), *declared(text, "8 nov", "11-08"))

    assert dating(text, packs=False, declared=days).best == date(2021, 11, 8)


@pytest.mark.parametrize("where", ["dateline", "byline"])
def test_a_report_is_of_the_day_it_was_sent_or_the_next(where: str) -> None:
    text = f"EEKLO, 8 nov. (Noordpers) -- {BODY.format(tells='')}"
    (sent,) = declared(text, "8 nov.", "11-08")
    days = (DeclaredDate("2021-11", "crawl header"), replace(sent, where=where))
    found = dating(text, packs=False, declared=days)

    assert found.published == Interval(date(2021, 11, 8), date(2021, 11, 9))
    assert found.best == date(2021, 11, 8)


def test_without_any_sign_the_date_has_no_year() -> None:
    text = f"8 nov, 14:05\n\n{BODY.format(tells='In 2009 zonk een schuit.')}"
    found = dating(text, packs=False, declared=declared(text, "8 nov", "11-08"))

    assert found.stated is None
    assert found.best is None
    assert found.published.latest is None


def test_a_stale_copyright_does_not_outweigh_later_days_that_the_text_tells() -> None:
    tells = "Op 3 maart 2020 brak de lijn. Op 4 mei 2020 brak hij weer."
    text = f"8 nov, 14:05\n\n{BODY.format(tells=tells)}\n\n© 2019 Eebode"
    found = dating(text, packs=False, declared=declared(text, "8 nov", "11-08"))

    assert found.stated is None
    assert found.published.latest is None


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("© 2001-2025 Ee Media BV", 2025),
        ("Copyright 2001–25 Ee Media", 2025),
        ("(c) Eebode 2019. Alle rechten voorbehouden", 2019),
        ("Copyright © 2018", 2018),
        ("© Eebode", None),
        ("De brug is van 2018.", None),
    ],
)
def test_the_last_year_of_a_copyright_counts(line: str, year: int | None) -> None:
    found = copyright_of(article_of(f"De pont ligt stil.\n\n{line}"))

    assert (found.year if found else None) == year


@pytest.mark.parametrize(
    ("said", "language", "days"),
    [
        ("De pont werd vorig jaar, in januari 2018, verkocht.", "nl", (2019, 2019)),
        ("Vijf jaar geleden, in 2014, zonk een schuit.", "nl", (2018, 2020)),
        ("The ferry was sold in October 2018, eleven months ago.", "en", (2019, 2019)),
        ("The ferry was sold last year, in January 2018.", "en", (2019, 2019)),
    ],
)
def test_what_is_said_twice_tells_the_year_of_writing(
    said: str, language: str, days: tuple[int, int]
) -> None:
    found = dating(said, language=language, packs=False).published

    assert found.earliest is not None
    assert found.latest is not None
    assert (found.earliest.year, found.latest.year) == days


def test_a_weekday_right_before_a_date_tells_the_years_it_can_be() -> None:
    text = "Voting runs until next Sunday, 19 March.\n\n© 2019-2024 The Quay"
    found = dating(text, language="en", packs=False).reasons

    assert any("in 2023 that day of the week" in one.because for one in found)
    assert not any("in 2022 that day of the week" in one.because for one in found)


def test_a_copy_bounds_the_page_and_is_not_its_date() -> None:
    text = f"Archived on 14 January 2021\n\n{BODY.format(tells='')}"
    start = text.index("14 January")
    span = Span(start, start + len("14 January 2021"))
    copy = DeclaredDate("2021-01-14", "line with a date of a copy", span)
    found = dating(text, packs=False, declared=(copy,))

    assert found.stated is None
    assert found.published == Interval(None, date(2021, 1, 14))


def test_a_day_without_a_year_is_the_last_one_before_the_page_was_copied() -> None:
    text = f"3 dec, 14:05\n\n{BODY.format(tells='')}\n\nArchived on 14 January 2021\n\n© 2024 Ee"
    start = text.index("14 January")
    copy = DeclaredDate("2021-01-14", "line with a date of a copy", Span(start, start + 15))
    found = dating(text, packs=False, declared=(*declared(text, "3 dec", "12-03"), copy))

    assert found.best == date(2020, 12, 3)


def test_dates_of_links_at_the_end_are_not_the_page_s_where_its_head_has_one() -> None:
    text = f"3 dec, 14:05\n\n{BODY.format(tells='')}\n\nMay 17, 2018\n\n© 2020 Ee"
    found = dating(text, packs=False, declared=declared(text, "3 dec", "12-03"))

    assert found.best == date(2020, 12, 3)


@pytest.mark.parametrize(("when", "first"), [("2 uur geleden", 2020), ("Regio", 2017)])
def test_a_page_copied_within_hours_is_of_its_copyright_s_year(when: str, first: int) -> None:
    text = f"{when}\n\n{BODY.format(tells='')}\n\n© 2020 Eebode"
    head = Region(Span(0, len(when)), RegionKind.OTHER, "notice")
    found = dating(text, packs=False, regions=(head,)).published

    assert (found.earliest, found.latest) == (date(first, 1, 1), date(2020, 12, 31))
