"""Whom a pronoun stands for: he and she, and the owner of "its troops"."""

from collections.abc import Sequence
from functools import cache

from kroniek.extract.events.doers import doer_words
from kroniek.extract.events.frames import VERBAL, Scene
from kroniek.extract.events.hits import NOUNS
from kroniek.extract.events.surroundings import Reach
from kroniek.extract.grammar.chunks import PRONOUN, Chunks, Phrase
from kroniek.ids import EntityId
from kroniek.model.text import Mention
from kroniek.packs import lexicon
from kroniek.spans import Span

_HE = frozenset({"hij", "he", "she"})


_SHE_OR_THEY = frozenset({"zij", "ze"})


_HIS = frozenset({"zijn", "haar", "his", "her"})


_FEMININE = frozenset({"zij", "ze", "she", "haar", "her"})
_OWN = frozenset({"its", "their", "his", "her", "zijn", "haar", "hun"})
_NEAR = 8
"""How many names of persons before a pronoun are looked at."""


def pronoun_at(scene: Scene) -> int | None:
    """Where the pronoun of one person stands that does it: "he visited", "his visit"."""
    chunks = scene.chunks
    if scene.form in NOUNS:
        around = chunks.phrase_at.get(scene.hit.first)
        return around.first if around and chunks.lowers[around.first] in _HIS else None
    at = _he_in(chunks, scene.clause)
    if at is None and scene.clause and not chunks.clauses[scene.clause - 1].relative:
        at = _he_in(chunks, scene.clause - 1)
    return at


def _he_in(chunks: Chunks, clause: int) -> int | None:
    """Where the pronoun of one person stands in a clause; Dutch "zij" is one beside a singular."""
    first, last = chunks.clauses[clause].first, chunks.clauses[clause].last
    for k in range(first, last):
        if chunks.tags[k] != PRONOUN:
            continue
        lower = chunks.tokens[k].lower
        if lower in _HE:
            return k
        if lower in _SHE_OR_THEY and any(
            chunks.tags[n] in VERBAL and not chunks.lowers[n].endswith(("en", "zijn"))
            for n in (k - 1, k + 1)
            if first <= n < last
        ):
            return k
    return None


def person_meant(reach: Reach, sentence: int, before: int, at: int, pronoun: str) -> Mention | None:
    """The person a pronoun at `at` stands for: named in its sentence, else in the one before.

    `sentence` and `before` are where the two begin.
    """
    return _person(reach, sentence, at, pronoun) or _person(reach, before, at, pronoun)


def _person(reach: Reach, since: int, at: int, pronoun: str) -> Mention | None:
    """The only person named since `since`, or the only one of the pronoun's gender."""
    named = reach.persons_between(since, at)[-_NEAR:]
    wanted = "feminine" if pronoun in _FEMININE else "masculine"
    genders = {reach.key(one): _gender(reach, one) for one in named}
    fitting = [key for key, gender in genders.items() if gender in {wanted, ""}]
    sure = [key for key in fitting if genders[key] == wanted]
    keys = fitting if len(fitting) == 1 else sure
    if len(keys) != 1:
        return None
    return next(one for one in named if reach.key(one) == keys[0])


def _gender(reach: Reach, person: Mention) -> str:
    """``feminine`` or ``masculine`` by the given name under which the article names a person."""
    for other in reach.persons:
        words = other.span.of(reach.text).lower().split()
        if len(words) > 1 and reach.key(other) == reach.key(person):
            for gender in ("feminine", "masculine"):
                if words[0].partition("-")[0] in _given(gender):
                    return gender
    return ""


@cache
def _given(gender: str) -> frozenset[str]:
    return frozenset(lexicon("shared/genders.toml")[gender].split())


def army_of_owner(scene: Scene, phrase: Phrase, reach: Reach) -> EntityId | None:
    """The armed forces of the country named before "its troops" in the sentence."""
    chunks = scene.chunks
    forces = doer_words(scene.words.language).forces
    owned = chunks.lowers[phrase.first] in _OWN and chunks.lowers[phrase.last - 1] in forces
    if not owned:
        return None
    states = reach.states
    for earlier in reversed(chunks.phrases):
        if earlier.first >= phrase.first or earlier.preposition:
            continue
        if earlier.first and chunks.tokens[earlier.first - 1].text == "(":
            continue  # an abbreviation that repeats the name
        words = chunks.lowers[earlier.first : earlier.last]
        known = (states.of_adjective(word) or states.of_country(word) for word in words)
        country = next((one for one in known if one is not None), None)
        if country is None and earlier.mention is not None:
            form = earlier.mention.span.of(reach.text)
            country = states.of_name(form) or states.of_body(form)
        if country is not None:
            return states.armies.get(country)
    return None


def both_meant(scene: Scene, phrase: Phrase, reach: Reach, before: int) -> list[Mention]:
    """The two persons or countries that "both leaders", "the two countries" go back to.

    `before` is where the sentence before begins; exactly two must have been named since.
    """
    lowers = scene.chunks.lowers[phrase.first : phrase.last]
    words = doer_words(scene.words.language)
    several = lowers[0] in _BOTH or (len(lowers) > 1 and lowers[1] in _TWO)
    if phrase.mention is not None or not several:
        return []
    at = scene.chunks.tokens[phrase.first].start
    if lowers[-1] in words.leaders:
        return _two(reach, reach.persons_between(before, at))
    if lowers[-1] in words.lands:
        names = reach.names_in(Span(before, max(before, at)))
        countries = reach.states.countries
        named = [m for m in names if m.span.of(reach.text).casefold() in countries]
        return _two(reach, named)
    return []


def they_meant(scene: Scene, reach: Reach, sentence: int, before: int) -> list[Mention]:
    """The two persons that "they" goes back to, at the head of a sentence's first clause."""
    chunks = scene.chunks
    if scene.clause or scene.form in NOUNS:
        return []
    first = chunks.clauses[0]
    they = any(
        chunks.tags[k] == PRONOUN and chunks.lowers[k] in _PLURAL
        for k in range(first.first, first.last)
    )
    return _two(reach, reach.persons_between(before, sentence)) if they else []


def _two(reach: Reach, named: Sequence[Mention]) -> list[Mention]:
    """The names, if they are of two exactly."""
    found = {reach.key(one): one for one in reversed(named)}
    return list(reversed(found.values())) if len(found) == _PAIR else []


_PAIR = 2
_BOTH = frozenset({"beide", "both"})
_TWO = frozenset({"twee", "two"})
_PLURAL = frozenset({"they", "ze", "zij"})
