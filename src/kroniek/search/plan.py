"""From a query to what the index is asked, and to what is marked in the sentences found.

Every key is a word of ``a-z0-9`` (see `fold`), so that nothing a user types can be read as a
command of FTS5.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kroniek.search.fold import bare, folded
from kroniek.search.lexicon import LANGUAGES, words_of
from kroniek.search.query import Clause, Field, Kind, Query

HIDDEN = ("boilerplate", "teaser")
"""Kinds of sentence that are no part of an article; found only when ``kind:`` asks for them."""
LONGEST_NAME = 6
"""Words of a name that are looked up as one."""
_IN_TEXT = {None, Field.SPEAKER, Field.PLACE, Field.TYPE}
_COLUMN: dict[Field | None, str] = {
    Field.SPEAKER: "speakers",
    Field.PLACE: "places",
    Field.TYPE: "types",
}


@dataclass(frozen=True, slots=True)
class Sought:
    """One clause as keys. What is `marked` is shown in the sentence; fields are not.

    `exact` stands in the text or is a name; `lemmas` are further keys; a phrase is several runs of
    keys of which any may stand there; `prefix` begins a key.
    """

    exact: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()
    prefix: str = ""
    column: str = ""

    @property
    def marked(self) -> bool:
        """Whether it is looked for in the text itself."""
        return not self.column

    def expression(self) -> str:
        """As FTS5 reads it; never empty."""
        told = list(self._expressions())
        return f"({' OR '.join(told)})" if told else f'words : "{_NOWHERE}"'

    def _expressions(self) -> Iterator[str]:
        if self.exact:
            yield f"{{{self.column or 'words names'}}} : ({_any(self.exact)})"
        if self.lemmas and not self.column:
            yield f"{{lemmas parts}} : ({_any(self.lemmas)})"
        for column in (self.column,) if self.column else ("words", "lemmas"):
            for phrase in self.phrases:
                yield f'{column} : "{" ".join(phrase)}"'
        if self.prefix:
            yield f'{{{self.column or "words lemmas parts names"}}} : "{self.prefix}" *'


_NOWHERE = "9nowhere9"


def _any(keys: Iterable[str]) -> str:
    return " OR ".join(f'"{key}"' for key in sorted(keys))


@dataclass(frozen=True, slots=True)
class Plan:
    """What the index is asked: an expression of FTS5 (or none), and conditions of SQL."""

    match: str
    conditions: tuple[str, ...]
    values: tuple[Any, ...]
    sought: tuple[Sought, ...]


@dataclass(frozen=True, slots=True)
class Planner:
    """Makes plans for one store: `languages` are those of its texts, `is_name` knows its names."""

    languages: tuple[str, ...]
    is_name: Callable[[str], bool]

    def plan(self, query: Query, *, apart: bool = False) -> Plan:
        """The plan of a query; `apart`: its words may stand in several sentences of an article."""
        groups = list(self._groups(query.groups))
        match = [_either(found) for found, rest in groups if not rest]
        conditions = [_IN_ARTICLE for _ in match] if apart else []
        values: list[Any] = list(match) if apart else []
        for found, rest in groups:
            if rest:
                told = [_condition(clause) for clause in rest] + [_in_index(one) for one in found]
                conditions.append(f"({' OR '.join(sql for sql, _ in told)})")
                values += [value for _, held in told for value in held]
        for clause in query.without:
            sql, held = self._negative(clause)
            conditions.append(f"NOT {sql}")
            values += held
        if not any(clause.field is Field.KIND for group in query.groups for clause in group):
            conditions.append(f"p.kind NOT IN ({', '.join('?' * len(HIDDEN))})")
            values += HIDDEN
        if query.since:
            conditions.append("t.latest >= ?")
            values.append(query.since.isoformat())
        if query.until:
            conditions.append("t.earliest <= ?")
            values.append(query.until.isoformat())
        sought = tuple(one for found, _ in groups for one in found if one.marked)
        return Plan(
            (" OR " if apart else " AND ").join(match), tuple(conditions), tuple(values), sought
        )

    def _groups(
        self, groups: Sequence[tuple[Clause, ...]]
    ) -> Iterator[tuple[list[Sought], list[Clause]]]:
        """Each group as what the index knows and what not; names of several words as one."""
        at = 0
        while at < len(groups):
            length, name = self._name_at(groups, at)
            if name:
                for group in groups[at : at + length]:
                    yield [self._with_name(self._sought(group[0]), name)], []
                at += length
                continue
            group = groups[at]
            yield (
                [self._sought(clause) for clause in group if clause.field in _IN_TEXT],
                [clause for clause in group if clause.field not in _IN_TEXT],
            )
            at += 1

    def _name_at(self, groups: Sequence[tuple[Clause, ...]], at: int) -> tuple[int, str]:
        """How many clauses from here on are one name of the texts, and its key; the longest."""
        run: list[str] = []
        for group in groups[at : at + LONGEST_NAME]:
            one = group[0]
            if len(group) > 1 or one.kind is not Kind.WORDS or one.field is not None:
                break
            run.append(folded(bare(one.words[0])))
        for length in range(len(run), 1, -1):
            key = "".join(run[:length])
            if self.is_name(key):
                return length, key
        return 0, ""

    @staticmethod
    def _with_name(sought: Sought, name: str) -> Sought:
        return Sought(sought.exact | {name}, sought.lemmas)

    def _sought(self, clause: Clause) -> Sought:
        column = _COLUMN.get(clause.field, "")
        keys = tuple(key for word in clause.words if (key := folded(bare(word))))
        if not keys:
            return Sought(column=column)
        match clause.kind:
            case Kind.PREFIX:
                return Sought(prefix=keys[-1], column=column)
            case Kind.PHRASE if column:
                # Names of several words stand there as one, words that name a source in a row.
                joined = frozenset({"".join(keys)})
                return Sought(joined, phrases=(keys,) if len(keys) > 1 else (), column=column)
            case Kind.PHRASE:
                runs = (keys, *(self._lemmas(clause.words, one) for one in self._spoken()))
                return Sought(phrases=tuple(dict.fromkeys(runs)))
            case Kind.WORDS:
                return Sought(frozenset(keys), self._keys(clause.words), column=column)

    def _spoken(self) -> tuple[str, ...]:
        return tuple(one for one in LANGUAGES if one in self.languages)

    def _lemmas(self, words: Sequence[str], language: str) -> tuple[str, ...]:
        forms = (words_of(language).form(word) for word in words)
        return tuple(form.lemma for form in forms if form.word)

    def _keys(self, words: Sequence[str]) -> frozenset[str]:
        """Lemmas of the words and the verbs of nouns in -ing; not the parts of a compound."""
        found = {folded(bare(word)) for word in words}
        for language in self._spoken():
            known = words_of(language)
            for word in words:
                found |= {known.form(word).lemma, *map(folded, known.derived(word))}
        return frozenset(key for key in found if key)

    def _negative(self, clause: Clause) -> tuple[str, list[Any]]:
        if clause.field in _IN_TEXT:
            return _in_index(self._sought(clause))
        return _condition(clause)


_IN_ARTICLE = (
    "p.article IN (SELECT q.article FROM search JOIN passage AS q ON q.id = search.rowid"
    " WHERE search MATCH ?)"
)


def _either(found: Sequence[Sought]) -> str:
    return f"({' OR '.join(one.expression() for one in found)})"


def _in_index(one: Sought) -> tuple[str, list[Any]]:
    return "p.id IN (SELECT rowid FROM search WHERE search MATCH ?)", [one.expression()]


def _condition(clause: Clause) -> tuple[str, list[Any]]:
    """SQL for a clause that the articles' table answers."""
    if clause.field is Field.OUTLET:
        words = " ".join(folded(word) for word in clause.words)
        return "instr(t.folded, ?) > 0", [f" {words} "]
    if clause.field is Field.KIND:
        return "p.kind = ?", ["_".join(clause.words).lower()]
    asked = clause.words[0]
    return "(p.article = ? OR instr(lower(t.path), ?) > 0)", [asked, asked.lower()]
