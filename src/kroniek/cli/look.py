"""Look things up in a finished chronicle: ``chronicle``, ``statements`` … ``annotations``."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from kroniek.cli import terminal
from kroniek.cli.door import (
    Shown,
    json_option,
    kroniek,
    print_json,
    reading,
    shows,
    store_argument,
    words_of,
)
from kroniek.edtf import first_day
from kroniek.library import Kroniek
from kroniek.model.text import Act
from kroniek.share import contract
from kroniek.views import Views
from kroniek.words import Words


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A day, month or year, as it is written."""
    try:
        if value is not None:
            first_day(value)
    except ValueError as error:
        told = words_of(context)("error.day", value=value)
        raise click.BadParameter(told, context, parameter) from error
    return value


def _act(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The act of a statement, by its code or by the word of the reader's language."""
    if value is None:
        return None
    words = words_of(context)
    known = {word: act.value for act in Act for word in (words.label("act", act), act.value)}
    if value.lower() not in known:
        listed = ", ".join(words.label("act", act) for act in Act)
        raise click.BadParameter(words("statements.acts", acts=listed), context, parameter)
    return known[value.lower()]


@shows(
    "chronicle",
    click.option("--place", help="chronicle.place"),
    click.option("--since", callback=_day, help="chronicle.since"),
    click.option("--until", callback=_day, help="chronicle.until"),
)
def chronicle(k: Kroniek, words: Words, **wanted: str | None) -> Shown:
    """Lines in order of the time told."""
    lines = list(k.chronicle(**wanted))
    kept = {line.entry.id for line in lines}

    def item() -> object:
        told = contract.chronicle(k.views.collection)
        return {**told, "entries": [entry for entry in told["entries"] if entry["id"] in kept]}

    def shown() -> Iterator[str]:
        spoken = k.views.spoken(words.language)
        return terminal.chronicle([spoken.line(line.entry) for line in lines], words)

    return Shown(item, shown, None if lines else "chronicle.empty")


@shows(
    "statements",
    click.option("--speaker", help="statements.speaker"),
    click.option("--act", callback=_act, help="statements.act"),
)
def statements(k: Kroniek, words: Words, speaker: str | None, act: str | None) -> Shown:
    """Who says what."""
    spoken = k.views.spoken(words.language)
    views = list(spoken.statements(speaker=speaker, act=act))

    def item() -> object:
        kept = k.views.statements(speaker=speaker, act=act)
        return [terminal.statement_item(view) for view in kept]

    def shown() -> Iterator[str]:
        return (line for view in views for line in terminal.statement(view, words))

    return Shown(item, shown, None if views else "statements.empty")


@shows("disputes", click.option("--about", help="disputes.about"))
def disputes(k: Kroniek, words: Words, about: str | None) -> Shown:
    """Where sources disagree."""
    found = list(k.disputes(about=about))
    kept = {dispute.id for dispute in found}

    def item() -> object:
        told = contract.chronicle(k.views.collection)["disputes"]
        return [one for one in told if one["id"] in kept]

    def shown() -> Iterator[str]:
        spoken = k.views.spoken(words.language)
        told = (spoken.disputes[one.id] for one in found)
        return (line for one in told for line in terminal.dispute(one, spoken, words))

    return Shown(item, shown, None if found else "disputes.empty")


@shows("forecasts")
def forecasts(k: Kroniek, words: Words) -> Shown:
    """What was foretold."""
    spoken = k.views.spoken(words.language)
    found = spoken.forecasts

    def shown() -> Iterator[str]:
        return (line for one in found for line in terminal.forecast(one, spoken, words))

    return Shown(
        lambda: contract.chronicle(k.views.collection)["forecasts"],
        shown,
        None if found else "forecasts.empty",
    )


@shows("dates")
def dates(k: Kroniek, words: Words) -> Shown:
    """Dates in doubt: contradicted, incomplete or unknown."""
    found = list(k.views.doubts())
    return Shown(
        lambda: [{"article": one.article.id, "dating": one.dating} for one in found],
        lambda: terminal.doubts(found, words),
        None if found else "dates.empty",
    )


def _lookup(
    name: str, view: Callable[[Views, str, Words], Iterable[str]], item: Callable[[Views, str], Any]
) -> None:
    """Add a command that takes an id and prints what it stands for."""

    def look(k: Kroniek, words: Words, id: str) -> Shown:  # noqa: A002 (click passes it by name)
        views = k.views
        if terminal.is_withdrawn(k.withdrawn(), id):
            click.echo(words("show.withdrawn"), err=True)
            views = k.withdrawn()
        return Shown(lambda: item(views, id), lambda: view(views, id, words))

    shows(name, click.argument("id"))(look)


_lookup("show", terminal.show, terminal.show_item)
_lookup("explain", terminal.explain, terminal.explain_item)


@kroniek.command(help="annotations.help")
@store_argument
@json_option
@click.pass_context
def annotations(context: click.Context, store: Path, *, as_json: bool) -> None:
    """The annotation contract as JSON Lines, which it is with and without ``--json``."""
    _ = as_json
    with reading(context, store) as k:
        for item in k.annotations():
            print_json(item)
