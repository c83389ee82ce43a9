"""The base encoder and its tokenizer, beside the project; ``training`` on the path."""

import sys
from pathlib import Path

import pytest
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from training.pieces import load_tokenizer  # noqa: E402

from tests.training.material import write_shared  # noqa: E402


@pytest.fixture(scope="session")
def encoder() -> Path:
    """The folder of the base encoder; skips where it is absent."""
    folder = ROOT.parent / "shared" / "encoder"
    if not (folder / "tokenizer.json").is_file():
        pytest.skip("needs the base encoder, which does not lie beside the project")
    return folder


@pytest.fixture(scope="session")
def tokenizer(encoder: Path) -> Tokenizer:
    """The base encoder's tokenizer."""
    return load_tokenizer(encoder / "tokenizer.json")


@pytest.fixture
def small_shared(tmp_path: Path) -> Path:
    """Small corpora of every kind, without the encoder."""
    return write_shared(tmp_path / "shared")
