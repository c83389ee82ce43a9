"""Deciding in the browser: what may be decided of a thing, a look at it first, and taking it down.

Nothing is decided by following a link: addresses only show what a decision would be. The form under
that is posted, with a token of this server, and the chronicle is brought up to date behind it.
"""

from dataclasses import dataclass, field
from pathlib import Path

from kroniek.serve.desk.rebuild import Rebuild
from kroniek.serve.desk.tokens import Tokens


@dataclass(frozen=True)
class Desk:
    """What deciding needs; a server whose pages can only be read has none."""

    rebuild: Rebuild
    tokens: Tokens = field(default_factory=Tokens)

    @classmethod
    def of(cls, store: Path) -> "Desk":
        """A desk for one store."""
        return cls(Rebuild(store))
