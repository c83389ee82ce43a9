"""What is said of what is to come: foretold, promised, threatened, demanded."""

import pytest
from tests.helpers import doc_of

from kroniek.model.doc import STATEMENTS
from kroniek.model.text import Act, Certainty

COMING = [
    # the present with a time that has not come
    ("nl", "Volgens de bakker keert de molenaar volgende week terug.", Act.FORECAST),
    ("nl", "De bakker zei dat de molens in mei gaan draaien.", Act.FORECAST),
    ("nl", "De bakker zei dat de winkels gaan sluiten.", Act.FORECAST),
    ("nl", "Volgens de bakker gaat de molen over twee weken open.", Act.FORECAST),
    ("nl", "Volgens de bakker kwam de molenaar vorige week terug.", Act.CLAIM),
    # what somebody expects in so many words
    ("nl", "„Dat is de vraag. Ik verwacht niet dat het lukt”, zei Bos.", Act.FORECAST),
    ("nl", "„Het is een rijke oogst. Over een jaar is het brood waarschijnlijk op”, zei Bos.",
     Act.FORECAST),
    ("en", "“The odds are against the mill,” Jones said.", Act.FORECAST),
    ("en", "Baker Mary Jones thinks the mill will close.", Act.FORECAST),
    ("en", "Baker Mary Jones thinks the mill is old.", Act.BELIEF),
    ("nl", "De bakker acht het denkbaar dat de molen sluit.", Act.FORECAST),
    # what is promised, or ruled out by who has a say in it
    ("nl", "„Als het moet, dan doen we het over”, zei de wethouder.", Act.COMMITMENT),
    ("en", "“There will be no new mill,” the mayor said.", Act.COMMITMENT),
    ("en", "The mayor insists she will obey the law.", Act.COMMITMENT),
    ("en", "The mayor insists she has obeyed the law.", Act.CLAIM),
    # consequences for another
    ("en", "The minister said any such ship would be a legitimate target.", Act.THREAT),
    ("nl", "De minister zei dat het buurland de prijs zal betalen.", Act.THREAT),
    # what others ought to do
    ("en", "The mayor said that the bakers should pay.", Act.DEMAND),
    ("nl", "De burgemeester zei dat de bakkers moeten betalen.", Act.DEMAND),
    ("nl", "De burgemeester zei dat hij moet betalen.", Act.STATEMENT),
    ("en", "The party wants a referendum.", Act.DEMAND),
    ("nl", "De president zei dat het leger de stad moet verlaten.", Act.DEMAND),
    # what the body will do for which an official speaks
    ("en", "The prime minister said the government would not resign.", Act.INTENT),
    # what is on a programme
    ("nl", "De NAVO zei dat de oefening volgende week begint.", Act.ANNOUNCEMENT),
    # what a judge finds is no analysis
    ("nl", "De rechter oordeelde dat de bakker moest betalen.", Act.STATEMENT),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "act"), COMING)
def test_what_is_to_come_is_told_by_the_words(language: str, text: str, act: Act) -> None:
    told = doc_of(text, language, upto="statements")[STATEMENTS]

    assert [statement.act for statement in told] == [act]


NOT_COMING = [
    # "gaat" and "gaan" with a preposition, an adverb, a noun or a posture
    ("nl", "Volgens de bakker gaat dit tegen de afspraken in."),
    ("nl", "De bakker zei: „Hier gaan mensen elke dag naar hun werk.”"),
    ("nl", "Volgens de bakker gaat het binnen goed."),
    ("nl", "Volgens de bakker gaan kinderen vaak te voet."),
    ("nl", "Volgens de bakker gaan mannen eerder weg."),
    ("nl", "De bakker zei dat de mannen gaan zitten."),
    ("nl", "De bakker zei dat de zaken gaan tussen twee en drie."),
    # "over" and "binnen" before anything but a time
    ("nl", "Volgens de bakker gaat het boek over drie zussen."),
    ("nl", "Volgens de bakker is de ruzie binnen twee families oud."),
    # what has been
    ("nl", "Volgens de bakker sloot de molen binnen een maand."),
    ("nl", "Volgens de minister is de partij na de verkiezingen verdeeld."),
    ("en", "The mayor said the shop closed within a month."),
    ("en", "The mayor said prices fell in the coming months."),
    # what happens again and again
    ("nl", "„Elke avond zitten we hier”, zei Bos."),
    ("nl", "„Steeds gaat het fout”, zei Bos."),
    ("nl", "„Vaak loopt het uit op ruzie”, zei Bos."),
    ("en", "“I had the chance of a lifetime,” Jones said."),
]


@pytest.mark.parametrize(("language", "text"), NOT_COMING)
def test_what_is_or_was_is_not_foretold(language: str, text: str) -> None:
    told = doc_of(text, language, upto="statements")[STATEMENTS]

    assert len(told) == 1
    assert told[0].act not in {Act.FORECAST, Act.ANNOUNCEMENT}


SURE = [
    ("nl", "De bakker acht het mogelijk dat de molen sluit.", Certainty.POSSIBLE),
    ("nl", "De bakker schat de schade op twee ton.", Certainty.PROBABLE),
    ("nl", "„Ik verwacht dat het lukt”, zei Bos.", Certainty.PROBABLE),
    ("nl", "„Zo niet, dan hebben we in mei geen brood”, zei Bos.", Certainty.POSSIBLE),
    ("nl", "„Hij kan goed zwemmen”, zei Bos.", Certainty.CERTAIN),
    ("nl", "„De dijk kan breken”, zei Bos.", Certainty.POSSIBLE),
    ("nl", "De bakker wil niet zeggen of de molen sluit.", Certainty.UNDERSPECIFIED),
    ("en", "The baker declined to say whether the mill would close.", Certainty.UNDERSPECIFIED),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "certainty"), SURE)
def test_how_sure_it_sounds(language: str, text: str, certainty: Certainty) -> None:
    told = doc_of(text, language, upto="statements")[STATEMENTS]

    assert [statement.certainty for statement in told] == [certainty]


SIGNS = [
    ("nl", "„Dat is de vraag. Ik verwacht dan ook niet dat het lukt”, zei Bos.", "negative"),
    ("en", "“I would be surprised if it worked,” Jones said.", "negative"),
    ("en", "“I would not be surprised if it worked,” Jones said.", "positive"),
    ("en", "Jones said the bakers were “watching, not panicking”.", "positive"),
    ("nl", "„Het is genoeg voor drie weken, meer niet”, zei Bos.", "positive"),
    ("nl", "De molenaar noemde het cijfer „schromelijk overdreven”.", "positive"),
    ("nl", "De molenaar noemde de aantijging een leugen.", "negative"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "polarity"), SIGNS)
def test_whether_it_affirms(language: str, text: str, polarity: str) -> None:
    told = doc_of(text, language, upto="statements")[STATEMENTS]

    assert [statement.polarity.value for statement in told] == [polarity]


FOUND = [
    ("nl", "De brug zal dichtgaan, heeft minister Jan Bos aangekondigd na afloop.",
     "De brug zal dichtgaan"),
    ("nl", "De minister kondigde dinsdag aan die wet te willen intrekken.",
     "die wet te willen intrekken"),
    ("nl", "Volgens de bond deden er 40 mee, volgens het bedrijf waren het er 12.",
     "waren het er 12"),
    ("en", "Whom they met he did not say.", "Whom they met"),
    ("en", "The firm said claims that it paid were false.", "claims that it paid were false"),
    ("en", "The baker promised to pay, calling the tax a farce.", "the tax a farce"),
    ("nl", "De bakker had het na afloop over „de beste dag van het jaar”.",
     "de beste dag van het jaar"),
    ("nl", "Dat het regent, vindt zij helemaal hun eigen schuld.",
     "Dat het regent … helemaal hun eigen schuld"),
    ("nl", "De bakker meldde op Telegram vier doden.", "vier doden"),
    ("nl", "Het bestuur wil de molen in mei openen.", "de molen in mei openen"),
    ("nl", "Als we de bakker mogen geloven, is de molen dicht.", "is de molen dicht"),
    ("en", "If you believe the bakers, the mill is closed.", "the mill is closed"),
    ("en", "In Kyiv they hope, of course, that the mill closes.", "that the mill closes"),
    ("en", "The mayor promised to scrap the tax that feeds the mill.",
     "to scrap the tax that feeds the mill"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "content"), FOUND)
def test_content_is_found(language: str, text: str, content: str) -> None:
    told = doc_of(text, language, upto="statements")[STATEMENTS]

    assert content in [" … ".join(span.of(text) for span in one.content) for one in told]
