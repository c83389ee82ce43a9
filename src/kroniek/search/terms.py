"""A sentence cut into what it can be found by: words, lemmas, parts of compounds, split verbs."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kroniek.search.fold import bare, folded, words_in
from kroniek.search.lexicon import LANGUAGES, Words, words_of
from kroniek.spans import Span

_REACH = 24
"""Words between a verb and its particle at most; Dutch sentences put whole clauses in between."""
_LONG_NOUN = 7
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


Name = tuple[Span, Collection[str]]
"""Where a name stands, and the keys of what it stands for."""


def terms(text: str, span: Span, language: str, names: Sequence[Name] = ()) -> tuple[Term, ...]:
    """The words of one sentence, in order. Words that lie in `names` are not taken apart."""
    spans = list(words_in(text, span.start, span.end))
    if language not in LANGUAGES:
        return tuple(term for one in spans if (term := _alone(text, one)).word)
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


def _term(text: str, span: Span, names: Sequence[Name], words: Words) -> Term:
    written = span.of(text)
    over = next((name for name in names if name[0].overlaps(span)), None)
    if over is None:
        form = words.form(written)
        return Term(span, form.word, form.lemma, form.parts)
    name, keys = over
    if name.holds(span) and _is_proper(written):
        return replace(_alone(text, span), parts=tuple(_glued(written, keys, words)))
    form = words.form(written)
    if name.holds(span) and "-" not in written:
        return Term(span, form.word, form.lemma, form.parts)  # "troepen" of "Russische troepen"
    rest = text[name.end : span.end].strip("-‐‑").lower() if name.end < span.end else ""
    kept = words.form(rest).lemma if rest and words.knows(rest) else ""
    parts = dict.fromkeys((*form.parts, folded(name.of(text)), kept))
    return Term(span, form.word, form.lemma, tuple(part for part in parts if part))


def _glued(written: str, keys: Collection[str], words: Words) -> Iterator[str]:
    """The noun that a name is run together with: of "Donbasgebied", "Sint-Jozefziekenhuis".

    Whatever comes before a long noun may be a name; before a short one it must be known as one.
    """
    lower = written.rsplit("-", 1)[-1].lower()
    for at in range(3, len(lower) - 3):
        known = len(lower) - at >= _LONG_NOUN or folded(lower[:at]) in keys
        if known and words.knows(lower[at:]):
            yield words.form(lower[at:]).lemma
            return


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
    infinitive = _infinitive(lower[at], lower[verb], words)
    return (verb, infinitive) if infinitive is not None else None


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
        infinitive = _infinitive(lower[at], lower[verb], words)
        if infinitive is not None:
            return verb, infinitive
    return None


def _infinitive(particle: str, verb: str, words: Words) -> str | None:
    """The verb that the two make; None if the dictionary has none such."""
    for infinitive in words.verbs(verb):
        if words.knows(particle + infinitive):
            return particle + infinitive
    return None


def _ends_clause(
    at: int, text: str, spans: Sequence[Span], lower: Sequence[str], words: Words
) -> bool:
    """Whether nothing follows a preposition that it could lead."""
    if at + 1 == len(spans) or text[spans[at].end : spans[at + 1].start].strip():
        return True
    return lower[at + 1] in words.followers
