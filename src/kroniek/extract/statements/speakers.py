"""Which mention in the article a source comes down to: itself, or a pronoun's antecedent.

Nothing is guessed where the text leaves it open: a plural pronoun, a possessor's group ("his
spokesmen") and an indefinite description have no speaker.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from kroniek.extract.statements.bodies import Named
from kroniek.extract.statements.cues import Lexicon
from kroniek.extract.statements.genders import Gender, gender_of
from kroniek.model.text import Evidence, Mention, NameType, Token
from kroniek.packs import lexicon
from kroniek.spans import Span

_LOOK_BACK = 60
_VOICE_ENDINGS = ("woordvoerder", "woordvoerster", "spokesman", "spokeswoman", "spokesperson")


@cache
def _persons() -> tuple[frozenset[str], frozenset[str]]:
    """Words for persons by their post or trade, and those for persons who speak for a body."""
    roles: set[str] = set()
    voices: set[str] = set()
    for language in ("nl", "en"):
        roles.update(lexicon(f"{language}/names.toml")["roles"]["words"].split())
        voices.update(lexicon(f"{language}/identities.toml")["phrases"]["spokespersons"].split())
    return frozenset(roles), frozenset(voices)


def words_of(tokens: Sequence[Token], starts: Sequence[int], span: Span) -> list[Token]:
    """Tokens inside a span."""
    first = bisect_left(starts, span.start)
    last = bisect_left(starts, span.end, first)
    return list(tokens[first:last])


def evidence_of(words: Sequence[str], lexicon: Lexicon) -> Evidence | None:
    """The kind of evidence a source gives, by its words; None if they do not tell."""
    for kind, known in lexicon.evidence:
        for word in words:
            if word in known:
                return kind
            if kind is Evidence.EXPERT and word.endswith(lexicon.expert_endings or ("\0",)):
                return kind
    return Evidence.MEDIA if any(word in lexicon.media_names for word in words) else None


def is_unnamed(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a source is somebody who will not be named: "a police source"."""
    known = next((some for kind, some in lexicon.evidence if kind is Evidence.UNNAMED), frozenset())
    return not known.isdisjoint(words)


@dataclass(slots=True)
class Speakers:
    """Who spoke last and who was named, as the statements of one article are gone through."""

    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    lexicon: Lexicon
    active: Span | None = None
    active_at: int = -1
    """Where the active speaker last spoke: place of the cue or content."""
    topic: Span | None = None
    """The person a sentence began with, last."""
    unnamed: set[Span] = field(default_factory=set)
    """Sources that are one person whom nobody names."""
    genders: dict[str, Gender | None] = field(default_factory=dict)
    """Gender by the last word of a name, of the persons named so far in full."""
    titles: dict[str, frozenset[str]] = field(default_factory=dict)
    """Words of the roles in which persons were named so far, by the last word of their names."""
    heard: int = 0
    """How many names have been looked at for `genders` and `titles`."""
    starts: list[int] = field(init=False)
    named: list[Mention] = field(init=False)
    begins: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [token.start for token in self.tokens]
        self.named = [mention for mention in self.mentions if not mention.nominal]
        self.begins = [mention.span.start for mention in self.named]

    def words(self, span: Span | None) -> list[Token]:
        """Tokens inside a span; none for None."""
        return words_of(self.tokens, self.starts, span) if span else []

    def called(self, span: Span) -> str:
        """The last word of a name: how a person is called when named again."""
        words = self.words(span)
        return words[-1].lower.removesuffix("'s").removesuffix("’s") if words else ""

    def inside(self, span: Span) -> list[Mention]:
        """Named mentions that lie in a span."""
        first = bisect_left(self.begins, span.start)
        last = bisect_left(self.begins, span.end, first)
        return [mention for mention in self.named[first:last] if span.holds(mention.span)]

    def resolve(self, source: Sequence[Span], parent: Span | None, *, nested: bool) -> Span | None:
        """The mention that `source` comes down to; `parent` speaks the quotation around it."""
        if not source:
            return None
        span = source[0]
        words = self.words(span)
        if not words:
            return None
        grammar = self.lexicon.grammar
        first = words[0].lower
        if len(words) == 1 and first in grammar.first_person:
            return parent if first not in {"we", "wij", "us", "ons"} else None
        if len(words) == 1 and first in grammar.masculine | grammar.feminine:
            if self._is_plural(words[0]):
                return None
            return self._of_pronoun(span, parent, nested=nested)
        named = self.inside(span)
        if named:
            return self._head(span, words, named)
        definite = first in {"de", "het", "the", "deze", "this", "die"}
        return self._of_description(span, words) if definite else None

    def _is_plural(self, pronoun: Token) -> bool:
        """Whether Dutch "zij" or "ze" stands beside a verb in the plural."""
        if pronoun.lower not in {"zij", "ze"}:
            return False
        at = bisect_left(self.starts, pronoun.start)
        beside = [self.tokens[k].lower for k in (at - 1, at + 1) if 0 <= k < len(self.tokens)]
        return any(word.endswith("en") for word in beside)

    def _head(self, span: Span, words: Sequence[Token], named: Sequence[Mention]) -> Span | None:
        """The mention that is the source itself, not the owner of a spokesman or an office."""
        owners = [mention for mention in named if self._owns(span, words, mention)]
        comma = next((word.start for word in words if word.lower == ","), span.end)
        heads = [
            mention
            for mention in named
            if mention not in owners
            and (mention.span.start < comma or mention.type is NameType.PERSON)
        ]
        for wanted in (NameType.PERSON, NameType.ORGANISATION, NameType.POLITY):
            for mention in heads:
                if mention.type is wanted:
                    return mention.span
        if heads:
            return heads[0].span
        if self._holds_post(words):
            return None  # "an aide at the ministry" is not the ministry
        speaks_for = [mention for mention in owners if mention.type is NameType.ORGANISATION]
        return speaks_for[0].span if speaks_for else None

    def _holds_post(self, words: Sequence[Token]) -> bool:
        """Whether a source is someone known by a post, who does not speak for a body."""
        links = self.lexicon.grammar.owners
        at = next((k for k, word in enumerate(words) if word.lower in links), 0)
        noun = words[at - 1].lower if at else ""
        roles, voices = _persons()
        return noun in roles and noun not in voices and not noun.endswith(_VOICE_ENDINGS)

    def _owns(self, span: Span, words: Sequence[Token], mention: Mention) -> bool:
        before = [word.lower for word in words if word.end <= mention.span.start]
        if mention.type is NameType.PERSON and "," in before:
            # "de minister van Defensie, X": the name after the comma is the minister's.
            before = before[len(before) - before[::-1].index(",") :]
            if not self.lexicon.grammar.comparing.isdisjoint(before):
                return True  # "…, also known as X": another name of the one before
        place = mention.type not in {NameType.PERSON, NameType.ORGANISATION}
        if place and any(word in self.lexicon.grammar.prepositions for word in before):
            return True  # "a shopkeeper in X"
        after = [word for word in words if word.start >= mention.span.end]
        if any(word in self.lexicon.grammar.owners for word in before):
            return True
        name = words[len(words) - len(after) - 1].lower
        genitive = name.endswith(("'s", "’s", "s'", "'", "’"))
        return genitive and bool(after) and after[0].lower.isalpha() and mention.span.end < span.end

    def tell(self, speaker: Span, place: int) -> None:
        """Remember who speaks, and where."""
        self.active, self.active_at = speaker, place

    def tell_unnamed(self, source: Span, place: int) -> None:
        """Remember that one person spoke whom nobody names: "a diplomat", "zijn adviseur"."""
        words = [word.lower for word in self.words(source)]
        grammar = self.lexicon.grammar
        links = grammar.owners | grammar.prepositions | grammar.relatives | {","}
        one = words and words[0] in grammar.single | grammar.possessives
        head = next((k for k, word in enumerate(words) if word in links), len(words))
        if one and head > 1 and self._is_trade(words[head - 1]):
            self.unnamed.add(source)
            self.tell(source, place)

    def _is_trade(self, noun: str) -> bool:
        """Whether a noun is a post, a trade or another word for one person."""
        roles, voices = _persons()
        kind = evidence_of([noun], self.lexicon)
        person = kind in {Evidence.EYEWITNESS, Evidence.EXPERT, Evidence.UNNAMED}
        known = roles | voices | self.lexicon.grammar.persons
        return noun in known or person or noun.endswith(_VOICE_ENDINGS)

    def _of_pronoun(self, span: Span, parent: Span | None, *, nested: bool) -> Span | None:
        """The last speaker, or who a sentence began with since, if it can be he or she.

        Inside a quotation it is the last person named who does not speak it.
        """
        word = self.words(span)[0].lower
        wanted = Gender.FEMININE if word in self.lexicon.grammar.feminine else Gender.MASCULINE
        if not nested:
            near = [
                (self.active_at, self.active),
                (self.topic.start if self.topic else -1, self.topic),
            ]
            for _, known in sorted(near, key=lambda pair: -pair[0]):
                if known is not None and known.start < span.start and self._fits(known, wanted):
                    return known
        at = bisect_left(self.begins, span.start)
        taken = self._name(parent)
        for mention in reversed(self.named[max(0, at - _LOOK_BACK) : at]):
            if mention.type is not NameType.PERSON or taken & self._name(mention.span):
                continue
            if self._fits(mention.span, wanted):
                return mention.span
        return None

    def _fits(self, span: Span, wanted: Gender) -> bool:
        """Whether a speaker is a person of the wanted gender, as far as one can tell."""
        return self.is_person(span) and self._gender(span) in {None, wanted}

    def _gender(self, span: Span) -> Gender | None:
        """The gender of a person, by this or an earlier mention of the name."""
        self._hear_of(span)
        return self.genders.get(self.called(span))

    def known_as(self, span: Span) -> frozenset[str]:
        """Words of the roles in which the person there has been named up to now."""
        self._hear_of(span)
        return self.titles.get(self.called(span), frozenset())

    def _hear_of(self, span: Span) -> None:
        """Take in the persons named up to a place: their roles, and what pronoun they take."""
        while self.heard < len(self.named) and self.begins[self.heard] <= span.start:
            mention = self.named[self.heard]
            self.heard += 1
            if mention.type is NameType.PERSON:
                role = self._role(mention)
                found = gender_of(role, [w.lower for w in self.words(mention.span)])
                called = self.called(mention.span)
                self.genders[called] = found or self.genders.get(called)
                self.titles[called] = self.titles.get(called, frozenset()).union(role)

    def is_polity(self, span: Span | None) -> bool:
        """Whether nothing but a country or a place is named there: "Moscow said"."""
        inside = self.inside(span) if span else []
        places = {NameType.POLITY, NameType.LOCATION}
        return len(inside) == 1 and inside[0].span == span and inside[0].type in places

    def is_body(self, span: Span | None) -> bool:
        """Whether an organisation is named there."""
        inside = self.inside(span) if span else []
        return any(mention.type is NameType.ORGANISATION for mention in inside)

    def is_person(self, span: Span) -> bool:
        """Whether a speaker is a person, as far as the names tell."""
        inside = self.inside(span)
        return (
            span in self.unnamed
            or not inside
            or any(mention.type is NameType.PERSON for mention in inside)
        )

    def names_person(self, span: Span) -> bool:
        """Whether a person is named there."""
        return any(mention.type is NameType.PERSON for mention in self.inside(span))

    def is_introduced(self, span: Span) -> bool:
        """Whether a person is named in full: so the text turns to somebody."""
        inside = self.inside(span)
        return any(m.type is NameType.PERSON and len(self.words(m.span)) > 1 for m in inside)

    def _name(self, span: Span | None) -> frozenset[str]:
        return frozenset(word.lower for word in self.words(span) if word.text[0].isupper())

    def _of_description(self, span: Span, words: Sequence[Token]) -> Span | None:
        """The nearest person before whose role has the same noun, or the same kind of noun."""
        lowers = [word.lower for word in words]
        known = Named(self.tokens, self.starts, self.named, self.begins)
        body = known.body(span, lowers, self.lexicon.language)
        if body is not None:
            return body
        adjectives = {word.lower for word in words[1:] if word.text[0].isupper()}
        at = bisect_left(self.begins, span.start)
        loose: Span | None = None
        for mention in reversed(self.named[max(0, at - _LOOK_BACK) : at]):
            if mention.type is not NameType.PERSON:
                continue
            role = self._role(mention)
            if any(word in role for word in lowers[1:] if word not in adjectives):
                return mention.span
            if loose is None and self._alike(lowers, adjectives, role):
                loose = mention.span
        apposed = known.apposed(span, lowers[-1]) if len(lowers) == 2 else None
        return loose or apposed or self._last_alike(lowers)

    def _role(self, mention: Mention) -> list[str]:
        """Words that tell what a person is: the role, or else the word before the name."""
        if mention.role is not None:
            return [word.lower for word in self.words(mention.role)]
        at = bisect_left(self.starts, mention.span.start)
        return [self.tokens[at - 1].lower] if at else []

    def _alike(self, lowers: Sequence[str], adjectives: set[str], role: Sequence[str]) -> bool:
        """Whether two descriptions can be of one person: same country's official, or experts."""
        left, right = evidence_of(lowers, self.lexicon), evidence_of(role, self.lexicon)
        if left is None or left is not right or left not in {Evidence.EXPERT, Evidence.OFFICIAL}:
            return False
        return left is Evidence.EXPERT or bool(adjectives & set(role))

    def _last_alike(self, lowers: Sequence[str]) -> Span | None:
        """The last speaker, if an expert or official speaks on and no role says otherwise."""
        kind = evidence_of(lowers, self.lexicon)
        if kind is not Evidence.EXPERT or self.active is None:
            return None
        return self.active
