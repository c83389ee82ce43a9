"""What is known of a source by its own words and by how the speaker was named before."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kroniek.extract.statements.interests import Teller
from kroniek.extract.statements.speakers import Speakers, evidence_of, is_unnamed
from kroniek.model.text import Evidence
from kroniek.spans import Span


@dataclass(slots=True)
class Introduced:
    """The speakers of one article, by the last word of their names."""

    kinds: dict[str, Evidence] = field(default_factory=dict)
    titles: dict[str, frozenset[str]] = field(default_factory=dict)
    """Words by which they were named as sources."""

    def teller(self, speakers: Speakers, source: Sequence[Span], speaker: Span | None) -> Teller:
        """What is known of a source, whose `speaker` is the mention that it comes down to."""
        lexicon = speakers.lexicon
        words = [word.lower for span in source for word in speakers.words(span)]
        evidence = evidence_of(words, lexicon)
        written = [word.text for span in source for word in speakers.words(span)]
        initials = frozenset(word for word in written if len(word) > 1 and word.isupper())
        if is_unnamed(words, lexicon):
            evidence = Evidence.UNNAMED  # "a police source" is not the police
        polity = speakers.is_polity(source[0] if source else speaker)
        if speaker is None:
            grammar = lexicon.grammar
            definite = grammar.articles | grammar.pronouns | grammar.objects
            named = bool(words) and words[0] in definite - {"een", "a", "an"}
            return Teller(initials.union(words), evidence, polity, body=False, named=named)
        called, known = speakers.called(speaker), speakers.known_as(speaker)
        evidence = evidence or self.kinds.get(called) or evidence_of(sorted(known), lexicon)
        if evidence and evidence is not Evidence.UNNAMED:
            self.kinds.setdefault(called, evidence)
        told_as = known.union(words, initials, (word.lower for word in speakers.words(speaker)))
        self.titles[called] = told_as | self.titles.get(called, frozenset())
        body = speakers.is_body(speaker)
        return Teller(self.titles[called], evidence, polity, body=body, named=True)
