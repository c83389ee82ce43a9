"""Descriptions of persons: the noun phrase before a name ("de Oekraïense president"), and alone."""

from collections.abc import Iterator, Sequence

from kroniek.extract.names.shapes import Run
from kroniek.extract.names.words import NameWords
from kroniek.ids import RuleId
from kroniek.model.text import Mention, NameType, Sentence, Token
from kroniek.spans import Span

_DETERMINERS = frozenset(
    (
        "de",
        "het",
        "een",
        "the",
        "a",
        "an",
        "zijn",
        "haar",
        "hun",
        "onze",
        "deze",
        "die",
        "dit",
        "dat",
        "his",
        "her",
        "their",
        "its",
        "our",
        "this",
        "that",
    )
)
_DEFINITE = frozenset(
    ("de", "het", "the", "deze", "this", "zijn", "haar", "hun", "his", "her", "their")
)
_INSIDE = frozenset(("aan", "door", "in", "bij", "voor", "uit", "van", "met", "tot", "op", "over"))
_ARTICLES = frozenset(("de", "het", "een"))
_PARTICIPLES = ("en", "de", "d", "t")
_REACH = 9
"""Tokens a description may reach to the left of its noun."""


def role_span(
    tokens: Sequence[Token], run: Run, sentence: Sentence, words: NameWords
) -> Span | None:
    """The description that belongs to the person named by `run`; None if there is none."""
    before = run.first - 1
    if before >= sentence.first and _names_role(tokens[before].lower, words):
        return Span(tokens[_left_end(tokens, before, sentence, words)].start, tokens[before].end)
    return _apposition(tokens, run, sentence, words)


def _names_role(lower: str, words: NameWords) -> bool:
    return words.is_role(lower) or lower in words.titles


def _left_end(tokens: Sequence[Token], noun: int, sentence: Sentence, words: NameWords) -> int:
    """Where the noun phrase around a role word begins."""
    k = noun
    limit = max(sentence.first, noun - _REACH)
    while k > limit:
        lower = tokens[k - 1].lower
        if lower in _DETERMINERS:
            inner = k - 3 >= limit and tokens[k - 2].lower in _INSIDE
            return k - 3 if inner and tokens[k - 3].lower in _ARTICLES else k - 1
        if not (_names_role(lower, words) or _modifies(tokens[k - 1], words)):
            break
        k -= 1
    before = tokens[k - 1] if k > limit else None
    if before and before.lower not in words.function and before.lower.endswith(_PARTICIPLES):
        for n in range(k - 2, limit - 1, -1):
            if not tokens[n].text[0].isalnum():
                break
            if tokens[n].lower in _ARTICLES and tokens[n + 1].lower in _INSIDE:
                return n
    return k


def _modifies(token: Token, words: NameWords) -> bool:
    """Whether a word may stand between determiner and role: an adjective, a participle."""
    lower = token.lower
    if lower in words.function or lower in words.verbs or not token.text[0].isalpha():
        return lower in (
            "oud",
            "nieuwe",
            "oude",
            "vorige",
            "huidige",
            "eerste",
            "former",
            "new",
            "current",
            "old",
            "first",
        )
    return (
        True
        if not token.text[0].islower()
        else lower.endswith(("e", "en", "s", "al", "an", "er", "ic", "ish", "ive", "ar", "ex"))
    )


def _apposition(
    tokens: Sequence[Token], run: Run, sentence: Sentence, words: NameWords
) -> Span | None:
    """The role after the name and a comma: "Jansen, directeur van het museum"."""
    comma = run.last
    if comma + 1 >= sentence.last or tokens[comma].text not in (",", "("):
        return None
    for k in range(comma + 1, min(comma + 5, sentence.last)):
        lower = tokens[k].lower
        if words.is_role(lower):
            return Span(tokens[comma + 1].start, tokens[_right_end(tokens, k, sentence)].end)
        if not (lower in _DETERMINERS or _modifies(tokens[k], words)):
            return None
    return None


def _right_end(tokens: Sequence[Token], noun: int, sentence: Sentence) -> int:
    """The last token of "van/bij/of NAME" after a role; the role itself if nothing follows."""
    k = noun + 1
    if k >= sentence.last or tokens[k].lower not in ("van", "bij", "of", "at", "for", "voor"):
        return noun
    end = noun
    for n in range(k, min(k + 7, sentence.last)):
        text = tokens[n].text
        if not (
            text[0].isupper()
            or tokens[n].lower in ("van", "bij", "of", "at", "for", "voor", "de", "het", "the")
        ):
            break
        if text[0].isupper():
            end = n
    return end


def nominals(
    tokens: Sequence[Token], sentence: Sentence, words: NameWords, taken: set[int]
) -> Iterator[Mention]:
    """Definite descriptions of persons that stand alone: "de defensiespecialist"."""
    for k in range(sentence.first, sentence.last - 1):
        if tokens[k].lower not in _DEFINITE:
            continue
        noun = _role_after(tokens, k, sentence, words)
        if noun is None or noun + 1 in taken or noun in taken:
            continue
        yield Mention(
            Span(tokens[k].start, tokens[noun].end),
            NameType.PERSON,
            True,  # noqa: FBT003
            RuleId("nominal-role"),
            score=0.8,
        )


def _role_after(
    tokens: Sequence[Token], k: int, sentence: Sentence, words: NameWords
) -> int | None:
    """The role word that a determiner at `k` belongs to, over at most two adjectives."""
    for noun in range(k + 1, min(k + 4, sentence.last)):
        lower = tokens[noun].lower
        if words.is_role(lower):
            nxt = noun + 1
            compound = nxt < sentence.last and words.is_role(tokens[nxt].lower)
            return nxt if compound else noun
        if not _modifies(tokens[noun], words):
            return None
    return None
