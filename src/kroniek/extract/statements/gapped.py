"""Two statements with one verb: "The union spoke of a lock-out, the company of maintenance"."""

from collections.abc import Iterator
from dataclasses import replace

from kroniek.extract.statements.drafts import Draft, pieces_to_spans
from kroniek.extract.statements.phrases import Line

_OF = frozenset({"nl-spreken_van-o", "nl-reppen-o", "nl-gewagen-o", "en-speak_of-o"})
"""Rules of verbs that have what is said behind "van" or "of"."""


def with_gapped(line: Line, draft: Draft) -> Iterator[Draft]:
    """The draft, and the one behind its comma that has another source and no verb of its own."""
    places = _second(line, draft) if draft.rule in _OF and draft.content else None
    if places is None:
        yield draft
        return
    comma, preposition = places
    inside = [k for k, unit in enumerate(line.units) if draft.content[0].start <= unit.start]
    end = next(k for k in reversed(inside) if line.units[k].end <= draft.content[-1].end) + 1
    yield replace(draft, content=pieces_to_spans(line, (inside[0], comma)))
    second = pieces_to_spans(line, (preposition + 1, end))
    if second:
        source = (line.span(comma + 1, preposition),)
        yield replace(draft, cue=(), source=source, content=second)


def _second(line: Line, draft: Draft) -> tuple[int, int] | None:
    """The comma before another name, and the preposition behind it; None if there is no such."""
    held = draft.content[-1]
    for comma in range(1, len(line.units) - 3):
        if not held.start < line.units[comma].start < held.end or line.lower(comma) != ",":
            continue
        here = comma + 1
        here += line.lower(here) in line.grammar.articles
        name = here
        while here < len(line.units) and line.units[here].start in line.named:
            here += 1
        if here > name and line.lower(here) in line.grammar.always_joins:
            return comma, here
    return None
