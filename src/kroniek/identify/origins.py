"""Which of several copies the others come from: by credits, languages and dates."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from kroniek.ids import ArticleId
from kroniek.model.chronicle import CopyKind
from kroniek.model.doc import Doc
from kroniek.packs import lexicon

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CREDIT = re.compile(r"[(/] ?([A-Za-z]{2,10}) ?[)/]|(?:[Bb]ron|Source): ?([A-Za-z]{2,10})")
_EDGE = 400


class Origin(NamedTuple):
    """The article the others come from, and why."""

    article: ArticleId
    because: str


@cache
def agencies() -> frozenset[str]:
    """Names of news agencies as credited in print."""
    return frozenset(lexicon("shared/identities.toml")["agencies"]["names"].split())


def stated_days(doc: Doc) -> tuple[date, date] | None:
    """First and last of the full days that the page declares; None if it declares none."""
    days = [
        date.fromisoformat(found.group())
        for declared in doc.article.declared
        if (found := _DAY.match(declared.value)) and _is_day(found.group())
    ]
    return (min(days), max(days)) if days else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def credited_agency(doc: Doc) -> str | None:
    """The agency that a copy credits at its head or foot ("Bron: ANP", "(Reuters)")."""
    text = doc.text
    edges = (text[:_EDGE], text[-_EDGE:])
    if doc.article.author and doc.article.author.name in agencies():
        return doc.article.author.name
    for edge in edges:
        for found in _CREDIT.finditer(edge):
            name = found[1] or found[2]
            if name in agencies():
                return name
    return None


def origin_of(docs: Sequence[Doc], kind: CopyKind) -> Origin | None:
    """The one origin that the evidence tells of; None if it tells of none or of several."""
    return _by_language(docs) or _by_agency(docs) or _by_day(docs, kind)


def _by_language(docs: Sequence[Doc]) -> Origin | None:
    """A translation says which language it comes from, and one article is in that language."""
    from_languages = {d.article.translated_from.language for d in docs if d.article.translated_from}
    originals = [
        doc
        for doc in docs
        if doc.article.language in from_languages and doc.article.translated_from is None
    ]
    if len(originals) != 1:
        return None
    return Origin(originals[0].article.id, "The other one says that it is a translation.")


def _by_agency(docs: Sequence[Doc]) -> Origin | None:
    """One article's outlet is the agency that the others credit."""
    credited = {agency for doc in docs if (agency := credited_agency(doc))}
    own = [
        (doc.article.id, doc.article.outlet.name)
        for doc in docs
        if doc.article.outlet and doc.article.outlet.name in credited
    ]
    if len(own) != 1:
        return None
    return Origin(own[0][0], f"The others credit {own[0][1]}.")


def _by_day(docs: Sequence[Doc], kind: CopyKind) -> Origin | None:
    """One article declares an earlier day than all others declare."""
    days = {doc.article.id: stated for doc in docs if (stated := stated_days(doc))}
    if len(days) < len(docs):
        return None
    ordered = sorted(days, key=lambda article: (days[article][0], article))
    if days[ordered[0]][1] >= days[ordered[1]][0]:
        return None
    earlier = days[ordered[0]][0].isoformat()
    put = "first put out" if kind is CopyKind.REPUBLICATION else "dated earliest"
    return Origin(ordered[0], f"It is {put}, {earlier}.")
