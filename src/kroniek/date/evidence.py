"""Reasons for a time of telling that a text itself gives, and those that packs let one see.

Weights are log-odds (natural logarithm), set by hand: how many times likelier the words are in a
text told on those days than in one told on others. 2 is 7 to 1, 3 is 20 to 1, 4 is 55 to 1.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple, Self

from kroniek.date.known import Known, KnownHappenings, Telling, Term
from kroniek.date.values import moved, of_value, period
from kroniek.model.article import Article
from kroniek.model.doc import SENTENCES, TIMES, TOKENS, Doc
from kroniek.model.text import TOLD, Sentence, SentenceKind, Tense, Token
from kroniek.model.time import DateReason, Interval, Symbol, TimeExpression
from kroniek.packs import lexicon
from kroniek.spans import Span

NOT_BEFORE_POST = 7.0
"""A text is not older than a post it shows: only a wrong date of the post could break this."""
SOON_AFTER_POST = 2.5
PAST_DAY = 1.6
"""A text does not tell as past of a day that has yet to come; but one in five is misread."""
PAST_MONTH = 1.2
PAST_YEAR = 0.8
"""A bare year more often stands in a past clause on something still to come."""
_MAX_PAST = 5
NOT_AFTER_FUTURE = 1.5
SOON_AFTER_PAST = 0.9
WEEKDAY_AGREES = 2.0
COPYRIGHT = 1.0
"""Weak: the year at a page's foot often rolls on by itself."""
KNOWN_RELATIVE = 3.5
KNOWN_YOUNG = 3.0
KNOWN_BREAKING = 2.0
KNOWN_PAST = 1.5
IN_OFFICE = 1.5
WAR_DAY = 4.0
_PAST = frozenset({Tense.PAST, Tense.PERFECT})
_YOUNG_DAYS = 21
_BREAKING_DAYS = 10


class Source(NamedTuple):
    """What the reasons are drawn from; `tellings` are its sentences on known happenings."""

    article: Article
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    times: Sequence[TimeExpression]
    known: KnownHappenings
    tellings: tuple[Telling, ...]

    @classmethod
    def of(cls, doc: Doc, known: KnownHappenings) -> Self:
        """The source that a document is."""
        tokens, sentences = doc[TOKENS], doc[SENTENCES]
        tellings = tuple(known.tellings(tokens, sentences))
        return cls(doc.article, tokens, sentences, doc[TIMES], known, tellings)


@dataclass(frozen=True)
class Cues:
    """The words of ``dating.toml`` of one language."""

    young: tuple[str, ...]
    former: frozenset[str]
    unsure: frozenset[str]
    upcoming: frozenset[str]
    copyright: frozenset[str]
    offices: Mapping[str, str]
    war_day: Mapping[str, frozenset[str]]


@cache
def load_cues(language: str) -> Cues:
    """The words of ``kroniek_data/LANGUAGE/dating.toml``."""
    table: Mapping[str, Any] = lexicon(f"{language}/dating.toml")
    return Cues(
        young=tuple(table["young"]),
        former=frozenset(table["former"]),
        unsure=frozenset(table["unsure"]),
        upcoming=frozenset(table["upcoming"]),
        copyright=frozenset(table["copyright"]),
        offices=table["offices"],
        war_day={key: frozenset(value) for key, value in table["war_day"].items()},
    )


def _said(symbol: Symbol) -> dict[str, str]:
    return dict(symbol.arguments)


def _full_date(time: TimeExpression) -> Interval | None:
    """The days of an expression that names its year; None for any other, and for "7/8/07"."""
    if time.symbol.kind != "calendar":
        return None
    said = _said(time.symbol)
    value = said.get("iso")
    if value is None and "year" in said:
        value = f"{int(said['year']):04}"
        if "month" in said:
            value += f"-{int(said['month']):02}"
            if "day" in said:
                value += f"-{int(said['day']):02}"
    days = of_value(value)
    return days if days.known else None


def told_sentences(source: Source) -> Iterator[tuple[Sentence, list[TimeExpression]]]:
    """Sentences that tell something, each with its time expressions."""
    at, times = 0, source.times
    for sentence in source.sentences:
        while at < len(times) and times[at].span.end <= sentence.span.start:
            at += 1
        first = at
        while at < len(times) and times[at].span.start < sentence.span.end:
            at += 1
        if sentence.kind in TOLD:
            yield sentence, list(times[first:at])


def posts(source: Source) -> Iterator[DateReason]:
    """No text is older than the posts it shows, and it mostly follows them at once."""
    dated = [post for post in source.article.embedded if post.posted_on]
    if not dated:
        return
    latest = max(dated, key=lambda post: (post.posted_on, post.span))
    on = latest.posted_on
    if on is None:
        return
    where = latest.credit or latest.span
    yield DateReason(
        f"The text shows a post of {on}: it is not older.",
        NOT_BEFORE_POST,
        where,
        Interval(on, None),
    )
    yield DateReason(
        f"Texts mostly appear on the day of the latest post they show ({on}), or the day after.",
        SOON_AFTER_POST,
        where,
        Interval(on, on + timedelta(days=1)),
    )
    yield DateReason(
        f"Texts mostly appear within a week of the latest post they show ({on}).",
        SOON_AFTER_PAST,
        where,
        Interval(on, on + timedelta(days=7)),
    )


def explicit_dates(source: Source) -> Iterator[DateReason]:
    """What is told as past had happened; what is told as coming had not."""
    past: list[tuple[date, Span, int]] = []
    coming: list[tuple[date, Span]] = []
    for sentence, times in told_sentences(source):
        if sentence.kind is SentenceKind.EMBEDDED_QUOTE:
            continue
        dated = [(time, days) for time in times if (days := _full_date(time))]
        if not dated:
            continue
        unsure = load_cues(sentence.language).unsure
        if any(t.lower in unsure for t in source.tokens[sentence.first : sentence.last]):
            continue
        for time, days in dated:
            if time.tense in _PAST:
                past.append((days.low, time.span, (days.high - days.low).days + 1))
            elif time.tense is Tense.FUTURE:
                coming.append((days.high, time.span))
    yield from _past_reasons(past, source.article.text)
    if coming:
        on, span = min(coming)
        yield DateReason(
            f"The text tells of {span.of(source.article.text)!r} as still to come.",
            NOT_AFTER_FUTURE,
            span,
            Interval(None, on),
        )


def _past_reasons(past: Sequence[tuple[date, Span, int]], text: str) -> Iterator[DateReason]:
    """The latest dates told as past, one reason each: one may be misread, hardly three."""
    latest = {on: (span, width) for on, span, width in sorted(past, reverse=True)}
    for on in sorted(latest, reverse=True)[:_MAX_PAST]:
        span, width = latest[on]
        weight = PAST_DAY if width < 2 else PAST_MONTH if width < 93 else PAST_YEAR
        because = f"The text tells of {span.of(text)!r} as past."
        yield DateReason(because, weight, span, Interval(on, None))
    exact = [on for on, (_, width) in latest.items() if width < 2]
    if exact:
        on = max(exact)
        yield DateReason(
            f"News mostly appears within a month of the latest day it tells of ({on}).",
            SOON_AFTER_PAST,
            latest[on][0],
            Interval(on, on + timedelta(days=31)),
        )


def weekday_dates(source: Source) -> Iterator[DateReason]:
    """ "Thursday 22 May" without a year: the years in which that day is a Thursday."""
    seen = set()
    for sentence, times in told_sentences(source):
        for time in times:
            said = _said(time.symbol)
            if time.symbol.kind != "calendar" or not {"weekday", "day", "month"} <= said.keys():
                continue
            key = (said["weekday"], said["day"], said["month"])
            if "year" in said or key in seen or sentence.kind is SentenceKind.EMBEDDED_QUOTE:
                continue
            seen.add(key)
            for year in range(1990, 2040):
                days = of_value(f"{year}-{int(key[2]):02}-{int(key[1]):02}")
                if days.earliest and days.earliest.isoweekday() == int(key[0]):
                    half = timedelta(days=183)
                    yield DateReason(
                        f"{time.span.of(source.article.text)!r}: in {year} that day of the week "
                        "and that date agree.",
                        WEEKDAY_AGREES,
                        time.span,
                        Interval(days.earliest - half, days.earliest + half),
                    )


def copyright_year(source: Source) -> Iterator[DateReason]:
    """The year beside a copyright mark."""
    for k, token in enumerate(source.tokens):
        if token.lower not in ("©", "copyright"):
            continue
        for near in source.tokens[k + 1 : k + 3]:
            if len(near.text) == 4 and near.text.isdigit() and 1990 <= int(near.text) <= 2100:
                yield DateReason(
                    f"The page's copyright is of {near.text}.",
                    COPYRIGHT,
                    near.span,
                    of_value(near.text),
                )
                return


# ---- known happenings ------------------------------------------------------------------------


def _from_relative(time: TimeExpression, known: Known) -> Interval | None:
    """When a text was told that puts a known happening at "last year", "two weeks ago" …"""
    said, kind = _said(time.symbol), time.symbol.kind
    on = known.days.low
    if kind == "near" and said["unit"] in ("D", "W", "M", "Y") and "weekday" not in said:
        back = -int(said["offset"])
        unit = said["unit"]
        start = on if unit in ("D", "W") else on.replace(day=1)
        return period(moved(start, unit, back), unit)[1]
    if kind in ("ago", "hence") and said.get("count", "X").isdigit():
        unit = said["unit"]
        middle = moved(on, unit, int(said["count"]) * (1 if kind == "ago" else -1))
        slack = timedelta(days={"D": 0, "W": 4, "M": 18, "Y": 200}.get(unit, 400))
        return Interval(middle - slack, middle + slack) if unit not in ("S", "MIN", "H") else None
    if kind == "weekday" and on.isoweekday() == int(said["weekday"]):
        week = timedelta(days=6)
        coming = time.tense in (Tense.FUTURE, Tense.PRESENT) or said.get("direction") == "future"
        return Interval(on - week, on) if coming else Interval(on, on + week)
    return None


def _phrase_in(words: Sequence[str], phrases: Sequence[str]) -> bool:
    line = f" {' '.join(words)} "
    return any(f" {phrase} " in line for phrase in phrases)


def _known_reason(
    source: Source, telling: Telling, times: Sequence[TimeExpression]
) -> DateReason | None:
    """The strongest thing a sentence says of its time by telling of a known happening."""
    known, sentence = telling
    cues = load_cues(sentence.language)
    on = known.days.low
    words = [t.lower for t in source.tokens[sentence.first : sentence.last]]

    def reason(because: str, weight: float, days: Interval) -> DateReason:
        return DateReason(f"{because} ({known.what}, {on}).", weight, sentence.span, days)

    if known.kind == "start" and _phrase_in(words, cues.young):
        days = Interval(on, on + timedelta(days=_YOUNG_DAYS))
        return reason("What is known to have begun then is told as just begun", KNOWN_YOUNG, days)
    if known.kind == "breaking":
        if sentence.kind is not SentenceKind.HEADLINE and sentence is not source.sentences[0]:
            return None
        days = Interval(on, on + timedelta(days=_BREAKING_DAYS))
        return reason("The headline tells it as the news of the day", KNOWN_BREAKING, days)
    if known.kind == "point":
        for time in times:
            told = _from_relative(time, known)
            if told is not None:
                said = time.span.of(source.article.text)
                return reason(f"A known happening is told with {said!r}", KNOWN_RELATIVE, told)
    if not cues.upcoming.isdisjoint(words) or not cues.unsure.isdisjoint(words):
        return None
    return reason("A known happening is told", KNOWN_PAST, Interval(on, None))


def known_happenings(source: Source) -> Iterator[DateReason]:
    """Reasons from the packs' calendar: for each happening the strongest one in the text."""
    best: dict[Known, DateReason] = {}
    by_sentence = {sentence.span: times for sentence, times in told_sentences(source)}
    for telling in source.tellings:
        found = _known_reason(source, telling, by_sentence.get(telling.sentence.span, []))
        known = best.get(telling.known)
        if found is not None and (known is None or found.weight > known.weight):
            best[telling.known] = found
    past = [r for r in best.values() if r.days and r.days.latest is None]
    if past:  # only the latest of those that merely lie behind
        yield max(past, key=lambda r: (r.days.low if r.days else date.min, r.because))
    yield from (r for r in best.values() if not (r.days and r.days.latest is None))


def _office_at(words: Sequence[str], at: int, cues: Cues) -> tuple[str, int] | None:
    """The office named just before the word at `at`, with the place of its title."""
    for first in range(max(0, at - 5), at):
        for length in (4, 2, 1):
            office = cues.offices.get(" ".join(words[first : first + length]))
            if office and first + length <= at and at - (first + length) <= 2:
                return office, first
    return None


def in_office(source: Source) -> Iterator[DateReason]:
    """ "President X": told while X held that office. Several terms are reasons side by side."""
    seen: set[tuple[str, str]] = set()
    for sentence in source.sentences:
        if sentence.kind not in TOLD:
            continue
        tokens = source.tokens[sentence.first : sentence.last]
        names = [k for k, token in enumerate(tokens) if token.lower in source.known.terms]
        if not names:
            continue
        cues = load_cues(sentence.language)
        words = [token.lower for token in tokens]
        for k in names:
            found = _office_at(words, k, cues)
            if found is None or not tokens[k].text[0].isupper():
                continue
            office, title = found
            former = not cues.former.isdisjoint(words[max(0, title - 2) : title])
            terms = [t for t in source.known.terms[words[k]] if t.office == office]
            if former or (words[k], office) in seen or not terms:
                continue
            seen.add((words[k], office))
            span = Span(tokens[title].start, tokens[k].end)
            yield from _term_reasons(terms, span, source.article.text)


def _term_reasons(terms: Sequence[Term], span: Span, text: str) -> Iterator[DateReason]:
    for term in terms:
        until = term.days.latest or "now"
        yield DateReason(
            f"{span.of(text)!r}: in office from {term.days.earliest} to {until}.",
            IN_OFFICE,
            span,
            term.days,
        )


def war_days(source: Source) -> Iterator[DateReason]:
    """ "Day 300 of the war", where a known war is told of."""
    starts = [telling.known for telling in source.tellings if telling.known.kind == "start"]
    if not starts:
        return
    start = starts[0].days.low
    for sentence in source.sentences:
        table = load_cues(sentence.language).war_day
        tokens = source.tokens[sentence.first : sentence.last]
        for k in range(len(tokens) - 3):
            if tokens[k].lower not in table["day"] or not tokens[k + 1].text.isdigit():
                continue
            rest = [token.lower for token in tokens[k + 2 : k + 6]]
            if rest[0] not in table["of"] or table["war"].isdisjoint(rest):
                continue
            number = int(tokens[k + 1].text[:5])
            on = start + timedelta(days=number - 1)
            yield DateReason(
                f"Day {number} of the war that began on {start} is {on}.",
                WAR_DAY,
                Span(tokens[k].start, tokens[k + 1].end),
                Interval(on - timedelta(days=1), on + timedelta(days=1)),
            )
            return


KINDS_OF_EVIDENCE: tuple[Callable[[Source], Iterator[DateReason]], ...] = (
    posts,
    explicit_dates,
    weekday_dates,
    copyright_year,
    known_happenings,
    in_office,
    war_days,
)


def reasons(source: Source) -> tuple[DateReason, ...]:
    """All reasons, in the order of their kinds, then of the text."""
    return tuple(reason for kind in KINDS_OF_EVIDENCE for reason in kind(source))


# ---- narrowing by days of the week -----------------------------------------------------------

LATEST_WEEKDAY = 2.2
"""News tells of its latest weekday on that day or the next in nine of ten texts (assumed)."""
_MAX_NARROWED = 62


def weekday_narrowing(source: Source, days: Interval) -> Iterator[DateReason]:
    """Of the days still open, those on or after the latest weekday that the text tells as past."""
    if days.earliest is None or days.latest is None:
        return
    width = (days.latest - days.earliest).days
    if not 0 < width <= _MAX_NARROWED:
        return
    past = [
        time
        for sentence, times in told_sentences(source)
        if sentence.kind in (SentenceKind.BODY, SentenceKind.HEADLINE)
        for time in times
        if time.symbol.kind == "weekday"
        and time.tense in (*_PAST, Tense.NONE)
        and not time.quoted
        and "direction" not in _said(time.symbol)
    ]
    if not past:
        return
    numbers = {int(_said(time.symbol)["weekday"]) for time in past}
    allowed = _likely_weekdays(numbers)
    kept = [
        day
        for day in (days.earliest + timedelta(days=k) for k in range(width + 1))
        if day.isoweekday() in allowed
    ]
    if not kept or (kept[0], kept[-1]) == (days.earliest, days.latest):
        return
    said = ", ".join(dict.fromkeys(time.span.of(source.article.text) for time in past))
    yield DateReason(
        f"News tells of its latest weekday ({said}) on that day or the day after.",
        LATEST_WEEKDAY,
        past[0].span,
        Interval(kept[0], kept[-1]),
    )


def _likely_weekdays(past: set[int]) -> set[int]:
    """Days of the week (1 is Monday) of a text that tells of these as past.

    The days told of lie close together: of "Monday" and "Tuesday" the Tuesday is the later one, so
    the text is of that day or the next.
    """
    back = {day: max((day - number) % 7 for number in past) for day in range(1, 8)}
    least = min(back.values())
    return {day for day, days in back.items() if days <= least + 1}
