import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kroniek.cli import main
from kroniek.library import Kroniek
from kroniek.save.check import check
from kroniek.serve.app import make_app
from kroniek.share.contract import chronicle
from tests.helpers import opened

FLOOD = "ZUTPHEN, 4 mei 2021 – De IJssel is dinsdag buiten haar oevers getreden bij Zutphen.\n"
MAYOR = "„Het water zakt pas vrijdag”, zei burgemeester Anja Terpstra. Niemand is gewond.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    (texts / "deep").mkdir(parents=True)
    (texts / "a.txt").write_text(FLOOD + MAYOR, encoding="utf-8")
    (texts / "deep" / "b.txt").write_text(MAYOR * 2, encoding="utf-8")
    return texts


@pytest.fixture
def k(tmp_path: Path) -> Iterator[Kroniek]:
    with opened(tmp_path / "x.kroniek") as made:
        yield made


def _told(k: Kroniek) -> tuple[object, ...]:
    return (list(k.annotations()), chronicle(k.views.collection))


def _shown(k: Kroniek) -> list[str]:
    return [doc.article.path for doc in k.views.collection.docs]


def test_what_is_gone_from_a_folder_given_again_is_withdrawn(
    k: Kroniek, folder: Path, tmp_path: Path
) -> None:
    k.build(folder)
    (folder / "deep" / "b.txt").unlink()
    report = k.build(folder)
    with opened(tmp_path / "once.kroniek") as once:
        once.build(folder)
        assert _told(k) == _told(once)

    assert (report.withdrawn, report.absent) == (("deep/b.txt",), ())
    assert [(one.path, one.outcome, one.withdrawn) for one in k.inputs()] == [
        ("a.txt", "read", False),
        ("deep/b.txt", "read", True),
    ]
    assert report.count("read") == 1
    (kept,) = k.withdrawn().collection.docs
    assert kept.text == MAYOR * 2
    assert check(k.store.path).sound


def test_what_comes_back_counts_again(k: Kroniek, folder: Path) -> None:
    k.build(folder)
    before = _told(k)
    text = (folder / "a.txt").read_bytes()
    (folder / "a.txt").unlink()
    k.build(folder)
    assert _shown(k) == ["deep/b.txt"]
    (folder / "a.txt").write_bytes(text)
    report = k.build(folder)

    assert report.withdrawn == ()
    assert _told(k) == before
    assert k.withdrawn().collection.docs == ()


@pytest.mark.parametrize("given", ["nothing", "another folder", "a file beside it"])
def test_what_is_absent_counts_until_a_build_covers_its_place(
    k: Kroniek, folder: Path, tmp_path: Path, given: str
) -> None:
    (tmp_path / "other").mkdir()
    paths = {
        "nothing": [],
        "another folder": [tmp_path / "other"],
        "a file beside it": [folder / "a.txt"],
    }
    k.build(folder)
    (folder / "deep" / "b.txt").unlink()
    report = k.build(*paths[given])

    assert (report.absent, report.withdrawn) == (("deep/b.txt",), ())
    assert _shown(k) == ["a.txt", "deep/b.txt"]


def test_a_file_given_by_its_path_is_withdrawn_when_a_folder_above_it_is_given(
    k: Kroniek, folder: Path
) -> None:
    k.build(folder / "a.txt", folder / "deep" / "b.txt")
    (folder / "deep" / "b.txt").unlink()
    assert k.build(folder / "a.txt").withdrawn == ()

    assert k.build(folder).withdrawn == ("b.txt",)


def test_a_folder_that_is_gone_itself_withdraws_nothing(k: Kroniek, folder: Path) -> None:
    k.build(folder)
    folder.rename(folder.with_name("elsewhere"))
    report = k.build(folder)

    assert report.withdrawn == ()
    assert set(_shown(k)) == {"a.txt", "deep/b.txt"}


def test_a_folder_that_may_not_be_looked_into_withdraws_nothing(
    k: Kroniek, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    k.build(folder)
    there, may = os.path.lexists, os.access
    closed = str(folder / "deep")
    # As for a user without rights: what is inside seems not to be there.
    monkeypatch.setattr(
        os.path, "lexists", lambda p: not str(p).startswith(f"{closed}/") and there(p)
    )
    monkeypatch.setattr(os, "access", lambda p, mode: str(p) != closed and may(p, mode))
    (folder / "deep" / "b.txt").unlink()

    assert k.build(folder).withdrawn == ()


def test_a_file_that_moved_within_its_folder_is_not_withdrawn(k: Kroniek, tmp_path: Path) -> None:
    (tmp_path / "texts" / "one").mkdir(parents=True)
    (tmp_path / "texts" / "two").mkdir()
    (tmp_path / "texts" / "one" / "a.txt").write_text(FLOOD, encoding="utf-8")
    k.build(tmp_path / "texts" / "one")
    (tmp_path / "texts" / "one").rename(tmp_path / "texts" / "two" / "one")
    report = k.build(tmp_path / "texts" / "two" / "one")

    assert report.withdrawn == ()
    assert report.new_inputs == 0


def test_the_same_text_elsewhere_keeps_an_article_and_gives_it_its_name(
    k: Kroniek, folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "z.txt"
    copy.write_bytes((folder / "a.txt").read_bytes())
    k.build(folder, copy)
    assert _shown(k) == ["a.txt", "deep/b.txt"]
    (folder / "a.txt").unlink()
    report = k.build(folder)

    assert report.withdrawn == ("a.txt",)
    assert _shown(k) == ["deep/b.txt", "z.txt"]
    assert k.withdrawn().collection.docs == ()


def test_all_that_a_file_of_many_held_is_withdrawn_with_it(k: Kroniek, folder: Path) -> None:
    rows = folder / "rows.jsonl"
    rows.write_text('{"text": "' + FLOOD.strip() + ' Het was de vierde keer."}\n', encoding="utf-8")
    k.build(folder)
    held = {one.path for one in k.inputs() if one.within}
    rows.unlink()
    report = k.build(folder)

    assert held
    assert set(report.withdrawn) == {"rows.jsonl", *held}


def test_a_refused_file_that_is_gone_is_no_longer_told_as_refused(k: Kroniek, folder: Path) -> None:
    (folder / "c.pdf").write_bytes(b"%PDF-1.7")
    assert len(k.build(folder).rejected) == 1
    (folder / "c.pdf").unlink()

    assert k.build(folder).rejected == ()


def test_status_show_and_the_page_of_inputs_tell_what_is_withdrawn_and_what_is_absent(
    k: Kroniek, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loose = tmp_path / "loose.txt"
    loose.write_text(FLOOD, encoding="utf-8")
    k.build(folder, loose)
    (folder / "deep" / "b.txt").unlink()
    loose.unlink()
    k.build(folder)
    store = str(k.store.path)

    def said(*words: str) -> str:
        with pytest.raises(SystemExit) as leave:
            main(["--lang", "en", *words])
        assert not leave.value.code
        told = capsys.readouterr()
        return told.out + told.err

    status = said("status", store)
    assert "withdrawn        deep/b.txt" in status
    assert f"loose.txt  ({loose})" in status
    for options in ((), ("--json",)):
        shown = said("show", store, "deep/b.txt", *options)
        assert "withdrawn: this article does not count" in shown
        assert "Anja Terpstra" in shown
    with TestClient(make_app(k.store.path, "en")) as client:
        page = client.get("/inputs?lang=en").text
    assert "1 withdrawn" in page
    assert "no longer in its place" in page
