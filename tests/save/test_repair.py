import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.helpers import opened

from kroniek.errors import StoreBusyError, StoreError
from kroniek.library import Kroniek
from kroniek.model.doc import SENTENCES
from kroniek.save import repair
from kroniek.save.check import check
from kroniek.save.repair import mend
from kroniek.save.store import Store
from kroniek.share.contract import chronicle

TEXTS = {
    "dijk.txt": "ZUTPHEN, 4 mei 2021 – De IJssel is dinsdag buiten haar oevers getreden.\n"
    "\n„Het water zakt pas vrijdag”, zei burgemeester Anja Terpstra.\n",
    "bos.txt": "OLST, 5 mei 2021 – Bij Olst is woensdag een bos afgebrand. Het bos brandt nog.\n",
    "leeg.txt": "",
}
Told = tuple[object, ...]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small store and the articles it was built from."""
    home = tmp_path_factory.mktemp("built")
    (home / "texts").mkdir()
    for name, text in TEXTS.items():
        (home / "texts" / name).write_text(text, encoding="utf-8")
    return home


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    """A store of one's own to damage, with articles of its own."""
    shutil.copytree(built / "texts", tmp_path / "texts")
    with opened(tmp_path / "x.kroniek") as k:
        k.build(tmp_path / "texts")
    return tmp_path / "x.kroniek"


def _told(path: Path) -> Told:
    with opened(path, create=False) as k:
        inputs = [(one.path, one.outcome, one.article, one.reason) for one in k.inputs()]
        return (list(k.annotations()), chronicle(k.views.collection), inputs)


def _damage(path: Path, command: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(command)


def _overwrite(path: Path, start: int, end: int | None) -> None:
    raw = bytearray(path.read_bytes())
    end = len(raw) if end is None else end
    raw[start:end] = b"\xa5" * (end - start)
    path.write_bytes(raw)


DAMAGE = {
    "a text": "UPDATE article SET text = replace(text, 'bos', 'bas')",
    "an article gone": "DELETE FROM article WHERE path = 'bos.txt'",
    "a layer": "UPDATE layer SET records = '[]' WHERE name = 'events'",
    "an input": "DELETE FROM input WHERE path = 'bos.txt'",
    "a table": "DROP TABLE record",
}


@pytest.mark.parametrize("command", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_fresh_build_mends_what_was_damaged_from_the_articles(path: Path, command: str) -> None:
    whole = _told(path)
    _damage(path, command)
    damaged = path.read_bytes()
    with opened(path, mending=True) as k:
        report = k.build(path.parent / "texts", fresh=True)

    assert _told(path) == whole
    assert check(path).sound
    assert report.mended is not None
    assert report.mended.aside == Path(f"{path}.damaged-1")
    assert report.mended.aside.read_bytes() == damaged


@pytest.mark.parametrize("command", list(DAMAGE.values())[:3])
def test_what_lies_where_it_lay_is_read_again_without_being_given(path: Path, command: str) -> None:
    whole = _told(path)
    _damage(path, command)
    with opened(path, mending=True) as k:
        k.build(fresh=True)

    assert _told(path) == whole


@pytest.mark.parametrize(("start", "end"), [(0, 100), (0, 4096), (0, None), (100, 3000)])
def test_a_store_that_can_not_be_opened_is_built_again_from_the_articles(
    path: Path, start: int, end: int | None
) -> None:
    whole = _told(path)
    _overwrite(path, start, end)
    with opened(path, mending=True) as k:
        k.build(path.parent / "texts", fresh=True)

    assert _told(path) == whole


def test_an_article_whose_file_is_gone_is_taken_over_if_it_is_sound(path: Path) -> None:
    whole = _told(path)
    shutil.rmtree(path.parent / "texts")
    _damage(path, "UPDATE layer SET records = '[]' WHERE name = 'events'")
    with opened(path, mending=True) as k:
        k.build(fresh=True)

    assert _told(path) == whole


def test_an_article_that_is_damaged_and_whose_file_is_gone_is_told_as_lost(path: Path) -> None:
    (path.parent / "texts" / "bos.txt").unlink()
    _damage(path, "UPDATE article SET text = replace(text, 'bos', 'bas') WHERE path = 'bos.txt'")
    with opened(path, mending=True) as k:
        report = k.build(fresh=True)

    assert report.mended is not None
    assert report.mended.lost == ("bos.txt",)
    (bad,) = [one for one in report.rejected if one.path == "bos.txt"]
    assert bad.detail
    assert "damaged" in bad.detail
    assert bad.remedy
    assert len(_told(path)[0]) == 1  # type: ignore[arg-type]


def test_what_was_withdrawn_stays_so_and_can_still_be_shown(path: Path) -> None:
    (path.parent / "texts" / "bos.txt").unlink()
    with opened(path) as k:
        k.build(path.parent / "texts")
    whole = _told(path)
    _damage(path, DAMAGE["a layer"])
    with opened(path, mending=True) as k:
        report = k.build(fresh=True)
        (kept,) = k.withdrawn().collection.docs

    assert report.withdrawn == ("bos.txt",)
    assert kept.article.path == "bos.txt"
    assert kept[SENTENCES]
    assert _told(path) == whole


def test_a_sound_store_is_left_alone(path: Path) -> None:
    before = path.read_bytes()

    assert mend(path) is None
    assert path.read_bytes() == before
    assert mend(path.parent / "absent.kroniek") is None


def test_damaged_files_pile_up_and_none_is_deleted(path: Path) -> None:
    for number in (1, 2):
        _overwrite(path, 0, 100)
        with opened(path, mending=True) as k:
            k.build(path.parent / "texts", fresh=True)
        assert Path(f"{path}.damaged-{number}").exists()

    assert sorted(p.name for p in path.parent.glob("x.kroniek*")) == [
        "x.kroniek",
        "x.kroniek.damaged-1",
        "x.kroniek.damaged-2",
    ]


@pytest.mark.parametrize("call", ["_linked", "_forget", "replace"])
def test_a_mending_that_is_interrupted_can_be_done_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    whole = _told(path)
    _damage(path, DAMAGE["a text"])

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path if call == "replace" else repair, call, stop)
        with pytest.raises(KeyboardInterrupt):
            mend(path)
    assert not check(path).sound

    with opened(path, mending=True) as k:
        k.build(fresh=True)
    assert _told(path) == whole
    assert len(list(path.parent.glob("*damaged*"))) == 1
    assert not list(path.parent.glob("*-mending*"))


def test_where_no_links_can_be_made_the_damaged_file_is_copied(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _overwrite(path, 0, 100)
    damaged = path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    mended = mend(path)

    assert mended is not None
    assert mended.aside.read_bytes() == damaged


def test_another_file_is_not_set_aside(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("words", encoding="utf-8")

    with pytest.raises(StoreError, match="is no Kroniek store"):
        Kroniek(notes, mending=True)
    assert [one.name for one in tmp_path.iterdir() if "lock" not in one.name] == ["notes.txt"]


def test_a_store_that_is_being_built_is_not_mended(path: Path) -> None:
    with Store(path) as store, store.building(), pytest.raises(StoreBusyError):
        mend(path)


def test_an_ordinary_build_refuses_a_damaged_store_and_names_the_remedy(path: Path) -> None:
    _damage(path, DAMAGE["a layer"])
    _damage(path, "DELETE FROM layer WHERE name = 'quotes'")

    with opened(path) as k, pytest.raises(StoreError, match="kroniek build --fresh"):
        k.build(path.parent / "texts")
