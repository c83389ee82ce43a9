"""Names that a text spells out before their initials: "Centrum voor Wonen en Zorg (CWZ)".

The words between the capitals belong to the name then, whatever letters they begin with (Schwartz
and Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical text").
"""

from collections.abc import Sequence
from itertools import islice

from kroniek.extract.names.shapes import Run
from kroniek.model.text import Sentence, Token

_LONGEST = 14
"""Tokens of a name that is spelled out."""
_SHORTEST, _MOST_LETTERS = 3, 8
_BREAKS = frozenset('()[]:;"“”„«»–—')
_INSIDE = 3
"""One letter in so many may stand inside a word ("Dienst Landbouwkunde": DLK)."""


def spelled_out(tokens: Sequence[Token], runs: Sequence[Run], sentence: Sentence) -> list[Run]:
    """The names that initials in brackets behind them spell out, each from one of `runs` on."""
    found = []
    for short in runs:
        if _is_short(tokens, short, sentence):
            opened = short.first - 1
            begun = (run for run in reversed(runs) if _spells(tokens, run.first, opened, short))
            found += [Run(run.first, opened, run.initial, run.role) for run in islice(begun, 1)]
    return found


def joined(runs: Sequence[Run], wholes: Sequence[Run]) -> list[Run]:
    """The runs in order, `wholes` in the place of those that meet one of them."""
    apart = [
        run
        for run in runs
        if not any(run.first < whole.last and whole.first < run.last for whole in wholes)
    ]
    return sorted((*apart, *wholes), key=lambda run: run.first)


def _is_short(tokens: Sequence[Token], run: Run, sentence: Sentence) -> bool:
    """Whether a run is one word in brackets, of a few letters of which two or more are capital."""
    if run.last - run.first > 1 or not sentence.first < run.first < sentence.last - 1:
        return False
    text = tokens[run.first].text
    return (
        tokens[run.first - 1].text == "("
        and tokens[run.last].text == ")"
        and _SHORTEST <= len(text) <= _MOST_LETTERS
        and text.isalpha()
        and (sum(map(str.isupper, text)) > 1 or len(text) > 3)
    )


def _spells(tokens: Sequence[Token], first: int, last: int, short: Run) -> bool:
    """Whether the tokens ``first`` to ``last`` (exclusive) spell out the short form."""
    words = [token.lower for token in tokens[first:last]]
    letters = tokens[short.first].lower
    if not 2 <= len(words) <= _LONGEST or _BREAKS.intersection(words) or words[0][0] != letters[0]:
        return False
    begun, inside = _matched(letters[1:], words[1:], words[0][1:])
    capitals = sum(token.text[0].isupper() for token in tokens[first + 1 : last])
    return begun >= capitals and inside * _INSIDE <= len(letters) and begun + inside > 0


def _matched(letters: str, words: Sequence[str], rest: str) -> tuple[int, int]:
    """How many letters, in order, begin a word, and how many stand inside one; (-1, 0) if not all.

    A letter that begins a coming word is taken there; `rest` is what is left of the word before.
    """
    if not letters:
        return 0, 0
    for k, word in enumerate(words):
        if word[0] == letters[0]:
            begun, inside = _matched(letters[1:], words[k + 1 :], word[1:])
            if begun >= 0:
                return begun + 1, inside
    at = rest.find(letters[0])
    if at >= 0:
        begun, inside = _matched(letters[1:], words, rest[at + 1 :])
        return (begun, inside + 1) if begun >= 0 else (-1, 0)
    if words:
        return _matched(letters, words[1:], words[0][1:])
    return -1, 0
