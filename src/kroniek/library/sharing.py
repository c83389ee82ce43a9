"""Sharing a store: its chronicle in a form that other programs read."""

from pathlib import Path

from kroniek import __version__
from kroniek.packs import load_packs
from kroniek.save.store import Store
from kroniek.share import parcel
from kroniek.share.formats import FORMATS
from kroniek.share.material import Material
from kroniek.share.parcel import Shared
from kroniek.share.quoting import Quotes
from kroniek.views import Views
from kroniek.words import Words

RIGHTS = "Quotations belong to the outlets named beside them."


def share(
    store: Store, material: Material, target: Path, form: str, *, force: bool = False
) -> Shared:
    """Write the chronicle to `target`, a file or a folder as the form has it, with a manifest.

    Raises KeyError for a form that is not in FORMATS, and TargetError if the target can not be
    written, or is there already and may not be replaced.
    """
    chosen = FORMATS[form]
    made_of = {
        "kroniek": __version__,
        "state": store.meta("gathered"),
        "chronicle": store.meta("chronicle"),
        "packs": load_packs().digest,
        "language": material.words.language,
        "quote_limit": material.quotes.limit,
        "links": material.app,
        "rights": RIGHTS,
    }
    return parcel.write(target, chosen, chosen.files(material), made_of, force=force)


def material(views: Views, language: str, limit: int | None, app: str) -> Material:
    """A chronicle to share, with names as readers of `language` know them."""
    return Material(views.spoken(language), Words(language, "cli"), Quotes(limit), app)
