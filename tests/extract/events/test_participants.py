"""Who takes part: read off the clause, and the state that its words stand for."""

import pytest
from tests.helpers import doc_of

from kroniek.extract.events.states import States
from kroniek.model.doc import EVENTS
from kroniek.model.text import EventMention
from kroniek.packs import lexicon, load_packs


def _event(text: str, language: str, kind: str) -> EventMention:
    """The first event of a type."""
    return next(e for e in doc_of(text, language, upto="events")[EVENTS] if e.type == kind)


STATES = [
    ("nl", "strike", "Een Roemeense luchtaanval op Varna kostte tien levens.", "romania"),
    ("nl", "strike", "Twintig Roemeense drones bestookten vrijdag Varna.", "romania"),
    ("nl", "strike", "Roemeense gevechtsdrones bestookten vrijdag Varna.", "romania"),
    ("nl", "sanction", "Londen legde vrijdag sancties op aan Mali.", "united-kingdom"),
    ("nl", "announcement", "Boekarest kondigde vrijdag een offensief aan.", "romania"),
    ("en", "strike", "Romanian missiles struck Varna on Friday.", "romania"),
    ("en", "sanction", "Ottawa imposed sanctions on Mali on Friday.", "canada"),
    ("en", "invasion_or_attack", "The Romanian invasion of Bulgaria began in May.", "romania"),
]


@pytest.mark.parametrize(("language", "kind", "text", "state"), STATES)
def test_who_acts_for_a_state_stands_for_it(
    language: str, kind: str, text: str, state: str
) -> None:
    event = _event(text, language, kind)

    assert f"gpe:{state}" in {one.stands_for for one in event.participants}


NO_STATE = [
    ("nl", "strike", "Rebellen bestookten vrijdag Boekarest met drones."),
    ("nl", "arrest", "De politie hield een Roemeense journalist aan."),
    ("en", "strike", "Rebels shelled Bucharest on Friday."),
    ("en", "arrest", "Police arrested a Romanian journalist on Friday."),
]


@pytest.mark.parametrize(("language", "kind", "text"), NO_STATE)
def test_what_is_hit_or_who_only_comes_from_a_country_is_no_state(
    language: str, kind: str, text: str
) -> None:
    event = _event(text, language, kind)

    assert {one.stands_for for one in event.participants} == {None}


def test_brussels_is_the_union_only_where_the_article_names_it() -> None:
    told = "Brussel legde vrijdag sancties op aan Mali."

    alone = _event(told, "nl", "sanction")
    named = _event(f"{told} De Europese Unie vindt dat nodig.", "nl", "sanction")

    assert [one.stands_for for one in alone.participants if one.role == "actor"] == [None]
    assert "org:european-union" in {one.stands_for for one in named.participants}


def test_the_words_of_a_country_s_soldiers_begin_with_its_adjective() -> None:
    text = "Honderden Roemeense soldaten sneuvelden vrijdag bij Varna."

    event = _event(text, "nl", "casualties")

    assert "Roemeense soldaten" in {s.of(text) for p in event.participants for s in p.spans}


def test_every_capital_and_its_country_are_known() -> None:
    packs, table = load_packs(), lexicon("shared/states.toml")

    for place, state in (*table["capitals"].items(), *table["bodies"].items()):
        assert place in packs.by_id
        assert state in packs.by_id


LANDS = [("Varna", "gpe:bulgaria"), ("Roemenië", "gpe:romania"), ("Nergenshuizen", None)]


@pytest.mark.parametrize(("form", "country"), LANDS)
def test_a_place_lies_in_the_country_of_all_that_bear_its_name(
    form: str, country: str | None
) -> None:
    assert States.from_packs(load_packs()).land_of(form) == country


ROLES = [
    (
        "nl",
        "announcement",
        "Dat heeft burgemeester Lies Vos vrijdag bekendgemaakt.",
        "speaker",
        {"Lies Vos"},
    ),
    (
        "nl",
        "territory_change",
        "Eind mei viel Varna in handen van de rebellen.",
        "taker",
        {"de rebellen"},
    ),
    (
        "nl",
        "territory_change",
        "Het dorp in het westen, dat de rebellen in mei veroverden, is leeg.",
        "taker",
        {"de rebellen"},
    ),
    (
        "nl",
        "meeting",
        "Popescu reist vrijdag naar Sofia voor overleg met premier Ivan Petrov.",
        "participant",
        {"Popescu", "Ivan Petrov"},
    ),
    (
        "nl",
        "military_posture",
        "De NAVO zegt dat het duizend soldaten naar Varna stuurt.",
        "actor",
        {"NAVO"},
    ),
    (
        "nl",
        "arrest",
        "De politie heeft een man aangehouden voor de moord op zijn vrouw.",
        "authority",
        {"De politie"},
    ),
    (
        "nl",
        "visit",
        "De minister van Financiën Anna Smit bezocht vrijdag Oslo.",
        "visitor",
        {"Anna Smit"},
    ),
    (
        "en",
        "visit",
        "Secretary of State Ann Smith and her British counterpart John Brown visited Oslo.",
        "visitor",
        {"Ann Smith", "John Brown"},
    ),
    (
        "en",
        "casualties",
        "Irish casualties in the war were heavy.",
        "victim",
        {"Irish"},
    ),
    (
        "en",
        "visit",
        "Ann Smith met John Brown in Rome on Friday. She visited Oslo on Monday.",
        "visitor",
        {"Ann Smith"},
    ),
    (
        "en",
        "arrest",
        "General Tom Brown said up to 60 soldiers were arrested in Varna.",
        "arrested",
        {"60 soldiers"},
    ),
    (
        "nl",
        "agreement",
        "Macron bezocht Scholz in Berlijn. Beide staatshoofden kwamen een verdrag overeen.",
        "party",
        {"Beide staatshoofden", "Macron", "Scholz"},
    ),
    (
        "nl",
        "agreement",
        "Macron, Anna Smit en Scholz zijn in Berlijn. Beide leiders kwamen een pact overeen.",
        "party",
        {"Beide leiders"},
    ),
    (
        "en",
        "agreement",
        "Mali and Niger have long quarrelled. The two countries signed an agreement on Friday.",
        "party",
        {"The two countries", "Mali", "Niger"},
    ),
    (
        "nl",
        "territory_change",
        "De koning riep de rebellen op om Varna in te nemen.",
        "taker",
        {"de rebellen"},
    ),
    (
        "nl",
        "invasion_or_attack",
        "De president drong bij Israël aan om Gaza niet binnen te vallen.",
        "attacker",
        {"Israël"},
    ),
    (
        "nl",
        "agreement",
        "Mali en Niger zijn het vrijdag in Rome eens geworden over een wapenrust.",
        "party",
        {"Mali", "Niger"},
    ),
    ("nl", "aid", "Duitsland zal Mali vijf tanks leveren.", "receiver", {"Mali"}),
    (
        "nl",
        "agreement",
        "De regering van Mali en de beweging Azawad sloten een akkoord.",
        "party",
        {"De regering van Mali", "Azawad"},
    ),
    (
        "nl",
        "announcement",
        "De burgemeester van Bern, Lea Weiss, kondigde een verbod af.",
        "speaker",
        {"Lea Weiss"},
    ),
    (
        "en",
        "meeting",
        "Weiss's meeting with Petrov in Bern lasted two hours.",
        "participant",
        {"Weiss's", "Petrov"},
    ),
    ("nl", "strike", "Het zwaarst getroffen werd de haven van Varna.", "attacker", set()),
    (
        "nl",
        "call",
        "Premier Smit sprak vrijdag telefonisch met koning Karel.",
        "participant",
        {"Smit", "Karel"},
    ),
    (
        "en",
        "visit",
        "Ann Smith and John Brown discussed it with the king when they visited Oslo.",
        "visitor",
        {"Ann Smith", "John Brown"},
    ),
    (
        "en",
        "military_posture",
        "NATO announced that it would send 600 soldiers to Varna.",
        "actor",
        {"NATO"},
    ),
    ("en", "territory_change", "Varna has fallen to the rebels.", "taker", {"rebels"}),
    (
        "en",
        "strike",
        "Oslo rejected any permission for Romania to shell Varna.",
        "attacker",
        {"Romania"},
    ),
    (
        "en",
        "territory_change",
        "The king asked rebels to seize the town of Varna.",
        "taker",
        {"rebels"},
    ),
    (
        "en",
        "invasion_or_attack",
        "Romanian forces kept up ground attacks on Varna.",
        "attacker",
        {"Romanian forces"},
    ),
    (
        "en",
        "casualties",
        "A bomb hit Varna, killing ten people and injuring 42 others.",
        "victim",
        {"ten people", "42 others"},
    ),
    # participles written like their past: who is hit does not hit
    ("en", "strike", "A bridge in Ruse was hit by a missile.", "target", {"A bridge"}),
    ("en", "disruption", "The power was cut by the army.", "target", {"The power"}),
]


@pytest.mark.parametrize(("language", "kind", "text", "role", "who"), ROLES)
def test_who_takes_the_role(language: str, kind: str, text: str, role: str, who: set[str]) -> None:
    told = [e for e in doc_of(text, language, upto="events")[EVENTS] if e.type == kind]

    named = {p.spans[0].of(text) for e in told for p in e.participants if p.role == role}

    assert named == who


ARMIES = [
    ("en", "Romania's General Staff said its troops had captured Varna.", "romanian"),
    ("nl", "De Russen zeggen dat hun troepen Varna hebben veroverd.", "russian"),
]


@pytest.mark.parametrize(("language", "text", "army"), ARMIES)
def test_its_troops_are_those_of_the_country_before(language: str, text: str, army: str) -> None:
    event = _event(text, language, "territory_change")

    known = f"org:{army}-armed-forces" in load_packs().by_id
    wanted = {f"org:{army}-armed-forces"} if known else {None}
    assert {one.stands_for for one in event.participants if one.role == "taker"} == wanted


def test_the_kremlin_attacks_for_its_country() -> None:
    text = "Het Kremlin bombardeerde vrijdag Varna."

    event = _event(text, "nl", "strike")

    assert {one.stands_for for one in event.participants if one.role == "attacker"} == {
        "gpe:russia"
    }
