"""Which time expression dates the utterance that another one stands in.

"Tomorrow the bridge opens", said the mayor on Tuesday: tomorrow is Wednesday, whatever the paper's
day.
"""

from collections.abc import Sequence

from kroniek.model.doc import QUOTES, SENTENCES, TIMES, TOKENS, Doc
from kroniek.model.text import Quote, Tense, Token
from kroniek.model.time import TimeExpression
from kroniek.packs import lexicon

_REACH = 90
"""Characters between a quotation and the words that say when it was spoken."""
_DATING = frozenset({"calendar", "weekday", "near"})
_DAYS = frozenset({"D", "M", "Y"})


def speaking_days(doc: Doc) -> list[int | None]:
    """For each time expression of a text the number of the one that dates its utterance."""
    times, quotes, tokens = doc[TIMES], doc[QUOTES], doc[TOKENS]
    found: list[int | None] = [None] * len(times)
    at, before, seen = 0, None, 0
    for sentence in doc[SENTENCES]:
        first = at
        while at < len(times) and times[at].span.start < sentence.span.end:
            at += 1
        while seen < len(quotes) and quotes[seen].span.end <= sentence.span.start:
            seen += 1
        inside = [q for q in quotes[seen : seen + 8] if q.span.overlaps(sentence.span)]
        if not inside:
            before = None
            continue
        whole = any(
            q.span.start <= sentence.span.start and sentence.span.end <= q.span.end + 1
            for q in inside
        )
        words = tokens[sentence.first : sentence.last]
        of = frozenset(lexicon(f"{sentence.language}/times.toml")["guards"]["not_speaking"])
        said = [k for k in range(first, at) if _may_date(times[k], inside, words, of)]
        day = said[-1] if said else before if whole else None
        for k in range(first, at):
            if times[k].quoted and day is not None:
                found[k] = day
        before = day
    return found


def _may_date(
    time: TimeExpression, quotes: Sequence[Quote], words: Sequence[Token], of: frozenset[str]
) -> bool:
    """Whether an expression outside the quotation says when it was spoken."""
    said = dict(time.symbol.arguments)
    if time.quoted or time.symbol.kind not in _DATING or time.tense is Tense.FUTURE:
        return False
    if time.symbol.kind == "near" and said["unit"] not in _DAYS:
        return False
    before = [token.lower for token in words if token.end <= time.span.start]
    if before and before[-1] in of:  # "after the talks of Monday"
        return False
    return any(
        0 <= q.span.start - time.span.end <= _REACH or 0 <= time.span.start - q.span.end <= _REACH
        for q in quotes
    )
