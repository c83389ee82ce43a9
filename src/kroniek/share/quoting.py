"""How much of an article leaves the house: quotations cut at a word, within a limit."""

import unicodedata
from dataclasses import dataclass

DEFAULT_LIMIT = 150
"""Characters of one quotation: about what news monitors show of an article."""
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Quotes:
    """Cuts quotations. `limit` counts code points, the ellipsis among them; None is no limit.

    A limit of 0 lets no words of an article out at all.
    """

    limit: int | None = DEFAULT_LIMIT

    def cut(self, words: str) -> str:
        """The words on one line, cut after the last whole word that leaves room for an ellipsis.

        A first word that is too long itself is cut inside.
        """
        line = " ".join(words.split())
        if self.limit is None or len(line) <= self.limit:
            return line
        if self.limit < 2:
            return ""
        kept = beginning(line, self.limit - 1)
        return f"{kept.rstrip(' ,;:–-(„“')}{ELLIPSIS}"

    def cuts(self, words: str) -> bool:
        """Whether something of the words is left out."""
        return self.cut(words) != " ".join(words.split())


def beginning(words: str, most: int) -> str:
    """At most `most` code points of the words, up to the end of a word if there is one."""
    if len(words) <= most:
        return words
    if not words[most].isspace():
        found = words[:most].rsplit(maxsplit=1)
        if len(found) > 1:
            return words[: words.rindex(found[1], 0, most)].rstrip()
    return _whole_signs(words, most).rstrip()


def _whole_signs(words: str, most: int) -> str:
    """Cut so that no accent, joiner or variation sign is parted from what it belongs to."""
    while most > 0 and (unicodedata.category(words[most])[0] == "M" or words[most] == "\u200d"):
        most -= 1
    if most > 0 and words[most - 1] == "\u200d":
        most -= 1
    return words[:most]
