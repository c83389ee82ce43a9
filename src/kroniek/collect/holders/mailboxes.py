"""Mailboxes: messages one after the other, each begun by a line with "From "."""

import re
from collections.abc import Iterator

from kroniek.collect.holders.streams import FAULTS, Limits, Source, lines_of, told
from kroniek.collect.pieces import Found, Lost, Piece
from kroniek.model.article import Format, Reason, Refusal

_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_BEGIN = b"From "


def mailbox(source: Source, limits: Limits) -> Iterator[Found]:
    """Every message of a mailbox, called by its number."""
    number, size, had = 0, 0, bytearray()
    blank = True
    try:
        for line, length in lines_of(source, limits.most_mail):
            if blank and line.startswith(_BEGIN):
                if number:
                    yield _message(number, bytes(had), size, limits)
                number, size, had = number + 1, 0, bytearray()
            elif number == 0 and line.strip():
                remedy = "give single messages as .eml"
                yield Lost("it does not begin as a mailbox does", remedy, Reason.NOT_TEXT)
                return
            else:
                size += length
                if size <= limits.most_mail:
                    had += line
            blank = not line.strip()
    except FAULTS as error:
        if number:
            yield Refusal(str(number), Reason.DAMAGED, told(error), "get the mailbox again")
        yield Lost(f"after message {max(number - 1, 0)}: {told(error)}")
        return
    if number:
        yield _message(number, bytes(had), size, limits)


def _message(number: int, raw: bytes, size: int, limits: Limits) -> Piece | Refusal:
    if size > limits.most_mail:
        detail = f"{size} bytes; at most {limits.most_mail} are read as one message"
        return Refusal(str(number), Reason.TOO_LARGE, detail, "save its text as .txt")
    return Piece(str(number), Format.MAIL, _QUOTED.sub(rb"\1", raw))
