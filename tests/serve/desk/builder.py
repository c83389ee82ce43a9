"""A small store that is built once, and what a browser does with its forms."""

import re
import shutil
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from kroniek.library import Kroniek
from kroniek.library.judging import Decided
from kroniek.serve.app import make_app
from kroniek.views import Line

ONE = """Brand in Tilburg

Tilburg, 3 mei 2024

Bij een brand in Tilburg kwamen donderdag twee mensen om het leven.
Jan de Wit van de brandweer sprak van een ramp.
Volgens de politie vielen bij de brand in Tilburg op 3 mei 2024 twee doden.
"""
TWO = """Doden bij brand

Tilburg, 4 mei 2024

Bij een brand in Tilburg kwamen donderdag twee mensen om het leven.
Piet Smit, de burgemeester, bezocht vrijdag Breda.
De politie ontkent dat er bij de brand in Tilburg op 3 mei 2024 doden vielen.
"""
THREE = """Ontploffing in Oss

Oss, 8 mei 2024

De ontploffing was tot in Breda te horen.
Bij de ontploffing in Oss kwamen 12 mensen om het leven.
De brandweer was snel ter plaatse en bleef er tot het donker werd.
"""
FOUR = """Ontploffing eist levens

Oss, 8 mei 2024

Burgemeester Jan Smit bezoekt zaterdag het ziekenhuis.
Bij de ontploffing in Oss kwamen 20 mensen om het leven.
"""


def build(home: Path) -> Path:
    """A store of four articles in an empty folder, by rules alone."""
    (home / "in").mkdir()
    for name, text in (("een", ONE), ("twee", TWO), ("drie", THREE), ("vier", FOUR)):
        (home / "in" / f"{name}.txt").write_text(text, "utf-8")
    with Kroniek(home / "x.kroniek", reader=False) as k:
        k.build(home / "in")
    return home / "x.kroniek"


def copy(store: Path, folder: Path) -> Path:
    """A copy of a store that a test may write to, with the articles where they were read."""
    shutil.copytree(store.parent, folder, dirs_exist_ok=True)
    return folder / store.name


@dataclass
class Hand:
    """Somebody at the pages of a store."""

    store: Path
    client: TestClient

    @classmethod
    def at(cls, store: Path, *, writing: bool = True) -> "Hand":
        """At a server of its own."""
        app = make_app(store, "nl", writing=writing)
        return cls(store, TestClient(app, follow_redirects=False))

    def look(self, verb: str, about: str, value: str = "", back: str = "/") -> Response:
        """The last look before a decision."""
        asked = {"about": about, "value": value, "back": back}
        return self.client.get(f"/decide/{verb}", params=asked)

    def form(self, verb: str, about: str, value: str = "", back: str = "/") -> dict[str, str]:
        """The form under that look, filled in."""
        page = self.look(verb, about, value, back)
        assert page.status_code == 200, page.text
        return hidden(page.text) | {"who": "An", "because": "zo is het"}

    def post(self, verb: str, form: dict[str, str]) -> Response:
        """Send a form."""
        return self.client.post(f"/decide/{verb}", data=form)

    def decide(self, verb: str, about: str, value: str = "", back: str = "/") -> Response:
        """Look, fill in and send."""
        return self.post(verb, self.form(verb, about, value, back))

    def settle(self) -> None:
        """Wait until what was decided is carried out."""
        state: Any = self.client.app
        assert state.state.desk.rebuild.wait(60)

    def decided(self) -> list[Decided]:
        """Every decision, with what has become of it."""
        with Kroniek(self.store, create=False) as k:
            return k.judgements()

    def lines(self) -> list[Line]:
        """The chronicle."""
        with Kroniek(self.store, create=False) as k:
            return list(k.chronicle())

    def line(self, words: str) -> Line:
        """The first line with these words."""
        return next(line for line in self.lines() if words in line.line)


def hidden(page: str) -> dict[str, str]:
    """What the form that decides sends without being asked."""
    form = page.partition('<form method="post"')[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}
