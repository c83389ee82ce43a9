"""Layout: what is the article, and what is the page around it."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.collect.layout import layout_of
from kroniek.model.article import EmbeddedKind, RegionKind

BODY = (
    "De rivier is in de nacht van dinsdag op woensdag buiten haar oevers getreden. Drie dorpen "
    "staan onder water, zegt burgemeester An de Boer. „Zo hoog heeft het water hier in honderd "
    "jaar nog nooit gestaan”, vertelt zij.\n\n"
    "Het leger helpt met boten. Volgens het waterschap zakt het peil pas in het weekend.\n\n"
    "Over de schade is nog niets bekend. De minister komt morgen kijken."
)
ENGLISH = (
    "The river burst its banks in the night from Tuesday to Wednesday. Three villages are under "
    "water, mayor Ann Lee said. “It has never been this high in a hundred years,” she told us.\n\n"
    "The army helps with boats. The water board says that the level will fall at the weekend.\n\n"
    "Nothing is known about the damage yet. The minister will visit tomorrow."
)


def _kinds(text: str, language: str = "nl") -> dict[str, RegionKind]:
    return {r.span.of(text): r.kind for r in layout_of(text, language).regions}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Lees ook: Waterschap waarschuwt", RegionKind.TEASER),
        ("LEES OOK Waterschap waarschuwt", RegionKind.TEASER),
        ("READ  Dam breaks in the north", RegionKind.TEASER),
        ("Read more: Dam breaks in the north", RegionKind.TEASER),
        ("Lees hier het hele interview:", RegionKind.TEASER),
        ("Volg ons op Telegram", RegionKind.SHARE_FOLLOW),
        ("Volg De Proefkrant op 𝕏 Volg De Proefkrant op Facebook", RegionKind.SHARE_FOLLOW),
        ("Facebook Twitter WhatsApp E-mail", RegionKind.SHARE_FOLLOW),
        ("Follow The Sample on Facebook and X.", RegionKind.SHARE_FOLLOW),
        ("Schrijf je in voor onze nieuwsbrief!", RegionKind.SHARE_FOLLOW),
        ("Geef een reactie", RegionKind.COMMENT_PROMPT),
        ("12 reacties", RegionKind.COMMENT_PROMPT),
        ("Leave a comment", RegionKind.COMMENT_PROMPT),
        ("© 2021 De Proefkrant. Alle rechten voorbehouden.", RegionKind.COPYRIGHT),
        ("Copyright 2021 The Sample", RegionKind.COPYRIGHT),
        ("Overname van dit artikel alleen met toestemming.", RegionKind.COPYRIGHT),
        ("This article is licensed under CC BY 4.0.", RegionKind.COPYRIGHT),
        ("Tekst loopt door onder de foto", RegionKind.OTHER),
        ("Advertentie", RegionKind.OTHER),
        ("Tags: water, dijken", RegionKind.OTHER),
        ("Home > Nieuws > Binnenland", RegionKind.NAVIGATION),
        ("Foto: Jan Jansen/ANP", RegionKind.CAPTION),
        ("An de Boer. beeld Gemeente Dorp", RegionKind.CAPTION),
        ("Soldiers carry sand. (AP Photo/John Smith)", RegionKind.CAPTION),
        ("The village under water / Reuters", RegionKind.CAPTION),
        ("Image source, Getty Images", RegionKind.CAPTION),
        ("Image caption, Villagers fill bags with sand", RegionKind.CAPTION),
        ("Photograph: Ann Lee/The Sample", RegionKind.CAPTION),
        ("2 uur geleden", RegionKind.OTHER),
        ("Published 3 hours ago", RegionKind.OTHER),
        ("Van onze redactie buitenland", RegionKind.HEADER),
        ("Door ANP", RegionKind.HEADER),
        ("Schade aan huizen", RegionKind.SUBHEAD),
        ("'Geen geld voor dijken'", RegionKind.SUBHEAD),
        ("Wat doet de overheid?", RegionKind.SUBHEAD),
        (
            "„Zo hoog heeft het water nog nooit gestaan” An de Boer, burgemeester",
            RegionKind.PULLQUOTE,
        ),
    ],
)
def test_line_between_paragraphs_is_recognised(line: str, kind: RegionKind) -> None:
    first, rest = BODY.split("\n\n", 1)

    assert _kinds(f"{first}\n\n{line}\n\n{rest}") == {line: kind}


@pytest.mark.parametrize(
    "line",
    [
        "De politie deelt via Facebook dat de weg weer open is.",
        "Volgens persbureau ANP is de dijk veilig.",
        "Foto's van de ramp tonen hoe groot de schade is.",
        "Like Facebook, Twitter said it would remove the posts.",
        "Lezers van deze krant hielpen mee met zakken vullen.",
        "Het boek werd uit het Engels vertaald door zijn vrouw.",
        "„Ik ga hier niet meer weg”, zegt boer Piet Mulder uit het dorp.",
        "Op 12 maart 2021 brak de dijk voor de eerste keer.",
        "Hij schreef een reactie op het plan van de minister.",
        "De auteursrechten liggen bij de schrijver, zo oordeelde de rechter in Utrecht op vrijdag.",
    ],
)
def test_ordinary_sentence_is_no_furniture(line: str) -> None:
    first, rest = BODY.split("\n\n", 1)

    assert _kinds(f"{first}\n\n{line}\n\n{rest}") == {}


def test_pull_quote_takes_its_speaker_along() -> None:
    first, rest = BODY.split("\n\n", 1)
    quote = "„Zo hoog heeft het water nog nooit gestaan”\nAn de Boer, burgemeester"
    text = f"{first}\n\n{quote}\n\n{rest}"

    assert set(_kinds(text).values()) == {RegionKind.PULLQUOTE}
    assert len(_kinds(text)) == 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Rivier treedt buiten oevers\n\n{BODY}", "Rivier treedt buiten oevers"),
        (
            f" date 2021-03 Rivier stijgt, 'dijken houden'\n\n{BODY}",
            "Rivier stijgt, 'dijken houden'",
        ),
        (f"Is dit het ergste water ooit?\n\n{BODY}", "Is dit het ergste water ooit?"),
        (f"Bedrijf Jansen B.V. Noord failliet\n{BODY}", "Bedrijf Jansen B.V. Noord failliet"),
        (
            f"12 maart 2021\nBinnenland\nRivier stijgt snel\nDoor An Visser\n{BODY}",
            "Rivier stijgt snel",
        ),
        (f"https://krant.example/a\nTitel: Rivier stijgt\n\n{BODY}", "Rivier stijgt"),
        (BODY, None),
        (f" date 2021-03-12 {BODY}", None),
        ("Een losse regel\nNog een regel\nEn een derde", None),
    ],
)
def test_title_is_the_first_line_that_really_is_a_headline(text: str, title: str | None) -> None:
    found = layout_of(text, "nl").title

    assert (found.of(text) if found else None) == title


def test_title_in_english_title_case_may_have_a_full_stop() -> None:
    text = f"River Bursts Its Banks After Heavy Rain.\n\n{ENGLISH}"

    found = layout_of(text, "en").title

    assert found is not None
    assert found.of(text) == "River Bursts Its Banks After Heavy Rain."


def test_doubled_headline_is_told_once_and_what_stands_above_it_is_the_page() -> None:
    text = (
        "maart 12, 2021\n\nRegionaal\n\nElke dag het meeste nieuws uit de streek.\n\n"
        f"Rivier stijgt snel\n\nRivier stijgt snel\n\n{BODY}"
    )

    found = layout_of(text, "nl")

    assert [region.kind for region in found.regions] == [
        RegionKind.CRAWL_HEADER,
        RegionKind.NAVIGATION,
        RegionKind.SITE_SLOGAN,
        RegionKind.HEADLINE,
        RegionKind.REPEATED_HEADLINE,
    ]


@pytest.mark.parametrize(
    ("top", "language", "value"),
    [
        ("date 2021-03-12 ", "nl", "2021-03-12"),
        ("date 2021-03 ", "nl", "2021-03"),
        ("maart 12, 2021\n\n", "nl", "2021-03-12"),
        ("vrijdag 12 maart 2021, 10:34 uur\n\n", "nl", "2021-03-12"),
        ("Gepubliceerd op 12-03-2021\n\n", "nl", "2021-03-12"),
        ("12-Mar-21\n", "en", "2021-03-12"),
        ("Published March 12, 2021 at 10:15 am ET\n\n", "en", "2021-03-12"),
        ("Friday, March 12, 2021\n\n", "en", "2021-03-12"),
        ("03/12/2021\n\n", "en", "2021"),
        ("03/25/2021\n\n", "en", "2021-03-25"),
        ("31-02-2021\n\n", "nl", None),
    ],
)
def test_date_in_the_furniture_is_declared(top: str, language: str, value: str | None) -> None:
    text = top + (BODY if language == "nl" else ENGLISH)

    found = layout_of(text, language).declared

    assert [item.value for item in found] == ([value] if value else [])


def test_date_of_change_says_so() -> None:
    text = f"Rivier stijgt snel\n\nGepubliceerd: 12 maart 2021\nBijgewerkt: 14 maart 2021\n\n{BODY}"

    assert [(item.value, item.where) for item in layout_of(text, "nl").declared] == [
        ("2021-03-12", "line with a date of publication"),
        ("2021-03-14", "line with a date of change"),
    ]


def test_post_is_embedded_with_author_and_day_and_without_its_tail() -> None:
    post = "“We are very worried about the dam, and so should you be.”\nWatch this. "
    tail = "pic.twitter.com/a1B2c3\n— Ann Lee (@annlee) March 12, 2021"
    text = BODY.replace("\n\n", "\n").replace("\nOver", f"\n{post}{tail}\nOver")

    found = layout_of(text, "nl")

    (embedded,) = found.embedded
    assert embedded.span.of(text) == post.strip()
    assert embedded.kind is EmbeddedKind.SOCIAL_POST
    assert embedded.language == "en"
    assert embedded.author == "Ann Lee"
    assert embedded.handle == "@annlee"
    assert embedded.posted_on == date(2021, 3, 12)
    assert embedded.credit is not None
    assert [(r.span.of(text), r.kind) for r in found.regions] == [(tail, RegionKind.POST_TAIL)]


def test_post_in_the_articles_own_language_takes_one_paragraph() -> None:
    post = "De dijk houdt het nog, maar het water stijgt."
    text = BODY.replace("\n\nOver", f"\n\n{post} — Waterschap (@water) 12 maart 2021\n\nOver")

    (embedded,) = layout_of(text, "nl").embedded

    assert embedded.span.of(text) == post
    assert embedded.language == "nl"


def test_wire_headline_and_foreign_paragraph_are_embedded() -> None:
    wire = "MINISTER ZEGT DAT ALLE DIJKEN VAN HET LAND WORDEN VERHOOGD – WOORDVOERDER"
    foreign = (
        "The dams in this country are not what they should be, and they have not been for years."
    )
    text = BODY.replace("\n\nOver", f"\n\n{wire}\n\n{foreign}\n\nOver")

    found = {item.span.of(text): item for item in layout_of(text, "nl").embedded}

    assert found[wire].kind is EmbeddedKind.WIRE_HEADLINE
    assert found[foreign].kind is EmbeddedKind.QUOTED_ARTICLE
    assert found[foreign].language == "en"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Door An Visser", "An Visser"),
        ("Door: Piet van der Berg", "Piet van der Berg"),
        ("By Ann Lee and John Smith", "Ann Lee"),
        ("Door hevige regen", None),
        ("Door ANP", None),
        ("By Ann Lee in Utrecht", "Ann Lee"),
        ("By Ann Lee, The Sample, Utrecht", "Ann Lee"),
    ],
)
def test_byline_names_the_author(line: str, author: str | None) -> None:
    text = f"Rivier stijgt snel\n\n{line}\n\n{BODY}"
    found = layout_of(text, "nl").author

    assert (found.name if found else None) == author
    if found is not None:
        assert found.span is not None
        assert found.span.of(text) == found.name


@pytest.mark.parametrize(
    ("line", "language", "outlet", "origin"),
    [
        ("Vertaald uit het Engels door De Proefkrant", "en", "De Proefkrant", None),
        ("Vertaling: De Proefkrant", None, "De Proefkrant", None),
        ("Translated from the German by Ann Lee", "de", "Ann Lee", None),
        ("Originally published in The Sample Post", None, None, None),
        ("Vertaald uit het Duits. Eerder verschenen in Die Probe", "de", None, None),
        ("© 2021 vertaling door De Proefkrant", None, "De Proefkrant", None),
    ],
)
def test_notice_of_translation_is_read(
    line: str, language: str | None, outlet: str | None, origin: str | None
) -> None:
    found = layout_of(f"{BODY}\n\n{line}", "nl")

    original = found.translated_from
    assert (original.language if original else None) == language
    assert (original.outlet if original else None) == origin
    assert (found.outlet.name if found.outlet else None) == outlet


def test_titles_under_a_bare_prompt_are_teasers_too() -> None:
    text = f"{BODY}\n\nLees ook:\n- Dijk breekt in het noorden\n- Storm eist twee levens"

    assert list(_kinds(text).values()) == [RegionKind.TEASER] * 3


def test_date_line_below_the_text_is_declared() -> None:
    text = f"{BODY}\n\nLaatste update: 14 maart 2021"

    (found,) = layout_of(text, "nl").declared

    assert (found.value, found.where) == ("2021-03-14", "line with a date of change")


def test_paragraph_after_an_announcing_colon_is_a_quoted_article() -> None:
    quoted = (
        "De dijken in het hele land zijn de afgelopen jaren verwaarloosd, en het geld is op. "
        "Dat wist iedereen."
    )
    text = BODY.replace("\n\nOver", f"\n\nEen andere krant schrijft:\n\n{quoted}\n\nOver")

    (found,) = layout_of(text, "nl").embedded

    assert found.span.of(text) == quoted
    assert found.kind is EmbeddedKind.QUOTED_ARTICLE


def test_writer_at_the_end_of_a_paragraph_is_the_author() -> None:
    text = BODY.replace("vertelt zij.", "vertelt zij, schrijft Piet Mulder.")

    found = layout_of(text, "nl").author

    assert found is not None
    assert found.name == "Piet Mulder"


def test_chapter_of_sentences_above_a_repeated_line_is_no_furniture() -> None:
    text = "Het regent.\nHet waait.\nHet stormt.\nEen gewone korte regel\nEen gewone korte regel\n"

    assert RegionKind.SITE_SLOGAN not in _kinds(text + BODY).values()


PIECES = st.sampled_from(
    (
        "De dijk is hoog.|Kop|\n|\n\n|\r\n| |„Zo hoog stond het nooit”|Lees ook: |©|Foto: ANP|Door|"
        "meldt:|!|date 2020-01-01 |— A (@b) May 2, 2021|The dam is not what it was for us|"
        " An Visser|(@|12 maart 2021|MINISTER ZEGT DAT ALLES NU WEL GOED IS|vertaling"
    ).split("|")
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30), st.sampled_from(["nl", "en"]))
def test_regions_and_embedded_texts_are_disjoint_and_inside_the_text(
    pieces: list[str], language: str
) -> None:
    text = "".join(pieces)
    found = layout_of(text, language)
    spans = sorted([*(r.span for r in found.regions), *(e.span for e in found.embedded)])
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert span.of(text).strip() == span.of(text)
        end = span.end

    assert list(found.regions) == sorted(found.regions, key=lambda region: region.span)
    for item in found.declared:
        assert item.span is not None
        assert item.span.of(text)


def test_a_caption_with_a_day_that_the_next_line_repeats_is_one_region() -> None:
    text = "De dijk is hoog. Foto: ANP date 2020-01-01\ndate 2020-01-01"
    spans = [region.span for region in layout_of(text, "nl").regions]

    assert all(left.end <= right.start for left, right in pairwise(spans))
