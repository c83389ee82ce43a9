import re
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.serve.builder import many
from tests.serve.outline import outline

from kroniek.library import Kroniek
from kroniek.model.doc import DISPUTES, ENTITIES, FORECASTS
from kroniek.serve.app import make_app
from kroniek.serve.page import Shelf
from kroniek.views import Line
from kroniek.words import LANGUAGES

PAGES = [
    *("/", "/statements", "/disputes", "/forecasts", "/dates", "/search", "/decisions", "/inputs")
]


@pytest.fixture(scope="module")
def client(demo: Kroniek) -> Iterator[TestClient]:
    with TestClient(make_app(demo.store.path, "en")) as made:
        yield made


@pytest.fixture(scope="module")
def pages(client: TestClient, demo: Kroniek) -> dict[str, str]:
    """Pages of every kind by their address."""
    articles = [f"/article/{key}" for key in demo.views.docs]
    entities = [f"/entity/{entity.id}" for entity in demo.views.collection[ENTITIES][:20]]
    wanted = [*PAGES, *articles, *entities, "/?words=zzzz", "/nowhere"]
    return {address: client.get(address).text for address in wanted}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers_in_the_language_asked_for(
    client: TestClient, path: str, language: str
) -> None:
    answer = client.get(path, params={"lang": language})

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert ("Statements" if language == "en" else "Uitspraken") in answer.text


def test_pages_nest_and_have_headings_in_order_and_ids_once(pages: dict[str, str]) -> None:
    for address, page in pages.items():
        made = outline(page)

        assert made.levels[0] == 1
        assert made.levels.count(1) == 1
        assert all(
            after <= before + 1 for before, after in zip(made.levels, made.levels[1:], strict=False)
        )
        assert len(made.ids) == len(set(made.ids)), address
        assert made.styled == [], "the content policy forbids style and handlers in a tag"


def test_no_page_asks_for_anything_from_a_network(pages: dict[str, str]) -> None:
    for page in pages.values():
        asked = re.findall(r'(?:src|href|action)="([^"]*)"', page)

        assert asked
        assert all(link.startswith(("/", "#", "?")) for link in asked)
        assert not any(link.startswith("//") for link in asked)


def test_every_link_of_a_page_leads_somewhere(
    client: TestClient, pages: dict[str, str], demo: Kroniek
) -> None:
    ids: dict[str, list[str]] = {}
    article = next(iter(demo.views.docs))
    for address in [*PAGES, f"/article/{article}"]:
        for link in sorted(set(outline(pages[address]).links))[:60]:
            target, _, anchor = link.partition("#")
            target = address + target if target.startswith("?") else target or address
            if target not in ids:
                answer = client.get(target)
                assert answer.status_code == 200, link
                ids[target] = outline(answer.text).ids if "<html" in answer.text else []
            assert not anchor or anchor in ids[target], link


def test_every_line_of_the_chronicle_leads_to_its_sentence(
    client: TestClient, demo: Kroniek
) -> None:
    page = client.get("/").text
    links = re.findall(r'<p class="line"><a class="sentence-link"[^>]* href="([^"]*)">', page)
    lines = list(demo.chronicle())

    assert len(links) == len(lines) > 0
    for link, line in zip(links, lines, strict=True):
        address, _, anchor = unescape(link).partition("#")
        article = client.get(address).text
        assert f'<span class="sentence chosen" id="{anchor}">' in article
        assert line.line in line.told_by.sentence


def _keys(line: Line, name: str) -> Sequence[str]:
    match name:
        case "place":
            return line.entry.places
        case "who":
            return line.entry.participants
        case _:
            return [cite.article.id for cite in line.cites]


@pytest.mark.parametrize("name", ["place", "who", "article"])
def test_a_filter_in_the_address_keeps_only_what_fits_and_can_be_taken_off(
    client: TestClient, demo: Kroniek, name: str
) -> None:
    lines = list(demo.chronicle())
    value = next(key for line in lines for key in _keys(line, name))
    page = client.get("/", params={name: value}).text

    assert page.count('class="entry"') == sum(value in _keys(line, name) for line in lines)
    assert 'class="chip"' in page
    assert f'<input type="hidden" name="{name}" value="{value}">' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_is_found_by_every_name_it_bears(
    client: TestClient, demo: Kroniek, language: str
) -> None:
    place = next(line.where for line in demo.chronicle() if line.where and line.where.aliases)
    wanted = {
        client.get("/", params={"place": name, "lang": language}).text.count('class="entry"')
        for name in (place.name, place.aliases[0])
    }

    assert min(wanted) > 0


@pytest.mark.parametrize(
    "query",
    [
        "since=tomorrow",
        "until=0000",
        "from=-3",
        "from=99999999999",
        "from=900",
        "s=1&e=x",
        "from=٣",
        "lang=xx",
        "type=none&status=none",
        "place=%00&who=%F0%9F%98%80",
    ],
)
def test_a_wrong_query_is_no_error(client: TestClient, query: str) -> None:
    assert client.get(f"/?{query}").status_code == 200


def test_nothing_found_says_so_and_offers_a_way_back(client: TestClient) -> None:
    page = client.get("/?words=zzzzzz").text

    assert "No line fits" in page
    assert "Clear all filters" in page


@pytest.mark.parametrize("path", ["/article/none", "/entity/none", "/nowhere"])
def test_what_is_not_there_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "nothing here" in answer.text


def test_a_store_that_holds_nothing_says_how_to_fill_it(tmp_path: Path) -> None:
    with Kroniek(tmp_path / "empty.kroniek") as k:
        k.build()
    with TestClient(make_app(tmp_path / "empty.kroniek", "en")) as client:
        for path in PAGES:
            assert client.get(path).status_code == 200
        assert "kroniek build" in client.get("/").text


def test_a_store_that_is_gone_is_told_and_no_traceback(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path / "gone.kroniek", "nl")) as client:
        answer = client.get("/")

    assert answer.status_code == 503
    assert "kan niet gelezen worden" in answer.text
    assert "die opslag bestaat niet" in answer.text


def test_refused_inputs_are_shown_with_reason_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "leeg.txt").write_text("  \n", encoding="utf-8")
    with Kroniek(tmp_path / "r.kroniek") as k:
        report = k.build(tmp_path / "leeg.txt")
    with TestClient(make_app(tmp_path / "r.kroniek", "nl")) as client:
        page = client.get("/inputs").text

    assert report.rejected
    assert "geweigerd" in page
    assert "leeg: <bdi>niets dan witruimte</bdi>" in page
    assert "→ <bdi>laat het weg, of bewaar de pagina opnieuw</bdi>" in page


def test_every_dispute_and_forecast_is_shown(client: TestClient, demo: Kroniek) -> None:
    disputes, forecasts = client.get("/disputes").text, client.get("/forecasts").text

    for dispute in demo.views.collection[DISPUTES]:
        assert f'id="{dispute.id}"' in disputes
    for forecast in demo.views.collection[FORECASTS]:
        assert f'id="{forecast.id}"' in forecasts


def test_the_reader_shows_the_text_letter_for_letter(client: TestClient, demo: Kroniek) -> None:
    for key, doc in demo.views.docs.items():
        page = client.get(f"/article/{key}").text
        shown = page.partition('class="text">')[2].partition("</article>")[0]
        words = unescape(re.sub(r"<[^>]+>", "", shown)).split()
        assert words == doc.text.split()


def test_every_mark_in_the_text_has_its_explanation_beside_it(
    client: TestClient, demo: Kroniek
) -> None:
    for key in demo.views.docs:
        page = client.get(f"/article/{key}").text
        marked = set(re.findall(r'data-record="([^"]*)"', page))
        explained = set(re.findall(r'data-row="([^"]*)"', page))
        assert marked <= explained


HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(1)> {{ 7*7 }} \u202egnp.exe Jansen'


def test_hostile_text_is_shown_and_never_run(tmp_path: Path) -> None:
    text = f"De burgemeester van Utrecht, {HOSTILE}, zei maandag dat de brug dicht blijft.\n\n"
    (tmp_path / "<b onclick=x>.txt").write_text(text * 3, encoding="utf-8")
    with Kroniek(tmp_path / "h.kroniek") as k:
        k.build(tmp_path / "<b onclick=x>.txt")
        articles = list(k.views.docs)
    with TestClient(make_app(tmp_path / "h.kroniek", "nl")) as client:
        for path in ["/", *(f"/article/{key}" for key in articles), *PAGES[1:]]:
            page = client.get(path, params={"words": HOSTILE[:20], "speaker": '"><i>'}).text
            assert outline(page).styled == []
            for bad in ("<script>alert", "<img", "<b onclick", '"><i>'):
                assert bad not in page


def test_a_name_keeps_its_writing_direction_to_itself(client: TestClient, demo: Kroniek) -> None:
    shown = re.findall(r"<bdi[^>]*>([^<]*)</bdi>", client.get("/inputs").text)
    titles = {demo.views.title(doc.article) for doc in demo.views.collection.docs}

    assert titles <= {unescape(words) for words in shown}


@pytest.fixture(scope="module")
def thousands(demo: Kroniek, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many(demo.store.path, tmp_path_factory.mktemp("many") / "many.kroniek", 2000)


def test_two_thousand_lines_are_shown_at_once_in_parts(thousands: Path) -> None:
    with TestClient(make_app(thousands, "nl")) as client:
        client.get("/inputs")
        begun = time.process_time()
        page = client.get("/").text
        spent = time.process_time() - begun
        last = client.get("/?from=1800").text

    assert spent < 1.5
    assert "2.000 van 2.000 regels" in page
    assert page.count('class="entry"') == last.count('class="entry"') == 200
    assert 'class="column"' in page
    assert 'rel="next"' in page
    assert 'rel="next"' not in last


def test_a_column_leads_to_as_many_lines_as_it_says(thousands: Path) -> None:
    with TestClient(make_app(thousands, "en")) as client:
        columns = re.findall(
            r'<a class="column" href="([^"]*)" aria-label="[^"]*: ([\d,]+) lines"',
            client.get("/").text,
        )
        assert len(columns) > 30
        for link, number in columns[::10]:
            assert f"{number} of 2,000 lines" in client.get(unescape(link)).text


def test_a_build_is_seen_by_the_next_page(demo: Kroniek, tmp_path: Path) -> None:
    store = Path(shutil.copy(demo.store.path, tmp_path / "s.kroniek"))
    with TestClient(make_app(store, "nl")) as client:
        before = client.get("/").text
        many(demo.store.path, store, 7)
        after = client.get("/").text

    assert before != after
    assert after.count('class="entry"') == 7


def test_many_requests_at_once_read_the_store_once(demo: Kroniek) -> None:
    shelf, found = Shelf(demo.store.path), []
    threads = [threading.Thread(target=lambda: found.append(shelf.views("nl"))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 12
    assert len({id(views) for views in found}) == 1
