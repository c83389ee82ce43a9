import random
from collections.abc import Sequence
from itertools import count

import pytest
from tests.helpers import doc_of

from kroniek.identify.copies import CopyFinder
from kroniek.identify.marks import likeness, longest_rise
from kroniek.model.article import DeclaredDate, Named, Translation
from kroniek.model.chronicle import CopyGroup, CopyKind
from kroniek.model.doc import Collection, Doc
from kroniek.packs import load_packs

WORDS = (
    "boot brug dijk eiland fiets gracht haven ijs jas kaas lamp molen nacht oever polder "
    "regen storm tocht veer water zeil anker bries duin golf kade loods mast riet sluis tij "
    "vlag wal zand"
).split()
NUMBER = count()

DUTCH = (
    "Burgemeester Ada Kuipers van Zwolle heeft maandag 14 bruggen geopend. De werken duurden "
    "9 jaar en kostten 320 miljoen euro. Aannemer Van Hattum bouwde er 11, het Duitse "
    "Hochtief 3. In mei komt minister Tjeerd Wiersinga uit Den Haag kijken. Volgens Kuipers "
    "is Kampen in 2031 aan de beurt."
)
ENGLISH = (
    "Mayor Ada Kuipers of Zwolle opened 14 bridges on Monday. The works took 9 years and cost "
    "320 million euros. The contractor Van Hattum built 11, the German firm Hochtief 3. In "
    "May minister Tjeerd Wiersinga will come from The Hague to look. Kampen is next in 2031, "
    "says Kuipers."
)
OTHER_ENGLISH = (
    "Work on the bridges in Zwolle is over, 9 years after it began. Minister Tjeerd Wiersinga "
    "called them a waste in June. Residents counted 27 nights of noise; 80 complained to "
    "mayor Ada Kuipers. Hochtief, which has offices in Essen, and Rabobank in Utrecht made no "
    "comment on Thursday."
)


def prose(seed: int, sentences: int = 12) -> str:
    chance = random.Random(seed)  # noqa: S311
    made = (" ".join(chance.choices(WORDS, k=11)) for _ in range(sentences))
    return " ".join(f"{words.capitalize()}." for words in made)


def doc(text: str, language: str = "nl", **fields: object) -> Doc:
    fields.setdefault("path", f"{next(NUMBER):04}.txt")
    fields.setdefault("id", f"a-{fields['path']}")
    return doc_of(text, language, upto="names", **fields)


def copies(*docs: Doc) -> list[CopyGroup]:
    return list(CopyFinder.from_packs(load_packs()).gather(Collection(docs)))


def kinds(groups: Sequence[CopyGroup]) -> list[CopyKind]:
    return [group.kind for group in groups]


def test_the_same_text_twice_is_a_reprint() -> None:
    text = prose(1)

    assert kinds(copies(doc(text), doc(text), doc(prose(2)))) == [CopyKind.REPRINT]


def test_a_short_text_twice_is_a_reprint_too() -> None:
    assert kinds(copies(doc("De brug is dicht."), doc("De brug is dicht."))) == [CopyKind.REPRINT]


def test_a_text_with_half_its_sentences_changed_is_a_rewrite() -> None:
    text = prose(3)
    changed = text[: len(text) // 2] + " " + prose(4, 6)

    groups = copies(doc(text), doc(changed))
    assert kinds(groups) == [CopyKind.REWRITE]
    assert "%" in groups[0].evidence


def test_a_text_inside_a_longer_one_is_found() -> None:
    assert kinds(copies(doc(prose(5)), doc(prose(5) + " " + prose(6, 40)))) == [CopyKind.REPRINT]


def test_different_texts_are_no_copies() -> None:
    assert copies(*(doc(prose(seed)) for seed in range(20))) == []


def test_one_text_under_two_dates_was_put_out_again_and_the_older_is_the_origin() -> None:
    text = prose(7)
    old = doc(text, declared=(DeclaredDate("2020-03-01", "page"),), path="z.txt")
    new = doc(text, declared=(DeclaredDate("2023-03-01", "page"),), path="a.txt")

    group = copies(new, old)[0]
    assert (group.kind, group.origin) == (CopyKind.REPUBLICATION, old.article.id)


def test_a_credited_agency_is_the_origin() -> None:
    text = prose(8)
    agency = doc(text, outlet=Named("ANP"))
    paper = doc(text + " (ANP)", outlet=Named("De Verre Bode"))

    group = copies(agency, paper)[0]
    assert group.origin == agency.article.id
    assert "ANP" in group.evidence


def test_a_translation_keeps_names_and_numbers_in_order() -> None:
    original = doc(ENGLISH, "en")
    translated = doc(DUTCH, translated_from=Translation("en", None, ()))

    group = copies(translated, original)[0]
    assert group.kind is CopyKind.TRANSLATION
    assert group.origin == original.article.id
    assert "same order" in group.evidence


def test_two_reports_of_one_event_in_two_languages_are_two_origins() -> None:
    assert copies(doc(DUTCH), doc(OTHER_ENGLISH, "en")) == []


def test_many_copies_of_one_text_are_one_group() -> None:
    text = prose(9)

    groups = copies(*(doc(text) for _ in range(30)), doc(prose(10)))
    assert [len(group.articles) for group in groups] == [30]


def test_the_order_of_input_does_not_matter() -> None:
    docs = [doc(prose(11)), doc(prose(11) + " " + prose(12, 3)), doc(DUTCH), doc(ENGLISH, "en")]

    assert copies(*docs) == copies(*reversed(docs))


@pytest.mark.parametrize(
    ("numbers", "length"), [([], 0), ([3], 1), ([1, 2, 3], 3), ([3, 2, 1], 1), ([2, 5, 3, 7, 1], 3)]
)
def test_the_longest_rise_is_counted(numbers: list[int], length: int) -> None:
    assert longest_rise(numbers) == length


def test_rows_without_marks_are_unlike() -> None:
    assert likeness((), ("a",), {"a": 1.0}).score == 0.0
