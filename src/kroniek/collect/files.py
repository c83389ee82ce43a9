"""Files and folders to articles. Every input becomes an article or a refusal that says why.

A file can hold many inputs (a table, an archive, a mailbox): then it is an input itself, which
gives no article, and so is everything in it, called after it: ``export.jsonl#12``.
"""

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kroniek.collect.guard import shared_guard
from kroniek.collect.holders.streams import MOST_BYTES
from kroniek.collect.holders.walk import Options, held, holder_of, under, unknown
from kroniek.collect.pieces import Lost, Piece, lost
from kroniek.collect.readers import SUFFIXES, read
from kroniek.model.article import Article, Reason, Refusal
from kroniek.words.troubles import refused, remedy

INCOMING = "-"
"""What the place of an input begins with that came in at standard input, and lies nowhere."""


class Input(NamedTuple):
    """A file to read: where it lies, its name below the collected root, its size in bytes.

    `refusal` says why it can not be read at all; such an input is never opened. `root` is the
    folder that `name` is told from, and `place` the whole path, with links to folders followed:
    both absolute and printable, with the bytes of no encoding as hexadecimal escapes.
    """

    path: Path
    name: str
    size: int
    refusal: Refusal | None = None
    root: str = ""
    place: str = ""

    @property
    def holds_others(self) -> bool:
        """Whether it is a file of many inputs."""
        return self.refusal is None and holder_of(self.path.name) is not None

    def called(self, name: str) -> "Input":
        """The same input under another name."""
        refusal = replace(self.refusal, path=name) if self.refusal else None
        return self._replace(name=name, refusal=refusal)


def _printable(name: str) -> str:
    """`name` as it can be written in UTF-8: bytes of no encoding become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def _unreadable(path: Path, name: str, error: OSError) -> Input:
    detail = error.strerror or type(error).__name__
    return Input(path, name, 0, Refusal(name, Reason.UNREADABLE, detail, remedy("check_path")))


def _input(path: Path, name: str, *, most_bytes: int) -> Input:
    """The listing of one path that is no folder."""
    try:
        status = path.stat()
    except OSError as error:
        return _unreadable(path, name, error)
    if not stat.S_ISREG(status.st_mode):
        return Input(path, name, 0, refused(name, Reason.UNREADABLE, "no_file", "give_file"))
    holder = holder_of(path.name)
    if holder is None and path.suffix.lower() not in SUFFIXES:
        return Input(path, name, 0, unknown(name))
    if holder is None and status.st_size > most_bytes:
        sizes = {"size": status.st_size, "most": most_bytes}
        return Input(path, name, 0, refused(name, Reason.TOO_LARGE, "large", "split", **sizes))
    return Input(path, name, status.st_size)


def _folder(root: Path, *, most_bytes: int) -> Iterator[Input]:
    """The files below `root`, by name; each folder once, so that links in a circle end."""
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[Path, str]] = [(root, "")]
    while stack:
        path, name = stack.pop()
        try:
            is_folder = path.is_dir()
            if is_folder:
                status = path.stat()
                key = (status.st_dev, status.st_ino)
                if key in seen:
                    continue
                seen.add(key)
                names = sorted(os.listdir(path), key=os.fsencode, reverse=True)  # noqa: PTH208
                prefix = f"{name}/" if name else ""
                stack.extend((path / n, prefix + n) for n in names if not n.startswith("."))
        except OSError as error:
            yield _unreadable(path, _printable(name or path.absolute().name or "/"), error)
            continue
        if not is_folder:
            yield _input(path, _printable(name), most_bytes=most_bytes)


def listing(paths: Sequence[Path], *, most_bytes: int = MOST_BYTES) -> list[Input]:
    """What `paths` hold, without opening a file: folders with all below them, in order of name.

    Hidden files (a leading full stop) inside folders are left out; what can not be read comes with
    its refusal. A file given twice is listed once. Two files may have the same name: see `apart`.
    """
    real = cache(os.path.realpath)  # many files lie in one folder
    listed: dict[str, Input] = {}
    for path in paths:
        whole = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() follows links and can fail)
        found: Iterator[Input]
        try:
            is_folder = path.is_dir()
        except OSError:
            is_folder = False
        if is_folder:
            root, found = whole, _folder(path, most_bytes=most_bytes)
        else:
            item = _input(path, _printable(path.name), most_bytes=most_bytes)
            root, found = whole.parent, iter((item,))
        for item in found:
            lies = Path(os.path.abspath(item.path))  # noqa: PTH100
            place = _escaped(os.path.join(real(lies.parent), lies.name))  # noqa: PTH118
            listed.setdefault(place, item._replace(root=_escaped(str(root)), place=place))
    return list(listed.values())


def _escaped(path: str) -> str:
    """A path that can be written in UTF-8 and still differs from every other."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def is_absent(place: str) -> bool:
    """Whether nothing lies at the place of an input any longer; False if that can not be told."""
    if place.startswith(INCOMING) or "\\x" in place:
        return False
    return not os.path.lexists(place)


def apart(listed: Sequence[Input], known: Mapping[str, str]) -> list[Input]:
    """The inputs under names that differ, whatever their order.

    `known` gives the names of inputs by place, as a store has them: they keep these, and no other
    input gets one of them. Of different files with one name, each has the name of its root put
    before, and if that is not enough the folders above it.
    """
    taken = set(known.values())
    names = [known.get(item.place, item.name) for item in listed]
    above = [[] if item.place in known else _above(item) for item in listed]
    while True:
        count = Counter(names)
        clash = [
            k
            for k, item in enumerate(listed)
            if item.place not in known and (count[names[k]] > 1 or names[k] in taken)
        ]
        longer = [k for k in clash if above[k]]
        if not longer:
            break
        for k in longer:
            names[k] = f"{above[k].pop()}/{names[k]}"
    taken.update(name for name, number in count.items() if number == 1)
    for k in sorted(clash, key=lambda k: listed[k].place):
        names[k] = numbered(names[k], taken)
        taken.add(names[k])
    return [item.called(name) for item, name in zip(listed, names, strict=True)]


def _above(item: Input) -> list[str]:
    """The names of the folders above an input's root, and of the root, from the outside in."""
    root = Path(item.root)
    return [part for part in root.parts if part != root.anchor]


def numbered(name: str, *taken: Set[str]) -> str:
    """`name`, or if it is taken, with the first number that makes it another."""
    head, slash, last = name.rpartition("/")
    path, number = PurePosixPath(last), 1
    while any(name in names for names in taken):
        number += 1
        name = f"{head}{slash}{path.stem}~{number}{path.suffix}"
    return name


def inputs(paths: Sequence[Path], *, most_bytes: int = MOST_BYTES) -> list[Input]:
    """List what `paths` hold (see `listing`), every file under a name of its own."""
    return apart(listing(paths, most_bytes=most_bytes), {})


def read_input(raw: bytes, name: str, language: str | None = None) -> Article | Refusal:
    """The article in `raw`, the bytes of a file called `name`: a pure function of its arguments.

    `language` (``nl`` or ``en``) says in which language it is, instead of looking.
    """
    return read(raw, name, language)


def bytes_of(item: Input) -> bytes | Refusal:
    """The bytes of one listed input, or why they can not be had."""
    if item.refusal is not None:
        return item.refusal
    try:
        return item.path.read_bytes()
    except OSError as error:
        return _refusal(item, error)


def _refusal(item: Input, error: OSError) -> Refusal:
    refused = _unreadable(item.path, item.name, error).refusal
    assert refused is not None  # noqa: S101  (made the line above)
    return refused


def digest_of(item: Input) -> str | Refusal:
    """SHA-256 of the bytes of a listed input, read in blocks, or why it can not be had."""
    if item.refusal is not None:
        return item.refusal
    try:
        with item.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return _refusal(item, error)


def pieces_of(item: Input, options: Options) -> Iterator[Piece | Refusal | Lost]:
    """What a listed input holds, as it is read: one piece, or all that a file of many has.

    Refusals and pieces bear their whole names; what is lost of the file itself comes as `Lost`.
    """
    if not item.holds_others:
        raw = bytes_of(item)
        kind = SUFFIXES.get(item.path.suffix.lower())
        if isinstance(raw, Refusal) or kind is None:
            yield raw if isinstance(raw, Refusal) else unknown(item.name)
        else:
            yield Piece(item.name, kind, raw)
        return
    try:
        with item.path.open("rb") as file:
            empty = True
            for found in held(file, item.path.name, options):
                empty = False
                yield found if isinstance(found, Lost) else under(item.name, found)
        if empty:
            yield lost("nothing_inside", "leave_out", Reason.EMPTY)
    except OSError as error:
        yield Lost(error.strerror or str(error), remedy("check_disk"), Reason.UNREADABLE)


def collect(
    paths: Sequence[Path], *, language: str | None = None, options: Options | None = None
) -> Iterator[Article | Refusal]:
    """Read everything in `paths`: one article or one refusal for each input.

    Inputs with the same text give articles with the same id and different paths; whoever stores
    them decides what to do with the second. Raises ValueError when `language` is none of ours.
    """
    told = options or Options()
    for item in inputs(paths, most_bytes=told.limits.most_bytes):
        for found in pieces_of(item, told):
            match found:
                case Piece():
                    yield shared_guard().read(found, language)
                case Refusal():
                    yield found
                case Lost():
                    yield Refusal(item.name, found.reason, found.detail, found.remedy)
