"""What every form of export is made of: the views, how much may be quoted, where links lead."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from kroniek.ids import ArticleId
from kroniek.model.article import Article
from kroniek.share.quoting import Quotes
from kroniek.spans import Span
from kroniek.views import Views
from kroniek.words import Words

APP = "http://127.0.0.1:8000"
"""Where links lead unless told otherwise: ``kroniek serve STORE --port 8000``."""

AREAS = frozenset(
    "country region state oblast province county republic krai zone continent island river sea"
    " water lake mountains desert union".split()
)
"""Kinds of place that no point can stand for."""


@dataclass(frozen=True, slots=True)
class Material:
    """A chronicle to share. `words` are those of the interface, in the reader's language."""

    views: Views
    words: Words
    quotes: Quotes = field(default_factory=Quotes)
    app: str = APP

    def quote(self, article: ArticleId, span: Span) -> str:
        """The words of a span, within the limit."""
        return self.quotes.cut(span.of(self.views.docs[article].text))

    def title(self, article: Article) -> str:
        """The article's title; where it has none its first words, which are a quotation."""
        told = self.views.title(article)
        return told if article.title is not None else self.quotes.cut(told)

    def link(self, article: ArticleId, span: Span | None = None) -> str:
        """The page of the local app that shows an article, at the very words if `span` is given."""
        page = f"{self.app.rstrip('/')}/article/{article}"
        if span is None:
            return page
        sentence = self.views.sentence_span(article, span)
        return f"{page}?{urlencode({'s': span.start, 'e': span.end})}#s{sentence.start}"
