"""Quoted utterances without any cue: which are utterances, and whose they are.

The text leaves the speaker to the sentence beside them: the one that spoke last goes on, or the
person whom the sentence just before is about speaks, or the one that the sentence behind an opening
quotation is about ("„Het is op.” Bakker Jansen is er klaar mee.").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kroniek.extract.statements.drafts import Draft
from kroniek.extract.statements.phrases import QUOTED, Line, phrase_end, starts_phrase
from kroniek.extract.statements.speakers import Speakers
from kroniek.model.text import Act, Quote, Said, SentenceKind
from kroniek.spans import Span

_REPEATED = 5
"""As many words in a row make a repetition."""
_LONGEST_NAME = 3
"""Words of a name, a nickname or a title; more make an utterance wherever they stand."""
_OPENING = 6
"""Units at a line's head in which the name of its topic begins."""
_HEAD = 80
"""Characters at a line's head in which the full name of its topic stands."""


@dataclass(slots=True)
class Utterances:
    """Tells quoted utterances from nicknames, titles and pull quotes."""

    text: str
    quotes: Sequence[Quote]
    opened: dict[tuple[str, ...], Quote] | None = None
    """Each run of words in a quotation, and the first quotation that has it; made when needed."""

    def groups(self, line: Line, used: set[int]) -> Iterator[tuple[int, ...]]:
        """Utterances of a line that no cue has, those that stand side by side together."""
        alone = all(not unit.text[0].isalnum() for unit in line.units)
        group: list[int] = []
        for at in line.quotes:
            if at in used or not self._is_speech(line.quotes[at], alone=alone):
                continue
            if group and group[-1] != at - 1:
                yield tuple(group)
                group = []
            group.append(at)
        if group:
            yield tuple(group)

    def _is_speech(self, quote: Quote, *, alone: bool) -> bool:
        """Whether words without a cue can be an utterance; `alone`: the line has nothing else."""
        words = quote.inner.of(self.text).split()
        sentence = alone and words[-1][-1] in ".!?…" and len(words) > 1
        if quote.scare or not (sentence or len(words) > _LONGEST_NAME):
            return False
        return not self._is_repeated(quote, words)

    def _is_repeated(self, quote: Quote, words: Sequence[str]) -> bool:
        """Whether a longer quotation, or an earlier one, begins or goes on with the same words."""
        if self.opened is None:
            self.opened = {}
            for other in self.quotes:
                if other.depth == 0:
                    said = other.inner.of(self.text).lower().split()
                    for at in range(len(said) - _REPEATED + 1):
                        self.opened.setdefault(tuple(said[at : at + _REPEATED]), other)
        start = tuple(word.lower() for word in words[:_REPEATED])
        other = self.opened.get(start, quote)
        return other is not quote and (
            other.inner.size > quote.inner.size or other.span.start < quote.span.start
        )


def carried_draft(line: Line, group: tuple[int, ...]) -> Draft:
    """The find for utterances without a cue; who speaks is not known yet."""
    spans = tuple(line.quotes[at].inner for at in group)
    rule = f"{line.lexicon.language}-carried-over"
    return Draft((), (), spans, Act.STATEMENT, Said.ACTUAL, negated=False, rule=rule, quotes=group)


@dataclass(slots=True)
class Topics:
    """Whom the lines of the outlet are about, one after the other."""

    speakers: Speakers
    subject: Span | None = None
    """The person that the line before is about; None if it is about nobody."""
    waiting: list[int] = field(default_factory=list)
    """Utterances that open a paragraph, of nobody yet: indices of what is told."""

    def take(self, line: Line) -> bool:
        """Note the person a line begins with; tells whether the text turns to that person."""
        self.subject = None
        found = _opening_person(line, self.speakers)
        if found is None:
            return False
        self.subject = found
        introduced = self.speakers.is_introduced(found)
        if introduced and Span(line.units[0].start, line.units[0].start + _HEAD).holds(found):
            self.speakers.topic = found
        return introduced


def _opening_person(line: Line, speakers: Speakers) -> Span | None:
    """The person, named or by a pronoun, that is the first phrase of a line."""
    if line.kind is not SentenceKind.BODY or line.lower(0) in line.grammar.prepositions:
        return None
    persons = line.grammar.masculine | line.grammar.feminine
    pronoun = line.lower(0) in persons - line.grammar.possessives
    named = any(unit.start in line.named for unit in line.units[:_OPENING])
    if not (pronoun or named) or not starts_phrase(line, 0) or line.units[0].text == QUOTED:
        return None
    last = 1 if pronoun else phrase_end(line, 0)
    phrase = line.span(0, last)
    if phrase.end >= line.units[-1].start:
        return None
    found = speakers.resolve((phrase,), None, nested=False)
    if found is None or not speakers.names_person(found):
        return None
    return found if pronoun or phrase.holds(found) else None
