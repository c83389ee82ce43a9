import csv
from datetime import date
from pathlib import Path

import pytest
from tests.date.build import told
from tests.helpers import doc_of

from kroniek.date.events import EventDater
from kroniek.ids import EventId, RuleId
from kroniek.model.article import DeclaredDate
from kroniek.model.doc import EVENT_DAYS, EVENTS, STATEMENTS, Doc
from kroniek.model.text import EventMention, Realis, Tense
from kroniek.model.time import Interval
from kroniek.packs import load_packs
from kroniek.spans import Span

DATER = EventDater.from_packs(load_packs())
MAY = date(2024, 5, 16)
TABLE = Path(__file__).with_name("happened.tsv")


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as lines:
        rest = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(rest, delimiter="\t", quoting=csv.QUOTE_NONE))


def event(
    doc: Doc, trigger: str, time: str | None, tense: Tense, realis: Realis = Realis.ACTUAL
) -> EventMention:
    def span(words: str) -> Span:
        start = doc.text.index(words)
        return Span(start, start + len(words))

    return EventMention(
        id=EventId(f"ev-{trigger}"),
        triggers=(span(trigger),),
        sentences=(Span(0, len(doc.text)),),
        type="other",
        participants=(),
        places=(),
        times=(span(time),) if time else (),
        tense=tense,
        realis=realis,
        made_by=RuleId("test"),
    )


def days_of(doc: Doc, *events: EventMention) -> list[Interval]:
    doc = doc.with_layer(EVENTS, events).with_layer(STATEMENTS, ())
    return [found.days for found in DATER.annotate(doc)]


def test_event_takes_the_days_of_its_time() -> None:
    doc = told("De raad kwam dinsdag bijeen.", "2024-05-16")

    assert days_of(doc, event(doc, "bijeen", "dinsdag", Tense.PAST)) == [
        Interval.day(date(2024, 5, 14))
    ]


def test_what_is_told_on_in_the_simple_past_happens_at_the_same_time() -> None:
    doc = told("De raad kwam dinsdag bijeen. Hij koos een voorzitter.", "2024-05-16")
    met = event(doc, "bijeen", "dinsdag", Tense.PAST)

    past, perfect = (
        days_of(doc, met, event(doc, "koos", None, tense))[1]
        for tense in (Tense.PAST, Tense.PERFECT)
    )

    assert past == Interval.day(date(2024, 5, 14))
    assert perfect == Interval(None, MAY)


@pytest.mark.parametrize(
    ("tense", "realis", "days"),
    [
        (Tense.PAST, Realis.ACTUAL, Interval(None, MAY)),
        (Tense.PERFECT, Realis.DENIED, Interval(None, MAY)),
        (Tense.PRESENT, Realis.ACTUAL, Interval.day(MAY)),
        (Tense.FUTURE, Realis.ACTUAL, Interval(MAY, None)),
        (Tense.PRESENT, Realis.PLANNED, Interval(MAY, None)),
        (Tense.PRESENT, Realis.HYPOTHETICAL, Interval(MAY, None)),
        (Tense.PRESENT, Realis.GENERIC, Interval()),
        (Tense.NONE, Realis.ACTUAL, Interval(None, MAY)),
    ],
)
def test_without_a_time_only_tense_and_realis_tell(
    tense: Tense, realis: Realis, days: Interval
) -> None:
    doc = told("De raad komt bijeen.", "2024-05-16")

    assert days_of(doc, event(doc, "bijeen", None, tense, realis)) == [days]


def test_what_has_gone_on_for_months_has_done_so_for_two_at_least() -> None:
    doc = told("De stad wordt al maanden belegerd.", "2024-05-16")

    assert days_of(doc, event(doc, "belegerd", "maanden", Tense.PRESENT)) == [
        Interval(date(2024, 3, 16), MAY)
    ]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['trigger']}: {row['text'][:50]}")
def test_events_have_the_days_that_the_words_around_them_leave(row: dict[str, str]) -> None:
    doc = doc_of(
        row["text"], row["language"], "event_days", declared=(DeclaredDate(str(MAY), "header"),)
    )
    days = {one.event: one.days for one in doc[EVENT_DAYS]}
    found = [
        days[event.id]
        for event in doc[EVENTS]
        if row["trigger"] in event.triggers[0].of(row["text"])
    ]

    wanted = (date.fromisoformat(row[end]) if row[end] else None for end in ("earliest", "latest"))
    assert found[:1] == [Interval(*wanted)]
