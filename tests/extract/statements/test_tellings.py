"""Ways of telling what somebody says, each with a yes and a no of its own; laws of all of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers import doc_of

from kroniek.model.doc import STATEMENTS
from kroniek.model.text import Act, Statement
from kroniek.spans import Span


def told(text: str, language: str) -> list[Statement]:
    return list(doc_of(text, language, upto="statements")[STATEMENTS])


def joined(spans: tuple[Span, ...], text: str) -> str:
    return " … ".join(span.of(text) for span in spans)


YES = [
    # set phrases before a source
    ("nl", "In de lezing van Ankara schoten de bakkers eerst.", "Ankara",
     "schoten de bakkers eerst", Act.STATEMENT),
    ("nl", "Naar het oordeel van de bond is het plan kansloos.", "de bond",
     "is het plan kansloos", Act.STATEMENT),
    ("en", "In the view of the union, the plan is doomed.", "the union", "the plan is doomed",
     Act.STATEMENT),
    # what images and papers show
    ("nl", "Beelden van omstanders tonen hoe de molen brandt.", "Beelden van omstanders",
     "hoe de molen brandt", Act.EVIDENCE),
    ("nl", "Op beelden is te zien hoe de molen brandt.", "beelden", "hoe de molen brandt",
     Act.EVIDENCE),
    ("nl", "Uit onderzoek komt naar voren dat de dijk zakt.", "onderzoek", "dat de dijk zakt",
     Act.EVIDENCE),
    # hearsay
    ("nl", "De bakkers zouden zich hebben teruggetrokken uit de stad.", "",
     "De bakkers zouden zich hebben teruggetrokken uit de stad", Act.HEARSAY),
    # denials in other words
    ("nl", "De bewering is onzin, zegt Jansen.", "Jansen", "De bewering is onzin", Act.DENIAL),
    ("nl", "Volgens de bakker is daar niets van waar.", "de bakker", "is daar niets van waar",
     Act.DENIAL),
    ("nl", "Van een fusie is geen sprake, zei de bakker.", "de bakker",
     "Van een fusie is geen sprake", Act.DENIAL),
    ("nl", "De bakker zegt geen brieven te hebben gezien.", "De bakker",
     "geen brieven te hebben gezien", Act.DENIAL),
    ("en", "Bell said the claims were false.", "Bell", "the claims were false", Act.DENIAL),
    ("en", "He went on to deny that he had met them.", "He", "that he had met them", Act.DENIAL),
    # nothing is told
    ("nl", "De bakker wilde niet zeggen wie de molen koopt.", "De bakker",
     "wie de molen koopt", Act.NO_COMMENT),
    ("en", "Bell said he had no comment.", "Bell", "he had no comment", Act.NO_COMMENT),
    # hearers before the clause
    ("en", "Bell told colleagues he was ill.", "Bell", "he was ill", Act.STATEMENT),
    ("en", "The mayor insisted there was no plan.", "The mayor", "there was no plan", Act.DENIAL),
    # long sources
    ("en", "Two bakers familiar with the talks said the mill was sold.",
     "Two bakers familiar with the talks", "the mill was sold", Act.STATEMENT),
    ("nl", "Hoogleraar zeerecht Anna Bos noemt het oordeel voorbarig.",
     "Hoogleraar zeerecht Anna Bos", "het oordeel voorbarig", Act.ANALYSIS),
    # a programme is announced, not foretold
    ("en", "The talks will resume on Monday, the ministry said.", "the ministry",
     "The talks will resume on Monday", Act.ANNOUNCEMENT),
    ("nl", "De gesprekken zullen maandag beginnen, zei de bond.", "de bond",
     "De gesprekken zullen maandag beginnen", Act.ANNOUNCEMENT),
    ("en", "Prices will rise in May, the bakers said.", "the bakers", "Prices will rise in May",
     Act.FORECAST),
    # what another tells is no longer this one's
    ("nl", "Volgens Jansen zijn er veertig molens, meer dan de bond eerder meldde.", "Jansen",
     "zijn er veertig molens", Act.CLAIM),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "source", "content", "act"), YES)
def test_what_is_told(language: str, text: str, source: str, content: str, act: Act) -> None:
    found = [(joined(s.source, text), joined(s.content, text), s.act) for s in told(text, language)]

    assert (source, content, act) in found


NO = [
    # what somebody has in mind, as the text guesses
    ("en", "President Ann Bell likely plans to seize the mill."),
    ("en", "Bell probably wants to seize the mill."),
    ("nl", "Jansen wil waarschijnlijk de molen kopen."),
    ("nl", "De bakker denkt vermoedelijk dat hij kan winnen."),
    # deeds and things
    ("en", "Gunmen attacked a bakery."),
    ("en", "The men were defending their homes."),
    ("en", "The mill was promised to a friend."),
    ("en", "As Bell tells it, nothing moves."),
    ("nl", "De bakker toont begrip."),
]


@pytest.mark.parametrize(("language", "text"), NO)
def test_nothing_is_told(language: str, text: str) -> None:
    assert [joined(s.content, text) for s in told(text, language)] == []


CHAINS = [
    ("nl", "„Het is op”, zei Jansen volgens persbureau Tass.", "Jansen", "persbureau Tass"),
    ("en", '"It is over," Jansen said, according to Interfax.', "Jansen", "Interfax"),
    ("en", "Interfax quoted Ivan Lavrov as saying the talks were pointless.", "Ivan Lavrov",
     "Interfax"),
    ("en", "The Mail reported that Bell had told colleagues he was ill.", "Bell", "The Mail"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "inner", "outer"), CHAINS)
def test_who_passes_on_what_another_said(language: str, text: str, inner: str, outer: str) -> None:
    found = {joined(s.source, text): s for s in told(text, language)}

    assert found[inner].within == found[outer].id
    assert found[outer].within is None


PIECES = (
    "De bakker zei dat", "volgens Jansen", "de brug dicht is.", "„Het is op”,", "zegt hij.",
    "Hij ontkent dat.", "Bell said", "the mill was sold,", "according to Bell.", "She denied it.",
    '"No," he said.', "\n\n", "De bewering dat", "is onzin, aldus Anna Bos.", "zou zijn verkocht",
    "Interfax quoted Bell as saying",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), st.sampled_from(("nl", "en")))
def test_laws_of_every_statement(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    found = told(text, language)
    by_id = {one.id: one for one in found}

    assert len(by_id) == len(found)
    for one in found:
        spans = (*one.source, *one.cue, *one.content)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert one.content
        assert one.denies is None or (one.denies in by_id and one.denies != one.id)
        path = {one.id}
        outer = one.within
        while outer is not None:
            assert outer not in path
            path.add(outer)
            outer = by_id[outer].within
        parent = by_id.get(one.within) if one.within else None
        if parent is not None and parent.source:
            assert parent.source != one.source
