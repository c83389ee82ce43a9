"""Words that scraped text has run together: "van28 september", "Dinsdagwerd", "5maartom"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kroniek.extract.times.patterns import Edges
from kroniek.model.text import Token
from kroniek.packs import lexicon

_SHORTEST = 4
_FIGURES = "0123456789"


@dataclass(frozen=True)
class Glue:
    """How the words of a language that stick to a time expression are parted from it."""

    names: tuple[str, ...]
    """Weekdays, months and the like."""
    heads: frozenset[str]
    """First three letters of the names; the last three are `tails`."""
    tails: frozenset[str]
    shape: re.Pattern[str]

    def apart(
        self, tokens: Sequence[Token], cells: Sequence[Edges | None]
    ) -> Sequence[Token] | None:
        """The tokens with those that were run together parted; None when there are none."""
        parted = {}
        for k, edges in enumerate(cells):
            if edges is not None:
                continue
            token = tokens[k]
            lower = token[3]
            if len(lower) < _SHORTEST or not (
                lower[0] in _FIGURES
                or lower[-1] in _FIGURES
                or (lower[:3] in self.heads and lower.startswith(self.names))
                or (lower[-3:] in self.tails and lower.endswith(self.names))
            ):
                continue
            parts = list(self._parts(token))
            if len(parts) > 1:
                parted[k] = parts
        if not parted:
            return None
        return [part for k, token in enumerate(tokens) for part in parted.get(k, [token])]

    def _parts(self, token: Token) -> Iterator[Token]:
        match = self.shape.fullmatch(token.lower)
        if match is None or len(token.lower) != len(token.text):
            return
        for group, said in enumerate(match.groups(), 1):
            if said:
                first, end = match.span(group)
                yield token._replace(
                    start=token.start + first,
                    end=token.start + end,
                    text=token.text[first:end],
                    lower=said,
                )


@cache
def load_glue(language: str) -> Glue:
    """The words of ``kroniek_data/LANGUAGE/times.toml``, table ``glue``."""
    table: Any = lexicon(f"{language}/times.toml")
    lists, glue = table["words"], table["glue"]
    weekdays, months = tuple(lists["WEEKDAY"]), tuple(lists["MONTH"])
    days = tuple(day + part for day in weekdays for part in lists["PART"])
    names = (*weekdays, *days, *(m for m in months if len(m) > 3), *glue["names"])
    before, after = _either(glue["before"]), _either(glue["after"])
    month, name = _either(months), _either(names)
    year, day = r"(?:1[89]|20)\d\d", r"\d{1,2}"
    full = rf"{day}[-/.]{day}[-/.]{year}"
    shape = "|".join(
        (
            rf"({full})(\d{{1,2}}[:.]\d\d)",
            rf"({before})({day}|{full})",
            rf"({before})?({day})({month})({year})?({after})?",
            rf"({day})({_either(glue['between'])})",
            rf"({before})?({name})({day})?({after})?",
            rf"({month})(-)({day})",
            rf"({before})({year})",
            rf"({month})({year})({after})?",
            rf"({year})({after})",
            rf"({_either(weekdays)})({day})({month})",
            rf"([a-z]{{3,}}ed)({name})",
        )
    )
    heads, tails = (frozenset(name[cut] for name in names) for cut in (slice(3), slice(-3, None)))
    return Glue(names, heads, tails, re.compile(shape))


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
