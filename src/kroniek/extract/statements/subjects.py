"""Who does what a verb says: the subject, before or behind it, or carried over."""

from dataclasses import dataclass

from kroniek.extract.statements.phrases import (
    STOPS,
    Line,
    clause_start,
    is_adverb,
    is_verb,
    phrase_end,
    starts_phrase,
)

_LONGEST_PHRASE = 30
_FAR_BACK = 30
_CLOSE = 6


@dataclass(frozen=True, slots=True)
class Subject:
    """Units of the subject's noun phrase, and whether it stands after its verb."""

    first: int
    last: int
    after: bool


def subject_of(line: Line, verb: int) -> Subject | None:
    """Who does what the finite verb at `verb` says; None if no phrase can be made out."""
    start = clause_start(line, verb)
    if shares_subject(line, verb):
        return None
    behind = _behind_relative(line, start, verb)
    if behind is not None:
        return behind
    here = behind_time(line, _skip_opening(line, start, verb), verb)
    if here == verb:
        return _without_subject(line, start, verb)
    word, grammar = line.lower(here), line.grammar
    if word in grammar.relatives and start > 0 and line.lower(start - 1) == ",":
        return _of_relative(line, here, verb) or _antecedent(line, start - 1)
    described = _with_who(line, here, verb) or _behind_preposition(line, here, verb)
    if described is not None:
        return described
    if word in grammar.subordinators or word in grammar.complementizers:
        return _first_phrase(line, here + 1, verb) or _after(line, verb)
    if word in grammar.relatives and line.lexicon.language == "en" and start > 0:
        return _antecedent(line, start)
    if starts_phrase(line, here) and word not in grammar.impersonal - grammar.pronouns:
        return _leading(line, here, verb)
    if line.lexicon.language == "en":
        return _nearest(line, here, verb) or _first_phrase(line, here, verb)
    return _after(line, verb) or _first_phrase(line, here, verb) or _over_insertion(line, start)


def _behind_relative(line: Line, start: int, verb: int) -> Subject | None:
    """The phrase before a relative clause that ends at an English verb: "X, who left, said"."""
    if line.lexicon.language != "en" or start != verb or line.lower(start - 1) != ",":
        return None
    floor = max(1, start - _FAR_BACK)
    comma = next((k for k in range(start - 2, floor, -1) if line.lower(k) == ","), None)
    if comma is None or line.lower(comma + 1) not in line.grammar.relatives - line.grammar.that:
        return None
    found = _phrase_to(line, comma + 1, start)
    return found and Subject(found.first, comma, after=False)


def shares_subject(line: Line, verb: int) -> bool:
    """Whether a conjunction stands right before the verb: "… en zei", "… but denied"."""
    here = verb - 1
    while here > 0 and is_adverb(line, here):
        here -= 1
    return here > 1 and line.lower(here) in line.grammar.conjunctions


def _without_subject(line: Line, start: int, verb: int) -> Subject | None:
    """The subject of a verb that opens its clause: it follows, or an apposition came between."""
    after, before = _after(line, verb), _before_comma(line, start)
    described = _with_relative(line, start)
    if described is not None:
        inserted = after is not None and line.lower(after.last) in {",", ".", ""}
        return after if inserted else described
    if line.lexicon.language == "nl" and before is not None:
        named = any(line.units[k].start in line.named for k in range(before.first, before.last))
        return before if named else after or before
    if before is None or after is None:
        return after or before
    pronoun = line.lower(after.first) in line.grammar.pronouns
    ends = line.lower(after.last) in STOPS or not line.lower(after.last)
    return before if pronoun or not ends else after


def _skip_opening(line: Line, start: int, verb: int) -> int:
    """Index behind conjunctions, adverbs and words of time that open a clause."""
    grammar, here = line.grammar, start
    while here < verb:
        word = line.lower(here)
        opens = word in grammar.conjunctions or is_adverb(line, here) or word in grammar.times
        if not opens or line.units[here].start in line.named or word in grammar.determiners:
            break
        here += 1
    return here


def behind_time(line: Line, at: int, verb: int) -> int:
    """Index behind an English phrase of time that opens a clause: "On Monday the union said".

    `at` itself if none does, or if nothing that can be a subject follows before the verb.
    """
    if line.lexicon.language != "en":
        return at
    grammar, here, told = line.grammar, at, False
    governed = line.lower(at) in grammar.prepositions
    bare = grammar.articles - {"his", "her", "their", "its"}
    if not governed and (line.lower(at) in bare or line.units[at].start in line.named):
        return at
    while here < verb:
        word = line.lower(here)
        time = word in grammar.times or (governed and len(word) == 4 and word.isdigit())
        if line.units[here].start in line.named and not (governed and time and not told):
            break
        small = word in grammar.prepositions or word in grammar.determiners or is_adverb(line, here)
        if not (time or (small and not told) or word == "of" or word[0].isdigit()):
            break
        told = told or time
        here += 1
    fits = told and here < verb and (starts_phrase(line, here) or line.is_name(here))
    return here if fits and not line.lower(here).startswith(("'", "’")) else at


def _behind_preposition(line: Line, here: int, verb: int) -> Subject | None:
    """The phrase between an opening preposition's object and the verb: "In a letter X said"."""
    grammar = line.grammar
    if line.lexicon.language != "en" or line.lower(here) not in grammar.prepositions:
        return None
    first = here
    while here < verb and line.lower(here) in grammar.prepositions:
        if not starts_phrase(line, here + 1):
            return None
        first, here = here + 1, phrase_end(line, here + 1)
    if here < verb and starts_phrase(line, here):
        last = phrase_end(line, here)
        reaches = last <= verb and _only_small(line, last, verb)
        return Subject(here, last, after=False) if reaches else None
    if here != verb or line.lower(first) not in grammar.articles:
        return None
    while here > first and line.is_name(here - 1):
        here -= 1  # "In a statement Brown said"
    apart = first + 1 < here < verb and line.lower(here - 1) not in grammar.prepositions
    return Subject(here, verb, after=False) if apart else None


def _leading(line: Line, here: int, verb: int) -> Subject | None:
    """A phrase that stands before the verb: its subject, unless the verb's other side has one."""
    last = phrase_end(line, here)
    grammar = line.grammar
    pronoun = line.lower(here) in grammar.impersonal and last == here + 1
    if pronoun or _is_time(line, here, verb):
        return _after(line, verb)
    auxiliary = line.lower(verb) in grammar.have | grammar.be | grammar.modals
    single = (
        auxiliary and last == here + 1 and here == 0 and line.units[here].start not in line.named
    )
    if single and line.lexicon.language == "nl" and line.lower(here) not in grammar.pronouns:
        return _after(line, verb) or Subject(here, last, after=False)
    reaches = _only_small(line, last, verb)
    if not reaches:
        nearer = _nearest(line, last, verb) or _adjacent(line, last, verb)
        if nearer is not None:
            return nearer
    if not reaches and line.lexicon.language == "nl":
        # Something else stands between: in a Dutch main clause the verb comes second.
        pronoun_after = line.lower(verb + 1) in grammar.pronouns
        return _after(line, verb) if pronoun_after else Subject(here, last, after=False)
    return Subject(here, min(last, verb), after=False)


def _is_time(line: Line, first: int, verb: int) -> bool:
    """Whether a Dutch clause opens with nothing but a time: "Twee dagen later zei het leger"."""
    grammar = line.grammar
    if line.lexicon.language != "nl" or line.units[first].start in line.named:
        return False
    words = [line.lower(k) for k in range(first, verb)]
    times = grammar.times - grammar.determiners
    small = grammar.times | grammar.determiners | grammar.adverbs
    return not times.isdisjoint(words) and all(w in small or w[0].isdigit() for w in words)


def _only_small(line: Line, first: int, last: int) -> bool:
    """Whether only adverbs, words of time, auxiliaries and negators stand between two places."""
    grammar = line.grammar
    small = (
        grammar.times,
        grammar.negators,
        grammar.modals,
        grammar.have,
        grammar.be,
        grammar.marker,
    )
    return all(
        is_adverb(line, k) or any(line.lower(k) in known for known in small)
        for k in range(first, last)
    )


def _nearest(line: Line, first: int, verb: int) -> Subject | None:
    """The phrase behind a conjunction that reaches the verb: "… en bronnen melden"."""
    for at in range(verb - 1, max(first, verb - _LONGEST_PHRASE) - 1, -1):
        if line.lower(at) not in line.grammar.conjunctions or not starts_phrase(line, at + 1):
            continue
        last = phrase_end(line, at + 1)
        if at + 1 < verb and last <= verb and _only_small(line, last, verb):
            return Subject(at + 1, last, after=False)
        return None
    return None


def _adjacent(line: Line, first: int, verb: int) -> Subject | None:
    """The phrase right before an English verb, behind another verb: "X said her son had heard"."""
    if line.lexicon.language != "en" or not any(is_verb(line, k) for k in range(first, verb)):
        return None
    for at in range(verb - 1, max(first, verb - _CLOSE) - 1, -1):
        opens = line.lower(at) in line.grammar.determiners | line.grammar.pronouns
        if not opens and not (line.is_name(at) and not line.is_name(at - 1)):
            continue
        last = phrase_end(line, at)
        prepared = line.lower(at - 1) in line.grammar.prepositions
        if not prepared and last <= verb and _only_small(line, last, verb):
            return Subject(at, last, after=False)
    return None


def _after(line: Line, verb: int) -> Subject | None:
    """The phrase right after the verb, small words between them passed over."""
    here = verb + 1
    while here < min(verb + 4, len(line.units)) and line.lower(here) in line.grammar.passed:
        here += 1
    if not starts_phrase(line, here):
        return None
    last = phrase_end(line, here)
    return Subject(here, _with_name(line, here, last), after=True)


def _with_name(line: Line, first: int, last: int) -> int:
    """End of a phrase with the name that stands apart behind it: "de ambtenaar, Piet Jansen,"."""
    unnamed = not any(line.units[k].start in line.named for k in range(first, last))
    if not unnamed or line.lower(last) != "," or last + 1 >= len(line.units):
        return last
    if line.units[last + 1].start not in line.named:
        return last
    end = phrase_end(line, last + 1)
    return end if line.lower(end) in STOPS or end >= len(line.units) else last


def _first_phrase(line: Line, here: int, verb: int) -> Subject | None:
    at = here
    while at < verb:
        if line.lower(at) in line.grammar.told_to and starts_phrase(line, at + 1):
            at = phrase_end(line, at + 1)  # who is spoken to
            continue
        if starts_phrase(line, at):
            last = min(phrase_end(line, at), verb)
            word = line.lower(at)
            if not (last == at + 1 and word in line.grammar.impersonal):
                return Subject(at, last, after=False)
            return None
        at += 1
    return None


def _over_insertion(line: Line, start: int) -> Subject | None:
    """The first phrase of a Dutch clause that a few words between commas interrupt.

    "… waarin een agent uit Assen, vlak bij de brug, tegen Jansen zei".
    """
    if line.lower(start - 1) != ",":
        return None
    before = clause_start(line, start - 1)
    for _ in range(2):
        verbless = not any(is_verb(line, k) for k in range(before, start - 1))
        word, grammar = line.lower(before), line.grammar
        opens = word in grammar.openers or word in grammar.relatives or word in grammar.that
        if not verbless:
            return None
        if opens:
            return _first_phrase(line, before + 1, start - 1)
        if line.lower(before - 1) != ",":
            return None
        before = clause_start(line, before - 1)
    return None


def _of_relative(line: Line, here: int, verb: int) -> Subject | None:
    """The subject inside a relative clause ("die hij noemde"), if it has one of its own."""
    word = line.lower(here + 1)
    if here + 1 < verb and word in line.grammar.pronouns:
        return Subject(here + 1, here + 2, after=False)
    return None


def _antecedent(line: Line, comma: int) -> Subject | None:
    """The phrase that a relative clause after `comma` belongs to."""
    start = clause_start(line, comma)
    for at in range(start, comma):
        opens = line.lower(at) in line.grammar.determiners or (
            (line.is_name(at) or (at == 0 and line.units[at].text[0].isupper()))
            and (at == start or not line.is_name(at - 1))
        )
        if opens and phrase_end(line, at) >= comma:
            return Subject(at, comma, after=False)
    return None


def _before_comma(line: Line, start: int) -> Subject | None:
    """The phrase before an apposition or relative clause: "X, president of Y, said"."""
    if start < 2 or line.lower(start - 1) != ",":
        return None
    inner = clause_start(line, start - 1)
    for _ in range(2):
        if inner > 2 and line.lower(inner - 1) == "," and clause_start(line, inner - 1) < inner - 9:
            break
        if inner < 2 or line.lower(inner - 1) != ",":
            return None
        before = clause_start(line, inner - 1)
        if before == 0 or line.lower(before - 1) != ",":
            break
        inner = before
    nearest = clause_start(line, start - 1)
    return _phrase_to(line, inner, start) or _phrase_to(line, nearest, start)


def _with_who(line: Line, here: int, verb: int) -> Subject | None:
    """An English phrase with the clause behind it: "A man who saw it said"."""
    if line.lexicon.language != "en" or line.lower(here) != "who" or here == 0:
        return None
    found = _antecedent(line, here)
    told = any(is_verb(line, k) or line.lower(k).endswith("ed") for k in range(here + 1, verb))
    if found is None or line.lower(here - 1) == ",":
        return None
    return Subject(found.first, verb, after=False) if told else found


def _with_relative(line: Line, start: int) -> Subject | None:
    """A Dutch phrase with the relative clause behind it: "Een man die het zag, zei"."""
    if line.lexicon.language != "nl" or line.lower(start - 1) != ",":
        return None
    outer = clause_start(line, start - 1)
    if line.lower(outer) in line.grammar.that and outer > 0:
        outer = clause_start(line, outer - 1)  # "Het bedrijf dat het bouwde, zegt"
    here = _skip_opening(line, outer, start - 1)
    if here >= start - 1 or not starts_phrase(line, here):
        return None
    grammar, last = line.grammar, phrase_end(line, here)
    pronoun = last == here + 1 and line.lower(here) in grammar.pronouns | grammar.impersonal
    if line.lower(last) in grammar.that and line.lower(last - 1) in line.lexicon.nouns:
        return None  # "De bewering dat het lek is, noemde X …"
    relative = last + (line.lower(last) in grammar.prepositions)  # "van wie"
    if pronoun or line.lower(relative) not in grammar.relatives or relative >= start - 2:
        return None
    return Subject(here, start - 1, after=False)


def _phrase_to(line: Line, inner: int, start: int) -> Subject | None:
    """The phrase that ends at the comma before `inner`, with what stands behind it."""
    if inner < 2:
        return None
    outer = clause_start(line, inner - 1)
    here = _skip_opening(line, outer, inner - 1)
    verbless = not any(is_verb(line, k) for k in range(here, inner - 1))
    counted = line.lower(here)[:1].isdigit()
    if here < inner - 1 and starts_phrase(line, here) and verbless and not counted:
        return Subject(here, start - 1, after=False)
    return None
