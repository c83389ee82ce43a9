"""The pages in a real browser: Debian's Chromium, driven by Playwright, over a loopback port."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kroniek.library import Kroniek

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def address(demo: Kroniek, serving: Callable[[Path], str]) -> str:
    return serving(demo.store.path)


needs_script = pytest.mark.parametrize("page", [True], indirect=True, ids=["script"])


def test_a_click_on_a_line_opens_its_sentence(page: Page, address: str) -> None:
    page.goto(address)
    link = page.locator(".entry .line a").nth(5)
    line = link.inner_text()
    link.click()

    chosen = page.locator(".sentence.chosen")
    expect(chosen.first).to_be_in_viewport()
    told = " ".join(" ".join(chosen.all_inner_texts()).split())
    assert line.rstrip("…") in told or told in line


def test_a_bar_of_the_timeline_leads_to_its_line(page: Page, address: str) -> None:
    page.goto(address)
    bar = page.locator(".timeline svg a").last
    entry = bar.get_attribute("href")
    assert entry
    bar.focus()
    bar.press("Enter")

    expect(page.locator(entry)).to_be_in_viewport()
    assert page.url.endswith(entry)


def test_a_place_on_the_map_keeps_the_lines_of_its_place(page: Page, address: str) -> None:
    page.goto(address)
    before = page.locator(".entry").count()
    circle = page.locator(".map svg a").last
    circle.focus()
    circle.press("Enter")
    page.wait_for_url("**/*place=*")

    assert 0 < page.locator(".entry").count() <= before
    expect(page.locator(".chip")).to_have_count(1)
    page.go_back()
    expect(page.locator(".entry")).to_have_count(before)


def test_the_form_puts_its_filters_in_the_address(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Tot en met").fill("2023-10")
    page.get_by_role("button", name="Toon").click()
    page.wait_for_url("**/*until=2023-10*")

    expect(page.get_by_label("Tot en met")).to_have_value("2023-10")
    expect(page.locator(".found")).to_contain_text(" van ")


def test_the_language_changes_and_the_filter_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/?since=2000")
    page.get_by_role("link", name="English").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Chronicle")
    assert "since=2000" in page.url


def test_everything_can_be_reached_by_the_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")

    expect(page.locator(".skip").first).to_be_focused()


def test_the_map_says_whose_borders_it_draws(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=en")

    expect(page.locator(".map .sources").first).to_contain_text("Crimea is part of Ukraine")


@pytest.mark.parametrize("wide", [320, 800])
def test_pages_fit_the_screen(page: Page, address: str, demo: Kroniek, wide: int) -> None:
    page.set_viewport_size({"width": wide, "height": 700})
    article = next(iter(demo.views.docs))
    for path in ["/", "/statements", "/disputes", "/forecasts", "/dates", f"/article/{article}"]:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= wide, path
    page.set_viewport_size({"width": 1280, "height": 800})


def test_names_on_the_map_do_not_cover_one_another(page: Page, address: str) -> None:
    page.goto(address)
    boxes = [label.bounding_box() for label in page.locator(".map .label").all()]
    held = [box for box in boxes if box]

    assert held
    for left, right in itertools.combinations(held, 2):
        aside = left["x"] + left["width"] <= right["x"] or right["x"] + right["width"] <= left["x"]
        # Boxes of text are taller than its letters.
        above = abs(left["y"] - right["y"]) >= 0.6 * min(left["height"], right["height"])
        assert aside or above


@needs_script
def test_pointing_at_a_line_lights_its_bar_and_its_places(page: Page, address: str) -> None:
    page.goto(address)
    entry = page.locator('.entry:not([data-places=""])').first
    key = entry.get_attribute("id")
    entry.hover()

    expect(page.locator(f'.timeline a[data-entry="{key}"]')).to_have_class("lit")
    page.locator("h1").hover()
    expect(page.locator(".entry.lit")).to_have_count(0)
    page.locator(f'.timeline a[data-entry="{key}"]').focus()
    expect(page.locator(f"#{key}")).to_have_class("entry lit")


@needs_script
def test_keys_go_from_line_to_line_within_the_list_only(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")
    page.locator(".entry .line a").first.focus()
    page.keyboard.press("j")

    expect(page.locator(".entry .line a").nth(1)).to_be_focused()


@needs_script
@pytest.mark.parametrize("layer", ["content", "event", "name", "time"])
def test_a_mark_explains_itself_to_pointer_and_keyboard(
    page: Page, address: str, demo: Kroniek, layer: str
) -> None:
    for article in demo.views.docs:
        page.goto(f"{address}/article/{article}")
        if page.locator(f".text mark.{layer}").count():
            break
    panel = page.locator("#explained")
    expect(panel).to_be_hidden()
    page.locator(f".text mark.{layer}").first.click()
    expect(panel).to_be_visible()
    assert panel.locator(".rows li").count() > 0
    assert "#x-" in page.url
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    stop = page.locator('.text mark[tabindex="0"]')
    stop.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()


def test_a_layer_can_be_taken_off(page: Page, address: str, demo: Kroniek) -> None:
    page.goto(f"{address}/article/{next(iter(demo.views.docs))}")
    mark = page.locator(".text mark.name").first
    expect(mark).to_have_css("text-decoration-line", "underline")
    page.locator("#show-name").uncheck()

    expect(mark).to_have_css("text-decoration-line", "none")


def test_print_unfolds_and_drops_what_paper_has_no_use_for(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(address)

    expect(page.locator("form.filters")).to_be_hidden()
    expect(page.locator(".entry .by").first).to_be_visible()
    for more in page.locator(".entry .cites").all()[:2]:
        expect(more).to_be_visible()
    page.emulate_media(media="screen")


def test_hostile_articles_run_nothing_and_ask_for_nothing(
    page: Page, tmp_path: Path, serving: Callable[[Path], str]
) -> None:
    bad = "<script>document.title='x'</script><img src=http://evil.example/x onerror=alert(1)>"
    told = f"De burgemeester {bad} zei maandag dat de brug in Utrecht dicht blijft.\n\n"
    (tmp_path / "a.txt").write_text(f"{bad}\n\n{told * 4}", encoding="utf-8")
    with Kroniek(tmp_path / "h.kroniek") as k:
        k.build(tmp_path / "a.txt")
        paths = ["/", *(f"/article/{key}" for key in k.views.docs), "/statements"]
    address = serving(tmp_path / "h.kroniek")
    for path in paths:
        page.goto(address + path)
        assert page.locator("main script, main img").count() == 0
        assert page.title().endswith("Kroniek")


def test_the_pages_can_be_looked_at(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address)
    picture = tmp_path / "chronicle.png"
    page.screenshot(path=picture, full_page=True)

    assert picture.stat().st_size > 20_000
