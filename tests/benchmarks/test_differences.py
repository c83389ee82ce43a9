"""Two readings of one article are compared by where their records stand."""

import json
from pathlib import Path
from typing import Any

import differences
import pytest

TEXT = "Bakker zei dat Soest wint."


def reading(**layers: list[dict[str, Any]]) -> dict[str, Any]:
    empty: dict[str, list[dict[str, Any]]] = {name: [] for name in differences.LAYERS}
    return {"article": {"path": "a.txt", "text": TEXT}, **empty, **layers}


def name(start: int, end: int, kind: str) -> dict[str, Any]:
    return {"start": start, "end": end, "type": kind}


def said(**changed: Any) -> dict[str, Any]:
    whole = {
        "source": {"spans": [{"start": 0, "end": 6}], "entity": None},
        "cue": [{"start": 7, "end": 10}],
        "content": [{"start": 15, "end": 25}],
        "form": "indirect",
        "act": "statement",
        "certainty": "certain",
        "polarity": "positive",
        "realis": "actual",
    }
    return {**whole, **changed}


def test_readings_that_agree_have_no_differences() -> None:
    same = reading(mentions=[name(0, 6, "PER")], statements=[said()])
    assert list(differences.differences(same, same)) == []


def test_what_one_has_and_the_other_not_is_told_with_its_words() -> None:
    one, other = reading(mentions=[name(0, 6, "PER")]), reading(mentions=[name(15, 20, "GPE")])
    assert list(differences.differences(one, other)) == [
        ("mentions", "-", "Bakker (PER)"),
        ("mentions", "+", "Soest (GPE)"),
    ]


def test_what_both_have_otherwise_is_told_once_with_both_sides() -> None:
    one, other = reading(statements=[said()]), reading(statements=[said(act="forecast")])
    ((layer, sign, told),) = differences.differences(one, other)
    assert (layer, sign) == ("statements", "~")
    assert told.startswith("Soest wint (Bakker, zei, indirect, statement,")
    assert " → Bakker, zei, indirect, forecast," in told


def test_two_texts_are_not_compared() -> None:
    other = reading()
    other["article"] = {**other["article"], "text": "Iets anders."}
    with pytest.raises(ValueError, match=r"a\.txt"):
        list(differences.differences(reading(), other))


def test_the_command_counts_and_says_whether_there_are_any(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    for file, item in zip(files, (reading(), reading(mentions=[name(0, 6, "PER")])), strict=True):
        file.write_text(json.dumps(item) + "\n", encoding="utf-8")
    assert differences.main([str(files[0]), str(files[0])]) == 0
    assert differences.main([str(files[0]), str(files[1])]) == 1
    assert "1 + mentions" in capsys.readouterr().out
