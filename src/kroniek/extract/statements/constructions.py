"""Constructions of a cue that is a verb: where its content stands.

Each function takes the line, the verb group, its subject and the index behind cue and subject, and
gives the pieces of the content; none if the construction is not there.
"""

from kroniek.extract.statements.cues import Shape
from kroniek.extract.statements.drafts import (
    LONGEST_CLAUSE,
    TURNING,
    Pieces,
    clause_end,
    opens_cue,
    skip_times,
    starts_name,
)
from kroniek.extract.statements.objects import stands_alone
from kroniek.extract.statements.phrases import (
    HARD,
    QUOTED,
    STOPS,
    Line,
    clause_start,
    is_adverb,
    phrase_end,
    starts_phrase,
)
from kroniek.extract.statements.subjects import (
    Subject,
)
from kroniek.extract.statements.verbgroups import Group

_SHOWN = frozenset(("zien", "horen"))
"""Dutch verbs of what images show: "op beelden is te zien"."""
_JUDGING = frozenset("vindt vinden vond vonden noemt noemen noemde noemden acht achtte".split())
"""Dutch verbs behind which it stands what somebody thinks of a clause."""
_COMPLEMENT_REACH = 18
_TAIL = 14


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


def postposed(line: Line, group: Group, subject: Subject | None, after: int) -> Pieces:
    """Finds "…, zegt X", "…, X said": the content stands before, and may go on behind."""
    if subject is None or group.shape is Shape.GERUND:
        return ()
    first = min(group.verb, subject.first)
    first -= line.lower(first - 1) == "zo"
    start = clause_start(line, first)
    if start != first or start < 2 or line.lower(start - 1) != ",":
        return ()
    if line.units[start - 2].text == QUOTED:
        return ()
    judged = _judged(line, group, subject, start)
    if judged:
        return judged
    tail = _tail_ends(line, max(after, max(group.cue) + 1))
    if tail is None or (line.lexicon.language == "nl" and not subject.after):
        return ()
    floor = max(0, start - LONGEST_CLAUSE)
    turns = range(start - 2, floor - 1, -1)
    begin = next((k for k in turns if line.lower(k) in TURNING), floor - 1) + 1
    behind = goes_on(line, tail, subject)
    dependent = line.lower(begin) in line.grammar.subordinators
    if dependent and not any(line.lower(k) == "," for k in range(begin, start - 1)):
        return ()
    if start - begin < 3 and not behind:
        return ()
    return ((begin, _without_remark(line, begin, start - 1)), *behind)


def _judged(line: Line, group: Group, subject: Subject, start: int) -> Pieces:
    """Finds Dutch "Dat het regent, vindt zij hun schuld": a clause and what is found of it."""
    begin = next((k for k in range(start - 2, -1, -1) if line.lower(k) in TURNING), -1) + 1
    judges = line.lower(group.verb) in _JUDGING and line.lower(begin) in line.grammar.that
    if not judges or not subject.after or line.lexicon.language != "nl":
        return ()
    behind = skip_times(line, subject.last)
    end = clause_end(line, behind) if behind < line.end() else behind
    return ((begin, start - 1), (behind, end)) if end > behind else ()


def _without_remark(line: Line, first: int, last: int) -> int:
    """Index of the comma before a remark that ends a clause: ", zoals op Facebook rondgaat"."""
    for here in range(last - 2, max(first, last - _TAIL), -1):
        if line.lower(here) == ",":
            return here if line.lower(here + 1) in line.grammar.likening else last
    return last


def goes_on(line: Line, tail: int, subject: Subject) -> Pieces:
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


def that_clause(line: Line, group: Group, _: Subject | None, after: int) -> Pieces:
    """Finds "zei … dat …": the clause from its "dat" on."""
    behind = _over_aside(line, max(after, group.at + 1))
    for here in range(behind, min(behind + _COMPLEMENT_REACH, len(line.units))):
        word = line.lower(here)
        if word in line.grammar.that:
            if stands_alone(line, group, here) or _is_of_noun(line, group, here, behind):
                return ()
            if line.lower(group.at) in line.grammar.modals and here > behind:
                return ()
            return ((here, _resumed(line, group, here, clause_end(line, here))),)
        free = here == behind or line.lower(here - 1) == ","
        if free and word in line.grammar.complementizers:
            return ((here, clause_end(line, here)),)
        brief = _is_brief(line, behind, here) or _is_place(line, behind, here)
        if word in HARD or (word == "," and not brief):
            return ()
        if line.lexicon.language == "en" and here > behind and _is_finite(line, here):
            return ()  # "said her cousin had heard that": the clause is another verb's
        if here > behind and word in line.grammar.that | line.grammar.clause_ends:
            return ()
        if word in line.grammar.conjunctions and opens_cue(line, here + 1):
            return ()  # "betwistte dit en schreef dat …"
    return ()


def _is_of_noun(line: Line, group: Group, at: int, behind: int) -> bool:
    """Whether English "that" goes with a noun: "said allegations that he lied were false"."""
    if line.lexicon.language != "en" or at == behind:
        return False
    readings = line.lexicon.verbs.get(line.lower(group.at), ())
    plain = not any("o" in reading.cue.uses for reading in readings)
    return plain and line.lower(at - 1) in line.lexicon.nouns


def _promises(line: Line, at: int) -> bool:
    """Whether English "to" leads a deed with an object: "promised to scrap the tax that …"."""
    grammar = line.grammar
    if line.lexicon.language != "en" or line.lower(at) not in grammar.marker:
        return False
    return not _is_thing(line, at + 1) and _is_thing(line, at + 2)


def _over_aside(line: Line, at: int) -> int:
    """Index behind a remark between commas: "hope, of course, that"; the end if no clause can come.

    None comes behind a deed with an object of its own: "promised to scrap the tax that …".
    """
    if _promises(line, at):
        return len(line.units)
    if line.lower(at) != ",":
        return at
    close = next(
        (k for k in range(at + 2, min(at + 5, len(line.units))) if line.lower(k) == ","), 0
    )
    return close + 1 if close and line.lower(close + 1) in line.grammar.that else at


def _is_finite(line: Line, at: int) -> bool:
    """Whether an English auxiliary stands at a unit."""
    word, grammar = line.lower(at), line.grammar
    return word in grammar.have or word in grammar.be or word in grammar.modals


def _resumed(line: Line, group: Group, first: int, end: int) -> int:
    """Where the main clause goes on after "Hoewel X zei dat …, ging …"; else `end`."""
    start, grammar = clause_start(line, group.verb), line.grammar
    opening = line.lower(start)
    relative = opening in grammar.relatives and line.lower(start - 1) == ","
    if not relative and (opening not in grammar.subordinators or opening in grammar.that):
        return end
    for here in range(first + 1, end - 1):
        after = line.lower(here + 1)
        finite = after in grammar.verbs or after in grammar.modals
        alone = relative and here + 1 >= end - 1
        if line.lower(here) == "," and (finite or alone or line.lexicon.language == "en"):
            return here
    return end


def _is_place(line: Line, first: int, comma: int) -> bool:
    """Whether a comma stands in the place of "told reporters in Oslo, Norway, last month that"."""
    before = any(line.lower(k) in line.grammar.prepositions for k in range(first, comma))
    if line.lexicon.language != "en" or not before:
        return False
    inner = line.lower(comma - 2) == "," and line.is_name(comma - 1)
    opens = comma + 1 < len(line.units) and line.is_name(comma + 1)
    return inner or (opens and line.is_name(comma - 1) and line.lower(comma + 2) == ",")


def _is_brief(line: Line, first: int, last: int) -> bool:
    """Whether only a hearer, place or time stands between a cue and a comma before "dat"."""
    if line.lower(last + 1) in line.grammar.conjunctions or last - first > 6:
        return False
    word, grammar = line.lower(first), line.grammar
    if last == first:
        return line.lexicon.language == "en"
    return word in grammar.prepositions or word in grammar.times


def infinitive(line: Line, group: Group, _: Subject | None, after: int) -> Pieces:
    """Finds "dreigt … te …", "pledged to …"; the object of "urged X to …" belongs to it."""
    if line.lexicon.language == "en":
        here = after
        if line.lower(here) not in line.grammar.marker and starts_phrase(line, here):
            here = phrase_end(line, here)
        here += line.lower(here) == "not"
        if line.lower(here) in line.grammar.marker and not _is_thing(line, here + 1):
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
    return ((after, split[0]), (split[-1] + 1, end)) if split else ((after, end),)


def _is_thing(line: Line, at: int) -> bool:
    """Whether no verb follows "to", but what is spoken to or promised: "promised to a friend"."""
    word, grammar = line.lower(at), line.grammar
    small = word in grammar.determiners or word in grammar.objects or word in grammar.pronouns
    return small or starts_name(line, at) or word[:1].isdigit()


def bare_infinitive(line: Line, group: Group, subject: Subject | None, after: int) -> Pieces:
    """Finds "wil … verkopen": what somebody wants, in a main clause."""
    if subject is None or line.lower(group.at + 1) in {"zeggen", "dat"}:
        return ()
    named = starts_name(line, subject.first) or line.lower(subject.first) in line.grammar.pronouns
    if not named and subject.last == group.verb and starts_name(line, group.verb + 1):
        return ()
    word = line.lower(subject.first)
    alone = subject.last == subject.first + 1  # "het wil", not "het bestuur wil"
    if word in line.grammar.first_person or (alone and word in line.grammar.impersonal):
        return ()
    adjacent = subject.last == group.verb or subject.first == group.verb + 1
    start = clause_start(line, group.verb)
    fronted = line.lower(start) in line.grammar.subordinators | line.grammar.relatives
    end = clause_end(line, after)
    if not adjacent or fronted or end - after < 2 or line.lower(end - 1) == line.lower(group.at):
        return ()
    return ((after, end),)


def told_clause(line: Line, group: Group, subject: Subject | None, after: int) -> Pieces:
    """English "told reporters he would …": the hearer stands first."""
    return bare_clause(line, group, subject, after, hears=True)


def _behind_hearer(line: Line, at: int) -> int:
    """Index of the pronoun, article or name that opens the clause behind a hearer; else the end."""
    grammar = line.grammar
    last = at + 1 if line.lower(at) in grammar.objects | grammar.pronouns else phrase_end(line, at)
    for here in range(at + 1, min(last + 1, len(line.units))):
        word = line.lower(here)
        opens = word in grammar.pronouns or word in grammar.opens_clause
        if opens or (here == last and starts_phrase(line, here)):
            return here
    return len(line.units)


def bare_clause(
    line: Line, group: Group, _: Subject | None, after: int, *, hears: bool = False
) -> Pieces:
    """English "said he would …"."""
    here = skip_times(line, after)
    if line.lower(here - 1) in line.grammar.opens_clause and here > after:
        here -= 1  # "insisted there was no plan"
    if hears:
        here = _behind_hearer(line, here)
    if line.lower(here) in line.grammar.prepositions and starts_phrase(line, here + 1):
        here = phrase_end(line, here + 1)  # "said after the meeting he would"
        if line.lower(here) not in line.grammar.pronouns:
            return ()
    if not starts_phrase(line, here) and line.lower(here) not in line.grammar.opens_clause:
        return ()
    after = here
    end = clause_end(line, after)
    return ((after, end),) if end - after >= 3 and not group.passive else ()


def after_colon(line: Line, group: Group, subject: Subject | None, after: int) -> Pieces:
    """Finds "X zegt: …" without quotation marks."""
    here = after
    while here < min(after + 8, len(line.units)) and line.lower(here) not in STOPS:
        here += 1
    colon = line.lower(here) == ":" and here + 3 < len(line.units)
    if not colon or line.units[here + 1].text == QUOTED or subject is None or group.passive:
        return ()
    return ((here + 1, line.end()),)


def phrase_after_from(line: Line, group: Group) -> Subject | None:
    """Finds "uit X" of "uit X blijkt" or "blijkt uit X"."""
    start = clause_start(line, group.verb)
    shown = any(line.lower(k) in _SHOWN for k in group.cue)
    leads = "op" if shown else "uit"
    for here in (*range(start, group.verb), *range(group.verb + 1, group.verb + 4)):
        if line.lower(here) == leads and starts_phrase(line, here + 1):
            last = phrase_end(line, here + 1)
            return Subject(
                here + 1, min(last, group.verb) if here < group.verb else last, after=True
            )
    return None


def from_source(line: Line, group: Group, _: Subject | None, after: int) -> Pieces:
    """Finds "uit X blijkt dat …" and "…, blijkt uit X"."""
    found = phrase_after_from(line, group)
    if found is None:
        return ()
    start = clause_start(line, group.verb)
    if start == group.verb and start >= 3 and line.lower(start - 1) == ",":
        return ((0, start - 1),)
    return that_clause(line, group, None, max(*group.cue, min(after, found.last) - 1) + 1)
