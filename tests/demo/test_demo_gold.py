"""The demo corpus and its gold hold together, and show what their README promises."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import kroniek_data

Item = dict[str, Any]
DEMO = Path(kroniek_data.__file__).parent / "demo"
ARTICLES, GOLD = DEMO / "articles", DEMO / "gold"
SEEDS: dict[str, Item] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((GOLD / "seeds").glob("*.json"))
}
REGISTRY: Item = json.loads((GOLD / "registry.json").read_text(encoding="utf-8"))
CROSS: Item = json.loads((GOLD / "cross.json").read_text(encoding="utf-8"))
COPIES: Item = json.loads((GOLD / "texts.json").read_text(encoding="utf-8"))
LAYERS = ("sentences", "mentions", "times", "attributions", "events", "forecasts")
WEEKDAYS = {
    name: number
    for names in (
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for number, name in enumerate(names.split())
}
every_article = pytest.mark.parametrize("name", SEEDS)


def text_of(name: str) -> str:
    return (ARTICLES / f"{name}.txt").read_bytes().decode("utf-8")


def spans_in(value: Any) -> Iterator[Item]:
    if isinstance(value, list):
        for item in value:
            yield from spans_in(item)
    elif isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for item in value.values():
            yield from spans_in(item)


def items(layer: str) -> list[Item]:
    return [item for seed in SEEDS.values() for item in seed[layer]]


def reference(written: str) -> Item:
    name, _, item_id = written.partition(":")
    return next(x for layer in LAYERS for x in SEEDS[name][layer] if x["id"] == item_id)


def days(pair: list[str | None]) -> list[date]:
    return [date.fromisoformat(day) for day in pair if day]


def test_every_text_has_gold_and_every_gold_its_text() -> None:
    assert set(SEEDS) == {path.stem for path in ARTICLES.glob("*.txt")}


def test_two_articles_are_pages_of_html() -> None:
    pages = sorted(ARTICLES.glob("*.html"))

    assert len(pages) == 2
    assert all("application/ld+json" in page.read_text(encoding="utf-8") for page in pages)


@every_article
def test_text_is_the_one_that_was_annotated(name: str) -> None:
    text = text_of(name)

    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == SEEDS[name]["sha256"]
    assert len(text) == SEEDS[name]["n_chars"]


@every_article
def test_each_span_says_what_stands_there(name: str) -> None:
    text = text_of(name)

    for span in spans_in(SEEDS[name]):
        assert text[span["start"] : span["end"]] == span["text"]
        assert span["text"]


@every_article
def test_span_of_a_word_does_not_begin_or_end_inside_it(name: str) -> None:
    text, seed = text_of(name), SEEDS[name]
    words = [*seed["mentions"], *seed["times"], *spans_in(seed["attributions"])]

    for span in [*words, *spans_in(seed["events"]), *spans_in(seed["forecasts"])]:
        for at in (span["start"], span["end"]):
            around = text[at - 1 : at + 1] if at else ""
            assert not around.isalnum() or len(around) < 2, (span["text"], around)


@every_article
def test_sentences_follow_one_another_and_leave_out_only_white_space(name: str) -> None:
    text, sentences = text_of(name), SEEDS[name]["sentences"]
    ends = [0, *(s["end"] for s in sentences)]
    starts = [*(s["start"] for s in sentences), len(text)]

    assert not any(text[a:b].strip() for a, b in zip(ends, starts, strict=True))
    assert all(a["end"] <= b["start"] for a, b in pairwise(sentences))


@every_article
def test_mentions_and_times_stay_inside_a_sentence(name: str) -> None:
    seed = SEEDS[name]

    for item in [*seed["mentions"], *seed["times"]]:
        assert any(
            s["start"] <= item["start"] and item["end"] <= s["end"] for s in seed["sentences"]
        )


@every_article
def test_ids_are_unique_in_their_layer(name: str) -> None:
    for layer in LAYERS:
        ids = [item["id"] for item in SEEDS[name][layer]]
        assert len(ids) == len(set(ids))


@every_article
def test_entity_ids_lead_to_the_registry(name: str) -> None:
    seed = SEEDS[name]
    named = [x for m in seed["mentions"] for x in (m["entity"], *m.get("alt", []))]
    for a in seed["attributions"]:
        named += [a["source"]["entity"], *a.get("alt", []), *(c["entity"] for c in a["chain"])]
    for event in seed["events"]:
        named += [*event["place"], *(p["entity"] for p in event["participants"])]
    named += [f["holder"] for f in seed["forecasts"] if f["holder"]]
    named += [seed["document"][role]["entity"] for role in ("outlet", "author")]

    assert {x for x in named if x} <= REGISTRY["entities"].keys()


@every_article
def test_links_inside_an_article_lead_somewhere(name: str) -> None:
    seed = SEEDS[name]
    known = {a["id"] for a in seed["attributions"]} | {None}

    for a in seed["attributions"]:
        for link in ("nested_in", "denies", "quote_variant_of", "same_statement_as"):
            assert a.get(link) in known - {a["id"]}
    assert {x["attribution"] for x in [*seed["events"], *seed["forecasts"]]} <= known
    assert {e["type"] for e in seed["events"]} <= REGISTRY["event_types"].keys()


@every_article
def test_event_under_a_statement_is_told_in_its_words(name: str) -> None:
    seed = SEEDS[name]
    content = {a["id"]: a["content"] for a in seed["attributions"]}

    for event in seed["events"]:
        told = content.get(event["attribution"])
        if told is not None:
            assert any(
                s["start"] <= t["start"] and t["end"] <= s["end"]
                for t in event["trigger"]
                for s in told
            ), event["id"]


@every_article
def test_intervals_are_in_order(name: str) -> None:
    seed, true_date = SEEDS[name], SEEDS[name]["document"]["true_date"]
    pairs = [t["interval"] for t in seed["times"]] + [e["time"]["interval"] for e in seed["events"]]
    pairs += [f["horizon"]["interval"] for f in seed["forecasts"]]
    pairs += [true_date["interval"], true_date["interval_text_only"]]

    assert all(days(pair) == sorted(days(pair)) for pair in pairs)
    assert true_date["interval"][0] <= true_date["best"] <= true_date["interval"][1]


@every_article
def test_day_that_bears_the_name_of_a_weekday_is_one(name: str) -> None:
    for time in SEEDS[name]["times"]:
        named = [w for word in time["text"].lower().split() if (w := word.strip(",")) in WEEKDAYS]
        if len(named) == 1 and time["type"] != "SET":
            day = date.fromisoformat(time["value"][:10])
            assert day.weekday() == WEEKDAYS[named[0]], (time["text"], time["value"])


def test_places_carry_kind_and_country_and_a_tolerance_where_they_have_coordinates() -> None:
    for key, entity in REGISTRY["entities"].items():
        if key.startswith(("loc:", "gpe:")):
            place = entity["place"]
            assert place["kind"]
            assert place["country"]
            assert (place["lat"] is None) == (place["tolerance_km"] is None)
            assert place["lat"] is None or (40 < place["lat"] < 54 and 4 < place["lon"] < 48)


def test_cross_references_lead_to_items() -> None:
    written = [r for line in CROSS["timeline"] for r in line["sources"]]
    written += [r for identity in CROSS["event_identities"] for r in identity["members"]]
    written += [r for pair in CROSS["not_same"] for r in (pair["a"], pair["b"])]

    assert all(reference(r) for r in written)
    assert {x for c in CROSS["confusable"] for x in c["pair"]} <= REGISTRY["entities"].keys()


def test_no_two_events_are_both_the_same_and_different() -> None:
    for pair in CROSS["not_same"]:
        assert not any(
            {pair["a"], pair["b"]} <= set(identity["members"])
            for identity in CROSS["event_identities"]
        )


def test_sides_of_a_tension_say_what_stands_there() -> None:
    for tension in CROSS["tensions"]:
        for side in tension["members"]:
            assert text_of(side["doc"])[side["start"] : side["end"]] == side["text"]


def test_evidence_for_or_against_a_forecast_stands_in_a_later_article() -> None:
    for seed in SEEDS.values():
        for forecast in seed["forecasts"]:
            for bearing in forecast["bearing"]:
                assert bearing["evidence"] in text_of(bearing["doc"])
                later = SEEDS[bearing["doc"]]["document"]["true_date"]["best"]
                assert later > seed["document"]["true_date"]["best"]


def test_copy_is_no_older_than_its_origin() -> None:
    copies = [entry for entry in COPIES["texts"] if "duplicate_of" in entry]

    for copy in copies:
        origin = SEEDS[copy["duplicate_of"]["doc"]]["document"]["true_date"]["interval"][0]
        assert origin <= copy["true_date"]["interval"][1]
    kinds = {copy["duplicate_of"]["kind"] for copy in copies}
    assert kinds == {"near_copy", "partial_copy", "translation"}


def documents() -> list[Item]:
    return [seed["document"] for seed in SEEDS.values()]


def boilerplate() -> set[str]:
    return {b["kind"] for d in documents() for b in d["boilerplate"]}


def acts() -> set[str]:
    return {a["act"] for a in items("attributions")}


def verdicts() -> set[str]:
    return {b["verdict"] for f in items("forecasts") for b in f["bearing"]}


def spellings(entity: str) -> set[str]:
    return {m["text"] for m in items("mentions") if m["entity"] == entity}


def surface_of_two_entities(word: str) -> bool:
    owners: set[str] = {m["entity"] for m in items("mentions") if m["text"] == word}
    return len(owners) > 1


def surname_of_two_persons(name: str) -> bool:
    persons = {m["entity"] for m in items("mentions") if m["type"] == "PER"}
    names: list[str] = [REGISTRY["entities"][person]["name"] for person in persons]
    return sum(full.endswith(f" {name}") for full in names) > 1


def tensions(kind: str) -> list[Item]:
    return [t for t in CROSS["tensions"] if t["kind"] == kind]


PROMISES: dict[str, Callable[[], object]] = {
    "articles in both languages": lambda: (
        len([d for d in documents() if d["language"] == "nl"]) >= 9
        and len([d for d in documents() if d["language"] == "en"]) >= 4
    ),
    "page dates that the text contradicts": lambda: (
        sum(d["stated_date"]["contradicted"] for d in documents()) >= 2
    ),
    "a page date of a month only": lambda: any(
        d["stated_date"]["granularity"] == "month" for d in documents()
    ),
    "a translation that says so": lambda: any(
        d["translated_from"] and d["translated_from"]["spans"] for d in documents()
    ),
    "boilerplate of every kind": lambda: (
        boilerplate()
        >= {
            "crawl_header",
            "site_slogan",
            "duplicate_title",
            "teaser",
            "share_follow",
            "comment_prompt",
            "copyright",
            "photo_caption",
            "dateline",
        }
    ),
    "an English post in a Dutch article, with author and day": lambda: any(
        e["kind"] == "social_post" and e["language"] == "en" and e["author"] and e["date"]
        for d in documents()
        for e in d["embedded"]
        if d["language"] == "nl"
    ),
    "a malformed number": lambda: any(
        x["text"] == "12.00 huishoudens" for d in documents() for x in d["text_defects"]
    ),
    "a crosshead glued to a sentence": lambda: "Oorzaak De breuk" in text_of("maasbode-dijkgraaf"),
    "a pull quote that repeats the body": lambda: any(
        a.get("quote_variant_of") for a in items("attributions")
    ),
    "figures that contradict each other": lambda: any(
        t["contradiction"] for t in tensions("number_conflict")
    ),
    "a later toll that contradicts nothing": lambda: any(
        "succession" in t["topic"] for t in tensions("different_referents")
    ),
    "tension of wording": lambda: tensions("wording"),
    "denials tied to what they deny": lambda: any(
        a.get("denies") and a["act"] == "denial" for a in items("attributions")
    ),
    "events told only inside a denial": lambda: any(
        e["realis"] == "denied" for e in items("events")
    ),
    "forecasts that come true and that fail": lambda: verdicts() >= {"for", "not_fulfilled"},
    "imagined quotations in both languages": lambda: all(
        any(
            a.get("realis") == "hypothetical" and a["form"] == "direct"
            for seed in SEEDS.values()
            if seed["document"]["language"] == language
            for a in seed["attributions"]
        )
        for language in ("nl", "en")
    ),
    "hearsay": lambda: (
        {"naar verluidt", "zou", "reportedly"}
        <= {
            c["text"].lower()
            for a in items("attributions")
            if a["act"] == "hearsay"
            for c in a["cue"]
        }
    ),
    "nested attribution": lambda: any(
        a.get("nested_in") and a["source"]["spans"] for a in items("attributions")
    ),
    "separable cue verbs": lambda: (
        {("kondigde", "aan"), ("geeft", "toe"), ("maakte", "bekend")}
        <= {tuple(c["text"] for c in a["cue"]) for a in items("attributions")}
    ),
    "every common act": lambda: (
        acts()
        >= {
            "statement",
            "report",
            "claim",
            "accusation",
            "denial",
            "forecast",
            "intent",
            "commitment",
            "demand",
            "threat",
            "belief",
            "admission",
            "hearsay",
            "evidence",
            "offer",
            "announcement",
            "speculation",
        }
    ),
    "spellings of one person": lambda: (
        spellings("per:oksana-terletska") >= {"Oksana Terletska", "Oksana Terletskaya"}
        and spellings("per:zurab-lomidze") >= {"Zurab Lomidze", "Zoerab Lomidze"}
    ),
    "spellings of one place": lambda: (
        spellings("loc:sumy-city") >= {"Soemy", "Sumy"}
        and spellings("loc:lagodekhi") >= {"Lagodekhi", "Lagodechi"}
    ),
    "city and province of one name": lambda: all(
        surface_of_two_entities(word) for word in ("Luik", "Utrecht", "Groningen")
    ),
    "two persons of one surname": lambda: all(
        surname_of_two_persons(name) for name in ("Vossen", "Wiersma")
    ),
    "look-alikes that must stay apart": lambda: (
        {"disaster", "visit"} <= {reference(pair["a"])["type"] for pair in CROSS["not_same"]}
    ),
    "times of every type, months, weeks, weekends, seasons": lambda: (
        {t["type"] for t in items("times")} == {"DATE", "TIME", "DURATION", "SET"}
        and all(
            any(part in t["value"] for t in items("times")) for part in ("-W4", "-WE", "-SP", "-SU")
        )
    ),
    "a day that the text leaves open": lambda: any(
        len(t.get("accept_text_only", [])) > 1 for t in items("times")
    ),
}


@pytest.mark.parametrize("promise", PROMISES)
def test_the_corpus_shows(promise: str) -> None:
    assert PROMISES[promise]()


def test_readme_names_every_article() -> None:
    readme = (DEMO / "README.md").read_text(encoding="utf-8")

    assert all(path.name in readme for path in ARTICLES.iterdir())
