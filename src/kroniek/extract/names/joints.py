"""What joins capitals to one name: the small words between them ("Artsen zonder Grenzen")."""

from collections.abc import Sequence

from kroniek.extract.names.shapes import is_acronym, is_initials, name_like
from kroniek.extract.names.words import CAPITAL_PARTICLES, PARTICLES, KnownNames, NameWords
from kroniek.model.text import Token

_NOT_FIRST = frozenset(("in", "op", "het", "e", "y", "und", "en"))
_FOREIGN_PARTICLES = frozenset(
    ("von", "bin", "ibn", "di", "da", "dos", "del", "della", "ter", "ten", "al", "el")
)


def adjacent(tokens: Sequence[Token], k: int) -> bool:
    """Whether nothing but one blank (or nothing) stands before token `k`."""
    return tokens[k].start - tokens[k - 1].end <= 1


class Joints:
    """Finds where a run goes on behind words in small letters, in one article and language."""

    __slots__ = ("known", "tokens", "words")

    def __init__(self, tokens: Sequence[Token], words: NameWords, known: KnownNames) -> None:
        self.tokens = tokens
        self.words = words
        self.known = known

    def over(self, first: int, k: int, stop: int) -> int:
        """Where the run that begins at `first` goes on behind the words at `k`; `k` if nowhere."""
        return max(self._over_small_words(first, k, stop), self._known_over(first, k, stop))

    def _known_over(self, first: int, k: int, stop: int) -> int:
        """Where a known name ends that reaches from the run over `k` to a capital; else `k`."""
        for start in range(max(first, k - 3), k):
            most = self.known.longest.get(self.tokens[start].lower, 0)
            for end in range(min(start + most, stop), k + 1, -1):
                form = " ".join(token.lower for token in self.tokens[start:end])
                if form in self.known.forms and name_like(self.tokens[end - 1].text):
                    return end
        return k

    def _over_small_words(self, first: int, k: int, stop: int) -> int:
        """Where the run goes on after the small words at `k`; `k` if it ends there."""
        tokens = self.tokens
        n = k
        while (
            n < stop
            and n - k < 4
            and tokens[n].text == tokens[n].lower
            and (tokens[n].lower in PARTICLES or tokens[n].lower in self.words.links)
        ):
            n += 1
        if n == k or n >= stop or not name_like(tokens[n].text) or not adjacent(self.tokens, n):
            return k
        if self._known_across(first, k, n) or self._organisation_across(first, k, n):
            return n + 1
        if tokens[k].lower == "of" and {tokens[k - 1].lower, tokens[n].lower} <= self.words.titles:
            return n + 1  # "Secretary of State", which the name follows
        return n + 1 if self._person_across(first, k, n) else k

    def _known_across(self, first: int, k: int, n: int) -> bool:
        """Whether the packs know a name that begins in the run and reaches over the small words."""
        for start in range(max(first, k - 3), k):
            most = self.known.longest.get(self.tokens[start].lower, 0)
            for end in range(n + 1, min(start + most, len(self.tokens)) + 1):
                if " ".join(t.lower for t in self.tokens[start:end]) in self.known.forms:
                    return True
        return False

    def _known_until(self, first: int, k: int) -> bool:
        """Whether a known name of several words ends right before `k`."""
        return any(
            " ".join(token.lower for token in self.tokens[start:k]) in self.known.forms
            for start in range(first, k - 1)
        )

    def _organisation_across(self, first: int, k: int, n: int) -> bool:
        """Whether small words at `k` join what follows at `n` to an organisation's name."""
        small = [self.tokens[m].lower for m in range(k, n)]
        if small == ["&"]:
            return True
        if small[0] not in self.words.links or small[0] in ("in", "op", "tegen"):
            return False
        heads = [m for m in range(first, k) if self._is_head(m, first)]
        if not heads:
            return False
        after = self.tokens[n]
        if small[0] in ("en", "and"):
            # "Ministerie van Landbouw en Visserij", but "Deutsche Bank en Citigroup".
            return not self._known_until(first, k) and any(
                self.tokens[m].lower in self.words.joining for m in range(heads[0] + 1, k)
            )
        if small[0] == "on":
            return heads[-1] == k - 1
        if small[0] in ("van", "of"):
            return not is_acronym(after.text) and heads[-1] - first < 4
        return True

    def _is_head(self, m: int, first: int) -> bool:
        lower = self.tokens[m].lower
        return (lower in self.words.org_heads or lower.endswith(self.words.org_suffixes)) and (
            m > first or lower not in self.words.titles
        )

    def _person_across(self, first: int, k: int, n: int) -> bool:
        """Whether a given name or initials stand before, and a surname after, the small words."""
        small = [self.tokens[m].lower for m in range(k, n)]
        if any(word not in PARTICLES for word in small) or small[0] in _NOT_FIRST:
            return False
        before, after = self.tokens[k - 1], self.tokens[n]
        if before.lower in CAPITAL_PARTICLES:
            return True
        if before.lower in self.words.common or before.lower in self.words.titles:
            return False
        if before.lower in self.known.given.all or is_initials(before.text):
            return len(small) > 1 or small[0] != "van" or not self.known.is_country(after.lower)
        if self.known.lookup(before.lower) or is_acronym(before.text):
            return False
        if len(small) > 1:
            return small[-1] in ("den", "der")
        return small[0] in _FOREIGN_PARTICLES and k - first < 3
