"""Lines that belong to the page and not to the article: prompts, links, notices."""

import re
from collections.abc import Iterator, Sequence

from kroniek.collect.lines import Line
from kroniek.collect.prompts import has_teller, is_told, points, prompts
from kroniek.collect.wording import Wording
from kroniek.model.article import Region, RegionKind

LONGEST = 320
"""Code points above which a line is no furniture."""
_LONGEST_PROMPT = 200
_MENU_TOP, _MENU_END = 8, 6
"""Lines at the top and the end among which a menu stands."""
_LONGEST_MENU = 160
_FEWEST_IN_MENU = 3
_FEWEST_IN_SENTENCE = 7
_FEWEST_IN_NEWS = 5
_LEAST_OF_PAGE = 0.15
"""Points per word from which a sentence speaks of the page it stands on."""
_BETWEEN = frozenset({"en", "and", "of", "or", "in", "ons", "us", "mijn", "my", "de", "het", "the"})
_BREADCRUMBS = re.compile(
    r"[^>»›/|\d.!?]{2,30}(?:(?:\s[>»›|]\s[^>»›/|\d.!?]{2,60}){1,6}|(?:\s/\s[^>»›/|\d.!?]{2,60}){2,6})"
)


def furniture_of(line: Line, known: Wording) -> tuple[RegionKind, str] | None:
    """What furniture the line is and why; None when it is none."""
    text = line.text
    if line.size > LONGEST:
        return None
    if known.copyright_line.fullmatch(text) and not (line.stops and has_teller(line)):
        return RegionKind.COPYRIGHT, "copyright or licence line"
    lower = text.lower()
    if any(gate in lower for gate in known.inside_gates):
        if known.copyright_inside_line.fullmatch(text) and not (line.stops and has_teller(line)):
            return RegionKind.COPYRIGHT, "copyright or licence line"
        if known.other_inside_line.fullmatch(text) and not _may_be_news(line):
            return RegionKind.OTHER, "notice of the page"
    return _prompt(line, known) if line.size <= _LONGEST_PROMPT else None


def _prompt(line: Line, known: Wording) -> tuple[RegionKind, str] | None:
    """The same for what is never long."""
    text = line.text
    if _is_teaser(line, known):
        found = RegionKind.TEASER, "prompt to read, see or hear something else"
    elif known.comment_line.fullmatch(text) and not _may_be_told(line):
        found = RegionKind.COMMENT_PROMPT, "prompt to comment"
    elif (known.share_line.fullmatch(text) and not _may_be_told(line)) or _only_platforms(
        line, known
    ):
        found = RegionKind.SHARE_FOLLOW, "prompt to share, follow or subscribe"
    elif known.desk_line.fullmatch(text) and not _may_be_news(line):
        found = RegionKind.HEADER, "credit of a desk or agency"
    elif known.formula_line.fullmatch(text) or (
        known.other_line.fullmatch(text) and not _may_be_news(line)
    ):
        found = RegionKind.OTHER, "notice of the page"
    elif line.size <= 120 and _BREADCRUMBS.fullmatch(text):
        found = RegionKind.NAVIGATION, "path of links"
    else:
        return None
    return found


def _is_teaser(line: Line, known: Wording) -> bool:
    """Whether the line leads to another article.

    Without a colon, bar or dash after its first words it may be a sentence of a columnist, "Kijk
    ook eens naar de cijfers."; then it must name what it leads to.
    """
    match = known.teaser.match(line.text)
    if match is None or line.sentences > 2:
        return False
    marked = match.end() == line.size or line.text[match.end() - 1] in ":|»>–—-"
    marked = marked or match[0].rstrip()[-1:] in ":|»>–—-" or match[0].isupper()
    if marked or line.last_mark != ".":
        return True
    return not known.linked.isdisjoint(line.words) and not has_teller(line)


def _may_be_told(line: Line) -> bool:
    """Whether a line that begins as a prompt can be a sentence of the story all the same."""
    if not line.stops:
        return False
    if len(line.words) < _FEWEST_IN_SENTENCE:
        return has_teller(line)
    return is_told(line) or not points(line)


def _may_be_news(line: Line) -> bool:
    """Whether a line that begins as a notice of the page can be a sentence of the story.

    "Supported by artillery, troops advanced." and "Met steun van Parijs rukten zij op." stop as
    sentences do and hold nothing of a page's own speech.
    """
    if not line.stops:
        return False
    if has_teller(line):
        return True
    return len(line.words) >= _FEWEST_IN_NEWS and (points(line) < _LEAST_OF_PAGE * len(line.words))


def _only_platforms(line: Line, known: Wording) -> bool:
    """Whether the line lists social media, with words of sharing between them, and nothing else."""
    words = [word for word in line.words if not word.isdigit()]
    named = sum(word in known.platforms for word in words)
    rest = all(word in known.platforms or word in known.sharing for word in words)
    return rest and line.size <= 120 and (named > 1 or named == len(words) > 0)


def menus(lines: Sequence[Line], taken: set[int], known: Wording) -> Iterator[Region]:
    """The menus of a page, "Home Nieuws Sport Inloggen"; adds the numbers of their lines."""
    for line in (*lines[:_MENU_TOP], *lines[_MENU_TOP:][-_MENU_END:]):
        if line.number not in taken and _is_menu(line, known):
            taken.add(line.number)
            yield Region(line.span, RegionKind.NAVIGATION, "menu of the page")


def _is_menu(line: Line, known: Wording) -> bool:
    """Whether the line holds menu words only, three at least, in capitals as menus have them."""
    if line.size > _LONGEST_MENU or line.stops or not line.text[0].isupper():
        return False
    words = [word for word in line.words if word not in _BETWEEN]
    offered = sum(word in known.menu_words for word in words)
    # Among four and more a menu has a name of its own, a region or a series.
    most = len(words) if len(words) < 4 else 0.7 * len(words)
    return offered >= max(_FEWEST_IN_MENU, most) and _capitalised(line)


def _capitalised(line: Line) -> bool:
    """Whether most words of a line begin with a capital, as the entries of a menu do."""
    words = [word for word in line.text.split() if word[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def _linked_titles(lines: Sequence[Line], at: int) -> int:
    """How many lines after the bare prompt `at` ("Lees ook:") are titles it leads to."""
    prompt = lines[at]
    if prompt.size > 40 or len(prompt.words) > 5:
        return 0
    count = 0
    for line in lines[at + 1 : at + 9]:
        if line.last_mark == "." or line.size > 140:
            break
        if line.last_mark == ":" or (count and line.blank_before and prompt.last_mark != ":"):
            break
        count += 1
    followed = at + 1 + count < len(lines)
    # One short line after a prompt may be a header of the article; a mark shows that it is not.
    return count if prompt.last_mark in ":»>" or (count > 1 and not followed) else 0


def furniture(
    lines: Sequence[Line], taken: set[int], known: Wording, *, end: int = 0
) -> Iterator[Region]:
    """Regions of furniture among `lines`; adds the numbers of their lines to `taken`.

    Before line `end`, where the text begins, no titles of other articles follow a prompt: there the
    headline may stand ("BREAKING:").
    """
    for line in lines:
        if line.number in taken:
            continue
        found = furniture_of(line, known)
        if found is None:
            continue
        kind, because = found
        taken.add(line.number)
        yield Region(line.span, kind, because)
        if kind is RegionKind.TEASER and line.number >= end:
            for title in lines[
                line.number + 1 : line.number + 1 + _linked_titles(lines, line.number)
            ]:
                if title.number not in taken:
                    taken.add(title.number)
                    yield Region(title.span, RegionKind.TEASER, "title under such a prompt")
    for line in prompts(lines, taken):
        taken.add(line.number)
        yield Region(line.span, RegionKind.SHARE_FOLLOW, "the page speaks to its reader")
