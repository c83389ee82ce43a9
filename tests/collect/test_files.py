"""Every input ends as an article or as a refusal that says why."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.collect.files import collect, inputs, pieces_of, read_input
from kroniek.collect.holders.streams import Limits
from kroniek.collect.holders.walk import Options
from kroniek.collect.readers import MOST_LETTERS
from kroniek.model.article import Article, Format, Reason, Refusal
from kroniek.spans import Span
from kroniek.words.troubles import codes

TEXT = "De brug is dicht. Dat meldt de gemeente, die niet weet hoe lang het nog duurt.\r\n"


def _refusal(raw: bytes, name: str = "a.txt") -> Refusal:
    found = read_input(raw, name)
    assert isinstance(found, Refusal)
    assert found.detail
    assert found.remedy
    return found


def test_text_file_keeps_every_character() -> None:
    text = f"\n  {TEXT}\u00a0één\t"

    found = read_input(text.encode(), "map/a.txt")

    assert isinstance(found, Article)
    assert found.text == text
    assert found.path == "map/a.txt"
    assert found.format is Format.TEXT
    assert found.offsets.to_raw(Span(3, 9)) == Span(3, 9)


def test_folder_is_read_in_order_of_name_with_paths_below_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/z.txt", "b/a.TXT", "a.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "d.docx").write_bytes(b"PK")

    found = list(collect([tmp_path]))

    assert [item.path for item in found] == ["a.txt", "b/a.TXT", "b/z.txt", "c.txt", "d.docx"]
    assert isinstance(found[-1], Refusal)
    assert found[-1].reason is Reason.UNKNOWN_FORMAT


def test_listing_knows_sizes_and_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00" * 7)

    assert [(item.name, item.size) for item in inputs([tmp_path])] == [("a.txt", 7)]


def test_same_text_twice_gives_the_same_id(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")

    first, second = collect([tmp_path])

    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == second.id
    assert first.path != second.path


def test_file_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    assert len(list(collect([tmp_path, tmp_path / "a.txt", tmp_path]))) == 1


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")

    found = {item.path: item for item in collect([tmp_path])}

    assert set(found) == {"a.txt", "self.txt", "gone.txt"}
    assert isinstance(found["self.txt"], Refusal)
    assert isinstance(found["gone.txt"], Refusal)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    (found,) = collect([tmp_path / "nothing.txt"])

    assert isinstance(found, Refusal)
    assert found.reason is Reason.UNREADABLE


def test_file_that_vanishes_after_the_listing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (item,) = inputs([tmp_path])
    (tmp_path / "a.txt").unlink()

    (found,) = pieces_of(item, Options())

    assert isinstance(found, Refusal)
    assert found.reason is Reason.UNREADABLE


def test_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    (found,) = collect([tmp_path])

    assert isinstance(found, Refusal)
    assert found.reason is Reason.UNREADABLE


def test_file_too_large_is_refused_unopened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a " * 100)

    (found,) = collect([tmp_path], options=Options(limits=Limits(most_bytes=100)))

    assert isinstance(found, Refusal)
    assert found.reason is Reason.TOO_LARGE


def test_name_in_no_encoding_can_still_be_written(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(name, "wb") as file:  # noqa: PTH123  (a path of bytes)
            file.write(TEXT.encode())
    except OSError:
        pytest.skip("this file system takes no such names")

    (found,) = collect([tmp_path])

    assert found.path == "caf\ufffd.txt"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \r\n\t ", Reason.EMPTY),
        ("\ufeff\u00a0\n".encode(), Reason.EMPTY),
        (b"\x00\x00\x00\x00\x00", Reason.EMPTY),
        (b"%PDF-1.7 enzovoort", Reason.NOT_TEXT),
        (b"\x89PNG\r\n\x1a\n....", Reason.NOT_TEXT),
        (bytes(range(256)) * 20, Reason.NOT_TEXT),
        (b"hm", Reason.TOO_SHORT),
        (b"12345 67890 ----", Reason.TOO_SHORT),
        (
            ("Die Stadt ist nicht sicher, und das Wasser steigt. " * 9).encode(),
            Reason.UNKNOWN_LANGUAGE,
        ),
    ],
)
def test_unfit_bytes_are_refused_for_this_reason(raw: bytes, reason: Reason) -> None:
    assert _refusal(raw).reason is reason


def test_given_language_is_not_questioned() -> None:
    german = "Die Stadt ist nicht sicher, und das Wasser steigt. " * 9

    found = read_input(german.encode(), "a.txt", "nl")

    assert isinstance(found, Article)
    assert found.language == "nl"


def test_language_that_is_not_ours_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="'xx'"):
        read_input(b"", "a.txt", "xx")


@pytest.mark.parametrize(
    ("mark", "ends"), [("\n\n", "dicht."), ("\n", "dicht."), (" ", "dicht."), ("", "")]
)
def test_a_text_that_is_too_long_is_read_in_part_and_says_so(mark: str, ends: str) -> None:
    sentence = "De brug bij Zutphen is dinsdag dicht." if mark else "brugisdicht"
    raw = ("De brug is dicht. " + mark.join([sentence] * 20_000)).encode()

    found = read_input(raw, "a.txt", "nl")

    assert isinstance(found, Article)
    assert 0.9 * MOST_LETTERS <= len(found.text) <= MOST_LETTERS
    assert raw.decode().startswith(found.text)
    assert found.text.endswith(ends)
    assert found.offsets.to_raw(Span(0, len(found.text))) == (0, len(found.text))
    (told,) = codes(found.losses[0])
    assert told == "too_long"


def test_stray_control_character_is_kept_and_told() -> None:
    found = read_input(TEXT.replace("brug", "br\x00ug").encode(), "a.txt")

    assert isinstance(found, Article)
    assert "\x00" in found.text
    assert "control" in found.losses[0]


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.bin", "a"]))
def test_no_bytes_crash_it(raw: bytes, name: str) -> None:
    assert isinstance(read_input(raw, name, "nl"), Article | Refusal)
