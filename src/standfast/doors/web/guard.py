"""The locks of the local server. Loopback is no wall: any page in the browser and any user of the machine can knock.

Each request must name this very host (DNS rebinding), carry the session that the one-time key opened, and, where it changes
something, come from these pages themselves. The check of Sec-Fetch-Site and Origin follows Filippo Valsorda's cross-origin rule.
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
WITHOUT_SESSION = frozenset({"/" + AWAY, "/a/tokens.css", "/a/look.css", "/a/art/blank.svg"})
"""What the neutral page needs; it says nothing of the subject."""
STAY = "/stay"


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
        refusal = self._refusal(request)
        secret = request.cookies.get(self.sessions.cookie, "")
        if refusal is None and "key" in request.query_params:
            refusal = self._let_in(request)
        elif refusal is None and scope["path"] not in WITHOUT_SESSION and not self.sessions.is_open(secret):
            refusal = self._closed(403)
        elif refusal is None and scope["path"] == STAY:
            refusal = Response(status_code=204)
        await (refusal or self.app)(scope, receive, self._with_headers(send, leaving=scope["path"] == "/" + AWAY))

    def _refusal(self, request: Request) -> Response | None:
        if request.headers.get("host", "") not in (f"127.0.0.1:{self.port()}", f"localhost:{self.port()}"):
            return self._closed(421)
        if request.method in SAFE:
            return None
        if request.method != "POST":
            return self._closed(405)
        return None if self._from_here(request.headers) else self._closed(403)

    def _from_here(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site == "same-origin"
        return headers.get("origin", "") == f"http://{headers.get('host', '')}"

    def _let_in(self, request: Request) -> Response:
        secret = self.sessions.exchange(request.query_params["key"])
        if not secret:
            return self._closed(403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.sessions.cookie, secret, httponly=True, samesite="strict", path="/")
        return answer

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
