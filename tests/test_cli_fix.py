"""``kroniek fix``: decide from the command line, in either language, and see what was decided."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kroniek.cli import main
from kroniek.extract.text.tokens import TokenFinder
from kroniek.ids import EntityId
from kroniek.library import Kroniek
from kroniek.library.pointing import JudgementError, the_one
from kroniek.model.chronicle import Entity
from kroniek.model.doc import Doc
from kroniek.model.text import NameType, Token
from kroniek.save.judgements import mirror_of

VERBS = ["same", "not-same", "split", "date", "place", "hide", "confirm", "undo", "accept"]
TEXT = """Brand in Tilburg

Tilburg, 3 mei 2024

Bij een brand in Tilburg kwamen donderdag twee mensen om het leven.
Jan de Wit van de brandweer sprak van een ramp.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("fix")
    (home / "een.txt").write_text(TEXT, "utf-8")
    with Kroniek(home / "x.kroniek", reader=False) as k:
        k.build(home / "een.txt")
    return home / "x.kroniek"


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    shutil.copyfile(built, tmp_path / "x.kroniek")
    return tmp_path / "x.kroniek"


def run(*words: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    return int(left.value.code or 0)


@pytest.mark.parametrize("command", [[], *([name] for name in (*VERBS, "log", "orphans"))])
@pytest.mark.parametrize(("language", "usage"), [("nl", "Gebruik:"), ("en", "Usage:")])
def test_help_is_whole_in_both_languages(
    capsys: pytest.CaptureFixture[str], command: list[str], language: str, usage: str
) -> None:
    assert run("--lang", language, "fix", *command, "--help") == 0

    told = capsys.readouterr().out
    assert told.startswith(usage)
    assert "fix." not in told


def test_a_decision_is_told_logged_and_shown_where_it_holds(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    decide = ("--because", "archief", "--who", "An")
    assert run("--lang", "nl", "fix", "date", store, "een.txt", "2023-05-04", *decide) == 0
    told = capsys.readouterr().out
    assert "bericht: datum 4 mei 2023 · An" in told
    assert "geldt" in told
    assert "[Brand in Tilburg]" in told

    assert run("--lang", "en", "fix", "log", store) == 0
    assert "article: date 4 May 2023 · An" in capsys.readouterr().out
    for command in ("show", "explain"):
        assert run("--lang", "nl", command, store, "een.txt") == 0
        shown = capsys.readouterr().out
        assert "beslist: bericht: datum 4 mei 2023 · An" in shown
        assert "archief" in shown
    assert run("--lang", "nl", "status", store) == 0
    assert "beslissingen: 1 van kracht" in capsys.readouterr().out


def test_the_log_and_the_orphans_can_be_had_as_json(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store = tmp_path / "y.kroniek"
    (tmp_path / "een.txt").write_text(TEXT, "utf-8")
    assert run("build", store, tmp_path / "een.txt", "--rules-only") == 0
    assert run("fix", "confirm", store, "een.txt", "--who", "An", "--json") == 0
    (made,) = [json.loads(capsys.readouterr().out)]
    assert made["standing"] == "applied"

    (tmp_path / "een.txt").write_text("Een heel ander bericht over de oogst in Zeeland.", "utf-8")
    assert run("build", store, tmp_path / "een.txt", "--rules-only") == 0
    assert run("fix", "log", store, "--json") == 0
    (kept,) = json.loads(capsys.readouterr().out)
    assert kept["judgement"] == made["judgement"]
    assert run("fix", "orphans", store, "--json") == 0
    (lost,) = json.loads(capsys.readouterr().out)
    assert lost["standing"] == "orphaned"
    assert lost["quotations"][0]["anchor"]["exact"] == "Brand in Tilburg"

    assert run("--lang", "nl", "fix", "orphans", store) == 0
    told = capsys.readouterr().out
    assert "[Brand in Tilburg]" in told
    assert f"kroniek fix undo {store} {made['judgement']['id']}" in told


def test_later_only_keeps_and_the_next_build_carries_it_out(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    assert run("--lang", "en", "fix", "confirm", store, "een.txt", "--who", "An", "--later") == 0
    told = capsys.readouterr()
    assert "not carried out yet" in told.out
    assert "the next build carries it out" in told.err

    assert run("--lang", "en", "build", store, "--rules-only") == 0
    assert "decisions: 1 in force" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "dutch"),
    [
        (("hide", "nix", "--because", "x"), "niets met de id"),
        (("date", "een.txt", "gisteren", "--because", "x"), "is geen datum"),
        (("undo", "j-1"), "geen beslissing met de id"),
        (("hide", "een.txt"), "--because"),
    ],
)
def test_a_refusal_says_in_the_readers_language_what_to_do(
    capsys: pytest.CaptureFixture[str], store: Path, words: tuple[str, ...], dutch: str
) -> None:
    verb, *rest = words

    assert run("--lang", "nl", "fix", verb, store, *rest) == 1

    assert dutch in capsys.readouterr().err
    assert not mirror_of(store).exists()


def test_a_line_of_the_file_that_can_not_be_read_is_told(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    assert run("fix", "confirm", store, "een.txt", "--who", "An") == 0
    with mirror_of(store).open("ab") as file:
        file.write(b'{"id": "j-2", "verb": "sing"}\n')
    capsys.readouterr()

    assert run("--lang", "en", "fix", "log", store) == 0

    told = capsys.readouterr()
    assert len([line for line in told.out.splitlines() if line.startswith("j-")]) == 1
    assert "line 2: can not be read" in told.err


def test_a_decision_does_not_read_the_articles_again(
    monkeypatch: pytest.MonkeyPatch, store: Path
) -> None:
    read: list[str] = []
    find = TokenFinder.annotate

    def watched(self: TokenFinder, doc: Doc) -> Iterator[Token]:
        read.append(doc.article.path)
        return find(self, doc)

    monkeypatch.setattr(TokenFinder, "annotate", watched)

    assert run("fix", "confirm", store, "een.txt", "--who", "An") == 0
    assert read == []


def test_a_bare_name_of_a_city_and_its_region_is_the_city(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store = tmp_path / "y.kroniek"
    (tmp_path / "een.txt").write_text(TEXT.replace("Tilburg", "Kyiv"), "utf-8")
    assert run("build", store, tmp_path / "een.txt", "--rules-only") == 0
    decide = ("--because", "x", "--who", "An", "--later")

    assert run("fix", "place", store, "Kyiv", "Kharkiv", *decide, "--json") == 0

    assert json.loads(capsys.readouterr().out)["judgement"]["value"] == "loc:kharkiv"


def test_a_name_that_several_bear_is_refused_with_the_ids_to_choose_from() -> None:
    two = [
        Entity(EntityId(key), NameType.LOCATION, "Barka", (), kind=kind)
        for key, kind in (("loc:barka", "city"), ("loc:barka-river", "river"))
    ]

    with pytest.raises(JudgementError, match=r"loc:barka \(Barka\), loc:barka-river"):
        the_one("Barka", two)
    assert the_one("Barka", [two[0], replace(two[1], kind="oblast")]) == two[0]
    assert the_one("Barka", [replace(two[1], kind="oblast")]) is not None
    assert the_one("Barka", []) is None
