"""What people decided on whole lines: hidden, or confirmed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kroniek.ids import ArticleId, EventId, JudgementId
from kroniek.model.chronicle import Happening
from kroniek.model.judgement import Ruling, Subject, Verb, holding
from kroniek.narrate.reading import Reading
from kroniek.spans import Span


class Marked:
    """Rulings on lines, by the articles in which they stand."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self._rulings = list(holding(rulings, frozenset(Verb), Subject.ENTRY))
        self._at: defaultdict[ArticleId, list[tuple[Span, int]]] = defaultdict(list)
        for number, ruling in enumerate(self._rulings):
            for place in dict.fromkeys(place for side in ruling.sides for place in side):
                self._at[place.article].append((place.span, number))

    def hides(self, happening: Happening, read: Mapping[ArticleId, Reading]) -> bool:
        """Whether a line is hidden: every event of it was, and none was confirmed after that.

        So a new report shows it again.
        """
        hidden = False
        for number, events in sorted(self._on(happening, read).items()):
            match self._rulings[number].judgement.verb:
                case Verb.HIDE:
                    hidden = hidden or len(events) == len(happening.members)
                case Verb.CONFIRM:
                    hidden = False
                case _:
                    pass
        return hidden

    def judged(
        self, happening: Happening, read: Mapping[ArticleId, Reading]
    ) -> tuple[JudgementId, ...]:
        """Judgements that made a line what it is, in their order."""
        found = (self._rulings[number].judgement for number in sorted(self._on(happening, read)))
        return tuple(one.id for one in found if one.verb is not Verb.HIDE)

    def _on(
        self, happening: Happening, read: Mapping[ArticleId, Reading]
    ) -> Mapping[int, set[tuple[ArticleId, EventId]]]:
        """Numbers of the rulings on events of a happening, with these events."""
        found: defaultdict[int, set[tuple[ArticleId, EventId]]] = defaultdict(set)
        for article, event in happening.members:
            triggers = read[article].events[event].triggers
            for span, number in self._at.get(article, ()):
                if any(span.overlaps(trigger) for trigger in triggers):
                    found[number].add((article, event))
        return found
