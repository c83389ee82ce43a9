"""Cuts a text into lines by voice: what the outlet says, and what stands inside each quotation."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from kroniek.extract.statements.cues import Lexicon
from kroniek.extract.statements.phrases import QUOTED, Line
from kroniek.model.doc import NAMES, QUOTES, SENTENCES, TOKENS, Doc
from kroniek.model.text import TOLD, Quote, QuoteKind, Sentence, Token

OUTLET = -1
"""Level of the outlet's own voice; other levels are indices of the quotes layer."""
_MARKS = frozenset("„“”‟\"«»‚‘’‛'`")


def lines_of(doc: Doc, lexicon_of: Callable[[str], Lexicon]) -> list[Line]:
    """All lines in text order, an outer line before what is quoted in it."""
    tokens, quotes = doc[TOKENS], doc[QUOTES]
    if "’" in doc.text:
        tokens = tuple(_straight(token) for token in tokens)
    starts = [token.start for token in tokens]
    voiced = [at for at, quote in enumerate(quotes) if _is_utterance(quote, tokens, starts, doc)]
    named = frozenset(
        token.start
        for mention in doc[NAMES]
        if not mention.nominal
        for token in tokens[
            bisect_right(starts, mention.span.start) - 1 : bisect_right(
                starts, mention.span.end - 1
            )
        ]
        if token.start >= mention.span.start
    )
    cutter = _Cutter(quotes, voiced, named, lexicon_of)
    for sentence in doc[SENTENCES]:
        if sentence.kind in TOLD:
            cutter.sentence(sentence, tokens)
        else:
            cutter.flush()
    cutter.flush()
    return sorted(cutter.lines, key=lambda line: (line.units[0].start, line.level))


def _straight(token: Token) -> Token:
    """The token with straight apostrophes in its lower-case form."""
    return token._replace(lower=token.lower.replace("’", "'")) if "’" in token.lower else token


def _is_utterance(quote: Quote, tokens: Sequence[Token], starts: Sequence[int], doc: Doc) -> bool:
    """Whether a quotation is words of its own, not a part of the clause around it."""
    if quote.kind is not QuoteKind.MARKS:
        return True
    at = bisect_right(starts, quote.span.start) - 1
    before = tokens[at - 1] if at > 0 else None
    after = doc.text[quote.span.end : quote.span.end + 2].strip()[:1]
    ends = quote.inner.of(doc.text)[-1] in ".!?…,"
    gap = doc.text[before.end : quote.span.start] if before else "\n"
    if before is None or "\n" in gap or before.text in ".!?…":
        return not quote.scare or after == ","
    if before.text == ":" or before.text in _MARKS:
        return True
    if before.text in {",", "–", "—", "-", ";"}:
        return not quote.scare
    opens = quote.inner.of(doc.text)[:1].isupper()
    return opens and (ends or after == ",")


def _marks_of(quote: Quote) -> Iterator[int]:
    """Places of the marks around quoted words: one or two signs at either end."""
    if quote.kind is QuoteKind.MARKS:
        yield from range(quote.span.start, min(quote.inner.start, quote.span.start + 2))
        yield from range(max(quote.inner.end, quote.span.end - 2), quote.span.end)


class _Cutter:
    """Collects units by voice, sentence by sentence."""

    def __init__(
        self,
        quotes: Sequence[Quote],
        voiced: Sequence[int],
        named: frozenset[int],
        lexicon_of: Callable[[str], Lexicon],
    ) -> None:
        self.quotes, self.voiced, self.named = quotes, list(voiced), named
        self.lexicon_of = lexicon_of
        self.marks = {place for quote in quotes for place in _marks_of(quote)}
        self.next = 0
        self.open: list[int] = []
        self.units: dict[int, list[Token]] = {}
        self.held: dict[int, dict[int, Quote]] = {}
        self.lines: list[Line] = []
        self.last: Sentence | None = None

    def sentence(self, sentence: Sentence, tokens: Sequence[Token]) -> None:
        """Take in one sentence; lines whose quotations run on stay open."""
        self.last = self.last or sentence
        inside = tokens[sentence.first : sentence.last]
        if self._is_plain(sentence):
            self.units[OUTLET] = [token for token in inside if token.start not in self.marks]
            self._close(OUTLET, sentence)
            return
        for token in inside:
            level = self._level(token.start)
            if token.start in self.marks:
                continue
            self.units.setdefault(level, []).append(token)
        self._level(sentence.span.end)
        self._finish(sentence)

    def _is_plain(self, sentence: Sentence) -> bool:
        """Whether only the outlet speaks in a sentence, and nothing is waiting to be closed."""
        if self.open or self.units:
            return False
        if self.next == len(self.voiced):
            return True
        return self.quotes[self.voiced[self.next]].span.start >= sentence.span.end

    def _level(self, place: int) -> int:
        """The innermost voice at a place; enters and leaves quotations on the way there."""
        while self.open and self.quotes[self.open[-1]].span.end <= place:
            self.open.pop()
        while self.next < len(self.voiced):
            at = self.voiced[self.next]
            quote = self.quotes[at]
            if quote.span.start > place:
                break
            self.next += 1
            outer = self.open[-1] if self.open else OUTLET
            if quote.kind is QuoteKind.MARKS:
                line = self.units.setdefault(outer, [])
                self.held.setdefault(outer, {})[len(line)] = quote
                line.append(Token(quote.span.start, quote.span.end, QUOTED, QUOTED))
            if quote.span.end > place:
                self.open.append(at)
        return self.open[-1] if self.open else OUTLET

    def _finish(self, sentence: Sentence) -> None:
        """Close the lines of voices that are not waiting for a quotation inside them to end."""
        waiting = {OUTLET, *self.open[:-1]} if self.open else set()
        if self.open and self.quotes[self.open[0]].kind is not QuoteKind.MARKS:
            waiting.discard(OUTLET)
        for level in [level for level in self.units if level not in waiting]:
            self._close(level, sentence)

    def _close(self, level: int, sentence: Sentence) -> None:
        units = self.units.pop(level)
        held: Mapping[int, Quote] = self.held.pop(level, {})
        if units:
            self.lines.append(
                Line(
                    units,
                    held,
                    level,
                    sentence.kind,
                    sentence.paragraph,
                    self.lexicon_of(sentence.language),
                    self.named,
                    frozenset([unit.lower for unit in units]),
                )
            )

    def flush(self) -> None:
        """Close every line: furniture follows, or the end."""
        if self.last is not None:
            for level in list(self.units):
                self._close(level, self.last)
        self.last = None
