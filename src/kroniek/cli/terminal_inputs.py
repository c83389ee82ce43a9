"""What became of the inputs, as lines of text for the terminal. Makes strings, prints nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kroniek.library import BuildReport
from kroniek.model.reading import ReaderUse
from kroniek.save.inputs import InputRecord
from kroniek.words import Words
from kroniek.words.troubles import codes, told, told_remedy


def shown_path(name: str) -> str:
    """A file's name with what would break the line, or can not be seen, written out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


_COUNTED = ("read", "partly", "refused", "opened", "withdrawn")


def counts(inputs: Iterable[InputRecord]) -> dict[str, int]:
    """How many inputs are ``read``, read ``partly``, ``refused``, ``opened`` and ``withdrawn``.

    Each counts once; an ``opened`` one is a file of many, whose inputs count by themselves.
    """
    ended = Counter(record.ended for record in inputs)
    return {outcome: ended[outcome] for outcome in _COUNTED}


def tally(inputs: Iterable[InputRecord], words: Words) -> str:
    """The counts in words; files that were only opened and withdrawn inputs where there are any."""
    number = counts(inputs)
    return " · ".join(
        f"{words.figure(number[outcome])} {words.label('outcome', outcome)}"
        for outcome in _COUNTED
        if number[outcome] or outcome in {"read", "refused"}
    )


def status(inputs: Sequence[InputRecord], found: Mapping[str, int], words: Words) -> Iterator[str]:
    """Inputs with what became of them, then how many of each thing were found."""
    held = Counter(record.within for record in inputs if not record.withdrawn)
    yield words("status.inputs", tally=tally(inputs, words))
    for record in inputs:
        ended = words.label("outcome", record.ended)
        inside = held[record.path]
        holds = f"  ({words('status.holds', held=words.count('input', inside))})" if inside else ""
        why = _why(record, words)
        yield f"  {ended:16} {shown_path(record.path)}{holds}{'  ' if why else ''}{why}"
        if record.remedy:
            yield f"  {'':16} → {told_remedy(record.remedy, words.language).words}"
    yield words("status.found")
    for name, number in found.items():
        yield f"  {words.figure(number):>7} {words.noun(name, number)}"


def _why(record: InputRecord, words: Words) -> str:
    """Why an input was not read, or not wholly; nothing if it was."""
    reason = words.label("reason", record.reason) if record.reason else ""
    detail = told(record.detail, words.language).words if record.detail else ""
    return ": ".join(filter(None, (reason, detail)))


def refusals(refused: Iterable[InputRecord], words: Words) -> Iterator[str]:
    """Each input that gave no article: why, and what the user can do."""
    for record in refused:
        outcome = words.label("outcome", record.ended)
        yield f"{outcome}: {shown_path(record.path)}: {_why(record, words)}"
        cure = told_remedy(record.remedy or "", words.language).words
        yield f"  {words('build.remedy')}: {cure}"


def reader_use(use: ReaderUse, words: Words) -> str:
    """Whether the trained reader read along; if not, why, and what to do about it."""
    if use.model is not None:
        return words("reader.used", model=use.model)
    if use.problem is None:
        return words("reader.unasked")
    return words(f"reader.{use.problem}", detail=use.detail or "")


# -- JSON


def item(record: InputRecord) -> dict[str, Any]:
    """An input for ``--json``: its record in English, how it counts, and the codes of troubles."""
    told_codes = list(codes(record.detail)) if record.detail else []
    return {**msgspec.to_builtins(record), "ended": record.ended, "codes": told_codes}


def report_item(report: BuildReport) -> dict[str, Any]:
    """What a build did, for ``--json``."""
    told_inputs = [item(record) for record in report.inputs]
    return {**msgspec.to_builtins(report), "inputs": told_inputs, "counts": counts(report.inputs)}
