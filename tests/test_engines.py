import os
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from kroniek import engines
from kroniek.engines import Inline, Made, Processes, Settings, Sheltered, jobs_for, made_of, serve
from kroniek.errors import PackError
from kroniek.library import Kroniek
from kroniek.model.article import Reason
from kroniek.model.doc import LAYERS, NAMES
from kroniek.save.records import encoded
from kroniek.share.contract import chronicle
from tests import worker
from tests.helpers import article_of, default_recipe, opened

SETTINGS = Settings(reader=False, key="k")


@pytest.fixture(autouse=True)
def _found_by_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let other processes find the worker of these tests."""
    monkeypatch.syspath_prepend(Path(worker.__file__).parents[1])


def _processes(settings: Settings = SETTINGS, jobs: int = 2) -> Processes:
    return Processes(jobs, settings, Inline(lambda: [worker.Words()]), target="tests.worker:main")


def _record(text: str, path: str = "a.txt") -> str:
    return encoded(article_of(text, path=path))


PARTS = [[_record(f"{k}{n} words") for n in range(3)] for k in range(7)]


def test_processes_make_the_same_as_this_one_and_in_the_same_order() -> None:
    inline = list(Inline(lambda: [worker.Words()]).run(PARTS))
    with _processes() as processes:
        assert list(processes.run(PARTS)) == inline
    assert [made.layers is not None for part in inline for made in part] == [True] * 21


def test_a_step_that_fails_is_told_of_its_article_and_costs_no_other_its_layers() -> None:
    part = [_record("one"), _record("FAIL"), _record("two")]
    with _processes() as processes:
        (there,) = processes.run([part])
    (here,) = Inline(lambda: [worker.Words()]).run([part])

    assert here == there
    assert [made.problem for made in here] == [
        None,
        "the step 'tokens' failed: RecursionError: too deep",
        None,
    ]


def test_data_that_are_wrong_are_no_fault_of_an_article() -> None:
    with pytest.raises(PackError):
        made_of(_record("PACK"), [worker.Words()])


def test_a_process_that_dies_is_replaced_and_its_part_tried_again(tmp_path: Path) -> None:
    part = [_record("one"), _record("ONCE", str(tmp_path / "died")), _record("two")]
    with _processes() as processes:
        (found,) = processes.run([part])

    assert all(made.layers for made in found)


def test_an_article_that_kills_every_process_is_told_and_the_others_are_made() -> None:
    guilty = _record("DIE")
    parts = [[_record("one"), guilty, _record("two")], [_record("three")]]
    with _processes() as processes:
        first, second = processes.run(parts)

    assert [made.problem for made in first] == [
        None,
        "every process that read it died (SIGKILL)",
        None,
    ]
    assert second[0].layers


def test_a_process_that_would_make_something_else_is_not_used() -> None:
    with _processes(Settings(reader=False, key="another")) as processes:
        assert list(processes.run(PARTS[:2])) == list(
            Inline(lambda: [worker.Words()]).run(PARTS[:2])
        )


def test_where_no_process_can_be_had_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "absent"))
    inline = Inline(lambda: [worker.Words()])
    with Processes(2, SETTINGS, inline) as processes:
        assert list(processes.run(PARTS[:2])) == list(inline.run(PARTS[:2]))


def test_an_article_that_takes_too_much_is_told_and_costs_no_other_its_layers() -> None:
    part = [_record("one"), _record("SPIN"), _record("two")]
    with _processes(jobs=1) as processes:
        (found,) = processes.run([part])

    assert [made.reason for made in found if made.layers is None] == [Reason.TOO_COSTLY]
    assert found[1].problem is not None
    assert "processor time" in found[1].problem


def test_long_articles_are_made_in_a_process_that_can_be_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engines, "_LONG", 3000)
    part = [_record("one"), _record("DIE" + " x" * 3000), _record("two" + " x" * 3000)]
    inline = Inline(lambda: [worker.Words()])
    with Sheltered(inline, _processes(jobs=1)) as engine:
        (found,) = engine.run([part])

    assert [made.layers is None for made in found] == [False, True, False]


def test_processes_go_when_the_work_is_broken_off() -> None:
    processes = _processes()
    found = processes.run(PARTS)
    next(found)
    alive = [worker._process for worker in processes._alive]
    processes.close()

    assert alive
    assert not any(process.lives for process in alive)


def test_a_process_whose_parent_is_gone_leaves() -> None:
    answers = BytesIO()
    serve(BytesIO(b""), answers, lambda _: [worker.Words()])
    serve(BytesIO(b"\0\0\0"), answers, lambda _: [worker.Words()])

    assert answers.getvalue() == b""


@pytest.mark.parametrize(
    ("articles", "asked", "cores", "jobs"),
    [(5, None, 8, 1), (5, 3, 8, 3), (1000, None, 8, 8), (130, None, 8, 2), (1000, None, 1, 1)],
)
def test_a_few_articles_are_not_worth_a_process(
    monkeypatch: pytest.MonkeyPatch, articles: int, asked: int | None, cores: int, jobs: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)

    assert jobs_for(articles, asked) == jobs


def test_only_layers_that_are_kept_are_given_back() -> None:
    made = made_of(_record("De dijk hield stand."), default_recipe().annotators)
    assert made.layers is not None

    assert made.layers.keys() == {layer.name for layer in LAYERS if layer.kept}
    assert msgspec.json.decode(made.layers[NAMES.name]) == []


# -- in a build

FLOOD = "ZUTPHEN, 4 mei 2021 – De IJssel is dinsdag buiten haar oevers getreden bij Zutphen.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    texts.mkdir()
    for k in range(5):
        (texts / f"{k}.txt").write_text(FLOOD + f"Dit is bericht {k + 1}.\n", encoding="utf-8")
    return texts


def _told(k: Kroniek) -> tuple[object, ...]:
    return (list(k.annotations()), chronicle(k.views.collection), k.store.collection())


def test_a_build_in_processes_gives_the_same_store(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PART", 2)
    with opened(tmp_path / "one.kroniek", jobs=1) as one:
        one.build(folder)
        with opened(tmp_path / "more.kroniek", jobs=2) as more:
            more.build(folder)
            assert _told(more) == _told(one)


def test_an_article_no_layers_can_be_made_of_is_refused_until_they_can(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engines.made_of

    def fails(record: str, steps: Sequence[object]) -> Made:
        made = real(record, steps)  # type: ignore[arg-type]
        return Made(made.article, None, "it failed") if "bericht 3" in record else made

    with opened(tmp_path / "x.kroniek") as k:
        with monkeypatch.context() as patch:
            patch.setattr(engines, "made_of", fails)
            (bad,) = k.build(folder).rejected
        assert (bad.path, bad.reason, bad.detail) == ("2.txt", Reason.FAILED, "it failed")
        assert bad.remedy
        assert len(k.views.docs) == 4

        assert k.build(folder).rejected == ()
        assert len(k.views.docs) == 5
