"""Mailboxes: messages one after the other, each begun by a line with "From "."""

import re
from collections.abc import Iterator

from kroniek.collect.holders.streams import FAULTS, Limits, Source, lines_of, told
from kroniek.collect.pieces import Found, Piece, lost
from kroniek.model.article import Format, Reason, Refusal
from kroniek.words.troubles import refused, remedy

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
                yield lost("no_mailbox", "single_messages", Reason.NOT_TEXT)
                return
            else:
                size += length
                if size <= limits.most_mail:
                    had += line
            blank = not line.strip()
    except FAULTS as error:
        if number:
            yield Refusal(str(number), Reason.DAMAGED, told(error), remedy("mailbox_again"))
        yield lost("after_message", number=max(number - 1, 0), why=told(error))
        return
    if number:
        yield _message(number, bytes(had), size, limits)


def _message(number: int, raw: bytes, size: int, limits: Limits) -> Piece | Refusal:
    if size > limits.most_mail:
        sizes = {"size": size, "most": limits.most_mail}
        return refused(str(number), Reason.TOO_LARGE, "large_message", "save_text", **sizes)
    return Piece(str(number), Format.MAIL, _QUOTED.sub(rb"\1", raw))
