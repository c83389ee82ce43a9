"""Which types of event may be one happening, and what the roles in them come down to."""

from collections.abc import Iterator

from kroniek.model.text import Realis

_GROUPS: dict[str, tuple[str, ...]] = {
    "fighting": (
        "invasion_or_attack",
        "strike",
        "battle",
        "encirclement",
        "casualties",
        "air_incident",
        "disruption",
    ),
    "territory": ("territory_change", "occupation", "annexation", "military_posture"),
    "contact": (
        "visit",
        "meeting",
        "call",
        "negotiation",
        "agreement",
        "withdrawal_from_process",
    ),
    "words": ("announcement", "statement", "publication", "offer", "decision"),
}
_GROUP_OF = {kind: group for group, kinds in _GROUPS.items() for kind in kinds}

_NEAR = frozenset(
    frozenset(pair)
    for pair in (
        ("invasion_or_attack", "battle"),
        ("invasion_or_attack", "strike"),
        ("invasion_or_attack", "territory_change"),
        ("invasion_or_attack", "occupation"),
        ("battle", "encirclement"),
        ("battle", "territory_change"),
        ("territory_change", "occupation"),
        ("occupation", "annexation"),
        ("strike", "disruption"),
        ("strike", "air_incident"),
        ("battle", "strike"),
        ("crime", "strike"),
        ("crime", "battle"),
        ("crime", "invasion_or_attack"),
        ("court_case", "decision"),
        ("visit", "meeting"),
        ("visit", "movement"),
        ("meeting", "negotiation"),
        ("announcement", "statement"),
        ("announcement", "decision"),
        ("announcement", "offer"),
        ("announcement", "publication"),
        ("decision", "sanction"),
        ("decision", "appointment"),
        ("announcement", "sanction"),
        ("announcement", "appointment"),
        ("arrest", "crime"),
        ("accident", "disaster"),
        ("accident", "death"),
        ("casualties", "death"),
        ("arrest", "court_case"),
        ("announcement", "launch"),
        ("agreement", "economy"),
    )
)
"""Pairs that reporters use for one another: a siege is a battle to one and an attack to another."""

_BLOCKS: dict[str, tuple[str, ...]] = {
    **{kind: (group,) for kind, group in _GROUP_OF.items()},
    "occupation": ("fighting",),
    "territory_change": ("fighting",),
    "annexation": ("fighting",),
    "movement": ("contact",),
    "sanction": ("words",),
    "appointment": ("words",),
    "launch": ("words",),
    "economy": ("contact",),
    "arrest": ("justice",),
    "crime": ("justice", "fighting"),
    "court_case": ("justice", "words"),
    "accident": ("harm",),
    "disaster": ("harm",),
    "death": ("harm", "fighting"),
}
"""Coarser than the groups, so that two near types always share a block."""

WORDY = frozenset({"announcement", "statement", "publication", "offer", "decision", "negotiation"})
"""Types of which one person makes many in a day: the words must agree too."""

PERSONAL = frozenset(
    {"visit", "call", "statement", "announcement", "arrest", "death", "appointment", "offer"}
)
"""Types in which another doer means another happening."""

BODILY = frozenset(
    {
        "invasion_or_attack", "strike", "battle", "encirclement", "casualties", "disruption",
        "territory_change", "occupation", "accident", "disaster", "death", "crime", "protest",
        "movement", "arrest", "rebuilding",
    }
)  # fmt: skip
"""Types that take place somewhere on the ground, in or near the places the text speaks of."""

AGENTS = frozenset(
    {
        "actor", "agent", "appointer", "attacker", "author", "authority", "cause", "decider",
        "giver", "mover", "occupier", "perpetrator", "protester", "publisher", "speaker",
        "taker", "visitor",
    }
)  # fmt: skip
PATIENTS = frozenset(
    {
        "affected", "appointee", "arrested", "beneficiary", "deceased", "defendant", "host",
        "loser", "moved", "receiver", "subject", "target", "territory", "victim",
    }
)  # fmt: skip
"""Roles outside both, such as side, party, participant, are equal to one another."""


def blocks_of(kind: str) -> tuple[str, ...]:
    """The blocks of types an event type is compared in; the first is its own."""
    return _BLOCKS.get(kind, (kind,))


def near_pairs() -> Iterator[tuple[str, str]]:
    """All pairs of types that reporters use for one thing, each once."""
    for pair in sorted(tuple(sorted(pair)) for pair in _NEAR):
        yield pair[0], pair[1]


def near(left: str, right: str) -> bool:
    """Whether reporters use the two types for one thing."""
    return frozenset((left, right)) in _NEAR


_FIRM = frozenset({Realis.ACTUAL, Realis.PLANNED, Realis.DENIED, Realis.NEGATED})


def comparable(left: Realis, right: Realis) -> bool:
    """Whether events told in these ways can be one happening.

    What is merely imagined, or told of a kind of thing, is the same as nothing else.
    """
    return left in _FIRM and right in _FIRM
