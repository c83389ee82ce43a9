import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kroniek.library import Kroniek
from kroniek.share.contract import annotations, chronicle, schema


def _validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        {**schema(), "$ref": f"#/$defs/{name}"}, format_checker=jsonschema.FormatChecker()
    )


def test_the_schema_itself_is_sound() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_both_outputs_of_the_demo_keep_the_schema(demo: Kroniek) -> None:
    for item in demo.annotations():
        _validator("annotations").validate(item)
    _validator("chronicle").validate(chronicle(demo.views.collection))


def _spans(item: Any) -> list[tuple[int, int]]:
    """Every span anywhere in an item."""
    if isinstance(item, dict):
        own = [(item["start"], item["end"])] if {"start", "end"} <= item.keys() else []
        return own + [span for value in item.values() for span in _spans(value)]
    return [span for value in item for span in _spans(value)] if isinstance(item, list) else []


def test_every_span_covers_words_of_its_article(demo: Kroniek) -> None:
    for item in demo.annotations():
        text = item["article"]["text"]
        for start, end in _spans(item):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()


def test_every_id_leads_somewhere(demo: Kroniek) -> None:
    told = list(demo.annotations())
    articles = {item["article"]["id"]: item for item in told}
    entities = {entity["id"] for item in told for entity in item["entities"]}
    out = chronicle(demo.views.collection)

    for entry in out["entries"]:
        assert {*entry["places"], *entry["participants"]} <= entities
        for report in entry["reports"]:
            events = {event["id"] for event in articles[report["article"]]["events"]}
            assert report["event"] is None or report["event"] in events
    for dispute in out["disputes"]:
        assert {side["article"] for side in dispute["sides"]} <= articles.keys()


def test_a_side_s_words_stand_in_its_article(demo: Kroniek) -> None:
    texts = {item["article"]["id"]: item["article"]["text"] for item in demo.annotations()}

    for dispute in chronicle(demo.views.collection)["disputes"]:
        for side in dispute["sides"]:
            said = texts[side["article"]][side["span"]["start"] : side["span"]["end"]]
            assert " ".join(side["says"].split()) in " ".join(said.split())


@pytest.mark.shared
def test_the_scorers_find_no_breach_in_the_real_articles(shared: Path, tmp_path: Path) -> None:
    with Kroniek(tmp_path / "x.kroniek") as k:
        k.build(shared / "articles")
        out = tmp_path / "a.jsonl"
        lines = [json.dumps(item) for item in annotations(k.views.collection)]
        out.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(shared / "contract/score.py"), str(out)]
    done = subprocess.run(
        [*command, str(shared / "contract/public"), "--json"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert json.loads(done.stdout)["contract_breaches"] == {}
