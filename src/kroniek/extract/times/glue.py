"""Words that scraped text has run together: "van28 september", "Dinsdagwerd", "vorigeweek"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kroniek.extract.times.patterns import Edges
from kroniek.extract.times.verbs import load_verbs
from kroniek.model.text import Token
from kroniek.packs import lexicon

_SHORTEST, _LONGEST = 4, 40
_SHORT_VERB = 3
_REMEMBERED = 1 << 16
"""Words whose cuts are kept; a text has far fewer different ones."""
_DAY, _YEAR, _TIME = r"\d{1,2}", r"(?:1[89]|20)\d\d", r"\d{1,2}[:.]\d\d"
_FULL = rf"{_DAY}[-/.]{_DAY}[-/.]{_YEAR}|{_YEAR}-\d\d-\d\d"
_BEFORE, _AFTER = r"(?P<before>[^\W\d]+)", r"(?P<after>[^\W\d]+)"


@dataclass(frozen=True, slots=True)
class Glue:
    """How the words of a language that stick to a time expression are parted from it."""

    words: frozenset[str]
    """Words that may stick to one: prepositions, pronouns, forms of verbs."""
    inside: re.Pattern[str]
    """What a word must hold to be looked at: a figure, or the name of a day, month or unit."""
    shapes: tuple[re.Pattern[str], ...]
    """Ways to run words together, one part a group; `before` and `after` must be `words`."""
    known: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict, compare=False)
    """Cuts already made, by word: the same words come again and again."""

    def apart(
        self, tokens: Sequence[Token], cells: Sequence[Edges | None]
    ) -> Sequence[Token] | None:
        """The tokens with those that were run together parted; None when there are none."""
        parted = {}
        for k, edges in enumerate(cells):
            if edges is not None:
                continue
            lower = tokens[k][3]
            cuts = self.known.get(lower)
            if cuts is None:
                cuts = self._remembered(lower)
            if cuts and len(lower) == len(tokens[k].text):
                parted[k] = list(_parts(tokens[k], cuts))
        if not parted:
            return None
        return [part for k, token in enumerate(tokens) for part in parted.get(k, [token])]

    def _remembered(self, word: str) -> tuple[tuple[int, int], ...]:
        if len(self.known) >= _REMEMBERED:
            self.known.clear()
        cuts = self.known[word] = self.cuts(word)
        return cuts

    def cuts(self, word: str) -> tuple[tuple[int, int], ...]:
        """Where the parts of a lower-case word begin and end; empty if it is one word."""
        if not _SHORTEST <= len(word) <= _LONGEST or not self.inside.search(word):
            return ()
        for shape in self.shapes:
            match = shape.fullmatch(word)
            if match is None:
                continue
            stuck = (said for said in match.groupdict().values() if said)
            spans = tuple(match.span(group) for group in range(1, shape.groups + 1) if match[group])
            if len(spans) > 1 and all(said in self.words for said in stuck):
                return spans
        return ()


def _parts(token: Token, cuts: Sequence[tuple[int, int]]) -> Iterator[Token]:
    for first, end in cuts:
        yield token._replace(
            start=token.start + first,
            end=token.start + end,
            text=token.text[first:end],
            lower=token.lower[first:end],
        )


@cache
def load_glue(language: str) -> Glue:
    """The words of ``kroniek_data/LANGUAGE/times.toml``, table ``glue``."""
    table: Any = lexicon(f"{language}/times.toml")
    lists, glue = table["words"], table["glue"]
    weekdays, months = tuple(lists["WEEKDAY"]), tuple(lists["MONTHANY"])
    days = tuple(day + part for day in weekdays for part in lists["PART"])
    long_months = tuple(month for month in months if len(month) > _SHORTEST - 1)
    names = _either((*weekdays, *days, *long_months, *glue["names"]))
    month, unit = _either(months), _either(tuple(lists["UNIT"]))
    return Glue(
        frozenset((*glue["before"], *glue["after"], *_verbs(language))),
        re.compile(rf"\d|{names}|{_either(_spelled_months(lists))}|{unit}"),
        _shapes(table, names, month, unit),
    )


def _shapes(
    table: Mapping[str, Any], names: str, month: str, unit: str
) -> tuple[re.Pattern[str], ...]:
    lists, glue = table["words"], table["glue"]
    adjectives = _either([word for name in glue["adjectives"] for word in lists[name]])
    named = _either((*lists["WEEKDAY"], *lists["CALUNIT"], *lists["SEASON"]))
    numerals = _either([*table["numerals"]["units"][2:], *table["numerals"]["tens"]])
    between, back = _either(glue["between"]), _either(glue["back"])
    ordinal = _either(table["numerals"]["ordinal_endings"])
    return tuple(
        map(
            re.compile,
            (
                rf"({_FULL})({_TIME})",
                rf"{_BEFORE}?({_FULL}){_AFTER}?",
                rf"{_BEFORE}?({_DAY}(?:{ordinal})?)({month})({_YEAR})?{_AFTER}?",
                rf"{_BEFORE}?({_DAY})({between})",
                rf"({_either(tuple(lists['WEEKDAY']))})({_DAY})({month})({_YEAR})?",
                rf"{_BEFORE}?({names})({_DAY})?{_AFTER}?",
                rf"({_either(glue['before'])})({_either(_spelled_months(lists))}){_AFTER}?",
                rf"({month})(-)?({_DAY})",
                rf"({month})(-)({month})",
                rf"({month})({_YEAR}){_AFTER}?",
                rf"({_DAY})(,)({_YEAR})",
                rf"({_YEAR})({_TIME})",
                rf"{_BEFORE}?({_YEAR}){_AFTER}?",
                rf"{_BEFORE}({_DAY})",
                rf"{_BEFORE}?({_TIME}(?:am|pm|u|uur)?){_AFTER}?",
                rf"{_BEFORE}?({_DAY}(?:am|pm)){_AFTER}?",
                rf"({adjectives})({named}){_AFTER}?",
                rf"({numerals}|\d{{1,3}})({unit})({back})?",
                rf"({unit})({back})",
            ),
        )
    )


def _spelled_months(lists: Mapping[str, Any]) -> tuple[str, ...]:
    """Months in full, "may" as well: to be parted only from a preposition before them."""
    return (*lists["MONTH"], *lists.get("MONTHWORD", ()))


def _verbs(language: str) -> Iterator[str]:
    """Finite forms and participles; not the stems, which make compounds ("koopzondag")."""
    verbs = load_verbs(language)
    plural = {word for word in verbs.plain if word.endswith("en")} if verbs.verb_second else set()
    for word in verbs.past | verbs.present | verbs.participles | plural:
        if len(word) > _SHORT_VERB or word in verbs.past:
            yield word


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
