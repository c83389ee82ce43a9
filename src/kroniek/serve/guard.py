"""What stands before every answer: loopback hosts only, forms of our own only, a strict policy."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

Scope = Any
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
        " require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "x-content-type-options": "nosniff",
    # Not "no-referrer": a browser would then hide from us that a form is our own (Origin: null).
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
    "cache-control": "no-store",
}


class Guard:
    """ASGI middleware: refuses foreign hosts and origins, and whatever is not ours to answer.

    A page elsewhere on the web may have its name resolve to this computer (DNS rebinding), so the
    Host header must be a loopback name with our own port; a request that names another Origin, or
    that a browser marks as coming from another site, is refused too. What is posted must name our
    own Origin; unless `writing`, nothing can be posted at all.
    """

    def __init__(self, app: App, port: int, *, writing: bool = True) -> None:
        self.app = app
        self.methods = {"GET", "HEAD", "POST"} if writing else {"GET", "HEAD"}
        self.hosts = frozenset(f"{name}:{port}" for name in LOOPBACK)

    def refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """Status and reason if this request must not be answered."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return 421, "This is Kroniek on one computer; it answers to localhost only."
        if method not in self.methods:
            return 405, "These pages can only be read."
        if self._is_foreign(headers, hosts[0].lower(), posts=method == "POST"):
            return 403, "Requests from other sites are refused."
        return None

    def _is_foreign(self, headers: Headers, host: str, *, posts: bool) -> bool:
        """Whether another site asks. A link that is followed may come from anywhere."""
        origins = [origin.lower() for origin in headers.getlist("origin")]
        if posts and origins != [f"http://{host}"]:
            return True
        if not {f"http://{one}" for one in self.hosts}.issuperset(origins):
            return True
        # A page on another port of this computer is "same-site", and as foreign as any.
        if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
            return False
        followed = headers.get("sec-fetch-mode") == "navigate" and (
            headers.get("sec-fetch-dest", "document") == "document"
        )
        return posts or not followed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse, one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Any) -> None:  # noqa: ANN401 (ASGI messages are untyped)
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refused = self.refusal(scope["method"], Headers(scope=scope))
        if refused is None:
            await self.app(scope, receive, guarded)
        else:
            status, reason = refused
            await PlainTextResponse(reason + "\n", status)(scope, receive, guarded)
