"""Words per CPU-second of every step, as a share of the yardstick's in the same process.

The yardstick is blank spaCy ``nl`` (tokenizer and sentencizer) on the same texts: what it costs to
look at every word once, whatever the machine. Ratios compare; absolute figures do not.
"""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time

import spacy

from kroniek.collect.files import collect
from kroniek.model.article import Article
from kroniek.model.doc import JUDGEMENTS, Collection, Doc
from kroniek.packs import load_packs
from kroniek.recipe import recipe

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ("src/kroniek_data/demo/articles", "../shared/articles", "../shared/contract/public/texts")
MORE = "../shared/corpora/eval_dev/timex-nl/texts"
ROUNDS = 3


def _best(work: Callable[[], object]) -> float:
    """CPU seconds of the fastest of some rounds, after one to warm up."""
    work()
    times = []
    for _ in range(ROUNDS):
        before = process_time()
        work()
        times.append(process_time() - before)
    return min(times)


def _articles() -> list[Path]:
    return [ROOT / folder for folder in (*TEXTS, MORE) if (ROOT / folder).is_dir()]


def _steps(articles: Sequence[Article]) -> Iterator[tuple[str, float]]:
    """CPU seconds of each annotator and gatherer over all articles."""
    made = recipe(load_packs())
    docs = [Doc(article) for article in articles]
    for step in made.annotators:
        yield step.name, _best(lambda step=step, docs=docs: [tuple(step.annotate(d)) for d in docs])  # type: ignore[misc]
        docs = [doc.with_layer(step.writes, step.annotate(doc)) for doc in docs]
    collection = Collection(tuple(docs)).with_table(JUDGEMENTS, ())
    redating = () if made.redating is None else (made.redating,)
    for gatherer in (*made.gatherers, *redating):
        yield gatherer.name, _best(lambda g=gatherer, c=collection: tuple(g.gather(c)))  # type: ignore[misc]
        collection = collection.with_table(gatherer.writes, gatherer.gather(collection))


def report() -> bool:
    """Print the figures; tells whether the whole keeps its floor."""
    folders = _articles()
    articles = [one for one in collect(folders) if isinstance(one, Article)]
    words = sum(len(article.text.split()) for article in articles)
    yardstick = spacy.blank("nl")
    yardstick.add_pipe("sentencizer")
    texts = [article.text for article in articles]
    unit = _best(lambda: [yardstick(text) for text in texts])
    print(
        f"== speed: {len(articles)} articles, {words} words; yardstick {words / unit:,.0f} words/s"
    )
    total = 0.0
    rows = [("collect", _best(lambda: list(collect(folders)))), *_steps(articles)]
    for name, seconds in rows:
        total += seconds
        print(f"   {name:14} {words / seconds:12,.0f} words/s   1/{seconds / unit:.2f}")
    floor = tomllib.loads((Path(__file__).parent / "speed" / "floor.toml").read_text())
    slowest = float(floor["times_slower_than_yardstick"])
    kept = total / unit <= slowest
    told = "ok  " if kept else "SLIP"
    share = f"1/{total / unit:.1f}  floor 1/{slowest:g}"
    print(f"   {told} all steps {words / total:,.0f} words/s   {share}")
    return kept
