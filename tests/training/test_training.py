"""Training, export and reading together, on the small corpora; needs torch."""

import json
import tomllib
from pathlib import Path

import pytest

torch = pytest.importorskip(
    "torch", reason="training needs torch (training/requirements.txt); nothing else does"
)
pytest.importorskip("onnx", reason="export needs onnx (training/requirements.txt)")

from training.articles import split_sentences  # noqa: E402
from training.labels import HEAD, HEADS, VECTORS  # noqa: E402
from training.losses import allowed_surprise, link_surprise  # noqa: E402
from training.model import from_base  # noqa: E402
from training.pieces import load_tokenizer  # noqa: E402
from training.reading import Session  # noqa: E402

from tests.training.material import POLNEAR, write_shared  # noqa: E402
from training import export, train  # noqa: E402


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, encoder: Path) -> Path:
    """A folder with a checkpoint after a few steps and its export."""
    folder = tmp_path_factory.mktemp("training")
    shared = write_shared(folder / "shared", encoder)
    work = ["--shared", str(shared), "--out", str(folder / "work"), "--layers", "2"]
    work += ["--rounds", "2", "--scale", "4"]
    assert train.main([*work, "--smoke"]) == 0
    checkpoint = str(folder / "work/last.pt")
    paths = ["--shared", str(shared), "--out", str(folder / "out"), "--checkpoint", checkpoint]
    assert export.main([*paths, "--float"]) == 0
    return folder


def test_the_log_tells_every_part_of_the_loss(trained: Path) -> None:
    lines = (trained / "work/log.jsonl").read_text(encoding="utf-8").splitlines()
    last = [json.loads(line) for line in lines if "train" in line][-1]
    assert 0 < last["step"] <= 8
    assert {*(head.name for head in HEADS), "link:source", "link:agent"} <= set(last["train"])


def test_the_manifest_names_file_digest_and_labels(trained: Path) -> None:
    manifest = tomllib.loads((trained / "out/manifest.toml").read_text(encoding="utf-8"))
    assert manifest["model"]["sha256"] == export.digest(trained / "out/reader.onnx")
    assert tuple(manifest["heads"]["names"]["labels"]) == HEAD["names"].labels
    assert manifest["corpora"]


def test_the_graph_computes_what_torch_computes(trained: Path, encoder: Path) -> None:
    tokenizer = load_tokenizer(encoder / "tokenizer.json")
    state = torch.load(trained / "work/last.pt", weights_only=True)["reader"]
    reader = from_base(encoder, 2)
    reader.load_state_dict(state)
    reader.eval()
    ids = torch.tensor([tokenizer.encode(POLNEAR).ids])
    with torch.no_grad():
        wanted = reader(ids, torch.ones_like(ids, dtype=torch.bool))
    session = Session(trained / "out/reader-float.onnx", tokenizer)
    given = session.outputs(ids[0, 1:-1].numpy())
    assert set(given) == {*(head.name for head in HEADS), *VECTORS}
    for name, values in wanted.items():
        assert abs(values[0, 1:-1].numpy() - given[name]).max() < 0.05


def test_a_reading_gives_spans_inside_the_text(trained: Path, encoder: Path) -> None:
    tokenizer = load_tokenizer(encoder / "tokenizer.json")
    reading = Session(trained / "out/reader.onnx", tokenizer).read(
        POLNEAR, split_sentences(POLNEAR)
    )
    for head in ("names", "source", "cue", "content"):
        for found in reading.found(head):
            assert 0 <= found.span[0] < found.span[1] <= len(POLNEAR)
    assert [POLNEAR[a:b] for (a, b), *_ in reading.classes("events")][:3] == [
        "The",
        "mayor",
        "said",
    ]


def test_a_training_goes_on_where_it_stopped(tmp_path: Path, encoder: Path) -> None:
    shared = write_shared(tmp_path / "shared", encoder)
    states = []
    for name, stops in (("whole", [4]), ("halves", [2, 4])):
        for stop in stops:
            work = ["--shared", str(shared), "--out", str(tmp_path / name), "--layers", "1"]
            work += ["--rounds", "1", "--scale", "5", "--steps", str(stop)]
            assert train.main(work) == 0
        states.append(torch.load(tmp_path / name / "last.pt", weights_only=True)["reader"])
    assert all(torch.equal(states[0][key], states[1][key]) for key in states[0])


def test_a_second_training_starts_from_the_first_and_sees_what_it_is_told(
    trained: Path, encoder: Path, tmp_path: Path
) -> None:
    shared = write_shared(tmp_path / "shared", encoder)
    work = ["--shared", str(shared), "--out", str(tmp_path / "more"), "--layers", "2"]
    work += ["--start", str(trained / "work/last.pt"), "--passes", '{"conll2002": 2}']
    assert train.main([*work, "--rounds", "1", "--rate", "0"]) == 0
    first, second = (
        torch.load(path / "last.pt", weights_only=True)["reader"]
        for path in (trained / "work", tmp_path / "more")
    )
    assert all(torch.equal(first[key], second[key]) for key in first)
    lines = (tmp_path / "more/log.jsonl").read_text(encoding="utf-8").splitlines()
    taught = [json.loads(line)["train"] for line in lines if "train" in line]
    assert {name for figures in taught for name in figures} == {"total", "names"}


def test_knowing_nothing_costs_nothing_and_a_set_less_than_its_parts() -> None:
    logits = torch.randn(1, 4, 3)
    bits = torch.tensor([[0b111, 0b001, 0b010, 0b011]], dtype=torch.int32)
    surprise = allowed_surprise(logits, bits)[0]
    assert abs(float(surprise[0])) < 1e-5
    both = torch.logsumexp(torch.log_softmax(logits[0, 3], 0)[:2], 0)
    assert float(surprise[3]) == pytest.approx(-float(both), abs=1e-5)


def test_choosing_none_is_a_choice() -> None:
    chooser, chosen = torch.zeros(1, 3, 64), torch.zeros(1, 3, 64)
    links = torch.tensor([[0, 0, -1], [0, 0, 2]])
    mask = torch.tensor([[True, True, True]])
    surprise = link_surprise(chooser, chosen, links, mask)
    assert surprise.tolist() == pytest.approx([1.3863, 1.3863], abs=1e-3)
