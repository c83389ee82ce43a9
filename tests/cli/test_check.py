import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.helpers import opened

from kroniek.cli import main
from kroniek.cli.door import EXIT_STORE

TEXT = "OLST, 5 mei 2021 – Bij Olst is woensdag een bos afgebrand. Het bos brandt nog.\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "bos.txt").write_text(TEXT, encoding="utf-8")
    with opened(tmp_path / "x.kroniek") as k:
        k.build(tmp_path / "bos.txt")
    return tmp_path / "x.kroniek"


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as leave:
        main(words)
    told = capsys.readouterr()
    return int(leave.value.code or 0), told.out, told.err


def _damage(store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as file:
        file.execute("UPDATE article SET text = replace(text, 'brandt', 'brandd')")


def test_a_sound_store_is_told_to_be_so(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _said(capsys, "--lang", "nl", "check", str(store))

    assert (code, err) == (0, "")
    assert "1 × bericht" in out
    assert "alles is zoals het geschreven werd" in out


def test_a_damaged_quotation_is_named_with_the_remedy(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _damage(store)
    code, out, err = _said(capsys, "--lang", "en", "check", str(store))

    assert code == EXIT_STORE
    assert "altered text: bos.txt: the text was altered at character" in out
    assert "“Het bos brandd nog.”" in out
    assert f"kroniek build --fresh {store}" in err


def test_what_is_damaged_comes_as_data_too(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _damage(store)
    code, out, _ = _said(capsys, "check", str(store), "--json")
    told = json.loads(out)

    assert code == EXIT_STORE
    assert told["sound"] is False
    assert [(one["kind"], one["where"]) for one in told["checked"]["damages"]] == [
        ("text", "bos.txt")
    ]


def test_a_damaged_store_is_mended_by_a_fresh_build_that_says_so(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _damage(store)
    code, _, err = _said(capsys, "--lang", "en", "chronicle", str(store))
    assert code == EXIT_STORE
    assert "is damaged" in err

    words = ("--lang", "en", "build", "--fresh", "--rules-only", "--jobs", "1", str(store))
    code, _, err = _said(capsys, *words)
    assert code == 0
    assert "x.kroniek.damaged-1; what was sound in it has been taken over" in err
    assert _said(capsys, "check", str(store))[0] == 0


def test_a_file_that_is_no_store_is_no_damaged_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("words", encoding="utf-8")
    code, out, err = _said(capsys, "check", str(tmp_path / "notes.txt"))

    assert (code, out) == (EXIT_STORE, "")
    assert "is no Kroniek store" in err
