"""Guards: what must hold around an expression that looks like a time but may be none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from kroniek.errors import PackError
from kroniek.extract.times.patterns import Edges
from kroniek.model.text import Token
from kroniek.packs import lexicon

_DAY_SPOKEN_OF = 2
"""Tokens of "that Tuesday"; "that same Tuesday" has more."""
_YEARS_IN_WORDS = frozenset(map(str, range(10, 100)))


class Place(NamedTuple):
    """An expression that is to be judged: ``tokens[first:end]`` of a sentence."""

    tokens: Sequence[Token]
    cells: Sequence[Edges | None]
    first: int
    end: int

    @property
    def before(self) -> str:
        """The word before, lower case; empty at the beginning."""
        return self.tokens[self.first - 1].lower if self.first else ""

    @property
    def after(self) -> str:
        """The word behind, lower case; empty at the end."""
        return self.tokens[self.end].lower if self.end < len(self.tokens) else ""

    @property
    def size(self) -> int:
        """How many tokens it has."""
        return self.end - self.first


@dataclass(frozen=True)
class Guards:
    """Word lists that guards consult, one language."""

    lists: Mapping[str, frozenset[str]]

    def compares(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether a figure that is compared stands before: "from $4 million a year ago"."""
        before = [token.lower for token in tokens[max(0, first - 2) : first]]
        if before and before[-1] == ",":
            before.pop()
        return bool(before) and before[-1] in self.lists["compared"]

    def allow(self, name: str, place: Place) -> bool:
        """Whether the guard lets the expression through. Raises PackError if there is none such."""
        guard = _GUARDS.get(name)
        if guard is None:
            raise PackError(
                "times.toml", f"unknown guard {name!r}", f"use one of {sorted(_GUARDS)}"
            )
        return guard(self.lists, place)


def _year(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """A bare number of four figures: a year after "in", "since" …, never before what it counts."""
    edges = place.cells[place.first]
    if place.size > 1 or not edges or "BAREYEAR" not in edges:
        return True
    after, before = place.after, place.before
    if after in lists["counted"] or _is_name(lists, place) or _is_amount(lists, place):
        return False
    number = int(edges["BAREYEAR"])
    if before in lists["year_before"]:
        return True
    if not 1900 <= number <= 2099:
        return False
    if place.first == 0:
        return not after.isalpha() or after in lists["finite"]
    previous = place.tokens[place.first - 1].text
    noun_follows = place.end < len(place.tokens) and place.tokens[place.end].text[0].islower()
    return previous[0].isupper() or (
        previous[0].isalpha() and not (noun_follows and after not in lists["finite"])
    )


def _is_name(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """Room 2011, resolution 2022, the Laan van 1940, "de 1984 van Orwell"."""
    before = place.before
    if before in lists["numbered"] | lists["titled_years"] or (
        before in lists["the"] and place.after in lists["of"]
    ):
        return True
    earlier = place.tokens[place.first - 2].lower if place.first > 1 else ""
    return before in lists["of"] and earlier.endswith(tuple(lists["streets"]))


def _is_amount(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """No year: about 2010 cyclists, an index that fell to 1987, a house at 1945 Oak Street."""
    before = place.before
    following = place.tokens[place.end : place.end + 3]
    if before in lists["amount_before"]:
        return bool(following) and following[0].lower.endswith(tuple(lists["plural_endings"]))
    earlier = place.tokens[place.first - 2].lower if place.first > 1 else ""
    if before in lists["moved_to"] and earlier in lists["moved"]:
        return True
    titled = [token for token in following if token.text[0].isupper()]
    return bool(titled) and titled[0] is following[0] and titled[-1].lower in lists["streets"]


def _plain(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """No name or title: "Juffrouw Juni", "de film Zondag", "August Wilson"."""
    word = place.tokens[place.first].text
    if not word[0].isupper():
        return True
    if place.size == 1 and (
        place.before in lists["titled"] or place.after in lists["not_before_small"]
    ):
        return False
    if _is_title(lists, place):
        return False
    if place.after in lists["not_before"] and place.tokens[place.end].text[0].isupper():
        return False  # the Sunday Times
    if "joined_names" not in lists:  # Dutch months have no capital: "Dirk Mei"
        previous = place.tokens[place.first - 1].text if place.first else ""
        named = previous[:1].isupper() and place.before not in lists["year_before"]
        return place.size > 1 or not named
    if place.end >= len(place.tokens) or place.size > 1:
        return True
    after = place.tokens[place.end].text
    named = word.lower() in lists["joined_names"] and after[0].isupper() and after[-1].islower()
    return not (named and place.before not in lists["month_before"] and after[1:].islower())


def _is_title(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """The Mail on Sunday, Saturday Night Live."""
    behind = [token.text for token in place.tokens[place.end : place.end + 2]]
    if place.size == 1 and len(behind) > 1 and behind[0].lower() in lists["parts"]:
        return behind[0].istitle() and behind[1].istitle()
    if place.size == 1:
        earlier = place.tokens[place.first - 2].text if place.first > 1 else ""
        return earlier[:1].isupper() and earlier.lower() in lists["sunday_titles"]
    if place.size > 2 or place.end >= len(place.tokens):
        return False
    second, after = place.tokens[place.first + 1].text, place.tokens[place.end].text
    return second.istitle() and after.istitle() and after.lower() not in lists["capitals"]


def _short_year(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """In '45, and not "in '45 man' …" or a closing quotation mark."""
    after = place.after
    return not after or after not in lists["counted"]


def _twice(lists: Mapping[str, frozenset[str]], place: Place) -> bool:  # noqa: ARG001
    """The same word twice: "day after day"."""
    words = [token.lower for token in place.tokens[place.first : place.end]]
    return max(map(words.count, words)) > 1


def _rated(lists: Mapping[str, frozenset[str]], place: Place) -> bool:  # noqa: ARG001
    """So many things "a year": a number, or an amount of money, up to four words before."""
    if not place.first or not place.before[-1:].isalpha():
        return False
    plural = place.before.endswith("s") or place.before in ("million", "billion", "people")
    low, high = max(0, place.first - 5), place.first - 1
    return plural and any(
        place.tokens[k].text[0].isdigit() or "NUM" in (place.cells[k] or ())
        for k in range(low, high)
    )


def _compound(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """Twenty four, two hundred; not "two four"."""
    numbers = [
        (k, float(edges["NUM"]))
        for k, edges in enumerate(place.cells[place.first : place.end])
        if edges and "NUM" in edges
    ]
    pairs = [(a, b) for (i, a), (j, b) in pairwise(numbers) if j == i + 1]
    if len(pairs) != 1 or not place.tokens[place.end - 1].text[0].isalpha():
        return False
    first, last = pairs[0]
    tens = first in range(20, 100, 10) and 1 <= last <= 9
    return (tens or last in (100, 1000)) and _duration(lists, place)


def _spelled_year(lists: Mapping[str, frozenset[str]], place: Place) -> bool:  # noqa: ARG001
    """Nineteen ninety-six: 18, 19 or 20 and a number of two figures, both in letters."""
    *_, century, year = place.cells[place.first : place.end]
    words = place.tokens[place.end - 2 : place.end]
    if not century or not year or not all(word.text[0].isalpha() for word in words):
        return False
    return century["NUM"] in ("18", "19", "20") and year["NUM"] in _YEARS_IN_WORDS


def _clock_range(lists: Mapping[str, frozenset[str]], place: Place) -> bool:  # noqa: ARG001
    """From … to …: after "van", "tussen"; not "het werd 20 tot 30 uur"."""
    return place.before in ("van", "tussen", "vanaf", "open", ":", "(")


def _adjacent(lists: Mapping[str, frozenset[str]], place: Place) -> bool:  # noqa: ARG001
    """Two days, or months, that follow each other: "2 en 3 april"."""
    first, second = place.cells[place.first] or {}, place.cells[place.first + 2] or {}
    name = next(name for name in ("DAY", "MONTH", "MONTHANY") if name in first and name in second)
    return int(second[name]) == int(first[name]) + 1


def _day_alone(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """A day alone: "on the 19th", not "on the 19th floor" or "on the second"."""
    if not place.tokens[place.end - 1].lower[0].isdigit():
        return False
    after = place.after
    return not after or not after[0].isalnum() or after in lists["finite"] | lists["day_alone"]


def _beside(name: str) -> "Callable[[Mapping[str, frozenset[str]], Place], bool]":
    """A guard: the sentence has a word that begins as one of the list."""

    def holds(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
        stems = tuple(lists[name])
        return any(token.lower.startswith(stems) for token in place.tokens)

    return holds


def _duration(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """No time of day ("om acht uur"), no age, no "een dag" that is a day and not a length."""
    last = place.cells[place.end - 1] or {}
    first = place.cells[place.first] or {}
    written = place.tokens[place.end - 1].text
    if place.first and written[0].isupper() and written[1:].islower():
        return False  # "de 24 Uur van Le Mans"
    if last.get("UNIT") == "H" and place.size == 2 and "HOUR" in first:
        return place.before not in lists["clock_before"]
    if place.after in lists["aged"] or place.before in lists["aged"]:
        return False
    if place.first > 1 and place.tokens[place.first - 2].lower in lists["persons"]:
        return last.get("UNIT") != "Y" or place.before != "van"
    if "COUNTADJ" in last:
        named = place.end < len(place.tokens) and place.tokens[place.end].text[0].isupper()
        return not (
            last["COUNTADJ"].endswith(":Y") and (named or place.after in lists["aged_nouns"])
        )
    if place.size == 2 and place.tokens[place.first].lower in lists["one"]:
        long = last.get("UNIT") in ("DE", "CE", "QH", "QC", "HY", "FN")
        return long or place.before in lists["one_before"] or place.after in lists["one_after"]
    return True


def _compared(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """Not "three days later than planned"."""
    return place.after not in lists["comparing"]


def _clock(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """A number and "uur" are a time of day after "om", "rond"; otherwise they are a length."""
    edges = place.cells[place.first] or {}
    if "CLOCK" in edges or place.size > 2:
        return True
    if "CLOCKDOT" in edges:
        return True
    if "HOUR" in edges and place.size == 2 and "AMPM" in (place.cells[place.first + 1] or {}):
        return True
    if place.size > 1 and place.tokens[place.first + 1].lower.startswith("o"):  # o'clock
        return True
    return "HOUR" not in edges or place.before in lists["clock_before"]


def _now(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """The adverb "nu", not the conjunction: that begins a clause and its subject follows."""
    before, after = place.before, place.after
    if after in lists["joins_with"] or (not before and after in lists["turning_to"]):
        return False
    if place.size > 1 or place.tokens[place.first].lower not in lists["joining"]:
        return True
    begins = not before or before in lists["clause_ends"]
    joined = before in lists["joining_before"]
    if not begins and not joined:
        return True
    if joined and after in lists["subjects"]:
        return False
    return not begins or not after or after in lists["finite"]


def _alone(lists: Mapping[str, frozenset[str]], place: Place) -> bool:  # noqa: ARG001
    """No number or unit follows: "in the past", but not "in the past three weeks"."""
    edges = place.cells[place.end] if place.end < len(place.cells) else None
    return edges is None or edges.keys().isdisjoint(("NUM", "UNIT", "VAGUE"))


def _lower(lists: Mapping[str, frozenset[str]], place: Place) -> bool:  # noqa: ARG001
    """No name: "Daily" with a capital inside a sentence is a newspaper, so is "De Morgen"."""
    if place.first == 0 or not place.tokens[place.first - 1].text[0].isalnum():
        return True
    return not place.tokens[place.first].text[0].isupper()


def _frequency(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """How often, and no newspaper: "the daily Courier", "a weekly reported"."""
    if not _lower(lists, place):
        return False
    if place.size > 1 or place.tokens[place.first].lower not in lists["issued"]:
        return True
    end = place.end
    while end < len(place.tokens) and place.tokens[end].text[0].isupper():
        end += 1
    behind = place.tokens[end].lower if end < len(place.tokens) else ""
    if end > place.end:  # "the weekly Courier said", and not "the daily Covid figures"
        return place.first > 0 and behind[:1].isalpha() and behind not in lists["behind_name"]
    led = place.first > 0 and place.tokens[place.first - 1].text[0].isupper()
    return not ((led or place.before in lists["issued_by"]) and behind in lists["behind_paper"])


def _rate(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """No speed: "80 kilometer per uur" does not say how often."""
    unit = (place.cells[place.end - 1] or {}).get("UNIT")
    return unit not in ("S", "MIN", "H") or place.before not in lists["measures"]


def _once(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """Of the past: "it was once a mill", not "once a week", "at once" or "once he had left"."""
    if place.before not in lists["once_before"]:
        return False
    if place.after in lists["one"]:  # "was once a mill", not "once a week"
        edges = place.cells[place.end + 1] if place.end + 1 < len(place.cells) else None
        return edges is None or "UNIT" not in edges
    return place.after not in lists["once_not_after"]


def _feast(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """No tree, island or treaty that has its name of a feast."""
    return (
        place.after not in lists["feast_not_before"]
        and place.before not in lists["feast_not_after"]
    )


def _demonstrative(lists: Mapping[str, frozenset[str]], place: Place) -> bool:
    """A day: "die dinsdag", "that Tuesday", where "die" and "that" do not begin a clause."""
    same = place.tokens[place.first].lower not in lists["relative"] or place.size > _DAY_SPOKEN_OF
    return same or not place.before or place.before in lists["demonstrative"]


_GUARDS: Mapping[str, Callable[[Mapping[str, frozenset[str]], Place], bool]] = {
    "year": _year,
    "duration": _duration,
    "clock": _clock,
    "now": _now,
    "lower": _lower,
    "rate": _rate,
    "frequency": _frequency,
    "alone": _alone,
    "compared": _compared,
    "plain": _plain,
    "feast": _feast,
    "adjacent": _adjacent,
    "day_alone": _day_alone,
    "war": _beside("war"),
    "ukrainian": _beside("ukrainian"),
    "american": _beside("american"),
    "belgian": _beside("belgian"),
    "once": _once,
    "clock_range": _clock_range,
    "compound": _compound,
    "spelled_year": _spelled_year,
    "short_year": _short_year,
    "rated": _rated,
    "twice": _twice,
    "demonstrative": _demonstrative,
}


@cache
def load_guards(language: str) -> Guards:
    """The word lists of ``kroniek_data/LANGUAGE/times.toml``, table ``guards``."""
    table: Mapping[str, Any] = lexicon(f"{language}/times.toml")["guards"]
    return Guards(
        {key: frozenset(value) for key, value in table.items() if isinstance(value, list)}
    )
