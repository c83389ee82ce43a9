"""The verb group of a cue: finite verb, particle, auxiliaries, negation, and whether it is real.

"heeft nooit toegegeven", "zou kunnen zeggen", "did not say", "kondigde … aan".
"""

from collections.abc import Callable
from dataclasses import dataclass

from kroniek.extract.statements.cues import Reading, Shape
from kroniek.extract.statements.phrases import STOPS, Line, clause_start, is_adverb
from kroniek.model.text import Said

_REACH = 25
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Group:
    """`verb`: index of the finite verb; `cue`: indices of the words that attribute.

    `after` is behind the last of them that stands at `at` (a split particle may come later).
    """

    verb: int
    at: int
    cue: tuple[int, ...]
    realis: Said
    negated: bool
    passive: bool
    shape: Shape
    plural: bool = False
    """Whether it is a Dutch plural that looks like an infinitive."""


def group_of(line: Line, at: int, reading: Reading) -> Group | None:
    """The verb group of the cue at `at`, read as `reading`; None if it can not be that."""
    particle = _particle(line, at, reading)
    if particle is None:
        return None
    verb, passive, modal = _finite(line, at, reading)
    if verb is None or _is_that_is_to_say(line, at, modal):
        return None
    cue = tuple(sorted({at, *particle}))
    negation = _negation(line, verb, max(cue))
    realis = _realis(line, verb, at, modal)
    shape = reading.shape
    plural = shape is Shape.INFINITIVE and verb == at and not modal
    if plural:
        shape = Shape.FINITE
    return Group(verb, at, cue, realis, negation, passive, shape, plural)


def _is_that_is_to_say(line: Line, at: int, modal: str) -> bool:
    """Dutch "dat wil (niet) zeggen": it means, nobody says."""
    return modal in {"wil", "wilde"} and line.lower(at) == "zeggen"


def _particle(line: Line, at: int, reading: Reading) -> tuple[int, ...] | None:
    """Indices of the cue's separate particle; None if it is missing or stands for another verb."""
    wanted = reading.cue.particle
    if not wanted or reading.joined:
        return ()
    if line.lexicon.language == "nl" and reading.shape is not Shape.FINITE and len(wanted) == 1:
        # Particles are written onto participles and infinitives; other words stand before them.
        before = [k for k in range(max(0, at - 2), at) if line.lower(k) == wanted[0]]
        after = line.lower(at + 1) == wanted[0]
        return (before[-1],) if before else ((at + 1,) if after else _plural(line, at, wanted))
    return _plural(line, at, wanted, alone="a" in reading.cue.uses)


def _plural(
    line: Line, at: int, wanted: tuple[str, ...], *, alone: bool = False
) -> tuple[int, ...] | None:
    """The particle's words in order behind the verb, inside its clause."""
    if not line.words.issuperset(wanted):
        return None
    found: list[int] = []
    if len(wanted) > 2 and line.lexicon.language == "nl" and wanted[0] != "er":
        return _in_a_row(line, at, wanted)
    reach = _REACH if line.lexicon.language == "nl" else 6
    for k in range(at + 1, min(len(line.units), at + reach)):
        word = line.lower(k)
        if word == wanted[len(found)]:
            if (not alone and _is_preposition_here(line, k, wanted)) or _of_a_noun(line, at, k):
                continue
            found.append(k)
            if len(found) == len(wanted):
                return tuple(found)
        elif (
            (word in line.grammar.that and not _leads_to(line, k + 1, wanted[len(found)]))
            or (word in STOPS and word != ",")
            or (line.lexicon.language == "en" and found)
            or (
                wanted[0] == "het"
                and not found
                and word not in line.grammar.times | line.grammar.adverbs
            )
        ):
            break
    return None


def _leads_to(line: Line, at: int, particle: str) -> bool:
    """Whether nothing but adverbs and times stands before a particle: "dat maandag tegen"."""
    while line.lower(at) in line.grammar.times or is_adverb(line, at):
        at += 1
    return line.lower(at) == particle


def _in_a_row(line: Line, at: int, wanted: tuple[str, ...]) -> tuple[int, ...] | None:
    """A set phrase behind the verb, word for word: "wees de eis van de hand"."""
    for k in range(at + 1, min(len(line.units), at + _REACH)):
        if all(line.lower(k + n) == word for n, word in enumerate(wanted)):
            return tuple(range(k, k + len(wanted)))
    return None


def _of_a_noun(line: Line, at: int, k: int) -> bool:
    """Whether "van" or "of" belongs to a noun: "spoke on condition of", "sprak in naam van"."""
    if line.lower(k) not in line.grammar.always_joins or line.units[k - 1].start in line.named:
        return False
    word, grammar = line.lower(k - 1), line.grammar
    small = word in grammar.prepositions or word in grammar.times or is_adverb(line, k - 1)
    prepared = any(line.lower(n) in grammar.prepositions for n in range(at + 1, k - 1))
    return prepared and not small


def _is_preposition_here(line: Line, k: int, wanted: tuple[str, ...]) -> bool:
    """Whether a Dutch particle-like word is a preposition: "stelde voor de rechtbank"."""
    if line.lexicon.language != "nl" or len(wanted) > 1:
        return False
    if wanted[0] not in line.grammar.prepositions or wanted[0] in {"met", "om"}:
        return False
    following = line.lower(k + 1)
    opens = following in line.grammar.determiners or (
        k + 1 < len(line.units) and line.units[k + 1].start in line.named
    )
    governs = wanted[0] in {"voor", "op", "tegen", "van"}
    return opens and not governs


def _finite(line: Line, at: int, reading: Reading) -> tuple[int | None, bool, str]:
    """The finite verb's index, whether the group is passive, and its modal (or marker)."""
    finders: dict[Shape, Callable[[Line, int], tuple[int | None, bool, str]]] = {
        Shape.FINITE: _of_finite,
        Shape.PARTICIPLE: _of_participle,
        Shape.INFINITIVE: _of_infinitive,
        Shape.GERUND: _of_gerund,
    }
    return finders[reading.shape](line, at)


def _left(line: Line, at: int) -> int:
    """Index of the word before `at`, adverbs and negators passed over."""
    here = at - 1
    grammar = line.grammar
    while here >= 0 and (is_adverb(line, here) or line.lower(here) in grammar.negators):
        if line.lower(here) in grammar.modals or line.lower(here) in grammar.support:
            break
        here -= 1
    return here


def _of_finite(line: Line, at: int) -> tuple[int | None, bool, str]:
    if line.lexicon.language == "nl":
        return (None, False, "") if _is_no_dutch_verb(line, at) else (at, False, "")
    before = line.lower(_left(line, at))
    grammar = line.grammar
    if _is_plural_noun(line, at) or _is_free_participle(line, at):
        return (None, False, "")
    taken = before in grammar.have or before in grammar.be or before in grammar.modals
    if (
        taken
        or before in grammar.marker
        or before in grammar.support
        or (before in grammar.determiners and before not in grammar.alone)
    ):
        return (None, False, "")
    return (at, False, "")


def _is_no_dutch_verb(line: Line, at: int) -> bool:
    """Whether a finite form is an adjective ("de erkende bakker"), "te" + form, or "stel dat"."""
    before, grammar = line.lower(at - 1), line.grammar
    if before in grammar.marker:
        return True
    if line.lower(at) in grammar.imagining and line.lower(at + 1) in grammar.that:
        return True
    if before in grammar.alone:
        return False
    if before in grammar.articles and line.lower(at) in line.lexicon.nouns:
        return True  # "de eis dat"
    if before in grammar.relatives and at > 1 and line.lower(at) in line.lexicon.nouns:
        return line.lower(at - 2) not in STOPS  # "noemde die eis onaanvaardbaar"
    if before not in grammar.determiners or line.lower(at + 1) in STOPS or not line.lower(at + 1):
        return False
    alone = grammar.pronouns | grammar.relatives | grammar.impersonal
    return before not in alone and line.lower(at + 1) not in grammar.that


def _is_free_participle(line: Line, at: int) -> bool:
    """Whether an English form in -ed opens its sentence: "Asked about the road, …"."""
    return at == 0 and line.lower(at).endswith("ed")


def _is_plural_noun(line: Line, at: int) -> bool:
    """Whether an English form in -s, or one that is also a noun, is a noun here: "40 states"."""
    word, before, grammar = line.lower(at), line.lower(at - 1), line.grammar
    if not before:
        return word in line.lexicon.nouns  # "Fears that …"
    if not (word.endswith("s") or word in line.lexicon.nouns):
        return False
    article = line.lower(at - 2) in {"a", "an"} and line.units[at - 1].start in line.named
    if article and word in line.lexicon.nouns:
        return True  # "a Times report that"
    verb = before in line.lexicon.verbs and line.units[at - 1].start not in line.named
    small = before in grammar.prepositions or before in grammar.determiners - grammar.alone
    after = line.lower(at + 1)
    finite = any(r.shape is Shape.FINITE for r in line.lexicon.verbs.get(after, ()))
    if before in STOPS and (finite or after in grammar.have or after in grammar.be):
        return True  # "…, estimates show"
    return verb or small or before[0].isdigit() or before.endswith("'s")


def _of_participle(line: Line, at: int) -> tuple[int | None, bool, str]:
    grammar = line.grammar
    if line.lexicon.language == "en":
        left = _left(line, at)
        word = line.lower(left)
        if word in {"been", "being"}:
            return (left - 1, True, "")
        if word in grammar.have:
            return (left, False, _modal_before(line, left))
        return (left, True, "") if word in grammar.be else (None, False, "")
    start = clause_start(line, at)
    for k in (at + 1, at + 2, *range(at - 1, start - 1, -1)):
        word = line.lower(k)
        if word in grammar.have or word in grammar.be:
            return (min(at, k), word in grammar.be, "")
    return (None, False, "")


def _modal_before(line: Line, have: int) -> str:
    """The modal of "might (as well) have said": nobody said it; empty if there is none."""
    here = _left(line, have)
    word = line.lower(here)
    return word if here >= 0 and word in line.grammar.modals else ""


def _of_infinitive(line: Line, at: int) -> tuple[int | None, bool, str]:
    grammar = line.grammar
    if line.lexicon.language == "en":
        left = _left(line, at)
        word = line.lower(left)
        if word in grammar.support:
            return (left, False, "")
        return (left, False, word) if word in grammar.modals or word in grammar.marker else _NONE
    if line.lower(at - 1) in grammar.marker or "te" in line.lower(at)[1:-4]:
        return (at, False, "te") if line.lower(at - 1) in grammar.marker else _NONE
    start = clause_start(line, at)
    for k in (*range(at - 1, start - 1, -1), at + 1):
        if line.lower(k) in grammar.modals:
            return (min(at, k), False, line.lower(k))
    # Without a modal it is a plural in the present tense, unless the clause has its verb already.
    return (at, False, "")


def _of_gerund(line: Line, at: int) -> tuple[int | None, bool, str]:
    word = line.lower(_left(line, at))
    if word in line.grammar.be:
        return (_left(line, at), False, "")
    return (at, False, "")


_NONE: tuple[int | None, bool, str] = (None, False, "")


def _negation(line: Line, verb: int, last: int) -> bool:
    """Whether a negator stands in the group, or right behind it, before any content."""
    negators = line.grammar.negators
    if any(line.lower(k) in negators for k in range(min(verb, last), last + 1)):
        return True
    if line.lexicon.language == "en":
        return line.lower(verb - 1) in {"never", "not"}
    for k in range(last + 1, min(last + 5, len(line.units))):
        if line.lower(k) in STOPS or line.lower(k) in line.grammar.complementizers:
            return False
        if line.lower(k) in negators - {"geen"}:
            follows = line.lower(k + 1)
            return follows in line.grammar.complementizers or follows in STOPS or not follows
    return False


def _goes_on_air(line: Line, reach: range) -> bool:
    """Whether English "went on television …" stands before: there somebody speaks."""
    return any(line.lower(k) == "went" and line.lower(k + 1) == "on" for k in reach)


def _realis(line: Line, verb: int, at: int, modal: str) -> Said:
    """Whether anybody really said it: modals, conditions and "seldom" tell that nobody did."""
    grammar = line.grammar
    start = clause_start(line, verb)
    if line.lower(start - 1) in grammar.imagining:
        return Said.HYPOTHETICAL
    opening = [line.lower(k) for k in range(start, min(verb, start + 3))]
    if any(word in grammar.conditionals or word in grammar.imagining for word in opening):
        return Said.HYPOTHETICAL
    if modal in grammar.marker or modal in grammar.purpose:
        before = _left(line, at) - 1
        before -= line.lower(before) == "on"  # "went on to say"
        on_television = range(max(start, before - _NEAR), before + 1)
        goes_on = line.lower(before) in grammar.goes_on or (
            line.lexicon.language == "en" and _goes_on_air(line, on_television)
        )
        return Said.ACTUAL if modal and goes_on else Said.HYPOTHETICAL
    if modal:
        return Said.HYPOTHETICAL
    near = [line.lower(k) for k in range(max(start, verb - 3), min(at + 4, len(line.units)))]
    if any(word in grammar.rarely for word in near):
        return Said.GENERIC
    return Said.ACTUAL
