"""Whose a quotation is that has no cue."""

import pytest
from tests.helpers import doc_of

from kroniek.model.doc import STATEMENTS

BESIDE = [
    # the person whom the sentence before is about
    ("nl", ["Karel de Boer"], "Minister Karel de Boer ziet er niets in. „We gaan dit niet doen.”"),
    ("nl", ["Anna Kramer", "Anna Kramer"],
     "Bakker Anna Kramer is blij. „Niemand is gewond.” Ze dankt de bakkers. „Die waren snel.”"),
    ("en", ["Anna Kramer", "Anna Kramer"],
     'Mayor Anna Kramer is relieved. "No one was hurt." She thanked them. "They were quick."'),
    # the person whom the sentence behind an opening quotation is about
    ("nl", ["Karel de Boer"],
     "„Het is te duur. Dit doen we niet.” Minister Karel de Boer is er klaar mee."),
    # another person takes over
    ("nl", ["Anna Kramer", "Piet Smit"],
     "Bakker Anna Kramer is blij. „Er is niemand gewond.”\n\nSlager Piet Smit zucht. „Het is op.”"),
    # the one who spoke in the sentence before goes on
    ("nl", ["Anna Kramer", "Anna Kramer"],
     "Slager Piet Smit is volgens bakker Anna Kramer ziek. „Hij komt vandaag niet.”"),
    # nobody is named
    ("nl", [""], "De brug is dicht. „Dit duurt nog weken.”"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "speakers", "text"), BESIDE)
def test_an_utterance_without_cue_is_of_the_person_beside_it(
    language: str, speakers: list[str], text: str
) -> None:
    told = doc_of(text, language, upto="statements")[STATEMENTS]

    assert [s.speaker.of(text) if s.speaker else "" for s in told] == speakers
