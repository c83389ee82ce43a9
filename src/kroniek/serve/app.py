"""The app: which address gives which page. All state is in the address; no page needs script."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kroniek.errors import KroniekError
from kroniek.model.doc import Collection
from kroniek.save.database import writable
from kroniek.serve import answers
from kroniek.serve.decisions import decisions
from kroniek.serve.desk import Desk
from kroniek.serve.desk.look import WHO, desk, listed, look
from kroniek.serve.desk.taking import Taken, carry_out, decide, posted, state
from kroniek.serve.page import Answer, Page, Shelf
from kroniek.serve.search import search
from kroniek.views import Views
from kroniek.words import LANGUAGES, Words
from kroniek.words.errors import in_words

_HERE = Path(__file__).parent
_NOTHING = Views(Collection(()))


def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True)
class Renderer:
    """Makes pages of requests. `language` is that of readers whose address asks for none.

    Without a `desk` nothing can be decided.
    """

    shelf: Shelf
    language: str
    desk: Desk | None = None
    templates: jinja2.Environment = field(default_factory=_templates)

    def words_for(self, request: Request) -> Words:
        """The words of the language that the address asks for."""
        asked = request.query_params.get("lang", "")
        return Words(asked if asked in LANGUAGES else self.language, "web")

    def page_for(self, request: Request) -> Page:
        """What every page needs."""
        words = self.words_for(request)
        return Page(request, words, self.shelf.views(words.language), self.shelf, self.desk)

    def page(self, make: Callable[[Page], Answer]) -> Callable[[Request], Response]:
        """The endpoint of a page."""

        def endpoint(request: Request) -> Response:
            page = self.page_for(request)
            answer = make(page)
            return self.render(page, answer, 422 if answer.told.get("problem") else 200)

        return endpoint

    def deciding(self, make: Callable[[Page], Answer]) -> Callable[[Request], Response]:
        """The endpoint of a page that leads to a decision."""
        endpoint = self.page(make)

        def allowed(request: Request) -> Response:
            if self.desk is None:
                raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED)
            return endpoint(request)

        return allowed

    def taking(self) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint of forms that decide."""

        async def endpoint(request: Request) -> Response:
            told = await posted(request)
            return await run_in_threadpool(self._take, request, told)

        return endpoint

    def _take(self, request: Request, told: dict[str, str]) -> Response:
        page = self.page_for(request)
        taken = decide(page, told)
        if not isinstance(taken, Taken):
            return self.render(page, taken.answer, taken.status)
        answer = RedirectResponse(taken.address, HTTPStatus.SEE_OTHER)
        answer.set_cookie(
            WHO, quote(taken.who), max_age=365 * 86400, httponly=True, samesite="strict"
        )
        return answer

    def carrying_out(self) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint of the form that has the chronicle brought up to date."""

        async def endpoint(request: Request) -> Response:
            told = await posted(request)
            return await run_in_threadpool(self._carry_out, request, told)

        return endpoint

    def _carry_out(self, request: Request, told: dict[str, str]) -> Response:
        page = self.page_for(request)
        carry_out(page, told)
        return RedirectResponse(page.address("/decisions"), HTTPStatus.SEE_OTHER)

    def facts(self, make: Callable[[Page], dict[str, Any]]) -> Callable[[Request], Response]:
        """The endpoint of what the script of the pages asks for."""
        return lambda request: JSONResponse(make(self.page_for(request)))

    def render(self, page: Page, answer: Answer, status: int = 200) -> Response:
        """A page as HTML."""
        template = self.templates.get_template(answer.template)
        return HTMLResponse(template.render(page=page, say=page.words, **answer.told), status)

    def _page_of_wrong(self, request: Request, error: Exception) -> Page:
        """With views, and what was just decided, unless it may be the store that is wrong."""
        if isinstance(error, HTTPException):
            with suppress(KroniekError, sqlite3.Error):
                return self.page_for(request)
        return Page(request, self.words_for(request), _NOTHING, self.shelf)

    def wrong(self, request: Request, error: Exception) -> Response:
        """What is shown instead of a page: nothing there, or a store that can not be read."""
        page = self._page_of_wrong(request, error)
        status, why, detail = 503, "", ""
        if isinstance(error, KroniekError):
            detail = in_words(error, page.words.language)
        if isinstance(error, HTTPException):
            status = error.status_code
            why = "" if error.detail == HTTPStatus(status).phrase else error.detail
        told = {"status": status, "why": why, "detail": detail}
        answer = Answer("wrong.html", told)
        return self.render(page, answer, status)


def _asset(name: str, kind: str) -> Callable[[Request], Response]:
    content = (_HERE / name).read_bytes()
    return lambda _: Response(content, media_type=kind)


def make_app(store: Path, language: str, *, writing: bool = True) -> Starlette:
    """The app for one store; `language` is that of readers whose address asks for none.

    Unless `writing`, or where the store can not be written, the pages can only be read.
    """
    at = Desk.of(store) if writing and writable(store) else None
    make = Renderer(Shelf(store), language, at)
    app = Starlette(
        routes=[
            Route("/", make.page(answers.chronicle)),
            Route("/article/{id}", make.page(answers.article)),
            Route("/entity/{id:path}", make.page(answers.entity)),
            Route("/statements", make.page(answers.statements)),
            Route("/disputes", make.page(answers.disputes)),
            Route("/forecasts", make.page(answers.forecasts)),
            Route("/dates", make.page(answers.dates)),
            Route("/search", make.page(search)),
            Route("/decisions", make.page(decisions)),
            Route("/decide", make.deciding(desk)),
            Route("/decide/{verb}", make.deciding(look)),
            Route("/decide/{verb}", make.taking(), methods=["POST"]),
            Route("/carry-out", make.carrying_out(), methods=["POST"]),
            Route("/choices", make.facts(listed)),
            Route("/state", make.facts(state)),
            Route("/inputs", make.page(answers.inputs)),
            Route("/style.css", _asset("pages/style.css", "text/css")),
            Route("/links.js", _asset("script/links.js", "text/javascript")),
            Route("/decide.js", _asset("script/decide.js", "text/javascript")),
            Route("/icon.svg", _asset("pages/icon.svg", "image/svg+xml")),
        ],
        exception_handlers={
            HTTPException: make.wrong,
            sqlite3.Error: make.wrong,
            KroniekError: make.wrong,
        },
    )
    app.state.desk = at
    return app
