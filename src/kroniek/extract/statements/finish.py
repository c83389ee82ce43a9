"""A statement on its way, and how it is finished: act, certainty, form, marks at its ends."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from kroniek.extract.statements.drafts import Draft
from kroniek.extract.statements.factuality import Verdict, judge, load_hedges
from kroniek.extract.statements.phrases import Line
from kroniek.extract.statements.speakers import Speakers
from kroniek.ids import RuleId, StatementId
from kroniek.model.text import (
    Act,
    Certainty,
    Evidence,
    Form,
    Polarity,
    Quote,
    Statement,
)
from kroniek.spans import Span

_PLAIN_ACTS = frozenset({Act.STATEMENT, Act.ANALYSIS, Act.REPORT})
_CLAIMS = frozenset({Act.CLAIM, Act.ACCUSATION, Act.REPORT, Act.HEARSAY})
_JUDGED = 120
"""As many words of the content are looked at."""
_BRIEF = 8
"""Words in which a plain denial is told."""
_SHORTEST = 5
"""Words of a quotation that may lack a subject: "Not true at all"."""
_OPENING = 14
"""Words at the head of the content in which a set phrase denies the whole."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotations of an article, and where they start."""

    quotes: tuple[Quote, ...]
    starts: tuple[int, ...]


@dataclass(slots=True)
class Told:
    """A statement on its way, with what only this module needs."""

    draft: Draft
    line: Line
    speaker: Span | None
    parent: StatementId | None
    id: StatementId
    more: list[Span] = field(default_factory=list)
    """Quotations that go on with it in the next sentences."""
    score: float = 1.0
    within: StatementId | None = None
    denies: StatementId | None = None
    evidence: Evidence | None = None


def finished(quotes: Quotes, speakers: Speakers, told: Told) -> Statement:
    """The statement with its act, certainty, polarity and form."""
    draft, lexicon = told.draft, told.line.lexicon
    content = _with_marks(quotes, draft)
    words = _words(speakers, draft)
    verdict = judge(words, draft.act, lexicon.language, negated=draft.negated)
    pointed = lexicon.grammar.pointers | lexicon.grammar.impersonal | lexicon.grammar.that
    opens = words[0] in pointed if words else False
    turned = words[:1] and words[0] in lexicon.grammar.be and words[1:2] and words[1] in pointed
    short = bool(draft.quotes) and len(words) <= _SHORTEST
    falsehood = (opens or turned or short) and _is_called_false(words[:_BRIEF], told.line)
    judges = not lexicon.judging.isdisjoint(words)
    claimed = any(lexicon.nouns.get(word) in _CLAIMS for word in words[:_BRIEF])
    if claimed and _is_called_false(words, told.line):
        falsehood = True  # "called the accusation a lie"
    if _has_phrase(words[:_OPENING], lexicon.denials):
        falsehood = claimed = True
    act = _act(told, verdict, judges=judges, denied=falsehood, named=claimed)
    if draft.act in _PLAIN_ACTS and _has_phrase(words[:_BRIEF], lexicon.silences):
        act = Act.NO_COMMENT
    if act is Act.FORECAST and draft.act in _PLAIN_ACTS and _is_scheduled(told, words):
        act = Act.ANNOUNCEMENT
    certainty = verdict.certainty
    held = draft.act is Act.BELIEF and not lexicon.opinions.intersection(draft.rule.split("-"))
    if held and certainty is Certainty.CERTAIN:
        certainty = Certainty.PROBABLE
    if act in {Act.COMMITMENT, Act.ANNOUNCEMENT} and certainty is Certainty.PROBABLE:
        certainty = Certainty.CERTAIN
    unsourced = not draft.source and told.speaker is None
    if draft.rule == "nl-evidential" or ("noun" in draft.rule and unsourced):
        certainty = Certainty.UNDERSPECIFIED
    return Statement(
        id=told.id,
        source=draft.source,
        speaker=told.speaker,
        cue=draft.cue,
        content=content,
        form=_form(quotes, draft, content),
        act=act,
        certainty=certainty,
        polarity=verdict.polarity if act is not Act.DENIAL else Polarity.NEGATIVE,
        realis=draft.realis,
        made_by=RuleId(draft.rule),
        evidence=told.evidence,
        within=told.within,
        denies=told.denies,
        score=told.score,
    )


def _has_phrase(words: Sequence[str], phrases: Sequence[Sequence[str]]) -> bool:
    """Whether one of the phrases stands among the words, word for word."""
    runs = range(len(words))
    return any(tuple(words[k : k + len(p)]) == tuple(p) for p in phrases for k in runs)


def _is_scheduled(told: Told, words: Sequence[str]) -> bool:
    """Whether what will be is on a programme: "the first trams would leave in January"."""
    lexicon = told.line.lexicon
    if (
        told.evidence in {Evidence.EXPERT, Evidence.EYEWITNESS, Evidence.RUMOUR}
        or told.draft.quotes
    ):
        return False
    pairs = {" ".join(words[k : k + 2]) for k in range(len(words))}
    days = lexicon.grammar.times - lexicon.grammar.determiners - lexicon.grammar.adverbs
    dated = not days.isdisjoint(words) or any(word[:1].isdigit() for word in words)
    return dated and not lexicon.scheduled.isdisjoint({*words, *pairs})


def _is_called_false(words: Sequence[str], line: Line) -> bool:
    """Whether a brief clause says that something is not so: "dat klopt niet", "that is a lie"."""
    lexicon = line.lexicon
    negators = load_hedges(lexicon.language).negators
    negated = not negators.isdisjoint(words)
    judged = lexicon.truths if negated else lexicon.falsehoods
    return not judged.isdisjoint(words)


def _words(speakers: Speakers, draft: Draft) -> list[str]:
    """The first words of the content, lower case; a quotation that goes on is a new sentence."""
    found: list[str] = []
    for span in draft.content:
        if found and draft.quotes:
            found.append(".")
        found.extend(word.lower for word in speakers.words(span)[:_JUDGED])
    return found[:_JUDGED]


def _act(told: Told, verdict: Verdict, *, judges: bool, denied: bool, named: bool) -> Act:
    """The cue's act, made more exact by who speaks and what is said."""
    act, grammar = told.draft.act, told.line.grammar
    if told.draft.rule == "nl-evidential" and told.speaker is None:
        return Act.HEARSAY
    if told.draft.rule.endswith("-o") and act is Act.STATEMENT and judges:
        return Act.DENIAL if denied else Act.ACCUSATION
    if act not in _PLAIN_ACTS:
        return act
    persons = grammar.masculine | grammar.feminine | grammar.first_person
    if _denies(told, verdict, denied=denied, named=named):
        return Act.DENIAL
    itself = verdict.subject in persons | {"it", "they"} and not told.draft.quotes
    if verdict.foretold and verdict.subject not in grammar.first_person and not itself:
        return Act.FORECAST
    if verdict.foretold:
        return Act.COMMITMENT
    if told.evidence is Evidence.EXPERT and act is Act.STATEMENT:
        return Act.ANALYSIS
    own = verdict.subject in persons - grammar.possessives
    if verdict.polarity is Polarity.NEGATIVE and own and not told.draft.quotes:
        return Act.DENIAL
    preposition = told.draft.rule.endswith("according")
    if preposition and told.evidence in {Evidence.DOCUMENT, Evidence.MEDIA, Evidence.EYEWITNESS}:
        return Act.REPORT
    return act


def _denies(told: Told, verdict: Verdict, *, denied: bool, named: bool) -> bool:
    """Whether words deny: "Dat klopt niet", "onzin", "We never took money".

    `named`: they name the claim themselves ("the claims are false").
    """
    grammar = told.line.grammar
    if not told.draft.quotes:
        itself = told.draft.rule.endswith("-zeggen-t")  # "zegt geen geld te hebben"
        if itself and verdict.polarity is Polarity.NEGATIVE:
            return True
        turned = verdict.subject in grammar.be  # "is daar niets van waar"
        points = verdict.subject in grammar.pointers | {"daar", "it", "that", "this"}
        return denied and (named or turned or points)
    if denied:
        return True
    own = verdict.subject in grammar.first_person - grammar.possessives
    return own and verdict.polarity is Polarity.NEGATIVE and verdict.past


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
