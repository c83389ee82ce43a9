"""Show a store in the browser: ``serve``, ``demo``."""

from pathlib import Path

import click

from kroniek.cli.door import kroniek, reading, showing_progress, store_argument, words_of
from kroniek.words import Words


def _serve(store: Path, words: Words, port: int, *, browse: bool, writing: bool = True) -> None:
    from kroniek.serve.server import serve as run  # noqa: PLC0415 (a web server only when asked)

    def ready(url: str) -> None:
        click.echo(words("serve.at", url=url), err=True)
        if browse:
            click.launch(url)

    run(store, port=port, language=words.language, writing=writing, ready=ready)


port_option = click.option("--port", type=click.IntRange(0, 65535), default=0, help="serve.port")
open_option = click.option("--open/--no-open", "browse", default=True, help="serve.open")


@kroniek.command(help="serve.help")
@store_argument
@port_option
@open_option
@click.option("--read-only", is_flag=True, help="serve.read_only")
@click.pass_context
def serve(context: click.Context, store: Path, port: int, *, browse: bool, read_only: bool) -> None:
    """The local web app."""
    with reading(context, store) as k:
        _ = k.views  # so that a wrong path is told before a server starts
    _serve(store, words_of(context), port, browse=browse, writing=not read_only)


@kroniek.command(help="demo.help")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="demo.folder")
@click.option("--serve/--no-serve", "serving", default=True, help="serve.help")
@port_option
@open_option
@click.pass_context
def demo(
    context: click.Context, folder: Path | None, port: int, *, serving: bool, browse: bool
) -> None:
    """Build the sample chronicle, and serve it."""
    from kroniek.demo import build_demo  # noqa: PLC0415 (its articles only when asked)

    words = words_of(context)
    with showing_progress(words, "auto") as progress:
        store = build_demo(folder, progress=progress)
    click.echo(words("demo.built", store=store), err=True)
    if serving:
        _serve(store, words, port, browse=browse)
