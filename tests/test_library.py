from collections.abc import Iterator
from pathlib import Path

import pytest

from kroniek.errors import StepOrderError
from kroniek.library import Kroniek
from kroniek.model.doc import EVENTS, STATEMENTS
from kroniek.pipeline import Recipe
from kroniek.share.contract import chronicle
from tests.helpers import default_recipe

FLOOD = "ZUTPHEN, 4 mei 2021 – De IJssel is dinsdag buiten haar oevers getreden bij Zutphen.\n\n"
MAYOR = (
    "„Het water zakt pas vrijdag”, zei burgemeester Anja Terpstra."
    " Volgens haar is niemand gewond.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(FLOOD + MAYOR, encoding="utf-8")
    (texts / "b.txt").write_text(MAYOR * 2, encoding="utf-8")
    (texts / "c.pdf").write_bytes(b"%PDF-1.7")
    return texts


@pytest.fixture
def k(tmp_path: Path) -> Iterator[Kroniek]:
    with Kroniek(tmp_path / "x.kroniek") as made:
        yield made


def test_every_input_ends_as_read_or_refused(k: Kroniek, folder: Path) -> None:
    report = k.build(folder)

    assert {record.path: record.outcome for record in report.inputs} == {
        "a.txt": "read",
        "b.txt": "read",
        "c.pdf": "refused",
    }
    (bad,) = report.rejected
    assert bad.reason
    assert bad.remedy


def test_a_second_build_reads_nothing_anew(k: Kroniek, folder: Path) -> None:
    k.build(folder)
    again = k.build(folder)

    assert (again.new_inputs, again.new_articles) == (1, 0)  # the refused one is tried again


def test_only_a_changed_article_is_read_anew(k: Kroniek, folder: Path) -> None:
    k.build(folder)
    (folder / "b.txt").write_text(FLOOD, encoding="utf-8")
    again = k.build(folder)

    assert again.new_articles == 1
    assert {doc.text for doc in k.views.collection.docs} == {FLOOD + MAYOR, FLOOD}


def test_fresh_builds_make_the_same_of_the_same(k: Kroniek, folder: Path, tmp_path: Path) -> None:
    k.build(folder)
    first = (list(k.annotations()), chronicle(k.views.collection))
    k.build(folder, fresh=True)
    with Kroniek(tmp_path / "other.kroniek") as other:
        for path in sorted(folder.iterdir(), reverse=True):
            other.build(path)
        third = (list(other.annotations()), chronicle(other.views.collection))

    assert (list(k.annotations()), chronicle(k.views.collection)) == first == third


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_dates_of_neighbours_do_not_depend_on_when_they_came(
    k: Kroniek, tmp_path: Path, order: tuple[int, ...]
) -> None:
    undated = FLOOD.partition(" – ")[2] + MAYOR
    texts = (FLOOD + MAYOR, undated, f"date 2023-02 {undated}")
    folder = tmp_path / "three"
    folder.mkdir()
    for number in order:
        (folder / f"{number}.txt").write_text(texts[number], encoding="utf-8")
        k.build(folder)
    with Kroniek(tmp_path / "once.kroniek") as once:
        once.build(folder)

        assert list(k.annotations()) == list(once.annotations())
        assert chronicle(k.views.collection) == chronicle(once.views.collection)
        assert k.store.collection() == once.store.collection()


def test_the_store_gives_back_what_the_build_made(k: Kroniek, folder: Path) -> None:
    k.build(folder)
    made = chronicle(k.views.collection)

    with Kroniek(k.store.path, create=False) as reader:
        assert chronicle(reader.views.collection) == made


def test_a_recipe_in_the_wrong_order_is_refused_before_it_runs() -> None:
    good = default_recipe()
    by_name = {step.writes.name: step for step in good.annotators}

    with pytest.raises(StepOrderError, match="no earlier step writes it"):
        Recipe((by_name[EVENTS.name], by_name[STATEMENTS.name]), ())


def test_lines_can_be_asked_for_by_place_and_time(demo: Kroniek) -> None:
    every = list(demo.chronicle())
    place = next(line.where for line in every if line.where)

    at_place = list(demo.chronicle(place=place.name.upper()))
    assert at_place
    for line in at_place:
        assert any(place.name in (one.name, *one.aliases) for one in line.places)
    dated = [line for line in every if line.when.earliest and line.when.latest]
    low = dated[len(dated) // 2].when.earliest
    assert low is not None
    later = list(demo.chronicle(since=low.isoformat()))
    assert 0 < len(later) < len(every)
    assert all(line.when.high >= low for line in later)


def test_every_cite_is_the_sentence_of_its_article(demo: Kroniek) -> None:
    for line in demo.chronicle():
        for cite in line.cites:
            told = " ".join(cite.span.of(cite.article.text).split())
            assert cite.sentence == told
        words = " ".join(" ".join(c.article.text.split()) for c in line.cites)
        assert line.line.rstrip("….") in words


def test_a_chain_ends_at_the_outlet(demo: Kroniek) -> None:
    views = list(demo.statements())

    assert views
    assert all(view.chain[-1] == demo.views.outlet(view.article) for view in views)
    assert any(len(view.chain) > 2 for view in views)
