import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from kroniek import engines, library
from kroniek.errors import StepOrderError, StoreBusyError, StoreError
from kroniek.library import Kroniek
from kroniek.model.article import Reason
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


# -- files of the same name


def _two_folders(tmp_path: Path) -> tuple[Path, Path]:
    folders = (tmp_path / "nos", tmp_path / "nu")
    for folder, text in zip(folders, (FLOOD + MAYOR, MAYOR * 2), strict=True):
        folder.mkdir()
        (folder / "1.txt").write_text(text, encoding="utf-8")
    return folders


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("single", [False, True])
def test_files_of_one_name_in_two_folders_are_both_kept(
    k: Kroniek, tmp_path: Path, *, turned: bool, single: bool
) -> None:
    paths = [folder / "1.txt" if single else folder for folder in _two_folders(tmp_path)]
    k.build(*(reversed(paths) if turned else paths))

    assert [record.path for record in k.inputs()] == ["nos/1.txt", "nu/1.txt"]
    assert [doc.text for doc in k.views.collection.docs] == [FLOOD + MAYOR, MAYOR * 2]


def test_a_later_build_gives_a_new_file_with_a_taken_name_another(
    k: Kroniek, tmp_path: Path
) -> None:
    nos, nu = _two_folders(tmp_path)
    k.build(nos)
    k.build(nu / "1.txt")

    assert [record.path for record in k.inputs()] == ["1.txt", "nu/1.txt"]
    again = k.build(nu, nos, nos / "1.txt", tmp_path)
    assert [record.path for record in again.inputs if record.article] == ["1.txt", "nu/1.txt"]
    assert again.new_articles == 0
    assert len(k.views.docs) == 2


def test_a_folder_that_moved_is_known_again_and_one_that_replaced_it_is_not(
    k: Kroniek, tmp_path: Path
) -> None:
    nos, nu = _two_folders(tmp_path)
    k.build(nos)
    moved = nos.rename(tmp_path / "elsewhere")
    assert k.build(moved).new_inputs == 0
    assert [record.path for record in k.inputs()] == ["1.txt"]
    assert k.absent() == []

    (moved / "1.txt").unlink()
    k.build(nu)
    assert [record.path for record in k.inputs()] == ["1.txt", "nu/1.txt"]


def test_an_article_is_called_after_an_input_that_has_its_text(k: Kroniek, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("a.txt", "b.txt"):
        (texts / name).write_text(FLOOD + MAYOR, encoding="utf-8")
    k.build(texts)
    (texts / "a.txt").write_text(MAYOR * 2, encoding="utf-8")
    k.build(texts)
    with Kroniek(tmp_path / "once.kroniek") as once:
        once.build(texts)

        assert k.store.collection() == once.store.collection()


def test_a_folder_that_can_not_be_read_is_refused_until_it_can(
    k: Kroniek, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listdir = os.listdir

    def closed(path: Path) -> list[str]:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", closed)
    (bad,) = k.build(folder).rejected
    assert (bad.path, bad.reason) == (folder.name, Reason.UNREADABLE)

    monkeypatch.undo()
    assert [record.path for record in k.build(folder).inputs] == ["a.txt", "b.txt", "c.pdf"]


# -- builds that are interrupted


class StopHereError(Exception):
    """What interrupts a build in these tests."""


def _stop_at(wanted: int) -> Callable[[str, int, int], None]:
    """Progress that raises when it is told something for the `wanted`th time."""
    times = count(1)

    def progress(*_: object) -> None:
        if next(times) == wanted:
            raise StopHereError

    return progress


def _told(k: Kroniek) -> tuple[object, ...]:
    return (list(k.annotations()), chronicle(k.views.collection), k.store.collection())


def _change(folder: Path) -> None:
    """What happens in time: a file changed, one came, one takes an article's name over."""
    (folder / "b.txt").write_text(FLOOD, encoding="utf-8")
    (folder / "d.txt").write_text(MAYOR * 2, encoding="utf-8")
    (folder / "0.txt").write_text(FLOOD + MAYOR, encoding="utf-8")


@pytest.mark.parametrize(("first", "fresh"), [(False, False), (False, True), (True, False)])
def test_an_interrupted_build_goes_on_to_the_same_end(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    first: bool,
    fresh: bool,
) -> None:
    monkeypatch.setattr(library, "BATCH", 1)
    monkeypatch.setattr(engines, "PART", 1)
    with Kroniek(tmp_path / "before.kroniek") as k:
        k.build(folder)
        before = _told(k)
    _change(folder)
    with Kroniek(tmp_path / "once.kroniek") as once:
        once.build(folder)
        expected = _told(once)

    for wanted in count(1, 2):
        path = tmp_path / f"{wanted}.kroniek"
        if not first:
            shutil.copyfile(tmp_path / "before.kroniek", path)
        with Kroniek(path) as k:
            try:
                k.build(folder, fresh=fresh, progress=_stop_at(wanted))
            except StopHereError:
                assert k.store.unfinished
            else:
                assert not k.store.unfinished
                assert wanted > 10
                return
        with Kroniek(path, create=False) as reader:
            if first:
                with pytest.raises(StoreError, match="was finished; finish it: kroniek build"):
                    _ = reader.views
            else:
                assert _told(reader) == before
        with Kroniek(path) as k:
            k.build(folder)
            assert _told(k) == expected
            assert not k.store.unfinished


def test_a_build_with_changed_code_that_is_interrupted_says_so(
    k: Kroniek, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "BATCH", 1)
    monkeypatch.setattr(engines, "PART", 1)
    k.build(folder)
    made = _told(k)
    monkeypatch.setattr(library, "code_key", lambda: "another")
    with pytest.raises(StopHereError):
        k.build(progress=_stop_at(1))

    with (
        Kroniek(k.store.path, create=False) as reader,
        pytest.raises(StoreError, match=r"read anew .* kroniek build"),
    ):
        _ = reader.views
    k.build()
    assert _told(k) == made


def test_changes_that_were_taken_back_after_an_interruption_leave_nothing(
    k: Kroniek, folder: Path
) -> None:
    k.build(folder)
    made, text = _told(k), (folder / "b.txt").read_text("utf-8")
    (folder / "b.txt").write_text(FLOOD, encoding="utf-8")
    with pytest.raises(StopHereError):
        k.build(folder, progress=_stop_at(1))
    (folder / "b.txt").write_text(text, encoding="utf-8")
    k.build(folder)

    assert _told(k) == made
    assert not k.store.unfinished
    assert len(list(k.store.articles())) == 2


def test_a_second_build_at_the_same_time_is_refused(k: Kroniek, folder: Path) -> None:
    def meanwhile(*_: object) -> None:
        with Kroniek(k.store.path) as other, pytest.raises(StoreBusyError):
            other.build(folder)

    k.build(folder, progress=meanwhile)
    assert len(k.views.docs) == 2
