"""Read an article with the trained network, window by window; write what it sees by sentence.

Without a model the layer is empty, and the steps that weigh it are left with their rules.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kroniek.extract.reader.agreement import Agreement
from kroniek.extract.reader.decode import Array
from kroniek.extract.reader.heads import (
    Found,
    Outputs,
    bio_spans,
    classes,
    classes_at_first,
    kinds_of,
    likeliest,
    linked,
    types_of,
    whole_types,
)
from kroniek.extract.reader.model import Engine, ReaderModel
from kroniek.extract.reader.windows import Window, windows
from kroniek.model.doc import READINGS, SENTENCES, TOKENS, Doc, Layer
from kroniek.model.reading import (
    NO_NAME,
    Chances,
    Part,
    Reading,
    SeenAttribution,
    SeenEvent,
    SeenName,
    SeenPart,
)
from kroniek.model.text import NameType, Sentence, SentenceKind, Token
from kroniek.spans import Span

_UNREAD = frozenset({SentenceKind.BOILERPLATE, SentenceKind.TEASER, SentenceKind.HEADER})
_NAMES = {
    "PER": NameType.PERSON,
    "ORG": NameType.ORGANISATION,
    "LOC": NameType.LOCATION,
    "MISC": NameType.MISCELLANEOUS,
}
_NAMES_HEAD = "names"
_PROPERTIES = ("certainty", "polarity", "tense")


@dataclass(slots=True)
class _Page:
    """What has been seen of each sentence so far, by its index."""

    chances: dict[int, Chances] = field(default_factory=dict)
    """By token."""
    morphs: dict[int, str] = field(default_factory=dict)
    names: defaultdict[int, list[SeenName]] = field(default_factory=lambda: defaultdict(list))
    parts: defaultdict[int, list[SeenPart]] = field(default_factory=lambda: defaultdict(list))
    said: defaultdict[int, list[SeenAttribution]] = field(default_factory=lambda: defaultdict(list))
    events: defaultdict[int, list[SeenEvent]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Reader:
    """Writes one reading for every sentence that tells something; none without a model."""

    model: ReaderModel | None
    name: str = "reader"
    reads: tuple[Layer[Token], Layer[Sentence]] = (TOKENS, SENTENCES)
    writes: Layer[Reading] = READINGS

    def annotate(self, doc: Doc) -> Iterator[Reading]:
        """Yield the readings of one article. Raises ReaderError if the model can not be loaded."""
        told = [
            (k, sentence)
            for k, sentence in enumerate(doc[SENTENCES])
            if sentence.kind not in _UNREAD and sentence.last > sentence.first
        ]
        if self.model is None or not told:
            return
        page = self._page(doc, told, self.model.engine)
        for k, sentence in told:
            tokens = range(sentence.first, sentence.last)
            dutch = page.morphs and sentence.language == "nl"
            yield Reading(
                first=sentence.first,
                last=sentence.last,
                chances=tuple(page.chances.get(at, NO_NAME) for at in tokens),
                names=tuple(page.names[k]),
                parts=tuple(page.parts[k]),
                attributions=tuple(page.said[k]),
                events=tuple(page.events[k]),
                morphs=tuple(page.morphs.get(at, "") for at in tokens) if dutch else (),
            )

    def _page(self, doc: Doc, told: Sequence[tuple[int, Sentence]], engine: Engine) -> _Page:
        page, manifest = _Page(), engine.manifest
        named: list[_Scribe] = []
        for window in windows(doc.text, doc[TOKENS], told, engine.encode, manifest.window - 2):
            if window.tokens:
                rows = engine.run(window.ids)
                starts, breaks = _edges(window)
                seen = Outputs(window, rows, manifest.heads, manifest.links, breaks, starts)
                scribe = _Scribe(doc.text, doc[TOKENS], seen, page)
                scribe.write()
                if _NAMES_HEAD in rows:
                    # Names wait for the whole article; nothing else of the window is kept so long.
                    only = {_NAMES_HEAD: rows[_NAMES_HEAD]}
                    named.append(replace(scribe, seen=replace(seen, rows=only)))
        share = manifest.heads[_NAMES_HEAD].agreement if named else 0.0
        types = [scribe.types() for scribe in named] if share else []
        agreement = Agreement(types)
        sways: list[Array | None] = [agreement.sway(*one, share) for one in types]
        for scribe, sway in zip(named, sways or [None] * len(named), strict=True):
            scribe.write_names(sway)
        return page


def _rounded(chance: float) -> float:
    """A probability in the precision that is shown and compared."""
    return round(float(chance), 3)


def _edges(window: Window) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
    """Which tokens begin a sentence; which of those come after sentences left out."""
    starts, breaks = [False] * len(window.tokens), [False] * len(window.tokens)
    before = None
    for sentence, first, last in window.sentences:
        if first < last:
            starts[first] = True
            breaks[first] = before is None or sentence > before + 1
        before = sentence
    return tuple(starts), tuple(breaks)


@dataclass(frozen=True, slots=True)
class _Scribe:
    """Writes what one window shows into the page."""

    text: str
    tokens: Sequence[Token]
    seen: Outputs
    page: _Page

    def write(self) -> None:
        """Every head that the model has, but for names."""
        heads = self.seen.rows
        if {"source", "cue", "content"} <= heads.keys():
            self._attributions()
        if "events" in heads:
            self._events()
        if "morph" in heads:
            self._morphs()

    def _span(self, first: int, last: int) -> Span:
        at = self.seen.window.tokens
        return Span(self.tokens[at[first]].start, self.tokens[at[last - 1]].end)

    def _sentence(self, token: int) -> int:
        """The sentence that a token of the window stands in."""
        ranges = self.seen.window.sentences
        return ranges[bisect_right(ranges, token, key=lambda one: one[1]) - 1][0]

    def types(self) -> tuple[list[str], Array]:
        """The words of the window, and how likely each lies in no name or in one of each type."""
        own = (self.tokens[at] for at in self.seen.window.tokens)
        words = [self.text[token.start : token.end] for token in own]
        return words, whole_types(self.seen, _NAMES_HEAD)

    def write_names(self, sway: Array | None) -> None:
        """Names, by what is seen of them here and what their other places add (`sway`)."""
        chances = types_of(self.seen, _NAMES_HEAD, sway)
        kinds = kinds_of(self.seen.heads[_NAMES_HEAD].labels)
        order = [0, *(1 + kinds.index(kind) for kind in _NAMES)]
        rows = chances[:, order].astype(float).round(3).tolist()
        for at, row in zip(self.seen.window.tokens, rows, strict=True):
            self.page.chances[at] = Chances._make(row)
        for first, last, kind, score in bio_spans(self.seen, _NAMES_HEAD, across=False, sway=sway):
            name = SeenName(self._span(first, last), _NAMES[kind], score)
            self.page.names[self._sentence(first)].append(name)

    def _part(self, part: Part, found: Found) -> SeenPart:
        first, last, _, score = found
        return SeenPart(part, self._span(first, last), score)

    def _attributions(self) -> None:
        found = {part: bio_spans(self.seen, part.value, across=True) for part in Part}
        seen = {part: [self._part(part, one) for one in found[part]] for part in Part}
        for part in Part:
            for one, (first, *_) in zip(seen[part], found[part], strict=True):
                self.page.parts[self._sentence(first)].append(one)
        at: Mapping[Part, list[int]] = {part: [one[0] for one in found[part]] for part in Part}
        sources = linked(self.seen, "source", at[Part.CUE], at[Part.SOURCE])
        owners = linked(self.seen, "content", at[Part.CONTENT], at[Part.CUE])
        for k, (source, score) in enumerate(sources):
            own = [
                (one, how)
                for one, (cue, how) in zip(seen[Part.CONTENT], owners, strict=True)
                if cue == k
            ]
            self.page.said[self._sentence(at[Part.CUE][k])].append(
                SeenAttribution(
                    cue=seen[Part.CUE][k],
                    source=None if source is None else seen[Part.SOURCE][source],
                    source_score=score,
                    contents=tuple(one for one, _ in own),
                    content_scores=tuple(how for _, how in own),
                )
            )

    def _events(self) -> None:
        heads = self.seen.heads
        rows = classes(self.seen, "events")
        known = [name for name in _PROPERTIES if name in self.seen.rows]
        sure = {name: classes_at_first(self.seen, name) for name in known}
        best = {name: likeliest(sure[name], heads[name]) for name in known}
        for at, label in enumerate(likeliest(rows, heads["events"])):
            if heads["events"].labels[label] == "O":
                continue
            told = tuple(
                (name, heads[name].labels[best[name][at]], _rounded(sure[name][at, best[name][at]]))
                for name in known
            )
            kind, score = heads["events"].labels[label], _rounded(rows[at, label])
            self.page.events[self._sentence(at)].append(
                SeenEvent(self._span(at, at + 1), kind, score, told)
            )

    def _morphs(self) -> None:
        labels = self.seen.heads["morph"].labels
        best = self.seen.at_first("morph").argmax(axis=1)
        for at, label in zip(self.seen.window.tokens, best, strict=True):
            self.page.morphs[at] = labels[int(label)]
