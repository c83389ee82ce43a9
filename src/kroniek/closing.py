"""What is open and must be closed, as a context manager."""

from types import TracebackType
from typing import Protocol, Self


class _Open(Protocol):
    def close(self) -> None: ...


class Closing:
    """Closes itself at the end of a ``with`` block, whatever happened in it; needs a `close`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self: _Open,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
