"""The page of what people decided: what must be looked at first, then all of it."""

from kroniek.correct.attach import undone_by
from kroniek.library import Kroniek, judging
from kroniek.serve.page import Answer, Page


def decisions(page: Page) -> Answer:
    """Every decision with what has become of it, those that lost their place first."""
    with Kroniek(page.shelf.store, create=False) as k:
        kept, bad = k.store.judgements.every(), k.unreadable_judgements()
    found = judging.decided(page.views, kept)
    return Answer(
        "decisions.html",
        {
            "decisions": found[::-1],
            "orphans": judging.orphaned(page.views),
            "undone": undone_by(kept),
            "bad": bad,
            "store": str(page.shelf.store),
        },
    )
