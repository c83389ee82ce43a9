"""Tense of the clause that a time expression stands in."""

from collections.abc import Sequence

from kroniek.extract.times.sides import followed_by_phrase, led_by_phrase
from kroniek.extract.times.verbs import VerbForms
from kroniek.model.text import Tense, Token

WINDOW = 24
"""How many tokens before and behind an expression are looked at."""
_PHRASE = 8
_SHORT = 3
_OWNED = ("'s", "’s")
_ARTICLES = frozenset({"de", "het", "een", "deze", "dit", "die", "dat"})
_PASSIVE = frozenset({"is", "are", "be", "being", "to", "am", "gets", "get", "'s", "’s"})
"""Before a participle these tell what is done, or is to be: "is held on Mondays"."""
_OWNING = frozenset({"'s", "’s", "'", "’"})


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
    beside = _beside(tokens, first, end, verbs)
    if beside is not None:
        return beside
    led = _led_by(tokens, first, verbs)
    if led is not None:
        return _onward(tokens, first, end, verbs) if led is Tense.PAST else led
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


def _beside(tokens: Sequence[Token], first: int, end: int, verbs: VerbForms) -> Tense | None:
    """Tense by a phrase beside the expression, in a clause that does not tell of the past."""
    if led_by_phrase(tokens, first, verbs.awaited, frozenset()):
        return Tense.FUTURE
    if _of_what_happened(tokens, first, end, verbs):
        return Tense.PAST
    limited = led_by_phrase(tokens, first, verbs.limits, verbs.between) or followed_by_phrase(
        tokens, end, verbs.limits
    )
    if not limited and not led_by_phrase(tokens, first, verbs.compared, verbs.between):
        return None
    found = _tense(tokens, clause(tokens, first, end, verbs), (first, end), verbs)
    if found in (Tense.PAST, Tense.FUTURE) or (limited and found is Tense.PERFECT):
        return None
    return Tense.FUTURE if limited else Tense.PAST


def _of_what_happened(tokens: Sequence[Token], first: int, end: int, verbs: VerbForms) -> bool:
    """Whether the day is that of what nobody plans: "Wednesday's blast", "de brand van zondag"."""
    if end < len(tokens) and tokens[end].lower in _OWNING:
        nouns = tokens[end + 1 : end + 3]
    elif tokens[end - 1].lower.endswith(_OWNED):
        nouns = tokens[end : end + 2]
    elif first > 1 and tokens[first - 1].lower in verbs.attributive:
        nouns = tokens[first - 2 : first - 1]
    else:
        return False
    return any(token.lower.endswith(verbs.happened) for token in nouns)


def _onward(tokens: Sequence[Token], first: int, end: int, verbs: VerbForms) -> Tense:
    """Tense of "after Saturday" itself: what follows it may be still to come."""
    places = clause(tokens, first, end, verbs)
    if tokens[first - 1].lower in verbs.after and _modal(tokens, places, verbs):
        return Tense.FUTURE  # "after Saturday nobody can vote"
    owns = end < len(tokens) and tokens[end].lower in _OWNING
    if tokens[first - 1].lower not in verbs.onward or owns:
        return Tense.PAST
    found = _tense(tokens, places, (first, end), verbs)
    return found if found in (Tense.FUTURE, Tense.PRESENT) else Tense.PAST


def _lasts_until(tokens: Sequence[Token], first: int, verbs: VerbForms) -> bool:
    """Whether an expression is the end, still to come, of what lasts: "closed until Tuesday"."""
    before = [token.lower for token in tokens[max(0, first - WINDOW) : first]]
    least = next((size for size in (3, 2, 1) if " ".join(before[-size:]) in verbs.at_least), 0)
    rest = before[: len(before) - least]
    if not rest or rest[-1] not in verbs.until:
        return False
    if least:
        return True
    if not verbs.holds.isdisjoint(rest[-2:-1]):  # "the ban that began on Monday runs until Friday"
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
    if _told_by_participle(tokens, inside, verbs):
        return Tense.PAST
    best = _nearest(tokens, places, inside, verbs)
    if best is None:
        return Tense.PRESENT if _verb_beside(tokens, places, inside, verbs) else Tense.NONE
    passive = not verbs.passive.isdisjoint(words)  # "dat er maandag geschoten wordt is zeker"
    if (
        best is Tense.PRESENT
        and not passive
        and any(_perfect(tokens, k, inside, verbs) for k in places)
    ):
        return Tense.PERFECT if any(map(verbs.participle, words)) else Tense.PRESENT
    return best


def _told_by_participle(tokens: Sequence[Token], inside: tuple[int, int], verbs: VerbForms) -> bool:
    """Whether what was done is dated: "the bill passed on Monday", "de in mei gekozen raad"."""
    first, end = inside
    led = first > 0 and tokens[first - 1].lower in verbs.between
    if verbs.verb_second:
        noun_phrase = first > 1 and led and tokens[first - 2].lower in _ARTICLES
        return noun_phrase and end < len(tokens) and verbs.participle(tokens[end].lower)
    verb = first - 1 - led
    if verb < 1 or not verbs.past_form(tokens[verb].lower) or _is_noun(tokens, verb, verbs):
        return False
    return tokens[verb - 1].lower not in _PASSIVE


def _perfect(tokens: Sequence[Token], k: int, inside: tuple[int, int], verbs: VerbForms) -> bool:
    """Whether a word makes a perfect tense; "zijn" behind a preposition is "his"."""
    word = tokens[k].lower
    if word not in verbs.perfect or inside[0] <= k < inside[1]:
        return False
    return word not in verbs.weak or not k or tokens[k - 1].lower not in verbs.no_verb_after


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
