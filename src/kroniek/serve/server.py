"""Run the app on a loopback port until it is stopped."""

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from kroniek.errors import KroniekError
from kroniek.serve.app import make_app
from kroniek.serve.guard import Guard


class PortTakenError(KroniekError):
    """The port asked for can not be listened on."""

    def __init__(self, port: int, problem: str) -> None:
        super().__init__(f"port {port}: {problem}; give another with --port, or 0 for a free one")


def bound(port: int) -> socket.socket:
    """A socket that listens on the loopback address; port 0 takes a free one.

    It listens already, so that a browser opened before the server runs waits instead of failing.
    Raises PortTakenError.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise PortTakenError(port, error.strerror or "can not be used") from error
    return listening


def serve(
    store: Path,
    *,
    port: int,
    language: str,
    writing: bool = True,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve `store` at 127.0.0.1 until interrupted; `ready` is told the address.

    Unless `writing`, nothing can be decided in the pages.
    """
    listening = bound(port)
    taken = listening.getsockname()[1]
    app = make_app(store, language, writing=writing)
    guarded = Guard(app, taken, writing=writing)
    config = uvicorn.Config(guarded, log_level="warning", server_header=False, lifespan="off")
    server = uvicorn.Server(config)
    ready(f"http://127.0.0.1:{taken}/")
    try:
        asyncio.run(server.serve(sockets=[listening]))
    finally:
        if app.state.desk is not None:
            app.state.desk.rebuild.stop()
