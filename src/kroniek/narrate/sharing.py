"""One sentence that tells several happenings of the same days is one line, not several."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kroniek.model.chronicle import Entry

Anchored = tuple[Entry, int]
"""An entry, and how firmly its words tie it down."""

_VAGUE = (
    "statement", "announcement", "publication", "decision", "military_posture", "economy",
    "offer", "negotiation", "movement", "disruption", "occupation", "other",
)  # fmt: skip
"""Types that say least of what happened, the vaguest first; all others say more."""


def shared_once(made: Sequence[Anchored]) -> list[Anchored]:
    """Entries with those made one that are told only in one sentence, of the same days.

    The most specific tells the line and takes the others' reports, so that no event is lost. Two
    that differ in place, in participants and in status are two lines all the same.
    """
    groups: defaultdict[object, list[Anchored]] = defaultdict(list)
    for at, anchored in enumerate(made):
        places = {(report.article, report.sentence) for report in anchored[0].reports}
        alone = len(places) == 1
        groups[(*places, anchored[0].days) if alone else at].append(anchored)
    return [one for group in groups.values() for one in _joined(group)]


def _joined(group: list[Anchored]) -> list[Anchored]:
    kept: list[Anchored] = []
    for entry, anchors in sorted(group, key=_specific):
        for at, (known, best) in enumerate(kept):
            if not _apart(known, entry):
                kept[at] = (_with(known, entry), max(best, anchors))
                break
        else:
            kept.append((entry, anchors))
    return kept


def _specific(anchored: Anchored) -> tuple[int, int, int, str]:
    """The most specific first: by type, then by what ties it down."""
    entry, anchors = anchored
    vague = len(_VAGUE) - _VAGUE.index(entry.type) if entry.type in _VAGUE else 0
    return int(bool(vague)), -anchors, vague, entry.id


def _apart(one: Entry, two: Entry) -> bool:
    """Whether two entries differ in all of place, participants and status."""
    places = bool(one.places and two.places) and not set(one.places) & set(two.places)
    people = set(one.participants) != set(two.participants)
    return places and people and one.status is not two.status


def _with(entry: Entry, other: Entry) -> Entry:
    """`entry` with the reports of another; with its places and disputes, where it has none."""
    return replace(
        entry,
        reports=(*entry.reports, *other.reports),
        places=entry.places or other.places,
        participants=entry.participants or other.participants,
        disputes=tuple(sorted({*entry.disputes, *other.disputes})),
        judged=tuple(dict.fromkeys((*entry.judged, *other.judged))),
    )
