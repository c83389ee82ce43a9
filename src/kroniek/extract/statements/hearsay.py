"""Sources without a verb of saying: "volgens X", "naar verluidt", "zou zijn", "de claim dat"."""

from kroniek.extract.statements.constructions import goes_on
from kroniek.extract.statements.cues import Shape
from kroniek.extract.statements.drafts import (
    LONGEST_CLAUSE,
    TURNING,
    Draft,
    Pieces,
    clause_before,
    clause_end,
    opens_cue,
    pieces_to_spans,
)
from kroniek.extract.statements.phrases import (
    QUOTED,
    STOPS,
    Line,
    clause_start,
    is_adverb,
    is_verb,
    phrase_end,
    starts_phrase,
)
from kroniek.extract.statements.subjects import (
    Subject,
)
from kroniek.model.text import Act, Said, SentenceKind
from kroniek.spans import Span

_PARTICLE = 8
"""Letters into a Dutch participle in which its "ge" begins: "teruggetrokken"."""
_CREDIT = 8
"""Units that name who said a quotation: "said the mayor of Assen"."""


def according(line: Line, at: int) -> Draft | None:
    """Finds "volgens X", "according to X", "aldus X": in front, in the middle or at the end."""
    lexicon = line.lexicon
    here = at + 1
    if lexicon.second and line.lower(at) in lexicon.according:
        if line.lower(here) not in lexicon.second:
            return None
        here += 1
    return credited(line, at, here)


def credited(line: Line, at: int, here: int) -> Draft | None:
    """The find for words `at` up to `here` behind which the source of the clause stands."""
    lexicon = line.lexicon
    if here >= len(line.units) or line.lower(here) in lexicon.not_sources:
        return None
    if not (starts_phrase(line, here) or line.lower(here) in line.grammar.objects):
        return None
    last = phrase_end(line, here)
    if any(line.lower(k) in lexicon.not_sources for k in range(here, min(last, here + 4))):
        return None
    begin = _own_clause(line, at)
    if line.lower(at - 1) == "," and line.lower(begin) in lexicon.according:
        begin = at  # "Volgens de een …, volgens de ander …"
    end = clause_end(line, last) if last < len(line.units) else last
    front = at - begin == 0 or all(
        line.lower(k) in line.grammar.conjunctions or line.lower(k) in line.grammar.adverbs
        for k in range(begin, at)
    )
    if front and line.lower(at) not in lexicon.aldus:
        last = behind_apposition(line, last)
        end = clause_end(line, last) if last < len(line.units) else last
    pieces: Pieces = ((last, end),) if front else ((begin, at), (last, end))
    if line.lower(at) in lexicon.aldus or (not front and line.lower(last) in {"", ".", ","}):
        pieces = ((begin, at), *goes_on(line, last, Subject(here, last, after=True)))
    if not front:
        pieces = _without_time(line, begin, at, pieces, (last, end))
    spans = pieces_to_spans(line, *pieces)
    if not spans or (any(line.quotes.get(k) for k in range(begin, end) if k < at) and front):
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


def behind_apposition(line: Line, at: int) -> int:
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


def _without_time(
    line: Line, begin: int, at: int, pieces: Pieces, behind: tuple[int, int]
) -> Pieces:
    """The content without a clause of time before it: "Toen het stil werd, was volgens X …"."""
    if line.lower(begin) not in line.grammar.whiles:
        return pieces
    comma = next((k for k in range(begin + 2, at) if line.lower(k) == ","), at)
    if comma == at - 1 and behind[1] - behind[0] > 3:
        return (behind,)  # "When it stopped, according to X, …"
    return ((comma + 1, at), *pieces[1:]) if comma < at - 1 else pieces


def _own_clause(line: Line, at: int) -> int:
    """Index where the clause around "volgens X" begins: behind "dat", or at ", die"."""
    grammar, crossed = line.grammar, False
    floor = max(0, at - LONGEST_CLAUSE)
    for here in range(at - 1, floor - 1, -1):
        word = line.lower(here)
        if word == QUOTED and _only_credits(line, here + 1, at):
            return here
        if word in TURNING or word == QUOTED:
            return here + 1
        crossed = crossed or word == ","
        if word in grammar.conjunctions - {"en", "and", "of", "or"} and line.lower(here - 1) == ",":
            return here + 1
        if word in grammar.that and here > 0 and not crossed:
            return here + 1
        if word in grammar.relatives and line.lower(here - 1) == "," and not crossed:
            return here + 1
    return floor


def _only_credits(line: Line, first: int, last: int) -> bool:
    """Whether only a verb of saying and who says it stand between a quotation and its carrier."""
    while first < last and line.lower(first) == ",":
        first += 1
    while first < last and line.lower(last - 1) == ",":
        last -= 1
    inside = range(first, last)
    if not 1 < len(inside) <= _CREDIT or any(line.lower(k) in STOPS for k in inside):
        return False
    return opens_cue(line, first) or opens_cue(line, last - 1)


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
        pieces_to_spans(line, (colon + 1, line.end())),
        Act.STATEMENT,
        Said.ACTUAL,
        negated=False,
        rule=f"{line.lexicon.language}-label",
    )


def hearsay(line: Line, at: int) -> Draft | None:
    """Finds "naar verluidt", "reportedly": somebody says so, nobody is named."""
    first = line.lower(at)
    for phrase in line.lexicon.hearsay:
        last = at + len(phrase)
        if phrase[0] == first and all(line.lower(at + k) == word for k, word in enumerate(phrase)):
            begin, end = clause_before(line, at), clause_end(line, last - 1)
            return Draft(
                (line.span(at, last),),
                (),
                pieces_to_spans(line, (begin, at), (last, end)),
                Act.HEARSAY,
                Said.ACTUAL,
                negated=False,
                rule=f"{line.lexicon.language}-hearsay",
            )
    return None


def evidential(line: Line, at: int) -> Draft | None:
    """Dutch "zou zijn bedoeld", "zouden hebben gedood": told by others, not vouched for."""
    end = clause_end(line, at)
    words = [line.lower(k) for k in range(at + 1, end)]
    perfect = any(
        word in {"zijn", "hebben", "worden"}
        and any(_is_participle(w) for w in words[max(0, k - 2) : k + 3])
        for k, word in enumerate(words)
    )
    grammar = line.grammar
    last = min(len(line.units), at + LONGEST_CLAUSE)
    everything = [line.lower(k) for k in range(clause_before(line, at), last)]
    doubtful = any(w in grammar.conditionals or w in grammar.modals for w in words)
    if not perfect or doubtful or any(w in grammar.conditionals for w in everything):
        return None
    start = clause_start(line, at)
    if line.lower(start) in line.grammar.complementizers | line.grammar.subordinators:
        return None
    return Draft(
        (line.units[at].span,),
        (),
        pieces_to_spans(line, (clause_before(line, at), end)),
        Act.STATEMENT,
        Said.ACTUAL,
        negated=False,
        rule="nl-evidential",
    )


def _is_participle(word: str) -> bool:
    prefixed = word.startswith(("ge", "be", "ver", "ont", "her", "om", "over", "onder"))
    inside = "ge" in word[2 : min(_PARTICLE, len(word) - 3)]
    return len(word) > 4 and word.endswith(("d", "t", "en")) and (prefixed or inside)


def _before_main_verb(line: Line, noun: int, first: int) -> int:
    """Where the clause of a noun ends that opens its sentence: "The claim that X is not true"."""
    end, start = clause_end(line, first), clause_start(line, noun)
    if any(is_verb(line, k) or line.lower(k) == "," for k in range(start, noun)):
        return end
    if line.lexicon.language == "en":
        return _second_finite(line, first, end) or end
    commas = [k for k in range(first + 2, end) if line.lower(k) == "," and _is_finite(line, k + 1)]
    if not commas:
        return end
    relative = any(line.lower(k) in line.grammar.relatives for k in range(first + 1, commas[0]))
    return commas[1] if relative and len(commas) > 1 else commas[0]


def _is_finite(line: Line, at: int) -> bool:
    """Whether a finite verb stands at a unit, as far as the lists tell."""
    word, grammar = line.lower(at), line.grammar
    helps = word in grammar.support or word.endswith("n't") or word in grammar.modals
    cue = any(r.shape is Shape.FINITE for r in line.lexicon.verbs.get(word, ()))
    bare = word in {"be", "been", "being", "having"} or word in line.lexicon.nouns
    return (helps or cue or is_verb(line, at)) and not bare


def _second_finite(line: Line, first: int, end: int) -> int:
    """The finite verb behind the verb of an English that-clause; 0 if none, or if in doubt."""
    grammar, seen, between = line.grammar, False, False
    helping = grammar.have | grammar.be | grammar.modals | grammar.support | grammar.negators
    joins = grammar.subordinators | grammar.complementizers | grammar.conjunctions
    for here in range(first + 1, end):
        word = line.lower(here)
        if word in joins or word in STOPS:
            return 0
        if _is_finite(line, here) and (not seen or between):
            if seen:
                return here
            seen, between = True, False
        elif seen and word not in helping and not is_adverb(line, here):
            between = True
    return 0


def of_noun(line: Line, at: int) -> Draft | None:
    """Finds "de bewering (van X) dat …", "X's claim that …"."""
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
    elif not source and line.lexicon.language == "en" and line.units[at - 1].start in line.named:
        source = (line.units[at - 1].span,)  # "a Times report that"
    return Draft(
        (line.units[at].span,),
        source,
        pieces_to_spans(line, (here, _before_main_verb(line, at, here))),
        line.lexicon.nouns[line.lower(at)],
        Said.ACTUAL,
        negated=False,
        rule=f"{line.lexicon.language}-noun",
    )
