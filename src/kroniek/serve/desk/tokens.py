"""Tokens of forms: only a page that this server made can post, and each form decides once."""

import hmac
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256

from kroniek.ids import JudgementId

MOST_REMEMBERED = 1000
"""How many forms that were posted are remembered."""


@dataclass
class Tokens:
    """Signs the forms of one server, with a secret that is gone when it stops.

    A form that is posted twice (a double click, a page that is loaded again) has decided already:
    `spent_on` says what.
    """

    taking: threading.Lock = field(default_factory=threading.Lock, repr=False)
    """To be held from asking what a token was spent on until it is spent."""
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _spent: OrderedDict[str, JudgementId] = field(default_factory=OrderedDict, repr=False)

    def fresh(self) -> str:
        """A token for one form."""
        number = secrets.token_hex(12)
        return f"{number}.{self._signed(number)}"

    def sound(self, token: str) -> bool:
        """Whether this server gave it out."""
        number, _, signature = token.partition(".")
        return hmac.compare_digest(_bytes(signature), _bytes(self._signed(number)))

    def _signed(self, number: str) -> str:
        return hmac.new(self._secret, _bytes(number), sha256).hexdigest()

    def spent_on(self, token: str) -> JudgementId | None:
        """What was decided with it; None if nothing was."""
        return self._spent.get(token)

    def spend(self, token: str, judgement: JudgementId) -> None:
        """Note what was decided with it."""
        self._spent[token] = judgement
        while len(self._spent) > MOST_REMEMBERED:
            self._spent.popitem(last=False)


def _bytes(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")
