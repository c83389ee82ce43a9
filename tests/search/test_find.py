import json
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kroniek.cli import main
from kroniek.errors import StoreDamagedError, StoreError
from kroniek.library import Kroniek
from kroniek.search.find import Found

ARTICLES = {
    "brug.txt": """De Peelpost, 3 maart 2024

Burgemeester Anna Terwee kondigde dinsdag aan dat de brug bij Arcen dichtgaat. „We nemen geen
risico”, zei zij. De grenssteden in Oekraïne kregen 2.100 noodbruggen.

De troepen proberen de steden in te nemen. Oleksandr Tkatsjenko sprak hen toe 😀 in Charkov.
""",
    "bridge.txt": """Coast Herald, March 9, 2024

Mayor Anna Terwee closed the bridge near Arcen on Tuesday. "We take no risks," she said.
Troops left Kharkiv two days later.
""",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    (folder / "texts").mkdir()
    for name, text in ARTICLES.items():
        (folder / "texts" / name).write_text(text, encoding="utf-8")
    with Kroniek(folder / "s.kroniek") as k:
        k.build(folder / "texts")
    return folder / "s.kroniek"


@pytest.fixture(scope="module")
def k(store: Path) -> Kroniek:
    return Kroniek(store, create=False)


def marked(k: Kroniek, typed: str) -> set[tuple[str, ...]]:
    """The marked words of every sentence found."""
    found = k.search(typed, limit=100)
    texts = {doc.article.id: doc.text for doc in k.views.collection.docs}
    return {tuple(mark.of(texts[hit.article]) for mark in hit.marks) for hit in found.hits}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("stad", {("grenssteden",), ("steden",)}),
        ("brug", {("brug",), ("noodbruggen",)}),
        ("BRUGGEN", {("brug",), ("noodbruggen",)}),
        ("innemen", {("in", "nemen")}),
        ("aankondigen", {("kondigde", "aan")}),
        ("toespreken", {("sprak", "toe")}),
        ("Oekraine", {("Oekraïne",)}),
        ("Kharkiv", {("Charkov",), ("Kharkiv",)}),
        ("2,100", {("2.100",)}),
        ("leave", {("left",)}),
        ('"de brug"', {("de brug",)}),
        ('"steden in te nemen"', {("steden in te nemen",)}),
        ("nood*", {("noodbruggen",)}),
        ("risico OR risk", {("risico",), ("risks",)}),
        ("Charkov -troops", {("Charkov",)}),
        ("speaker:Terwee risico", {("risico",)}),
        ("place:Kharkiv troops", {("Troops",)}),
        ("in:brug.txt Kharkiv", {("Charkov",)}),
        ("paard", set()),
        ("brug paard", set()),
        ("tussen", set()),
    ],
)
def test_words_are_found_in_every_form_and_marked_where_they_stand(
    k: Kroniek, typed: str, words: set[tuple[str, ...]]
) -> None:
    assert marked(k, typed) == words


def test_offsets_hold_after_signs_outside_the_basic_plane(k: Kroniek) -> None:
    (hit,) = k.search("in:brug Charkov").hits

    assert "😀" in hit.words
    assert hit.words == hit.span.of(ARTICLES["brug.txt"])
    assert [mark.of(ARTICLES["brug.txt"]) for mark in hit.marks] == ["Charkov"]


def test_words_apart_are_told_and_found_when_asked_for(k: Kroniek) -> None:
    none = k.search("burgemeester troepen")
    apart = k.search("burgemeester troepen", apart=True)

    assert (none.total, none.apart) == (0, 1)
    assert {hit.path for hit in apart.hits} == {"brug.txt"}
    assert apart.total == 2


@pytest.mark.parametrize(
    ("typed", "similar"),
    [("Tkatchenko", "tkatsjenko"), ("burgemester brug", "burgemeester"), ("xyzzyx", None)],
)
def test_a_spelling_that_is_nowhere_gets_the_likest_offered(
    k: Kroniek, typed: str, similar: str | None
) -> None:
    found = k.search(typed)

    assert found.total == 0
    assert (similar in found.similar) if similar else found.similar == ()


def test_days_of_publication_limit_what_is_found(k: Kroniek) -> None:
    assert k.search("Arcen since:2024-03-08").articles == 1
    assert k.search("Arcen until:2024-03-05").articles == 1
    assert k.search("Arcen since:2024-03 before:2024-04").articles == 2
    assert k.search("since:2025").total == 0


def test_pages_of_hits_follow_on_one_another(k: Kroniek) -> None:
    every = k.search("de OR the", limit=100).hits
    parts = [k.search("de OR the", limit=2, start=n).hits for n in range(0, len(every), 2)]

    assert tuple(hit for part in parts for hit in part) == every


def test_the_index_can_be_searched_by_any_sqlite_tool(store: Path) -> None:
    asked = (
        'SELECT substr(a.text, p."start" + 1, p."end" - p."start") FROM search'
        " JOIN passage AS p ON p.id = search.rowid JOIN article AS a ON a.id = p.article"
        " WHERE search MATCH 'stad' ORDER BY rank"
    )
    with closing(sqlite3.connect(store)) as file:
        rows = [row[0] for row in file.execute(asked)]

    assert len(rows) == 2
    assert any("grenssteden" in row for row in rows)


def test_the_analyser_is_on_record(k: Kroniek) -> None:
    assert "simplemma" in (k.store.meta("analyser") or "")


def test_the_index_is_the_same_however_often_it_is_made(k: Kroniek, tmp_path: Path) -> None:
    with Kroniek(tmp_path / "other.kroniek") as other:
        other.build(k.store.path.parent / "texts")
        other.build(k.store.path.parent / "texts", fresh=True)

        for table in ("told", "passage"):
            asked = f"SELECT * FROM {table} ORDER BY 1"  # noqa: S608
            assert list(other.store.tables.rows(asked)) == list(k.store.tables.rows(asked))
        assert other.search("stad") == k.search("stad")


def test_an_article_that_went_is_no_longer_found(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    copy(store.parent / "texts" / "brug.txt", folder)
    with Kroniek(tmp_path / "other.kroniek") as other:
        other.build(folder)
        assert other.search("steden").total == 2
        text = (folder / "brug.txt").read_text().replace("steden", "dorpen")
        (folder / "brug.txt").write_text(text)
        other.build(folder)

        assert other.search("steden").total == 0
        assert other.search("dorp").total == 2


def test_an_altered_row_is_told_and_never_shown(store: Path, tmp_path: Path) -> None:
    copy(store, tmp_path / "bad.kroniek")
    with closing(sqlite3.connect(tmp_path / "bad.kroniek")) as file, file:
        file.execute('UPDATE passage SET "start" = "start" + 1')
    with (
        Kroniek(tmp_path / "bad.kroniek", create=False) as bad,
        pytest.raises(StoreDamagedError, match="build"),
    ):
        bad.search("stad")


def test_a_chronicle_without_its_index_says_how_to_make_it(store: Path, tmp_path: Path) -> None:
    copy(store, tmp_path / "old.kroniek")
    with Kroniek(tmp_path / "old.kroniek", create=False) as old:
        with old.store.transaction():
            old.store.set_meta("searched", "none")
        with pytest.raises(StoreError, match="kroniek build"):
            old.search("stad")
        old.build()

        assert old.search("stad").total == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(max_size=60))
def test_whatever_is_typed_gives_an_answer(k: Kroniek, typed: str) -> None:
    found = k.search(typed, limit=5)

    assert isinstance(found, Found)
    texts = {doc.article.id: doc.text for doc in k.views.collection.docs}
    for hit in found.hits:
        assert hit.words == hit.span.of(texts[hit.article])
        assert all(hit.span.holds(mark) for mark in hit.marks)


ODD = st.lists(
    st.sampled_from(
        '" - * OR ( ) NEAR( in: speaker: since:2024 brug words: kind:boilerplate type:visit ^brug'
        " { } + -- '; AND NOT".split()
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(pieces=ODD)
def test_commands_of_the_database_are_words_like_others(k: Kroniek, pieces: list[str]) -> None:
    k.search(" ".join(pieces))
    k.search("".join(pieces), apart=True)


def test_the_command_prints_hits_and_exact_offsets(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["search", str(store), "steden", "--json"])
    told = json.loads(capsys.readouterr().out)

    assert left.value.code == 0
    assert told["found"] == 2
    for hit in told["hits"]:
        text = ARTICLES[hit["path"]]
        sentence = hit["sentence"]
        assert hit["text"] == text[sentence["start"] : sentence["end"]]
        assert all("sted" in text[one["start"] : one["end"]] for one in hit["highlights"])


def test_the_command_says_what_it_did_not_understand_and_where_to_go_on(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--lang", "nl", "search", str(store), "de OR the since:ooit", "--limit", "2"])
    told = capsys.readouterr()

    assert "since:ooit" in told.err
    assert "--from 2" in told.err
    assert "brug" in told.out
