"""HTML pages: the article's text, its title and what the page declares."""

from kroniek.model.article import Article, Reason, Refusal


def read_page(raw: bytes, name: str, language: str | None = None) -> Article | Refusal:
    """The article of an HTML page."""
    del raw, language
    return Refusal(name, Reason.UNKNOWN_FORMAT, "HTML is not read yet", "save it as text")
