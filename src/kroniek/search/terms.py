"""A sentence cut into what it can be found by: words, lemmas, parts of compounds, split verbs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kroniek.search.fold import bare, folded, words_in
from kroniek.search.lexicon import LANGUAGES, Words, words_of
from kroniek.spans import Span

_REACH = 24
"""Words between a verb and its particle at most; Dutch sentences put whole clauses in between."""
_STOPS = frozenset(".!?;:")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a sentence with every key it is found by. `word` and `lemma` are folded."""

    span: Span
    word: str
    lemma: str
    parts: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All of them."""
        return (self.word, self.lemma, *self.parts)


def terms(text: str, span: Span, language: str, names: Sequence[Span] = ()) -> tuple[Term, ...]:
    """The words of one sentence, in order. Words that lie in `names` are not taken apart."""
    spans = list(words_in(text, span.start, span.end))
    if language not in LANGUAGES:
        return tuple(_alone(text, one) for one in spans)
    words = words_of(language)
    found = [_term(text, one, names, words) for one in spans]
    if language == "nl":
        for particle, verb, whole in _split_verbs(text, spans, words):
            found[verb] = _found_by(found[verb], whole)
            found[particle] = _found_by(found[particle], whole)
    return tuple(term for term in found if term.word)


def _alone(text: str, span: Span) -> Term:
    word = folded(bare(span.of(text)))
    return Term(span, word, word)


def _term(text: str, span: Span, names: Sequence[Span], words: Words) -> Term:
    written = span.of(text)
    over = next((name for name in names if name.overlaps(span)), None)
    if over is None:
        form = words.form(written)
        return Term(span, form.word, form.lemma, form.parts)
    if over.holds(span) and _is_proper(written):
        return _alone(text, span)
    form = words.form(written)
    if over.holds(span) and "-" not in written:
        return Term(span, form.word, form.lemma, form.parts)  # "troepen" of "Russische troepen"
    # "Donbas-regio" and "Donbasgebied": the name and what it is a part of.
    rest = text[over.end : span.end].strip("-‐‑").lower() if over.end < span.end else ""
    kept = words.form(rest).lemma if rest and words.knows(rest) else ""
    parts = dict.fromkeys((*form.parts, folded(over.of(text)), kept))
    return Term(span, form.word, form.lemma, tuple(part for part in parts if part))


def _is_proper(written: str) -> bool:
    """Whether a word of a name is a name itself: "Wit-Rusland", but not "Ryanair-vliegtuig"."""
    return written[:1].isupper() and written.rsplit("-", 1)[-1][:1].isupper()


def _found_by(term: Term, key: str) -> Term:
    return term if key in term.keys else replace(term, parts=(*term.parts, key))


# -- separable verbs


def _split_verbs(text: str, spans: Sequence[Span], words: Words) -> Iterator[tuple[int, int, str]]:
    """Particle, verb and the verb's folded infinitive: "in te nemen", "valt … binnen"."""
    lower = [span.of(text).lower() for span in spans]
    for at, word in enumerate(lower):
        if word not in words.sure_particles and word not in words.prepositions:
            continue
        found = _verb_after(at, lower, words) or _verb_before(at, text, spans, lower, words)
        if found is not None:
            verb, infinitive = found
            yield at, verb, folded(infinitive)


def _verb_after(at: int, lower: Sequence[str], words: Words) -> tuple[int, str] | None:
    """The verb behind its particle, with "te" or helpers between: "in moeten grijpen"."""
    verb = at + 1
    while verb < len(lower) and lower[verb] in words.between:
        verb += 1
    if verb == at + 1 or verb >= len(lower):
        return None
    infinitive = lower[at] + words.lemma(lower[verb])
    return (verb, infinitive) if words.is_verb(infinitive) else None


def _verb_before(
    at: int, text: str, spans: Sequence[Span], lower: Sequence[str], words: Words
) -> tuple[int, str] | None:
    """The nearest verb before a particle that makes a verb with it: "kondigde Jansen … aan"."""
    if lower[at] in words.prepositions and not _ends_clause(at, text, spans, lower, words):
        return None
    for verb in range(at - 1, max(-1, at - _REACH), -1):
        between = text[spans[verb].end : spans[verb + 1].start]
        if not _STOPS.isdisjoint(between):
            return None
        if not spans[verb].of(text).islower() and verb:
            continue  # names are no verbs, unless they open the sentence
        lemma = words.lemma(lower[verb])
        if lemma.endswith("n") and words.is_verb(lower[at] + lemma):
            return verb, lower[at] + lemma
    return None


def _ends_clause(
    at: int, text: str, spans: Sequence[Span], lower: Sequence[str], words: Words
) -> bool:
    """Whether nothing follows a preposition that it could lead."""
    if at + 1 == len(spans) or text[spans[at].end : spans[at + 1].start].strip():
        return True
    return lower[at + 1] in words.followers
