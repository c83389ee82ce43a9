"""What is read as one article: bytes in a format, with what is known of them besides."""

import hashlib
from dataclasses import dataclass, field, fields

from kroniek.model.article import Format, Reason, Refusal
from kroniek.words.troubles import remedy, trouble


@dataclass(frozen=True, slots=True)
class Given:
    """What is told about a text outside it: in the columns of a row, the headers of a record.

    `dates` are values as they are written, each with the place it stood in, in English. `charset`
    is the encoding its bytes are said to have; `sure` that they have it indeed.
    """

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    charset: str | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One text to read: a file, a row of a table, a record of an archive, a message.

    `losses` says in English what of it was lost before it came here.
    """

    name: str
    format: Format
    raw: bytes
    given: Given = field(default_factory=Given)
    losses: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Digest of all an article can be made of but the name; of a mere file, of its bytes."""
        found = hashlib.sha256(self.raw)
        if self.given != _NOTHING or self.losses:
            known = [getattr(self.given, one.name) for one in fields(self.given)]
            found.update(repr((str(self.format), known, self.losses)).encode("utf-8", "replace"))
        return found.hexdigest()


_NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Lost:
    """Something of a file of many inputs that could not be read: why, and what the user can do."""

    detail: str
    remedy: str
    reason: Reason = Reason.DAMAGED


def lost(
    code: str, cure: str = "again", reason: Reason = Reason.DAMAGED, /, **values: object
) -> Lost:
    """What is lost by the trouble `code`; `cure` is the code of its remedy."""
    return Lost(trouble(code, **values), remedy(cure, **values), reason)


Found = Piece | Refusal | Lost
"""What a file of many inputs gives, one after the other; a refusal's path is its name within."""
