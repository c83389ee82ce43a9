"""The lines of a text, as layout sees them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from kroniek.packs import words
from kroniek.spans import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029\u0085\v\f]+")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_BOTH = ("nl", "en")
_FINAL = frozenset(".!?…")
_CLOSERS = "\"'”’»)]“"
_SENTENCE_END = re.compile(r"(\w{1,40}|[^\w\s])[.!?…][\"'”’»)]*\s+[\"'“„‘«(]*[A-ZÀ-ÖØ-Þ]")


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviations of both languages, lower case with their full stop."""
    kinds = ("before_word", "common")
    return frozenset().union(
        *(
            words(f"{code}/sentences.toml", "abbreviations", k)
            for code in ("nl", "en")
            for k in kinds
        )
    )


@dataclass(frozen=True)
class Line:
    """A line that is not blank. `span` has no white space at its ends; `number` counts from 0."""

    span: Span
    text: str
    number: int
    blank_before: bool
    """Whether an empty line stands above it (or nothing at all)."""

    @property
    def size(self) -> int:
        """Length in code points."""
        return len(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, lower case."""
        return tuple(word.lower() for word in _WORD.findall(self.text))

    @cached_property
    def key(self) -> str:
        """Its words joined: equal for lines that differ in marks and white space only."""
        return " ".join(self.words)

    @property
    def last_mark(self) -> str:
        """The last character that is no closing mark."""
        bare = self.text.rstrip(_CLOSERS + " ")
        return bare[-1] if bare else ""

    @property
    def stops(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.last_mark in _FINAL

    @cached_property
    def sentences(self) -> int:
        """About how many sentences it holds; initials and abbreviations end none."""
        return 1 + sum(
            len(found[1]) > 1 and found[1].lower() + "." not in abbreviations()
            for found in _SENTENCE_END.finditer(self.text)
        )


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of `text` that are not blank, in order."""
    found: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        bare = match[0].strip()
        if not bare:
            continue
        start = match.start() + match[0].index(bare[0])
        gap = text[last_end:start]
        blank = not found or gap.count("\n") > 1 or (gap.count("\r") > 1 and "\n" not in gap)
        found.append(Line(Span(start, start + len(bare)), bare, len(found), blank))
        last_end = start + len(bare)
    return tuple(found)


def is_list(lines: Sequence[Line], at: int, *, longest: int = 90) -> bool:
    """Whether line `at` is one of three or more short lines in a row without a final mark."""

    def short(k: int) -> bool:
        return 0 <= k < len(lines) and lines[k].size <= longest and not lines[k].stops

    return (
        short(at)
        and sum(short(k) for k in range(at - 2, at + 3)) >= 3
        and (
            (short(at - 1) and short(at + 1))
            or (short(at - 2) and short(at - 1))
            or (short(at + 1) and short(at + 2))
        )
    )
