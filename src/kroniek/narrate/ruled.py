"""What people decided on whole lines: hidden, or confirmed."""

from collections.abc import Iterable, Mapping, Sequence

from kroniek.ids import ArticleId, JudgementId
from kroniek.model.chronicle import Happening
from kroniek.model.judgement import Place, Ruling, Subject, Verb, holding
from kroniek.model.text import EventMention
from kroniek.narrate.reading import Reading


class Marked:
    """Rulings that hide or confirm lines, by article."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self._hidden = [r.places for r in holding(rulings, (Verb.HIDE,), Subject.ENTRY)]
        others = (Verb.CONFIRM, Verb.DATE, Verb.PLACE, Verb.SAME, Verb.NOT_SAME, Verb.SPLIT)
        self._marking = list(holding(rulings, others, Subject.ENTRY))

    def hides(self, happening: Happening, read: Mapping[ArticleId, Reading]) -> bool:
        """Whether a line is hidden: every article's telling of it was. A new report shows it."""
        return any(
            all(_stands_at(places, article, event) for article, event in _events(happening, read))
            for places in self._hidden
        )

    def judged(
        self, happening: Happening, read: Mapping[ArticleId, Reading]
    ) -> tuple[JudgementId, ...]:
        """Judgements that made a line what it is, in their order."""
        return tuple(
            ruling.judgement.id
            for ruling in self._marking
            if any(_stands_at(ruling.places, *one) for one in _events(happening, read))
        )


def _events(
    happening: Happening, read: Mapping[ArticleId, Reading]
) -> Iterable[tuple[ArticleId, EventMention]]:
    return ((article, read[article].events[event]) for article, event in happening.members)


def _stands_at(places: Iterable[Place], article: ArticleId, event: EventMention) -> bool:
    return any(
        place.article == article and any(place.span.overlaps(span) for span in event.triggers)
        for place in places
    )
