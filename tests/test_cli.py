import json
import os
import shutil
from pathlib import Path

import pytest

from kroniek.cli import main
from kroniek.library import Kroniek
from kroniek.words.reasons import day_words, told

COMMANDS = ["build", "status", "chronicle", "statements", "disputes", "forecasts", "show"]
COMMANDS += ["dates", "explain", "annotations", "serve", "demo"]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment asks for no language of ours, whoever runs the tests."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def run(*words: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main(words)
    return int(left.value.code or 0)


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
@pytest.mark.parametrize(("language", "usage"), [("nl", "Gebruik:"), ("en", "Usage:")])
def test_help_is_whole_in_both_languages(
    capsys: pytest.CaptureFixture[str], command: list[str], language: str, usage: str
) -> None:
    assert run("--lang", language, *command, "--help") == 0

    told = capsys.readouterr().out
    assert told.startswith(usage)
    assert ".help" not in told
    assert ("Toon deze tekst" in told) == (language == "nl")


def test_data_goes_to_stdout_and_talk_to_stderr(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("De burgemeester van Zutphen trad maandag af. " * 3, "utf-8")
    store = str(tmp_path / "x.kroniek")

    assert run("build", store, str(tmp_path / "a.txt")) == 0
    talk = capsys.readouterr()
    assert talk.out == ""
    assert "1 read" in talk.err

    assert run("annotations", store) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["article"]["path"] == "a.txt"
    assert told.err == ""


@pytest.mark.parametrize(
    "command", ["status", "chronicle", "statements", "disputes", "forecasts", "dates"]
)
def test_every_list_can_be_had_as_json(
    capsys: pytest.CaptureFixture[str], demo: Kroniek, command: str
) -> None:
    assert run(command, str(demo.store.path), "--json") == 0

    assert json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("command", ["show", "explain"])
@pytest.mark.parametrize("kind", ["article", "line", "statement", "event", "dispute", "entity"])
def test_everything_with_an_id_can_be_shown_and_explained(
    capsys: pytest.CaptureFixture[str], demo: Kroniek, command: str, kind: str
) -> None:
    told = next(item for item in demo.annotations() if item["statements"] and item["events"])
    ids = {
        "article": told["article"]["path"],
        "line": next(demo.chronicle()).entry.id,
        "statement": told["statements"][0]["id"],
        "event": told["events"][0]["id"],
        "dispute": next(iter(demo.views.disputes)),
        "entity": told["entities"][0]["id"],
    }
    store = str(demo.store.path)

    assert run("--lang", "en", command, store, ids[kind]) == 0
    assert capsys.readouterr().out.strip()
    assert run(command, store, ids[kind], "--json") == 0
    assert json.loads(capsys.readouterr().out)


def test_the_explanation_of_a_date_gives_reasons_with_weights(
    capsys: pytest.CaptureFixture[str], demo: Kroniek
) -> None:
    doubted = next(demo.views.doubted_dates())

    assert run("--lang", "en", "explain", str(demo.store.path), doubted.article.path) == 0

    shown = capsys.readouterr().out
    assert "date does not hold" in shown
    assert doubted.declared_on
    assert day_words(doubted.declared_on, "en") in shown
    assert all(told(because, "en").words in shown for because in doubted.because)


def test_the_explanation_of_a_date_speaks_the_reader_s_language(
    capsys: pytest.CaptureFixture[str], demo: Kroniek
) -> None:
    doubted = next(demo.views.doubted_dates())

    assert run("--lang", "nl", "explain", str(demo.store.path), doubted.article.path) == 0

    shown = capsys.readouterr().out
    assert "De pagina noemt de datum" in shown
    assert "The page" not in shown


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["chronicle", "ABSENT"], 3, "kroniek build"),
        (["chronicle"], 1, "STORE"),
        (["nonsense"], 1, "nonsense"),
        (["chronicle", "STORE", "--since", "soon"], 1, "soon"),
        (["show", "STORE", "nothing-of-the-kind"], 1, "nothing-of-the-kind"),
        (["status", "THEIRS"], 3, "no Kroniek store"),
    ],
)
def test_wrong_use_names_the_thing_and_leaves_with_a_code(
    capsys: pytest.CaptureFixture[str],
    demo: Kroniek,
    tmp_path: Path,
    words: list[str],
    code: int,
    said: str,
) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("not ours", "utf-8")
    places = {"ABSENT": tmp_path / "absent", "STORE": demo.store.path, "THEIRS": theirs}

    assert run("--lang", "en", *(str(places.get(word, word)) for word in words)) == code
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err
    assert told.out == ""


def test_strict_tells_of_refused_inputs_by_its_exit_code(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    words = ["--lang", "en", "build", str(tmp_path / "x.kroniek"), str(tmp_path / "a.pdf")]

    assert run(*words) == 0
    assert run(*words, "--strict") == 2
    assert "what you can do" in capsys.readouterr().err


def test_progress_can_be_read_by_a_program(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("De burgemeester van Zutphen trad maandag af. " * 3, "utf-8")
    store = str(tmp_path / "x.kroniek")

    assert run("build", store, str(tmp_path / "a.txt"), "--progress", "json") == 0

    lines = capsys.readouterr().err.splitlines()
    stages = [json.loads(line)["stage"] for line in lines if line.startswith("{")]
    assert list(dict.fromkeys(stages)) == ["read", "extract", "link"]


ARTICLE = "De burgemeester van Zutphen trad maandag af. " * 3


def test_a_path_that_does_not_exist_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store = tmp_path / "x.kroniek"

    assert run("--lang", "en", "build", str(store), str(tmp_path / "nothing")) == 1
    assert f"{tmp_path / 'nothing'} does not exist" in capsys.readouterr().err
    assert not store.exists()


def test_a_path_that_may_not_be_looked_at_is_refused_and_the_rest_is_built(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, article = tmp_path / "closed", tmp_path / "a.txt"
    closed.mkdir()
    article.write_text(ARTICLE, "utf-8")
    listdir = os.listdir

    def denied(path: Path) -> list[str]:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != closed)
    monkeypatch.setattr(os, "listdir", denied)

    words = ("--lang", "en", "build", str(tmp_path / "x.kroniek"), str(closed), str(article))
    assert run(*words) == 0
    told = capsys.readouterr().err
    assert "closed: unreadable: Permission denied" in told
    assert "1 read" in told


def test_a_second_build_leaves_with_a_code_of_its_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store = tmp_path / "x.kroniek"
    with Kroniek(store) as k, k.store.building():
        assert run("build", str(store)) == 4

    assert "another build is busy with this store" in capsys.readouterr().err


def test_a_store_that_was_never_finished_says_how_to_go_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store = tmp_path / "x.kroniek"
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    with Kroniek(store) as k:
        k.collect(tmp_path / "a.txt")

    assert run("chronicle", str(store)) == 3
    assert f"kroniek build {store}" in capsys.readouterr().err
    assert run("build", str(store)) == 0
    assert run("chronicle", str(store)) == 0


def test_reading_says_in_one_line_that_a_build_was_not_finished(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store = tmp_path / "x.kroniek"
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    assert run("build", str(store), str(tmp_path / "a.txt")) == 0
    (tmp_path / "b.txt").write_text(ARTICLE.replace("Zutphen", "Deventer"), "utf-8")
    with Kroniek(store) as k:
        k.collect(tmp_path / "b.txt")
    capsys.readouterr()

    assert run("--lang", "en", "annotations", str(store)) == 0
    told = capsys.readouterr()
    assert [json.loads(line)["article"]["path"] for line in told.out.splitlines()] == ["a.txt"]
    assert len(told.err.splitlines()) == 1
    assert f"kroniek build {store}" in told.err


@pytest.mark.parametrize("command", ["status", "chronicle", "annotations", "build"])
def test_a_damaged_store_is_told_without_a_traceback(
    capsys: pytest.CaptureFixture[str], demo: Kroniek, tmp_path: Path, command: str
) -> None:
    store = tmp_path / "x.kroniek"
    shutil.copyfile(demo.store.path, store)
    raw = bytearray(store.read_bytes())
    for page in range(3, len(raw) // 4096, 2):
        raw[page * 4096 : page * 4096 + 2048] = bytes(2048)
    store.write_bytes(raw)

    assert run(command, str(store)) == 3
    assert "is damaged" in capsys.readouterr().err


def test_inputs_that_are_gone_are_named_by_status_and_counted_by_build(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store, article = str(tmp_path / "x.kroniek"), tmp_path / "a.txt"
    article.write_text(ARTICLE, "utf-8")
    assert run("build", store, str(article)) == 0
    assert "no longer" not in capsys.readouterr().err
    article.unlink()

    assert run("--lang", "en", "build", store) == 0
    assert "no longer where they were: 1" in capsys.readouterr().err
    assert run("--lang", "en", "status", store) == 0
    assert f"a.txt  ({article})" in capsys.readouterr().out
    assert run("status", store, "--json") == 0
    assert json.loads(capsys.readouterr().out)["absent"] == ["a.txt"]


def test_one_run_does_not_choose_the_language_of_the_next(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("--lang", "nl", "build", "--help")
    capsys.readouterr()
    run("build", "--help")

    assert capsys.readouterr().out.startswith("Usage:")
