"""Runs the steps on many articles: in this process, or in several beside it. The same either way.

An article is what may fail: a step that raises, a process that dies of it twice or takes too much
is a record of that article and costs no other its layers. Long articles are always read in a
process that can be killed. No object of Python's passes between processes: frames of JSON do.
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import IO, Any, Protocol

import msgspec

from kroniek import wire
from kroniek.closing import Closing
from kroniek.errors import KroniekError
from kroniek.model.article import Article, Reason
from kroniek.model.doc import LAYERS, Doc
from kroniek.steps import Annotator
from kroniek.words.troubles import trouble

PART = 10
"""Articles in one part: what is handed to a process, and kept in one transaction."""
_FEWEST_EACH = 60
"""Articles that make a process of its own worth its start, which takes about as long as ten."""
_TRIES = 2
_LONG = 50_000
"""Letters of an article's record from which it is not read in this process."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the steps may take for one article, in a process of its own.

    Far above what the longest needs (see `kroniek.collect.readers.MOST_LETTERS`): whether an
    article is read must not depend on the machine.
    """

    seconds: float = 120.0
    """Of processor time."""
    memory: int = 6 << 30
    """Bytes that are reserved; the trained reader's code reserves much that it never fills."""
    wall: float = 1800.0
    """Seconds on the clock, for what waits instead of computing."""


class Made(msgspec.Struct, frozen=True):
    """What the steps made of an article: the layers that are kept, as JSON, by name.

    None if they could not be made; then `problem` says why, in English, and `reason` of what kind
    that is.
    """

    article: str
    layers: dict[str, str] | None
    problem: str | None = None
    reason: Reason = Reason.FAILED


class Settings(msgspec.Struct, frozen=True):
    """What another process needs to know to make the same of the same."""

    reader: bool
    key: str
    """Of the code, the data and the reader; a process that has another must not be used."""


class Engine(Protocol):
    """Makes the layers of articles, part by part."""

    def run(self, parts: Iterable[Sequence[str]]) -> Iterator[list[Made]]:
        """What is made of each part, a number of articles as JSON, in the order given."""

    def close(self) -> None:
        """Let go of what the engine holds."""


def jobs_for(articles: int, asked: int | None) -> int:
    """How many processes to use: as many as are asked for, or as are worth their start."""
    if asked is not None:
        return asked
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(cores or 1, articles // _FEWEST_EACH))


# -- in this process


def made_of(record: str, steps: Sequence[Annotator]) -> Made:
    """Every layer of one article, given as JSON. A step that raises is told in the outcome."""
    article = _ARTICLE.decode(record)
    doc, name = Doc(article), ""
    try:
        for step in steps:
            name = step.name
            doc = doc.with_layer(step.writes, step.annotate(doc))
    except KroniekError:
        raise  # the data or the recipe are wrong, not the article
    except Exception as error:  # noqa: BLE001 (a mistake in a step must not cost the other articles)
        told = f"{type(error).__name__}: {error}"
        problem = trouble("step_failed", step=repr(name), error=told)
        return Made(article.id, None, problem)
    kept = {layer.name for layer in LAYERS if layer.kept}
    return Made(
        article.id,
        {name: _ENCODE(found).decode() for name, found in doc.layers.items() if name in kept},
    )


class Inline:
    """Runs the steps in this process; `steps` gives them when they are first needed."""

    def __init__(self, steps: Callable[[], Sequence[Annotator]]) -> None:
        self._steps = steps

    def run(self, parts: Iterable[Sequence[str]]) -> Iterator[list[Made]]:
        """What is made of each part."""
        for part in parts:
            yield [made_of(record, self._steps()) for record in part]

    def close(self) -> None:
        """Nothing is held."""


# -- in other processes


class _Worker:
    """One process that runs the steps."""

    def __init__(self, target: str, settings: Settings, bounds: Bounds) -> None:
        self._bounds = bounds
        self._process = wire.Process(target)
        self._process.tell(_ENCODE(settings), bounds.wall)

    def ask(self, part: Sequence[str]) -> Iterator[Made | None]:
        """What is made of each article of a part, as far as it comes.

        None if the process can not make the same as this one. It gives fewer if it dies.
        """
        self._process.tell(_ENCODE(list(part)), self._bounds.wall)
        for _ in part:
            raw = self._process.answer(self._bounds.wall)
            if raw is None:
                return
            yield msgspec.json.decode(raw, type=Made | None)

    def end(self) -> wire.Ended:
        """End the process and let go of its pipes; how it ended."""
        return self._process.end()

    def kill(self) -> None:
        """End the process at once; who waits for its answer is told that it died."""
        self._process.kill()


class Processes(Closing):
    """Runs the steps in `jobs` processes. One that dies is replaced.

    What it died of is tried once more, unless it took too much. Where processes can not be had,
    `inline` does the work.
    """

    def __init__(
        self,
        jobs: int,
        settings: Settings,
        inline: Inline,
        *,
        target: str = "kroniek.engines:main",
        bounds: Bounds | None = None,
    ) -> None:
        self._settings, self._inline, self._target = settings, inline, target
        self._bounds = bounds or Bounds()
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="engine")
        self._ahead = 2 * jobs
        self._idle: SimpleQueue[_Worker | None] = SimpleQueue()
        for _ in range(jobs):
            self._idle.put(None)
        self._alive: set[_Worker] = set()
        self._closing = False

    def run(self, parts: Iterable[Sequence[str]]) -> Iterator[list[Made]]:
        """What is made of each part, in the order given; a few parts are worked on ahead."""
        waiting: deque[tuple[Sequence[str], Future[list[Made] | None]]] = deque()
        for part in parts:
            waiting.append((part, self._threads.submit(self._part, part)))
            if len(waiting) > self._ahead:
                yield from self._next(waiting.popleft())
        while waiting:
            yield from self._next(waiting.popleft())

    def _next(self, one: tuple[Sequence[str], Future[list[Made] | None]]) -> Iterator[list[Made]]:
        part, future = one
        found = future.result()
        yield from self._inline.run([part]) if found is None else [found]

    def close(self) -> None:
        """End the processes, whatever they still do."""
        self._closing = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in list(self._alive):
            worker.kill()
        self._threads.shutdown(wait=True)
        for worker in list(self._alive):
            worker.end()

    def _part(self, part: Sequence[str]) -> list[Made] | None:
        """What the processes make of a part; None if they can not. Runs in a thread."""
        made: list[Made] = []
        tries = 0
        while len(made) < len(part) and not self._closing:
            known = len(made)
            try:
                ended = self._asked(part[known:], made)
            except OSError:
                return None  # no process can be had
            if ended is None:
                return made if len(made) == len(part) else None
            tries = tries + 1 if len(made) == known else 1
            costly = ended.by("SIGXCPU")
            if tries == _TRIES or costly:
                made.append(_unmade(part[len(made)], ended, self._bounds))
                tries = 0
        return made if len(made) == len(part) else None

    def _asked(self, part: Sequence[str], made: list[Made]) -> wire.Ended | None:
        """Add to `made` what one process makes of a part; how it ended, if it did."""
        worker = self._idle.get()
        try:
            if worker is None:
                worker = _Worker(self._target, self._settings, self._bounds)
                self._alive.add(worker)
            wanted = len(made) + len(part)
            for one in worker.ask(part):
                if one is None:
                    return None
                made.append(one)
            if len(made) == wanted:
                return None
            self._alive.discard(worker)
            dead, worker = worker, None
            return dead.end()
        finally:
            self._idle.put(worker)


def _unmade(record: str, ended: wire.Ended, bounds: Bounds) -> Made:
    """What is told of an article that no process could read."""
    article = _ARTICLE.decode(record).id
    if ended.by("SIGXCPU"):
        told = trouble("seconds", most=round(bounds.seconds))
        return Made(article, None, told, Reason.TOO_COSTLY)
    how = signal.Signals(-ended.code).name if ended.code < 0 else ended.told
    error = how or f"exit code {ended.code}"
    return Made(article, None, trouble("processes_died", error=error))


class Sheltered(Closing):
    """Runs the steps on ordinary articles in this process, on long ones in one beside it."""

    def __init__(self, inline: Inline, beside: Processes) -> None:
        self._inline, self._beside = inline, beside

    def run(self, parts: Iterable[Sequence[str]]) -> Iterator[list[Made]]:
        """What is made of each part, in the order given."""
        for part in parts:
            made: list[Made] = []
            for record in part:
                engine = self._beside if len(record) > _LONG else self._inline
                (found,) = engine.run([[record]])
                made += found
            yield made

    def close(self) -> None:
        """End the process beside this one, if it was needed."""
        self._beside.close()


# -- the other side of the pipe


def serve(
    requests: IO[bytes],
    answers: IO[bytes],
    steps: Callable[[Settings], Any],
    bounds: Bounds | None = None,
) -> None:
    """Answer requests until there are none; `steps` gives None for settings it can not meet.

    Each article of a part has an answer of its own, so that it is known which one was too much;
    `bounds`, if any, are set for each.
    """
    first = wire.get(requests)
    if first is None:
        return
    try:
        ready = steps(msgspec.json.decode(first, type=Settings))
    except KroniekError:
        ready = None  # the parent will meet the same, and tell it
    while (raw := wire.get(requests)) is not None:
        for record in msgspec.json.decode(raw, type=list[str]):
            if bounds is not None:
                wire.limit(bounds.seconds, bounds.memory)
            made = None if ready is None else made_of(record, ready)
            wire.put(answers, _ENCODE(made))


def main() -> None:
    """What a process of `Processes` runs: requests on standard input, answers on the output."""
    requests, answers = wire.ends()
    try:
        serve(requests, answers, _steps, Bounds())
    except BrokenPipeError:
        sys.exit(0)  # the parent is gone


def _steps(settings: Settings) -> Sequence[Annotator] | None:
    """The annotators of the default recipe; None if this process has others than the parent."""
    from kroniek.codekey import code_key  # noqa: PLC0415 (reads every file, in the child only)
    from kroniek.extract.reader.choice import chosen  # noqa: PLC0415
    from kroniek.packs import load_packs  # noqa: PLC0415
    from kroniek.recipe import recipe  # noqa: PLC0415

    choice = chosen(reader=settings.reader, threads=1).tried()
    if f"{code_key()}-{choice.key}" != settings.key:
        return None
    return recipe(load_packs(), choice.model).annotators


_ARTICLE: msgspec.json.Decoder[Article] = msgspec.json.Decoder(Article)
_ENCODE = msgspec.json.Encoder(order="deterministic").encode
