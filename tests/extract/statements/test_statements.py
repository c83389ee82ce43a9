"""Who says what, construction by construction, in Dutch and English."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers import doc_of

from kroniek.ids import StatementId
from kroniek.model.article import Embedded, EmbeddedKind
from kroniek.model.doc import STATEMENTS
from kroniek.model.text import Act, Certainty, Evidence, Form, Polarity, Said, Statement
from kroniek.spans import Span


def statements_of(text: str, language: str = "nl") -> tuple[Statement, ...]:
    return doc_of(text, language, upto="statements")[STATEMENTS]


def _joined(spans: tuple[Span, ...], text: str) -> str:
    return " … ".join(span.of(text) for span in spans)


def _told(text: str, language: str) -> list[tuple[str, str, str]]:
    return [
        (_joined(s.source, text), _joined(s.cue, text), _joined(s.content, text))
        for s in statements_of(text, language)
    ]


DUTCH = [
    # direct
    ("„De brug blijft dicht”, zegt burgemeester Jansen.", "burgemeester Jansen", "zegt",
     "De brug blijft dicht"),
    ("Burgemeester Jansen zei: „De brug blijft dicht.”", "Burgemeester Jansen", "zei",
     "De brug blijft dicht."),
    ("Jansen: „De brug blijft dicht.”", "Jansen", ":", "De brug blijft dicht."),
    ("„De brug blijft dicht”, aldus de gemeente.", "de gemeente", "aldus", "De brug blijft dicht"),
    ("„De brug blijft dicht”, liet Jansen weten. „De weg ook.”", "Jansen", "liet … weten",
     "De brug blijft dicht … De weg ook."),
    ("„De brug”, zegt Jansen, „blijft nog weken dicht.”", "Jansen", "zegt",
     "De brug … blijft nog weken dicht."),
    ("„De brug blijft dicht”, voegde Jansen eraan toe.", "Jansen", "voegde … toe",
     "De brug blijft dicht"),
    # reported clauses
    ("Minister De Boer zei dinsdag dat de brug dichtblijft.", "Minister De Boer", "zei",
     "dat de brug dichtblijft"),
    ("Volgens bakker Jansen is de brug dicht.", "bakker Jansen", "Volgens", "is de brug dicht"),
    ("De brug is volgens bakker Jansen nog dicht.", "bakker Jansen", "volgens",
     "De brug is … nog dicht"),
    ("De brug is dicht, volgens bakker Jansen.", "bakker Jansen", "volgens", "De brug is dicht"),
    ("De brug is dicht, aldus bakker Jansen.", "bakker Jansen", "aldus", "De brug is dicht"),
    ("De brug is dicht, zegt Jansen.", "Jansen", "zegt", "De brug is dicht"),
    ("De brug gaat open, kondigde Jansen aan.", "Jansen", "kondigde … aan", "De brug gaat open"),
    ("De regering heeft toegegeven dat de brug lek is.", "De regering", "toegegeven",
     "dat de brug lek is"),
    ("Jansen gaf gisteren toe dat de brug lek is.", "Jansen", "gaf … toe", "dat de brug lek is"),
    ("Uit luchtfoto's blijkt dat de brug weg is.", "luchtfoto's", "blijkt", "dat de brug weg is"),
    ("De brug is naar verluidt verkocht aan een bakker.", "", "naar verluidt",
     "De brug is … verkocht aan een bakker"),
    ("De gemeente belooft de brug te herstellen.", "De gemeente", "belooft",
     "de brug te herstellen"),
    ("Jansen dreigt de brug te sluiten.", "Jansen", "dreigt", "de brug te sluiten"),
    ("De vakbond noemt het plan een schande.", "De vakbond", "noemt", "het plan een schande"),
    ("De boeren eisen meer geld voor melk.", "De boeren", "eisen", "meer geld voor melk"),
    ("De gemeente, die eerder beweerde dat de brug veilig was, zwijgt.", "De gemeente", "beweerde",
     "dat de brug veilig was"),
    ("De bakker stond op en zei: „Het brood is op.”", "De bakker", "zei", "Het brood is op."),
    ("De brug is dicht. Dat heeft bakker Jansen laten weten.", "bakker Jansen", "laten weten",
     "De brug is dicht"),
    ("De brug is dicht, zo meldt het ministerie.", "het ministerie", "meldt", "De brug is dicht"),
    ("„De brug is dicht”, zei de bakker, Piet Jansen.", "de bakker, Piet Jansen", "zei",
     "De brug is dicht"),
    ("„De brug is dicht”, aldus Van Dijk.", "Van Dijk", "aldus", "De brug is dicht"),
    ("Ook bronnen rond het kabinet melden dat de brug dicht is.", "bronnen rond het kabinet",
     "melden", "dat de brug dicht is"),
]  # fmt: skip

ENGLISH = [
    ("“The bridge stays closed,” Mayor Jones said.", "Mayor Jones", "said",
     "The bridge stays closed,"),
    ("“The bridge,” said Jones, “stays closed for weeks.”", "Jones", "said",
     "The bridge, … stays closed for weeks."),
    ("Jones told reporters that the bridge was closed.", "Jones", "told",
     "that the bridge was closed"),
    ("Jones said the bridge was closed.", "Jones", "said", "the bridge was closed"),
    ("Mary Jones, the mayor of Newtown, said the bridge was closed.",
     "Mary Jones, the mayor of Newtown", "said", "the bridge was closed"),
    ("Rep. Mary Jones (R-Ohio) said the bridge was closed.", "Rep. Mary Jones (R-Ohio)", "said",
     "the bridge was closed"),
    ("According to the baker, the bridge was closed.", "the baker", "According to",
     "the bridge was closed"),
    ("The bridge was closed, according to police.", "police", "according to",
     "The bridge was closed"),
    ("The bridge was closed, Jones said Friday.", "Jones", "said", "The bridge was closed"),
    ("Police have denied that the bridge was unsafe.", "Police", "denied",
     "that the bridge was unsafe"),
    ("The union accused the city of lying about the bridge.", "The union", "accused",
     "the city of lying about the bridge"),
    ("The bridge was allegedly sold to a baker.", "", "allegedly",
     "The bridge was … sold to a baker"),
    ("The city promised to repair the bridge.", "The city", "promised", "to repair the bridge"),
    ("A study shows that the bridge is safe.", "A study", "shows", "that the bridge is safe"),
    ("Jones opened the gate and said the bridge was closed.", "Jones", "said",
     "the bridge was closed"),
    ("Asked about the gate, Jones said: “No comment today.”", "Jones", "said",
     "No comment today."),
    ("The bridge is said to be closed.", "", "said", "to be closed"),
    ("“It will never reopen.” ― Mary Jones", "Mary Jones", "―", "It will never reopen."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), DUTCH)
def test_dutch_constructions(text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in _told(text, "nl")


@pytest.mark.parametrize(("text", "source", "cue", "content"), ENGLISH)
def test_english_constructions(text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in _told(text, "en")


@pytest.mark.parametrize("text", [row[0] for row in (*DUTCH, *ENGLISH)])
def test_content_has_no_marks_around_it(text: str) -> None:
    for language in ("nl", "en"):
        for statement in statements_of(text, language):
            for span in statement.content:
                said = span.of(text)
                assert not (said[0] in "„“" and said[-1] == "”")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De brug ging dinsdag weer open en de bakker verkocht veel brood.", "nl"),
        ("Volgens afspraak kwamen de bakkers dinsdag.", "nl"),
        ("Dat wil niet zeggen dat de brug veilig is.", "nl"),
        ("Hij stelde de bakker voor aan de molenaar.", "nl"),
        ("De bakker vertelt graag.", "nl"),
        ("The bridge reopened on Friday and the baker sold much bread.", "en"),
        ("The baker has plans for 40 states.", "en"),
        ("You know the baker.", "en"),
    ],
)
def test_a_word_of_saying_without_content_says_nothing(text: str, language: str) -> None:
    assert _told(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "act", "certainty", "polarity"),
    [
        ("Jansen zegt dat de brug dicht is.", "nl", "statement", "certain", "positive"),
        ("Jansen zegt dat de brug niet dicht is.", "nl", "statement", "certain", "negative"),
        ("Jansen zegt dat de brug niet alleen dicht is.", "nl", "statement", "certain", "positive"),
        ("Dat is niet vreemd, zegt Jansen.", "nl", "statement", "certain", "positive"),
        ("Jansen zegt dat de brug mogelijk dicht is.", "nl", "statement", "possible", "positive"),
        ("Jansen zegt dat de brug waarschijnlijk dicht is.", "nl", "statement", "probable",
         "positive"),
        ("Jansen zei dat de brug zou zijn verkocht.", "nl", "statement", "underspecified",
         "positive"),
        ("Jansen zegt dat hij de brug niet sluit.", "nl", "denial", "certain", "negative"),
        ("Jansen ontkent dat de brug dicht is.", "nl", "denial", "certain", "negative"),
        ("Jansen zegt dat de brug dicht zal gaan.", "nl", "forecast", "probable", "positive"),
        ("Jansen verwacht niet dat de brug dichtgaat.", "nl", "forecast", "probable", "negative"),
        ("Jansen hoopt dat de brug dichtgaat.", "nl", "belief", "probable", "positive"),
        ("De brug is naar verluidt dicht.", "nl", "hearsay", "underspecified", "positive"),
        ("Verkeersdeskundige Jansen zegt dat de brug dicht is.", "nl", "analysis", "certain",
         "positive"),
        ("De vakbond noemt het plan een schande.", "nl", "accusation", "certain", "positive"),
        ("Jones said the bridge was not closed.", "en", "statement", "certain", "negative"),
        ("Jones said the bridge might be closed.", "en", "statement", "possible", "positive"),
        ("Jones denied that the bridge was closed.", "en", "denial", "certain", "negative"),
        ("Jones believes that the bridge is closed.", "en", "belief", "probable", "positive"),
        ("The bridge was reportedly closed.", "en", "hearsay", "underspecified", "positive"),
        ("„Wie niet betaalt, moet weg”, zei Bos.", "nl", "statement", "certain", "positive"),
        ("Bos zei dat de man die niet betaalde, weg is.", "nl", "statement", "certain",
         "positive"),
        ("„Het schip, dat verzekerd was, is niet lek”, zei Bos.", "nl", "statement", "certain",
         "negative"),
        ("Bos zei dat het plan mislukt als de bank niet betaalt.", "nl", "statement", "certain",
         "positive"),
        ("„Het gaat niet om geld maar om eer”, zei Bos.", "nl", "statement", "certain",
         "positive"),
        ("„Het is niet goed, maar we stemmen voor”, zei Bos.", "nl", "statement", "certain",
         "negative"),
        ("„Of hij komt, weet ik niet”, zei Bos.", "nl", "statement", "underspecified", "negative"),
        ("Anyone who doesn't pay is cut off, Jones said.", "en", "statement", "certain",
         "positive"),
        ("The ship, which was insured, has not sunk, Jones said.", "en", "statement", "certain",
         "negative"),
        ("“My guess is June,” Jones said.", "en", "forecast", "probable", "positive"),
        ("“I don't know whether he will come,” Jones said.", "en", "statement", "underspecified",
         "negative"),
    ],
)  # fmt: skip
def test_act_certainty_and_polarity(
    text: str, language: str, act: str, certainty: str, polarity: str
) -> None:
    found = statements_of(text, language)[0]

    assert (found.act, found.certainty, found.polarity) == (
        Act(act), Certainty(certainty), Polarity(polarity),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "realis"),
    [
        ("Jansen kan zeggen: „Wij waren eerst.”", "nl", Said.HYPOTHETICAL),
        ("Het is alsof Jansen zegt: „Wij waren eerst.”", "nl", Said.HYPOTHETICAL),
        ("Jansen zou zeggen: „Wij waren eerst.”", "nl", Said.HYPOTHETICAL),
        ("Als Jansen zegt: „Wij waren eerst”, lacht iedereen.", "nl", Said.HYPOTHETICAL),
        ("Jones could say: “We were first.”", "en", Said.HYPOTHETICAL),
        ("If Jones says “We were first,” everyone laughs.", "en", Said.HYPOTHETICAL),
        ("Jansen zei niet dat hij eerst was.", "nl", Said.HYPOTHETICAL),
        ("Niemand heeft gezegd dat het makkelijk is.", "nl", Said.HYPOTHETICAL),
        ("Stel dat Jansen zegt: „Ik stop ermee.”", "nl", Said.HYPOTHETICAL),
        ("Jones never said that the bridge was closed.", "en", Said.HYPOTHETICAL),
        ("Nobody said that the bridge was closed.", "en", Said.HYPOTHETICAL),
        ("Jansen geeft zelden toe dat de brug lek is.", "nl", Said.GENERIC),
        ("Jansen zei: „Wij waren eerst.”", "nl", Said.ACTUAL),
    ],
)
def test_what_nobody_said_is_never_told_as_said(text: str, language: str, realis: Said) -> None:
    found = [s for s in statements_of(text, language) if s.cue]

    assert found
    assert {statement.realis for statement in found} == {realis}


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("„Goed”, zegt Piet Jansen. De bakker bakt. „Beter dan ooit”, zegt hij.", "hij",
         "Piet Jansen"),
        ("Bakker Piet Jansen bakt brood. „Het wordt beter”, zegt de bakker.", "de bakker",
         "Piet Jansen"),
        ("Piet Jansen bakt. Zijn woordvoerders zeggen dat het brood op is.", "Zijn woordvoerders",
         None),
    ],
)  # fmt: skip
def test_a_source_comes_down_to_a_mention(text: str, source: str, speaker: str | None) -> None:
    found = [s for s in statements_of(text) if _joined(s.source, text) == source]

    assert [s.speaker and s.speaker.of(text) for s in found] == [speaker]


def test_a_quotation_without_cue_goes_on_with_the_last_speaker() -> None:
    text = "De brug is dicht, zegt Piet Jansen. „Wij wachten al een week op de molenaar.”"
    first, second = statements_of(text)

    assert second.source == ()
    assert second.cue == ()
    assert second.form is Form.DIRECT
    assert second.speaker == first.speaker


def test_a_quotation_before_any_speaker_is_of_the_only_person_quoted() -> None:
    text = (
        "„Het brood wordt volgend jaar duurder.”\n\n"
        "De prijs stijgt. „Het graan is op”, zegt Piet Jansen."
    )
    first, last = statements_of(text)

    assert first.speaker == last.speaker
    assert first.score < last.score


def test_a_denied_claim_lies_within_its_denial() -> None:
    text = "De gemeente ontkende beschuldigingen dat de brug lek is."
    denial, claim = sorted(statements_of(text), key=lambda s: s.act is not Act.DENIAL)

    assert claim.within == denial.id
    assert denial.denies == claim.id
    assert claim.certainty is Certainty.UNDERSPECIFIED


def test_what_a_quotation_reports_lies_within_it() -> None:
    text = "„De molenaar zegt dat het meel op is”, zei bakker Jansen."
    outer = next(s for s in statements_of(text) if s.form is Form.DIRECT)
    inner = next(s for s in statements_of(text) if s.form is Form.INDIRECT)

    assert inner.within == outer.id


def test_a_post_is_said_by_its_author() -> None:
    text = "Er was nieuws.\n\nThe bridge is open again today!\n\n— Mary Jones May 3, 2019\n\nMeer."
    at, end = text.index("The bridge"), text.index("\n\n—")
    credit = Span(text.index("—"), text.index("\n\nMeer"))
    post = Embedded(
        Span(at, end), EmbeddedKind.SOCIAL_POST, "en", author="Mary Jones", credit=credit
    )
    found = doc_of(text, upto="statements", embedded=(post,))[STATEMENTS]

    assert [(_joined(s.source, text), s.form, _joined(s.content, text)) for s in found] == [
        ("Mary Jones", Form.DIRECT, "The bridge is open again today!")
    ]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Volgens ooggetuigen is de brug weg.", Evidence.EYEWITNESS),
        ("Uit dronebeelden blijkt dat de brug weg is.", Evidence.IMAGES),
        ("Volgens het ministerie is de brug weg.", Evidence.OFFICIAL),
        ("Volgens experts is de brug weg.", Evidence.EXPERT),
        ("Volgens bronnen is de brug weg.", Evidence.UNNAMED),
        ("Volgens persbureau Reuters is de brug weg.", Evidence.MEDIA),
        ("Volgens Jansen is de brug weg.", None),
    ],
)
def test_the_kind_of_evidence_is_in_the_words_of_the_source(
    text: str, evidence: Evidence | None
) -> None:
    assert statements_of(text)[0].evidence is evidence


def test_a_refusal_to_comment_is_no_denial() -> None:
    assert statements_of("De gemeente wilde niet reageren op vragen.")[0].act is Act.NO_COMMENT
    assert statements_of("The city declined to comment.", "en")[0].act is Act.NO_COMMENT


_PIECES = st.sampled_from(
    "Jansen Piet zei zegt dat dat volgens ontkent claims de brug is niet „ ” “ \" ' , . : ( ) said"
    " that according to hij kan zeggen wil te om aan toe gaf en maar die \n".split(" ")
)


@given(st.lists(_PIECES, max_size=40), st.sampled_from(["nl", "en"]))
@settings(max_examples=150, deadline=None)
def test_spans_lie_in_the_text_ids_are_unique_and_within_never_runs_in_a_circle(
    pieces: list[str], language: str
) -> None:
    text = " ".join(pieces)
    found = statements_of(text, language) if text.strip() else ()
    by_id = {statement.id: statement for statement in found}

    assert len(by_id) == len(found)
    for statement in found:
        assert statement.content
        for span in (*statement.content, *statement.cue, *statement.source):
            assert 0 <= span.start < span.end <= len(text)
        seen: set[StatementId] = set()
        here: StatementId | None = statement.id
        while here is not None:
            assert here not in seen
            seen.add(here)
            here = by_id[here].within
        assert statement.denies is None or statement.denies in by_id


@pytest.mark.parametrize(
    "unit", ["Jansen zei dat ", "„Ja”, zei hij. ", "volgens Jansen ", "he said that ", "( Jansen "]
)
def test_time_grows_linearly_on_hostile_text(unit: str) -> None:
    times = []
    for size in (250, 1_000):
        begin = time.process_time()
        statements_of(unit * size)
        times.append(time.process_time() - begin)

    assert times[1] < 12 * times[0] + 1.0


TOLD = [
    ("nl", "Een verpleegkundige zei vrijdag tegen minister De Boer: „Wij zijn moe.”",
     "Een verpleegkundige", "Wij zijn moe."),
    ("nl", "Een feest waarop een boer uit Beilen, bij Emmen, tegen Hofstra zei: „Hij is op.”",
     "een boer uit Beilen", "Hij is op."),
    ("nl", "Tegen de rechter zei Jansen dat hij sliep.", "Jansen", "dat hij sliep"),
    ("nl", "Volgens Jansen zei de bakker dat het brood op was.", "de bakker",
     "dat het brood op was"),
    ("nl", "Toen het donker werd, waren volgens de boeren alle koeien binnen.", "de boeren",
     "waren … alle koeien binnen"),
    ("nl", "Het slachtoffer is volgens de brandweer een 40-jarige man uit Assen.", "de brandweer",
     "Het slachtoffer is … een 40-jarige man uit Assen"),
    ("nl", "De vereniging houdt het op 300 bezoekers.", "De vereniging", "300 bezoekers"),
    ("nl", "De commissie sluit ontslag niet uit.", "De commissie", "ontslag"),
    ("nl", "De minister deed de kritiek af als onzin.", "De minister", "de kritiek … als onzin"),
    ("nl", "De bewoners eisen 2 miljoen euro.", "De bewoners", "2 miljoen euro"),
    ("nl", "Elk noemt het plan van de ander diefstal.", "Elk", "het plan van de ander diefstal"),
    ("nl", "Een buurvrouw zei dat haar zoon had gehoord dat de school sluit.", "haar zoon",
     "dat de school sluit"),
    ("nl", "De school wist van het lek. Dat blijkt uit brieven die de krant heeft ingezien.",
     "brieven", "De school wist van het lek"),
    ("nl", "Piet Jansen, woordvoerder van de bond, noemde die eis onhaalbaar.",
     "Piet Jansen, woordvoerder van de bond", "die eis onhaalbaar"),
    ("nl", "De club is van plan het veld te verkopen.", "De club", "het veld te verkopen"),
    ("nl", "De trainer liet doorschemeren dat hij vertrekt.", "De trainer", "dat hij vertrekt"),
    ("en", "When the rain stopped, according to the farmers, forty cows were dead.",
     "the farmers", "forty cows were dead"),
    ("en", "The union called that “a bluff”.", "The union", "that “a bluff”"),
    ("en", "The union puts the number at 300.", "The union", "the number at 300"),
    ("en", "The workers had demanded 5 percent and the company had offered 2 percent.",
     "The workers", "5 percent"),
    ("en", "The workers had demanded 5 percent and the company had offered 2 percent.",
     "the company", "2 percent"),
    ("en", "Each calls the other's plan theft.", "Each", "the other's plan theft"),
    ("en", "A neighbour said her son had heard that the school would close.", "her son",
     "that the school would close"),
    ("en", "In a letter dated May 3, the city's park chief, Anna Bell, wrote that the trees died.",
     "the city's park chief, Anna Bell", "that the trees died"),
    ("en", "Mary Brown, who had promised that the road would open, told Dutch radio that it did.",
     "Mary Brown", "that it did"),
    ("en", "The minister hinted that he might leave.", "The minister", "that he might leave"),
    ("en", "On Tuesday the union said that its members would strike.", "the union",
     "that its members would strike"),
    ("en", "In 2019 the agency concluded that the mine was safe.", "the agency",
     "that the mine was safe"),
    ("en", "Two days later the army said it had found the plane.", "the army",
     "it had found the plane"),
    ("en", "At a hearing in Oslo the witness said the door was open.", "the witness",
     "the door was open"),
    ("en", "After the vote the leader said he would resign.", "the leader", "he would resign"),
    ("en", "A diplomat who asked not to be named said the talks had failed.",
     "A diplomat who asked not to be named", "the talks had failed"),
    ("nl", "Die dag zei de minister dat de haven dichtging.", "de minister",
     "dat de haven dichtging"),
    ("nl", "Twee dagen later zei het leger dat het vliegtuig weg was.", "het leger",
     "dat het vliegtuig weg was"),
    ("nl", "Een arts die anoniem wil blijven, vertelt dat de medicijnen op zijn.",
     "Een arts die anoniem wil blijven", "dat de medicijnen op zijn"),
    ("nl", "Bewoners die de knal hoorden, zeggen dat de ruiten trilden.",
     "Bewoners die de knal hoorden", "dat de ruiten trilden"),
    ("nl", "Het bedrijf dat de dijk bouwde, ontkent dat er fouten zijn gemaakt.",
     "Het bedrijf dat de dijk bouwde", "dat er fouten zijn gemaakt"),
    ("nl", "De man die het deed, zegt Bos, is weg.", "Bos", "De man die het deed"),
    ("en", "The minister told reporters in Oslo, Norway, last month that the talks had failed.",
     "The minister", "that the talks had failed"),
    ("nl", "Naar eigen zeggen heeft Mulder nooit geld gekregen.", "Mulder",
     "heeft … nooit geld gekregen"),
    ("nl", "Mulder, die in Ede woont, zag naar eigen zeggen twee mannen.",
     "Mulder, die in Ede woont", "zag … twee mannen"),
    ("nl", "Dinsdag verloor het bedrijf naar eigen zeggen geld.", "het bedrijf",
     "Dinsdag verloor … geld"),
    ("en", "By his own account, Brown never received money.", "Brown", "never received money"),
    ("nl", "De dijk is lek, zei het waterschap op gezag van een ingenieur.", "een ingenieur",
     "De dijk is lek"),
    ("nl", "De krant meldt op gezag van twee bronnen dat de brug dichtgaat.", "twee bronnen",
     "dat de brug dichtgaat"),
    ("nl", "De top begint naar verwachting om negen uur.", "", "De top begint … om negen uur"),
    ("nl", "De verzekeraar gaat voorlopig uit van 3 miljoen.", "De verzekeraar", "3 miljoen"),
    ("nl", "De politie gaat uit van zelfmoord en sluit uit dat er een dader is.", "De politie",
     "zelfmoord"),
    ("nl", "De politie gaat er nog van uit dat de man viel.", "De politie", "dat de man viel"),
    ("nl", "De club wijst alle kritiek van de bond van de hand.", "De club",
     "alle kritiek van de bond"),
    ("nl", "De haven is veilig, zei Bos, daaraan toevoegend dat er politie komt.", "Bos",
     "dat er politie komt"),
    ("en", "The plane was turned back, officials said, adding that no one was hurt.",
     "officials", "that no one was hurt"),
    ("nl", "De bewering dat de dijk lek is, noemde Bakker „onzin”.", "", "dat de dijk lek is"),
    ("nl", "De bewering dat de dijk lek is, noemde Bakker „onzin”.", "Bakker",
     "De bewering dat de dijk lek is … onzin"),
    ("nl", "De eis dat hij vertrekt, noemde Bos redelijk.", "", "dat hij vertrekt"),
    ("en", "The claim that the army was not warned is not credible.", "",
     "that the army was not warned"),
    ("en", "Her claim that the bridge was unsafe did not convince the council.", "Her",
     "that the bridge was unsafe"),
    ("nl", "Bos hoorde van een agent dat de fabriek sluit.", "een agent",
     "dat de fabriek sluit"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "source", "content"), TOLD)
def test_who_is_told_what_by_whom(language: str, text: str, source: str, content: str) -> None:
    assert (source, content) in [(who, what) for who, _, what in _told(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Hij had net zo goed kunnen zeggen: „Koop dan een boot.”"),
        ("nl", "Stel dat de koning zegt: „Ik treed af.”"),
        ("nl", "Haar blik leek te zeggen: „Ga weg.”"),
        ("nl", "Hij zei niet: „Ik stop ermee.”"),
        (
            "nl",
            "De trainer zei: „Wij winnen altijd.” Dat deed hij niet, maar zijn gezicht straalde.",
        ),
        ("nl", "„Ik stop ermee”, zei de trainer. Dat heeft hij nooit gezegd."),
        ("en", "He might as well have said, “Buy a boat.”"),
        ("en", "“I quit,” he should have said."),
        ("en", "She seemed to say, “Go away.”"),
        ("en", "He did not say “I quit.”"),
        ("en", "If she had said, “Stay,” he would have stayed."),
        ("en", "“I quit,” said the coach. He never said that."),
    ],
)
def test_words_nobody_said_are_never_told_as_said(language: str, text: str) -> None:
    quoted = [s for s in statements_of(text, language) if s.form is Form.DIRECT]

    assert quoted
    assert all(s.realis is not Said.ACTUAL for s in quoted)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De bakker weigerde te betalen."),
        ("en", "The baker refused to pay."),
        ("en", "She declined to run for office."),
        ("nl", "De burgemeester spreekt over een uur."),
        ("nl", "De winkel houdt het brood op een plank."),
        ("nl", "Jansen ging naar huis en sloot de deur."),
        ("en", "Green left the house and closed the door."),
        ("nl", "De veroverde dorpen liggen aan zee."),
        ("nl", "Twee agenten spraken op voorwaarde van anonimiteit."),
        ("en", "Two of the officers spoke on condition of anonymity."),
        ("en", "She spoke in front of the house."),
        ("nl", "Hij werd op gezag van de rechter vrijgelaten."),
        ("nl", "De uitnodiging gaat uit van de gemeente."),
    ],
)
def test_deeds_attribute_nothing(language: str, text: str) -> None:
    assert not statements_of(text, language)


@pytest.mark.parametrize(
    ("language", "text", "act"),
    [
        ("nl", "„Dat klopt niet”, zegt een woordvoerder.", Act.DENIAL),
        ("nl", "„Wij hebben nooit geld aangenomen”, zegt Jansen.", Act.DENIAL),
        ("en", "“That is a lie,” Jones said.", Act.DENIAL),
        ("en", "“That may be true,” Jones said.", Act.STATEMENT),
        ("nl", "„Dat kan waar zijn”, zei Bos.", Act.STATEMENT),
        ("nl", "Bos zegt dat daar geen sprake van kan zijn.", Act.DENIAL),
        ("nl", "Bos zegt dat dat waar is.", Act.STATEMENT),
        ("en", "Weeks said that it was not true.", Act.DENIAL),
        ("nl", "„Dat is geen leugen”, zei Bos.", Act.STATEMENT),
        ("nl", "De man noemde de beschuldiging een leugen.", Act.DENIAL),
        ("nl", "De club wees de aantijging van de hand.", Act.DENIAL),
        ("nl", "Bos zei dat hij had gehoord dat de fabriek sluit.", Act.HEARSAY),
        ("nl", "Mulder had naar eigen zeggen gehoord dat de fabriek sluit.", Act.HEARSAY),
        ("en", "Weeks said he had heard that the plant would close.", Act.HEARSAY),
        ("nl", "De bakker weigerde te zeggen waarom hij sloot.", Act.NO_COMMENT),
        ("en", "The baker refused to comment.", Act.NO_COMMENT),
        ("nl", "De coach zei dat hij geen nederlaag verwachtte.", Act.FORECAST),
        ("en", "She said she plans to return.", Act.INTENT),
        ("en", "The company said it would appeal.", Act.INTENT),
        ("nl", "Er zouden honderd mensen zijn opgepakt.", Act.HEARSAY),
        ("nl", "De commissie sluit ontslag niet uit.", Act.SPECULATION),
    ],
)
def test_one_statement_with_the_act_of_its_words(language: str, text: str, act: Act) -> None:
    assert [s.act for s in statements_of(text, language)] == [act]


def test_he_and_she_are_told_apart_by_given_names() -> None:
    text = (
        "Wethouder Anna Prins wijst het plan af. Voorzitter Kees Wolters zei dat het kon. "
        "Volgens haar is het geld op. „Wij zijn boos”, zei hij."
    )
    spoken = {s.source[0].of(text): s.speaker for s in statements_of(text) if s.speaker}

    assert spoken["haar"].of(text) == "Anna Prins"
    assert spoken["hij"].of(text) == "Kees Wolters"


def test_a_body_is_meant_by_its_noun_and_a_place_is_no_source() -> None:
    text = (
        "Waterschap Vechtdal sluit de stuw. Het waterschap zegt dat het moet. "
        "Het ziekenhuis in Assen zei dat er plaats was."
    )
    first, second = statements_of(text)

    assert first.speaker is not None
    assert first.speaker.of(text) == "Waterschap Vechtdal"
    assert second.speaker is None
