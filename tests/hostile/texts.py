"""Hostile texts: articles that read plainly, and have steps compare everything with everything.

Each is made at any length; the steps together must take no longer than in proportion to it.
"""

import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, cycle
from typing import NamedTuple

from tests.hostile.samples import DUTCH, ENGLISH

HEAD = "ZUTPHEN, 4 mei 2021 – De brug bij Zutphen is dinsdag gesloten, zegt de gemeente.\n\n"


class Text(NamedTuple):
    """What is written over and over, and in which language it is to be read."""

    name: str
    parts: Callable[[], Iterator[str]]
    language: str

    def of(self, letters: int) -> str:
        """The text at this length."""
        told, size = [HEAD], len(HEAD)
        for part in self.parts():
            told.append(part)
            size += len(part)
            if size >= letters:
                break
        return "".join(told)[:letters]


def _again(*units: str, language: str = "nl") -> list[Text]:
    """A text of each unit, written again and again."""
    return [Text(f"again {unit!r}", partial(cycle, (unit,)), language) for unit in units]


def _counted(name: str, template: str) -> Text:
    """A text of a template, filled with rising numbers."""
    return Text(name, lambda: (template.format(k=k, d=k % 28 + 1) for k in count(1)), "nl")


def _names() -> Iterator[str]:
    chance = random.Random(1)  # noqa: S311 (nothing secret)

    def word() -> str:
        pairs = (chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(3))
        return "".join(pairs).capitalize()

    while True:
        yield f"{word()} {word()}sen"


def _named(name: str, template: str) -> Text:
    """A text of a template, filled with a new name each time."""
    return Text(name, lambda: (template.format(name) for name in _names()), "nl")


TEXTS = (
    Text("plain Dutch", lambda: cycle(f"{line} " for line in DUTCH), "nl"),
    Text("plain English", lambda: cycle(f"{line} " for line in ENGLISH), "en"),
    # without end
    *_again("de brug over het water is dicht en ", "die de man zag die ", "De ", "a", "A", "a-"),
    *_again("the bridge over the water was closed and ", language="en"),
    # names
    _named("names", "{} en "),
    _named("names that say", "{} zei dat de brug dicht was. "),
    _named("names in paragraphs", "{} zei dinsdag dat de brug bij Zutphen dicht was.\n\n"),
    *_again("Zutphen ", "in Zutphen bij Deventer ", "Jan van ", "Jan's ", "© Krant ", "president "),
    *_again("A. ", "A ", "ABC ", "Abc-", "dr. ", "Aa "),
    # numbers and times
    _counted("numbers", "{k} huizen en "),
    _counted("numbers in sentences", "Er zijn {k} huizen ontruimd. "),
    _counted("dates", "{d} mei {k}, "),
    _counted("dates in sentences", "Op {d} mei 2021 brak dijk {k} bij Zutphen. "),
    *_again("dinsdag ", "mei ", "12 uur ", "twee jaar geleden ", "van 4 tot 5 ", "1 ", "1.", "1-"),
    *_again("duizend ", "12:", "€ 12 miljoen ", "$12 ", "12,5 % ", "Gisteren viel regen. "),
    *_again("hundred and ", "May ", language="en"),
    # who says so
    *_again("Jan zegt dat Piet zegt dat ", "volgens Jan volgens Piet ", "Zei Jan. ", "hij zei "),
    *_again("„Ja, zei Jan. ", "niet niet nooit geen "),
    *_again("Jan said that Piet said that ", "according to Jan ", language="en"),
    # marks
    *_again("„", '"', '"a ', "'", "'a ", "“a” ", "„a ", "”", "„Ja “nee ‘ja ", "- ", "– a "),
    *_again("(", "(a) ", "(a ", ")", "[", ", ", "a: ", "a; ", ".", " .", "... "),
    # what happens
    _counted("events", "Bij de aanval in Zutphen kwamen dinsdag {k} mensen om het leven. "),
    *_again("aanval ", "de aanval op de brand van de ", "De aanval. ", "werd gedood door de "),
    *_again("attacked killed ", language="en"),
    # lines
    _counted("live blog", "{d}:15 Brug {k} dicht\n\nDe brug is dicht, zegt de politie.\n\n"),
    _counted("posts", "Jan Jansen (@jan{k}) May 4, 2021\n\npic.twitter.com/a{k}\n\n"),
    *_again("Ab\n\n", "a\n", "\n", " ", "Foto: ANP\n", "Door Jan Jansen\n", "Lees ook: Brug\n\n"),
    # signs
    *_again(
        "https://a.example/b ", "@jan ", "a@b.", "e\u0301 ", "a\u200b", "a\u202e ", "🔥 ", "中 "
    ),
)
"""Every text."""
