"""How a statement is finished: act, certainty, form, marks at its ends."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kroniek.extract.statements.acts import act_of, certainty_of, polarity_of
from kroniek.extract.statements.drafts import Draft
from kroniek.extract.statements.factuality import judge
from kroniek.extract.statements.speakers import Speakers
from kroniek.extract.statements.told import Told
from kroniek.ids import RuleId
from kroniek.model.text import Form, Quote, Statement, Token
from kroniek.spans import Span

_MARKS = frozenset("„“”‟\"«»‚‘’‛'`")
"""Marks of quotations: they tell nothing of how sure a clause is."""
_JUDGED = 120
"""As many words of the content are looked at."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotations of an article, and where they start."""

    quotes: tuple[Quote, ...]
    starts: tuple[int, ...]


def finished(quotes: Quotes, speakers: Speakers, told: Told) -> Statement:
    """The statement with its act, certainty, polarity and form."""
    draft = told.draft
    content = _with_marks(quotes, draft)
    words = _words(speakers, draft)
    verdict = judge(words, draft.act, told.line.lexicon.language, negated=draft.negated)
    act = act_of(told, verdict, words, [word.lower for word in _source(speakers, draft)])
    return Statement(
        id=told.id,
        source=draft.source,
        speaker=told.speaker,
        cue=draft.cue,
        content=content,
        form=_form(quotes, draft, content),
        act=act,
        certainty=certainty_of(told, verdict, act, words),
        polarity=polarity_of(told, verdict, act, words),
        realis=draft.realis,
        made_by=RuleId(draft.rule),
        evidence=told.evidence,
        within=told.within,
        denies=told.denies,
        score=told.score,
    )


def _source(speakers: Speakers, draft: Draft) -> list[Token]:
    return [word for span in draft.source for word in speakers.words(span)]


def _words(speakers: Speakers, draft: Draft) -> list[str]:
    """The first words of the content, lower case; a quotation that goes on is a new sentence."""
    found: list[str] = []
    for span in draft.content:
        if found and draft.quotes:
            found.append(".")
        told = speakers.words(span)[:_JUDGED]
        found.extend(word.lower for word in told if word.lower not in _MARKS)
    return found[:_JUDGED]


def _with_marks(known: Quotes, draft: Draft) -> tuple[Span, ...]:
    """Content with the marks of quotations that only end or begin with it."""
    if draft.quotes or draft.rule == "post":
        return draft.content
    quotes, starts = known.quotes, known.starts
    found = []
    for span in draft.content:
        first = bisect_left(starts, span.start - 2)
        last = bisect_left(starts, span.end)
        new = span
        for quote in quotes[first:last]:
            if quote.inner.end == new.end and quote.span.start >= new.start:
                new = Span(new.start, quote.span.end)
            elif quote.inner.start == new.start and quote.span.end <= new.end:
                new = Span(quote.span.start, new.end)
        whole = [q for q in quotes[first:last] if q.span == new]
        found.append(whole[0].inner if whole else new)
    return tuple(found)


def _form(known: Quotes, draft: Draft, content: Sequence[Span]) -> Form:
    if draft.quotes or draft.rule == "post":
        return Form.DIRECT
    quotes, starts = known.quotes, known.starts
    for span in content:
        first = bisect_left(starts, span.start)
        if first < len(quotes) and quotes[first].span.start < span.end:
            return Form.MIXED
    return Form.INDIRECT
