"""What tests share: where the reference material lies, and a built collection of the demo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kroniek.demo import build_demo
from kroniek.library import Kroniek

# A machine that does other things besides is slow, not wrong.
settings.register_profile("kroniek", deadline=None)
settings.load_profile("kroniek")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of articles and scorers beside the project; skips where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "contract" / "score.py").is_file():
        pytest.skip("needs the shared articles and scorers, which do not lie beside the project")
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kroniek]:
    """The sample chronicle, built once a session by the default recipe."""
    store = build_demo(tmp_path_factory.mktemp("demo"))
    with Kroniek(store, create=False) as k:
        yield k
