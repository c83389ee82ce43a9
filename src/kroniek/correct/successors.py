"""What an article has become that was moved and edited in one go: a new one that reads like it.

Only articles that came when the old one went are looked at: a copy or reprint that stood beside it
is another article, however alike. Of several that read alike none is taken.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from rapidfuzz.distance import Indel

from kroniek.ids import ArticleId
from kroniek.model.article import Article
from kroniek.model.judgement import Anchor, Judgement

ALIKE = 0.7
"""Share of words that two texts have in common, in one order, from which they may be one article
(twice the longest common subsequence by the words of both)."""
_SHINGLE = 4
"""Words in a row by which texts are found that may be alike."""
_FEWEST = 0.2
"""Share of a text's shingles that a like one has: of 0.7 of its words in few places, many more."""
_WORD = re.compile(r"\w+")


class _Text(NamedTuple):
    """An article with its words, and digests of their shingles."""

    article: Article
    words: Sequence[str]
    shingles: frozenset[int]


def _text(article: Article) -> _Text:
    words = [match.group().lower() for match in _WORD.finditer(article.text)]
    rows = (words[k : k + _SHINGLE] for k in range(max(1, len(words) - _SHINGLE + 1)))
    told = (crc32(" ".join(row).encode("utf-8", "surrogatepass")) for row in rows)
    return _Text(article, words, frozenset(told))


def successors(
    vanished: Iterable[Article], arrived: Iterable[Article]
) -> dict[ArticleId, ArticleId]:
    """For each vanished article that one of those that arrived is like, and no other, that one."""
    old = [_text(article) for article in vanished]
    holding: defaultdict[int, list[int]] = defaultdict(list)
    for k, one in enumerate(old):
        for shingle in one.shingles:
            holding[shingle].append(k)
    alike: list[tuple[ArticleId, ArticleId]] = []
    for article in arrived:
        new = _text(article)
        shared = Counter(k for shingle in new.shingles for k in holding.get(shingle, ()))
        for k in sorted(shared):
            if shared[k] >= _FEWEST * len(old[k].shingles) and not _of_others(old[k], new):
                score = Indel.normalized_similarity(old[k].words, new.words)
                if score >= ALIKE:
                    alike.append((old[k].article.id, article.id))
    olds, news = Counter(one for one, _ in alike), Counter(one for _, one in alike)
    return {one: other for one, other in alike if olds[one] == news[other] == 1}


def _of_others(one: _Text, other: _Text) -> bool:
    """Whether two articles say of themselves that they are of two outlets."""
    left, right = one.article.outlet, other.article.outlet
    if left and right and left.name.casefold() != right.name.casefold():
        return True
    hosts = [urlsplit(told.article.url or "").netloc for told in (one, other)]
    return all(hosts) and hosts[0] != hosts[1]


def followed(
    judgements: Iterable[Judgement],
    became: Mapping[ArticleId, ArticleId],
    paths: Mapping[ArticleId, str],
) -> list[Judgement]:
    """Judgements whose anchors lead to what their articles have become.

    `became` tells it of articles that vanished; `paths` are those of the articles there are.
    """
    if not became:
        return list(judgements)
    return [
        replace(
            one,
            sides=tuple(
                tuple(_led(anchor, became, paths) for anchor in side) for side in one.sides
            ),
        )
        for one in judgements
    ]


def _led(
    anchor: Anchor, became: Mapping[ArticleId, ArticleId], paths: Mapping[ArticleId, str]
) -> Anchor:
    here, seen = anchor.article, {anchor.article}
    while here not in paths and here in became:
        here = became[here]
        if here in seen:
            break  # in a ring, all of which is gone
        seen.add(here)
    return replace(anchor, path=paths[here]) if here != anchor.article and here in paths else anchor
