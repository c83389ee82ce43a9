"""Short remarks around quoted words: what announces a post, what takes a quotation back."""

from kroniek.extract.statements.drafts import cue_spans
from kroniek.extract.statements.phrases import Line
from kroniek.spans import Span

_SHORT = 8
_NEAR = 5


def posting(line: Line) -> tuple[Span, ...]:
    """The cue in a line that announces a post: "plaatste een bericht", "shared a video"."""
    grammar = line.grammar
    for at in range(len(line.units)):
        if line.lower(at) not in grammar.posting:
            continue
        for noun in range(at + 1, min(at + _NEAR, len(line.units))):
            if line.lower(noun) in grammar.posts:
                return cue_spans(line, tuple(range(at, noun + 1)))
    return ()


def takes_back(line: Line) -> bool:
    """Whether a line says that nobody said it: "Dat deed hij niet", "He did not."."""
    grammar = line.grammar
    if grammar.negators.isdisjoint(line.words) or grammar.did.isdisjoint(line.words):
        return False
    words = [line.lower(k) for k in range(min(len(line.units), _SHORT))]
    stop = next((k for k, word in enumerate(words) if word in {",", ".", "!", ";"}), len(words))
    words = words[:stop]
    if words and words[0] in grammar.conjunctions:
        words = words[1:]
    if not 3 <= len(words) <= _SHORT - 2:
        return False
    nobody = any(word in grammar.negators for word in words)
    did = any(word in grammar.did for word in words)
    about = words[0] in grammar.pointers or words[0] in grammar.masculine | grammar.feminine
    known = grammar.negators | grammar.did | grammar.pointers | grammar.pronouns | grammar.unsaid
    return nobody and did and about and all(word in known for word in words[1:])
