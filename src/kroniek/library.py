"""Kroniek as a Python library: the same verbs as on the command line.

Example::

    with Kroniek("oorlog.kroniek") as k:  # one file on disk, made if absent
        report = k.build("artikelen/")  # collects what is new, builds what changed
        for line in k.chronicle(place="Koersk"):
            print(line.when, line.line)
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from kroniek import __version__
from kroniek.collect.files import Input, bytes_of, inputs, read_input
from kroniek.edtf import first_day, last_day
from kroniek.ids import ArticleId
from kroniek.model.article import Article, Refusal
from kroniek.model.chronicle import Dispute
from kroniek.model.doc import DATING, ENTRIES, REDATINGS, Doc
from kroniek.packs import load_packs
from kroniek.pipeline import Recipe, annotate, gather
from kroniek.recipe import recipe
from kroniek.save.store import InputRecord, Store
from kroniek.share import contract
from kroniek.views import DatingView, Line, StatementView, Views

BATCH = 50
"""Inputs or articles in one transaction: what an interruption can cost."""

Progress = Callable[[str, int, int], None]
"""Told the stage (``read``, ``extract``, ``link``), how much is done, how much there is."""


def silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


@cache
def code_key() -> str:
    """Digest of the code and data that results depend on: what they made is made anew on a change.

    What only shows results (pages, command line, words of the interface) is left out.
    """
    found = hashlib.sha256(__version__.encode())
    for package in ("kroniek", "kroniek_data"):
        for name, file in sorted(_files(resources.files(package), package)):
            if not _ONLY_SHOWS.match(name):
                found.update(name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]


_ONLY_SHOWS = re.compile(
    r"kroniek/(serve|share|save)/|kroniek/(cli|terminal|views|interface|library|demo|edtf)\.py$"
    r"|kroniek_data/(demo|locale|map|models)/|kroniek_data/\w+/(cli|web|labels|reasons)\.toml$"
)


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_file() and not item.name.endswith(".pyc"):
            yield f"{name}/{item.name}", item
        elif item.is_dir() and item.name != "__pycache__":
            yield from _files(item, f"{name}/{item.name}")


T = TypeVar("T")


def _batches(items: Sequence[T]) -> Iterator[tuple[int, Sequence[T]]]:
    """Batches of items, each with the number of items up to and including it."""
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        yield start + len(batch), batch


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. All inputs of the store are `read`, `partly` or `refused`."""

    inputs: tuple[InputRecord, ...]
    new_inputs: int
    """Files read in this build."""
    new_articles: int
    """Articles whose layers were made in this build."""
    entries: int

    def count(self, outcome: str) -> int:
        """Number of inputs of the store that ended so."""
        return sum(record.outcome == outcome for record in self.inputs)

    @property
    def rejected(self) -> tuple[InputRecord, ...]:
        """Inputs that gave no article, with reason and remedy."""
        return tuple(record for record in self.inputs if record.outcome == "refused")


class Kroniek:
    """A store with the steps that fill it. Close it, or use it as a context manager.

    `create` makes the file if it is absent; otherwise StoreError is raised.
    """

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        self.store = Store(Path(path), create=create)
        self._views: Views | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store's file."""
        self.store.close()

    @cached_property
    def recipe(self) -> Recipe:
        """The default steps with the packs that come with Kroniek."""
        return recipe(load_packs())

    # -- building

    def collect(
        self, *paths: str | Path, language: str | None = None, progress: Progress = silent
    ) -> int:
        """Read new and changed files among `paths` into the store; gives how many were read.

        Every input ends as read, partly read or refused (see `inputs`). `language` (``nl`` or
        ``en``) holds for all of them; without it each text tells its own. Files whose bytes and
        reader have not changed are not opened again.
        """
        found = list(inputs([Path(path) for path in paths]))
        key = f"{code_key()}-{language or 'any'}"
        known = {record.path: (record.sha256, record.key) for record in self.store.inputs()}
        new = 0
        for done, batch in _batches(found):
            with self.store.transaction():
                for one in batch:
                    new += self._collect_one(one, known.get(one.name), key, language)
            progress("read", done, len(found))
        if new:
            with self.store.transaction():
                self.store.drop_orphans()
        return new

    def _collect_one(
        self, one: Input, known: tuple[str, str] | None, key: str, language: str | None
    ) -> bool:
        """Read one input unless it is as known; tells whether it was read."""
        raw = bytes_of(one)
        if isinstance(raw, Refusal):
            self.store.add_input(InputRecord.of(raw, "", key), None)
            return True
        sha256 = hashlib.sha256(raw).hexdigest()
        if known == (sha256, key):
            return False
        result = read_input(raw, one.name, language)
        article = result if isinstance(result, Article) else None
        self.store.add_input(InputRecord.of(result, sha256, key), article)
        return True

    def build(
        self,
        *paths: str | Path,
        language: str | None = None,
        fresh: bool = False,
        progress: Progress = silent,
    ) -> BuildReport:
        """Collect `paths`, then run the steps whose input changed; `fresh` runs them all.

        May be interrupted and run again: at most one batch of work is lost, and the result is the
        same.
        """
        new_inputs = self.collect(*paths, language=language, progress=progress)
        key = code_key()
        articles = self._extract(key, progress=progress, fresh=fresh)
        state = f"{key}-{self._articles_digest()}"
        if fresh or self.store.meta("gathered") != state:
            self._gather(state, key, progress)
        return BuildReport(
            tuple(self.store.inputs()), new_inputs, articles, len(self.views.collection[ENTRIES])
        )

    def _articles_digest(self) -> str:
        found = hashlib.sha256()
        for article in self.store.articles():
            found.update(f"{article.path}\0{article.id}\0{article.language}\0".encode())
        return found.hexdigest()[:16]

    def _extract(self, key: str, *, progress: Progress, fresh: bool) -> int:
        """Add the layers of every article that lacks them; gives how many articles those were."""
        wanted = self.store.articles_without("" if fresh else key)
        for done, batch in _batches(wanted):
            with self.store.transaction():
                for doc in self._annotated(batch):
                    self.store.put_layers(doc, key)
            progress("extract", done, len(wanted))
        return len(wanted)

    def _annotated(self, articles: Iterable[ArticleId]) -> Iterator[Doc]:
        for article_id in articles:
            article = self.store.article(article_id)
            if article is not None:
                yield annotate(Doc(article), self.recipe.annotators)

    def _gather(self, state: str, key: str, progress: Progress) -> None:
        """Make the tables about all articles together anew, and the second round of dating.

        It starts from every article alone: the result does not depend on earlier builds.
        """
        docs = [self.store.doc(article, alone=True) for article in list(self.store.articles())]
        collection = gather(docs, self.recipe, partial(progress, "link"))
        redated = {one.article for one in collection[REDATINGS]}
        again = (DATING, *(step.writes for step in self.recipe.after_redating))
        with self.store.transaction():
            self.store.put_tables(collection.tables)
            self.store.put_redated(
                (doc for doc in collection.docs if doc.article.id in redated), again, key
            )
            self.store.set_meta("gathered", state)
            self.store.set_meta("version", __version__)
        self._views = Views(collection)

    # -- reading

    @property
    def views(self) -> Views:
        """Everything that can be looked up; read from the store on first use."""
        if self._views is None:
            self._views = Views(self.store.collection())
        return self._views

    def inputs(self) -> list[InputRecord]:
        """Every input ever given and what became of it, in order of path."""
        return self.store.inputs()

    def chronicle(
        self, *, place: str | None = None, since: str | None = None, until: str | None = None
    ) -> Iterator[Line]:
        """Lines in order of the time told; `since` and `until` are ISO days, months or years."""
        return self.views.lines(
            place=place,
            since=first_day(since) if since else None,
            until=last_day(until) if until else None,
        )

    def statements(
        self, *, speaker: str | None = None, act: str | None = None
    ) -> Iterator[StatementView]:
        """Statements by article and place in it, with the chain of sources."""
        return self.views.statements(speaker=speaker, act=act)

    def disputes(self, *, about: str | None = None) -> Iterator[Dispute]:
        """Disagreements; `about` keeps those whose subject or sides hold these words."""
        for dispute in self.views.disputes.values():
            told = " ".join((dispute.about, *(side.says for side in dispute.sides)))
            if about is None or about.casefold() in told.casefold():
                yield dispute

    def doubted_dates(self) -> Iterator[DatingView]:
        """Articles whose declared date the evidence contradicts."""
        return self.views.doubted_dates()

    def annotations(self) -> Iterator[dict[str, Any]]:
        """The annotation contract, one object for each article, in order of path."""
        return contract.annotations(self.views.collection)
