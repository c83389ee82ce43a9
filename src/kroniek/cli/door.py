"""The command ``kroniek`` itself, and what its commands share: options, words, printing."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


def print_json(item: object) -> None:
    """Print one item as JSON on a line."""
    sys.stdout.write(msgspec.json.encode(item, order="deterministic").decode() + "\n")


def print_lines(lines: Iterable[str]) -> None:
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


@click.group(help="main.help", invoke_without_command=True)
@click.option("--lang", type=click.Choice(LANGUAGES), help="main.lang")
@click.version_option(__version__, prog_name="kroniek", help="main.version")
@click.pass_context
def kroniek(context: click.Context, lang: str | None) -> None:
    """Hold the words of the language asked for; `main` has read it already, for the help."""
    context.obj = Words(lang or preferred_language(), "cli")
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(EXIT_USE)


@contextmanager
def reading(context: click.Context, store: Path) -> Iterator[Kroniek]:
    """An existing store to read; says so if a build of it has not finished."""
    with Kroniek(store, create=False) as k:
        if k.store.unfinished and k.store.meta("gathered"):
            click.echo(words_of(context)("error.unfinished", store=store), err=True)
        yield k


@dataclass(frozen=True, slots=True)
class Shown:
    """What a command shows, made only in the form that is asked for.

    `item` is for ``--json``, `lines` are for a reader; `empty` is the key of what is said, on
    stderr, where there is nothing.
    """

    item: Callable[[], object]
    lines: Callable[[], Iterable[str]]
    empty: str | None = None


def shows(
    name: str, *parameters: Callable[[Any], Any], on: click.Group = kroniek
) -> Callable[[Callable[..., Shown]], Callable[..., Shown]]:
    """Add a command that shows something of a store, as lines or with ``--json``.

    What is decorated is given the store's `Kroniek`, the `Words`, and each parameter by its name.
    """

    def added(show: Callable[..., Shown]) -> Callable[..., Shown]:
        def command(
            context: click.Context,
            /,
            store: Path,
            *,
            as_json: bool,
            **given: Any,  # noqa: ANN401 (click passes each by name)
        ) -> None:
            words = words_of(context)
            with reading(context, store) as k:
                shown = show(k, words, **given)
                if as_json:
                    print_json(shown.item())
                else:
                    print_lines(shown.lines())
                    if shown.empty is not None:
                        click.echo(words(shown.empty), err=True)

        wrapped: Any = json_option(click.pass_context(command))
        for parameter in reversed(parameters):
            wrapped = parameter(wrapped)
        key = f"{on.name}.{name}" if on is not kroniek else f"{name}.help"
        on.command(name, help=key.replace("-", "_"))(store_argument(wrapped))
        return show

    return added
