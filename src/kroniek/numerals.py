"""Numbers as texts write them, in figures and in words, Dutch and English. Pure functions.

What the literal form does not tell stays open: "100.00" in Dutch is neither a hundred nor ten
thousand, so its value is None and the number is doubtful.
"""

import re
from functools import lru_cache
from typing import NamedTuple


class Number(NamedTuple):
    """What a numeral says: `value` None when its form leaves it open, `doubtful` when it is odd."""

    value: float | None
    doubtful: bool


_PLAIN = re.compile(r"\d{1,18}")
_GROUPED = {
    "nl": re.compile(r"(?!0)\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
    "en": re.compile(r"(?!0)\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
}
_DECIMAL = {"nl": re.compile(r"\d+,\d+"), "en": re.compile(r"\d+\.\d+")}
_INDIAN = re.compile(r"(?!0)\d{1,2}(?:,\d{2})+,\d{3}")
_LONG_FOREIGN = {
    "nl": re.compile(r"(?!0)\d{1,3}(?:,\d{3}){2,}"),
    "en": re.compile(r"(?!0)\d{1,3}(?:\.\d{3}){2,}"),
}
_FOREIGN_TENTH = {"nl": re.compile(r"\d{1,2}\.\d"), "en": re.compile(r"\d{1,2},\d")}
_MARKS = {"nl": (".", ","), "en": (",", ".")}
_MAX_DIGITS = 40


def read_figures(text: str, language: str) -> Number | None:
    """Read a numeral in figures as `language` (``nl`` or ``en``) writes it; None if it is none.

    "1.300" is 1300 in Dutch; in English, where only a comma groups, it is left open. A form that
    neither language writes ("100.00" in Dutch, "12,50" in English) has no value and is doubtful.
    """
    if not text or len(text) > _MAX_DIGITS or not (text[0].isdigit() and text[-1].isdigit()):
        return None
    if not set(text) <= set("0123456789.,"):
        return None
    if _PLAIN.fullmatch(text):
        return Number(float(text), doubtful=False)
    group, point = _MARKS[language]
    if _GROUPED[language].fullmatch(text):
        return Number(float(text.replace(group, "").replace(point, ".")), doubtful=False)
    if _LONG_FOREIGN[language].fullmatch(text):
        return Number(float(text.replace(point, "")), doubtful=False)
    if _INDIAN.fullmatch(text) and language == "en":
        return Number(float(text.replace(",", "")), doubtful=False)
    if _DECIMAL[language].fullmatch(text):
        return _decimal(text, point)
    if _FOREIGN_TENTH[language].fullmatch(text):
        # "2.5" in a Dutch text, "2,5" in an English one: written as abroad, read in one way only.
        return Number(float(text.replace(",", ".")), doubtful=True)
    return Number(None, doubtful=True)


def _decimal(text: str, point: str) -> Number:
    """A decimal fraction; with three places perhaps a foreign thousand, unless it begins with 0."""
    whole, _, places = text.partition(point)
    if len(places) == 3 and len(whole) <= 3 and not whole.startswith("0"):
        return Number(None, doubtful=True)
    return Number(float(f"{whole}.{places}"), doubtful=False)


_NL_SMALL = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"
    " zestien zeventien achttien negentien"
).split()
_NL_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _below_hundred_nl() -> dict[str, int]:
    found = {word: value for value, word in enumerate(_NL_SMALL)}
    found["één"] = 1
    for k, ten in enumerate(_NL_TENS, start=2):
        found[ten] = k * 10
        for unit in range(1, 10):
            word = _NL_SMALL[unit]
            link = "ën" if word.endswith("e") else "en"
            found[f"{word}{link}{ten}"] = found[f"{word}en{ten}"] = k * 10 + unit
        found[f"éénen{ten}"] = k * 10 + 1
    return found


def _below_hundred_en() -> dict[str, int]:
    found = {word: value for value, word in enumerate(_EN_SMALL)}
    for k, ten in enumerate(_EN_TENS, start=2):
        found[ten] = k * 10
        for unit in range(1, 10):
            found[f"{ten}-{_EN_SMALL[unit]}"] = found[f"{ten}{_EN_SMALL[unit]}"] = k * 10 + unit
    return found


_BELOW_HUNDRED = {"nl": _below_hundred_nl(), "en": _below_hundred_en()}
_HALVES = {
    "nl": {"anderhalf": 1.5, "anderhalve": 1.5, "tweeënhalf": 2.5, "tweeëneenhalf": 2.5}
    | {f"{_NL_SMALL[n]}eneenhalf": n + 0.5 for n in range(4, 10)}
    | {f"{_NL_SMALL[n]}enhalf": n + 0.5 for n in range(4, 10)}
    | {"drieënhalf": 3.5, "drieëneenhalf": 3.5},
    "en": {},
}
SCALES = {
    "nl": {
        "honderd": 1e2,
        "duizend": 1e3,
        "miljoen": 1e6,
        "miljard": 1e9,
        "biljoen": 1e12,
        "mln": 1e6,
        "mln.": 1e6,
        "mld": 1e9,
        "mld.": 1e9,
        "milj.": 1e6,
        "dozijn": 12.0,
    },
    "en": {
        "hundred": 1e2,
        "thousand": 1e3,
        "million": 1e6,
        "billion": 1e9,
        "trillion": 1e12,
        "mln": 1e6,
        "bn": 1e9,
        "m": 1e6,
        "tn": 1e12,
        "lakh": 1e5,
        "crore": 1e7,
        "dozen": 12.0,
    },
}
"""Words that multiply the number before them, by language, lower case."""


@lru_cache(maxsize=65536)
def word_value(word: str, language: str) -> float | None:
    """The value of one lower-case word: "drieëntwintig", "twaalfhonderd", "forty-two"; else None.

    "een" and "one" have values here; whether they count or are an article is for the caller.
    """
    if len(word) > 64:
        return None
    value = _BELOW_HUNDRED[language].get(word)
    if value is not None:
        return float(value)
    if word in _HALVES[language]:
        return _HALVES[language][word]
    if language == "nl":
        return _dutch(word)
    return {"hundred": 1e2, "thousand": 1e3}.get(word)


def _dutch(word: str) -> float | None:
    """A Dutch compound of thousands, hundreds and what is below."""
    for name, size in (("duizend", 1000), ("honderd", 100)):
        left, found, right = word.partition(name)
        if not found:
            continue
        count = 1.0 if not left else word_value(left, "nl")
        if right.startswith("en") and right[2:] in _BELOW_HUNDRED["nl"]:
            right = right[2:]
        rest = 0.0 if not right else word_value(right, "nl")
        if count is None or rest is None or not 0 < count < 1000 or rest >= size:
            return None
        return count * size + rest if count == int(count) and rest == int(rest) else None
    return None


def read_words(words: tuple[str, ...], language: str) -> float | None:
    """The value of lower-case words together ("two hundred and five thousand"), or None.

    Each word must be a numeral or a scale; "en"/"and" may stand between; "half", "een half" and
    "half a" count as a half before a scale.
    """
    words = _halved(words, language)
    total = 0.0
    group: float | None = None
    last_scale = float("inf")
    for k, word in enumerate(words):
        if word in ("and", "en") and 0 < k < len(words) - 1:
            continue
        scale = SCALES[language].get(word)
        if scale is not None:
            if group is not None and group >= 1e3 > scale:
                group += scale  # "tweeduizend honderd"
                continue
            group = (1.0 if group is None else group) * scale
            if scale >= 1e3:
                if scale >= last_scale:
                    return None
                last_scale = scale
                total += group
                group = None
            continue
        value = 0.5 if word == "½" else word_value(word, language)
        if value is None:
            return None
        if group is not None and not _fits(group, value):
            return None
        group = value if group is None else group + value
    return None if not words else total + (group or 0.0)


def _fits(before: float, value: float) -> bool:
    """Whether a numeral may follow within a group: units after tens, tens after hundreds."""
    size = 10 if value < 10 else 100 if value < 100 else 1000
    return before >= size and before % size == 0 and value > 0


def _halved(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """`words` with "een half", "half a", "half" as one sign."""
    if language == "nl" and words[:2] in (("een", "half"), ("een", "halve")):
        return ("½", *words[2:])
    if words[:2] in (("half", "a"), ("a", "half")):
        return ("½", *words[2:])
    if len(words) > 1 and words[0] in ("half", "halve"):
        return ("½", *words[1:])
    if language == "en" and len(words) > 1 and words[0] in ("a", "an"):
        return words[1:]
    return words


def parse_number(text: str, language: str) -> Number | None:
    """Read a whole numeral: figures, words, or figures and a scale ("1,5 miljoen"); else None.

    `language` is ``nl`` or ``en``. Never raises on odd input.
    """
    parts = tuple(text.lower().split())
    if not parts or len(parts) > 16:
        return None
    if not parts[0][0].isdigit():
        value = read_words(parts, language)
        return None if value is None else Number(value, doubtful=False)
    cut = 1
    while cut < len(parts) and re.fullmatch(r"\d{3}", parts[cut]):
        cut += 1
    figures = read_figures(parts[0], language)
    if cut > 1:
        if not re.fullmatch(r"[1-9]\d{0,2}", parts[0]):
            return None
        figures = read_figures("".join(parts[:cut]), language)
    if figures is None:
        return None
    factor = 1.0
    for word in parts[cut:]:
        if word not in SCALES[language]:
            return None
        factor *= SCALES[language][word]
    return Number(None if figures.value is None else times(figures.value, factor), figures.doubtful)


def times(value: float, factor: float) -> float:
    """`value` by `factor`, rounded to what decimal figures can mean: 4.35 by 100 is 435."""
    return round(value * factor, 6)
