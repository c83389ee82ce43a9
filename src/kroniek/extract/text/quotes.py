"""Find quoted words: quotation marks of every kind, nested or badly paired, and embedded posts.

One pass with a stack of at most `_DEEPEST` open marks: time grows linearly with the text, whatever
the marks. A mark's role is read from its shape and from what touches it; apostrophes are told apart
first. What can not be paired is dropped, but an utterance whose closing mark is missing is kept as
far as one can be sure of it (the end of its sentence, or of its paragraph if the next one opens
with a mark again).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple, Self

from kroniek.ids import RuleId
from kroniek.model.article import EmbeddedKind
from kroniek.model.doc import QUOTES, SENTENCES, TOKENS, Doc, Layer
from kroniek.model.text import TOLD, Quote, QuoteKind, Sentence, SentenceKind
from kroniek.packs import Packs, words
from kroniek.spans import Span, trimmed

_MARKS = re.compile(r"''|``|,,(?=\w)|[„“”‟\"«»‚‘’‛'`]")
_DOUBLE_MARKS = frozenset(("''", "``", ",,", "„", "“", "”", "‟", '"'))
_GUILLEMETS = frozenset("«»")
_ALWAYS_OPEN = frozenset(("„", ",,", "‚", "``"))
_ELIDED_YEAR = re.compile(r"\d\d(?:'?s|er)?(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_OPEN = frozenset("([{<–—-/\u00a0>*")
_AFTER_CLOSE = frozenset(".,;:!?…)]}–—-/<*")
_DEEPEST = 8
_SCARE_WORDS = 6
_SCARE_CHARS = 80
_FINAL = frozenset(".!?…,")

PAIRED = RuleId("quotes-paired")
CONTINUED = RuleId("quotes-continued")
"""Made by: closed by the end of a paragraph, because the next one opens with a mark again."""
UNCLOSED = RuleId("quotes-unclosed")
EMBEDDED = RuleId("quotes-embedded")


class _Family(Enum):
    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMET = "guillemet"


class _Role(Enum):
    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"
    APOSTROPHE = "apostrophe"


class _Mark(NamedTuple):
    start: int
    end: int
    sign: str
    family: _Family
    role: _Role


class _Found(NamedTuple):
    span: Span
    inner: Span
    made_by: RuleId


class _Zone(NamedTuple):
    """Sentences of one paragraph and of one sort (told, or furniture): marks pair inside it."""

    start: int
    end: int
    paragraph: int
    told: bool


def _family(sign: str) -> _Family:
    if sign in _DOUBLE_MARKS:
        return _Family.DOUBLE
    return _Family.GUILLEMET if sign in _GUILLEMETS else _Family.SINGLE


def _is_elision(text: str, end: int, elided: frozenset[str]) -> bool:
    """Whether the mark that ends at `end` stands for left-out letters: 's ochtends, 'em, '90."""
    if _ELIDED_YEAR.match(text, end):
        return True
    word = _WORD.match(text, end, end + 12)
    return word is not None and word.group().lower() in elided


def _role(sign: str, left: bool, right: bool) -> _Role:  # noqa: FBT001 - two plain facts
    """Role by shape; `left` and `right` tell whether a word touches the mark on that side."""
    if sign in _ALWAYS_OPEN:
        return _Role.OPEN
    if left != right:
        return _Role.CLOSE if left else _Role.OPEN
    if sign in "“‘‟«":
        return _Role.EITHER if left else _Role.OPEN
    if sign in "”’»":
        return _Role.CLOSE
    return _Role.EITHER


def _is_apostrophe(text: str, mark: re.Match[str], right: bool, elided: frozenset[str]) -> bool:  # noqa: FBT001
    sign, start, end = mark.group(), mark.start(), mark.end()
    if _family(sign) is not _Family.SINGLE or sign == "‚":
        return False
    inside = start > 0 and text[start - 1].isalnum() and end < len(text) and text[end].isalnum()
    return inside or (right and _is_elision(text, end, elided))


def _marks(text: str, zone: _Zone, elided: frozenset[str]) -> list[_Mark]:
    """Marks of a zone with their roles; marks that touch one another share what is around them."""
    found: list[_Mark] = []
    run: list[re.Match[str]] = []
    for match in _MARKS.finditer(text, zone.start, zone.end):
        if run and match.start() != run[-1].end():
            found.extend(_run_roles(text, zone, run, elided))
            run = []
        run.append(match)
    if run:
        found.extend(_run_roles(text, zone, run, elided))
    return found


def _run_roles(
    text: str, zone: _Zone, run: Sequence[re.Match[str]], elided: frozenset[str]
) -> Iterator[_Mark]:
    before = text[run[0].start() - 1] if run[0].start() > zone.start else " "
    after = text[run[-1].end()] if run[-1].end() < zone.end else " "
    left = not before.isspace() and before not in _BEFORE_OPEN
    right = not after.isspace() and after not in _AFTER_CLOSE
    for match in run:
        sign = match.group()
        role = _role(sign, left, right)
        if _is_apostrophe(text, match, right, elided):
            role = _Role.APOSTROPHE
        yield _Mark(match.start(), match.end(), sign, _family(sign), role)


class _Pairing:
    """Pairs the marks of one zone after another; the stack never holds more than `_DEEPEST`."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.text = text
        self.ends = [sentence.span.end for sentence in sentences]
        self.found: list[_Found] = []
        self.open: list[_Mark] = []
        self.pending: tuple[_Mark, int] | None = None

    def zone(self, zone: _Zone, marks: Sequence[_Mark], follows: str) -> None:
        """Pair the marks of one zone; `follows` is the first mark of the next zone, or empty."""
        self.open.clear()
        for at, mark in enumerate(marks):
            if mark.role is _Role.APOSTROPHE or self._is_genitive(marks, at):
                continue
            opens = mark.role is _Role.OPEN
            if mark.role is _Role.EITHER:
                opens = not self._closable(mark)
            if opens:
                self._push(mark)
            else:
                self._close(mark)
        self.pending = None
        self._end(zone, follows)

    def _push(self, mark: _Mark) -> None:
        if len(self.open) == _DEEPEST:
            del self.open[0]
        self.open.append(mark)
        if mark.family is _Family.DOUBLE:
            self.pending = None

    def _closable(self, mark: _Mark) -> bool:
        """Whether an open mark waits that this one, of double role, would close."""
        for opened in reversed(self.open):
            if opened.family is mark.family:
                return mark.sign not in "“‘" or opened.sign in "„‚,,"
        return False

    def _close(self, mark: _Mark) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            opened = self.open[at]
            if opened.family is mark.family or (mark.sign == "''" and opened.sign == "'"):
                del self.open[at:]
                self._keep(opened, mark.start, mark.end, PAIRED)
                return
        if self.pending and mark.family is _Family.DOUBLE:
            opened, position = self.pending
            del self.found[position]
            self.pending = None
            self._keep(opened, mark.start, mark.end, PAIRED)

    def _keep(self, opened: _Mark, inner_end: int, end: int, made_by: RuleId) -> None:
        inner = trimmed(self.text, Span(opened.end, inner_end))
        if inner and not self.text[inner.start : inner.end].isspace():
            self.found.append(_Found(Span(opened.start, end), inner, made_by))

    def _is_genitive(self, marks: Sequence[_Mark], at: int) -> bool:
        """Whether a closing single mark is a genitive's ("troepen' opmars") inside single marks.

        It is when a small letter follows, and the very next single mark is a better one to close
        with: one of the two must be an apostrophe.
        """
        mark = marks[at]
        if not self._may_be_genitive(mark) or at + 1 == len(marks):
            return False
        following = marks[at + 1]
        return (
            following.family is _Family.SINGLE
            and following.role is _Role.CLOSE
            and not self._may_be_genitive(following)
        )

    def _may_be_genitive(self, mark: _Mark) -> bool:
        if mark.family is not _Family.SINGLE or mark.role is not _Role.CLOSE:
            return False
        before = self.text[mark.start - 1 : mark.start]
        after = self.text[mark.end : mark.end + 2]
        return before.isalpha() and len(after) == 2 and after[0] == " " and after[1].islower()

    def _end(self, zone: _Zone, follows: str) -> None:
        """Decide about double marks still open at the end of a zone; others are dropped."""
        waiting = [mark for mark in self.open if mark.family is _Family.DOUBLE]
        for mark in waiting:
            if mark is waiting[-1] and follows in _DOUBLE_MARKS:
                self._keep(mark, zone.end, zone.end, CONTINUED)
                continue
            last = self.found[-1] if self.found else None
            if last and mark.start < last.span.start and self._is_tail(last.span.end, zone.end):
                self._keep(mark, last.span.end, last.span.end, UNCLOSED)
                continue
            end = self.ends[min(bisect_right(self.ends, mark.start), len(self.ends) - 1)]
            before = len(self.found)
            self._keep(mark, end, end, UNCLOSED)
            if mark is waiting[-1] and len(self.found) > before:
                self.pending = (mark, before)

    def _is_tail(self, start: int, end: int) -> bool:
        """Whether nothing but a few marks stands between two places."""
        return end - start < 4 and not any(char.isalnum() for char in self.text[start:end])


def _zones(sentences: Sequence[Sentence]) -> list[_Zone]:
    """Neighbouring sentences of one paragraph and sort."""
    found: list[_Zone] = []
    for sentence in sentences:
        told = sentence.kind in TOLD and sentence.kind is not SentenceKind.EMBEDDED_POST
        last = found[-1] if found else None
        if last and last.paragraph == sentence.paragraph and last.told == told:
            found[-1] = last._replace(end=sentence.span.end)
        else:
            found.append(_Zone(sentence.span.start, sentence.span.end, sentence.paragraph, told))
    return found


def _first_sign(marks: Sequence[_Mark], zone: _Zone) -> str:
    """The mark a zone opens with; empty if it opens with a word, or tells nothing."""
    if not zone.told or not marks or marks[0].start != zone.start:
        return ""
    return marks[0].sign if marks[0].role in {_Role.OPEN, _Role.EITHER} else ""


def _is_scare(text: str, found: _Found) -> bool:
    """Whether the marks hold a few words inside a clause, not an utterance."""
    if found.made_by is not PAIRED or found.inner.size > _SCARE_CHARS:
        return False
    said = found.inner.of(text)
    if said[-1] in _FINAL or len(said.split()) > _SCARE_WORDS:
        return False
    before = text[max(0, found.span.start - 3) : found.span.start].rstrip()
    after = text[found.span.end : found.span.end + 2].lstrip()
    if before.endswith(":"):
        return False
    starts = not before or before[-1] in ".!?…”“\"'’"
    return not (starts and after.startswith(","))


def _nested(found: Sequence[_Found]) -> Iterator[tuple[_Found, int]]:
    """Finds in text order with their depth; of two that cross, the surer one stays."""
    ordered = sorted(set(found), key=lambda item: (item.span.start, -item.span.end))
    around: list[_Found] = []
    dropped: set[_Found] = set()
    kept: list[tuple[_Found, int]] = []
    for item in ordered:
        while around and around[-1].span.end <= item.span.start:
            around.pop()
        crossed = bool(around) and around[-1].span.end < item.span.end
        if crossed and item.made_by is not PAIRED:
            continue
        if crossed:
            dropped.add(around.pop())
        kept.append((item, len(around)))
        around.append(item)
    return (entry for entry in kept if entry[0] not in dropped)


def _posts(doc: Doc) -> Iterator[Quote]:
    """Embedded posts and quoted articles as blocks of quoted words."""
    kinds = {
        EmbeddedKind.SOCIAL_POST: QuoteKind.POST,
        EmbeddedKind.QUOTED_ARTICLE: QuoteKind.BLOCK,
    }
    for item in doc.article.embedded:
        kind = kinds.get(item.kind)
        inner = trimmed(doc.text, item.span)
        if kind is not None and inner and inner.of(doc.text).strip():
            yield Quote(item.span, inner, kind, 0, scare=False, made_by=EMBEDDED)


@dataclass(frozen=True, slots=True)
class QuoteFinder:
    """Finds quoted words; `elided` are words that begin with an apostrophe, here without it."""

    elided: frozenset[str]
    name: str = "quotes"
    reads: tuple[Layer[Any], ...] = (TOKENS, SENTENCES)
    writes: Layer[Quote] = QUOTES

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:  # noqa: ARG003 - every step is built this way
        """Build it with the word lists of both languages."""
        return cls(
            elided=words("nl/attribution.toml", "quotes", "elided")
            | words("en/attribution.toml", "quotes", "elided")
        )

    def annotate(self, doc: Doc) -> Iterator[Quote]:
        """Yield quotations in text order, outer before inner."""
        sentences = doc[SENTENCES]
        pairing = _Pairing(doc.text, sentences)
        zones = _zones(sentences)
        marks = [_marks(doc.text, zone, self.elided) for zone in zones]
        for at, zone in enumerate(zones):
            more = at + 1 < len(zones)
            follows = _first_sign(marks[at + 1], zones[at + 1]) if more else ""
            pairing.zone(zone, marks[at], follows)
        quotes = [
            Quote(
                item.span,
                item.inner,
                QuoteKind.MARKS,
                depth,
                scare=_is_scare(doc.text, item),
                made_by=item.made_by,
            )
            for item, depth in _nested(pairing.found)
        ]
        quotes.extend(_posts(doc))
        yield from sorted(quotes, key=lambda quote: (quote.span.start, -quote.span.end, quote.kind))
