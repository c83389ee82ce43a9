"""Find who says what: quotations with their speakers, reported clauses, hearsay, posts.

``voices`` cuts the text into lines by voice, ``quoted`` and ``reported`` find cue, source and
content in a line, ``speakers`` finds out who the source is, ``factuality`` how sure it sounds; here
they are put together, and statements inside statements are linked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from kroniek.extract.statements.carried import Topics, Utterances, carried_draft
from kroniek.extract.statements.cues import Lexicon, load_lexicon
from kroniek.extract.statements.denying import with_denials
from kroniek.extract.statements.drafts import Draft
from kroniek.extract.statements.finish import Quotes, finished
from kroniek.extract.statements.introduced import Introduced
from kroniek.extract.statements.joined import told_anyway, with_hearsay, without_own_attitude
from kroniek.extract.statements.phrases import Line
from kroniek.extract.statements.quoted import follows_on, quoted_drafts, signature_of
from kroniek.extract.statements.remarks import posting, takes_back
from kroniek.extract.statements.reported import drafts_of, looking_back
from kroniek.extract.statements.seen import by_cue, with_seen
from kroniek.extract.statements.speakers import Speakers
from kroniek.extract.statements.told import Told
from kroniek.extract.statements.voices import OUTLET, lines_of
from kroniek.ids import StatementId, content_id
from kroniek.model.doc import NAMES, QUOTES, READINGS, SENTENCES, STATEMENTS, TOKENS, Doc, Layer
from kroniek.model.reading import SeenAttribution
from kroniek.model.text import (
    Act,
    Quote,
    QuoteKind,
    Said,
    SentenceKind,
    Statement,
)
from kroniek.packs import Packs
from kroniek.spans import Span, hull

_IMPLICIT_KINDS = frozenset({SentenceKind.BODY, SentenceKind.EMBEDDED_QUOTE})
_CARRIED_ON = frozenset({Act.ACCUSATION, Act.CLAIM, Act.REPORT})
_FORESEEN = 0.6
"""Score of a speaker who is named only later."""
_NEIGHBOURS = 40
"""Statements of a sentence that are compared with one another: a bound on time."""


@dataclass(slots=True)
class _Teller:
    """Goes through the lines of one article in order and remembers who was speaking."""

    doc: Doc
    speakers: Speakers
    seen: Mapping[int, SeenAttribution] | None
    utterances: Utterances
    topics: Topics
    near: Span | None = None
    """The person that this line or the one before is about."""
    told: list[Told] = field(default_factory=list)
    of_quote: dict[int, int] = field(default_factory=dict)
    """Index in `told` of the statement whose content a quotation is, by the quotation's start."""
    lines: dict[int, Line] = field(default_factory=dict)
    """The last line of each level."""
    introduced: Introduced = field(default_factory=Introduced)
    latest: dict[int, int] = field(default_factory=dict)
    """Index in `told` of the last quotation told at each level."""

    def line(self, line: Line) -> None:
        """Take in one line."""
        quotes = self.doc[QUOTES]
        self.speakers.lexicon = line.lexicon
        around = quotes[line.level] if line.level != OUTLET else None
        parent = self.of_quote.get(around.span.start) if around else None
        direct = list(quoted_drafts(line))
        taken = {span for draft in direct for span in draft.cue}
        reported = [
            draft for draft in drafts_of(line) if not any(span in taken for span in draft.cue)
        ]
        kept = [draft for draft in reported if not told_anyway(draft, reported)]
        reported = with_hearsay(without_own_attitude(kept, line), line)
        reported = with_seen(line, reported, direct, self.seen)
        self._sign(line)
        if line.level == OUTLET and takes_back(line):
            self._unsay()
        before = self.topics.subject
        if line.level == OUTLET:
            turned = self.topics.take(line)
            self._signed_behind(line, turned=turned, silent=not (direct or reported or line.quotes))
        joined = self._join(line, direct)
        back = self._back(line) if not direct and not reported else None
        if back is not None:
            reported = [back]
        here = len(self.told)
        for draft in sorted([*direct, *reported], key=lambda d: (d.cue or d.content)[0]):
            self._tell(draft, line, parent)
        self.near = self.topics.subject or before
        self._implicit(line, direct, joined, parent)
        self._nest(here)
        self.lines[line.level] = line

    def _join(self, line: Line, direct: Sequence[Draft]) -> set[int]:
        """Quotations that go on with the utterance of the line before, by unit; joins them."""
        position = self.latest.get(line.level)
        opening = follows_on(line)
        used = {at for draft in direct for at in draft.quotes}
        if position is None or not opening or used & set(opening):
            return set()
        last = self.told[position]
        before = self.lines.get(line.level)
        if before is None or (last.line is not before and not _is_only_quotes(before)):
            return set()
        if not last.draft.cue and not _is_only_quotes(line):
            return set()
        if _speaks_on(last, before):
            return set()
        free = opening
        spans = tuple(line.quotes[at].inner for at in free)
        last.more.extend(spans)
        for at in free:
            self.of_quote[line.quotes[at].span.start] = position
        return set(free)

    def _back(self, line: Line) -> Draft | None:
        """A line that credits the one before: "Dat meldt X."."""
        before = self.lines.get(line.level)
        if before is None or abs(line.paragraph - before.paragraph) > 1:
            return None
        draft, last = looking_back(line), before.end()
        if draft is None or not last or before.quotes:
            return None
        return replace(draft, content=(before.span(0, last),))

    def _unsay(self) -> None:
        """What was quoted just before was never said: the text itself says so."""
        position = self.latest.get(OUTLET)
        if position is not None and self.told[position].line is self.lines.get(OUTLET):
            last = self.told[position]
            last.draft = replace(last.draft, realis=Said.HYPOTHETICAL)

    def _sign(self, line: Line) -> None:
        """Give the quotation before a line that only names somebody behind a dash its source."""
        signature, position = signature_of(line), self.latest.get(line.level)
        if signature is None or position is None:
            return
        last = self.told[position]
        if last.draft.cue or last.line is not self.lines.get(line.level):
            return
        dash, name = signature
        last.draft = replace(last.draft, cue=(dash,), source=(name,))
        last.speaker = self.speakers.resolve((name,), None, nested=False)

    def _implicit(
        self, line: Line, direct: Sequence[Draft], joined: set[int], parent: int | None
    ) -> None:
        """Quoted utterances without any cue: somebody near them speaks."""
        if line.kind not in _IMPLICIT_KINDS or line.level != OUTLET:
            return
        used = {at for draft in direct for at in draft.quotes} | joined
        before = self.lines.get(OUTLET)
        opens = before is None or before.paragraph != line.paragraph
        for group in self.utterances.groups(line, used):
            if opens and not self.topics.waiting and group[0] == 0:
                self.topics.waiting.append(len(self.told))
            self._tell(carried_draft(line, group), line, parent)

    def _signed_behind(self, line: Line, *, turned: bool, silent: bool) -> None:
        """Credit the utterance that opens a paragraph to whom the sentence behind it is about."""
        waiting, self.topics.waiting = self.topics.waiting, []
        for at in waiting:
            last = self.told[at]
            if turned and silent and last.line.paragraph == line.paragraph:
                last.speaker, last.score = self.topics.subject, _FORESEEN
                if last.speaker is not None:
                    self.speakers.tell(last.speaker, line.units[0].start)

    def _tell(self, draft: Draft, line: Line, parent: int | None) -> None:
        outer = self.told[parent] if parent is not None else None
        draft = self._continued(draft, line)
        nested = line.level != OUTLET
        speaker = self._speaker(draft, line, outer)
        new = Told(
            draft,
            line,
            speaker,
            outer.id if outer else None,
            _id(self.doc, draft),
            score=draft.score,
            within=outer.id if outer else None,
        )
        new.teller = self.introduced.teller(self.speakers, draft.source, speaker)
        if draft.quotes:
            self.latest[line.level] = len(self.told)
        for at in draft.quotes:
            self.of_quote[line.quotes[at].span.start] = len(self.told)
        self.told.append(new)
        if nested or draft.realis is not Said.ACTUAL:
            return
        place = (draft.cue or draft.content)[0].start
        if speaker is not None:
            self.speakers.tell(speaker, place)
        elif draft.source:
            self.speakers.tell_unnamed(draft.source[0], place)

    def _continued(self, draft: Draft, line: Line) -> Draft:
        """An evidential clause that goes on with what somebody claimed is of the same kind."""
        if draft.rule != "nl-evidential" or not self.told or not self._goes_on(draft, line):
            return draft
        act = self.told[-1].draft.act
        return replace(draft, act=act) if act in _CARRIED_ON else draft

    def _speaker(self, draft: Draft, line: Line, outer: Told | None) -> Span | None:
        if draft.source:
            return self.speakers.resolve(
                draft.source, outer.speaker if outer else None, nested=line.level != OUTLET
            )
        if line.level != OUTLET:
            return None
        if draft.rule.endswith("carried-over"):
            return self._carrier()
        carried = draft.quotes or (draft.rule == "nl-evidential" and self._goes_on(draft, line))
        return self.speakers.active if carried else None

    def _carrier(self) -> Span | None:
        """Who spoke in the line before, else whom it is about, else who spoke last."""
        before, active = self.lines.get(OUTLET), self.speakers.active
        spoke = before is not None and self.speakers.active_at >= before.units[0].start
        return active if spoke and active is not None else self.near or active

    def _goes_on(self, draft: Draft, line: Line) -> bool:
        """Whether an evidential clause goes on with what the last speaker said just before.

        Not if it is about the speaker, or if hearsay stands between.
        """
        about = self.speakers.words(draft.content[0])[0].lower
        persons = line.grammar.masculine | line.grammar.feminine
        last = self.told[-1] if self.told else None
        before = self.lines.get(line.level)
        if last is None or about in persons or last.draft.act is Act.HEARSAY:
            return False
        return last.line is before or last.line is line

    def _nest(self, first: int) -> None:
        """Link the statements of one line: the innermost whose content holds another's cue."""
        here = self.told[first:]
        hulls = [hull(one.draft.content) if one.draft.content else None for one in here]
        for at, inner in enumerate(here):
            place = (inner.draft.cue or inner.draft.content)[0]
            own = hulls[at]
            best: Told | None = None
            least: Span | None = None
            for k in range(max(0, at - _NEIGHBOURS), min(len(here), at + _NEIGHBOURS)):
                outer, hold = here[k], hulls[k]
                if k == at or hold is None:
                    continue
                claimed = "noun" in inner.draft.rule and outer.draft.content == inner.draft.content
                if claimed and outer.draft.cue and outer.draft.cue[0] < place:
                    best = outer
                    break
                if (
                    hold.holds(place)
                    and hold.size > (own.size if own is not None else 0)
                    and (least is None or hold.size < least.size)
                ):
                    best, least = outer, hold
            if best is not None:
                inner.within = best.id
                relays = best.draft.act is Act.REPORT  # "…, zei X, schrijft de krant"
                if (
                    best.speaker is not None
                    and best.speaker == self.speakers.active
                    and inner.speaker
                    and (relays or best.draft.cue[:1] < inner.draft.cue[:1])
                ):
                    self.speakers.tell(inner.speaker, place.start)
                elif best.speaker is not None and inner.speaker == self.speakers.active:
                    self.speakers.tell(best.speaker, place.start)

    def lift(self) -> None:
        """Take what a source is said to have said out of what the same source says.

        "The Kremlin said, according to the Kremlin" is no chain.
        """
        by_id = {told.id: told for told in self.told}
        for inner in self.told:
            outer = by_id.get(inner.within) if inner.within is not None else None
            if outer is not None and self._is_same(inner, outer):
                inner.within = outer.within

    def _is_same(self, inner: Told, outer: Told) -> bool:
        """Whether two statements in the outlet's voice have one and the same source."""
        if inner.line.level != OUTLET or outer.line.level != OUTLET:
            return False
        if inner.speaker is not None and outer.speaker is not None:
            return self.speakers.called(inner.speaker) == self.speakers.called(outer.speaker)
        return bool(inner.draft.source) and inner.draft.source == outer.draft.source


def _foresee(teller: _Teller) -> None:
    """Credit quotations that stand before any speaker, if the article quotes one person only."""
    quoting = [
        told
        for told in teller.told
        if told.draft.quotes and told.speaker is not None and told.line.level == OUTLET
    ]
    names = {teller.speakers.called(told.speaker) for told in quoting if told.speaker is not None}
    if len(names) != 1:
        return
    for told in teller.told:
        if told is quoting[0]:
            return
        if told.draft.quotes and not told.draft.source and told.line.level == OUTLET:
            told.speaker, told.score = quoting[0].speaker, _FORESEEN
            told.teller = quoting[0].teller


def _speaks_on(last: Told, line: Line) -> bool:
    """Whether words stand behind the last quotation of its line that are no part of its cue."""
    ends = max((span.end for span in (*last.draft.cue, *last.draft.source)), default=0)
    said = last.more[-1] if last.more else hull(last.draft.content)
    final = max(ends, said.end)
    behind = [unit for unit in line.units if unit.start > final and unit.text[0].isalnum()]
    return len(behind) > 12


def _id(doc: Doc, draft: Draft) -> StatementId:
    return StatementId(content_id("s", doc.article.id, draft.content, draft.cue, draft.source))


def _is_only_quotes(line: Line) -> bool:
    return len(follows_on(line)) > 0 and all(not unit.text[0].isalnum() for unit in line.units)


@dataclass(frozen=True, slots=True)
class StatementFinder:
    """Writes the statements of an article; built with the lexicons of both languages."""

    lexicons: tuple[Lexicon, ...]
    name: str = "statements"
    reads: tuple[Layer[Any], ...] = (TOKENS, SENTENCES, READINGS, QUOTES, NAMES)
    writes: Layer[Statement] = STATEMENTS

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:  # noqa: ARG003 - every step is built this way
        """Build it with the word lists of both languages."""
        return cls((load_lexicon("nl"), load_lexicon("en")))

    def annotate(self, doc: Doc) -> Iterator[Statement]:
        """Yield statements in text order."""
        known = {lexicon.language: lexicon for lexicon in self.lexicons}
        own = known.get(doc.article.language, self.lexicons[0])

        def lexicon_of(language: str) -> Lexicon:
            return known.get(language, own)

        quotes = Quotes(doc[QUOTES], tuple(quote.span.start for quote in doc[QUOTES]))
        speakers = Speakers(doc[TOKENS], doc[NAMES], own)
        utterances = Utterances(doc.text, doc[QUOTES])
        teller = _Teller(doc, speakers, by_cue(doc[READINGS]), utterances, Topics(speakers))
        posts = {q.span.start: q for q in doc[QUOTES] if q.kind is not QuoteKind.MARKS}
        for line in lines_of(doc, lexicon_of):
            quote = doc[QUOTES][line.level] if line.level != OUTLET else None
            if quote and posts.pop(quote.span.start, None):
                _post(teller, line, quote)
            teller.line(line)
        _foresee(teller)
        teller.lift()
        for told in teller.told:
            told.draft = replace(told.draft, content=(*told.draft.content, *told.more))
        ready = [finished(quotes, teller.speakers, told) for told in teller.told]
        once = {statement.id: statement for statement in reversed(ready)}
        ordered = sorted(once.values(), key=lambda s: (hull(s.content), s.cue, s.id))
        yield from with_denials(ordered, speakers, doc[SENTENCES], own)


def _post(teller: _Teller, line: Line, quote: Quote) -> None:
    """The statement that an embedded post is; its author is the source."""
    item = next((e for e in teller.doc.article.embedded if e.span == quote.span), None)
    if item is None or quote.kind is not QuoteKind.POST:
        return
    source: tuple[Span, ...] = ()
    if item.author and item.credit:
        at = teller.doc.text.find(item.author, item.credit.start, item.credit.end)
        source = (Span(at, at + len(item.author)),) if at >= 0 else ()
    before = teller.lines.get(OUTLET)
    near = before is not None and abs(before.paragraph - line.paragraph) < 2
    cue = posting(before) if near and before is not None else ()
    draft = Draft(
        cue, source, (quote.inner,), Act.STATEMENT, Said.ACTUAL, negated=False, rule="post"
    )
    inside = teller.speakers.inside(source[0]) if source else []
    speaker = inside[0].span if inside else (source[0] if source else None)
    told = Told(draft, line, speaker, None, _id(teller.doc, draft))
    teller.of_quote[quote.span.start] = len(teller.told)
    teller.told.append(told)
