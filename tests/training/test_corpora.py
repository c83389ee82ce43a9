"""What each corpus is taken to say, and what it leaves open."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from training.articles import Marked
from training.corpora import (
    conll,
    ecbplus,
    load_silver,
    polnear,
    timeml,
    toponyms,
    training_articles,
)
from training.labels import HEAD

NAMES = HEAD["names"]


def first(articles: Iterable[Marked]) -> Marked:
    return next(iter(articles))


def labelled(article: Marked, head: str) -> dict[str, str | int]:
    return {article.text[a:b]: label for (a, b), label in article.layers[head]}


def research(shared: Path, name: str) -> Path:
    return shared / f"corpora/research/{name}.jsonl"


def test_conll_knows_every_name(small_shared: Path) -> None:
    article = first(conll(research(small_shared, "conll2002_nl_train")))
    assert labelled(article, "names")["Terdamse"] == "MISC"
    assert article.rest["names"] == NAMES.bit("O")


def test_a_cue_picks_its_source_and_each_part_of_a_content_its_cue(small_shared: Path) -> None:
    article = first(polnear(research(small_shared, "polnear_train"), {}))
    said = [
        (link, article.text[slice(*a)], article.text[slice(*b)])
        for link, a, b in article.links
        if b
    ]
    assert said == [
        ("source", "said", "The mayor"),
        ("content", "the bridge was safe", "said"),
        ("source", "added", "Ann Bell"),
        ("content", "It held", "added"),
        ("content", "for years", "added"),
    ]


def test_names_by_rule_teach_where_sure_and_are_open_where_not(small_shared: Path) -> None:
    path = research(small_shared, "polnear_train")
    start = first(polnear(path, {})).text.index("Ann Bell")
    silver = {"polnear_train-0": [(start, start + 8, "PER", 0.95), (0, 3, "ORG", 0.4)]}
    article = first(polnear(path, silver))
    assert labelled(article, "names") == {"Ann Bell": "PER", "The": NAMES.open}
    rest = article.rest["names"]
    assert callable(rest)
    assert (rest("bridge"), rest("Monday")) == (NAMES.bit("O"), NAMES.open)
    assert article.trust["names"] < 1


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("certainty", {"attack": "UNCERTAIN", "retreat": "CERTAIN"}),
        ("polarity", {"attack": "POS", "retreat": "NEG"}),
        ("tense", {"leave": "FUTURE", "pack": "NON_FUTURE", "retreat": "NON_FUTURE"}),
    ],
)
def test_factuality_follows_from_timeml(
    small_shared: Path, head: str, expected: dict[str, str]
) -> None:
    found = labelled(first(timeml(research(small_shared, "timebank"), polarity=True)), head)
    assert {word: found[word] for word in expected} == expected


def test_a_possible_event_has_no_tense_of_its_own(small_shared: Path) -> None:
    article = first(timeml(research(small_shared, "timebank"), polarity=True))
    assert "attack" not in labelled(article, "tense")


def test_broken_polarity_is_left_out(small_shared: Path) -> None:
    article = first(timeml(research(small_shared, "aquaint"), polarity=False))
    assert not article.layers["polarity"]


def test_an_event_without_class_allows_every_class(small_shared: Path) -> None:
    article = first(ecbplus(research(small_shared, "ecbplus_train")))
    assert labelled(article, "events")["fire"] == HEAD["events"].open & ~1


def test_toponym_sets_know_places_and_what_is_none(small_shared: Path) -> None:
    article = first(toponyms(research(small_shared, "geo_trnews"), {}))
    assert labelled(article, "names") == {"Sylvanian": "MISC", "Port Mirrow": "LOC"}
    rest = article.rest["names"]
    assert callable(rest)
    assert rest("harbour") == NAMES.bit("O")
    assert not rest("Monday") & NAMES.bit("B-LOC", "I-LOC")
    assert rest("Monday") & NAMES.bit("B-PER")


def test_a_longer_name_by_rule_wins_over_a_toponym_in_it(small_shared: Path) -> None:
    path = research(small_shared, "geo_trnews")
    start = first(toponyms(path, {})).text.index("Port Mirrow")
    silver = {"geo_trnews-0": [(start - 5, start + 11, "ORG", 0.99)]}
    assert "Port Mirrow" not in labelled(first(toponyms(path, silver)), "names")


@pytest.mark.parametrize(
    ("left_out", "expected"), [("research", {"alpino", "wikinews"}), ("nothing", None)]
)
def test_research_corpora_can_be_left_out(
    small_shared: Path, left_out: str, expected: set[str] | None
) -> None:
    corpora = {
        a.corpus
        for a in training_articles(small_shared, {}, without_research=left_out == "research")
    }
    assert corpora == expected if expected else len(corpora) == 9


def test_no_file_means_no_names_by_rule(tmp_path: Path) -> None:
    assert load_silver(None) == load_silver(tmp_path / "absent.jsonl") == {}
