"""The command line: the only module that prints. Data on stdout, talk on stderr.

Exit codes: 0 good · 1 wrong use or unknown id · 2 inputs were refused (with ``--strict``) ·
3 the store can not be used · 4 another build is busy with the store ·
130 interrupted, can be resumed.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kroniek import __version__, terminal
from kroniek.errors import KroniekError, StoreBusyError, StoreError
from kroniek.interface import (
    LANGUAGES,
    Words,
    asked_language,
    click_speaking,
    commands,
    help_keys,
    preferred_language,
)
from kroniek.library import BuildReport, Kroniek, silent
from kroniek.library import Progress as Report
from kroniek.share import contract

EXIT_USE, EXIT_REFUSED, EXIT_STORE, EXIT_BUSY, EXIT_INTERRUPTED = 1, 2, 3, 4, 130

store_argument = click.argument("store", type=click.Path(path_type=Path, dir_okay=False))
json_option = click.option("--json", "as_json", is_flag=True, help="main.json")


def _print_json(item: object, *, indent: bool = False) -> None:
    text = msgspec.json.encode(item, order="deterministic")
    sys.stdout.write((msgspec.json.format(text, indent=1) if indent else text).decode() + "\n")


def _print_lines(lines: Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def _words(context: click.Context) -> Words:
    words: Words = context.find_root().obj
    return words


@contextmanager
def _progress(words: Words, how: str) -> Iterator[Report]:
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


def _existing(
    context: click.Context, parameter: click.Parameter, paths: tuple[Path, ...]
) -> tuple[Path, ...]:
    """The paths, if there is something at each; what can not be looked at is refused later."""
    for path in paths:
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError) as error:
            told = _words(context)("error.absent", path=path)
            raise click.BadParameter(told, context, parameter) from error
        except OSError:
            continue
    return paths


@contextmanager
def _reading(context: click.Context, store: Path) -> Iterator[Kroniek]:
    """An existing store to read; says so if a build of it has not finished."""
    with Kroniek(store, create=False) as k:
        if k.store.unfinished and k.store.meta("gathered"):
            click.echo(_words(context)("error.unfinished", store=store), err=True)
        yield k


@kroniek.command(help="build.help")
@store_argument
@click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path, readable=False), callback=_existing
)
@click.option("--language", type=click.Choice(LANGUAGES), help="build.language")
@click.option("--fresh", is_flag=True, help="build.fresh")
@click.option("--strict", is_flag=True, help="build.strict")
@click.option(
    "--progress",
    type=click.Choice(["auto", "bar", "json", "none"]),
    default="auto",
    help="build.progress",
)
@json_option
@click.pass_context
def build(
    context: click.Context,
    /,
    store: Path,
    paths: tuple[Path, ...],
    **options: Any,  # noqa: ANN401 (click passes each option by name)
) -> None:
    """Collect the paths into the store and build what changed."""
    words = _words(context)
    with Kroniek(store) as k, _progress(words, options["progress"]) as progress:
        report = k.build(
            *paths, language=options["language"], fresh=options["fresh"], progress=progress
        )
        articles = len(k.views.docs)
    if options["as_json"]:
        _print_json(report)
    else:
        _tell_build(words, report, articles)
    if options["strict"] and report.rejected:
        raise SystemExit(EXIT_REFUSED)


def _tell_build(words: Words, report: BuildReport, articles: int) -> None:
    for bad in report.rejected:
        click.echo(f"{words('build.refused')}: {bad.path}: {bad.detail}", err=True)
        click.echo(f"  {words('build.remedy')}: {bad.remedy}", err=True)
    counts = {outcome: report.count(outcome) for outcome in ("read", "partly", "refused")}
    told = words("build.done", **counts, articles=articles, entries=report.entries)
    if report.absent:
        told += f" · {words('build.absent', number=len(report.absent))}"
    click.echo(told, err=True)


@kroniek.command(help="status.help")
@store_argument
@json_option
@click.pass_context
def status(context: click.Context, store: Path, *, as_json: bool) -> None:
    """What became of every input, and counts of what was found."""
    words = _words(context)
    with _reading(context, store) as k:
        inputs, counts, absent = k.inputs(), k.views.counts(), k.absent()
        if as_json:
            gone = [record.path for record in absent]
            _print_json({"inputs": inputs, "absent": gone, "found": counts})
        else:
            _print_lines(terminal.status(inputs, counts, words))
            if absent:
                _print_lines(iter([words("status.absent")]))
                _print_lines(f"  {record.path}  ({record.place})" for record in absent)


@kroniek.command(help="chronicle.help")
@store_argument
@click.option("--place", help="chronicle.place")
@click.option("--since", help="chronicle.since")
@click.option("--until", help="chronicle.until")
@json_option
@click.pass_context
def chronicle(
    context: click.Context, /, store: Path, *, as_json: bool, **wanted: str | None
) -> None:
    """Lines in order of the time told."""
    words = _words(context)
    with _reading(context, store) as k:
        try:
            lines = list(k.chronicle(**wanted))
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        if as_json:
            kept = {line.entry.id for line in lines}
            told = contract.chronicle(k.views.collection)
            told["entries"] = [entry for entry in told["entries"] if entry["id"] in kept]
            _print_json(told)
        else:
            spoken = k.views.spoken(words.language)
            _print_lines(terminal.chronicle([spoken.line(line.entry) for line in lines], words))


@kroniek.command(help="statements.help")
@store_argument
@click.option("--speaker", help="statements.speaker")
@click.option("--act", help="statements.act")
@json_option
@click.pass_context
def statements(
    context: click.Context, store: Path, speaker: str | None, act: str | None, *, as_json: bool
) -> None:
    """Who says what."""
    words = _words(context)
    with _reading(context, store) as k:
        spoken = k.views if as_json else k.views.spoken(words.language)
        views = list(spoken.statements(speaker=speaker, act=act))
        if as_json:
            _print_json([terminal.statement_item(view) for view in views])
        else:
            _print_lines(line for view in views for line in terminal.statement(view, words))


@kroniek.command(help="disputes.help")
@store_argument
@click.option("--about", help="disputes.about")
@json_option
@click.pass_context
def disputes(context: click.Context, store: Path, about: str | None, *, as_json: bool) -> None:
    """Where sources disagree."""
    words = _words(context)
    with _reading(context, store) as k:
        found = list(k.disputes(about=about))
        if as_json:
            kept = {dispute.id for dispute in found}
            told = contract.chronicle(k.views.collection)["disputes"]
            _print_json([item for item in told if item["id"] in kept])
        else:
            spoken = k.views.spoken(words.language)
            _print_lines(line for one in found for line in terminal.dispute(one, spoken, words))


@kroniek.command(help="forecasts.help")
@store_argument
@json_option
@click.pass_context
def forecasts(context: click.Context, store: Path, *, as_json: bool) -> None:
    """What was foretold."""
    words = _words(context)
    with _reading(context, store) as k:
        if as_json:
            _print_json(contract.chronicle(k.views.collection)["forecasts"])
        else:
            spoken = k.views.spoken(words.language)
            found = spoken.forecasts
            _print_lines(line for one in found for line in terminal.forecast(one, spoken, words))


@kroniek.command(help="dates.help")
@store_argument
@json_option
@click.pass_context
def dates(context: click.Context, store: Path, *, as_json: bool) -> None:
    """Dates in doubt: contradicted, incomplete or unknown."""
    words = _words(context)
    with _reading(context, store) as k:
        found = [view for view in k.views.datings() if view.dating.verdict != "consistent"]
        if as_json:
            _print_json([{"article": one.article.id, "dating": one.dating} for one in found])
        else:
            _print_lines(terminal.doubts(found, words))


def _lookup(
    name: str, view: Callable[[Any, str, Words], Iterator[str]], item: Callable[[Any, str], Any]
) -> None:
    """Add a command that takes an id and prints what it stands for."""

    @kroniek.command(name, help=f"{name}.help")
    @store_argument
    @click.argument("id", metavar="ID")
    @json_option
    @click.pass_context
    def command(context: click.Context, store: Path, id: str, *, as_json: bool) -> None:  # noqa: A002
        with _reading(context, store) as k:
            if as_json:
                _print_json(item(k.views, id))
            else:
                _print_lines(view(k.views, id, _words(context)))


_lookup("show", terminal.show, terminal.show_item)
_lookup("explain", terminal.explain, terminal.explain_item)


@kroniek.command(help="annotations.help")
@store_argument
@click.pass_context
def annotations(context: click.Context, store: Path) -> None:
    """The annotation contract as JSON Lines."""
    with _reading(context, store) as k:
        for item in k.annotations():
            _print_json(item)


def _serve(store: Path, words: Words, port: int, *, browse: bool) -> None:
    from kroniek.serve.server import serve as run  # noqa: PLC0415 (a web server only when asked)

    def ready(url: str) -> None:
        click.echo(words("serve.at", url=url), err=True)
        if browse:
            click.launch(url)

    run(store, port=port, language=words.language, ready=ready)


port_option = click.option("--port", type=click.IntRange(0, 65535), default=0, help="serve.port")
open_option = click.option("--open/--no-open", "browse", default=True, help="serve.open")


@kroniek.command(help="serve.help")
@store_argument
@port_option
@open_option
@click.pass_context
def serve(context: click.Context, store: Path, port: int, *, browse: bool) -> None:
    """The local web app."""
    with _reading(context, store) as k:
        _ = k.views  # so that a wrong path is told before a server starts
    _serve(store, _words(context), port, browse=browse)


@kroniek.command(help="demo.help")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="demo.folder")
@click.option("--serve/--no-serve", "serving", default=True, help="serve.help")
@port_option
@open_option
@click.pass_context
def demo(
    context: click.Context, folder: Path | None, port: int, *, serving: bool, browse: bool
) -> None:
    """Build the sample chronicle, and serve it."""
    from kroniek.demo import build_demo  # noqa: PLC0415 (its articles only when asked)

    words = _words(context)
    with _progress(words, "auto") as progress:
        store = build_demo(folder, progress=progress)
    click.echo(words("demo.built", store=store), err=True)
    if serving:
        _serve(store, words, port, browse=browse)


# Our own help option, for the library would keep the words of the language it was first asked in.
for _command in commands(kroniek):
    click.help_option("-h", "--help", help="main.show_help")(_command)
_HELP_KEYS = help_keys(kroniek)


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point: runs the command and leaves with an exit code (see the module's head)."""
    told = list(sys.argv[1:] if arguments is None else arguments)
    words = Words(asked_language(told), "cli")
    for helped, key in _HELP_KEYS.items():
        helped.help = words(key)
    with click_speaking(words.language):
        sys.exit(_run(told, words))


def _run(told: list[str], words: Words) -> int:
    """Run the command; every error becomes a message and an exit code."""
    try:
        code = kroniek.main(told, prog_name="kroniek", standalone_mode=False)
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except click.exceptions.Abort:
        click.echo(words("error.interrupted"), err=True)
        code = EXIT_INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = EXIT_USE
    except StoreBusyError as error:
        click.echo(f"kroniek: {error}", err=True)
        code = EXIT_BUSY
    except StoreError as error:
        click.echo(f"kroniek: {error}", err=True)
        code = EXIT_STORE
    except KroniekError as error:
        click.echo(f"kroniek: {error}", err=True)
        code = EXIT_USE
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our data has gone; that is no error
        code = 0
    return code if isinstance(code, int) else 0
