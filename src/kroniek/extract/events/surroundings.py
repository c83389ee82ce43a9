"""Names, time expressions and statements of an article, found by where they lie."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kroniek.extract.events.states import NO_STATES, States
from kroniek.ids import EntityId
from kroniek.model.doc import NAMES, SENTENCES, STATEMENTS, TIMES, TOKENS, Doc
from kroniek.model.text import PLACES, Mention, NameType, SentenceKind, Statement, Token
from kroniek.model.time import TimeExpression
from kroniek.spans import Span


def covered(tokens: Sequence[Token], starts: Sequence[int], span: Span) -> range:
    """Indices of the tokens that `span` covers; `starts` are where the tokens begin."""
    first = max(0, bisect_right(starts, span.start) - 1)
    return range(first, min(bisect_left(starts, span.end), len(tokens)))


@dataclass(frozen=True, slots=True)
class Holders:
    """The text cut at the edges of all statements' contents."""

    edges: Sequence[int]
    holders: Sequence[Statement | None]

    def innermost(self, at: int) -> Statement | None:
        """The shortest statement content that holds the position."""
        k = bisect_right(self.edges, at) - 1
        return self.holders[k] if k >= 0 else None


def holders_of(statements: Sequence[Statement]) -> Holders:
    """Each stretch of text belongs to the content begun last that has not ended yet."""
    contents = sorted(
        (span.start, -span.end, k) for k, said in enumerate(statements) for span in said.content
    )
    edges: list[int] = []
    holders: list[Statement | None] = []
    stack: list[tuple[int, Statement]] = []

    def mark(at: int, holder: Statement | None) -> None:
        if edges and edges[-1] == at:
            holders[-1] = holder
        else:
            edges.append(at)
            holders.append(holder)

    def close(upto: float) -> None:
        while stack and stack[-1][0] <= upto:
            end, _ = stack.pop()
            mark(end, stack[-1][1] if stack else None)

    for start, minus_end, k in contents:
        close(start)
        stack.append((min(-minus_end, stack[-1][0]) if stack else -minus_end, statements[k]))
        mark(start, statements[k])
    close(float("inf"))
    return Holders(edges, holders)


def _demonyms(doc: Doc, states: States) -> dict[EntityId, Span]:
    """Where the adjective of each country stands first."""
    found: dict[EntityId, Span] = {}
    for token in doc[TOKENS]:
        country = states.of_adjective(token.lower)
        if country is not None and token.text[0].isupper():
            found.setdefault(country, token.span)
    return found


def _theme(doc: Doc, names: Sequence[Mention]) -> tuple[Mention, ...]:
    """The places that the headline names, or, if it names none, the first sentence of the body."""
    for kind in (SentenceKind.HEADLINE, SentenceKind.BODY):
        said = next((one for one in doc[SENTENCES] if one.kind is kind), None)
        if said is not None:
            found = tuple(m for m in names if m.type in PLACES and said.span.holds(m.span))
            if found:
                return found
    return ()


@dataclass(frozen=True, slots=True)
class Reach:
    """What lies where in one article."""

    text: str
    names: Sequence[Mention]
    name_starts: Sequence[int]
    times: Sequence[TimeExpression]
    time_starts: Sequence[int]
    persons: Sequence[Mention]
    person_starts: Sequence[int]
    holders: Holders
    states: States = NO_STATES
    forms: frozenset[str] = frozenset()
    """Every name, case-folded."""
    demonyms: Mapping[EntityId, Span] = field(default_factory=dict)
    """Where the adjective of each country stands first."""
    theme: Sequence[Mention] = ()
    """The places that the headline names, or, if it names none, the first sentence."""

    @classmethod
    def of(cls, doc: Doc, states: States = NO_STATES) -> "Reach":
        """Sort the records of a document once."""
        names = sorted((m for m in doc[NAMES] if not m.nominal), key=lambda m: m.span)
        times = sorted(doc[TIMES], key=lambda t: t.span)
        persons = [m for m in names if m.type is NameType.PERSON]
        return cls(
            doc.text,
            names,
            [m.span.start for m in names],
            times,
            [t.span.start for t in times],
            persons,
            [m.span.start for m in persons],
            holders_of(doc[STATEMENTS]),
            states,
            frozenset(m.span.of(doc.text).casefold() for m in names),
            _demonyms(doc, states),
            _theme(doc, names),
        )

    def names_in(self, span: Span) -> Sequence[Mention]:
        """Names that begin inside `span`."""
        return self.names[
            bisect_left(self.name_starts, span.start) : bisect_left(self.name_starts, span.end)
        ]

    def name_at(self, span: Span) -> Mention | None:
        """The name that stands exactly there."""
        at = bisect_left(self.name_starts, span.start)
        for mention in self.names[at : at + 3]:
            if mention.span == span:
                return mention
        return None

    def times_in(self, span: Span) -> Sequence[TimeExpression]:
        """Time expressions that begin inside `span`."""
        return self.times[
            bisect_left(self.time_starts, span.start) : bisect_left(self.time_starts, span.end)
        ]

    def key(self, mention: Mention) -> str:
        """The last word of a name, lower case, without a possessive ending."""
        word = mention.span.of(self.text).rsplit(None, 1)[-1].lower()
        return word.removesuffix("'s").removesuffix("’s")

    def country_at(self, country: EntityId) -> Span | None:
        """Where a country is named first, else where its adjective stands first."""
        for mention in self.names:
            if mention.type in PLACES:
                form = mention.span.of(self.text).casefold()
                if self.states.countries.get(form) == country:
                    return mention.span
        return self.demonyms.get(country)

    def place_before(self, since: int, at: int) -> Mention | None:
        """The place "the town" at `at` stands for: the only one named since `since`."""
        first, last = bisect_left(self.name_starts, since), bisect_left(self.name_starts, at)
        named = [mention for mention in self.names[first:last][-12:] if mention.type in PLACES]
        return named[-1] if len({self.key(mention) for mention in named}) == 1 else None

    def persons_between(self, since: int, at: int) -> Sequence[Mention]:
        """Names of persons that begin from `since` on and before `at`."""
        first, last = bisect_left(self.person_starts, since), bisect_left(self.person_starts, at)
        return self.persons[first:last]
