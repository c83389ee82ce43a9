"""Events: triggers, participants, places, realis, and tellings brought together."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers import doc_of

from kroniek.extract.events.finder import EventFinder
from kroniek.model.doc import EVENTS, SENTENCES, Doc
from kroniek.model.text import EventMention, Realis, SentenceKind, Tense
from kroniek.packs import load_packs

TOLD = [
    (
        "nl",
        "invasion_or_attack",
        Realis.ACTUAL,
        "Roemeense troepen vielen maandag Bulgarije binnen bij de stad Ruse.",
    ),
    (
        "nl",
        "invasion_or_attack",
        Realis.ACTUAL,
        "De rebellen vielen in de nacht een legerbasis aan.",
    ),
    ("nl", "strike", Realis.ACTUAL, "Het leger beschoot de haven van Constanta met raketten."),
    ("nl", "strike", Realis.ACTUAL, "Bij een luchtaanval op Varna kwamen twaalf soldaten om."),
    ("nl", "strike", Realis.ACTUAL, "Een raket trof dinsdag een flatgebouw in Sofia."),
    (
        "nl",
        "battle",
        Realis.ACTUAL,
        "Rond de stad Plovdiv wordt zwaar gevochten tussen het leger en de rebellen.",
    ),
    ("nl", "encirclement", Realis.ACTUAL, "Het leger omsingelde de rebellen in Burgas."),
    ("nl", "territory_change", Realis.ACTUAL, "De troepen namen in mei het dorp Belene in."),
    (
        "nl",
        "territory_change",
        Realis.ACTUAL,
        "De stad werd vrijdag door het leger heroverd op de rebellen.",
    ),
    ("nl", "territory_change", Realis.PLANNED, "Het leger wil de stad volgende week innemen."),
    ("nl", "territory_change", Realis.ACTUAL, "Soldaten trokken zich terug uit Pleven."),
    ("nl", "occupation", Realis.ACTUAL, "Roemenië bezet sinds maart een deel van Bulgarije."),
    ("nl", "annexation", Realis.ACTUAL, "Roemenië annexeerde de provincie Dobritsj."),
    ("nl", "military_posture", Realis.ACTUAL, "Bulgarije stationeerde tanks langs de grens."),
    ("nl", "casualties", Realis.ACTUAL, "Bij de gevechten sneuvelden veertig militairen."),
    (
        "nl",
        "casualties",
        Realis.ACTUAL,
        "Er vielen zeker zes doden en tientallen gewonden bij de explosie.",
    ),
    ("nl", "disruption", Realis.ACTUAL, "Saboteurs vernielden de spoorlijn naar Sofia."),
    ("nl", "visit", Realis.ACTUAL, "Premier Janssen bracht woensdag een bezoek aan Praag."),
    (
        "nl",
        "visit",
        Realis.PLANNED,
        "De Deense minister Holm zal volgende week Boedapest bezoeken.",
    ),
    ("nl", "meeting", Realis.ACTUAL, "Minister Holm ontmoette in Wenen haar ambtgenoot Novak."),
    ("nl", "call", Realis.ACTUAL, "President Varga belde zondag met kanselier Weber."),
    ("nl", "negotiation", Realis.ACTUAL, "De delegaties onderhandelen in Genève over een bestand."),
    ("nl", "announcement", Realis.ACTUAL, "Denemarken kondigde donderdag een verbod aan."),
    ("nl", "statement", Realis.ACTUAL, "President Varga veroordeelde de aanval op de markt."),
    ("nl", "agreement", Realis.ACTUAL, "Noorwegen en Zweden sloten een akkoord over visserij."),
    ("nl", "agreement", Realis.ACTUAL, "Beide landen kwamen in Oslo een wapenstilstand overeen."),
    ("nl", "training", Realis.PLANNED, "Zweden gaat Letse soldaten opleiden."),
    ("nl", "sanction", Realis.ACTUAL, "De Europese Unie legde sancties op aan Roemenië."),
    ("nl", "aid", Realis.ACTUAL, "Noorwegen stuurde een hulppakket naar Bulgarije."),
    ("nl", "arrest", Realis.ACTUAL, "De politie pakte gisteren drie verdachten op in Gent."),
    ("nl", "arrest", Realis.ACTUAL, "In Gent is een man aangehouden na de overval."),
    ("nl", "air_incident", Realis.ACTUAL, "Bulgarije schoot een Roemeense straaljager neer."),
    ("nl", "publication", Realis.ACTUAL, "Het ministerie publiceerde een video van de aanval."),
    ("nl", "movement", Realis.ACTUAL, "Duizenden inwoners vluchtten naar Servië."),
    ("nl", "decision", Realis.ACTUAL, "De regering besloot de school te sluiten."),
    ("nl", "election", Realis.ACTUAL, "In Portugal werd zondag een nieuw parlement gekozen."),
    ("nl", "appointment", Realis.ACTUAL, "De directeur is maandag opgestapt."),
    ("nl", "protest", Realis.ACTUAL, "In Luik demonstreerden duizenden boeren tegen de wet."),
    ("nl", "crime", Realis.ACTUAL, "In Breda is een juwelier overvallen."),
    ("nl", "court_case", Realis.ACTUAL, "De rechtbank veroordeelde de man tot vier jaar cel."),
    ("nl", "accident", Realis.ACTUAL, "Bij Zwolle botsten twee treinen op elkaar."),
    ("nl", "disaster", Realis.ACTUAL, "Een aardbeving verwoestte het bergdorp."),
    ("nl", "death", Realis.ACTUAL, "De schilder overleed op 88-jarige leeftijd in Antwerpen."),
    (
        "nl",
        "economy",
        Realis.ACTUAL,
        "Het concern neemt zijn concurrent over voor twee miljard euro.",
    ),
    ("nl", "launch", Realis.ACTUAL, "Het bedrijf lanceerde een nieuwe telefoon."),
    (
        "nl",
        "territory_change",
        Realis.HYPOTHETICAL,
        "Als het leger de stad inneemt, vluchten de inwoners.",
    ),
    ("nl", "territory_change", Realis.NEGATED, "Het leger heeft de stad Pleven niet veroverd."),
    ("nl", "strike", Realis.DENIED, "Roemenië ontkende dat het leger de haven had beschoten."),
    (
        "nl",
        "invasion_or_attack",
        Realis.HYPOTHETICAL,
        "Varga vreest dat Roemenië Bulgarije aanvalt.",
    ),
    (
        "nl",
        "invasion_or_attack",
        Realis.HYPOTHETICAL,
        "Een mogelijke aanval op Sofia baart het leger zorgen.",
    ),
    ("nl", "visit", Realis.PLANNED, "Het geplande bezoek van Varga aan Praag is uitgelekt."),
    ("nl", "territory_change", Realis.ACTUAL, "Het leger wist de stad Pleven te veroveren."),
    (
        "nl",
        "territory_change",
        Realis.HYPOTHETICAL,
        "Het leger kan de stad Pleven elk moment veroveren.",
    ),
    (
        "nl",
        "territory_change",
        Realis.ACTUAL,
        "De rebellen zouden het dorp hebben veroverd, meldt het leger.",
    ),
    ("nl", "casualties", Realis.ACTUAL, "Twee soldaten kwamen om het leven bij Pleven."),
    ("nl", "disruption", Realis.ACTUAL, "De demonstranten staken een bus in brand."),
    ("en", "invasion_or_attack", Realis.ACTUAL, "Romanian troops invaded Bulgaria on Monday."),
    ("en", "invasion_or_attack", Realis.ACTUAL, "Rebels attacked an army base near Varna."),
    ("en", "strike", Realis.ACTUAL, "A missile struck an apartment block in Sofia on Tuesday."),
    ("en", "strike", Realis.ACTUAL, "The army shelled the port of Constanta."),
    (
        "en",
        "battle",
        Realis.ACTUAL,
        "Heavy fighting continued around Plovdiv between the army and rebels.",
    ),
    ("en", "encirclement", Realis.ACTUAL, "Government forces surrounded the rebels in Burgas."),
    ("en", "territory_change", Realis.ACTUAL, "Troops captured the village of Belene in May."),
    ("en", "territory_change", Realis.ACTUAL, "The city was retaken by the army on Friday."),
    ("en", "territory_change", Realis.PLANNED, "The army will capture the city next week."),
    ("en", "territory_change", Realis.ACTUAL, "Soldiers withdrew from Pleven."),
    ("en", "occupation", Realis.ACTUAL, "Romania has occupied part of the region since March."),
    ("en", "annexation", Realis.ACTUAL, "Romania annexed the province of Dobrich."),
    ("en", "military_posture", Realis.ACTUAL, "Bulgaria deployed tanks along the border."),
    ("en", "casualties", Realis.ACTUAL, "Forty soldiers were killed in the fighting."),
    ("en", "casualties", Realis.ACTUAL, "At least six people were killed when a bomb exploded."),
    ("en", "disruption", Realis.ACTUAL, "Saboteurs destroyed the railway to Sofia."),
    ("en", "visit", Realis.ACTUAL, "Prime Minister Jansen visited Prague on Wednesday."),
    ("en", "visit", Realis.PLANNED, "Danish minister Holm will visit Budapest next week."),
    ("en", "meeting", Realis.ACTUAL, "Minister Holm met her counterpart Novak in Vienna."),
    ("en", "call", Realis.ACTUAL, "President Varga phoned Chancellor Weber on Sunday."),
    ("en", "negotiation", Realis.ACTUAL, "The delegations are negotiating in Geneva with Norway."),
    ("en", "announcement", Realis.ACTUAL, "Denmark announced a ban on Thursday."),
    ("en", "statement", Realis.ACTUAL, "President Varga condemned the attack on the market."),
    ("en", "agreement", Realis.ACTUAL, "Norway and Sweden signed an agreement on fisheries."),
    ("en", "sanction", Realis.ACTUAL, "The European Union imposed sanctions on Romania."),
    ("en", "aid", Realis.ACTUAL, "Norway sent an aid package to Bulgaria."),
    ("en", "arrest", Realis.ACTUAL, "Police arrested three suspects in Ghent yesterday."),
    ("en", "air_incident", Realis.ACTUAL, "Bulgaria shot down a Romanian fighter jet."),
    ("en", "publication", Realis.ACTUAL, "The ministry published a video of the attack."),
    ("en", "movement", Realis.ACTUAL, "Thousands of residents fled to Serbia."),
    ("en", "decision", Realis.ACTUAL, "The government decided to close the school."),
    ("en", "election", Realis.ACTUAL, "Voters elected a new parliament in Portugal on Sunday."),
    ("en", "appointment", Realis.ACTUAL, "The director resigned on Monday."),
    ("en", "protest", Realis.ACTUAL, "Thousands of farmers protested in Liège."),
    ("en", "crime", Realis.ACTUAL, "A jeweller was robbed in Breda."),
    ("en", "court_case", Realis.ACTUAL, "The court sentenced the man to four years in prison."),
    ("en", "accident", Realis.ACTUAL, "Two trains collided near Zwolle."),
    ("en", "disaster", Realis.ACTUAL, "An earthquake devastated the village."),
    ("en", "death", Realis.ACTUAL, "The painter died in Antwerp aged 88."),
    ("en", "economy", Realis.ACTUAL, "The group acquired its rival for two billion euros."),
    ("en", "launch", Realis.ACTUAL, "The company launched a new phone."),
    (
        "en",
        "territory_change",
        Realis.HYPOTHETICAL,
        "If the army captures the city, residents will leave.",
    ),
    ("en", "territory_change", Realis.NEGATED, "The army has not captured the city of Pleven."),
    ("en", "strike", Realis.DENIED, "Romania denied that its army had shelled the port."),
    (
        "en",
        "invasion_or_attack",
        Realis.HYPOTHETICAL,
        "A possible attack on Sofia worries the army.",
    ),
    ("en", "visit", Realis.PLANNED, "The planned visit of Varga to Prague has leaked."),
    ("en", "territory_change", Realis.ACTUAL, "The army managed to capture the town of Pleven."),
    ("en", "territory_change", Realis.HYPOTHETICAL, "The army could capture the town of Pleven."),
]


def events_of(text: str, language: str = "nl") -> tuple[EventMention, ...]:
    return doc_of(text, language, upto="events")[EVENTS]


def only(kind: str, text: str, language: str = "nl") -> EventMention:
    """The one event of a type."""
    found = [event for event in events_of(text, language) if event.type == kind]
    assert len(found) == 1, found
    return found[0]


def cast(event: EventMention, text: str) -> set[tuple[str, str]]:
    """Role and first words of each participant."""
    return {(one.role, one.spans[0].of(text)) for one in event.participants}


@pytest.mark.parametrize(("language", "kind", "realis", "text"), TOLD)
def test_sentence_tells_its_event(language: str, kind: str, realis: Realis, text: str) -> None:
    told = {(event.type, event.realis) for event in events_of(text, language)}

    assert (kind, realis) in told


@pytest.mark.parametrize(
    ("language", "kind", "text"),
    [
        ("nl", "casualties", "Hij kreeg een hartaanval na de wedstrijd."),
        ("nl", "movement", "Alle vluchten naar Oslo hebben vertraging."),
        ("nl", "invasion_or_attack", "Zij kreeg in mei een hartaanval."),
        ("nl", "battle", "De strijd tegen armoede gaat door."),
        ("nl", "territory_change", "Het elftal verloor zijn aanvoerder."),
        ("nl", "agreement", "Het bestand staat op de harde schijf."),
        ("nl", "visit", "Je kunt het museum gratis bezoeken."),
        ("nl", "occupation", "De stoelen zijn bezet."),
        ("nl", "statement", "Het bedrijf, ook wel de reus genoemd, groeit."),
        ("nl", "disruption", "Het contract viel gunstig uit."),
        ("en", "invasion_or_attack", "He suffered a heart attack at home."),
        ("en", "strike", "The workers voted for a strike over wages."),
        ("en", "battle", "The fight against poverty continues."),
        ("en", "air_incident", "The scandal brought down the minister."),
        ("en", "arrest", "Two of them served jail sentences."),
        ("en", "protest", "The meeting was held on 3 March 2019."),
    ],
)
def test_sentence_tells_no_such_event(language: str, kind: str, text: str) -> None:
    assert kind not in {event.type for event in events_of(text, language)}


@pytest.mark.parametrize(
    ("language", "kind", "text", "parts"),
    [
        (
            "nl",
            "invasion_or_attack",
            "Rusland viel in 2008 Georgië aan.",
            {("attacker", "Rusland"), ("target", "Georgië")},
        ),
        (
            "nl",
            "strike",
            "De haven werd dinsdag door Franse schepen beschoten met raketten.",
            {("target", "De haven"), ("attacker", "Franse schepen")},
        ),
        (
            "nl",
            "invasion_or_attack",
            "De Russische aanval op Georgië duurde vijf dagen.",
            {("attacker", "Russische"), ("target", "Georgië")},
        ),
        (
            "nl",
            "meeting",
            "Premier Rutte ontmoette in Berlijn bondskanselier Merkel.",
            {("participant", "Rutte"), ("participant", "Merkel")},
        ),
        (
            "nl",
            "negotiation",
            "De onderhandelingen tussen Noorwegen en Zweden liggen stil.",
            {("participant", "Noorwegen"), ("participant", "Zweden")},
        ),
        (
            "nl",
            "annexation",
            "Duitsland annexeerde Oostenrijk in 1938.",
            {("actor", "Duitsland"), ("target", "Oostenrijk")},
        ),
        (
            "nl",
            "casualties",
            "Bij de beschieting kwamen vier soldaten om.",
            {("victim", "vier soldaten")},
        ),
        (
            "nl",
            "strike",
            "Frankrijk, dat in 1940 Luik innam, heeft maandag Namen beschoten met raketten.",
            {("attacker", "Frankrijk"), ("target", "Namen")},
        ),
        (
            "en",
            "casualties",
            "Merkel said Emmanuel Macron, son of a doctor, has been wounded by a bomb.",
            {("victim", "Emmanuel Macron")},
        ),
        (
            "en",
            "invasion_or_attack",
            "Russia attacked Georgia in 2008.",
            {("attacker", "Russia"), ("target", "Georgia")},
        ),
        (
            "en",
            "casualties",
            "Three fishermen were killed by French soldiers near Calais.",
            {("victim", "Three fishermen"), ("attacker", "French soldiers")},
        ),
        (
            "en",
            "arrest",
            "The man who robbed two shops was arrested by police on Monday.",
            {("arrested", "The man"), ("authority", "police")},
        ),
        (
            "en",
            "annexation",
            "Germany annexed Austria in 1938.",
            {("actor", "Germany"), ("target", "Austria")},
        ),
    ],
)
def test_participants_have_their_roles(
    language: str, kind: str, text: str, parts: set[tuple[str, str]]
) -> None:
    assert parts <= cast(only(kind, text, language), text)


def test_place_and_time_are_those_of_the_clause() -> None:
    text = "Premier Rutte bezocht maandag Berlijn, nadat hij zondag in Parijs had vergaderd."

    event = only("visit", text)

    assert [span.of(text) for span in event.places] == ["Berlijn"]
    assert [span.of(text) for span in event.times] == ["maandag"]
    assert event.tense is Tense.PAST


def test_definite_noun_goes_back_to_what_was_told() -> None:
    text = "Premier Rutte bezocht maandag Berlijn. Het bezoek duurde twee uur."

    event = only("visit", text)

    assert [span.of(text) for span in event.triggers] == ["bezocht", "bezoek"]


def test_attack_goes_on_in_the_next_sentence() -> None:
    text = "Russia attacked Georgia in 2008. The attack lasted five days."

    assert len(only("invasion_or_attack", text, "en").triggers) == 2


def test_visits_of_two_persons_stay_apart() -> None:
    text = "Premier Rutte bezocht maandag Berlijn. President Macron bezocht dinsdag Rome."

    assert len([event for event in events_of(text) if event.type == "visit"]) == 2


def test_particle_is_a_trigger_too() -> None:
    text = "De troepen namen in mei de stad Luik in."

    event = only("territory_change", text)

    assert [span.of(text) for span in event.triggers] == ["namen", "in"]


def test_pronoun_stands_for_the_only_person_named() -> None:
    text = "Minister Bot was in Wenen. Daarna bezocht hij Praag."

    assert ("visitor", "Bot") in cast(only("visit", text), text)


def test_the_town_is_the_one_named_before() -> None:
    text = "Premier Rutte bezocht Luik. Het leger heeft de stad maandag ingenomen."

    event = only("territory_change", text)

    assert [span.of(text) for span in event.places] == ["Luik"]


def test_the_town_stays_open_when_two_were_named() -> None:
    text = "Premier Rutte bezocht Luik en Namen. Het leger heeft de stad maandag ingenomen."

    assert only("territory_change", text).places == ()


def test_cancelled_visit_did_not_take_place() -> None:
    assert only("visit", "Premier Rutte zegde zijn bezoek aan Praag af.").realis is Realis.NEGATED


def test_furniture_tells_nothing() -> None:
    doc = doc_of("Rusland viel in 2008 Georgië aan.", upto="statements")
    boilerplate = [
        type(sentence)(
            sentence.span,
            SentenceKind.BOILERPLATE,
            sentence.first,
            sentence.last,
            sentence.paragraph,
            sentence.language,
        )
        for sentence in doc[SENTENCES]
    ]

    assert not list(finder().annotate(doc.with_layer(SENTENCES, boilerplate)))


def finder() -> EventFinder:
    return EventFinder.from_packs(load_packs())


WORDS = """de het een stad leger Rusland Oekraïne viel aan in te nemen innemen dat die om als niet
zal wil door op met en of maar maandag gisteren aanval bezoek bezocht soldaten sneuvelden , . : "
Poetin Zelensky hij zijn werd is heeft beschoten raket ( ) – gewond raakten the army attacked who
was killed and to capture""".split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from(["nl", "en"]))
def test_whatever_the_words_the_records_hold_together(words: list[str], language: str) -> None:
    doc: Doc = doc_of(" ".join(words), language, upto="events")
    events = doc[EVENTS]

    assert len({event.id for event in events}) == len(events)
    sentences = {sentence.span for sentence in doc[SENTENCES]}
    for event in events:
        assert len(event.triggers) == len(event.sentences)
        assert list(event.triggers) == sorted(event.triggers)
        for trigger, sentence in zip(event.triggers, event.sentences, strict=True):
            assert sentence in sentences
            assert sentence.holds(trigger)
        for span in (*event.places, *event.times):
            assert span.of(doc.text)


@pytest.mark.parametrize(
    "piece", ["viel aan ", "De aanval op Rusland, ", "om te ", "en die ", "of "]
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        doc = doc_of(piece * count, upto="statements")
        begun = time.process_time()
        list(finder().annotate(doc))
        return time.process_time() - begun

    seconds(10)
    assert seconds(8000) < 16 * max(seconds(1000), 0.01)


def test_same_text_same_events() -> None:
    text = "Rusland viel in 2008 Georgië aan. De aanval duurde vijf dagen."

    assert events_of(text) == events_of(text)
