"""Every page, in both places: nothing that shuts anybody out, at phone and laptop size, light and dark, small, large, mirrored."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from seeing import HOME, LAPTOP, MADE_AHEAD, ON_THE_SITE_ONLY, PHONE, SMALL, Place, Seen, check_message, go, opened, ready, sideways, widest

from standfast.doors.web.addresses import NUMBERS, address
from standfast.knowledge import home

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VARIANTS = (address("plan", "en", "1"), address("plan", "en", "2"), address("people", "en", "us"))
OTHER_LANGUAGES = tuple(address(page, lang) for lang in home(HOME).languages[1:] for page in ("home", "threat", "plan"))


def barriers(page: Page, axe_text: str) -> list[str]:
    page.evaluate(axe_text)
    found = page.evaluate("(rules) => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })", RULES)
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]


def look_at(page: Page, axe_text: str) -> None:
    """One page in every light and size. Folded parts are opened, as what is in them counts too."""
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    for size in (PHONE, LAPTOP):
        page.set_viewport_size(size)
        for light in ("light", "dark"):
            page.emulate_media(color_scheme=light, reduced_motion="reduce")  # or colours are measured half-way
            assert barriers(page, axe_text) == [], f"{size['width']} px, {light}"
    page.emulate_media(color_scheme="light")
    fits(page)


def fits(page: Page) -> None:
    page.set_viewport_size(SMALL)
    assert sideways(page) <= 0, f"320 px: {widest(page)}"
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert sideways(page) <= 0, f"right to left: {widest(page)}"
    page.evaluate("document.documentElement.dir = 'ltr'")
    page.set_viewport_size(PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert sideways(page) <= 0, f"text at 200 %: {widest(page)}"
    page.evaluate("document.documentElement.style.fontSize = ''")


def stands_firm(page: Page, seen: Seen) -> None:
    """What holds on every page."""
    assert page.title().startswith("Not"), "the title gives nothing away"
    first = page.evaluate("document.querySelector('a[href], button, input, select, textarea, [tabindex=\"0\"]').id")
    assert first == "leave", "the way out is the first thing the keyboard reaches"
    assert page.locator("#people a[href^='tel:']").count() >= 1, "somebody to ring is on every page"
    assert page.locator("h1").count() == 1
    seen.nothing_wrong()


@pytest.mark.parametrize("name", [*(address(one) for one in MADE_AHEAD), *VARIANTS, *OTHER_LANGUAGES, "away.html"])
def test_a_page_made_ahead_shuts_nobody_out(chromium: Browser, site: Place, axe_text: str, name: str):
    with opened(chromium, site) as (page, seen):
        page.context.route("**/worker.js", lambda route: route.abort())
        page.goto(site.at(name))
        expect(page.locator("h1").first).to_be_visible()
        look_at(page, axe_text)
        if name != "away.html":
            assert page.locator("form").count() == 0, "a page without the engine has nothing to fill in"
            stands_firm(page, seen)


@pytest.mark.parametrize("one", [one for one in NUMBERS if one not in ON_THE_SITE_ONLY])
def test_a_page_of_the_app_shuts_nobody_out(chromium: Browser, app: Place, axe_text: str, one: str):
    with opened(chromium, app) as (page, seen):
        if one == "result":
            check_message(page)
        else:
            page.goto(app.at(address(one)))
        look_at(page, axe_text)
        stands_firm(page, seen)


def test_the_pages_of_the_engine_shut_nobody_out(chromium: Browser, site: Place, axe_text: str):
    with opened(chromium, site) as (page, seen):
        ready(page)
        for one in ("ask", "threat", "plan", "message", "keep"):
            page.set_viewport_size(PHONE)
            go(page, address(one))
            look_at(page, axe_text)
            stands_firm(page, seen)
        check_message(page)
        look_at(page, axe_text)
        stands_firm(page, seen)


@pytest.mark.skipif("es" not in home(HOME).languages, reason="the home offers one language")
def test_spanish_pages_say_so_and_are_as_open(chromium: Browser, app: Place, axe_text: str):
    with opened(chromium, app) as (page, seen):
        for one in ("home", "ask", "plan", "message"):
            page.goto(app.at(address(one, "es")))
            assert page.locator("html").get_attribute("lang") == "es"
            assert barriers(page, axe_text) == []
            fits(page)
        seen.nothing_wrong()


def test_forced_colours_keep_every_edge(chromium: Browser, app: Place, axe_text: str):
    with opened(chromium, app, forced_colors="active") as (page, _):
        for one in ("home", "ask", "plan"):
            page.goto(app.at(address(one)))
            edges = page.evaluate(
                """[...document.querySelectorAll("main .do, main .do-quiet, .leave")].filter((e) => e.offsetParent)
                   .map((e) => parseFloat(getComputedStyle(e).borderTopWidth))"""
            )
            assert edges and min(edges) >= 1, "a button that loses its colour keeps an edge"
            found = barriers(page, axe_text)
            # axe reads the colours of the style sheet, and not those that the system puts in their place
            assert [one for one in found if not one.startswith("color-contrast")] == []


def test_nothing_moves_for_who_asked_for_stillness(chromium: Browser, app: Place):
    with opened(chromium, app, reduced_motion="reduce") as (page, _):
        for one in ("home", "ask", "plan"):
            page.goto(app.at(address(one)))
            moving = page.evaluate(
                """[...document.querySelectorAll("*")].filter((e) => { const s = getComputedStyle(e);
                   return s.animationName !== "none" || s.transitionDuration.split(",").some((d) => parseFloat(d) > 0); }).length"""
            )
            assert moving == 0


def test_paper_has_the_numbers_and_none_of_the_buttons(chromium: Browser, app: Place):
    with opened(chromium, app) as (page, _):
        page.goto(app.at(address("plan")))
        page.emulate_media(media="print")
        expect(page.locator("#people")).to_be_visible()
        expect(page.locator("#leave")).to_be_hidden()
        expect(page.locator("#foot")).to_be_hidden()
        for button in page.locator("main button").all():
            expect(button).to_be_hidden()
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert background in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


def test_every_number_can_be_tapped(chromium: Browser, app: Place):
    with opened(chromium, app) as (page, _):
        for one in ("people", "plan"):
            page.goto(app.at(address(one)))
            numbers = page.locator("a[href^='tel:']").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
            assert len(numbers) >= 3
            assert all(set(number.removeprefix("tel:")) <= set("+*#0123456789") for number in numbers)
            loose = page.evaluate(
                """[...document.querySelectorAll("main bdi")].map((e) => e).filter((e) =>
                   /^[+0-9][0-9 ]{2,}$/.test(e.textContent.trim()) && !e.closest("a[href]")).map((e) => e.textContent)"""
            )
            assert loose == [], "a number that cannot be tapped"
