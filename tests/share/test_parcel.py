import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kroniek.cli import main
from kroniek.errors import TargetError
from kroniek.library import Kroniek
from kroniek.share.formats import FORMATS, Format
from kroniek.share.parcel import write

FILE = Format("text", lambda _: {"": []}, ".txt")
FOLDER = Format("texts", lambda _: {"a.txt": []})
MADE_OF = {"kroniek": "1"}


def broken() -> Iterator[str]:
    yield "half"
    raise RuntimeError("the disk is gone")


def left(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_a_file_has_a_manifest_beside_it_with_its_digest(tmp_path: Path) -> None:
    shared = write(tmp_path / "x.txt", FILE, {"": ["één\n", "twee\n"]}, MADE_OF, force=False)
    told = json.loads(shared.manifest.read_text("utf-8"))
    raw = (tmp_path / "x.txt").read_bytes()

    assert raw.decode() == "één\ntwee\n"
    assert told["files"] == [
        {"name": "x.txt", "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    ]
    assert left(tmp_path) == {"x.txt", "x.txt.manifest.json"}


def test_a_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        write(tmp_path / "x", FOLDER, {"a.txt": ["a"], "b.txt": broken()}, MADE_OF, force=False)
    assert left(tmp_path) == set()

    write(tmp_path / "x", FOLDER, {"a.txt": ["a"]}, MADE_OF, force=False)
    assert left(tmp_path) == {"x"}
    assert left(tmp_path / "x") == {"a.txt", "manifest.json"}


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    write(tmp_path / "x.txt", FILE, {"": ["old"]}, MADE_OF, force=False)
    with pytest.raises(RuntimeError):
        write(tmp_path / "x.txt", FILE, {"": broken()}, MADE_OF, force=True)

    assert (tmp_path / "x.txt").read_text() == "old"
    assert left(tmp_path) == {"x.txt", "x.txt.manifest.json"}


def test_what_is_there_is_replaced_only_when_forced(tmp_path: Path) -> None:
    for form, name, files in (
        (FILE, "x.txt", {"": ["1"]}),
        (FOLDER, "x", {"a.txt": ["1"], "old.txt": ["1"]}),
    ):
        write(tmp_path / name, form, files, MADE_OF, force=False)
        with pytest.raises(TargetError, match="--force"):
            write(tmp_path / name, form, {"": ["2"], "a.txt": ["2"]}, MADE_OF, force=False)
    write(tmp_path / "x.txt", FILE, {"": ["2"]}, MADE_OF, force=True)
    write(tmp_path / "x", FOLDER, {"a.txt": ["2"]}, MADE_OF, force=True)

    assert (tmp_path / "x.txt").read_text() == "2"
    assert left(tmp_path / "x") == {"a.txt", "manifest.json"}


def test_a_folder_with_anything_else_in_it_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x")
    write(tmp_path / "ours", FOLDER, {"a.txt": ["1"]}, MADE_OF, force=False)
    (tmp_path / "ours" / "notes.txt").write_text("x")

    for name in ("mine", "ours"):
        with pytest.raises(TargetError, match="another folder"):
            write(tmp_path / name, FOLDER, {"a.txt": ["2"]}, MADE_OF, force=True)
    assert (tmp_path / "mine" / "thesis.txt").exists()
    assert (tmp_path / "ours" / "notes.txt").exists()


def test_a_target_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(TargetError, match="folder"):
        write(tmp_path, FILE, {"": ["1"]}, MADE_OF, force=True)
    with pytest.raises(TargetError, match="can not be written"):
        write(tmp_path / "file" / "x.txt", FILE, {"": ["1"]}, MADE_OF, force=False)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_chronicle_gives_the_same_bytes(
    demo: Kroniek, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with pytest.raises(SystemExit) as gone:
            main(
                [
                    "share",
                    str(demo.store.path),
                    "--to",
                    f"{tmp_path / name / 'x'}",
                    "--format",
                    form,
                ]
            )
        assert gone.value.code == 0
    capsys.readouterr()

    files = [one for one in (tmp_path / "one").rglob("*") if one.is_file()]
    assert len(files) >= 2
    for one in files:
        other = tmp_path / "two" / one.relative_to(tmp_path / "one")
        assert one.read_bytes() == other.read_bytes()
        assert str(tmp_path).encode() not in one.read_bytes()


@pytest.mark.parametrize(
    ("told", "limit"),
    [((), 150), (("--quote-limit", "0"), 0), (("--quote-limit", "unlimited"), None)],
)
def test_the_limit_is_on_record(
    demo: Kroniek,
    tmp_path: Path,
    told: tuple[str, ...],
    limit: int | None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / "k.geojson"
    with pytest.raises(SystemExit) as gone:
        main(["share", str(demo.store.path), "--to", str(target), *told, "--json"])
    printed = json.loads(capsys.readouterr().out)
    manifest = json.loads((tmp_path / "k.geojson.manifest.json").read_text())

    assert gone.value.code == 0
    assert printed["format"] == manifest["format"] == "geojson"
    assert manifest["quote_limit"] == limit
    assert manifest["chronicle"]


@pytest.mark.parametrize("told", [("--quote-limit", "veel"), ("--quote-limit", "-1"), ()])
def test_wrong_use_is_told_and_nothing_written(
    demo: Kroniek, tmp_path: Path, told: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(SystemExit) as gone:
        main(["share", str(demo.store.path), "--to", str(tmp_path / "x"), *told])

    assert gone.value.code == 1
    assert capsys.readouterr().err
    assert left(tmp_path / "x") == set()


def test_the_library_shares_with_the_same_words(demo: Kroniek, tmp_path: Path) -> None:
    shared = demo.share(tmp_path / "k.geojson", quote_limit=None)

    assert json.loads(shared.target.read_text("utf-8"))["type"] == "FeatureCollection"
    assert json.loads(shared.manifest.read_text("utf-8"))["quote_limit"] is None
    with pytest.raises(TargetError):
        demo.share(tmp_path / "k.geojson")
