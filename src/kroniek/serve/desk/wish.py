"""What somebody wants to decide, as an address or a form tells it, and the decision it would be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Unpack

from kroniek.ids import digest
from kroniek.library.judging import Judging, Told
from kroniek.model.judgement import Judgement
from kroniek.save.store import Store
from kroniek.views import Views

VERBS = ("confirm", "date", "place", "hide", "split", "same", "not-same", "undo", "accept")
"""All that can be decided."""
WITH_VALUE = frozenset({"date", "place", "split", "same", "not-same"})
"""Verbs that need more than the thing they are about."""
MOST = {"about": 400, "value": 400, "own": 400, "because": 2000, "who": 100, "back": 4000}
"""How many characters a field may have."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A verb, the pointer of what it is about, and its value.

    The value is days (EDTF) of ``date``, a place of ``place``, an article of ``split``, and the
    other thing of ``same`` and ``not-same``.
    """

    verb: str
    about: str
    value: str = ""

    @classmethod
    def of(cls, verb: str, told: Mapping[str, str]) -> "Wish":
        """As fields tell it; what was typed into ``own`` counts before what was chosen."""
        value = told.get("own", "").strip() or told.get("value", "").strip()
        return cls(verb, told.get("about", "").strip(), value)


def too_long(told: Mapping[str, str]) -> str | None:
    """The first field that has more characters than it may; None if none has."""
    return next((name for name, most in MOST.items() if len(told.get(name, "")) > most), None)


@dataclass
class Clerk(Judging):
    """Takes decisions down in an open store, of what stands in the views of its chronicle."""

    store: Store
    views: Views

    def build(self) -> None:
        """Nothing: the server builds behind it."""

    def take(self, wish: Wish, **told: Unpack[Told]) -> Judgement:
        """Decide. Raises NotFoundError, JudgementError and StoreError as `Judging` does."""
        told["later"] = True
        match wish.verb:
            case "confirm":
                return self.confirm(wish.about, **told)
            case "date":
                return self.judge_date(wish.about, wish.value, **told)
            case "place":
                return self.judge_place(wish.about, wish.value, **told)
            case "hide":
                return self.hide(wish.about, **told)
            case "split":
                return self.judge_split(wish.about, wish.value, **told)
            case "same":
                return self.judge_same(wish.about, wish.value, **told)
            case "not-same":
                return self.judge_not_same(wish.about, wish.value, **told)
            case "undo":
                return self.undo(wish.about, **told)
            case "accept":
                return self.accept(wish.about, **told)
            case _:
                raise ValueError(wish.verb)

    def shown(self, wish: Wish) -> Judgement:
        """The decision it would be; nothing is kept."""
        return self.take(wish, who="?", when="2000-01-01T00:00:00Z", kept=False)


def seal_of(judgement: Judgement) -> str:
    """Tells whether a decision is the one that was looked at: what is decided, on which words."""
    anchors = [(a.path, a.exact, a.span) for side in judgement.sides for a in side]
    value = (judgement.verb, judgement.subject, judgement.value)
    return digest(*value, *(len(side) for side in judgement.sides), *anchors)
