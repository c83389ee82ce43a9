"""Whether a person is called he or she, by the given name or the word before it; often unknown."""

from collections.abc import Sequence
from enum import Enum
from functools import cache

from kroniek.packs import lexicon


class Gender(Enum):
    """What pronoun a person takes."""

    FEMININE = "feminine"
    MASCULINE = "masculine"


@cache
def _lists(kind: str) -> frozenset[str]:
    return frozenset(lexicon("shared/genders.toml")[kind].split())


def gender_of(before: Sequence[str], name: Sequence[str]) -> Gender | None:
    """Gender by the lower-case words before a name and its own; None if they leave it open.

    A surname alone tells nothing.
    """
    for gender in Gender:
        if any(word in _lists(f"{gender.value}_words") for word in before):
            return gender
    given = name[0].partition("-")[0] if len(name) > 1 else ""
    for gender in Gender:
        if given in _lists(gender.value):
            return gender
    return None
