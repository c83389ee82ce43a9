import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.helpers import article_of

from kroniek.errors import StoreBusyError, StoreError
from kroniek.ids import RuleId
from kroniek.model.article import Reason, Refusal
from kroniek.model.doc import COPIES, NAMES, TABLES, Doc
from kroniek.model.text import Mention, NameType
from kroniek.save import database
from kroniek.save import store as store_module
from kroniek.save.inputs import InputRecord
from kroniek.save.store import Store
from kroniek.spans import Span

ARTICLE = article_of("De burgemeester van Zutphen trad maandag af.", path="a.txt")
NAME = Mention(Span(20, 27), NameType.LOCATION, nominal=False, made_by=RuleId("test"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "x.kroniek", create=True) as made:
        yield made


def test_an_article_comes_back_as_it_was_put_in(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)

    assert list(store.drafts()) == [store.draft(ARTICLE.id)] == [ARTICLE]
    store.finish("state", "k")
    assert list(store.articles()) == [store.article(ARTICLE.id)] == [ARTICLE]


def test_layers_come_back_with_their_types(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    doc = Doc(ARTICLE).with_layer(NAMES, [NAME])
    store.put_layers(doc, "steps-1")

    assert store.doc(ARTICLE)[NAMES] == (NAME,)
    assert store.drafts_without("steps-1") == []
    assert store.drafts_without("steps-2") == [ARTICLE.id]


def test_the_latest_round_holds_and_the_first_can_be_asked_for(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    store.put_layers(Doc(ARTICLE).with_layer(NAMES, [NAME]), "k")
    store.put_redated([Doc(ARTICLE).with_layer(NAMES, [])], [NAMES], "k")

    assert store.doc(ARTICLE)[NAMES] == ()
    assert store.doc(ARTICLE, alone=True)[NAMES] == (NAME,)
    assert store.drafts_without("k") == []
    store.finish("state", "k")
    with sqlite3.connect(store.path) as other:
        assert other.execute("SELECT words FROM mention").fetchall() == []


def test_a_new_second_round_replaces_the_whole_of_the_old_one(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    store.put_layers(Doc(ARTICLE).with_layer(NAMES, [NAME]), "k")
    store.put_redated([Doc(ARTICLE).with_layer(NAMES, [])], [NAMES], "k")
    store.put_redated([], [NAMES], "k")

    assert store.doc(ARTICLE)[NAMES] == (NAME,)


def test_the_same_text_at_two_paths_is_one_article_named_by_the_first(store: Store) -> None:
    later = replace(ARTICLE, path="b.txt")
    for article in (later, ARTICLE, later):
        store.add_input(InputRecord.of(article, "0" * 64, "k"), article)

    assert [article.path for article in store.drafts()] == ["a.txt"]
    assert [record.path for record in store.inputs()] == ["a.txt", "b.txt"]


def test_a_refused_input_is_kept_with_its_reason(store: Store) -> None:
    refusal = Refusal("c.pdf", Reason.UNKNOWN_FORMAT, "a PDF", "save it as text")
    store.add_input(InputRecord.of(refusal, "", "k"), None)

    (record,) = store.inputs()
    assert (record.outcome, record.reason, record.remedy) == (
        "refused",
        "unknown format",
        "save it as text",
    )


def test_what_fails_half_way_leaves_nothing_behind(store: Store) -> None:
    class StopHereError(Exception):
        pass

    def half_way() -> None:
        with store.transaction():
            store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
            raise StopHereError

    with pytest.raises(StopHereError):
        half_way()

    assert store.inputs() == []


def test_tables_are_replaced_whole(store: Store) -> None:
    assert store.table(COPIES) == ()
    store.put_tables({table.name: () for table in TABLES})

    assert store.collection().tables.keys() == {table.name for table in TABLES}


def test_any_sqlite_tool_reads_the_words_of_a_name(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    store.put_layers(Doc(ARTICLE).with_layer(NAMES, [NAME]), "k")

    store.finish("state", "k")
    with sqlite3.connect(store.path) as other:
        assert other.execute("SELECT words, type FROM mention").fetchall() == [("Zutphen", "LOC")]


def test_a_reader_sees_the_last_state_while_another_writes(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    store.finish("state", "k")
    with Store(store.path) as reader, store.transaction():
        store.set_meta("x", "new")

        assert reader.meta("x") is None
        assert len(list(reader.articles())) == 1


@pytest.mark.parametrize("content", [b"", b"not a database", b"\0" * 5000])
def test_a_file_that_is_no_store_is_refused_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)

    with pytest.raises(StoreError, match=r"name another file"):
        Store(path)


def test_another_program_s_database_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE theirs (x)")
    theirs.close()
    before = path.read_bytes()

    with pytest.raises(StoreError, match="is no Kroniek store"):
        Store(path, create=True)
    assert path.read_bytes() == before


def test_an_absent_store_is_told_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kroniek build"):
        Store(tmp_path / "absent.kroniek")


def test_readers_see_new_and_changed_articles_only_when_the_build_is_finished(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    store.put_layers(Doc(ARTICLE).with_layer(NAMES, [NAME]), "k")
    store.finish("state", "k")
    new = article_of("De dijk bij Olst hield stand.", path="b.txt")
    changed = replace(ARTICLE, language="en")
    for article in (new, changed):
        store.add_input(InputRecord.of(article, "0" * 64, "k"), article)

    assert list(store.articles()) == [ARTICLE]
    assert store.article(new.id) is None
    assert list(store.drafts()) == [changed, new]
    assert store.drafts_without("k") == [changed.id, new.id]
    assert store.is_shown(changed.id, "k")
    assert not store.is_shown(new.id, "k")

    for article in (new, changed):
        store.put_layers(Doc(article).with_layer(NAMES, [NAME]), "k")
    store.finish("later", "k")

    assert list(store.articles()) == [changed, new]
    assert store.drafts_without("k") == []


def test_what_no_input_leads_to_is_dropped_when_the_build_is_finished(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    store.put_layers(Doc(ARTICLE).with_layer(NAMES, [NAME]), "k")
    store.finish("state", "k")
    other = replace(article_of("De dijk bij Olst hield stand."), path=ARTICLE.path)
    store.add_input(InputRecord.of(other, "1" * 64, "k"), other)

    assert list(store.articles()) == [ARTICLE]
    store.finish("later", "k")
    assert list(store.articles()) == [other]


def test_an_article_is_called_after_an_input_that_still_leads_to_it(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    other = replace(article_of("De dijk bij Olst hield stand."), path=ARTICLE.path)
    store.add_input(InputRecord.of(other, "1" * 64, "k"), other)
    moved = replace(ARTICLE, path="z.txt")
    store.add_input(InputRecord.of(moved, "0" * 64, "k"), moved)

    assert list(store.drafts()) == [other, moved]
    assert store.misnamed() == set()


def test_layers_of_other_steps_make_the_store_unreadable_until_the_build_ends(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    store.put_layers(Doc(ARTICLE).with_layer(NAMES, [NAME]), "old")
    store.finish("state", "old")
    store.put_layers(Doc(ARTICLE).with_layer(NAMES, []), "new")

    with pytest.raises(StoreError, match="kroniek build"), store.reading():
        pass
    store.finish("later", "new")
    with store.reading():
        assert store.doc(ARTICLE)[NAMES] == ()


def test_a_store_without_a_finished_build_says_how_to_finish_it(store: Store) -> None:
    with pytest.raises(StoreError, match=r"no build .* was finished; .*build"), store.reading():
        pass


def test_a_second_build_is_told_that_the_store_is_busy(store: Store) -> None:
    with (
        Store(store.path) as other,
        store.building(),
        store.building(),
        pytest.raises(StoreBusyError, match="another build is busy"),
        other.building(),
    ):
        pass
    with Store(store.path) as other, other.building():
        pass

    assert not Path(f"{store.path}-lock").exists()


def test_a_second_writer_is_told_so_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT_S", 0.1)
    with (
        Store(store.path) as other,
        store.transaction(),
        pytest.raises(StoreBusyError),
        other.transaction(),
    ):
        pass


def test_the_lock_of_a_killed_build_holds_nothing(store: Store) -> None:
    path = str(store.path)
    code = (
        "import os, sys; from pathlib import Path; from kroniek.save.store import Store\n"
        "with Store(Path(sys.argv[1])).building(): os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code, path], check=False).returncode
    assert Path(f"{path}-lock").exists()

    with store.building():
        pass


def test_a_store_that_can_not_be_written_can_be_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    store.finish("state", "k")
    store.close()
    for module in (database, store_module):
        monkeypatch.setattr(module, "writable", lambda _: False)

    with Store(store.path) as reader:
        assert list(reader.articles()) == [ARTICLE]
        with pytest.raises(StoreError, match="can not be written"), reader.building():
            pass
        with pytest.raises(StoreError, match="can not be written"), reader.transaction():
            reader.set_meta("x", "y")
    assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]


def test_an_unwritable_store_that_another_writes_can_be_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    store.finish("state", "k")
    monkeypatch.setattr(database, "writable", lambda _: False)

    with Store(store.path) as reader:
        assert list(reader.articles()) == [ARTICLE]


@pytest.mark.parametrize("page", range(1, 12))
def test_a_damaged_page_is_told_with_a_remedy(store: Store, page: int) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    store.put_layers(Doc(ARTICLE).with_layer(NAMES, [NAME] * 500), "k")
    store.put_tables({table.name: () for table in TABLES})
    store.finish("state", "k")
    store.close()
    raw = bytearray(store.path.read_bytes())
    raw[page * 4096 : (page + 1) * 4096] = b"\xff" * 4096
    store.path.write_bytes(raw)

    try:
        with Store(store.path) as reader, reader.reading():
            reader.inputs()
            reader.collection()
    except StoreError as error:
        assert "is damaged" in str(error)  # noqa: PT017 (not every page is read)
        assert "kroniek build" in str(error)  # noqa: PT017


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE layer SET records = '[{}]'",
        "UPDATE layer SET records = '7'",
        "UPDATE layer SET name = 'nomes'",
        "UPDATE article SET record = '{}'",
        "UPDATE record SET record = '[]'",
        "DROP TABLE layer",
    ],
)
def test_records_that_are_none_are_told_as_damage(store: Store, damage: str) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    store.put_layers(Doc(ARTICLE).with_layer(NAMES, [NAME]), "k")
    store.put_tables({COPIES.name: [{"id": "x"}]})
    store.finish("state", "k")
    with sqlite3.connect(store.path) as other:
        other.execute("DROP VIEW draft")
        other.execute(damage)
    other.close()

    with pytest.raises(StoreError, match="is damaged"):
        store.collection()


def test_a_full_disk_is_told_and_what_was_finished_is_kept(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    pages = store.tables.one("PRAGMA page_count")
    store.tables.do(f"PRAGMA max_page_count = {pages}")
    doc = Doc(ARTICLE).with_layer(NAMES, [NAME] * 500)

    with (
        pytest.raises(StoreError, match="what was finished is kept; make room"),
        store.transaction(),
    ):
        store.put_layers(doc, "k")
    assert [record.path for record in store.inputs()] == ["a.txt"]
    assert store.doc(ARTICLE).layers == {}

    store.tables.do("PRAGMA max_page_count = 100000")
    with store.transaction():
        store.put_layers(doc, "k")
    assert len(store.doc(ARTICLE)[NAMES]) == 500


def test_a_lock_that_can_not_be_taken_away_hides_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(KeyError), store.building():
        raise KeyError
    with Store(store.path) as other, other.building():
        pass
