"""The words of the interface, Dutch and English, for the command line and the pages."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kroniek.packs import lexicon

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

    def figure(self, number: int) -> str:
        """A number as readers write it: ``1.980``, ``1,980``."""
        return f"{number:,}".replace(",", "." if self.language == "nl" else ",")

    def noun(self, thing: str, number: int) -> str:
        """The word for so many of a thing: ``regel``, ``regels``. Raises KeyError."""
        return self.label("one" if number == 1 else "many", thing)

    def count(self, thing: str, number: int) -> str:
        """So many of a thing: ``1 regel``, ``1.980 regels``. Raises KeyError."""
        return f"{self.figure(number)} {self.noun(thing, number)}"

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
