"""Lines that speak to the reader about the page: subscribe, donate, log in, tell us.

What such lines say differs on every site, so they are told by signs together: words that only pages
use, someone who is spoken to, and the absence of quotation marks and of anyone who said it.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kroniek.collect.lines import Line
from kroniek.collect.wording import listed

LONGEST = 320
"""Code points above which a line is no prompt."""
_MOST_SENTENCES = 5
_FEWEST_POINTS = 3
_LEAST_SHARE = 0.15
"""Points per word below which the words of pages stand in a sentence of the story."""
_SLOGAN_SHARE = 0.5
"""Points per word from which a line need speak to no one: "Gratis onbeperkt toegang? Dat kan!"."""
_QUOTES = re.compile(r"[\"“”„«»]|(?<!\w)[‘'](?=\w[^’']*\s)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+)\W{0,3}(\w+)")
_PROSE = 60
"""Code points from which a line with a final mark counts as running text."""
_MOST_OF_A_TEXT = 1 / 3


class _Signs(NamedTuple):
    page: re.Pattern[str]
    beside: frozenset[str]
    address: frozenset[str]
    begins: frozenset[str]
    told: re.Pattern[str]


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    # A list may hold the begin of an address ("redactie@", "t.me/"): no word ends there.
    choices = "|".join(
        re.escape(p) + ("" if p.endswith(("@", "/")) else r"(?!\w)") for p in ordered
    )
    return re.compile(rf"(?<!\w)(?:{choices})", re.IGNORECASE)


@cache
def _signs() -> _Signs:
    return _Signs(
        page=_any_of(listed("prompts", "page")),
        beside=frozenset(listed("prompts", "with")),
        address=frozenset(listed("prompts", "address")),
        begins=frozenset(listed("prompts", "begins")),
        told=_any_of(listed("prompts", "told")),
    )


def points(line: Line) -> int:
    """How much of a page's own speech is in the line: words of pages twice, words beside them once.

    Each is counted once however often it stands there.
    """
    signs = _signs()
    page = {match[0].lower() for match in signs.page.finditer(line.text)}
    return 2 * len(page) + len(signs.beside.intersection(line.words) - page)


def is_told(line: Line) -> bool:
    """Whether someone is quoted in the line or told to have said it."""
    return _QUOTES.search(line.text) is not None or has_teller(line)


def has_teller(line: Line) -> bool:
    """Whether the line says that someone said it: "..., said the mayor"."""
    return _signs().told.search(line.text) is not None


def speaks_to_reader(line: Line) -> bool:
    """Whether the line addresses the reader, speaks as "we", or begins with a request."""
    signs = _signs()
    return not signs.address.isdisjoint(line.words) or any(
        match[1].lower() in signs.begins for match in _SENTENCE_START.finditer(line.text)
    )


def is_prompt(line: Line) -> bool:
    """Whether the line is the page speaking to its reader."""
    if line.size > LONGEST or line.sentences > _MOST_SENTENCES:
        return False
    found = points(line)
    if found < _FEWEST_POINTS or found < _LEAST_SHARE * len(line.words):
        return False
    if _signs().page.search(line.text) is None:
        return False
    dense = found >= _SLOGAN_SHARE * len(line.words)
    return (dense or speaks_to_reader(line)) and not is_told(line)


def prompts(lines: Sequence[Line], taken: set[int]) -> tuple[Line, ...]:
    """The lines not yet `taken` that speak to the reader about the page.

    None where such lines are a third of the running text or more: there they are the story, as in
    an article that explains how to guard an account.
    """
    found = tuple(line for line in lines if line.number not in taken and is_prompt(line))
    long = [line for line in lines if line.stops and line.size >= _PROSE]
    inside = sum(line.stops and line.size >= _PROSE for line in found)
    if inside > 2 and inside > _MOST_OF_A_TEXT * len(long):
        return tuple(line for line in found if not (line.stops and line.size >= _PROSE))
    return found
