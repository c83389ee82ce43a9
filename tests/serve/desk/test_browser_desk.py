"""Deciding in a real browser: with the mouse, with the keyboard alone, and without script."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.serve.desk.builder import Hand, copy
from tests.serve.desk.test_taking import DEATHS, pointer

from kroniek.model.judgement import Standing

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.xdist_group("browser")]

PATIENT_MS = 60_000
with_script = pytest.mark.parametrize("page", [True], indirect=True, ids=["script"])


@pytest.fixture
def hand(built: Path, tmp_path: Path) -> Hand:
    return Hand.at(copy(built, tmp_path))


@pytest.fixture
def address(hand: Hand, serving: Callable[[Path], str], page: Page) -> str:
    page.set_default_timeout(PATIENT_MS)
    page.context.clear_cookies()
    return serving(hand.store)


def carried_out(page: Page) -> None:
    """Load the page again until its notice says that the decision is carried out."""
    for _ in range(60):
        if "is uitgevoerd" in page.locator("#notice").inner_text():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(page.locator("#notice").inner_text())


def test_a_line_is_dated_with_the_mouse_and_is_so_after_a_reload(
    page: Page, address: str, hand: Hand
) -> None:
    page.goto(address)
    entry = page.locator(".entry", has_text=DEATHS).first
    entry.get_by_role("link", name="Verbeteren").click()
    page.get_by_text("De datum bepalen").click()
    page.get_by_label("Of andere dagen").fill("2024-05-01")
    page.locator("#date").get_by_role("button", name="Verder").click()
    expect(page.locator(".will")).to_contain_text("Dit gebeurde: 1 mei 2024.")
    expect(page.locator(".quotes mark").first).to_be_visible()
    page.get_by_label("Wie beslist").fill("An de Vries")
    page.get_by_label("Waarom").fill("het proces-verbaal")
    page.get_by_role("button", name="Beslissen").click()

    expect(page.locator("#notice")).to_contain_text("regel: datum 1 mei 2024")
    carried_out(page)
    page.goto(address)
    told = page.locator(".entry", has_text=DEATHS).filter(has_text="An de Vries").first
    expect(told.locator(".when")).to_contain_text("1 mei 2024")
    expect(told.locator(".decided")).to_contain_text("het proces-verbaal")
    assert [one.standing for one in hand.decided()] == [Standing.APPLIED]


def test_names_are_joined_and_parted_again_by_the_keyboard_alone(
    page: Page, address: str, hand: Hand
) -> None:
    page.goto(f"{address}/entity/per:jan-de-wit")
    keys = page.keyboard

    def go_to(role: str) -> None:
        """Press Tab until something of that description has the focus."""
        for _ in range(80):
            if page.evaluate(f"document.activeElement.matches({role!r})"):
                return
            keys.press("Tab")
        raise AssertionError(role)

    go_to("h1 .correct")
    keys.press("Enter")
    page.wait_for_url("**/decide?*")
    go_to("#same summary")
    keys.press("Enter")
    go_to("#find-same")
    keys.type("piet")
    keys.press("Enter")
    page.wait_for_url("**find=piet**")
    go_to("#found-same input")
    keys.press("Space")
    go_to("#same .acts button")
    keys.press("Enter")
    page.wait_for_url("**/decide/same?*")
    go_to("#who")
    keys.type("An")
    keys.press("Enter")
    page.wait_for_url("**decided=**")
    carried_out(page)
    assert hand.decided()[0].judgement.verb == "same"

    go_to("#notice a[href*='/decide/undo']")
    keys.press("Enter")
    page.wait_for_url("**/decide/undo?*")
    expect(page.get_by_label("Wie beslist")).to_have_value("An")
    go_to("form.take button")
    keys.press("Enter")
    page.wait_for_url("**decided=**")
    carried_out(page)
    assert [one.standing for one in hand.decided()] == [Standing.UNDONE, Standing.APPLIED]


def test_a_wrong_date_is_told_where_it_was_written_and_nothing_is_lost(
    page: Page, address: str, hand: Hand
) -> None:
    article = pointer(hand, "article:een.txt")
    page.goto(f"{address}/decide?about={article}&for=date")
    page.get_by_label("Of andere dagen").fill("laatst")
    page.locator("#date").get_by_role("button", name="Verder").click()

    expect(page.get_by_role("alert")).to_contain_text("“laatst” is geen datum")
    expect(page.get_by_label("Of andere dagen")).to_have_value("laatst")
    assert hand.decided() == []


@with_script
def test_the_list_follows_what_is_typed_and_says_how_many_it_found(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/decide?about=per:jan-de-wit&for=same")
    page.locator("#find-same").press_sequentially("smit")

    expect(page.locator("#told-same")).to_have_text("2 gevonden", timeout=PATIENT_MS)
    expect(page.locator("#found-same input")).to_have_count(2)
    page.get_by_label("Piet Smit").check()
    page.get_by_role("button", name="Dit is niet dezelfde").click()
    expect(page.locator(".will")).to_contain_text("twee verschillende")


@with_script
def test_what_was_decided_has_the_focus_and_is_followed_until_it_is_carried_out(
    page: Page, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kroniek.serve.desk.taking.PATIENCE_S", 0.0)
    page.goto(f"{address}/decide/confirm?about=per:jan-de-wit&back=/entity/per:jan-de-wit")
    page.get_by_label("Wie beslist").fill("An")
    page.get_by_role("button", name="Beslissen").click()
    page.wait_for_url("**decided=**")

    expect(page.locator("#notice")).to_be_focused()
    link = page.locator("#notice .again")
    expect(link).to_have_text("Toon de nieuwe kroniek", timeout=PATIENT_MS)
    link.click()
    expect(page.locator("#notice")).to_contain_text("De beslissing is uitgevoerd.")


@with_script
def test_c_corrects_the_line_that_is_read(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".entry .line a").nth(1).focus()
    page.keyboard.press("c")

    expect(page.get_by_role("heading", level=1)).to_have_text("Deze regel verbeteren")


def test_the_pages_of_a_decision_fit_a_small_screen(page: Page, address: str, hand: Hand) -> None:
    line = pointer(hand, f"line:{DEATHS}")
    page.set_viewport_size({"width": 320, "height": 700})
    for path in (
        "/",
        f"/decide?about={line}&for=date",
        f"/decide?about={line}&for=place&find=san",
        f"/decide?about={line}&for=same",
        f"/decide/hide?about={line}",
        "/decide/same?about=per:jan-de-wit&value=per:piet-smit",
        "/decisions",
    ):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.set_viewport_size({"width": 1280, "height": 800})
