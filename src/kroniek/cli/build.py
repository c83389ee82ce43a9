"""Fill a store, and tell what became of its inputs: ``build``, ``status``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kroniek.cli import terminal_decisions, terminal_inputs
from kroniek.cli.door import (
    EXIT_REFUSED,
    Shown,
    json_option,
    kroniek,
    print_json,
    showing_progress,
    shows,
    store_argument,
    words_of,
)
from kroniek.collect.files import INCOMING
from kroniek.collect.holders.columns import ROLES, Columns
from kroniek.collect.holders.walk import ENDINGS
from kroniek.library import BuildReport, Kroniek
from kroniek.words import LANGUAGES, Words


def _existing(
    context: click.Context, parameter: click.Parameter, paths: tuple[Path, ...]
) -> tuple[Path, ...]:
    """The paths, if there is something at each; what can not be looked at is refused later."""
    for path in paths:
        if str(path) == INCOMING:
            continue
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError) as error:
            told = words_of(context)("error.absent", path=path)
            raise click.BadParameter(told, context, parameter) from error
        except OSError:
            continue
    return paths


def _columns(
    context: click.Context, parameter: click.Parameter, told: tuple[str, ...]
) -> dict[str, str]:
    """The columns that were named, by what they hold."""
    try:
        return dict(Columns.of(told).chosen)
    except ValueError as error:
        said = words_of(context)("error.column", roles=", ".join(ROLES))
        raise click.BadParameter(said, context, parameter) from error


@kroniek.command(help="build.help")
@store_argument
@click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path, readable=False), callback=_existing
)
@click.option("--language", type=click.Choice(LANGUAGES), help="build.language")
@click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_columns,
    help="build.column",
)
@click.option("--stdin-as", type=click.Choice(ENDINGS), help="build.stdin_as")
@click.option("--fresh", is_flag=True, help="build.fresh")
@click.option("--strict", is_flag=True, help="build.strict")
@click.option("--jobs", type=click.IntRange(1, 256), help="build.jobs")
@click.option("--rules-only", is_flag=True, help="build.rules_only")
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
    words = words_of(context)
    reader = not options["rules_only"]
    with (
        Kroniek(store, reader=reader, mending=options["fresh"], jobs=options["jobs"]) as k,
        showing_progress(words, options["progress"]) as progress,
    ):
        report = k.build(
            *paths,
            language=options["language"],
            columns=options["columns"],
            stdin_as=f".{options['stdin_as']}" if options["stdin_as"] else None,
            fresh=options["fresh"],
            progress=progress,
        )
        articles = len(k.views.docs)
        decisions = list(terminal_decisions.counts(k.judgements(), str(store), words))
    if options["as_json"]:
        print_json(terminal_inputs.report_item(report))
    else:
        _tell_build(words, report, articles)
        for line in decisions:
            click.echo(line, err=True)
    if options["strict"] and report.rejected:
        raise SystemExit(EXIT_REFUSED)


def _tell_build(words: Words, report: BuildReport, articles: int) -> None:
    if report.mended:
        click.echo(words("build.mended", aside=report.mended.aside), err=True)
    for line in terminal_inputs.refusals(report.rejected, words):
        click.echo(line, err=True)
    tally = terminal_inputs.tally(report.inputs, words)
    found = words.count("articles", articles), words.count("entries", report.entries)
    told = words("build.done", inputs=tally, found=" · ".join(found))
    if report.withdrawn:
        told += f" · {words('build.withdrawn', number=len(report.withdrawn))}"
    if report.absent:
        told += f" · {words('build.absent', number=len(report.absent))}"
    click.echo(told, err=True)
    if report.reader.problem:
        click.echo(terminal_inputs.reader_use(report.reader, words), err=True)


@shows("status")
def status(k: Kroniek, words: Words) -> Shown:
    """What became of every input, and counts of what was found."""
    inputs, absent, decisions = k.inputs(), k.absent(), k.judgements()

    def item() -> object:
        return {
            "inputs": [terminal_inputs.item(record) for record in inputs],
            "counts": terminal_inputs.counts(inputs),
            "absent": [record.path for record in absent],
            "found": k.views.counts(),
            "reader": k.reader_use(),
            "decisions": terminal_decisions.standings(decisions),
        }

    def shown() -> Iterator[str]:
        yield from terminal_inputs.status(inputs, k.views.counts(), words)
        yield terminal_inputs.reader_use(k.reader_use(), words)
        yield from terminal_decisions.counts(decisions, str(k.store.path), words)
        if absent:
            yield words("status.absent")
            yield from (f"  {record.path}  ({record.place})" for record in absent)

    return Shown(item, shown)
