"""Find names of persons, organisations, places, and what else bears a name; and nominal mentions.

Candidates are runs of capitals (`spans`), weighed by type (`types`); then the article
decides as a whole: a surname is what the full name is, a name that is sure once types its others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile
from math import exp
from typing import Self

from kroniek.extract.names.numbered import numbered_units
from kroniek.extract.names.roles import nominals, role_span
from kroniek.extract.names.shapes import Run, Seen, is_acronym, look_around
from kroniek.extract.names.sight import Sight, Trust, fitted_trust
from kroniek.extract.names.spans import RunFinder, is_called
from kroniek.extract.names.spelled import joined, spelled_out
from kroniek.extract.names.types import KINDS, MISC, ORGANISATION, PERSON, PLACE, Typist
from kroniek.extract.names.unnamed import is_unnamed
from kroniek.extract.names.votes import (
    TELLING,
    Candidate,
    is_name,
    kinds_told_of,
    shares_of,
    sights_of,
    surnames_of,
    votes_of,
    weighed,
)
from kroniek.extract.names.words import KnownNames, NameWords, name_words, without_possessive
from kroniek.ids import RuleId
from kroniek.model.doc import NAMES, READINGS, SENTENCES, TOKENS, Doc, Layer
from kroniek.model.reading import Reading
from kroniek.model.text import Mention, NameType, Sentence, SentenceKind, Token
from kroniek.packs import Packs
from kroniek.spans import Span

_NAMELESS = frozenset({SentenceKind.BOILERPLATE, SentenceKind.TEASER, SentenceKind.HEADER})
_TYPES = (NameType.PERSON, NameType.ORGANISATION, NameType.POLITY, NameType.MISCELLANEOUS)


_EXPLAINING = frozenset(("de", "het", "een", "the", "a", "an"))
_PORTFOLIO = 8
_PORTFOLIO_LINKS = frozenset(("van", "voor", "of", "for", "en", "and", ","))
_SIGNED = 8.0
"""That initials in brackets by themselves are an author's, and a numbered unit an army's."""


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Writes names and nominal mentions in text order; boilerplate gives none."""

    known: KnownNames
    trust: Trust = field(default_factory=fitted_trust)
    name: str = "names"
    reads: tuple[Layer[Token], Layer[Sentence], Layer[Reading]] = (TOKENS, SENTENCES, READINGS)
    writes: Layer[Mention] = NAMES

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """The finder with the packs' names and Kroniek's own lists."""
        return cls(KnownNames.from_packs(packs))

    def annotate(self, doc: Doc) -> Iterator[Mention]:
        """Yield the mentions of one article."""
        tokens = doc[TOKENS]
        told = [s for s in doc[SENTENCES] if s.kind not in _NAMELESS and s.last > s.first]
        seen = look_around(tokens, told)
        sight = Sight.of(doc[READINGS], tokens)
        candidates: list[Candidate] = []
        for sentence in told:
            candidates.extend(self._candidates(tokens, sentence, seen, sight))
        for sentence, author in _credits(doc):
            found = self._candidates(tokens, sentence, seen, sight)
            candidates.extend(c for c in found if author.holds(_span(tokens, c.run)))
        datelines = _datelines(doc)
        outlet = doc.article.outlet.name.lower() if doc.article.outlet else ""
        mentions = list(self._decided(tokens, candidates, outlet))
        taken = {k for c in candidates for k in range(c.run.first, c.run.last)}
        for sentence in told:
            mentions.extend(nominals(tokens, sentence, name_words(sentence.language), taken))
        mentions.extend(datelines)
        yield from sorted(mentions, key=lambda mention: mention.span)

    def _candidates(
        self, tokens: Sequence[Token], sentence: Sentence, seen: Seen, sight: Sight
    ) -> Iterator[Candidate]:
        words = name_words(sentence.language)
        finder = RunFinder(tokens, words, self.known, seen)
        typist = Typist(tokens, words, self.known)
        shouted = _shouted(tokens, sentence)
        # The initials of an author, under the article, are a name if the reader says so.
        signed = sentence.last - sentence.first == 3 and tokens[sentence.first].text == "("
        own: list[Run] = []
        units: list[Run] = []
        for run in () if signed else finder.runs(sentence):
            if shouted:
                own.extend(_known_pieces(tokens, run, self.known))
            elif not is_unnamed(tokens, run, words, self.known, seen):
                own.append(run)
        recut = own
        if not shouted:
            settled = partial(self._settled, tokens, words)
            units = numbered_units(tokens, own, sentence, words)
            whole = [*spelled_out(tokens, own, sentence), *units]
            own = joined(own, whole)
            cut = sight.recut(own, tokens, sentence, settled, self.trust)
            kept = _shorn(cut, own, tokens, sentence)
            cut = [run for run in cut if run in own or not _in_portfolio(tokens, run, own, words)]
            seen_runs = joined(cut, [*whole, *kept])
            recut = joined(seen_runs, spelled_out(tokens, seen_runs, sentence))
        ruled = set(own)
        for run in recut:
            if self._is_field(tokens, run, sentence):
                continue
            new = run not in ruled
            if new and self._is_no_name(tokens, run, words):
                continue
            sure = shouted or self._sure(tokens, run, words, seen, sentence)
            form, context = typist.weigh(run, sentence)
            if signed:
                context[PERSON] += _SIGNED
            numbered = run in units
            if numbered:
                context[ORGANISATION] += _SIGNED
            at = (run.first, run.last)
            headed = _is_headed(tokens, run, words)
            yield Candidate(
                run=run,
                sentence=sentence,
                key=without_possessive(_key(tokens, run)),
                form=form,
                context=context,
                sure=sure,
                seen=new,
                sight=sight.weights(*at),
                told=headed or max(context) >= TELLING,
                odds=0.0 if numbered else sight.name_odds(*at),
            )

    def _is_no_name(self, tokens: Sequence[Token], run: Run, words: NameWords) -> bool:
        """Whether a run of one word is an adjective of a place, or listed as naming nothing."""
        token = tokens[run.first]
        if run.last - run.first > 1:
            return False
        if token.text in words.not_names:
            return True
        adjective = token.lower in self.known.adjectives or token.lower in words.adjectives
        return token.lower not in self.known.forms and (
            adjective or words.looks_adjective(token.lower)
        )

    def _is_field(self, tokens: Sequence[Token], run: Run, sentence: Sentence) -> bool:
        """Whether a run is the field of a minister in brackets: "Jan Bal (Asiel, NKP)"."""
        party = run.last + 1
        if party + 1 >= sentence.last or not sentence.first < run.first:
            return False
        marks = (tokens[run.first - 1].text, tokens[run.last].text, tokens[party + 1].text)
        if marks != ("(", ",", ")"):
            return False
        of_party = any(e.kind == "party" for e in self.known.lookup(tokens[party].lower))
        known = self.known.lookup(_key(tokens, run))
        return of_party and all(e.kind == "ministry" for e in known)

    def _settled(self, tokens: Sequence[Token], words: NameWords, run: Run) -> bool:
        """Whether the rules know what they cut: a name of the packs, or an institution's."""
        return self._known(tokens, run) or _is_headed(tokens, run, words)

    def _known(self, tokens: Sequence[Token], run: Run) -> bool:
        """Whether the packs know the run as a whole."""
        return bool(self.known.lookup(_key(tokens, run)))

    def _sure(
        self, tokens: Sequence[Token], run: Run, words: NameWords, seen: Seen, sentence: Sentence
    ) -> bool:
        """Whether more than its place makes the run a name."""
        if not run.initial:
            return True
        token = tokens[run.first]
        if run.last - run.first > 1 or (is_acronym(token.text) and self.known.spells(token.text)):
            return True
        if token.lower in words.common or token.lower in words.roles:
            return False
        if token.text in seen.inside or self.known.lookup(token.lower):
            return True
        if token.lower in seen.lower:
            return False
        if token.lower in self.known.given.sure or is_acronym(token.text):
            return True
        if self.known.is_inhabitant(token.lower) or any(map(str.isupper, token.text[1:])):
            return True
        if without_possessive(token.text) != token.text:
            return True
        if token.lower.endswith(words.word_endings):
            return False
        nxt = tokens[run.last].lower if run.last < sentence.last else ""
        return nxt in words.verbs or nxt == ":" or _is_explained(tokens, run, words, sentence)

    def _decided(
        self, tokens: Sequence[Token], candidates: Sequence[Candidate], outlet: str
    ) -> Iterator[Mention]:
        surnames = surnames_of(candidates, self.trust)
        votes = votes_of(candidates, surnames)
        named = {c.key for c in candidates if c.sure} | surnames
        named |= {department for c in candidates if (department := _department(c))}
        sights = sights_of(candidates)
        told = {c.key for c in candidates if c.told} | {outlet}
        kinds_told = kinds_told_of(candidates)
        votes.setdefault(outlet, [0.0] * 4)[ORGANISATION] += 6.0
        for candidate in candidates:
            known = {KINDS[entity.type] for entity in self.known.lookup(candidate.key)}
            if not is_name(candidate, self.trust, named=candidate.key in named, known=bool(known)):
                continue
            shares = shares_of(
                self.trust, known, kinds_told.get(candidate.key), told=candidate.key in told
            )
            weights = weighed(candidate, votes, sights[candidate.key], self.trust, shares)
            best = max(range(4), key=lambda kind: (weights[kind], -kind))
            if best == MISC and known and MISC not in known:
                # The packs and the reader disagree; neither says that it is something else.
                best = max(sorted(known), key=weights.__getitem__)
            margin = weights[best] - max(w for k, w in enumerate(weights) if k != best)
            yield self._mention(tokens, candidate, best, margin)

    def _mention(
        self, tokens: Sequence[Token], candidate: Candidate, best: int, margin: float
    ) -> Mention:
        run, sentence = candidate.run, candidate.sentence
        span = _span(tokens, run)
        kind = _TYPES[best]
        if best == PLACE:
            kind = self._place_type(tokens, run, sentence)
        role = None
        if best == PERSON:
            role = role_span(tokens, run, sentence, name_words(sentence.language))
        known = bool(self.known.lookup(candidate.key))
        how = "pack" if known else "reader" if candidate.seen else "capitals"
        made_by = RuleId(f"name-{how}-{kind.value.lower()}")
        score = min(0.98, 1 / (1 + exp(-0.8 * margin)) + (0.1 if candidate.sure else 0.0))
        return Mention(span, kind, False, made_by, role, round(score, 3))  # noqa: FBT003

    def _place_type(self, tokens: Sequence[Token], run: Run, sentence: Sentence) -> NameType:
        for entity in self.known.lookup(without_possessive(_key(tokens, run))):
            if KINDS[entity.type] == PLACE:
                return entity.type
        words = name_words(sentence.language)
        last = tokens[run.last - 1].lower.rpartition("-")[2]
        if last in words.place_parts or last in words.compound_heads:
            return NameType.LOCATION
        return NameType.POLITY


def _is_explained(tokens: Sequence[Token], run: Run, words: NameWords, sentence: Sentence) -> bool:
    """Whether a word that opens a sentence is told who it is: "Nalfer, de netbeheerder, …"."""
    after = tokens[run.last : min(run.last + 4, sentence.last)]
    if len(after) < 4 or after[0].text != "," or after[1].lower not in _EXPLAINING:
        return False
    return any(words.calls_organisation(t.lower) or words.is_role(t.lower) for t in after[2:])


def _department(candidate: Candidate) -> str:
    """What a ministry is for, which may stand for it: "Defensie"; empty if the name is no such."""
    heads = name_words(candidate.sentence.language).org_lower_heads
    head, _, rest = candidate.key.partition(" van ")
    return rest if head.rpartition(" ")[2] in heads else ""


def _span(tokens: Sequence[Token], run: Run) -> Span:
    return Span(tokens[run.first].start, tokens[run.last - 1].end)


def _key(tokens: Sequence[Token], run: Run) -> str:
    """The run's words in lower case."""
    return " ".join(tokens[k].lower for k in range(run.first, run.last))


def _is_headed(tokens: Sequence[Token], run: Run, words: NameWords) -> bool:
    """Whether a word for bodies or places heads the run: "waterschap X", "X-volunteers"."""
    first = tokens[run.first].lower
    if run.last - run.first > 1:
        return first in words.institutions or first in words.org_lower_heads
    head, _, tail = first.rpartition("-")
    return bool(head) and (tail in words.org_heads or tail in words.compound_heads)


def _shorn(
    cut: Sequence[Run], runs: Sequence[Run], tokens: Sequence[Token], sentence: Sentence
) -> list[Run]:
    """The runs that the reader would cut, though the words in or before them say they are whole.

    No body's name is whole without its word; behind "actiegroep" the capitals are the group's.
    """
    words = name_words(sentence.language)
    found = []
    for run in runs:
        parts = [new for new in cut if _is_part(new, run)]
        whole = _opens_with_body(tokens, run, words) or is_called(tokens, run.first, sentence)
        # A word for bodies alone is no name where a capital stands before it.
        bare = any(
            n.last - n.first == 1 and tokens[n.first].lower in words.org_heads for n in parts
        )
        if parts and (whole or bare):
            found.append(run)
    return found


def _in_portfolio(tokens: Sequence[Token], run: Run, runs: Sequence[Run], words: NameWords) -> bool:
    """Whether a run tells what the person right after it is minister of: part of a title."""
    for person in runs:
        if person.role is not None and run.first <= person.role and run.last <= person.first:
            between = tokens[max(0, run.first - _PORTFOLIO) : person.first]
            titled = any(words.is_role(token.lower) for token in between)
            near = person.first - run.first <= _PORTFOLIO
            return near and titled and tokens[run.first - 1].lower in _PORTFOLIO_LINKS
    return False


def _is_part(new: Run, run: Run) -> bool:
    """Whether a run lies within another and is shorter."""
    inside = run.first <= new.first and new.last <= run.last
    return inside and new.last - new.first < run.last - run.first


def _opens_with_body(tokens: Sequence[Token], run: Run, words: NameWords) -> bool:
    """Whether a run begins with "waterschap", "ministerie van", "Ierse ministerie van".

    One of two words may begin with any body: "Stichting X".
    """
    if run.last - run.first < 2:
        return False
    lowers = (tokens[run.first].lower, tokens[run.first + 1].lower)
    if lowers[0] in words.institutions or not words.org_lower_heads.isdisjoint(lowers):
        return True
    return lowers[0] in words.org_heads and run.last - run.first == 2


def _credits(doc: Doc) -> Iterator[tuple[Sentence, Span]]:
    """Sentences that are no news but sign an embedded post, and the author's name in them."""
    signed = [item for item in doc.article.embedded if item.credit and item.author]
    if not signed:
        return
    for sentence in doc[SENTENCES]:
        if sentence.kind not in _NAMELESS or sentence.last == sentence.first:
            continue
        for item in signed:
            if item.credit and item.author and sentence.span.overlaps(item.credit):
                at = doc.text.find(item.author, item.credit.start, item.credit.end)
                if at >= 0:
                    yield sentence, Span(at, at + len(item.author))


def _datelines(doc: Doc) -> list[Mention]:
    """The places of datelines, which stand before the news: "BREDA (ANP) -"."""
    lines = [region.span for region in doc.article.regions if region.because == "dateline"]
    found = []
    for sentence in doc[SENTENCES]:
        if sentence.kind is SentenceKind.HEADER and any(map(sentence.span.overlaps, lines)):
            row = doc[TOKENS][sentence.first : sentence.last]
            place = list(takewhile(_in_dateline, row))
            if place:
                span = Span(place[0].start, place[-1].end)
                rule = RuleId("name-dateline-gpe")
                found.append(Mention(span, NameType.POLITY, False, rule, None, 0.9))  # noqa: FBT003
    return found


def _in_dateline(token: Token) -> bool:
    return token.text[0].isupper() or (token.text[0] in "'’" and len(token.text) > 1)


def _shouted(tokens: Sequence[Token], sentence: Sentence) -> bool:
    """Whether a sentence is set in capitals."""
    letters = [t.text for t in tokens[sentence.first : sentence.last] if t.text[0].isalpha()]
    capitals = sum(text.isupper() and len(text) > 1 for text in letters)
    return len(letters) > 3 and capitals > 0.7 * len(letters)


def _known_pieces(tokens: Sequence[Token], run: Run, known: KnownNames) -> Iterator[Run]:
    """The packs' names inside a run of a shouted sentence."""
    k = run.first
    while k < run.last:
        most = known.longest.get(tokens[k].lower, 0)
        for end in range(min(k + most, run.last), k, -1):
            if " ".join(t.lower for t in tokens[k:end]) in known.forms and (
                end - k > 1
                or tokens[k].lower not in name_words("nl").function | name_words("en").function
            ):
                yield Run(k, end, initial=False)
                k = end
                break
        else:
            k += 1
