"""The year of a page's date that has none, and the year of a copyright."""

from datetime import date

import pytest
from tests.date.build import dating
from tests.helpers import article_of

from kroniek.date.footer import copyright_of
from kroniek.model.article import DeclaredDate
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
