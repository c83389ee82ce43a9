"""The words by which layout is recognised, of both languages at once, as patterns.

A Dutch page often has English furniture ("READ MORE", "Follow us on Telegram"), so no part of this
asks for the language of the article.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kroniek.packs import lexicon

NAME = r"[A-ZÀ-ÖØ-Þ](?:\.(?=\s[A-Z])|[\w&'’-]*(?:\.\w[\w&'’-]*)*)"
"""A word that begins with a capital, or an initial."""
WHO = (
    rf"(?:(?:de|het|the|van|von|el|al)\s)?{NAME}(?:\s(?:{NAME}|van|de|der|den|von|of|the|&)){{0,4}}"
)
"""A name of up to six words."""
_LANGUAGES = ("nl", "en")


def listed(*keys: str) -> list[str]:
    """The entries of a list in both languages' files, without doubles."""
    found: dict[str, None] = {}
    for language in _LANGUAGES:
        item = lexicon(f"{language}/layout.toml")
        for key in keys:
            item = item.get(key, {})
        found.update(dict.fromkeys(item))
    return list(found)


def either(items: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first."""
    ordered = sorted(set(items), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)


@dataclass(frozen=True, slots=True)
class Wording:
    """Compiled patterns. Those that end in ``_line`` are for ``fullmatch`` on a stripped line."""

    teaser: re.Pattern[str]
    linked: frozenset[str]
    """What a prompt without a colon leads to: "article", "podcast", "here"."""
    share_line: re.Pattern[str]
    comment_line: re.Pattern[str]
    copyright_line: re.Pattern[str]
    copyright_inside_line: re.Pattern[str]
    formula_line: re.Pattern[str]
    """What only a page says, also where it ends as a sentence of the story does."""
    other_line: re.Pattern[str]
    other_inside_line: re.Pattern[str]
    inside_gates: tuple[str, ...]
    """One of these stands, lower case, in every line that an ``inside`` pattern matches."""
    translation_gates: tuple[str, ...]
    platforms: frozenset[str]
    sharing: frozenset[str]
    """Words between the names of platforms: "share on"."""
    sections: frozenset[str]
    slogan_words: frozenset[str]
    caption: re.Pattern[str]
    byline: re.Pattern[str]
    people: re.Pattern[str]
    """Names alone, with titles before and a place after them."""
    desk_line: re.Pattern[str]
    writes: re.Pattern[str]
    piece_of: re.Pattern[str]
    """The begin of a notice that names the writer."""
    outlet_words: frozenset[str]
    """What newspapers, broadcasters and sites are called by."""
    menu_words: frozenset[str]
    """What the menus of pages offer, and the names of sections."""
    date_labels: frozenset[str]
    agencies: frozenset[str]
    translation: tuple[re.Pattern[str], ...]
    quoted_cues: frozenset[str]


def _any_line(section: str, platforms: str, *, inside: bool = False) -> re.Pattern[str]:
    """Any pattern of a section: those that begin with fixed words, or those with words `inside`."""
    patterns = [
        p.replace("PLATFORM", f"(?:{platforms})")
        for p in listed(section, "patterns")
        if p.startswith(".{0,") is inside
    ]
    return re.compile(rf"(?:{'|'.join(patterns)})\s*[.!:»>]?", re.IGNORECASE)


def _teaser() -> re.Pattern[str]:
    begins = either(listed("teasers", "begins"))
    marked = either(listed("teasers", "with_mark"))
    capitals = either(listed("teasers", "in_capitals"))
    return re.compile(
        rf"[\W_]{{0,4}}(?:(?i:{begins})(?:\s*[:|»>–—-]|\s|$)"
        rf"|(?i:{marked})(?:\s*(?:[:|»>–—]|\s-\s)|\s*$)"
        rf"|(?:{capitals})(?:\s*[:|»>–—-]|\s+(?=[\"'“„‘]?[A-ZÀ-Þ0-9])|\s*$))"
    )


def _caption() -> re.Pattern[str]:
    credit = either(listed("captions", "credits"))
    agencies = either(listed("captions", "agencies"))
    # A person and then "beeld Agency" or "(Foto: Agency)"; or an agency after a bar or slash.
    lead = r"(?:.{0,240}?(?:[.)|/\]–—•*;-]|\s\s)\s*|.{0,240}?\s(?=[(\[]))"
    name = r"[A-ZÀ-Þ©@][^.!?]{1,80}"
    person = rf"{NAME}(?:\s(?:{NAME}|van|de|der|den|von|al)){{0,3}}\s{NAME}"
    return re.compile(
        rf"{lead}[(\[]?\s*(?i:{credit})(?:\s?[:©|/]\s*[^.!?]{{2,80}}|\s(?:(?i:by|via|door|van)\s)?{name})"
        r"[)\].]{0,2}"
        rf"|[(\[]?(?i:{credit})(?:\s?[:©|/,]\s*{name}|\s(?i:by|via|door)\s{name})[)\].]{{0,2}}"
        rf"|(?:.{{0,240}}?[.|/(\[©]\s*)?(?:©\s?)?(?:(?i:{credit})\s)?(?i:{agencies})"
        r"(?:\s?[/|,–-]\s?[^.!?]{1,60})?\s*[)\].]{0,2}"
        # "A harbour at dawn. (Ann Lee/Courtesy)"; one of the two is a person.
        rf"|.{{0,240}}?\(\s?(?:{person}\s?/\s?{NAME}(?:\s{NAME}){{0,3}}|{NAME}\s?/\s?{person})\s?\)"
        r"|.{0,240}?[(\[]?©\s?(?!\d{4})[A-ZÀ-Þ@][^.!?]{1,60}[)\]]?"
    )


def _person() -> str:
    """A name of two words and more, or of initials and a surname."""
    small = r"(?:van|de|der|den|het|ter|ten|te|von|zu|el|al|bin|da|di|du|le|la)"
    initials = rf"(?:[A-ZÀ-Þ]\.[\s-]?){{1,4}}(?:{small}\s)*{NAME}(?:[-\s]{NAME})?"
    return rf"(?:{initials}|{NAME}(?:\s(?:{NAME}|{small})){{1,4}})"


def _titles() -> str:
    """Titles before a name: "Prof. dr.", "Sir"."""
    return rf"(?:(?i:{either(listed('bylines', 'titles'))})\.?\s){{0,3}}"


@cache
def wording() -> Wording:
    """The patterns, compiled once."""
    platforms = listed("share", "platforms")
    begins = either(listed("bylines", "begins"))
    joins = either(listed("bylines", "joins"))
    person = _person()
    aside = r"(?:\s?\([^()]{2,40}\))?"
    more = rf"{aside}(?:(?:,|\s(?:{joins}|&))\s{_titles()}{person}{aside}){{0,6}}"
    verbs = either(listed("bylines", "verbs"))
    return Wording(
        teaser=_teaser(),
        linked=frozenset(listed("teasers", "linked")),
        share_line=_any_line("share", rf"\b{either(platforms)}\b"),
        comment_line=_any_line("comments", ""),
        copyright_line=_any_line("copyright", ""),
        copyright_inside_line=_any_line("copyright", "", inside=True),
        formula_line=_any_line("formulas", ""),
        other_line=_any_line("other", ""),
        other_inside_line=_any_line("other", "", inside=True),
        inside_gates=tuple(listed("copyright", "gates")),
        translation_gates=tuple(listed("translations", "gates")),
        platforms=frozenset(platforms),
        sharing=frozenset(listed("share", "beside")),
        sections=frozenset(listed("other", "sections")),
        slogan_words=frozenset(listed("other", "slogan_words")),
        caption=_caption(),
        byline=re.compile(
            rf"(?i:{begins})\s*:?\s+{_titles()}(?P<name>{person}){more}"
            rf"(?P<rest>\s?[,|/–—•·∙-].{{0,90}}|\s(?:in|for|at|voor|te|vanuit|uit|from|with|met|@)\s?.{{1,80}}|\s{{2,}}\S.{{0,80}}|\s(?i:foto|beeld|photo|illustrati)[\w'’]*:?\s.{{1,60}})?\.?"
        ),
        people=re.compile(
            rf"{_titles()}(?P<name>{person}){more}"
            rf"(?P<rest>(?:,|\s(?:in|vanuit|uit|from|te))\s[A-ZÀ-Þ][\w'’.-]+(?:\s[A-ZÀ-Þ][\w'’.-]+){{0,2}}(?:\s(?:{joins})\s.{{4,60}})?)?"
        ),
        desk_line=re.compile(rf"(?:{'|'.join(listed('bylines', 'desks'))})\.?", re.IGNORECASE),
        piece_of=re.compile(
            rf"(?i:{either(listed('bylines', 'pieces'))})\s(?P<name>{person})\s(?=[a-z])"
        ),
        writes=re.compile(rf",\s(?:{verbs})\s(?P<name>{person})\.?$"),
        date_labels=frozenset(listed("dates", "labels")),
        agencies=frozenset(listed("captions", "agencies")),
        translation=tuple(
            re.compile(pattern.replace("WHO", WHO))
            for pattern in _cased("translations", "patterns")
        ),
        outlet_words=frozenset(listed("mastheads", "words")),
        menu_words=frozenset((*listed("menus", "words"), *listed("other", "sections"))),
        quoted_cues=frozenset(listed("quoted", "cues")),
    )


def _cased(*keys: str) -> list[str]:
    """Patterns whose first letter may be a capital."""
    return [rf"(?<!\w){_either_case(pattern)}" for pattern in listed(*keys)]


def _either_case(pattern: str) -> str:
    """`pattern` with its first plain letter in either case."""
    k = next(k for k, sign in enumerate(pattern) if sign.isalpha())
    if pattern.startswith("(?:"):  # every alternative has a first letter
        head, rest = pattern[3:].split(")", 1)
        choices = "|".join(_either_case(choice) for choice in head.split("|"))
        return f"(?:{choices}){rest}"
    return f"{pattern[:k]}[{pattern[k].upper()}{pattern[k].lower()}]{pattern[k + 1 :]}"


@cache
def language_names() -> dict[str, str]:
    """BCP 47 codes of languages by their Dutch and English names, lower case."""
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        found.update(lexicon(f"{language}/layout.toml")["translations"]["languages"])
    return found
