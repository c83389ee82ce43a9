"""Who a person's name stands for: full name first, then surname, within an article and across."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kroniek.identify.forms import Found, is_surname_only, words_of_form
from kroniek.identify.spellings import (
    SAME,
    likeness,
    skeletons,
    surely_same,
    word_likeness,
)
from kroniek.ids import ArticleId, EntityId, digest
from kroniek.model.text import NameType
from kroniek.packs import PackEntity, Packs, content_entity_id, slug

_SURE = 0.95
_LONG = 6
_ARABIC_ARTICLES = frozenset("al el ad an ar as at ash az".split())
_RIVALS = 50
"""Names of one sound that are compared at most: keeps hostile lists of names linear."""


def surname_fits(surname: str, full: str) -> bool:
    """Whether a bare surname (particles and all) may be the end of a full name, in any spelling."""
    mine, theirs = words_of_form(surname), words_of_form(full)
    if len(mine) >= len(theirs):
        return False
    pairs = zip(mine, theirs[-len(mine) :], strict=True)
    if all(word_likeness(left, right) >= SAME for left, right in pairs):
        return True
    bare = without_article(theirs[-1])
    return len(mine) == 1 and bare != theirs[-1] and word_likeness(mine[0], bare) >= SAME


def without_article(word: str) -> str:
    """A last name without the Arabic article that is joined to it: ``al-Burhan -> Burhan``."""
    article, dash, bare = word.partition("-")
    return bare if dash and bare and article.lower() in _ARABIC_ARTICLES else word


@dataclass(frozen=True)
class KnownPeople:
    """The packs' persons, found by sound."""

    packs: Packs

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[tuple[str, PackEntity], ...]]:
        """Forms and persons by each skeleton of the form's last word."""
        found: defaultdict[str, list[tuple[str, PackEntity]]] = defaultdict(list)
        for entity in self.packs.entities:
            if entity.type is NameType.PERSON:
                for form in entity.forms:
                    for sound in skeletons(words_of_form(form)[-1]):
                        found[sound].append((form, entity))
        return {sound: tuple(pairs) for sound, pairs in found.items()}

    def by_spelling(self, form: str) -> tuple[PackEntity, ...]:
        """Persons one of whose forms sounds like `form`; a bare surname must sound the same."""
        last = words_of_form(form)[-1]
        bare = is_surname_only(form)
        if bare and len(last) < _LONG:
            return ()
        found: dict[EntityId, PackEntity] = {}
        for sound in skeletons(last):
            for known, entity in self._by_sound.get(sound, ()):
                alike = entity.id not in found and is_surname_only(known) == bare
                if alike and (likeness(form, known) >= _SURE if bare else surely_same(form, known)):
                    found[entity.id] = entity
        return tuple(found[key] for key in sorted(found))


class Roll:
    """Persons by full name over all articles; spellings of one name are one person."""

    def __init__(self, counted: Mapping[str, int]) -> None:
        """`counted` says how often each full name that no pack knows is used."""
        self._canonical: dict[str, str] = {}
        by_sound: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(counted, key=lambda name: (-counted[name], name)):
            sounds = skeletons(words_of_form(name)[-1])
            rivals = dict.fromkeys(known for sound in sounds for known in by_sound[sound])
            same = next((known for known in rivals if surely_same(known, name)), None)
            self._canonical[name] = same or name
            if same is None:
                for sound in sounds:
                    by_sound[sound].append(name)

    def entity(self, full: str) -> EntityId:
        """The id of whoever bears the full name."""
        return content_entity_id(self._canonical.get(full, full), NameType.PERSON)

    @cached_property
    def _by_surname(self) -> Mapping[str, frozenset[EntityId]]:
        found: defaultdict[str, set[EntityId]] = defaultdict(set)
        for name in self._canonical:
            found[words_of_form(name)[-1].casefold()].add(self.entity(name))
        return {surname: frozenset(ids) for surname, ids in found.items()}

    def bearers(self, surname: str) -> Sequence[EntityId]:
        """Everyone in the collection whose last name is written so."""
        return sorted(self._by_surname.get(words_of_form(surname)[-1].casefold(), ()))


def in_article(names: Iterable[Found]) -> dict[str, str]:
    """Full name that each full name of the article is a spelling of; most are their own."""
    found: dict[str, str] = {}
    by_sound: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if name.form in found or is_surname_only(name.form):
            continue
        sounds = skeletons(words_of_form(name.form)[-1])
        rivals = dict.fromkeys(known for sound in sounds for known in by_sound[sound][:_RIVALS])
        same = next((known for known in rivals if likeness(known, name.form) >= SAME), None)
        found[name.form] = name.form if same is None else found[same]
        if same is None:
            for sound in sounds:
                by_sound[sound].append(name.form)
    return found


class ShortNames:
    """The full names of one article, by surname and by given name."""

    def __init__(self, full: Iterable[str]) -> None:
        """`full` are the article's full names, each in one spelling."""
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        self._by_given: defaultdict[str, list[str]] = defaultdict(list)
        self._fitting: dict[str, list[str]] = {}
        for form in full:
            words = words_of_form(form)
            self._by_given[words[0].casefold()].append(form)
            ends = dict.fromkeys((words[-1], without_article(words[-1])))
            for sound in dict.fromkeys(sound for end in ends for sound in skeletons(end)):
                self._by_sound[sound].append(form)

    def of_surname(self, surname: str) -> list[str]:
        """Full names that end in the surname, in any spelling."""
        if surname not in self._fitting:
            sounds = skeletons(words_of_form(surname)[-1])
            near = dict.fromkeys(f for sound in sounds for f in self._by_sound[sound][:_RIVALS])
            self._fitting[surname] = [form for form in near if surname_fits(surname, form)]
        return self._fitting[surname]

    def of_given(self, given: str) -> list[str]:
        """Full names that begin with the word."""
        return self._by_given.get(given.casefold(), [])


def lone_surname_id(surname: str, article: ArticleId) -> EntityId:
    """The id of someone of whom one article gives the surname only: good for that article alone."""
    return EntityId(f"per:{slug(surname)}-{digest(article, length=6)}")
