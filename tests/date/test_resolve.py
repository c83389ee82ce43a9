from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.date.build import told

from kroniek.date.values import of_value
from kroniek.extract.times.words import load_words
from kroniek.model.doc import DAYS, TIMES
from kroniek.model.time import Interval, ResolvedTime

TABLE = Path(__file__).with_name("expressions.tsv")
DAYS_OF_TELLING = st.dates(date(1950, 1, 1), date(2090, 1, 1))
SHIFTING = (
    "De raad kwam dinsdag bijeen.",
    "De raad komt vrijdag bijeen.",
    "Gisteren regende het, morgen niet.",
    "Vorige week dinsdag viel de stroom uit.",
    "Aanstaande zaterdag is er feest, afgelopen zondag was er ook een.",
    "Drie dagen geleden stortte de brug in. Twee dagen later werd zij gesloopt.",
    "Over twee weken begint het, twee weken geleden was het nog stil.",
    "Komend weekend en vorige week bleef het droog.",
)


def _cases() -> list[tuple[str, str, str, str]]:
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [(language, on, sentence, value) for language, on, sentence, value in rows]


def _marked(sentence: str, on: str, language: str) -> ResolvedTime:
    start, end = sentence.index("["), sentence.index("]") - 1
    doc = told(sentence.replace("[", "").replace("]", ""), on, language)
    (found,) = (t for t in doc[DAYS] if (t.span.start, t.span.end) == (start, end))
    return found


@pytest.mark.parametrize(("language", "on", "sentence", "value"), _cases())
def test_expression_has_the_value_a_reader_gives_it(
    language: str, on: str, sentence: str, value: str
) -> None:
    found = _marked(sentence, on, language)

    assert (found.value or "|".join(found.candidates)) == value


@pytest.mark.parametrize(
    ("said", "day"), [("dinsdag", 20), ("gisteren", 21), ("donderdag", 22), ("vandaag", 22)]
)
def test_weekday_in_past_tense_is_the_latest_one_today_included(said: str, day: int) -> None:
    found = _marked(f"De raad kwam [{said}] bijeen.", "2022-12-22", "nl")

    assert found.days == Interval.day(date(2022, 12, day))


@given(DAYS_OF_TELLING, st.sampled_from(SHIFTING))
def test_telling_a_week_later_moves_what_is_relative_by_a_week(on: date, text: str) -> None:
    week = timedelta(days=7)
    before = told(text, on.isoformat())[DAYS]
    after = told(text, (on + week).isoformat())[DAYS]

    assert [(t.days.low + week, t.days.high + week) for t in before] == [
        (t.days.low, t.days.high) for t in after
    ]


@given(
    st.dates(date(1990, 1, 1), date(2060, 1, 1)).map(lambda on: on.isoformat()[:7]),
    st.sampled_from(SHIFTING),
)
def test_days_cover_all_candidates_when_only_the_month_is_known(month: str, text: str) -> None:
    for time in told(text, month)[DAYS]:
        for candidate in time.candidates:
            assert of_value(candidate).within(time.days)


# Not the first: its bare weekday in the past says that the text is of that day or the next.
@given(DAYS_OF_TELLING, st.sampled_from(SHIFTING[1:]))
def test_knowing_the_day_picks_one_of_the_candidates_that_the_month_leaves(
    on: date, text: str
) -> None:
    coarse = told(text, on.isoformat()[:7], packs=False)[DAYS]
    fine = told(text, on.isoformat(), packs=False)[DAYS]

    for open_one, known in zip(coarse, fine, strict=True):
        assert known.days.within(open_one.days) or not open_one.days.known


@pytest.mark.parametrize("language", ["nl", "en"])
@given(data=st.data())
def test_no_row_of_time_words_breaks_reading(language: str, data: st.DataObject) -> None:
    known = sorted(load_words(language).words)
    word = st.sampled_from([*known, "3", "31", "2024", "0000", "9999", "30/02/2024", "25:00", "1e"])
    text = " ".join(data.draw(st.lists(word, min_size=1, max_size=12))).capitalize() + "."
    on = data.draw(
        st.sampled_from([None, "2024-02-29", "2024-02", "2024", "0001-01", "9999-12-31"])
    )

    doc = told(text, on, language)

    assert [t.span for t in doc[TIMES]] == [t.span for t in doc[DAYS]]


def test_without_any_date_only_what_is_said_outright_has_days() -> None:
    explicit, relative = told("Op 3 mei 2019 en gisteren regende het.", packs=False)[DAYS]

    assert explicit.days == Interval.day(date(2019, 5, 3))
    assert (relative.value, relative.days.known) == (None, False)
