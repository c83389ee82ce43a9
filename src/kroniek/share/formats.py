"""Every form in which a chronicle can be shared: its name, its files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kroniek.share.ftm import ftm
from kroniek.share.geojson import geojson
from kroniek.share.markdown import markdown
from kroniek.share.material import Material
from kroniek.share.sheets import PLAIN, Dialect, csv_lines, excel, json_lines
from kroniek.share.tables import TABLES
from kroniek.share.timelinejs import timelinejs
from kroniek.share.w3c import annotations

Files = Mapping[str, Iterable[str]]
"""Texts by file name; each is made while it is written."""


@dataclass(frozen=True, slots=True)
class Format:
    """A form of export. With an `ending` it is one file, without a folder of files."""

    name: str
    files: Callable[[Material], Files]
    ending: str = ""


def _sheets(dialect: Dialect) -> Callable[[Material], Files]:
    return lambda material: {
        f"{name}.csv": csv_lines(table.columns, table.rows(material), dialect)
        for name, table in TABLES.items()
    }


def _excel(material: Material) -> Files:
    """Lists are parted as spreadsheets of the reader's language expect: Dutch by semicolons."""
    return _sheets(excel(";" if material.words.language == "nl" else ","))(material)


def _lines(material: Material) -> Files:
    return {f"{name}.jsonl": json_lines(table.rows(material)) for name, table in TABLES.items()}


def _file(name: str, ending: str, make: Callable[[Material], Iterable[str]]) -> tuple[str, Format]:
    return name, Format(name, lambda material: {"": make(material)}, ending)


FORMATS: Mapping[str, Format] = MappingProxyType(
    dict(
        (
            ("csv", Format("csv", _sheets(PLAIN))),
            ("excel", Format("excel", _excel)),
            ("jsonl", Format("jsonl", _lines)),
            _file("geojson", ".geojson", geojson),
            _file("timelinejs", ".json", timelinejs),
            _file("markdown", ".md", markdown),
            _file("w3c", ".jsonl", annotations),
            _file("ftm", ".ftm.json", ftm),
        )
    )
)
"""Forms by name, as ``kroniek share --format`` knows them."""


def of_ending(path: str) -> str | None:
    """The form that a file's name asks for by its ending; None if it asks for none."""
    known = {".geojson": "geojson", ".md": "markdown", ".ftm.json": "ftm"}
    return next((name for ending, name in known.items() if path.endswith(ending)), None)
