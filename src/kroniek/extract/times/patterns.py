"""Rules for time expressions as data, compiled to a tree that is walked once from each word.

A rule is a row of word classes (see ``kroniek_data/nl/times.toml``). All rows of a language are
spelled out and put in one tree, so that the cost of a word is bounded by the tree's depth and not
by the number of rules, and no input can make it go back over what it has read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from kroniek.errors import PackError
from kroniek.ids import RuleId
from kroniek.packs import lexicon

MAX_ROW = 16
"""Longest row of classes: the depth of the tree."""
NUMERIC_CLASSES = frozenset(
    "DAY YEAR BAREYEAR YEAR2 NUM HOUR CLOCK CLOCKDOT ISO SLASHED ORDINAL ORDINALDAY COUNTADJ "
    "WEEKDAYPART MIDYEAR MIDDECADE DAYMONTH BIGNUM SPELLEDDAY "
    "DECADE2 DECADES2 DECADE4 DECADEYEAR YEAR2 FRACTION CLOCK4 MIDORD DAYS YEARS".split()
)
"""Classes that the program reads off figures and compounds."""

NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "calendar": (
        ("iso",),
        ("slashed",),
        ("year",),
        ("count_century", "count"),
        ("month",),
        ("day",),
        ("*",),
    ),
    "days": (("days", "month"), ("years",)),
    "span": (
        ("day", "day_x", "month"),
        ("month", "month_x"),
        ("weekday", "weekday_x"),
        ("year", "year_x"),
    ),
    "nth": (
        ("ordinal", "weekday", "month"),
        ("ordinal", "weekday", "offset"),
        ("ordinal", "unit", "month"),
        ("ordinal", "unit", "offset"),
        ("unit", "month"),
    ),
    "week": (("count_n",), ("ordinal_n",), ("ordinal", "month"), ("day", "month")),
    "warday": (("count_n",), ("ordinal_n",), ("year_n",)),
    "weekday": (("weekday",), ("*",)),
    "near": (("unit", "offset"), ("unit", "*"), ("*", "offset")),
    "season": (("season",),),
    "quarter": (("quarter",),),
    "halfyear": (("half",),),
    "decade": (("decade",), ("decade4",), ("*",), ("ordinal", "offset")),
    "century": (("ordinal",), ("*",)),
    "holiday": (("holiday",),),
    "ago": (("unit",),),
    "hence": (("unit",),),
    "shift": (("unit", "direction"),),
    "same": (("unit",),),
    "window": (("unit", "direction"),),
    "duration": (("unit",), ("*",)),
    "set": (("value",), ("unit",), ("weekday",), ("month",), ("season",), ("part",), ("*",)),
    "clock": (("clock",), ("hour",)),
    "daypart": (("part",),),
    "ref": (("value",),),
}
"""Arguments that a row of each kind must give: one of these sets at least (``*``: a compound)."""

Edges = Mapping[str, str]
"""What one word may be: class (or ``=word``) and what it stands for."""


class Element(NamedTuple):
    """One place in a row: the edge to take, the argument it fills, and a value fixed beforehand."""

    edge: str
    argument: str | None
    fixed: str | None


class Group(NamedTuple):
    """Places ``[first, end)`` of a row that make one expression."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class TimeRule:
    """What a rule says of its finds: the symbol's kind, fixed arguments, guard and examples."""

    id: RuleId
    kind: str
    fixed: tuple[tuple[str, str], ...]
    guard: str | None
    order: int
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Ending(NamedTuple):
    """A row that ends at a node of the tree."""

    rule: TimeRule
    row: tuple[Element, ...]
    groups: tuple[Group, ...]


@dataclass(slots=True)
class Node:
    """A node of the tree: where each edge leads, and the rows that end here."""

    next: dict[str, "Node"] = field(default_factory=dict)
    endings: list[Ending] = field(default_factory=list)


@dataclass(frozen=True)
class Grammar:
    """The rules of one language, compiled."""

    language: str
    root: Node
    words: Mapping[str, Edges]
    """Each word that some rule knows, lower case."""
    rules: tuple[TimeRule, ...]


def walk(root: Node, cells: Sequence[Edges | None], start: int) -> Iterator[tuple[int, Ending]]:
    """Rows that begin at cell `start`, with the cell behind their last one.

    At most `MAX_ROW` cells are read, whatever their number.
    """
    states = [(start, root)]
    while states:
        at, node = states.pop()
        for ending in node.endings:
            yield at, ending
        if at >= len(cells):
            continue
        edges = cells[at]
        if edges is None:
            continue
        following = node.next
        for edge in edges:
            child = following.get(edge)
            if child is not None:
                states.append((at + 1, child))


class _Compiler:
    """Spells out the rows of one language."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.table: Mapping[str, Any] = lexicon(path)
        self.arguments: Mapping[str, str] = self.table["arguments"]
        self.phrases: Mapping[str, Mapping[str, str]] = self.table.get("phrases", {})
        self.classes = set(self.table["words"]) | NUMERIC_CLASSES
        self.literals: set[str] = set()
        self.root = Node()

    def _atom(self, word: str) -> list[tuple[Element, ...]]:
        """The ways to read one alternative: a class, a phrase class or a word."""
        name, _, suffix = word.partition(".") if word[0].isupper() else (word, "", "")
        if name in self.phrases:
            argument = self.arguments.get(name)
            return [
                self._phrase(phrase, argument, value)
                for phrase, value in self.phrases[name].items()
            ]
        if name in self.classes:
            argument = self.arguments.get(name)
            if argument and suffix and not suffix.isdigit():
                argument = f"{argument}_{suffix}"
            return [(Element(name, argument, None),)]
        if name.isupper():
            raise PackError(self.path, f"unknown class {name!r}", "add it to `words`")
        self.literals.add(word)
        return [(Element(f"={word}", None, None),)]

    def _phrase(self, phrase: str, argument: str | None, value: str) -> tuple[Element, ...]:
        first, *rest = phrase.split(" ")
        self.literals.update((first, *rest))
        return (
            Element(f"={first}", argument, value),
            *(Element(f"={word}", None, None) for word in rest),
        )

    def rows(self, pattern: str) -> Iterator[tuple[tuple[Element, ...], tuple[Group, ...]]]:
        """Every row that a pattern stands for, with the groups of its braces."""
        choices: list[list[tuple[Element, ...] | str]] = []
        for item in pattern.replace("{", "{ ").replace("}", " }").split():
            if item in "{}":
                choices.append([item])
                continue
            word = item.removesuffix("?") if len(item) > 1 else item
            ways: list[tuple[Element, ...] | str] = []
            for part in word.split("|") if len(word) > 1 else [word]:
                ways += self._atom(part)
            choices.append([*ways, ()] if word != item else ways)
        for picked in product(*choices):
            yield _row(picked)

    def add(self, rule: TimeRule, pattern: str) -> None:
        """Put all rows of a pattern into the tree."""
        for row, groups in self.rows(pattern):
            if not 0 < len(row) <= MAX_ROW:
                raise PackError(self.path, f"row of {len(row)} in {rule.id!r}", "shorten it")
            given = {e.argument for e in row} | {name for name, _ in rule.fixed}
            if not any(given.issuperset(need) for need in NEEDED[rule.kind]):
                raise PackError(
                    self.path,
                    f"{pattern!r} of {rule.id!r} gives too little",
                    str(NEEDED[rule.kind]),
                )
            node = self.root
            for element in row:
                node = node.next.setdefault(element.edge, Node())
            node.endings.append(Ending(rule, row, groups))


def _row(
    picked: Sequence[tuple[Element, ...] | str],
) -> tuple[tuple[Element, ...], tuple[Group, ...]]:
    row: list[Element] = []
    groups: list[Group] = []
    opened: int | None = None
    for item in picked:
        if item == "{":
            opened = len(row)
        elif item == "}":
            groups.append(Group(opened or 0, len(row)))
        else:
            row += [element for element in item if isinstance(element, Element)]
    return tuple(row), tuple(groups) or (Group(0, len(row)),)


def _words(compiler: _Compiler) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, table in compiler.table["words"].items():
        for word, value in table.items():
            found.setdefault(word, {})[name] = value
    for word in compiler.literals:
        found.setdefault(word, {})[f"={word}"] = ""
    return found


@cache
def load_grammar(language: str) -> Grammar:
    """The compiled rules of ``kroniek_data/LANGUAGE/times.toml``. Raises PackError on a fault."""
    compiler = _Compiler(f"{language}/times.toml")
    rules = []
    for order, (name, table) in enumerate(compiler.table["rules"].items()):
        if not table.get("yes") or "no" not in table:
            raise PackError(compiler.path, f"rule {name!r} lacks examples", "give `yes` and `no`")
        fixed = tuple(sorted((key, str(value)) for key, value in table.get("set", {}).items()))
        rule = TimeRule(
            RuleId(f"{language}-time-{name}"),
            table["kind"],
            fixed,
            table.get("guard"),
            order,
            tuple(table["yes"]),
            tuple(table["no"]),
        )
        rules.append(rule)
        for pattern in table["patterns"]:
            compiler.add(rule, pattern)
    return Grammar(language, compiler.root, _words(compiler), tuple(rules))
