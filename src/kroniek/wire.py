"""Processes of our own, for what may take too much or break down: spoken to in frames over pipes.

A frame is its length in eight bytes and then its content. Such a process is limited before each
task, leaves when its other end closes, and can be killed; what it costs is one task.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple, cast

_HEAD = 8
"""Bytes that tell a frame's length."""
_START = (
    "import sys, json; from importlib import import_module;"
    "sys.path[:] = json.loads(sys.argv[1]);"
    "module, name = sys.argv[2].split(':'); getattr(import_module(module), name)()"
)
_TOLD = 200
"""Letters kept of the last line that a process wrote."""


def put(pipe: IO[bytes], content: bytes) -> None:
    """Write one frame. Raises OSError if the other end has closed."""
    pipe.write(len(content).to_bytes(_HEAD, "big") + content)
    pipe.flush()


def get(pipe: IO[bytes]) -> bytes | None:
    """The next frame; None when the other end has closed, or died on the way."""
    head = pipe.read(_HEAD)
    if len(head) < _HEAD:
        return None
    size = int.from_bytes(head, "big")
    content = pipe.read(size)
    return content if len(content) == size else None


class Ended(NamedTuple):
    """How a process ended: its code (minus the signal that killed it), the last line it wrote."""

    code: int
    told: str

    def by(self, signal: str) -> bool:
        """Whether it was this signal; never where the system lacks it."""
        return self.code == -_signal(signal)


class Process:
    """Another process of this Python, which runs `target` (``module:function``).

    Raises OSError where the system has none to give.
    """

    def __init__(self, target: str) -> None:
        self.owner = os.getpid()
        self._told = cast("IO[bytes]", tempfile.TemporaryFile())  # noqa: SIM115 (closed in `end`)
        paths = json.dumps([path for path in sys.path if path])
        try:
            # -P: nothing in the current folder is taken for a module.
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and code)
                [sys.executable, "-P", "-c", _START, paths, target],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._told,
                start_new_session=True,  # an interruption at the keyboard is the parent's affair
            )
        except OSError:
            self._told.close()
            raise

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def tell(self, content: bytes, wall: float) -> bool:
        """Send a frame; tells whether it was taken within `wall` seconds, after which it dies."""
        with self._watched(wall):
            try:
                put(cast("IO[bytes]", self._process.stdin), content)
            except (OSError, ValueError):
                return False  # it died, or was closed in another thread
            return True

    def answer(self, wall: float) -> bytes | None:
        """The next frame from it; None if it died, or was killed after `wall` seconds."""
        with self._watched(wall):
            try:
                return get(cast("IO[bytes]", self._process.stdout))
            except (OSError, ValueError):
                return None

    @contextmanager
    def _watched(self, wall: float) -> Iterator[None]:
        """Kill it when this takes more than `wall` seconds."""
        watch = threading.Timer(wall, self._process.kill)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def kill(self) -> None:
        """End it at once; who waits for its answer is told that it died."""
        self._process.kill()

    def end(self) -> Ended:
        """Kill it if it lives, let go of its pipes; how it ended."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue  # there was something left that it did not take
        try:
            # One that died may not have been buried; one that waits for a task leaves now.
            code = self._process.wait(0.2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        if self._told.closed:
            return Ended(code, "")
        self._told.seek(0)
        lines = self._told.read(1 << 20).decode("utf-8", "replace").strip().splitlines()
        self._told.close()
        return Ended(code, lines[-1][:_TOLD] if lines else "")


def _signal(name: str) -> int:
    """The number of a signal; one that no process ends with where the system lacks it."""
    import signal  # noqa: PLC0415

    return int(getattr(signal, name, 1 << 20))


# -- in the other process


def ends() -> tuple[IO[bytes], IO[bytes]]:
    """Where this process hears and answers; what is printed from now on is no answer."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    return sys.stdin.buffer, answers


def limit(seconds: float, memory: int) -> None:
    """Let this process take `seconds` more of processor time, and `memory` bytes in all.

    Where the system knows no such limits (Windows) nothing is done; the parent's clock remains.
    """
    try:
        import resource  # noqa: PLC0415 (not on every system)
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Whole seconds: the signal comes when the limit is reached, which kills.
    most = int(used.ru_utime + used.ru_stime + seconds) + 1
    for kind, value in (
        (resource.RLIMIT_CPU, most),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        known = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (known, hard))
        except (ValueError, OSError):
            continue  # this system does not know this one
