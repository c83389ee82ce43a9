"""Documents for the tests of dating, made by the real steps it needs and no others."""

from functools import cache
from typing import Any

from tests.helpers import article_of

from kroniek.date.judge import DateJudge
from kroniek.date.resolve import TimeResolver
from kroniek.extract.text.quotes import QuoteFinder
from kroniek.extract.text.sentences import SentenceFinder
from kroniek.extract.text.tokens import TokenFinder
from kroniek.extract.times.finder import TimeFinder
from kroniek.model.article import DeclaredDate
from kroniek.model.doc import DATING, Doc
from kroniek.model.time import Dating
from kroniek.packs import Packs, load_packs
from kroniek.pipeline import annotate

NO_PACKS = Packs((), (), (), "none")


@cache
def _steps(packs: bool) -> tuple[Any, ...]:  # noqa: FBT001
    known = load_packs() if packs else NO_PACKS
    kinds = (TokenFinder, SentenceFinder, QuoteFinder, TimeFinder, DateJudge, TimeResolver)
    return tuple(kind.from_packs(known) for kind in kinds)


def told(text: str, on: str | None = None, language: str = "nl", **fields: Any) -> Doc:
    """`text` with its days, its page giving the date `on` (EDTF) if any."""
    packs = fields.pop("packs", True)
    if on is not None:
        fields["declared"] = (DeclaredDate(on, "header"),)
    return annotate(Doc(article_of(text, language, **fields)), _steps(packs))


def dating(text: str, on: str | None = None, language: str = "nl", **fields: Any) -> Dating:
    """The verdict on `text`."""
    (verdict,) = told(text, on, language, **fields)[DATING]
    return verdict
