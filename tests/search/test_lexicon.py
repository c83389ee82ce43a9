import pytest

from kroniek.search.lexicon import analyser_version, words_of


@pytest.mark.parametrize(
    ("language", "word", "lemma"),
    [
        ("nl", "steden", "stad"),
        ("nl", "bruggen", "brug"),
        ("nl", "bezocht", "bezoeken"),
        ("nl", "ingenomen", "innemen"),
        ("nl", "rukken", "rukken"),
        ("nl", "geëvacueerd", "evacueren"),
        ("en", "strikes", "strike"),
        ("en", "gave", "give"),
        ("en", "villages", "village"),
    ],
)
def test_a_form_leads_to_its_lemma(language: str, word: str, lemma: str) -> None:
    assert words_of(language).form(word).lemma == lemma


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("grenssteden", {"grens", "stad"}),
        ("zuidgrens", {"grens"}),
        ("veiligheidszone", {"veiligheid", "zone"}),
        ("telefoongesprek", {"gesprek"}),
        ("waterstand", {"water", "stand"}),
        ("drone-aanvallen", {"drone", "aanval"}),
        ("kernwapens", {"wapen"}),
        ("dijkgraaf", {"dijk"}),
        ("onderhandelingen", {"onderhandelen"}),
        ("dorpjes", {"dorp"}),
        ("loonsverhoging", {"verhogen"}),
        ("vermisten", {"vermist"}),
    ],
)
def test_a_word_is_found_by_its_parts(word: str, parts: set[str]) -> None:
    assert parts <= set(words_of("nl").form(word).parts)


@pytest.mark.parametrize(
    "word",
    "kantoor minister president bestand resultaat burgemeester vliegtuig gesprek vertellen"
    " verslaan verkeer oorlog donderdag eiland voorzitter beweging verraad".split(),
)
def test_a_word_that_only_looks_put_together_is_not_cut(word: str) -> None:
    written = words_of("nl").form(word)

    cut = {
        "oor",
        "kant",
        "ster",
        "land",
        "stand",
        "raad",
        "weg",
        "gesp",
        "vlieg",
        "tuig",
        "meester",
    }
    assert cut.isdisjoint(written.parts)
    assert "dag" not in written.parts or word == "donderdag"


def test_a_name_with_a_hyphen_is_not_cut_but_a_direction_and_a_common_noun_are() -> None:
    words = words_of("nl")

    assert "rusland" not in words.form("Wit-Rusland").parts
    assert "limburgse" in words.form("Noord-Limburgse").parts
    assert "vliegtuig" in words.form("Ryanair-vliegtuig").parts


def test_english_forms_of_two_verbs_are_found_by_both() -> None:
    form = words_of("en").form("left")

    assert {form.lemma, *form.parts} >= {"left", "leave"}


@pytest.mark.parametrize("word", ["", "x", "-", "a" * 500, "𝕏", "‘s", "0x0"])
def test_odd_words_are_no_error(word: str) -> None:
    for language in ("nl", "en"):
        words_of(language).form(word)


def test_what_made_the_lemmas_is_told_with_its_version() -> None:
    assert "simplemma" in analyser_version()
