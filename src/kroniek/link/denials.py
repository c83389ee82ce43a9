"""What one source denies that another tells; what is told as done by one and not by another."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from kroniek.ids import EntityId
from kroniek.link.numbers import Found
from kroniek.link.scene import Page, Scene
from kroniek.link.tellings import Telling
from kroniek.model.chronicle import DisputeKind
from kroniek.model.text import Act, Polarity, Realis, Said, Statement
from kroniek.spans import Span, hull

_CLAIMS = frozenset(
    {
        Act.CLAIM,
        Act.ACCUSATION,
        Act.STATEMENT,
        Act.REPORT,
        Act.HEARSAY,
        Act.ANNOUNCEMENT,
        Act.EVIDENCE,
        Act.ADMISSION,
    }
)
_ACCUSING = frozenset({Act.CLAIM, Act.ACCUSATION})
_SENTENCES_APART = 3
_ACCUSED_BACK = 2
_LIKE_ACROSS = 0.4
_LIKE_CORE = 0.3
_LEAST_SHARED = 2
_LARGEST_BLOCK = 24
_DAYS_APART = 30


def denial_disputes(scene: Scene) -> Iterator[Found]:
    """Denials with what they deny: named by the text, near it, or in another article."""
    claims = _Claims(scene)
    for page in scene.pages.values():
        for statement in page.said:
            if statement.act is Act.DENIAL and _denies(page, statement):
                yield from _denied(scene, page, statement, claims)


def _denies(page: Page, denial: Statement) -> bool:
    """Whether it denies that something is so; refusing an offer denies nothing.

    A claim that the same article tells is denied in any words.
    """
    if denial.denies is not None:
        return True
    for cue in denial.cue:
        beginnings = page.lexicon(cue.start).denying
        if any(word.startswith(beginnings) for word in cue.of(page.doc.text).lower().split()):
            return True
    return not denial.cue


def _denied(scene: Scene, page: Page, denial: Statement, claims: "_Claims") -> Iterator[Found]:
    found: list[tuple[Page, Statement]] = []
    target = page.statements.get(denial.denies) if denial.denies else None
    if target is not None and target.content:
        found.append((page, target))
    # "Denied claims that ...": who claimed them may stand a sentence before.
    if target is None or not page.voice(target):
        near = _near(scene, page, denial)
        found += [(page, near)] if near is not None else []
    found += claims.against(page, denial)[:2]
    about = " ".join(hull(denial.content).of(page.doc.text).split())
    for other, claim in found:
        yield DisputeKind.DENIAL, about, (other.statement_side(claim), page.statement_side(denial))
    for telling in _told(scene, page, denial):
        yield DisputeKind.DENIAL, about, (scene.side(telling), page.statement_side(denial))


def _near(scene: Scene, page: Page, denial: Statement) -> Statement | None:
    """The nearest claim of another source within a few sentences, on the same matter.

    Where the denial names only "accusations" or "that", it is the last claim of another before it.
    """
    content = hull(denial.content)
    here = page.sentence_index(content.start)
    sentence = page.sentence(content.start).span
    core = page.stems(content, scene.common)
    deniers = frozenset().union(*(page.stems(span, scene.common) for span in denial.source))
    lexicon = page.lexicon(content.start)
    nameless = not core or any(
        token.lower in lexicon.accusations for token in page.tokens(sentence)
    )
    best: tuple[int, int, Statement] | None = None
    for claim in page.said_near(content.start):
        told = hull(claim.content)
        apart = page.sentence_index(told.start) - here
        if abs(apart) > _SENTENCES_APART or claim.act not in _CLAIMS or content.overlaps(told):
            continue
        if page.voice(claim) == page.voice(denial):
            continue
        theirs = page.stems(told, scene.common)
        same = len(core & theirs) >= max(1 + (len(core) > 2), _LIKE_CORE * len(core))
        matter = apart != 0 and (same or bool(deniers & theirs))
        accused = (
            apart < 0
            and nameless
            and abs(apart) <= _ACCUSED_BACK
            and (claim.act in _ACCUSING or not core)
        )
        rank = (abs(apart), int(apart > 0), claim)
        if (matter or accused) and (best is None or rank[:2] < best[:2]):
            best = rank
    return best[2] if best is not None else None


def _overlap(one: frozenset[str], two: frozenset[str]) -> float:
    """Share of the smaller set that is in the other."""
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


class _Claims:
    """Claims of all articles by the entities in them, for denials elsewhere."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._by_entity: defaultdict[EntityId, list[tuple[Page, Statement]]] = defaultdict(list)
        for page in scene.pages.values():
            for claim in page.said:
                if claim.act in _CLAIMS and claim.polarity is Polarity.POSITIVE:
                    for entity in sorted(page.entities(hull(claim.content))):
                        self._by_entity[entity].append((page, claim))
        for claims in self._by_entity.values():
            claims.sort(key=lambda item: (item[0].told.low, item[0].id, item[1].id))

    def against(self, page: Page, denial: Statement) -> list[tuple[Page, Statement]]:
        """Claims in other articles on what is denied here, the likest first."""
        scene, content = self._scene, hull(denial.content)
        stems = page.stems(content, scene.common)
        language = page.sentence(content.start).language
        entities = page.entities(content) | page.entities(page.sentence(content.start).span)
        special = [entity for entity in sorted(entities) if not scene.atlas.is_wide(entity)]
        found: dict[tuple[str, Span], tuple[float, Page, Statement]] = {}
        for entity in special:
            for other, claim in self._around(entity, page):
                told = hull(claim.content)
                if other.origin == page.origin or other.sentence(told.start).language != language:
                    continue
                if other.told.known and page.told.known and _gap(other, page) > _DAYS_APART:
                    continue
                theirs = other.stems(told, scene.common)
                alike = _overlap(stems, theirs) if len(stems & theirs) >= _LEAST_SHARED else 0.0
                shared = len(stems) + len(other.entities(told) & set(special)) > _LEAST_SHARED
                if alike >= _LIKE_ACROSS and shared and other.voice(claim) != page.voice(denial):
                    found[other.id, told] = (alike, other, claim)
        ordered = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
        return [(other, claim) for _, (_, other, claim) in ordered]

    def _around(self, entity: EntityId, page: Page) -> list[tuple[Page, Statement]]:
        """Claims that name an entity, told around the time of `page`."""
        claims = self._by_entity.get(entity, [])
        at = bisect_left(claims, page.told.low, key=lambda item: item[0].told.low)
        return claims[max(0, at - _LARGEST_BLOCK) : at + _LARGEST_BLOCK]


def _gap(one: Page, two: Page) -> int:
    """Days between two times of telling; 0 when they meet."""
    late = max(one.told.low, two.told.low)
    early = min(one.told.high, two.told.high)
    return max(0, (late - early).days)


def _told(scene: Scene, page: Page, denial: Statement) -> list[Telling]:
    """The first report elsewhere, as happened, of what is denied here."""
    for telling in _tellings_in(scene, page, denial):
        at = scene.happening_of.get(telling.key)
        if at is None:
            continue
        for member in scene.happenings[at][1]:
            if member.origin != page.origin and member.event.realis is Realis.ACTUAL:
                return [member]
    return []


def _tellings_in(scene: Scene, page: Page, statement: Statement) -> Sequence[Telling]:
    return scene.under.get((page.id, statement.id), ())


def status_disputes(scene: Scene) -> Iterator[Found]:
    """Told as happened by one; by another, no earlier, as planned, denied or not so."""
    for happening, members in scene.happenings:
        if len(members) < 2:
            continue
        for one, two in combinations(members[:_LARGEST_BLOCK], 2):
            done, other = (one, two) if one.event.realis is Realis.ACTUAL else (two, one)
            if done.event.realis is not Realis.ACTUAL or scene.voice(done) == scene.voice(other):
                continue
            kind = _kind(scene, done, other)
            if kind is not None:
                yield (
                    kind,
                    _about(scene, happening.type, done),
                    (scene.side(done), scene.side(other)),
                )
                break


def _kind(scene: Scene, done: Telling, other: Telling) -> DisputeKind | None:
    """What kind of disagreement a report as happened has with another report; None: none.

    A plan told before the deed is succession.
    """
    statement = scene.statement_of(other)
    if statement is not None and statement.realis is not Said.ACTUAL:
        return None
    match other.event.realis:
        case Realis.DENIED:
            refused = statement is not None and not _denies(scene.pages[other.article], statement)
            return None if refused else DisputeKind.DENIAL
        case Realis.NEGATED:
            return DisputeKind.FACT if done.article != other.article else None
        case Realis.PLANNED:
            later = done.told.known and other.told.known and other.told.low > done.told.high
            return DisputeKind.STATUS if later else None
        case Realis.ACTUAL | Realis.HYPOTHETICAL | Realis.GENERIC:
            return None


def _about(scene: Scene, kind: str, telling: Telling) -> str:
    words = telling.event.triggers[0].of(scene.pages[telling.article].doc.text)
    places = [
        scene.atlas.entities[place].name
        for place in telling.places[:1]
        if place in scene.atlas.entities
    ]
    return ": ".join([*places, words or kind])
