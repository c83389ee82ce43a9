"""What people decided is kept twice, and neither place loses what the other has."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kroniek.errors import StoreError
from kroniek.ids import ArticleId, JudgementId
from kroniek.model.judgement import Anchor, Judgement, Subject, Verb
from kroniek.save.judgements import JudgementLog, mirror_of
from kroniek.save.store import Store
from kroniek.spans import Span

ANCHOR = Anchor(ArticleId("a-1"), "een.txt", "brand", "Bij een ", " in Tilburg", Span(8, 13))


def judgement(key: str) -> Judgement:
    who, when = "An", "2024-05-05T10:00:00Z"
    sides = ((ANCHOR,),)
    return Judgement(JudgementId(key), Verb.HIDE, Subject.ENTRY, sides, None, who, when, "dubbel")


@contextmanager
def log_of(path: Path) -> Iterator[JudgementLog]:
    with Store(path, create=True) as store:
        yield store.judgements


def test_judgements_stand_in_the_store_and_in_the_file_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "een.kroniek"
    with log_of(path) as log:
        log.add([judgement("j-1"), judgement("j-2")])
        log.add([judgement("j-3")])

    with log_of(path) as log:
        assert [one.id for one in log.all()] == ["j-1", "j-2", "j-3"]
        assert log.bring_together() == ()
    assert mirror_of(path).read_bytes().count(b"\n") == 3


def test_a_store_that_is_made_anew_takes_its_judgements_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "een.kroniek"
    with log_of(path) as log:
        log.add([judgement("j-1"), judgement("j-2")])
    path.unlink()

    with log_of(path) as log:
        log.bring_together()

        assert log.all() == [judgement("j-1"), judgement("j-2")]


def test_a_file_that_was_lost_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "een.kroniek"
    with log_of(path) as log:
        log.add([judgement("j-1"), judgement("j-2")])
        before = log.mirror.read_bytes()
        log.mirror.unlink()

        log.bring_together()

        assert log.mirror.read_bytes() == before


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_line_cut_off_while_it_was_written_is_told_and_written_anew(
    tmp_path: Path, cut: int
) -> None:
    path = tmp_path / "een.kroniek"
    with log_of(path) as log:
        log.add([judgement("j-1"), judgement("j-2")])
        log.mirror.write_bytes(log.mirror.read_bytes()[:-cut])

        bad = log.bring_together()
        again = log.bring_together()

        assert [one.id for one in log.all()] == ["j-1", "j-2"]
        assert bad == again
        assert [line.number for line in bad] == ([] if cut == 1 else [2])
    path.unlink()
    with log_of(path) as log:
        log.bring_together()
        assert {one.id for one in log.all()} == {"j-1", "j-2"}


def test_a_file_that_can_not_be_written_is_told_and_the_store_keeps_the_judgement(
    tmp_path: Path,
) -> None:
    path = tmp_path / "een.kroniek"
    with log_of(path) as log:
        log.mirror.mkdir()

        with pytest.raises(StoreError, match="judgements are in the store"):
            log.add([judgement("j-1")])

        assert [one.id for one in log.all()] == ["j-1"]


def test_two_stores_with_one_file_have_the_same_judgements_in_the_same_order(
    tmp_path: Path,
) -> None:
    mine, yours = tmp_path / "een.kroniek", tmp_path / "twee.kroniek"
    first = replace(judgement("j-1"), when="2024-05-05T10:00:00Z")
    second = replace(judgement("j-2"), when="2024-05-05T11:00:00Z")
    third = replace(judgement("j-3"), when="2024-05-05T12:00:00Z")
    with log_of(mine) as log:
        log.add([first, third])
    with log_of(yours) as log:
        log.add([second])
    both = mirror_of(yours).read_bytes() + mirror_of(mine).read_bytes()
    for store in (mine, yours):
        mirror_of(store).write_bytes(both)

    for store in (mine, yours):
        with log_of(store) as log:
            assert log.every() == [first, second, third]
            assert log.bring_together() == ()
            assert log.all() == [first, second, third]
        assert mirror_of(store).read_bytes() == both


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"sides": ()}, "takes 1 sides"),
        ({"verb": Verb.SAME}, "takes 2 sides"),
        ({"verb": Verb.DATE}, "value"),
        ({"verb": Verb.DATE, "value": "2024-05/2024-04"}, "ends before it begins"),
        ({"verb": Verb.PLACE, "value": "per:an"}, "no id of a place"),
        ({"value": "x"}, "takes no value"),
        ({"when": "gisteren"}, "no time"),
        ({"when": "2024-02-30T10:00:00Z"}, "no time"),
        ({"sides": ((replace(ANCHOR, span=Span(8, 12)),),)}, "does not hold"),
    ],
)
def test_a_line_that_can_not_be_carried_out_is_told_and_stays(
    tmp_path: Path, changed: dict[str, Any], problem: str
) -> None:
    path = tmp_path / "een.kroniek"
    with log_of(path) as log:
        log.add([judgement("j-1")])
    wrong = msgspec.json.encode(replace(judgement("j-2"), **changed)) + b"\n"
    with mirror_of(path).open("ab") as file:
        file.write(wrong)

    with log_of(path) as log:
        (bad,) = log.bring_together()
        assert log.all() == [judgement("j-1")]

    assert bad.number == 2
    assert problem in bad.problem
    assert mirror_of(path).read_bytes().endswith(wrong)


def test_of_two_lines_with_one_id_the_first_holds(tmp_path: Path) -> None:
    path = tmp_path / "een.kroniek"
    with log_of(path) as log:
        log.add([judgement("j-1")])
    other = replace(judgement("j-1"), because="anders")
    with mirror_of(path).open("ab") as file:
        file.write(msgspec.json.encode(judgement("j-1")) + b"\n")
        file.write(msgspec.json.encode(other) + b"\n")

    with log_of(path) as log:
        (bad,) = log.bring_together()
        assert log.all() == [judgement("j-1")]

    assert (bad.number, "'j-1'" in bad.problem) == (3, True)
