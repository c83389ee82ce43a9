"""An article that was moved and edited in one go keeps what was decided of it; no other gets it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.helpers import article_of, opened

from kroniek.correct.successors import followed, successors
from kroniek.ids import ArticleId
from kroniek.library import Kroniek
from kroniek.model.article import Article, Named
from kroniek.model.doc import RULINGS
from kroniek.model.judgement import Standing

TEXT = (
    "ZUTPHEN, 4 mei 2021 – De IJssel is dinsdag buiten haar oevers getreden bij Zutphen. Twaalf"
    " huizen zijn ontruimd.\n\n„Het water zakt pas vrijdag”, zei burgemeester Anja Terpstra."
    " Volgens haar is niemand gewond geraakt. De schade wordt later opgenomen.\n"
)
EDITED = TEXT.replace("Twaalf", "Veertien").replace(" De schade wordt later opgenomen.", "")
REPRINT = TEXT.replace("dinsdag", "eergisteren")
OTHER = (
    "OLST, 6 mei 2021 – Bij Olst is woensdag een bos afgebrand. De brandweer spreekt tegen dat er"
    " opzet in het spel is. Volgens boswachter Henk Braams wordt het vrijdag droger.\n"
)


def _article(text: str, outlet: str | None = None, url: str | None = None) -> Article:
    made = article_of(text)
    return replace(made, outlet=Named(outlet) if outlet else None, url=url)


OLD = _article(TEXT)


@pytest.mark.parametrize(
    ("arrived", "found"),
    [
        ([EDITED], EDITED),
        ([OTHER, EDITED], EDITED),
        ([OTHER], None),
        ([EDITED, REPRINT], None),  # two that are as like: nobody knows
        ([], None),
    ],
)
def test_only_a_new_article_that_reads_like_it_is_what_one_has_become(
    arrived: list[str], found: str | None
) -> None:
    told = successors([OLD], [_article(text) for text in arrived])

    assert told == ({OLD.id: _article(found).id} if found else {})


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (("De Proefkrant", None), ("de proefkrant", None), True),
        (("De Proefkrant", None), ("Het Journaal", None), False),
        (("De Proefkrant", None), (None, None), True),
        ((None, "https://a.example/1"), (None, "https://a.example/2"), True),
        ((None, "https://a.example/1"), (None, "https://b.example/1"), False),
    ],
)
def test_another_outlets_article_is_another_article(
    old: tuple[str | None, str | None], new: tuple[str | None, str | None], *, same: bool
) -> None:
    one, other = _article(TEXT, *old), _article(EDITED, *new)

    assert bool(successors([one], [other])) is same


def test_articles_that_became_one_another_in_a_ring_are_all_gone() -> None:
    a, b = ArticleId("a"), ArticleId("b")

    assert followed([], {a: b, b: a}, {}) == []


def _standings(k: Kroniek) -> list[Standing]:
    return [one.standing for one in k.views.collection[RULINGS]]


def _judged(folder: Path, store: Path, texts: dict[str, str]) -> None:
    """A store of these articles, in which a person confirmed the date of ``een.txt``."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    with opened(store) as k:
        k.build(folder)
        k.judge_date("een.txt", "2021-05-04", because="rig", who="An", when="2024-11-22T12:00:00Z")
        assert _standings(k) == [Standing.APPLIED]


def test_what_was_decided_holds_in_an_article_that_was_moved_and_edited(tmp_path: Path) -> None:
    folder, store = tmp_path / "texts", tmp_path / "x.kroniek"
    _judged(folder, store, {"een.txt": TEXT, "twee.txt": OTHER})
    (folder / "een.txt").unlink()
    (folder / "drie.txt").write_text(EDITED, "utf-8")
    for _ in range(2):  # the second build has nothing to do
        with opened(store) as k:
            k.build(folder)
            (ruling,) = k.views.collection[RULINGS]
            paths = {doc.article.id: doc.article.path for doc in k.views.collection.docs}

        assert ruling.standing is Standing.APPLIED
        assert {paths[place.article] for place in ruling.places} == {"drie.txt"}

    (folder / "drie.txt").unlink()
    (folder / "vier.txt").write_text(EDITED.replace("vrijdag", "zaterdag"), "utf-8")
    with opened(store) as k:  # and once more
        k.build(folder)
        assert _standings(k) == [Standing.APPLIED]


def test_a_reprint_that_stood_beside_it_gets_nothing_of_what_was_decided(tmp_path: Path) -> None:
    folder, store = tmp_path / "texts", tmp_path / "x.kroniek"
    _judged(folder, store, {"een.txt": TEXT, "twee.txt": REPRINT})
    (folder / "een.txt").unlink()
    with opened(store) as k:
        k.build(folder)

        assert _standings(k) == [Standing.ORPHANED]


def test_what_an_article_has_become_is_still_known_after_damage(tmp_path: Path) -> None:
    folder, store = tmp_path / "texts", tmp_path / "x.kroniek"
    _judged(folder, store, {"een.txt": TEXT, "twee.txt": OTHER})
    (folder / "een.txt").unlink()
    (folder / "drie.txt").write_text(EDITED, "utf-8")
    with opened(store) as k:
        k.build(folder)
    with closing(sqlite3.connect(store, isolation_level=None)) as file:
        file.execute("UPDATE layer SET records = '[]' WHERE name = 'events'")

    with opened(store, mending=True) as k:
        assert k.build(folder, fresh=True).mended is not None
        assert _standings(k) == [Standing.APPLIED]
