"""Texts that are edited, each letter of which remembers where it came from."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from kroniek.spans import Span

_WORDS = ("mogelijk", "later", "volgens", "deels", "opnieuw", "about", "again", "partly", "later")
_NEW = (
    "De redactie heeft dit bericht aangevuld. ",
    "Wat dit betekent is nog niet duidelijk. ",
    "This story has been updated. ",
    "More details were not available at first. ",
)


@dataclass(frozen=True, slots=True)
class Edited:
    """A text, and for each of its letters where it stood before; None for what is new."""

    text: str
    origins: tuple[int | None, ...]

    @classmethod
    def of(cls, text: str) -> "Edited":
        """A text as it is."""
        return cls(text, tuple(range(len(text))))

    def part(self, span: Span) -> "Edited":
        """A part of it."""
        return Edited(span.of(self.text), self.origins[span.start : span.end])

    def __add__(self, other: "Edited") -> "Edited":
        return Edited(self.text + other.text, self.origins + other.origins)

    def replaced(self, span: Span, new: "Edited") -> "Edited":
        """With `new` in the place of `span`."""
        before, behind = Span(0, span.start), Span(span.end, len(self.text))
        return self.part(before) + new + self.part(behind)


def new(text: str) -> Edited:
    """Letters that stood nowhere before."""
    return Edited(text, (None,) * len(text))


def _sentences(text: str) -> list[Span]:
    """Rough sentences within paragraphs: enough to edit by."""
    found, start = [], 0
    for k, letter in enumerate(text):
        if (letter in ".?!" and text[k + 1 : k + 2] in (" ", "\n", "")) or text[
            k : k + 2
        ] == "\n\n":
            if text[start : k + 1].strip():
                found.append(Span(start, k + 1))
            start = k + 1
    return found


def _words(text: str) -> list[Span]:
    found, start = [], None
    for k, letter in enumerate(text + " "):
        if letter.isalpha():
            start = k if start is None else start
        elif start is not None:
            found.append(Span(start, k))
            start = None
    return [span for span in found if span.size > 3]


def _inserted(one: Edited, dice: random.Random) -> Edited:
    at = dice.choice(_sentences(one.text)).end
    return one.replaced(Span(at, at), new(" " + dice.choice(_NEW).strip()))


def _deleted(one: Edited, dice: random.Random) -> Edited:
    return one.replaced(dice.choice(_sentences(one.text)), new(""))


def _put_elsewhere(one: Edited, dice: random.Random) -> Edited:
    span = dice.choice(_sentences(one.text))
    taken = one.part(span)
    rest = one.replaced(span, new(""))
    left = _sentences(rest.text)
    if not left:
        return one  # there is nowhere else
    at = dice.choice(left).end
    return rest.replaced(Span(at, at), new(" ") + taken)


def _word_changed(one: Edited, dice: random.Random) -> Edited:
    return one.replaced(dice.choice(_words(one.text)), new(dice.choice(_WORDS)))


def _typed_otherwise(one: Edited, dice: random.Random) -> Edited:
    """A letter too few or too many, or two in the other order: as a typing error is mended."""
    word = dice.choice(_words(one.text))
    at = dice.randrange(word.start + 1, word.end - 1)
    match dice.randrange(3):
        case 0:
            return one.replaced(Span(at, at + 1), new(""))
        case 1:
            return one.replaced(Span(at, at), new(one.text[at]))
        case _:
            swapped = one.part(Span(at + 1, at + 2)) + one.part(Span(at, at + 1))
            return one.replaced(Span(at, at + 2), swapped)


def _printed_twice(one: Edited, dice: random.Random) -> Edited:
    paragraphs = [p for p in one.text.split("\n\n") if len(p) > 80] or [one.text]
    told = dice.choice(paragraphs)
    end = one.text.index(told) + len(told)
    return one.replaced(Span(end, end), new("\n\n" + told))


_EDITS: tuple[tuple[int, Callable[[Edited, random.Random], Edited]], ...] = (
    (3, _inserted),
    (2, _deleted),
    (2, _put_elsewhere),
    (6, _word_changed),
    (6, _typed_otherwise),
    (1, _printed_twice),
)


def edited(text: str, dice: random.Random) -> Edited:
    """A text after three to ten edits, such as an article gets in its first hours."""
    one = Edited.of(text)
    kinds = [edit for weight, edit in _EDITS for _ in range(weight)]
    for _ in range(dice.randint(3, 10)):
        if not (_sentences(one.text) and _words(one.text)):
            break  # all of it was deleted
        one = dice.choice(kinds)(one, dice)
    return one
