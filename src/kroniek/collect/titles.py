"""The title that metadata give, and where it stands in the text."""

import re

from kroniek.spans import Span

_LOOKED_AT = 8
"""Lines at the top among which a title is looked for."""
_LONGEST = 300


def plain(text: str) -> str:
    """The words alone, lower case: titles are told in two places with other marks."""
    return " ".join(re.findall(r"\w+", text.lower()))


def title_among(paragraphs: list[str], title: str | None) -> tuple[list[str], int | None]:
    """The paragraphs with the title among them, and its index; None when the page has no title."""
    key = plain(title or "")
    if not title or not key or len(title) > _LONGEST:
        return paragraphs, None
    for k, paragraph in enumerate(paragraphs[:_LOOKED_AT]):
        words = plain(paragraph) if len(paragraph) <= _LONGEST else ""
        if words and (words in key or key in words):
            return paragraphs, k if len(words) * 3 >= len(key) * 2 else None
    return [title, *paragraphs], 0


def titled(text: str, title: str | None) -> tuple[str, int, Span | None]:
    """`text` under its title: the text, how many characters came before it, the title's place.

    A title that stands in the text already is not put before it again.
    """
    title = " ".join(title.split()) if title else None
    if title is None or len(title) > _LONGEST:
        return text, 0, None
    lines = [line for line in text[:10_000].split("\n") if line.strip()][: _LOOKED_AT + 1]
    found, at = title_among(lines, title)
    if at is None:
        return text, 0, None
    if len(found) > len(lines):
        return f"{title}\n\n{text}", len(title) + 2, Span(0, len(title))
    line = found[at].strip()
    start = text.index(line)
    return text, 0, Span(start, start + len(line))
