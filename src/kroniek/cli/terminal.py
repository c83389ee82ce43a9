"""Views as lines of text for the terminal. Makes strings, prints nothing."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from kroniek.cli.terminal_decisions import decided
from kroniek.cli.terminal_inputs import shown_path
from kroniek.edtf import in_words
from kroniek.library.pointing import UnknownError, bearers, named
from kroniek.model.article import Article
from kroniek.model.chronicle import Dispute, Entity, Forecast
from kroniek.model.doc import DATING, EVENT_DAYS, EVENTS, SENTENCES, TIMES
from kroniek.model.text import EventMention, Statement
from kroniek.model.time import DateReason, Dating, Interval
from kroniek.search.find import Hit
from kroniek.share import contract
from kroniek.spans import Span
from kroniek.views import UNNAMED, DatingView, Line, StatementView, Views
from kroniek.views.finding import EventView, Thing, article_of, find
from kroniek.words import Words
from kroniek.words.reasons import day_words, told

_LONGEST_QUOTE = 160


def chronicle(lines: Sequence[Line], words: Words) -> Iterator[str]:
    """Each line with when, where and how it is told, then the sentences behind it."""
    for line in lines:
        when = in_words(line.when, words.language)
        where = ", ".join(place.name for place in line.places) or "–"
        status_word = words.label("status", line.entry.status)
        yield f"{when} · {where} · {status_word} · {line.entry.id}"
        yield f"  {line.line}"
        for cite in line.cites:
            told = f"{cite.outlet}, {in_words(cite.published_on, words.language)}"
            said = f" ← {' ← '.join(cite.statement.chain[:-1])}" if cite.statement else ""
            yield f"    – {told}{said}"
            if cite.sentence != line.line:
                yield f"      “{cite.sentence}”"
        yield ""


def statement(view: StatementView, words: Words) -> Iterator[str]:
    """Who, through whom; what; how sure."""
    one = view.statement
    told = [words.label("act", one.act), words.label("certainty", one.certainty)]
    if one.polarity == "negative":
        told.append(words.label("polarity", one.polarity))
    if one.realis != "actual":
        told.append(words.label("said", one.realis))
    yield f"{_chain(view, words)} · {', '.join(told)} · {one.id}"
    yield f"  {view.content}"


def statement_item(view: StatementView) -> dict[str, Any]:
    """A statement with its words, for ``--json``."""
    one = view.statement
    return {
        "id": one.id,
        "article": view.article.id,
        "chain": view.chain,
        "content": view.content,
        "spans": [{"start": span.start, "end": span.end} for span in one.content],
        **view.manner,
        "made_by": one.made_by,
    }


def dispute(one: Dispute, views: Views, words: Words) -> Iterator[str]:
    """What it is about, and each side in its own words."""
    yield f"{words.label('dispute', one.kind)} · {one.about} · {one.id}"
    for side in one.sides:
        stated = views.stated(side.article, side.statement)
        who, outlet = views.entity_name(side.entity), views.outlet(views.docs[side.article].article)
        told = outlet if who in (None, outlet) else f"{who} ← {outlet}"
        behind = _chain(stated, words) if stated else told
        yield f"  – {behind}: {' '.join(side.says.split())}"


def _chain(view: StatementView, words: Words) -> str:
    """The chain of sources, the unnamed one said to be so."""
    unnamed = words("statements.unnamed")
    return " ← ".join(unnamed if one == UNNAMED else one for one in view.chain)


def forecast(one: Forecast, views: Views, words: Words) -> Iterator[str]:
    """Who foretold what until when, in the whole sentence, and what bears on it."""
    article = views.docs[one.article].article
    who = views.entity_name(one.holder) or views.outlet(article)
    stated = views.stated(one.article, one.statement)
    negative = stated is not None and stated.statement.polarity == "negative"
    how = f" · {words.label('polarity', 'negative')}" if negative else ""
    yield f"{who} · {in_words(one.horizon, words.language)}{how} · {one.id}"
    told = views.sentence_span(article.id, one.span)
    yield f"  {' '.join(told.of(article.text).split())}"
    for bearing in one.bearing:
        later = views.docs[bearing.article].article
        told = views.sentence_span(later.id, bearing.span)
        line = " ".join(told.of(later.text).split())
        yield f"    {words.label('direction', bearing.direction)}: {views.outlet(later)}: {line}"


# -- show and explain


def _found(views: Views, key: str) -> Thing:
    """The thing of an id, a path, or a name that one thing bears.

    Raises UnknownError if there is none, and JudgementError if several bear the name.
    """
    found = find(views, key) or named(views, key)
    if found is None:
        raise UnknownError("unknown", pointer=key)
    return found


def is_withdrawn(kept: Views, key: str) -> bool:
    """Whether `key` is an article, by id or path, among those `kept` though withdrawn."""
    return article_of(kept, key) is not None


def show(views: Views, key: str, words: Words) -> Iterator[str]:
    """What `key` stands for, in words, and what people decided of it; of a name, all who bear it.

    Raises UnknownError.
    """
    views = views.spoken(words.language)
    bearing = () if find(views, key) else bearers(views.entities.values(), key)
    for found in bearing or (_found(views, key),):
        yield from _shown(views, found, words)
        yield from decided(found, views, words)


def _shown(views: Views, found: Thing, words: Words) -> Iterator[str]:
    match found:
        case Line() as line:
            yield from chronicle([line], words)
        case Dispute() as one:
            yield from dispute(one, views, words)
        case Forecast() as one:
            yield from forecast(one, views, words)
        case StatementView() as view:
            yield from statement(view, words)
        case EventView(article, event):
            yield from _event(article, event, words)
        case Entity() as entity:
            yield from _entity(views, entity, words)
        case Article() as article:
            yield from _article(views, article, words)


def show_item(views: Views, key: str) -> object:
    """What `key` stands for, for ``--json``. Raises JudgementError."""
    match _found(views, key):
        case Line() as line:
            told = contract.chronicle(views.collection)["entries"]
            return next(item for item in told if item["id"] == line.entry.id)
        case StatementView() as view:
            return statement_item(view)
        case EventView(_, event):
            return event
        case Article() as article:
            told = contract.annotations(views.collection)
            return next(item for item in told if item["article"]["id"] == article.id)
        case record:
            return record


def _entity(views: Views, entity: Entity, words: Words) -> Iterator[str]:
    """A name with its other forms, how much is told of it and said by it, and the lines on it."""
    kind = words.kind(entity.kind) if entity.kind else words.label("name", entity.type)
    yield f"{entity.name} · {kind} · {entity.id}"
    if entity.aliases:
        yield f"  {', '.join(entity.aliases)}"
    lines, said = views.lines_of.get(entity.id, ()), views.statements_of.get(entity.id, ())
    yield f"  {words.count('entries', len(lines))} · {words.count('statements', len(said))}"
    for line in lines:
        yield f"    {in_words(line.when, words.language)} · {line.line} · {line.entry.id}"


def _article(views: Views, article: Article, words: Words) -> Iterator[str]:
    (dating,) = views.docs[article.id][DATING]
    yield f"{views.title(article)} · {views.outlet(article)} · {article.path} · {article.id}"
    yield f"  {in_words(dating.published, words.language)} · {_verdict(dating, words)}"
    for sentence in views.docs[article.id][SENTENCES]:
        told = " ".join(sentence.span.of(article.text).split())
        yield f"  {sentence.span.start:6}  {sentence.kind:14}  {told}"


def _event(article: Article, event: EventMention, words: Words) -> Iterator[str]:
    told = ", ".join(span.of(article.text) for span in event.triggers)
    kind, realis = words.label("event", event.type), words.label("realis", event.realis)
    yield f"{kind} · {realis} · “{told}” · {event.id}"
    yield f"  {' '.join(event.sentences[0].of(article.text).split())}"


def _verdict(dating: Dating, words: Words) -> str:
    return words.label("verdict", dating.verdict)


def explain(views: Views, key: str, words: Words) -> Iterator[str]:
    """Why `key` is there: sentences, rules, reasons, decisions. Raises JudgementError."""
    views = views.spoken(words.language)
    found = _found(views, key)
    yield from _explained(views, found, words)
    yield from decided(found, views, words)


def _explained(views: Views, found: Thing, words: Words) -> Iterator[str]:
    match found:
        case Line() as line:
            yield from chronicle([line], words)
            for report in line.entry.reports:
                doc = views.docs[report.article]
                event = next((e for e in doc[EVENTS] if e.id == report.event), None)
                if event is not None:
                    yield from _why_event(views, doc.article, event, words)
        case StatementView() as view:
            yield from statement(view, words)
            yield from _why(view.article, view.sentence, view.statement, words)
        case EventView(article, event):
            yield from _why_event(views, article, event, words)
        case Article() as article:
            yield from _why_date(views, article, words)
        case _:
            yield from _shown(views, found, words)


def _why(
    article: Article, sentence: Span, record: Statement | EventMention, words: Words
) -> Iterator[str]:
    yield f"  {words('explain.made_by')} {record.made_by}, {record.score:.2f}"
    yield f"  {words('explain.article')} {article.path} {sentence.start}–{sentence.end}"
    yield f"    “{' '.join(sentence.of(article.text).split())}”"


def _why_event(views: Views, article: Article, event: EventMention, words: Words) -> Iterator[str]:
    yield from _event(article, event, words)
    yield from _why(article, event.sentences[0], event, words)
    for row in views.docs[article.id][EVENT_DAYS]:
        if row.event == event.id:
            days = in_words(row.days, words.language)
            yield f"  {words('explain.happened')} {days}: {told(row.because, words.language).words}"


def _why_date(views: Views, article: Article, words: Words) -> Iterator[str]:
    """The dating of an article as a table of evidence, what was rejected, what would decide."""
    view = views.dating(article.id)
    dating, undated = view.dating, words("explain.undated")
    yield f"{view.title} · {article.path} · {_verdict(dating, words)}"
    yield f"  {words('explain.stated'):18} {_stated(view, words)}"
    yield f"  {words('explain.published'):18} {_days(dating.published, words) or undated}"
    if dating.told_from != dating.published:
        yield f"  {words('explain.told_from'):18} {_days(dating.told_from, words) or undated}"
    if dating.reasons:
        yield f"  {words('explain.weight'):>8}  {words('explain.because')}"
    for span, reasons in _by_words(dating.reasons):
        if span is not None:
            yield f"            “{_shortened(span.of(article.text))}”"
        for reason in reasons:
            yield f"  {reason.weight:+8.1f}  {told(reason.because, words.language).words}"
    for one in view.rejected:
        days = in_words(one.days, words.language)
        yield f"  {-one.behind:+8.1f}  {words('explain.rejected', days=days)}"
    if view.deciding:
        facts = "; ".join(words(f"explain.decide_{key}") for key in view.deciding)
        yield f"  {words('explain.decides', facts=facts)}"


def hit(one: Hit, words: Words, *, coloured: bool) -> Iterator[str]:
    """A sentence that was found: where it stands, then the sentence; `coloured` marks the words."""
    when = in_words(one.published, words.language)
    yield f"{one.outlet} · {when} · {one.title} · {shown_path(one.path)}:{one.span.start}"
    told, at = "", one.span.start
    for mark in one.marks if coloured else ():
        told += one.words[at - one.span.start : mark.start - one.span.start]
        told += click.style(one.words[mark.start - one.span.start :][: mark.size], bold=True)
        at = mark.end
    told += one.words[at - one.span.start :]
    yield f"  {' '.join(told.split())}"


def _by_words(reasons: Sequence[DateReason]) -> list[tuple[Span | None, list[DateReason]]]:
    """Reasons that the same words of the article give together, the strongest first."""
    found: dict[Span | None, list[DateReason]] = {}
    for reason in sorted(reasons, key=lambda one: (-abs(one.weight), one.because)):
        found.setdefault(reason.span, []).append(reason)
    return list(found.items())


def doubts(datings: Sequence[DatingView], words: Words) -> Iterator[str]:
    """Articles whose date is in doubt: what is stated, what the evidence says, the best reason."""
    for view in datings:
        stated = _stated(view, words)
        published = _days(view.published_on, words) or words("explain.undated")
        yield f"{_verdict(view.dating, words):20} {view.article.path}"
        yield f"  {words('explain.stated')} {stated}; {words('explain.published')} {published}"
        yield from (f"    {told(because, words.language).words}" for because in view.because[:1])


def _stated(view: DatingView, words: Words) -> str:
    """What the page declares, as readers write it."""
    if view.declared_on is None:
        return words("explain.undated")
    return day_words(view.declared_on, words.language)


def _days(days: Interval, words: Words) -> str | None:
    """Days as readers write them; None where neither end is known."""
    return in_words(days, words.language) if days.known else None


def _shortened(text: str) -> str:
    """On one line, cut after `_LONGEST_QUOTE` characters."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "…"


def explain_item(views: Views, key: str) -> object:
    """Why `key` is there, for ``--json``. Raises JudgementError."""
    match _found(views, key):
        case Article() as article:
            doc = views.docs[article.id]
            return {"article": article.id, "dating": doc[DATING][0], "times": doc[TIMES]}
        case EventView(article, event):
            rows = views.docs[article.id][EVENT_DAYS]
            return {"event": event, "days": next(r for r in rows if r.event == event.id)}
        case Line() as line:
            return {"entry": line.entry, "cites": [cite.sentence for cite in line.cites]}
        case _:
            return show_item(views, key)
