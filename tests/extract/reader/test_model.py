"""The files of the reader: found by the manifest, checked, and done without if they are amiss."""

import hashlib
import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.extract.reader.fake import FakeModel

from kroniek import cli
from kroniek.errors import ReaderError
from kroniek.extract.reader import choice
from kroniek.extract.reader.choice import chosen
from kroniek.extract.reader.model import ReaderModel, default_model
from kroniek.library import Kroniek

MANIFEST = """
[model]
name = "test"
version = "1"
window = 256
layers = 6
file = "reader.onnx"
sha256 = "{network}"
tokenizer = "tokenizer.json"
tokenizer_sha256 = "{pieces}"
[heads.names]
labels = ["O", "B-PER", "I-PER"]
temperature = 1.5
[links.source]
chooser = "link_cue"
chosen = "link_source"
temperature = 1.0
"""
ARTICLE = (
    "Middelburg, 4 mei 2023 – Burgemeester Mies Kwakernaak opende de brug over het kanaal. " * 4
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files that are what the manifest says, but no network."""
    files = {"reader.onnx": b"no network", "tokenizer.json": b"{}"}
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
    digests = [hashlib.sha256(raw).hexdigest() for raw in files.values()]
    told = MANIFEST.format(network=digests[0], pieces=digests[1])
    (tmp_path / "manifest.toml").write_text(told, encoding="utf-8")
    return tmp_path


def test_the_manifest_tells_labels_and_temperature(folder: Path) -> None:
    head = ReaderModel(folder).manifest.heads["names"]

    assert head.labels == ("O", "B-PER", "I-PER")
    assert head.temperature == 1.5


def test_the_key_changes_with_the_manifest(folder: Path) -> None:
    before = ReaderModel(folder).manifest.key
    file = folder / "manifest.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("1.5", "1.6"), encoding="utf-8")

    assert ReaderModel(folder).manifest.key != before


def without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def with_other(name: str, raw: bytes) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).write_bytes(raw)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "problem", "detail"),
    [
        (without("manifest.toml"), "missing", "manifest.toml"),
        (without("reader.onnx"), "missing", "reader.onnx"),
        (without("tokenizer.json"), "missing", "tokenizer.json"),
        (with_other("manifest.toml", b"\xff"), "altered", "manifest.toml"),
        (with_other("manifest.toml", b"[model]\n"), "altered", "manifest.toml"),
        (with_other("manifest.toml", b"model = 3\n"), "altered", "manifest.toml"),
        (with_other("reader.onnx", b"tampered"), "altered", "reader.onnx"),
        (with_other("tokenizer.json", b"tampered"), "altered", "tokenizer.json"),
        (lambda _: None, "unloadable", "reader.onnx"),
    ],
)
def test_what_is_amiss_is_named(
    folder: Path, spoil: Callable[[Path], None], problem: str, detail: str
) -> None:
    spoil(folder)
    with pytest.raises(ReaderError) as caught:
        _ = ReaderModel(folder).engine

    assert caught.value.problem == problem
    assert caught.value.detail.startswith(detail)


def test_a_package_that_is_lacking_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "kroniek.extract.reader.model.find_spec",
        lambda name: None if name == "onnxruntime" else importlib.util.find_spec(name),
    )
    with pytest.raises(ReaderError) as caught:
        ReaderModel(folder)

    assert (caught.value.problem, caught.value.detail) == ("packages", "onnxruntime")


# -- what a build makes of it


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return made


def lie(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make Kroniek look for its reader in another folder."""
    monkeypatch.setattr(choice, "default_model", lambda **given: ReaderModel(folder, **given))


@pytest.mark.parametrize("name", ["reader.onnx", "manifest.toml"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_build_goes_on_with_rules_alone_and_says_so_once(
    folder: Path,
    articles: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    language: str,
) -> None:
    (folder / name).unlink()
    lie(monkeypatch, folder)
    store = str(folder / "x.kroniek")
    told = {"nl": "Gelezen met alleen regels: een bestand", "en": "Read with rules alone: a file"}

    for _ in range(2):
        with pytest.raises(SystemExit) as left:
            cli.main(["--lang", language, "build", store, str(articles)])
        assert left.value.code == 0
        said = capsys.readouterr().err
        assert said.count(told[language]) == 1
        assert f"({name})" in said
    with pytest.raises(SystemExit):
        cli.main(["--lang", language, "status", store])
    assert told[language] in capsys.readouterr().out


def test_a_network_that_can_not_be_loaded_leaves_what_rules_alone_find(
    folder: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lie(monkeypatch, folder)
    with Kroniek(folder / "a.kroniek") as k, Kroniek(folder / "b.kroniek", reader=False) as rules:
        report, plain = k.build(articles), rules.build(articles)

        assert report.reader.problem == "unloadable"
        assert plain.reader.problem is None
        assert k.reader_use() == report.reader
        assert list(k.annotations()) == list(rules.annotations())
        assert k.store.meta("key") == rules.store.meta("key")
        assert k.build(articles).new_articles == 0


def test_a_store_is_read_anew_when_the_reader_comes_or_goes(
    folder: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "default_model", lambda **_: FakeModel())
    path = folder / "x.kroniek"
    counts = []
    for reader in (True, True, False, False, True):
        with Kroniek(path, reader=reader) as k:
            counts.append(k.build(articles).new_articles)
            assert k.reader_use().model == ("fake 0" if reader else None)

    assert counts == [1, 0, 1, 0, 1]


def test_readings_are_not_kept_in_the_store(
    folder: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "default_model", lambda **_: FakeModel())
    with Kroniek(folder / "x.kroniek") as k:
        k.build(articles)
        [doc] = k.store.collection().docs

    assert "names" in doc.layers
    assert "readings" not in doc.layers


def test_the_reader_that_comes_with_kroniek_is_whole() -> None:
    try:
        model = default_model()
    except ReaderError as error:
        pytest.skip(f"THE TRAINED READER IS NOT HERE: {error}")

    assert model.engine.manifest.window <= 512
    assert chosen(reader=True).tried().use.problem is None
