"""Noun phrases: runs of tags, with the preposition before them and the name inside."""

from collections.abc import Mapping, Sequence

from kroniek.extract.grammar.chunks import (
    ADVERB,
    CONTENT,
    COORDINATOR,
    DETERMINER,
    EVENT_VERB,
    MARK,
    NAME,
    NON_FINITE,
    NUMBER,
    PREPOSITION,
    Phrase,
)
from kroniek.model.text import Mention, Token


def _inside(tag: str, before: str, headed: bool) -> bool:  # noqa: FBT001
    """Whether a phrase goes on with this token; `headed`: it has its noun already."""
    if tag is CONTENT:
        return not headed
    if tag is NUMBER:
        return before is not CONTENT
    if tag is NAME or tag is DETERMINER:
        return tag is NAME or before is DETERMINER
    return tag in {ADVERB, EVENT_VERB, NON_FINITE} and before is DETERMINER


_FREE = frozenset({"een", "geen", "'n", "elk", "ieder", "veel", "meer", "enig", "zulk"})
"""Behind these a Dutch adjective may go without its -e."""


def _headed(token: Token, tag: str, *, free: bool) -> bool:
    """Whether a Dutch phrase may end with this token: a name, or a noun and no adjective."""
    if tag is NAME:
        return not (token.lower.endswith(("'s", "’s")) or titled(token))
    return tag is CONTENT and not free and token.lower[-1] not in "e'’-" and token.text[0].islower()


def titled(token: Token) -> bool:
    """Whether a name ends in a title, as in "EU-commissaris": the next name belongs to it."""
    head, hyphen, tail = token.text.rpartition("-")
    return bool(hyphen) and head[:1].isupper() and tail[:1].islower() and len(tail) > 3


def find_phrases(
    tokens: Sequence[Token],
    tags: Sequence[str],
    clause_of: Sequence[int],
    mentions: Mapping[int, Mention],
    *,
    dutch: bool,
) -> tuple[Phrase, ...]:
    """Noun phrases in text order; two names side by side are two phrases."""
    phrases: list[Phrase] = []
    k, size = 0, len(tokens)
    while k < size:
        if tags[k] not in {DETERMINER, CONTENT, NUMBER, NAME}:
            k += 1
            continue
        first, mention = k, mentions.get(k)
        free = tokens[k].lower in _FREE
        k += 1
        while k < size and _inside(
            tags[k], tags[k - 1], dutch and _headed(tokens[k - 1], tags[k - 1], free=free)
        ):
            here = mentions.get(k)
            own = tokens[k - 1].lower.endswith(("'s", "’s")) or titled(tokens[k - 1])
            if here is not None and mention is not None and here is not mention and not own:
                break
            if clause_of[k] != clause_of[first]:
                break
            mention = here or mention
            k += 1
        before = tags[first - 1] if first else MARK
        preposition = tokens[first - 1].lower if before is PREPOSITION else ""
        joined = (
            bool(phrases)
            and phrases[-1].last == first - 1
            and (before is COORDINATOR or tokens[first - 1].text == ",")
        )
        if joined:
            preposition = phrases[-1].preposition
        phrases.append(Phrase(first, k, preposition, clause_of[first], mention, joined))
    return tuple(phrases)
