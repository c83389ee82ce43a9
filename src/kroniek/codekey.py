"""What results depend on: a digest of the code and data that make them."""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from kroniek import __version__


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
    r"kroniek/(serve|share|search|save|cli|views)/"
    # What went wrong with an input is kept in the store's records, in English.
    r"|kroniek/words/(?!troubles\.py)"
    r"|kroniek/library/(__init__|judging|pointing|searching|sharing)\.py$"
    r"|kroniek/demo\.py$"
    r"|kroniek_data/(demo|locale|map|models)/|kroniek_data/nl/troubles\.toml$"
    r"|kroniek_data/\w+/(cli|web|labels|reasons|search)\.toml$"
)


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_file() and not item.name.endswith(".pyc"):
            yield f"{name}/{item.name}", item
        elif item.is_dir() and item.name != "__pycache__":
            yield from _files(item, f"{name}/{item.name}")
