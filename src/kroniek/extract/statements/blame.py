"""Whether words lay blame: "the army was behind the attack", "de molenaar heeft gelogen".

The patterns are in ``cues.toml`` under ``[blame]``. A pattern is words with blanks between;
``a|b`` is either word, ``*`` up to three words of the same clause, ``$`` the clause's end, and
``<wrong>`` a phrase whose head is one of the listed wrongs: "the attack", not "fire safety".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.extract.statements.cues import load_lexicon
from kroniek.extract.statements.phrases import STOPS
from kroniek.packs import lexicon

_GAP = 3
"""Words that ``*`` stands for, at the most."""
_PHRASE = 5
"""Words up to the head of a ``<wrong>``."""
_ENDING = 5
"""Letters of a wrong that ends Dutch compounds: "bosbrand", but "kerel" is no "rel"."""

_OPEN = frozenset({"*", "<wrong>", "$"})
"""Parts of patterns that are no words."""

Pattern = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Blame:
    """The lists of ``[blame]``."""

    plain: Mapping[str, tuple[Pattern, ...]]
    """What lays blame whoever is spoken of, by the word it begins with ("" where that is open)."""
    others: Mapping[str, tuple[Pattern, ...]]
    """What lays blame unless the speaker tells it of themselves: "it was behind the attack"."""
    wrongs: frozenset[str]
    """What one can be blamed for, one word or two; Dutch ones end compounds as well."""
    unsettled: frozenset[str]
    """Words before which nobody is named: "who was behind the attack"."""
    small: frozenset[str]
    """Words that cannot go on a phrase: a noun before them is its head."""
    links: frozenset[str]
    """Words that part one phrase from the next."""
    language: str


@cache
def blame_of(language: str) -> Blame:
    """The lists of ``nl`` or ``en``."""
    table: Mapping[str, Sequence[str]] = lexicon(f"{language}/cues.toml")["blame"]
    grammar = load_lexicon(language).grammar
    links = grammar.prepositions | grammar.conjunctions | grammar.that | grammar.relatives
    helpers = grammar.be | grammar.have | grammar.modals | grammar.verbs | grammar.passed
    small = links | helpers | grammar.determiners | grammar.pronouns | grammar.times
    return Blame(
        plain=_patterns(table["plain"]),
        others=_patterns(table["others"]),
        wrongs=frozenset(table["wrongs"]),
        unsettled=grammar.negators.union(table["unsettled"]),
        small=small | grammar.adverbs | grammar.subordinators | grammar.negators,
        links=links,
        language=language,
    )


def _patterns(rows: Sequence[str]) -> dict[str, tuple[Pattern, ...]]:
    """Patterns by the words they can begin with."""
    found: dict[str, tuple[Pattern, ...]] = {}
    for row in rows:
        pattern = tuple(frozenset(one.split("|")) for one in row.split())
        for word in {""} if pattern[0] & _OPEN else pattern[0]:
            found[word] = (*found.get(word, ()), pattern)
    return found


def lays_blame(words: Sequence[str], language: str, *, quoted: bool) -> bool:
    """Whether the words (lower case) hold somebody to blame for a wrong.

    In words that are not `quoted` "he", "it" and "they" may be the speaker.
    """
    lists, grammar = blame_of(language), load_lexicon(language).grammar
    own = grammar.first_person - grammar.possessives
    if not quoted:
        own = own | grammar.masculine | grammar.feminine | {"it", "they"}
    selves = own - (grammar.possessives | grammar.objects) | {"i", "ik", "we", "wij"}
    for at, word in enumerate(words):
        begun = [found for key in (word, "") for found in lists.plain.get(key, ())]
        of_others = [found for key in (word, "") for found in lists.others.get(key, ())]
        if not begun and not of_others:
            continue
        opens = _clause_start(words, at)
        before = words[at - 1] if at > opens else ""
        for pattern in begun if before in selves else (*begun, *of_others):
            end = _end_of(pattern, words, at, lists)
            if end is not None and lists.unsettled.isdisjoint(words[opens:end]):
                return True
    return False


def _clause_start(words: Sequence[str], at: int) -> int:
    return next((k + 1 for k in range(at - 1, -1, -1) if words[k] in STOPS), 0)


def _end_of(pattern: Pattern, words: Sequence[str], at: int, lists: Blame) -> int | None:
    """Index behind the pattern if it stands at `at`; None if it does not."""
    if not pattern:
        return at
    head, rest = pattern[0], pattern[1:]
    ends = (_end_of(rest, words, to, lists) for to in _steps(head, words, at, lists))
    return next((end for end in ends if end is not None), None)


def _steps(part: frozenset[str], words: Sequence[str], at: int, lists: Blame) -> Iterator[int]:
    """Where one part of a pattern can end that begins at `at`."""
    if "*" in part:
        last = next((k for k in range(at, len(words)) if words[k] in STOPS), len(words))
        yield from range(at, min(at + _GAP, last) + 1)
    elif "<wrong>" in part:
        yield from _wrongs(words, at, lists)
    elif "$" in part:
        if at >= len(words) or words[at] in STOPS:
            yield at
    elif at < len(words) and words[at] in part:
        yield at + 1


def _wrongs(words: Sequence[str], at: int, lists: Blame) -> Iterator[int]:
    """Where phrases end whose head is a wrong: "a series of" is none of its words."""
    for k in range(at, min(at + _PHRASE, len(words))):
        word = words[k]
        if word in STOPS or word in lists.links:
            return
        after = words[k + 1] if k + 1 < len(words) else ""
        heads = not after[:1].isalpha() or after in lists.small or after.endswith("ly")
        if heads and _is_wrong(word, words[k - 1] if k > at else "", lists):
            yield k + 1


def _is_wrong(word: str, before: str, lists: Blame) -> bool:
    if word in lists.wrongs or f"{before} {word}" in lists.wrongs:
        return True
    endings = tuple(one for one in lists.wrongs if len(one) >= _ENDING)
    return lists.language == "nl" and word.endswith(endings)
