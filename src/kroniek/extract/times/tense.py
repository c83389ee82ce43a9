"""Tense of the clause that a time expression stands in, from a compact lexicon of verb forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kroniek.extract.grammar.inflection import Form, dutch_verb, english_verb
from kroniek.model.text import Tense, Token
from kroniek.packs import lexicon

WINDOW = 24
"""How many tokens before and behind an expression are looked at."""
_PHRASE = 8
_UNSTRESSED = ("be", "ge", "her", "ont", "ver")
_SHORT = 3


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


def clause(tokens: Sequence[Token], first: int, end: int, verbs: VerbForms) -> range:
    """Indexes of the clause around ``tokens[first:end]``, at most `WINDOW` tokens each way."""
    low = first
    while low > 0 and first - low < WINDOW and not _parts(tokens, low - 1, verbs):
        low -= 1
    high = end
    while high < len(tokens) and high - end < WINDOW and not _parts(tokens, high, verbs):
        high += 1
    return range(low, high)


def _parts(tokens: Sequence[Token], at: int, verbs: VerbForms) -> bool:
    """Whether a clause ends or begins at a token: a mark, a conjunction, "and" before a verb."""
    word = tokens[at].lower
    if word in verbs.clause_ends:
        return True
    return (
        word in verbs.coordinators and at + 1 < len(tokens) and verbs.finite(tokens[at + 1].lower)
    )


def tense_at(tokens: Sequence[Token], first: int, end: int, verbs: VerbForms) -> Tense:
    """Tense of the clause around ``tokens[first:end]``; of the words nearby, if it has no verb."""
    if _lasts_until(tokens, first, verbs) or _deadline(tokens, first, end, verbs):
        return Tense.FUTURE
    led = _led_by(tokens, first, verbs)
    if led is not None:
        later = led is Tense.PAST and tokens[first - 1].lower in verbs.after
        if later and _modal(tokens, clause(tokens, first, end, verbs), verbs):
            return Tense.FUTURE  # "after Saturday nobody can vote"
        return led
    moved = first and end < len(tokens) and tokens[first - 1].lower in verbs.toward
    if moved and tokens[end].lower in verbs.ahead_to:  # "werd naar vrijdag verschoven"
        return Tense.FUTURE
    found = _tense(tokens, clause(tokens, first, end, verbs), (first, end), verbs)
    of = first > 1 and tokens[first - 1].lower in verbs.attributive
    if of and found in (Tense.PRESENT, Tense.PERFECT) and _pending(tokens, first, end, verbs):
        return Tense.FUTURE
    if found is Tense.PRESENT and of and _finite(tokens[first - 2].lower, verbs) is None:
        planned = tokens[first - 2].lower.endswith(tuple(verbs.planned))
        return Tense.PRESENT if planned else Tense.PAST
    if found is not Tense.NONE:
        return found
    low, high = max(0, first - WINDOW), min(len(tokens), end + WINDOW)
    return _tense(tokens, range(low, high), (first, end), verbs)


def _lasts_until(tokens: Sequence[Token], first: int, verbs: VerbForms) -> bool:
    """Whether an expression is the end, still to come, of what lasts: "closed until Tuesday"."""
    before = [token.lower for token in tokens[max(0, first - WINDOW) : first]]
    least = next((size for size in (3, 2, 1) if " ".join(before[-size:]) in verbs.at_least), 0)
    rest = before[: len(before) - least]
    if not rest or rest[-1] not in verbs.until:
        return False
    if least:
        return True
    beside = rest[-_PHRASE:]
    return not verbs.lasting.isdisjoint(beside) and not any(
        _finite(word, verbs) is Tense.PAST for word in beside
    )


def _deadline(tokens: Sequence[Token], first: int, end: int, verbs: VerbForms) -> bool:
    """Whether an expression ends a term: "gave them until Tuesday to pay"."""
    behind = [token.lower for token in tokens[end : end + 2]]
    term = behind[:1] and (behind[0] in verbs.deadline or " ".join(behind) in verbs.deadline)
    return bool(term) and first > 0 and tokens[first - 1].lower in verbs.until


def _pending(tokens: Sequence[Token], first: int, end: int, verbs: VerbForms) -> bool:
    places = clause(tokens, first, end, verbs)
    return any(tokens[k].lower in verbs.pending for k in places)


def _modal(tokens: Sequence[Token], places: range, verbs: VerbForms) -> bool:
    return any(tokens[k].lower in verbs.modal for k in places)


def _led_by(tokens: Sequence[Token], first: int, verbs: VerbForms) -> Tense | None:
    """Tense of a phrase without a verb that "after", "since", "ahead of" begin."""
    for k in range(first - 1, max(-1, first - _PHRASE), -1):
        word = tokens[k].lower
        if word in verbs.after:
            return Tense.PAST
        if word in verbs.ahead or (
            word in verbs.toward and k and tokens[k - 1].lower in verbs.ahead_to
        ):
            return Tense.FUTURE
        if word in verbs.clause_ends:
            return None
        if _finite(word, verbs) is not None:  # "to be held on Monday": a participle, no past tense
            return Tense.FUTURE if k and tokens[k - 1].lower in verbs.ahead else None
    return None


def _tense(
    tokens: Sequence[Token], places: range, inside: tuple[int, int], verbs: VerbForms
) -> Tense:
    """By words that look ahead; else by the finite verb nearest to the expression."""
    first, end = inside
    words = [tokens[k].lower for k in places if not first <= k < end]
    if not verbs.future.isdisjoint(words):
        return Tense.FUTURE
    if not verbs.conditional.isdisjoint(words):  # "zou zijn gevallen" is hearsay of the past
        past = not verbs.perfect_infinitives.isdisjoint(words)
        return Tense.PAST if past else Tense.FUTURE
    best = _nearest(tokens, places, inside, verbs)
    if best is None:
        return Tense.PRESENT if _verb_beside(tokens, places, inside, verbs) else Tense.NONE
    if best is Tense.PRESENT and not verbs.perfect.isdisjoint(words):
        return Tense.PERFECT if any(map(verbs.participle, words)) else Tense.PRESENT
    return best


def _verb_beside(
    tokens: Sequence[Token], places: range, inside: tuple[int, int], verbs: VerbForms
) -> bool:
    """Whether a clause without a known verb has one, by its place or its doubtful form."""
    first, end = inside
    if first and verbs.present_form(tokens[first - 1].text):
        return True
    if any(k and _said_by_pronoun(tokens, k, verbs) for k in places if not first <= k < end):
        return True
    if first == 0 and verbs.verb_second and end < len(tokens):
        word = tokens[end].text
        if word.islower() and word.endswith(("t", "en")) and len(word) > _SHORT:
            return True
    return any(
        tokens[k].lower in verbs.plain and (not k or tokens[k - 1].lower not in verbs.no_verb_after)
        for k in places
        if not first <= k < end
    )


def _said_by_pronoun(tokens: Sequence[Token], k: int, verbs: VerbForms) -> bool:
    return tokens[k].lower in verbs.spoken_of and tokens[k - 1].lower in verbs.pronouns


def _is_noun(tokens: Sequence[Token], k: int, verbs: VerbForms) -> bool:
    """Whether what ends as a past tense follows an article, or one and an adjective."""
    if not k or tokens[k].lower in verbs.past:
        return False
    before = tokens[k - 1].lower
    if before in verbs.determiners:
        return True
    return k > 1 and before.endswith("e") and tokens[k - 2].lower in verbs.determiners


def _nearest(
    tokens: Sequence[Token], places: range, inside: tuple[int, int], verbs: VerbForms
) -> Tense | None:
    """Tense of the finite verb nearest to the expression; None if there is none."""
    first, end = inside
    best: tuple[int, Tense] | None = None
    for k in places:
        if first <= k < end:
            continue
        found = _finite(tokens[k].lower, verbs)
        if found is None or (found is Tense.PAST and _is_noun(tokens, k, verbs)):
            continue
        away = first - k if k < first else k - end + 1
        if tokens[k].lower in verbs.weak:
            away += WINDOW
        if best is None or away < best[0]:
            best = (away, found)
    return best[1] if best else None


def _finite(word: str, verbs: VerbForms) -> Tense | None:
    if word in verbs.present or word in verbs.perfect:
        return Tense.PRESENT
    return Tense.PAST if verbs.past_form(word) else None
