"""Attributions that only the trained reader sees; what it says is given by hand here."""

import pytest
from tests.helpers import default_recipe, doc_of

from kroniek.extract.statements.finder import StatementFinder
from kroniek.model.doc import READINGS, Doc
from kroniek.model.reading import Part, Reading, SeenAttribution, SeenPart
from kroniek.model.text import Act, Said, Statement
from kroniek.spans import Span

MUTTERED = ("De wethouder", "orakelde", "dat de brug te laat klaar is")


def seen_in(text: str, *parts: tuple[str, str, str], score: float = 0.95) -> tuple[Reading, ...]:
    """What the reader would say: source, cue and content by their words."""

    def part(kind: Part, words: str) -> SeenPart:
        at = text.index(words)
        return SeenPart(kind, Span(at, at + len(words)), score)

    said = tuple(
        SeenAttribution(
            part(Part.CUE, cue),
            part(Part.SOURCE, source) if source else None,
            score,
            (part(Part.CONTENT, content),),
            (score,),
        )
        for source, cue, content in parts
    )
    return (Reading(0, 0, attributions=said),)


def told(text: str, readings: tuple[Reading, ...], language: str = "nl") -> list[Statement]:
    doc: Doc = doc_of(text, language, upto="names").with_layer(READINGS, readings)
    finder = next(s for s in default_recipe().annotators if isinstance(s, StatementFinder))
    return list(finder.annotate(doc))


def words(text: str, statement: Statement) -> tuple[str, str, str]:
    parts = (statement.source, statement.cue, statement.content)
    source, cue, content = (" ".join(span.of(text) for span in spans) for spans in parts)
    return source, cue, content


@pytest.mark.parametrize(
    ("text", "language", "seen"),
    [
        ("De wethouder orakelde dat de brug te laat klaar is.", "nl", MUTTERED),
        (
            "The alderman burbled that the bridge was late.",
            "en",
            ("The alderman", "burbled", "that the bridge was late"),
        ),
    ],
)
def test_a_cue_that_no_list_has_is_taken_from_the_reader(
    text: str, language: str, seen: tuple[str, str, str]
) -> None:
    assert told(text, (), language) == []
    [found] = told(text, seen_in(text, seen), language)

    assert words(text, found) == seen
    assert found.act is Act.STATEMENT
    assert found.realis is Said.ACTUAL
    assert found.made_by == f"{language}-reader"
    assert found.score == 0.95


@pytest.mark.parametrize(
    "text",
    [
        "De wethouder zou orakelen dat de brug te laat klaar is.",
        "De wethouder orakelde nooit dat de brug te laat klaar is.",
        "Als de wethouder orakelde dat de brug te laat klaar is, dan gaat hij.",
    ],
)
def test_what_may_not_have_been_said_counts_as_unsaid(text: str) -> None:
    source = "De wethouder" if text.startswith("De") else "de wethouder"
    cue = next(word for word in text.split() if word.startswith("orakel"))

    [found] = told(text, seen_in(text, (source, cue, MUTTERED[2])))
    assert found.realis is Said.HYPOTHETICAL


def test_a_reader_that_is_not_sure_adds_nothing() -> None:
    text = "De wethouder orakelde dat de brug te laat klaar is."

    assert told(text, seen_in(text, MUTTERED, score=0.3)) == []


def test_without_a_source_nothing_is_added() -> None:
    text = "De wethouder orakelde dat de brug te laat klaar is."

    assert told(text, seen_in(text, ("", *MUTTERED[1:]))) == []


def test_what_the_rules_find_stays_as_it_is() -> None:
    text = "De wethouder zegt dat de brug dicht blijft."
    plain = told(text, ())
    seen = seen_in(text, ("De wethouder", "zegt", "de brug dicht blijft"))

    assert len(plain) == 1
    assert told(text, seen) == plain


def test_the_words_of_the_cue_tell_what_is_done_by_it() -> None:
    text = "There was a prediction, the mayor's own: the bridge closes in May."
    seen = ("the mayor's", "prediction", "the bridge closes in May")
    found = told(text, seen_in(text, seen), "en")

    assert [statement.act for statement in found] == [Act.FORECAST]


SILENT = "The mill limits say that the bridge is late."
MUTTERING = "The alderman burbled that the mill was dry."


def test_what_the_reader_hears_nothing_of_is_no_statement_in_english() -> None:
    text = f"{SILENT} {MUTTERING}"
    heard = ("The alderman", "burbled", "that the mill was dry")

    assert [words(text, one)[1] for one in told(text, (), "en")] == ["say"]
    assert [words(text, one)[1] for one in told(text, seen_in(text, heard), "en")] == ["burbled"]


@pytest.mark.parametrize(
    "text",
    [
        "The alderman burbled that baker Ann Bell had heard that the mill was dry.",  # inside
        "According to the alderman, the mill was dry.",  # no verb of saying
        "The alderman put the figure at 40.",  # a figure
        '"The mill is dry," said the baker.',  # quoted words
    ],
)
def test_what_the_reader_was_taught_little_of_stands_without_it(text: str) -> None:
    aside = "The baker warbled that all was well."
    heard = seen_in(f"{text} {aside}", ("The baker", "warbled", "that all was well"))
    alone = (
        seen_in(text, ("The alderman", "burbled", "that baker Ann Bell")) if "Ann" in text else ()
    )
    readings = (*heard, *alone)

    found = [words(f"{text} {aside}", one)[1] for one in told(f"{text} {aside}", readings, "en")]

    assert len(found) > 1


def test_a_reader_that_is_very_sure_corrects_the_source() -> None:
    text = "The mill where it began and the baker said the bridge was late."
    [plain] = told(text, (), "en")
    better = ("The mill", "said", "the bridge was late")

    assert words(text, plain)[0] == "the baker"
    assert [words(text, one)[0] for one in told(text, seen_in(text, better), "en")] == ["The mill"]
    unsure = seen_in(text, better, score=0.6)
    assert [words(text, one)[0] for one in told(text, unsure, "en")] == [words(text, plain)[0]]
