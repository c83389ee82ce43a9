from datetime import date

import pytest
from tests.helpers import article_of, default_recipe

from kroniek.model.article import DeclaredDate
from kroniek.model.doc import DATING, REDATINGS, Collection, Doc
from kroniek.model.time import DateClass, Dating
from kroniek.pipeline import annotate, gather

FLOOD = (
    "Het water in Zutphen stijgt niet meer. Burgemeester Anja Terpstra maakte vanavond bekend dat "
    "er 2.140 mensen zijn geëvacueerd uit de wijk Waterkwartier.\n\n"
    "Het waterschap spreekt de klachten van bewoners tegen. Boer Bram Wissink stelde eerder op de "
    "dag dat hij het waterschap drie keer had gewaarschuwd.\n\n"
    "De brandweer pompt kelders leeg en vraagt automobilisten om de kade te mijden."
)
POST = "\n\nHet dorp staat blank, niemand komt er nog door.\n— Els (@elsz) 4 mei 2021\n"
OTHER = (
    "De bakker van Lochem bakt voortaan zonder gist. Klanten reageerden verrast op het nieuwe "
    "brood, dat platter is maar langer goed blijft."
)


def dated(text: str, on: str | None, path: str) -> Doc:
    """An article of a page that gives a date, or none."""
    declared = (DeclaredDate(on, "header"),) if on else ()
    article = article_of(text, path=path, id=f"a-{path}", declared=declared)
    return annotate(Doc(article), default_recipe().annotators)


def together(*docs: Doc) -> Collection:
    """The articles after the second round."""
    return gather(docs, default_recipe())


def dating(collection: Collection, path: str) -> Dating:
    """The verdict on one article."""
    (found,) = (doc[DATING][0] for doc in collection.docs if doc.article.path == path)
    return found


def test_copy_without_a_date_is_of_the_day_of_what_it_copies() -> None:
    made = together(
        dated(FLOOD, "2021-05-04", "a.txt"), dated(FLOOD + " Meer volgt.", None, "b.txt")
    )
    found = dating(made, "b.txt")

    assert found.best == date(2021, 5, 4)
    assert found.verdict is DateClass.CONSISTENT
    assert any("a.txt" in reason.because for reason in found.reasons)


def test_well_dated_copy_stays_as_it_is_beside_an_undated_or_misdated_one() -> None:
    alone = dated(FLOOD, "2021-05-04", "a.txt")
    for on in (None, "2024", "2024-02", "2019-01-01"):
        made = together(alone, dated(FLOOD + " Meer volgt.", on, "b.txt"))

        assert dating(made, "a.txt") == alone[DATING][0]


def test_undated_copies_do_not_date_one_another() -> None:
    made = together(dated(FLOOD, None, "a.txt"), dated(FLOOD + " Meer volgt.", None, "b.txt"))

    assert made[REDATINGS] == ()


def test_several_copies_are_one_origin_and_speak_once() -> None:
    others = [dated(FLOOD + f" Bericht {k}.", "2021-05-04", f"{k}.txt") for k in range(4)]
    made = together(dated(FLOOD, None, "x.txt"), *others)

    told = [r for r in dating(made, "x.txt").reasons if r.because.startswith("A copy is")]
    assert len(told) == 1


def test_article_that_tells_something_else_is_left_alone() -> None:
    made = together(dated(FLOOD, "2021-05-04", "a.txt"), dated(OTHER, None, "b.txt"))

    assert made[REDATINGS] == ()


@pytest.mark.parametrize("on", ["2024-02", "2024"])
def test_old_text_under_a_younger_coarse_date_is_put_out_again(on: str) -> None:
    made = together(dated(FLOOD, "2021-05-04", "a.txt"), dated(FLOOD + " Meer volgt.", on, "b.txt"))
    found = dating(made, "b.txt")

    assert found.verdict is DateClass.MISDATED
    assert found.best == date(2021, 5, 4)
    assert found.republished is not None


def test_order_of_articles_does_not_matter() -> None:
    docs = [
        dated(FLOOD, "2021-05-04", "a.txt"),
        dated(FLOOD + " Meer volgt.", None, "b.txt"),
        dated(OTHER, None, "c.txt"),
    ]

    assert together(*docs).docs == together(*reversed(docs)).docs
