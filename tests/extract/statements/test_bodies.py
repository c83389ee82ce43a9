"""Bodies and persons that are called by a noun, or named nowhere."""

import pytest
from tests.helpers import doc_of

from kroniek.model.doc import STATEMENTS

MEANT = [
    # a body by its noun, or by one like it
    ("en", "NATO met in Oslo. The alliance said it would send ships.", "NATO"),
    ("nl", "De FNV is boos. De vakbond eist meer loon.", "FNV"),
    ("nl", "Philips krimpt. Volgens het bedrijf is er niets mis.", "Philips"),
    # "the company" is no union and no ministry
    ("nl", "Philips krimpt. Ook de FNV kwam. Volgens het bedrijf is er niets mis.", "Philips"),
    # a person by the noun before the name
    ("nl", "Toen kwam de eigenaar, bakker Jan Smit, naar buiten. De eigenaar zegt dat het op is.",
     "Jan Smit"),
    # nothing like it was named
    ("nl", "Philips krimpt. De vakbond eist meer loon.", ""),
    ("en", "The bridge is shut. The company said the road was open.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "meant"), MEANT)
def test_a_noun_means_what_was_named_before(language: str, text: str, meant: str) -> None:
    told = doc_of(text, language, upto="statements")[STATEMENTS]

    assert [s.speaker.of(text) if s.speaker else "" for s in told] == [meant]


UNNAMED = [
    ("nl", ("Premier Jan Smit zei dat het lukt. Een diplomaat die erbij was, zei dat het misging. "
           "Hij sprak van „een ijskelder”.")),
    ("en", ("Premier Jan Smit said it would work. A Kenyan diplomat in Oslo said the mood was bad. "
           'He stressed that this was "idle talk".')),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), UNNAMED)
def test_he_is_the_unnamed_person_who_spoke_last_and_nobody_named(language: str, text: str) -> None:
    *_, last = doc_of(text, language, upto="statements")[STATEMENTS]

    assert last.speaker is not None
    assert last.speaker.of(text).split()[-1] in {"was", "Oslo"}
