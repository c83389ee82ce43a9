"""What contradicts without a word of denial, and what does not."""

import pytest
from tests.link.builder import St, article
from tests.link.test_disputes import disputes

from kroniek.model.chronicle import DisputeKind
from kroniek.model.text import Polarity

NEGATIVE = Polarity.NEGATIVE


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Kuijper waarschuwde vaker.", "Adana kent geen waarschuwing.", True),
        ("Kuijper meldde drie lekken.", "Adana noemt die lekken een fabeltje.", True),
        ("Kuijper meldde drie lekken.", "Adana kent die meldingen.", False),
        ("Kuijper meldde drie lekken.", "Adana krijgt geen loon.", False),
        ("Kuijper ziet lekken.", "Adana zag meer lekken.", False),
    ],
)
def test_neighbours_contradict_when_one_negates_what_the_other_says(
    first: str, second: str, *, found: bool
) -> None:
    polarity = NEGATIVE if "geen" in second else Polarity.POSITIVE
    said = [
        St("s1", first.split(maxsplit=1)[1], "Kuijper"),
        St("s2", second.split(maxsplit=1)[1], "Adana", polarity=polarity),
    ]

    told = disputes(article("a1", f"{first} {second}", said=said))

    assert [one.kind for one in told] == ([DisputeKind.FACT] if found else [])


def test_one_source_does_not_contradict_itself() -> None:
    text = "Kuijper waarschuwde. Kuijper kent geen waarschuwing."
    said = [
        St("s1", "waarschuwde", "Kuijper"),
        St("s2", "kent geen waarschuwing", "Kuijper", polarity=NEGATIVE),
    ]

    assert disputes(article("a1", text, said=said)) == []


@pytest.mark.parametrize(
    ("place", "who", "found"),
    [("Dorn", "Kuijper", True), ("Dorn", "Adana", False), ("Velm", "Moens", False)],
)
def test_articles_on_one_matter_contradict_each_other(place: str, who: str, *, found: bool) -> None:
    one = article(
        "a1",
        "Boeren zeggen dat zij verzakkingen hebben gemeld in Dorn. Dorn. Kuijper, Kuijper.",
        said=[St("s1", "zij verzakkingen hebben gemeld", "Boeren")],
    )
    two = article(
        "a2",
        f"De bond zegt geen meldingen over verzakkingen te kennen. {place}, {place}. {who}, {who}.",
        said=[St("s1", "geen meldingen over verzakkingen te kennen", "bond", polarity=NEGATIVE)],
    )

    told = disputes(one, two)

    assert [one.kind for one in told] == ([DisputeKind.FACT] if found else [])
    assert all(len(dispute.sides) == 2 for dispute in told)
