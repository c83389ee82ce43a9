"""The verb forms by which the tense of a clause is told, a compact lexicon of each language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kroniek.extract.grammar.inflection import Form, dutch_verb, english_verb
from kroniek.packs import lexicon

_UNSTRESSED = ("be", "ge", "her", "ont", "ver")


@dataclass(frozen=True)
class VerbForms:
    """Verb forms of one language, lower case."""

    past: frozenset[str]
    past_endings: tuple[str, ...]
    not_past: frozenset[str]
    perfect: frozenset[str]
    participle_prefixes: tuple[str, ...]
    participle_endings: tuple[str, ...]
    participles: frozenset[str]
    not_participles: frozenset[str]
    conditional: frozenset[str]
    perfect_infinitives: frozenset[str]
    future: frozenset[str]
    present: frozenset[str]
    present_endings: tuple[str, ...]
    not_present: frozenset[str]
    clause_ends: frozenset[str]
    """Marks and words at which a clause ends or another begins."""
    coordinators: frozenset[str]
    """Words at which a clause ends if a finite verb comes next ("opened on Monday and runs …")."""
    after: frozenset[str]
    """Words whose phrase lies in the past ("na een gesprek op maandag")."""
    onward: frozenset[str]
    """Those of them behind which what is told comes later: "ask me after Easter"."""
    limits: frozenset[str]
    """Phrases beside what is still to come: "at the earliest", "uiterlijk"."""
    happened: tuple[str, ...]
    """What nobody plans: the day that such a noun has lies behind."""
    passive: frozenset[str]
    """Forms with which a participle tells what is done now."""
    awaited: frozenset[str]
    """Phrases before the day of what was to come, whatever became of it: "talks due on Friday"."""
    holds: frozenset[str]
    """Verbs before "until" of what goes on until a day to come."""
    compared: frozenset[str]
    """Phrases before what something now is compared with: "higher than in July"."""
    between: frozenset[str]
    """Words that may stand between such a phrase and the expression."""
    ahead: frozenset[str]
    """Words whose phrase is still to come ("in aanloop naar de top van maandag")."""
    undirected: frozenset[str]
    """Words whose date may lie on either side ("effective 1 February")."""
    ahead_to: frozenset[str]
    """Words after which "to" looks ahead ("set to resume on Monday")."""
    weak: frozenset[str]
    """Forms mostly something else ("zijn"): they count only when there is no better one."""
    toward: frozenset[str]
    """"To" of what `ahead_to` goes with."""
    until: frozenset[str]
    """Words that begin the end of what lasts."""
    at_least: frozenset[str]
    """"Until at least Tuesday" is to come, in whatever tense: what is over has no least end."""
    lasting: frozenset[str]
    """What lasts until a day to come, unless its verb stands in the past ("flights suspended")."""
    deadline: frozenset[str]
    """Behind "until Tuesday" these make it a term that is still open ("until Tuesday to leave")."""
    separable: tuple[str, ...]
    """What is written together with a finite verb at the end of its clause ("innamen")."""
    pronouns: frozenset[str]
    """Behind these even a word of `planned` is a verb: "we vote on Monday"."""
    spoken_of: frozenset[str]
    """Plain forms that are in `planned` as well."""
    determiners: frozenset[str]
    """Behind these a word is no verb, however it ends: "de kaarten", "hun doden"."""
    modal: frozenset[str]
    """Forms that look ahead after "after Saturday"."""
    plain: frozenset[str]
    """Forms that may be a noun or an infinitive: present tense where there is no other verb."""
    no_verb_after: frozenset[str]
    """Words behind which a doubtful form is none in the present tense ("to try", "the close")."""
    planned: frozenset[str]
    """What is planned: beside it, in a headline without a verb, a weekday may be to come."""
    pending: frozenset[str]
    """Beside these "of Saturday" is to come: "the match of Saturday is off"."""
    attributive: frozenset[str]
    """"The outcome of Tuesday" is past whatever the verb, unless it was planned."""
    verb_second: bool
    """Whether the finite verb follows what begins the sentence."""

    def headline(self, words: Sequence[str]) -> bool:
        """Whether a sentence without a verb tells of what may have been planned."""
        planned = tuple(self.planned)
        return (
            any(word.endswith(planned) for word in words)
            and self.plain.isdisjoint(words)
            and not any(map(self.participle, words))
        )

    def past_form(self, word: str) -> bool:
        """Whether a word is, or looks like, a finite verb in the past tense."""
        if word in self.past:
            return True
        if word.startswith(self.separable) and word not in self.not_past:
            joined = (word.removeprefix(part) for part in self.separable if word.startswith(part))
            # "uitverkocht": behind two prefixes a participle looks like the past.
            if any(verb in self.past and not verb.startswith(_UNSTRESSED) for verb in joined):
                return True
        return len(word) > 4 and word.endswith(self.past_endings) and word not in self.not_past

    def present_form(self, word: str) -> bool:
        """Whether a word beside a time expression looks like a finite verb in the present tense."""
        return (
            len(word) > 3
            and word.islower()
            and word.endswith(self.present_endings)
            and word not in self.not_present
            and not self.participle(word)
        )

    def finite(self, word: str) -> bool:
        """Whether a word is surely a finite verb: its form is listed."""
        return any(word in forms for forms in (self.past, self.present, self.perfect, self.modal))

    def participle(self, word: str) -> bool:
        """Whether a word is, or looks like, a past participle."""
        if word in self.participles:
            return True
        if word in self.not_participles:
            return False
        return (
            len(word) > 4
            and word.endswith(self.participle_endings)
            and word.startswith(self.participle_prefixes)
        )


@cache
def load_verbs(language: str) -> VerbForms:
    """The verb forms of ``kroniek_data/LANGUAGE/times.toml``."""
    table: Mapping[str, Any] = lexicon(f"{language}/times.toml")
    verbs = table["verbs"]
    present, past, plain = _inflected(verbs["infinitives"], language)
    return VerbForms(
        past=frozenset(verbs["past"]) | past,
        past_endings=tuple(verbs["past_endings"]),
        not_past=frozenset(verbs["not_past"]),
        perfect=frozenset(verbs["perfect"]),
        participle_prefixes=tuple(verbs["participle_prefixes"]) or ("",),
        participle_endings=tuple(verbs["participle_endings"]),
        participles=frozenset(verbs.get("participles", ())),
        not_participles=frozenset(verbs["not_participles"]),
        conditional=frozenset(verbs["conditional"]),
        perfect_infinitives=frozenset(verbs["perfect_infinitives"]),
        future=frozenset(verbs["future"]),
        present=frozenset(verbs["present"]) | present - frozenset(verbs["not_present"]),
        present_endings=tuple(verbs["present_endings"]) or ("\0",),
        not_present=frozenset(verbs["not_present"]),
        clause_ends=frozenset(table["guards"]["clause_ends"]) | frozenset(verbs["conjunctions"]),
        coordinators=frozenset(verbs["coordinators"]),
        after=frozenset(verbs["after"]),
        onward=frozenset(verbs["onward"]),
        limits=frozenset(verbs["limits"]),
        happened=tuple(verbs["happened"].split()),
        passive=frozenset(verbs["passive"]),
        awaited=frozenset(verbs["awaited"]),
        holds=frozenset(verbs["holds"]),
        compared=frozenset(verbs["compared"]),
        between=frozenset(verbs["between"]),
        ahead=frozenset(verbs["ahead"]),
        undirected=frozenset(verbs["undirected"]),
        ahead_to=frozenset(verbs["ahead_to"]),
        weak=frozenset(verbs["weak"]),
        toward=frozenset(verbs["toward"]),
        until=frozenset(verbs["until"]),
        at_least=frozenset(verbs["at_least"]),
        lasting=frozenset(verbs["lasting"]),
        deadline=frozenset(verbs["deadline"]),
        separable=tuple(verbs["separable"]),
        pronouns=frozenset(verbs["pronouns"]),
        spoken_of=plain & frozenset(verbs["planned"].split()),
        determiners=frozenset(verbs["determiners"]),
        modal=frozenset(verbs["modal"]),
        plain=plain - frozenset(verbs["planned"].split()),
        no_verb_after=frozenset(verbs["no_verb_after"]),
        planned=frozenset(verbs["planned"].split()),
        pending=frozenset(verbs["pending"]),
        attributive=frozenset(verbs["attributive"]),
        verb_second=bool(verbs["verb_second"]),
    )


def _inflected(
    infinitives: str, language: str
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Present, past and doubtful forms. English "votes" and "talks" are nouns as often as verbs."""
    present, past, plain = set(), set(), set()
    for infinitive in infinitives.split():
        for written, form in (
            dutch_verb(infinitive) if language == "nl" else english_verb(infinitive)
        ):
            if form is Form.PAST:
                past.add(written)
            elif form is Form.PRESENT and language == "nl":
                present.add(written)
            elif form in (Form.PRESENT, Form.INFINITIVE):
                plain.add(written)
    return frozenset(present), frozenset(past - present), frozenset(plain)
