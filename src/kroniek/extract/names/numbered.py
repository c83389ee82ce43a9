"""Names of military units: a number, perhaps what kind it is, and the noun ("3rd Tank Army")."""

import re
from collections.abc import Sequence

from kroniek.extract.names.shapes import Run
from kroniek.extract.names.words import NameWords
from kroniek.model.text import Sentence, Token

_ORDINAL = re.compile(r"\d{1,3}(?:e|de|ste|st|nd|rd|th)", re.IGNORECASE)
_BETWEEN = 6
"""Words that may stand between the number and the noun."""


def numbered_units(
    tokens: Sequence[Token], runs: Sequence[Run], sentence: Sentence, words: NameWords
) -> list[Run]:
    """The units that a sentence names by number; each takes the place of the runs it meets.

    A run of capitals that begins behind the noun is the unit's own name ("47th Brigade Magura").
    """
    found = []
    for k in range(sentence.first, sentence.last):
        if _ORDINAL.fullmatch(tokens[k].text):
            last = _unit_end(tokens, k, sentence, words)
            if last > k:
                met = [run.last for run in runs if k <= run.first <= last and run.last > last]
                found.append(Run(k, max([last, *met]), initial=False))
    return found


def _unit_end(tokens: Sequence[Token], k: int, sentence: Sentence, words: NameWords) -> int:
    """Where the unit whose number stands at `k` ends; `k` if it is none.

    Behind the first noun another may stand ("Tank Division", "Special Forces Regiment").
    """
    end = k
    for n in range(k + 1, min(k + 2 + _BETWEEN, sentence.last)):
        lower, capital = tokens[n].lower, tokens[n].text[0].isupper()
        if lower in words.units:
            end = n + 1
        elif end > k or not (lower in words.unit_words or (capital and lower.isalpha())):
            break
    return end
