"""Credit lines with a day, the order of day and month, menus and taglines."""

import pytest

from kroniek.collect.dates import locale_of
from kroniek.collect.layout import layout_of
from kroniek.model.article import RegionKind

DUTCH = (
    "De gemeenteraad van Zwolle heeft dinsdag ingestemd met een nieuwe brug over het Zwarte Water. "
    "De bouw begint volgend voorjaar.\n\nWethouder Ria Kok sprak van een mijlpaal.\n"
)
ENGLISH = (
    "The council of Lowestoft agreed on Tuesday to build a new bridge across the harbour. "
    "Work begins next spring.\n\nCouncillor Ria Cook spoke of a milestone.\n"
)


@pytest.mark.parametrize(
    ("line", "value", "author"),
    [
        ("Joris ten Cate 3 mrt. 2021, 08:15", "2021-03-03", "Joris ten Cate"),
        ("Ida Vos 3 maart 2021", "2021-03-03", "Ida Vos"),
        ("geplaatst op 03/02/2021 door Ida", "2021-02-03", "Ida"),
        ("3 maart 2021 | Ida Vos", "2021-03-03", "Ida Vos"),
        ("wo 3 maart 2021 – door Ida Vos en Jan Bos", "2021-03-03", "Ida Vos"),
        ("3 maart 2021 om 12.30 uur door Ida Vos", "2021-03-03", "Ida Vos"),
    ],
)
def test_a_line_with_a_day_and_a_name_is_signed(line: str, value: str, author: str) -> None:
    text = f"Raad stemt in met nieuwe brug\n{line}\n\n{DUTCH}"
    layout = layout_of(text, "nl")
    assert [found.value for found in layout.declared] == [value]
    assert layout.author is not None
    assert layout.author.name == author
    assert layout.author.span is not None
    assert layout.author.span.of(text) == author
    assert (RegionKind.HEADER, line) in [(r.kind, r.span.of(text)) for r in layout.regions]


@pytest.mark.parametrize(
    ("line", "value", "author"),
    [
        ("posted on 25/03/2021 by Rosa", "2021-03-25", "Rosa"),
        ("posted on 04/03/2021 by Rosa", "2021", "Rosa"),
        ("Posted by Rosa Lind on March 4, 2021", "2021-03-04", "Rosa Lind"),
        ("March 4, 2021 10:15 am by Rosa Lind and Tom Oak", "2021-03-04", "Rosa Lind"),
    ],
)
def test_an_english_line_may_be_signed_after_by(line: str, value: str, author: str) -> None:
    layout = layout_of(f"Council agrees to a bridge\n{line}\n\n{ENGLISH}", "en")
    assert [found.value for found in layout.declared] == [value]
    assert layout.author is not None
    assert layout.author.name == author


@pytest.mark.parametrize(
    "line",
    [
        "Verkiezingen Gemeenteraad 3 maart 2021",
        "Sport Regio 3 maart 2021",
        "Op 3 maart 2021 stemt de raad door tijdgebrek niet",
    ],
)
def test_a_name_of_something_else_with_a_day_has_no_author(line: str) -> None:
    assert layout_of(f"{line}\n\n{DUTCH}", "nl").author is None


@pytest.mark.parametrize(
    ("lines", "locale"),
    [
        (["Opened on 14 May.", "It closed on 3 June 2020."], "en-GB"),
        (["Opened on May 14.", "It closed on June 3, 2020."], "en-US"),
        (["Opened on 14 May.", "It closed on June 3, 2020."], "en"),
        (["Opened on 25/05/2020, not on June 3."], "en-GB"),
        (["Opened on 05/25/2020, not on 3 June."], "en-US"),
        (["Opened in May 2020.", "— Al (@al) May 14, 2020"], "en"),
        (["Nothing here."], "en"),
    ],
)
def test_the_text_s_own_dates_show_its_order_of_day_and_month(
    lines: list[str], locale: str
) -> None:
    assert locale_of(lines, "en") == locale


def test_the_order_of_day_and_month_is_the_text_s_own() -> None:
    head = "Council agrees to a bridge\nposted on 04/03/2021 by Rosa\n\n"
    british = layout_of(f"{head}{ENGLISH}\nThe old bridge fell on 12 January.\n", "en")
    american = layout_of(f"{head}{ENGLISH}\nThe old bridge fell on January 12.\n", "en")
    assert [found.value for found in british.declared] == ["2021-03-04"]
    assert [found.value for found in american.declared] == ["2021-04-03"]


@pytest.mark.parametrize(
    ("menu", "body", "language"),
    [
        ("Home Nieuws Sport Puzzels Inloggen", DUTCH, "nl"),
        ("Voorpagina | Regio | Sport | Contact", DUTCH, "nl"),
        ("News · Business · Weather · Log in", ENGLISH, "en"),
    ],
)
@pytest.mark.parametrize("masthead", ["", "The Harbour Gazette\n"])
def test_a_menu_is_neither_title_nor_outlet(
    menu: str, body: str, language: str, masthead: str
) -> None:
    title = "Council of towns agrees on a new bridge"
    text = f"{masthead}{menu}\n\n{title}\n\n{body}"
    layout = layout_of(text, language)
    assert layout.title is not None
    assert layout.title.of(text) == title
    assert (layout.outlet.name if layout.outlet else "") == masthead.strip()
    assert (RegionKind.NAVIGATION, menu) in [(r.kind, r.span.of(text)) for r in layout.regions]


def test_a_sentence_of_menu_words_is_no_menu() -> None:
    text = f"Raad stemt in met nieuwe brug\n\nSport, muziek, kunst en natuur.\n\n{DUTCH}"
    assert RegionKind.NAVIGATION not in {region.kind for region in layout_of(text, "nl").regions}


def test_an_outlet_may_stand_before_a_bar_with_its_town() -> None:
    text = f"The Harbour Gazette | Lowestoft, U.K.\n\nCouncil agrees to a bridge\n\n{ENGLISH}"
    layout = layout_of(text, "en")
    assert layout.outlet is not None
    assert layout.outlet.name == "The Harbour Gazette"
    assert layout.title is not None
    assert layout.title.of(text) == "Council agrees to a bridge"


def test_a_number_glued_to_a_name_is_part_of_the_outlet_s() -> None:
    head = (
        "Oeverblik24\n\nElk uur het nieuws van de rivier.\n\nRaad stemt in met een nieuwe brug\n\n"
    )
    layout = layout_of(f"{head}{DUTCH}", "nl")
    assert layout.outlet is not None
    assert layout.outlet.name == "Oeverblik24"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A harbour at dawn on May 3, 2021. (Ann Lee/Courtesy)", RegionKind.CAPTION),
        ("The mayor visits the dam. (Gazette/Ann Lee)", RegionKind.CAPTION),
        ("The vote was won by two parties (Greens/Alliance)", None),
        ("The vote was won by two parties (Ann Lee/Courtesy).", None),
    ],
)
def test_a_credit_in_brackets_makes_a_caption(line: str, kind: RegionKind | None) -> None:
    text = f"Council agrees to a bridge\n\n{ENGLISH}\n{line}\n\n{ENGLISH}"
    kinds = {r.span.of(text): r.kind for r in layout_of(text, "en").regions}
    found = kinds.get(line)
    assert (found is RegionKind.CAPTION) is (kind is RegionKind.CAPTION)


@pytest.mark.parametrize(
    ("notice", "language"),
    [
        ("Dit artikel van Ida ten Cate verscheen eerder in De Oever.", "nl"),
        ("Deze column van Ida ten Cate stond op 3 mei 2021 in De Oever. Vertaling: Jan Bos.", "nl"),
        ("This essay by Ida ten Cate first appeared in The Shore.", "en"),
    ],
)
def test_a_notice_of_the_piece_names_its_writer(notice: str, language: str) -> None:
    body = DUTCH if language == "nl" else ENGLISH
    author = layout_of(f"A bridge too narrow for two\n\n{notice}\n\n{body}", language).author
    assert author is not None
    assert author.name == "Ida ten Cate"


def test_a_tagline_stands_between_the_outlet_and_the_signed_title() -> None:
    text = (
        "The Harbour Gazette\nTides, trawlers and tea\n\n"
        f"Who pays for the bridge?\nPosted on 25/03/2021 by Rosa\n\n{ENGLISH}"
    )
    layout = layout_of(text, "en")
    assert layout.title is not None
    assert layout.title.of(text) == "Who pays for the bridge?"
    own = [r.span.of(text) for r in layout.regions if r.kind is RegionKind.SITE_SLOGAN]
    assert own == ["The Harbour Gazette", "Tides, trawlers and tea"]


@pytest.mark.parametrize(
    "line",
    [
        "Reageren? Mail naar lezers@bode.example",
        "Vragen of opmerkingen? Bel de redactie via 038-1234567.",
        "Questions? Write to desk@gazette.example",
    ],
)
def test_an_invitation_to_write_is_furniture(line: str) -> None:
    text = f"Raad stemt in met nieuwe brug\n\n{DUTCH}\n\n{line}"
    kinds = {r.span.of(text): r.kind for r in layout_of(text, "nl").regions}
    assert kinds.get(line) in {RegionKind.COMMENT_PROMPT, RegionKind.SHARE_FOLLOW}


@pytest.mark.parametrize(
    ("post", "language"),
    [
        ("Harbour bridge shut until Monday. Buses diverted.", "en"),
        ("Ferry cancelled, strong winds, harbour closed", "en"),
        ("Brug vandaag dicht, bussen rijden om.", "nl"),
    ],
)
def test_a_short_post_has_its_own_language(post: str, language: str) -> None:
    text = f"Raad stemt in met brug\n\n{DUTCH}\n{post}\n— Port Watch (@portwatch) May 2, 2021\n"
    found = layout_of(text, "nl").embedded
    assert [item.language for item in found] == [language]
