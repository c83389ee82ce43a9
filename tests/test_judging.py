"""Decisions as a user takes them: by an id or a name that was shown, with who, when and why."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kroniek.errors import NotFoundError
from kroniek.ids import EntityId
from kroniek.library import Kroniek
from kroniek.library.pointing import JudgementError
from kroniek.model.judgement import Judgement, Standing, Verb
from kroniek.views import Line

ONE = """Brand in Tilburg

Tilburg, 3 mei 2024

Bij een brand in Tilburg kwamen donderdag twee mensen om het leven.
Jan de Wit van de brandweer sprak van een ramp.
Volgens de politie vielen bij de brand in Tilburg op 3 mei 2024 twee doden.
"""
TWO = """Twee doden bij brand

Tilburg, 4 mei 2024

Bij een brand in Tilburg kwamen donderdag twee mensen om het leven.
Piet Smit, de burgemeester, bezocht vrijdag Breda.
De politie ontkent dat er bij de brand in Tilburg op 3 mei 2024 doden vielen.
"""
WHEN = "2024-05-05T10:00:00Z"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two articles and their store; never written to by a test."""
    home = tmp_path_factory.mktemp("judging")
    _write(home / "in")
    with Kroniek(home / "x.kroniek", reader=False) as k:
        k.build(home / "in")
    return home


@pytest.fixture
def k(built: Path, tmp_path: Path) -> Iterator[Kroniek]:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    with Kroniek(tmp_path / "x.kroniek", reader=False) as kroniek:
        yield kroniek


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Kroniek]:
    """A store whose articles may be edited: they lie where they were read."""
    _write(tmp_path / "in")
    with Kroniek(tmp_path / "x.kroniek", reader=False) as kroniek:
        kroniek.build(tmp_path / "in")
        yield kroniek


def _write(folder: Path) -> None:
    folder.mkdir()
    (folder / "een.txt").write_text(ONE, "utf-8")
    (folder / "twee.txt").write_text(TWO, "utf-8")


def line_with(k: Kroniek, words: str) -> Line:
    return next(line for line in k.chronicle() if words in line.line)


def deaths(k: Kroniek) -> Line:
    return line_with(k, "kwamen donderdag twee mensen")


def standing(k: Kroniek, judgement: Judgement) -> Standing | None:
    return next(one.standing for one in k.judgements() if one.judgement.id == judgement.id)


def test_two_names_are_decided_to_be_one_by_their_names(k: Kroniek) -> None:
    judgement = k.judge_same("Jan de Wit", "Piet Smit", because="zelfde man", who="An", when=WHEN)

    assert (judgement.verb, judgement.who, judgement.when) == (Verb.SAME, "An", WHEN)
    assert standing(k, judgement) is Standing.APPLIED
    assert "per:jan-de-wit" not in k.views.entities
    known = k.views.entities[EntityId("per:piet-smit")]
    assert {known.name, *known.aliases} == {"Jan de Wit", "Piet Smit"}


def test_what_went_under_one_id_is_taken_apart_where_it_is_another(k: Kroniek) -> None:
    k.judge_not_same("loc:tilburg", "loc:tilburg@twee.txt", because="een ander", who="An")

    of = {line.told_by.article.path: line.entry.places for line in k.chronicle() if line.places}
    others = {entity for entity in k.views.entities if entity.startswith("loc:tilburg")}
    assert len(others) == 2
    assert len(set(of.values())) > 1


def test_a_line_gets_the_days_and_the_place_that_were_decided(k: Kroniek) -> None:
    key = deaths(k).entry.id
    k.judge_date(key, "2024-05-01/2024-05-02", because="proces-verbaal", who="An", later=True)
    k.judge_place(key, "Breda", because="proces-verbaal", who="An")

    line = deaths(k)
    assert str(line.when.latest) == "2024-05-02"
    assert [place.name for place in line.places] == ["Breda"]
    assert [one.judgement.id for one in k.judgements()] == list(line.entry.judged)


def test_the_later_of_two_dates_holds_and_the_earlier_again_once_that_is_undone(
    k: Kroniek,
) -> None:
    key = deaths(k).entry.id
    k.judge_date(key, "2024-05-01", who="An", when="2024-05-05T10:00:00Z", later=True)
    last = k.judge_date(key, "2024-05-02", who="Bo", when="2024-05-05T10:00:00Z")
    assert str(deaths(k).when.latest) == "2024-05-02"

    assert [one.overruled for one in k.judgements()] == [last.id, None]

    undoing = k.undo(last.id, who="An")
    assert [one.overruled for one in k.judgements()] == [None, None, None]
    assert str(deaths(k).when.latest) == "2024-05-01"
    assert standing(k, last) is Standing.UNDONE

    k.undo(undoing.id, who="Bo")
    assert str(deaths(k).when.latest) == "2024-05-02"


def test_an_article_is_dated_by_its_path(k: Kroniek) -> None:
    k.judge_date("een.txt", "2023-05-04", because="archief", who="An")

    dating = next(view for view in k.views.datings() if view.article.path == "een.txt")
    assert str(dating.published_on.latest) == "2023-05-04"
    assert dating.because[0] == "An decided so: archief"


def test_a_line_is_split_by_article_and_joined_again(k: Kroniek) -> None:
    whole = deaths(k).entry
    assert whole.articles == 2

    k.judge_split(whole.id, "twee.txt", because="andere brand", who="An")

    parts = [line.entry for line in k.chronicle() if line.entry.judged]
    assert [part.articles for part in parts] == [1, 1]

    k.judge_same(parts[0].id, parts[1].id, because="toch niet", who="An")
    assert deaths(k).entry.articles == 2


def test_what_is_hidden_is_listed_no_more_until_that_is_undone(k: Kroniek) -> None:
    line, statement = deaths(k), next(k.statements())
    before = k.views.counts()
    k.hide(line.entry.id, because="dubbel", who="An", later=True)
    hidden = k.hide(statement.statement.id, because="onzin", who="An")

    assert line.entry.id not in {one.entry.id for one in k.chronicle()}
    assert statement.statement.id not in {one.statement.id for one in k.statements()}
    assert k.views.counts()["statements"] == before["statements"] - 1
    assert statement.statement.id not in {
        one.statement.id for one in k.views.statements_of[statement.article.id]
    }

    k.undo(hidden.id, who="An")
    assert statement.statement.id in {one.statement.id for one in k.statements()}


def test_a_dispute_is_hidden_and_a_confirmed_line_says_so(tmp_path: Path) -> None:
    texts = {"een.txt": ONE, "twee.txt": TWO}
    for name, text in texts.items():
        (tmp_path / name).write_text(text.replace("op 3 mei", "op 2 mei"), "utf-8")
    with Kroniek(tmp_path / "x.kroniek", reader=False) as k:
        k.build(*(tmp_path / name for name in texts))
        dispute = next(k.disputes())
        k.hide(dispute.id, because="zelfde", who="An", later=True)
        confirmed = k.confirm(deaths(k).entry.id, who="An")

        assert dispute.id not in {one.id for one in k.disputes()}
        assert deaths(k).entry.judged == (confirmed.id,)


@pytest.mark.parametrize(
    ("decide", "problem"),
    [
        (lambda k: k.hide("n-000000000000", who="An"), "unknown"),
        (lambda k: k.undo("j-00000000", who="An"), "unknown_decision"),
        (lambda k: k.judge_date("loc:tilburg", "2024", who="An"), "no_date"),
        (lambda k: k.judge_date("een.txt", "mei 2024", who="An"), "days"),
        (lambda k: k.judge_date("een.txt", "2024-05/2024-04", who="An"), "days"),
        (lambda k: k.judge_place("een.txt", "Breda", who="An"), "no_place"),
        (lambda k: k.judge_place("loc:tilburg", "per:piet-smit", who="An"), "no_such_place"),
        (lambda k: k.judge_place("loc:tilburg", "Nergenshuizen", who="An"), "no_such_place"),
        (lambda k: k.judge_place("loc:tilburg", "Springfield", who="An"), "several"),
        (lambda k: k.judge_same("loc:tilburg", "een.txt", who="An"), "no_same"),
        (lambda k: k.judge_same("loc:tilburg", deaths(k).entry.id, who="An"), "two_kinds"),
        (lambda k: k.judge_same("Tilburg", "loc:tilburg", who="An"), "one_thing"),
        (lambda k: k.judge_split("loc:tilburg", "een.txt", who="An"), "no_split"),
        (lambda k: k.hide("loc:tilburg@niets.txt", who="An"), "unknown"),
        (lambda k: k.judge_not_same("Breda", "Breda@een.txt", who="An"), "elsewhere"),
        (lambda k: k.hide("een.txt", who="An"), "no_hide"),
        (lambda k: k.confirm("een.txt", who="An", when="gisteren"), "when"),
    ],
)
def test_what_can_not_be_decided_is_refused_with_a_remedy_and_nothing_is_kept(
    k: Kroniek, decide: Callable[[Kroniek], Judgement], problem: str
) -> None:
    with pytest.raises(JudgementError) as refused:
        decide(k)

    assert refused.value.problem == problem
    assert refused.value.told("nl") != refused.value.told("en")
    assert k.judgements() == []
    assert isinstance(refused.value, NotFoundError) == problem.startswith("unknown")


def test_what_is_undone_can_not_be_undone_again(k: Kroniek) -> None:
    judgement = k.confirm("een.txt", who="An", later=True)
    k.undo(judgement.id, who="An", later=True)

    with pytest.raises(JudgementError) as refused:
        k.undo(judgement.id, who="An", later=True)
    assert refused.value.problem == "undone"


def test_a_decision_in_review_is_accepted_where_it_was_found(own: Kroniek, tmp_path: Path) -> None:
    judgement = own.judge_date(
        deaths(own).entry.id, "2024-05-01", because="x", who="An", later=True
    )
    old = "Bij een brand in Tilburg kwamen donderdag twee mensen om het leven."
    new = "Bij een brand in Tilburg kwamen gisteren drie personen om."
    for name, text in (("een.txt", ONE), ("twee.txt", TWO)):
        edited = text.replace(old, new).replace("Twee doden bij brand", "Ramp in de stad")
        (tmp_path / "in" / name).write_text(edited, "utf-8")
    own.build(tmp_path / "in")
    (orphan,) = own.orphans()
    assert orphan.ruling.id == judgement.id
    assert orphan.ruling.standing is Standing.REVIEW
    assert sorted(str(lost.now) for lost in orphan.quotations) == ["doden", "kwamen", "kwamen"]

    accepted = own.accept(judgement.id, who="Bo")

    assert accepted.because == "x"
    assert standing(own, accepted) is Standing.APPLIED
    assert standing(own, judgement) is Standing.UNDONE
    assert own.orphans() == []


def test_a_decision_on_a_removed_article_is_told_with_its_quotation(
    own: Kroniek, tmp_path: Path
) -> None:
    judgement = own.confirm("twee.txt", who="An", later=True)
    (tmp_path / "in" / "twee.txt").unlink()
    own.build(tmp_path / "in")

    (orphan,) = own.orphans()

    assert orphan.ruling.id == judgement.id
    assert orphan.ruling.standing is Standing.ORPHANED
    assert all(lost.gone and lost.now is None for lost in orphan.quotations)
    assert orphan.quotations[0].anchor.exact == "Twee doden bij brand"


def test_without_a_name_the_environments_user_decides_and_the_clock_is_read_once(
    k: Kroniek, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(variable, "Cor")

    judgement = k.confirm("een.txt", later=True)

    assert judgement.who == "Cor"
    assert judgement.when.endswith("Z")
    assert standing(k, judgement) is None


def test_a_clock_that_was_put_back_does_not_change_the_order(k: Kroniek) -> None:
    first = k.confirm("een.txt", who="An", when="2999-01-01T00:00:00Z", later=True)
    then = k.confirm("twee.txt", who="An", later=True)

    assert [one.judgement.id for one in k.judgements()] == [first.id, then.id]
    assert then.when == first.when


def test_words_that_can_not_be_written_or_shown_are_kept_readable(k: Kroniek) -> None:
    judgement = k.confirm("een.txt", who="An\udcff", because=" een\n\treden ", later=True)

    assert (judgement.who, judgement.because) == ("An?", "een reden")
    assert k.judgements()[0].judgement == judgement
