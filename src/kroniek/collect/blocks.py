"""The visible text of an HTML page, block by block, without a tree.

A plain reader beside the clever one: it goes through the page once, whatever its depth, size or
faults, and so knows what can be seen on it. That is what the article is held against.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)"
    r"(?P<rest>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
)
_OPENING = re.compile(r"<(?=[a-zA-Z/!?])")
"""What can begin a tag; a mere sign is text."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SILENT = frozenset(
    "script style template noscript svg iframe object textarea title canvas audio video datalist"
    " math".split()
)
"""Elements whose content is not seen, or not as text; passed over up to their end."""
_PLACES = {
    "nav": "navigation",
    "header": "head of the page",
    "footer": "foot of the page",
    "aside": "beside the text",
    "form": "form",
    "button": "button",
    "select": "form",
    "menu": "navigation",
    "dialog": "notice",
}
"""Elements that are no part of an article, and what is told of text in them."""
_CONTAINERS = frozenset("div section article main td body blockquote center".split())
_BREAKS = frozenset(
    "p div section article main header footer nav aside form h1 h2 h3 h4 h5 h6 ul ol li dl dt dd"
    " table tr td th thead tbody blockquote figure figcaption pre hr address details summary body"
    " html center fieldset legend option select button menu dialog caption br".split()
)
"""Elements that begin and end a block of text."""
_NEAR = 20
_VOID = frozenset("br hr img input meta link area base col embed source track wbr".split())
_HIDDEN_STYLE = re.compile(
    r"style\s{0,9}=\s{0,9}[\"'][^\"']{0,400}display\s{0,9}:\s{0,9}none", re.IGNORECASE
)
_HIDDEN_WORD = re.compile(r"(?:^|\s)hidden(?=\s|=|/|$)", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")


@dataclass(frozen=True, slots=True)
class Block:
    """Text that stands in one block of the page, white space made single.

    `parts` are the places of its text in the page; `container` that of the element around it.
    `place` says what it is part of if not of an article.
    """

    text: str
    parts: tuple[tuple[int, int], ...]
    letters: int
    link_letters: int
    place: str
    container: int

    @property
    def start(self) -> int:
        """Where it begins in the page."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the page."""
        return self.parts[-1][1]


def letters(text: str) -> int:
    """How many letters stand in `text`."""
    return sum(map(len, _LETTERS.findall(text)))


@dataclass(slots=True)
class _Open:
    """What is open at a point of the page."""

    balanced: frozenset[str]
    """Names of `_PLACES` that are closed as often as opened; others mean nothing."""
    hides: bool = True
    places: list[str] = field(default_factory=list)
    containers: list[tuple[str, int]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    links: int = 0
    hidden: str = ""
    hidden_depth: int = 0

    def start(self, name: str, rest: str, at: int) -> None:
        """A tag opens an element."""
        if self.hidden:
            self.hidden_depth += name == self.hidden
        elif self.hides and name not in _VOID and _is_hidden(rest):
            self.hidden, self.hidden_depth = name, 1
        if name == "a":
            self.links = 1
        if name in self.balanced:
            self.places.append(name)
        if name in _CONTAINERS:
            self.containers.append((name, at))
            self.names[name] += 1

    def close(self, name: str) -> None:
        """A tag closes an element; one that is not open is passed over."""
        if self.hidden == name:
            self.hidden_depth -= 1
            if not self.hidden_depth:
                self.hidden = ""
        if name == "a":
            self.links = 0
        if name in self.balanced and self.places:
            # Elements that overlap are few; of very many one may be forgotten.
            near = self.places[-_NEAR:]
            if name in near:
                del self.places[len(self.places) - 1 - near[::-1].index(name)]
        if self.names[name]:
            while True:
                last, _ = self.containers.pop()
                self.names[last] -= 1
                if last == name:
                    return


def _is_hidden(rest: str) -> bool:
    if "hidden" not in rest and "none" not in rest:
        return False
    return bool(_HIDDEN_STYLE.search(rest) or _HIDDEN_WORD.search(_QUOTED.sub('""', rest)))


_Token = tuple[str, str, int, int]
"""Name with a slash before it if it closes (empty for text), the rest of the tag, start, end."""


@dataclass(slots=True)
class _Ends:
    """Where in a page the last end of something stands, so that none is looked for in vain."""

    page: str
    tag: int
    comment: int
    closings: dict[str, tuple[re.Pattern[str], int]] = field(default_factory=dict)

    def after(self, name: str, at: int) -> int:
        """Where the element `name` ends whose content is not text; `at` if it is never closed."""
        if name not in self.closings:
            closing = re.compile(rf"</{name}(?![a-zA-Z0-9:-])[^>]*+>?", re.IGNORECASE)
            last = max((found.start() for found in closing.finditer(self.page)), default=-1)
            self.closings[name] = closing, last
        closing, last = self.closings[name]
        found = closing.search(self.page, at) if at <= last else None
        return found.end() if found else at


def _tokens(page: str) -> Iterator[_Token]:
    """Tags and stretches of text, in order; comments and what is not text are left out."""
    at = 0
    ends = _Ends(page, page.rfind(">"), page.rfind("-->"))
    while at < len(page):
        found = _OPENING.search(page, at, ends.tag + 1)
        start = found.start() if found else len(page)
        if start > at:
            yield "", "", at, start
        if found is None:
            return
        token, at = _tag(page, start, ends)
        if token is None:
            continue
        yield token
        if token[0] in _SILENT and not token[1].endswith("/"):
            at = ends.after(token[0], at)


def _tag(page: str, start: int, ends: _Ends) -> tuple[_Token | None, int]:
    """The tag that begins at `start`, if it is one, and where to go on."""
    if start <= ends.comment and page.startswith("<!--", start):
        return None, page.find("-->", start) + 3
    match = _TAG.match(page, start)
    if match is None:
        return None, page.find(">", start) + 1
    close, name, rest = match.groups()
    return (close + name.lower(), rest, start, match.end()), match.end()


def _balanced(tokens: list[_Token]) -> frozenset[str]:
    counts = Counter(token[0] for token in tokens)
    return frozenset(name for name in _PLACES if counts[name] == counts[f"/{name}"])


@dataclass(frozen=True, slots=True)
class Scan:
    """What can be seen on a page, in order; how many tags it has, and how long the longest is."""

    blocks: list[Block]
    tags: int
    longest_tag: int


def scanned(page: str) -> Scan:
    """Go through a page once. The work is bound by its length."""
    tokens = list(_tokens(page))
    tags = [len(token[1]) for token in tokens if token[0]]
    return Scan(_visible(page, tokens), len(tags), max(tags, default=0))


def _visible(page: str, tokens: list[_Token]) -> list[Block]:
    balanced = _balanced(tokens)
    opened = _Open(balanced)
    found = _blocks(page, tokens, opened)
    # An element hidden and never closed hides the rest of the page from us, not from a reader.
    return _blocks(page, tokens, _Open(balanced, hides=False)) if opened.hidden else found


def _blocks(page: str, tokens: list[_Token], opened: _Open) -> list[Block]:
    blocks: list[Block] = []
    parts: list[tuple[int, int]] = []
    links = 0
    for name, rest, start, end in tokens:
        if not name:
            if not opened.hidden:
                parts.append((start, end))
                links += letters(page[start:end]) if opened.links else 0
            continue
        bare = name.lstrip("/")
        if bare in _BREAKS and parts:
            blocks.extend(_block(page, parts, links, opened))
            parts, links = [], 0
        if name[0] == "/":
            opened.close(bare)
        else:
            opened.start(bare, rest, start)
    if parts:
        blocks.extend(_block(page, parts, links, opened))
    return blocks


def _block(page: str, parts: list[tuple[int, int]], links: int, opened: _Open) -> list[Block]:
    """The block of some stretches of text, if there is a word in them."""
    text = " ".join(html.unescape("".join(page[start:end] for start, end in parts)).split())
    if not text:
        return []
    place = _PLACES[opened.places[-1]] if opened.places else ""
    container = opened.containers[-1][1] if opened.containers else -1
    return [Block(text, tuple(parts), letters(text), links, place, container)]
