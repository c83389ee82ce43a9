"""The treebank: labels of words, and deep subjects and objects."""

from pathlib import Path

import pytest
from training.treebank import alpino, morph_label


@pytest.mark.parametrize(
    ("tag", "label"),
    [
        ("N(soort,ev,basis,onz,stan)", "N-ev"),
        ("N|soort|mv|basis", "N-mv"),
        ("WW(pv,tgw,ev)", "WW-pv-tgw"),
        ("WW(pv,verl,mv)", "WW-pv-verl"),
        ("WW(vd,vrij,zonder)", "WW-vd"),
        ("SPEC(deeleigen)", "SPEC-deeleigen"),
        ("SPEC(vreemd)", "SPEC"),
        ("LET()", "LET"),
        ("XYZ()", None),
    ],
)
def test_tags_become_coarse_labels(tag: str, label: str | None) -> None:
    assert morph_label(tag) == label


def test_the_subject_of_a_passive_is_what_is_acted_on(small_shared: Path) -> None:
    article = next(iter(alpino(small_shared / "corpora/research/alpino_treebank.tar.xz")))
    assert article.text.startswith("De brug werd gebouwd.\n")
    roles = [
        (link, article.text[slice(*verb)], article.text[slice(*who)] if who else None)
        for link, verb, who in article.links
    ]
    assert roles[:2] == [("agent", "gebouwd", None), ("patient", "gebouwd", "brug")]
    assert not any(verb == "werd" for _, verb, _ in roles)
