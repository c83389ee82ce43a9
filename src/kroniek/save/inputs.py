"""What became of an input: the record that stays, whatever became of it."""

from dataclasses import dataclass
from typing import Literal, Self

from kroniek.ids import ArticleId
from kroniek.model.article import Article, Refusal


@dataclass(frozen=True, slots=True)
class InputRecord:
    """What became of one input: `article` if it was read, `reason` … `remedy` if refused.

    A file that holds many inputs has none itself; each of these is `within` its path.
    """

    path: str
    sha256: str
    key: str
    outcome: Literal["read", "partly", "refused"]
    article: ArticleId | None = None
    reason: str | None = None
    detail: str | None = None
    remedy: str | None = None
    place: str | None = None
    """Absolute, as it was when the input was last given; None if it is not known."""
    within: str | None = None
    withdrawn: bool = False
    """Whether a folder it lay in was given again without it: its article is kept, but not told."""

    @property
    def holds_others(self) -> bool:
        """Whether it is a file of many inputs, each of which has a record of its own."""
        return self.article is None and self.outcome != "refused"

    @property
    def ended(self) -> str:
        """How it counts: ``read``, ``partly``, ``refused``, ``withdrawn`` or ``opened``.

        An ``opened`` one is a file of many inputs of which nothing was lost.
        """
        if self.withdrawn:
            return "withdrawn"
        return "opened" if self.holds_others and self.outcome == "read" else self.outcome

    @classmethod
    def of(cls, result: Article | Refusal, sha256: str, key: str, place: str | None = None) -> Self:
        """The record of reading one file of these bytes with code and data of this key."""
        if isinstance(result, Refusal):
            refused = (str(result.reason), result.detail, result.remedy)
            return cls(result.path, sha256, key, "refused", None, *refused, place)
        if result.losses:
            lost = "; ".join(result.losses)
            return cls(result.path, sha256, key, "partly", result.id, None, lost, place=place)
        return cls(result.path, sha256, key, "read", result.id, place=place)
