"""E-mail messages and pages saved as one (MHTML): the text that was sent, its subject and date.

The plain text is preferred to the HTML part, unless it is a stub ("view this in your browser").
Attachments are named, not read.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cache

from kroniek.collect.clean import decode, is_text, known_encoding
from kroniek.collect.pieces import Given, Piece
from kroniek.collect.readers import read_body
from kroniek.model.article import Article, Format, Offsets, Reason, Refusal
from kroniek.packs import lexicon
from kroniek.words.troubles import refused, trouble

_FAULTS = (
    ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, LookupError,
    MessageError,
)  # fmt: skip
"""What the standard library lets slip through on broken headers and parts."""
_MOST_PARTS = 1000
_LONGEST_HEADER = 2000
_STUB = 0.25
"""Plain text with less than this share of the letters of the HTML part is a stub."""
_TAG = re.compile(rb"<[^>]{0,2000}>")
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
_DECLARES = re.compile(
    rb"^(?:From|Subject|Date|To|Received|MIME-Version|Content-Type)\s?:",
    re.IGNORECASE | re.MULTILINE,
)


def _header(message: EmailMessage, name: str) -> str | None:
    """One header as text, on one line; None if it is absent or can not be read."""
    raw = next((raw for key, raw in message.raw_items() if key.lower() == name), None)
    if raw is None:
        return None
    try:
        # Only so much of it, for the library's work grows with the square of its length.
        value = policy.default.header_factory(name, str(raw)[:_LONGEST_HEADER])
        told = " ".join(str(value).split())
    except _FAULTS:
        return None
    return told.encode("utf-8", "replace").decode("utf-8") or None


@cache
def _prefix() -> re.Pattern[str]:
    prefixes = "|".join(map(re.escape, lexicon("shared/columns.toml")["mail"]["prefixes"]))
    return re.compile(rf"(?:(?:{prefixes})\s?(?:\[\d{{1,3}}\])?\s?:\s*)+", re.IGNORECASE)


def _kind(part: EmailMessage) -> str:
    try:
        return part.get_content_type()
    except _FAULTS:
        return "application/octet-stream"


def _file_name(part: EmailMessage) -> str | None:
    try:
        return part.get_filename()
    except _FAULTS:
        return "?"


def _attached(part: EmailMessage) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except _FAULTS:
        return False


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold no other, in order; a message passed on whole is gone into."""
    stack: list[EmailMessage] = [message]
    for _ in range(_MOST_PARTS):
        if not stack:
            return
        part = stack.pop()
        inner = part.get_payload()
        if isinstance(inner, list):
            stack.extend(one for one in reversed(inner) if isinstance(one, EmailMessage))
        else:
            yield part


def _bytes(part: EmailMessage) -> bytes:
    """The content of a part without its transfer encoding; as it stands if that is broken."""
    try:
        found = part.get_payload(decode=True)
    except _FAULTS:
        found = str(part.get_payload()).encode("utf-8", "surrogateescape")
    return found if isinstance(found, bytes) else b""


def _charset(part: EmailMessage) -> str | None:
    try:
        named = part.get_content_charset()
    except _FAULTS:
        return None
    return known_encoding(named) if named and named.isascii() else None


def _letters(part: EmailMessage) -> int:
    raw = _bytes(part)
    return len(_LETTER.findall(_TAG.sub(b" ", raw) if _kind(part) == "text/html" else raw))


def _body(parts: list[EmailMessage], *, page_first: bool) -> EmailMessage | None:
    """The part that is the message's text."""
    plain = next((part for part in parts if _kind(part) == "text/plain"), None)
    page = next((part for part in parts if _kind(part) == "text/html"), None)
    if plain is None or page is None:
        return page if plain is None else plain  # one without headers counts as false
    return page if page_first or _letters(plain) < _STUB * _letters(page) else plain


def _given(message: EmailMessage, *, saved_page: bool) -> Given:
    subject = _header(message, "subject")
    date = None if saved_page else _header(message, "date")  # a saved page has the day of saving
    address = _header(message, "snapshot-content-location") if saved_page else None
    return Given(
        title=_prefix().sub("", subject, count=1) if subject else None,
        url=address if address and address.startswith(("http://", "https://")) else None,
        dates=((date, "Date header of the e-mail"),) if date else (),
    )


def _flowed(text: str, *, glued: bool) -> tuple[str, Offsets]:
    """Text in `format=flowed` with the lines joined that were only wrapped (RFC 3676)."""
    pieces, runs, at, size = [], [], 0, 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        soft = bare.endswith(" ") and bare not in {"-- ", " "}
        kept = (bare[:-1] if glued else bare) if soft else line
        if kept:
            runs.append((size, at, len(kept)))
            pieces.append(kept)
        size += len(kept)
        at += len(line)
    return "".join(pieces), Offsets(tuple(runs))


def _is_message(message: EmailMessage, raw: bytes) -> bool:
    return bool(message.keys()) and _DECLARES.search(raw, 0, 64 * 1024) is not None


def read_mail(
    piece: Piece, language: str | None = None, *, plainly: bool = False
) -> Article | Refusal:
    """The article in a message. Its Date header is a declared date, its subject the title."""
    saved_page = piece.name.lower().endswith((".mht", ".mhtml"))
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(piece.raw)
        parts = list(_leaves(message))
    except (*_FAULTS, RecursionError) as error:
        kind = type(error).__name__
        return refused(piece.name, Reason.DAMAGED, "parts_mixed", "message_again", error=kind)
    if not _is_message(message, piece.raw):
        return refused(piece.name, Reason.NOT_TEXT, "no_headers", "with_headers")
    body = _body([part for part in parts if not _attached(part)], page_first=saved_page)
    if body is None:
        return refused(piece.name, Reason.NO_ARTICLE, "no_text_part", "save_text")
    given = replace(_given(message, saved_page=saved_page), charset=_charset(body))
    others = [] if saved_page else [_file_name(part) or "" for part in parts if part is not body]
    named = ", ".join(sorted(name for name in others if name)[:5])
    lost = (trouble("attachments", names=named),) if named else ()
    more = [part for part in parts if part is not body and _kind(part) == "text/plain"]
    if more and _kind(body) == "text/plain" and not all(map(_file_name, more)):
        lost = (*lost, trouble("more_parts", count=len(more)))
    inner = replace(piece, raw=_bytes(body), given=given, losses=(*piece.losses, *lost))
    if _kind(body) == "text/html":
        from kroniek.collect.pages import read_page  # noqa: PLC0415  (lxml loads slowly)

        return read_page(inner, language, plainly=plainly)
    return _read_plain(inner, body, language)


def _read_plain(piece: Piece, body: EmailMessage, language: str | None) -> Article | Refusal:
    """The article in the part `body` of plain text, whose bytes are those of `piece`."""
    text, _, losses = decode(piece.raw, piece.given.charset)
    if not is_text(text) or str(body.get_param("format", "")).lower() != "flowed":
        return read_body(piece, language, text, losses)
    glued = str(body.get_param("delsp", "")).lower() == "yes"
    joined, offsets = _flowed(text, glued=glued)
    found = read_body(piece, language, joined, losses)
    if isinstance(found, Refusal):
        return found
    before = found.offsets.runs[0][0]
    runs = tuple((before + start, raw, length) for start, raw, length in offsets.runs)
    return replace(found, offsets=Offsets(runs), format=Format.MAIL)
