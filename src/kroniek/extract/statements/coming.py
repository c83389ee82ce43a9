"""What words say of what is to come: expected, promised, threatened, demanded of others.

The words are in ``hedges.toml`` under ``[coming]``; phrases are looked for word for word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kroniek.extract.grammar.chunks import grammar as grammar_of
from kroniek.extract.statements.cues import load_lexicon
from kroniek.extract.statements.factuality import load_hedges
from kroniek.extract.statements.phrases import has_phrase
from kroniek.packs import lexicon

_FAR = 80
"""Words of a quotation in which somebody says what is expected."""
_SURPRISED = frozenset({"surprised", "verbazen", "verrassen"})
_NEAR = 3
"""Words behind "I expect" in which its negator stands."""

Phrases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Coming:
    """The lists of ``[coming]``."""

    times: Phrases
    """Times that have not come yet: "next week"."""
    expecting: Phrases
    """What somebody says who expects something: "I expect", "the chance that"."""
    promising: Phrases
    threats: Phrases
    """Consequences that somebody holds out to another: "a legitimate target"."""
    excluded: Phrases
    """What is ruled out by who has a say in it: "there will be no"."""
    obliging: Phrases
    """What somebody else ought to do: "must", "should"."""
    planned: Phrases
    """"is expected to"."""


@cache
def coming_of(language: str) -> Coming:
    """The lists of ``nl`` or ``en``."""
    table: Mapping[str, Sequence[str]] = lexicon(f"{language}/hedges.toml")["coming"]
    return Coming(
        **{
            name: tuple(tuple(phrase.split()) for phrase in table[name])
            for name in Coming.__dataclass_fields__
        }
    )


def is_expected(words: Sequence[str], language: str) -> bool:
    """Whether the speaker says in so many words what is to be expected, and be it further on."""
    lists, near = coming_of(language), words[:_FAR]
    return has_phrase(near, lists.expecting) or any(
        has_phrase(sentence, lists.times)
        and not load_hedges(language).probable.isdisjoint(sentence)
        for sentence in _sentences(near)
    )


def _sentences(words: Sequence[str]) -> Iterator[Sequence[str]]:
    ends = [k for k, word in enumerate(words) if word in {".", "!", "?"}]
    for start, end in pairwise((-1, *ends, len(words))):
        yield words[start + 1 : end]


def expects_it(words: Sequence[str], language: str) -> bool | None:
    """Whether what is expected is expected to be so: "I expect" yes, "I'd be surprised if" no.

    None if nobody says what is expected.
    """
    lists, grammar = coming_of(language), load_lexicon(language).grammar
    for at in range(min(len(words), _FAR)):
        for phrase in lists.expecting:
            if tuple(words[at : at + len(phrase)]) != phrase:
                continue
            around = words[at : at + len(phrase) + _NEAR]
            odd = not _SURPRISED.isdisjoint(phrase)
            return grammar.negators.isdisjoint(around) is not odd
    return None


def is_to_come(clause: Sequence[str], language: str) -> bool:
    """Whether a clause without a word of the future is about what comes: "keert morgen terug"."""
    lists, grammar = coming_of(language), load_lexicon(language).grammar
    if has_phrase(clause, lists.planned):
        return True
    nouns = {word for phrase in lists.times for word in phrase}  # "week" is a past form as well
    if not (grammar.past | (grammar_of(language).past - nouns)).isdisjoint(clause):
        return False
    if language == "en" and _has_regular_past(clause):
        return False
    return has_phrase(clause, lists.times) or (language == "nl" and _is_going(clause))


def _has_regular_past(clause: Sequence[str]) -> bool:
    """Whether an English form in -ed stands without an auxiliary: "closed within a month"."""
    grammar = load_lexicon("en").grammar
    helpers = grammar.be | grammar.have | grammar.modals | grammar.determiners | {"get", "gets"}
    pairs = pairwise(("", *clause))
    return any(two.endswith("ed") and one not in helpers for one, two in pairs)


def _is_going(clause: Sequence[str]) -> bool:
    """Whether Dutch "gaat" or "gaan" has an infinitive right behind it: "gaan sluiten"."""
    known = _infinitives()
    return any(one in {"gaat", "gaan", "ga"} and two in known for one, two in pairwise(clause))


@cache
def _infinitives() -> frozenset[str]:
    """Dutch infinitives that tell of something to come behind "gaan"."""
    table = lexicon("nl/hedges.toml")["going"]
    common = lexicon("nl/attribution.toml")["grammar"]["common_verbs"]
    known = {*common.split(), *table["infinitives"].split()}
    return frozenset(known.difference(table["not"].split()))


def is_promised(words: Sequence[str], language: str) -> bool:
    """Whether the speaker says that it is a promise."""
    return has_phrase(words[:_FAR], coming_of(language).promising)


def is_threat(words: Sequence[str], language: str) -> bool:
    """Whether consequences are held out to somebody else."""
    return has_phrase(words[:_FAR], coming_of(language).threats)


def is_excluded(words: Sequence[str], language: str) -> bool:
    """Whether words open by ruling something out: "There will be no referendum"."""
    return any(tuple(words[: len(p)]) == p for p in coming_of(language).excluded)


def is_demanded(clause: Sequence[str], language: str) -> bool:
    """Whether a clause says what others ought to do; what is due on a day is a plan."""
    grammar, lists = load_lexicon(language).grammar, coming_of(language)
    days = grammar.times - grammar.determiners - grammar.adverbs
    dated = not days.isdisjoint(clause) or any(word[:1].isdigit() for word in clause)
    own = grammar.masculine | grammar.feminine | grammar.first_person | grammar.impersonal
    generic = own | {"je", "men", "you", "one", "they", "iedereen", "everyone", "everybody"}
    generic |= grammar.modals  # "Wie niet betaalt, moet weg"
    subject = clause[0] if clause else ""
    if subject == "het" and len(clause) > 1 and clause[1] not in grammar.modals | grammar.verbs:
        subject = clause[1]  # "het leger moet weg"
    return not dated and subject not in generic and has_phrase(clause, lists.obliging)
