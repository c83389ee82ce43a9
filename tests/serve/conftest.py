"""A real browser and servers for it: Debian's Chromium, driven by Playwright, on loopback ports."""

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import ConsoleMessage, Page, sync_playwright
from starlette.applications import Starlette

from kroniek.serve.app import make_app
from kroniek.serve.guard import Guard
from kroniek.serve.server import bound

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
FLAGS += ["--disable-component-update", "--no-first-run", "--disable-quic"]


@pytest.fixture(scope="module")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        told = "Chromium is not installed; on Debian: apt install chromium"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return found


@pytest.fixture(scope="module")
def serving() -> Iterator[Callable[[Path], str]]:
    """Serves a store on a port of its own until the module's tests are done; gives the address."""
    apps: list[Starlette] = []
    running: list[tuple[uvicorn.Server, threading.Thread, socket.socket]] = []

    def start(store: Path) -> str:
        listening = bound(0)
        port = listening.getsockname()[1]
        app = make_app(store, "nl")
        apps.append(app)
        server = uvicorn.Server(
            uvicorn.Config(Guard(app, port), log_level="warning", lifespan="off")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        running.append((server, thread, listening))
        return f"http://127.0.0.1:{port}"

    yield start
    for server, thread, listening in running:
        server.should_exit = True
        thread.join()
        listening.close()
    for app in apps:
        app.state.desk.rebuild.stop()


@pytest.fixture(scope="module", params=[True, False], ids=["script", "no-script"])
def page(request: pytest.FixtureRequest, chromium: str) -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(java_script_enabled=request.param)
        made = context.new_page()
        asked: list[str] = []
        made.on("request", lambda sent: asked.append(sent.url))
        wrong: list[str] = []

        def said(told: ConsoleMessage) -> None:
            # A form that is refused is answered with a page and status 422; Chromium notes that.
            if told.type == "error" and "status of 422" not in told.text:
                wrong.append(told.text)

        made.on("console", said)
        made.on("pageerror", lambda error: wrong.append(str(error)))
        yield made
        context.close()
        browser.close()
        assert all(url.startswith("http://127.0.0.1:") for url in asked)
        assert wrong == []
