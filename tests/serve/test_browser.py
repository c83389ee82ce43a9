"""The pages in a real browser: Debian's Chromium, driven by Playwright, over a loopback port."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Page, expect, sync_playwright

from kroniek.library import Kroniek
from kroniek.serve.app import make_app
from kroniek.serve.guard import Guard
from kroniek.serve.server import bound

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.xdist_group("browser")]

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
def address(demo: Kroniek) -> Iterator[str]:
    listening = bound(0)
    port = listening.getsockname()[1]
    app = Guard(make_app(demo.store.path, "nl"), port)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(scope="module", params=[True, False], ids=["script", "no-script"])
def page(request: pytest.FixtureRequest, chromium: str) -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(java_script_enabled=request.param)
        made = context.new_page()
        asked: list[str] = []
        made.on("request", lambda sent: asked.append(sent.url))
        wrong: list[str] = []
        made.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        made.on("pageerror", lambda error: wrong.append(str(error)))
        yield made
        context.close()
        browser.close()
        assert all(url.startswith("http://127.0.0.1:") for url in asked)
        assert wrong == []


def test_a_click_on_a_line_opens_its_sentence(page: Page, address: str) -> None:
    page.goto(address)
    link = page.locator(".entry .line a").first
    line = link.inner_text()
    link.click()

    chosen = page.locator(".sentence.chosen")
    expect(chosen.first).to_be_in_viewport()
    told = " ".join(" ".join(chosen.all_inner_texts()).split())
    assert line.rstrip("…") in told or told in line


def test_a_bar_of_the_timeline_leads_to_its_line(page: Page, address: str) -> None:
    page.goto(address)
    bar = page.locator(".timeline a").last
    entry = bar.get_attribute("href")
    assert entry
    bar.click(force=True)

    expect(page.locator(entry)).to_be_in_viewport()


def test_a_circle_on_the_map_keeps_the_lines_of_its_place(page: Page, address: str) -> None:
    page.goto(address)
    before = page.locator(".entry").count()
    circle = page.locator(".map a").last
    circle.focus()
    circle.press("Enter")
    page.wait_for_url("**/*place=*")

    assert 0 < page.locator(".entry").count() <= before


def test_the_language_changes_and_the_filter_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/?since=2000")
    page.get_by_role("link", name="English").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Chronicle")
    assert "since=2000" in page.url


def test_everything_can_be_reached_by_the_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")

    expect(page.locator(".skip")).to_be_focused()


def test_the_map_says_whose_borders_it_draws(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")

    expect(page.locator(".legend")).to_contain_text("Crimea is part of Ukraine")


def test_pages_fit_a_narrow_screen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    for path in ["/", "/statements", "/dates"]:
        page.goto(address + path)
        wide = page.locator("body").bounding_box()
        assert wide
        assert wide["width"] <= 360
    page.set_viewport_size({"width": 1280, "height": 800})


def test_the_pages_can_be_looked_at(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address)
    picture = tmp_path / "chronicle.png"
    page.screenshot(path=picture, full_page=True)

    assert picture.stat().st_size > 20_000
