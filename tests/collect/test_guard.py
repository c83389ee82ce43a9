"""What is hostile is read by a process that can be killed; the next piece is read as ever."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import worker
from tests.hostile.samples import DUTCH, page, text

from kroniek.collect import guard as guards
from kroniek.collect.guard import Bounds, Guard
from kroniek.collect.pieces import Piece
from kroniek.model.article import Article, Format, Reason, Refusal

PAGE = Piece("a.html", Format.HTML, page().encode())


@pytest.fixture
def guard() -> Iterator[Guard]:
    made = Guard()
    yield made
    made.close()


def test_page_is_read_in_one_process_that_stays(guard: Guard) -> None:
    first = guard.read(PAGE)
    child = guard._child

    assert isinstance(first, Article)
    assert guard.read(PAGE) == first
    assert guard._child is child


def test_small_text_needs_no_process(guard: Guard) -> None:
    found = guard.read(Piece("a.txt", Format.TEXT, text().encode()))

    assert isinstance(found, Article)
    assert guard._child is None


def test_piece_that_takes_too_much_memory_is_refused_and_the_next_is_read() -> None:
    narrow = Guard(Bounds(memory=100 << 20))
    large = Piece("b.html", Format.HTML, page("<p>" + DUTCH[0] * 200_000).encode())

    found = narrow.read(large)

    assert isinstance(found, Refusal)
    assert found.reason is Reason.TOO_COSTLY
    assert found.remedy
    assert isinstance(narrow.read(PAGE), Article | Refusal)
    narrow.close()


def test_process_that_is_killed_costs_one_piece(guard: Guard) -> None:
    guard.read(PAGE)
    assert guard._child is not None
    guard._child.kill()
    guard._child._process.wait()

    again = guard.read(PAGE)

    assert isinstance(again, Article)  # read plainly, by a new process
    assert again.losses
    assert guard.read(PAGE).losses == ()  # type: ignore[union-attr]


def test_process_that_waits_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(worker.__file__).parents[1])
    monkeypatch.setattr(guards, "_CHILD", "tests.worker:sleep")
    slow = Guard(Bounds(wall=0.3))

    found = slow.read(PAGE)

    assert isinstance(found, Refusal)
    assert found.reason is Reason.TOO_COSTLY


def test_language_that_is_not_ours_is_the_callers_mistake(guard: Guard) -> None:
    with pytest.raises(ValueError, match="'xx'"):
        guard.read(PAGE, "xx")
