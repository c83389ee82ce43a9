import json
from pathlib import Path

import pytest

from kroniek.cli import main
from kroniek.library import Kroniek

COMMANDS = ["build", "status", "chronicle", "statements", "disputes", "forecasts", "show"]
COMMANDS += ["dates", "explain", "annotations", "serve", "demo"]


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

    told = capsys.readouterr().out
    assert "date does not hold" in told
    assert doubted.declared_on
    assert doubted.declared_on in told
    assert all(because in told for because in doubted.because)


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
