"""Give a chronicle out in forms that other programs read: ``share``."""

from pathlib import Path
from typing import Any

import click

from kroniek.cli.door import json_option, kroniek, print_json, reading, store_argument, words_of
from kroniek.library import sharing
from kroniek.share.formats import FORMATS, of_ending
from kroniek.share.material import APP
from kroniek.share.quoting import DEFAULT_LIMIT
from kroniek.words import Words

UNLIMITED = "unlimited"


def _limit(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> int | str | None:
    """A number of characters, 0 or more, or the word that takes the limit away."""
    if value is None or value == UNLIMITED:
        return value
    if value.isascii() and value.isdecimal() and len(value) < 8:
        return int(value)
    raise click.BadParameter(words_of(context)("share.bad_limit"), context, parameter)


def _form_of(target: Path, words: Words) -> str:
    """The form that the target's name asks for; a folder's is csv. Raises click.UsageError."""
    form = of_ending(target.name)
    if form is None and target.suffix and not target.is_dir():
        raise click.UsageError(
            words("share.no_form", ending=target.suffix, forms=", ".join(FORMATS))
        )
    return form or "csv"


@kroniek.command(help="share.help")
@store_argument
@click.option("--to", "target", type=click.Path(path_type=Path), required=True, help="share.target")
@click.option("--format", "form", type=click.Choice([*FORMATS]), help="share.form")
@click.option("--quote-limit", "limit", callback=_limit, help="share.limit")
@click.option("--app", default=APP, show_default=True, help="share.app")
@click.option("--force", is_flag=True, help="share.force")
@json_option
@click.pass_context
def share(
    context: click.Context,
    /,
    store: Path,
    target: Path,
    *,
    as_json: bool,
    **options: Any,  # noqa: ANN401 (click passes each option by name)
) -> None:
    """Write the chronicle to a file or folder."""
    words = words_of(context)
    told = options["limit"]
    limit = DEFAULT_LIMIT if told is None else None if told == UNLIMITED else told
    form = options["form"] or _form_of(target, words)
    with reading(context, store) as k:
        material = sharing.material(k.views, words.language, limit, options["app"])
        shared = sharing.share(k.store, material, target, form, force=options["force"])
    if as_json:
        files = [{"name": name, "bytes": size} for name, size in shared.files.items()]
        print_json({"format": form, "target": str(target), "files": files})
    cut = words("share.unlimited") if limit is None else words("share.cut", limit=limit)
    number = len(shared.files)
    done = "share.done" if number > 1 else "share.done_file"
    told = words(done, files=words.count("files", number), target=target)
    click.echo(f"{told} · {cut}", err=True)
