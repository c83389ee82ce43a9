"""Where names begin and end: runs of capitals with the small words inside them."""

from collections.abc import Iterator, Sequence

from kroniek.extract.names.joints import Joints, adjacent
from kroniek.extract.names.shapes import (
    Run,
    Seen,
    begins,
    is_acronym,
    name_like,
)
from kroniek.extract.names.words import CAPITAL_PARTICLES, PARTICLES, KnownNames, NameWords
from kroniek.model.text import PLACES, Sentence, Token

_ARTICLES = frozenset(("de", "het", "the", "'t"))
_POSTED = frozenset(("op", "on", "via"))
_TOWN = 30_000
_GROUPS = (
    "groep",
    "partij",
    "lijst",
    "fractie",
    "beweging",
    "vereniging",
    "party",
    "group",
    "list",
)
"""Endings of common nouns before the name of a party or action group."""
_LONGEST = 24
"""Tokens a run has at most: no name is longer, and hostile input stays cheap."""


def is_called(tokens: Sequence[Token], k: int, sentence: Sentence) -> bool:
    """Whether a common noun for a party or group stands right before: "actiegroep X"."""
    return k > sentence.first and tokens[k - 1].lower.endswith(_GROUPS)


class RunFinder:
    """Finds the runs of one article's sentences in one language."""

    __slots__ = ("joints", "known", "seen", "tokens", "words")

    def __init__(
        self, tokens: Sequence[Token], words: NameWords, known: KnownNames, seen: Seen
    ) -> None:
        self.tokens = tokens
        self.words = words
        self.known = known
        self.seen = seen
        self.joints = Joints(tokens, words, known)

    def runs(self, sentence: Sentence) -> Iterator[Run]:
        """The runs of a sentence, in order, disjoint."""
        k = sentence.first
        while k < sentence.last:
            text = self.tokens[k].text
            if not (text[0].isupper() or (not text.isalnum() and name_like(text))):
                k += 1
                continue
            if text == "X." and k > sentence.first and self.tokens[k - 1].lower in _POSTED:
                k += 1  # "zei hij op X. Jansen …": the platform, no initial
                continue
            end = self._end(k, sentence.last)
            yield from self._trimmed(k, end, sentence)
            k = end

    def _end(self, first: int, stop: int) -> int:
        k = first + 1
        stop = min(stop, first + _LONGEST)
        while k < stop and adjacent(self.tokens, k):
            if self._closes(k - 1):
                break
            if name_like(self.tokens[k].text):
                k += 1
                continue
            jump = self.joints.over(first, k, stop)
            if jump == k:
                break
            k = jump
        return k

    def _closes(self, k: int) -> bool:
        """Whether no name goes on after token `k`: a possessive, a compound ("NAVO-chef")."""
        text = self.tokens[k].text
        if text.endswith(("'s", "’s", "s'", "s’")):
            return True
        head, dash, tail = text.rpartition("-")
        return bool(dash and tail and head and tail[0].islower() and len(tail) > 2) and (
            self.tokens[k].lower not in self.known.longest
        )

    def _trimmed(self, first: int, last: int, sentence: Sentence) -> Iterator[Run]:
        """The run without what precedes the name; cut in two where two names meet."""
        initial = begins(self.tokens, first, sentence)
        if initial:
            start = self._opened(first, last)
            initial = start == first
        else:
            start = first
        start = self._after_adjectives(start, last)
        start, role = self._after_titles(start, last)
        start = self._after_adjectives(start, last)
        head = self._head_before(start, sentence) if role is None and start < last else None
        if head is not None:
            yield Run(head, last, initial=False)
            return
        if role is None:
            start, role = self._after_portfolio(start, last, sentence)
        if not is_called(self.tokens, start, sentence):
            last = self._before_small_words(start, last)
        if start >= last:
            return
        person = self._person_after_role(start, last)
        if person is not None:
            noun, name = person
            if noun > start and (
                self._known_at(start, noun) or is_acronym(self.tokens[start].text)
            ):
                yield Run(start, noun, initial and start == first)
            yield Run(name, last, initial=False, role=name - 1)
            return
        if (
            is_called(self.tokens, start, sentence)
            and last - start == 2
            and self._known_place(start)
        ):
            yield Run(start, last, initial=False)  # "actiegroep Tiel Vooruit"
            return
        for a, b in self._parts(start, last):
            yield Run(a, b, initial and a == first, role if a == start else None)

    def _known_place(self, k: int) -> bool:
        return any(e.type in PLACES for e in self.known.lookup(self.tokens[k].lower))

    def _person_after_role(self, start: int, last: int) -> tuple[int, int] | None:
        """Role word and given name inside a run: "Apple CEO Steve Jobs" gives (1, 2)."""
        noun = None
        for k in range(start, last - 1):
            lower = self.tokens[k].lower
            if lower in self.known.given.sure and noun is not None and k > start:
                return (noun, k)
            if noun is None and (lower in self.words.titles or self.words.is_role(lower)):
                if k == start and self._known_at(start, last) > 1:
                    return None
                noun = k
        return None

    def _head_before(self, start: int, sentence: Sentence) -> int | None:
        """Where the run begins with "waterschap" or "ministerie van" in small letters before it."""
        one, two = start - 1, start - 2
        if one >= sentence.first and self.tokens[one].text in self.words.institutions:
            return one
        joined = two >= sentence.first and self.tokens[one].lower in ("van", "voor", "of")
        if joined and self.tokens[two].lower in self.words.org_lower_heads:
            return self._ministry_start(two, sentence)
        return None

    def _ministry_start(self, head: int, sentence: Sentence) -> int:
        """The ministry's first word: the adjective of its country, if there is one."""
        before = head - 1
        if before >= sentence.first and (
            self.tokens[before].lower in self.known.adjectives
            and self.tokens[before].text[0].isupper()
        ):
            return before
        return head

    def _after_portfolio(self, start: int, last: int, sentence: Sentence) -> tuple[int, int | None]:
        """Pass over what a minister is minister of, when the name follows: "van Cultuur X"."""
        k = start - 1
        if k - 1 < sentence.first or self.tokens[k].lower not in ("van", "voor", "of", "for"):
            return start, None
        if not self.words.is_role(self.tokens[k - 1].lower):
            return start, None
        for n in range(start + 1, last - 1):
            lower = self.tokens[n].lower
            if (
                lower in self.known.given.sure
                and self.tokens[n - 1].lower not in self.known.given.all
            ):
                return n, n - 1
        return start, None

    def _before_small_words(self, start: int, last: int) -> int:
        while (
            last > start
            and self.tokens[last - 1].lower in self.words.function
            and (self.tokens[last - 1].text.lower() != self.tokens[last - 1].text)
            and not is_acronym(self.tokens[last - 1].text)
            and not (last - start == 2 and self.tokens[start].lower in _ARTICLES)
        ):
            last -= 1
        return last

    def _opened(self, first: int, last: int) -> int:
        """Where a run begins that stands where any word bears a capital."""
        text = self.tokens[first].text
        if is_acronym(text) and self.known.spells(text):
            return first  # "US Senate", no "us"
        return first + 1 if self._article_alone(first, last) else self._after_opening(first, last)

    def _after_opening(self, first: int, last: int) -> int:
        """Where the run begins once words that owe their capital to their place are gone."""
        token = self.tokens[first]
        lower = token.lower
        paired = (token.text, self._text(first + 1, last)) in self.seen.pairs
        if paired and lower in self.words.function:
            paired = lower in CAPITAL_PARTICLES
        if paired or self._known_at(first, last) > 1:
            return first
        nxt = self.tokens[first + 1].lower if first + 1 < last else ""
        if lower in self.words.function:
            given = lower in self.known.given.sure and nxt and nxt not in self.words.function
            opens = lower in CAPITAL_PARTICLES and nxt in PARTICLES and last - first > 2
            return first if given or opens else first + 1
        if nxt and lower in self.known.given.all and nxt not in self.words.function:
            return first
        if lower in self.words.institutions and nxt:
            return first
        if (
            lower in self.words.common
            or self.words.is_role(lower)
            or (nxt and self.words.calls_organisation(lower))
        ):
            return first if self._organisation_ahead(first, last) else first + 1
        if nxt and self._compound_before_place(first, last):
            return first + 1
        if lower in self.seen.lower and token.text not in self.seen.inside:
            return first + 1
        if nxt in self.known.given.sure and (
            last - first > 2 or lower.endswith(self.words.word_endings)
        ):
            return first + 1
        return first

    def _article_alone(self, first: int, last: int) -> bool:
        """Whether an article opens what is known without it too: "Het Kremlin", no "De Morgen"."""
        size = self._known_at(first, last)
        if self.tokens[first].lower not in _ARTICLES or size < 2:
            return False
        form = " ".join(token.lower for token in self.tokens[first + 1 : first + size])
        own = self.known.forms.get(form, ())
        return bool(own) and not any(e.name.lower().split()[0] in _ARTICLES for e in own)

    def _compound_before_place(self, first: int, last: int) -> bool:
        """Whether a long unknown word stands before a known place: "Overstroming Deventer"."""
        word = self.tokens[first]
        if last - first != 2 or word.text in self.seen.inside:
            return False
        if self.tokens[first + 1].lower in self.words.org_lasts:
            return False  # "Slachtofferhulp Nederland"
        place = self.known.lookup(self.tokens[first + 1].lower)
        # A small town far away bears the surname of many: "Getachew Reda".
        large = (e.geonameid is None or e.population >= _TOWN for e in place if e.type != "PER")
        return any(large) and not (
            self.known.is_known(word.lower) or self.words.heads_name(word.lower)
        )

    def _text(self, k: int, last: int) -> str:
        return self.tokens[k].text if k < last else ""

    def _organisation_ahead(self, first: int, last: int) -> bool:
        """Whether a later capital makes the run an organisation or place ("State Department")."""
        return any(
            self.tokens[k].lower in self.words.org_heads
            or self.tokens[k].lower in self.words.place_parts
            or self.tokens[k].lower.endswith(self.words.org_suffixes)
            for k in range(first + 1, last)
        )

    def _known_at(self, first: int, last: int) -> int:
        """How many tokens from `first` the longest known name covers; 0 if none."""
        return self.known.covered([token.lower for token in self.tokens[first:last]])

    def _after_titles(self, start: int, last: int) -> tuple[int, int | None]:
        role = None
        while start + 1 < last:
            lower = self.tokens[start].lower
            if not (
                lower in self.words.titles
                or (lower.endswith("s") and lower[:-1] in self.words.titles)
                or lower in self.known.inhabitants
                or self.words.is_role(lower)
            ):
                break
            if self._known_at(start, last) > 1 or self._organisation_ahead(start, last):
                break
            if self.tokens[start + 1].lower in self.words.links:
                break
            role = start
            start += 1
        return start, role

    def _after_adjectives(self, start: int, last: int) -> int:
        """Adjectives of places are no names, but belong to the organisation they stand in."""
        while start < last:
            lower = self.tokens[start].lower
            if not (
                lower in self.known.adjectives
                or lower in self.words.adjectives
                or self.words.looks_adjective(lower)
            ):
                break
            if lower in self.known.forms and lower not in self.known.adjectives:
                break
            if start + 1 < last and lower in self.known.given.all:
                break
            if start + 1 < last and (
                self._known_at(start, last) > 1 or self._organisation_ahead(start, last)
            ):
                break
            if (
                start + 1 == last
                and lower not in self.known.adjectives
                and lower in self.known.given.all
            ):
                break
            start += 1
        return start

    def _parts(self, start: int, last: int) -> Iterator[tuple[int, int]]:
        """The pieces of the run, and before them a country that meets another's adjective."""
        adjective = self._adjective_behind_country(start, last)
        if adjective is not None:
            yield start, adjective
            start = self._after_adjectives(adjective, last)
        yield from self._pieces(start, last)

    def _pieces(self, start: int, last: int) -> Iterator[tuple[int, int]]:
        """The run in known names, if such names fill it; else cut at small words with capitals."""
        cuts = []
        k = start
        while k < last:
            size = self._known_at(k, last) or int(self.known.is_inhabitant(self.tokens[k].lower))
            if size == 0:
                break
            cuts.append((k, k + size))
            k += size
        if (
            k == last
            and len(cuts) > 1
            and all(self._no_person(a, b) for a, b in cuts)
            and (self.tokens[start].lower not in self.known.given.all)
        ):
            yield from cuts
            return
        a = self._after_country(start, last)
        if a > start:
            yield start, a
        for k in range(a + 1, last):
            if self._cuts(k) and not (k - a == 1 and self.tokens[a].lower in _ARTICLES):
                if a < k:
                    yield a, k
                a = k if self._known_at(k, last) > 1 else k + 1
        if a < last:
            yield a, last

    def _adjective_behind_country(self, start: int, last: int) -> int | None:
        """Where an adjective follows a country: "viel Oekraïne Russische troepen"."""
        for k in range(start + 1, last):
            form = " ".join(token.lower for token in self.tokens[start:k])
            if self.known.is_country(form):
                other = self.tokens[k].lower in self.known.adjectives
                return k if other and self._known_at(start, last) <= k - start else None
        return None

    def _after_country(self, start: int, last: int) -> int:
        """Where a person's name begins after that of a country ("of India Narendra Modi")."""
        end = start + self._known_at(start, last)
        if not start < end < last - 1 or self.tokens[end].lower not in self.known.given.sure:
            return start
        form = " ".join(token.lower for token in self.tokens[start:end])
        return end if self.known.is_country(form) and form not in self.known.given.all else start

    def _cuts(self, k: int) -> bool:
        """Whether a small word with a capital stands between two names ("Putin On Monday")."""
        token = self.tokens[k]
        return (
            token.lower in self.words.function
            and token.text[0].isupper()
            and not token.text.isupper()
            and token.lower not in CAPITAL_PARTICLES
            and token.lower not in self.known.given.all
        )

    def _no_person(self, a: int, b: int) -> bool:
        form = " ".join(t.lower for t in self.tokens[a:b])
        small = form in CAPITAL_PARTICLES or form in self.words.function
        return not small and self.known.is_place_or_people(form)
