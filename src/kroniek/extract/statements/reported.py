"""Who says what without quoting it: tries every construction at every trigger word of a line."""

from collections.abc import Iterator
from dataclasses import replace

from kroniek.extract.statements.asides import aside
from kroniek.extract.statements.bounds import is_unspoken, with_whether
from kroniek.extract.statements.constructions import (
    after_colon,
    bare_clause,
    bare_infinitive,
    from_source,
    infinitive,
    phrase_after_from,
    postposed,
    that_clause,
    told_clause,
)
from kroniek.extract.statements.cues import Reading, Shape
from kroniek.extract.statements.drafts import (
    Draft,
    Pieces,
    cue_spans,
    pieces_to_spans,
    skip_times,
)
from kroniek.extract.statements.factuality import load_hedges
from kroniek.extract.statements.gapped import with_gapped
from kroniek.extract.statements.hearsay import according, evidential, label_draft, of_noun
from kroniek.extract.statements.objects import object_of_cue
from kroniek.extract.statements.phrases import (
    STOPS,
    Line,
    is_adverb,
    phrase_end,
    starts_phrase,
)
from kroniek.extract.statements.refusals import refusal_of
from kroniek.extract.statements.speakers import evidence_of
from kroniek.extract.statements.subjects import (
    Subject,
    shares_subject,
    subject_of,
)
from kroniek.extract.statements.verbgroups import Group, group_of
from kroniek.model.text import Act, Evidence, Said
from kroniek.spans import Span

_SHORT = 16
_IMAGES_ONLY = frozenset({"tonen", "te_zien", "te_horen"})
"""Dutch lemmas that attribute when images or papers show it: "beelden tonen", not "hij toont"."""
_ATTITUDES = frozenset({Act.BELIEF, Act.INTENT})
_RAISING = frozenset({Act.BELIEF, Act.FORECAST, Act.INTENT})


def drafts_of(line: Line) -> Iterator[Draft]:
    """All finds of a line that are no plain quotation, in order of their cue."""
    lexicon = line.lexicon
    label = label_draft(line)
    if label is not None:
        yield label
    if lexicon.triggers.isdisjoint(line.words):
        return
    earlier: tuple[Span, ...] = ()
    for at, unit in enumerate(line.units):
        word = unit.lower
        if word not in lexicon.triggers:
            continue
        draft = _at_trigger(line, at)
        if draft is not None and draft.content:
            goes_on = shares_subject(line, at) or _is_gerund(line, at)
            if not draft.source and word in lexicon.verbs and goes_on:
                draft = replace(draft, source=earlier or _first_source(line))
            if earlier and _is_gerund(line, at) and draft.source == _first_source(line):
                draft = replace(draft, source=earlier)  # "…, officials said, adding that …"
            earlier = draft.source or earlier
            yield from with_gapped(line, draft)


def _is_gerund(line: Line, at: int) -> bool:
    readings = line.lexicon.verbs.get(line.lower(at), ())
    return any(reading.shape is Shape.GERUND for reading in readings)


def _first_source(line: Line) -> tuple[Span, ...]:
    subject = main_subject(line)
    return (line.span(subject.first, subject.last),) if subject else ()


def looking_back(line: Line) -> Draft | None:
    """Finds Dutch "Dat meldt X.", "Dat heeft X laten weten.": what it says stands just before.

    The content of the draft is empty.
    """
    grammar = line.grammar
    if line.lower(0) not in grammar.pointers or len(line.units) > _SHORT:
        return None
    for at in range(1, len(line.units)):
        for reading in line.lexicon.verbs.get(line.lower(at), ()):
            group = group_of(line, at, reading)
            if group is None or group.verb != 1 or not reading.cue.uses & {"p", "c", "u"}:
                continue
            shown = "u" in reading.cue.uses
            subject = phrase_after_from(line, group) if shown else source_of(line, group)
            behind = (line.lower(k) for k in range(max(group.cue) + 1, len(line.units)))
            if subject is None or not subject.after or not grammar.that.isdisjoint(behind):
                continue
            return Draft(
                cue_spans(line, group.cue),
                (line.span(subject.first, subject.last),),
                (),
                reading.cue.act,
                group.realis,
                group.negated,
                f"{line.lexicon.language}-{reading.cue.lemma}-back",
            )
    return None


def _at_trigger(line: Line, at: int) -> Draft | None:
    """The first find at a trigger word, the most telling construction first."""
    lexicon, word = line.lexicon, line.lower(at)
    draft = None
    if word in lexicon.according or word in lexicon.aldus:
        draft = according(line, at)
    elif word in lexicon.verbs and line.units[at].start not in line.named:
        draft = _of_verb(line, at)
    if draft is None and word in lexicon.nouns:
        draft = of_noun(line, at)
    if draft is None and word in lexicon.evidential:
        draft = evidential(line, at)
    if draft is None and word in lexicon.aside_first:
        return aside(line, at)
    return draft


def _of_verb(line: Line, at: int) -> Draft | None:
    for reading in line.lexicon.verbs[line.lower(at)]:
        group = group_of(line, at, reading)
        if group is None:
            continue
        draft = _of_group(line, group, reading)
        if draft is not None:
            return draft
    return None


def source_of(line: Line, group: Group) -> Subject | None:
    """The phrase that names who says it; for a passive what stands after "door" or "by"."""
    if group.passive:
        last = max(group.cue) + 1
        by = next((k for k in range(last, min(last + 4, len(line.units))) if _is_by(line, k)), None)
        if by is None or not starts_phrase(line, by + 1):
            return None
        return Subject(by + 1, phrase_end(line, by + 1), after=True)
    if group.shape is Shape.GERUND and group.verb == group.at:
        return _quoted_as(line, group.at) or main_subject(line)
    found = subject_of(line, group.verb)
    if found is None or found.first <= group.verb < found.last:
        return None
    if found.first < group.at < found.last:
        return Subject(found.first, group.at, found.after)  # "heeft Bos gezegd"
    return None if found.first == group.at else found


def _quoted_as(line: Line, at: int) -> Subject | None:
    """Who is quoted in English "quoted X as saying": the phrase before "as"."""
    if line.lower(at - 1) != "as":
        return None
    near = range(max(0, at - _SHORT), at - 1)
    ends = (k for k in near if starts_phrase(line, k) and line.lower(k) not in line.lexicon.verbs)
    first = next((k for k in ends if phrase_end(line, k) == at - 1), None)
    return None if first is None else Subject(first, at - 1, after=False)


def _inverted(line: Line, subject: Subject) -> bool:
    """Whether an English subject stands behind its verb: only a quotation or clause precedes it."""
    return subject.after and line.lexicon.language == "en"


def _is_by(line: Line, at: int) -> bool:
    return line.lower(at) in {"door", "by"}


def main_subject(line: Line) -> Subject | None:
    """The first phrase of the line, what stands before it passed over."""
    for at in range(min(12, len(line.units))):
        before = line.lower(at - 1) if at else ","
        opens = before in STOPS or before in line.grammar.conjunctions or is_adverb(line, at - 1)
        if not opens or line.lower(at) in line.grammar.impersonal:
            continue
        if starts_phrase(line, at):
            return Subject(at, phrase_end(line, at), after=False)
    return None


def _of_group(line: Line, group: Group, reading: Reading) -> Draft | None:
    """Tries the constructions that the cue allows, the plainest first."""
    subject = source_of(line, group)
    uses = reading.cue.uses
    refusal = refusal_of(line, group, reading, subject)
    if refusal is not None:
        return refusal
    after = group.at + 1
    while after in group.cue:
        after += 1
    if subject and subject.after and not group.passive:
        after = max(after, subject.last)
    tries = (
        ("u", from_source),
        ("p", postposed),
        ("c", that_clause),
        ("t", infinitive),
        ("v", infinitive),
        ("i", bare_infinitive),
        ("b", bare_clause),
        ("o", object_of_cue),
        ("q", after_colon),
    )
    for letter, construction in tries:
        if letter == "v" and not group.passive:
            continue
        if letter in uses and (
            letter not in "bo" or subject is None or not _inverted(line, subject)
        ):
            hears = letter == "b" and "w" in uses
            pieces = (told_clause if hears else construction)(line, group, subject, after)
            if pieces:
                return _draft(line, group, reading, subject, pieces, letter)
    return None


def _draft(
    line: Line,
    group: Group,
    reading: Reading,
    subject: Subject | None,
    pieces: Pieces,
    letter: str,
) -> Draft | None:
    if letter == "u":
        subject = phrase_after_from(line, group)
    unreal = group.shape is Shape.INFINITIVE and group.realis is not Said.ACTUAL
    if unreal and (letter not in "cq" or line.lower(group.at - 1) in line.grammar.marker):
        return None
    if (
        subject
        and line.lower(subject.first) in line.grammar.hearers
        and subject.last == subject.first + 1
    ):
        return None
    cue = (*group.cue, *_second_verb(line, pieces)) if letter == "i" else group.cue
    if group.negated and reading.cue.act in _RAISING:
        cue = tuple(sorted({*cue, *_negator(line, group)}))
    if letter == "i" and len(cue) > len(group.cue):
        pieces = ((max(cue) + 1, pieces[0][1]),)
    if reading.cue.act is Act.HEARSAY:
        subject = _heard_from(line, group) or subject
    if reading.cue.act is Act.NO_COMMENT and letter == "t":
        cue, pieces = with_whether(line, cue, pieces)
    source = (line.span(subject.first, subject.last),) if subject else ()
    spans = tuple(
        s for s in pieces_to_spans(line, *pieces) if not any(s.overlaps(x) for x in source)
    )
    shared = shares_subject(line, group.verb)
    follows = group.shape is Shape.GERUND and line.lower(group.at - 1) == ","
    shared = shared or follows
    unnamed = not source and not group.passive and not shared and letter in "otip"
    nobody = subject is not None and line.lower(subject.first) in line.grammar.negators
    unsaid = nobody or (group.negated and reading.cue.act not in _RAISING | {Act.DENIAL})
    left_open = group.negated and reading.cue.lemma in {"uitsluiten", "rule_out"}
    guessed = reading.cue.act in _ATTITUDES and _is_guessed(line, group, subject)
    first_person = guessed or (subject is not None and _speaks_of_itself(line, subject))
    points = reading.cue.act is Act.DENIAL and letter == "o"  # "betwist dit"
    hollow = letter in "cbo" and not points and _is_hollow(line, pieces)
    plural = group.plural and not _stands_by(line, group, subject)
    asks = letter == "t" and len(cue) > len(group.cue)
    if first_person or hollow or plural or (not asks and is_unspoken(line, reading, spans)):
        return None
    if not spans or unnamed or not _may_show(line, reading, subject):
        return None
    return Draft(
        cue_spans(line, cue),
        source,
        spans,
        Act.SPECULATION if left_open else reading.cue.act,
        Said.HYPOTHETICAL if unsaid else group.realis,
        group.negated and not unsaid and not left_open,
        f"{line.lexicon.language}-{reading.cue.lemma}-{letter}",
    )


def _heard_from(line: Line, group: Group) -> Subject | None:
    """Who told it: "heard from a nurse that …", "van een agent gehoord dat …"."""
    places = (max(group.cue), *range(group.verb, group.at))
    for at in places:
        if line.lower(at + 1) not in line.grammar.told_by or not starts_phrase(line, at + 2):
            continue
        last = phrase_end(line, at + 2)
        if last == group.at or line.lower(last) in line.grammar.that:
            return Subject(at + 2, last, after=True)
    return None


def _is_hollow(line: Line, pieces: Pieces) -> bool:
    """Whether the content is a pronoun or a bare "dat": it only points at something else."""
    grammar = line.grammar
    words = [line.lower(k) for first, last in pieces for k in range(first, min(last, first + 4))]
    empty = (
        grammar.impersonal | grammar.negators | grammar.that | grammar.objects | grammar.masculine
    )
    return len(words) < 4 and all(word in empty for word in words)


def _speaks_of_itself(line: Line, subject: Subject) -> bool:
    """Whether the subject is "ik" or "I", or an empty Dutch "het": nobody is credited."""
    word = line.lower(subject.first)
    alone = subject.last == subject.first + 1
    return alone and (word in {"ik", "i"} or (word == "het" and line.lexicon.language == "nl"))


def _is_guessed(line: Line, group: Group, subject: Subject | None) -> bool:
    """Whether the text only guesses what somebody has in mind: "Jansen likely plans to go"."""
    hedges = load_hedges(line.lexicon.language)
    doubt = hedges.probable | hedges.possible
    last = group.verb if subject is None or subject.after else subject.last
    between = range(min(last, group.verb), group.verb)
    behind = range(group.at + 1, group.at + 2 + (subject is not None and subject.after))
    return any(line.lower(k) in doubt for k in (*between, *behind))


def _stands_by(line: Line, group: Group, subject: Subject | None) -> bool:
    """Whether nothing but adverbs stands between subject and verb."""
    if subject is None or subject.after:
        return subject is not None
    behind = subject.last + (line.lower(subject.last) == ",")  # "Bewoners die het zagen, zeggen"
    return skip_times(line, behind) >= group.verb


def _negator(line: Line, group: Group) -> tuple[int, ...]:
    """The negator of "verwacht X niet": it denies what is expected."""
    reach = range(min(group.cue), min(max(group.cue) + 5, len(line.units)))
    found = [k for k in reach if line.lower(k) in line.grammar.negators]
    return (found[0],) if found else ()


def _may_show(line: Line, reading: Reading, subject: Subject | None) -> bool:
    """Whether the source of a verb of showing is evidence: "beelden tonen aan", not "hij toont"."""
    if reading.cue.act is not Act.EVIDENCE or line.lexicon.language == "en":
        return True
    words = [line.lower(k) for k in range(subject.first, subject.last)] if subject else []
    if reading.cue.lemma in _IMAGES_ONLY:
        of = next((k for k, word in enumerate(words) if word in line.grammar.owners), len(words))
        return evidence_of(words[:of], line.lexicon) in {Evidence.IMAGES, Evidence.DOCUMENT}
    return "u" in reading.cue.uses or evidence_of(words, line.lexicon) is not None


def _second_verb(line: Line, pieces: Pieces) -> tuple[int, ...]:
    """Finds "wil laten zien dat": the verbs that only lead to the clause belong to the cue."""
    at = pieces[0][0]
    leads = line.lower(at) == "laten" and line.lower(at + 2) in line.grammar.that
    return (at, at + 1) if leads else ()
