"""Sentences: where they begin and end, what kind they are, and that they cover the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers import article_of

from kroniek.extract.text.breaths import MOST_TOKENS
from kroniek.extract.text.sentences import SentenceFinder
from kroniek.extract.text.tokens import TokenFinder
from kroniek.model.article import Embedded, EmbeddedKind, Region, RegionKind
from kroniek.model.doc import SENTENCES, TOKENS, Doc
from kroniek.model.text import Sentence, SentenceKind
from kroniek.packs import load_packs
from kroniek.pipeline import annotate
from kroniek.spans import Span


def _doc(text: str, language: str = "nl", **fields: object) -> Doc:
    packs = load_packs(())
    steps = (TokenFinder.from_packs(packs), SentenceFinder.from_packs(packs))
    return annotate(Doc(article_of(text, language, **fields)), steps)


def _sentences(text: str, language: str = "nl", **fields: object) -> tuple[Sentence, ...]:
    return _doc(text, language, **fields)[SENTENCES]


DUTCH = [
    ["De dijk brak.", "Het water kwam snel."],
    ["„Wij gaan niet weg.", "Nooit.”", "Dat zei de boer."],
    ['"Kom!" riep hij.', "Niemand kwam."],
    ["Dhr. De Vries en prof. dr. Bos kwamen op 3 jan. 2019 aan.", "Zij bleven."],
    ["Het kostte 5 mln. euro.", "Dat is veel."],
    ["De schade is 5 mln.", "Dat is veel."],
    ["Generaal b.d. Mulder zweeg.", "’s Avonds sprak hij."],
    ["Visser: „Dat klopt niet.", "Ik was er niet bij.”"],
    ["Waarom?", "Dat weet niemand…", "Of toch?"],
    ["De burgemeester (die ziek is) kwam niet.", "(Hij belde wel.)", "Morgen weer."],
    ["Hij wees naar plan B.", "Daarna ging hij."],
    ["Mevrouw J.P. Visser won.", "'t Is haar gegund."],
    ["Het bedrijf heet nu.nl en groeit.", "Meer staat op https://krant.example/a."],
    ["Dat zegt hij.", ",,Ik kom niet.''", "Toch kwam hij."],
    ["Er waren appels, peren enz.", "Daarna volgde soep."],
    ["Hij riep.", '" Ik kom. "', "Daarna was het stil."],
    ["“Alles is weg”, zei zij.", "“We beginnen opnieuw.”"],
    ["Wie had dat gedacht?!", "Niemand."],
]
ENGLISH = [
    ["The dam broke.", "Water came fast."],
    ["Mr. Smith met Gen. Jones in Washington, D.C.", "They spoke."],
    ["The U.S. President spoke at 5 p.m. London time.", "He left."],
    ["“We will not go,” he said.", "“Never.”"],
    ["It cost $3.5 bn.", "That is a lot."],
    ["She works for Acme Inc. in the U.S.", "The office is small."],
    ["No. 5 won.", "He said no.", "We laughed."],
    ["iPhones sell well.", "iOS does too."],
]

GLUED = [
    ("nl", "De haven bleef dicht tot maandag.", '"Wij wachten af," zei de havenmeester.'),
    ("nl", 'De haven "bleef dicht" tot maandag.', '"Wij wachten af," zei hij.'),
    ("nl", "De haven bleef dicht.", "“Wij wachten af”, zei hij."),
    ("nl", "De haven bleef dicht.", "„Wij wachten af”, zei hij."),
    ("nl", '"De haven bleef dicht."', "Wij wachten af, zei hij."),
    ("nl", "„De haven blijft dicht”, zei ze.", "Ruim honderd schippers wachten."),
    ("nl", "De haven bleef dicht, riep hij na.", "Ook de sluis ging op slot."),
    ("en", "The vote split the town.", '"If they cut this, we leave," said the baker.'),
    ("en", "Would they stay?", '"We will," said the baker.'),
    ("en", '"We will stay."', "The baker nodded."),
    ("en", "“We will stay,” said he.", "The baker nodded to us."),
    ("nl", "Dat weet niemand, zei ze.", "De sluis blijft dicht."),
    ("nl", "Dat weet niemand in de stad.", "De sluis blijft dicht."),
    ("en", "The baker told me so.", "Nobody else did, she said."),
]


@pytest.mark.parametrize(("language", "first", "second"), GLUED)
def test_a_lost_blank_after_a_full_stop_hides_no_boundary(
    language: str, first: str, second: str
) -> None:
    found = _sentences(first + second, language)
    assert [item.span for item in found] == [
        Span(0, len(first)),
        Span(len(first), len(first) + len(second)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The file is a.The one.",
        "Kijk op ab.Cd of in x.Yz vandaag.",
        "Het staat op NU.NL en elders.",
    ],
)
def test_a_capital_after_a_point_inside_a_short_word_begins_nothing(text: str) -> None:
    assert len(_sentences(text)) == 1


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Ruud K. zweeg. De politie hield Ruud K. Getuigen zagen hem.", "Getuigen zagen hem."),
        ("Van P. ontkent. Er is geen spoor van P. Omwonenden zuchten.", "Omwonenden zuchten."),
        ("Ruud K., de neef, zweeg. Men zoekt Ruud K. Omwonenden zuchten.", "Omwonenden zuchten."),
    ],
)
def test_the_initial_of_a_shortened_name_may_end_a_sentence(text: str, second: str) -> None:
    last = _sentences(text)[-1].span
    assert last.of(text) == second


def test_the_credit_of_a_picture_belongs_to_its_caption() -> None:
    text = "A harbour at dawn. (Ann Lee/Courtesy)"
    caption = Region(Span(0, len(text)), RegionKind.CAPTION, "credit")
    assert [item.span for item in _sentences(text, "en", regions=(caption,))] == [caption.span]
    assert len(_sentences(text, "en")) == 2


def test_an_initial_inside_a_full_name_ends_nothing() -> None:
    text = "Jan K. Mulder kwam. Toen sprak Jan K. Mulder over P. Visser."
    assert len(_sentences(text)) == 2
    text = "Jan K. van den Berg kwam. Toen sprak Jan K. Berghuis."
    assert len(_sentences(text)) == 2


@pytest.mark.parametrize("parts", DUTCH, ids=lambda parts: parts[0][:30])
def test_dutch_is_cut_at_these_places(parts: list[str]) -> None:
    text = " ".join(parts)

    assert [s.span.of(text) for s in _sentences(text)] == parts


@pytest.mark.parametrize("parts", ENGLISH, ids=lambda parts: parts[0][:30])
def test_english_is_cut_at_these_places(parts: list[str]) -> None:
    text = " ".join(parts)

    assert [s.span.of(text) for s in _sentences(text, "en")] == parts


@pytest.mark.parametrize(
    ("head", "rest", "language"),
    [
        ("Schade aan huizen", "Het duurde uren voordat het water zakte.", "nl"),
        ("'Ramp voor dorp'", "De schade aan de huizen is groot, zegt de gemeente.", "nl"),
        ("Oorzaak onbekend", "Volgens de brandweer was het een ongeluk.", "nl"),
        ("Reactie kabinet", "De Nederlandse regering wil nog niet reageren.", "nl"),
        ("Damage to homes", "The water took hours to go down again.", "en"),
    ],
)
def test_header_glued_to_a_sentence_is_split_off(head: str, rest: str, language: str) -> None:
    before = "Daarna was het over. " if language == "nl" else "Then it was over. "
    text = f"{before}{head} {rest}"

    found = _sentences(text, language)

    assert [s.span.of(text) for s in found[1:]] == [head, rest]
    assert [s.kind for s in found[1:]] == [SentenceKind.SUBHEAD, SentenceKind.BODY]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Volgens De Telegraaf is de minister nu echt weg.", "nl"),
        ("President Bos sprak met The New York Times over de zaak.", "nl"),
        ("De krant Het Parool meldt dat de brug weer open is.", "nl"),
        ("Jan van der Berg en Piet De Wit waren er ook bij.", "nl"),
        ("Minister Bos zei tegen De krant dat het zo niet gaat.", "nl"),
        ("Vitamin A deficiency is common in the whole region.", "en"),
        ("Officials in The Hague said on Monday that it was over.", "en"),
        ("He likes The Sopranos more than any other show there is.", "en"),
    ],
)
def test_capital_inside_a_sentence_is_no_header(text: str, language: str) -> None:
    assert [s.span.of(text) for s in _sentences(text, language)] == [text]


def test_blank_line_ends_a_paragraph_and_a_sentence() -> None:
    text = "Een kop zonder punt\r\n\r\nDe tekst begint\r\n\r\nen gaat verder."

    found = _sentences(text)

    assert [s.paragraph for s in found] == [0, 1, 2]


def test_line_break_in_wrapped_text_ends_nothing() -> None:
    text = (
        "De brandweer rukte in de nacht van dinsdag op woensdag uit met zes\n"
        "wagens, want in een loods aan de rand van het dorp was brand\n"
        "uitgebroken. De politie zette de weg af en hield iedereen op\n"
        "afstand.\n"
        "Pas in de ochtend was het vuur uit, zo meldde een woordvoerder van\n"
        "de gemeente."
    )

    found = _sentences(text)

    assert len(found) == 3
    assert [s.paragraph for s in found] == [0, 0, 1]


def test_one_line_for_each_paragraph_ends_it() -> None:
    text = "De eerste alinea is uit.\nTweede kop\nDe derde alinea loopt nog,\nook hier."

    assert [s.paragraph for s in _sentences(text)] == [0, 1, 2]


def test_regions_and_posts_give_kind_and_language_and_cut_the_text() -> None:
    text = "date 2019-05-04 Brug dicht De brug is dicht. The bridge is shut. Foto: Jansen"
    parts = {
        "head": Span(0, 15),
        "title": Span(16, 26),
        "post": Span(45, 64),
        "photo": Span(65, len(text)),
    }
    found = _sentences(
        text,
        title=parts["title"],
        regions=(
            Region(parts["head"], RegionKind.CRAWL_HEADER),
            Region(parts["photo"], RegionKind.CAPTION),
        ),
        embedded=(Embedded(parts["post"], EmbeddedKind.SOCIAL_POST, "en"),),
    )

    assert [(s.span.of(text), s.kind, s.language) for s in found] == [
        ("date 2019-05-04", SentenceKind.HEADER, "nl"),
        ("Brug dicht", SentenceKind.HEADLINE, "nl"),
        ("De brug is dicht.", SentenceKind.BODY, "nl"),
        ("The bridge is shut.", SentenceKind.EMBEDDED_POST, "en"),
        ("Foto: Jansen", SentenceKind.CAPTION, "nl"),
    ]


def test_text_without_visible_characters_has_no_sentences() -> None:
    assert _sentences(" \n\t ") == ()


WORDS = [
    "De man",
    " kwam",
    " Het",
    " was",
    " 3",
    " dr.",
    " mln.",
    " A.",
    "\n\n",
    "\r\n",
    ",,",
    "''",
]
PIECES = st.sampled_from([*WORDS, *" \n.!?”“\"'…(),„–😀\u00a0\u200b\u0301"])


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(["nl", "en"]), st.data())
def test_every_visible_character_lies_in_exactly_one_sentence(
    pieces: list[str], language: str, data: st.DataObject
) -> None:
    text = "".join(pieces)
    cut = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    regions = (Region(Span(*cut), RegionKind.TEASER),) if cut[0] < cut[1] else ()
    doc = _doc(text, language, regions=regions)
    covered = [0] * len(text)
    last = 0
    for sentence in doc[SENTENCES]:
        assert sentence.first == last < sentence.last
        assert sentence.span.start == doc[TOKENS][sentence.first].start
        assert sentence.span.end == doc[TOKENS][sentence.last - 1].end
        last = sentence.last
        for place in range(*sentence.span):
            covered[place] += 1

    assert last == len(doc[TOKENS])
    assert all(n == 1 for n, sign in zip(covered, text, strict=True) if not sign.isspace())


@pytest.mark.parametrize(
    "unit", ["„", '. " ', "? ! ", "De ", "A. ", "De man zei\n", ".\n", "(", "mln. ", "'' "]
)
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begun = time.process_time()

    _doc(text)

    assert time.process_time() - begun < 10


@pytest.mark.parametrize("unit", ["de dijk, ", "en nog een dijk ", "De ", "( "])
def test_what_is_too_long_for_a_sentence_is_cut_where_it_takes_breath(unit: str) -> None:
    doc = _doc("De dijk brak. " + unit * 3000)
    sentences = doc[SENTENCES]

    assert max(one.last - one.first for one in sentences) <= MOST_TOKENS
    assert [one.first for one in sentences[1:]] == [one.last for one in sentences[:-1]]
    if "," in unit:
        assert all(doc[TOKENS][one.last - 1].text == "," for one in sentences[1:])
