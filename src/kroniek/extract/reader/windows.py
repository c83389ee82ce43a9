"""Cut an article into windows of whole sentences that the network reads one at a time.

A window depends on the article alone, never on what else is read: sentences are packed in order
until the next would not fit. A sentence too long for a window of its own is cut between tokens.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kroniek.model.text import Sentence, Token

Offsets = tuple[int, int]
Encode = Callable[[Sequence[str]], Sequence[tuple[Sequence[int], Sequence[Offsets]]]]
"""Word pieces of texts: ids, and half-open code points of each in its text."""


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces that are read together.

    `tokens` are indices into ``doc[TOKENS]`` in order, `firsts` and `lasts` the first and last
    piece of each, as positions in `ids` (which has no special pieces). A piece that holds several
    tokens is each one's; `shared` then says that the token before has the same first piece.
    `sentences` are indices of the sentences, each with the range of `tokens` that it has here.
    """

    ids: tuple[int, ...]
    tokens: tuple[int, ...]
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]
    shared: tuple[bool, ...]
    sentences: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A sentence, or a part of one that is too long: token index, first and last piece of each."""

    sentence: int
    ids: tuple[int, ...]
    tokens: tuple[tuple[int, int, int], ...]


def token_pieces(
    tokens: Sequence[Token], first: int, last: int, offsets: Sequence[Offsets]
) -> list[tuple[int, int, int]]:
    """Each token that has pieces, with the first and the last of them.

    `offsets` are the pieces' places in the text of the article, white space at their ends left
    out; a piece that is nothing but white space, or stands for nothing, is no token's.
    """
    found: list[tuple[int, int, int]] = []
    piece = 0
    for k in range(first, last):
        start, end = tokens[k].start, tokens[k].end
        while piece < len(offsets) and offsets[piece][1] <= start:
            piece += 1
        at = piece
        inside: list[int] = []
        while at < len(offsets) and offsets[at][0] < end:
            if offsets[at][0] < offsets[at][1] and offsets[at][1] > start:
                inside.append(at)
            at += 1
        if inside:
            found.append((k, inside[0], inside[-1]))
    return found


def placed(text: str, base: int, offsets: Iterable[Offsets]) -> list[Offsets]:
    """Offsets of pieces in the article, given those in the sentence that begins at `base`.

    White space at either end of a piece is left out.
    """
    found = []
    for start, end in offsets:
        a, b = base + start, base + end
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        found.append((a, b))
    return found


def _chunks(
    sentence: int, ids: Sequence[int], tokens: Sequence[tuple[int, int, int]], most: int
) -> Iterator[_Chunk]:
    """The sentence in chunks of at most `most` pieces, cut between tokens where there is a cut.

    Of a token that alone has more pieces than fit, only the first ones are read.
    """
    at = 0
    while at < len(tokens):
        begin = tokens[at][1]
        if begin and (not at or tokens[at - 1][2] < begin - 1):
            begin -= 1  # the blank before the word is a piece of its own
        end, stop = at, begin
        while end < len(tokens) and (tokens[end][2] + 1 - begin <= most or end == at):
            stop = min(tokens[end][2] + 1, begin + most)
            end += 1
        if end == len(tokens):
            stop = min(len(ids), begin + most)
        yield _Chunk(
            sentence,
            tuple(ids[begin:stop]),
            tuple((k, a - begin, min(b, stop - 1) - begin) for k, a, b in tokens[at:end]),
        )
        at = end


def _window(chunks: Sequence[_Chunk]) -> Window:
    ids: list[int] = []
    rows: list[tuple[int, int, int]] = []
    sentences: list[tuple[int, int, int]] = []
    for chunk in chunks:
        sentences.append((chunk.sentence, len(rows), len(rows) + len(chunk.tokens)))
        rows.extend((k, a + len(ids), b + len(ids)) for k, a, b in chunk.tokens)
        ids.extend(chunk.ids)
    firsts = tuple(row[1] for row in rows)
    return Window(
        ids=tuple(ids),
        tokens=tuple(row[0] for row in rows),
        firsts=firsts,
        lasts=tuple(row[2] for row in rows),
        shared=tuple(k > 0 and firsts[k - 1] == first for k, first in enumerate(firsts)),
        sentences=tuple(sentences),
    )


def windows(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[tuple[int, Sentence]],
    encode: Encode,
    most: int,
) -> Iterator[Window]:
    """Windows of at most `most` pieces over `sentences` (with their indices), in order."""
    encoded = encode([sentence.span.of(text) for _, sentence in sentences])
    held: list[_Chunk] = []
    size = 0
    for (index, sentence), (ids, offsets) in zip(sentences, encoded, strict=True):
        spread = placed(text, sentence.span.start, offsets)
        rows = token_pieces(tokens, sentence.first, sentence.last, spread)
        for chunk in _chunks(index, ids, rows, most):
            if held and size + len(chunk.ids) > most:
                yield _window(held)
                held, size = [], 0
            held.append(chunk)
            size += len(chunk.ids)
    if held:
        yield _window(held)
