"""The chronicle as Markdown: every line with its sentences, quoted, and links to the very words."""

import re
from collections.abc import Iterator

from kroniek.edtf import in_words
from kroniek.share.material import Material
from kroniek.views import Cite, Line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def markdown(material: Material) -> Iterator[str]:
    """Lines in order of the time told, under a heading for each day, month or year."""
    words = material.words
    yield f"# {words('share.title')}\n"
    under = None
    for line in material.views.every_line:
        when = in_words(line.when, words.language) if line.when.known else words("share.undated")
        if when != under:
            yield f"\n## {escaped(when)}\n"
            under = when
        yield from _line(material, line)


def _line(material: Material, line: Line) -> Iterator[str]:
    words, entry = material.words, line.entry
    told = escaped(material.quotes.cut(line.line)) or escaped(words.label("event", entry.type))
    places = ", ".join(place.name for place in line.places)
    what = [words.label("status", entry.status), words.label("event", entry.type)]
    if places:
        what.insert(0, places)
    yield f'\n**{told}**  \n{escaped(" · ".join(what))} <a id="{entry.id}"></a>\n'
    for cite in line.cites:
        yield from _cite(material, cite)
    for dispute in line.disputes:
        about = escaped(material.quotes.cut(dispute.about))
        yield f"\n⚠ {escaped(words.label('dispute', dispute.kind))}: {about}\n"


def _cite(material: Material, cite: Cite) -> Iterator[str]:
    words = material.words
    quote = escaped(material.quote(cite.article.id, cite.span))
    chain = [*(cite.statement.chain[:-1] if cite.statement else ()), cite.outlet]
    unnamed = words("statements.unnamed")
    who = escaped(" ← ".join(unnamed if one == "?" else one for one in chain))
    when = in_words(cite.published_on, words.language) if cite.published_on.known else ""
    link = f"[{who}]({material.link(cite.article.id, cite.span)})"
    yield f"\n> {quote}  \n> — " if quote else "\n> — "
    yield link + (f", {escaped(when)}" if when else "") + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands, whatever signs are in it."""
    told = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _STARTS.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", told)
