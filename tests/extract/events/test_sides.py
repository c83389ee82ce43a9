"""The two sides of an article's conflict, and who is meant where an event names nobody."""

import pytest
from tests.helpers import doc_of

from kroniek.model.doc import EVENTS
from kroniek.model.text import EventMention


def _last(text: str, language: str, kind: str) -> EventMention:
    """The last event of a type."""
    return [e for e in doc_of(text, language, upto="events")[EVENTS] if e.type == kind][-1]


def _who(event: EventMention, text: str, role: str) -> set[str]:
    """Words, or the state they stand for, of those in a role."""
    return {p.stands_for or p.spans[0].of(text) for p in event.participants if p.role == role}


NL = "Roemeense troepen vielen maandag Varna aan, in het oosten van Bulgarije. "
EN = "Romanian troops attacked Varna in the east of Bulgaria on Monday. "
MEANT = [
    ("nl", NL, "Dinsdag sloeg een raket in bij Plovdiv.", "strike", "attacker", {"Roemeense"}),
    ("nl", NL, "Dinsdag werd ook Ruse ingenomen.", "territory_change", "taker", {"Roemeense"}),
    ("nl", NL, "Een wapenstilstand is ver weg.", "agreement", "party", {"Roemeense", "Bulgarije"}),
    ("en", EN, "A missile struck a school in Plovdiv on Tuesday.", "strike", "attacker",
     {"Romanian"}),
    ("en", EN, "On Friday both sides agreed a truce.", "agreement", "party",
     {"Romanian", "Bulgaria"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "told", "kind", "role", "meant"), MEANT)
def test_the_side_left_out_follows_from_the_other(
    language: str, before: str, told: str, kind: str, role: str, meant: set[str]
) -> None:
    text = before + told

    who = _who(_last(text, language, kind), text, role)

    assert all(any(word in one for one in who) or _state(word) in who for word in meant)


def _state(word: str) -> str:
    return {"Bulgarije": "gpe:bulgaria", "Bulgaria": "gpe:bulgaria"}.get(word, "gpe:romania")


OPEN = [
    ("nl", "Maandag sloeg een raket in bij Plovdiv.", "strike", "attacker"),
    ("nl", f"{NL}Dinsdag sloeg een raket in bij Oslo.", "strike", "attacker"),
    ("nl", "De wapenstilstand houdt stand.", "agreement", "party"),
    ("en", "On Friday a missile struck a school in Plovdiv.", "strike", "attacker"),
    (
        "en",
        f"{EN}Turkish jets attacked Aleppo in Syria. A missile struck Plovdiv.",
        "strike",
        "attacker",
    ),
]


@pytest.mark.parametrize(("language", "text", "kind", "role"), OPEN)
def test_nobody_is_accused_where_the_article_leaves_it_open(
    language: str, text: str, kind: str, role: str
) -> None:
    event = _last(text, language, kind)

    assert not any(one.stands_for for one in event.participants if one.role == role)


WAR = "Russian troops attacked Pokrovsk in eastern Ukraine on Monday. "
OORLOG = "Russische troepen vielen maandag Pokrovsk aan, in het oosten van Oekraïne. "
BOTH = "Ukraine attacked Russian airfields on Sunday. Russia bombed Kyiv in return. "
UNSETTLED = [
    # land that is occupied, or disputed
    ("en", WAR, "A drone struck an oil depot in Feodosia in Crimea."),
    ("en", WAR, "A missile struck a market in occupied Donetsk."),
    ("en", WAR, "A missile struck a market in Russian-held Vovchansk."),
    ("en", BOTH, "A shell struck a school in Donetsk."),
    ("en", BOTH, "A passenger plane was shot down over Donetsk."),
    ("en", BOTH, "Ten drones were shot down over Crimea."),
    ("en", "Israel bombed Gaza on Monday. ", "A rocket hit a school in Gaza."),
    ("nl", OORLOG, "Een drone trof een oliedepot in Feodosia op de Krim."),
    ("nl", OORLOG, "Een raket trof een markt in bezet Donetsk."),
    ("nl", OORLOG, "Bachmoet werd vrijdag ingenomen."),
    # no act of an army
    ("en", WAR, "A car bomb hit a police station in Kyiv."),
    ("en", WAR, "The office of an opposition party in Lviv was attacked on Friday."),
    ("en", WAR, "A synagogue in Uman was attacked at night."),
    ("nl", OORLOG, "Bij een aanslag op een café in Lviv vielen twee doden."),
    ("nl", OORLOG, "Een bus werd vrijdag aangevallen in Poltava."),
    ("nl", OORLOG, "Een autobom trof een politiebureau in Kiev."),
    # another year, or nobody knows
    ("en", WAR, "A missile struck a school in Lviv in 1941."),
    ("en", WAR, "It is unclear who fired the missile that struck a school in Lviv."),
    ("en", WAR, "A stray missile struck a farm near Lviv."),
    ("nl", OORLOG, "Twee jaar geleden trof een raket een school in Lviv."),
    ("nl", OORLOG, "Een onbekende drone trof vrijdag een flat in Lviv."),
    # a third side, a third land, or no land of its own
    ("en", f"{WAR}Romanian troops attacked Odesa. ", "A missile struck a school in Lviv."),
    ("en", BOTH, "A Russian drone was shot down over Poland."),
    ("en", "Hamas attacked Israel on Friday. Israel bombed Hamas. ",
     "A rocket hit a school in Haifa."),
    # what was only feared
    ("en", "Russia may attack Estonia, a general warns. ", "A drone struck a house in Tartu."),
    ("en", WAR, "A missile could strike Lviv."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "told"), UNSETTLED)
def test_no_doer_follows_where_the_text_does_not_settle_it(
    language: str, before: str, told: str
) -> None:
    text = before + told

    events = [e for e in doc_of(text, language, upto="events")[EVENTS]
              if e.triggers[-1].start >= len(before)]  # fmt: skip

    assert not [one for event in events for one in event.participants if one.implied]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"{WAR}Ukrainian forces attacked Russian positions."),
        ("nl", f"{OORLOG}Oekraïense troepen vielen Russische stellingen aan."),
    ],
)
def test_an_army_named_by_its_adjective_is_no_place(language: str, text: str) -> None:
    event = _last(text, language, "invasion_or_attack")

    assert not event.places


def test_what_is_retaken_on_own_ground_is_retaken_by_its_owner() -> None:
    text = f"{NL}Vrijdag werd Ruse heroverd."

    event = _last(text, "nl", "territory_change")

    assert _who(event, text, "taker") == {"gpe:bulgaria"}


def test_a_ministry_attacks_for_its_country() -> None:
    text = "Het Pentagon bombardeerde Ruse in Bulgarije. Later sloeg een raket in bij Plovdiv."

    event = _last(text, "nl", "strike")

    assert "gpe:united-states" in _who(event, text, "attacker")


def test_who_shoots_down_the_drones_of_one_side_is_the_other() -> None:
    text = f"{NL}Vrijdag werden tien Roemeense drones neergehaald."

    event = _last(text, "nl", "air_incident")

    assert _who(event, text, "actor") == {"gpe:bulgaria"}


def test_nothing_follows_from_what_did_not_happen() -> None:
    text = f"{NL}Een raket heeft Plovdiv niet getroffen."

    events = [e for e in doc_of(text, "nl", upto="events")[EVENTS] if e.type == "strike"]

    assert all(
        one.role != "attacker" or "raket" in one.spans[0].of(text)
        for event in events
        for one in event.participants
    )


def test_the_two_groups_are_the_two() -> None:
    text = (
        "NATO and Hezbollah agreed a truce. The fighting between the two groups began on Friday"
        " near Gao, where soldiers died."
    )

    event = _last(text, "en", "battle")

    assert {"NATO", "Hezbollah"} <= _who(event, text, "side")


def test_who_is_named_is_not_doubted() -> None:
    text = f"{NL}Dinsdag beschoten Servische rebellen de haven van Plovdiv."

    event = _last(text, "nl", "strike")

    assert _who(event, text, "attacker") == {"Servische rebellen"}


def test_what_follows_is_told_apart_from_what_is_named() -> None:
    text = f"{NL}Dinsdag sloeg een raket in bij Plovdiv."

    events = doc_of(text, "nl", upto="events")[EVENTS]

    romanians = {
        (event.type, one.implied)
        for event in events
        for one in event.participants
        if "Roemeense" in one.spans[0].of(text)
    }
    assert romanians == {("invasion_or_attack", False), ("strike", True)}


def test_followers_point_to_words_of_the_article() -> None:
    text = f"{NL}Dinsdag sloeg een raket in bij Plovdiv."

    event = _last(text, "nl", "strike")

    assert all(0 <= s.start < s.end <= len(text) for p in event.participants for s in p.spans)


@pytest.mark.parametrize(
    ("told", "hit"),
    [
        ("Dinsdag viel Oekraïne Russische stellingen aan.", "Russische stellingen"),
        ("Met drones valt Oekraïne Russische raffinaderijen aan.", "Russische raffinaderijen"),
        ("Gisteren viel Iran Israëlische stellingen aan.", "Israëlische stellingen"),
    ],
)
def test_the_adjective_behind_a_country_belongs_to_what_is_attacked(told: str, hit: str) -> None:
    event = _last(told, "nl", "invasion_or_attack")

    assert _who(event, told, "target") == {hit}
    assert _who(event, told, "attacker") <= {"Oekraïne", "Iran"}
    assert _who(event, told, "attacker")
