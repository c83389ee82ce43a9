"""The head of a page: how far it goes, which of its lines is the headline, whose page it is.

A saved page often begins with skip links, menus, the outlet's name and its motto. The headline is
told from them by signs together: its words come back in the article, a credit follows it, and no
menu stands between it and the text.
"""

import re
from collections.abc import Sequence

from kroniek.collect.dates import date_line, day_in
from kroniek.collect.fragments import credit_of
from kroniek.collect.furniture import furniture_of
from kroniek.collect.headings import is_headline, is_labelled
from kroniek.collect.lines import Line
from kroniek.collect.prompts import is_prompt, points
from kroniek.collect.signatures import label_before
from kroniek.collect.wording import Wording
from kroniek.model.article import Region, RegionKind

_LONGEST_HEAD = 60
"""Lines among which a head ends."""
_PROSE = 60
"""Code points from which a line with a final mark is running text."""
_DECK = 6
"""Lines after a sentence at the top among which a credit shows that it was the deck."""
_FEWEST_IN_HEADLINE = 3
_BODY_READ = 24
"""Lines of running text in which the words of a headline are looked for."""
_STEM = 6
"""Letters by which a word is known again in another form."""
_LONGEST_ABOVE = 160
_BARS = re.compile(r"\s[|•·»›]\s")


def _is_prose(line: Line, known: Wording) -> bool:
    return (
        line.stops
        and line.size >= _PROSE
        and furniture_of(line, known) is None
        and not is_prompt(line)
        and not known.caption.fullmatch(line.text)
    )


def credit_numbers(lines: Sequence[Line], language: str, known: Wording) -> frozenset[int]:
    """Numbers of the lines at the top that tell a writer, a desk or a day and nothing else."""
    return frozenset(
        line.number
        for line in lines[:_LONGEST_HEAD]
        if date_line(line.text, language, yearless=True) is not None
        or known.byline.fullmatch(line.text)
        or known.desk_line.fullmatch(line.text)
        or credit_of(line, language, known, under_title=True) is not None
    )


def dated_headline(lines: Sequence[Line], language: str, *, end: int) -> int | None:
    """Number of a headline with a day in it, "Daily Report, 3 May 2021", that a credit repeats."""
    for line in lines[:end]:
        found = None if line.stops or _BARS.search(line.text) else day_in(line.text, language)
        if found is None or len(found.value) != len("2021-05-03"):
            continue
        rest = f"{line.text[: found.start]} {line.text[found.end :]}"
        words = re.findall(r"[^\W\d_]{2,}", rest)
        label = label_before(line.text, found.start)
        labelled = label is not None and line.text.lower().startswith(label)
        if labelled or len(words) < _FEWEST_IN_HEADLINE:
            continue
        for other in lines[line.number + 1 : line.number + 1 + _DECK]:
            again = day_in(other.text, language)
            if again is not None and again.value == found.value:
                return line.number
    return None


def head_end(lines: Sequence[Line], credited: frozenset[int], known: Wording) -> int:
    """Number of the first line of the running text.

    `credited` are the numbers of lines that tell writer or day: a sentence soon followed by one is
    the deck under the headline.
    """
    window = lines[:_LONGEST_HEAD]
    prose = [k for k, line in enumerate(window) if k not in credited and _is_prose(line, known)]
    if not prose:
        return len(window)
    first = prose[0]
    second = next((k for k in prose[1:] if k > first), len(window))
    decked = any(k in credited for k in range(first + 1, min(second, first + 1 + _DECK)))
    return second if decked else first


def _stems(line: Line) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in line.words if len(word) >= _STEM - 1)


def _score(
    line: Line,
    below: Sequence[Line],
    body: frozenset[str],
    menus: set[int],
    credited: frozenset[int],
) -> int:
    """How much a line at the top looks like the headline of the running text below."""
    words = len(line.words)
    score = 2 if words >= 4 else words - 2
    score += min(2, len(_stems(line) & body))
    score += any(other.number in credited for other in below[:3])
    score -= 3 * any(other.number in menus for other in below)
    score -= 2 * (_BARS.search(line.text) is not None)
    score -= min(2, points(line))
    return score


def _told(line: Line, body: frozenset[str]) -> bool:
    return len(line.words) >= 4 and not body.isdisjoint(_stems(line))


def headline_among(
    lines: Sequence[Line],
    taken: set[int],
    language: str,
    *,
    end: int,
    menus: set[int],
    credited: frozenset[int],
) -> int | None:
    """Number of the headline among the first `end` lines; None when none can be it.

    Of lines that look alike the first is taken: what follows is the deck.
    """
    if any(is_labelled(line) for line in lines[:end]):
        return None
    stems = frozenset[str]().union(
        *(
            _stems(line)
            for line in lines[end : end + _BODY_READ]
            if line.stops and line.number not in taken
        )
    )
    best: tuple[int, int] | None = None
    for line in lines[:end]:
        if line.number in taken or line.number in credited:
            continue
        if not is_headline(lines, line, taken, language):
            continue
        score = _score(line, lines[line.number + 1 : end], stems, menus, credited)
        # The deck tells of the same: a line that shares words with the text gives way late.
        ahead = best is not None and (best[1] == line.number - 1 or _told(lines[best[1]], stems))
        if best is None or score > best[0] + ahead:
            best = (score, line.number)
    return best[1] if best is not None else None


def above_headline(
    lines: Sequence[Line], headline: int, end: int, taken: set[int], known: Wording
) -> list[Region]:
    """Regions for the short lines above the headline that nothing else has claimed.

    None of a line whose words come back in the article: it may be a kicker, or the headline after
    all. Adds the numbers of their lines to `taken`.
    """
    stems = frozenset[str]().union(*(_stems(line) for line in lines[end:][:_BODY_READ]))
    above = [line for line in lines[:headline] if line.number not in taken]
    if any(line.size > _LONGEST_ABOVE or line.sentences > 3 for line in above):
        return []
    regions = []
    for line in above:
        if len(line.words) >= 4 and len(_stems(line) & stems) > 1:
            continue
        # A sentence there is the outlet's motto only if it speaks of news, readers, the site.
        if line.stops and known.slogan_words.isdisjoint(line.words):
            continue
        taken.add(line.number)
        motto = line.stops or len(line.words) >= 4
        kind = RegionKind.SITE_SLOGAN if motto else RegionKind.NAVIGATION
        regions.append(Region(line.span, kind, "line above the headline"))
    return regions
