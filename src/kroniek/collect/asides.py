"""Captions, and pull quotes that repeat what the body tells."""

import re
from collections.abc import Iterator, Sequence

from kroniek.collect.lines import Line
from kroniek.collect.wording import Wording
from kroniek.model.article import Region, RegionKind
from kroniek.spans import Span

_LONGEST_CAPTION = 300
_LONGEST_QUOTE = 320
_LONGEST_CREDIT = 110
_MOST_CANDIDATES = 40
"""Lines of one article that are compared with its whole body."""
_FEWEST_WORDS = 5
_FEWEST_UNMARKED = 9
"""Words of a repeated line without quotation marks; shorter ones are headers or captions."""
_NEAR = 0.85
"""Share of a pull quote's words that one or two sentences of the body must hold."""
_OPENING = "\"'“„‘«»"
_CLOSING = re.compile(r"[\"'”’»“«]")
_SENTENCE = re.compile(r"[^.!?…]+")
_WORD = re.compile(r"\w+")


def captions(lines: Sequence[Line], taken: set[int], known: Wording) -> Iterator[Region]:
    """Captions, told by the credit of photographer or agency; adds their lines to `taken`."""
    for line in lines:
        if line.number in taken or line.size > _LONGEST_CAPTION:
            continue
        if known.caption.fullmatch(line.text):
            taken.add(line.number)
            yield Region(line.span, RegionKind.CAPTION, "ends with a credit for the picture")


def _quoted_part(line: Line) -> tuple[str, int] | None:
    """The quoted words a line begins with, and where in it the quotation closes."""
    if line.text[0] not in _OPENING or line.size > _LONGEST_QUOTE:
        return None
    closings = [match.end() for match in _CLOSING.finditer(line.text, 2)]
    end = next((k for k in reversed(closings) if k == len(line.text) or k > 12), None)
    return (line.text[1 : end - 1], end) if end else None


def _body(lines: Sequence[Line], without: set[int]) -> list[tuple[int, frozenset[str]]]:
    """Words of every sentence with the number of its line."""
    return [
        (line.number, frozenset(word.lower() for word in _WORD.findall(sentence)))
        for line in lines
        if line.number not in without
        for sentence in _SENTENCE.findall(line.text)
    ]


def _repeats(quote: str, number: int, body: Sequence[tuple[int, frozenset[str]]]) -> bool:
    """Whether one sentence of another line, or two in a row, hold nearly all words of `quote`."""
    words = frozenset(word.lower() for word in _WORD.findall(quote))
    if len(words) < _FEWEST_WORDS:
        return False
    need = _NEAR * len(words)
    last: frozenset[str] = frozenset()
    last_line = -1
    for line, sentence in body:
        if line == number:
            continue
        both = sentence | last if line == last_line else sentence
        if len(words & both) >= need:
            return True
        last, last_line = sentence, line
    return False


def _names_speaker(line: Line) -> bool:
    """Whether a line is a name with a function after it ("Jan Jansen, wethouder") and no more."""
    first, comma, _ = line.text.partition(",")
    capitals = [word for word in first.split() if word[0].isupper()]
    return bool(comma) and line.size <= 80 and not line.stops and len(capitals) >= 2


def _is_credit(line: Line, body_words: frozenset[str]) -> bool:
    """Whether a line can be the speaker under a pull quote: short, no sentence, a name in it."""
    return (
        line.size <= _LONGEST_CREDIT
        and not line.stops
        and any(word[0].isupper() and word.lower() in body_words for word in line.text.split())
    )


def pull_quotes(lines: Sequence[Line], taken: set[int]) -> Iterator[Region]:
    """Lines that repeat the body to catch the eye, with the speaker's line after them."""
    candidates: list[tuple[Line, str, bool]] = []
    for line in lines[1:]:
        if line.number in taken:
            continue
        part = _quoted_part(line)
        if part is not None and not line.text[part[1] :].strip(" ,.").startswith(("zegt", "said")):
            candidates.append((line, part[0], True))
        elif line.size <= 200 and not line.stops and len(line.words) >= _FEWEST_UNMARKED:
            candidates.append((line, line.text, False))
    if not candidates:
        return
    body = _body(lines, taken)
    for line, quote, marked in candidates[:_MOST_CANDIDATES]:
        if line.number in taken or not _repeats(quote, line.number, body):
            continue
        # A quoted header between paragraphs is short and names no speaker.
        after = lines[line.number + 1] if line.number + 1 < len(lines) else None
        if marked and line.size <= 40 and not (after and _names_speaker(after)):
            continue
        # A quoted sentence with its speaker after it in a clause belongs to the body.
        if marked and line.stops and line.sentences > 1:
            continue
        taken.add(line.number)
        yield Region(line.span, RegionKind.PULLQUOTE, "repeats a sentence of the body")
        yield from _credit_after(lines, line.number, taken, body)


def _credit_after(
    lines: Sequence[Line],
    number: int,
    taken: set[int],
    body: Sequence[tuple[int, frozenset[str]]],
) -> Iterator[Region]:
    """The speaker's line under the pull quote `number`."""
    after = lines[number + 1] if number + 1 < len(lines) else None
    if after is None or after.number in taken or after.size > _LONGEST_CREDIT:
        return
    words = frozenset().union(*(sentence for line, sentence in body if line != after.number))
    if len(after.words) >= 2 and _is_credit(after, words):
        taken.add(after.number)
        span = Span(after.span.start, after.span.end)
        yield Region(span, RegionKind.PULLQUOTE, "speaker of a pull quote")
