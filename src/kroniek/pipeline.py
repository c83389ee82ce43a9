"""Checks the order of steps before an article is opened, and runs them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kroniek.errors import StepOrderError
from kroniek.model.doc import Collection, Doc
from kroniek.steps import Annotator, Gatherer


@dataclass(frozen=True, slots=True)
class Recipe:
    """The steps in order. Raises StepOrderError when one reads what none before it writes."""

    annotators: tuple[Annotator, ...]
    gatherers: tuple[Gatherer, ...]

    def __post_init__(self) -> None:
        written: set[str] = set()
        steps: tuple[Annotator | Gatherer, ...] = (*self.annotators, *self.gatherers)
        for step in steps:
            for layer in step.reads:
                if layer.name not in written:
                    raise StepOrderError(step=step.name, missing=layer.name)
            written.add(step.writes.name)


def annotate(doc: Doc, steps: Sequence[Annotator]) -> Doc:
    """`doc` with the layer of every step, each step reading what those before it wrote."""
    for step in steps:
        doc = doc.with_layer(step.writes, step.annotate(doc))
    return doc


def gather(docs: Iterable[Doc], steps: Sequence[Gatherer]) -> Collection:
    """All documents, in order of path, with the table of every step."""
    collection = Collection(tuple(sorted(docs, key=lambda doc: (doc.article.path, doc.article.id))))
    for step in steps:
        collection = collection.with_table(step.writes, step.gather(collection))
    return collection
