"""Do corrections survive? Judgements of all kinds on the demo's articles, through what may happen.

    python benchmarks/judgements.py              200 judgements, 3 rounds of edits
    python benchmarks/judgements.py 40 1         so many judgements, so many rounds

* **rebuild**: the same inputs once more. **fresh**: a new store, from the inputs and the file
  beside the old one. **moved**: every article under another name. In all three all must hold.
* **edited**: articles with sentences inserted, deleted, put elsewhere, words changed, typing errors
  made, paragraphs printed twice; every letter keeps the place it came from, so that it is known
  where the words of an anchor truly stand. An anchor is **right** if it is attached without asking
  and most of what is left of its words stands there.
* **removed**: a quarter of the articles is gone.

Judgements are drawn and edits are made by a seeded generator: the same figures every time.
"""

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from kroniek.correct.anchors import SURE
from kroniek.correct.attach import Shelf
from kroniek.ids import ArticleId
from kroniek.library import Kroniek
from kroniek.library.pointing import JudgementError
from kroniek.model.article import Article
from kroniek.model.doc import RULINGS
from kroniek.model.judgement import Anchor, Judgement, Ruling, Standing
from kroniek.save.judgements import mirror_of
from kroniek.spans import Span

WHO, SEED = "rig", 20241122
_WORDS = ("mogelijk", "later", "volgens", "deels", "opnieuw", "about", "again", "partly", "later")
_NEW = (
    "De redactie heeft dit bericht aangevuld. ",
    "Wat dit betekent is nog niet duidelijk. ",
    "This story has been updated. ",
    "More details were not available at first. ",
)


# -- texts that remember where their letters came from


@dataclass(frozen=True, slots=True)
class Edited:
    """A text, and for each of its letters where it stood before; None for what is new."""

    text: str
    origins: tuple[int | None, ...]

    @classmethod
    def of(cls, text: str) -> "Edited":
        """A text as it is."""
        return cls(text, tuple(range(len(text))))

    def part(self, span: Span) -> "Edited":
        """A part of it."""
        return Edited(span.of(self.text), self.origins[span.start : span.end])

    def __add__(self, other: "Edited") -> "Edited":
        return Edited(self.text + other.text, self.origins + other.origins)

    def replaced(self, span: Span, new: "Edited") -> "Edited":
        """With `new` in the place of `span`."""
        before, behind = Span(0, span.start), Span(span.end, len(self.text))
        return self.part(before) + new + self.part(behind)


def new(text: str) -> Edited:
    """Letters that stood nowhere before."""
    return Edited(text, (None,) * len(text))


def _sentences(text: str) -> list[Span]:
    """Rough sentences within paragraphs: enough to edit by."""
    found, start = [], 0
    for k, letter in enumerate(text):
        if (letter in ".?!" and text[k + 1 : k + 2] in (" ", "\n", "")) or text[
            k : k + 2
        ] == "\n\n":
            if text[start : k + 1].strip():
                found.append(Span(start, k + 1))
            start = k + 1
    return found


def _words(text: str) -> list[Span]:
    found, start = [], None
    for k, letter in enumerate(text + " "):
        if letter.isalpha():
            start = k if start is None else start
        elif start is not None:
            found.append(Span(start, k))
            start = None
    return [span for span in found if span.size > 3]


def _inserted(one: Edited, dice: random.Random) -> Edited:
    at = dice.choice(_sentences(one.text)).end
    return one.replaced(Span(at, at), new(" " + dice.choice(_NEW).strip()))


def _deleted(one: Edited, dice: random.Random) -> Edited:
    return one.replaced(dice.choice(_sentences(one.text)), new(""))


def _put_elsewhere(one: Edited, dice: random.Random) -> Edited:
    span = dice.choice(_sentences(one.text))
    taken = one.part(span)
    rest = one.replaced(span, new(""))
    left = _sentences(rest.text)
    if not left:
        return one  # there is nowhere else
    at = dice.choice(left).end
    return rest.replaced(Span(at, at), new(" ") + taken)


def _word_changed(one: Edited, dice: random.Random) -> Edited:
    return one.replaced(dice.choice(_words(one.text)), new(dice.choice(_WORDS)))


def _typed_otherwise(one: Edited, dice: random.Random) -> Edited:
    """A letter too few or too many, or two in the other order: as a typing error is mended."""
    word = dice.choice(_words(one.text))
    at = dice.randrange(word.start + 1, word.end - 1)
    match dice.randrange(3):
        case 0:
            return one.replaced(Span(at, at + 1), new(""))
        case 1:
            return one.replaced(Span(at, at), new(one.text[at]))
        case _:
            swapped = one.part(Span(at + 1, at + 2)) + one.part(Span(at, at + 1))
            return one.replaced(Span(at, at + 2), swapped)


def _printed_twice(one: Edited, dice: random.Random) -> Edited:
    paragraphs = [p for p in one.text.split("\n\n") if len(p) > 80] or [one.text]
    told = dice.choice(paragraphs)
    end = one.text.index(told) + len(told)
    return one.replaced(Span(end, end), new("\n\n" + told))


_EDITS: tuple[tuple[int, Callable[[Edited, random.Random], Edited]], ...] = (
    (3, _inserted),
    (2, _deleted),
    (2, _put_elsewhere),
    (6, _word_changed),
    (6, _typed_otherwise),
    (1, _printed_twice),
)


def edited(text: str, dice: random.Random) -> Edited:
    """A text after three to ten edits, such as an article gets in its first hours."""
    one = Edited.of(text)
    kinds = [edit for weight, edit in _EDITS for _ in range(weight)]
    for _ in range(dice.randint(3, 10)):
        if not (_sentences(one.text) and _words(one.text)):
            break  # all of it was deleted
        one = dice.choice(kinds)(one, dice)
    return one


# -- judgements


def _drawn(k: Kroniek, number: int, dice: random.Random) -> Iterator[Callable[[], Judgement]]:
    """Decisions of every kind on what the chronicle has, as many as asked or as there are."""
    views = k.views
    lines = [line.entry for line in views.every_line]
    shared = [one for one in lines if len({r.article for r in one.reports}) > 1]
    named = [one.id for one in views.entities.values()]
    places = ["loc:utrecht", "loc:breda", "gpe:georgia", "loc:kursk"]
    days = ["2023-10-02", "2023-10", "2023-10-01/2023-10-04", "../2024-01-31"]
    said = [view.statement.id for view in views.statements()]
    paths = [doc.article.path for doc in views.collection.docs]

    def told(verb: Callable[..., Judgement], *given: str) -> Callable[[], Judgement]:
        when = "2024-11-22T12:00:00Z"
        return lambda: verb(*given, because="rig", who=WHO, when=when, later=True)

    def split() -> Callable[[], Judgement]:
        entry = dice.choice(shared)
        return told(k.judge_split, entry.id, dice.choice(entry.reports).article)

    makers: list[Callable[[], Callable[[], Judgement]]] = [
        lambda: told(k.judge_date, dice.choice(lines).id, dice.choice(days)),
        lambda: told(k.judge_date, dice.choice(paths), dice.choice(days)),
        lambda: told(k.judge_place, dice.choice(lines).id, dice.choice(places)),
        lambda: told(k.judge_same, dice.choice(named), dice.choice(named)),
        lambda: told(k.judge_not_same, dice.choice(named), dice.choice(named)),
        lambda: told(k.judge_same, dice.choice(lines).id, dice.choice(lines).id),
        lambda: told(k.judge_not_same, dice.choice(lines).id, dice.choice(lines).id),
        split,
        lambda: told(k.hide, dice.choice(lines).id),
        lambda: told(k.hide, dice.choice(said)),
        lambda: told(k.hide, dice.choice(list(views.disputes))),
        lambda: told(k.confirm, dice.choice(lines).id),
        lambda: told(k.confirm, dice.choice(paths)),
    ]
    for at in range(8 * number):
        yield makers[at % len(makers)]()


def judged(k: Kroniek, number: int, dice: random.Random) -> list[Judgement]:
    """So many judgements kept in a store; what can not be decided is drawn again."""
    made: list[Judgement] = []
    for decide in _drawn(k, number, dice):
        if len(made) == number:
            break
        try:
            made.append(decide())
        except JudgementError:
            continue  # a name without a mention, a line with itself: another is drawn
    return made


# -- what may happen


def _standings(k: Kroniek) -> Counter[Standing]:
    return Counter(one.standing for one in k.views.collection[RULINGS])


def _shares(name: str, found: Counter[Standing], number: int) -> dict[str, float]:
    told = sum(found[s] for s in (Standing.APPLIED, Standing.REVIEW, Standing.ORPHANED))
    return {f"{name}/applied": found[Standing.APPLIED] / number, f"{name}/told": told / number}


def _fresh(folder: Path, store: Path, mirror: Path) -> Counter[Standing]:
    shutil.copyfile(mirror, mirror_of(store))
    with Kroniek(store, reader=False) as k:
        k.build(folder)
        return _standings(k)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of edits: old articles, edited texts by path, and what became of the judgements."""

    old: Mapping[ArticleId, Article]
    texts: Mapping[str, Edited]
    now: Mapping[str, Article]
    rulings: Sequence[Ruling]


def graded(one: Round) -> Counter[str]:
    """How many anchors are attached, right, wrong or in another article; judgements by standing."""
    found: Counter[str] = Counter()
    shelf = Shelf.of(one.now.values())
    for ruling in one.rulings:
        found[ruling.standing] += 1
        for anchor in (anchor for side in ruling.judgement.sides for anchor in side):
            placed = shelf.find(anchor)
            found["anchors"] += 1
            if placed is None or placed[1].score < SURE:
                continue
            found["attached"] += 1
            found["elsewhere"] += placed[0].path != anchor.path
            found["right"] += _stands_there(anchor, placed[0], placed[1].span, one)
    found["elsewhere"] += _elsewhere(one.rulings, one.now.values())
    return found


def _elsewhere(rulings: Iterable[Ruling], articles: Iterable[Article]) -> int:
    """How many rulings have a place in an article that none of their anchors was made in."""
    paths = {article.id: article.path for article in articles}
    return sum(
        any(
            paths[place.article] not in {a.path for side in one.judgement.sides for a in side}
            for place in one.places
        )
        for one in rulings
    )


def _stands_there(anchor: Anchor, article: Article, span: Span, one: Round) -> bool:
    """Whether most of what is left of the anchor's letters stands where it was attached."""
    before = one.old[anchor.article].offsets.to_raw(anchor.span)
    after = article.offsets.to_raw(span)
    text = one.texts.get(anchor.path)
    if before is None or after is None:
        return False
    if text is None:
        return before == after
    left = [k for k, origin in enumerate(text.origins) if origin in range(*before)]
    there = sum(k in range(*after) for k in left)
    return bool(left) and 2 * there >= len(left)


def _edit_round(folder: Path, out: Path, store: Path, dice: random.Random) -> Round:
    """Edit the plain texts of a folder, build a copy of the store with them."""
    home = out / "articles"
    shutil.copytree(folder, home)
    texts = {}
    for file in sorted(home.glob("*.txt")):
        texts[file.name] = edited(file.read_text("utf-8"), dice)
        file.write_text(texts[file.name].text, "utf-8")
    with Kroniek(store, create=False) as k:
        old = {doc.article.id: doc.article for doc in k.views.collection.docs}
    shutil.copyfile(mirror_of(store), mirror_of(out / "edited.kroniek"))
    with Kroniek(out / "edited.kroniek", reader=False) as k:
        k.build(home)
        docs = k.views.collection.docs
        now = {doc.article.path: doc.article for doc in docs}
        return Round(old, texts, now, k.views.collection[RULINGS])


def measure(number: int = 200, rounds: int = 3) -> dict[str, float]:
    """Shares by name, 0 to 1; counts for ``elsewhere``."""
    dice = random.Random(SEED)  # noqa: S311 (drawing cases, not keys)
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        folder, store = out / "articles", out / "demo.kroniek"
        source = resources.files("kroniek_data").joinpath("demo", "articles")
        with resources.as_file(source) as path:
            shutil.copytree(path, folder)
        with Kroniek(store, reader=False) as k:
            k.build(folder)
            made = len(judged(k, number, dice))
            k.build()
            figures = {"judgements": float(made), **_shares("rebuild", _standings(k), made)}
        again = _fresh(folder, out / "fresh.kroniek", mirror_of(store))
        figures |= _shares("fresh", again, made)
        figures |= _moved(folder, out, mirror_of(store), made)
        total: Counter[str] = Counter()
        for at in range(rounds):
            (out / f"round{at}").mkdir()
            total += graded(_edit_round(folder, out / f"round{at}", store, dice))
        figures |= _edit_figures(total, made * rounds)
        figures |= _removed(folder, store, made)
    return figures


def _edit_figures(total: Counter[str], judgements: int) -> dict[str, float]:
    told = sum(total[s] for s in (Standing.APPLIED, Standing.REVIEW, Standing.ORPHANED))
    return {
        "edited/told": told / judgements,
        "edited/applied": total[Standing.APPLIED] / judgements,
        "edited/review": total[Standing.REVIEW] / judgements,
        "edited/orphaned": total[Standing.ORPHANED] / judgements,
        "edited/anchors": float(total["anchors"]),
        "edited/attached": total["attached"] / total["anchors"],
        "edited/right": total["right"] / total["attached"],
        "edited/elsewhere": float(total["elsewhere"]),
    }


def _moved(folder: Path, out: Path, mirror: Path, made: int) -> dict[str, float]:
    (out / "elsewhere").mkdir()
    for at, file in enumerate(sorted(folder.iterdir())):
        shutil.copyfile(file, out / "elsewhere" / f"moved-{at:02}{file.suffix}")
    return _shares("moved", _fresh(out / "elsewhere", out / "moved.kroniek", mirror), made)


def _removed(folder: Path, store: Path, made: int) -> dict[str, float]:
    for file in sorted(folder.iterdir())[::4]:
        file.unlink()
    with Kroniek(store, reader=False) as k:
        k.build(folder)
        articles = [doc.article for doc in k.views.collection.docs]
        wrong = _elsewhere(k.views.collection[RULINGS], articles)
        return {**_shares("removed", _standings(k), made), "removed/elsewhere": float(wrong)}


def main() -> None:
    """Print every figure."""
    asked = [int(word) for word in sys.argv[1:3]]
    for name, value in measure(*asked).items():
        print(f"{name:20} {value:.4f}")


if __name__ == "__main__":
    main()
