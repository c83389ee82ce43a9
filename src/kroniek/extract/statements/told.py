"""A statement on its way."""

from dataclasses import dataclass, field

from kroniek.extract.statements.drafts import Draft
from kroniek.extract.statements.interests import NOBODY, Teller
from kroniek.extract.statements.phrases import Line
from kroniek.ids import StatementId
from kroniek.model.text import Evidence
from kroniek.spans import Span


@dataclass(slots=True)
class Told:
    """A statement on its way, with what only finding it needs."""

    draft: Draft
    line: Line
    speaker: Span | None
    parent: StatementId | None
    id: StatementId
    more: list[Span] = field(default_factory=list)
    """Quotations that go on with it in the next sentences."""
    score: float = 1.0
    within: StatementId | None = None
    denies: StatementId | None = None
    teller: Teller = NOBODY
    """What is known of who tells it."""

    @property
    def evidence(self) -> Evidence | None:
        """The kind of evidence that the source gives."""
        return self.teller.evidence
