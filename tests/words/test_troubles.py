"""What can be wrong has a code, and words in both languages; records keep it in English."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import kroniek
from kroniek.collect.readers import read
from kroniek.errors import (
    KroniekError,
    LayerMissingError,
    NotFoundError,
    PackError,
    ReaderError,
    StepOrderError,
    StepTwiceError,
    StoreBusyError,
    TargetError,
)
from kroniek.library.pointing import JudgementError, UnknownError
from kroniek.model.article import Reason, Refusal
from kroniek.packs import lexicon
from kroniek.save.database import damaged
from kroniek.serve.server import PortTakenError
from kroniek.words import LANGUAGES, Words
from kroniek.words.errors import in_words
from kroniek.words.reasons import Told
from kroniek.words.troubles import codes, known, refused, remedy, told, told_remedy, trouble

ENGLISH, DUTCH = (lexicon(f"{language}/troubles.toml") for language in ("en", "nl"))
ROWS = [(table, code) for table in ENGLISH for code in ENGLISH[table]]


def fields(template: str) -> list[tuple[str, str | None]]:
    parsed = Formatter().parse(template)
    return sorted((name, spec) for _, name, spec, _ in parsed if name is not None)


def test_both_languages_have_the_same_codes() -> None:
    assert [(table, code) for table in DUTCH for code in DUTCH[table]] == ROWS


@pytest.mark.parametrize(("table", "code"), ROWS)
def test_both_languages_tell_the_same_values(table: str, code: str) -> None:
    assert fields(ENGLISH[table][code]) == fields(DUTCH[table][code])


@pytest.mark.parametrize(("table", "code"), [row for row in ROWS if row[0] != "thing"])
def test_every_code_is_found_again_by_its_words_and_told_in_dutch(table: str, code: str) -> None:
    kinds = fields(ENGLISH[table][code])
    values: dict[str, object] = {
        name: 12 if spec else "pdf" if name == "what" else f"‹{name}›" for name, spec in kinds
    }
    words = (trouble if table == "trouble" else remedy)(code, **values)

    found = known(words, table)
    assert found is not None
    assert found.code == code

    dutch = (told if table == "trouble" else told_remedy)(words, "nl")
    assert dutch.language == "nl"
    assert "{" not in dutch.words
    assert dutch.words != words or code == "in_record"  # the same word in both
    assert all(str(value) in dutch.words for value in values.values() if value != "pdf"), (
        dutch.words
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_of_a_refusal_has_words(language: str, reason: Reason) -> None:
    assert Words(language, "cli").label("reason", reason)


@pytest.mark.parametrize(
    ("detail", "dutch"),
    [
        (
            "after row 3: it could not be read on (Input/output error)",
            "na rij 3: er kon niet verder gelezen worden (lees- of schrijffout)",
        ),
        (
            "2 places were not utf-8 and are shown as �; 3 control characters are in the text",
            "op 2 plaatsen stond geen utf-8; daar staat nu �; er staan stuurtekens in de tekst: 3",
        ),
        (
            "300 bytes; at most 200 are read as one article",
            "300 bytes; hoogstens 200 worden als één bericht gelezen",
        ),
        (
            "the headers of a record are more than 9 bytes",
            "de koppen van een record zijn meer dan 9 bytes",
        ),
        ("it is nested too deep", "het is te diep genest"),
    ],
)
def test_troubles_within_and_beside_one_another_are_all_told(detail: str, dutch: str) -> None:
    assert told(detail, "nl") == Told(dutch, "nl")
    assert told(detail, "en") == Told(detail, "en")


def test_what_has_no_code_stays_in_english_and_says_so() -> None:
    assert told("the moon is full", "nl") == Told("the moon is full", "en")
    assert told("no bytes; the moon is full", "nl") == Told("no bytes; the moon is full", "en")
    assert codes("no bytes; the moon is full") == ("no_bytes",)


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("a.txt", b"", "no_bytes"),
        ("a.txt", b"%PDF-1.7 and more", "other_kind"),
        ("a.pdf", b"x", "ending_unknown"),
        ("a.html", b"<script>var een, twee</script>", "no_running_text"),
        ("a.txt", b"\x00\x01\x02\x03\x04", "mostly_controls"),
        ("a.eml", b"zomaar wat woorden\n", "no_headers"),
    ],
)
def test_what_collect_refuses_has_a_code(name: str, raw: bytes, code: str) -> None:
    found = read(raw, name)

    assert isinstance(found, Refusal)
    assert codes(found.detail) == (code,)
    assert told_remedy(found.remedy, "nl").language == "nl"


def used(function: str) -> Iterator[tuple[str, list[ast.expr]]]:
    """Calls of a function of this name in all of Kroniek: the file, and what it is given."""
    for file in sorted(Path(kroniek.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            named = getattr(node, "func", None)
            called = getattr(named, "id", None) or getattr(named, "attr", None)
            if isinstance(node, ast.Call) and called == function:
                yield file.name, node.args


@pytest.mark.parametrize(
    ("function", "place", "table"),
    [
        ("trouble", 0, "trouble"),
        ("lost", 0, "trouble"),
        ("lost", 1, "remedy"),
        ("refused", 2, "trouble"),
        ("refused", 3, "remedy"),
        ("remedy", 0, "remedy"),
    ],
)
def test_the_program_uses_codes_that_there_are(function: str, place: int, table: str) -> None:
    given = [
        (file, one.value)
        for file, arguments in used(function)
        for one in arguments[place : place + 1]
        if isinstance(one, ast.Constant)
    ]

    assert given
    assert [one for one in given if one[1] not in ENGLISH[table]] == []


def sample(node: ast.expr) -> str | None:
    """What an argument says, with 7 for each value; None if it is no text of the program's own."""
    match node:
        case ast.Constant(value=str(said)) if " " in said:
            return said
        case ast.JoinedStr(values=parts):
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else "7" for part in parts
            )
        case _:
            return None


@pytest.mark.parametrize("function", ["Refusal", "Lost", "BrokenError"])
def test_no_input_is_refused_in_words_without_a_code(function: str) -> None:
    given = [(file, sample(one)) for file, arguments in used(function) for one in arguments]

    assert [one for one in given if one[1] is not None] == []


@pytest.mark.parametrize(
    "function",
    ["StoreError", "StoreDamagedError", "TargetError", "damaged", "unwritable", "_add"],
)
def test_the_words_of_every_error_have_a_code(function: str) -> None:
    said = [
        (file, text)
        for file, arguments in used(function)
        for text in map(sample, arguments)
        if text is not None
    ]

    assert said
    assert [one for one in said if known(one[1]) is None and known(one[1], "remedy") is None] == []


@pytest.mark.parametrize(
    "error",
    [
        StepOrderError("statements", "sentences"),
        StepTwiceError("statements", "sentences"),
        LayerMissingError("names", "a.txt"),
        ReaderError("missing", "weights.onnx", "install it: pip install tokenizers"),
        StoreBusyError("x.kroniek"),
        damaged(Path("x.kroniek"), "its first bytes are not those of a store"),
        TargetError("kaart.geojson", "is a folder", "name a file: kaart.geojson/kroniek.geojson"),
        NotFoundError("article", "a-1", "run kroniek build x.kroniek"),
        UnknownError("unknown", pointer="nix"),
        JudgementError("days", days="gisteren"),
        PortTakenError(8080, "Address already in use"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_every_kind_of_error_is_told_in_dutch(error: KroniekError) -> None:
    assert in_words(error, "en") == str(error)
    dutch = in_words(error, "nl").split()
    assert dutch != str(error).split()
    assert not {"the", "is no", "not", "another", "with", "give", "name", "run"} & set(dutch)


def test_an_error_of_a_pack_keeps_its_words_for_who_writes_packs() -> None:
    error = PackError("nl/times.toml", "unknown class 'x'", "add it to `words`")

    assert in_words(error, "nl") == str(error)


def test_a_refusal_is_kept_in_english() -> None:
    assert refused("a.csv#3", Reason.EMPTY, "row_empty", "fill_row", columns="tekst") == Refusal(
        "a.csv#3",
        Reason.EMPTY,
        "the row has no text (columns looked at: tekst)",
        "fill it, or name the column: --column text=NAME",
    )
