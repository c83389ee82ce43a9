"""Has the command line, and the library it is made with, speak the reader's language."""

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from kroniek.packs import data, lexicon
from kroniek.words import Words

_KINDS = (
    (click.Path, "path"),
    (click.types.IntParamType, "number"),
    (click.types.StringParamType, "text"),
)


def commands(command: click.Command, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, each with its whole name: ``fix same``; the topmost has none."""
    yield above, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from commands(below, f"{above} {name}".strip())


class Speaker:
    """The commands below `top`, whose help texts are keys of ``cli.toml`` until it speaks."""

    def __init__(self, top: click.Command) -> None:
        self._commands = dict(commands(top))
        for command in self._commands.values():
            # Our own help option: the library would keep the words it was first asked in.
            click.help_option("-h", "--help", help="main.show_help")(command)
        self._keys = _help_keys(self._commands.values())

    def speak(self, words: Words) -> None:
        """Put in all help texts, names of what is given, and examples."""
        for helped, key in self._keys.items():
            helped.help = words(key)
        for name, command in self._commands.items():
            command.options_metavar = words("usage.options")
            if isinstance(command, click.Group):
                command.subcommand_metavar = words("usage.command")
            for parameter in command.params:
                named = _named(parameter)
                if named is not None:
                    parameter.metavar = words(f"usage.{named}")
            command.help = "\n\n".join((command.help or "", *_given(command, words)))
            command.epilog = _epilog(name, words)


def _help_keys(below: Any) -> Mapping[click.Command | click.Option, str]:  # noqa: ANN401
    """Whatever has a help text of ours, with its key."""
    keys = {f"{table}.{key}" for table, texts in lexicon("en/cli.toml").items() for key in texts}
    found: dict[click.Command | click.Option, str] = {}
    for command in below:
        found[command] = command.help or ""
        options = [one for one in command.params if isinstance(one, click.Option)]
        found.update({one: one.help for one in options if one.help in keys})
    return found


def _named(parameter: click.Parameter) -> str | None:
    """The key of the word that stands for what is given: its own, or that of its kind."""
    if parameter.name in lexicon("en/cli.toml")["usage"]:
        return parameter.name
    if isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count):
        return None
    return next((word for kind, word in _KINDS if isinstance(parameter.type, kind)), None)


def _given(command: click.Command, words: Words) -> Iterator[str]:
    """What each argument of a command is, where its name does not tell."""
    known = lexicon("en/cli.toml")["given"]
    for parameter in command.params:
        if isinstance(parameter, click.Argument) and parameter.name in known:
            name = words(f"usage.{parameter.name}").strip("[].")
            yield f"{name}: {words(f'given.{parameter.name}')}"


def _epilog(name: str, words: Words) -> str:
    """Examples of a command; for the topmost, the exit codes as well."""
    table, _, key = (name or "main").partition(" ")
    example = words(f"example.{f'{table}_{key}' if key else table}".replace("-", "_"))
    shown = f"\b\n{words('main.example')}\n" + "\n".join(
        f"  {line}" for line in example.split("\n")
    )
    return shown if name else f"{shown}\n\n\b\n{words('main.codes')}"


@contextmanager
def click_speaking(language: str) -> Iterator[None]:
    """Have the command-line library speak `language` too, for a while.

    It asks gettext for its own words ("Usage:", "Missing argument"), and gettext asks the
    environment; the catalogue lies with our data. The environment is put back afterwards, so that
    one run of the program does not choose the language of the next.
    """
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", str(data("locale")))
    gettext.textdomain("messages")
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
