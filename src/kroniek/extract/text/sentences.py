"""Cut the text into orthographic sentences, also inside quotations.

Sentences cover everything that is not white space. A boundary stands

* at an edge of what collect recognised as a region of its own or as an embedded post;
* at a line break that ends a paragraph (in hard-wrapped text not every line does);
* after ``.``, ``!``, ``?`` or an ellipsis with the quotation marks that close there, when what
  follows can begin a sentence; after an abbreviation only when it must;
* between a header and the sentence it is glued to (see `crossheads`).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Self

from kroniek.extract.text.breaths import breaths
from kroniek.extract.text.crossheads import header_end
from kroniek.extract.text.wraps import line_breaks
from kroniek.model.article import Article, EmbeddedKind, RegionKind
from kroniek.model.doc import SENTENCES, TOKENS, Doc, Layer
from kroniek.model.text import Sentence, SentenceKind, Token
from kroniek.packs import Packs, words
from kroniek.spans import Span

_ENDS = frozenset({".", "!", "?", "…", "‼", "⁉", "。"})
_CLOSERS = frozenset("\"'”’»›)]}“«") | {"''"}
_OPENERS = frozenset("\"'„“‘‚«»‹([{") | {",,", "''", "``"}
_LOOSE = frozenset({'"', "''", "”", "“", "»", "«"})
"""Marks that also stand loose, with a blank on either side, at the end of a quotation."""
_OPENS_FOR = {"”": ("“", "„"), "“": ("„",), "»": ("«",), "«": ("»",), "''": (",,", "``")}
_GLUED = frozenset({'"', "“", "„", "«"})
"""Marks that open a quotation also where the blank before them was lost."""
_PARTICLES = frozenset({"van", "de", "den", "der", "ter", "ten", "te", "von", "el", "al", "bin"})
_FAR = 200
"""Tokens within which a loose mark's partner is looked for."""
_BRACKETS = frozenset({("(", ")"), ("[", "]")})
_NO_BEGIN = frozenset(",;:)]/-–—”»%.!?")
_KIND_OF_REGION = {
    RegionKind.HEADER: SentenceKind.HEADER,
    RegionKind.CRAWL_HEADER: SentenceKind.HEADER,
    RegionKind.HEADLINE: SentenceKind.HEADLINE,
    RegionKind.SUBHEAD: SentenceKind.SUBHEAD,
    RegionKind.CAPTION: SentenceKind.CAPTION,
    RegionKind.PULLQUOTE: SentenceKind.PULLQUOTE,
    RegionKind.TEASER: SentenceKind.TEASER,
    RegionKind.SITE_SLOGAN: SentenceKind.BOILERPLATE,
    RegionKind.REPEATED_HEADLINE: SentenceKind.BOILERPLATE,
    RegionKind.SHARE_FOLLOW: SentenceKind.BOILERPLATE,
    RegionKind.COMMENT_PROMPT: SentenceKind.BOILERPLATE,
    RegionKind.COPYRIGHT: SentenceKind.BOILERPLATE,
    RegionKind.POST_TAIL: SentenceKind.BOILERPLATE,
    RegionKind.NAVIGATION: SentenceKind.BOILERPLATE,
    RegionKind.OTHER: SentenceKind.BOILERPLATE,
}
_KIND_OF_EMBEDDED = {
    EmbeddedKind.SOCIAL_POST: SentenceKind.EMBEDDED_POST,
    EmbeddedKind.QUOTED_ARTICLE: SentenceKind.EMBEDDED_QUOTE,
    EmbeddedKind.WIRE_HEADLINE: SentenceKind.EMBEDDED_QUOTE,
    EmbeddedKind.TEASER: SentenceKind.TEASER,
}


@dataclass(frozen=True, slots=True)
class Words:
    """What the splitter knows of one language; all lower case, abbreviations with their stop."""

    before_word: frozenset[str]
    common: frozenset[str]
    enders: frozenset[str]
    starts: frozenset[str]
    short: frozenset[str]
    """Words of two letters that end sentences, also where the blank after the stop was lost."""


@cache
def words_of(language: str) -> Words:
    """The splitter's words for ``nl`` or ``en``."""
    path = f"{language}/sentences.toml"
    return Words(
        before_word=words(path, "abbreviations", "before_word"),
        common=words(path, "abbreviations", "common"),
        enders=words(path, "abbreviations", "enders"),
        starts=words(path, "starts", "words"),
        short=words(path, "ends", "short"),
    )


def _past_closers(tokens: Sequence[Token], k: int, first: int, last: int) -> int:
    """Index after the closing marks that stand directly after token ``k - 1``."""
    while (
        k < last
        and tokens[k].text in _CLOSERS
        and tokens[k].start == tokens[k - 1].end
        and not _opens(tokens, k, last)
        and not _opens_glued(tokens, k, first, last)
    ):
        k += 1
    return k


def _glued_to_word(tokens: Sequence[Token], k: int, last: int) -> bool:
    """Whether a word follows mark `k` without a blank."""
    return k + 1 < last and tokens[k + 1].start == tokens[k].end and tokens[k + 1].text[0].isalnum()


def _opens_glued(tokens: Sequence[Token], k: int, first: int, last: int) -> bool:
    """Whether mark `k` opens a quotation although the blank before it was lost: ``kwam."Wij``.

    It does when a capital follows at once and no quotation is open that it could close.
    """
    mark = tokens[k].text
    if mark not in _GLUED or not _glued_to_word(tokens, k, last):
        return False
    return tokens[k + 1].text[0].isupper() and not _is_open(tokens, mark, max(first, k - _FAR), k)


def _is_open(tokens: Sequence[Token], mark: str, first: int, k: int) -> bool:
    """Whether a quotation that `mark` could close is open before token `k`."""
    partners = _OPENS_FOR.get(mark, (mark,))
    depth = 0
    for token in tokens[first:k]:
        if token.text == mark:
            # A mark that is its own partner opens and closes by turns.
            depth = 1 - depth if mark in partners else max(depth - 1, 0)
        elif token.text in partners:
            depth += 1
    return depth > 0


def _closes_loosely(tokens: Sequence[Token], k: int, first: int, last: int) -> bool:
    """Whether mark `k`, with a blank on either side, closes what an equal mark opened before."""
    mark = tokens[k]
    if mark.text not in _LOOSE or tokens[k - 1].end == mark.start:
        return False
    if k + 1 < last and tokens[k + 1].start == mark.end:
        return False
    # Not further back than a quotation is long, so that hostile text costs no more.
    opened = 0
    for token in tokens[max(first, k - _FAR) : k]:
        if token.text == mark.text or token.text in _OPENS_FOR.get(mark.text, ()):
            opened += 1
    return opened % 2 == 1


def _opens(tokens: Sequence[Token], k: int, last: int) -> bool:
    """Whether mark `k`, glued to what stands before it, is glued to a word after it as well."""
    return (
        k + 1 < last
        and tokens[k + 1].start == tokens[k].end
        and tokens[k + 1].text[0].isalnum()
        and tokens[k].text in "\"'“‘„«"
        and tokens[k - 1].text in _CLOSERS
    )


def _shortened_names(tokens: Sequence[Token]) -> frozenset[tuple[str, str]]:
    """Names cut down to an initial, as courts are told of: "Ruud K. zweeg" gives (ruud, k.).

    Told by a place where the sentence goes on with a small word: there the initial is all there is.
    """
    found = set()
    for before, letter, stop, after in zip(
        tokens, tokens[1:], tokens[2:], tokens[3:], strict=False
    ):
        if (
            stop.text == "."
            and stop.start == letter.end
            and len(letter.text) == 1
            and letter.text.isupper()
            and (before.text[0].isupper() or before.text in _PARTICLES)
            and (after.text in ",;:" or (after.text[0].islower() and after.text not in _PARTICLES))
        ):
            found.add((before.lower, f"{letter.lower}."))
    return frozenset(found)


def _first_word(tokens: Sequence[Token], k: int, last: int) -> Token | None:
    """The first word at or after `k`, past at most four opening marks or dashes."""
    for token in tokens[k : min(k + 5, last)]:
        if token.text[0].isalnum() or len(token.text) > 1:
            return token
        if token.text not in _OPENERS and token.text not in "–—-•*¿¡":
            return token
    return None


def _can_begin(tokens: Sequence[Token], k: int, last: int) -> bool:
    """Whether a sentence can begin at token `k`: not with a lower-case word or a comma."""
    word = _first_word(tokens, k, last)
    if word is None:
        return True
    if word.text[0] in "'’" and len(word.text) > 1:  # 's Avonds, 't Is
        return k + 1 < last and tokens[k + 1].text[0].isupper()
    if word.text[0].isalnum():
        return not word.text[0].islower() or word.text[1:2].isupper()  # iPhone, eBay
    return word.text not in _NO_BEGIN


def _stop_ends(
    tokens: Sequence[Token], k: int, bounds: tuple[int, int], after: int, short: frozenset[str]
) -> bool:
    """Whether the full stop (or abbreviation) at `k` ends the sentence begun at the first bound.

    `short` are words that are no abbreviation or domain however short they are ("zei ze.Dat").
    """
    first, last = bounds
    if after == last:
        return True
    token, follower = tokens[k], tokens[after]
    if token.text == ".":
        before = tokens[k - 1] if k > first else token
        if follower.start == tokens[after - 1].end:
            # "einde.Begin": a blank was lost; not "12.a" or "index.html".
            glued = follower.text[0].isupper() and len(follower.text) > 1 and before.text.islower()
            if follower.text in _GLUED:  # a quotation opens: "einde."Begin"
                return len(before.text) > 1
            return after > k + 1 or (glued and (len(before.text) > 2 or before.lower in short))
        # "1. Rusland", "B. Jansen": a number or letter alone only introduces.
        return not (k == first + 1 and (before.text.isdigit() or len(before.text) == 1))
    return True


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Finds boundaries between paragraphs' edges.

    `known` is the language's words; `shortened` are the names that end with an initial.
    """

    tokens: Sequence[Token]
    known: Words
    shortened: frozenset[tuple[str, str]]

    def cuts(self, first: int, last: int) -> Iterator[int]:
        """Indices in ``(first, last)`` at which a new sentence begins."""
        tokens, begun, k = self.tokens, first, first
        while k < last:
            text = tokens[k].text
            if text[-1] not in _ENDS:
                k += 1
                continue
            after = k + 1
            while after < last and tokens[after].text in _ENDS:
                after += 1
            after = _past_closers(tokens, after, first, last)
            if after < last and _closes_loosely(tokens, after, first, last):
                after += 1
            if after < last and self._ends(k, begun, after, last):
                yield after
                begun = after
            k = after

    def cuts_in(self, kind: SentenceKind, first: int, last: int) -> Iterator[int]:
        """The same for a stretch of one kind: the credit in brackets under a picture is no cut."""
        for cut in self.cuts(first, last):
            if kind is not SentenceKind.CAPTION or not self._is_credit(cut, last):
                yield cut

    def ends_in(self, kind: SentenceKind, first: int, last: int) -> Iterator[int]:
        """Where the sentences of a stretch end, none longer than sentences are."""
        begun = first
        for end in (*self.cuts_in(kind, first, last), last):
            yield from breaths(self.tokens, begun, end)
            yield end
            begun = end

    def _is_credit(self, k: int, last: int) -> bool:
        """Whether all from `k` on stands in brackets and holds no end of a sentence."""
        texts = [token.text for token in self.tokens[k:last]]
        return (texts[0], texts[-1]) in _BRACKETS and _ENDS.isdisjoint(texts)

    def _ends(self, k: int, first: int, after: int, last: int) -> bool:
        """Whether the sentence begun at `first` ends with token `k` and closers before `after`."""
        tokens = self.tokens
        if not _can_begin(tokens, after, last):
            return False
        token = tokens[k]
        if len(token.text) == 1 or token.text[-2:] == "..":
            return token.text != "." or _stop_ends(
                tokens, k, (first, last), after, self.known.short
            )
        return self._abbreviation_ends(token.lower, k, after, last)

    def _abbreviation_ends(self, lower: str, k: int, after: int, last: int) -> bool:
        """Whether an abbreviation at `k` was also the end of its sentence."""
        known = self.known
        if lower in known.before_word and lower not in known.common:
            return False
        if after > k + 1 and self.tokens[after - 1].text not in ")]":
            return True  # a quotation closed after it
        if self.tokens[after].text in "([":
            return False  # a remark on what was abbreviated
        word = _first_word(self.tokens, after, last)
        if word is None or not word.text[0].isupper():
            return False
        if k and (self.tokens[k - 1].lower, lower) in self.shortened:
            return True
        return lower in known.enders or word.lower in known.starts


def _kinds(article: Article) -> list[tuple[int, int, SentenceKind, str]]:
    """Stretches with a kind of their own: start, end, kind, language; disjoint, in order."""
    found = [
        (item.span.start, item.span.end, _KIND_OF_REGION[item.kind], article.language)
        for item in article.regions
    ]
    regions = sorted(item.span for item in article.regions)
    for other in article.embedded:
        near = bisect_right(regions, other.span)
        if not any(other.span.overlaps(region) for region in regions[max(near - 1, 0) : near + 1]):
            kind = _KIND_OF_EMBEDDED[other.kind]
            found.append((other.span.start, other.span.end, kind, other.language))
    if article.title and not any(s <= article.title.start < e for s, e, _, _ in found):
        found.append((*article.title, SentenceKind.HEADLINE, article.language))
    return sorted(found, key=lambda item: (item[0], item[1]))


def _edges(
    tokens: Sequence[Token], kinds: Sequence[tuple[int, int, SentenceKind, str]]
) -> set[int]:
    """Indices of tokens at which a region or embedded text begins or ends."""
    starts = [token.start for token in tokens]
    found = set()
    for start, end, _, _ in kinds:
        for place in (start, end):
            k = bisect_right(starts, place - 1)
            if 0 < k < len(tokens):
                found.add(k)
    return found


@dataclass(frozen=True, slots=True)
class SentenceFinder:
    """Writes the sentences, in order; each token is in exactly one."""

    name: str = "sentences"
    reads: tuple[Layer[Token], ...] = (TOKENS,)
    writes: Layer[Sentence] = SENTENCES

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:  # noqa: ARG003  (the recipe builds all steps alike)
        """The finder; packs know nothing of sentences."""
        return cls()

    def annotate(self, doc: Doc) -> Iterator[Sentence]:
        """Yield the sentences of the article."""
        tokens = doc[TOKENS]
        if not tokens:
            return
        kinds = _kinds(doc.article)
        edges = _edges(tokens, kinds)
        breaks = line_breaks(doc.text, tokens)
        blocks = sorted({0, len(tokens), *edges, *breaks})
        shortened = _shortened_names(tokens)
        cutters = {code: _Cutter(tokens, words_of(code), shortened) for code in ("nl", "en")}
        paragraph = at = 0
        for first, last in pairwise(blocks):
            paragraph += first in breaks
            while at < len(kinds) and kinds[at][1] <= tokens[first].start:
                at += 1
            inside = at < len(kinds) and kinds[at][0] <= tokens[first].start
            kind = kinds[at][2] if inside else SentenceKind.BODY
            language = kinds[at][3] if inside else doc.article.language
            begun = first
            cutter = cutters.get(language) or cutters[doc.article.language]
            for cut in cutter.ends_in(kind, first, last):
                head = (
                    header_end(tokens, begun, cut, language) if kind in _MAY_HOLD_HEADER else begun
                )
                if head > begun:
                    yield _sentence(
                        tokens, (begun, head), SentenceKind.SUBHEAD, paragraph, language
                    )
                yield _sentence(tokens, (head, cut), kind, paragraph, language)
                begun = cut


_MAY_HOLD_HEADER = frozenset({SentenceKind.BODY})


def _sentence(
    tokens: Sequence[Token],
    bounds: tuple[int, int],
    kind: SentenceKind,
    paragraph: int,
    language: str,
) -> Sentence:
    """The sentence of the tokens in `bounds`."""
    first, last = bounds
    span = Span(tokens[first].start, tokens[last - 1].end)
    return Sentence(span, kind, first, last, paragraph, language)
