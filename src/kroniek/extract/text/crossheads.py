"""Headers that were glued to the sentence after them when the page became text.

"Toestand op zee Het duurde uren voordat ..." is a header and a sentence. Signs: a short run of
words at the beginning, with no mark in it that joins or ends; then a capitalised word that begins
sentences and is written small inside them; after it a small letter, so that no name begins there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.model.text import Token
from kroniek.packs import words

_LONGEST = 8
"""Most tokens that a glued header has, quotation marks included."""
_FEWEST_AFTER = 4
"""Fewest tokens of a sentence that can follow a header."""
_MARKS = frozenset(",;.!?…:()[]-–—*•|/") | {",,"}
_OPEN = frozenset("\"'„“‘‚«»")


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """Words that tell where a glued header ends; lower case."""

    after: frozenset[str]
    articles: frozenset[str]
    never_last: frozenset[str]
    clause: frozenset[str]


@cache
def header_words(language: str) -> HeaderWords:
    """The words for ``nl`` or ``en``; other languages have none."""
    if language not in {"nl", "en"}:
        return HeaderWords(frozenset(), frozenset(), frozenset(), frozenset())
    path = f"{language}/sentences.toml"
    return HeaderWords(
        after=words(path, "starts", "after_header"),
        articles=words(path, "starts", "articles"),
        never_last=words(path, "starts", "never_last"),
        clause=words(path, "starts", "clause"),
    )


def header_end(tokens: Sequence[Token], first: int, last: int, language: str) -> int:
    """Index after the header that the sentence ``[first, last)`` begins with; `first` if none."""
    known = header_words(language)
    for k in range(first + 1, min(first + _LONGEST + 1, last - _FEWEST_AFTER + 1)):
        before = tokens[k - 1].text
        if before in _MARKS:
            return first
        text = tokens[k].text
        if (
            text[0].isupper()
            and tokens[k].lower in known.after
            and text[1:].islower()
            and _sentence_goes_on(tokens, k, known)
            and _is_header(tokens[first:k], known)
        ):
            return k
    return first


def _sentence_goes_on(tokens: Sequence[Token], k: int, known: HeaderWords) -> bool:
    """Whether words after `k` are written small, as in a sentence and not as in a name."""
    follower = tokens[k + 1].text
    if follower[0].islower():
        return follower not in known.articles or tokens[k].lower not in {"van", "in", "op", "uit"}
    # "Het Russische leger", "The Russian army": an adjective, then a noun written small.
    adjective = follower.endswith(("se", "sche", "ish", "ian", "ean", "ese"))
    return adjective and tokens[k].lower in known.articles and tokens[k + 2].text[0].islower()


def _is_header(head: Sequence[Token], known: HeaderWords) -> bool:
    """Whether `head` can be a header: begins with a capital, ends on a full word, is no clause."""
    bare = [token for token in head if token.text[0].isalnum()]
    if not bare or not (bare[0].text[0].isupper() or bare[0].text[0].isdigit()):
        return False
    if any(token.text in _MARKS for token in head):
        return False
    opened = sum(token.text in _OPEN or token.text in "”’" for token in head)
    if opened % 2:
        return False
    last = bare[-1]
    if last.lower in known.never_last or (len(bare) == 1 and last.lower in known.after):
        return False
    return len(bare) <= 2 or not any(token.lower in known.clause for token in bare)
