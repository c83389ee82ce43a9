"""Whether two spellings may be one name: "Soemy" and "Sumy", not "Donetsk" and "Donets".

A name that was brought over from another alphabet is spelled after the reader's language: Dutch
``oe sj tsj ch j``, English ``u sh ch kh y``, German ``u sch tsch ch j``, French ``ou ch tch kh i``.
Each word is read as all four; a reading is a row of consonants with the vowels between them. Two
words are one name when some readings have the same consonants and vowels that are known to vary
between Russian and Ukrainian, or between spellers (Kharkiv, Charkov).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

SAME = 0.85
"""Likeness from which two spellings count as one name."""

_VARIES = 0.05
_FAR = 0.8
_CACHE = 65_536
_LONG = 6

# Sounds after reading: C tsj, S sj, Q sjtsj, c ts; z stands for zj too, h for g, ch and kh too.
_COMMON = (("ck", "k"), ("ph", "f"), ("qu", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("tz", "c"))
_READINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "nl": (
        *(("sjtsj", "Q"), ("stsj", "Q"), ("tsj", "C"), ("tj", "C"), ("zj", "z"), ("sj", "S")),
        *(("ch", "h"), ("kh", "h"), ("ts", "c"), ("oe", "u"), ("eu", "eu"), ("ij", "i")),
        *(("j", "y"),),
    ),
    "en": (
        *(("shch", "Q"), ("tch", "C"), ("ch", "C"), ("zh", "z"), ("sh", "S"), ("kh", "h")),
        *(("ts", "c"), ("ou", "u"), ("oo", "u"), ("j", "y")),
    ),
    "de": (
        *(("schtsch", "Q"), ("tsch", "C"), ("sch", "S"), ("ch", "h"), ("kh", "h"), ("tz", "c")),
        *(("z", "c"), ("ts", "c"), ("ss", "s"), ("j", "y")),
    ),
    "fr": (
        *(("chtch", "Q"), ("tch", "C"), ("ch", "S"), ("kh", "h"), ("ts", "c"), ("ou", "u")),
        *(("j", "z"),),
    ),
}


def _reader(pairs: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern, longest first, for all replacements of a reading."""
    table = dict((*_COMMON, *pairs))
    keys = sorted(table, key=lambda key: (-len(key), key))
    return re.compile("|".join(keys)), table


_READERS = {language: _reader(pairs) for language, pairs in _READINGS.items()}
_DOUBLED = re.compile(r"(.)\1+")
_GLIDE = re.compile(r"(?<![aeou])[iy]+(?=[aeou])")
_FEMININE = re.compile(r"kaia$")
_SOFT = re.compile(r"^s(?=[aeiouy])")
_SPLIT = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*|\d+")
_SLOTS = re.compile(r"[aeiou]+")
_PARTICLES = frozenset(
    {"van", "von", "de", "der", "den", "het", "the", "of", "al", "el", "bin", "di"}
)

_VARYING = frozenset(
    frozenset(pair)
    for pair in (
        *(("i", "o"), ("e", "i"), ("e", "o"), ("ei", "i"), ("ai", "a"), ("ei", "ai"), ("u", "o")),
        *(
            ("oi", "i"),
            ("eo", "o"),
            ("ei", "e"),
            ("ai", "oi"),
            ("oi", "o"),
            ("ie", "e"),
            ("eo", "e"),
            ("iu", "u"),
        ),
    )
)
"""Vowels between the same consonants that differ in spellings of one name."""


def _sounds(word: str, language: str) -> str:
    """`word` (ASCII, lower case) as it sounds to a reader of `language`."""
    pattern, table = _READERS[language]
    if language == "de":
        word = _SOFT.sub("ž", word)
    read = pattern.sub(lambda match: table[match.group()], word).replace("ž", "z")
    read = read.replace("g", "h").replace("yo", "io")
    read = _GLIDE.sub("", read.replace("y", "i"))
    read = _FEMININE.sub("ka", read)
    read = _DOUBLED.sub(r"\1", read)
    if read.endswith(("ander", "andr")):
        read = read.removesuffix("er").removesuffix("r") + "r"
    return read


@lru_cache(maxsize=_CACHE)
def readings(word: str) -> tuple[str, ...]:
    """How one word may sound, Dutch, English, German, French reading; without repetition."""
    ascii_word = re.sub(r"[^a-z0-9]", "", anyascii(word).lower())
    return tuple(dict.fromkeys(_sounds(ascii_word, language) for language in _READERS))


@lru_cache(maxsize=_CACHE)
def skeletons(word: str) -> tuple[str, ...]:
    """Consonants of each reading: spellings of one name share at least one. For blocking."""
    return tuple(dict.fromkeys(_SLOTS.sub("", sound) or sound for sound in readings(word)))


@lru_cache(maxsize=_CACHE)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, parted at blanks, hyphens and marks; as written."""
    return tuple(_SPLIT.findall(name))


def _compared(left: str, right: str) -> float:
    """Likeness of two readings, 0 to 1."""
    if left == right:
        return 1.0
    if _SLOTS.sub("", left) != _SLOTS.sub("", right):
        return _FAR * ratio(left, right) / 100
    slots = _SLOTS.sub(" ", left), _SLOTS.sub(" ", right)
    if slots[0] != slots[1]:
        return _FAR * ratio(left, right) / 100
    pairs = list(zip(_SLOTS.findall(left), _SLOTS.findall(right), strict=True))
    differing = [frozenset(pair) for pair in pairs if pair[0] != pair[1]]
    if all(pair in _VARYING for pair in differing) and 2 * len(differing) <= len(pairs) + 1:
        return 1.0 - _VARIES * len(differing)
    return _FAR * ratio(left, right) / 100


@lru_cache(maxsize=_CACHE)
def word_likeness(left: str, right: str) -> float:
    """How like two words are as spellings of one name, 0 to 1; 1 is the same sound."""
    if left.casefold() == right.casefold():
        return 1.0
    if _gendered(left) != _gendered(right):
        return 0.0
    return max(_compared(a, b) for a in readings(left) for b in readings(right))


def _gendered(word: str) -> bool:
    """Whether it ends like a woman's form of a Slavic surname."""
    return bool(re.search(r"(?:[oe][vw]|[yi]n|sk|tsk)a(?:ja|ya|ia)?$", anyascii(word).lower()))


def likeness(left: str, right: str) -> float:
    """How like two names are as spellings of one name: that of their least like words, 0 to 1.

    Names with another number of words are unlike, save for particles, initials and hyphens.
    """
    mine, theirs = words_of(left), words_of(right)
    if len(mine) != len(theirs):
        mine, theirs = tuple(_weighty(mine)), tuple(_weighty(theirs))
    if not mine or not theirs:
        return 0.0
    if len(mine) == len(theirs):
        return min(_aligned(a, b) for a, b in zip(mine, theirs, strict=True))
    if "".join(mine).casefold() == "".join(theirs).casefold():
        return 1.0
    return 0.0


def _aligned(left: str, right: str) -> float:
    """Likeness of two words in one place of their names; an initial fits its word, just."""
    short, long = sorted((left, right), key=len)
    if len(short) == 1 and len(long) > 1 and short[0].isalpha():
        return SAME if anyascii(short)[:1].lower() == anyascii(long)[:1].lower() else 0.0
    return word_likeness(left, right)


def _weighty(words: tuple[str, ...]) -> Iterator[str]:
    """Without particles and inner initials."""
    for k, word in enumerate(words):
        inner = 0 < k < len(words) - 1
        if word.lower() not in _PARTICLES and not (inner and len(word) == 1):
            yield word


_BROUGHT_OVER = re.compile(
    r"ska(?:[jyi]a)?$|tsj|zj|sj|shch|zh|kh|tch|oe|[ey]v$|ov[a]?$|ev[a]?$|sk[iyj]+$|[iy]n$|enko$|enka$|ch?uk$"
    r"|[oey]v[iy](?:ch|tsj|tch)$|[jy]an$|dze$|vil[iy]$|[iy][jyi]$|[ao]w[ao]?$|ff$"
)


def surely_same(left: str, right: str) -> bool:
    """Whether two full names are so surely spellings of one that they may be merged unseen.

    Either they differ in accents only, or each last word that differs looks brought over from
    another alphabet. "Jansen" and "Janssen", "Peters" and "Pieters" are two families.
    """
    mine, theirs = words_of(left), words_of(right)
    if [_plain(word) for word in mine] == [_plain(word) for word in theirs]:
        return True
    if len(mine) < 2 or len(theirs) < 2 or likeness(left, right) < 1.0 - _VARIES:
        return False
    lasts = _plain(mine[-1]), _plain(theirs[-1])
    return all(_BROUGHT_OVER.search(word) for word in lasts)


def same_place_name(left: str, right: str) -> bool:
    """Whether two names of places that no pack knows are surely spellings of one.

    One word each, of some length, with the same sound, and one of them spelled as only names from
    another alphabet are ("Lagodechi", "Lagodekhi").
    """
    if min(len(left), len(right)) < _LONG or len(words_of(left)) != 1 or len(words_of(right)) != 1:
        return False
    told = any(_BROUGHT_OVER.search(_plain(name)) for name in (left, right))
    return told and word_likeness(left, right) == 1.0


def _plain(word: str) -> str:
    """Without accents and capitals."""
    return anyascii(word).casefold()


def same_spelling(left: str, right: str) -> bool:
    """Whether two names may be spellings of one. Says nothing of who bears the name."""
    return likeness(left, right) >= SAME
