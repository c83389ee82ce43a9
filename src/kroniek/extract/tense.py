"""Tense of the clause that a time expression stands in, from a compact lexicon of verb forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kroniek.model.text import Tense, Token
from kroniek.packs import lexicon

WINDOW = 24
"""How many tokens before and behind an expression are looked at."""


@dataclass(frozen=True)
class VerbForms:
    """Verb forms of one language, lower case."""

    past: frozenset[str]
    past_endings: tuple[str, ...]
    not_past: frozenset[str]
    perfect: frozenset[str]
    participle_prefixes: tuple[str, ...]
    participle_endings: tuple[str, ...]
    participles: frozenset[str]
    future: frozenset[str]
    present: frozenset[str]
    clause_ends: frozenset[str]
    relatives: frozenset[str]

    def past_form(self, word: str) -> bool:
        """Whether a word is, or looks like, a finite verb in the past tense."""
        if word in self.past:
            return True
        return len(word) > 4 and word.endswith(self.past_endings) and word not in self.not_past

    def participle(self, word: str) -> bool:
        """Whether a word is, or looks like, a past participle."""
        if word in self.participles:
            return True
        return (
            len(word) > 4
            and word.endswith(self.participle_endings)
            and word.startswith(self.participle_prefixes)
        )


@cache
def load_verbs(language: str) -> VerbForms:
    """The verb forms of ``kroniek_data/LANGUAGE/times.toml``."""
    table: Mapping[str, Any] = lexicon(f"{language}/times.toml")
    verbs = table["verbs"]
    return VerbForms(
        past=frozenset(verbs["past"]),
        past_endings=tuple(verbs["past_endings"]),
        not_past=frozenset(verbs["not_past"]),
        perfect=frozenset(verbs["perfect"]),
        participle_prefixes=tuple(verbs["participle_prefixes"]) or ("",),
        participle_endings=tuple(verbs["participle_endings"]),
        participles=frozenset(verbs.get("participles", ())),
        future=frozenset(verbs["future"]),
        present=frozenset(verbs["present"]),
        clause_ends=frozenset(table["guards"]["clause_ends"]),
        relatives=frozenset(table["guards"].get("relatives", ())),
    )


def clause(tokens: Sequence[Token], first: int, end: int, verbs: VerbForms) -> range:
    """Indexes of the tokens of the clause around ``tokens[first:end]``, at most `WINDOW` each way."""
    low = first
    while low > 0 and first - low < WINDOW and tokens[low - 1].lower not in verbs.clause_ends:
        low -= 1
    high = end
    while (
        high < len(tokens) and high - end < WINDOW and tokens[high].lower not in verbs.clause_ends
    ):
        high += 1
    return range(low, high)


def tense_at(tokens: Sequence[Token], first: int, end: int, verbs: VerbForms) -> Tense:
    """Tense of the clause around ``tokens[first:end]``; of the sentence nearby, if it has no verb."""
    near = clause(tokens, first, end, verbs)
    found = _tense([tokens[k].lower for k in near if not first <= k < end], verbs)
    if found is not Tense.NONE:
        return found
    low, high = max(0, first - WINDOW), min(len(tokens), end + WINDOW)
    return _tense([tokens[k].lower for k in range(low, high) if not first <= k < end], verbs)


def _tense(words: Sequence[str], verbs: VerbForms) -> Tense:
    if any(word in verbs.future for word in words):
        return Tense.FUTURE
    if any(word in verbs.perfect for word in words) and any(map(verbs.participle, words)):
        return Tense.PERFECT
    if any(word in verbs.past for word in words):
        return Tense.PAST
    if any(word in verbs.present for word in words):
        return Tense.PRESENT
    if any(map(verbs.past_form, words)):
        return Tense.PAST
    return Tense.NONE
