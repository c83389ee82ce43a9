"""What every page needs to be made: the store's views, the words, the address asked for."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request

from kroniek.edtf import in_words
from kroniek.library import Kroniek
from kroniek.library.judging import Decided, decided, decisions_on
from kroniek.model.judgement import Judgement
from kroniek.model.time import Interval
from kroniek.serve.desk import Desk
from kroniek.views import Views
from kroniek.words import LANGUAGES, Words, decisions, reasons


@dataclass
class Shelf:
    """The store's views, one for each language, read anew when a build has changed the store.

    Requests are answered by several threads; the lock lets one of them read for all.
    """

    store: Path
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _seen: str | None = None
    _views: dict[str, Views] = field(default_factory=dict, repr=False)

    def views(self, language: str) -> Views:
        """What can be looked up now."""
        with self._lock, Kroniek(self.store, create=False) as k:
            # The state is read before the tables: a build in between makes the next page read anew.
            state = k.store.meta("gathered") or ""
            if state != self._seen:
                self._views = {one: k.views.spoken(one) for one in LANGUAGES} if state else {}
                self._seen = state
            return self._views.get(language) or k.views.spoken(language)

    def inputs(self) -> list[Any]:
        """Every input and what became of it."""
        with Kroniek(self.store, create=False) as k:
            return list(k.inputs())

    def absent(self) -> set[str]:
        """Paths of inputs, not withdrawn, that no longer lie where they were read."""
        with Kroniek(self.store, create=False) as k:
            return {one.path for one in k.absent()}


@dataclass(frozen=True)
class Page:
    """What every page needs: the request, the words, the views."""

    request: Request
    words: Words
    views: Views
    shelf: Shelf
    desk: Desk | None = None
    """What deciding needs; None where pages can only be read."""

    @property
    def asked(self) -> Mapping[str, str]:
        """The address's query, last value of each name."""
        return dict(self.request.query_params)

    def address(self, path: str | None = None, **changed: str | int | None) -> str:
        """An address with the query of this one, changed; None drops a name."""
        query = self.asked if path is None else {"lang": self.words.language}
        told = {**query, **changed}
        kept = {key: value for key, value in told.items() if value not in (None, "")}
        query_words = urlencode(kept)
        return f"{path or self.request.url.path}?{query_words}" if query_words else path or "?"

    def correct(self, about: str, **more: str) -> str:
        """The address where one decides of a thing, with the way back to it on this page."""
        back = self.here + more.pop("anchor", "")
        return self.address("/decide", about=about, back=back, **more)

    def undoing(self, judgement: str) -> str:
        """The address where a decision is undone, with the way back to this page."""
        return self.address("/decide/undo", about=judgement, back=self.here)

    @property
    def here(self) -> str:
        """The address of this page, without what it says was decided just now."""
        query = {name: value for name, value in self.asked.items() if name != "decided"}
        path = self.request.url.path
        return f"{path}?{urlencode(query)}" if query else path

    @property
    def again(self) -> str:
        """The address of this page as it is: to load it again."""
        return f"{self.request.url.path}?{self.request.url.query}"

    @property
    def just_decided(self) -> Decided | None:
        """What the address says was decided just now, with what has become of it."""
        key = self.asked.get("decided", "")
        if not key:
            return None
        with Kroniek(self.shelf.store, create=False) as k:
            known = [one for one in k.store.judgements.every() if one.id == key]
        return next(iter(decided(self.views, known)), None)

    def building(self) -> str:
        """What is being built behind the pages, in words; nothing if nothing is."""
        doing = self.desk.rebuild.doing if self.desk else None
        if doing is None:
            return ""
        told = {"done": self.figure(doing.done), "total": self.figure(doing.total)}
        return self.words(f"rebuild.{doing.stage}", **told)

    def when(self, days: Interval) -> str:
        """Days in the reader's words."""
        return in_words(days, self.words.language)

    def day(self, value: str) -> str:
        """An EDTF value in the reader's words."""
        return reasons.day_words(value, self.words.language)

    def count(self, thing: str, number: int) -> str:
        """So many of a thing: ``1 regel``, ``1.980 regels``."""
        form = "one" if number == 1 else "many"
        return self.words(f"count.{thing}.{form}", number=self.figure(number))

    def figure(self, number: int) -> str:
        """A number as readers write it: ``1.980``, ``1,980``."""
        return f"{number:,}".replace(",", "." if self.words.language == "nl" else ",")

    def because(self, reason: str) -> reasons.Told:
        """A reason in the reader's language, as far as it can be told in it."""
        return reasons.told(reason, self.words.language)

    def decision(self, judgement: Judgement, *, short: bool = False) -> str:
        """What was decided, and unless `short` by whom, when and why."""
        tell = decisions.what if short else decisions.whole
        return tell(judgement, self.views.entities, self.words)

    def decided(self, thing: object) -> tuple[Judgement, ...]:
        """What people decided of a line, statement, dispute, article or entity, and holds."""
        return decisions_on(self.views, thing)

    def number(self, name: str, default: int) -> int:
        """A number in the query; `default` if it is absent or none."""
        told = self.asked.get(name, "")
        return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else default

    def date(self, name: str, read: Callable[[str], date]) -> date | None:
        """A day in the query; None if it is absent or none."""
        try:
            return read(self.asked[name].strip())
        except (KeyError, ValueError):
            return None


class Answer(NamedTuple):
    """A template and what it is told."""

    template: str
    told: Mapping[str, Any]
