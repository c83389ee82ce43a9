"""What a disagreement is about, in the reader's language."""

from kroniek.model.chronicle import Dispute, DisputeKind
from kroniek.packs import lexicon

_BETWEEN = ": "


def told_about(dispute: Dispute, language: str) -> str:
    """What a dispute is about; of numbers, what they count: ``gewonden: twaalf / acht``.

    What a number counts is told by classes that are the same in both languages; what has no class
    is a word of the article, as are the numbers and what other disputes are about.
    """
    head, colon, numbers = dispute.about.partition(_BETWEEN)
    if dispute.kind is not DisputeKind.NUMBER or not colon:
        return dispute.about
    return f"{_counted(head, language)}{_BETWEEN}{numbers}"


def _counted(head: str, language: str) -> str:
    labels = lexicon(f"{language}/labels.toml")
    things, outcomes = labels["counted"], labels["outcome_of"]
    if head in things:
        return str(things[head])
    thing, _, outcome = head.rpartition(" ")
    if thing and outcome in outcomes:
        return f"{outcomes[outcome]} {things.get(thing, thing)}"
    return head
