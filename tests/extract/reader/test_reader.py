"""The reader's step: what the network says becomes spans of the text, whatever the text is."""

import subprocess
import sys
from pathlib import Path
from typing import Never

import pytest
from hypothesis import given, settings
from tests.extract.reader.fake import FakeModel
from tests.extract.reader.test_windows import HOSTILE
from tests.helpers import article_of, doc_of
from typing_extensions import override

from kroniek.errors import ReaderError
from kroniek.extract.reader.finder import Reader
from kroniek.extract.reader.model import ReaderModel, default_model
from kroniek.model.doc import NAMES, SENTENCES, TOKENS, Doc
from kroniek.model.reading import Reading
from kroniek.model.text import PLACES, NameType
from kroniek.packs import load_packs
from kroniek.pipeline import annotate
from kroniek.recipe import recipe
from kroniek.spans import Span


def spans(reading: Reading) -> list[Span]:
    found = [name.span for name in reading.names]
    found += [part.span for part in reading.parts]
    return found + [event.span for event in reading.events]


@settings(deadline=None)  # the first example reads the packs
@given(HOSTILE)
def test_every_span_begins_and_ends_with_a_token(text: str) -> None:
    doc = doc_of(text)
    starts = {token.start for token in doc[TOKENS]}
    ends = {token.end for token in doc[TOKENS]}

    for reading in Reader(FakeModel()).annotate(doc):
        assert len(reading.chances) == reading.last - reading.first
        for chances in reading.chances:
            assert sum(chances) == pytest.approx(1, abs=0.003)
        for span in spans(reading):
            assert span
            assert span.start in starts
            assert span.end in ends


@given(HOSTILE)
def test_names_do_not_reach_over_sentences(text: str) -> None:
    doc = doc_of(text)
    sentences = doc[SENTENCES]

    for reading in Reader(FakeModel(20)).annotate(doc):
        own = next(s for s in sentences if s.first == reading.first)
        assert all(own.span.holds(name.span) for name in reading.names)


@given(HOSTILE)
def test_every_part_of_an_attribution_is_one_of_the_parts_seen(text: str) -> None:
    found = list(Reader(FakeModel()).annotate(doc_of(text)))
    parts = {part for reading in found for part in reading.parts}

    for reading in found:
        for one in reading.attributions:
            assert one.cue in reading.parts
            assert one.source is None or one.source in parts
            assert set(one.contents) <= parts
    owned = [part for r in found for one in r.attributions for part in one.contents]
    assert len(owned) == len(set(owned))


def test_what_is_read_does_not_depend_on_what_was_read_before() -> None:
    model = FakeModel()
    texts = ["Klaas woont in Goes.", "Mies zegt dat het regent. Dat is zo.", ""]
    first = [list(Reader(model).annotate(doc_of(text))) for text in texts]
    again = [list(Reader(model).annotate(doc_of(text))) for text in reversed(texts)]

    assert first == again[::-1]


def test_an_empty_article_loads_nothing() -> None:
    class Unloadable(FakeModel):
        @property
        @override
        def engine(self) -> Never:
            raise AssertionError("loaded for nothing")

    assert list(Reader(Unloadable()).annotate(doc_of(""))) == []


def test_without_a_model_nothing_is_read() -> None:
    assert list(Reader(None).annotate(doc_of("Klaas woont in Goes."))) == []


# -- with the network that comes with Kroniek


@pytest.fixture(scope="module")
def model() -> ReaderModel:
    try:
        return default_model()
    except ReaderError as error:
        pytest.skip(f"THE TRAINED READER IS NOT HERE: {error}")


TEXT = """De burgemeester van Goes, Mies Kwakernaak, zei maandag dat de brug dicht blijft.
"Wij doen wat we kunnen", aldus Kwakernaak. Volgens Rijkswaterstaat duurt het herstel weken.

The council of Harrogate said on Tuesday that the bridge would stay closed. """


def readings(doc: Doc, model: ReaderModel) -> list[Reading]:
    return list(Reader(model).annotate(doc))


def test_the_network_sees_the_names_of_a_plain_text(model: ReaderModel) -> None:
    seen = {
        (name.span.of(TEXT), name.type)
        for reading in readings(doc_of(TEXT), model)
        for name in reading.names
    }

    assert ("Mies Kwakernaak", NameType.PERSON) in seen
    assert {"Goes", "Rijkswaterstaat", "Harrogate"} <= {words for words, _ in seen}


def test_the_network_sees_who_is_quoted(model: ReaderModel) -> None:
    told = {
        (one.source.span.of(TEXT), one.cue.span.of(TEXT))
        for reading in readings(doc_of(TEXT), model)
        for one in reading.attributions
        if one.source
    }

    assert any("Harrogate" in source and cue.startswith("said") for source, cue in told)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("De burgemeester van Goes zei dat de brug dicht blijft.", "Goes"),
        ("Volgens Kyiv trekken de troepen op naar Soemy.", "Soemy"),
        ("In Bakhmut wordt gevochten, meldt Bakhmut.", "Bakhmut"),
    ],
)
def test_what_the_packs_know_as_a_place_stays_one(
    model: ReaderModel, text: str, place: str
) -> None:
    steps = recipe(load_packs(), model).annotators
    upto = next(k for k, step in enumerate(steps) if step.writes.name == NAMES.name)
    doc = annotate(Doc(article_of(text)), steps[: upto + 1])

    found = {name.type for name in doc[NAMES] if name.span.of(text) == place}
    assert found
    assert found <= PLACES


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_threads_change_nothing(model: ReaderModel, threads: int) -> None:
    doc = doc_of(TEXT * 8)

    assert readings(doc, default_model(threads=threads)) == readings(doc, model)


def test_another_process_sees_the_same(model: ReaderModel) -> None:
    script = (
        "from tests.extract.reader.test_reader import *\n"
        "print(readings(doc_of('Iets anders eerst. ' * 30), default_model())[:0])\n"
        "print(readings(doc_of(TEXT), default_model()))"
    )
    root = Path(__file__).resolve().parents[3]
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )

    assert told.stdout.splitlines() == ["[]", str(readings(doc_of(TEXT), model))]


@settings(max_examples=30, deadline=None)
@given(HOSTILE)
def test_offsets_hold_on_hostile_text(text: str) -> None:
    try:
        found = default_model()
    except ReaderError as error:
        pytest.skip(f"THE TRAINED READER IS NOT HERE: {error}")
    doc = doc_of(text)
    starts = {token.start for token in doc[TOKENS]}
    for reading in readings(doc, found):
        assert len(reading.chances) == reading.last - reading.first
        assert all(span.start in starts for span in spans(reading))


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5_000,
        "de kat en de hond " * 400,
        "e\u0301" * 3_000,
        "Jan\u200dPiet 👩‍👩‍👧‍👦 zegt: 'ja' \u2028 " * 50,
        "(" * 2_000,
    ],
    ids=["one word", "one sentence", "accents", "joined emoji", "brackets"],
)
def test_long_and_odd_texts_are_read_to_the_end(model: ReaderModel, text: str) -> None:
    doc = doc_of(text)
    found = readings(doc, model)

    assert sum(len(reading.chances) for reading in found) == len(doc[TOKENS])
