"""What is done by saying it, how sure and whether it affirms: by cue, source and words together."""

from collections.abc import Sequence

from kroniek.extract.statements.coming import (
    expects_it,
    is_demanded,
    is_excluded,
    is_expected,
    is_promised,
    is_threat,
    is_to_come,
)
from kroniek.extract.statements.cues import Lexicon
from kroniek.extract.statements.factuality import Verdict, load_hedges
from kroniek.extract.statements.interests import credited, telling
from kroniek.extract.statements.phrases import has_phrase
from kroniek.extract.statements.told import Told
from kroniek.model.text import Act, Certainty, Evidence, Polarity

_PLAIN_ACTS = frozenset({Act.STATEMENT, Act.ANALYSIS, Act.REPORT})
_CLAIMS = frozenset({Act.CLAIM, Act.ACCUSATION, Act.REPORT, Act.HEARSAY})
_HELD = frozenset({Act.BELIEF, Act.CLAIM, Act.FORECAST, Act.DENIAL})
_THINKING = frozenset({"denken", "geloven", "menen", "think", "believe", "feel"})
_HOLDING = frozenset({"volhouden", "bezweren", "insist", "maintain"})
"""Lemmas of holding to something against others."""
_FIGURING = frozenset({"put_at", "houden_op", "uitkomen_op"})
_CHANCES = frozenset({"chance", "chances", "odds", "likelihood", "probability", "kans", "kansen"})
_WARNING = frozenset({"waarschuwen", "ervoor_waarschuwen", "warn", "warn_of", "caution"})
_SPEAKING_OF = frozenset({"spreken_van", "reppen", "gewagen", "speak_of"})
_COURTS = frozenset(
    """rechter rechters rechtbank hof gerechtshof kantonrechter politierechter tribunaal strafhof
    court judge judges tribunal jury""".split()
)
_DISMISSING = frozenset({"afdoen", "dismiss"})
_NAMING_VERBS = _DISMISSING | {"noemen", "omschrijven", "bestempelen", "call", "describe", "dub"}
"""Lemmas of calling a thing something: "noemt het cijfer overdreven"."""
_NAMING = 4
"""Words in which the noun of what somebody speaks of stands."""
_WRITING = frozenset({"schrijven", "write", "aldus"})
"""Lemmas of what a newspaper does when it reports."""
_BRIEF = 8
"""Words in which a plain denial is told."""
_SHORTEST = 5
"""Words of a quotation that may lack a subject: "Not true at all"."""
_OPENING = 14
"""Words at the head of the content in which a set phrase denies the whole."""


def act_of(told: Told, verdict: Verdict, words: Sequence[str], source: Sequence[str]) -> Act:
    """The cue's act, made more exact by who speaks (`source`) and what is said (`words`)."""
    act, rule = told.draft.act, told.draft.rule
    if rule == "nl-evidential" and told.speaker is None:
        return Act.HEARSAY
    if act is Act.INTENT and _of_another(rule, told, words):
        return Act.DEMAND
    held = _of_held(told, verdict, words) if act in _HELD else None
    if held is not None:
        return held
    if act not in _PLAIN_ACTS:
        return act
    if has_phrase(words[:_BRIEF], told.line.lexicon.silences):
        return Act.NO_COMMENT
    if act is Act.ANALYSIS and not _COURTS.isdisjoint(told.teller.words):
        return Act.STATEMENT  # a judge does not analyse
    return _of_plain(told, verdict, words, source)


def _of_held(told: Told, verdict: Verdict, words: Sequence[str]) -> Act | None:
    """What somebody believes, claims, foretells or denies, made more exact; None: just that."""
    act, language = told.draft.act, told.line.lexicon.language
    lemma = lemma_of(told)
    if act is Act.BELIEF:
        if lemma in _THINKING and (verdict.foretold or is_to_come(verdict.clause, language)):
            return Act.FORECAST
        return Act.ANALYSIS if told.evidence is Evidence.EXPERT and _is_opinion(told) else None
    if act is Act.CLAIM:
        negated = verdict.polarity is Polarity.NEGATIVE and not verdict.foretold
        if _never_was(told, verdict, words) or (negated and lemma in _HOLDING):
            return Act.DENIAL
        if lemma in _FIGURING and not _CHANCES.isdisjoint(words):
            return Act.FORECAST
        persons = told.line.grammar.masculine | told.line.grammar.feminine | {"it", "they", "het"}
        own = verdict.subject in persons and not told.draft.quotes
        return Act.COMMITMENT if verdict.foretold and own else None
    if act is Act.FORECAST:
        return _of_warning(told, verdict, words, lemma)
    deed = lemma == "rule_out" and bool(words) and words[0].endswith("ing")
    return Act.INTENT if deed else None  # "ruled out serving under him"


def _of_warning(told: Told, verdict: Verdict, words: Sequence[str], lemma: str) -> Act | None:
    """A warning of consequences is a threat; a plain thing said as a warning is a statement."""
    language = told.line.lexicon.language
    if lemma not in _WARNING:
        return None
    if told.evidence is not Evidence.EXPERT and is_threat(words, language):
        return Act.THREAT
    open_ = verdict.foretold or verdict.hedged or is_to_come(verdict.clause, language)
    conditional = not {"dan", "then", "als", "if", "unless"}.isdisjoint(words)
    plain = told.draft.quotes and not open_ and not conditional
    return Act.STATEMENT if plain else None


def _of_plain(told: Told, verdict: Verdict, words: Sequence[str], source: Sequence[str]) -> Act:
    """The act of a cue that only says that something is said."""
    act = told.draft.act
    called = _of_naming(told, words) if told.draft.rule.endswith("-o") else None
    if called is not None:
        return called
    denied, named = _is_falsehood(told, words), _names_claim(told, words)
    if _denies(told, verdict, denied=denied or named, named=named):
        return Act.DENIAL
    if _never_was(told, verdict, words):
        return Act.DENIAL
    comes = _of_coming(told, verdict, words)
    if comes is not None:
        return comes
    if told.evidence is Evidence.EXPERT and act is Act.STATEMENT:
        return Act.ANALYSIS
    grammar = told.line.grammar
    persons = grammar.masculine | grammar.feminine | grammar.first_person
    own = verdict.subject in persons - grammar.possessives
    if verdict.polarity is Polarity.NEGATIVE and own and not told.draft.quotes:
        return Act.DENIAL
    if act is not Act.STATEMENT:
        return act
    if is_demanded(verdict.clause, told.line.lexicon.language):
        return Act.DEMAND
    return _of_telling(told, words, source)


def _of_naming(told: Told, words: Sequence[str]) -> Act | None:
    """What it is to call something something: to accuse, to deny, to suspect; None: to name it."""
    if told.draft.act is not Act.STATEMENT:
        return None
    lexicon = told.line.lexicon
    if lemma_of(told) in _SPEAKING_OF:
        nouns = {lexicon.nouns.get(word) for word in words[:_NAMING]}
        if Act.SPECULATION in nouns:
            return Act.SPECULATION
    if not lexicon.exaggerated.isdisjoint(words):
        return Act.DENIAL
    if lexicon.judging.isdisjoint(words):
        return None
    denied = _names_claim(told, words) or _is_falsehood(told, words)
    return Act.DENIAL if denied else Act.ACCUSATION


def _of_coming(told: Told, verdict: Verdict, words: Sequence[str]) -> Act | None:
    """What is said of what is to come: threatened, promised, announced or foretold; or None."""
    lexicon, grammar = told.line.lexicon, told.line.grammar
    language, expert = lexicon.language, told.evidence is Evidence.EXPERT
    open_ = verdict.foretold or verdict.hedged or not {"would", "zou", "zouden"}.isdisjoint(words)
    if open_ and not expert and is_threat(words, language):
        return Act.THREAT
    if not expert and told.draft.quotes and is_excluded(words, language):
        return Act.COMMITMENT
    if told.draft.quotes and is_promised(words, language):
        return Act.COMMITMENT
    if told.draft.quotes and is_expected(words, language):
        return Act.FORECAST
    persons = grammar.masculine | grammar.feminine | grammar.first_person
    if verdict.foretold:
        itself = verdict.subject in persons | {"it", "they"} and not told.draft.quotes
        if (itself and told.speaker is None) or _is_own_body(told, verdict):
            return Act.INTENT  # "his office said he would", "said the government would"
        if verdict.subject in grammar.first_person or itself:
            return Act.COMMITMENT
        return Act.ANNOUNCEMENT if _is_scheduled(told, words) else Act.FORECAST
    comes = not verdict.hedged and is_to_come(verdict.clause, language)
    plain = told.draft.act in {Act.STATEMENT, Act.REPORT}
    if not comes or not plain or verdict.subject in persons:
        return None
    return Act.ANNOUNCEMENT if _is_scheduled(told, words) else Act.FORECAST


def _of_telling(told: Told, words: Sequence[str], source: Sequence[str]) -> Act:
    """What a plain statement is by who tells it."""
    lemma, language = lemma_of(told), told.line.lexicon.language
    known = telling(told.teller, words, lemma, language, quoted=bool(told.draft.quotes))
    if known is not None:
        return known
    written = lemma in _WRITING and told.evidence in {Evidence.MEDIA, Evidence.DOCUMENT}
    if written or _registers(told, source):
        return Act.REPORT
    if lemma == "according":
        return credited(told.teller, words, language) or Act.STATEMENT
    return Act.STATEMENT


def lemma_of(told: Told) -> str:
    """The lemma of the cue, or the construction: "zeggen", "according", "aldus", "colon"."""
    name = told.draft.rule.partition("-")[2].partition("-")[0] or told.draft.rule
    cue = told.draft.cue
    if name not in {"according", "aldus"}:
        return name
    word, lexicon = told.line.word_at(cue[0].start) if cue else "", told.line.lexicon
    if word in lexicon.aldus:
        return "aldus"
    return "according" if word in lexicon.according else "view"


def certainty_of(told: Told, verdict: Verdict, act: Act, words: Sequence[str]) -> Certainty:
    """How sure the source presents it."""
    draft, certainty = told.draft, verdict.certainty
    parts = draft.rule.split("-")
    named = _by_lemma(lemma_of(told), act, words, told)
    if named is not None:
        return named
    held = draft.act is Act.BELIEF and not told.line.lexicon.opinions.intersection(parts)
    if held and certainty is Certainty.CERTAIN:
        certainty = Certainty.PROBABLE
    vouched = act in {Act.COMMITMENT, Act.ANNOUNCEMENT, Act.THREAT, Act.INTENT, Act.STATEMENT}
    plain = not verdict.hedged and (_foresees(told) or (vouched and not verdict.foretold))
    if certainty is Certainty.PROBABLE and ((vouched and act is not Act.STATEMENT) or plain):
        certainty = Certainty.CERTAIN
    unsourced = not draft.source and told.speaker is None
    if draft.rule == "nl-evidential" or ("noun" in draft.rule and unsourced):
        certainty = Certainty.UNDERSPECIFIED
    return certainty


def _by_lemma(lemma: str, act: Act, words: Sequence[str], told: Told) -> Certainty | None:
    """The sureness that the cue itself tells, or words that say what is expected; None: neither."""
    lexicon = told.line.lexicon
    if act is Act.NO_COMMENT and words[:1] and words[0] in {"whether", "if", "of"}:
        return Certainty.UNDERSPECIFIED
    if lemma in lexicon.sureness:
        return Certainty(lexicon.sureness[lemma])
    if act is Act.FORECAST and not _CHANCES.isdisjoint(words) and lemma in _FIGURING:
        return Certainty.POSSIBLE
    if act is Act.SPECULATION and lemma in _SPEAKING_OF:
        return Certainty.PROBABLE
    if not told.draft.quotes or act not in {Act.FORECAST, Act.COMMITMENT}:
        return None
    opens = words[: _BRIEF * 2]
    conditional = {"als", "niet", "if", "unless"}.isdisjoint(opens[:3]) is False
    if conditional and not {"dan", "then"}.isdisjoint(opens):
        return Certainty.POSSIBLE  # "If that fails, then …"
    expected = act is Act.FORECAST and is_expected(words, lexicon.language)
    return Certainty.PROBABLE if expected else None


def polarity_of(told: Told, verdict: Verdict, act: Act, words: Sequence[str]) -> Polarity:
    """Whether the main proposition is affirmed; what is only called false has no negator."""
    rule, language = told.draft.rule, told.line.lexicon.language
    if act is Act.FORECAST and told.draft.quotes and verdict.clause:
        expected = expects_it(words, language)
        if expected is not None:
            return Polarity.POSITIVE if expected else Polarity.NEGATIVE
    if act is not Act.DENIAL:
        return verdict.polarity
    if lemma_of(told) in _NAMING_VERBS and rule.endswith("-o"):
        nouns = {told.line.lexicon.nouns.get(word) for word in words}
        plain = lemma_of(told) in _DISMISSING and {"als", "as"}.isdisjoint(words)
        return Polarity.NEGATIVE if plain or nouns & _CLAIMS else Polarity.POSITIVE
    if told.draft.act is Act.DENIAL or rule.endswith("-o"):
        return Polarity.NEGATIVE
    return verdict.polarity


def _foresees(told: Told) -> bool:
    """Whether the cue is a verb of foretelling: "predicted", not "expects"."""
    return not told.line.lexicon.foretelling.isdisjoint(told.draft.rule.split("-"))


def _of_another(rule: str, told: Told, words: Sequence[str]) -> bool:
    """Whether somebody else is wanted to act: "wants them to meet", "wil dat zij gaan"."""
    if rule.endswith("-willen-c"):
        return True
    marker = told.line.grammar.marker
    if rule == "en-want-o":
        return True  # "wants a referendum"
    return rule == "en-want-t" and bool(words) and words[0] not in marker | {"not"}


def _is_opinion(told: Told) -> bool:
    return not told.line.lexicon.opinions.isdisjoint(told.draft.rule.split("-"))


def _never_was(told: Told, verdict: Verdict, words: Sequence[str]) -> bool:
    """Whether it is said that something has never been: "that the city had never asked"."""
    if told.draft.quotes or verdict.polarity is not Polarity.NEGATIVE or verdict.foretold:
        return False
    return verdict.past and not {"never", "nooit"}.isdisjoint(words[:_OPENING])


def _registers(told: Told, source: Sequence[str]) -> bool:
    """Whether the source is a body that registers what happens: "the hospital", "de politie".

    In Dutch its name can stand behind: "netbeheerder Volt".
    """
    if told.draft.quotes or not source:
        return False
    grammar, registers = told.line.grammar, told.line.lexicon.registers
    links = grammar.owners | grammar.prepositions | {","}
    head = next((k for k, word in enumerate(source) if word in links), len(source))
    if told.line.lexicon.language == "nl":
        return not registers.isdisjoint(source[:head])
    return head > 0 and source[head - 1] in registers


def _is_own_body(told: Told, verdict: Verdict) -> bool:
    """Whether an official says what the body that is led by such officials will do."""
    article, noun = (*verdict.clause[:2], "", "")[:2]
    told_of = article in told.line.grammar.articles and noun in told.line.lexicon.own_bodies
    return told_of and told.evidence is Evidence.OFFICIAL and not told.draft.quotes


def _is_scheduled(told: Told, words: Sequence[str]) -> bool:
    """Whether what will be is on a programme: "the first trams would leave in January"."""
    lexicon = told.line.lexicon
    others = {Evidence.EXPERT, Evidence.EYEWITNESS, Evidence.RUMOUR}
    if told.draft.quotes or told.evidence in others:
        return False
    pairs = {" ".join(words[k : k + 2]) for k in range(len(words))}
    days = lexicon.grammar.times - lexicon.grammar.determiners - lexicon.grammar.adverbs
    dated = not days.isdisjoint(words) or any(word[:1].isdigit() for word in words)
    return dated and not lexicon.scheduled.isdisjoint({*words, *pairs})


def _names_claim(told: Told, words: Sequence[str]) -> bool:
    """Whether the words call a claim they name false, or deny by a set phrase."""
    lexicon = told.line.lexicon
    claimed = any(lexicon.nouns.get(word) in _CLAIMS for word in words[:_BRIEF])
    if has_phrase(words[:_OPENING], lexicon.denials):
        return True
    return claimed and _is_called_false(words, lexicon)


def _is_falsehood(told: Told, words: Sequence[str]) -> bool:
    """Whether a brief clause says of what was said that it is not so."""
    grammar = told.line.grammar
    pointed = grammar.pointers | grammar.impersonal | grammar.that | {"this", "these", "those"}
    opens = bool(words) and words[0] in pointed
    turned = len(words) > 1 and words[0] in grammar.be and words[1] in pointed
    if _is_clause_called_false(told, words):
        return True
    short = bool(told.draft.quotes) and len(words) <= _SHORTEST
    return (opens or turned or short) and _is_called_false(words[:_BRIEF], told.line.lexicon)


def _is_clause_called_false(told: Told, words: Sequence[str]) -> bool:
    """Whether a clause is called false: "Dat de dijk zakt, is onzin"."""
    grammar = told.line.grammar
    if not words or words[0] not in grammar.that or "," not in words:
        return False
    behind = words[words.index(",") + 1 :][:_SHORTEST]
    return not grammar.be.isdisjoint(behind[:1]) and _is_called_false(behind, told.line.lexicon)


def _is_called_false(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether words say that something is not so: "dat klopt niet", "that is a lie"."""
    negated = not load_hedges(lexicon.language).negators.isdisjoint(words)
    judged = lexicon.truths if negated else lexicon.falsehoods
    return not judged.isdisjoint(words)


def _denies(told: Told, verdict: Verdict, *, denied: bool, named: bool) -> bool:
    """Whether words deny: "Dat klopt niet", "onzin", "We never took money".

    `named`: they name the claim themselves ("the claims are false").
    """
    grammar = told.line.grammar
    if not told.draft.quotes:
        itself = told.draft.rule.endswith("-zeggen-t")  # "zegt geen geld te hebben"
        if itself and verdict.polarity is Polarity.NEGATIVE:
            return True
        turned = verdict.subject in grammar.be  # "is daar niets van waar"
        points = verdict.subject in grammar.pointers | {"daar", "it", "that", "this"}
        return denied and (named or turned or points)
    if denied:
        return True
    own = verdict.subject in grammar.first_person - grammar.possessives
    return own and verdict.polarity is Polarity.NEGATIVE and verdict.past
