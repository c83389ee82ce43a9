"""Which line breaks end a paragraph, and which only wrap a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kroniek.model.text import Token

_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\u0085\v\f]")
_LINE_SIGNS = frozenset("\n\r\u2028\u2029\u0085\v\f")
_WRAP_WIDTH = 132
"""Longest line, in code points, of a text that counts as hard-wrapped."""
_TERMINAL = frozenset(".!?…:;\"'”’»)]")


@dataclass(frozen=True, slots=True)
class _Gap:
    """White space with one line break in it, before token `index`."""

    index: int
    width: int
    """Length of the line it ends, in code points."""
    ended: bool
    """Whether that line ends with a mark that can end a sentence."""
    lower: bool
    """Whether the next line begins with a lower-case letter."""


def line_breaks(text: str, tokens: Sequence[Token]) -> set[int]:
    """Indices of the tokens that begin a paragraph, without the first token."""
    blank: set[int] = set()
    single: list[_Gap] = []
    line_start = 0
    previous = tokens[0]
    for k in range(1, len(tokens)):
        token = tokens[k]
        if token[0] - previous[1] > 0:
            gap = text[previous[1] : token[0]]
            if gap != " " and not _LINE_SIGNS.isdisjoint(gap):
                if len(_BREAK.findall(gap)) > 1:
                    blank.add(k)
                else:
                    width = previous[1] - line_start
                    ended = previous[2][-1] in _TERMINAL
                    single.append(_Gap(k, width, ended, token[2][0].islower()))
                line_start = token[0]
        previous = token
    return blank | _ends(single)


def _ends(gaps: Sequence[_Gap]) -> set[int]:
    """The single line breaks that end a paragraph."""
    if not gaps:
        return set()
    width = max(gap.width for gap in gaps)
    run_on = sum(gap.lower and not gap.ended for gap in gaps)
    wrapped = width <= _WRAP_WIDTH and run_on >= 2 and run_on * 5 >= len(gaps)
    if not wrapped:
        return {gap.index for gap in gaps if gap.ended or not gap.lower}
    # The last line of a paragraph is usually shorter than the page is wide.
    return {gap.index for gap in gaps if gap.width * 3 < width * 2 and not gap.lower}
