"""Bytes to text, whatever the encoding."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.collect.clean import controls, declared_encoding, decode, is_text

SAMPLES = [
    "De burgemeester van Coevorden zei: „Het café is één en al scherven.” Dat kost € 3.500.",
    "The mayor’s naïve coöperation cost £3,500 – or so he said – at the café in Zoë’s street.",
    "Kort bericht: geen bijzondere tekens, maar wel genoeg gewone letters om te tellen.",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", SAMPLES)
def test_seven_encodings_give_the_same_text(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))

    assert found.text == text
    assert found.losses == ()


def test_utf_32_without_a_mark_is_read() -> None:
    text = "Een gewone zin in 32 bits."

    assert decode(text.encode("utf-32-le")).text == text
    assert decode(text.encode("utf-32-be")).text == text


def test_declared_encoding_is_used_when_bytes_are_no_utf8() -> None:
    page = '<html><head><meta charset="iso-8859-5"></head>Привет'.encode("iso-8859-5")

    assert declared_encoding(page) == "iso8859-5"
    assert decode(page, declared_encoding(page)).text.endswith("Привет")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        (b"<?xml version='1.0' encoding='windows-1251'?>", "cp1251"),
        (b'<meta charset="no-such-thing">', None),
        (b'<meta charset="rot13">', None),
        (b"<html>", None),
    ],
)
def test_declaration_gives_this_encoding(head: bytes, name: str | None) -> None:
    assert declared_encoding(head) == name


def test_declaration_that_does_not_fit_is_passed_over() -> None:
    assert decode("€ é".encode("cp1252"), "ascii").text == "€ é"


def test_text_cut_off_in_a_character_is_still_utf8_and_says_what_was_lost() -> None:
    raw = ("é" * 50).encode() + "é".encode()[:1]

    found = decode(raw)

    assert found.encoding == "utf-8"
    assert found.text == "é" * 50 + "\ufffd"
    assert "1 places" in found.losses[0]


def test_bytes_that_windows_does_not_know_are_named() -> None:
    found = decode(b"caf\xe9 \x81 gesloten")

    assert found.encoding == "cp1252"
    assert found.losses


@settings(deadline=None)
@given(
    st.binary(max_size=200), st.sampled_from([None, "utf-8", "cp1252", "utf-16", "big5", "utf-7"])
)
def test_no_bytes_make_it_fail(raw: bytes, declared: str | None) -> None:
    assert isinstance(decode(raw, declared).text, str)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


def test_control_characters_show_that_bytes_are_no_text() -> None:
    assert controls("a\x00b\x07\n\t") == 2
    assert is_text("Een zin met één\x0b scheef teken.")
    assert not is_text("\x00\x01\x02\x03 ab")
