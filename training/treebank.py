"""The Alpino treebank (newspaper part): part of speech, verb form, and who does what to whom.

Alpino's trees are dependency structures with shared nodes: the subject of a passive is also the
object of its participle, the subject of an auxiliary also that of the verb under it. So a verb's
deep subject and object can be read off its own node.
"""

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from training.articles import Marked
from training.labels import HEAD
from training.pieces import Span

_PER_ARTICLE = 12
"""Sentences put together; the treebank keeps them in the order of the newspapers."""
_VERB_FORMS = {"inf": "WW-inf", "vd": "WW-vd", "od": "WW-od"}
_TENSES = {"tgw": "WW-pv-tgw", "verl": "WW-pv-verl", "conj": "WW-pv-conj"}
_NO_SPACE_BEFORE = frozenset(".,;:?!)]%…")
_AUXILIARIES = frozenset(
    "hebben zijn worden zullen kunnen moeten mogen willen gaan laten blijven hoeven".split()
)


def morph_label(tag: str) -> str | None:
    """The coarse label of a CGN tag, ``N(soort,ev,…)`` or ``N|soort|ev|…``; None: unknown."""
    parts = [p for p in re.split(r"[(),|]", tag) if p]
    kind, features = parts[0].upper(), set(parts[1:])
    if kind == "N":
        return "N-mv" if "mv" in features else "N-ev"
    if kind == "WW":
        if "pv" in features:
            return next((label for f, label in _TENSES.items() if f in features), None)
        return next((label for f, label in _VERB_FORMS.items() if f in features), None)
    if kind == "SPEC":
        return "SPEC-deeleigen" if "deeleigen" in features else "SPEC"
    return kind if kind in HEAD["morph"].labels else None


def alpino(archive: Path, folder: str = "Treebank/cdb/") -> Iterator[Marked]:
    """Yield the newspaper part of the treebank in groups of sentences."""
    trees: list[tuple[int, ET.Element]] = []
    with tarfile.open(archive) as tar:
        for member in tar:
            name = member.name.removeprefix(folder)
            if member.name.startswith(folder) and name.removesuffix(".xml").isdigit():
                data = tar.extractfile(member)
                if data is not None:
                    root = ET.parse(data).getroot()  # noqa: S314  # the corpus's own files
                    trees.append((int(name[:-4]), root))
    trees.sort(key=lambda pair: pair[0])
    for at in range(0, len(trees), _PER_ARTICLE):
        yield _article(f"alpino-{trees[at][0]}", [t for _, t in trees[at : at + _PER_ARTICLE]])


def _article(key: str, trees: list[ET.Element]) -> Marked:
    article = Marked(key, "alpino", "", [], {"morph": []})
    for tree in trees:
        text, spans = _text(tree)
        at = len(article.text)
        moved = {k: (a + at, b + at) for k, (a, b) in spans.items()}
        article.text += text + "\n"
        article.sentences.append((at, at + len(text)))
        for leaf in tree.iter("node"):
            label = morph_label(leaf.get("postag", "")) if leaf.get("postag") else None
            if label and leaf.get("word"):
                article.layers["morph"].append((moved[int(leaf.get("begin", "0"))], label))
        article.links.extend(_roles(tree, moved))
    return article


def _text(tree: ET.Element) -> tuple[str, dict[int, Span]]:
    """The sentence as printed, and where each token stands, by its number."""
    words = {
        int(n.get("begin", "0")): n.get("word", "")
        for n in tree.iter("node")
        if n.get("word") and int(n.get("end", "0")) == int(n.get("begin", "0")) + 1
    }
    text, spans, opened = "", {}, False
    glue = True
    for number in sorted(words):
        word = words[number]
        closes = word == '"' and opened
        if not glue and not closes and word[0] not in _NO_SPACE_BEFORE:
            text += " "
        spans[number] = (len(text), len(text) + len(word))
        text += word
        opened = opened != (word == '"')
        glue = word in {"(", "["} or (word == '"' and opened)
    return text, spans


def _head_token(node: ET.Element, by_index: dict[str, ET.Element]) -> int | None:
    """Number of the token that heads a constituent; the first one of a name."""
    if node.get("word") is not None:
        return int(node.get("begin", "0"))
    children = node.findall("node")
    if not children:
        full = by_index.get(node.get("index", ""))
        return _head_token(full, by_index) if full is not None and full is not node else None
    for role in ("hd", "mwp", "cnj", "nucl", "body"):
        for child in children:
            if child.get("rel") == role:
                return _head_token(child, by_index)
    return None


def _roles(tree: ET.Element, spans: dict[int, Span]) -> Iterator[tuple[str, Span, Span | None]]:
    """(agent or patient, verb, argument or None) for every full verb that heads a clause."""
    by_index = {
        n.get("index", ""): n
        for n in tree.iter("node")
        if n.get("index") and (n.get("word") is not None or len(n))
    }
    for clause in tree.iter("node"):
        children = {n.get("rel"): n for n in clause.findall("node")}
        verb = children.get("hd")
        if verb is None or verb.get("pt") != "ww" or verb.get("word") is None:
            continue
        if "vc" in children and verb.get("lemma") in _AUXILIARIES:
            continue
        at = spans.get(int(verb.get("begin", "0")))
        if at is None:
            continue
        for link, role in (("agent", "su"), ("patient", "obj1")):
            argument = children.get(role)
            token = _head_token(argument, by_index) if argument is not None else None
            yield link, at, spans.get(token) if token is not None else None
