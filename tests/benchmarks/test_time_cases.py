"""The tables of time expressions under benchmarks/quality/times are well formed and consistent."""

import csv
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "quality" / "times"
LEAST = {"nl": 600, "en": 300}
COLUMNS = (
    "id split kind published sentence expression nth type value mod earliest latest"
    " candidates also note"
).split()
WEEKDAYS = {
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split(),
    "en": "monday tuesday wednesday thursday friday saturday sunday".split(),
}
MODS = {
    *("", "START", "MID", "END", "BEFORE", "AFTER", "APPROX"),
    *("LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"),
}
CALENDAR = (
    r"\d{2,4}|\d{3}X|\d\dXX|\d{4}-\d\d|\d{4}-W\d\d(-WE)?|\d{4}-Q[1-4]|\d{4}-H[12]"
    r"|\d{4}-(SP|SU|FA|WI)|\d{4}-\d\d-\d\d"
)
CLOCK = r"(\d{4}-\d\d-\d\d)?T(MO|AF|EV|NI|\d\d:\d\d(Z|[+-]\d\d:\d\d)?)"
LENGTH = r"P(\d+(\.\d+)?|X)(Y|M|W|D|Q|C|CE|DE|00Y)|PT(\d+(\.\d+)?|X)[HM]"
REPEATED = r"XXXX-(SP|SU|FA|WI|WXX(-[1-7X]+)?|XX-XXT(MO|AF|EV|NI)|XX-WXX-\d)"
VALUE = re.compile(
    rf"({CALENDAR})(/({CALENDAR}))?|{CLOCK}|({LENGTH})(/({LENGTH}))?|{REPEATED}"
    r"|PAST_REF|PRESENT_REF|FUTURE_REF"
)

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


LATER = {language: rows(f"test2-{language}") for language in LEAST}
TABLES = {language: rows(f"cases-{language}") + LATER[language] for language in LEAST}
EVERY = [(language, row) for language, table in TABLES.items() for row in table]
TIMES = [(language, row) for language, row in EVERY if row["kind"] != "not_a_time"]


def values(row: Row, *columns: str) -> list[str]:
    """What stands in the columns, split at the bars."""
    return [value for column in columns for value in row[column].split("|") if value]


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day of a day, month, year, ISO week or weekend; None for other values."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value), date.fromisoformat(value)
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday + timedelta(days=5 if week[3] else 0), monday + timedelta(days=6)
    if month := re.fullmatch(r"(\d{4})-(\d\d)", value):
        first = date(int(month[1]), int(month[2]), 1)
        following = (first + timedelta(days=31)).replace(day=1)
        return first, following - timedelta(days=1)
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    return None


@pytest.mark.parametrize("language", LEAST)
def test_table_has_its_columns_and_enough_rows(language: str) -> None:
    table = TABLES[language]

    assert list(table[0]) == COLUMNS
    assert all(None not in row.values() and len(row) == len(COLUMNS) for row in table)
    assert len(table) >= LEAST[language]
    assert len({row["id"] for row in table}) == len(table)
    assert len({(row["published"], row["sentence"], row["expression"]) for row in table}) == len(
        table
    )


@pytest.mark.parametrize("language", LEAST)
def test_each_kind_is_split_in_halves(language: str) -> None:
    halves = [row for row in TABLES[language] if row not in LATER[language]]
    counts = Counter((row["kind"], row["split"]) for row in halves)
    kinds = {kind for kind, _ in counts}

    assert {split for _, split in counts} == {"dev", "test"}
    assert all(abs(counts[kind, "dev"] - counts[kind, "test"]) <= 1 for kind in kinds)
    assert abs(sum(n if split == "dev" else -n for (_, split), n in counts.items())) <= 1


@pytest.mark.parametrize(("language", "each"), [("nl", 6), ("en", 4)])
def test_later_test_split_holds_every_kind_as_often(language: str, each: int) -> None:
    later = LATER[language]

    assert {row["split"] for row in later} == {"test2"}
    assert Counter(row["kind"] for row in later) == dict.fromkeys(
        {row["kind"] for row in TABLES[language]}, each
    )


def test_publication_is_a_day_month_year_or_interval() -> None:
    for _, row in EVERY:
        ends = row["published"].split("/")
        assert 1 <= len(ends) <= 2, row
        assert all(days_of(end) for end in ends), row
        assert ends == sorted(ends), row


def test_expression_stands_in_its_sentence_once_or_says_which() -> None:
    for _, row in TIMES:
        found = row["sentence"].count(row["expression"])
        assert row["expression"].strip() == row["expression"] != "", row
        assert found == 1 if not row["nth"] else 1 <= int(row["nth"]) <= found, row


def test_what_is_no_time_has_neither_expression_nor_value() -> None:
    for _, row in EVERY:
        if row["kind"] == "not_a_time":
            assert not any(row[c] for c in COLUMNS[5:14]), row
            decoy = row["note"].removeprefix("decoy: ")
            assert decoy, row
            assert decoy in row["sentence"], row


def test_type_values_and_modifiers_are_timex3() -> None:
    for _, row in TIMES:
        assert row["type"] in {"DATE", "TIME", "DURATION", "SET"}, row
        assert row["mod"] in MODS, row
        for value in values(row, "value", "candidates", "also"):
            assert VALUE.fullmatch(value), (value, row)


def test_value_or_candidates_or_at_least_an_interval() -> None:
    for _, row in TIMES:
        several = len(values(row, "candidates"))
        assert not (row["value"] and several), row
        assert row["value"] or several > 1 or (row["earliest"] and row["latest"]), row


def test_interval_runs_forward_and_holds_value_and_candidates() -> None:
    for _, row in TIMES:
        low, high = row["earliest"], row["latest"]
        assert all(not day or days_of(day) for day in (low, high)), row
        if not (low and high):
            continue
        assert low <= high, row
        if row["type"] == "DATE" and not row["mod"]:
            for first, last in filter(None, map(days_of, values(row, "value", "candidates"))):
                assert low <= first.isoformat(), row
                assert last.isoformat() <= high, row


@pytest.mark.parametrize("language", LEAST)
def test_weekday_in_the_expression_is_the_weekday_of_the_value(language: str) -> None:
    names = WEEKDAYS[language]
    seen = 0
    for row in TABLES[language]:
        said = re.findall("|".join(names), row["expression"].lower())
        if len(said) != 1 or row["type"] not in {"DATE", "TIME"}:
            continue
        for value in values(row, "value", "candidates"):
            if day := re.fullmatch(r"(\d{4}-\d\d-\d\d)(T.*)?", value):
                assert names[date.fromisoformat(day[1]).weekday()] == said[0], row
                seen += 1
    assert seen >= 50
