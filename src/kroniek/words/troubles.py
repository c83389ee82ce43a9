"""What can be wrong, and what to do about it: each under a code, told in the reader's language.

Records and errors hold it in English, in the words of one list (``en/troubles.toml``), whose keys
are the codes; by these words the code is found again, and with it the words of another language.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter
from typing import NamedTuple

from kroniek.model.article import Reason, Refusal
from kroniek.packs import lexicon
from kroniek.words.reasons import Told

_LONGEST = 4000
_BETWEEN = "; "
"""Stands between several troubles of one input."""


def trouble(code: str, /, **values: object) -> str:
    """What is wrong, in English, for a record. Raises KeyError for an unknown code or value."""
    return _filled("trouble", code, values)


def refused(path: str, reason: Reason, code: str, remedy: str, /, **values: object) -> Refusal:
    """The refusal of an input for the trouble `code`, with a remedy by its own code."""
    return Refusal(path, reason, trouble(code, **values), _filled("remedy", remedy, values))


def remedy(code: str, /, **values: object) -> str:
    """What to do about it, in English, for a record. Raises KeyError as `trouble` does."""
    return _filled("remedy", code, values)


def _filled(table: str, code: str, values: Mapping[str, object]) -> str:
    if "what" in values:
        values = {**values, "what": _texts("en", "thing")[str(values["what"])]}
    return _texts("en", table)[code].format(**values)


def _texts(language: str, table: str) -> Mapping[str, str]:
    found: Mapping[str, str] = lexicon(f"{language}/troubles.toml")[table]
    return found


# -- back from the English words


class Known(NamedTuple):
    """A trouble or remedy that was recognised by its words: its code and what fills it."""

    code: str
    values: Mapping[str, str]


def known(words: str, table: str = "trouble") -> Known | None:
    """The ``trouble`` or ``remedy`` that these English words tell; None if it is none of ours."""
    if len(words) > _LONGEST:
        return None
    for code, pattern in _patterns(table):
        match = pattern.fullmatch(words)
        if match is not None:
            return Known(code, match.groupdict())
    return None


def codes(detail: str) -> tuple[str, ...]:
    """The codes of what is wrong, in order; what has none is left out."""
    found = (known(part) for part in _parted(detail))
    return tuple(one.code for one in found if one is not None)


def told(detail: str, language: str) -> Told:
    """What is wrong in `language`; in English where one of its parts has no code."""
    return _in(language, [(part, known(part)) for part in _parted(detail)], "trouble")


def told_remedy(words: str, language: str) -> Told:
    """What to do about it in `language`; in English where it has no code."""
    return _in(language, [(words, known(words, "remedy"))], "remedy")


def _in(language: str, parts: list[tuple[str, Known | None]], table: str) -> Told:
    if language == "en" or any(found is None for _, found in parts):
        return Told(_BETWEEN.join(part for part, _ in parts), "en")
    texts = _texts(language, table)
    said = [texts[one.code].format(**_values(one, language)) for _, one in parts if one is not None]
    return Told(_BETWEEN.join(said), language)


def _values(found: Known, language: str) -> dict[str, object]:
    """What fills a trouble: numbers as numbers, things and troubles within it in `language`."""
    whole = {name for name, spec in _fields(found.code) if spec == "d"}
    return {
        name: int(value) if name in whole else _spoken(value, language)
        for name, value in found.values.items()
    }


def _spoken(value: str, language: str) -> str:
    thing = _things().get(value)
    if thing is not None:
        return _texts(language, "thing")[thing]
    cure = told_remedy(value, language)
    return cure.words if cure.language == language else told(value, language).words


@cache
def _things() -> Mapping[str, str]:
    """The codes of things by their English words."""
    return {words: code for code, words in _texts("en", "thing").items()}


def _parted(detail: str) -> Iterator[str]:
    """The troubles in a detail; the shortest runs of words that are one, for some hold a "; "."""
    parts = detail.split(_BETWEEN)
    start = 0
    while start < len(parts):
        ends = range(start + 1, len(parts) + 1)
        runs = ((end, _BETWEEN.join(parts[start:end])) for end in ends)
        end, run = next(
            ((end, run) for end, run in runs if known(run) is not None), (start + 1, parts[start])
        )
        yield run
        start = end


def _fields(code: str) -> Iterator[tuple[str, str]]:
    for table in ("trouble", "remedy"):
        for _, name, spec, _ in Formatter().parse(_texts("en", table).get(code, "")):
            if name is not None:
                yield name, spec or ""


@cache
def _patterns(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What each trouble looks like, the one with most words of its own first."""
    rows = [(code, *_pattern(template)) for code, template in _texts("en", table).items()]
    rows.sort(key=lambda row: (-row[2], row[0]))
    return tuple((code, re.compile(pattern, re.DOTALL)) for code, pattern, _ in rows)


def _pattern(template: str) -> tuple[str, int]:
    """A regular expression for a filled template, and how many letters of its own that has."""
    pattern, own = "", 0
    for literal, name, spec, _ in Formatter().parse(template):
        pattern, own = pattern + re.escape(literal), own + len(literal)
        if name == "what":
            pattern += f"(?P<what>{'|'.join(map(re.escape, _things()))})"
        elif name is not None:
            pattern += rf"(?P<{name}>\d+)" if spec == "d" else f"(?P<{name}>.+?)"
    return pattern, own
