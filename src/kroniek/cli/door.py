"""The command ``kroniek`` itself, and what its commands share: options, words, printing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kroniek import __version__
from kroniek.library import Kroniek, silent
from kroniek.library import Progress as Report
from kroniek.words import LANGUAGES, Words, preferred_language

EXIT_USE, EXIT_REFUSED, EXIT_STORE, EXIT_BUSY, EXIT_INTERRUPTED = 1, 2, 3, 4, 130

store_argument = click.argument("store", type=click.Path(path_type=Path, dir_okay=False))
json_option = click.option("--json", "as_json", is_flag=True, help="main.json")


def print_json(item: object, *, indent: bool = False) -> None:
    """Print one item as JSON on a line, or indented."""
    text = msgspec.json.encode(item, order="deterministic")
    sys.stdout.write((msgspec.json.format(text, indent=1) if indent else text).decode() + "\n")


def print_lines(lines: Iterator[str]) -> None:
    """Print lines as they come."""
    for line in lines:
        sys.stdout.write(line + "\n")


def words_of(context: click.Context) -> Words:
    """The words of the language that was asked for."""
    words: Words = context.find_root().obj
    return words


@contextmanager
def showing_progress(words: Words, how: str) -> Iterator[Report]:
    """Progress on stderr: a bar, JSON Lines, or nothing."""
    if how == "json":
        yield lambda stage, done, total: click.echo(
            msgspec.json.encode({"stage": stage, "done": done, "total": total}).decode(), err=True
        )
        return
    console = Console(stderr=True)
    if how == "none" or (how == "auto" and not console.is_terminal):
        yield silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console) as bars:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(words(f"build.{stage}"), total=total)
            bars.update(tasks[stage], completed=done)

        yield report


@click.group(help="main.help")
@click.option("--lang", type=click.Choice(LANGUAGES), help="main.lang")
@click.version_option(__version__, prog_name="kroniek", help="main.version")
@click.pass_context
def kroniek(context: click.Context, lang: str | None) -> None:
    """Hold the words of the language asked for; `main` has read it already, for the help."""
    context.obj = Words(lang or preferred_language(), "cli")


@contextmanager
def reading(context: click.Context, store: Path) -> Iterator[Kroniek]:
    """An existing store to read; says so if a build of it has not finished."""
    with Kroniek(store, create=False) as k:
        if k.store.unfinished and k.store.meta("gathered"):
            click.echo(words_of(context)("error.unfinished", store=store), err=True)
        yield k
