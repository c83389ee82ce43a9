"""All forms of a verb from its infinitive, Dutch and English; plurals of nouns.

Irregular verbs come from the lexicon's table of principal parts; what is regular follows from the
spelling. Only forms that news texts use are made: no subjunctive, no archaic forms.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from kroniek.packs import lexicon


class Form(StrEnum):
    """What a word is in its clause."""

    PRESENT = "present"
    PAST = "past"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    ATTRIBUTIVE = "attributive"
    GERUND = "gerund"
    NOUN = "noun"
    PLURAL = "plural"
    PHRASE = "phrase"


FINITE = frozenset({Form.PRESENT, Form.PAST})


class Inflected(NamedTuple):
    """A written form of a verb and what it is."""

    written: str
    form: Form


@dataclass(frozen=True, slots=True)
class Irregular:
    """What of a language's verbs does not follow from their spelling.

    `strong` gives principal parts: Dutch past singular, past plural, participle; English past,
    participle. `marked`: Dutch verbs with an unstressed last syllable before -en; English verbs
    that double their last consonant. `long`: Dutch -elen and -enen with a stressed syllable.
    """

    strong: Mapping[str, tuple[str, ...]]
    marked: frozenset[str]
    long: frozenset[str]
    skip: frozenset[str]
    """Forms that are other words far more often."""
    ergative: frozenset[str]
    """Dutch verbs whose perfect takes "zijn" without being passive."""


@cache
def irregular(language: str) -> Irregular:
    """The table of ``{language}/events.toml``."""
    table = lexicon(f"{language}/events.toml")["conjugation"]
    return Irregular(
        {verb: tuple(parts.split()) for verb, parts in table["strong"].items()},
        frozenset(table.get("short", table.get("double", "")).split()),
        frozenset(table.get("long", "").split()),
        frozenset(table["skip"].split()),
        frozenset(table.get("ergative", "").split()),
    )


_UNSTRESSED = ("be", "ge", "her", "er", "ont", "ver", "mis", "weder")
_VOWELS = "aeiouyëï"
_DIGRAPHS = frozenset({"aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ou", "au", "ei"})


def dutch_prefix(infinitive: str) -> str:
    """The unstressed prefix because of which the participle takes no "ge-"; empty if none."""
    for prefix in _UNSTRESSED:
        rest = infinitive[len(prefix) :]
        if infinitive.startswith(prefix) and sum(a in _VOWELS for a in rest) > 1 and len(rest) > 4:
            return prefix
    return ""


def _open_vowel(root: str) -> bool:
    """Whether a single vowel before the last consonant is written double in a closed syllable."""
    return root[-1] not in _VOWELS and root[-2:-1] in set("aeou") and root[-3:-1] not in _DIGRAPHS


def _dutch_stem(infinitive: str, known: Irregular) -> tuple[str, str]:
    """The stem as written and the consonant before -en: ("geef", "v")."""
    if not infinitive.endswith("en"):
        return infinitive.removesuffix("n"), "n"
    root = infinitive[:-2]
    last = root[-1]
    short = infinitive in known.marked or (
        root.endswith(("el", "en")) and len(root) > 3 and infinitive not in known.long
    )
    if len(root) > 2 and root[-1] == root[-2] and last not in _VOWELS:
        root = root[:-1]
    elif not short and _open_vowel(root):
        root = root[:-1] + root[-2] + last
    if root[-1] in "vz":
        root = root[:-1] + ("f" if root[-1] == "v" else "s")
    return root, last


def _dutch_past(infinitive: str, known: Irregular, prefix: str) -> tuple[str, str, str]:
    """Past singular, past plural and participle."""
    for cut in (0, len(prefix)):
        parts = known.strong.get(infinitive[cut:])
        if parts is None:
            continue
        head = infinitive[:cut]
        participle = parts[2]
        if prefix:
            bare = participle if cut == 0 else participle.removeprefix("ge")
            participle = bare if cut == 0 else head + bare
        return head + parts[0], head + parts[1], participle
    stem, last = _dutch_stem(infinitive, known)
    dental = "t" if last in "tkfscphx" else "d"
    ending = "" if stem.endswith(dental) else dental
    ge = "" if prefix else "ge"
    after_ge = stem
    if ge and stem[0] in "ei" and not stem.startswith("ij"):
        after_ge = ("ë" if stem[0] == "e" else "ï") + stem[1:]
    return f"{stem}{dental}e", f"{stem}{dental}en", f"{ge}{after_ge}{ending}"


def _dutch_attributive(infinitive: str, participle: str) -> str:
    """A participle before a noun: veroverd → veroverde, gedood → gedode, bezet → bezette."""
    if participle.endswith("en"):
        return participle
    if participle[-3:-1] in {"aa", "ee", "oo", "uu"}:
        return f"{participle[:-2]}{participle[-1]}e"
    if infinitive.endswith(("tten", "dden")):
        return f"{participle}{participle[-1]}e"
    return participle + "e"


def dutch_verb(infinitive: str) -> tuple[Inflected, ...]:
    """Forms of a simple Dutch verb; ``over~vallen`` marks a prefix that takes no "ge-"."""
    known = irregular("nl")
    prefix, _, rest = infinitive.rpartition("~")
    plain = (prefix + rest).replace("~", "")
    prefix = prefix.replace("~", "") or dutch_prefix(plain)
    base = plain[len(prefix) :] if plain[len(prefix) :] in known.strong else plain
    stem, _ = _dutch_stem(plain, known)
    if base in _SHORT_PRESENT:
        stem = plain[: len(plain) - len(base)] + _SHORT_PRESENT[base]
    third = stem if stem.endswith("t") else stem + "t"
    third = (known.strong.get(plain, ())[3:] or (third,))[0]
    past, pasts, participle = _dutch_past(plain, known, prefix)
    forms = (
        Inflected(third, Form.PRESENT),
        Inflected(past, Form.PAST),
        Inflected(pasts, Form.PAST),
        Inflected(plain, Form.INFINITIVE),
        Inflected(participle, Form.PARTICIPLE),
        Inflected(_dutch_attributive(plain, participle), Form.ATTRIBUTIVE),
        Inflected(plain + "d", Form.GERUND),
        Inflected(plain + "de", Form.GERUND),
    )
    return tuple(dict.fromkeys(forms))


_SHORT_PRESENT = {"komen": "kom", "gaan": "gaa", "staan": "staa", "slaan": "slaa", "doen": "doe",
                  "zien": "zie"}  # fmt: skip


def _doubles(verb: str, known: Irregular) -> bool:
    return verb in known.marked


def english_verb(infinitive: str) -> tuple[Inflected, ...]:
    """Forms of a simple English verb."""
    known = irregular("en")
    consonant_y = infinitive.endswith("y") and infinitive[-2:-1] not in "aeiou"
    if consonant_y:
        third = infinitive[:-1] + "ies"
    else:
        third = infinitive + (
            "es" if infinitive.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
        )
    root = infinitive + infinitive[-1] if _doubles(infinitive, known) else infinitive
    parts = known.strong.get(infinitive)
    if parts is not None:
        past, participle = parts
    elif infinitive.endswith("e"):
        past = participle = infinitive + "d"
    else:
        past = participle = (infinitive[:-1] + "ied") if consonant_y else root + "ed"
    if infinitive.endswith("ie"):
        gerund = infinitive[:-2] + "ying"
    elif infinitive.endswith("e") and not infinitive.endswith(("ee", "oe", "ye")):
        gerund = infinitive[:-1] + "ing"
    else:
        gerund = root + "ing"
    forms = [
        Inflected(infinitive, Form.INFINITIVE),
        Inflected(third, Form.PRESENT),
        Inflected(past, Form.PAST),
        Inflected(participle, Form.PARTICIPLE),
        Inflected(gerund, Form.GERUND),
    ]
    if infinitive.endswith("el") and parts is None:  # "travelled" and "traveled"
        forms += [
            Inflected(infinitive + "led", Form.PAST),
            Inflected(infinitive + "led", Form.PARTICIPLE),
            Inflected(infinitive + "ling", Form.GERUND),
        ]
    return tuple(dict.fromkeys(forms))


def noun_forms(entry: str, language: str) -> tuple[Inflected, ...]:
    """Singular and plural of an entry: ``aanval+len``, ``stad/steden``, ``raid`` (English: -s)."""
    entry = entry.removesuffix("!") if "+" in entry or "/" in entry else entry
    if "+" in entry:
        word, ending = entry.split("+")
        return Inflected(word, Form.NOUN), Inflected(word + ending, Form.PLURAL)
    if "/" in entry:
        word, *plurals = entry.split("/")
        return Inflected(word, Form.NOUN), *(Inflected(plural, Form.PLURAL) for plural in plurals)
    if language == "nl" or entry.endswith("!"):
        return (Inflected(entry.removesuffix("!"), Form.NOUN),)
    plural = next(form.written for form in english_verb(entry) if form.form is Form.PRESENT)
    return Inflected(entry, Form.NOUN), Inflected(plural, Form.PLURAL)
