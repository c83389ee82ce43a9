"""How many threads pay on a machine that others use as well.

With two threads every operation waits for the slower one; on a crowded machine one thread can be
faster. The choice is tried out again and again. It changes the order of sums, so a training that
must repeat bit by bit fixes the number instead.
"""

from collections.abc import Callable


class ThreadChooser:
    """Tries every choice for a few steps, stays with the fastest, and tries again later."""

    def __init__(
        self, choices: tuple[int, ...], apply: Callable[[int], None], stay: int = 40, probe: int = 3
    ) -> None:
        self.choices, self.apply = choices, apply
        self.stay, self.probe = stay, probe
        self.speeds: dict[int, float] = {}
        self.queue: list[int] = []
        self.work = self.seconds = 0.0

    def __call__(self, pieces: int, seconds: float) -> int:
        """Take note of one step and return the number of threads for the next."""
        if self.queue:
            self.work += pieces
            self.seconds += seconds
            current = self.queue.pop(0)
            if not self.queue or self.queue[0] != current:
                self.speeds[current] = self.work / self.seconds
                self.work = self.seconds = 0.0
        if not self.queue:
            self.queue = [
                c for c in self.choices if c not in self.speeds for _ in range(self.probe)
            ]
        if not self.queue:
            best = max(self.choices, key=lambda c: (self.speeds[c], -c))
            others = [c for c in self.choices if c != best for _ in range(self.probe)]
            self.queue = [best] * self.stay + others
        self.apply(self.queue[0])
        return self.queue[0]
