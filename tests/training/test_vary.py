"""Names are exchanged without harm to the text around them."""

import pytest
from training.articles import Marked
from training.vary import varied

POOL = {"PER": [["Jo van Dam"]], "LOC": [["Oosterend", "Ee"]], "ORG": [["Zeewerk"]]}
TEXT = "Eva Blom ziet Terdam. In Terdam werkt Koopgoed; Terdamse."


def article(number: int) -> Marked:
    names = [(0, 8, "PER"), (14, 20, "LOC"), (25, 31, "LOC"), (38, 46, "ORG"), (48, 56, "MISC")]
    marked = Marked(f"a{number}", "c", TEXT, [(0, 21), (22, len(TEXT))])
    marked.layers["names"] = [((a, b), label) for a, b, label in names]
    return marked


@pytest.mark.parametrize("number", range(12))
def test_only_names_change_and_each_the_same_way_throughout(number: int) -> None:
    before, after = article(number), varied(article(number), POOL, 1)
    spans = [span for span, _ in after.layers["names"]]
    gaps = [(0, 0), *spans]
    between = [after.text[a:b] for (_, a), (b, _) in zip(gaps, spans, strict=False)]
    assert between == ["", " ziet ", ". In ", " werkt ", "; "]
    names = [after.text[a:b] for a, b in spans]
    assert names[1] == names[2]
    assert names[4] == "Terdamse"
    assert [label for _, label in after.layers["names"]] == [
        label for _, label in before.layers["names"]
    ]
    first, second = (after.text[a:b] for a, b in after.sentences)
    assert first.endswith(".")
    assert second.startswith("In ")


def test_some_names_change_and_another_variant_differs() -> None:
    texts = {varied(article(k), POOL, v).text for k in range(12) for v in (1, 2)}
    assert len(texts) > 3
    assert varied(article(1), POOL, 1).text == varied(article(1), POOL, 1).text
