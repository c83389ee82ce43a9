"""Of all tellings of one happening: in whose voice it is told, and whether it happened."""

from collections.abc import Sequence

from kroniek.extract.events.coreference import Telling
from kroniek.extract.events.hits import NOUNS
from kroniek.ids import StatementId
from kroniek.model.text import Realis


def voice_of(tellings: Sequence[Telling]) -> StatementId | None:
    """The statement a happening is told in; None where the outlet tells it in its own voice.

    Headlines leave out who says so, and "the attack" only comes back to what was told: of those
    that tell it in full the first counts, and one in the outlet's own voice makes it the outlet's.
    """
    full = [telling for telling in tellings if not telling.headline and not _comes_back(telling)]
    told = full or tellings
    return None if any(one.statement is None for one in told) else told[0].statement


def _comes_back(telling: Telling) -> bool:
    """Whether it is a noun that takes the happening for known."""
    return telling.form in NOUNS and (telling.definite or telling.loose)


def realis_of(tellings: Sequence[Telling]) -> Realis:
    """Whether it happened, as the first telling has it that says so at all."""
    return next((one.realis for one in tellings if not one.loose), tellings[0].realis)
