"""What the parts of a page are: title, furniture, captions, posts, credits, dates."""

from dataclasses import dataclass

from kroniek.model.article import DeclaredDate, Embedded, Named, Region, Translation
from kroniek.spans import Span


@dataclass(frozen=True, slots=True)
class Layout:
    """What was recognised in one text. Regions are disjoint and in order."""

    title: Span | None = None
    outlet: Named | None = None
    author: Named | None = None
    regions: tuple[Region, ...] = ()
    embedded: tuple[Embedded, ...] = ()
    declared: tuple[DeclaredDate, ...] = ()
    translated_from: Translation | None = None


def layout_of(text: str, language: str, *, title: Span | None = None) -> Layout:
    """Recognise the layout of `text`, written in `language` (``nl`` or ``en``).

    `title` is where the title stands when metadata told it.
    """
    del text, language
    return Layout(title=title)
