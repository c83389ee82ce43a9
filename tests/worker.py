"""A step that does as its text says, and a process that runs it: see test_engines."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kroniek import wire
from kroniek.engines import Bounds, serve
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
        while "SPIN" in doc.text:
            continue
        if "FAIL" in doc.text:
            raise RecursionError("too deep")
        if "PACK" in doc.text:
            raise PackError("p.toml", "is wrong", "mend it")
        sys.stdout.write("what a step prints is no answer\n")
        sys.stdout.flush()
        yield Token(0, 3, doc.text[:3], doc.text[:3].lower())


def main() -> None:
    """Serve as a process of `Processes` does."""
    requests, answers = wire.ends()
    serve(
        requests,
        answers,
        lambda told: [Words()] if told.key == "k" else None,
        Bounds(seconds=1, memory=4 << 30),
    )


def sleep() -> None:
    """Never answer."""
    time.sleep(99)
