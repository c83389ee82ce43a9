"""What a plain telling is by who tells it: claim, report, accusation, evidence."""

import pytest
from tests.helpers import doc_of

from kroniek.model.doc import STATEMENTS
from kroniek.model.text import Act


def acts_of(text: str, language: str) -> list[Act]:
    """The acts of the statements in a text."""
    return [one.act for one in doc_of(text, language, upto="statements")[STATEMENTS]]


TOLD = [
    # a party claims what its forces achieve, an official what happened to the enemy
    ("nl", "Kolonel Jan Bos zei dat zijn mannen de brug hadden veroverd.", Act.CLAIM),
    ("nl", "De rebellen zeggen dat zij drie dorpen controleren.", Act.CLAIM),
    ("en", "The army said it had captured the village of Newton.", Act.CLAIM),
    ("en", "Governor Mary Jones said air defences had downed nine drones.", Act.CLAIM),
    # a position of the same party is no claim
    ("en", "The army said it was ready for talks.", Act.STATEMENT),
    ("nl", "Kolonel Jan Bos zei dat hij trots is op zijn dochter.", Act.STATEMENT),
    # who counts the dead reports them
    ("nl", "Burgemeester Jan Bos zei dat er drie mensen zijn omgekomen.", Act.REPORT),
    ("en", "The mayor said two people were killed in the fire.", Act.REPORT),
    ("nl", "Volgens het ministerie zijn er 40 woningen beschadigd.", Act.REPORT),
    ("en", "The central bank said inflation fell to 2.1 percent in May.", Act.REPORT),
    # others have an interest
    ("en", "The lawyer said her client was at home.", Act.CLAIM),
    ("nl", "Volgens bakker Jan Bos is de muur al jaren scheef.", Act.CLAIM),
    # a prosecutor accuses the suspect, and whoever lays blame accuses
    ("nl", "De officier van justitie zei dat de verdachte de loods in brand stak.",
     Act.ACCUSATION),
    ("en", "The baker said the miller was responsible for the fire.", Act.ACCUSATION),
    ("en", "The baker said the vote was rigged.", Act.ACCUSATION),
    # pictures and data show
    ("en", "Satellite images show that the bridge is gone.", Act.EVIDENCE),
    ("nl", "Volgens meetgegevens zakte de brug al in mei.", Act.EVIDENCE),
    ("nl", "Volgens het rapport zakte de brug al in mei.", Act.REPORT),
    # former officials explain
    ("nl", "Volgens oud-ambassadeur Jan Bos draait het om graan.", Act.ANALYSIS),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "act"), TOLD)
def test_a_plain_telling_is_what_its_teller_makes_of_it(language: str, text: str, act: Act) -> None:
    told = doc_of(text, language, upto="statements")[STATEMENTS]

    assert [statement.act for statement in told] == [act]


def test_how_somebody_was_introduced_counts_when_they_are_named_again() -> None:
    text = (
        "Kolonel Jan Bos ging naar buiten. Het regende. "
        "„De brug is veroverd en het dorp is van ons”, zei Bos."
    )

    assert [s.act for s in doc_of(text, upto="statements")[STATEMENTS]] == [Act.CLAIM]


INNOCENT = [
    ("nl", "De burgemeester zei dat de school achter de kerk staat."),
    ("nl", "De burgemeester zei dat zij verantwoordelijk is voor de scholen."),
    ("nl", "De wethouder zei dat inwoners zelf verantwoordelijk zijn voor hun tuin."),
    ("nl", "De politie zei dat onduidelijk is wie achter de aanslag zit."),
    ("nl", "De politie zei niet te weten wie verantwoordelijk is voor de brand."),
    ("nl", "De wethouder zei dat de campagne is gericht op burgers."),
    ("nl", "De wethouder zei dat de stad een schuld aan de bank heeft."),
    ("nl", "De wethouder zei dat de schuld van de gemeente is gedaald."),
    ("nl", "De bakker zei dat hij dat expres deed."),
    ("nl", "De minister zei dat niemand schuld heeft aan de brand."),
    ("nl", "De minister zei dat het tribunaal oorlogsmisdaden berecht."),
    ("nl", "De bakker zei dat de molenaar niet verantwoordelijk is voor de brand."),
    ("nl", "De officier zei dat hij op vakantie was."),
    ("nl", "Het Openbaar Ministerie zei dat bij de aanval drie mensen zijn gedood."),
    ("nl", "Het OM zei dat de verdachte maandag voor de rechter komt."),
    ("nl", "De aanklager zei dat hij hoger beroep instelt."),
    ("nl", "De aanklager zei dat het motief onbekend is."),
    ("nl", "Het parket zei dat de daders nog worden gezocht."),
    ("nl", "De bakker zei dat de cijfers er niet om liegen."),
    ("en", "The mayor said the school is behind the church."),
    ("en", "The mayor said she is responsible for schools."),
    ("en", "The mayor said the fire station is behind schedule."),
    ("en", "The minister said she is responsible for fire safety."),
    ("en", "The police said it was unclear who was behind the attack."),
    ("en", "The police said they did not know who was responsible for the fire."),
    ("en", "The group said it was responsible for the attack."),
    ("en", "The mayor said nobody was to blame for the fire."),
    ("en", "The mayor said a man was lying on the pavement."),
    ("en", "The mayor said the ship is lying off the coast."),
    ("en", "The baker said the garden was left wild on purpose."),
    ("en", "The minister said a tribunal would try war crimes."),
    ("en", "The minister said the war crimes court is in the city."),
    ("en", "The baker said the miller was not responsible for the fire."),
    ("en", "Prosecutors said three people were killed in the strike on Newton."),
    ("en", "Prosecutors said he was on holiday."),
    ("en", "Prosecutors said she would appeal."),
    ("en", "Prosecutors said the suspect will appear in court on Monday."),
    ("en", "Prosecutors said the suspect was in hospital."),
    ("en", "Prosecutors said the motive was unknown."),
    ("en", "Prosecutors said no suspects had been identified."),
    ("en", "Prosecutors said they were looking for the gunman."),
    ("en", "The mayor said he had driven to work."),
    ("en", "The minister said the meeting was behind closed doors."),
    ("en", "The mayor said the bank was behind the plan."),
    ("en", "The baker said the cat ambushed the dog."),
    ("en", "Prosecutors said the trial starts on Monday."),
    ("en", "Prosecutors said they sold the seized cars."),
    ("en", "Prosecutors said the defendants were innocent."),
    ("nl", "De trainer zei dat de verdediging verantwoordelijk is voor het succes."),
    ("nl", "De burgemeester zei dat hij achter de politie staat."),
    ("nl", "De minister zei dat de dader achter de tralies zit."),
    ("en", "The spokesman said the man responsible for the fire was in custody."),
    ("en", "The minister said the government is to blame for nothing."),
]


@pytest.mark.parametrize(("language", "text"), INNOCENT)
def test_no_blame_is_read_into_ordinary_words(language: str, text: str) -> None:
    assert Act.ACCUSATION not in acts_of(text, language)


BLAMED = [
    ("nl", "De officier van justitie zei dat de verdachte de loods in brand stak."),
    ("nl", "De officier van justitie zei dat hij drie mannen heeft gedood."),
    ("nl", "Het OM zei dat de bende geld witwaste."),
    ("nl", "Het Openbaar Ministerie zei dat de verdachte zijn buurman heeft vermoord."),
    ("nl", "De molenaar zei dat de bakker verantwoordelijk is voor de bosbrand."),
    ("nl", "De minister zei dat het buurland achter de aanslag zit."),
    ("nl", "De minister zei dat het buurland oorlogsmisdaden heeft gepleegd."),
    ("nl", "De molenaar zei dat de bakker heeft gelogen."),
    ("nl", "De minister zei dat het leger opzettelijk burgers heeft aangevallen."),
    ("nl", "De molenaar zei dat de brand de schuld van de bakker is."),
    ("nl", "De molenaar zei dat de bakker schuld heeft aan de brand."),
    ("en", "The baker said the miller was responsible for the fire."),
    ("en", "The baker said the vote was rigged."),
    ("en", "The minister said the militia was behind the attack on the mill."),
    ("en", "The minister said the army was committing war crimes."),
    ("en", "The minister said that the bombing is a war crime."),
    ("en", "Prosecutors said he stabbed two men."),
    ("en", "Prosecutors said the gunman killed five people."),
    ("en", "Prosecutors said she had laundered the money."),
    ("en", "The baker said the miller is lying."),
    ("en", "The minister said the army had deliberately targeted hospitals."),
    ("en", "The baker said the miller was to blame."),
    ("en", "“They are responsible for the deaths,” Jones said."),
]


@pytest.mark.parametrize(("language", "text"), BLAMED)
def test_who_is_held_to_blame_is_accused(language: str, text: str) -> None:
    assert acts_of(text, language) == [Act.ACCUSATION]


PLAIN = [
    ("nl", "De minister zei dat hij zijn handen vol heeft."),
    ("nl", "De minister zei dat er een akkoord is bereikt."),
    ("nl", "De burgemeester zei dat de gemeente dit wil voorkomen."),
    ("nl", "De generaal zei dat het schip oud is."),
    ("nl", "De minister zei dat de controle strenger wordt."),
    ("nl", "De burgemeester zei dat hij gisteren is overgegeven."),
    ("nl", "De minister zei dat de trein het station heeft bereikt."),
    ("en", "The mayor said he had driven to work."),
    ("en", "The mayor said the law entered into force in May."),
    ("en", "The minister said prices were under control."),
    ("en", "The general said the base was built in 1950."),
    ("en", "The minister said talks had advanced."),
    ("en", "The minister said he had withdrawn the bill."),
    ("en", "The minister said his party controls the council."),
    ("en", "The mayor said the trapped cat was rescued."),
    ("en", "The finance minister said the debt was destroyed."),
    ("en", "The mayor said the storm destroyed ten homes."),
    ("en", "The minister said prisoners may vote."),
    ("en", "The mayor said seized goods were sold."),
    ("en", "The minister said the army had retreated into politics."),
]


@pytest.mark.parametrize(("language", "text"), PLAIN)
def test_words_of_war_in_peace_make_no_claim(language: str, text: str) -> None:
    assert acts_of(text, language)
    assert Act.CLAIM not in acts_of(text, language)


UNHARMED = [
    ("nl", "De minister zei dat de man om wie het gaat ziek is."),
    ("nl", "De burgemeester zei dat mensen in angst leven."),
    ("nl", "De burgemeester zei dat het leven duur is."),
    ("nl", "De burgemeester zei dat het ziekenhuis nieuw is."),
    ("nl", "De burgemeester zei dat een agent ziek is."),
    ("en", "The governor said the governing body met."),
    ("en", "The mayor said the dog is missing a leg."),
    ("en", "The minister said the tax hurt exporters."),
    ("en", "The minister said she was pleased with the images."),
    ("nl", "De minister zei dat de beelden mooi zijn."),
]


@pytest.mark.parametrize(("language", "text"), UNHARMED)
def test_nobody_harmed_is_no_report_nor_evidence(language: str, text: str) -> None:
    told = acts_of(text, language)

    assert told
    assert not {Act.REPORT, Act.EVIDENCE} & set(told)


VICTIMS = [
    ("en", "Prosecutors said three people were killed in the strike on Newton."),
    ("nl", "Het Openbaar Ministerie zei dat bij de aanval drie mensen zijn gedood."),
    ("nl", "Burgemeester Jan Bos zei dat twee mensen om het leven kwamen."),
    ("en", "The mayor said two people are missing."),
    ("en", "The mayor said the storm destroyed ten homes."),
]


@pytest.mark.parametrize(("language", "text"), VICTIMS)
def test_what_befell_victims_is_reported(language: str, text: str) -> None:
    assert acts_of(text, language) == [Act.REPORT]


def test_a_rank_that_others_bear_makes_no_soldier() -> None:
    assert acts_of("The secretary general said the attacks must end.", "en") != [Act.CLAIM]
    assert acts_of("The general said the attacks failed.", "en") == [Act.CLAIM]
    assert acts_of("The fire captain said the attacks failed.", "en") == [Act.STATEMENT]
    assert Act.CLAIM not in acts_of(
        "De commandant van de brandweer zei dat hij de brand onder controle heeft.", "nl"
    )
