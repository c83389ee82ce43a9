"""What the sentences of an article speak of, indexed once for all forecasts that ask."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kroniek.ids import EntityId
from kroniek.link.future import load_future
from kroniek.link.scene import Page, Scene, content_stems
from kroniek.link.tellings import Telling
from kroniek.link.wording import LANGUAGES, load_lexicon
from kroniek.model.doc import SENTENCES, TOKENS
from kroniek.model.text import Act, Sentence, SentenceKind
from kroniek.model.time import Interval
from kroniek.spans import Span

_TELLING = frozenset({SentenceKind.BODY, SentenceKind.CAPTION, SentenceKind.HEADLINE})


@dataclass(frozen=True, slots=True)
class Outline:
    """One article: numbers of its sentences by the words, entities and outcomes in them."""

    page: Page
    by_stem: Mapping[str, Sequence[int]]
    by_entity: Mapping[EntityId, Sequence[int]]
    by_pole: Mapping[str, Sequence[tuple[int, bool]]]
    """By topic: the sentence, and whether it tells the one outcome or the other."""
    by_type: Mapping[str, Sequence[tuple[int, Telling]]]

    @classmethod
    def of(cls, scene: Scene, page: Page, tellings: Sequence[Telling]) -> "Outline":
        """Index what the article tells, and does not ask, in headline, body and captions."""
        stems: defaultdict[str, list[int]] = defaultdict(list)
        poles: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
        told: set[int] = set()
        for at, sentence in enumerate(page.doc[SENTENCES]):
            if sentence.kind in _TELLING and page.doc.text[sentence.span.end - 1] != "?":
                told.add(at)
                tokens = page.doc[TOKENS][sentence.first : sentence.last]
                for stem in content_stems(tokens, scene.common):
                    stems[stem].append(at)
                for word in load_lexicon(_known(sentence.language)).poled(tokens):
                    poles[word.topic].append((at, word.colour == "yes"))
        entities: defaultdict[EntityId, list[int]] = defaultdict(list)
        for span, entity in zip(page.identities.spans, page.identities.entities, strict=True):
            if (at := page.sentence_index(span.start)) in told:
                entities[entity].append(at)
        types: defaultdict[str, list[tuple[int, Telling]]] = defaultdict(list)
        for telling in tellings:
            for trigger in telling.event.triggers:
                if (at := page.sentence_index(trigger.start)) in told:
                    types[telling.event.type].append((at, telling))
        return cls(page, stems, entities, poles, types)

    def sentence(self, at: int) -> Sentence:
        """A sentence by its number."""
        return self.page.doc[SENTENCES][at]

    def looks_ahead(self, at: int) -> bool:
        """Whether a sentence is itself about what will be."""
        sentence = self.sentence(at)
        words = load_future(_known(sentence.language))
        tokens = self.page.tokens(sentence.span)
        strong = words.strong | words.expecting
        return any(token.lower in strong for token in tokens) or any(words.clauses(tokens))

    def foretells(self, at: int) -> bool:
        """Whether somebody in the sentence foretells, or once foretold, something."""
        span = self.sentence(at).span
        return any(
            statement.act is Act.FORECAST and span.holds(statement.content[0])
            for statement in self.page.said_near(span.start)
        )

    def after(self, at: int, horizon: Interval) -> bool:
        """Whether the sentence names days, and only such as come after the horizon."""
        named = [
            time.days
            for time in self.page.times_near(self.sentence(at).span)
            if time.days.earliest is not None
        ]
        return bool(named) and all(days.low > horizon.high for days in named)

    def negated(self, span: Span) -> bool:
        """Whether the words hold a word of negation."""
        words = self.page.lexicon(span.start).negations
        return any(token.lower in words for token in self.page.tokens(span))


def _known(language: str) -> str:
    """The language, if there are lists for it; else English."""
    return language if language in LANGUAGES else "en"
