"""Words brought down to what their forms have in common, so that "gemeld" meets "meldingen"."""

from functools import lru_cache

_LONGEST = 6
_SHORTEST = 4
_ENDINGS = (
    "ingen", "ings", "ing", "tte", "dde", "en", "es", "ed", "er", "te", "de", "e", "s",
    "t", "d", "n",
)  # fmt: skip
_PLAIN = str.maketrans("áàäâéèëêíïîóòöôúùüû", "aaaaeeeeiiioooouuuu")
_CACHED = 1 << 16


@lru_cache(maxsize=_CACHED)
def stem(word: str) -> str:
    """The beginning of a lower-case word without prefix "ge" and endings, at most six letters.

    One function for Dutch and English: it only has to bring the forms of one word together, and a
    form that it spoils it spoils in both places.
    """
    short = word[2:] if word.startswith("ge") and len(word) >= _LONGEST else word
    short = short.translate(_PLAIN)
    for ending in _ENDINGS:
        if short.endswith(ending) and len(short) - len(ending) >= _SHORTEST:
            short = short[: -len(ending)]
            break
    kept = [short[0]]
    kept += [letter for at, letter in enumerate(short[1:]) if letter != short[at]]
    return "".join(kept)[:_LONGEST]
