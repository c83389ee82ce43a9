import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NewType

import pytest
from tests.helpers import article_of, opened

from kroniek import ids
from kroniek.errors import StoreError
from kroniek.ids import ArticleId, EntityId, RuleId
from kroniek.library import Kroniek
from kroniek.model.doc import LAYERS, NAMES, TABLES, Doc
from kroniek.model.text import Mention, NameType
from kroniek.save.check import Kind, check
from kroniek.save.inputs import InputRecord
from kroniek.save.pointers import KINDS, Pointer, _fields, pointers
from kroniek.save.rows import seal
from kroniek.save.store import Store
from kroniek.spans import Span

TEXTS = {
    "dijk.txt": "ZUTPHEN, 4 mei 2021 – De IJssel is dinsdag buiten haar oevers getreden.\n"
    "\n„Het water zakt pas vrijdag”, zei burgemeester Anja Terpstra.\n",
    "bos.txt": "OLST, 5 mei 2021 – Bij Olst is woensdag een bos afgebrand. Het bos brandt nog.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store, built once."""
    folder = tmp_path_factory.mktemp("built") / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "leeg.txt").write_bytes(b"")
    path = folder.parent / "x.kroniek"
    with opened(path) as k:
        k.build(folder)
    return path


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    """A store of one's own to damage."""
    return Path(shutil.copyfile(built, tmp_path / "x.kroniek"))


def _damage(path: Path, *commands: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        for command in commands:
            file.execute(command)


def test_a_store_that_was_just_built_is_sound(built: Path) -> None:
    found = check(built)

    assert found.damages == []
    assert found.sound
    assert (found.articles, found.rows > 20, found.spans > 10, found.references > 3) == (
        2,
        True,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("command", "kind", "where", "part"),
    [
        ("UPDATE article SET language = 'en' WHERE path = 'bos.txt'", "text", "bos.txt", None),
        ("UPDATE layer SET key = 'x' WHERE name = 'names'", "row", "bos.txt", "names"),
        ("UPDATE layer SET round = 2 WHERE name = 'names'", "row", "bos.txt", "names"),
        ("UPDATE layer SET records = '[]' WHERE name = 'names'", "row", "bos.txt", "names"),
        ("UPDATE input SET outcome = 'read' WHERE path = 'leeg.txt'", "row", "leeg.txt", None),
        ("UPDATE record SET position = 90 WHERE position = 0", "row", "entities 90", "entities"),
        ("UPDATE meta SET value = 'x' WHERE key = 'version'", "row", "version", None),
        ("DELETE FROM layer WHERE name = 'quotes'", "lost", "x.kroniek", None),
        ("DELETE FROM record WHERE name = 'entries'", "lost", "x.kroniek", None),
        ("DELETE FROM input WHERE path = 'leeg.txt'", "lost", "x.kroniek", None),
        ("DELETE FROM input WHERE path = 'bos.txt'", "lost", "bos.txt", None),
        ("DELETE FROM article WHERE path = 'bos.txt'", "lost", "bos.txt", None),
        ("UPDATE article SET gathered = 0 WHERE path = 'bos.txt'", "lost", "x.kroniek", None),
        ("DROP INDEX input_article", "file", "x.kroniek", None),
    ],
)
def test_what_was_altered_or_lost_is_named(
    path: Path, command: str, kind: Kind, where: str, part: str | None
) -> None:
    _damage(path, command)

    assert (kind, where, part) in [(one.kind, one.where, one.part) for one in check(path).damages]


def test_an_article_that_was_altered_is_named_with_its_sentence(path: Path) -> None:
    _damage(path, "UPDATE article SET text = replace(text, 'brandt', 'brandd')")
    (damage,) = check(path).damages

    assert (damage.kind, damage.where) == ("text", "bos.txt")
    assert damage.quote is not None
    assert "Het bos brandd nog" in damage.quote


def test_rows_that_changed_places_are_found(path: Path) -> None:
    _damage(
        path,
        "UPDATE record SET position = position + 100 WHERE name = 'entities' AND position < 2",
        "UPDATE record SET position = 101 - position WHERE name = 'entities' AND position > 99",
    )

    assert {damage.kind for damage in check(path).damages} >= {"row", "lost"}


def test_a_reader_refuses_what_was_altered_and_names_the_remedy(path: Path) -> None:
    _damage(path, "UPDATE article SET text = replace(text, 'brandt', 'brandd')")

    with (
        Kroniek(path, create=False) as k,
        pytest.raises(StoreError, match=r"damaged .* kroniek check .* kroniek build --fresh"),
    ):
        _ = k.views


def _sealed(path: Path, **layers: tuple[Mention, ...]) -> None:
    """A store with one article whose layers are under seal, whatever they hold."""
    article = article_of("De burgemeester van Zutphen trad af.", path="a.txt")
    doc = Doc(article)
    with Store(path, create=True) as store:
        store.add_input(InputRecord.of(article, "0" * 64, "k"), article)
        for records in layers.values():
            doc = doc.with_layer(NAMES, records)
        store.put_layers(doc, "k")
        store.finish("state", "k")


@pytest.mark.parametrize(("start", "end", "good"), [(20, 27, True), (30, 37, False), (9, 2, False)])
def test_a_span_must_lie_in_the_text(tmp_path: Path, start: int, end: int, *, good: bool) -> None:
    name = Mention(Span(start, end), NameType.LOCATION, nominal=False, made_by=RuleId("test"))
    _sealed(tmp_path / "y.kroniek", names=(name,))
    found = check(tmp_path / "y.kroniek")

    assert [one.kind for one in found.damages] == ([] if good else ["span"])
    assert found.spans == 1


def test_a_reference_must_lead_to_a_record(built: Path, path: Path) -> None:
    with closing(sqlite3.connect(built)) as file:
        name, position, record = file.execute(
            "SELECT name, position, record FROM record WHERE name = 'entries' LIMIT 1"
        ).fetchone()
    wrong = record.replace('"type"', '"disputes":["D-none"],"type"').replace(
        '"participants":[', '"participants":["P-nobody",', 1
    )
    wrong = wrong.replace('"P-nobody",]', '"P-nobody"]')
    mark = seal("record", (name, position, wrong))
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(
            "UPDATE record SET record = ?, seal = ? WHERE name = ? AND position = ?",
            (wrong, mark, name, position),
        )

    details = {one.detail for one in check(path).damages if one.kind == "reference"}
    assert "the entity P-nobody is not there" in details


@pytest.mark.parametrize("content", [b"SQLite format 4\x00" + b"\0" * 5000, b"\0" * 5000, b"words"])
def test_a_store_that_can_not_be_opened_is_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.kroniek"
    path.write_bytes(content)
    (damage,) = check(path).damages

    assert damage.where == "x.kroniek"


def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("words", encoding="utf-8")

    with pytest.raises(StoreError, match="is no Kroniek store"):
        check(tmp_path / "x.txt")


# -- seals and pointers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("1",), (1,)),
        ((None,), ("",)),
        (("a", None), ("a",)),
        (("",), ("", "")),
    ],
)
def test_rows_that_differ_have_seals_that_differ(
    one: tuple[str | int | None, ...], other: tuple[str | int | None, ...]
) -> None:
    assert seal("meta", one) != seal("meta", other)
    assert seal("meta", one) == seal("meta", one) != seal("layer", one)


def test_every_kind_of_id_can_be_followed() -> None:
    declared = {one for one in vars(ids).values() if isinstance(one, NewType)}
    elsewhere = {ids.RuleId}  # rules lie in the program's data

    assert declared - elsewhere == set(KINDS)


def test_pointers_of_a_record_know_their_article() -> None:
    @dataclass(frozen=True, slots=True)
    class Inner:
        id: EntityId
        spans: tuple[Span, ...]
        who: EntityId | None

    @dataclass(frozen=True, slots=True)
    class Outer:
        article: ArticleId
        inner: Inner
        members: tuple[tuple[ArticleId, Span], ...]
        words: str = ""

    a, b = ArticleId("a"), ArticleId("b")
    told = Outer(
        a,
        Inner(EntityId("own"), (Span(1, 2),), EntityId("p")),
        ((b, Span(3, 4)),),
    )

    assert list(pointers(told, Outer, None)) == [
        Pointer("article", a, a),
        Pointer("span", Span(1, 2), a),
        Pointer("entity", "p", a),
        Pointer("article", b, b),
        Pointer("span", Span(3, 4), b),
    ]


def test_every_layer_but_words_has_something_that_is_checked() -> None:
    unchecked = {
        layer.name
        for layer in (*LAYERS, *TABLES)
        if layer.kept and not any(True for _ in _hints(layer.record))
    }

    assert unchecked <= {"tokens", "entities"}


def _hints(kind: type) -> list[object]:
    return [field for field in _fields(kind) if field.name != "id"]
