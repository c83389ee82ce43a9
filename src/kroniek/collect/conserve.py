"""Nothing that can be seen on a page is lost: it is in the article, or listed as left out.

The extractor tells what the article is. Every block that can be seen is then looked for in it; one
that is missing and reads as running text among the article's own is put back, the others are listed
with what they were taken for.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from kroniek.collect.blocks import Block
from kroniek.collect.titles import plain
from kroniek.model.article import LeftOut
from kroniek.spans import RawSpan, Span

_FEWEST_LETTERS = 60
"""Letters from which a block can be a paragraph that was lost."""
_FEWEST_SHARED = 25
"""Characters from which words may be looked for inside a longer paragraph."""
_MOST_LINKED = 0.5
_MOST_BARE = 0.95
"""Share of letters in links and navigation from which there is no article among them."""
_NO_TEXT = {"navigation", "button", "form"}
_SHARED = 0.8
"""Share of a paragraph's words in a block from which the one is a part of the other."""
_BUDGET = 200_000_000
"""Characters that may be searched in all."""
_SENTENCE_ENDS = tuple(".!?…”\"'’»)")


@dataclass(frozen=True, slots=True)
class Kept:
    """The paragraphs of an article, and what of the page is not among them."""

    paragraphs: list[str]
    left_out: tuple[LeftOut, ...]
    restored: int = 0
    """Paragraphs that were put back."""


def is_running(block: Block) -> bool:
    """Whether a block reads as running text, wherever it stands."""
    return (
        block.letters >= _FEWEST_LETTERS
        and block.link_letters <= _MOST_LINKED * block.letters
        and block.text.endswith(_SENTENCE_ENDS)
    )


def running_text(blocks: Sequence[Block]) -> list[str]:
    """What may be the article where nothing else tells: text that is no furniture, each once."""
    found = [
        block.text
        for block in blocks
        if not block.place and block.link_letters <= _MOST_LINKED * block.letters
    ]
    return list(dict.fromkeys(found))


def is_furniture(paragraphs: Sequence[str], blocks: Sequence[Block]) -> bool:
    """Whether what an extractor found is nothing but navigation and links."""
    keys = {plain(paragraph) for paragraph in paragraphs}
    found = [block for block in blocks if plain(block.text) in keys]
    letters = sum(block.letters for block in found)
    bare = sum(
        block.letters
        for block in found
        if block.place in _NO_TEXT or block.link_letters > _MOST_LINKED * block.letters
    )
    return letters > 0 and bare >= _MOST_BARE * letters


class _Finder:
    """Tells whether a block is among paragraphs."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.keys = [plain(paragraph) for paragraph in paragraphs]
        self._set = set(self.keys)
        self._all = " ".join(self.keys)
        self._budget = _BUDGET

    def has(self, key: str) -> bool:
        """Whether these words are a paragraph, or stand in one or over several."""
        if not key or key in self._set:
            return True
        if len(key) < _FEWEST_SHARED or self._budget <= 0:
            return False
        self._budget -= len(self._all)
        return key in self._all


def conserved(paragraphs: Sequence[str], blocks: Sequence[Block]) -> Kept:
    """The paragraphs with what was lost between them, and the rest of the page as left out."""
    finder = _Finder(paragraphs)
    keys = [plain(block.text) for block in blocks]
    kept = [finder.has(key) for key in keys]
    homes = {
        block.container
        for block, is_kept in zip(blocks, kept, strict=True)
        if is_kept and is_running(block) and not block.place
    }
    lost = [
        not is_kept and not block.place and block.container in homes and is_running(block)
        for block, is_kept in zip(blocks, kept, strict=True)
    ]
    found = _put_back(list(paragraphs), finder.keys, blocks, keys, lost) if any(lost) else None
    left = [
        (block, _because(block))
        for block, is_kept, is_lost in zip(blocks, kept, lost, strict=True)
        if not is_kept and not is_lost and block.letters
    ]
    return Kept(list(paragraphs) if found is None else found, _merged(left), sum(lost))


def _put_back(
    paragraphs: list[str],
    paragraph_keys: list[str],
    blocks: Sequence[Block],
    keys: Sequence[str],
    lost: Sequence[bool],
) -> list[str]:
    """The paragraphs with the lost blocks where these stand in the page."""
    places: dict[str, int] = {}
    whole = {key for key, is_lost in zip(keys, lost, strict=True) if not is_lost}
    for k, key in enumerate(paragraph_keys):
        places.setdefault(key, k)
    replaced: dict[int, str] = {}
    after: dict[int, list[str]] = {}
    last = -1
    for block, key, is_lost in zip(blocks, keys, lost, strict=True):
        if not is_lost:
            last = max(last, places.get(key, -1))
            continue
        part = _part_of(key, paragraph_keys, last + 1, whole)
        if part is None:
            after.setdefault(last, []).append(block.text)
        else:
            replaced[part] = block.text
            last = part
    found = [*after.get(-1, [])]
    for k, paragraph in enumerate(paragraphs):
        found.append(replaced.get(k, paragraph))
        found.extend(after.get(k, ()))
    return found


def _part_of(key: str, paragraph_keys: Sequence[str], first: int, whole: Set[str]) -> int | None:
    """Which of the next paragraphs holds a part of these words only, if one does.

    One that stands in the page as it is (in `whole`) is no part of another.
    """
    words = set(key.split())
    for k in range(first, min(first + 3, len(paragraph_keys))):
        own = paragraph_keys[k].split()
        if (
            own
            and paragraph_keys[k] not in whole
            and sum(word in words for word in own) >= _SHARED * len(own)
        ):
            return k
    return None


def _because(block: Block) -> str:
    """What a block was taken for that is not in the article."""
    if block.place:
        return block.place
    if block.link_letters > _MOST_LINKED * block.letters:
        return "links"
    return "other text on the page" if is_running(block) else "short lines"


def _merged(left: Sequence[tuple[Block, str]]) -> tuple[LeftOut, ...]:
    """Blocks that follow one another and were taken for the same, as one."""
    found: list[LeftOut] = []
    for block, because in left:
        if found and found[-1].because == because:
            last = found[-1]
            raw = RawSpan(Span(last.raw.start, max(block.end, last.raw.end)))
            found[-1] = LeftOut(raw, last.letters + block.letters, because)
        else:
            found.append(LeftOut(RawSpan(Span(block.start, block.end)), block.letters, because))
    return tuple(found)
