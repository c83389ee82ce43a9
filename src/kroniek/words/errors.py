"""What Kroniek refuses to do, told in the reader's language."""

from typing import Protocol, runtime_checkable

from kroniek.errors import KroniekError, PackError, StoreError, TargetError
from kroniek.words import troubles


@runtime_checkable
class Spoken(Protocol):
    """An error that has words of its own in every language."""

    def told(self, language: str) -> str:
        """What is wrong and what to do about it."""


def in_words(error: KroniekError, language: str) -> str:
    """An error in `language`; what of it has no words there stays in English."""
    match error:
        case Spoken():
            return error.told(language)
        case StoreError() | TargetError() | PackError():
            problem = troubles.told(error.problem, language).words
            return f"{error.path}: {problem}; {troubles.told_remedy(error.remedy, language).words}"
        case _:
            return troubles.told(str(error), language).words
