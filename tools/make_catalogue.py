"""Compile the Dutch words of the command-line library: messages.po to messages.mo."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parents[1] / "src/kroniek_data/locale/nl/LC_MESSAGES"


def compiled(po: Path) -> bytes:
    """The catalogue of a .po file in gettext's binary form."""
    out = BytesIO()
    with po.open("rb") as file:
        write_mo(out, read_po(file, locale="nl"))
    return out.getvalue()


if __name__ == "__main__":
    (FOLDER / "messages.mo").write_bytes(compiled(FOLDER / "messages.po"))
