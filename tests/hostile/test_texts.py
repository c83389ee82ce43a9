"""No text, however made, has the steps compare everything with everything.

`benchmarks/hostile.py texts` builds every one at the greatest length.
"""

import time

import pytest

from kroniek.model.doc import Doc
from kroniek.pipeline import annotate, gather
from kroniek.views import Views
from tests.helpers import article_of, default_recipe
from tests.hostile.texts import TEXTS, Text

BY_NAME = {text.name: text for text in TEXTS}
DEAR = (
    *("again 'dinsdag '", "again 'volgens Jan volgens Piet '", "again 'Zei Jan. '"),
    *("again 'Jan zegt dat Piet zegt dat '", 'again "Jan\'s "', "events", "dates in sentences"),
    *("names in paragraphs", "live blog", "again '„'"),
)


def _seconds(text: Text, letters: int, *, times: int = 1) -> float:
    """Processor seconds of all steps, at best of so many times."""
    took = []
    for _ in range(times):
        begun = time.process_time()
        recipe = default_recipe()
        doc = annotate(Doc(article_of(text.of(letters), text.language)), recipe.annotators)
        views = Views(gather([doc], recipe))
        _ = views.every_line, list(views.statements())
        took.append(time.process_time() - begun)
    return min(took)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_every_text_goes_through_all_steps(text: Text) -> None:
    assert _seconds(text, 1500) < 3


@pytest.mark.parametrize("name", DEAR)
def test_time_grows_with_the_text_and_hardly_faster(name: str) -> None:
    # Sentences are bounded: from a few of the longest on, twice the text is twice the work.
    short, long = (_seconds(BY_NAME[name], letters, times=2) for letters in (4_000, 16_000))

    assert long < 8 * short + 0.3
