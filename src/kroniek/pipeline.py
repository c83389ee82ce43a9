"""Checks the order of steps before an article is opened, and runs them.

Dating runs twice: each article alone, as one of the annotators, and again beside its neighbours,
as the `redating` among the gatherers. What depends on the dates of an article that the second round
changed, and nothing else, is then made anew; `reads` and `writes` tell what that is.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kroniek.errors import StepOrderError, StepTwiceError
from kroniek.model.doc import DATING, JUDGEMENTS, REDATINGS, Collection, Doc, Layer
from kroniek.model.judgement import Judgement
from kroniek.steps import Annotator, Gatherer

Progress = Callable[[int, int], None]
"""Told how many steps are done, and how many there are."""


def silent(done: int, total: int) -> None:
    """No progress is shown."""


class _Step(Protocol):
    """What annotators and gatherers share."""

    @property
    def reads(self) -> tuple[Layer[Any], ...]: ...

    @property
    def writes(self) -> Layer[Any]: ...


@dataclass(frozen=True, slots=True)
class Recipe:
    """The steps in order; `redating`, if any, is the second round of dating.

    The table JUDGEMENTS is given, not written: any gatherer may read it. Raises StepOrderError when
    a step reads what none before it writes, and StepTwiceError when two write one layer. The
    redating may read every layer, and the tables of gatherers; what follows from new dates is found
    by `reads`.
    """

    annotators: tuple[Annotator, ...]
    gatherers: tuple[Gatherer, ...]
    redating: Gatherer | None = None

    def __post_init__(self) -> None:
        written = {JUDGEMENTS.name}
        steps: list[Annotator | Gatherer] = [*self.annotators, *self.gatherers]
        if self.redating is not None:
            steps.append(self.redating)
        for step in steps:
            for layer in step.reads:
                if layer.name not in written:
                    raise StepOrderError(step=step.name, missing=layer.name)
            if step.writes.name in written:
                raise StepTwiceError(step=step.name, layer=step.writes.name)
            written.add(step.writes.name)

    @property
    def after_redating(self) -> tuple[Annotator, ...]:
        """The annotators that read an article's date, straight or through one another."""
        changed = {DATING.name}
        return tuple(step for step in self.annotators if _reads_any(step, changed))

    @property
    def before_redating(self) -> tuple[Gatherer, ...]:
        """The gatherers whose tables the redating reads, straight or through one another."""
        if self.redating is None:
            return ()
        asked = {layer.name for layer in self.redating.reads}
        found = []
        for step in reversed(self.gatherers):
            if step.writes.name in asked:
                found.append(step)
                asked.update(layer.name for layer in step.reads)
        return tuple(reversed(found))


def _reads_any(step: _Step, changed: set[str]) -> bool:
    """Whether a step reads what has changed; then what it writes changes too."""
    if changed.isdisjoint(layer.name for layer in step.reads):
        return False
    changed.add(step.writes.name)
    return True


def annotate(doc: Doc, steps: Sequence[Annotator]) -> Doc:
    """`doc` with the layer of every step, each step reading what those before it wrote."""
    for step in steps:
        doc = doc.with_layer(step.writes, step.annotate(doc))
    return doc


def gather(
    docs: Iterable[Doc],
    recipe: Recipe,
    progress: Progress = silent,
    judgements: Sequence[Judgement] = (),
) -> Collection:
    """All documents, in order of path, with every table, and with dates of the second round.

    `docs` must carry the layers of the first round. The second one changes those of articles that
    stand in the table REDATINGS only. `judgements` are what people decided, in their order.
    """
    collection = Collection(
        tuple(sorted(docs, key=lambda doc: (doc.article.path, doc.article.id)))
    ).with_table(JUDGEMENTS, judgements)
    first = recipe.before_redating
    total = len(recipe.gatherers) + (recipe.redating is not None)
    for done, step in enumerate(first, start=1):
        collection = collection.with_table(step.writes, step.gather(collection))
        progress(done, total)
    changed: set[str] = set()
    if recipe.redating is not None:
        collection = _redated(collection, recipe, recipe.redating)
        progress(len(first) + 1, total)
        if collection[REDATINGS]:
            changed = {DATING.name, *(step.writes.name for step in recipe.after_redating)}
    rest = [step for step in recipe.gatherers if step not in first or _reads_any(step, changed)]
    for done, step in enumerate(rest, start=total - len(rest) + 1):
        collection = collection.with_table(step.writes, step.gather(collection))
        progress(done, total)
    return collection


def _redated(collection: Collection, recipe: Recipe, redating: Gatherer) -> Collection:
    """The collection with the redating's table, and with the layers that follow from it."""
    collection = collection.with_table(redating.writes, redating.gather(collection))
    dated = {one.article: one.dating for one in collection[REDATINGS]}
    return Collection(
        tuple(
            annotate(doc.with_layer(DATING, (dated[doc.article.id],)), recipe.after_redating)
            if doc.article.id in dated
            else doc
            for doc in collection.docs
        ),
        collection.tables,
    )
