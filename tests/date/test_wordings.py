"""Many wordings of time, by class: what is found, its words and its value."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers import article_of

from kroniek.date.resolve import TimeResolver
from kroniek.date.values import of_value
from kroniek.extract.text.quotes import QuoteFinder
from kroniek.extract.text.sentences import SentenceFinder
from kroniek.extract.text.tokens import TokenFinder
from kroniek.extract.times.finder import TimeFinder
from kroniek.extract.times.patterns import load_grammar
from kroniek.model.doc import DATING, DAYS, Doc
from kroniek.model.time import DateClass, Dating, Interval, ResolvedTime
from kroniek.packs import load_packs
from kroniek.pipeline import annotate

TABLE = Path(__file__).with_name("wordings.tsv")
KINDS = (TokenFinder, SentenceFinder, QuoteFinder, TimeFinder, TimeResolver)
WORDS = {code: sorted(load_grammar(code).words) for code in ("nl", "en")}
FIGURES = ["3", "12", "31", "1999", "2024", "14.30", "9/11", "1/2", "3e", "2e", "'", "’", ",", "-"]
Row = tuple[str, str, str, str, str]


@cache
def _steps() -> tuple[TokenFinder | SentenceFinder | QuoteFinder | TimeFinder | TimeResolver, ...]:
    return tuple(kind.from_packs(load_packs()) for kind in KINDS)


def _found(text: str, on: str, language: str) -> tuple[ResolvedTime, ...]:
    told = of_value(on)
    dating = Dating(None, told, None, told, None, DateClass.CONSISTENT, ())
    doc = Doc(article_of(text, language)).with_layer(DATING, [dating])
    return annotate(doc, _steps())[DAYS]


def _rows() -> dict[tuple[str, str], list[Row]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    grouped: dict[tuple[str, str], list[Row]] = {}
    for line in lines[2:]:
        language, kind, on, sentence, value = line.split("\t")
        grouped.setdefault((language, kind), []).append((language, kind, on, sentence, value))
    return grouped


def _told(row: Row) -> tuple[str, ...]:
    """What is found in a row: words and value of what its brackets hold, or of everything."""
    language, _, on, sentence, value = row
    text = sentence.replace("[", "").replace("]", "")
    found = _found(text, on, language)
    if value == "-":
        return tuple(time.span.of(text) for time in found)
    start, end = sentence.index("["), sentence.index("]") - 1
    inside = [time for time in found if (time.span.start, time.span.end) == (start, end)]
    return tuple(time.value or "|".join(time.candidates) for time in inside)


@pytest.mark.parametrize(("language", "kind"), list(_rows()))
def test_every_wording_of_a_kind_has_its_words_and_value(language: str, kind: str) -> None:
    rows = _rows()[language, kind]

    wrong = [
        (row[3], row[4], told)
        for row in rows
        if (told := _told(row)) != (() if row[4] == "-" else (row[4],))
    ]

    assert wrong == []


@settings(deadline=None, max_examples=200)
@given(st.data(), st.sampled_from(("nl", "en")), st.sampled_from(("2016-09-14", "2020-02", "2019")))
def test_any_row_of_time_words_is_read_without_fault(
    data: st.DataObject, language: str, on: str
) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[language] + FIGURES * 20), max_size=12))
    text = " ".join(words) or "."

    found = _found(text, on, language)

    ends = [0, *(time.span.end for time in found)]
    assert all(time.span.start >= end for time, end in zip(found, ends, strict=False))
    assert all(time.days.known or time.days == Interval() for time in found)
