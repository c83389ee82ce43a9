"""What a page is made of, as a reader of its HTML sees it."""

import re
from html.parser import HTMLParser

from typing_extensions import override

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Outline(HTMLParser):
    """Headings in order, ids, labels and links of a page; fails on tags that do not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.styled: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if told.get("id"):
            self.ids.append(told["id"] or "")
        if told.get("href"):
            self.links.append(told["href"] or "")
        self.styled += [name for name in told if name == "style" or name.startswith("on")]

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag


def outline(page: str) -> Outline:
    made = Outline()
    made.feed(page)
    made.close()
    assert made.open == []
    return made
