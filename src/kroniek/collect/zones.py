"""Lines that belong to the page by their place: among furniture, under prompts, below the text."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from kroniek.collect.lines import Line
from kroniek.collect.signatures import is_person
from kroniek.collect.wording import listed, wording
from kroniek.model.article import BOILERPLATE, Named, Region, RegionKind

_BIT = re.compile(
    r"[\W_]{0,3}(?:\d{1,3}(?:[.,]\d{1,3})?\s?[kKmM]?|\d{1,2}:\d{2}(?:\s?/\s?\d{1,2}:\d{2})?|\d(?:\.\d)?x)?[\W_]{0,3}"
)
"""A count, a playing time or marks alone: "87", "03:12", "1x", "•"."""
_ADDRESS = re.compile(
    r"(?:[\w ]{1,20}:\s?)?(?:@\w{2,30}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|#[\w-]{2,40})"
)
"""An address, handle or hashtag alone."""
_LONGEST_LINK = 140
_LONGEST_BETWEEN = 70
_MOST_LINKS = 12
_LEAST_PROSE = 5
"""Words from which a line with a final mark below the text is a sentence of it."""
_LONGEST_PROMPT = 48
_LONGEST_BIO = 400
_QUOTES = "\"'“”„‘’«»"
_PAGE = BOILERPLATE - {RegionKind.POST_TAIL, RegionKind.REPEATED_HEADLINE}


def _page_lines(lines: Sequence[Line], regions: Sequence[Region]) -> dict[int, RegionKind]:
    """The numbers of whole lines that are furniture, with their kinds."""
    kinds = {region.span: region.kind for region in regions if region.kind in _PAGE}
    return {line.number: kinds[line.span] for line in lines if line.span in kinds}


def bits(lines: Sequence[Line], taken: set[int], *, end: int) -> Iterator[Region]:
    """Counts and playing times among furniture or in the head, and addresses next to furniture.

    In a live blog a clock time alone heads an entry, so it counts only among furniture. Adds the
    numbers of their lines to `taken`.
    """
    changed = True
    while changed:
        changed = False
        for k, line in enumerate(lines):
            bit = _BIT.fullmatch(line.text) or _ADDRESS.fullmatch(line.text)
            label = k < end and line.key in wording().date_labels
            if line.number in taken or not (bit or label):
                continue
            beside = [n for n in (k - 1, k + 1) if 0 <= n < len(lines) and lines[n].number in taken]
            timed = ":" in line.text
            if len(beside) == 2 or (beside and (k < end or k + 1 == len(lines)) and not timed):
                taken.add(line.number)
                changed = True
                yield Region(line.span, RegionKind.NAVIGATION, "count or address of the page")


def _is_link(line: Line) -> bool:
    """Whether a line can be the title of another article: no sentence, not long, not quoted."""
    return line.size <= _LONGEST_LINK and line.last_mark not in {".", ":", ",", ";", "…"}


def link_lists(
    lines: Sequence[Line], regions: Sequence[Region], taken: set[int], *, end: int
) -> Iterator[Region]:
    """Titles that follow a bare prompt ("More on this story"), until a sentence or a gap.

    After one title alone the line may head the next part of the article: then it must stand right
    under the prompt. In the head, before line `end`, the headline may follow ("BREAKING:").
    Adds the numbers of their lines to `taken`.
    """
    kinds = _page_lines(lines, regions)
    bare = {RegionKind.TEASER, RegionKind.OTHER}
    for number, kind in sorted(kinds.items()):
        prompt = lines[number]
        if number < end or kind not in bare or not _leads_to_list(prompt, kind):
            continue
        rest = lines[number + 1 : number + 1 + _MOST_LINKS]
        found = list(takewhile(lambda x: x.number not in taken and _is_link(x), rest))
        # A gap after titles that stand together ends the list.
        tight = len(found) > 1 and not found[1].blank_before
        for k, line in enumerate(found):
            if k and tight and line.blank_before:
                found = found[:k]
                break
        after = lines[found[-1].number + 1 :][:1] if found else []
        closed = not after or after[0].blank_before or after[0].number in taken
        if not found or (len(found) == 1 and (found[0].blank_before or not closed)):
            continue
        for line in found:
            taken.add(line.number)
            yield Region(line.span, RegionKind.TEASER, "title under such a prompt")


def _leads_to_list(prompt: Line, kind: RegionKind) -> bool:
    """Whether a line of furniture has no title in itself: "Lees ook", "Related topics"."""
    if prompt.size > _LONGEST_PROMPT:
        return False
    return (
        kind is RegionKind.TEASER and (len(prompt.words) <= 6 or prompt.last_mark == ":")
    ) or prompt.key in _list_heads()


def _list_heads() -> frozenset[str]:
    return frozenset(listed("other", "list_heads"))


def _is_prose(line: Line) -> bool:
    """Whether a line below the text is a sentence of it."""
    least = _LEAST_PROSE if line.last_mark == "." else 8
    return (line.stops and len(line.words) >= least) or (
        line.text[0] in _QUOTES and line.text[-1] in _QUOTES + ".,"
    )


def tail(
    lines: Sequence[Line], regions: Sequence[Region], taken: set[int], *, author: Named | None
) -> Iterator[Region]:
    """What stands below the text after the first furniture there; adds the numbers to `taken`.

    A paragraph about the writer right among it goes along ("Ann Lee is a reporter in Utrecht.").
    """
    kinds = _page_lines(lines, regions)
    for line in lines[-40:]:
        if line.number not in taken and _is_about(line, lines, kinds, author):
            taken.add(line.number)
            kinds[line.number] = RegionKind.OTHER
            yield Region(line.span, RegionKind.OTHER, "about the writer")
    last = max((x.number for x in lines if x.number not in taken and _is_prose(x)), default=-1)
    if last < 0:
        return
    first = next((n for n in sorted(kinds) if n > last), len(lines))
    for line in lines[first:]:
        if line.number not in taken and line.size <= _LONGEST_LINK:
            taken.add(line.number)
            yield Region(line.span, RegionKind.NAVIGATION, "line below the text, among furniture")


def _is_about(
    line: Line, lines: Sequence[Line], kinds: dict[int, RegionKind], author: Named | None
) -> bool:
    """Whether a line tells who the writer is: it begins with the name, or stands under "About"."""
    if line.size > _LONGEST_BIO or not line.number:
        return False
    above = lines[line.number - 1]
    if above.number in kinds and above.key in frozenset(listed("other", "about_heads")):
        return line.stops
    if above.number in kinds and above.words[:1] == ("about",) and line.stops:
        return True  # a press release about the one that sends it
    if author is None:
        return False
    verbs = "|".join(listed("bylines", "about"))
    bio = re.match(rf"{re.escape(author.name)},?\s(?:{verbs})(?!\w)", line.text, re.IGNORECASE)
    if bio is not None:
        return True
    return line.text == author.name and above.number in kinds and is_person(line.text, wording())


def between(
    lines: Sequence[Line], regions: Sequence[Region], taken: set[int], *, end: int
) -> Iterator[Region]:
    """Short lines without a final mark that stand between two lines of furniture.

    Two such lines at most, and not parted by an empty line on both sides: there a heading of the
    article may stand. In the head, before line `end`, a longer one may be the headline.
    Adds the numbers of their lines to `taken`.
    """
    kinds = _page_lines(lines, regions)
    numbers = sorted(kinds)
    for before, after in pairwise(numbers):
        gap = lines[before + 1 : after]
        if not 1 <= len(gap) <= 2 or any(line.number in taken for line in gap):
            continue
        if any(
            line.stops or line.size > _LONGEST_BETWEEN or line.text[0] in _QUOTES for line in gap
        ):
            continue
        apart = gap[0].blank_before and lines[after].blank_before
        if apart or (after < end and any(len(line.words) > 3 for line in gap)):
            continue
        for line in gap:
            taken.add(line.number)
            yield Region(line.span, RegionKind.NAVIGATION, "between lines of furniture")
