"""The words of the interface, Dutch and English, for the command line and the pages."""

import gettext
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click

from kroniek.packs import data, lexicon

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """Texts of one file in one language: ``Words("nl", "cli")("build.help")``."""

    language: str
    file: str

    def __call__(self, key: str, **values: object) -> str:
        """The text at a dotted key, with ``{name}`` replaced. Raises KeyError if it is missing."""
        found: Any = lexicon(f"{self.language}/{self.file}.toml")
        for part in key.split("."):
            found = found[part]
        if not isinstance(found, str):
            raise KeyError(key)
        return found.format(**values) if values else found

    def label(self, kind: str, value: str) -> str:
        """A word for a value of a record: ``label("act", "denial")``. Raises KeyError."""
        labels: Mapping[str, Any] = lexicon(f"{self.language}/labels.toml")
        word: str = labels[kind][value]
        return word

    def kind(self, value: str) -> str:
        """A word for a kind of thing that packs name; the pack's own where we have none."""
        kinds: Mapping[str, str] = lexicon(f"{self.language}/labels.toml")["kind"]
        return kinds.get(value, value)


def preferred_language(environment: Mapping[str, str] | None = None) -> str:
    """``nl`` or ``en``, as LANGUAGE, LC_ALL, LC_MESSAGES or LANG of the environment ask."""
    told = os.environ if environment is None else environment
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for choice in told.get(variable, "").split(":"):
            if choice[:2].lower() in LANGUAGES:
                return choice[:2].lower()
    return "en"


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


def asked_language(words: Sequence[str]) -> str:
    """The language of ``--lang`` if it is given before the command, else the environment's."""
    for k, word in enumerate(words):
        if word == "--lang" and k + 1 < len(words) and words[k + 1] in LANGUAGES:
            return words[k + 1]
        if word.startswith("--lang=") and word[7:] in LANGUAGES:
            return word[7:]
        if not word.startswith("-"):
            break
    return preferred_language()


def commands(command: click.Command) -> Iterator[click.Command]:
    """A command and all below it."""
    yield command
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from commands(below)


def help_keys(top: click.Command) -> dict[click.Command | click.Option, str]:
    """Whatever has a help text of ours, below `top`, with its key in place of which it is put."""
    keys = {f"{table}.{key}" for table, texts in lexicon("en/cli.toml").items() for key in texts}
    found: dict[click.Command | click.Option, str] = {}
    for command in commands(top):
        found[command] = command.help or ""
        options = [one for one in command.params if isinstance(one, click.Option)]
        found.update({one: one.help for one in options if one.help in keys})
    return found
