"""Lines, and where phrases and clauses begin and end, without a part-of-speech tagger.

A `Line` is one sentence at one level of quotation: the words a single voice says. Utterances that
are quoted inside it stand there as one `QUOTED` unit each. All positions are indices of units.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kroniek.extract.statements.cues import Grammar, Lexicon, Shape
from kroniek.model.text import Quote, SentenceKind, Token
from kroniek.spans import Span

QUOTED = "\ufffc"
"""Text of the unit that stands for a quoted utterance."""

HARD = frozenset(
    (".", "!", "?", "…", ";", ":", "(", ")", "[", "]", "–", "—", "―", "|", "...", QUOTED)
)
STOPS = HARD | {","}
_LONGEST_PHRASE = 30
_REACH = 25


def has_phrase(words: Sequence[str], phrases: Iterable[Sequence[str]]) -> bool:
    """Whether one of the phrases stands among the words, word for word."""
    held = set(words)
    return any(
        tuple(words[k : k + len(phrase)]) == tuple(phrase)
        for phrase in phrases
        if phrase[0] in held
        for k in range(len(words))
        if words[k] == phrase[0]
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence at one level of quotation (`level`: index of the quote it lies in, or -1)."""

    units: Sequence[Token]
    quotes: Mapping[int, Quote]
    level: int
    kind: SentenceKind
    paragraph: int
    lexicon: Lexicon
    named: frozenset[int]
    """Starts of the tokens that lie in names."""
    words: frozenset[str]
    """Every lower-case word of the line: tells at once what it does not have."""

    @property
    def grammar(self) -> Grammar:
        """The small words of the line's language."""
        return self.lexicon.grammar

    def lower(self, at: int) -> str:
        """Lower-case word at an index; empty outside the line."""
        return self.units[at].lower if 0 <= at < len(self.units) else ""

    def word_at(self, place: int) -> str:
        """Lower-case word that starts at a place of the text; empty if none does."""
        at = bisect_left(self.units, place, key=lambda unit: unit.start)
        return self.units[at].lower if at < len(self.units) else ""

    def is_name(self, at: int) -> bool:
        """Whether the unit lies in a name, or has a capital inside the sentence."""
        unit = self.units[at]
        return unit.start in self.named or (at > 0 and unit.text[0].isupper())

    def span(self, first: int, last: int) -> Span:
        """Text from unit `first` up to but not including unit `last`."""
        return Span(self.units[first].start, self.units[last - 1].end)

    def end(self) -> int:
        """Index behind the last word: final marks are left out."""
        at = len(self.units)
        while at and self.units[at - 1].lower in HARD and self.units[at - 1].text != QUOTED:
            at -= 1
        return at


def is_adverb(line: Line, at: int) -> bool:
    """Whether a word is an adverb, by the list or by its English ending."""
    word = line.lower(at)
    if word in line.grammar.adverbs:
        return True
    english = line.lexicon.language == "en" and word.endswith("ly") and len(word) > 4
    return english and word not in line.grammar.not_adverbs and not line.units[at].text[0].isupper()


def bracket(line: Line, at: int) -> int:
    """Index behind a short pair of brackets that opens at `at`; `at` itself if none does."""
    if line.lower(at) != "(":
        return at
    for here in range(at + 1, min(at + 8, len(line.units))):
        if line.lower(here) == ")":
            return here + 1
    return at


def _bracket_before(line: Line, at: int) -> int:
    """Index of the opening bracket of a short pair that ends before `at`; `at` if none does."""
    if line.lower(at - 1) != ")":
        return at
    for here in range(at - 2, max(-1, at - 9), -1):
        if line.lower(here) == "(":
            return here
    return at


def starts_phrase(line: Line, at: int) -> bool:
    """Whether a noun phrase can begin at a unit."""
    if at >= len(line.units):
        return False
    word, grammar = line.lower(at), line.grammar
    if opens_name(line, at):
        return True
    if word in line.lexicon.according or word in line.lexicon.aldus:
        return False
    if word in STOPS or word in grammar.prepositions or word in grammar.complementizers - {"who"}:
        return False
    if word in grammar.determiners or word in grammar.pronouns or line.is_name(at):
        return True
    closed = is_adverb(line, at) or word in grammar.times or word in grammar.verbs
    known = closed or word in grammar.conjunctions or word in grammar.subordinators
    return not (known or word in grammar.negators or word in grammar.marker) and word[0].isalnum()


def opens_name(line: Line, at: int) -> bool:
    """Whether a capital preposition belongs to a name: "zegt Van Dijk"."""
    if at == 0 or line.lower(at) not in line.grammar.prepositions or at + 1 >= len(line.units):
        return False
    return line.units[at].text[0].isupper() and line.is_name(at + 1)


def is_verb(line: Line, at: int) -> bool:
    """Whether a lower-case word is a finite verb for sure enough to end a noun phrase."""
    if at >= len(line.units):
        return False
    unit = line.units[at]
    if unit.text[0].isupper():
        return False
    if unit.lower in line.grammar.verbs or unit.lower in line.grammar.modals:
        return True
    readings = line.lexicon.verbs.get(unit.lower, ())
    return any(reading.shape is not Shape.PARTICIPLE for reading in readings) and (
        unit.lower not in line.lexicon.nouns
    )


def _is_past(line: Line, at: int) -> bool:
    """Whether an English word in -ed goes on with an object: "released a statement"."""
    word, after, grammar = line.lower(at), line.lower(at + 1), line.grammar
    if line.lexicon.language != "en" or not word.endswith("ed") or len(word) < 5:
        return False
    return after in grammar.determiners or after in grammar.pronouns or after in grammar.that


def _is_adjective(line: Line, at: int) -> bool:
    """Whether a word looks like a Dutch inflected adjective, a participle or a number."""
    unit = line.units[at]
    if unit.text[0].isdigit() or unit.lower in line.grammar.determiners:
        return True
    if unit.text[0].isupper():
        return unit.start not in line.named and unit.lower.endswith(("se", "sche"))
    return unit.lower.endswith(("e", "-"))


def phrase_end(line: Line, at: int) -> int:
    """Index behind the noun phrase that begins at `at` (at least one unit)."""
    grammar = line.grammar
    if line.lower(at) in grammar.pronouns and line.lower(at) not in grammar.determiners:
        return at + 1
    limit = min(len(line.units), at + _LONGEST_PHRASE)
    inner = line.lower(at) in grammar.determiners and line.lower(at + 1) in grammar.prepositions
    here, head, dutch = at, False, line.lexicon.language == "nl"
    while here < limit:
        beyond = bracket(line, here)
        if beyond > here > at:
            here = beyond
            continue
        step = _step(line, here, at, head=head, inner=inner)
        if step == 0:
            break
        word = line.units[here + step - 1]
        last = here + step - 1
        named = line.is_name(last) and not (dutch and _is_adjective(line, last))
        joins = word.lower in grammar.conjunctions or word.lower in grammar.prepositions
        head = not joins and (named or not _is_adjective(line, last))
        here += step
    return max(here, at + 1)


def _step(line: Line, here: int, at: int, *, head: bool, inner: bool) -> int:
    """How many units the phrase goes on by; 0 if it ends before `here`."""
    word, grammar = line.lower(here), line.grammar
    named = line.units[here].start in line.named
    if word in STOPS or (not named and here > at and _closes(line, here)):
        return 0
    if here == at and opens_name(line, at):
        return 1
    if word in grammar.prepositions and not named:
        return _joined(line, here, inner=inner) if here > at else 0
    if word in grammar.conjunctions:
        return _coordinated(line, here) if here > at else 0
    if here == at or named or inner:
        return 1
    if _opens_another(line, here):
        return 0
    if not head or line.is_name(here) or _names_field(line, here):
        return 1
    if line.lexicon.language == "nl" or word in grammar.determiners:
        owner = line.lower(here - 1)
        genitive = owner.endswith("s") and line.units[here - 1].start in line.named
        return int(genitive or owner.endswith(("'s", "s'")))
    return 1


def _names_field(line: Line, here: int) -> bool:
    """Whether a noun stands between a person's trade and name: "hoogleraar zeerecht Anna Bos"."""
    beyond = here + 1
    if (
        line.lexicon.language != "nl"
        or beyond >= len(line.units)
        or not line.units[here].text.isalpha()
    ):
        return False
    return line.units[beyond].start in line.named and line.lower(here) not in line.grammar.articles


def _opens_another(line: Line, here: int) -> bool:
    """Whether an article stands behind a noun: "is volgens de politie een man van 40"."""
    word, before, grammar = line.lower(here), line.lower(here - 1), line.grammar
    if word not in grammar.articles or before in grammar.conjunctions:
        return False
    return before not in grammar.determiners and before not in grammar.prepositions


def _closes(line: Line, here: int) -> bool:
    """Whether a word can not lie inside a noun phrase that has begun before it."""
    word, grammar = line.lower(here), line.grammar
    if word in grammar.complementizers or word in grammar.subordinators or word in grammar.times:
        return True
    if word in grammar.negators or word in grammar.marker or word in grammar.relatives:
        return True
    if word in grammar.pronouns - grammar.determiners and not line.units[here].text[0].isupper():
        return True
    opened = line.lower(here - 1) in grammar.articles - grammar.pronouns - grammar.objects
    if is_adverb(line, here) and word not in grammar.determiners:
        return not opened  # "the widely known baker"
    return not opened and (is_verb(line, here) or _is_past(line, here))


def _joined(line: Line, here: int, *, inner: bool) -> int:
    """Whether a preposition goes on with the phrase ("hoogleraar aan de …"): 1, else 0."""
    word, grammar = line.lower(here), line.grammar
    if inner or word in grammar.always_joins:
        return 1
    following = here + 1 < len(line.units) and (
        line.is_name(here + 1) or line.lower(here + 1) in grammar.determiners
    )
    if line.lower(here + 1) in grammar.times:
        return 0
    named = line.units[here - 1].start in line.named
    return int(word in grammar.joiners and following and not named)


def _coordinated(line: Line, here: int) -> int:
    """Whether a conjunction joins two nouns of one phrase: 1, else 0."""
    word = line.lower(here)
    if word not in {"en", "and", "of", "or"} or not starts_phrase(line, here + 1):
        return 0
    follows = line.lower(here + 1)
    grammar = line.grammar
    alone = follows in grammar.pronouns - grammar.determiners
    return int(not alone and not is_verb(line, here + 1))


def clause_start(line: Line, at: int) -> int:
    """Index of the first unit of the clause that `at` stands in, by marks and conjunctions."""
    here, floor = at, max(0, at - _REACH)
    while here > floor:
        here = _bracket_before(line, here)
        if line.lower(here - 1) in STOPS or here <= 0:
            break
        here -= 1
        if line.lower(here) in line.grammar.openers and here < at:
            break
    return here
