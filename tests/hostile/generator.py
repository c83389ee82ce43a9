"""Hostile inputs without number: honest ones to which harm is done, told by a seed."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tests.hostile.samples import all_kinds

MOST_BYTES = 4 * 1024 * 1024
"""Bytes of one generated input."""
_CODECS = ("utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman", "koi8-r", "utf-8-sig", "cp437")
_SIGNS = (
    *("\x00", "\u202e", "\u2066", "\u200b", "\ufeff", "\ufffe", "e\u0301", "\u2028", "\x85", "\r"),
    *("\U0001f469\u200d\U0001f692", "\x1b[2J", "İ", "ß", "ﬁ", "𝕏", "\x0b", "=SUM(A1)", "]]>"),
    "&#x110000;",
)
_TOKENS = (
    *("<", ">", '"', "'", "<p>", "</p>", "<div>", "</div>", "<script>", "<!--", "-->", "<![CDATA["),
    *("&amp;", "&lt", "{", "}", "[", "]", ",", ";", "\n", "\r\n", "\n\n", "From ", "--", "="),
    *("<nav>", "<table>", "<a href=x>", "<p hidden>", "<svg>", "<template>", "<li>", "(", "“"),
    *("Content-Type: multipart/mixed; boundary=x\n", "WARC/1.0\r\n", "Content-Length: 9\r\n"),
    *("De brug. ", "2021-05-04 ", "=?utf-8?q?"),
)

_Harm = Callable[[random.Random, bytes], bytes]


class Hostile(NamedTuple):
    """A file name, its bytes, and what was done to them."""

    name: str
    raw: bytes
    harms: tuple[str, ...]


def _somewhere(chance: random.Random, raw: bytes) -> int:
    return chance.randrange(len(raw) + 1)


def _cut(chance: random.Random, raw: bytes) -> bytes:
    return raw[: _somewhere(chance, raw)]


def _behead(chance: random.Random, raw: bytes) -> bytes:
    return raw[_somewhere(chance, raw[:200]) :]


def _flip(chance: random.Random, raw: bytes) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.choice((1, 3, 30))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _insert(chance: random.Random, raw: bytes, told: bytes) -> bytes:
    at = _somewhere(chance, raw)
    return raw[:at] + told + raw[at:]


def _signs(chance: random.Random, raw: bytes) -> bytes:
    for _ in range(chance.choice((1, 5, 50))):
        raw = _insert(chance, raw, chance.choice(_SIGNS).encode())
    return raw


def _noise(chance: random.Random, raw: bytes) -> bytes:
    return _insert(chance, raw, chance.randbytes(chance.choice((1, 16, 4096))))


def _tokens(chance: random.Random, raw: bytes) -> bytes:
    unit = "".join(chance.choices(_TOKENS, k=chance.choice((1, 1, 2, 4))))
    size = chance.choice((10, 1000, 30_000))
    return _insert(chance, raw, unit.encode() * size)


def _repeat(chance: random.Random, raw: bytes) -> bytes:
    start, end = sorted((_somewhere(chance, raw), _somewhere(chance, raw)))
    return raw[:start] + raw[start:end] * chance.choice((2, 20, 200)) + raw[end:]


def _shuffle(chance: random.Random, raw: bytes) -> bytes:
    a, b, c = sorted(_somewhere(chance, raw) for _ in range(3))
    return raw[:a] + raw[b:c] + raw[a:b] + raw[c:]


def _recode(chance: random.Random, raw: bytes) -> bytes:
    return raw.decode("utf-8", "replace").encode(chance.choice(_CODECS), "replace")


def _twice(_: random.Random, raw: bytes) -> bytes:
    return raw.decode("latin-1").encode("utf-8")


def _lie(chance: random.Random, raw: bytes) -> bytes:
    lie = chance.choice(
        (b"utf-16", b"utf-7", b"x-unknown", b"iso-2022-jp", b"hz", b"rot13", b"zlib")
    )
    return raw.replace(b"utf-8", lie)


def _zeros(chance: random.Random, raw: bytes) -> bytes:
    start, end = sorted((_somewhere(chance, raw), _somewhere(chance, raw)))
    return raw[:start] + b"\x00" * (end - start) + raw[end:]


def _spaces(chance: random.Random, raw: bytes) -> bytes:
    return raw.replace(b" ", chance.choice((b"\x00", b"\xa0", b"\xc2\xa0", b"\t", b"", b"\r")))


HARMS: Sequence[_Harm] = (
    _cut, _behead, _flip, _signs, _noise, _tokens, _repeat, _shuffle, _recode, _twice, _lie, _zeros,
    _spaces,
)  # fmt: skip


def hostile_inputs(seed: int, number: int) -> Iterator[Hostile]:
    """`number` inputs; the same seed gives the same bytes on every machine."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    kinds = sorted(all_kinds().items())
    for k in range(number):
        ending, raw = chance.choice(kinds)
        if chance.random() < 0.1:
            ending = chance.choice(kinds)[0]  # one thing in the clothes of another
        harms = chance.choices(HARMS, k=chance.choice((1, 1, 2, 3)))
        for harm in harms:
            raw = harm(chance, raw)[:MOST_BYTES]
        yield Hostile(f"{k:05}{ending}", raw, tuple(harm.__name__[1:] for harm in harms))
