"""What a build does with the articles of a store: layers one by one, tables all together."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from kroniek import __version__, engines
from kroniek.correct.successors import followed
from kroniek.engines import Engine, Made
from kroniek.ids import ArticleId, digest
from kroniek.library import searching
from kroniek.model.article import Reason, Refusal
from kroniek.model.doc import DATING, REDATINGS, TABLES, Collection, Doc
from kroniek.pipeline import Progress, Recipe, gather
from kroniek.save.store import Store
from kroniek.views import Views
from kroniek.words.troubles import remedy


def extract(
    store: Store, engine: Engine, wanted: Sequence[ArticleId], key: str, progress: Progress
) -> dict[ArticleId, Doc]:
    """Add the layers of articles; gives those that readers must not see before all is done.

    What is made of one part is kept together. An article no layers could be made
    of counts no longer: its inputs are refused, and say why.
    """
    held: dict[ArticleId, Doc] = {}
    done = 0
    for part in engine.run(_parts(store, wanted)):
        with store.transaction():
            store.set_meta("unfinished", key)
            for made in part:
                _keep(store, made, key, held)
        done += len(part)
        progress(done, len(wanted))
    return held


def _parts(store: Store, wanted: Sequence[ArticleId]) -> Iterator[list[str]]:
    records = (store.draft_record(article) for article in wanted)
    while part := list(islice(records, engines.PART)):
        yield part


def _keep(store: Store, made: Made, key: str, held: dict[ArticleId, Doc]) -> None:
    key_of = ArticleId(made.article)
    if made.layers is None:
        cure = remedy("split" if made.reason is Reason.TOO_COSTLY else "report")
        store.refuse(key_of, Refusal("", made.reason, made.problem or "", cure))
    elif store.is_shown(key_of, key):
        article = store.draft(key_of)
        if article is not None:
            held[key_of] = store.doc_of(article, made.layers)
    else:
        store.put_encoded(key_of, made.layers, key)


def gather_all(
    store: Store, recipe: Recipe, held: Mapping[ArticleId, Doc], key: str, progress: Progress
) -> Collection:
    """Make the tables about all articles together anew, and the second round of dating.

    It starts from every article alone: the result does not depend on earlier builds. Readers go
    over to it as it is kept.
    """
    docs = [
        held.get(article.id) or store.doc(article, alone=True) for article in list(store.drafts())
    ]
    paths = {doc.article.id: doc.article.path for doc in docs}
    judged = followed(store.judgements.all(), store.became, paths)
    collection = gather(docs, recipe, progress, judged)
    redated = {one.article for one in collection[REDATINGS]}
    again = (DATING, *(step.writes for step in recipe.after_redating))
    with store.transaction():
        for doc in held.values():
            store.put_layers(doc, key)
        store.put_tables({table.name: collection[table] for table in TABLES})
        dated = (doc for doc in collection.docs if doc.article.id in redated)
        store.put_redated(dated, again, key)
        store.finish(state_of(store, key), key)
        searching.keep_index(store, Views(collection))
        store.set_meta("version", __version__)
    return collection


def state_of(store: Store, key: str) -> str:
    """Differs whenever the next chronicle may: by its articles, the judgements, the steps' key."""
    judged = digest(*(one.id for one in store.judgements.all()))
    return f"{key}-{_drafts_digest(store)}-{judged}"


def _drafts_digest(store: Store) -> str:
    found = hashlib.sha256()
    for record in store.draft_records():
        found.update(record.encode() + b"\0")
    return found.hexdigest()[:16]
