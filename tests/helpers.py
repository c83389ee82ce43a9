"""Small documents for tests, made by the real steps."""

from functools import cache
from pathlib import Path
from typing import Any

from kroniek.ids import ArticleId, digest
from kroniek.library import Kroniek
from kroniek.model.article import Article, Format, Offsets
from kroniek.model.doc import Doc
from kroniek.packs import load_packs
from kroniek.pipeline import Recipe, annotate
from kroniek.recipe import recipe


@cache
def default_recipe() -> Recipe:
    """The recipe users get."""
    return recipe(load_packs())


def article_of(text: str, language: str = "nl", **fields: Any) -> Article:
    """An article with this text, as a plain-text file would give it."""
    return Article(
        id=ArticleId(fields.pop("id", f"a-{digest(text)}")),
        path=fields.pop("path", "test.txt"),
        sha256=digest(text, length=64),
        text=text,
        language=language,
        format=Format.TEXT,
        offsets=Offsets(((0, 0, len(text)),)),
        **fields,
    )


def doc_of(text: str, language: str = "nl", upto: str = "sentences", **fields: Any) -> Doc:
    """`text` with every layer up to the named one, made by the default recipe's steps."""
    steps = default_recipe().annotators
    last = next(k for k, step in enumerate(steps) if step.writes.name == upto)
    return annotate(Doc(article_of(text, language, **fields)), steps[: last + 1])


def opened(path: Path, **how: Any) -> Kroniek:
    """A store whose builds use the default recipe, rules alone, which is loaded once for all."""
    k = Kroniek(path, reader=False, **how)
    k.__dict__["recipe"] = default_recipe()
    return k
