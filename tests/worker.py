"""A step that does as its text says, and a process that runs it: see test_engines."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kroniek.engines import serve
from kroniek.errors import PackError
from kroniek.model.doc import TOKENS, Doc
from kroniek.model.text import Token


class Words:
    """A step that finds words; it fails, or its process does, at words that say so."""

    name = "tokens"
    reads = ()
    writes = TOKENS

    def annotate(self, doc: Doc) -> Iterator[Token]:
        if "DIE" in doc.text:
            os.kill(os.getpid(), 9)
        if "ONCE" in doc.text and not Path(doc.article.path).exists():
            Path(doc.article.path).touch()
            os.kill(os.getpid(), 9)
        if "FAIL" in doc.text:
            raise RecursionError("too deep")
        if "PACK" in doc.text:
            raise PackError("p.toml", "is wrong", "mend it")
        sys.stdout.write("what a step prints is no answer\n")
        sys.stdout.flush()
        yield Token(0, 3, doc.text[:3], doc.text[:3].lower())


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers, lambda told: [Words()] if told.key == "k" else None)
