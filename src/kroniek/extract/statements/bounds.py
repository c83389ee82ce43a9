"""What the content of some cues must have for it to be speech: a figure, a quotation, a claim."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from kroniek.errors import PackError
from kroniek.extract.statements.cues import Reading
from kroniek.extract.statements.drafts import Pieces
from kroniek.extract.statements.interests import tellings_of
from kroniek.extract.statements.phrases import Line
from kroniek.model.text import Act, Token
from kroniek.spans import Span

_CLAIMED = frozenset({Act.CLAIM, Act.ACCUSATION, Act.HEARSAY, Act.REPORT, Act.SPECULATION})
"""What a noun must be to be denied: "wees de aantijging af", not "wees het voorstel af"."""
_FIGURE = 12
"""Units in which the figure of an offer stands."""


def is_unspoken(line: Line, reading: Reading, spans: Sequence[Span]) -> bool:
    """Whether what is refused is a deed ("weigert te betalen"), or a figure or quote is lacking."""
    bound = line.lexicon.bound.get(reading.cue.lemma)
    if bound is None:
        return False
    inside = [unit for unit in line.units if any(s.holds(unit.span) for s in spans)]
    match bound:
        case "speech":
            return not any(unit.lower in line.lexicon.refused for unit in inside)
        case "figure":
            return not any(_is_figure(line, unit) for unit in inside[:_FIGURE])
        case "claim":
            return not any(line.lexicon.nouns.get(unit.lower) in _CLAIMED for unit in inside)
        case "thing":
            head = line.word_at(spans[0].start)
            named = any(spans[0].start == u.start and u.start in line.named for u in inside)
            return named or (head in line.grammar.articles and head not in {"een", "'n", "a", "an"})
        case "quote":
            before = [u for u in line.units if inside and u.end <= inside[0].start][-1:]
            return not any(b.start - a.end > 1 for a, b in pairwise([*before, *inside]))
        case rest:
            raise PackError(f"{line.lexicon.language}/cues.toml", f"[bound] {rest!r}", "mend it")


def _is_figure(line: Line, unit: Token) -> bool:
    """Whether a unit is a figure, and no day of the month: "at one in four", not "until 1 July"."""
    at = bisect_left(line.units, unit.start, key=lambda one: one.start)
    if unit.text[0].isdigit():
        return line.lower(at + 1) not in line.grammar.times
    return unit.lower in tellings_of(line.lexicon.language).numbers


def with_whether(
    line: Line, cue: tuple[int, ...], pieces: Pieces
) -> tuple[tuple[int, ...], Pieces]:
    """Takes "to say" into the cue of "declined to say whether …"."""
    first, last = pieces[0]
    asks = line.grammar.complementizers - line.grammar.that
    if line.lower(first) not in line.grammar.marker or line.lower(first + 2) not in asks:
        return cue, pieces
    return (*cue, first, first + 1), ((first + 2, last), *pieces[1:])
