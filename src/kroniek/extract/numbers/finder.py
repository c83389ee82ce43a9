"""Find quantities: a number in figures or words, its unit or what it counts, and how sure it is.

The span covers the number, its scale, its unit of measurement and its sign of money; words of
approximation ("ruim", "at least") and the counted noun stand outside. A range ("20 tot 30
soldaten", "tussen de 50 en 60") gives two quantities, both approximate, that share their unit.
Dates, clock times, ages and years are left to the time expressions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from kroniek.extract.numbers.nouns import counted_noun
from kroniek.extract.numbers.reader import Found, NumeralReader
from kroniek.extract.numbers.words import NumberWords
from kroniek.ids import RuleId
from kroniek.model.doc import QUANTITIES, SENTENCES, TIMES, TOKENS, Doc, Layer
from kroniek.model.text import Quantity, Sentence, SentenceKind, Token
from kroniek.model.time import TimeExpression
from kroniek.numerals import times
from kroniek.packs import Packs
from kroniek.spans import Span

_NUMBERLESS = frozenset({SentenceKind.BOILERPLATE, SentenceKind.TEASER})


class Measure(NamedTuple):
    """What a number counts or measures: the unit, the last token it covers, the counted noun."""

    unit: str | None
    last: int
    counted: Span | None
    start: int | None = None
    """Where a sign of money before the number begins."""


_NONE = Measure(None, 0, None)


@dataclass(frozen=True, slots=True)
class QuantityFinder:
    """Writes quantities in text order; boilerplate and time expressions give none."""

    name: str = "quantities"
    reads: tuple[Layer[Token], Layer[Sentence], Layer[TimeExpression]] = (TOKENS, SENTENCES, TIMES)
    writes: Layer[Quantity] = QUANTITIES

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:  # noqa: ARG003  (the recipe builds all steps alike)
        """The finder; packs know nothing of numbers."""
        return cls()

    def annotate(self, doc: Doc) -> Iterator[Quantity]:
        """Yield the quantities of one article."""
        tokens = doc[TOKENS]
        dated = sorted(expression.span for expression in doc[TIMES])
        at = 0
        for sentence in doc[SENTENCES]:
            if sentence.kind in _NUMBERLESS:
                continue
            reader = NumeralReader(tokens, sentence)
            found = []
            for numeral in reader.numerals():
                while at < len(dated) and dated[at].end <= numeral.start:
                    at += 1
                if at == len(dated) or dated[at].start >= numeral.end:
                    found.append(numeral)
            yield from _quantities(found, reader)


def _quantities(found: Sequence[Found], reader: NumeralReader) -> Iterator[Quantity]:
    """The quantities of a sentence's numerals; the ends of a range share what they measure."""
    measures = [_measure(numeral, reader) for numeral in found]
    linked = [_linked(found, k, reader) for k in range(len(found))]
    for k in range(len(found) - 2, -1, -1):
        if linked[k] and (found[k].kind == "pair" or measures[k].unit is None):
            measures[k] = measures[k + 1]._replace(last=found[k].last, start=None)
    for k in range(1, len(found)):
        if linked[k - 1] and measures[k].unit is None:
            measures[k] = Measure(measures[k - 1].unit, found[k].last, measures[k - 1].counted)
    scaled = [_with_scale(found, k) if linked[k] else numeral for k, numeral in enumerate(found)]
    for k, numeral in enumerate(scaled):
        in_range = linked[k] or (k > 0 and linked[k - 1])
        measure = measures[k]
        if _excluded(numeral, measure, reader, in_range=in_range):
            continue
        span = Span(
            numeral.start if measure.start is None else measure.start,
            max(
                numeral.end,
                reader.tokens[measure.last - 1].end if measure.last > numeral.last else 0,
            ),
        )
        approximate = in_range or numeral.kind == "vague" or _approximate(numeral, reader)
        yield Quantity(
            span,
            numeral.number.value,
            measure.unit,
            approximate,
            numeral.number.doubtful,
            RuleId(f"number-{numeral.kind}"),
            measure.counted,
        )


def _with_scale(found: Sequence[Found], k: int) -> Found:
    """The lower end of a range at the scale of the upper one: "20 tot 30 miljoen"."""
    low, high = found[k], found[k + 1]
    if low.scale != 1.0 or high.scale == 1.0 or low.number.value is None:
        return low
    if high.number.value is None or low.number.value > high.number.value / high.scale:
        return low
    return low._replace(number=low.number._replace(value=times(low.number.value, high.scale)))


def _linked(found: Sequence[Found], k: int, reader: NumeralReader) -> bool:
    """Whether numeral `k` and the next are the ends of a range."""
    if k + 1 >= len(found):
        return False
    this, following = found[k], found[k + 1]
    if this.kind == "pair" and following.first == this.first:
        return True
    word = reader.lower(this.last)
    if following.first != this.last + 1:
        return False
    if word in ("en", "and"):
        before = (reader.lower(this.first - 1), reader.lower(this.first - 2))
        return bool({"tussen", "between"} & set(before))
    return word in reader.words.range_words or word in ("-", "–", "à")


def _measure(numeral: Found, reader: NumeralReader) -> Measure:
    """What stands after (or, for money, before) a numeral."""
    words = reader.words
    k = numeral.last
    if numeral.unit is not None:
        return Measure(numeral.unit, k, None)
    for size in (3, 2, 1):
        form = " ".join(reader.lower(k + n) for n in range(size))
        unit = words.units.get(form) or words.money.get(form)
        if unit is not None and not _is_word(form, k + size, reader):
            return Measure(unit, k + size, None)
    money = reader.money_before(numeral.first)
    if money is not None:
        return Measure(money, k, None, reader.tokens[numeral.first - 1].start)
    counted = counted_noun(
        reader.tokens, k, reader.sentence, words, single=numeral.number.value == 1
    )
    if counted is None:
        return Measure(None, k, None)
    return Measure(reader.tokens[counted].lower, k, reader.tokens[counted].span)


def _is_word(form: str, after: int, reader: NumeralReader) -> bool:
    """Whether what looks like a unit is another word: "won" the verb, "M" of a name."""
    if form in ("won", "rand", "m", "in", "mw", "pond"):
        return form in ("won", "in") or reader.tokens[after - 1].text != form
    return False


def _excluded(numeral: Found, measure: Measure, reader: NumeralReader, *, in_range: bool) -> bool:
    """Whether a numeral is no quantity: a year, an age, a number in a name, a bare small figure."""
    before = reader.lower(numeral.first - 1)
    if reader.lower(numeral.last) in reader.words.time_units:
        return True
    if before in reader.words.not_counting_before:
        return True
    if _year(numeral, reader) and (measure.unit is None or measure.counted is not None):
        return measure.counted is None or before in reader.words.before_years
    if measure.unit is not None:
        return measure.counted is not None and _version(numeral, reader)
    return not (in_range and numeral.kind != "pair") and not _stands_alone(numeral, reader)


def _version(numeral: Found, reader: NumeralReader) -> bool:
    """Whether a number with a point is the version of what is named before it."""
    before = numeral.first - 1
    named = before >= reader.sentence.first and reader.tokens[before].text[0].isupper()
    return (
        named
        and "." in reader.tokens[numeral.first].text
        and numeral.number.doubtful
        and (before > reader.sentence.first)
    )


def _year(numeral: Found, reader: NumeralReader) -> bool:
    text = reader.tokens[numeral.first].text
    return (
        numeral.kind == "figures" and len(text) == 4 and text.isdigit() and "1500" <= text < "2101"
    )


def _stands_alone(numeral: Found, reader: NumeralReader) -> bool:
    """Whether a number without unit or noun is a quantity: large, or after words of degree."""
    if numeral.number.doubtful or numeral.kind == "vague":
        return not _version(numeral, reader)
    nxt = numeral.last
    if nxt < reader.sentence.last and reader.tokens[nxt].text[0].isupper():
        return False  # the model of what is named after it
    if numeral.kind == "pair":
        return False
    before = reader.lower(numeral.first - 1)
    named = (
        numeral.first > reader.sentence.first and reader.tokens[numeral.first - 1].text[0].isupper()
    )
    if (
        named
        or before in ("(", "[", "-", ":", ",", "de", "het", "the", "deze", "this")
        or reader.lower(numeral.last) == ")"
    ):
        return False
    value = numeral.number.value or 0.0
    return value >= 100 or _approximate(numeral, reader)


def _approximate(numeral: Found, reader: NumeralReader) -> bool:
    """Whether words beside the number say that it is not exact."""
    words: NumberWords = reader.words
    k = numeral.first
    while reader.lower(k - 1) in ("de", "een", "the", "a", "$", "€", "£"):
        k -= 1
    one, two, three = (reader.lower(k - n) for n in (1, 2, 3))
    if one in words.approximate_before:
        return True
    own = reader.lower(k) if k < numeral.first else ""
    pairs = (f"{two}_{one}", f"{three}_{two}_{one}", f"{one}_{own}")
    if any(pair in words.approximate_pairs for pair in pairs):
        return True
    return reader.lower(numeral.first - 1) in ("kleine", "dikke", "slordige", "some")
