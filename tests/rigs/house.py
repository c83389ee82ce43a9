"""What the rigs share: small articles, a build in a process of its own, its exports in bytes.

A rig runs as a script, so that it forks a process without threads, with the recipe loaded once:
``python -m tests.rigs.kills --count 300 --seed 1`` prints what it found as JSON.
"""

import argparse
import ctypes
import gc
import hashlib
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from kroniek.errors import StoreError
from kroniek.library import Kroniek
from kroniek.packs import load_packs
from kroniek.pipeline import Recipe
from kroniek.recipe import recipe
from kroniek.share.contract import chronicle

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PATIENCE_S = 120.0
"""A process that takes longer than this hangs."""

ARTICLES = {
    "dijk.txt": "ZUTPHEN, 4 mei 2021 – De IJssel is dinsdag buiten haar oevers getreden bij"
    " Zutphen. Twaalf huizen zijn ontruimd.\n\n„Het water zakt pas vrijdag”, zei burgemeester Anja"
    " Terpstra. Volgens haar is niemand gewond geraakt.\n",
    "brand.txt": "OLST, 6 mei 2021 – Bij Olst is woensdag een bos afgebrand. De brandweer spreekt"
    " tegen dat er opzet in het spel is.\n\nVolgens boswachter Henk Braams wordt het vrijdag"
    " droger 🔥.\n",
    "water.txt": "Het hoge water bij Zutphen heeft gisteren veertien huizen getroffen, meldt het"
    " waterschap. De dijk houdt stand, verwacht dijkgraaf Mieke Post.\n",
    "river.txt": "ZUTPHEN, May 5, 2021 – The river IJssel burst its banks near Zutphen on Tuesday."
    " Mayor Anja Terpstra said the water would not fall before Friday.\n",
    "rijen.jsonl": '{"title": "Dijk bij Zutphen houdt", "date": "2021-05-08", "text": "De dijk bij'
    " Zutphen heeft het gehouden, zei dijkgraaf Mieke Post zaterdag. Twaalf huizen waren leeg."
    '"}\n{"title": "Brug dicht", "text": "Bij Olst is maandag een brug gesloten, zegt het'
    ' waterschap."}\n',
}
PAGE = {
    "bericht.html": "<html><head><title>Dijk bij Zutphen houdt</title></head><body><article>"
    "<h1>Dijk"
    " bij Zutphen houdt</h1><p>ZUTPHEN, 8 mei 2021 – De dijk bij Zutphen heeft het gehouden, zei"
    " dijkgraaf Mieke Post zaterdag. Twaalf huizen waren dinsdag ontruimd.</p></article></body>"
    "</html>\n",
}
"""A page, which is read in a process of its own: that takes its time."""
LATER: dict[str, str | None] = {
    "water.txt": None,
    "brand.txt": ARTICLES["brand.txt"].replace("opzet", "kwade opzet"),
    "nieuw.txt": "DEVENTER, 9 mei 2021 – In Deventer is zondag een brug gesloten. Dat zei wethouder"
    " Karin Blom.\n",
}
"""What changes before the second build: one file gone, one altered, one new."""

WORDS = ("water", "Zutphen", "burgemeester")
"""What is searched for."""


@cache
def steps() -> Recipe:
    """The default recipe, rules alone."""
    return recipe(load_packs())


def warm_up() -> None:
    """Load all that a build and its exports need, once for all that is forked."""
    with scratch() as home:
        texts = write(home / "texts", {**ARTICLES})
        build(home / "x.kroniek", texts)
        exports(home / "x.kroniek")
        search(home / "x.kroniek")
    gc.collect()
    gc.freeze()  # no process that is forked from here need look through all of that again


def write(folder: Path, articles: dict[str, str | None]) -> Path:
    """Put articles into a folder; None takes one away."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        if text is None:
            (folder / name).unlink(missing_ok=True)
        else:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def opened(path: Path, **how: Any) -> Kroniek:
    """A store whose builds use the recipe that is loaded already."""
    k = Kroniek(path, reader=False, jobs=1, **how)
    k.__dict__["recipe"] = steps()
    return k


def build(path: Path, *given: Path, fresh: bool = False) -> None:
    """Build a store of what lies in the folders given."""
    with opened(path, mending=fresh) as k:
        k.build(*given, fresh=fresh)


def exports(path: Path) -> str:
    """Digest of the bytes of both exports. Raises StoreError if they can not be had."""
    with opened(path, create=False) as k:
        told = [msgspec.json.encode(one, order="deterministic") for one in k.annotations()]
        told.append(msgspec.json.encode(chronicle(k.views.collection), order="deterministic"))
    return hashlib.sha256(b"\n".join(told)).hexdigest()


def search(path: Path) -> str:
    """Digest of what a search finds. Raises StoreError if it can not be had."""
    with opened(path, create=False) as k:
        return hashlib.sha256(repr([k.search(word) for word in WORDS]).encode()).hexdigest()


@dataclass
class Ended:
    """How a process ended: what it said, or the signal that killed it."""

    said: str
    signal: int = 0
    seconds: float = 0.0


def apart(work: Callable[[], object], *, kill_after: float | None = None) -> Ended:
    """Do something in a process of its own; it may be killed after so many seconds.

    It says what `work` gives, ``store: …`` if the store refused with a message, ``crash: …`` if
    anything else was raised, ``hangs`` if it had to be ended.
    """
    read, written = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        os.write(written, _said(work).encode()[:4000])
        os._exit(0)
    os.close(written)
    begun = time.monotonic()
    said = _heard(child, read, PATIENCE_S if kill_after is None else kill_after)
    status = os.waitpid(child, 0)[1]
    took = time.monotonic() - begun
    if took > PATIENCE_S:
        return Ended("hangs", signal.SIGKILL, took)
    return Ended(said, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, took)


def _heard(child: int, pipe: int, limit: float) -> str:
    """What a process says until it ends; after `limit` seconds it is killed."""
    told, end = b"", time.monotonic() + limit
    while select.select([pipe], [], [], max(0.0, end - time.monotonic()))[0]:
        more = os.read(pipe, 1 << 16)
        if not more:
            break
        told += more
    else:
        os.kill(child, signal.SIGKILL)
    os.close(pipe)
    return told.decode("utf-8", "replace")


def _said(work: Callable[[], object]) -> str:
    try:
        return str(work() or "done")
    except StoreError as error:
        return f"store: {error}"
    except BaseException as error:  # noqa: BLE001 (a crash is what the rig looks for)
        return f"crash: {type(error).__name__}: {error}"


# -- the shim


def compiler() -> str | None:
    """The C compiler that can make the shim; None if there is none."""
    return shutil.which("gcc") or shutil.which("cc")


def make_shim(folder: Path) -> Path:
    """Compile the shim."""
    made = folder / "shim.so"
    told = [
        str(compiler()),
        "-O1",
        "-shared",
        "-fPIC",
        "-o",
        str(made),
        str(HERE / "shim.c"),
        "-ldl",
    ]
    subprocess.run(told, check=True)
    return made


def with_shim() -> None:
    """Start this script again with the shim loaded, unless it is."""
    if "RIG_SHIM" in os.environ:
        return
    folder = Path(tempfile.mkdtemp(prefix="kroniek-rig-"))
    shim = str(make_shim(folder))
    env = {**os.environ, "LD_PRELOAD": shim, "RIG_SHIM": shim}
    os.execve(sys.executable, sys.orig_argv, env)  # noqa: S606 (this very program)


def arm(call: int, what: int, *, sticky: bool = False) -> None:
    """Have the n-th call that changes a file fail (see shim.c); 0 disarms."""
    ctypes.CDLL(os.environ["RIG_SHIM"]).rig_arm(ctypes.c_long(call), what, int(sticky))


def calls() -> int:
    """How many calls have changed a file since the shim was armed."""
    count = ctypes.CDLL(os.environ["RIG_SHIM"]).rig_count
    count.restype = ctypes.c_long
    return int(count())


# -- what a rig finds


@dataclass
class Report:
    """Outcomes, counted, and every one that must not be, with how to bring it about again."""

    rig: str
    outcomes: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)

    def note(self, outcome: str, how: str, *, good: bool) -> None:
        """Count an outcome; `how` tells what brought it about."""
        self.outcomes[outcome] += 1
        if not good:
            self.bad.append(f"{how}: {outcome}")

    def told(self) -> str:
        """As JSON on one line."""
        item = {
            "rig": self.rig,
            "outcomes": dict(sorted(self.outcomes.items())),
            "bad": self.bad,
            **self.notes,
        }
        return msgspec.json.encode(item).decode()


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that goes when the rig ends."""
    with tempfile.TemporaryDirectory(prefix="kroniek-rig-") as name:
        yield Path(name)


def script(rig: Callable[[int, Random], Report]) -> None:
    """Run a rig as a script."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    sys.stdout.write(rig(told.count, Random(told.seed)).told() + "\n")  # noqa: S311 (no secret)


@dataclass
class World:
    """A store with its articles before a build, and what must come of the build.

    ``first``: there was no store yet. ``second``: one was built, and its articles changed.
    ``fresh``: it is built anew. ``mending``: it is damaged as well.
    """

    name: str
    home: Path
    expected: str

    def copy(self, to: Path) -> Path:
        """A copy to work in; gives the path of its store."""
        if to.exists():
            shutil.rmtree(to)
        shutil.copytree(self.home, to)
        return to / "x.kroniek"

    def build(self, store: Path) -> None:
        """The build that is disturbed."""
        fresh = self.name in ("fresh", "mending")
        build(store, store.parent / "texts", fresh=fresh)

    def armed(
        self, store: Path, call: int, what: int, *, sticky: bool = False
    ) -> Callable[[], None]:
        """The same with the shim armed."""

        def work() -> None:
            arm(call, what, sticky=sticky)
            self.build(store)

        return work

    def calls(self, store: Path) -> int:
        """How many calls change a file in an undisturbed build."""

        def counted() -> str:
            arm(0, 0)
            self.build(store)
            return str(calls())

        return int(must(apart(counted)))


def worlds(home: Path) -> list[World]:
    """The states from which builds are disturbed; each is built in ``work``, for places stay."""
    found = []
    for name in ("first", "second", "fresh", "mending"):
        work = home / "work"
        texts = write(work / "texts", {**ARTICLES})
        store = work / "x.kroniek"
        if name != "first":
            must(apart(lambda store=store, texts=texts: build(store, texts)))  # type: ignore[misc]
            write(texts, LATER)
        if name == "mending":
            _damage(store)
        kept = home / name
        shutil.copytree(work, kept)
        world = World(name, kept, "")
        must(apart(lambda world=world, store=store: world.build(store)))  # type: ignore[misc]
        world.expected = must(apart(lambda store=store: exports(store)))  # type: ignore[misc]
        found.append(world)
        shutil.rmtree(work)
    return found


def must(ended: Ended) -> str:
    """What a process said. Raises AssertionError if it did not end well."""
    if ended.signal or ended.said.startswith(("store", "crash", "hangs")):
        raise AssertionError(ended)
    return ended.said


def _damage(store: Path) -> None:
    """Overwrite the middle of a store's file."""
    raw = bytearray(store.read_bytes())
    middle = len(raw) // 2
    raw[middle : middle + 4096] = b"\xa5" * 4096
    store.write_bytes(raw)
