"""What extract finds in one text. Every record has its span and the rule or model that made it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kroniek.ids import EntityId, EventId, RuleId, StatementId
from kroniek.spans import Span


class Token(NamedTuple):
    """A word, number or mark, as it stands. `lower` is its lower-case form, made once."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class SentenceKind(StrEnum):
    """What a sentence is in the layout of its article."""

    HEADER = "header"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BODY = "body"
    CAPTION = "caption"
    PULLQUOTE = "pullquote"
    EMBEDDED_POST = "embedded_post"
    EMBEDDED_QUOTE = "embedded_quote"
    BOILERPLATE = "boilerplate"
    TEASER = "teaser"


TOLD = frozenset(
    {
        SentenceKind.HEADLINE,
        SentenceKind.SUBHEAD,
        SentenceKind.BODY,
        SentenceKind.CAPTION,
        SentenceKind.EMBEDDED_POST,
        SentenceKind.EMBEDDED_QUOTE,
    }
)
"""Kinds of sentence that tell something of their own; a pull quote only repeats."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """An orthographic sentence. Sentences cover all text that is not white space.

    ``doc[TOKENS][first:last]`` are its tokens. `paragraph` counts from 0.
    """

    span: Span
    kind: SentenceKind
    first: int
    last: int
    paragraph: int
    language: str


class NameType(StrEnum):
    """CoNLL-like types of names."""

    PERSON = "PER"
    ORGANISATION = "ORG"
    POLITY = "GPE"
    LOCATION = "LOC"
    FACILITY = "FAC"
    MISCELLANEOUS = "MISC"


PLACES = frozenset({NameType.POLITY, NameType.LOCATION, NameType.FACILITY})
"""Types of names that are places."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as written, without title or article; `nominal`: a description of a person.

    `role` is the descriptive noun phrase around or beside the name ("de Oekraïense president",
    "defensiespecialist"); `score` is how sure the program is, 0 to 1.
    """

    span: Span
    type: NameType
    nominal: bool
    made_by: RuleId
    role: Span | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts or measures.

    `value` is None when the literal form does not tell ("100.00"); `unit` is a unit of measurement
    (``km2``, ``km``, ``EUR``, ``%``) or the counted noun as written, lower case; `counted` is where
    that noun stands.
    """

    span: Span
    value: float | None
    unit: str | None
    approximate: bool
    doubtful: bool
    made_by: RuleId
    counted: Span | None = None


class QuoteKind(StrEnum):
    """What sets quoted words apart."""

    MARKS = "marks"
    BLOCK = "block"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words: `span` with the marks, `inner` without. `depth` counts from 0, outermost.

    `scare` says that the marks hold a few words inside a clause ("gepast"), not an utterance.
    """

    span: Span
    inner: Span
    kind: QuoteKind
    depth: int
    scare: bool
    made_by: RuleId


class Form(StrEnum):
    """How words are reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the source does by saying it."""

    STATEMENT = "statement"
    REPORT = "report"
    CLAIM = "claim"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    FORECAST = "forecast"
    INTENT = "intent"
    COMMITMENT = "commitment"
    DEMAND = "demand"
    THREAT = "threat"
    BELIEF = "belief"
    ANALYSIS = "analysis"
    ADMISSION = "admission"
    HEARSAY = "hearsay"
    EVIDENCE = "evidence"
    OFFER = "offer"
    NO_COMMENT = "no_comment"
    ANNOUNCEMENT = "announcement"
    SPECULATION = "speculation"


class Certainty(StrEnum):
    """How sure the text is (FactBank's scale, Saurí and Pustejovsky 2009)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNDERSPECIFIED = "underspecified"


class Polarity(StrEnum):
    """Whether the main proposition is affirmed or negated."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Said(StrEnum):
    """Whether somebody really said it."""

    ACTUAL = "actual"
    HYPOTHETICAL = "hypothetical"
    GENERIC = "generic"


class Evidence(StrEnum):
    """What kind of evidence the source gives."""

    EYEWITNESS = "eyewitness"
    IMAGES = "images"
    DOCUMENT = "document"
    OFFICIAL = "official"
    EXPERT = "expert"
    MEDIA = "media"
    UNNAMED = "unnamed"
    RUMOUR = "rumour"


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said by someone: the atom of the chronicle.

    `source` holds the words that name the source, with its function ("de defensiespecialist",
    "hem"); empty when it is carried over from the context. `speaker` is the span of the mention in
    this article that the source comes down to (itself, a pronoun's antecedent, or the one carried
    over); None when nobody is named. `content` excludes quotation marks; more than one span when
    the cue interrupts. `within` is the statement that reports this one; following it gives the
    chain of sources.
    """

    id: StatementId
    source: tuple[Span, ...]
    speaker: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    act: Act
    certainty: Certainty
    polarity: Polarity
    realis: Said
    made_by: RuleId
    evidence: Evidence | None = None
    within: StatementId | None = None
    denies: StatementId | None = None
    score: float = 1.0


class Realis(StrEnum):
    """Whether an event is told as happened (ACE/ERE realis, and denials apart)."""

    ACTUAL = "actual"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    NEGATED = "negated"
    GENERIC = "generic"


class Tense(StrEnum):
    """Tense of the clause that tells an event."""

    PAST = "past"
    PERFECT = "perfect"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part. `spans` are the words; the first is the best for finding out who.

    `stands_for` is the state or army that the words stand for where they are not its name: the
    country of "Russian drones", or of a capital that acts ("Moscow denies"); the army of "its
    troops". `implied`: the event's own words name nobody; who it is follows from the article.
    """

    role: str
    spans: tuple[Span, ...]
    stands_for: EntityId | None = None
    implied: bool = False


@dataclass(frozen=True, slots=True)
class EventMention:
    """A happening as one article tells it; several `triggers` when the text comes back to it.

    `type` is one of the contract's inventory. `sentences` are the spans of the sentences the
    triggers stand in, one for each trigger. `times` are spans of time expressions that date it,
    best first; `places` spans of place mentions, best first.
    """

    id: EventId
    triggers: tuple[Span, ...]
    sentences: tuple[Span, ...]
    type: str
    participants: tuple[Participant, ...]
    places: tuple[Span, ...]
    times: tuple[Span, ...]
    tense: Tense
    realis: Realis
    made_by: RuleId
    subtype: str | None = None
    statement: StatementId | None = None
    score: float = 1.0
