"""The words of the interface, Dutch and English, for the command line and the pages."""

import gettext
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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


def translate_click(language: str) -> None:
    """Have the command-line library speak `language` too, in this process.

    It asks gettext for its own words ("Usage:", "Missing argument"), and gettext asks the
    environment; the catalogue lies with our data.
    """
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", str(data("locale")))
    gettext.textdomain("messages")
