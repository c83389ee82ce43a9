"""The build behind a decision: while it works, what stands in its way, and how it ends."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.serve.desk.builder import copy

from kroniek.errors import StoreError
from kroniek.library import Kroniek
from kroniek.model.judgement import Standing
from kroniek.save import lock
from kroniek.serve.desk import rebuild
from kroniek.serve.desk.rebuild import Rebuild


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return copy(built, tmp_path)


def keep(store: Path, who: str) -> None:
    with Kroniek(store, create=False, reader=False) as k:
        k.confirm("per:piet-smit", who=who, later=True)


def standings(store: Path) -> list[Standing | None]:
    with Kroniek(store, create=False) as k:
        return [one.standing for one in k.judgements()]


def test_what_was_kept_is_carried_out_and_then_nothing_is_done(store: Path) -> None:
    keep(store, "An")
    made = Rebuild(store)
    assert made.wait(0)
    made.ask()

    assert made.wait(60)
    assert made.doing is None
    assert standings(store) == [Standing.APPLIED]


@contextmanager
def held_builds(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, list[int]]]:
    """Builds wait for an event after they began; gives it and a list that grows with each."""
    go, begun = threading.Event(), list[int]()
    real = Kroniek.build

    def build(self: Kroniek, *paths: Any, **given: Any) -> Any:
        begun.append(len(begun))
        assert go.wait(60)
        return real(self, *paths, **given)

    monkeypatch.setattr(Kroniek, "build", build)
    yield go, begun
    go.set()


def test_asked_while_it_works_it_works_once_more_and_one_at_a_time(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held_builds(monkeypatch) as (go, begun):
        made = Rebuild(store)
        for _ in range(5):
            made.ask()
        assert not made.wait(0.05)
        keep(store, "Bo")
        made.ask()
        go.set()
        assert made.wait(60)

    assert len(begun) == 2
    assert standings(store) == [Standing.APPLIED]


def test_it_waits_for_the_build_of_another_process(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "AGAIN_S", 0.02)
    keep(store, "An")
    made = Rebuild(store)
    with lock.held(store):
        made.ask()
        assert not made.wait(0.3)
        assert made.doing is not None
        assert made.doing.stage == "wait"
        assert made.problem is None
    assert made.wait(60)
    assert standings(store) == [Standing.APPLIED]


def test_what_went_wrong_is_told_until_a_build_succeeds(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise StoreError("x.kroniek", "the disk is full", "make room")

    made = Rebuild(store)
    with monkeypatch.context() as patched:
        patched.setattr(Kroniek, "build", fail)
        made.ask()
        assert made.wait(60)
    assert "the disk is full" in (made.problem or "")
    made.ask()
    assert made.wait(60)
    assert made.problem is None


def test_a_server_that_stops_leaves_a_store_that_the_next_build_goes_on_with(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store, "An")
    with held_builds(monkeypatch) as (go, begun):
        made = Rebuild(store)
        made.ask()
        while not begun:
            made.wait(0.01)
        stopping = threading.Thread(target=made.stop)
        stopping.start()
        while not made._stopped:
            made.wait(0.01)
        go.set()
        stopping.join(60)
        assert made.doing is None
        assert made.problem is None
        made.ask()
        assert made.wait(60)
    assert len(begun) == 1
    assert standings(store) == [None]
    with Kroniek(store, create=False, reader=False) as k:
        k.build()
    assert standings(store) == [Standing.APPLIED]
