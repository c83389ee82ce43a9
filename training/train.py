"""Train the reader: every head at once, on every corpus, from one fixed plan.

    python training/train.py --shared ../shared --out WORK [--silver WORK/silver.jsonl]

The same seed gives the same plan; a run that was stopped goes on from its last checkpoint. With
``--smoke`` a few batches of a few articles are enough to see that everything fits together;
``--without-research`` leaves out the corpora that are for research only.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

import torch  # noqa: E402
from torch import nn  # noqa: E402

from training.articles import Marked, held_out, targets  # noqa: E402
from training.corpora import load_silver, training_articles  # noqa: E402
from training.losses import total_loss  # noqa: E402
from training.model import Reader, from_base  # noqa: E402
from training.pieces import PAD, cut, load_tokenizer  # noqa: E402
from training.sampling import (  # noqa: E402
    PASSES,
    Lesson,
    Window,
    collate,
    pack,
    round_windows,
    sentence_ends,
)
from training.threads import ThreadChooser  # noqa: E402


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides a training's result, but for the corpora."""

    seed: int = 20261122
    layers: int = 6
    rounds: int = 8
    scale: float = 1.0
    """Multiplies every corpus's passes."""
    rate: float = 2e-4
    """Peak learning rate of the uppermost layer; heads learn four times as fast."""
    layer_decay: float = 0.9
    warm_up: float = 0.05
    hold: float = 0.35
    """Shares of the batches by which the rate has risen, and from which it falls to zero."""
    dropout: float = 0.1
    blank: float = 0.03
    """Share of pieces hidden from the reader, so that it learns from context."""
    passes: dict[str, float] = field(default_factory=PASSES.copy)
    """How often each corpus is seen, before `scale`."""
    start: str = ""
    """sha256 of the checkpoint whose weights the training starts from; "": the base encoder."""


def lessons_of(articles: Iterable[Marked], tokenizer_file: Path) -> list[Lesson]:
    """Cut articles into pieces and bring their targets to them."""
    tokenizer = load_tokenizer(tokenizer_file)
    lessons = []
    for article in articles:
        pieces = cut(tokenizer, article.text)
        if len(pieces.ids):
            ends = sentence_ends(article.sentences, pieces)
            lessons.append(
                Lesson(article.id, article.corpus, pieces, targets(article, pieces), ends)
            )
    return lessons


def few_of_each(articles: Iterable[Marked], count: int) -> list[Marked]:
    """The first articles of each corpus, for a smoke run."""
    return [a for _, group in groupby(articles, lambda a: a.corpus) for a in islice(group, count)]


def optimizer_for(reader: Reader, plan: Plan) -> torch.optim.AdamW:
    """AdamW; lower layers learn more slowly, biases and norms do not decay."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = defaultdict(list)
    for name, parameter in reader.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith(("heads.", "vectors.")):
            rate = 4 * plan.rate
        elif name.startswith("layers."):
            rate = plan.rate * plan.layer_decay ** (plan.layers - 1 - int(name.split(".")[1]))
        else:
            rate = plan.rate * plan.layer_decay**plan.layers
        groups[rate, 0.01 if parameter.dim() > 1 else 0.0].append(parameter)
    return torch.optim.AdamW(
        [
            {"params": parameters, "lr": rate, "peak": rate, "weight_decay": decay}
            for (rate, decay), parameters in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def rate_at(done: float, warm_up: float, hold: float) -> float:
    """Share of the peak rate after a share `done` of the batches: a rise, a plain, a fall.

    >>> [rate_at(x, 0.1, 0.5) for x in (0.05, 0.1, 0.5, 0.75, 1.0)]
    [0.5, 1.0, 1.0, 0.5, 0.0]
    """
    return min(done / warm_up, 1.0, (1 - done) / (1 - hold))


class Trainer:
    """A training under way: the reader, what moves it, and how far it is."""

    def __init__(self, plan: Plan, reader: Reader, lessons: Sequence[Lesson], out: Path) -> None:
        self.plan, self.out = plan, out
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.reader = reader.to(self.device)
        self.taught = [x for x in lessons if not held_out(x.id)]
        self.held = [x for x in lessons if held_out(x.id)]
        self.optimizer = optimizer_for(reader, plan)
        times = {corpus: passes * plan.scale for corpus, passes in plan.passes.items()}
        self.rounds = [
            round_windows(self.taught, k, plan.rounds, plan.seed, times) for k in range(plan.rounds)
        ]
        self.total = sum(len(batches) for batches in self.rounds)
        self.finish = self.total
        self.step, self.seconds = 0, 0.0

    def loss(self, lessons: Sequence[Lesson], windows: Sequence[Window]) -> dict[str, torch.Tensor]:
        """Loss of one batch, as `total` and its parts."""
        batch = collate(lessons, windows)
        ids = torch.from_numpy(batch.ids).to(self.device)
        mask = ids != PAD
        if self.reader.training and self.plan.blank:
            hide = (torch.rand(ids.shape, device=self.device) < self.plan.blank) & (ids > 3)
            ids = ids.masked_fill(hide, self.reader.words.num_embeddings - 1)
        total, parts = total_loss(
            self.reader(ids, mask),
            torch.from_numpy(batch.bits).to(self.device),
            torch.from_numpy(batch.trust).to(self.device),
            torch.from_numpy(batch.links).to(self.device),
            mask,
        )
        return {"total": total, **parts}

    def learn(self, windows: Sequence[Window]) -> dict[str, float]:
        """One step."""
        done = (self.step + 1) / (self.finish + 1)
        share = rate_at(done, self.plan.warm_up, self.plan.hold)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * share
        self.optimizer.zero_grad(set_to_none=True)
        parts = self.loss(self.taught, windows)
        parts["total"].backward()
        nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        return {name: float(part.detach()) for name, part in parts.items()}

    def measure(self) -> dict[str, float]:
        """Mean losses on the articles held out of training."""
        self.reader.eval()
        sums: dict[str, list[float]] = defaultdict(list)
        with torch.no_grad():
            for k, lesson in enumerate(self.held):
                windows = [Window(k, a, b) for a, b in pack(lesson.ends, 254)]
                for at in range(0, len(windows), 6):
                    for name, part in self.loss(self.held, windows[at : at + 6]).items():
                        sums[name].append(float(part))
        self.reader.train()
        return {name: round(sum(values) / len(values), 4) for name, values in sums.items()}

    def save(self, name: str) -> None:
        """Write a checkpoint in one stroke, so that a stop in the middle leaves the old one."""
        state = {
            "reader": self.reader.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "random": torch.get_rng_state(),
            "step": self.step,
            "seconds": self.seconds,
            "total": self.total,
            "finish": self.finish,
            "plan": asdict(self.plan),
        }
        torch.save(state, self.out / f"{name}.partial")
        (self.out / f"{name}.partial").replace(self.out / f"{name}.pt")

    def resume(self) -> None:
        """Go on from the last checkpoint, if there is one of the same plan."""
        path = self.out / "last.pt"
        if not path.exists():
            return
        state = torch.load(path, map_location=self.device, weights_only=True)
        if state["plan"] != asdict(self.plan) or state["total"] != self.total:
            raise ValueError(f"{path} belongs to another plan: choose another folder")
        self.reader.load_state_dict(state["reader"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"].cpu())
        self.step, self.seconds = state["step"], state["seconds"]

    def run(self, stop_after: int | None = None, chooser: ThreadChooser | None = None) -> None:
        """Train to the end of the plan, or for some steps; checkpoints and a log on the way."""
        self.reader.train()
        began, before = time.monotonic(), self.seconds
        recent: dict[str, list[float]] = defaultdict(list)
        number = 0
        for k, batches in enumerate(self.rounds):
            for windows in batches:
                number += 1
                if number <= self.step:
                    continue
                started = time.monotonic()
                for name, value in self.learn(windows).items():
                    recent[name].append(value)
                if chooser is not None:
                    chooser(sum(w.size for w in windows), time.monotonic() - started)
                self.seconds = before + time.monotonic() - began
                if self.step % 50 == 0 or self.step in {stop_after, self.finish}:
                    self._log(k, {n: round(sum(v) / len(v), 4) for n, v in recent.items()})
                    recent.clear()
                if self.step % 250 == 0:
                    self.save("last")
                if self.step in {stop_after, self.finish}:
                    self.save("last")
                    return
            if number == self.step:
                self._log(k, self.measure(), "held")
                self.save("last")

    def _log(self, round_number: int, figures: dict[str, float], kind: str = "train") -> None:
        line = {
            "step": self.step,
            "of": self.total,
            "round": round_number,
            "seconds": round(self.seconds),
            "threads": torch.get_num_threads(),
            kind: figures,
        }
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")


def _plan(args: argparse.Namespace) -> Plan:
    """The plan that the command line asks for."""
    start = sha256(args.start.read_bytes()).hexdigest() if args.start else ""
    return Plan(
        seed=args.seed,
        layers=args.layers,
        rounds=args.rounds,
        scale=args.scale,
        rate=args.rate,
        passes=args.passes or PASSES.copy(),
        start=start,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    usual = Plan()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder of corpora and encoder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--silver", type=Path, help="names by rule, from silver.py")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--layers", type=int, default=usual.layers)
    parser.add_argument("--rounds", type=int, default=usual.rounds)
    parser.add_argument("--scale", type=float, default=usual.scale)
    parser.add_argument("--rate", type=float, default=usual.rate)
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights to start from")
    parser.add_argument("--passes", type=json.loads, help='JSON: {"conll2002": 3.0, ...}')
    parser.add_argument("--smoke", action="store_true", help="a few batches of a few articles")
    parser.add_argument("--finish", type=int, help="end the plan, and the fall of the rate, here")
    parser.add_argument("--threads", choices=["fixed", "auto"], default="fixed")
    parser.add_argument("--steps", type=int, help="stop after this many batches")
    parser.add_argument("--without-research", action="store_true")
    args = parser.parse_args(arguments)
    plan = _plan(args)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(plan.seed)
    torch.set_flush_denormal(True)
    articles = training_articles(
        args.shared, load_silver(args.silver), without_research=args.without_research
    )
    chosen = few_of_each(articles, 3) if args.smoke else articles
    lessons = lessons_of(chosen, args.shared / "encoder/tokenizer.json")
    reader = from_base(args.shared / "encoder", plan.layers, plan.dropout)
    if args.start:
        reader.load_state_dict(torch.load(args.start, weights_only=True)["reader"])
    trainer = Trainer(plan, reader, lessons, args.out)
    trainer.resume()
    trainer.finish = min(args.finish or trainer.total, trainer.total)
    pieces = sum(w.size for batches in trainer.rounds for b in batches for w in b)
    print(f"{len(lessons)} articles, {trainer.total} batches, {pieces} pieces", flush=True)
    chooser = ThreadChooser((1, 2), torch.set_num_threads) if args.threads == "auto" else None
    trainer.run(8 if args.smoke else args.steps, chooser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
