"""How the word before a noun places it: as what was told before, or as another one."""

from bisect import bisect_left
from collections.abc import Sequence

from kroniek.model.text import EventMention, Token

_DEFINITE = frozenset({"the", "this", "that", "de", "het", "deze", "dit", "die"})
_ANEW = frozenset(
    {
        "nieuwe",
        "nieuw",
        "tweede",
        "derde",
        "volgende",
        "andere",
        "new",
        "second",
        "third",
        "another",
    }
)
"""Before a noun: it is another one than what was told before."""


def takes_up(event: EventMention, tokens: Sequence[Token]) -> bool:
    """Whether an event is told by a definite noun only: "the shooting", "die schietpartij"."""
    told = [one for one in event.participants if not one.implied]
    if event.times or event.places or told:
        return False
    at = bisect_left(tokens, (event.triggers[0].start,))
    return at > 0 and tokens[at - 1].lower in _DEFINITE


def is_anew(event: EventMention, tokens: Sequence[Token]) -> bool:
    """Whether its first trigger stands behind "new", "second" or the like."""
    at = bisect_left(tokens, (event.triggers[0].start,))
    return at > 0 and tokens[at - 1].lower in _ANEW
