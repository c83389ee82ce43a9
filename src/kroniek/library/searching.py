"""Searching a store: its index kept up with its chronicle, and what is asked of it."""

from functools import partial

from kroniek.errors import NotFoundError, StoreError
from kroniek.ids import ArticleId
from kroniek.save.store import Store
from kroniek.search import find, index
from kroniek.search.find import Found, Page
from kroniek.search.lexicon import analyser_version
from kroniek.search.query import parse
from kroniek.views import Views


def bring_up_to_date(store: Store, views: Views) -> None:
    """Make the index of a finished chronicle, unless it has that of this code already."""
    if store.meta("searched") != _wanted(store):
        with store.transaction():
            keep_index(store, views)


def keep_index(store: Store, views: Views) -> None:
    """Put the index of the chronicle just finished in place of another, inside a transaction.

    The analyser's name and version are kept as ``analyser`` among the facts about the store.
    """
    headings = {
        key: (views.title(doc.article), views.outlet(doc.article))
        for key, doc in views.docs.items()
    }
    index.write(store.tables, views.collection, headings)
    # Has FTS5 write what it would otherwise keep in memory until the transaction ends.
    for command in ("SAVEPOINT written", "RELEASE written"):
        store.tables.do(command)
    store.seal_index()
    store.set_meta("analyser", analyser_version())
    store.set_meta("searched", _wanted(store))


def _wanted(store: Store) -> str:
    """What the index of the finished chronicle is known by."""
    return f"{store.meta('gathered')}-{index.index_key()}"


def search(store: Store, typed: str, page: Page) -> Found:
    """Sentences that hold what is `typed` (see `kroniek.search.query`), best first.

    Nothing typed is an error. Raises StoreError if the chronicle is not finished, or has no index
    yet.
    """
    # Not `store.reading`, which looks over every row: what is shown here is looked over itself.
    with store.tables.transaction("DEFERRED"):
        if not (store.meta("searched") or "").startswith(f"{store.meta('gathered')}-"):
            raise StoreError(
                str(store.path),
                "its search index is not that of its chronicle",
                f"make it: kroniek build {store.path}",
            )
        return find.search(store.tables, partial(_text_of, store), parse(typed), page)


def _text_of(store: Store, article_id: ArticleId) -> str:
    article = store.article(article_id)
    if article is None:
        raise NotFoundError("article", article_id, f"run kroniek build {store.path}")
    return article.text
