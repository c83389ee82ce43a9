import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kroniek.library import Kroniek
from kroniek.model.doc import ENTITIES
from kroniek.serve.app import make_app

PAGES = ["/", "/statements", "/disputes", "/forecasts", "/dates", "/inputs"]


@pytest.fixture(scope="module")
def client(demo: Kroniek) -> Iterator[TestClient]:
    with TestClient(make_app(demo.store.path, "en")) as made:
        yield made


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_answers_in_the_language_asked_for(
    client: TestClient, path: str, language: str
) -> None:
    answer = client.get(path, params={"lang": language})

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert "Statements" in answer.text if language == "en" else "Uitspraken" in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_for_anything_from_a_network(client: TestClient, path: str) -> None:
    asked = re.findall(r'(?:src|href|action)="([^"]*)"', client.get(path).text)

    assert asked
    assert all(address.startswith(("/", "#")) for address in asked)


def test_every_line_of_the_chronicle_leads_to_its_sentence(
    client: TestClient, demo: Kroniek
) -> None:
    page = client.get("/").text
    links = re.findall(r'<p class="line"><a class="sentence-link" href="([^"]*)">', page)

    assert len(links) == len(list(demo.chronicle())) > 0
    for link in links[:10]:
        address, _, anchor = unescape(link).partition("#")
        article = client.get(address).text
        assert f'id="{anchor}"' in article
        assert " chosen" in article


def test_filters_in_the_address_keep_only_what_fits(client: TestClient, demo: Kroniek) -> None:
    place = next(line.where for line in demo.chronicle() if line.where)
    page = client.get("/", params={"place": place.id})

    wanted = len(list(demo.chronicle(place=place.id)))
    assert page.text.count('class="entry"') == wanted > 0


@pytest.mark.parametrize("query", ["since=tomorrow", "from=-3", "from=99999999999", "s=1&e=x"])
def test_a_wrong_query_is_no_error(client: TestClient, query: str) -> None:
    assert client.get(f"/?{query}").status_code == 200


@pytest.mark.parametrize("path", ["/article/none", "/entity/none", "/nowhere"])
def test_what_is_not_there_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "nothing here" in answer.text


def test_every_article_and_entity_has_its_page(client: TestClient, demo: Kroniek) -> None:
    for article in demo.views.docs:
        assert client.get(f"/article/{article}").status_code == 200
    for entity in demo.views.collection[ENTITIES][:40]:
        assert client.get(f"/entity/{entity.id}").status_code == 200


def test_the_reader_shows_the_text_letter_for_letter(client: TestClient, demo: Kroniek) -> None:
    for key, doc in demo.views.docs.items():
        page = client.get(f"/article/{key}").text
        shown = page.partition('class="text">')[2].partition("</article>")[0]
        words = unescape(re.sub(r"<[^>]+>", "", shown)).split()
        assert words == doc.text.split()


def test_hostile_text_is_shown_and_never_run(tmp_path: Path) -> None:
    hostile = '<script>alert(1)</script> "><img src=x onerror=alert(1)> {{ 7*7 }} Jansen'
    text = f"De burgemeester van Utrecht, {hostile}, zei maandag dat de brug dicht blijft.\n\n"
    (tmp_path / "a.txt").write_text(text * 3, encoding="utf-8")
    with Kroniek(tmp_path / "h.kroniek") as k:
        k.build(tmp_path / "a.txt")
        (article,) = k.views.docs
    with TestClient(make_app(tmp_path / "h.kroniek", "nl")) as client:
        for path in ["/", f"/article/{article}", "/statements", "/dates"]:
            page = client.get(path).text
            assert "<script>alert" not in page
            assert "<img" not in page
            assert "49" not in page.partition("<main")[2] or "{{ 7*7 }}" in unescape(page)
