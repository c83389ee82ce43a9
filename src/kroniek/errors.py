"""What can go wrong: one tree; each error names the thing, the value and the remedy."""


class KroniekError(Exception):
    """Anything Kroniek itself refuses. ``str(error)`` is fit for the user's eyes."""


class StepOrderError(KroniekError):
    """A step reads a layer that no earlier step writes."""

    def __init__(self, step: str, missing: str) -> None:
        super().__init__(
            f"step {step!r} reads layer {missing!r}, but no earlier step writes it; "
            f"put a step that writes {missing!r} before it in recipe.py"
        )


class StepTwiceError(KroniekError):
    """Two steps write one layer, so that what was found would depend on which came last."""

    def __init__(self, step: str, layer: str) -> None:
        super().__init__(
            f"step {step!r} writes layer {layer!r}, but an earlier step writes it already; "
            f"take one of them out of recipe.py or give it a layer of its own"
        )


class LayerMissingError(KroniekError):
    """A layer was asked for that no step has written."""

    def __init__(self, layer: str, where: str) -> None:
        super().__init__(
            f"layer {layer!r} of {where!r} has not been written; run the step that writes it first"
        )


class PackError(KroniekError):
    """A knowledge pack or lexicon can not be used as it stands."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        self.path, self.problem, self.remedy = path, problem, remedy
        super().__init__(f"{path}: {problem}; {remedy}")


class ReaderError(KroniekError):
    """The trained reader can not be used; rules alone can do without it.

    `problem` is ``missing``, ``altered``, ``packages`` or ``unloadable``; `detail` names the thing.
    """

    def __init__(self, problem: str, detail: str, remedy: str) -> None:
        self.problem, self.detail = problem, detail
        super().__init__(f"the trained reader can not be used ({problem}): {detail}; {remedy}")


class StoreError(KroniekError):
    """The store can not be opened, read or written."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        self.path, self.problem, self.remedy = path, problem, remedy
        super().__init__(f"{path}: {problem}; {remedy}")


class StoreDamagedError(StoreError):
    """Something in the store is not as it was written."""


class StoreBusyError(StoreError):
    """Another process is writing the store."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "another build is busy with this store", "wait until it is done")


class TargetError(KroniekError):
    """An export can not be written where it should."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        self.path, self.problem, self.remedy = path, problem, remedy
        super().__init__(f"{path}: {problem}; {remedy}")


class NotFoundError(KroniekError):
    """An id or name the user gave leads nowhere."""

    def __init__(self, kind: str, value: str, remedy: str) -> None:
        super().__init__(f"no {kind} {value!r}; {remedy}")
