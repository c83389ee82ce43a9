"""What takes up an event told before, in a noun alone."""

from dataclasses import replace

from tests.helpers import doc_of

from kroniek.link.referring import takes_up
from kroniek.model.doc import EVENTS, TOKENS
from kroniek.model.text import Participant


def test_who_only_follows_from_the_article_is_not_told() -> None:
    doc = doc_of("De aanval duurde lang, met raketten en drones.", "nl", upto="events")
    event = replace(doc[EVENTS][0], participants=(), places=(), times=())
    span = event.triggers[0]

    told = replace(event, participants=(Participant("attacker", (span,)),))
    implied = replace(event, participants=(Participant("attacker", (span,), implied=True),))

    assert takes_up(event, doc[TOKENS])
    assert takes_up(implied, doc[TOKENS])
    assert not takes_up(told, doc[TOKENS])
