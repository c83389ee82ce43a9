"""Where it was when its own sentence does not say: where the text has just been, or its theme."""

from collections.abc import Sequence
from dataclasses import replace

from kroniek.extract.events.coreference import Telling
from kroniek.extract.events.surroundings import Reach
from kroniek.model.text import Mention, NameType
from kroniek.spans import Span

_HAPPENS_SOMEWHERE = frozenset(
    """strike battle casualties disruption arrest movement protest crime accident disaster death
    territory_change invasion_or_attack occupation rebuilding encirclement air_incident""".split()
)
_LOCAL = frozenset(
    """casualties disruption movement protest crime accident disaster death
    rebuilding""".split()
)
_TALK = frozenset(
    """statement announcement publication meeting negotiation call visit offer agreement vote
    sanction""".split()
)
"""Where something is said, or people meet, is not where what they speak of happens."""
_SENTENCES_ON = 2


def where_last(telling: Telling, earlier: Sequence[Telling]) -> Telling:
    """The telling; when its sentence names no place, with the one its paragraph last told of."""
    if telling.places or telling.type not in _HAPPENS_SOMEWHERE:
        return telling
    if telling.names_place:
        return _where_its_sentence_is(telling, earlier)
    for last in reversed(earlier[-_LOOKED_AT:]):
        if last.paragraph != telling.paragraph or telling.number - last.number > _SENTENCES_ON:
            return telling
        if last.places and last.type not in _TALK:
            towns = last.towns or last.places
            same = telling.type == "casualties" or len(towns) == 1
            return replace(telling, places=towns[:1], towns=towns[:1]) if same else telling
    return telling


_LOOKED_AT = 6


def _where_its_sentence_is(telling: Telling, earlier: Sequence[Telling]) -> Telling:
    """The telling, where its sentence has just told of another: "Ruse fell after a siege"."""
    last = earlier[-1] if earlier else None
    if last is None or last.number != telling.number or len(last.towns) != 1:
        return telling
    return replace(telling, places=last.towns, towns=last.towns)


def at_theme(groups: Sequence[Sequence[Telling]], reach: Reach) -> list[Sequence[Telling]]:
    """The groups; what happens locally and is told without place is where the headline is.

    Only where the headline, or the first sentence, names one town.
    """
    towns = {reach.key(m): m.span for m in reversed(reach.theme) if _town(m, reach)}
    if len(towns) != 1:
        return list(groups)
    (town,) = towns.values()
    return [_placed(group, town) for group in groups]


def _town(mention: Mention, reach: Reach) -> bool:
    """Whether a name is a town, and no country or capital that acts ("London warns")."""
    form = mention.span.of(reach.text).casefold()
    if mention.type is not NameType.POLITY or form in reach.states.countries:
        return False
    before = reach.text[max(0, mention.span.start - 12) : mention.span.start].lower().split()
    within = bool(before) and before[-1] in _WITHIN
    return within or (form not in reach.states.capitals and form not in reach.states.seats)


_WITHIN = frozenset("in te bij nabij rond rondom near at around outside buiten".split())


def _placed(group: Sequence[Telling], town: Span) -> Sequence[Telling]:
    first = group[0]
    told = any(telling.places or telling.names_place for telling in group)
    if told or first.type not in _LOCAL:
        return group
    return [replace(first, places=(town,)), *group[1:]]
