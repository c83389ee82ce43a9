"""Reasons for a time of telling that packs let one see in a text. Weights as in `evidence`."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from kroniek.date.known import Known, Telling, Term
from kroniek.date.source import Cues, Source, load_cues, said_by, told_sentences
from kroniek.date.values import moved, period
from kroniek.model.text import TOLD, SentenceKind, Tense, Token
from kroniek.model.time import DateReason, Interval, TimeExpression
from kroniek.packs import lexicon
from kroniek.spans import Span

KNOWN_RELATIVE = 3.5
KNOWN_WEEKDAY = 4.2
"""One telling in ten is of something else (measured); of those one in seven has the weekday too."""
KNOWN_YOUNG = 3.0
KNOWN_BREAKING = 2.0
KNOWN_PAST = 1.5
KNOWN_PAST_WEEKDAY = 2.5
IN_OFFICE = 1.5
NOT_BEFORE_OFFICE = 2.2
"""A title is kept after the term, but not given before it, save to candidates."""
WAR_DAY = 5.1
_YOUNG_DAYS = 21
_BREAKING_DAYS = 10
_MAX_HOLDERS = 3
_MOST_FORENAMES = 2
_LONGEST_TITLE = 6
_NIGHT = timedelta(days=1)


def told_from(time: TimeExpression, on: date) -> Interval | None:
    """When a text was told that puts a happening of this day at "last year" or "two weeks ago"."""
    said, kind = said_by(time.symbol), time.symbol.kind
    if kind == "near" and said["unit"] == "NIGHT" and "part" not in said:
        return Interval(on, on + _NIGHT)  # of which of its two days the night is, is open
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


def _told_with(
    times: Sequence[TimeExpression], on: date
) -> Iterator[tuple[TimeExpression, Interval]]:
    """The expressions that say how long ago a day was, with the days of telling they mean.

    "Ten years ago" comes before "today" beside it, which then makes it the anniversary.
    """
    for at, time in enumerate(times):
        told = told_from(time, on) if time.symbol.kind == "ago" else None
        if told is None:
            continue
        said = said_by(time.symbol)
        before = said_by(times[at - 1].symbol) if at else {}
        today = before.get("unit") == "D" and before.get("offset") == "0"
        if today and time.span.start - times[at - 1].span.end <= 1 and said["unit"] in ("M", "Y"):
            day = moved(on, said["unit"], int(said["count"]))
            told = Interval(day - _NIGHT, day + _NIGHT)
        yield time, told
    for time in times:
        told = told_from(time, on) if time.symbol.kind != "ago" else None
        if told is not None:
            yield time, told


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
        for time, told in _told_with(times, on):
            if time.symbol.kind == "weekday" and _is_other_day(words, times, on, cues):
                continue
            said = time.span.of(source.article.text)
            weight = KNOWN_WEEKDAY if time.symbol.kind == "weekday" else KNOWN_RELATIVE
            return reason(f"A known happening is told with {said!r}", weight, told)
    if not cues.upcoming.isdisjoint(words) or not cues.unsure.isdisjoint(words):
        return None
    return reason("A known happening is told", KNOWN_PAST, Interval(on, None))


def _is_other_day(
    words: Sequence[str], times: Sequence[TimeExpression], on: date, cues: Cues
) -> bool:
    """Whether a weekday beside a known happening is hardly its own.

    The sentence dates the happening itself ("Sunday … of the 12 June attack"), or looks back on it.
    """
    return not cues.recalled.isdisjoint(words) or any(_names_day(time, on) for time in times)


def _names_day(time: TimeExpression, on: date) -> bool:
    """Whether an expression is this day and month."""
    said = said_by(time.symbol)
    month, day = said.get("month"), said.get("day")
    return time.symbol.kind == "calendar" and (month, day) == (str(on.month), str(on.day))


def known_happenings(source: Source) -> Iterator[DateReason]:
    """Reasons from the packs' calendar: for each happening the strongest one in the text."""
    best: dict[Known, DateReason] = {}
    by_sentence = {sentence.span: times for sentence, times in told_sentences(source)}
    for telling in source.tellings:
        found = _known_reason(source, telling, by_sentence.get(telling.sentence.span, []))
        known = best.get(telling.known)
        if found is not None and (known is None or found.weight > known.weight):
            best[telling.known] = found
    behind = [known for known, r in best.items() if r.days and r.days.low >= known.days.low]
    if behind:  # only the latest of those that are not told as coming
        latest = max(behind, key=lambda known: (known.days.low, known.what))
        yield DateReason(
            f"A known happening is told ({latest.what}, {latest.days.low}).",
            KNOWN_PAST_WEEKDAY if best[latest].weight == KNOWN_WEEKDAY else KNOWN_PAST,
            best[latest].span,
            Interval(latest.days.low, None),
        )
    yield from (r for r in best.values() if not (r.days and r.days.latest is None))


def _office_at(tokens: Sequence[Token], at: int, cues: Cues) -> tuple[str, int] | None:
    """The office named just before the name at `at`, with the place of its title.

    Only forenames, initials and small words of names may stand between ("president Ursula von der
    Leyen"): no comma, no "candidate".
    """
    start, forenames = at, 0
    while start and at - start <= _LONGEST_TITLE:
        for length in (4, 3, 2, 1):
            first = start - length
            words = " ".join(token.lower for token in tokens[max(0, first) : start])
            office = cues.offices.get(words) if first >= 0 else None
            if office:
                return office, first
        start -= 1
        token = tokens[start]
        forenames += len(token.text) > 1 and token.lower not in _particles()
        named = token.text[0].isupper() or token.text == "." or token.lower in _particles()
        if not named or forenames > _MOST_FORENAMES:
            return None
    return None


@cache
def _particles() -> frozenset[str]:
    """Small words inside the names of persons."""
    return frozenset(lexicon("shared/names.toml")["particles"].split())


def in_office(source: Source) -> Iterator[DateReason]:
    """A text with "president X" was told in X's term. Several terms are reasons side by side.

    Only the holders who came last count: texts on the past name those of old as well.
    """
    found: dict[tuple[Interval, ...], Span] = {}
    for sentence in source.sentences:
        if sentence.kind not in TOLD:
            continue
        tokens = source.tokens[sentence.first : sentence.last]
        for k, token in enumerate(tokens):
            if token.lower in source.known.terms and token.text[0].isupper():
                terms, title = _terms_at(source, tokens, k, load_cues(sentence.language))
                if terms:
                    days = tuple(term.days for term in terms)
                    found.setdefault(days, Span(tokens[title].start, token.end))
    latest = sorted(found, key=lambda days: (days[-1].low, found[days]), reverse=True)
    for held in latest[:_MAX_HOLDERS]:
        yield from _term_reasons(held, found[held], source.article.text)


def _terms_at(
    source: Source, tokens: Sequence[Token], at: int, cues: Cues
) -> tuple[tuple[Term, ...], int]:
    """Terms of the holder at token `at` in the office named before, and where its title stands."""
    named = _office_at(tokens, at, cues)
    if named is None:
        return (), at
    office, title = named
    before = [token.lower for token in tokens[max(0, title - 2) : title]]
    if not cues.former.isdisjoint(before) or not cues.not_yet.isdisjoint(before[-1:]):
        return (), at
    return tuple(t for t in source.known.terms[tokens[at].lower] if t.office == office), title


def _term_reasons(terms: Sequence[Interval], span: Span, text: str) -> Iterator[DateReason]:
    said, first = repr(span.of(text)), terms[0].low
    if len(terms) == 1 and terms[0].latest is None:  # both reasons would be of the same days
        because = f"{said}: in office from {first} to now."
        yield DateReason(because, NOT_BEFORE_OFFICE + IN_OFFICE, span, terms[0])
        return
    if first > date.min:
        yield DateReason(
            f"{said}: not in office before {first}.",
            NOT_BEFORE_OFFICE,
            span,
            Interval(first, None),
        )
    for term in terms:
        because = f"{said}: in office from {term.earliest} to {term.latest or 'now'}."
        yield DateReason(because, IN_OFFICE, span, term)


def war_days(source: Source) -> Iterator[DateReason]:
    """Reads "day 300 of the war" where a known war is told of."""
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
