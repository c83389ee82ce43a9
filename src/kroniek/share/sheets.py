"""Tables as text: CSV as RFC 4180 has it, CSV as Excel opens it, JSON Lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kroniek.share.tables import Row, Value

BETWEEN = " | "
"""Between the values of a list in one cell."""
EXCEL_MOST = 32_767
"""Characters that Excel keeps of a cell."""
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_UNSEEN = frozenset("\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff ")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are written. `guarded` keeps a spreadsheet from reading text as a formula."""

    delimiter: str = ","
    decimal: str = "."
    mark: bool = False
    """Whether the file begins with a byte order mark, which tells Excel that it is UTF-8."""
    guarded: bool = False


PLAIN = Dialect()
"""RFC 4180 in UTF-8: every value exactly, for programs."""


def excel(delimiter: str) -> Dialect:
    """What Excel opens by double click where lists are parted by `delimiter`.

    Where that is a semicolon, as in the Netherlands and Flanders, the decimal sign is a comma.
    """
    return Dialect(delimiter, "," if delimiter == ";" else ".", mark=True, guarded=True)


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what might be one.

    What cannot be seen at the beginning is looked through (CWE-1236, ASVS 1.2.10).
    """
    seen = text.lstrip("".join(sorted(_UNSEEN)))
    return f"'{text}" if seen[:1] in _FORMULA and seen else text


def cell(value: Value, dialect: Dialect) -> str:
    """One value as the text of a cell; unknown is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return repr(value).replace(".", dialect.decimal)
        case list():
            return _text(BETWEEN.join(value), dialect)
        case str():
            return _text(value, dialect)


def _text(written: str, dialect: Dialect) -> str:
    return guarded(written)[:EXCEL_MOST] if dialect.guarded else written


def csv_lines(columns: Sequence[str], rows: Iterable[Row], dialect: Dialect) -> Iterator[str]:
    """The header, then a line for each row, ended by CR LF.

    A cell is quoted if it holds the delimiter, a quotation mark or a line's end.
    """
    line = io.StringIO()
    writer = csv.writer(line, delimiter=dialect.delimiter, lineterminator="\r\n")

    def written(cells: Iterable[str]) -> str:
        line.seek(0)
        line.truncate()
        writer.writerow(list(cells))
        return line.getvalue()

    yield ("\ufeff" if dialect.mark else "") + written(columns)
    for row in rows:
        yield written(cell(row[column], dialect) for column in columns)


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line; lists are lists, unknown is null."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
