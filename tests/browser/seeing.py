"""What the browser tests look at: the two places, the pages of each, and what must never happen on any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from attrs import define, field, frozen
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, expect

from standfast.doors.web.addresses import NEED_A_PERSON, NUMBERS, address

PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 568}
LAPTOP = {"width": 1280, "height": 800}
HOME = "GB-derbyshire"
PROBE = "standfast.invalid"
"""The site asks for this address at its start, to see that the browser refuses: the one refusal that is wanted."""
ENGINE_WITHIN = 60_000
ON_THE_SITE_ONLY = ("keep",)
MADE_AHEAD = tuple(page for page in NUMBERS if page not in NEED_A_PERSON)
THREAT = "I have your pictures and I will send them to all your friends unless you pay 500 euros by tomorrow."
_TELL_OF_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
  console.error("refused by policy: " + event.effectiveDirective + " " + event.blockedURI));"""


@frozen
class Place:
    """``enter`` gives the address to open first: the one-time link of the app, the first page of the site."""

    where: str
    base: str
    enter: Callable[[], str]

    def at(self, name: str) -> str:
        return self.base + name


@define(slots=False)  # playwright hangs an attribute of its own on whoever listens
class Seen:
    """Counts what must never happen, in one browser context."""

    origin: str
    violations: list[str] = field(factory=list[str])
    errors: list[str] = field(factory=list[str])
    strangers: list[str] = field(factory=list[str])
    asked: list[str] = field(factory=list[str])

    def watch(self, context: BrowserContext) -> None:
        context.add_init_script(_TELL_OF_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        text = message.text
        refused = "Content Security Policy" in text or "refused by policy" in text or "TrustedHTML" in text
        if refused and PROBE not in text:
            self.violations.append(text)

    def _request(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme in {"data", "blob"}:
            return
        self.asked.append(f"{request.method} {request.url}")
        if f"{where.scheme}://{where.netloc}" != self.origin and where.netloc != PROBE:
            self.strangers.append(request.url)

    def nothing_wrong(self) -> None:
        assert self.violations == [], "the policy of the page was broken"
        assert self.errors == [], "a script failed"
        assert self.strangers == [], "something outside was asked"


def origin_of(place: Place) -> str:
    where = urlsplit(place.base)
    return f"{where.scheme}://{where.netloc}"


@contextmanager
def opened(browser: Browser, place: Place, **settings: Any) -> Iterator[tuple[Page, Seen]]:
    """A fresh visitor, already on the first page."""
    context = browser.new_context(**({"viewport": PHONE} | settings))
    context.set_default_timeout(20_000)
    seen = Seen(origin_of(place))
    seen.watch(context)
    page = context.new_page()
    try:
        page.goto(place.enter())
        yield page, seen
    finally:
        context.close()


def ready(page: Page) -> None:
    """Waits until the pages come from the engine. In the app they always do."""
    expect(page.locator("body[data-live='yes']")).to_be_attached(timeout=ENGINE_WITHIN)


def go(page: Page, name: str) -> None:
    """Follows a link to another page, as a visitor does; on the site that keeps the engine."""
    before = page.locator("main h1").first.element_handle()
    page.evaluate(
        """(name) => { const link = document.createElement("a"); link.href = name; link.textContent = "on";
           document.getElementById("main").append(link); link.click(); }""",
        name,
    )
    _gone(page, before)
    expect(page.locator("main h1").first).to_be_visible()


def _gone(page: Page, handle: Any) -> None:
    """Waits until the old heading has left the page. No wait_for_function: the policy forbids evaluated strings."""
    for _ in range(400):
        try:
            if not handle.evaluate("(node) => node.isConnected"):
                return
        except Error:
            return
        page.wait_for_timeout(25)
    raise AssertionError("the page did not change")


def check_message(page: Page, text: str = THREAT) -> None:
    """Pastes a message on the message page and waits for what is found."""
    go(page, address("message"))
    page.locator("#message").fill(text)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("#verdict")).to_be_visible()


def sideways(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def widest(page: Page) -> str:
    """What makes the page too wide, for the failure's message: the innermost elements that stick out furthest."""
    return page.evaluate(
        """() => { const wide = document.documentElement.clientWidth;
           const out = (e) => { const b = e.getBoundingClientRect(); return b.width ? Math.max(b.right - wide, -b.left) : 0; };
           const inner = [...document.body.querySelectorAll("*")].filter((e) => out(e) > 1 && ![...e.children].some((c) => out(c) > 1));
           const tight = inner.filter((e) => { const r = document.createRange(); r.selectNodeContents(e);
             return [...r.getClientRects()].some((b) => b.right > wide + 1 || b.left < -1); });
           return [...tight, ...inner].slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(" | "); }"""
    )
