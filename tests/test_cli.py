import json
import os
import re
import shlex
import shutil
import zipfile
from pathlib import Path

import click
import pytest

from kroniek.cli import main
from kroniek.cli.door import (
    EXIT_BUSY,
    EXIT_INTERRUPTED,
    EXIT_REFUSED,
    EXIT_STORE,
    EXIT_USE,
    kroniek,
)
from kroniek.cli.speaking import commands
from kroniek.library import Kroniek
from kroniek.words import Words
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


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of files that are read, refused and opened."""
    home = tmp_path_factory.mktemp("pile")
    folder = home / "map"
    folder.mkdir()
    (folder / "een.txt").write_text(ARTICLE, "utf-8")
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7")
    (folder / "leeg.txt").write_bytes(b"")
    with zipfile.ZipFile(folder / "week.zip", "w") as archive:
        archive.writestr("dag/twee.txt", ARTICLE.replace("Zutphen", "Deventer"))
        archive.writestr("foto.png", b"\x89PNG")
    with Kroniek(home / "x.kroniek", reader=False) as k:
        k.build(folder)
    return home / "x.kroniek"


def test_why_an_input_was_refused_is_told_in_the_reader_s_language(
    capsys: pytest.CaptureFixture[str], pile: Path
) -> None:
    assert run("--lang", "nl", "status", str(pile)) == 0
    dutch = capsys.readouterr().out
    assert "leeg.txt  leeg: geen bytes" in dutch
    assert "→ laat het weg, of bewaar de pagina opnieuw" in dutch
    assert "onbekend formaat: bestanden op '.pdf' worden niet gelezen" in dutch
    assert "are not read" not in dutch

    assert run("--lang", "nl", "build", str(pile), "--rules-only") == 0
    talk = capsys.readouterr().err
    assert "geweigerd: leeg.txt: leeg: geen bytes" in talk
    assert "  wat u kunt doen: laat het weg" in talk

    assert run("--lang", "nl", "status", str(pile), "--json") == 0
    inputs = {one["path"]: one for one in json.loads(capsys.readouterr().out)["inputs"]}
    assert inputs["leeg.txt"]["reason"] == "empty"
    assert inputs["leeg.txt"]["detail"] == "no bytes"
    assert inputs["leeg.txt"]["remedy"] == "leave it out, or save the page again"
    assert inputs["leeg.txt"]["codes"] == ["no_bytes"]
    assert inputs["een.txt"]["codes"] == []


def test_every_input_counts_once_and_a_file_of_many_is_only_opened(
    capsys: pytest.CaptureFixture[str], pile: Path
) -> None:
    counts = {"read": 2, "partly": 0, "refused": 3, "opened": 1, "withdrawn": 0}

    assert run("--lang", "en", "status", str(pile)) == 0
    shown = capsys.readouterr().out
    assert "Inputs: 2 read · 3 refused · 1 opened" in shown
    assert "opened           week.zip  (with 2 inputs)" in shown
    assert run("status", str(pile), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == counts
    assert run("build", str(pile), "--rules-only", "--json") == 0
    assert json.loads(capsys.readouterr().out)["counts"] == counts


def test_dates_in_doubt_are_as_many_as_dates_lists(
    capsys: pytest.CaptureFixture[str], demo: Kroniek
) -> None:
    store = str(demo.store.path)
    assert run("dates", store, "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert run("status", store, "--json") == 0

    assert json.loads(capsys.readouterr().out)["found"]["doubts"] == len(listed)


@pytest.mark.parametrize(
    ("language", "one"), [("nl", "1 regel in de kroniek"), ("en", "1 line in the chronicle")]
)
def test_one_is_told_as_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str, one: str
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    store = str(tmp_path / "x.kroniek")

    assert run("--lang", language, "build", store, str(tmp_path / "a.txt"), "--rules-only") == 0
    assert one in capsys.readouterr().err
    assert run("--lang", language, "status", store) == 0
    assert one in capsys.readouterr().out


def test_an_article_without_an_outlet_goes_by_its_file_and_what_holds_that(pile: Path) -> None:
    with Kroniek(pile, create=False) as k:
        names = {k.views.outlet(doc.article) for doc in k.views.collection.docs}

    assert names == {"een.txt", "week.zip#dag/twee.txt"}


@pytest.mark.parametrize(
    "words",
    [
        ["chronicle", "STORE", "--place", "Nergenshuizen"],
        ["statements", "STORE", "--speaker", "Nergenshuizen"],
        ["disputes", "STORE", "--about", "Nergenshuizen"],
        ["fix", "log", "STORE"],
        ["fix", "orphans", "STORE"],
    ],
)
def test_where_there_is_nothing_the_talk_says_so_and_the_data_are_empty(
    capsys: pytest.CaptureFixture[str], demo: Kroniek, words: list[str]
) -> None:
    asked = [str(demo.store.path) if word == "STORE" else word for word in words]

    assert run("--lang", "nl", *asked) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("geen ")


@pytest.mark.parametrize("act", ["ontkenning", "denial"])
def test_an_act_is_asked_for_by_its_word_or_its_code(
    capsys: pytest.CaptureFixture[str], demo: Kroniek, act: str
) -> None:
    assert run("--lang", "nl", "statements", str(demo.store.path), "--act", act, "--json") == 0

    found = json.loads(capsys.readouterr().out)
    assert found
    assert {one["act"] for one in found} == {"denial"}


def test_a_query_may_begin_with_what_it_leaves_out(
    capsys: pytest.CaptureFixture[str], pile: Path
) -> None:
    assert run("search", str(pile), "-Zutphen", "burgemeester", "--limit", "9", "--json") == 0

    found = json.loads(capsys.readouterr().out)
    assert found["query"] == "-Zutphen burgemeester"
    assert {hit["path"] for hit in found["hits"]} == {"week.zip#dag/twee.txt"}
    assert run("search", str(pile), "-h") == 0
    assert run("search", str(pile), "brug", "--nonsense") == 1
    assert run("search", str(pile), "brug", "--limit", "-3") == 1


def test_annotations_are_json_whether_asked_for_or_not(
    capsys: pytest.CaptureFixture[str], pile: Path
) -> None:
    assert run("annotations", str(pile)) == 0
    plain = capsys.readouterr().out
    assert run("annotations", str(pile), "--json") == 0

    assert capsys.readouterr().out == plain != ""


def test_a_name_can_be_shown(capsys: pytest.CaptureFixture[str], pile: Path) -> None:
    assert run("--lang", "nl", "show", str(pile), "zutphen") == 0

    shown = capsys.readouterr().out
    assert re.match(r"Zutphen · (?:stad|plaats) · loc:zutphen", shown)
    assert "1 regel in de kroniek" in shown


@pytest.mark.parametrize(
    ("words", "code", "dutch"),
    [
        (["chronicle", "ABSENT"], 3, "die opslag bestaat niet; maak er een: kroniek build"),
        (["chronicle", "STORE", "--since", "gisteren"], 1, "'gisteren' is geen dag, maand of jaar"),
        (["statements", "STORE", "--act", "leugen"], 1, "kies uit: uitspraak, "),
        (["show", "STORE", "nix"], 1, "niets met de id, het pad of de naam 'nix'"),
        (["share", "STORE", "--to", "ABSENT.pdf"], 1, "aan de extensie .pdf is niet te zien"),
        (
            ["share", "STORE", "--to", "THEIRS", "--format", "w3c"],
            1,
            "is er al; noem een andere plaats",
        ),
        (["status", "THEIRS"], 3, "is geen opslag van Kroniek; noem een ander bestand"),
        (["chronicle"], 1, "Argument ontbreekt 'OPSLAG'"),
        ([], 1, "Gebruik: kroniek [OPTIES] OPDRACHT"),
    ],
)
def test_wrong_use_is_told_in_dutch(
    capsys: pytest.CaptureFixture[str],
    pile: Path,
    tmp_path: Path,
    *,
    words: list[str],
    code: int,
    dutch: str,
) -> None:
    theirs = tmp_path / "theirs.txt"
    theirs.write_text("not ours", "utf-8")
    places = {"ABSENT": "absent", "ABSENT.pdf": "absent.pdf", "THEIRS": theirs.name}
    asked = [str(tmp_path / places[word]) if word in places else word for word in words]
    asked = [str(pile) if word == "STORE" else word for word in asked]

    assert run("--lang", "nl", *asked) == code
    told = capsys.readouterr()
    assert dutch in told.err
    assert told.out == ""
    assert not (tmp_path / "absent.pdf").exists()


def test_a_check_tells_what_is_damaged_in_dutch(
    capsys: pytest.CaptureFixture[str], pile: Path, tmp_path: Path
) -> None:
    store = tmp_path / "x.kroniek"
    raw = pile.read_bytes()
    assert raw.count(b"van Deventer trad")
    store.write_bytes(raw.replace(b"van Deventer trad", b"van Deventen trad"))

    assert run("--lang", "nl", "check", str(store)) == 3
    shown = capsys.readouterr().out
    assert "gewijzigde tekst: week.zip#dag/twee.txt: wat er van het bericht bekend is" in shown
    assert "is niet zoals hij geschreven werd" in shown
    assert "beschadigd: 3" in shown


EVERY = [name for name, _ in commands(kroniek)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", EVERY)
def test_every_help_ends_with_an_example_that_the_command_takes(
    capsys: pytest.CaptureFixture[str], name: str, language: str
) -> None:
    assert run("--lang", language, *name.split(), "--help") == 0
    shown = capsys.readouterr().out.split({"nl": "Voorbeeld:", "en": "Example:"}[language])[1]
    examples = [line for line in shown.splitlines() if line.startswith("    kroniek ")]

    assert examples
    for example in examples:
        words = shlex.split(example.partition(" > ")[0])[1:]
        assert " ".join(words).startswith(name)
        assert parses(words), example


def parses(words: list[str]) -> bool:
    """Whether the command line takes these words; nothing is carried out."""
    context = click.Context(kroniek, info_name="kroniek", obj=Words("nl", "cli"))
    command: click.Command = kroniek
    while isinstance(command, click.Group):
        command = command.commands[words[0]]
        words = words[1:]
    if command.name == "build":  # what it reads must lie there
        words = [word for word in words if not word.endswith(("/", ".zip", ".csv"))]
    command.make_context(command.name, list(words), parent=context)
    return True


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["build"], ["OPSLAG: De opslag, ", "PADEN: Bestanden en mappen", "--column ROL=NAAM"]),
        (["show"], ["ID: Een id zoals andere opdrachten"]),
        (["fix", "undo"], ["BESLISSING: De id van een beslissing"]),
        (["fix", "same"], ["[OPTIES] OPSLAG EEN ANDER", "--who NAAM"]),
        (["search"], ["OPSLAG ZOEKVRAAG...", "--limit GETAL"]),
    ],
)
def test_what_is_given_has_a_name_and_a_word_of_explanation(
    capsys: pytest.CaptureFixture[str], words: list[str], told: list[str]
) -> None:
    assert run("--lang", "nl", *words, "--help") == 0

    shown = " ".join(capsys.readouterr().out.split())
    assert [one for one in told if one not in shown] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_exit_codes_are_told(capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert run("--lang", language, "--help") == 0

    shown = capsys.readouterr().out
    for code in (EXIT_USE, EXIT_REFUSED, EXIT_STORE, EXIT_BUSY, EXIT_INTERRUPTED):
        assert re.search(rf"^ +{code}  ", shown, re.MULTILINE)


def test_one_run_does_not_choose_the_language_of_the_next(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("--lang", "nl", "build", "--help")
    capsys.readouterr()
    run("build", "--help")

    assert capsys.readouterr().out.startswith("Usage:")
