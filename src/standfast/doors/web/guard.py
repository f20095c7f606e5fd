"""The locks of the local server. Loopback is no wall: any page in the browser and any user of the machine can knock.

Each request must name this very host (DNS rebinding), carry the session that the one-time key opened, and come from these
pages themselves: pages of another port of this machine are "same site" and would bring the cookie along. The check of
Sec-Fetch-Site and Origin follows Filippo Valsorda's cross-origin rule, but refuses a post that carries neither.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .addresses import AWAY
from .sessions import Sessions

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
ALWAYS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
SAFE = ("GET", "HEAD")
WITHOUT_SESSION = frozenset({AWAY, "a/tokens.css", "a/look.css", "a/art/blank.svg"})
"""What the neutral page needs; it says nothing of the subject."""
STAY = "stay"


class Guard:
    """Wraps the pages. ``port`` is asked for at each request: it is known only once the server listens."""

    def __init__(self, app: ASGIApp, sessions: Sessions, port: Callable[[], int], shut: str) -> None:
        self.app, self.sessions, self.port, self.shut = app, sessions, port, shut

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        answer = self._refused(request) or self._let_in(request) or self._without_page(request)
        await (answer or self.app)(scope, receive, self._with_headers(send, leaving=answer is None and _path(request) == AWAY))

    def _refused(self, request: Request) -> Response | None:
        """Asks nothing of the session: who is refused here must not keep one alive."""
        if request.headers.get("host", "") not in (f"127.0.0.1:{self.port()}", f"localhost:{self.port()}"):
            return self._closed(421)
        if request.method in SAFE:
            return self._closed(403) if _from_elsewhere(request) else None
        if request.method != "POST":
            return self._closed(405)
        return None if _from_here(request.headers) else self._closed(403)

    def _let_in(self, request: Request) -> Response | None:
        """Swaps the key for a cookie, and leads on so that the key leaves the address bar."""
        if not (request.method == "GET" and _path(request) == "" and "key" in request.query_params):
            return None
        secret = self.sessions.exchange(request.query_params["key"])
        if not secret and not self._is_open(request):
            return self._closed(403)
        answer = RedirectResponse("/", 303)
        if secret:
            answer.set_cookie(self.sessions.cookie, secret, httponly=True, samesite="strict", path="/")
        return answer

    def _without_page(self, request: Request) -> Response | None:
        """The answer where the pages are not asked: to somebody without a session, and to a sign of life."""
        if _path(request) not in WITHOUT_SESSION and not self._is_open(request):
            return self._closed(403)
        return Response(status_code=204) if request.method == "POST" and _path(request) == STAY else None

    def _is_open(self, request: Request) -> bool:
        return self.sessions.is_open(request.cookies.get(self.sessions.cookie, ""))

    def _closed(self, status: int) -> Response:
        return HTMLResponse(self.shut, status)

    def _with_headers(self, send: Send, *, leaving: bool) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers[name] = value
                if leaving:
                    headers["clear-site-data"] = '"cache", "cookies", "storage"'
                    headers.append("set-cookie", f"{self.sessions.cookie}=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        return sending


def _path(request: Request) -> str:
    return str(request.scope["path"]).removeprefix("/")


def _from_elsewhere(request: Request) -> bool:
    """Whether another page asks for this. A link to the first page may stand anywhere: it shows nothing without a session."""
    return _path(request) != "" and request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none")


def _from_here(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return headers.get("origin", "") == f"http://{headers.get('host', '')}"
