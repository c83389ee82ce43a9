"""Small collections made by hand: articles of few words, with the layers that linking reads."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kroniek.ids import ArticleId, EntityId, EventId, RuleId, StatementId
from kroniek.model import doc as layers
from kroniek.model.article import Article, Format, Offsets
from kroniek.model.chronicle import CopyGroup, CopyKind, Entity, Identity
from kroniek.model.doc import Collection, Doc, Layer
from kroniek.model.text import (
    Act,
    Certainty,
    EventMention,
    Form,
    Mention,
    NameType,
    Participant,
    Polarity,
    Quantity,
    Realis,
    Said,
    Sentence,
    SentenceKind,
    Statement,
    Tense,
    Token,
)
from kroniek.model.time import DateClass, Dating, EventDays, Interval, ResolvedTime, TimexType
from kroniek.spans import Span

RULE = RuleId("by-hand")


def days(value: str | None) -> Interval:
    """``2024-05-01``, ``2024-05-01/2024-05-07``, ``../2024-05-07`` or None."""
    if value is None:
        return Interval()
    first, _, last = value.partition("/")
    low = None if first == ".." else date.fromisoformat(first)
    high = low if not last else None if last == ".." else date.fromisoformat(last)
    return Interval(low, high)


@dataclass(frozen=True)
class Ev:
    """An event: its trigger and all else as words of the text."""

    trigger: str
    type: str
    on: str | None = None
    places: Sequence[str] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    realis: Realis = Realis.ACTUAL
    said: str | None = None
    """Key of the statement it stands under."""
    dated: bool = True
    noun: bool = False


@dataclass(frozen=True)
class St:
    """A statement: its content and source as words of the text."""

    key: str
    content: str
    source: str = ""
    act: Act = Act.STATEMENT
    form: Form = Form.INDIRECT
    polarity: Polarity = Polarity.POSITIVE
    realis: Said = Said.ACTUAL
    denies: str | None = None
    cue: str = ""


WORLD: dict[str, Entity] = {
    name: Entity(
        EntityId(key), kind, name, lat=lat, lon=lon, radius_km=radius, country=country, kind=what
    )
    for key, kind, name, lat, lon, radius, country, what in (
        ("gpe:xa", NameType.POLITY, "Arland", None, None, None, "XA", "country"),
        ("gpe:xb", NameType.POLITY, "Borland", None, None, None, "XB", "country"),
        ("loc:dorn", NameType.POLITY, "Dorn", 50.0, 30.0, 8.0, "XA", "city"),
        ("loc:dorn-region", NameType.POLITY, "Dornse", 50.1, 30.2, 120.0, "XA", "region"),
        ("loc:velm", NameType.POLITY, "Velm", 47.0, 36.0, 8.0, "XA", "city"),
        ("loc:oster", NameType.POLITY, "Oster", 54.0, 20.0, 8.0, "XB", "city"),
        ("per:kuijper", NameType.PERSON, "Kuijper", None, None, None, None, None),
        ("per:adana", NameType.PERSON, "Adana", None, None, None, None, None),
        ("per:moens", NameType.PERSON, "Moens", None, None, None, None, None),
        ("org:bond", NameType.ORGANISATION, "Stroombond", None, None, None, None, None),
        ("org:front", NameType.ORGANISATION, "Noordfront", None, None, None, None, None),
    )
}


def _find(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def article(
    key: str,
    text: str,
    told: str | None = "2024-05-10",
    *,
    events: Sequence[Ev] = (),
    said: Sequence[St] = (),
    numbers: Mapping[str, tuple[float, str | None]] | None = None,
    times: Mapping[str, str] | None = None,
    language: str = "nl",
    kinds: Mapping[int, SentenceKind] | None = None,
) -> Doc:
    """A document with all layers; names of `WORLD` in the text are its mentions."""
    made: Any = Article(
        id=ArticleId(key),
        path=f"{key}.txt",
        sha256="0" * 64,
        text=text,
        language=language,
        format=Format.TEXT,
        offsets=Offsets(((0, 0, len(text)),)),
    )
    tokens = tuple(
        Token(m.start(), m.end(), m.group(), m.group().lower())
        for m in re.finditer(r"\w+(?:[-.,]\w+)*|[^\w\s]", text)
    )
    sentences = []
    for number, match in enumerate(re.finditer(r"\S[^.!?\n]*(?:\.\d[^.!?\n]*)*[.!?]?”?", text)):
        span = Span(*match.span())
        inside = [k for k, token in enumerate(tokens) if span.start <= token.start < span.end]
        kind = (kinds or {}).get(number, SentenceKind.BODY)
        sentences.append(Sentence(span, kind, inside[0], inside[-1] + 1, 0, language))
    found = [
        Mention(Span(*match.span()), entity.type, nominal=False, made_by=RULE)
        for name, entity in WORLD.items()
        for match in re.finditer(rf"\b{name}\b", text)
    ]
    statements = tuple(
        Statement(
            id=StatementId(f"{key}-{st.key}"),
            source=(_find(text, st.source),) if st.source else (),
            speaker=next(
                (m.span for m in found if st.source and _find(text, st.source).holds(m.span)), None
            ),
            cue=(_find(text, st.cue),) if st.cue else (),
            content=(_find(text, st.content),),
            form=st.form,
            act=st.act,
            certainty=Certainty.CERTAIN,
            polarity=st.polarity,
            realis=st.realis,
            made_by=RULE,
            denies=StatementId(f"{key}-{st.denies}") if st.denies else None,
        )
        for st in said
    )
    mentions = [_event(key, text, number, ev, sentences) for number, ev in enumerate(events)]
    told_from = days(told)
    doc = Doc(made)
    written: tuple[tuple[Layer[Any], tuple[Any, ...]], ...] = (
        (layers.TOKENS, tokens),
        (layers.SENTENCES, tuple(sentences)),
        (layers.NAMES, tuple(sorted(found, key=lambda m: m.span))),
        (
            layers.QUANTITIES,
            tuple(
                _quantity(_find(text, words), value, unit)
                for words, (value, unit) in sorted(
                    (numbers or {}).items(), key=lambda item: text.index(item[0])
                )
            ),
        ),
        (layers.STATEMENTS, statements),
        (layers.EVENTS, tuple(mentions)),
        (
            layers.EVENT_DAYS,
            tuple(
                EventDays(mention.id, days(ev.on), "by hand")
                for mention, ev in zip(mentions, events, strict=True)
            ),
        ),
        (
            layers.DATING,
            (Dating(None, told_from, None, told_from, None, DateClass.CONSISTENT, ()),),
        ),
        (
            layers.DAYS,
            tuple(
                ResolvedTime(_find(text, words), TimexType.DATE, value, None, days(value))
                for words, value in sorted(
                    (times or {}).items(), key=lambda item: text.index(item[0])
                )
            ),
        ),
    )
    for layer, records in written:
        doc = doc.with_layer(layer, records)
    return doc


def _event(key: str, text: str, number: int, ev: Ev, sentences: Sequence[Sentence]) -> EventMention:
    trigger = _find(text, ev.trigger)
    holding = next(s.span for s in sentences if s.span.holds(trigger))
    return EventMention(
        id=EventId(f"{key}-e{number}"),
        triggers=(trigger,),
        sentences=(holding,),
        type=ev.type,
        participants=tuple(
            Participant(role, (_find(text, words),)) for role, words in ev.roles.items()
        ),
        places=tuple(_find(text, place) for place in ev.places),
        times=(trigger,) if ev.on and ev.dated else (),
        tense=Tense.NONE if ev.noun else Tense.PAST,
        realis=ev.realis,
        made_by=RULE,
        statement=StatementId(f"{key}-{ev.said}") if ev.said else None,
    )


def collection(*docs: Doc, copies: Sequence[Sequence[str]] = ()) -> Collection:
    """Documents with the tables that identifying makes."""
    made = Collection(tuple(sorted(docs, key=lambda doc: doc.article.path)))
    identities = [
        Identity(doc.article.id, m.span, WORLD[m.span.of(doc.text)].id, (), "by name")
        for doc in made.docs
        for m in doc[layers.NAMES]
    ]
    groups = [
        CopyGroup(tuple(ArticleId(key) for key in keys), CopyKind.REPRINT, None, "by hand")
        for keys in copies
    ]
    made = made.with_table(layers.COPIES, groups).with_table(layers.RULINGS, ())
    made = made.with_table(layers.ENTITIES, WORLD.values())
    return made.with_table(layers.IDENTITIES, identities)


def _quantity(span: Span, value: float, unit: str | None) -> Quantity:
    return Quantity(span, value, unit, approximate=False, doubtful=False, made_by=RULE)
