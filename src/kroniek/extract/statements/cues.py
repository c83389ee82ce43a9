"""Words that credit someone with words or thoughts, and the small words around them, per language.

The lists are ``kroniek_data/LANGUAGE/cues.toml`` and ``attribution.toml``; this module only gives
them a shape in which one look-up tells whether a token can matter.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from kroniek.errors import PackError
from kroniek.extract.grammar.inflection import FINITE, Form, dutch_verb, english_verb
from kroniek.model.text import Act, Evidence
from kroniek.packs import lexicon


class Shape(Enum):
    """What form of its verb a cue is."""

    FINITE = "finite"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    GERUND = "gerund"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that attributes. `uses` are letters explained in ``cues.toml``."""

    lemma: str
    act: Act
    uses: frozenset[str]
    particle: tuple[str, ...]


class Reading(NamedTuple):
    """One way to read a written form: which cue, in which form, with its particle written on."""

    cue: Cue
    shape: Shape
    joined: bool


@dataclass(frozen=True)
class Grammar:
    """The small words of a language that source and content are found by. All lower case."""

    determiners: frozenset[str]
    possessives: frozenset[str]
    pronouns: frozenset[str]
    objects: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    first_person: frozenset[str]
    impersonal: frozenset[str]
    prepositions: frozenset[str]
    joiners: frozenset[str]
    always_joins: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    complementizers: frozenset[str]
    that: frozenset[str]
    relatives: frozenset[str]
    marker: frozenset[str]
    purpose: frozenset[str]
    have: frozenset[str]
    be: frozenset[str]
    modals: frozenset[str]
    negators: frozenset[str]
    rarely: frozenset[str]
    clause_ends: frozenset[str]
    times: frozenset[str]
    adverbs: frozenset[str]
    verbs: frozenset[str]
    imagining: frozenset[str]
    not_adverbs: frozenset[str]
    passed: frozenset[str]
    support: frozenset[str]
    goes_on: frozenset[str]
    hearers: frozenset[str]
    pointers: frozenset[str]
    owners: frozenset[str]
    opens_clause: frozenset[str]
    openers: frozenset[str]
    conditionals: frozenset[str]
    alone: frozenset[str]
    posting: frozenset[str]
    posts: frozenset[str]
    did: frozenset[str]
    unsaid: frozenset[str]
    past: frozenset[str]
    articles: frozenset[str]
    told_to: frozenset[str]
    told_by: frozenset[str]
    whiles: frozenset[str]
    single: frozenset[str]
    comparing: frozenset[str]
    likening: frozenset[str]
    persons: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Everything about attribution in one language."""

    language: str
    verbs: Mapping[str, tuple[Reading, ...]]
    nouns: Mapping[str, Act]
    according: frozenset[str]
    second: frozenset[str]
    aldus: frozenset[str]
    not_sources: frozenset[str]
    hearsay: tuple[tuple[str, ...], ...]
    authority: tuple[tuple[str, ...], ...]
    """Phrases before the source of a source: "op gezag van"."""
    own_account: tuple[tuple[str, ...], ...]
    """Phrases by which the subject is the source: "naar eigen zeggen"."""
    views: tuple[tuple[str, ...], ...]
    """Phrases before the source of a clause: "in de lezing van"."""
    foreseen: tuple[tuple[str, ...], ...]
    """Phrases of what is expected by nobody named: "naar verwachting"."""
    aside_first: frozenset[str]
    """First words of all these phrases."""
    evidential: frozenset[str]
    refused: frozenset[str]
    falsehoods: frozenset[str]
    """Words by which something said is denied."""
    denials: tuple[tuple[str, ...], ...]
    """Set phrases that deny: "geen sprake van"."""
    silences: tuple[tuple[str, ...], ...]
    """Set phrases of who tells nothing: "geen commentaar"."""
    scheduled: frozenset[str]
    """Verbs of what is on a programme: said of a coming day they announce."""
    own_bodies: frozenset[str]
    """Bodies for which officials speak: "the government would not"."""
    registers: frozenset[str]
    """Bodies that register what happens: "police", "hospital"."""
    foretelling: frozenset[str]
    """Lemmas of foretelling that hold it for certain: "predicted"."""
    exaggerated: frozenset[str]
    """Words by which a figure is denied: "schromelijk overdreven"."""
    truths: frozenset[str]
    """Words by which something said is denied if a negator goes with them."""
    bound: Mapping[str, str]
    """What the content of a cue must have, by its lemma: a word of "speech", "figure", "quote"."""
    judging: frozenset[str]
    rumoured: frozenset[str]
    """Words by which something is said to go round: "zoals op Facebook rondgaat"."""
    sureness: Mapping[str, str]
    """How sure a thing is by the cue itself, by its lemma."""
    opinions: frozenset[str]
    """Lemmas of belief that hold something for certain: "vindt dat"."""
    grammar: Grammar
    evidence: tuple[tuple[Evidence, frozenset[str]], ...]
    media_names: frozenset[str]
    expert_endings: tuple[str, ...]
    triggers: frozenset[str]
    """Every word without which a sentence attributes nothing."""


_SHAPES = (Shape.FINITE, Shape.PARTICIPLE, Shape.INFINITIVE)


_PHRASES = ("phrases", "authority", "own_account", "views", "foreseen")


def _phrases(rows: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in rows)


def _split(words: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in words.split())


def _readings(lemma: str, row: list[str], path: str) -> Iterable[tuple[str, Reading]]:
    """Each written form of a row with its reading. Raises PackError on a malformed row."""
    if len(row) < 6:
        raise PackError(path, f"verb {lemma!r} has {len(row)} fields", "give all fields")
    act, uses, finite, participle, infinitive, particle = row[:6]
    cue = Cue(lemma, Act(act), frozenset(uses), tuple(particle.split()))
    joinable = particle and " " not in particle and path.startswith("nl")
    for shape, forms in zip(_SHAPES, (finite, participle, infinitive), strict=True):
        for form in forms.split():
            yield form, Reading(cue, shape, joined=False)
            if joinable:
                yield particle + form, Reading(cue, shape, joined=True)
                if shape is Shape.INFINITIVE:
                    yield f"{particle}te{form}", Reading(cue, shape, joined=True)
    for form in row[6].split() if len(row) > 6 else ():
        yield form, Reading(cue, Shape.GERUND, joined=False)


def _verbs(path: str, table: Mapping[str, list[str]]) -> Mapping[str, tuple[Reading, ...]]:
    found: defaultdict[str, list[Reading]] = defaultdict(list)
    for lemma, row in table.items():
        for form, reading in _readings(lemma, row, path):
            if reading not in found[form]:
                found[form].append(reading)
    # A cue that asks for a particle is the more special one: it is tried first.
    return {
        form: tuple(sorted(readings, key=lambda reading: -len(reading.cue.particle)))
        for form, readings in found.items()
    }


def _finite_forms(infinitives: str, *, dutch: bool) -> frozenset[str]:
    """Forms of verbs that are nothing but finite: no noun, no participle, no adjective."""
    inflect = dutch_verb if dutch else english_verb
    found = set()
    for verb in infinitives.split():
        forms = inflect(verb)
        other = {form.written for form in forms if form.form not in FINITE}
        # English forms in -s are nouns too: "strikes", "votes".
        wanted = FINITE if dutch else {Form.PAST}
        found |= {form.written for form in forms if form.form in wanted} - other
    return frozenset(found)


def _grammar(path: str) -> Grammar:
    table: Mapping[str, str] = lexicon(path)["grammar"]
    try:
        lists = {name: _split(table[name]) for name in Grammar.__dataclass_fields__}
        lists["verbs"] |= _finite_forms(table["common_verbs"], dutch=path.startswith("nl"))
        return Grammar(**lists)
    except KeyError as error:
        raise PackError(path, f"[grammar] lacks {error}", "add the list") from error


@cache
def load_lexicon(language: str) -> Lexicon:
    """The cues and grammar of ``nl`` or ``en``. Raises PackError on a fault in the lists."""
    cues: Mapping[str, Any] = lexicon(f"{language}/cues.toml")
    evidence: Mapping[str, str] = lexicon(f"{language}/attribution.toml")["evidence"]
    verbs = _verbs(f"{language}/cues.toml", cues["verbs"])
    nouns = {word: Act(act) for act, words in cues["nouns"].items() for word in words.split()}
    told = {name: _phrases(cues["hearsay"][name]) for name in _PHRASES}
    according, aldus = frozenset(cues["according"]["words"]), frozenset(cues["according"]["aldus"])
    evidential = frozenset(cues["hearsay"]["evidential"])
    grammar = _grammar(f"{language}/attribution.toml")
    first_words = frozenset(phrase[0] for phrases in told.values() for phrase in phrases)
    return Lexicon(
        language=language,
        verbs=verbs,
        nouns=nouns,
        according=according,
        second=frozenset(cues["according"].get("second", ())),
        aldus=aldus,
        not_sources=frozenset(cues["according"]["not_sources"]),
        hearsay=told["phrases"],
        authority=told["authority"],
        own_account=told["own_account"],
        views=told["views"],
        foreseen=told["foreseen"],
        aside_first=first_words | grammar.likening | (grammar.conditionals & {"als"}),
        evidential=evidential,
        refused=frozenset(cues["hearsay"]["refused"]),
        falsehoods=_split(cues["judging"]["falsehoods"]),
        denials=_phrases(cues["judging"]["denials"]),
        silences=_phrases(cues["judging"]["silences"]),
        scheduled=_split(cues["judging"]["scheduled"]),
        own_bodies=_split(cues["judging"]["own_bodies"]),
        registers=_split(cues["judging"]["registers"]),
        foretelling=_split(cues["judging"]["foretelling"]),
        exaggerated=_split(cues["judging"]["exaggerated"]),
        truths=_split(cues["judging"]["truths"]),
        bound={lemma: need for need, row in cues["bound"].items() for lemma in row.split()},
        judging=_split(cues["judging"]["words"]),
        rumoured=frozenset(cues["hearsay"]["rumoured"]),
        sureness={lemma: how for how, row in cues["sureness"].items() for lemma in row.split()},
        opinions=frozenset(cues["judging"]["opinions"].split()),
        grammar=grammar,
        evidence=tuple(
            (kind, _split(evidence[kind.value])) for kind in Evidence if kind.value in evidence
        ),
        media_names=_split(evidence["media_names"]),
        expert_endings=tuple(evidence["expert_endings"].split()),
        triggers=frozenset(verbs)
        | frozenset(nouns)
        | according
        | aldus
        | evidential
        | first_words
        | grammar.likening
        | (grammar.conditionals & {"als"}),
    )
