"""What a component must be. No base class: whatever has these members is one."""

from collections.abc import Iterable
from typing import Any, Protocol, runtime_checkable

from kroniek.model.doc import Collection, Doc, Layer


@runtime_checkable
class Annotator(Protocol):
    """Reads layers of one article, writes one more; knows no other article.

    `annotate` is a pure function of the document and what the component was built with.
    """

    @property
    def name(self) -> str:
        """Unique among the steps of a recipe."""

    @property
    def reads(self) -> tuple[Layer[Any], ...]:
        """Layers that must have been written before."""

    @property
    def writes(self) -> Layer[Any]:
        """The layer its records go to."""

    def annotate(self, doc: Doc) -> Iterable[Any]:
        """The records, in text order."""


@runtime_checkable
class Gatherer(Protocol):
    """Reads layers of all articles and tables about them, writes one more table."""

    @property
    def name(self) -> str:
        """Unique among the steps of a recipe."""

    @property
    def reads(self) -> tuple[Layer[Any], ...]:
        """Layers and tables that must have been written before."""

    @property
    def writes(self) -> Layer[Any]:
        """The table its rows go to."""

    def gather(self, collection: Collection) -> Iterable[Any]:
        """The rows, in an order that depends on the articles only."""
