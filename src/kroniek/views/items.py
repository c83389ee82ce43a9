"""What readers look at one by one: a statement, a cite, a line, the dating of an article."""

from dataclasses import dataclass

from kroniek.date.weigh import Alternative, alternatives
from kroniek.ids import EntityId
from kroniek.model.article import Article
from kroniek.model.chronicle import Dispute, Entity, Entry
from kroniek.model.text import Statement
from kroniek.model.time import Dating, Interval
from kroniek.spans import Span

UNNAMED = "?"
"""Stands in a chain for a source that the text does not name."""


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement in words. `chain` runs from who said it to the outlet that tells it."""

    article: Article
    statement: Statement
    chain: tuple[str, ...]
    content: str
    sentence: Span
    speaker: EntityId | None = None
    """Who says it, if that is known."""

    @property
    def act(self) -> str:
        """What the source does by saying it."""
        return self.statement.act

    @property
    def certainty(self) -> str:
        """How sure the text is."""
        return self.statement.certainty

    @property
    def manner(self) -> dict[str, str | None]:
        """How it is told, by the contract's names: from its act to what it stands in or denies."""
        one = self.statement
        return {
            "act": one.act,
            "form": one.form,
            "certainty": one.certainty,
            "polarity": one.polarity,
            "realis": one.realis,
            "evidence": one.evidence,
            "within": one.within,
            "denies": one.denies,
        }


@dataclass(frozen=True, slots=True)
class Cite:
    """One article's telling of a line: its very sentence, and the statement it stands under."""

    article: Article
    outlet: str
    published_on: Interval
    sentence: str
    span: Span
    statement: StatementView | None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the chronicle with its cites. `places` and `people` are entities, in order."""

    entry: Entry
    places: tuple[Entity, ...]
    people: tuple[Entity, ...]
    cites: tuple[Cite, ...]
    disputes: tuple[Dispute, ...]

    @property
    def line(self) -> str:
        """The best report's own words."""
        return self.entry.line

    @property
    def told_by(self) -> Cite:
        """The cite whose sentence the line is made of."""
        return next((cite for cite in self.cites if self.line in cite.sentence), self.cites[0])

    @property
    def when(self) -> Interval:
        """Days of the happening."""
        return self.entry.days

    @property
    def where(self) -> Entity | None:
        """Its first place, if any is known."""
        return self.places[0] if self.places else None

    @property
    def statements(self) -> tuple[StatementView, ...]:
        """The statements its reports stand under."""
        return tuple(cite.statement for cite in self.cites if cite.statement is not None)


@dataclass(frozen=True, slots=True)
class DatingView:
    """When an article was told: what it declares, what the evidence says, and why."""

    article: Article
    title: str
    dating: Dating

    @property
    def declared_on(self) -> str | None:
        """What the page declares, EDTF."""
        return self.dating.stated.value if self.dating.stated else None

    @property
    def published_on(self) -> Interval:
        """What the evidence says."""
        return self.dating.published

    @property
    def rejected(self) -> tuple[Alternative, ...]:
        """Days that some reason speaks for and that were given up, nearest to the best first."""
        return tuple(alternatives(self.dating.reasons, self.dating.published))

    @property
    def deciding(self) -> tuple[str, ...]:
        """What further fact would settle the day: keys of the interface's words; none if settled.

        ``day`` any full date; ``weekday`` which of several days of one name; ``neighbour`` another
        article that tells the same with its date; ``page`` when the page was put out.
        """
        low, high = self.dating.published.earliest, self.dating.published.latest
        if low is not None and low == high:
            return ()
        several = low is None or high is None or (high - low).days > 7
        page = () if self.dating.stated else ("page",)
        return ("day", *(("weekday",) if several else ()), "neighbour", *page)

    @property
    def because(self) -> tuple[str, ...]:
        """The reasons in words, strongest first."""
        ranked = sorted(self.dating.reasons, key=lambda reason: -abs(reason.weight))
        return tuple(reason.because for reason in ranked)
