"""Look things up in a finished chronicle: ``chronicle``, ``statements`` … ``annotations``."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from kroniek.cli import terminal
from kroniek.cli.door import (
    json_option,
    kroniek,
    print_json,
    print_lines,
    reading,
    store_argument,
    words_of,
)
from kroniek.share import contract
from kroniek.words import Words


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
    words = words_of(context)
    with reading(context, store) as k:
        try:
            lines = list(k.chronicle(**wanted))
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        if as_json:
            kept = {line.entry.id for line in lines}
            told = contract.chronicle(k.views.collection)
            told["entries"] = [entry for entry in told["entries"] if entry["id"] in kept]
            print_json(told)
        else:
            spoken = k.views.spoken(words.language)
            print_lines(terminal.chronicle([spoken.line(line.entry) for line in lines], words))


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
    words = words_of(context)
    with reading(context, store) as k:
        spoken = k.views if as_json else k.views.spoken(words.language)
        views = list(spoken.statements(speaker=speaker, act=act))
        if as_json:
            print_json([terminal.statement_item(view) for view in views])
        else:
            print_lines(line for view in views for line in terminal.statement(view, words))


@kroniek.command(help="disputes.help")
@store_argument
@click.option("--about", help="disputes.about")
@json_option
@click.pass_context
def disputes(context: click.Context, store: Path, about: str | None, *, as_json: bool) -> None:
    """Where sources disagree."""
    words = words_of(context)
    with reading(context, store) as k:
        found = list(k.disputes(about=about))
        if as_json:
            kept = {dispute.id for dispute in found}
            told = contract.chronicle(k.views.collection)["disputes"]
            print_json([item for item in told if item["id"] in kept])
        else:
            spoken = k.views.spoken(words.language)
            print_lines(line for one in found for line in terminal.dispute(one, spoken, words))


@kroniek.command(help="forecasts.help")
@store_argument
@json_option
@click.pass_context
def forecasts(context: click.Context, store: Path, *, as_json: bool) -> None:
    """What was foretold."""
    words = words_of(context)
    with reading(context, store) as k:
        if as_json:
            print_json(contract.chronicle(k.views.collection)["forecasts"])
        else:
            spoken = k.views.spoken(words.language)
            found = spoken.forecasts
            print_lines(line for one in found for line in terminal.forecast(one, spoken, words))


@kroniek.command(help="dates.help")
@store_argument
@json_option
@click.pass_context
def dates(context: click.Context, store: Path, *, as_json: bool) -> None:
    """Dates in doubt: contradicted, incomplete or unknown."""
    words = words_of(context)
    with reading(context, store) as k:
        found = [view for view in k.views.datings() if view.dating.verdict != "consistent"]
        if as_json:
            print_json([{"article": one.article.id, "dating": one.dating} for one in found])
        else:
            print_lines(terminal.doubts(found, words))


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
        words = words_of(context)
        with reading(context, store) as k:
            views = k.views
            if terminal.is_withdrawn(k.withdrawn(), id):
                click.echo(words("show.withdrawn"), err=True)
                views = k.withdrawn()
            if as_json:
                print_json(item(views, id))
            else:
                print_lines(view(views, id, words))


_lookup("show", terminal.show, terminal.show_item)
_lookup("explain", terminal.explain, terminal.explain_item)


@kroniek.command(help="annotations.help")
@store_argument
@click.pass_context
def annotations(context: click.Context, store: Path) -> None:
    """The annotation contract as JSON Lines."""
    with reading(context, store) as k:
        for item in k.annotations():
            print_json(item)
