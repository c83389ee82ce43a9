"""Read the numerals of one sentence: figures, number words, vague ones, pairs."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kroniek.extract.numbers.words import NumberWords, number_words
from kroniek.model.text import Sentence, Token
from kroniek.numerals import SCALES, Number, read_figures, read_words, times, word_value

_FIGURES = re.compile(r"(\d[\d.,]*\d|\d)(?:(mln|mld|bn|tn|m|k)|(%|°c|°|[a-z]{1,5}[²³2]?))?\.?")
_PAIR = re.compile(r"(\d[\d.,]*)[-–](\d[\d.,]*)")
_SHORT = {"mln": 1e6, "mld": 1e9, "bn": 1e9, "tn": 1e12, "m": 1e6, "k": 1e3}
_SIGNS = frozenset("€$£¥₽₴₹₪")


class Found(NamedTuple):
    """A numeral at tokens ``first`` to ``last`` (exclusive); characters ``start`` to ``end``."""

    first: int
    last: int
    start: int
    end: int
    number: Number
    kind: str
    """``figures``, ``words``, ``vague`` or ``pair`` (one end of "20-30")."""
    unit: str | None = None
    scale: float = 1.0
    """What words or letters after the figures multiply them by."""


class NumeralReader:
    """Reads the numerals of one sentence."""

    __slots__ = ("language", "sentence", "tokens", "words")

    def __init__(self, tokens: Sequence[Token], sentence: Sentence) -> None:
        self.tokens = tokens
        self.sentence = sentence
        self.language = sentence.language
        self.words: NumberWords = number_words(sentence.language)

    def lower(self, k: int) -> str:
        """The lower-case token, empty outside the sentence."""
        inside = self.sentence.first <= k < self.sentence.last
        return self.tokens[k].lower if inside else ""

    def numerals(self) -> Iterator[Found]:
        """Numerals in order, disjoint."""
        k = self.sentence.first
        while k < self.sentence.last:
            token = self.tokens[k]
            found = None
            if token.text[0].isdigit():
                found = self._figures(k)
            elif token.lower in self.words.vague:
                found = self._vague(k)
            elif self._begins_words(token.lower):
                found = self._words(k)
            if found is None:
                yield from self._pair(k)
                k += 1
                continue
            yield found
            k = found.last

    def _begins_words(self, lower: str) -> bool:
        return (
            word_value(lower, self.language) is not None
            or lower == "half"
            or lower in self.words.dozens
        )

    def _figures(self, k: int) -> Found | None:
        token = self.tokens[k]
        match = _FIGURES.fullmatch(token.lower)
        if match is None:
            return None
        last = k + 1
        literal = match[1]
        while not match[2] and not match[3] and self._continues(k, last):
            literal += self.tokens[last].text
            last += 1
        number = read_figures(literal, self.language)
        if number is None or self._is_code(k, last, literal):
            return None
        unit = None
        if match[3]:
            unit = self.words.units.get(match[3])
            if unit is None:
                return None
        factor = _SHORT.get(match[2] or "", 1.0)
        if match[2] and not self.money_before(k) and match[2] in ("m", "k"):
            if match[2] == "k":
                return None
            unit, factor = "m", 1.0
        last, factor = self._scaled(last, factor)
        value = None if number.value is None else times(number.value, factor)
        end = self.tokens[last - 1].end
        return Found(
            k, last, token.start, end, Number(value, number.doubtful), "figures", unit, factor
        )

    def _pair(self, k: int) -> Iterator[Found]:
        """Both ends of "20-30", if the first is the smaller: a score or a pair of years is none."""
        token = self.tokens[k]
        match = _PAIR.fullmatch(token.text)
        if match is None:
            return
        low, high = (read_figures(match[n], self.language) for n in (1, 2))
        if low is None or high is None or low.value is None or high.value is None:
            return
        if low.value >= high.value or self.lower(k + 1) in ("van", "of"):
            return
        last, factor = self._scaled(k + 1, 1.0)
        middle = token.start + match.end(1)
        first = Number(times(low.value, factor), low.doubtful)
        second = Number(times(high.value, factor), high.doubtful)
        yield Found(k, last, token.start, middle, first, "pair")
        yield Found(k, last, middle + 1, self.tokens[last - 1].end, second, "pair")

    def _continues(self, first: int, k: int) -> bool:
        """Whether token `k` is a further group of three figures after a blank: "40 000"."""
        if k >= self.sentence.last or self.tokens[k].start - self.tokens[k - 1].end != 1:
            return False
        lead = self.tokens[first].text
        text = self.tokens[k].text
        return (
            len(text) == 3
            and text.isdigit()
            and lead.isdigit()
            and len(lead) <= 3
            and lead[0] != "0"
        )

    def _is_code(self, k: int, last: int, literal: str) -> bool:
        """Whether figures are a telephone number, a list mark, or part of a row of figures."""
        before, after = self.lower(k - 1), self.lower(last)
        if literal.isdigit() and len(literal) > 1 and literal[0] == "0":
            return True
        if before in ("+", "#", "/") or after in ("/", "+"):
            return True
        if k == self.sentence.first and after in (".", ")") and last < self.sentence.last - 1:
            return True
        return (
            after[:1].isdigit()
            and len(after) > 1
            and self.tokens[last].start - self.tokens[last - 1].end == 1
        )

    def _scaled(self, last: int, factor: float) -> tuple[int, float]:
        """Take up the scale words that follow: "1,5 miljoen"."""
        while last < self.sentence.last:
            scale = SCALES[self.language].get(self.lower(last))
            if scale is None or self.lower(last) == "m":
                break
            factor *= scale
            last += 1
            if factor > 1e15:
                break
        return last, factor

    def _vague(self, k: int) -> Found | None:
        """Read "tientallen", "hundreds", "tens of thousands": a number without a value."""
        last = k + 1
        if self.lower(last) == "of" and self.lower(last + 1) in self.words.vague:
            last += 2
        elif self.lower(last) in SCALES[self.language]:
            last += 1
        first = self.tokens[k]
        return Found(
            k, last, first.start, self.tokens[last - 1].end, Number(None, doubtful=False), "vague"
        )

    def _words(self, k: int) -> Found | None:
        first = k
        if self.lower(k) == "half" and self.lower(k - 1) == "een":
            first = k - 1
        last = k
        parts: list[str] = []
        while last < self.sentence.last and len(parts) < 16 and self._numeral_word(last, last > k):
            parts.append(self.lower(last))
            last += 1
        if not parts:
            return None
        if not self._counts(k, last, parts):
            return None
        value = read_words(tuple(parts), self.language)
        while value is None and len(parts) > 1:
            parts.pop()
            last -= 1
            value = read_words(tuple(parts), self.language)
        if value is None:
            return None
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Found(first, last, start, end, Number(value, doubtful=False), "words")

    def _numeral_word(self, k: int, inside: bool) -> bool:  # noqa: FBT001
        lower = self.lower(k)
        if lower in SCALES[self.language] and (lower != "m"):
            return True
        if lower in ("and", "en"):
            return (
                inside
                and self.lower(k - 1) in ("hundred", "thousand", "honderd", "duizend")
                and (word_value(self.lower(k + 1), self.language) is not None)
            )
        if lower == "half":
            return not inside
        if lower == "a":
            return inside and self.lower(k - 1) == "half"
        return word_value(lower, self.language) is not None

    def _counts(self, k: int, last: int, parts: Sequence[str]) -> bool:
        """Whether number words count: not the article "een", the pronoun "one", a lone "half"."""
        if len(parts) > 1:
            return True
        if parts[0] in ("een", "one", "half", "halve"):
            return False
        if parts[0] in ("nul", "zero"):
            return self.lower(last) != "" and self.lower(last) not in self.words.stops
        return not (self.lower(k - 1) == "de" and parts[0] == "een")

    def money_before(self, k: int) -> str | None:
        """The currency whose sign or name stands right before token `k`."""
        before = self.lower(k - 1)
        if before and before[-1] in _SIGNS:
            return self.words.money.get(before) or self.words.money.get(before[-1])
        return (
            self.words.money.get(before) if before in ("eur", "usd", "gbp", "euro", "chf") else None
        )
