"""Whose page it is: the outlet's name in the head of a page and in its notice of copyright.

A head names its outlet in a short line, alone, with a motto ("De Waalbode – altijd dichtbij") or
with a section ("The Harbour Gazette | Lowestoft"). It is told from kickers and sections by signs
together: words that outlets are called by, the same name at the foot or in an address of the page,
and its place.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kroniek.collect.dates import day_in, yearless_in
from kroniek.collect.lines import Line
from kroniek.collect.wording import Wording, either, listed
from kroniek.model.article import Named, Region, RegionKind
from kroniek.spans import Span

_HEAD = 24
"""Lines among which a masthead stands."""
_LONGEST_NAME = 52
_MOST_WORDS = 7
_LONGEST_NOTICE = 320
_ENOUGH = 2
"""Points from which a line is the outlet's name."""
_UNSURE = 3
"""Points below which an owner of another name, told at the foot, goes before it."""
_SMALL = 4
"""Words of so few letters may be small inside a name."""
_TRIM = " \t\u00a0_-–—|•·:;,.◦*#/»›>“”\"'"
_CUT = re.compile(
    r"\s*(?:[|•·∙»›▸]|\s[–—>/-]\s|,\s|\s\(|\s(?:and|en)\s(?:[Tt]he\s)?(?:Rt|Sir|Mrs?|Ms|Dr)\b).*$"
    r"|\s{2,}\S.*$|\s(?:logo|Logo|LOGO)$"
)
_FROM = re.compile(r"(?:from|van|bron|source|uitgever|publisher|afzender)\s?:\s+", re.IGNORECASE)
_ADDRESS = re.compile(
    r"@(?P<host>[\w-]+(?:\.[\w-]+)*)\.[a-z]{2,}|(?<![\w@])(?:https?://)?(?:www\.)(?P<site>[\w-]+)\."
    r"|t\.me/(?P<channel>\w+)|(?<![\w.])@(?P<handle>\w{4,30})(?![.\w])",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_NOTICE = re.compile(r"©|\(c\)|&copy;|\bcopyright\b|\bauteursrecht", re.IGNORECASE)
_YEARS = re.compile(
    r"(?:19|20)\d\d(?:\s?[-–—/]\s?(?:(?:19|20)?\d\d|heden|nu|present|now|today))?(?!\w)"
)
_PARTS = re.compile(r"\s*(?:[|•·∙;()/]|\.\s|,\s|,$|\s[-–—]\s)\s*")


def letters_of(name: str) -> str:
    """The letters and digits of a name, lower case, "&" as a word: what an address is made of."""
    return re.sub(r"[\W_]+", "", name.lower().replace("&", "en"))


@cache
def _legal_forms() -> re.Pattern[str]:
    return re.compile(rf"[\s,]+(?:{'|'.join(listed('owners', 'legal'))})\.?$", re.IGNORECASE)


@cache
def _company_words() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{either(listed('owners', 'company'))})$", re.IGNORECASE)


@cache
def _not_owners() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(listed('owners', 'none'))})", re.IGNORECASE)


def without_legal_form(name: str) -> str:
    """A name without "BV", "Ltd", "vzw" at its end."""
    bare = name.strip(_TRIM)
    while (shorter := _legal_forms().sub("", bare).strip(_TRIM)) != bare and shorter:
        bare = shorter
    return bare


def _endings(word: str) -> tuple[str, ...]:
    """The word and what may be the last part of a compound: "peelpost" is a "post"."""
    return (word, *(word[k:] for k in range(2, len(word) - 3)))


def is_outlet_like(name: str, known: Wording) -> bool:
    """Whether a name holds a word that outlets are called by, also as the end of a compound."""
    words = name.lower().split()
    whole = listed("mastheads", "whole")
    return any(part in known.outlet_words for word in words for part in _endings(word)) or any(
        word in whole and len(words) > 1 for word in words
    )


class Owner(NamedTuple):
    """Who holds the copyright, as the notice names it, without its legal form."""

    named: Named
    notice: Line


def owner(lines: Sequence[Line], regions: Iterable[Region]) -> Owner | None:
    """The name in the page's notice of copyright: the last such notice that has one."""
    marked = {one.span.start for one in regions if one.kind is RegionKind.COPYRIGHT}
    for line in reversed(lines):
        if line.span.start in marked and _NOTICE.search(line.text):
            found = _owner_in(line)
            if found is not None:
                return Owner(found, line)
    return None


def _owner_in(line: Line) -> Named | None:
    """The holder that a notice names after its mark, else before it ("The Quay © 2019")."""
    mark = next(_NOTICE.finditer(line.text))
    bare = _blanked(line.text, _NOTICE, _YEARS, _leads())
    pieces = [*_pieces(bare, mark.start(), len(bare)), *_pieces(bare, 0, mark.start())]
    for piece, at in pieces:
        if not piece[0].isupper() and not re.match(r"[a-z]+[A-Z]", piece):
            continue
        name = _name_at_start(piece)
        if len(name) < 2 or _not_owners().fullmatch(name) or len(name) > _LONGEST_NAME:
            continue
        start = line.span.start + at
        return Named(name, Span(start, start + len(name)))
    return None


def _blanked(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


@cache
def _leads() -> re.Pattern[str]:
    """Words before the holder's name: "by", "vertaling door", "alle rechten voorbehouden"."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed('owners', 'leads'))})(?!\w)", re.IGNORECASE)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The parts of a notice between separators, with their places."""
    at = start
    for cut in (*_PARTS.finditer(text, start, end), None):
        stop = cut.start() if cut else end
        for part in re.finditer(r"\S(?:.*?\S)?(?=\s{2,}|$)", text[at:stop].rstrip()):
            bare = part[0].strip(_TRIM)
            if bare:
                yield bare, at + part.start() + part[0].index(bare)
        at = cut.end() if cut else end


def _name_at_start(piece: str) -> str:
    """The words of a name at the begin of a piece: up to a small word that belongs to none."""
    joints = frozenset(listed("owners", "joints"))
    words = piece.split()
    kept: list[str] = []
    for word in words:
        own = (
            word[0].isupper() or word[0].isdigit() or word == "&" or re.match(r"[a-z]+[A-Z]", word)
        )
        if not own and word.lower() not in joints and not _legal_forms().fullmatch(f" {word}"):
            break
        kept.append(word)
    while kept and kept[-1].lower() in joints | {"&"}:
        kept.pop()
    name = piece[: len(" ".join(kept))] if " ".join(kept) == piece[: len(" ".join(kept))] else ""
    return without_legal_form(name or " ".join(kept))


class _Page(NamedTuple):
    """What the lines of a head are held against."""

    lines: Sequence[Line]
    known: Wording
    language: str
    first: int
    """Number of the first line that is nothing else."""
    addresses: frozenset[str]
    notices: tuple[tuple[int, str], ...]
    """Parts of notices and prompts: the number of their line and their words."""
    holder: frozenset[str]
    """Words of the owner's name, without those that many names share."""


class Candidate(NamedTuple):
    """A line of the head that may name the outlet."""

    points: int
    named: Named
    line: Line


def _addresses(lines: Sequence[Line]) -> frozenset[str]:
    found: set[str] = set()
    for line in lines:
        for match in _ADDRESS.finditer(line.text) if line.size <= _LONGEST_NOTICE else ():
            told = next(part for part in match.groups() if part)
            found.update(re.sub(r"[\W_]+", "", part.lower()) for part in told.split("."))
    return frozenset(one for one in found if len(one) > 2)


def _is_notice(line: Line) -> bool:
    return line.size <= _LONGEST_NOTICE and (
        _NOTICE.search(line.text) is not None
        or line.words[:1] in (("volg",), ("follow",), ("lees",), ("about",), ("over",))
        or (not line.stops and _legal_forms().search(_PARTS.split(line.text)[0]) is not None)
        or any(sign in line.text.lower() for sign in listed("owners", "signs"))
    )


def may_name_outlet(line: Line, known: Wording) -> bool:
    """Whether a line of furniture may name it: "The Gazette | World", "From: Ministry of Ports"."""
    if _FROM.match(line.text):
        return True
    return re.search(r"\s[|•·∙»›>/]\s", line.text) is not None and not known.share_line.fullmatch(
        line.text
    )


def _said_in(line: Line) -> Iterator[str]:
    """The parts of a notice, each as the words it begins with."""
    bare = _blanked(line.text, _NOTICE, _YEARS, _leads())
    for part in _PARTS.split(bare):
        words = list(_WORD.findall(part.lower()))
        while words and words[0] in listed("owners", "before"):
            words.pop(0)
        if words:
            yield f"{' '.join(words)} "


def outlet_in_head(
    lines: Sequence[Line],
    busy: set[int] | frozenset[int],
    language: str,
    known: Wording,
    *,
    end: int,
    holder: Owner | None,
) -> Candidate | None:
    """The line of the head that names the outlet, the one with most signs; the first of equals.

    `busy` are lines that are something else; `end` is the number of the first line of the text.
    """
    shared = frozenset(listed("owners", "shared"))
    page = _Page(
        lines,
        known,
        language,
        next((line.number for line in lines if line.number not in busy), 0),
        _addresses(lines),
        tuple((x.number, part) for x in lines if _is_notice(x) for part in _said_in(x)),
        frozenset(re.findall(r"\w+", holder.named.name.lower())) - shared
        if holder
        else frozenset(),
    )
    best: Candidate | None = None
    for line in lines[: min(end, _HEAD)]:
        if line.number in busy:
            continue
        found = _candidate(line, page)
        if found is not None and (best is None or _is_better(found, best)):
            best = found
    return best if best is not None and best.points >= _ENOUGH else None


def _is_better(one: Candidate, best: Candidate) -> bool:
    """Whether a later candidate goes before: more signs, or the same letters as words."""
    name, other = one.named.name, best.named.name
    if letters_of(name) == letters_of(other):
        return len(name.split()) > len(other.split())
    return one.points > best.points


def _candidate(line: Line, page: _Page) -> Candidate | None:
    bare = _FROM.sub("", line.text, count=1).strip(_TRIM)
    name = without_legal_form(_CUT.sub("", bare))
    before, colon, motto = name.partition(": ")
    with_motto = bool(colon) and motto[0].islower()
    name = before if with_motto else name
    words = name.split()
    if not 2 <= len(name) <= _LONGEST_NAME or not 1 <= len(words) <= _MOST_WORDS:
        return None
    if line.size > 3 * _LONGEST_NAME or (line.stops and name == bare):
        return None
    if day_in(name, page.language) or yearless_in(name, page.language):
        return None
    lower = name.lower()
    menu = page.known.menu_words | page.known.sections
    if lower in page.known.sections or all(word in menu for word in re.findall(r"[\w’'-]+", lower)):
        return None
    if not _is_capitalised(words):
        return None
    start = line.span.start + line.text.index(name)
    named = Named(name, Span(start, start + len(name)))
    points = _points(line, name, page)
    # "Waterschap: dijk houdt het" is a headline; a motto stands after a name told again.
    return (
        None
        if with_motto and not _is_told_again(line, name, page)
        else Candidate(points, named, line)
    )


def _is_capitalised(words: Sequence[str]) -> bool:
    """Whether words are written as in a name: capitals, but for small words inside it."""
    first = words[0]
    begins = first[0].isupper() or first[0].isdigit() or re.match(r"[a-z]+[A-Z]", first)
    rest = all(
        not word[0].isalpha() or word[0].isupper() or len(word) <= _SMALL for word in words[1:]
    )
    return bool(begins) and rest and any(char.isalpha() for char in first + words[-1])


def _points(line: Line, name: str, page: _Page) -> int:
    """How much speaks for a line of the head being the outlet's name."""
    words = frozenset(re.findall(r"\w+", name.lower()))
    plain = f"{' '.join(_WORD.findall(name.lower()))} "
    points = 2 * is_outlet_like(name, page.known)
    told_again = _is_told_again(line, name, page)
    points += 3 * told_again + 3 * (letters_of(name) in page.addresses)
    points += 2 * (not told_again and not words.isdisjoint(page.holder))
    points += line.number == page.first
    points += any(
        other.number != line.number and f"{' '.join(other.words)} ".startswith(plain)
        for other in page.lines[:_HEAD]
        if other.size <= 3 * _LONGEST_NAME and len(name.split()) > 1
    )
    below = page.lines[line.number + 1 : line.number + 4]
    motto = below[:1] and len(page.known.slogan_words.intersection(below[0].words)) > 1
    after = [other for other in below if not other.stops][:1]
    menu = page.known.menu_words | page.known.sections
    headed = any(len(other.words) >= 5 for other in after)
    headed = headed or (
        line.number == page.first
        and len(below) > 1
        and all(other.words and menu.issuperset(other.words) for other in below[:2])
    )
    points += bool(headed or motto) and len(name.split()) <= 3 and name == line.text
    points -= 2 * (len(name.split()) > 4 and not points)
    return points


def _is_told_again(line: Line, name: str, page: _Page) -> bool:
    """Whether a notice or prompt elsewhere names it."""
    plain = f"{' '.join(_WORD.findall(name.lower()))} "
    return any(text.startswith(plain) for number, text in page.notices if number != line.number)


def of_page(lines: Sequence[Line], head: Candidate | None, holder: Owner | None) -> Named | None:
    """The outlet's name from head and foot: the head's, unless it is unsure or only initials."""
    if head is not None and (holder is None or not _gives_way(head, holder.named.name)):
        return head.named
    return _shortened(holder.named, lines) if holder else None


def _gives_way(head: Candidate, full: str) -> bool:
    """Whether the owner's name goes before what the head shows."""
    initials = "".join(word[0] for word in full.split() if word[0].isalnum())
    short = re.sub(r"[\W_]", "", head.named.name)
    return head.points < _UNSURE or (len(initials) > 1 and short.upper() == initials.upper())


def _shortened(holder: Named, lines: Sequence[Line]) -> Named:
    """The owner's name without "Media", "Group", "Uitgeverij" where the page shows it so."""
    name = holder.name
    while (shorter := _company_words().sub("", name)) != name and shorter:
        name = shorter
        exact = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        for line in lines:
            if line.size <= _LONGEST_NOTICE and not line.span.overlaps(holder.span or line.span):
                match = exact.search(line.text)
                if match is not None:
                    start = line.span.start + match.start()
                    return Named(match[0], Span(start, start + len(match[0])))
    return holder


def tagline(
    lines: Sequence[Line], masthead_at: int, taken: set[int], signed: frozenset[int]
) -> Iterator[Region]:
    """What the outlet says of itself right under its name, when the signed title comes after it.

    Name and tagline stand together; an empty line parts them from the title, which the byline or
    date (`signed` holds the numbers of such lines) follows at once.
    """
    block = [line for line in lines[masthead_at + 1 : masthead_at + 5] if line.number not in taken]
    if len(block) < 2 or block[0].blank_before or not block[1].blank_before:
        return
    own, title = block[0], block[1]
    under = lines[title.number + 1] if title.number + 1 < len(lines) else None
    if under is None or under.blank_before or title.last_mark == "." or len(title.words) < 3:
        return
    if under.number in taken or under.number in signed:
        taken.add(own.number)
        yield Region(own.span, RegionKind.SITE_SLOGAN, "line under the outlet's name")
