"""Which pairs are compared: few of many."""

from tests.link.builder import WORLD, Ev, article, collection

from kroniek.link.blocks import LARGEST_BLOCK, candidates
from kroniek.link.geography import Atlas
from kroniek.link.tellings import TellingReader
from kroniek.packs import Packs

READER = TellingReader.from_packs(Packs((), (), (), ""), frozenset())


def test_comparisons_grow_no_faster_than_the_events() -> None:
    """All in one place and one week: every event meets a bounded number of others."""
    visit = Ev("bezocht", "visit", "2024-05-08", ["Dorn"], {"visitor": "Kuijper"})
    atlas = Atlas.of(WORLD.values())

    def pairs(articles: int) -> int:
        docs = [article(f"a{k}", "Kuijper bezocht Dorn.", events=[visit]) for k in range(articles)]
        return sum(1 for _ in candidates(READER.read(collection(*docs), atlas), atlas))

    assert pairs(400) <= 400 * LARGEST_BLOCK * 4
    assert pairs(400) <= 2.2 * pairs(200)


def test_each_pair_comes_once() -> None:
    visit = Ev("bezocht", "visit", "2024-05-08", ["Dorn"], {"visitor": "Kuijper"})
    docs = [article(f"a{k}", "Kuijper bezocht Dorn.", events=[visit]) for k in range(9)]
    atlas = Atlas.of(WORLD.values())

    found = list(candidates(READER.read(collection(*docs), atlas), atlas))

    assert len(found) == len(set(found)) == 36
    assert all(left < right for left, right in found)
