"""HTML pages: text, title, what they declare, and the way back to the file."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.collect.pages import traced
from kroniek.collect.readers import read
from kroniek.model.article import Article, Format, Refusal
from kroniek.spans import Span

PAGE = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>Brand in loods | De Proefkrant</title>
<meta property="og:site_name" content="De Proefkrant">
<meta property="article:modified_time" content="2021-03-05T08:00:00+01:00">
<link rel="canonical" href="https://krant.example/2021/03/04/brand-in-loods">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline":
"Brand in loods", "datePublished": "2021-03-04T23:30:00+01:00", "author": [{"name": "An de Boer"}],
"publisher": {"name": "De Proefkrant"}}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/n">Nieuws</a></nav>
<article><h1>Brand in loods</h1>
<p>Bij een <b>grote brand</b> in een loods aan de haven zijn woensdag &quot;twee mensen&quot;
gewond geraakt, zegt de politie. De oorzaak is nog niet bekend.</p>
<p>De brandweer kwam met zes wagens &amp; had het vuur rond middernacht onder controle, aldus een
woordvoerder. Er is geen asbest gevonden.</p>
<p>Bewoners moesten ramen en deuren sluiten. „We zagen vlammen van tien meter”, zegt een man.</p>
</article><footer>© 2021 De Proefkrant</footer></body></html>"""


def _article(page: str | bytes, name: str = "a.html") -> Article:
    found = read(page if isinstance(page, bytes) else page.encode(), name)
    assert isinstance(found, Article)
    return found


def test_page_gives_title_text_and_what_it_declares() -> None:
    article = _article(PAGE)

    assert article.format is Format.HTML
    assert article.title is not None
    assert article.title.of(article.text) == "Brand in loods"
    assert "Home" not in article.text
    assert article.text.count("\n\n") == 3
    assert article.outlet is not None
    assert article.outlet.name == "De Proefkrant"
    assert article.author is not None
    assert article.author.name == "An de Boer"
    assert [(item.value, item.where) for item in article.declared] == [
        ("2021-03-04", "JSON-LD datePublished"),
        ("2021-03-05", "meta article:modified_time (date of change)"),
        ("2021-03-04", "URL"),
    ]


def test_title_stands_without_the_name_of_the_outlet() -> None:
    page = PAGE.replace('"headline":', '"other":')
    head = '<meta property="og:title" content="Brand in loods | De Proefkrant"></head>'

    article = _article(page.replace("</head>", head))

    assert article.title is not None
    assert article.title.of(article.text) == "Brand in loods"


def test_words_lead_back_to_the_file() -> None:
    article = _article(PAGE)
    for words in ("grote brand", "middernacht", "vlammen van tien meter", "twee"):
        start = article.text.index(words)
        raw = article.offsets.to_raw(Span(start, start + len(words)))
        assert raw is not None
        assert raw.of(PAGE) == words


def test_page_in_windows_encoding_is_read_as_it_declares() -> None:
    page = PAGE.replace("utf-8", "windows-1252").replace("„", "'").replace("”", "'")
    page = page.replace("geen asbest", "één café")

    assert "één café" in _article(page.encode("cp1252")).text


def test_page_without_an_article_gives_its_text_and_says_so() -> None:
    article = _article("<p>De brug is dicht.</p><p>Dat meldt de gemeente.</p>")

    assert "De brug is dicht." in article.text
    assert "Dat meldt de gemeente." in article.text


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><script>let a = 'een twee drie';</script></body></html>",
        "<",
        "<!--",
    ],
)
def test_page_without_running_text_is_refused(page: str) -> None:
    assert isinstance(read(page.encode(), "a.html"), Refusal)


@pytest.mark.parametrize(
    "unit", ["<div>", "<p>een twee drie", "<b>", "<table><tr><td>", "&amp;", "<li>x"]
)
def test_hostile_page_ends_soon(unit: str) -> None:
    begun = time.process_time()

    found = read(("<html><body>" + unit * (100_000 // len(unit))).encode(), "a.html", "nl")

    assert isinstance(found, Article | Refusal)
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[" * 3000,
        '{"datePublished": 5}',
        '{"datePublished": "2021-13-45", "author": {"name": []}}',
    ],
)
def test_broken_linked_data_declares_nothing(data: str) -> None:
    page = PAGE.replace(PAGE[PAGE.index('{"@graph"') : PAGE.index("</script>")], data)

    assert all("JSON-LD" not in item.where for item in _article(page).declared)


@pytest.mark.parametrize(
    ("head", "value", "where"),
    [
        ('<meta name="pubdate" content="20210304">', "2021-03-04", "meta pubdate"),
        ('<meta name="DC.date.issued" content="2021-03">', "2021-03", "meta dc.date.issued"),
        (
            '<meta property="og:url" content="https://krant.example/a-20210304">',
            "2021-03-04",
            "URL",
        ),
        ('<link rel="canonical" href="https://krant.example/2021/03/brand">', "2021-03", "URL"),
    ],
)
def test_page_declares_its_date_in_this_place(head: str, value: str, where: str) -> None:
    body = PAGE[PAGE.index("<body>") :]

    article = _article(f"<html><head>{head}</head>{body}")

    assert [(item.value, item.where) for item in article.declared] == [(value, where)]


def test_time_element_of_the_article_is_declared() -> None:
    body = PAGE[PAGE.index("<body>") :]
    time_element = '<time datetime="2021-03-04T10:00">vandaag</time><h1>'

    article = _article("<html><head></head>" + body.replace("<h1>", time_element, 1))

    assert [(item.value, item.where) for item in article.declared] == [
        ("2021-03-04", "time element")
    ]


@pytest.mark.parametrize("name", ["author", "article:author"])
def test_author_in_meta_is_named(name: str) -> None:
    body = PAGE[PAGE.index("<body>") :]

    article = _article(f'<html><head><meta name="{name}" content="Piet Mulder"></head>{body}')

    assert article.author is not None
    assert article.author.name == "Piet Mulder"


def test_deeply_nested_page_is_read_without_the_extractor() -> None:
    page = "<html><body>" + "<div>" * 200 + "<p>De brug is dicht. Dat meldt de gemeente.</p>"

    assert "De brug is dicht." in _article(page).text


WORDS = st.lists(st.text("abcdé&<", min_size=1, max_size=6), max_size=30)


@settings(deadline=None)
@given(WORDS, st.lists(st.text("xyz<>/ \n", max_size=9), min_size=31, max_size=31))
def test_every_traced_run_stands_in_the_page_letter_for_letter(
    words: list[str], between: list[str]
) -> None:
    page = "<body>" + "".join(a + b for a, b in zip(between, [*words, ""], strict=False))
    text = " ".join(words)
    end = 0
    for start, raw, length in traced(text, page).runs:
        assert start >= end
        assert page[raw : raw + length] == text[start : start + length]
        end = start + length


def test_tracing_takes_time_in_proportion() -> None:
    text = "\n\n".join("zin die er niet staat" for _ in range(20_000))
    begun = time.process_time()

    traced(text, "<body>" + "q " * 300_000)

    assert time.process_time() - begun < 10
