"""Factuality at the gold triggers of English MEANTIME: rules, trained reader, and both.

Certainty, polarity and time of every annotated event, as `training/evaluate.py` counts them for the
reader: F1 of each label, the mean over all six. The rules judge a trigger in its sentence as they
do for Kroniek's own events (`extract/events/realis.py`), whatever word it is; what they say is put
into the corpus's labels here, by what the labels mean and without a figure tuned on them. "Both"
takes the unusual label where either of the two gives it: each is right about most that it marks and
misses what the other sees.

Events stay with the rules alone. Of 307 events in 35 development articles the reader would make 8
that rules tell as happened into future ones, one of them rightly, all in Dutch, a language it was
taught no factuality in; in English it marked none that the rules had not.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import as_file
from pathlib import Path
from typing import Any, NamedTuple

from kroniek.extract.events.frames import Scene
from kroniek.extract.events.hits import NOUNS, Hit, choose_form
from kroniek.extract.events.lexicon import Known, Reading, event_lexicon
from kroniek.extract.events.realis import judge_realis
from kroniek.extract.events.realis_words import any_of, realis_words
from kroniek.extract.events.senses import settled_form
from kroniek.extract.events.settings import setting_of
from kroniek.extract.events.sifting import Found, chunk
from kroniek.extract.events.surroundings import Reach
from kroniek.extract.grammar.chunks import AUXILIARY, grammar
from kroniek.extract.grammar.inflection import Form, irregular
from kroniek.model.doc import SENTENCES, TOKENS, Doc
from kroniek.model.text import Realis, Sentence, Statement, Token
from kroniek.packs import data

sys.path.append(str(Path(__file__).resolve().parents[1]))

from training.evaluate import read_settings
from training.labels import HEAD
from training.pieces import load_tokenizer
from training.reading import Reading as Read
from training.reading import Session
from training.scores import class_f1

HEADS = ("certainty", "polarity", "tense")
WAYS = ("rules", "reader", "both")
_CORPUS = {"CERTAIN": "CERTAIN", "POSSIBLE": "UNCERTAIN", "PROBABLE": "UNCERTAIN"}
_EPISTEMIC = frozenset({"may", "might", "could", "can"})
"""Modals of what is possible, not of what is wanted or due."""
_BE = frozenset({"be", "been", "being"})
_HAVE = frozenset({"have", "has", "had"})
_OPEN = frozenset({Realis.PLANNED, Realis.HYPOTHETICAL})
_AGAINST = frozenset({Realis.NEGATED, Realis.DENIED})


class Judged(NamedTuple):
    """A trigger in its sentence and the statement it stands in."""

    scene: Scene
    statement: Statement | None


def reader_session() -> Session:
    """The reader that ships, as training measures it: labels of every word, not of events only."""
    with as_file(data("models")) as folder:
        return Session(
            folder / "reader.onnx",
            load_tokenizer(folder / "tokenizer.json"),
            read_settings(folder / "manifest.toml"),
        )


def figures(
    records: Sequence[Mapping[str, Any]], docs: Sequence[Doc], session: Session
) -> dict[str, float]:
    """F1 by way and label, and their mean by way; `docs` carry the layers up to statements."""
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for record, doc in zip(records, docs, strict=True):
        sentences = [(s["start"], s["end"]) for s in record["sentences"]]
        seen = _seen(session, session.read(record["text"], sentences))
        judged = scenes(doc, sorted({_start(m) for m in record["event_mentions"]}))
        for mention in record["event_mentions"]:
            start = _start(mention)
            for head, gold in _gold(mention):
                if (head, start) in seen and start in judged:
                    said = {"rules": by_rules(judged[start])[head], "reader": seen[head, start]}
                    usual, unusual = HEAD[head].labels
                    said["both"] = unusual if unusual in said.values() else usual
                    for way in WAYS:
                        pairs[way, head].append((gold, said[way]))
    return dict(_scored(pairs))


def _scored(
    pairs: Mapping[tuple[str, str], Sequence[tuple[str, str]]],
) -> Iterator[tuple[str, float]]:
    for way in WAYS:
        each = {
            label: class_f1(pairs[way, head], label)
            for head in HEADS
            for label in HEAD[head].labels
        }
        yield f"factuality/{way}.macro_F1", sum(each.values()) / len(each)
        yield from ((f"factuality/{way}.{label}", value) for label, value in each.items())


def _start(mention: Mapping[str, Any]) -> int:
    start: int = mention["spans"][0][0]
    return start


def _gold(mention: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Head and label; what the corpus leaves open is left out."""
    for head in HEADS:
        label = mention["time" if head == "tense" else head]
        label = _CORPUS.get(label) if head == "certainty" else label
        if label in HEAD[head].labels:
            yield head, label


def _seen(session: Session, read: Read) -> dict[tuple[str, int], str]:
    """The reader's label by head and character, for every character of every word."""
    return {
        (head, at): HEAD[head].labels[not session.is_usual(head, logs)]
        for head in HEADS
        for (first, last), _, _, logs in read.classes(head)
        for at in range(first, last)
    }


# -- the rules


def by_rules(judged: Judged) -> dict[str, str]:
    """What the rules say of a trigger, in the corpus's labels.

    Not happened: negated, denied, or put off so far. To come: planned or open, and no past form.
    Uncertain: open because of a word of possibility, not because it is wanted or asked for.
    """
    scene, statement = judged
    words = realis_words("en")
    setting = setting_of(scene, words)
    realis = judge_realis(scene, words, statement)
    noun = scene.form in NOUNS
    put_off = noun and any_of(setting.clause, words.postponing - words.planning - words.due_to)
    against = realis in _AGAINST or put_off
    ahead = realis in _OPEN or (
        realis in _AGAINST and any_of(setting.clause, words.will | words.modals)
    )
    base = scene.form is Form.INFINITIVE or (
        scene.form in {Form.PAST, Form.PARTICIPLE}
        and any_of(_helpers(scene), _BE)
        and not any_of(_helpers(scene), _HAVE)
    )
    doubted = any_of(setting.clause, _EPISTEMIC | words.maybe) and not noun
    return {
        "certainty": "UNCERTAIN" if realis is Realis.HYPOTHETICAL and doubted else "CERTAIN",
        "polarity": "NEG" if against else "POS",
        "tense": "FUTURE" if ahead and not put_off and (noun or base) else "NON_FUTURE",
    }


def _helpers(scene: Scene) -> Sequence[str]:
    """Up to four words before the trigger in its clause."""
    first = scene.chunks.clauses[scene.clause].first
    return scene.chunks.lowers[max(first, scene.hit.first - 4) : scene.hit.first]


def scenes(doc: Doc, starts: Sequence[int]) -> dict[int, Judged]:
    """The triggers that begin at these characters, each in its sentence."""
    reach = Reach.of(doc)
    found: dict[int, Judged] = {}
    for number, sentence in enumerate(doc[SENTENCES]):
        tokens = doc[TOKENS][sentence.first : sentence.last]
        at = {
            start: k
            for start in starts
            for k, token in enumerate(tokens)
            if token.start <= start < token.end
        }
        if at:
            item = _found(number, sentence, tokens, sorted(set(at.values())))
            chunks, _ = chunk(item, reach)
            hits = {hit.first: hit for hit in item.hits}
            for start, k in at.items():
                scene = Scene(
                    chunks, grammar("en"), hits[k], choose_form(chunks, hits[k], "en"), frozenset()
                )
                scene = scene._replace(form=settled_form(scene))
                found[start] = Judged(scene, reach.holders.innermost(tokens[k].start))
    return found


def _found(number: int, sentence: Sentence, tokens: Sequence[Token], at: Sequence[int]) -> Found:
    """The sentence with its gold triggers in place of those the lexicon finds."""
    known = [event_lexicon("en").know(token.lower) for token in tokens]
    hits = [Hit(k, k + 1, None, _readings(known[k], tokens, k)) for k in at]
    return Found(number, sentence.span.start, sentence, tokens, known, hits, frozenset(), ())


def _readings(known: Known, tokens: Sequence[Token], k: int) -> tuple[Reading, ...]:
    """What the lexicon says of a word; of one it does not know, what its ending allows."""
    readings = known.readings or tuple(split.reading for split in known.splits)
    lower, before = tokens[k].lower, tokens[k - 1].lower if k else ""
    return readings or tuple(
        Reading("", lower, form, inverse=False, conditions=None, order=0)
        for form in _forms(lower, before)
    )


def _forms(lower: str, before: str) -> tuple[Form, ...]:
    """What an English word can be: by the table of irregular verbs, then by its ending."""
    for infinitive, (past, participle) in irregular("en").strong.items():
        forms = {infinitive: Form.INFINITIVE, past: Form.PAST, participle: Form.PARTICIPLE}
        if lower in forms:
            return (Form.PAST, Form.PARTICIPLE) if lower == past == participle else (forms[lower],)
    if lower.endswith("ing"):
        return (Form.GERUND,)
    if lower.endswith("ed"):
        return (Form.PAST, Form.PARTICIPLE)
    if lower.endswith("s") and not lower.endswith("ss"):
        return (Form.PRESENT, Form.PLURAL)
    if before == "to" or grammar("en").tags.get(before) == AUXILIARY:
        return (Form.INFINITIVE,)
    return (Form.NOUN, Form.INFINITIVE)
