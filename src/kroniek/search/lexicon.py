"""What words are of: lemmas by simplemma, and what its dictionary tells of compounds and verbs.

A language's dictionary takes about half a second and 45 MB to load, so it is loaded when the first
word of that language is looked up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import version
from typing import Any, NamedTuple

from kroniek.packs import lexicon
from kroniek.search.fold import bare, folded

LANGUAGES = ("nl", "en")
"""Languages whose words are known; words of others stand for themselves."""

_LEAST = 4
"""Letters that a part of a compound has at least, but for the short ones on the list."""
_MOST = 48
"""Longer words are no words; cutting them would only take time."""
_LEAST_PARTICIPLE = 5
_LONGEST_PARTICLE = 11
_MOST_FORMS = 200_000
_LINKS = ("", "s", "e", "en", "er")


@cache
def analyser_version() -> str:
    """Name and version of what made the lemmas, for the record."""
    return f"kroniek 1, simplemma {version('simplemma')}"


class Form(NamedTuple):
    """A word as the index holds it. `parts` are further keys under which it is found."""

    word: str
    lemma: str
    parts: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one language. Lookups are kept: a text has few different words."""

    language: str
    _forms: dict[str, Form] = field(default_factory=dict)
    _known: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def _lists(self) -> dict[str, Any]:
        return dict(lexicon(f"{self.language}/search.toml"))

    def _listed(self, table: str, key: str) -> frozenset[str]:
        return frozenset(self._lists.get(table, {}).get(key, "").split())

    @cached_property
    def _short(self) -> frozenset[str]:
        return self._listed("compounds", "short")

    @cached_property
    def _never(self) -> frozenset[str]:
        return self._listed("compounds", "never")

    @cached_property
    def _whole(self) -> frozenset[str]:
        return self._listed("compounds", "whole")

    @cached_property
    def _in_en(self) -> tuple[str, ...]:
        return tuple(sorted(self._listed("compounds", "in_en")))

    @cached_property
    def _directions(self) -> frozenset[str]:
        return self._listed("hyphens", "directions")

    @cached_property
    def sure_particles(self) -> frozenset[str]:
        """First parts of separable verbs that are nothing else."""
        return self._listed("separable", "sure")

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """First parts of separable verbs that are prepositions as well."""
        return self._listed("separable", "prepositions")

    @cached_property
    def followers(self) -> frozenset[str]:
        """Words that no preposition stands before."""
        return self._listed("separable", "followers")

    @cached_property
    def between(self) -> frozenset[str]:
        """Words between a verb's particle and the verb."""
        return self._listed("separable", "between")

    # -- lemmas

    def lemma(self, word: str) -> str:
        """The lemma of a lower-case word; a word that nobody knows is its own."""
        if not word:
            return word
        found = self._looked_up(word)
        if self.language == "nl" and found == word and not self.knows(word):
            return self._prefixed(word) or word
        return found

    def _looked_up(self, word: str) -> str:
        """What simplemma gives, its Dutch lemmas of two parts put together as they are written."""
        from simplemma import lemmatize  # noqa: PLC0415 (its dictionary is large)

        found = lemmatize(word, lang=self.language)
        first, mark, last = found.rpartition("_")
        if not mark:
            return found
        if first in self._particles:  # also for the verb alone: "op_rukken" of "rukken"
            return first + last if word.startswith(first) else last
        at = word.rfind(last[:_LEAST], len(first))  # "gemeenteraad_verkiezing", its "s" kept
        return word[:at] + last if at > 0 else found.replace("_", "")

    def _prefixed(self, word: str) -> str | None:
        """The infinitive of a form with a particle before it: "uitdraaide", "ingeschreven"."""
        for length in range(min(_LONGEST_PARTICLE, len(word) - _LEAST), 1, -1):
            particle, rest = word[:length], word[length:]
            if particle in self._particles and self.knows(rest):
                for verb in self.verbs(rest):
                    if self.knows(particle + verb):
                        return particle + verb
        return None

    @cached_property
    def _particles(self) -> frozenset[str]:
        return self.sure_particles | self.prepositions

    def verbs(self, word: str) -> tuple[str, ...]:
        """Infinitives that a form may be of, likeliest first."""
        further = self._lists.get("forms", {}).get(word, "").split()
        found = dict.fromkeys((self._looked_up(word), *further, word))
        return tuple(one for one in found if one.endswith("n"))

    def knows(self, word: str) -> bool:
        """Whether the dictionary has the word."""
        found = self._known.get(word)
        if found is None:
            from simplemma import is_known  # noqa: PLC0415 (its dictionary is large)

            found = self._known[word] = is_known(word, lang=self.language)
        return found

    # -- forms

    def form(self, written: str) -> Form:
        """A word of a text, which is no name, as the index holds it."""
        found = self._forms.get(written)
        if found is None:
            if len(self._forms) >= _MOST_FORMS:
                self._forms.clear()
            found = self._forms[written] = self._read(written)
        return found

    def _read(self, written: str) -> Form:
        lower = bare(written).lower()
        lemma = self.lemma(lower) if lower else ""
        parts = dict.fromkeys(folded(part) for part in self._parts(written, lower, lemma))
        kept = folded(lemma) or folded(written)
        return Form(
            folded(written), kept, tuple(part for part in parts if len(part) > 1 and part != kept)
        )

    def _parts(self, written: str, lower: str, lemma: str) -> Iterator[str]:
        yield from self._lists.get("forms", {}).get(lower, "").split()
        if "-" in lower:
            yield from self._hyphened(written)
        yield from self.derived(lemma)
        if self.language == "nl" and lower.isalpha():
            yield from self._other_readings(lower, lemma)
            for part in self._cut(lemma):
                yield part
                yield from self.derived(part)

    def _other_readings(self, lower: str, lemma: str) -> Iterator[str]:
        """Lemmas beside the one simplemma chose: it knows no word classes, and Dutch repeats forms.

        "lopen" is the plural of "loop" and a verb; "vermisten" are those that are "vermist"; the
        lemma of "dorpjes" is "dorpje", and that one's "dorp".
        """
        if lemma.endswith("je"):
            yield self.lemma(lemma)
        if lower.endswith("en"):
            yield lower
        base = lower.removesuffix("n").removesuffix("e")
        participle = len(base) >= _LEAST_PARTICIPLE and base != lower and base[-1] in "dt"
        if participle and self.knows(base):
            yield from (base, self.lemma(base))

    def derived(self, word: str) -> Iterator[str]:
        """The verb of a noun in -ing, what a diminutive makes small."""
        lemma = self.lemma(word.lower())
        if self.language != "nl":
            return
        if lemma.endswith("ing") and len(lemma) > 6 and self.knows(verb := lemma[:-3] + "en"):
            yield verb
        if lemma.endswith("je"):
            yield from self._undiminished(lemma)

    def _undiminished(self, lemma: str) -> Iterator[str]:
        doubled = lemma[:-4] if lemma.endswith("etje") and lemma[-6:-5] == lemma[-5:-4] else ""
        for base in (
            doubled[:-1],
            lemma.removesuffix("tje"),
            lemma.removesuffix("pje"),
            lemma[:-2],
        ):
            if base != lemma and len(base) >= 3 and self.knows(base):
                yield base
                return

    def _hyphened(self, written: str) -> Iterator[str]:
        """Parts of a word with hyphens, unless it is a name as a whole ("Wit-Rusland")."""
        first, *rest = [part for part in written.split("-") if part] or [""]
        if not rest:
            return
        if rest[-1][:1].isupper():
            if first.lower() in self._directions:
                yield rest[-1].lower()
            return
        for part in (first, *rest):
            form = self.form(part)
            yield form.lemma
            yield from form.parts

    # -- compounds

    def _cut(self, lemma: str) -> tuple[str, ...]:
        """Lemmas that a compound is put together of; none for a simple word.

        Of several cuts the one with the longest last part that is known: "grensstad".
        """
        if not 2 * _LEAST - 1 <= len(lemma) <= _MOST or lemma in self._whole:
            return ()
        if lemma.endswith("en") and not lemma.endswith(self._in_en) and self.knows(lemma):
            return ()  # a verb
        for at in range(3, len(lemma) - 2):
            first, last = lemma[:at], lemma[at:]
            if self._is_part(last) and (modifier := self._modifier(first)):
                head = self._as_part(last)
                return (modifier, head, *self._cut(modifier), *self._cut(head))
        return ()

    def _as_part(self, word: str) -> str:
        """The singular of a part; not the verb that looks like it ("greep" is no "grijpen")."""
        lemma = self.lemma(word)
        return lemma if len(lemma) <= len(word) and lemma[:2] == word[:2] else word

    def _is_part(self, word: str) -> bool:
        if word in self._never:
            return False
        return word in self._short or (len(word) >= _LEAST and self.knows(word))

    def _modifier(self, first: str) -> str | None:
        """The lemma of a compound's first part, without the letters that link it."""
        for link in _LINKS:
            if link and not first.endswith(link):
                continue
            word = first[: len(first) - len(link)]
            if self._is_part(word):
                return self._as_part(word)
        return None


@cache
def words_of(language: str) -> Words:
    """The words of one of LANGUAGES."""
    return Words(language)
