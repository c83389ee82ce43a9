"""The page of corrections: what must be looked at, all that was decided, and where it holds."""

from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kroniek.library import Kroniek
from kroniek.save.judgements import mirror_of
from kroniek.serve.app import make_app

TEXT = """Brand in Tilburg

Tilburg, 3 mei 2024

Bij een brand in Tilburg kwamen donderdag twee mensen om het leven.
Jan de Wit van de brandweer sprak van een ramp.
"""
OTHER = "Een bericht over de oogst in Zeeland, dat volgende week wordt ingetrokken.\n"
WHEN = "2024-05-05T10:00:00Z"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a line that was dated, a name that was placed and an orphan."""
    home = tmp_path_factory.mktemp("decisions")
    (home / "in").mkdir()
    (home / "in" / "een.txt").write_text(TEXT, "utf-8")
    (home / "in" / "twee.txt").write_text(OTHER, "utf-8")
    with Kroniek(home / "x.kroniek", reader=False) as k:
        k.build(home / "in")
        line = next(line for line in k.chronicle() if "kwamen" in line.line)
        k.judge_date(
            line.entry.id, "2024-05-01", because="<b>a</b>", who="An", when=WHEN, later=True
        )
        k.judge_place("Tilburg", "Breda", because="zo is het", who="An", when=WHEN, later=True)
        k.confirm("een.txt", who="An", when=WHEN, later=True)
        k.confirm("twee.txt", who="Bo", when=WHEN, later=True)
        (home / "in" / "twee.txt").unlink()
        k.build(home / "in")
    with mirror_of(home / "x.kroniek").open("ab") as file:
        file.write(b"no judgement\n")
    return home / "x.kroniek"


@pytest.fixture(scope="module")
def client(store: Path) -> TestClient:
    return TestClient(make_app(store, "nl"))


def test_the_page_tells_what_was_decided_and_what_must_be_looked_at(client: TestClient) -> None:
    page = client.get("/decisions")

    assert page.status_code == 200
    told = unescape(page.text)
    assert "regel: datum 1 mei 2024 · An, 5 mei 2024 10:00 UTC" in told
    assert "naam: plaats Breda" in told
    assert "het bericht is er niet meer" in told
    assert '<a class="button quiet" href="/decide/undo?' in told
    assert "regel 5 van het bestand met beslissingen is onleesbaar" in told


def test_the_words_of_those_who_decide_are_no_markup(client: TestClient) -> None:
    for address in ("/decisions", "/"):
        page = client.get(address).text
        assert "<b>a</b>" not in page
        assert "&lt;b&gt;a&lt;/b&gt;" in page


def test_a_line_an_article_and_an_entity_say_what_was_decided_of_them(
    client: TestClient, store: Path
) -> None:
    with Kroniek(store, create=False) as k:
        article = next(iter(k.views.docs))
    assert "regel: datum 1 mei 2024" in unescape(client.get("/").text)
    assert "bericht: bevestigd" in unescape(client.get(f"/article/{article}").text)
    assert "naam: plaats Breda" in unescape(client.get("/entity/loc:breda").text)
    assert "name: place Breda" in unescape(client.get("/entity/loc:breda?lang=en").text)
