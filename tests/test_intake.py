"""Files of many inputs in a store: read once, re-read where they changed, nothing lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kroniek.collect import files
from kroniek.library import Kroniek
from tests.hostile.samples import DUTCH


@pytest.fixture
def k(tmp_path: Path) -> Iterator[Kroniek]:
    with Kroniek(tmp_path / "x.kroniek", reader=False) as made:
        yield made


def _write(path: Path, *texts: str) -> None:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")


def _outcomes(k: Kroniek) -> dict[str, str]:
    return {one.path: "withdrawn" if one.withdrawn else one.outcome for one in k.inputs()}


def test_every_row_is_an_input_and_so_is_the_file(k: Kroniek, tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", DUTCH[0], "", DUTCH[1])

    k.collect(tmp_path / "a.jsonl")

    assert _outcomes(k) == {
        "a.jsonl": "read",
        "a.jsonl#1": "read",
        "a.jsonl#2": "refused",
        "a.jsonl#3": "read",
    }


def test_file_that_has_not_changed_is_not_parsed(
    k: Kroniek, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path / "a.jsonl", *DUTCH)
    k.collect(tmp_path / "a.jsonl")
    monkeypatch.setattr(files, "held", None)

    assert k.collect(tmp_path / "a.jsonl") == 0


def test_only_rows_that_changed_are_read_again(k: Kroniek, tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", *DUTCH[:3])
    k.collect(tmp_path / "a.jsonl")
    _write(tmp_path / "a.jsonl", DUTCH[0], DUTCH[3], DUTCH[2])

    assert k.collect(tmp_path / "a.jsonl") == 2  # the row and the file


def test_row_that_is_gone_is_withdrawn_and_comes_back(k: Kroniek, tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", *DUTCH[:2])
    k.collect(tmp_path / "a.jsonl")
    _write(tmp_path / "a.jsonl", DUTCH[0])
    k.collect(tmp_path / "a.jsonl")

    assert _outcomes(k)["a.jsonl#2"] == "withdrawn"

    _write(tmp_path / "a.jsonl", *DUTCH[:2])
    k.collect(tmp_path / "a.jsonl")
    assert _outcomes(k)["a.jsonl#2"] == "read"


def test_same_text_in_rows_and_files_is_one_article(k: Kroniek, tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", DUTCH[0], DUTCH[0])
    (tmp_path / "b.txt").write_text(DUTCH[0], encoding="utf-8")

    k.collect(tmp_path / "a.jsonl", tmp_path / "b.txt")

    ids = {one.article for one in k.inputs() if one.path != "a.jsonl"}
    assert len(ids) == 1
    assert len(k.inputs()) == 4


def test_cut_file_is_partly_read_and_withdraws_nothing(k: Kroniek, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'tekst\n"{DUTCH[0]}"\n', encoding="utf-8")
    k.collect(path)
    path.write_text("geen\nx\n", encoding="utf-8")

    k.collect(path)

    assert _outcomes(k) == {"a.csv": "refused", "a.csv#2": "read"}


def test_columns_belong_to_what_was_read(k: Kroniek, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"x": DUTCH[0], "y": DUTCH[1]}) + "\n", encoding="utf-8")

    k.collect(path)
    assert _outcomes(k)["a.jsonl#1"] == "refused"
    k.collect(path, columns={"text": "y"})
    assert _outcomes(k)["a.jsonl#1"] == "read"
