"""What people decided, as lines of text for the terminal. Makes strings, prints nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kroniek.edtf import days_written, in_words
from kroniek.ids import EntityId
from kroniek.interface import Words
from kroniek.judging import Decided, Lost, Orphan, decisions_on
from kroniek.model.judgement import Anchor, Judgement, Standing, Verb
from kroniek.model.time import Interval
from kroniek.packs import load_packs
from kroniek.save.judgements import BadLine
from kroniek.views import Views

_SHOWN = 3
"""Quotations of one side that are shown."""


def log(found: Sequence[Decided], views: Views, words: Words) -> Iterator[str]:
    """Each decision: id, what, who, when, whether it holds; then its quotations and the reason."""
    if not found:
        yield words("fix.none")
    for one in found:
        judgement = one.judgement
        standing = words.label("standing", one.standing) if one.standing else words("fix.pending")
        told = f"{what(judgement, views, words)} · {by(judgement, words)}"
        yield f"{judgement.id} · {told} · {standing}"
        for side in judgement.sides:
            quoted = [_in_context(anchor) for anchor in side[:_SHOWN]]
            rest = f" (+{len(side) - _SHOWN})" if len(side) > _SHOWN else ""
            yield f"  {'; '.join(quoted)}{rest}"
        if judgement.because:
            yield f"  {words('explain.because')}: {_line(judgement.because)}"


def what(judgement: Judgement, views: Views, words: Words) -> str:
    """What was decided, of what kind of thing."""
    verb = words.label("verb", judgement.verb)
    subject = words.label("subject", judgement.subject)
    value = judgement.value
    if value is None:
        return f"{subject}: {verb}"
    if judgement.verb is Verb.UNDO:
        return f"{words('fix.undoes', id=value)}: {verb}"
    if judgement.verb is Verb.DATE:
        return f"{subject}: {verb} {in_words(days_written(value), words.language)}"
    return f"{subject}: {verb} {_place(EntityId(value), views)}"


def _place(key: EntityId, views: Views) -> str:
    known = views.entities.get(key) or load_packs().by_id.get(key)
    return f"{known.name} ({key})" if known else key


def by(judgement: Judgement, words: Words) -> str:
    """Who decided, and when."""
    day, _, time = judgement.when.partition("T")
    on = in_words(Interval.day(date.fromisoformat(day)), words.language)
    return f"{_line(judgement.who)}, {on} {time[:5]} UTC"


def _in_context(anchor: Anchor) -> str:
    """A quotation between what stands around it."""
    before, behind = (_line(part) for part in (anchor.prefix[-24:], anchor.suffix[:24]))
    return f"{_line(anchor.path)}: …{before} [{_line(anchor.exact)}] {behind}…"


def _line(words: str) -> str:
    """Words of others on one line, with what can not be seen written out."""
    told = " ".join(words.split())
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in told)


def orphans(found: Sequence[Orphan], store: str, views: Views, words: Words) -> Iterator[str]:
    """Each decision to look at, with its quotations then and now, and what to do."""
    if not found:
        yield words("fix.no_orphans")
    for one in found:
        ruling = one.ruling
        standing = words.label("standing", ruling.standing)
        head = f"{what(ruling.judgement, views, words)} · {by(ruling.judgement, words)}"
        yield f"{ruling.id} · {standing} · {head}"
        for lost in one.quotations:
            yield from _lost(lost, words)
        key = "review" if ruling.standing is Standing.REVIEW else "orphaned"
        yield f"  → {words(f'fix.remedy_{key}', store=store, id=ruling.id)}"


def _lost(lost: Lost, words: Words) -> Iterator[str]:
    anchor = lost.anchor
    yield f"  {words('fix.stood', path=_line(anchor.path), at=anchor.span.start)}:"
    yield f"    …{_line(anchor.prefix)} [{_line(anchor.exact)}] {_line(anchor.suffix)}…"
    if lost.now is not None:
        yield f"  {words('fix.now', score=f'{100 * lost.score:.0f}')}: “{_line(lost.now)}”"
    else:
        yield f"  {words('fix.gone' if lost.gone else 'fix.lost')}"


def unreadable(lines: Iterable[BadLine], file: Path, words: Words) -> Iterator[str]:
    """Lines of the file beside the store that can not be read."""
    for bad in lines:
        yield words("fix.bad_line", file=file, number=bad.number, problem=_line(bad.problem))


def decided(found: tuple[str, Any] | None, views: Views, words: Words) -> Iterator[str]:
    """What people decided of what was found (kind and thing): with who, when and why."""
    for one in decisions_on(views, found[1]) if found else ():
        why = f": {_line(one.because)}" if one.because else ""
        told = f"{what(one, views, words)} · {by(one, words)} · {one.id}{why}"
        yield f"  {words('fix.decided')}: {told}"


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
