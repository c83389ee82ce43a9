"""Which place a form means: from cue words, the company it keeps, distances and sizes.

A form may name a city and its region, namesakes in several countries, or a village that no pack
knows beside one that it does. What the text does not decide stays open, with its candidates.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from math import asin, cos, log10, radians, sin, sqrt
from typing import NamedTuple

from kroniek.model.text import NameType
from kroniek.packs import PackEntity, lexicon

SETTLEMENTS = frozenset({"city", "town", "village"})
WATERS = frozenset({"river", "sea", "lake", "water"})
COUNTRIES = frozenset({"country"})
_EARTH_KM = 12742.0
_NEAR_KM = 60.0
_COMPANY, _STORY = 40, 200
_CITY, _LARGE, _TOWN = 20_000, 100_000, 5_000
_COUNTRY_PRIOR, _LAND_PRIOR, _AREA_PRIOR = 8.0, 7.5, 5.3
# "Utrecht" and "Groningen" are mostly the cities; "Koersk" is as often the oblast.
_AREA_PRIORS = {"state": 5.6, "province": 4.3, "region": 4.3}
_TOWN_WORDS = 1.5
"""What words of towns beside a name weigh against its being the region's."""
_CAPITAL = -3.0
"""What is left of a region whose name a capital bears too, unless the text says it is meant."""
_AFAR = "the place known by this name lies far from the towns of the story"
_LOCAL, _FAR_KM = 200_000, 120.0
"""Inhabitants of the largest town that tells where a story plays, and how far off it may be."""


Company = Sequence[PackEntity]


class PlaceMention(NamedTuple):
    """A place name in one article. `form` is case-folded; `sentence` its number.

    `cue` is the kind of place the words beside it announce (settlement, area, water, country).
    `opens` is the kind that a definite description right after it takes up ("De regio …").
    `area_words` and `town_words` say that words of regions stand in its sentence, words of what
    only towns have in its clause ("een flatgebouw in X").
    `listed` says that it goes on a list with the mention before it ("X, Y en Z"), `after_comma`
    that only a comma parts the two: it may say where the other lies ("Parijs, Texas").
    """

    form: str
    candidates: tuple[PackEntity, ...]
    sentence: int
    cue: str | None = None
    opens: str | None = None
    area_words: bool = False
    town_words: bool = False
    listed: bool = False
    after_comma: bool = False


class Verdict(NamedTuple):
    """The place meant, or None with what it may be; and why."""

    entity: PackEntity | None
    candidates: tuple[PackEntity, ...]
    because: str


def kind_group(kind: str | None) -> str:
    """Coarse kind of a place: settlement, water, country, or area for all others."""
    if kind in SETTLEMENTS:
        return "settlement"
    if kind in WATERS:
        return "water"
    return "country" if kind in COUNTRIES else "area"


def distance_km(left: PackEntity, right: PackEntity) -> float | None:
    """Great-circle distance of two places; None when one has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = radians(left.lat), radians(right.lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(right.lon - left.lon) / 2) ** 2
    return _EARTH_KM * asin(min(1.0, sqrt(half)))


def prior(place: PackEntity) -> float:
    """How much it is spoken of, without context: about log10 of its people."""
    group = kind_group(place.kind)
    if group == "country":
        return _COUNTRY_PRIOR
    if group == "settlement":
        return log10(place.population + 1) if place.population else 3.0
    if group == "water":
        return 4.9
    if place.type is not NameType.POLITY:
        return _LAND_PRIOR
    return _AREA_PRIORS.get(place.kind or "", _AREA_PRIOR)


@cache
def capitals() -> frozenset[str]:
    """Ids of the capitals of countries: a bare name is never the region around one."""
    listed = lexicon("shared/identities.toml")["capitals"]["ids"].split()
    return frozenset(f"loc:{stem}" for stem in listed)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an article says of place in all: countries by weight, kinds that forms were given."""

    countries: Mapping[str, float]
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    towns: frozenset[str] = frozenset()
    """Forms that words of towns stand beside somewhere, and a word for an area nowhere."""

    def supports(self, country: str | None) -> bool:
        """Whether the article speaks of the country."""
        return country is not None and self.countries.get(country, 0.0) > 0

    def share(self, country: str | None) -> float:
        """Part of the article's evidence that points to the country, 0 to 1."""
        total = sum(self.countries.values())
        return self.countries.get(country or "", 0.0) / total if total else 0.0


def surroundings(mentions: Sequence[PlaceMention], countries: Mapping[str, float]) -> Surroundings:
    """Gather evidence: `countries` (of adjectives and the outlet), plus what mentions decide."""
    weights: defaultdict[str, float] = defaultdict(float, countries)
    kinds: dict[str, Counter[str]] = {}
    for mention in mentions:
        lands = {place.country for place in mention.candidates if place.country}
        least = _CITY if len(mention.candidates) == 1 else _LARGE
        sure = any(p.population >= least or p.geonameid is None for p in mention.candidates)
        if len(lands) == 1 and sure:
            weights[next(iter(lands))] += 1.0
        for kind in (mention.cue, mention.opens):
            if kind:
                kinds.setdefault(namesakes(mention), Counter())[kind] += 1
    towns = {namesakes(m) for m in mentions if m.town_words}
    areas = {name for name, told in kinds.items() if told["area"]}
    return Surroundings(weights, kinds, frozenset(towns - areas))


def located(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions; of "Portland, Oregon" the first keeps only what lies in the second."""
    found = list(mentions)
    for k, (mention, following) in enumerate(pairwise(mentions)):
        if not following.after_comma or mention.sentence != following.sentence:
            continue
        wholes = [p for p in following.candidates if kind_group(p.kind) in ("area", "country")]
        inside = tuple(p for p in mention.candidates if any(lies_in(p, w) for w in wholes))
        # "the regions X, Y and Z": what may be a region itself stands on a list of them.
        own = {p.kind for p in mention.candidates if kind_group(p.kind) == "area"}
        if own & {w.kind for w in wholes}:
            continue
        if inside and not set(mention.candidates) & set(following.candidates):
            found[k] = mention._replace(candidates=inside)
    return found


def lies_in(place: PackEntity, whole: PackEntity) -> bool:
    """Whether a settlement lies in a country, or within the extent of a region of its country."""
    if kind_group(place.kind) != "settlement" or place.country != whole.country:
        return False
    gap = distance_km(place, whole)
    return whole.kind == "country" or (gap is not None and gap <= 1.2 * (whole.radius_km or 0.0))


def cued(mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The mentions; those on a list take the cue of its first one ("de regio's X, Y en Z")."""
    found: list[PlaceMention] = []
    for mention in mentions:
        inherits = mention.listed and mention.cue is None and found
        found.append(mention._replace(cue=found[-1].cue) if inherits else mention)
    return tuple(found)


def judge(mentions: Sequence[PlaceMention], countries: Mapping[str, float]) -> tuple[Verdict, ...]:
    """Decide every place mention of one article, in two passes: the sure ones, then by company."""
    mentions = located(mentions)
    around = surroundings(mentions, countries)
    beside = _told_beside(mentions, [_chosen(m, around, company=()) for m in mentions])
    second = [_chosen(m, around, beside.get(m.sentence, ())) for m in mentions]
    for mention, verdict in zip(mentions, second, strict=True):
        if verdict.entity is not None and len(mention.candidates) > 1:
            # What one mention is taken for, the others of its name are too, unless told apart.
            around.kinds.setdefault(namesakes(mention), Counter())[
                kind_group(verdict.entity.kind)
            ] += 1
    third = [_chosen(m, around, beside.get(m.sentence, ())) for m in mentions]
    told = _told_beside(mentions, third)
    places = {place.id: place for row in told.values() for place in row}
    every = tuple(places.values())[:_STORY]
    accepted = [
        _accepted(
            verdict, m, around, [p for k in (-1, 0, 1) for p in told.get(m.sentence + k, ())], every
        )
        for m, verdict in zip(mentions, third, strict=True)
    ]
    return tuple(_agreeing(mentions, accepted))


def _agreeing(mentions: Sequence[PlaceMention], verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """The verdicts; what lies elsewhere than one mention's surroundings is open in all of them."""
    afar = {
        namesakes(mention): verdict
        for mention, verdict in zip(mentions, verdicts, strict=True)
        if verdict.because == _AFAR
    }
    for mention, verdict in zip(mentions, verdicts, strict=True):
        yield afar.get(namesakes(mention), verdict) if len(verdict.candidates) == 1 else verdict


def namesakes(mention: PlaceMention) -> str:
    """What mentions of the same places share in whatever spelling: their candidates."""
    return "|".join(sorted(place.id for place in mention.candidates)) or mention.form


def _told_beside(
    mentions: Sequence[PlaceMention], verdicts: Sequence[Verdict]
) -> dict[int, list[PackEntity]]:
    """Places by the number of the sentence that names them."""
    found: dict[int, list[PackEntity]] = {}
    for mention, verdict in zip(mentions, verdicts, strict=True):
        if verdict.entity is not None:
            told = found.setdefault(mention.sentence, [])
            if len(told) < _COMPANY:
                told.append(verdict.entity)
    return found


def _chosen(mention: PlaceMention, around: Surroundings, company: Iterable[PackEntity]) -> Verdict:
    """The candidate that fits best, whether or not it may be accepted."""
    fitting = [p for p in mention.candidates if mention.cue == kind_group(p.kind)]
    places = fitting or list(mention.candidates)
    if not places:
        return Verdict(None, (), "no place of this name is known")
    likeliest = f"the words beside it say {mention.cue}" if fitting else "the likeliest by context"
    if len(places) == 1:
        return Verdict(places[0], tuple(places), likeliest if fitting else "only one is known")
    others = [place for place in company if place not in mention.candidates]
    areas = any(
        kind_group(place.kind) == "area" and place.type is NameType.POLITY for place in others
    )
    scored = sorted(
        ((_score(place, mention, around, beside_area=areas), place) for place in places),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    return Verdict(scored[0][1], tuple(place for _, place in scored), likeliest)


def _score(
    place: PackEntity, mention: PlaceMention, around: Surroundings, *, beside_area: bool
) -> float:
    """Prior and context of one candidate, about in powers of ten."""
    score = prior(place) + 2.0 * around.share(place.country)
    if around.supports(place.country):
        score += 1.0
    group = kind_group(place.kind)
    if mention.opens == group:
        score += 2.0
    if group == "area" and mention.cue is None and mention.opens is None:
        score += _area_reasons(place, mention, around, beside_area=beside_area)
    return score


def _area_reasons(
    place: PackEntity, mention: PlaceMention, around: Surroundings, *, beside_area: bool
) -> float:
    """What speaks for a region that a bare name may be meant for, and against it."""
    if any(rival.id in capitals() for rival in mention.candidates):
        return _CAPITAL
    name = namesakes(mention)
    kinds = around.kinds.get(name, Counter())
    score = 0.8 if kinds["area"] else 0.0
    if name in around.towns or mention.town_words:
        score -= _TOWN_WORDS
    elif place.kind == "oblast" and not mention.town_words:
        score += 0.5 if mention.area_words else 0.0
        score += 0.6 if beside_area else 0.0
    return score


def _accepted(
    verdict: Verdict, mention: PlaceMention, around: Surroundings, near: Company, told: Company
) -> Verdict:
    """The verdict, or an open one when the best candidate is too small a place to be assumed.

    `near` are the places of its sentence and those beside it, `told` all of the article.
    """
    place = verdict.entity
    if place is None or kind_group(place.kind) != "settlement" or place.population >= _LARGE:
        return verdict
    if place.geonameid is None:
        return verdict
    known = around.supports(place.country)
    if place.population >= _CITY and (known or len(verdict.candidates) == 1):
        return verdict
    rivals = [p for p in verdict.candidates if kind_group(p.kind) == "settlement"]
    likely = len(rivals) == 1 or place.population >= _CITY
    if place.population >= _TOWN and known and likely:
        if not _elsewhere(place, near, told):
            return verdict
        return Verdict(None, verdict.candidates, _AFAR)
    anchored = [p for p in rivals if _anchored(p, near)]
    if known and len(anchored) == 1:
        return Verdict(anchored[0], verdict.candidates, f"near {_anchored(anchored[0], near)}")
    if (
        known
        and len(rivals) == 1
        and mention.cue == "settlement"
        and mention.form in _sounds(place)
    ):
        return verdict
    return Verdict(
        None, verdict.candidates, "a small place of this name is known; the text does not place it"
    )


def _elsewhere(place: PackEntity, near: Company, told: Company) -> bool:
    """Whether the small towns beside it lie far from it, and others of the story lie with them."""
    beside = [p for p in near if p.population <= _LOCAL and _is_town_of(place, p)]
    if not beside or any(_is_town_of(place, p) and _by(place, p) for p in told):
        return False
    return any(_by(one, p) for one in beside for p in told if _is_town_of(one, p))


def _is_town_of(place: PackEntity, other: PackEntity) -> bool:
    """Whether `other` is another settlement of the country that `place` lies in."""
    same = other.country == place.country and other.id != place.id
    return same and kind_group(other.kind) == "settlement"


def _by(place: PackEntity, other: PackEntity) -> bool:
    gap = distance_km(place, other)
    return gap is not None and gap <= _FAR_KM


def _sounds(place: PackEntity) -> frozenset[str]:
    return frozenset(form.casefold() for form in (place.name, *place.aliases[:3]))


def _anchored(place: PackEntity, near: Sequence[PackEntity]) -> str | None:
    """Name of a place told of beside it that it lies by: a town within 60 km, or its own region."""
    for other in near:
        if other.id == place.id or other.country != place.country:
            continue
        gap = distance_km(place, other)
        settlement = kind_group(other.kind) == "settlement"
        if gap is None or (settlement and other.population > 2_000_000):
            continue
        if gap <= (_NEAR_KM if settlement else 0.8 * (other.radius_km or _NEAR_KM)):
            return other.name
    return None
