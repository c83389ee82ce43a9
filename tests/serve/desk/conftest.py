from pathlib import Path

import pytest
from tests.serve.desk.builder import Hand, build, copy


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no test writes to."""
    return build(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="session")
def reader(built: Path) -> Hand:
    """Somebody who looks and decides nothing."""
    return Hand.at(built)


@pytest.fixture
def hand(built: Path, tmp_path: Path) -> Hand:
    """Somebody who decides, in a store of their own."""
    return Hand.at(copy(built, tmp_path))
