"""Ministries: which department a name means, and of which country the words about it say it is.

"Buitenlandse Zaken" is a body of every country. The adjective or genitive before it decides ("de
Ierse minister van …", "Ireland's ministry of …"), or the country after it ("… van Ierland").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from kroniek.identify.forms import Found
from kroniek.identify.groups import GroupFinder
from kroniek.identify.words import identity_words
from kroniek.ids import EntityId
from kroniek.model.doc import SENTENCES, TOKENS, Doc
from kroniek.model.text import Token
from kroniek.packs import PackEntity, Packs, lexicon, slug

MINISTRY = "ministry"
_LINKS = frozenset({"van", "voor", "of", "for"})
_BEFORE_PLACE = frozenset({"van", "of", "in"})
_BEFORE_NAME = _LINKS | {"de", "het", "the"}
_ARTICLES = frozenset({"de", "het", "the"})
_GENITIVES = ("'s", "’s", "'", "’")
_REACH = 6
"""Words before a name that may hold its country ("de Ierse demissionair minister van …")."""
_LONGEST = 12


@cache
def departments() -> Mapping[str, str]:
    """Each department's key by every name it has in either language, lower case."""
    lists = lexicon("shared/identities.toml")["departments"]
    return {
        " ".join(form.split()): key for key, forms in lists.items() for form in forms.split("|")
    }


def department_of(words: Sequence[str]) -> str | None:
    """Key of the department that a ministry's name without country is for; None if it is no such.

    A bare department counts ("Defensie"); an unlisted one must be called a ministry.
    """
    lowers = [word.casefold() for word in words]
    known = departments()
    ministries = identity_words("nl").ministries | identity_words("en").ministries
    if not lowers or len(lowers) > _LONGEST:
        return None
    if lowers[0] in ministries and len(lowers) > 2 and lowers[1] in _LINKS:
        subject = " ".join(lowers[2:])
        return known.get(subject) or slug(subject)
    if lowers[-1] in ministries and len(lowers) > 1:
        subject = " ".join(lowers[:-1])
        listed = known.get(subject)
        return listed or (slug(subject) if lowers[-1] == "ministry" else None)
    bare = " ".join(lowers)
    return known.get(bare) if words[0][:1].isupper() and bare not in _AMBIGUOUS else None


_AMBIGUOUS = frozenset(
    "state foreign transport energie energy justice trade labour labor health education agriculture"
    " interior culture environment economy commerce infrastructure finance treasury".split()
)
"""Names of departments that mean other things when they stand alone: "Labour" is a party."""


@dataclass(frozen=True)
class Offices:
    """Knows the ministries of all countries: the packs' own, and those made of country and name."""

    packs: Packs
    groups: GroupFinder

    @cached_property
    def _known(self) -> Mapping[tuple[str, str], EntityId]:
        """The packs' ministries by country code and department."""
        found: dict[tuple[str, str], EntityId] = {}
        for entity in self.packs.entities:
            if entity.kind == MINISTRY and entity.country:
                for form in entity.forms:
                    department = department_of(self._bare(form.split())[0])
                    if department:
                        found.setdefault((entity.country, department), entity.id)
        return found

    def department(self, form: str) -> tuple[str | None, EntityId | None]:
        """Department and country that a name itself says, each None if it does not."""
        words, country = self._bare(form.split())
        return department_of(words), country

    def _bare(self, words: Sequence[str]) -> tuple[Sequence[str], EntityId | None]:
        """The words without article and country, and that country."""
        if words and words[0].lower() in _ARTICLES:
            words = words[1:]
        if len(words) > 1 and (country := self.country(words[0])):
            return words[1:], country
        if len(words) > 2 and words[-2].lower() in _BEFORE_PLACE:
            country = self.country(words[-1], belonging=False)
            if country:
                return words[:-2], country
        return words, None

    def country(self, word: str, *, belonging: bool = True, named: bool = True) -> EntityId | None:
        """The country of an adjective or genitive (if `belonging`), or a name (if `named`)."""
        if not word[:1].isupper():
            return None
        if belonging and (found := self.groups.country_of(word)):
            return found
        forms = [word] if named else []
        if belonging:
            forms += [word.removesuffix(e) for e in (*_GENITIVES, "s") if word.endswith(e)]
        for form in forms:
            for entity in self.packs.by_form.get(form.casefold(), ()):
                if entity.kind == "country":
                    return entity.id
        return None

    def told(self, name: Found, doc: Doc) -> EntityId | None:
        """The country that the words beside a ministry's name give it."""
        sentence = doc[SENTENCES][name.sentence]
        return self.before(name, doc) or self._after(_following(doc[TOKENS], name, sentence.last))

    def beside(self, name: Found, doc: Doc) -> EntityId | None:
        """The country of the adjective or genitive right before a name."""
        tokens = doc[TOKENS]
        return self.country(tokens[name.first - 1].text, named=False) if name.first else None

    def before(self, name: Found, doc: Doc) -> EntityId | None:
        """The country of the adjective or genitive before a name, or before the post held there."""
        tokens, sentence = doc[TOKENS], doc[SENTENCES][name.sentence]
        lists = identity_words(sentence.language)
        at_post = False
        for token in reversed(tokens[max(sentence.first, name.first - _REACH) : name.first]):
            found = self.country(token.text, named=False)
            if found:
                return found
            if token.lower in lists.posts or token.lower.endswith(("minister", "secretaris")):
                at_post = True
            elif token.lower not in (lists.modifiers if at_post else _BEFORE_NAME):
                return None
        return None

    def _after(self, words: Sequence[Token]) -> EntityId | None:
        """The country named after "van", or that of a city after "in" ("in Dublin")."""
        if len(words) < 2 or words[0].lower not in _BEFORE_PLACE:
            return None
        found = self.country(words[1].text, belonging=False)
        if found or words[0].lower != "in":
            return found
        places = self._named(words[1:])
        cities = [p for p in places if p.country and p.population]
        code = max(cities, key=lambda p: p.population).country if cities else None
        return self.of_code(code)

    def _named(self, words: Sequence[Token]) -> Sequence[PackEntity]:
        """What the packs know by the first words, as many as may be: "Den Haag"."""
        for size in range(len(words), 0, -1):
            found = self.packs.by_form.get(" ".join(t.text for t in words[:size]).casefold())
            if found:
                return found
        return ()

    def of_code(self, code: str | None) -> EntityId | None:
        """The country with an ISO 3166 code."""
        return self._by_code.get(code or "")

    @cached_property
    def _by_code(self) -> Mapping[str, EntityId]:
        countries = (e for e in self.packs.entities if e.kind == "country" and e.country)
        return {e.country or "": e.id for e in countries}

    def ministry(self, country: EntityId, department: str) -> EntityId:
        """The ministry of a country for a department: the pack's own, or an id made of the two."""
        known = self.packs.by_id[country]
        whole = known.kind == "country"  # the Scottish minister is not the British one
        own = self._known.get((known.country or "", department)) if whole else None
        adjective = self.groups.adjectives.get(country, slug(known.name))
        return own or EntityId(f"org:{adjective}-ministry-of-{department}")

    def anywhere(self, department: str) -> tuple[EntityId, ...]:
        """The packs' ministries for a department, of whatever country."""
        found = {entity for (_, key), entity in self._known.items() if key == department}
        return tuple(sorted(found))


def _following(tokens: Sequence[Token], name: Found, last: int) -> Sequence[Token]:
    """Three words after a name, in its sentence."""
    at = name.first
    while at < last and tokens[at].start < name.span.end:
        at += 1
    return tokens[at : min(last, at + 3)]
