"""Kroniek as a Python library: the same verbs as on the command line.

Example::

    with Kroniek("oorlog.kroniek") as k:  # one file on disk, made if absent
        report = k.build("artikelen/")  # collects what is new, builds what changed
        for line in k.chronicle(place="Koersk"):
            print(line.when, line.line)
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import msgspec

from kroniek.closing import Closing
from kroniek.codekey import code_key
from kroniek.collect.files import INCOMING, is_absent
from kroniek.collect.holders.columns import Columns
from kroniek.collect.holders.walk import Options
from kroniek.collect.incoming import incoming
from kroniek.edtf import first_day, last_day
from kroniek.engines import Engine, Inline, Processes, Settings, Sheltered, jobs_for
from kroniek.extract.reader.choice import Choice, chosen
from kroniek.ids import ArticleId, digest
from kroniek.library import searching, sharing
from kroniek.library.building import extract, gather_all, state_of
from kroniek.library.intake import BATCH, Intake
from kroniek.library.judging import Judging
from kroniek.model.chronicle import Dispute
from kroniek.model.doc import ENTRIES, TABLES, Collection
from kroniek.model.reading import RULES_ALONE, ReaderUse
from kroniek.packs import load_packs
from kroniek.pipeline import Recipe
from kroniek.recipe import recipe
from kroniek.save.inputs import InputRecord
from kroniek.save.repair import Mended, mend
from kroniek.save.store import Store
from kroniek.search.find import Found, Page
from kroniek.share import contract
from kroniek.share.formats import of_ending
from kroniek.share.material import APP
from kroniek.share.parcel import Shared
from kroniek.share.quoting import DEFAULT_LIMIT
from kroniek.views import DatingView, Line, StatementView, Views

Progress = Callable[[str, int, int], None]
"""Told the stage (``read``, ``extract``, ``link``), how much is done, how much there is."""


def silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. All inputs of the store are `read`, `partly` or `refused`."""

    inputs: tuple[InputRecord, ...]
    new_inputs: int
    """Files read in this build."""
    new_articles: int
    """Articles whose layers were made in this build."""
    entries: int
    absent: tuple[str, ...] = ()
    """Inputs, not withdrawn, that no longer lie where they were read; their articles stay."""
    withdrawn: tuple[str, ...] = ()
    """Inputs that are gone from a folder that was given again; their articles are not told."""
    reader: ReaderUse = RULES_ALONE
    """Whether the trained reader read along, and if not, why."""
    mended: Mended | None = None
    """What was done about a store that was damaged."""

    def count(self, outcome: str) -> int:
        """Number of inputs of the store that ended so (see `InputRecord.ended`)."""
        return sum(one.ended == outcome for one in self.inputs)

    @property
    def rejected(self) -> tuple[InputRecord, ...]:
        """Inputs that gave no article, with reason and remedy."""
        refused = (record for record in self.inputs if record.outcome == "refused")
        return tuple(record for record in refused if not record.withdrawn)


class Kroniek(Closing, Judging):
    """A store with the steps that fill it. Close it, or use it as a context manager.

    `create` makes the file if it is absent; otherwise StoreError is raised. Builds use the trained
    reader unless `reader` is False or it can not be used (see `BuildReport.reader`). `mending` sets
    a damaged store aside first and takes over what is sound; a fresh build then reads the rest.
    `jobs` processes read the articles: 1 reads in this one, None takes as many as are worth it.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        create: bool = True,
        reader: bool = True,
        mending: bool = False,
        jobs: int | None = None,
    ) -> None:
        self._jobs = jobs
        self._mended = mend(Path(path)) if mending else None
        self.store = Store(Path(path), create=create)
        self._reader_asked = reader
        self._views: Views | None = None

    def close(self) -> None:
        """Close the store's file."""
        self.store.close()

    @cached_property
    def _choice(self) -> Choice:
        """The reader of the next build, or rules alone."""
        return chosen(reader=self._reader_asked)

    @cached_property
    def recipe(self) -> Recipe:
        """The default steps with the packs that come with Kroniek, and its reader if it is used."""
        return recipe(load_packs(), self._choice.model)

    def _wanted(self, *, fresh: bool) -> tuple[str, list[ArticleId]]:
        """The key of the steps, and the articles that have no layers made by them."""
        key = f"{code_key()}-{self._choice.key}"
        return key, self.store.drafts_without("" if fresh else key)

    # -- building

    def collect(
        self,
        *paths: str | Path,
        language: str | None = None,
        columns: Mapping[str, str] | None = None,
        stdin_as: str | None = None,
        progress: Progress = silent,
    ) -> int:
        """Read new and changed files among `paths` into the store; gives how many were read.

        Every input ends as read, partly read or refused (see `inputs`). `language` (``nl`` or
        ``en``) holds for all of them; without it each text tells its own. `columns` names the
        columns of tables where these have no usual names (``{"text": "inhoud"}``); ValueError is
        raised for what is no role. The path ``-`` stands for standard input; `stdin_as` is the
        ending of a file with its content (``.csv``), where its first bytes do not tell.

        What has not changed is not read again, unless the code that reads it has.
        """
        told = Options(Columns.of(columns or {}))
        key = f"{code_key()}-{language or 'any'}-{digest(told.columns.chosen)}"
        given = [Path(path) for path in paths if str(path) != INCOMING]
        with self.store.building(), ExitStack() as while_read:
            came = [
                while_read.enter_context(incoming(sys.stdin.buffer, stdin_as))
                for _ in {str(path) for path in paths} & {INCOMING}
            ]
            intake = Intake(self.store, key, language, told, BATCH)
            return intake.take(given, partial(progress, "read"), came)

    def build(
        self,
        *paths: str | Path,
        language: str | None = None,
        columns: Mapping[str, str] | None = None,
        stdin_as: str | None = None,
        fresh: bool = False,
        progress: Progress = silent,
    ) -> BuildReport:
        """Collect `paths`, then run the steps whose input changed.

        `fresh` reads all inputs again that still lie in their place, and runs all steps.

        May be interrupted and run again: at most one batch of work is lost, and the result is the
        same; meanwhile readers have the last finished chronicle. Raises StoreBusyError while
        another process builds.
        """
        with self.store.building():
            self.store.verify()
            self.store.judgements.bring_together()
            if fresh:
                paths = (*paths, *self._to_read_again())
            new_inputs = self.collect(
                *paths, language=language, columns=columns, stdin_as=stdin_as, progress=progress
            )
            articles = self._bring_up_to_date(progress, fresh=fresh)
        entries = len(self.views.collection[ENTRIES])
        absent = tuple(record.path for record in self.absent())
        return BuildReport(
            inputs=tuple(self.store.inputs()),
            new_inputs=new_inputs,
            new_articles=articles,
            entries=entries,
            absent=absent,
            withdrawn=tuple(one.path for one in self.store.inputs() if one.withdrawn),
            reader=self._choice.use,
            mended=self._mended,
        )

    def _to_read_again(self) -> list[str]:
        """Where inputs lie that were read before; they are to be read as if they were new."""
        with self.store.transaction():
            self.store.forget_readings()
        known = (one.place for one in self.store.inputs() if one.within is None and one.place)
        return [place for place in known if os.path.lexists(place)]

    def _bring_up_to_date(self, progress: Progress, *, fresh: bool) -> int:
        """Make layers and tables that are lacking; gives the number of articles with new layers."""
        key, wanted = self._wanted(fresh=fresh)
        if wanted and (choice := self._choice.tried()) != self._choice:
            self._choice = choice
            self.__dict__.pop("recipe", None)
            key, wanted = self._wanted(fresh=fresh)
        with self._engine(key, len(wanted)) as engine:
            told = partial(progress, "extract")
            held = extract(self.store, engine, wanted, key, told)
        state = state_of(self.store, key)
        if fresh or self.store.meta("gathered") != state:
            self._views = Views(
                gather_all(self.store, self.recipe, held, key, partial(progress, "link"))
            )
        elif self.store.unfinished:
            with self.store.transaction():  # all is as it was before the build that did not finish
                self.store.finish(state, key)
        searching.bring_up_to_date(self.store, self.views)
        self._note_reader()
        return len(wanted)

    def _note_reader(self) -> None:
        """Keep in the store whether the reader read along, for `reader_use`."""
        told = msgspec.json.encode(self._choice.use, order="deterministic").decode()
        if self.store.meta("reader") != told:
            with self.store.transaction():
                self.store.set_meta("reader", told)

    @contextmanager
    def _engine(self, key: str, articles: int) -> Iterator[Engine]:
        """What makes the layers of so many articles."""
        inline = Inline(lambda: self.recipe.annotators)
        jobs = jobs_for(articles, self._jobs)
        settings = Settings(reader=self._choice.model is not None, key=key)
        with Processes(jobs, settings, inline) as processes:
            yield Sheltered(inline, processes) if jobs == 1 else processes

    # -- reading

    def search(self, typed: str, *, limit: int = 20, start: int = 0, apart: bool = False) -> Found:
        """Sentences that hold what is `typed`, best first: words, "phrases", stem*, -not, field:x.

        With `apart` the words may stand in several sentences of one article. Nothing typed is an
        error; `ignored` of what is given tells what could not be read.
        """
        return searching.search(self.store, typed, Page(limit, start, apart))

    @property
    def views(self) -> Views:
        """Everything that can be looked up in the last finished chronicle; read on first use.

        Raises StoreError if no build has been finished.
        """
        if self._views is None:
            with self.store.reading():
                self._views = Views(self.store.collection())
        return self._views

    def inputs(self) -> list[InputRecord]:
        """Every input ever given and what became of it, in order of path."""
        return self.store.inputs()

    def reader_use(self) -> ReaderUse:
        """Whether the trained reader read along in the last build, and if not, why."""
        told = self.store.meta("reader")
        return msgspec.json.decode(told, type=ReaderUse) if told else RULES_ALONE

    def absent(self) -> list[InputRecord]:
        """Inputs that no longer lie where they were read, in order of path.

        Those that are withdrawn are not among them.
        """
        told = (one for one in self.store.inputs() if one.place and not one.withdrawn)
        return [one for one in told if one.place and is_absent(one.place)]

    def withdrawn(self) -> Views:
        """What is kept of articles that only withdrawn inputs lead to, each read by itself."""
        with self.store.reading():
            return Views(Collection(self.store.withdrawn(), {table.name: () for table in TABLES}))

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

    def share(
        self,
        target: str | Path,
        form: str | None = None,
        *,
        language: str = "nl",
        quote_limit: int | None = DEFAULT_LIMIT,
        force: bool = False,
    ) -> Shared:
        """Write the chronicle for other programs: ``csv``, ``excel``, ``geojson`` … (see FORMATS).

        Without a `form` the target's ending tells it, else it is ``csv``. `quote_limit` is in
        characters, None for no limit. Raises TargetError if the target can not be written, or is
        there already and not `force`.
        """
        path = Path(target)
        material = sharing.material(self.views, language, quote_limit, APP)
        chosen = form or of_ending(path.name) or "csv"
        return sharing.share(self.store, material, path, chosen, force=force)

    def annotations(self) -> Iterator[dict[str, Any]]:
        """The annotation contract, one object for each article, in order of path."""
        return contract.annotations(self.views.collection)
