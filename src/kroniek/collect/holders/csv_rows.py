"""CSV and its kin: every row is an input of its own."""

import csv
from collections.abc import Iterator
from dataclasses import replace

from kroniek.collect.clean import decode
from kroniek.collect.holders.columns import Columns, piece_of
from kroniek.collect.holders.streams import (
    FAULTS,
    BrokenError,
    Limits,
    LineReader,
    Source,
    lines_of,
    told,
)
from kroniek.collect.pieces import Found, Piece, lost
from kroniek.model.article import Reason, Refusal
from kroniek.words.troubles import trouble

_MARK = b"\xef\xbb\xbf"
_DELIMITERS = (",", ";", "\t", "|")


class _Lines:
    """Lines as text, each decoded by itself; knows what was lost since it was last asked."""

    def __init__(self, lines: LineReader) -> None:
        self._lines = iter(lines)
        self._losses: list[str] = []
        self._quotes = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line, size = next(self._lines)
        if size > len(line):
            raise BrokenError(trouble("line_long", size=size))
        if line.startswith(_MARK):
            line = line.removeprefix(_MARK)
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text, _, losses = decode(line)
            self._losses.extend(losses)
        self._quotes += text.count('"')
        return text

    def losses(self) -> tuple[str, ...]:
        """What was lost in the lines since the last call."""
        found = dict.fromkeys(self._losses)
        if self._quotes % 2:
            found[trouble("quotes_unpaired")] = None
        self._losses, self._quotes = [], 0
        return tuple(found)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _head(lines: _Lines, columns: Columns) -> tuple[list[str], str]:
    """The names of the columns and what stands between them."""
    line = next(lines, "")
    told_by_sheet = line.strip().lower()
    if told_by_sheet.startswith("sep=") and len(told_by_sheet) == 5:
        return _cells(next(lines, ""), told_by_sheet[-1]), told_by_sheet[-1]
    best = max(
        _DELIMITERS,
        key=lambda sign: (
            sum(bool(names) for names in columns.found(_cells(line, sign)).values()),
            len(_cells(line, sign)),
            -_DELIMITERS.index(sign),
        ),
    )
    return _cells(line, best), best


def _next(reader: Iterator[list[str]], most: int) -> list[str] | None:
    """The next row; None at the end. Raises csv.Error."""
    # The library has one limit for the whole process.
    before = csv.field_size_limit(most)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(before)


def csv_rows(source: Source, columns: Columns, limits: Limits) -> Iterator[Found]:
    """An article for each row below the first, which names the columns.

    A row is called by the number a spreadsheet shows: the first article stands in row 2.
    """
    number = 1
    try:
        lines = _Lines(lines_of(source, limits.most_bytes))
        head, delimiter = _head(lines, columns)
        lines.losses()
        roles = columns.found(head)
        if not roles["text"]:
            shown = ", ".join(repr(name[:40]) for name in head[:12]) or "–"
            yield lost("no_text_column", "name_column", Reason.NO_ARTICLE, columns=shown)
            return
        reader = csv.reader(lines, delimiter=delimiter)
        while (row := _next(reader, limits.most_bytes)) is not None:
            number += 1
            losses = lines.losses()
            if any(cell.strip() for cell in row):
                found = piece_of(
                    str(number), dict(zip(head, row, strict=False)), roles, limits.most_bytes
                )
                yield _with(found, losses, len(row), len(head))
    except csv.Error as error:
        yield lost("after_row", "mend_quotes", number=number, why=error)
    except FAULTS as error:
        yield lost("after_row", number=number, why=told(error))


def _with(
    found: Piece | Refusal, losses: tuple[str, ...], cells: int, columns: int
) -> Piece | Refusal:
    """What was found, with what was lost in its row."""
    if isinstance(found, Refusal):
        return found
    more = (trouble("cells_many", cells=cells, columns=columns),) if cells > columns else ()
    return replace(found, losses=(*losses, *more))
