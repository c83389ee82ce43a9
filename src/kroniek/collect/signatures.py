"""Credit lines that hold a day: who signed them, and what else stands in them.

"posted on 02/10/2023 by Rosa", "Joris ten Cate 3 mrt. 2021, 08:15".
"""

import re
from functools import cache
from typing import NamedTuple

from kroniek.collect.dates import any_label, day_in
from kroniek.collect.lines import Line
from kroniek.collect.wording import NAME, Wording, either, listed
from kroniek.packs import lexicon
from kroniek.spans import Span

_LONGEST = 110
_SMALL = "van|de|der|den|het|ter|ten|te|von|zu|el|al|bin|da|di|du|le|la"
_PERSON = rf"{NAME}(?:\s(?:{NAME}|{_SMALL}))*\s{NAME}"
_TRIM = " \t\u00a0|•·–—,;:()-"
_MOST_PARTS = 4
_NO_PERSON = frozenset({"the", "a", "an", "de", "het", "een", "our", "onze", "about", "over"})
"""No given name: so begins the name of a thing, or a title."""


class Signature(NamedTuple):
    """The day of a credit line (EDTF, the year where day and month may be swapped) and its writer.

    Both with their place in the text.
    """

    value: str
    day: Span
    author: Span


@cache
def _label_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s|•·–—,/(-]))(?:{any_label()})\s?:?$", re.IGNORECASE)


@cache
def _time_at_end() -> re.Pattern[str]:
    """A clock time or weekday between label and day: "Updated 14:22 GMT, Wed"."""
    weekday = either(listed("dates", "weekdays"))
    return re.compile(
        rf"(?:(?<!\w)(?:{weekday})\.?,?|\d{{1,2}}[:.hu]\d{{2}}(?:\s?[ap]\.?m\.?)?(?:\s[a-z]{{2,4}})?)[\s,|•·–—-]*$",
        re.IGNORECASE,
    )


@cache
def _clock_at_start() -> re.Pattern[str]:
    signs = set(listed("dates", "clock")) - set(listed("bylines", "begins"))
    return re.compile(
        rf"(?:[\s,|–—•·()@-]{{0,4}}(?:(?:{either(signs)})(?!\w)|\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?\b)\.?){{1,6}}",
        re.IGNORECASE,
    )


@cache
def _signed() -> re.Pattern[str]:
    begins = either(listed("bylines", "begins"))
    joins = either(listed("bylines", "joins"))
    more = rf"(?:(?:,|\s(?:{joins}|&))\s{_PERSON}){{0,4}}"
    return re.compile(rf"(?i:{begins})\s?:?\s(?P<name>{_PERSON}|{NAME}){more}")


@cache
def _unsigned() -> re.Pattern[str]:
    joins = either(listed("bylines", "joins"))
    return re.compile(rf"(?P<name>{_PERSON})(?:(?:,|\s(?:{joins}|&))\s{_PERSON}){{0,4}}")


def _parts(text: str, start: int) -> list[tuple[str, int]]:
    """What separators part in `text`, and where each part begins when `text` begins at `start`."""
    found = []
    for match in re.finditer(r"[^|•·–—]+", text):
        bare = match[0].strip(_TRIM)
        if bare:
            found.append((bare, start + match.start() + match[0].index(bare)))
    return found


def label_before(text: str, at: int) -> str | None:
    """The label of a date ("updated on", lower case) that ends where the date begins."""
    before = text[:at].rstrip(_TRIM)
    for _ in range(2):
        before = _time_at_end().sub("", before).rstrip(_TRIM)
    match = _label_at_end().search(before)
    return " ".join(match[0].lower().rstrip(" :").split()) if match else None


def signed_by(text: str) -> tuple[int, int] | None:
    """Where the first name stands in "by Ann Lee and Tom Field", if `text` is such a byline."""
    match = _signed().fullmatch(text)
    return match.span("name") if match else None


def signature(line: Line, language: str, known: Wording, *, under_title: bool) -> Signature | None:
    """The signature in a line that holds nothing but a day, a label, a clock time and names.

    `language` is BCP 47, with the region where the text shows it. A name with a day after it and
    nothing else is a signature only `under_title`: else it may be the title itself.
    """
    found = day_in(line.text, language) if line.size <= _LONGEST else None
    if found is None or len(found.value) not in {4, 10}:
        return None
    before = line.text[: found.start].rstrip(_TRIM)
    unlabelled = _label_at_end().sub("", before)
    clock = _clock_at_start().match(line.text, found.end)
    end = clock.end() if clock else found.end
    parts = [*_parts(unlabelled, 0), *_parts(line.text[end:], end)]
    if not 1 <= len(parts) <= _MOST_PARTS:
        return None
    signed = [(_signed().fullmatch(part), at) for part, at in parts]
    names = [(_unsigned().fullmatch(part), at) for part, at in parts]
    told = unlabelled != before or clock is not None or under_title
    if any(match for match, _ in signed):
        chosen = signed
    elif len(parts) == 1 and told and is_person(parts[0][0], known):
        chosen = names
    else:
        return None
    if any(not (by or name) for (by, _), (name, _) in zip(signed, names, strict=True)):
        return None
    match, at = next((match, at) for match, at in chosen if match)
    base = line.span.start
    author = Span(base + at + match.start("name"), base + at + match.end("name"))
    return Signature(found.value, Span(base + found.start, base + found.end), author)


@cache
def given_names() -> frozenset[str]:
    """Given names of many languages, lower case."""
    names = lexicon("shared/first_names.toml").values()
    return frozenset(
        word for text in names if isinstance(text, str) for word in text.lower().split()
    )


def first_of(names: str) -> str:
    """The first person of "Ann Lee and Tom Field"."""
    match = _unsigned().fullmatch(names)
    return match["name"] if match else names


def is_person(name: str, known: Wording) -> bool:
    """Whether a name in capitals-as-a-name may be a person's: no section, desk or outlet."""
    words = name.lower().split()
    if words[0] in _NO_PERSON or (name.isupper() and words[0] not in given_names()):
        return False
    own = known.sections | known.outlet_words | known.menu_words
    return _unsigned().fullmatch(name) is not None and not any(
        word in own or word.endswith("redactie") for word in words
    )
