"""What a name names: reasons in its letters, its words, its neighbours, weighed and summed.

Weights are log-odds by hand (natural logarithm), set by reading errors; they are no probabilities
until `finder.NameFinder` has compared the types.
"""

from collections.abc import Sequence

from kroniek.extract.names.shapes import Run, is_acronym, is_initials
from kroniek.extract.names.words import (
    CAPITAL_PARTICLES,
    KnownNames,
    NameWords,
    surname_endings,
    without_possessive,
)
from kroniek.model.text import NameType, Sentence, Token

PERSON, ORGANISATION, PLACE, MISC = range(4)
KINDS = {
    NameType.PERSON: PERSON,
    NameType.ORGANISATION: ORGANISATION,
    NameType.POLITY: PLACE,
    NameType.LOCATION: PLACE,
    NameType.FACILITY: PLACE,
    NameType.MISCELLANEOUS: MISC,
}
Weights = list[float]

_TOWN, _HOME_TOWN = 15_000, 5_000
"""Inhabitants below which a known place weighs less: abroad, and in the Low Countries."""
_HOME = frozenset(("NL", "BE"))
_PLATFORMS = frozenset(("telegram", "youtube", "substack", "rumble", "vk", "vkontakte"))
_SURNAME_OPENERS = frozenset(("van", "de", "den", "der", "vanden", "vander", "le", "ten", "ter"))
_ARTICLES = frozenset(("de", "het", "the", "een", "a", "an", "'t", "deze", "dit", "this"))


def last_name(lower: str) -> bool:
    """Whether a word ends as many surnames do."""
    return len(lower) > 4 and lower.endswith(surname_endings())


class Typist:
    """Weighs the reasons for each type of one run, on the tokens of one article."""

    __slots__ = ("known", "tokens", "words")

    def __init__(self, tokens: Sequence[Token], words: NameWords, known: KnownNames) -> None:
        self.tokens = tokens
        self.words = words
        self.known = known

    def weigh(self, run: Run, sentence: Sentence) -> tuple[Weights, Weights]:
        """Reasons for PER, ORG, place and MISC: those in the name itself, those beside it."""
        form = [0.3, 0.3, 0.2, 0.0]
        lowers = [self.tokens[k].lower for k in range(run.first, run.last)]
        if not self._by_packs(lowers, form):
            self._by_letters(run, lowers, form)
            self._by_words(run, lowers, form)
        context = [0.0] * 4
        self._by_left(run, sentence, context)
        self._by_right(run, sentence, context)
        return form, context

    def _by_packs(self, lowers: Sequence[str], weights: Weights) -> bool:
        """Weigh what the packs know; whether that is one well known thing."""
        form = " ".join(lowers)
        entities = self.known.lookup(form)
        # A bare final s is rarely a genitive's: "Voltas" is hardly of the river Volta.
        doubtful = form not in self.known.forms and without_possessive(form) == form
        kinds: dict[int, float] = {}
        for entity in entities:
            kind = KINDS[entity.type]
            # Villages share their names with firms and families; countries and cities do not.
            home = entity.country in _HOME and form not in self.words.common
            least = _HOME_TOWN if home else _TOWN
            small = kind == PLACE and entity.geonameid is not None and entity.population < least
            kinds[kind] = max(kinds.get(kind, 0.0), 1.8 if small or doubtful else 3.5)
        for kind, weight in kinds.items():
            weights[kind] += weight
        if not entities and without_possessive(lowers[-1]) in self.known.surnames:
            weights[PERSON] += 1.5
        elif not entities and len(lowers) > 1 and self._organisation(lowers[0]):
            weights[ORGANISATION] += 1.5
        if len(lowers) == 1 and (
            lowers[0] in self.known.inhabitants or lowers[0] in self.words.people
        ):
            weights[MISC] += 5.0 if not entities else 1.0
        return len(kinds) == 1 and 3.5 in kinds.values()

    def _organisation(self, lower: str) -> bool:
        entities = self.known.lookup(lower)
        return bool(entities) and all(KINDS[e.type] == ORGANISATION for e in entities)

    def _by_letters(self, run: Run, lowers: Sequence[str], weights: Weights) -> None:
        first = self.tokens[run.first].text
        last = without_possessive(lowers[-1])
        if (
            first[0].islower()
            and "-" in first
            and first.partition("-")[2][0].isupper()
            and len(first.partition("-")[0]) > 3
        ):
            weights[ORGANISATION] += 4.0
        elif (
            len(lowers) == 1
            and is_acronym(first)
            and first.isalpha()
            and not self.known.lookup(lowers[0])
        ):
            weights[ORGANISATION] += 2.0
            weights[PERSON] -= 2.0
            weights[PLACE] -= 1.0
        elif len(lowers) == 1 and any(map(str.isupper, first[2:])) and first.isalpha():
            weights[ORGANISATION] += (
                0.9 if not first.startswith(("Mc", "Mac", "De", "La", "Le")) else 0
            )
        if "-" in first and len(lowers) == 1:
            self._by_compound(lowers[0], weights)
        if any(any(map(str.isdigit, lower)) for lower in lowers) and not self.known.lookup(
            " ".join(lowers)
        ):
            weights[MISC] += 1.5
            weights[PERSON] -= 2.0
            weights[PLACE] -= 1.0
        if last.endswith(self.words.org_suffixes) and len(last) > 6:
            weights[ORGANISATION] += 1.8
        if last.endswith(self.words.place_suffixes) and len(last) > 5:
            weights[PLACE] += 0.9
        if last_name(last):
            weights[PERSON] += 0.7

    def _by_compound(self, lower: str, weights: Weights) -> None:
        head, _, tail = lower.rpartition("-")
        if tail in self.words.compound_heads:
            weights[PLACE] += 4.0
        elif head in self.words.compass or self.known.lookup(lower):
            weights[PLACE] += 2.0
        elif tail in self.words.org_heads or tail.endswith(self.words.org_suffixes):
            weights[ORGANISATION] += 2.0
        elif lower in self.known.given.all:
            weights[PERSON] += 2.5
        elif (
            self.tokens
            and tail
            and not self.known.lookup(tail)
            and head not in self.known.given.all
        ):
            weights[MISC] += 1.2

    def _by_words(self, run: Run, lowers: Sequence[str], weights: Weights) -> None:
        if len(lowers) > 1:
            self._by_given_name(run, lowers, weights)
            self._by_surname(run, lowers, weights)
        else:
            self._by_single(without_possessive(lowers[0]), weights)
        self._by_heads(lowers, weights)

    def _by_given_name(self, run: Run, lowers: Sequence[str], weights: Weights) -> None:
        given = self.known.given
        first = lowers[0]
        if first in given.sure or is_initials(self.tokens[run.first].text):
            weights[PERSON] += 3.0
        elif first in given.all or first.partition("-")[0] in given.sure:
            weights[PERSON] += 1.8
        elif len(lowers) <= 3 and all(
            self.tokens[k].text.isalpha() for k in range(run.first, run.last)
        ):
            weights[PERSON] += 0.6

    def _by_surname(self, run: Run, lowers: Sequence[str], weights: Weights) -> None:
        if any(
            lower in ("van", "von", "bin", "ibn", "der", "den", "ter", "ten") for lower in lowers
        ):
            weights[PERSON] += 0.8
        if any(
            self.tokens[k].lower in _SURNAME_OPENERS and self.tokens[k].text[0].isupper()
            for k in range(run.first + 1, run.last - 1)
        ):
            weights[PERSON] += 1.5
        if any(
            lower in self.words.common and lower not in CAPITAL_PARTICLES for lower in lowers[1:]
        ):
            weights[PERSON] -= 0.8
            weights[MISC] += 0.5
            weights[ORGANISATION] += 0.6

    def _by_single(self, lower: str, weights: Weights) -> None:
        given = self.known.given
        if lower in given.sure or ("-" in lower and set(lower.split("-")) <= given.all):
            weights[PERSON] += 1.6
        elif lower in given.all:
            weights[PERSON] += 0.5
        elif not last_name(lower):
            weights[PERSON] -= 0.4
            weights[ORGANISATION] += 0.2

    def _by_heads(self, lowers: Sequence[str], weights: Weights) -> None:
        heads = self.words.org_heads
        if lowers[0] in self.words.org_lower_heads:
            weights[ORGANISATION] += 2.0
        if any(lower in heads or lower in self.words.legal for lower in lowers):
            weights[ORGANISATION] += 2.6 if len(lowers) > 1 else 1.0
            weights[PERSON] -= 1.0
        elif len(lowers) > 1 and any(
            lower.endswith(self.words.org_suffixes) for lower in lowers if len(lower) > 7
        ):
            weights[ORGANISATION] += 1.5
        if "&" in lowers:
            weights[ORGANISATION] += 2.0
        self._by_ends(lowers, weights)
        if any(
            lower in self.words.misc_heads and lower not in self.known.given.all for lower in lowers
        ):
            weights[MISC] += 2.0
            weights[PERSON] -= 1.0

    def _by_ends(self, lowers: Sequence[str], weights: Weights) -> None:
        """Weigh the first and last of several words: "Mount X", "Hurricane X", "X Nederland"."""
        if len(lowers) < 2:
            return
        if lowers[0] in self.words.misc_nouns:
            weights[MISC] += 4.0
            weights[PERSON] -= 2.0
        if lowers[-1] in self.words.org_lasts:
            weights[ORGANISATION] += 2.0
        if lowers[-1] in self.words.place_parts or lowers[0] in (
            "mount",
            "lake",
            "cape",
            "fort",
            "san",
            "saint",
            "st.",
        ):
            weights[PLACE] += 2.2
            weights[PERSON] -= 0.8
        if lowers[0] in self.words.compass:
            weights[PLACE] += 1.2
            weights[PERSON] -= 0.8

    def _by_left(self, run: Run, sentence: Sentence, weights: Weights) -> None:
        if run.role is not None:
            weights[PERSON] += 3.0
        k = run.first - 1
        if k < sentence.first:
            return
        left = self.tokens[k].lower
        if left in _ARTICLES:
            self._after_article(k, sentence, weights)
        elif left in self.words.misc_nouns:
            weights[MISC] += 5.0  # "orkaan X", "film X"
        else:
            self._by_word_before(k, run, sentence, weights)

    def _by_word_before(self, k: int, run: Run, sentence: Sentence, weights: Weights) -> None:
        """Weigh the word right before the name, which stands at `k` and is no article."""
        left = self.tokens[k].lower
        if left in self.words.place_bodies and self._is_place(run):
            weights[PLACE] += 2.4  # "gemeente Tiel", and in headlines "Raad Tiel"
        elif self.words.calls_organisation(left) or left.endswith(self.words.org_suffixes):
            weights[ORGANISATION] += 2.4
        elif self.words.is_role(left) or left in self.words.titles:
            weights[PERSON] += 3.0
        elif left in self.words.place_nouns | self.words.place_before:
            weights[PLACE] += self._by_place_word(left)
        elif left in self.words.speech_before:
            weights[PERSON] += 1.2
            weights[ORGANISATION] += 0.3
        elif left in self.words.kin:
            weights[PERSON] += 1.5
        else:
            self._by_far_left(k, run, sentence, weights)

    def _by_place_word(self, left: str) -> float:
        """What a word before a name says for a place: "stad X", "in X", "uit X"."""
        if left in self.words.place_nouns:
            return 3.0
        return 1.6 if left in ("in", "te", "near", "nabij") else 0.9

    def _is_place(self, run: Run) -> bool:
        """Whether the packs know the run as a place."""
        form = " ".join(self.tokens[k].lower for k in range(run.first, run.last))
        return any(KINDS[entity.type] == PLACE for entity in self.known.lookup(form))

    def _by_far_left(self, k: int, run: Run, sentence: Sentence, weights: Weights) -> None:
        """Weigh what needs a second word to the left: "haven van X", "in het Duitse X", "(X)"."""
        left = self.tokens[k].lower
        before = self.tokens[k - 1].lower if k > sentence.first else ""
        if left in ("of", "van", "bij"):
            if before in self.words.place_nouns:
                weights[PLACE] += 3.0
            elif before in self.words.place_holders:
                weights[PLACE] += 1.0
            elif before in self.words.org_holders or self.words.is_role(before):
                weights[ORGANISATION] += 1.2
        elif left in self.known.adjectives:
            self._after_adjective(k, weights)
        elif left in ("(", "/") and self._text(run.last) == ")":
            weights[ORGANISATION] += 0.8

    def _text(self, k: int) -> str:
        return self.tokens[k].text if k < len(self.tokens) else ""

    def _after_article(self, k: int, sentence: Sentence, weights: Weights) -> None:
        weights[PERSON] -= 2.0
        weights[ORGANISATION] += 1.0
        weights[MISC] += 0.8
        near = self.tokens[max(sentence.first, k - 4) : min(sentence.last, k + 8)]
        if any(token.lower in self.words.waters for token in near):
            weights[PLACE] += 2.6
        if k - 1 >= sentence.first and self.tokens[k - 1].lower in (
            "in",
            "op",
            "aan",
            "on",
            "along",
            "langs",
        ):
            weights[PLACE] += 0.8
        else:
            weights[PLACE] -= 0.6

    def _after_adjective(self, k: int, weights: Weights) -> None:
        """Weigh "het Britse X" and "in het Duitse X": such an adjective precedes no person."""
        weights[PERSON] -= 0.8
        if (
            k >= 2
            and self.tokens[k - 1].lower == "het"
            and self.tokens[k - 2].lower in self.words.place_before
        ):
            weights[PLACE] += 2.2
        else:
            weights[ORGANISATION] += 0.8

    def _by_right(self, run: Run, sentence: Sentence, weights: Weights) -> None:
        k = run.last
        if k >= sentence.last:
            return
        right = self.tokens[k].lower
        if right in self.words.speech_after:
            weights[PERSON] += 1.3
            weights[ORGANISATION] += 0.3
            weights[PLACE] -= 0.3
        elif self._of_organisation(run, right):
            weights[ORGANISATION] += 1.5
        elif right == ":" and k - sentence.first < 5:
            weights[PERSON] += 0.8
        elif k + 1 < sentence.last:
            self._by_second_right(k, run, sentence, weights)

    def _of_organisation(self, run: Run, right: str) -> bool:
        """Whether a possessive owns what only organisations have: "Acme's lawyer", "shares"."""
        owner = self.tokens[run.last - 1].lower
        return owner.endswith(("'s", "’s", "s'", "s’")) and right in self.words.org_holders

    def _by_second_right(self, k: int, run: Run, sentence: Sentence, weights: Weights) -> None:
        mark, after = self.tokens[k].text, self.tokens[k + 1]
        if mark == "(" and k + 2 < sentence.last and self.tokens[k + 2].text == ")":
            self._by_brackets(after, run, weights)
        elif mark == ",":
            ahead = [self.tokens[n].lower for n in range(k + 1, min(k + 4, sentence.last))]
            for word in ahead:
                if self.words.is_role(word):
                    weights[PERSON] += 2.0
                    break
                if word in self.words.place_nouns:
                    weights[PLACE] += 1.0
                    break
                if not word.isalpha():
                    break
        elif mark in ("in", "is") and run.last - run.first == 1:
            weights[ORGANISATION] += 0.1

    def _by_brackets(self, inside: Token, run: Run, weights: Weights) -> None:
        """Weigh the one word in brackets behind a name: an age, a channel, initials."""
        if inside.text.isdigit() and len(inside.text) <= 2:
            weights[PERSON] += 3.0
        elif inside.lower in _PLATFORMS:
            weights[ORGANISATION] += 2.0  # a channel; persons have names of their own
        elif is_acronym(inside.text) and run.last - run.first > 1:
            weights[PERSON] += 0.6
            weights[ORGANISATION] += 0.6
