"""Time: expressions read as symbols, what dating makes of them, and verdicts on documents.

Symbols say what the words say and no more ("Tuesday, direction open"); `date.resolve` turns them
into days once `date.judge` has said when the text was told.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kroniek.ids import ArticleId, EventId, RuleId
from kroniek.model.text import Tense
from kroniek.spans import Span


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `earliest` to `latest`, both included; None is open (EDTF ``..``)."""

    earliest: date | None = None
    latest: date | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"interval ends before it begins: {self.earliest}..{self.latest}")

    @classmethod
    def day(cls, on: date) -> "Interval":
        """The interval of one day."""
        return cls(on, on)

    @property
    def known(self) -> bool:
        """Whether at least one end is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def low(self) -> date:
        """First day; ``date.min`` if open."""
        return self.earliest or date.min

    @property
    def high(self) -> date:
        """Last day; ``date.max`` if open."""
        return self.latest or date.max

    def meets(self, other: "Interval") -> bool:
        """Whether the two share a day."""
        return self.low <= other.high and other.low <= self.high

    def within(self, other: "Interval") -> bool:
        """Whether every day of this lies in `other`."""
        return other.low <= self.low and self.high <= other.high

    def cut(self, other: "Interval") -> "Interval | None":
        """The days they share; None if there are none."""
        if not self.meets(other):
            return None
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(None if low == date.min else low, None if high == date.max else high)


class TimexType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a time expression says before anyone knows when it was said.

    `kind` names how it is to be read (the kinds stand in `extract.times`); `arguments` are its
    parts as strings, by name, sorted: ``("weekday", "2")``, ``("offset", "-1")``.
    """

    kind: str
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression (TIMEX3) as found.

    `tense` is that of its clause; `quoted` says that it stands inside a quotation, whose time of
    speaking is then its anchor.
    """

    span: Span
    type: TimexType
    symbol: Symbol
    mod: str | None
    tense: Tense
    quoted: bool
    made_by: RuleId


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """A time expression with its value (TIMEX3) and days.

    `value` is None when the text leaves several, which are then the `candidates` (none are given
    when they are more than ten); `days` covers them all. `because` says how it was read, from which
    day of telling. One record for each time expression, in the same order.
    """

    span: Span
    type: TimexType
    value: str | None
    mod: str | None
    days: Interval
    candidates: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class EventDays:
    """When an event of the article happened as far as the text tells; `because` says by what."""

    event: EventId
    days: Interval
    because: str


@dataclass(frozen=True, slots=True)
class DateReason:
    """One reason for or against a time of telling.

    `weight` is log-odds (natural logarithm) in favour of the days; `because` is a sentence for the
    reader. `days` None: a reason that speaks of the stated date only.
    """

    because: str
    weight: float
    span: Span | None = None
    days: Interval | None = None


class DateClass(StrEnum):
    """What dating concludes of a document."""

    CONSISTENT = "consistent"
    COARSE = "coarse"
    MISDATED = "misdated"
    UNDATABLE = "undatable"


@dataclass(frozen=True, slots=True)
class StatedDate:
    """What the page declares (EDTF), and whether the evidence contradicts it."""

    value: str
    span: Span | None
    contradicted: bool


@dataclass(frozen=True, slots=True)
class Dating:
    """The verdict on a document: a pure function of its reasons. One record for each article.

    `published` is when this text was first told; `best` a day inside it, only where the evidence
    leaves at most a week. `told_from` is the now the text speaks from.
    """

    stated: StatedDate | None
    published: Interval
    best: date | None
    told_from: Interval
    republished: Interval | None
    verdict: DateClass
    reasons: tuple[DateReason, ...]


@dataclass(frozen=True, slots=True)
class Redating:
    """The verdict on an article with its neighbours' reasons beside its own.

    There is one only where neighbours gave reasons.
    """

    article: ArticleId
    dating: Dating
