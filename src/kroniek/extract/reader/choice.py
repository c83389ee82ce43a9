"""Whether the trained reader reads along, or rules alone do, and why."""

from dataclasses import dataclass

from kroniek.errors import ReaderError
from kroniek.extract.reader.model import ReaderModel, default_model
from kroniek.model.reading import RULES_ALONE, ReaderUse


@dataclass(frozen=True, slots=True)
class Choice:
    """The model that reads along, or None; and what is said of that."""

    model: ReaderModel | None
    use: ReaderUse

    @property
    def key(self) -> str:
        """Differs whenever what is found may differ for it."""
        return self.model.manifest.key if self.model else "rules"

    def tried(self) -> "Choice":
        """This choice once the model is loaded; rules alone if it can not be."""
        if self.model is None:
            return self
        try:
            _ = self.model.engine
        except ReaderError as error:
            return _rules(error)
        return self


def chosen(*, reader: bool, threads: int = 0) -> Choice:
    """The reader that comes with Kroniek, if it is asked for and can be used; nothing is loaded.

    `threads` are those it reads with; 0 takes as many as there are cores.
    """
    if not reader:
        return Choice(None, RULES_ALONE)
    try:
        model = default_model(threads=threads)
    except ReaderError as error:
        return _rules(error)
    told = model.manifest
    return Choice(model, ReaderUse(f"{told.name} {told.version}"))


def _rules(error: ReaderError) -> Choice:
    return Choice(None, ReaderUse(None, error.problem, error.detail))
