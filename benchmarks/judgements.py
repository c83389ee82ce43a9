"""Do corrections survive? Judgements of all kinds on the demo's articles, through what may happen.

    python benchmarks/judgements.py              200 judgements, 3 rounds of edits
    python benchmarks/judgements.py 40 1         so many judgements, so many rounds

* **rebuild**: the same inputs once more. **fresh**: a new store, from the inputs and the file
  beside the old one. **moved**: every article under another name. In all three all must hold.
* **edited**: articles with sentences inserted, deleted, put elsewhere, words changed, typing errors
  made, paragraphs printed twice; every letter keeps the place it came from, so that it is known
  where the words of an anchor truly stand. An anchor is **right** if it is attached without asking
  and most of what is left of its words stands there.
* **both**: edited in the same way and put under another name, in one go, in the store they were in;
  **elsewhere** counts places in any article but the one it has become.
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

from edits import Edited, edited

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
    names: Mapping[str, str]
    """The path of every article now, by the one it had."""

    def home(self, anchor: Anchor) -> str:
        """The path of the article that an anchor was made in, as it is now."""
        return self.names[self.old[anchor.article].path]


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
            found["elsewhere"] += placed[0].path != one.home(anchor)
            found["right"] += _stands_there(anchor, placed[0], placed[1].span, one)
    found["elsewhere"] += _elsewhere(one.rulings, one.now.values(), one.home)
    return found


def _elsewhere(
    rulings: Iterable[Ruling], articles: Iterable[Article], home: Callable[[Anchor], str]
) -> int:
    """How many rulings have a place in an article that none of their anchors was made in."""
    paths = {article.id: article.path for article in articles}
    return sum(
        any(
            paths[place.article] not in {home(a) for side in one.judgement.sides for a in side}
            for place in one.places
        )
        for one in rulings
    )


def _stands_there(anchor: Anchor, article: Article, span: Span, one: Round) -> bool:
    """Whether most of what is left of the anchor's letters stands where it was attached."""
    before = one.old[anchor.article].offsets.to_raw(anchor.span)
    after = article.offsets.to_raw(span)
    text = one.texts.get(one.home(anchor))
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
    texts = _edit(home, dice)
    shutil.copyfile(mirror_of(store), mirror_of(out / "edited.kroniek"))
    with Kroniek(out / "edited.kroniek", reader=False) as k:
        k.build(home)
        return _round(k, store, texts, {})


def _both_round(folder: Path, out: Path, store: Path, dice: random.Random) -> Round:
    """Edit the plain texts of a folder, give every file another name, build a copy of the store."""
    kept = out / "kept"
    shutil.copytree(folder, kept)
    for file in (store, mirror_of(store)):
        shutil.copyfile(file, out / file.name)
    texts = _edit(folder, dice)
    names = {}
    for at, file in enumerate(sorted(folder.iterdir())):
        names[file.name] = f"moved-{at:02}{file.suffix}"
        file.rename(folder / names[file.name])
    with Kroniek(out / store.name, reader=False) as k:
        k.build(folder)
        told = _round(k, store, {names[path]: text for path, text in texts.items()}, names)
    shutil.rmtree(folder)
    shutil.copytree(kept, folder)
    return told


def _edit(folder: Path, dice: random.Random) -> dict[str, Edited]:
    """Edit the plain texts of a folder; the edited ones by path."""
    texts = {}
    for file in sorted(folder.glob("*.txt")):
        texts[file.name] = edited(file.read_text("utf-8"), dice)
        file.write_text(texts[file.name].text, "utf-8")
    return texts


def _round(k: Kroniek, store: Path, texts: Mapping[str, Edited], names: Mapping[str, str]) -> Round:
    """What became of the judgements of `store` in the one that is open."""
    with Kroniek(store, create=False) as before:
        old = {doc.article.id: doc.article for doc in before.views.collection.docs}
    now = {doc.article.path: doc.article for doc in k.views.collection.docs}
    paths = [article.path for article in old.values()]
    renamed = {path: names.get(path, path) for path in paths}
    return Round(old, texts, now, k.views.collection[RULINGS], renamed)


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
        for kind, play in (("edited", _edit_round), ("both", _both_round)):
            total: Counter[str] = Counter()
            for at in range(rounds):
                (out / f"{kind}{at}").mkdir()
                total += graded(play(folder, out / f"{kind}{at}", store, dice))
            figures |= _edit_figures(kind, total, made * rounds)
        figures |= _removed(folder, store, made)
    return figures


def _edit_figures(kind: str, total: Counter[str], judgements: int) -> dict[str, float]:
    told = sum(total[s] for s in (Standing.APPLIED, Standing.REVIEW, Standing.ORPHANED))
    return {
        f"{kind}/told": told / judgements,
        f"{kind}/applied": total[Standing.APPLIED] / judgements,
        f"{kind}/review": total[Standing.REVIEW] / judgements,
        f"{kind}/orphaned": total[Standing.ORPHANED] / judgements,
        f"{kind}/anchors": float(total["anchors"]),
        f"{kind}/attached": total["attached"] / total["anchors"],
        f"{kind}/right": total["right"] / total["attached"],
        f"{kind}/elsewhere": float(total["elsewhere"]),
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
        wrong = _elsewhere(k.views.collection[RULINGS], articles, lambda anchor: anchor.path)
        return {**_shares("removed", _standings(k), made), "removed/elsewhere": float(wrong)}


def main() -> None:
    """Print every figure."""
    asked = [int(word) for word in sys.argv[1:3]]
    for name, value in measure(*asked).items():
        print(f"{name:20} {value:.4f}")


if __name__ == "__main__":
    main()
