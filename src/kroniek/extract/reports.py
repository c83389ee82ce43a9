"""Who says what without quoting: clauses, infinitives and objects of cues; "volgens X"; hearsay.

Each function knows one construction and gives a `Draft` or None; `drafts_of` tries them at every
trigger word of a line. Positions are indices of units of the line.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kroniek.extract.cues import Reading, Shape
from kroniek.extract.phrases import (
    HARD,
    QUOTED,
    STOPS,
    Line,
    Subject,
    clause_start,
    is_adverb,
    phrase_end,
    shares_subject,
    starts_phrase,
    subject_of,
)
from kroniek.extract.speakers import evidence_of
from kroniek.extract.verbgroups import Group, group_of
from kroniek.model.text import Act, Said, SentenceKind
from kroniek.spans import Span

_COMPLEMENT_REACH = 18
_TAIL = 14
_CLOSING = frozenset((")", "]"))
_TURNING = HARD - {"(", ")", QUOTED}
_RAISING = frozenset({Act.BELIEF, Act.FORECAST, Act.INTENT})
_OPENS_CLAUSE = frozenset(("there", "if", "when", "it", "neither", "no", "not", "nobody"))
_HEARERS = frozenset(("you", "je", "jij", "u", "jullie"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A find in one line, before anybody asked who the source is; `quotes` are units."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    realis: Said
    negated: bool
    rule: str
    quotes: tuple[int, ...] = ()


def clause_end(line: Line, at: int) -> int:
    """Index behind the reported clause that begins at `at`: the next voice or turn ends it."""
    end = line.end()
    for here in range(at + 1, end):
        word = line.lower(here)
        if word not in STOPS:
            if word in line.grammar.conjunctions and here > at + 2 and _is_new_cue(line, here + 1):
                return here
            continue
        if word in HARD and word not in {"(", ")", "[", "]", "–", "—"}:
            return here
        if word == "," and (_turns(line, here + 1) or line.kind is SentenceKind.HEADLINE):
            return here
    return end


def _turns(line: Line, at: int) -> bool:
    """Whether what follows a comma is no longer what was said."""
    word, grammar = line.lower(at), line.grammar
    if word in grammar.clause_ends or word in line.lexicon.aldus or word in line.lexicon.according:
        return True
    if word in grammar.conjunctions and _is_new_cue(line, at + 1):
        return True
    return _is_new_cue(line, at) or (
        line.lexicon.language == "en" and starts_phrase(line, at) and _said_after(line, at)
    )


def _said_after(line: Line, at: int) -> bool:
    last = phrase_end(line, at)
    return _is_new_cue(line, last) and line.lower(last + 1) in {"", ".", ","}


def _is_new_cue(line: Line, at: int) -> bool:
    readings = line.lexicon.verbs.get(line.lower(at), ())
    return any(r.shape is Shape.FINITE and r.cue.uses & {"p", "q"} for r in readings) and not (
        line.lower(at) in line.lexicon.nouns
    )


def _spans(line: Line, *pieces: tuple[int, int]) -> tuple[Span, ...]:
    """Spans of pieces of the line, marks at their ends left out, empty ones dropped."""
    found = []
    for first, last in pieces:
        here, end = first, last
        while here < end and line.lower(here) in STOPS and line.units[here].text != QUOTED:
            here += 1
        while end > here and line.lower(end - 1) in STOPS and line.units[end - 1].text != QUOTED:
            if line.lower(end - 1) in _CLOSING and _opened(line, here, end):
                break
            end -= 1
        if here < end:
            found.append(line.span(here, end))
    return tuple(found)


def _opened(line: Line, first: int, last: int) -> bool:
    """Whether the bracket that ends a piece was opened in it."""
    return any(line.lower(k) in {"(", "["} for k in range(first, last))


def cue_spans(line: Line, cue: tuple[int, ...]) -> tuple[Span, ...]:
    """Cue words as spans; neighbours become one."""
    found: list[Span] = []
    for at in sorted(cue):
        span = line.units[at].span
        if found and at - 1 in cue:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def drafts_of(line: Line) -> Iterator[Draft]:
    """All finds of a line that are no plain quotation, in order of their cue."""
    lexicon = line.lexicon
    label = label_draft(line)
    if label is not None:
        yield label
    earlier: tuple[Span, ...] = ()
    for at, unit in enumerate(line.units):
        word = unit.lower
        if word not in lexicon.triggers:
            continue
        draft = None
        if word in lexicon.according or word in lexicon.aldus:
            draft = _according(line, at)
        elif word in lexicon.verbs and unit.start not in line.named:
            draft = _of_verb(line, at)
        if draft is None and word in lexicon.nouns:
            draft = _of_noun(line, at)
        if draft is None and word in lexicon.evidential:
            draft = _evidential(line, at)
        if draft is None:
            draft = _hearsay(line, at)
        if draft is not None and draft.content:
            if not draft.source and earlier and word in lexicon.verbs:
                shared = shares_subject(line, at)
                draft = replace(draft, source=earlier) if shared else draft
            earlier = draft.source or earlier
            yield draft


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
        return _main_subject(line)
    found = subject_of(line, group.verb)
    if found and found.first < group.verb < found.last:
        return None
    return found


def _inverted(line: Line, subject: Subject) -> bool:
    """Whether an English subject stands behind its verb: only a quotation or clause precedes it."""
    return subject.after and line.lexicon.language == "en"


def _is_by(line: Line, at: int) -> bool:
    return line.lower(at) in {"door", "by"}


def _main_subject(line: Line) -> Subject | None:
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
    refusal = _refusal(line, group, reading, subject)
    if refusal is not None:
        return refusal
    after = group.at + 1
    while after in group.cue:
        after += 1
    if subject and subject.after and not group.passive:
        after = max(after, subject.last)
    tries = (
        ("u", _from_source),
        ("p", _postposed),
        ("c", _that_clause),
        ("t", _infinitive),
        ("i", _bare_infinitive),
        ("b", _bare_clause),
        ("o", _object),
        ("q", _after_colon),
    )
    for letter, construction in tries:
        if letter in uses and (
            letter not in "bo" or subject is None or not _inverted(line, subject)
        ):
            pieces = construction(line, group, subject, after)
            if pieces:
                return _draft(line, group, reading, subject, pieces, letter)
    return None


Pieces = tuple[tuple[int, int], ...]


def _draft(  # noqa: PLR0913 - the parts of one find
    line: Line,
    group: Group,
    reading: Reading,
    subject: Subject | None,
    pieces: Pieces,
    letter: str,
) -> Draft | None:
    if letter == "u":
        subject = _phrase_after_from(line, group)
    if group.shape is Shape.INFINITIVE and group.realis is not Said.ACTUAL:
        if letter not in "cq" or line.lower(group.at - 1) in line.grammar.marker:
            return None
    if subject and line.lower(subject.first) in _HEARERS and subject.last == subject.first + 1:
        return None
    cue = (*group.cue, *_second_verb(line, pieces)) if letter == "i" else group.cue
    if group.negated and reading.cue.act in _RAISING:
        cue = tuple(sorted({*cue, *_negator(line, group)}))
    if letter == "i" and len(cue) > len(group.cue):
        pieces = ((max(cue) + 1, pieces[0][1]),)
    source = (line.span(subject.first, subject.last),) if subject else ()
    spans = tuple(s for s in _spans(line, *pieces) if not any(s.overlaps(x) for x in source))
    shared = shares_subject(line, group.verb)
    unnamed = not source and not group.passive and not shared and letter in "otip"
    first_person = subject is not None and _speaks_of_itself(line, subject)
    hollow = len(pieces) == 1 and pieces[0][1] - pieces[0][0] < 2 and letter in "cb"
    plural = group.plural and not _stands_by(line, group, subject)
    if first_person or hollow or plural:
        return None
    if not spans or unnamed or not _may_show(line, reading, subject):
        return None
    return Draft(
        cue_spans(line, cue),
        source,
        spans,
        reading.cue.act,
        group.realis,
        group.negated,
        f"{line.lexicon.language}-{reading.cue.lemma}-{letter}",
    )


def _speaks_of_itself(line: Line, subject: Subject) -> bool:
    """Whether the subject is "ik" or "I", or an empty Dutch "het": nobody is credited."""
    word = line.lower(subject.first)
    alone = subject.last == subject.first + 1
    return alone and (word in {"ik", "i"} or (word == "het" and line.lexicon.language == "nl"))


def _stands_by(line: Line, group: Group, subject: Subject | None) -> bool:
    """Whether nothing but adverbs stands between subject and verb."""
    if subject is None or subject.after:
        return subject is not None
    return skip_times(line, subject.last) >= group.verb


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
    return "u" in reading.cue.uses or evidence_of(words, line.lexicon) is not None


def _second_verb(line: Line, pieces: Pieces) -> tuple[int, ...]:
    """Finds "wil laten zien dat": the verbs that only lead to the clause belong to the cue."""
    at = pieces[0][0]
    leads = line.lower(at) == "laten" and line.lower(at + 2) in line.grammar.that
    return (at, at + 1) if leads else ()


def _refusal(line: Line, group: Group, reading: Reading, subject: Subject | None) -> Draft | None:
    """Finds "wilde niet reageren", "did not respond": nothing was said."""
    lexicon = line.lexicon
    if subject is None or not group.negated:
        if reading.cue.lemma != "willen" or subject is None:
            return None
    end = clause_end(line, group.at)
    words = range(min(group.verb, group.at), end)
    denied = next((k for k in words if line.lower(k) in line.grammar.negators), None)
    dutch = lexicon.language == "nl"
    if denied is None and (dutch or line.lower(group.verb) not in line.grammar.negators):
        return None
    refused = next((k for k in words if line.lower(k) in lexicon.refused), None)
    if refused is None or (reading.cue.lemma != "willen") == dutch:
        return None
    if line.lower(refused + 1) in line.grammar.complementizers:
        return None
    start = clause_start(line, group.verb)
    if dutch and starts_name(line, group.verb + 1):
        subject = Subject(group.verb + 1, phrase_end(line, group.verb + 1), after=True)
    pieces = (
        ((start, min(group.verb, subject.first)), (refused, end))
        if subject.after
        else ((refused, end),)
    )
    cue = (group.verb,) if denied is None else (group.verb, denied)
    return Draft(
        cue_spans(line, cue),
        (line.span(subject.first, subject.last),),
        _spans(line, *pieces),
        Act.NO_COMMENT,
        Said.ACTUAL,
        negated=False,
        rule=f"{lexicon.language}-refusal",
    )


def _tail_ends(line: Line, at: int) -> int | None:
    """Index of the end or comma that closes a postposed cue; None if content follows the cue."""
    for here in range(at, min(at + _TAIL, len(line.units))):
        word = line.lower(here)
        if word in line.grammar.that or word in line.grammar.marker or word in {":", QUOTED}:
            return None
        if word in STOPS:
            return here
        if here == at and not _may_trail(line, here):
            return None
    return len(line.units) if at + _TAIL >= len(line.units) else None


def _may_trail(line: Line, at: int) -> bool:
    word, grammar = line.lower(at), line.grammar
    small = word in grammar.times or word in grammar.prepositions or word in grammar.negators
    return small or is_adverb(line, at)


def _postposed(line: Line, group: Group, subject: Subject | None, after: int) -> Pieces:
    """ "…, zegt X", "…, X said": the content stands before, and may go on behind."""
    if subject is None or group.shape is Shape.GERUND:
        return ()
    first = min(group.verb, subject.first)
    start = clause_start(line, first)
    if start != first or start < 2 or line.lower(start - 1) != ",":
        return ()
    if line.units[start - 2].text == QUOTED:
        return ()
    tail = _tail_ends(line, max(after, max(group.cue) + 1))
    if tail is None or (line.lexicon.language == "nl" and not subject.after):
        return ()
    begin = next((k for k in range(start - 2, -1, -1) if line.lower(k) in _TURNING), -1) + 1
    behind = _goes_on(line, tail, subject)
    dependent = line.lower(begin) in line.grammar.subordinators
    if dependent and not any(line.lower(k) == "," for k in range(begin, start - 1)):
        return ()
    if start - begin < 3 and not behind:
        return ()
    return ((begin, start - 1), *behind)


def _goes_on(line: Line, tail: int, subject: Subject) -> Pieces:
    """What is said on behind ", zegt X,"; an apposition or relative clause is not."""
    if line.lower(tail) != "," or len(line.units) - tail < 4:
        return ()
    word, grammar = line.lower(tail + 1), line.grammar
    if word in grammar.relatives - grammar.that or word in grammar.clause_ends:
        return ()
    if line.lexicon.language == "nl" or subject.after:
        joins = word in grammar.conjunctions or word in grammar.subordinators
        if not (joins or word in grammar.that):
            return ()
    if word.endswith("ing") and line.lexicon.language == "en":
        return ()
    end = clause_end(line, tail + 1)
    return ((tail + 1, end),) if end - tail > 3 else ()


def skip_times(line: Line, at: int) -> int:
    """Index behind adverbs and words of time: "al sinds vorige week", "on Monday"."""
    grammar = line.grammar
    while at < len(line.units):
        word = line.lower(at)
        if word in grammar.prepositions:
            told = next((k for k in (at + 1, at + 2) if line.lower(k) in grammar.times), None)
            if told is None:
                break
            at = told
        elif not (word in grammar.times or word in grammar.adverbs) or word in grammar.determiners:
            break
        at += 1
    return at


def starts_name(line: Line, at: int) -> bool:
    """Whether a name stands at a unit."""
    return at < len(line.units) and line.units[at].start in line.named


def _that_clause(line: Line, group: Group, _: Subject | None, after: int) -> Pieces:
    """ "zei … dat …": the clause from its "dat" on."""
    behind = max(after, group.at + 1)
    for here in range(behind, min(behind + _COMPLEMENT_REACH, len(line.units))):
        word = line.lower(here)
        if word in line.grammar.that:
            if line.lower(group.at) in line.grammar.modals and here > behind:
                return ()
            return ((here, _resumed(line, group, here, clause_end(line, here))),)
        free = here == behind or line.lower(here - 1) == ","
        if free and word in line.grammar.complementizers:
            return ((here, clause_end(line, here)),)
        if word in HARD or (word == "," and not _is_brief(line, behind, here)):
            return ()
        if here > behind and word in line.grammar.that | line.grammar.clause_ends:
            return ()
    return ()


def _resumed(line: Line, group: Group, first: int, end: int) -> int:
    """Where the main clause goes on after "Hoewel X zei dat …, ging …"; else `end`."""
    opening = line.lower(clause_start(line, group.verb))
    if opening not in line.grammar.subordinators or opening in line.grammar.that:
        return end
    for here in range(first + 1, end - 1):
        after = line.lower(here + 1)
        finite = after in line.grammar.verbs or after in line.grammar.modals
        if line.lower(here) == "," and (finite or line.lexicon.language == "en"):
            return here
    return end


def _is_brief(line: Line, first: int, last: int) -> bool:
    """Whether only a hearer, place or time stands between a cue and a comma before "dat"."""
    if line.lower(last + 1) in line.grammar.conjunctions or last - first > 6:
        return False
    word, grammar = line.lower(first), line.grammar
    if last == first:
        return line.lexicon.language == "en"
    return word in grammar.prepositions or word in grammar.times


def _infinitive(line: Line, group: Group, _: Subject | None, after: int) -> Pieces:
    """ "dreigt … te …", "pledged to …"; the object of "urged X to …" belongs to it."""
    if line.lexicon.language == "en":
        here = after
        if line.lower(here) not in line.grammar.marker and starts_phrase(line, here):
            here = phrase_end(line, here)
        if line.lower(here) in line.grammar.marker or (
            line.lower(here) == "not" and line.lower(here + 1) in line.grammar.marker
        ):
            return ((after, clause_end(line, after)),)
        return ()
    if line.lower(after) in STOPS:
        return ()
    end = clause_end(line, after)
    markers = (
        k for k in range(after, min(end, after + _COMPLEMENT_REACH)) if line.lower(k) == "te"
    )
    if next(markers, None) is None:
        return ()
    after = min(skip_times(line, after), end - 1)
    split = [k for k in group.cue if k >= after]
    return ((after, split[0]), (split[0] + 1, end)) if split else ((after, end),)


def _bare_infinitive(line: Line, group: Group, subject: Subject | None, after: int) -> Pieces:
    """ "wil … verkopen": what somebody wants, in a main clause."""
    if subject is None or line.lower(group.at + 1) in {"zeggen", "dat"}:
        return ()
    if subject.last == group.verb and starts_name(line, group.verb + 1):
        return ()
    word = line.lower(subject.first)
    if word in line.grammar.first_person or word in line.grammar.impersonal:
        return ()
    adjacent = subject.last == group.verb or subject.first == group.verb + 1
    start = clause_start(line, group.verb)
    fronted = line.lower(start) in line.grammar.subordinators | line.grammar.relatives
    end = clause_end(line, after)
    if not adjacent or fronted or end - after < 2 or line.lower(end - 1) == line.lower(group.at):
        return ()
    return ((after, end),)


def _bare_clause(line: Line, group: Group, _: Subject | None, after: int) -> Pieces:
    """English "said he would …"."""
    here = skip_times(line, after)
    if line.lower(here) in line.grammar.prepositions and starts_phrase(line, here + 1):
        here = phrase_end(line, here + 1)  # "said after the meeting he would"
        if line.lower(here) not in line.grammar.pronouns:
            return ()
    if not starts_phrase(line, here) and line.lower(here) not in _OPENS_CLAUSE:
        return ()
    after = here
    end = clause_end(line, after)
    return ((after, end),) if end - after >= 3 and not group.passive else ()


def _object(line: Line, group: Group, subject: Subject | None, after: int) -> Pieces:
    """ "noemt X een leugen", "denied the charges": the object and what is said of it."""
    dutch = line.lexicon.language == "nl"
    if group.passive or (group.shape is Shape.INFINITIVE and group.realis is not Said.ACTUAL):
        return ()
    if dutch and group.shape is not Shape.FINITE and not _closes_clause(line, group.at + 1):
        return ()
    if dutch and subject and not subject.after and group.shape is not Shape.FINITE:
        return ((max(subject.last, group.verb + 1), group.at),)
    if dutch and subject and line.lower(clause_start(line, group.verb)) in line.grammar.relatives:
        return ((subject.last, group.verb),) if subject.last < group.verb else ()
    after = skip_times(line, after)
    split = [k for k in group.cue if k >= after]
    begin = split[-1] + 1 if split and split[-1] - after < 3 else after
    if not starts_phrase(line, begin) and not split:
        return ()
    end = clause_end(line, begin)
    return ((begin, end),) if end > begin else ()


def _closes_clause(line: Line, at: int) -> bool:
    """Whether a clause can end before a unit: a participle before a noun is an adjective."""
    word, grammar = line.lower(at), line.grammar
    joins = word in grammar.conjunctions or word in grammar.subordinators or word in grammar.be
    return (
        not word or word in STOPS or joins or word in grammar.prepositions or word in grammar.have
    )


def _after_colon(line: Line, group: Group, subject: Subject | None, after: int) -> Pieces:
    """ "X zegt: …" without quotation marks."""
    here = after
    while here < min(after + 8, len(line.units)) and line.lower(here) not in STOPS:
        here += 1
    colon = line.lower(here) == ":" and here + 3 < len(line.units)
    if not colon or line.units[here + 1].text == QUOTED or subject is None or group.passive:
        return ()
    return ((here + 1, line.end()),)


def _phrase_after_from(line: Line, group: Group) -> Subject | None:
    """ "uit X" of "uit X blijkt" or "blijkt uit X"."""
    start = clause_start(line, group.verb)
    for here in (*range(start, group.verb), *range(group.verb + 1, group.verb + 4)):
        if line.lower(here) == "uit" and starts_phrase(line, here + 1):
            last = phrase_end(line, here + 1)
            return Subject(
                here + 1, min(last, group.verb) if here < group.verb else last, after=True
            )
    return None


def _from_source(line: Line, group: Group, _: Subject | None, after: int) -> Pieces:
    found = _phrase_after_from(line, group)
    if found is None:
        return ()
    start = clause_start(line, group.verb)
    if start == group.verb and start >= 3 and line.lower(start - 1) == ",":
        return ((0, start - 1),)
    return _that_clause(line, group, None, max(group.at + 1, min(after, found.last)))


def _according(line: Line, at: int) -> Draft | None:
    """ "volgens X", "according to X", "aldus X": in front, in the middle or at the end."""
    lexicon = line.lexicon
    here = at + 1
    if lexicon.second and line.lower(at) in lexicon.according:
        if line.lower(here) not in lexicon.second:
            return None
        here += 1
    if here >= len(line.units) or line.lower(here) in lexicon.not_sources:
        return None
    if not (starts_phrase(line, here) or line.lower(here) in line.grammar.objects):
        return None
    last = phrase_end(line, here)
    if any(line.lower(k) in lexicon.not_sources for k in range(here, min(last, here + 4))):
        return None
    begin = _own_clause(line, at)
    end = clause_end(line, last) if last < len(line.units) else last
    front = at - begin == 0 or all(
        line.lower(k) in line.grammar.conjunctions or line.lower(k) in line.grammar.adverbs
        for k in range(begin, at)
    )
    if front and line.lower(at) in lexicon.according:
        last = _behind_apposition(line, last)
        end = clause_end(line, last) if last < len(line.units) else last
    pieces: Pieces = ((last, end),) if front else ((begin, at), (last, end))
    if line.lower(at) in lexicon.aldus or (not front and line.lower(last) in {"", ".", ","}):
        pieces = ((begin, at), *_goes_on(line, last, Subject(here, last, after=True)))
    spans = _spans(line, *pieces)
    if not spans or any(line.quotes.get(k) for k in range(begin, end) if k < at) and front:
        return None
    return Draft(
        (line.span(at, here),),
        (line.span(here, last),),
        spans,
        Act.STATEMENT,
        Said.ACTUAL,
        negated=False,
        rule=f"{lexicon.language}-according",
    )


def _behind_apposition(line: Line, at: int) -> int:
    """Index of the comma that closes what is said of a source: "volgens X, die …, is …"."""
    if line.lower(at) in line.grammar.relatives:
        ends = range(at + 1, min(at + 30, len(line.units)))
        return next((k for k in ends if line.lower(k) == ","), at)
    if line.lower(at) != ",":
        return at
    opens = line.lower(at + 1)
    relative = opens in line.grammar.relatives
    dutch = line.lexicon.language == "nl"
    verb = opens in line.grammar.verbs or opens in line.grammar.modals
    if not relative and (not dutch or verb):
        return at
    close = next(
        (k for k in range(at + 1, min(at + 30, len(line.units))) if line.lower(k) == ","), 0
    )
    if not close or not (relative or line.lower(close + 1) in line.grammar.verbs):
        return at
    return close


def _own_clause(line: Line, at: int) -> int:
    """Index where the clause around "volgens X" begins: behind "dat", or at ", die"."""
    grammar, crossed = line.grammar, False
    for here in range(at - 1, -1, -1):
        word = line.lower(here)
        if word in _TURNING or word == QUOTED:
            return here + 1
        crossed = crossed or word == ","
        if word in grammar.that and here > 0 and not crossed:
            return here + 1
        if word in grammar.relatives and line.lower(here - 1) == "," and not crossed:
            return here + 1
    return 0


def clause_before(line: Line, at: int) -> int:
    """Index where the sentence around `at` begins: behind the last hard mark."""
    return next((k + 1 for k in range(at - 1, -1, -1) if line.lower(k) in HARD - {"(", ")"}), 0)


def label_draft(line: Line) -> Draft | None:
    """Finds "WALLACE: …" in a transcript, and "Sanders: …" in a headline."""
    colon = next((k for k in range(1, min(7, len(line.units))) if line.lower(k) == ":"), 0)
    if not colon or colon + 3 >= len(line.units) or line.units[colon + 1].text == QUOTED:
        return None
    words = [line.units[k].text for k in range(colon)]
    shouted = all(word.isupper() and len(word) > 2 for word in words) and len(words) < 4
    titled = line.kind is SentenceKind.HEADLINE and line.units[0].start in line.named
    if not shouted and not (titled and phrase_end(line, 0) == colon):
        return None
    return Draft(
        (line.units[colon].span,),
        (line.span(0, colon),),
        _spans(line, (colon + 1, line.end())),
        Act.STATEMENT,
        Said.ACTUAL,
        negated=False,
        rule=f"{line.lexicon.language}-label",
    )


def _hearsay(line: Line, at: int) -> Draft | None:
    """ "naar verluidt", "reportedly": somebody says so, nobody is named."""
    for phrase in line.lexicon.hearsay:
        last = at + len(phrase)
        if all(line.lower(at + k) == word for k, word in enumerate(phrase)):
            begin, end = clause_before(line, at), clause_end(line, last - 1)
            return Draft(
                (line.span(at, last),),
                (),
                _spans(line, (begin, at), (last, end)),
                Act.HEARSAY,
                Said.ACTUAL,
                negated=False,
                rule=f"{line.lexicon.language}-hearsay",
            )
    return None


def _evidential(line: Line, at: int) -> Draft | None:
    """Dutch "zou zijn bedoeld", "zouden hebben gedood": told by others, not vouched for."""
    end = clause_end(line, at)
    words = [line.lower(k) for k in range(at + 1, end)]
    perfect = any(
        word in {"zijn", "hebben", "worden"}
        and any(_is_participle(w) for w in words[max(0, k - 2) : k + 3])
        for k, word in enumerate(words)
    )
    grammar = line.grammar
    everything = [line.lower(k) for k in range(clause_before(line, at), len(line.units))]
    doubtful = any(w in grammar.conditionals or w in grammar.modals for w in words)
    if not perfect or doubtful or any(w in grammar.conditionals for w in everything):
        return None
    start = clause_start(line, at)
    if line.lower(start) in line.grammar.complementizers | line.grammar.subordinators:
        return None
    return Draft(
        (line.units[at].span,),
        (),
        _spans(line, (clause_before(line, at), end)),
        Act.STATEMENT,
        Said.ACTUAL,
        negated=False,
        rule="nl-evidential",
    )


def _is_participle(word: str) -> bool:
    return len(word) > 4 and (
        word.startswith(("ge", "be", "ver", "ont", "her", "om", "over", "onder", "aange", "uitge"))
        and word.endswith(("d", "t", "en"))
        or "ge" in word[2:6]
        and word.endswith(("d", "t", "en"))
    )


def _of_noun(line: Line, at: int) -> Draft | None:
    """ "de bewering (van X) dat …", "X's claim that …"."""
    here = at + 1
    source: tuple[Span, ...] = ()
    grammar = line.grammar
    if line.lower(here) in grammar.always_joins and starts_phrase(line, here + 1):
        last = phrase_end(line, here + 1)
        source, here = (line.span(here + 1, last),), last
    if line.lower(here) not in grammar.that or here + 2 >= len(line.units):
        return None
    before = line.lower(at - 1)
    if not source and (before in grammar.possessives or before.endswith(("'s", "’s"))):
        source = (line.units[at - 1].span,)
    return Draft(
        (line.units[at].span,),
        source,
        _spans(line, (here, clause_end(line, here))),
        line.lexicon.nouns[line.lower(at)],
        Said.ACTUAL,
        negated=False,
        rule=f"{line.lexicon.language}-noun",
    )
