"""Ids made of content: equal on every machine, in every process, for the same words."""

import hashlib
from typing import NewType

ArticleId = NewType("ArticleId", str)
EntityId = NewType("EntityId", str)
StatementId = NewType("StatementId", str)
EventId = NewType("EventId", str)
HappeningId = NewType("HappeningId", str)
EntryId = NewType("EntryId", str)
RuleId = NewType("RuleId", str)
JudgementId = NewType("JudgementId", str)

_SEPARATOR = "\x1f"


def digest(*parts: object, length: int = 12) -> str:
    """Lower-case hexadecimal SHA-256 of the parts' ``str``, cut to `length` digits (at most 64)."""
    joined = _SEPARATOR.join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def content_id(prefix: str, *parts: object) -> str:
    """``prefix-`` and twelve hexadecimal digits of the parts: 48 bits, enough for 10^6 items."""
    return f"{prefix}-{digest(*parts)}"
