"""Lines of a chronicle made by hand, and a store with as many as a test asks for."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.helpers import article_of

from kroniek.ids import ArticleId, EntryId
from kroniek.library import Kroniek
from kroniek.model.chronicle import Entry, Report, Status
from kroniek.model.doc import ENTRIES
from kroniek.model.time import Interval
from kroniek.spans import Span
from kroniek.views import Cite, Line

TEXT = "De brug bij Arcen is dicht."


def line_on(days: Interval, *, number: int = 0, status: Status = Status.FACT) -> Line:
    """A line that happened on these days."""
    article = article_of(TEXT)
    span = Span(0, len(TEXT))
    report = Report(ArticleId(article.id), None, span)
    entry = Entry(EntryId(f"y-{number}"), days, TEXT, "disruption", (), (), status, (report,), 1, 1)
    cite = Cite(article, "De Peelpost", days, TEXT, span, None)
    return Line(entry, (), (), (cite,), ())


def lines_on(*days: Interval) -> list[Line]:
    """Lines on these days, numbered."""
    return [line_on(one, number=k) for k, one in enumerate(days)]


def many(store: Path, path: Path, number: int) -> Path:
    """A copy of a store at `path` with `number` lines, made of its own, over five years."""
    shutil.copy(store, path)
    with Kroniek(path, create=False) as k:
        collection = k.views.collection
        entries = collection[ENTRIES]
        first = date(2020, 1, 1)
        made = tuple(
            replace(
                entries[n % len(entries)],
                id=EntryId(f"y-{n}"),
                days=Interval.day(first + timedelta(days=n * 1826 // number)),
            )
            for n in range(number)
        )
        with k.store.transaction():
            k.store.put_tables({**collection.tables, ENTRIES.name: made})
            k.store.finish(f"many-{number}", k.store.meta("key") or "")
    return path
