"""What was read as W3C Web Annotations (2017): statements, lines and names on their articles.

One JSON-LD object a line. The context is named, never fetched. Every target has the exact position
(code points of the article's text) and, within the limit of quotations, the words with some before
and after them, so that they are found again in an edited text.
"""

import json
from collections.abc import Iterator
from typing import Any

from kroniek import __version__
from kroniek.ids import ArticleId
from kroniek.model.doc import NAMES
from kroniek.share.material import Material
from kroniek.share.quoting import beginning
from kroniek.spans import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters before and after the words, at most."""
_SHARE = 5
"""Before and after take a fifth of the limit each, at most."""
Item = dict[str, Any]


def annotations(material: Material) -> Iterator[str]:
    """Every annotation, by article and kind, in order of the text."""
    for item in _items(material):
        yield json.dumps(item, ensure_ascii=False, separators=(",", ":")) + "\n"


def _items(material: Material) -> Iterator[Item]:
    views = material.views
    for view in views.statements():
        one = view.statement
        tags = (one.act, one.certainty, one.polarity, one.realis)
        body = [_tag(str(tag)) for tag in tags]
        body.append(_text(" ← ".join(view.chain), "identifying"))
        if view.speaker:
            body.append(_about(view.speaker))
        yield _annotation(material, one.id, view.article.id, one.content, body)
    for line in views.every_line:
        entry = line.entry
        for number, cite in enumerate(line.cites, start=1):
            body = [_tag(entry.type), _tag(str(entry.status)), _about(entry.id)]
            key = f"{entry.id}-{number}"
            yield _annotation(material, key, cite.article.id, (cite.span,), body)
    for doc in views.docs.values():
        known = views.identified[doc.article.id]
        for name in doc[NAMES]:
            if not name.nominal and name.span in known:
                entity = views.entities[known[name.span]]
                body = [_about(entity.id), _text(entity.name, "identifying"), _tag(name.type)]
                key = f"{doc.article.id}-n{name.span.start}"
                yield _annotation(material, key, doc.article.id, (name.span,), body)


def _annotation(
    material: Material, key: str, article: ArticleId, spans: tuple[Span, ...], body: list[Item]
) -> Item:
    doc = material.views.docs[article]
    source = {
        "id": f"urn:sha256:{doc.article.sha256}",
        "type": "Text",
        "format": "text/plain",
        "language": doc.article.language,
    }
    targets = [
        {"source": source, "selector": selectors(doc.text, span, material.quotes.limit)}
        for span in spans
    ]
    return {
        "@context": CONTEXT,
        "id": f"urn:kroniek:{key}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "Software", "name": f"Kroniek {__version__}"},
        "body": body,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _tag(value: str) -> Item:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _text(value: str, purpose: str) -> Item:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _about(key: str) -> Item:
    return {"type": "SpecificResource", "purpose": "identifying", "source": f"urn:kroniek:{key}"}


def selectors(text: str, span: Span, limit: int | None) -> list[Item]:
    """The position, and the words with what stands around them.

    Under a limit, words and surroundings together are no longer than that: of longer words the
    beginning is given, which still stands in the text letter for letter.
    """
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    around = _AROUND if limit is None else min(_AROUND, limit // _SHARE)
    room = span.size if limit is None else limit - 2 * around
    exact = span.of(text) if span.size <= room else beginning(span.of(text), room)
    if not exact:
        return [position]
    end = span.start + len(exact)
    quote = {
        "type": "TextQuoteSelector",
        "exact": exact,
        "prefix": text[max(0, span.start - around) : span.start],
        "suffix": text[end : end + around],
    }
    return [position, quote]
