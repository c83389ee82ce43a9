"""Decide, and see what was decided: ``fix``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kroniek.cli import terminal_decisions as told
from kroniek.cli.door import (
    Shown,
    json_option,
    kroniek,
    print_json,
    print_lines,
    reading,
    showing_progress,
    shows,
    store_argument,
    words_of,
)
from kroniek.library import Kroniek
from kroniek.library.judging import Told
from kroniek.model.judgement import Judgement
from kroniek.words import Words

Verb = Callable[..., Judgement]
"""A verb of `Kroniek`: takes what is pointed at, then what goes with every decision."""


@kroniek.group(help="fix.help")
def fix() -> None:
    """Decide, and see what was decided."""


@contextmanager
def _deciding(context: click.Context, store: Path) -> Iterator[Kroniek]:
    """The store, with the reader its chronicle was made with."""
    with reading(context, store) as k:
        use = k.reader_use()
        asked = use.model is not None or use.problem is not None
    with Kroniek(store, create=False, reader=asked) as k:
        yield k


def _verb(name: str, verb: Verb, *arguments: str, reason: bool = True) -> None:
    """Add a command that decides."""

    def command(
        context: click.Context,
        /,
        store: Path,
        *,
        as_json: bool,
        later: bool,
        **given: Any,  # noqa: ANN401 (click passes each by name)
    ) -> None:
        words = words_of(context)
        pointers = [given.pop(argument) for argument in arguments]
        with _deciding(context, store) as k:
            judgement = verb(k, *pointers, later=True, **_told(**given))
            if not later:
                with showing_progress(words, "auto") as progress:
                    k.build(progress=progress)
            _tell(k, judgement, words, later=later, as_json=as_json)

    wrapped: Any = click.pass_context(command)
    wrapped = json_option(wrapped)
    wrapped = click.option("--later", is_flag=True, help="fix.later")(wrapped)
    wrapped = click.option("--who", help="fix.who")(wrapped)
    wrapped = click.option("--because", required=reason, help="fix.because")(wrapped)
    for argument in reversed(arguments):
        wrapped = click.argument(argument)(wrapped)
    key = name.replace("-", "_")
    fix.command(name, help=f"fix.{key}")(store_argument(wrapped))


def _told(because: str | None, who: str | None) -> Told:
    """What was given of what goes with every decision."""
    told = Told(because=because or "")
    return told | Told(who=who) if who else told


def _tell(k: Kroniek, judgement: Judgement, words: Words, *, later: bool, as_json: bool) -> None:
    decided = next(one for one in k.judgements() if one.judgement.id == judgement.id)
    if as_json:
        print_json(told.item(decided))
    else:
        print_lines(told.log([decided], k.views.spoken(words.language), words))
    if later:
        click.echo(words("fix.kept", id=judgement.id), err=True)


_verb("same", Kroniek.judge_same, "one", "other")
_verb("not-same", Kroniek.judge_not_same, "one", "other")
_verb("split", Kroniek.judge_split, "id", "article")
_verb("date", Kroniek.judge_date, "id", "days")
_verb("place", Kroniek.judge_place, "id", "place")
_verb("hide", Kroniek.hide, "id")
_verb("confirm", Kroniek.confirm, "id", reason=False)
_verb("undo", Kroniek.undo, "decision", reason=False)
_verb("accept", Kroniek.accept, "decision", reason=False)


@shows("log", on=fix)
def log(k: Kroniek, words: Words) -> Shown:
    """All decisions with what has become of them."""
    found = k.judgements()

    def shown() -> Iterator[str]:
        return told.log(found, k.views.spoken(words.language), words)

    _unreadable(k, words)
    return Shown(lambda: [told.item(one) for one in found], shown, None if found else "fix.none")


@shows("orphans", on=fix)
def orphans(k: Kroniek, words: Words) -> Shown:
    """Decisions that a person must look at."""
    found = k.orphans()

    def shown() -> Iterator[str]:
        return told.orphans(found, str(k.store.path), k.views.spoken(words.language), words)

    _unreadable(k, words)
    return Shown(
        lambda: [told.orphan_item(one) for one in found],
        shown,
        None if found else "fix.no_orphans",
    )


def _unreadable(k: Kroniek, words: Words) -> None:
    for line in told.unreadable(k.unreadable_judgements(), k.store.judgements.mirror, words):
        click.echo(line, err=True)
