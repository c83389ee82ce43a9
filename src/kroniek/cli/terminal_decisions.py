"""What people decided, as lines of text for the terminal. Makes strings, prints nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kroniek.library.judging import Decided, Lost, Orphan, decisions_on
from kroniek.model.judgement import Anchor, Standing
from kroniek.save.judgements import BadLine
from kroniek.views import Views
from kroniek.views.finding import Thing
from kroniek.words import Words
from kroniek.words.decisions import by, on_one_line, what, whole

_SHOWN = 3
"""Quotations of one side that are shown."""


def log(found: Sequence[Decided], views: Views, words: Words) -> Iterator[str]:
    """Each decision: id, what, who, when, whether it holds; then its quotations and the reason."""
    for one in found:
        judgement = one.judgement
        standing = words.label("standing", one.standing) if one.standing else words("fix.pending")
        if one.overruled is not None:
            standing = words("fix.overruled", id=one.overruled)
        told = f"{what(judgement, views.entities, words)} · {by(judgement, words)}"
        yield f"{judgement.id} · {told} · {standing}"
        for side in judgement.sides:
            quoted = [_in_context(anchor) for anchor in side[:_SHOWN]]
            rest = f" (+{len(side) - _SHOWN})" if len(side) > _SHOWN else ""
            yield f"  {'; '.join(quoted)}{rest}"
        if judgement.because:
            yield f"  {words('explain.because')}: {on_one_line(judgement.because)}"


def _in_context(anchor: Anchor) -> str:
    """A quotation between what stands around it."""
    before, behind = (on_one_line(part) for part in (anchor.prefix[-24:], anchor.suffix[:24]))
    return f"{on_one_line(anchor.path)}: …{before} [{on_one_line(anchor.exact)}] {behind}…"


def orphans(found: Sequence[Orphan], store: str, views: Views, words: Words) -> Iterator[str]:
    """Each decision to look at, with its quotations then and now, and what to do."""
    for one in found:
        ruling = one.ruling
        standing = words.label("standing", ruling.standing)
        head = f"{what(ruling.judgement, views.entities, words)} · {by(ruling.judgement, words)}"
        yield f"{ruling.id} · {standing} · {head}"
        for lost in one.quotations:
            yield from _lost(lost, words)
        key = "review" if ruling.standing is Standing.REVIEW else "orphaned"
        yield f"  → {words(f'fix.remedy_{key}', store=store, id=ruling.id)}"


def _lost(lost: Lost, words: Words) -> Iterator[str]:
    anchor = lost.anchor
    yield f"  {words('fix.stood', path=on_one_line(anchor.path), at=anchor.span.start)}:"
    before, exact, behind = map(on_one_line, (anchor.prefix, anchor.exact, anchor.suffix))
    yield f"    …{before} [{exact}] {behind}…"
    if lost.now is not None:
        yield f"  {words('fix.now', score=f'{100 * lost.score:.0f}')}: “{on_one_line(lost.now)}”"
    else:
        yield f"  {words('fix.gone' if lost.gone else 'fix.lost')}"


def unreadable(lines: Iterable[BadLine], file: Path, words: Words) -> Iterator[str]:
    """Lines of the file beside the store that can not be read."""
    for bad in lines:
        yield words("fix.bad_line", file=file, number=bad.number, problem=on_one_line(bad.problem))


def decided(found: Thing | None, views: Views, words: Words) -> Iterator[str]:
    """What people decided of what was found: with who, when and why."""
    for one in decisions_on(views, found):
        yield f"  {words('fix.decided')}: {whole(one, views.entities, words)}"


def standings(found: Iterable[Decided]) -> Counter[str]:
    """How many decisions are ``applied``, ``review``, ``orphaned``, ``undone`` and ``pending``."""
    return Counter(one.standing.value if one.standing else "pending" for one in found)


def counts(found: Sequence[Decided], store: str, words: Words) -> Iterator[str]:
    """How many decisions hold, and how many do not and why; nothing if there are none."""
    if not found:
        return
    number = standings(found)
    told = [words("fix.counts", applied=number["applied"])]
    others = (key for key in ("review", "orphaned", "undone", "pending") if number[key])
    told += [words(f"fix.counts_{key}", number=number[key]) for key in others]
    if number["review"] or number["orphaned"]:
        told.append(words("fix.counts_remedy", store=store))
    yield " · ".join(told)


# -- JSON


def item(one: Decided) -> dict[str, Any]:
    """A decision with what has become of it, for ``--json``."""
    return {
        "judgement": one.judgement,
        "standing": one.standing,
        "overruled": one.overruled,
        "score": one.ruling.score if one.ruling else None,
        "sides": one.ruling.sides if one.ruling else None,
    }


def orphan_item(one: Orphan) -> dict[str, Any]:
    """A decision to look at, for ``--json``."""
    ruling = one.ruling
    return {
        "judgement": ruling.judgement,
        "standing": ruling.standing,
        "score": ruling.score,
        "quotations": one.quotations,
    }
