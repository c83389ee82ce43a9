"""Names of one article as identify reads them: cleaned forms, their sentences, words around."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from kroniek.identify.places import PlaceMention, capitals, kind_group
from kroniek.identify.words import IdentityWords, identity_words
from kroniek.model.doc import NAMES, SENTENCES, TOKENS, Doc
from kroniek.model.text import PLACES, NameType, Sentence, Token
from kroniek.packs import PackEntity, Packs
from kroniek.spans import Span

_LIST_MARKS = frozenset({",", "en", "and", "&", "of", "or", ", en", ", and", ", of", "/", "–", "-"})
_REACH = 3
_GOVERNED = 5
_CLAUSE = 12
_CLAUSE_MARKS = frozenset({",", ";", ":", "–", "—", "(", ")", "|"})
_MEASURED = 5
_KILOMETRES = frozenset("kilometer kilometers km kilometre kilometres mijl mile miles".split())
_OUTER = '“”"„‘,;:()[]'
_DOTTED = re.compile(r"(?:[A-Z]\. ?)+[A-Z]\.?")
_PARTICLES = frozenset(
    "van de der den ter ten te 't la le di du al el bin ben ibn von zu da dos del".split()
)


class Found(NamedTuple):
    """A name as it stands. `key` is its form, case-folded; `first` its first token's number."""

    span: Span
    type: NameType
    form: str
    key: str
    sentence: int
    first: int
    nominal: bool
    role: str | None

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the form."""
        return words_of_form(self.form)


@lru_cache(maxsize=65_536)
def words_of_form(form: str) -> tuple[str, ...]:
    """Words parted by white space."""
    return tuple(form.split())


@lru_cache(maxsize=65_536)
def is_surname_only(form: str) -> bool:
    """Whether a person's name lacks a given name: one word, or particles before one."""
    words = form.split()
    return len(words) == 1 or words[0].lower() in _PARTICLES


def _bare(form: str) -> str:
    """Without the ending 's of a possessive, outer marks and line breaks."""
    form = " ".join(form.split()).strip(_OUTER)
    if not form or _DOTTED.fullmatch(form):
        return form.replace(".", "").replace(" ", "")
    form = form.rstrip(".")
    for ending in ("'s", "’s", "'", "’"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            return form[: -len(ending)]
    return form


class Reader(NamedTuple):
    """Reads an article's names with the packs at hand."""

    packs: Packs

    def names(self, doc: Doc) -> list[Found]:
        """Every name of the article, in text order."""
        tokens, sentences = doc[TOKENS], doc[SENTENCES]
        token_starts = [token.start for token in tokens]
        sentence_starts = [sentence.span.start for sentence in sentences]
        raw = [(m, _bare(m.span.of(doc.text))) for m in doc[NAMES]]
        keys = {form.casefold() for _, form in raw}
        found = []
        for mention, written in raw:
            if not written:
                continue
            dutch = doc.article.language == "nl"
            form = self._without_genitive(written, mention.type, keys) if dutch else written
            role = mention.role.of(doc.text) if mention.role else None
            found.append(
                Found(
                    mention.span,
                    mention.type,
                    form,
                    form.casefold(),
                    max(0, bisect_right(sentence_starts, mention.span.start) - 1),
                    max(0, bisect_right(token_starts, mention.span.start) - 1),
                    mention.nominal,
                    role,
                )
            )
        return found

    def _without_genitive(self, form: str, kind: NameType, keys: set[str]) -> str:
        """``Poetins`` is ``Poetin`` when that is a known name and the longer one is none."""
        key = form.casefold()
        if len(form) < 4 or not form.endswith("s") or key in self.packs.by_form:
            return form
        shorter = key[:-1]
        known = (e for e in self.packs.by_form.get(shorter, ()) if fits(e, kind))
        return form[:-1] if shorter in keys or any(known) else form

    def candidates(self, form: str, kind: NameType) -> tuple[PackEntity, ...]:
        """Pack entities that bear the form and may be of the type; short capitals by exact case."""
        known = self.packs.by_form.get(form.casefold(), ())
        if not known:
            return ()
        if len(form) <= 4 or form.isupper():
            least = 3 if kind in PLACES else 4  # a dateline: "OSLO -"
            known = tuple(e for e in known if _same_case(form, e, least))
        of_type = tuple(e for e in known if e.type is kind or _both_places(e.type, kind))
        return of_type or tuple(e for e in known if fits(e, kind))


def _same_case(form: str, entity: PackEntity, least: int) -> bool:
    """Whether an acronym's capitals are the form's; one of more letters may be a headline's."""
    key = form.casefold()
    forms = [own for own in entity.forms if own.casefold() == key]
    return form in forms or (form.isupper() and len(form) > least)


def _both_places(left: NameType, right: NameType) -> bool:
    return left in PLACES and right in PLACES


def fits(entity: PackEntity, kind: NameType) -> bool:
    """Whether a name of this type may stand for the entity: a person is no place."""
    return (entity.type is NameType.PERSON) == (kind is NameType.PERSON)


def place_mention(found: Found, previous: Found | None, doc: Doc, reader: Reader) -> PlaceMention:
    """The name with the words about it that tell which place it is."""
    tokens, sentence = doc[TOKENS], doc[SENTENCES][found.sentence]
    words = identity_words(sentence.language)
    candidates = reader.candidates(found.form, found.type)
    cue = _cue(found, tokens, sentence, words)
    if cue is None and _flown_over(found, tokens, sentence, candidates):
        cue = "area"
    if not candidates:
        candidates, own = _without_kind(found, words, reader)
        cue = own or cue
    gap = doc.text[previous.span.end : found.span.start].strip() if previous else ""
    return PlaceMention(
        form=found.key,
        candidates=candidates,
        sentence=found.sentence,
        cue=cue,
        opens=_taken_up(found, doc, words),
        listed=previous is not None and previous.sentence == found.sentence and gap in _LIST_MARKS,
        after_comma=previous is not None and gap == ",",
    )


def _flown_over(
    found: Found, tokens: Sequence[Token], sentence: Sentence, candidates: Sequence[PackEntity]
) -> bool:
    """Whether drones flew over the name of an oblast: by these such drones are counted."""
    known = any(e.kind == "oblast" for e in candidates)
    if not known or found.first == sentence.first or any(e.id in capitals() for e in candidates):
        return False
    above = tokens[found.first - 1].lower in ("boven", "over", "above")
    said = tokens[sentence.first : sentence.last]
    return above and any(t.lower.startswith(("drone", "uav", "raket", "missile")) for t in said)


def _without_kind(
    found: Found, words: IdentityWords, reader: Reader
) -> tuple[tuple[PackEntity, ...], str | None]:
    """Candidates of "Sumy" for "Sumy City" or "Soemy-regio", with the kind that the form says."""
    for mark in (" ", "-"):
        stem, _, last = found.form.rpartition(mark)
        if stem and last.lower() in words.cues:
            cue = words.cues[last.lower()][0]
            known = reader.candidates(stem, found.type)
            # "Plymouth County" is not the city of Plymouth.
            return tuple(place for place in known if kind_group(place.kind) == cue), cue
    return (), None


def _cue(
    found: Found, tokens: Sequence[Token], sentence: Sentence, words: IdentityWords
) -> str | None:
    """The kind announced by a word just before the name, or just after it."""
    for k in range(found.first - 1, max(sentence.first, found.first - _REACH) - 1, -1):
        word = tokens[k].lower
        if word in words.cues:
            return words.cues[word][0]
        if not word.isalpha() or tokens[k].text[:1].isupper():
            break
    if _speaks_of_area(found, tokens, sentence, words):
        return "area"
    last = found.first
    while last < len(tokens) and tokens[last].end < found.span.end:
        last += 1
    after = tokens[last + 1].lower if last + 1 < sentence.last else ""
    if tokens[last].text.endswith(("-regio", "-oblast", "-provincie", "gebied")):
        return "area"
    if after in words.governors:
        return "area"
    return (
        words.cues[after][0] if after in words.cues and words.cues[after][0] != "country" else None
    )


def _speaks_of_area(
    found: Found, tokens: Sequence[Token], sentence: Sentence, words: IdentityWords
) -> bool:
    """Whether the words before a name say a region's: "all of X", "governor Jansen of X"."""
    before = [t.lower for t in tokens[max(sentence.first, found.first - _GOVERNED) : found.first]]
    if not before or before[-1] not in ("van", "of"):
        return bool(before) and before[-1] in words.wholes
    return (len(before) > 1 and before[-2] in words.parts) or not words.governors.isdisjoint(before)


def tells_of_towns(found: Found, doc: Doc) -> bool:
    """Whether words for what only towns have stand in the name's clause ("een flatgebouw in X")."""
    tokens, sentence = doc[TOKENS], doc[SENTENCES][found.sentence]
    words = identity_words(sentence.language)
    before = tokens[max(sentence.first, found.first - _CLAUSE) : found.first]
    after = tokens[found.first : min(sentence.last, found.first + _CLAUSE)]
    near = (*takewhile(_in_clause, reversed(before)), *takewhile(_in_clause, after))
    if any(t.lower in words.town_context or t.lower.endswith(words.town_endings) for t in near):
        return True
    # "200 kilometer ten zuiden van X" is told of a town, "in X" of square ones of a region.
    measured = [t.lower for t in before[-_MEASURED:]]
    return bool(_KILOMETRES.intersection(measured)) and measured[-1] in ("van", "of", "from")


def _in_clause(token: Token) -> bool:
    return token.text not in _CLAUSE_MARKS


def _taken_up(found: Found, doc: Doc, words: IdentityWords) -> str | None:
    """The kind that the next sentence's first words take the name up with ("De regio ligt …").

    Only for the last name of its sentence, so that the words are sure to mean it.
    """
    sentences = doc[SENTENCES]
    if found.sentence + 1 >= len(sentences):
        return None
    following = sentences[found.sentence + 1].span
    opening = doc.text[following.start : following.start + 40].lstrip("„“\"'‘’ ").casefold() + " "
    for kind, openings in (("area", words.area_opens), ("settlement", words.settlement_opens)):
        if any(opening.startswith(o) and not opening[len(o)].isalpha() for o in openings):
            return kind
    return None
