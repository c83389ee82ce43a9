import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.helpers import article_of

from kroniek.errors import StoreError
from kroniek.ids import RuleId
from kroniek.model.article import Reason, Refusal
from kroniek.model.doc import COPIES, NAMES, TABLES, Doc
from kroniek.model.text import Mention, NameType
from kroniek.save.store import InputRecord, Store
from kroniek.spans import Span

ARTICLE = article_of("De burgemeester van Zutphen trad maandag af.", path="a.txt")
NAME = Mention(Span(20, 27), NameType.LOCATION, nominal=False, made_by=RuleId("test"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "x.kroniek", create=True) as made:
        yield made


def test_an_article_comes_back_as_it_was_put_in(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)

    assert list(store.articles()) == [ARTICLE]
    assert store.article(ARTICLE.id) == ARTICLE


def test_layers_come_back_with_their_types(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    doc = Doc(ARTICLE).with_layer(NAMES, [NAME])
    store.put_layers(doc, "steps-1")

    assert store.doc(ARTICLE)[NAMES] == (NAME,)
    assert store.articles_without("steps-1") == []
    assert store.articles_without("steps-2") == [ARTICLE.id]


def test_the_latest_round_holds_and_the_first_can_be_asked_for(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    store.put_layers(Doc(ARTICLE).with_layer(NAMES, [NAME]), "k")
    store.put_redated([Doc(ARTICLE).with_layer(NAMES, [])], [NAMES], "k")

    assert store.doc(ARTICLE)[NAMES] == ()
    assert store.doc(ARTICLE, alone=True)[NAMES] == (NAME,)
    assert store.articles_without("k") == []
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

    assert [article.path for article in store.articles()] == ["a.txt"]
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

    with sqlite3.connect(store.path) as other:
        assert other.execute("SELECT words, type FROM mention").fetchall() == [("Zutphen", "LOC")]


def test_a_reader_sees_the_last_state_while_another_writes(store: Store) -> None:
    store.add_input(InputRecord.of(ARTICLE, "0" * 64, "k"), ARTICLE)
    with Store(store.path) as reader, store.transaction():
        store.set_meta("x", "new")

        assert reader.meta("x") is None
        assert len(list(reader.articles())) == 1


@pytest.mark.parametrize("content", [b"", b"not a database", b"\0" * 5000])
def test_a_file_that_is_no_store_is_refused_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.kroniek"
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
