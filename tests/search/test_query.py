from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.search.query import MOST_CLAUSES, Clause, Field, Kind, Query, parse


def word(written: str, field: Field | None = None) -> Clause:
    return Clause(Kind.WORDS, (written,), field)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("dijk", Query(((word("dijk"),),))),
        ("dijk  brug", Query(((word("dijk"),), (word("brug"),)))),
        ('"hoogste stand"', Query(((Clause(Kind.PHRASE, ("hoogste", "stand")),),))),
        ("„hoogste stand”", Query(((Clause(Kind.PHRASE, ("hoogste", "stand")),),))),
        ('"niet gesloten', Query(((Clause(Kind.PHRASE, ("niet", "gesloten")),),))),
        ("evacu*", Query(((Clause(Kind.PREFIX, ("evacu",)),),))),
        ("dijk -brug", Query(((word("dijk"),),), (word("brug"),))),
        ("dijk OR brug", Query(((word("dijk"), word("brug")),))),
        ("dijk OF brug | dam", Query(((word("dijk"), word("brug"), word("dam")),))),
        ("speaker:Vossen", Query(((word("Vossen", Field.SPEAKER),),))),
        ("spreker:Vossen", Query(((word("Vossen", Field.SPEAKER),),))),
        ("plaats:Venlo", Query(((word("Venlo", Field.PLACE),),))),
        (
            'outlet:"De Maasbode"',
            Query(((Clause(Kind.PHRASE, ("De", "Maasbode"), Field.OUTLET),),)),
        ),
        ("in:a/b.txt", Query(((Clause(Kind.PHRASE, ("a/b.txt",), Field.ARTICLE),),))),
        ("type:air_incident", Query(((Clause(Kind.PHRASE, ("air", "incident"), Field.TYPE),),))),
        ("since:2024-03", Query(since=date(2024, 3, 1))),
        ("after:2024", Query(since=date(2025, 1, 1))),
        ("until:2024-02", Query(until=date(2024, 2, 29))),
        ("voor:2024-03-01", Query(until=date(2024, 2, 29))),
        ("since:2023 since:2024", Query(since=date(2024, 1, 1))),
        ("since:gisteren", Query(ignored=("since:gisteren",))),
        ("after:9999", Query(ignored=("after:9999",))),
        ("opmerking:dijk", Query(((word("opmerking"),), (word("dijk"),)))),
        ("rood/wit", Query(((word("rood"),), (word("wit"),)))),
        ("OR dijk OR", Query(((word("dijk"),),))),
        ("- -- * : \" '", Query()),
        ("", Query()),
    ],
)
def test_what_is_typed_is_read(typed: str, query: Query) -> None:
    assert parse(typed) == query


def test_a_text_pasted_by_mistake_is_cut_off_and_told() -> None:
    query = parse(" ".join(f"woord{n}" for n in range(MOST_CLAUSES + 5)))

    assert len(query.groups) == MOST_CLAUSES
    assert len(query.ignored) == 5


@settings(deadline=None)
@given(st.text())
def test_nothing_typed_is_an_error(typed: str) -> None:
    query = parse(typed)

    assert all(group for group in query.groups)
    assert all(clause.words for group in query.groups for clause in group)


PIECES = st.sampled_from(
    ['"', "-", "*", ":", "OR", "(", ")", "in:", "since:", "x", "é", "NEAR", "^"]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_signs_in_any_order_are_no_error(pieces: list[str]) -> None:
    parse("".join(pieces))
    parse(" ".join(pieces))
