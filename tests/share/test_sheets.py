import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.share.sheets import PLAIN, Dialect, csv_lines, excel, guarded, json_lines
from kroniek.share.tables import Row

TEXT = st.text(st.characters(codec="utf-8"))
CELLS = st.one_of(TEXT, st.none(), st.integers(), st.lists(TEXT, max_size=2))


def read(lines: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter))


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_a_plain_table_reads_back_as_it_was(cells: list[tuple[str, str]]) -> None:
    rows: list[Row] = [{"a": one, "b": two} for one, two in cells]

    told = read("".join(csv_lines(("a", "b"), rows, PLAIN)))

    assert told == [["a", "b"], *[list(pair) for pair in cells]]


@settings(deadline=None)
@given(TEXT, st.sampled_from([",", ";"]))
def test_a_guarded_table_reads_back_but_for_the_apostrophe(text: str, delimiter: str) -> None:
    (told,) = read("".join(csv_lines(("a",), [{"a": text}], excel(delimiter))), delimiter)[1:] or [
        [""]
    ]

    assert told[0] in (text[:32_767], f"'{text}"[:32_767])


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x")',
        "+31 20",
        "-5",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\n=1",
        " =1",
        "\u200b=1",
        "\ufeff=1",
        "＝1",
        "－1",
        "＠x",
    ],
)
def test_what_might_be_a_formula_is_kept_text(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "De brug", "a=b", "– streep", "1-2", "'=1", "100%"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@settings(deadline=None)
@given(CELLS)
def test_no_cell_of_text_begins_as_a_formula_does(value: str | int | list[str] | None) -> None:
    lines = "".join(csv_lines(("a",), [{"a": value}], excel(";")))
    cells = read(lines.removeprefix("\ufeff"), ";")[1:]

    if not isinstance(value, int):
        assert all(not cell or cell[0] not in "=+-@\t\r" for row in cells for cell in row)


def test_excel_gets_a_mark_and_the_decimals_of_its_readers() -> None:
    dutch = "".join(csv_lines(("a", "b"), [{"a": 51.5, "b": "x;y"}], excel(";")))
    english = "".join(csv_lines(("a", "b"), [{"a": 51.5, "b": None}], excel(",")))

    assert dutch == '\ufeffa;b\r\n51,5;"x;y"\r\n'
    assert english == "\ufeffa,b\r\n51.5,\r\n"


def test_a_table_without_rows_still_has_its_header() -> None:
    assert list(csv_lines(("a", "b"), [], Dialect())) == ["a,b\r\n"]


@settings(deadline=None)
@given(st.lists(st.fixed_dictionaries({"a": CELLS, "b": st.booleans()}), max_size=4))
def test_json_lines_read_back_as_they_were(rows: list[Row]) -> None:
    lines = "".join(json_lines(rows))

    assert [json.loads(line) for line in lines.split("\n")[:-1]] == rows
