"""The pages before a decision: what is offered of which thing, and what is shown of it."""

import re
from html import unescape

import pytest
from tests.serve.desk.builder import ONE, TWO, Hand
from tests.serve.desk.test_taking import DEATHS, pointer
from tests.serve.outline import outline

from kroniek.words import LANGUAGES


def offered(page: str) -> set[str]:
    """The verbs whose forms or links a page has."""
    return set(re.findall(r'(?:href|action|formaction)="/decide/([a-z-]+)', page))


@pytest.mark.parametrize(
    ("about", "verbs"),
    [
        (f"line:{DEATHS}", {"confirm", "hide", "date", "place", "split", "same", "not-same"}),
        ("line:bezocht vrijdag", {"confirm", "hide", "date", "place", "same", "not-same"}),
        ("article:een.txt", {"confirm", "date"}),
        ("per:jan-de-wit", {"confirm", "place", "same", "not-same"}),
        ("statement:", {"confirm", "hide"}),
        ("dispute:", {"confirm", "hide"}),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_offers_what_can_be_decided_and_nothing_else(
    reader: Hand, about: str, verbs: set[str], language: str
) -> None:
    asked = {"about": pointer(reader, about), "lang": language}
    page = reader.client.get("/decide", params=asked)

    assert page.status_code == 200
    assert offered(page.text) == verbs
    made = outline(page.text)
    assert made.levels[0] == 1
    assert len(made.ids) == len(set(made.ids))
    assert made.styled == []


@pytest.mark.parametrize("path", ["/", "/statements", "/disputes", "/dates", "/entity/loc:tilburg"])
def test_what_can_be_corrected_has_a_link_to_its_desk_and_back(reader: Hand, path: str) -> None:
    links = re.findall(r'class="correct" href="([^"]*)"', reader.client.get(path).text)

    assert links
    for link in links:
        desk = reader.client.get(unescape(link))
        assert desk.status_code == 200
        back = re.findall(r'class="return"><a href="([^"]*)"', desk.text)
        assert unescape(back[0]).startswith(path)


def test_the_article_reader_leads_to_statements_names_lines_and_the_articles_date(
    reader: Hand,
) -> None:
    page = reader.client.get(f"/article/{pointer(reader, 'article:twee.txt')}").text
    links = [unescape(link) for link in re.findall(r'class="correct" href="([^"]*)"', page)]

    kinds = {re.sub(r".*about=(\w+)[-:%].*", r"\1", link) for link in links}
    assert {"a", "n", "s", "per", "loc"} <= kinds
    assert any("for=date" in link for link in links)
    (split, *_) = [link for link in links if link.startswith("/decide/split")]
    assert "uit de regel gehaald" in reader.client.get(split).text


def test_the_last_look_tells_the_decision_and_quotes_the_words_it_stands_on(
    reader: Hand,
) -> None:
    page = unescape(reader.look("date", pointer(reader, f"line:{DEATHS}"), "2024-05-01").text)

    assert "Dit gebeurde: 1 mei 2024." in page
    assert "(nu: 2 mei 2024)" in page
    quoted = re.findall(r'<mark class="hit">([^<]*)</mark>', page)
    assert len(quoted) >= 2
    assert all(words in ONE + TWO for words in quoted)


def test_both_sides_are_shown_with_their_names(reader: Hand) -> None:
    page = unescape(reader.look("same", "per:jan-de-wit", "per:piet-smit").text)

    assert "Deze twee namen staan voor een en dezelfde." in page
    assert re.findall(r"<h3><bdi>([^<]*)</bdi>", page) == ["Jan de Wit", "Piet Smit"]


def test_what_is_taken_out_and_what_stays_are_told_apart(reader: Hand) -> None:
    line, article = pointer(reader, f"line:{DEATHS}"), pointer(reader, "article:twee.txt")
    page = unescape(reader.look("split", line, article).text)

    assert re.findall(r"<h3><bdi>([^<]*)</bdi>", page) == [
        "Gaat uit de regel",
        "Blijft in de regel",
    ]


@pytest.mark.parametrize("about", ["", "n-000000000000", "x" * 300, "\x00", "n-1@een.txt"])
@pytest.mark.parametrize("path", ["/decide", "/decide/confirm", "/decide/undo", "/choices"])
def test_what_is_not_there_is_not_found(reader: Hand, path: str, about: str) -> None:
    answer = reader.client.get(path, params={"about": about, "for": "same"})

    assert answer.status_code == 404


@pytest.mark.parametrize("kind", ["hide", "date", "", "x"])
def test_only_what_is_chosen_from_a_list_can_be_searched(reader: Hand, kind: str) -> None:
    answer = reader.client.get("/choices", params={"about": "per:piet-smit", "for": kind})

    assert answer.status_code == 404


def test_a_search_without_script_lists_what_was_found_and_keeps_the_form_open(
    reader: Hand,
) -> None:
    asked = {"about": "per:piet-smit", "for": "same", "find": "wit", "back": "/x"}
    page = reader.client.get("/decide", params=asked).text

    assert re.search(r'<details class="choice" name="choice" id="same" open>', page)
    assert 'name="value" value="per:jan-de-wit"' in page
    assert 'value="wit"' in page
    assert "1 gevonden" in page
    assert page.count('name="back" value="/x"') >= 2


def test_the_search_of_the_script_finds_the_same(reader: Hand) -> None:
    asked = {"about": "per:piet-smit", "for": "same", "find": "wit"}
    found = reader.client.get("/choices", params=asked).json()

    assert [row["value"] for row in found["rows"]] == ["per:jan-de-wit"]
    assert found["told"] == "1 gevonden"
    nothing = reader.client.get("/choices", params=asked | {"find": "zzz"}).json()
    assert nothing == {"rows": [], "told": "Niets gevonden."}
