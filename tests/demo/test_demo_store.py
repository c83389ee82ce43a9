from pathlib import Path

from kroniek.demo import build_demo
from kroniek.save.check import check


def test_the_demo_with_pages_of_every_kind_is_sound(tmp_path: Path) -> None:
    found = check(build_demo(tmp_path))

    assert found.damages == []
    assert found.articles > 10
