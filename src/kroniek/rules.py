r"""Rules as data: a pattern with the sentences it must and must not match.

A rule file is TOML, one table for each rule::

    [nl-attr-volgens]
    pattern = '[Vv]olgens (?P<source>[A-Z]\w+)'
    words = ["volgens"]             # optional: one of these must stand in the sentence
    act = "statement"               # any further keys are the rule's settings
    yes = ["Volgens Jansen behoorde het pand al tot de gemeente."]
    no = ["Conform afspraak kwamen zij dinsdag."]

One test runs every rule of every file against its own examples, and against long hostile strings
to show that its time grows linearly.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kroniek.errors import PackError
from kroniek.ids import RuleId
from kroniek.packs import lexicon

_OWN_KEYS = frozenset({"pattern", "words", "yes", "no"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with its examples. `words`, if any, are lower case: a cheap test first."""

    id: RuleId
    pattern: re.Pattern[str]
    words: frozenset[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)


@cache
def load_rules(path: str) -> tuple[Rule, ...]:
    """The rules of a file below ``kroniek_data``, in its order.

    Raises PackError when a pattern does not compile or a rule lacks examples.
    """
    found = []
    for name, table in lexicon(path).items():
        if not table.get("yes") or "no" not in table:
            raise PackError(path, f"rule {name!r} lacks examples", "give `yes` and `no` sentences")
        try:
            pattern = re.compile(table["pattern"])
        except (re.error, KeyError) as error:
            raise PackError(path, f"rule {name!r}: {error}", "mend its pattern") from error
        settings = {key: value for key, value in table.items() if key not in _OWN_KEYS}
        found.append(
            Rule(
                RuleId(name),
                pattern,
                frozenset(table.get("words", ())),
                tuple(table["yes"]),
                tuple(table["no"]),
                settings,
            )
        )
    return tuple(found)
