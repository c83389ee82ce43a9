"""Fill a store, and tell what became of its inputs: ``build``, ``status``."""

from pathlib import Path
from typing import Any

import click

from kroniek.cli import terminal, terminal_decisions
from kroniek.cli.door import (
    EXIT_REFUSED,
    json_option,
    kroniek,
    print_json,
    print_lines,
    reading,
    showing_progress,
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
    metavar="ROLE=NAME",
    callback=_columns,
    help="build.column",
)
@click.option("--stdin-as", metavar="ENDING", type=click.Choice(ENDINGS), help="build.stdin_as")
@click.option("--fresh", is_flag=True, help="build.fresh")
@click.option("--strict", is_flag=True, help="build.strict")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="build.jobs")
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
        print_json(report)
    else:
        _tell_build(words, report, articles)
        for line in decisions:
            click.echo(line, err=True)
    if options["strict"] and report.rejected:
        raise SystemExit(EXIT_REFUSED)


def _tell_build(words: Words, report: BuildReport, articles: int) -> None:
    if report.mended:
        click.echo(words("build.mended", aside=report.mended.aside), err=True)
    for bad in report.rejected:
        click.echo(f"{words('build.refused')}: {bad.path}: {bad.detail}", err=True)
        click.echo(f"  {words('build.remedy')}: {bad.remedy}", err=True)
    counts = {outcome: report.count(outcome) for outcome in ("read", "partly", "refused")}
    told = words("build.done", **counts, articles=articles, entries=report.entries)
    if report.withdrawn:
        told += f" · {words('build.withdrawn', number=len(report.withdrawn))}"
    if report.absent:
        told += f" · {words('build.absent', number=len(report.absent))}"
    click.echo(told, err=True)
    if report.reader.problem:
        click.echo(terminal.reader_use(report.reader, words), err=True)


@kroniek.command(help="status.help")
@store_argument
@json_option
@click.pass_context
def status(context: click.Context, store: Path, *, as_json: bool) -> None:
    """What became of every input, and counts of what was found."""
    words = words_of(context)
    with reading(context, store) as k:
        inputs, counts, absent = k.inputs(), k.views.counts(), k.absent()
        if as_json:
            gone = [record.path for record in absent]
            told = {"inputs": inputs, "absent": gone, "found": counts, "reader": k.reader_use()}
            print_json({**told, "decisions": terminal_decisions.standings(k.judgements())})
        else:
            print_lines(terminal.status(inputs, counts, words))
            print_lines(iter([terminal.reader_use(k.reader_use(), words)]))
            print_lines(terminal_decisions.counts(k.judgements(), str(store), words))
            if absent:
                print_lines(iter([words("status.absent")]))
                print_lines(f"  {record.path}  ({record.place})" for record in absent)
