"""Same inputs, same bytes: no module reads a clock, throws dice or asks for a locale."""

import ast
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

import pytest

CLOCKS = {
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"),
    *("time.time_ns", "time.localtime", "time.gmtime", "time.ctime"),
}
MODULES = {"random", "uuid", "locale", "secrets"}
ALLOWED = {
    ("library/judging.py", "datetime.now"),  # when somebody decided, if the caller does not say
    ("serve/desk/tokens.py", "secrets"),  # keeps other pages from deciding: nothing is made of it
}


def _modules(folder: Traversable, path: str = "") -> Iterator[tuple[str, str]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name != "__pycache__":
            yield from _modules(item, f"{path}{item.name}/")
        elif item.name.endswith(".py"):
            yield path + item.name, item.read_text("utf-8")


def _chancy(source: str) -> set[str]:
    """What a module uses whose outcome its arguments do not tell."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                found.add(f"{owner}.{name}")
            case ast.Attribute(value=ast.Attribute(attr=owner), attr=name):
                found.add(f"{owner}.{name}")
            case ast.Import(names=names):
                found.update(one.name.partition(".")[0] for one in names)
            case ast.ImportFrom(module=str(module), names=names):
                found.add(module.partition(".")[0])
                found.update(f"{module}.{one.name}" for one in names)
            case _:
                continue
    return found & (CLOCKS | MODULES)


SOURCES = dict(_modules(resources.files("kroniek")))


@pytest.mark.parametrize("path", SOURCES)
def test_a_module_does_not_depend_on_when_or_where_it_runs(path: str) -> None:
    assert {(path, one) for one in _chancy(SOURCES[path])} <= ALLOWED


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.date.today()",
        "from time import time\ntime()",
        "import random",
        "from random import choice",
    ],
)
def test_it_is_seen_when_one_does(source: str) -> None:
    assert _chancy(source)
