"""Find words, numbers and marks: one compiled pattern, exact offsets.

Every character that is not white space lies in exactly one token. What is one token:

* a word with inner hyphens and apostrophes ("drone-aanval", "Jansen's", "24-uurs"), or one that
  begins with an apostrophe ("'s", "'t");
* a number with its points, commas and colons ("1.300", "3,5", "12:30", "2021-06-30");
* an abbreviation with its points ("dr.", "b.d.", "U.S.");
* an address on the web, an e-mail address, a handle or hashtag; an emoji with what modifies it;
* two or more full stops in a row; quotation marks typed as two commas, apostrophes or accents
  (``,,`` and ``''``); any other mark by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Self

from kroniek.model.doc import TOKENS, Doc, Layer
from kroniek.model.text import Token
from kroniek.packs import Packs, words

# Letters and digits, the marks that combine with them, and characters of no width inside words.
_LETTER = (
    r"[\w\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200b-\u200d\u2060\ufeff]"
)
_NUMBER = r"\d++(?:[.,:/]\d++)*+"
_PART = rf"(?:{_NUMBER}{_LETTER}*+|{_LETTER}++)"
_EMOJI = r"[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff]"
_ENDINGS = (
    "nl|be|com|org|net|eu|info|uk|de|fr|ru|ua|by|gov|edu|mil|int|io|tv|news|online|me|us|pl|media"
)
# All small or all large: in "zei ze.De politie" no address ends but a blank was lost.
_DOMAIN = rf"(?-i:{_ENDINGS}|{_ENDINGS.upper()})"
_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”„«»]*[\w/=#&~+-]"  # web address
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}"  # e-mail address
    rf"|\w[\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,4}}\.{_DOMAIN}\b(?:/[\w/%=#&?.~+-]*[\w/=#&~+-])?"
    r"|[@#]\w++"
    r"|[vn]\.\s?Chr\.|Ph\.D\."
    rf"|(?:[^\W\d_]\.){{2,}}+(?:-{_PART})*+"  # U.S., b.d., U.S.-led
    rf"|['’](?:s|t|n|m|k|r|ns)(?:-{_PART})*+(?!\w)"  # 's, 't
    rf"|(?=\w){_PART}(?:[-‐‑'’]{_PART})*+\.?"  # a full stop is looked at below
    rf"|[\U0001f1e6-\U0001f1ff]{{2}}"
    rf"|{_EMOJI}(?:[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d{_EMOJI})*+"
    r"|\.{2,}+|,,(?!,)|''|``"
    r"|\S",
    re.IGNORECASE,
)
_NEXT = re.compile(r"[ \t\u00a0\u202f]*+(\w[\w’'-]{0,40}+)?")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words that keep their full stop, lower case with it.

    `always` do so wherever they stand, `before_number` only when a digit comes next. `starts` are
    words that begin sentences: after a single capital letter they show that the sentence was over.
    """

    always: frozenset[str]
    before_number: frozenset[str]
    starts: frozenset[str]


@cache
def abbreviations(language: str) -> Abbreviations:
    """The abbreviations of a language: ``nl`` or ``en``."""
    path = f"{language}/sentences.toml"
    kinds = ("before_word", "common", "enders")
    return Abbreviations(
        always=frozenset().union(*(words(path, "abbreviations", kind) for kind in kinds)),
        before_number=words(path, "abbreviations", "before_number"),
        starts=words(path, "starts", "words"),
    )


def _keeps_stop(text: str, end: int, word: str, known: Abbreviations) -> bool:
    """Whether `word`, which ends with a full stop before `end`, is an abbreviation."""
    lower = word.lower()
    if lower in known.always:
        return len(word) == 2 or not word[:-1].isupper()  # a company "BV", not "bv." for example
    initial = len(word) == 2 and word[0].isupper()
    if not initial and lower not in known.before_number:
        return False
    found = _NEXT.match(text, end)
    after = found[1] if found else None
    if not after:
        return False
    if after[0].isdigit():
        return lower in known.before_number
    return initial and after[0].isupper() and after.lower() not in known.starts


def tokens(text: str, language: str) -> Iterator[Token]:
    """The tokens of `text` in order, as `language` (``nl`` or ``en``) abbreviates."""
    known = abbreviations(language)
    new = tuple.__new__  # Token's own __new__ costs as much as the match
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match[0]
        if word[-1] == "." and end - start > 1 and word[-2] != ".":
            # Letters with a stop after each are one token as matched: no lookup.
            if "." not in word[:-1] or word[0].isdigit():
                if not _keeps_stop(text, end, word, known):
                    word = word[:-1]
                    yield new(Token, (start, end - 1, word, word.lower()))
                    start, word = end - 1, "."
            elif not _dotted(word) and word.lower() not in known.always:
                word = word[:-1]
                yield new(Token, (start, end - 1, word, word.lower()))
                start, word = end - 1, "."
        yield new(Token, (start, end, word, word.lower()))


def _dotted(word: str) -> bool:
    """Whether `word` is made of single letters with a full stop after each, or ends so."""
    return (len(word) > 3 and word[-3] in ".-") or word[1] == "."


@dataclass(frozen=True, slots=True)
class TokenFinder:
    """Writes the tokens of the text, in order."""

    name: str = "tokens"
    reads: tuple[Layer[Token], ...] = ()
    writes: Layer[Token] = TOKENS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:  # noqa: ARG003  (the recipe builds all steps alike)
        """The finder; packs know nothing of tokens."""
        return cls()

    def annotate(self, doc: Doc) -> Iterator[Token]:
        """Yield the tokens of the article."""
        yield from tokens(doc.text, doc.article.language)
