"""In whose voice a happening is told, and what a headline in the present tense leaves open."""

from dataclasses import replace

import pytest
from tests.helpers import doc_of

from kroniek.extract.events.finder import EventFinder
from kroniek.model.doc import SENTENCES, Doc
from kroniek.model.text import EventMention, SentenceKind
from kroniek.packs import load_packs

FINDER = EventFinder.from_packs(load_packs())


def with_headline(text: str, language: str) -> Doc:
    """The text with its first sentence for headline."""
    doc = doc_of(text, language, upto="statements")
    head, *body = doc[SENTENCES]
    return doc.with_layer(SENTENCES, (replace(head, kind=SentenceKind.HEADLINE), *body))


def told(doc: Doc, kind: str) -> EventMention:
    """The only event of a type."""
    (event,) = (event for event in FINDER.annotate(doc) if event.type == kind)
    return event


@pytest.mark.parametrize(
    ("language", "kind", "text", "attributed"),
    [
        (
            "nl",
            "arrest",
            "Arrestaties in Gent. De politie zegt dat ze in Gent drie mannen heeft aangehouden.",
            True,
        ),
        (
            "nl",
            "arrest",
            "Arrestaties in Gent. De politie heeft in Gent drie mannen aangehouden.",
            False,
        ),
        (
            "en",
            "strike",
            "Fire in Varna. Romania shelled the port, the army said. The shelling took an hour.",
            True,
        ),
    ],
)
def test_headlines_and_what_only_comes_back_do_not_make_it_the_outlets(
    language: str, kind: str, text: str, *, attributed: bool
) -> None:
    assert (told(with_headline(text, language), kind).statement is not None) is attributed


def test_a_headline_in_the_present_leaves_it_to_the_text_whether_it_is_to_come() -> None:
    text = (
        "Noorwegen stuurt Bulgarije tanks. "
        "Noorwegen zal Bulgarije volgende maand twintig tanks sturen."
    )

    assert str(told(with_headline(text, "nl"), "aid").realis) == "planned"
