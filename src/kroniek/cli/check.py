"""See whether a store is as it was written: ``check``."""

from collections.abc import Iterator
from pathlib import Path

import click

from kroniek.cli.door import (
    EXIT_STORE,
    json_option,
    kroniek,
    print_json,
    print_lines,
    store_argument,
    words_of,
)
from kroniek.save.check import Checked, Damage
from kroniek.save.check import check as look_over
from kroniek.words import Words
from kroniek.words.troubles import told


@kroniek.command(help="check.help")
@store_argument
@json_option
@click.pass_context
def check(context: click.Context, store: Path, *, as_json: bool) -> None:
    """Verify every seal, span and reference; leaves with EXIT_STORE if something is damaged."""
    words = words_of(context)
    found = look_over(store)
    if as_json:
        print_json({"sound": found.sound, "checked": found})
    else:
        print_lines(_told(found, words))
    if not found.sound:
        click.echo(words("check.remedy", store=store), err=True)
        raise SystemExit(EXIT_STORE)


def _told(found: Checked, words: Words) -> Iterator[str]:
    for damage in found.damages:
        yield from _one(damage, words)
    counts = {
        "rows": found.rows,
        "articles": found.articles,
        "spans": found.spans,
        "references": found.references,
    }
    yield words("check.counts", **counts)
    yield words("check.sound") if found.sound else words("check.damaged", number=len(found.damages))


def _one(damage: Damage, words: Words) -> Iterator[str]:
    part = f" · {damage.part}" if damage.part else ""
    detail = told(damage.detail, words.language).words
    yield f"{words(f'check.{damage.kind}')}: {damage.where}{part}: {detail}"
    if damage.quote:
        yield f"  “{damage.quote}”"
