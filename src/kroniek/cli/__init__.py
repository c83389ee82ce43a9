"""The command line: the only package that prints. Data on stdout, talk on stderr.

Exit codes (``kroniek --help`` tells them too): 0 good · 1 wrong use, unknown id, or a target that
can not be written · 2 inputs were refused (with ``--strict``) · 3 the store can not be used ·
4 another build is busy with the store · 130 interrupted, can be resumed.

`door` is the command ``kroniek`` and what its commands share; each further module adds some
commands to it when it is imported here.
"""

import sys
from collections.abc import Sequence

import click

from kroniek.cli import build, check, fix, look, search, serve, share
from kroniek.cli.door import EXIT_BUSY, EXIT_INTERRUPTED, EXIT_STORE, EXIT_USE, kroniek
from kroniek.cli.speaking import Speaker, click_speaking
from kroniek.errors import KroniekError, StoreBusyError, StoreError
from kroniek.words import Words, asked_language
from kroniek.words.errors import in_words

COMMANDS = (build, check, fix, look, search, serve, share)
"""The modules that have added their commands to `kroniek`."""

_SPEAKER = Speaker(kroniek)


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point: runs the command and leaves with an exit code (see the module's head)."""
    told = list(sys.argv[1:] if arguments is None else arguments)
    words = Words(asked_language(told), "cli")
    _SPEAKER.speak(words)
    with click_speaking(words.language):
        sys.exit(_run(told, words))


def _run(told: list[str], words: Words) -> int:
    """Run the command; every error becomes a message and an exit code."""
    try:
        code = kroniek.main(told, prog_name="kroniek", standalone_mode=False)
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except click.exceptions.Abort:
        click.echo(words("error.interrupted"), err=True)
        code = EXIT_INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = EXIT_USE
    except KroniekError as error:
        click.echo(f"kroniek: {in_words(error, words.language)}", err=True)
        code = _code(error)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our data has gone; that is no error
        code = 0
    return code if isinstance(code, int) else 0


def _code(error: KroniekError) -> int:
    match error:
        case StoreBusyError():
            return EXIT_BUSY
        case StoreError():
            return EXIT_STORE
        case _:
            return EXIT_USE
