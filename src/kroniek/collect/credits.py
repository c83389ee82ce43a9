"""Who wrote, put out or translated a text, as it says itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kroniek.collect.lines import Line
from kroniek.collect.wording import Wording, language_names, listed
from kroniek.model.article import Embedded, Named, Region, RegionKind, Translation
from kroniek.spans import Span

_TOP = 12
"""Lines from the top among which a byline stands."""
_LONGEST_TOP = 40
_END = 6
_LONGEST_BYLINE = 120
_WRITER_WITHIN = 2000
"""Code points from the top within which "..., schrijft X" names the writer."""
_NO_OWNER = frozenset({"all", "alle", "rights", "rechten", "the", "de", "copyright", "reserved"})


def _cleaned(who: str) -> str:
    """A name without the marks and small words that stand at its end."""
    words = who.rstrip(" .,;:&").split()
    while words and (words[-1].islower() or words[-1] == "&"):
        words.pop()
    return " ".join(words)


def _named(line: Line, match: re.Match[str], group: str) -> Named | None:
    name = _cleaned(match[group])
    if not name or name.lower() in _NO_OWNER:
        return None
    start = line.span.start + match.start(group)
    return Named(name, Span(start, start + len(name)))


def byline(
    lines: Sequence[Line], taken: set[int], known: Wording, *, end: int = 0
) -> tuple[Named, Line] | None:
    """The author of a byline at the top or the very end, and its line.

    The top goes on to line `end` at least, where the running text begins.
    """
    top = max(_TOP, min(end, _LONGEST_TOP))
    for line in (*lines[:top], *lines[top:][-_END:]):
        if line.size > _LONGEST_BYLINE or line.number in taken:
            continue
        match = known.byline.fullmatch(line.text)
        name = _named(line, match, "name") if match else None
        if name is not None and not is_desk(name.name):
            return name, line
    return None


def is_desk(name: str) -> bool:
    """Whether a name is that of a desk or an account of the site: "Redactie", "admin"."""
    lower = name.lower()
    return lower in listed("bylines", "desk_names") or lower.endswith(("redactie", " desk"))


def writer(lines: Sequence[Line], taken: set[int], known: Wording) -> Named | None:
    """The author whom a paragraph near the top names: "..., schrijft Jan Jansen", "This piece by".

    The first at its end, the second at its beginning.
    """
    for line in lines:
        if line.span.start > _WRITER_WITHIN:
            return None
        match = known.piece_of.match(line.text)
        if match is not None:
            return _named(line, match, "name")
        if line.number not in taken:
            match = known.writes.search(line.text, max(0, line.size - 80))
            if match is not None:
                return _named(line, match, "name")
    return None


@dataclass(slots=True)
class _Claims:
    """What the notices of one text say of its translation, the first of each kind."""

    language: str | None = None
    outlet: Named | None = None
    origin: Named | None = None
    spans: list[Span] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def read(self, line: Line, match: re.Match[str]) -> None:
        """Take over what one notice says."""
        groups = match.groupdict()
        if groups.get("who"):
            self.outlet = self.outlet or _named(line, match, "who")
        if groups.get("from"):
            self.origin = self.origin or _named(line, match, "from")
        spoken = language_names().get((groups.get("lang") or "").lower())
        self.language = self.language or spoken
        self.spans.append(Span(line.span.start + match.start(), line.span.start + match.end()))
        self.lines.append(line)


def _claims(lines: Sequence[Line], notices: set[int], known: Wording) -> _Claims:
    found = _Claims()
    for line in lines:
        is_notice = line.span.start in notices
        lower = line.text.lower() if line.size <= (320 if is_notice else 160) else ""
        if not any(gate in lower for gate in known.translation_gates):
            continue
        for pattern in known.translation:
            match = pattern.search(line.text)
            if match is not None and (is_notice or match.start() <= 3):
                found.read(line, match)
                break
    return found


def translation(
    lines: Sequence[Line],
    regions: Sequence[Region],
    embedded: Sequence[Embedded],
    language: str,
    known: Wording,
) -> tuple[Translation | None, Named | None, list[Region]]:
    """What the text says of its translation, the outlet that translated it, and the notices.

    Only furniture and short lines that begin with such words are asked: in a sentence they tell of
    another text. Without a named language the posts it embeds must agree on one.
    """
    notices = {region.span.start for region in regions if region.kind in _NOTICES}
    said = _claims(lines, notices, known)
    foreign = {item.language for item in embedded if item.language != language}
    original = said.language or (next(iter(foreign)) if len(foreign) == 1 else None)
    own = {region.span.start for region in regions}
    added = [
        Region(line.span, RegionKind.OTHER, "notice of translation or first publication")
        for line in said.lines
        if line.span.start not in own
    ]
    if original is None or original == language or not said.spans:
        return None, said.outlet, added
    origin = said.origin.name if said.origin else None
    return Translation(original, origin, tuple(said.spans)), said.outlet, added


_NOTICES = frozenset({RegionKind.COPYRIGHT, RegionKind.HEADER, RegionKind.OTHER})
