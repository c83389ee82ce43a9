"""Find sentences by their words: ``search``."""

import sys
from pathlib import Path
from typing import Any

import click

from kroniek.cli import terminal
from kroniek.cli.door import (
    json_option,
    kroniek,
    print_json,
    print_lines,
    reading,
    store_argument,
    words_of,
)
from kroniek.search.find import Found, Hit
from kroniek.words import Words

_COUNT = click.IntRange(1, 100_000)
_TAKE_VALUES = frozenset({"--limit", "--from"})
_GUARD = "\ue000"
"""Stands before a word that begins with a dash while options are looked for."""


class _Asking(click.Command):
    """A command whose query may leave words out with a dash: ``Trump -Putin``, ``-Putin``."""

    # typing.override begins with Python 3.12
    def parse_args(  # type: ignore[explicit-override]
        self, ctx: click.Context, args: list[str]
    ) -> list[str]:
        """Take as words of the query what no option of ours looks like."""
        before = ["", *args]
        return super().parse_args(
            ctx, [_guarded(word, behind) for behind, word in zip(before, args, strict=False)]
        )


def _guarded(word: str, behind: str) -> str:
    """`word`, if it leaves something out of the query, with the guard before it."""
    leaves_out = word.startswith("-") and not word.startswith("--") and word not in {"-", "-h"}
    return f"{_GUARD}{word}" if leaves_out and behind not in _TAKE_VALUES else word


def _asked(
    _context: click.Context, _parameter: click.Parameter, words: tuple[str, ...]
) -> tuple[str, ...]:
    return tuple(word.removeprefix(_GUARD) for word in words)


@kroniek.command(cls=_Asking, help="search.help")
@store_argument
@click.argument("query", nargs=-1, required=True, callback=_asked)
@click.option("--apart", is_flag=True, help="search.apart")
@click.option("--limit", type=_COUNT, default=20, show_default=True, help="search.limit")
@click.option("--from", "start", type=click.IntRange(0), default=0, help="search.start")
@json_option
@click.pass_context
def search(
    context: click.Context,
    /,
    store: Path,
    query: tuple[str, ...],
    *,
    as_json: bool,
    **options: Any,  # noqa: ANN401 (click passes each option by name)
) -> None:
    """Sentences that hold the words, best first."""
    words, typed = words_of(context), " ".join(query)
    with reading(context, store) as k:
        found = k.search(typed, **options)
    if as_json:
        print_json(_item(typed, found))
    else:
        coloured = sys.stdout.isatty()
        print_lines(
            line for hit in found.hits for line in terminal.hit(hit, words, coloured=coloured)
        )
    _tell(words, found, options["start"])


def _tell(words: Words, found: Found, start: int) -> None:
    """How many there are and how to see the rest, on stderr."""
    if found.ignored:
        click.echo(words("search.ignored", what=" ".join(found.ignored)), err=True)
    if not found.total:
        click.echo(words("search.none"), err=True)
        if found.similar:
            click.echo(words("search.similar", words=", ".join(found.similar)), err=True)
        if found.apart:
            click.echo(words("search.apart_found", number=found.apart), err=True)
        return
    told = words("search.one")
    if found.total > 1:
        total = words.count("sentences", found.total)
        told = words("search.found", total=total, articles=words.count("articles", found.articles))
    if len(found.hits) < found.total:
        last = start + len(found.hits)
        told += f" · {words('search.part', first=min(start + 1, last), last=last)}"
    click.echo(told, err=True)


def _item(typed: str, found: Found) -> dict[str, Any]:
    """What was found, for ``--json``. Offsets are code points of the article's text."""
    return {
        "query": typed,
        "found": found.total,
        "articles": found.articles,
        "ignored": list(found.ignored),
        "similar": list(found.similar),
        "hits": [_hit_item(hit) for hit in found.hits],
    }


def _hit_item(hit: Hit) -> dict[str, Any]:
    low, high = hit.published.earliest, hit.published.latest
    return {
        "article": hit.article,
        "path": hit.path,
        "title": hit.title,
        "outlet": hit.outlet,
        "published": {"earliest": low, "latest": high},
        "sentence": {"start": hit.span.start, "end": hit.span.end},
        "kind": hit.kind,
        "text": hit.words,
        "highlights": [{"start": mark.start, "end": mark.end} for mark in hit.marks],
    }
