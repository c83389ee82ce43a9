"""Files that hold many inputs: tables, archives, mailboxes, and how their columns are found."""

import json
from pathlib import Path

import pytest
from tests.hostile import samples

from kroniek.collect.files import collect
from kroniek.collect.given import day_written
from kroniek.collect.holders.columns import Columns
from kroniek.collect.holders.walk import Options
from kroniek.collect.incoming import ending_of
from kroniek.model.article import Article, Refusal

TEXT = "De brug bij Zutphen is dicht. Dat meldt de gemeente."


def _read(path: Path, columns: dict[str, str] | None = None) -> dict[str, Article | Refusal]:
    options = Options(Columns.of(columns or {}))
    return {found.path: found for found in collect([path], options=options)}


def _rows(tmp_path: Path, *rows: dict[str, object]) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_row_tells_title_date_outlet_author_and_address(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "Kop": "Brug dicht",
        "tekst": TEXT,
        "Publicatie_datum": "4 mei 2021",
        "bron": "De Proefkrant",
        "auteurs": [{"name": "An de Boer"}, "Bo Vis"],
        "url": "https://krant.example/2021/05/03/brug",
    }

    (found,) = _read(_rows(tmp_path, row)).values()

    assert isinstance(found, Article)
    assert found.path == "a.jsonl#1"
    assert found.text == f"Brug dicht\n\n{TEXT}"
    assert found.title is not None
    assert found.title.of(found.text) == "Brug dicht"
    assert found.outlet is not None
    assert found.outlet.name == "De Proefkrant"
    assert found.author is not None
    assert found.author.name == "An de Boer, Bo Vis"
    assert found.url == row["url"]
    assert [(one.value, one.where) for one in found.declared] == [
        ("2021-05-04", "column 'Publicatie_datum'"),
        ("2021-05-03", "URL"),
    ]


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = _rows(tmp_path, {"verhaal": TEXT, "text": "niet dit hier"})

    (found,) = _read(path, {"text": "verhaal"}).values()

    assert isinstance(found, Article)
    assert found.text == TEXT


def test_column_for_what_there_is_no_role_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="kleur"):
        Columns.of(["kleur=rood"])


@pytest.mark.parametrize(
    ("cell", "language", "day"),
    [
        ("2021-05-04T23:30:00-05:00", "nl", "2021-05-04"),
        ("4 mei 2021", "nl", "2021-05-04"),
        ("04-05-2021", "nl", "2021-05-04"),
        ("May 4, 2021", "en", "2021-05-04"),
        ("1620086400", "en", "2021-05-04"),
        ("1620086400000", "en", "2021-05-04"),
        ("Tue, 04 May 2021 10:00:00 +0200", "en", "2021-05-04"),
        ("20210504", "nl", "2021-05-04"),
        ("2021-02-31", "nl", None),
        ("gisteren", "nl", None),
        ("", "nl", None),
    ],
)
def test_day_in_a_cell(cell: str, language: str, day: str | None) -> None:
    assert day_written(cell, language) == day


def test_records_before_the_damage_are_kept_and_the_damage_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(samples.warc(5, packed=True)[:-30])

    found = _read(path)

    assert all(isinstance(found[f"a.warc.gz#{k}"], Article) for k in range(1, 5))
    told = found["a.warc.gz"]
    assert isinstance(told, Refusal)
    assert "cut" in told.detail


def test_archives_in_archives_are_named_from_the_outside_in(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    inner = samples.archive({"t.jsonl": samples.json_lines(1)})
    path.write_bytes(samples.archive({"b.zip": inner, "map/c.txt": TEXT.encode()}))

    assert set(_read(path)) == {"a.zip#b.zip#t.jsonl#1", "a.zip#map/c.txt"}


def test_message_gives_subject_and_date(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(samples.message(TEXT, subject="Fwd: Brug dicht"))

    (found,) = _read(path).values()

    assert isinstance(found, Article)
    assert found.title is not None
    assert found.title.of(found.text) == "Brug dicht"
    assert found.declared[0].value == "2021-05-04"


def test_lines_of_a_flowed_message_are_joined_and_lead_back(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    body = "De brug bij Zutphen is \ndicht. Dat meldt de \ngemeente.\n"
    head = "Subject: x\nContent-Type: text/plain; format=flowed\n\n"
    path.write_bytes((head + body).encode())

    (found,) = _read(path).values()

    assert isinstance(found, Article)
    assert "is dicht. Dat meldt de gemeente." in found.text
    for start, raw, length in found.offsets.runs:
        assert found.text[start : start + length] == body[raw : raw + length]


@pytest.mark.parametrize(
    ("raw", "ending"),
    [
        (samples.json_lines(), ".jsonl"),
        (b'[{"text": "x"}]', ".json"),
        (samples.page().encode(), ".html"),
        (samples.message(), ".eml"),
        (samples.mailbox(samples.message()), ".mbox"),
        (samples.warc(), ".warc"),
        (samples.warc(packed=True), ".warc.gz"),
        (samples.archive({"a.txt": b"x"}), ".zip"),
        (TEXT.encode(), ".txt"),
        (b"", ".txt"),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(raw: bytes, ending: str) -> None:
    assert ending_of(raw) == ending
