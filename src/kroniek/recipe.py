"""The default steps in order. START READING HERE.

``collect`` makes articles of files; the annotators below add one layer each to one article at a
time; the gatherers add one table each about all articles together; ``save`` keeps all of it,
``share`` and ``serve`` show it.

The way through the code: ``Kroniek.build`` (library) has ``library.intake`` read what is new with
``collect``, ``engines`` run the annotators, ``library.building`` run ``pipeline.gather`` and save.

Dating runs twice: ``DateJudge`` hears each article alone, ``Redater`` its neighbours as well. What
depends on an article's date is redone where the second round changed it (see ``pipeline``).
"""

from kroniek.correct.attach import Attacher
from kroniek.date.events import EventDater
from kroniek.date.judge import DateJudge
from kroniek.date.neighbours import Redater
from kroniek.date.resolve import TimeResolver
from kroniek.extract.events.finder import EventFinder
from kroniek.extract.names.finder import NameFinder
from kroniek.extract.numbers.finder import QuantityFinder
from kroniek.extract.reader.finder import Reader
from kroniek.extract.reader.model import ReaderModel
from kroniek.extract.statements.finder import StatementFinder
from kroniek.extract.text.quotes import QuoteFinder
from kroniek.extract.text.sentences import SentenceFinder
from kroniek.extract.text.tokens import TokenFinder
from kroniek.extract.times.finder import TimeFinder
from kroniek.identify.copies import CopyFinder
from kroniek.identify.entities import EntityTable, IdentityFinder
from kroniek.link.disputes import DisputeFinder
from kroniek.link.forecasts import ForecastFinder
from kroniek.link.happenings import HappeningFinder
from kroniek.narrate.entries import Narrator
from kroniek.packs import Packs
from kroniek.pipeline import Recipe


def recipe(packs: Packs, model: ReaderModel | None = None) -> Recipe:
    """The steps users get, with the `packs` they read; rules alone if there is no `model`."""
    return Recipe(
        annotators=(
            # what the words are
            TokenFinder.from_packs(packs),
            SentenceFinder.from_packs(packs),
            Reader(model),
            QuoteFinder.from_packs(packs),
            NameFinder.from_packs(packs),
            TimeFinder.from_packs(packs),
            QuantityFinder.from_packs(packs),
            # what they tell
            StatementFinder.from_packs(packs),
            EventFinder.from_packs(packs),
            # when
            DateJudge.from_packs(packs),
            TimeResolver.from_packs(packs),
            EventDater.from_packs(packs),
        ),
        gatherers=(
            # what people decided, found back in the articles
            Attacher.from_packs(packs),
            # which things are the same
            CopyFinder.from_packs(packs),
            IdentityFinder.from_packs(packs),
            EntityTable.from_packs(packs),
            # what belongs together
            HappeningFinder.from_packs(packs),
            DisputeFinder.from_packs(packs),
            ForecastFinder.from_packs(packs),
            # the chronicle
            Narrator.from_packs(packs),
        ),
        # when, once more: neighbours that tell the same bring new reasons
        redating=Redater.from_packs(packs),
    )
