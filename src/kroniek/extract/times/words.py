"""What one token may be in a time expression: a word of the lexicon, a figure, a compound."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kroniek.extract.times.patterns import Edges, load_grammar
from kroniek.model.text import Token
from kroniek.packs import lexicon

_ISO = re.compile(r"(1\d{3}|20\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?![-\d])")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d\d)[/.](\d\d)")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_CLOCK = re.compile(r"([01]?\d|2[0-4])([.:uh])([0-5]\d)(?::[0-5]\d)?(u|h|uur|am|pm|a\.m\.|p\.m\.)?")
_HOURS = re.compile(r"([01]?\d|2[0-4])(u|h|am|pm|a\.m\.|p\.m\.)\.?")
_DAYS = re.compile(r"(0?[1-9]|[12]\d|3[01])[-–/](0?[1-9]|[12]\d|3[01])")
_YEARS = re.compile(r"(1\d{3}|20\d\d)[-–/](1\d{3}|20\d\d|\d\d)")
_DAYMON = re.compile(r"(\d{1,2})-([a-z]{3,9})-(\d{4}|\d{2})")
_THOUSANDS = re.compile(r"\d[.,]\d{3}")
_FIGURES = re.compile(r"\d{1,3}(?:,\d{1,2}|\.\d)?")
_LONG_NAME = 6
_LAST_SHORT_YEAR = 35
"""After an apostrophe two figures up to this are of our century: '24, but '45."""
_HALVES = {"early": "START", "mid": "MID", "late": "END"}
_FRACTIONS = {"1/2": "0.5", "1/4": "0.25", "3/4": "0.75"}
POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True)
class TimeWords:
    """The lexicon of one language with the numerals and compounds the program makes itself."""

    language: str
    words: Mapping[str, Edges]
    """Edges of each known word, lower case."""
    capitals: frozenset[str]
    """Words that mean a time only when they begin with a capital."""
    ordinal_endings: frozenset[str]
    month_first: bool
    months: Mapping[str, str]
    units: Mapping[str, str]
    numerals: Mapping[str, str]
    adjective_units: Mapping[str, str]

    def cells(self, tokens: Sequence[Token]) -> list[Edges | None]:
        """For each token its edges; None when no rule knows it."""
        known, capitals = self.words, self.capitals
        found: list[Edges | None] = []
        for token in tokens:
            lower = token[3]
            edges = known.get(lower)
            if edges is None:
                first = lower[0]
                if "0" <= first <= "9":
                    edges = self.figure(lower)
                elif lower.endswith(POSSESSIVE):
                    edges = self._possessive(token)
                elif "-" in lower or "‑" in lower:
                    edges = self._hyphened(lower)
            elif lower in capitals and not token[2][0].isupper():
                edges = None
            found.append(edges)
        return found

    def _possessive(self, token: Token) -> Edges | None:
        """``this year's``, ``Monday's``: the word without its ending."""
        lower = token.lower[:-2]
        return (
            None
            if lower in self.capitals and not token.text[0].isupper()
            else self.words.get(lower)
        )

    def figure(self, word: str) -> Edges | None:
        """Edges of a token that begins with a digit."""
        if word.isdigit() and word.isascii():
            return _digits(word)
        if "-" in word or "–" in word or "/" in word:
            return self._dashed(word)
        return self._dotted(word) or self._ordinal(word)

    def _dashed(self, word: str) -> Edges | None:
        if match := _ISO.fullmatch(word):
            return {"ISO": word}
        if match := _YEAR_FIRST.fullmatch(word):
            return {"ISO": _day(int(match[1]), int(match[2]), int(match[3]))}
        if match := _YEARS.fullmatch(word):
            last = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
            return {"YEARS": f"{match[1]}/{last}"} if int(last) > int(match[1]) else None
        if match := _DAYMON.fullmatch(word):
            month = self.months.get(match[2])
            return {"ISO": _day(_year(match[3]), int(month), int(match[1]))} if month else None
        if match := _DAYS.fullmatch(word):
            return self._two_figures(match)
        return self._slashed(word) or self._hyphened(word)

    def _slashed(self, word: str) -> Edges | None:
        match = _SLASHED.fullmatch(word)
        if not match:
            return None
        first, second = int(match[1]), int(match[3])
        month_first = self.month_first and match[2] != "."  # with points the day comes first
        month, day = (first, second) if month_first else (second, first)
        if month > 12 >= day:
            month, day = day, month
        value = _day(_year(match[4]), month, day)
        if not value or (match[2] == "." and len(match[4]) != 4):
            return None
        if day <= 12 and day != month and match[2] != ".":
            # Americans and Britons differ; the Dutch put the day first, but may copy an American.
            value += ("|" if self.month_first else ">") + _day(_year(match[4]), day, month)
        return {"SLASHED": value}

    def _dotted(self, word: str) -> Edges | None:
        found: dict[str, str] = {}
        if match := _CLOCK.fullmatch(word):
            hour = _hour(int(match[1]), match[4])
            found["CLOCK" if match[2] != "." or match[4] else "CLOCKDOT"] = f"{hour:02}:{match[3]}"
        elif match := _HOURS.fullmatch(word):
            found["CLOCK"] = f"{_hour(int(match[1]), match[2]):02}"
        if _FIGURES.fullmatch(word):
            found["NUM"] = word.replace(",", ".")
        if not found and (slashed := self._slashed(word)):
            return slashed
        if not found and (days := _DAYS.fullmatch(word)):
            return self._two_figures(days)
        return found or None

    def _two_figures(self, match: re.Match[str]) -> Edges | None:
        """``3-5`` may be days of a month, ``5/9`` a day and a month as well."""
        if match[0] in _FRACTIONS:
            return {"FRACTION": _FRACTIONS[match[0]]}
        first, second = int(match[1]), int(match[2])
        found = {"DAYS": f"{first}/{second}"} if first < second else {}
        month, day = (first, second) if self.month_first else (second, first)
        if month <= 12 and match[0][len(match[1])] == "/":
            found["DAYMONTH"] = f"day:{day} month:{month}"
            if self.month_first and day <= 12 and day != month:
                found["DAYMONTH"] += f" day_o:{month} month_o:{day}"
        return found or None

    def _ordinal(self, word: str) -> Edges | None:
        if word.endswith("½") and word[:-1].isdigit():
            return {"NUM": f"{word[:-1]}.5"}
        figures = word.rstrip("abcdefghijklmnopqrstuvwxyz'’")
        if _THOUSANDS.fullmatch(word):
            return {"BIGNUM": word.replace(".", "").replace(",", "")}
        if not figures.isdigit() or len(figures) > 4:
            return None
        ending = word[len(figures) :]
        if len(figures) == 4 and ending in ("s", "'s", "’s") and figures[3] == "0":
            return {"DECADE4": figures[:3]}
        if len(figures) == 2 and ending in ("s", "'s", "’s", "er", "ers") and figures[1] == "0":
            return {"DECADES2": figures}
        if ending not in self.ordinal_endings:
            return None
        number = int(figures)
        edges = {"ORDINAL": str(number)}
        if 1 <= number <= 31:
            edges |= {"DAY": str(number), "ORDINALDAY": str(number)}
        return edges

    def _hyphened(self, word: str) -> Edges | None:
        """``two-year``, ``10-jarige``, ``five-year-old``: a number and a unit."""
        number, _, rest = word.replace("‑", "-").partition("-")
        if number in _HALVES and (nth := self._ordinal(rest)) and "ORDINAL" in nth:
            return {"MIDORD": f"ordinal:{nth['ORDINAL']} mod:{_HALVES[number]}"}
        if number == "mid" and (decade := self._ordinal(rest)) and "DECADE4" in decade:
            return {"MIDDECADE": f"decade4:{decade['DECADE4']} mod:MID"}
        if number == "mid" and len(rest) == 4 and rest.isdigit():
            return {"MIDYEAR": f"year:{rest} mod:MID"}
        unit = self.units.get(rest) or self.adjective_units.get(rest)
        if unit is None and rest.endswith(("-long", "-lang", "-lange")):
            unit = self.units.get(rest.partition("-")[0])
        if unit is None:
            return None
        count = self.numerals.get(number) or (number if number.isdigit() else None)
        if not count or rest.endswith("-old") or rest == "quarters":
            return None
        return {"COUNTADJ": f"count:{count} unit:{unit}"}


def _digits(word: str) -> Edges | None:
    if len(word) == 4:
        return _four_digits(word)
    if len(word) > 4:
        return None
    number = int(word)
    found = {"NUM": str(number)}
    if 1 <= number <= 31 and len(word) <= 2:
        found["DAY"] = str(number)
    if number <= 24 and len(word) <= 2:
        found["HOUR"] = f"{number:02}"
    if len(word) == 2:
        found["YEAR2"] = str(number + (2000 if number <= _LAST_SHORT_YEAR else 1900))
        if word[1] == "0":
            found["DECADE2"] = word
    return found


def _four_digits(word: str) -> Edges | None:
    found = {"YEAR": word, "BAREYEAR": word} if 1000 <= int(word) <= 2199 else {}
    if found and word[3] == "0" and word[:2] in ("18", "19", "20"):
        found["DECADEYEAR"] = word[:3]
    if int(word[:2]) < 24 and int(word[2:]) < 60:
        found["CLOCK4"] = f"{word[:2]}:{word[2:]}"
    return found or None


def _year(figures: str) -> int:
    """Two figures stand for the years 1950 to 2049."""
    number = int(figures)
    return number if len(figures) == 4 else number + (2000 if number < 50 else 1900)


def _day(year: int, month: int, day: int) -> str:
    """ISO form; empty when there is no such day of a month."""
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _hour(hour: int, half: str | None) -> int:
    if half and half[0] == "p" and hour < 12:
        return hour + 12
    return 0 if half and half[0] == "a" and hour == 12 else hour


def _spelled(table: Mapping[str, Any], language: str) -> dict[str, str]:
    """Numerals in words up to 99, and those listed apart."""
    units, tens = table["units"], table["tens"]
    found = {word: str(number) for number, word in enumerate(units)}
    for k, ten in enumerate(tens):
        found[ten] = str(20 + 10 * k)
        for one in range(1, 10):
            number = str(20 + 10 * k + one)
            if language == "nl":
                joint = "ën" if units[one].endswith("ee") or units[one].endswith("ie") else "en"
                found[f"{units[one]}{joint}{ten}"] = number
            else:
                found[f"{ten}-{units[one]}"] = number
    return found | {word: f"{number:g}" for word, number in table["more"].items()}


def _compounds(table: Mapping[str, Any], numerals: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """``vrijdagochtend``, ``tweejarige``: words made of two of the lexicon's."""
    lists = table["words"]
    found = {}
    for day, number in lists["WEEKDAY"].items():
        for part, code in lists["PART"].items():
            found[day + part] = {"WEEKDAYPART": f"weekday:{number} part:{code}"}
    for word, number in numerals.items():
        for ending, unit in lists.get("ADJUNIT", {}).items():
            if number != "0":
                found[word + ending] = {"COUNTADJ": f"count:{number} unit:{unit}"}
    return found


def _misspelled(table: Mapping[str, Any]) -> dict[str, str]:
    """Names of months, weekdays, "yesterday" with letters swapped, left out or written twice."""
    lists = table["words"]
    found = dict(table["misspelt"])
    long_deictics = (word for word in lists["DEICTIC"] if len(word) > _LONG_NAME)
    for name in (*lists["MONTHANY"], *lists["WEEKDAY"], *long_deictics):
        if len(name) < _LONG_NAME:
            continue
        for k in range(1, len(name) - 1):
            found[name[:k] + name[k + 1] + name[k] + name[k + 2 :]] = name
            found[name[:k] + name[k + 1 :]] = name
            found[name[:k] + name[k] + name[k:]] = name
    return found


@cache
def load_words(language: str) -> TimeWords:
    """The time words of a language, from ``kroniek_data/LANGUAGE/times.toml``."""
    table = lexicon(f"{language}/times.toml")
    numerals = _spelled(table["numerals"], language)
    merged: dict[str, dict[str, str]] = _compounds(table, numerals)
    for word, value in numerals.items():
        merged.setdefault(word, {})["NUM"] = value
        if value.isdigit() and int(value) <= 24:
            merged[word]["HOUR"] = f"{int(value):02}"
    misspelled = _misspelled(table)
    for word, name in misspelled.items():
        merged.setdefault(word, dict(load_grammar(language).words[name]))
    for word, number in table["numerals"]["ordinals"].items():
        merged.setdefault(word, {}).update(ORDINAL=str(number), SPELLEDDAY=str(number))
    for word, edges in load_grammar(language).words.items():
        merged.setdefault(word, {}).update(edges)
    for word in [word for word in merged if word.endswith(POSSESSIVE)]:  # "new year's day"
        merged[word] = {**merged.get(word[:-2], {}), **merged[word]}
    lists, capitals = table["words"], frozenset(table["guards"].get("capitals", ()))
    made = TimeWords(
        language=language,
        words=merged,
        capitals=capitals
        | frozenset(word for word, name in misspelled.items() if name in capitals),
        ordinal_endings=frozenset(table["numerals"]["ordinal_endings"]),
        month_first=bool(table["guards"].get("month_first", False)),
        months=lists["MONTHANY"],
        units=lists["UNIT"],
        numerals=numerals,
        adjective_units=lists.get("ADJUNIT", {}),
    )
    for word, edges in merged.items():
        if word[0].isdigit():  # "2nd" is in a list of its own and a figure as well
            edges |= {**(made.figure(word) or {}), **edges}
    return made
