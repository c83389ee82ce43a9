"""The app: which address gives which page. All state is in the address; no page needs script."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from kroniek.errors import KroniekError
from kroniek.model.doc import Collection
from kroniek.serve import answers
from kroniek.serve.decisions import decisions
from kroniek.serve.page import Answer, Page, Shelf
from kroniek.serve.search import search
from kroniek.views import Views
from kroniek.words import LANGUAGES, Words

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
    """Makes pages of requests. `language` is that of readers whose address asks for none."""

    shelf: Shelf
    language: str
    templates: jinja2.Environment = field(default_factory=_templates)

    def words_for(self, request: Request) -> Words:
        """The words of the language that the address asks for."""
        asked = request.query_params.get("lang", "")
        return Words(asked if asked in LANGUAGES else self.language, "web")

    def page(self, make: Callable[[Page], Answer]) -> Callable[[Request], Response]:
        """The endpoint of a page."""

        def endpoint(request: Request) -> Response:
            words = self.words_for(request)
            page = Page(request, words, self.shelf.views(words.language), self.shelf)
            return self.render(page, make(page))

        return endpoint

    def render(self, page: Page, answer: Answer, status: int = 200) -> Response:
        """A page as HTML."""
        template = self.templates.get_template(answer.template)
        return HTMLResponse(template.render(page=page, say=page.words, **answer.told), status)

    def wrong(self, request: Request, error: Exception) -> Response:
        """What is shown instead of a page: nothing there, or a store that can not be read."""
        status = error.status_code if isinstance(error, HTTPException) else 503
        detail = str(error) if isinstance(error, KroniekError) else ""
        # No views here: it may be the store that is wrong.
        page = Page(request, self.words_for(request), _NOTHING, self.shelf)
        answer = Answer("wrong.html", {"status": status, "detail": detail})
        return self.render(page, answer, status)


def _asset(name: str, kind: str) -> Callable[[Request], Response]:
    content = (_HERE / name).read_bytes()
    return lambda _: Response(content, media_type=kind)


def make_app(store: Path, language: str) -> Starlette:
    """The app for one store; `language` is that of readers whose address asks for none."""
    make = Renderer(Shelf(store), language)
    return Starlette(
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
            Route("/inputs", make.page(answers.inputs)),
            Route("/style.css", _asset("pages/style.css", "text/css")),
            Route("/links.js", _asset("script/links.js", "text/javascript")),
            Route("/icon.svg", _asset("pages/icon.svg", "image/svg+xml")),
        ],
        exception_handlers={404: make.wrong, sqlite3.Error: make.wrong, KroniekError: make.wrong},
    )
