"""Runs the steps on many articles: in this process, or in several beside it. The same either way.

An article is what may fail: a step that raises, or a process that dies of it twice, is a record of
that article and costs no other its layers. Processes speak in frames of JSON over pipes, no object
of Python's passes between them; one whose parent is gone finds its pipe closed and leaves.
"""

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import IO, Any, Protocol

import msgspec

from kroniek.closing import Closing
from kroniek.errors import KroniekError
from kroniek.model.article import Article
from kroniek.model.doc import LAYERS, Doc
from kroniek.steps import Annotator
from kroniek.words.troubles import trouble

PART = 10
"""Articles in one part: what is handed to a process, and kept in one transaction."""
_FEWEST_EACH = 60
"""Articles that make a process of its own worth its start, which takes about as long as ten."""
_TRIES = 2


class Made(msgspec.Struct, frozen=True):
    """What the steps made of an article: the layers that are kept, as JSON, by name.

    None if they could not be made; then `problem` says why, in English.
    """

    article: str
    layers: dict[str, str] | None
    problem: str | None = None


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


class _DiedError(Exception):
    """A process ended before it answered; the text says how."""


class _Worker:
    """One process that runs the steps."""

    def __init__(self, command: Sequence[str], settings: Settings) -> None:
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(  # noqa: S603 (this Python, this program)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        self._send(settings)

    def ask(self, part: Sequence[str]) -> list[Made] | None:
        """What is made of a part; None if the process can not make the same as this one."""
        self._send(list(part))
        raw = _read_frame(_pipe(self._process.stdout))
        if raw is None:
            raise _DiedError(self._end())
        return msgspec.json.decode(raw, type=list[Made] | None)

    def _send(self, told: object) -> None:
        try:
            _write_frame(_pipe(self._process.stdin), _ENCODE(told))
        except OSError as error:
            raise _DiedError(self._end()) from error

    def _end(self) -> str:
        """Wait for a process that is dying; how it did."""
        self._process.communicate()
        code = self._process.returncode
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def kill(self) -> None:
        """End the process; who waits for its answer is told that it died."""
        self._process.kill()

    def close(self) -> None:
        """End the process and let go of its pipes."""
        self._process.kill()
        self._process.communicate()


class Processes(Closing):
    """Runs the steps in `jobs` processes. One that dies is replaced and its part tried again.

    A part that two processes died of is given out article by article, so that the guilty one alone
    is without layers. Where processes can not be had, `inline` does the work.
    """

    def __init__(
        self,
        jobs: int,
        settings: Settings,
        inline: Inline,
        *,
        command: Sequence[str] = (sys.executable, "-m", "kroniek.engines"),
    ) -> None:
        self._settings, self._inline, self._command = settings, inline, command
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="engine")
        self._ahead = 2 * jobs
        self._idle: SimpleQueue[_Worker | None] = SimpleQueue()
        for _ in range(jobs):
            self._idle.put(None)
        self._jobs = jobs
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
            worker.close()

    def _part(self, part: Sequence[str]) -> list[Made] | None:
        """What one of the processes makes of a part; runs in a thread."""
        died = ""
        for _ in range(_TRIES):
            try:
                return self._asked(part)
            except _DiedError as error:
                died = str(error)
            except OSError:
                return None  # no process can be had
        if self._closing:
            return None
        if len(part) > 1:
            each = [self._part([record]) for record in part]
            return None if None in each else [one for found in each for one in found or ()]
        article = _ARTICLE.decode(part[0]).id
        return [Made(article, None, trouble("processes_died", error=died))]

    def _asked(self, part: Sequence[str]) -> list[Made] | None:
        worker = self._idle.get()
        try:
            if worker is None:
                worker = _Worker(self._command, self._settings)
                self._alive.add(worker)
            return worker.ask(part)
        except _DiedError:
            self._alive.discard(worker)
            worker = None
            raise
        finally:
            self._idle.put(worker)


# -- the other side of the pipe


def serve(requests: IO[bytes], answers: IO[bytes], steps: Callable[[Settings], Any]) -> None:
    """Answer requests until there are none; `steps` gives None for settings it can not meet."""
    first = _read_frame(requests)
    if first is None:
        return
    try:
        ready = steps(msgspec.json.decode(first, type=Settings))
    except KroniekError:
        ready = None  # the parent will meet the same, and tell it
    while (raw := _read_frame(requests)) is not None:
        part = msgspec.json.decode(raw, type=list[str])
        made = None if ready is None else [made_of(record, ready) for record in part]
        _write_frame(answers, _ENCODE(made))


def main() -> None:
    """What a process of `Processes` runs: requests on standard input, answers on the output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what else is printed is no answer
    try:
        serve(sys.stdin.buffer, answers, _steps)
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


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise AssertionError
    return pipe


def _write_frame(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(len(content).to_bytes(8, "big") + content)
    pipe.flush()


def _read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next frame; None at the end, or if the other side broke off."""
    size = pipe.read(8)
    if len(size) < 8:
        return None
    wanted = int.from_bytes(size, "big")
    content = pipe.read(wanted)
    return content if len(content) == wanted else None


_ARTICLE: msgspec.json.Decoder[Article] = msgspec.json.Decoder(Article)
_ENCODE = msgspec.json.Encoder(order="deterministic").encode


if __name__ == "__main__":
    main()
