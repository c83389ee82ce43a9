"""What is done by saying it, how sure and whether it affirms: by cue, source and words together."""

from collections.abc import Sequence

from kroniek.extract.statements.cues import Lexicon
from kroniek.extract.statements.factuality import Verdict, load_hedges
from kroniek.extract.statements.interests import credited, telling
from kroniek.extract.statements.told import Told
from kroniek.model.text import Act, Certainty, Evidence, Polarity

_PLAIN_ACTS = frozenset({Act.STATEMENT, Act.ANALYSIS, Act.REPORT})
_CLAIMS = frozenset({Act.CLAIM, Act.ACCUSATION, Act.REPORT, Act.HEARSAY})
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
    if act is Act.BELIEF and told.evidence is Evidence.EXPERT and _is_opinion(told):
        return Act.ANALYSIS
    if act is Act.CLAIM and _never_was(told, verdict, words):
        return Act.DENIAL
    if act not in _PLAIN_ACTS:
        return act
    if _has_phrase(words[:_BRIEF], told.line.lexicon.silences):
        return Act.NO_COMMENT
    return _of_plain(told, verdict, words, source)


def _of_plain(told: Told, verdict: Verdict, words: Sequence[str], source: Sequence[str]) -> Act:
    """The act of a cue that only says that something is said."""
    act, lexicon, grammar = told.draft.act, told.line.lexicon, told.line.grammar
    named = _names_claim(told, words)
    denied = named or _is_falsehood(told, words)
    judges = not lexicon.judging.isdisjoint(words)
    if told.draft.rule.endswith("-o") and act is Act.STATEMENT and judges:
        return Act.DENIAL if denied else Act.ACCUSATION
    if _denies(told, verdict, denied=denied, named=named) or _never_was(told, verdict, words):
        return Act.DENIAL
    persons = grammar.masculine | grammar.feminine | grammar.first_person
    if verdict.foretold:
        itself = verdict.subject in persons | {"it", "they"} and not told.draft.quotes
        if verdict.subject in grammar.first_person or itself:
            return Act.COMMITMENT
        return Act.ANNOUNCEMENT if _is_scheduled(told, words) else Act.FORECAST
    if told.evidence is Evidence.EXPERT and act is Act.STATEMENT:
        return Act.ANALYSIS
    own = verdict.subject in persons - grammar.possessives
    if verdict.polarity is Polarity.NEGATIVE and own and not told.draft.quotes:
        return Act.DENIAL
    return _of_telling(told, words, source) if act is Act.STATEMENT else act


def _of_telling(told: Told, words: Sequence[str], source: Sequence[str]) -> Act:
    """What a plain statement is by who tells it."""
    lemma, language = lemma_of(told), told.line.lexicon.language
    known = telling(told.teller, words, lemma, language)
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


def certainty_of(told: Told, verdict: Verdict, act: Act) -> Certainty:
    """How sure the source presents it."""
    draft, certainty = told.draft, verdict.certainty
    parts = draft.rule.split("-")
    held = draft.act is Act.BELIEF and not told.line.lexicon.opinions.intersection(parts)
    if held and certainty is Certainty.CERTAIN:
        certainty = Certainty.PROBABLE
    vouched = act in {Act.COMMITMENT, Act.ANNOUNCEMENT}
    plain = not verdict.hedged and _foresees(told)
    if certainty is Certainty.PROBABLE and (vouched or plain):
        certainty = Certainty.CERTAIN
    unsourced = not draft.source and told.speaker is None
    if draft.rule == "nl-evidential" or ("noun" in draft.rule and unsourced):
        certainty = Certainty.UNDERSPECIFIED
    return certainty


def polarity_of(told: Told, verdict: Verdict, act: Act) -> Polarity:
    """Whether the main proposition is affirmed; what is only called false has no negator."""
    rule = told.draft.rule
    negates = told.draft.act is Act.DENIAL or rule.endswith("-o")
    if act is Act.DENIAL and negates and "-afdoen-" not in rule:
        return Polarity.NEGATIVE
    if act is Act.DENIAL and told.draft.act is Act.DENIAL:
        return Polarity.POSITIVE
    return verdict.polarity


def _foresees(told: Told) -> bool:
    """Whether the cue is a verb of foretelling: "predicted", not "expects"."""
    return not told.line.lexicon.foretelling.isdisjoint(told.draft.rule.split("-"))


def _of_another(rule: str, told: Told, words: Sequence[str]) -> bool:
    """Whether somebody else is wanted to act: "wants them to meet", "wil dat zij gaan"."""
    if rule.endswith("-willen-c"):
        return True
    marker = told.line.grammar.marker
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


def _has_phrase(words: Sequence[str], phrases: Sequence[Sequence[str]]) -> bool:
    """Whether one of the phrases stands among the words, word for word."""
    runs = range(len(words))
    return any(tuple(words[k : k + len(p)]) == tuple(p) for p in phrases for k in runs)


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
    if _has_phrase(words[:_OPENING], lexicon.denials):
        return True
    return claimed and _is_called_false(words, lexicon)


def _is_falsehood(told: Told, words: Sequence[str]) -> bool:
    """Whether a brief clause says of what was said that it is not so."""
    grammar = told.line.grammar
    pointed = grammar.pointers | grammar.impersonal | grammar.that
    opens = bool(words) and words[0] in pointed
    turned = len(words) > 1 and words[0] in grammar.be and words[1] in pointed
    short = bool(told.draft.quotes) and len(words) <= _SHORTEST
    return (opens or turned or short) and _is_called_false(words[:_BRIEF], told.line.lexicon)


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
