"""What is done by saying it, how sure, and whether it affirms."""

import pytest
from tests.helpers import doc_of

from kroniek.model.doc import STATEMENTS
from kroniek.model.text import Act, Certainty, Polarity

CERTAIN, PROBABLE, POSSIBLE = Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE
POSITIVE, NEGATIVE = Polarity.POSITIVE, Polarity.NEGATIVE

SAID = [
    # somebody else is wanted to act
    ("nl", "De bakker wil dat de molenaar vertrekt.", Act.DEMAND, CERTAIN, POSITIVE),
    ("en", "The bakers want the two sides to meet.", Act.DEMAND, CERTAIN, POSITIVE),
    ("en", "The bakers want to leave.", Act.INTENT, CERTAIN, POSITIVE),
    # who registers what happens reports it
    ("nl", "Volgens de politie is de loods leeg.", Act.REPORT, CERTAIN, POSITIVE),
    ("en", "The hospital said two men were hurt.", Act.REPORT, CERTAIN, POSITIVE),
    ("en", "A police source said two men were hurt.", Act.STATEMENT, CERTAIN, POSITIVE),
    # what experts think is analysis
    ("nl", "De hoogleraar vindt dat het oordeel te vroeg komt.", Act.ANALYSIS, CERTAIN, POSITIVE),
    ("nl", "De bakker vindt dat het oordeel te vroeg komt.", Act.BELIEF, CERTAIN, POSITIVE),
    # a condition leaves it open, before and behind
    ("nl", "Jansen zei dat de brug zal breken als het giet.", Act.FORECAST, POSSIBLE, POSITIVE),
    ("nl", "Regent het niet, dan zal de brug houden, zei de bakker.", Act.FORECAST, POSSIBLE,
     POSITIVE),
    # a prediction is sure, an expectation is not
    ("en", "The baker predicted that the bridge would hold.", Act.FORECAST, CERTAIN, POSITIVE),
    ("en", "The baker predicted that the bridge might hold.", Act.FORECAST, POSSIBLE, POSITIVE),
    ("en", "The baker expects the bridge to hold.", Act.FORECAST, PROBABLE, POSITIVE),
    # what is called false has no negator; what is denied has one
    ("nl", "„Dat is pertinent onjuist”, zegt de bakker.", Act.DENIAL, CERTAIN, POSITIVE),
    ("nl", "De bakker deed de beer af als een fabeltje.", Act.DENIAL, CERTAIN, POSITIVE),
    ("nl", "De bakker deed de aantijging af als een fabeltje.", Act.DENIAL, CERTAIN, NEGATIVE),
    ("nl", "De bakker ontkent dat de brug breekt.", Act.DENIAL, CERTAIN, NEGATIVE),
    # it has never been
    ("en", "The mayor wrote that the city had never considered leaving.", Act.DENIAL, CERTAIN,
     NEGATIVE),
    ("en", "The mayor wrote that the city had considered leaving.", Act.STATEMENT, CERTAIN,
     POSITIVE),
    # doubt
    ("nl", "De bakker betwijfelt of de brug houdt.", Act.BELIEF, PROBABLE, POSITIVE),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "act", "certainty", "polarity"), SAID)
def test_act_certainty_and_polarity(
    language: str, text: str, act: Act, certainty: Certainty, polarity: Polarity
) -> None:
    told = doc_of(text, language, upto="statements")[STATEMENTS]

    assert [(s.act, s.certainty, s.polarity) for s in told] == [(act, certainty, polarity)]
