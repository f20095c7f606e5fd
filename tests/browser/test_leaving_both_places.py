"""The quick exit where the pages really run: nothing to come back to, in the app and on the site."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from seeing import THREAT, Place, check_message, go, opened, ready

from standfast.doors.web.addresses import address

GIVEAWAY = re.compile(r"500 euros|pictures|threat|plan|helpline|Childline", re.IGNORECASE)


def _press(key: str) -> Callable[[Page], None]:
    def three_times(page: Page) -> None:
        for _ in range(3):
            page.keyboard.press(key)

    return three_times


EXITS = {"click": lambda page: page.locator("#leave").click(), "Escape": _press("Escape"), "Shift": _press("Shift")}


def bare(page: Page) -> None:
    """What is on the screen after leaving says nothing."""
    expect(page).to_have_url(re.compile(r"/away\.html$"))
    assert page.title() == "Notes"
    assert not GIVEAWAY.search(page.locator("body").inner_text())


def back(page: Page) -> None:
    page.evaluate("setTimeout(() => history.back())")  # by itself it would end the page that is to answer
    page.wait_for_timeout(700)
    page.wait_for_load_state()


@pytest.mark.parametrize("way", EXITS)
def test_leaving_lands_on_a_bare_page_and_back_shows_nothing(chromium: Browser, place: Place, way: str):
    with opened(chromium, place) as (page, seen):
        ready(page)
        check_message(page)
        EXITS[way](page)
        bare(page)
        for _ in range(4):
            back(page)
            assert not GIVEAWAY.search(page.locator("body").inner_text()), "Back brought something back"
        assert seen.strangers == []


def test_whoever_returns_on_purpose_starts_anew(chromium: Browser, place: Place):
    with opened(chromium, place) as (page, _):
        ready(page)
        check_message(page)
        page.locator("#leave").click()
        bare(page)
        page.goto(place.enter())
        ready(page)
        go(page, address("message"))
        expect(page.locator("#message")).to_have_value("")
        go(page, address("result"))
        expect(page.locator("#verdict")).to_have_count(0)


def test_a_capital_letter_is_no_exit(chromium: Browser, place: Place):
    with opened(chromium, place) as (page, _):
        ready(page)
        go(page, address("message"))
        page.locator("#message").focus()
        for _ in range(4):
            page.keyboard.press("Shift+A")
        page.wait_for_timeout(300)
        expect(page.locator("#message")).to_have_value("AAAA")


def test_after_a_while_alone_the_page_warns_and_then_leaves(chromium: Browser, place: Place):
    with opened(chromium, place) as (page, _):
        ready(page)
        check_message(page, THREAT)
        page.evaluate("document.body.dataset.idle = '4'; document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.locator("#idle")).to_be_visible(timeout=8_000)
        expect(page).to_have_url(re.compile(r"/away\.html$"), timeout=10_000)
        bare(page)
        back(page)
        assert not GIVEAWAY.search(page.locator("body").inner_text())


def test_the_warning_can_be_put_off(chromium: Browser, place: Place):
    with opened(chromium, place) as (page, _):
        ready(page)
        go(page, address("message"))
        page.locator("#message").fill("still here")
        page.evaluate("document.body.dataset.idle = '6'; document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.locator("#idle")).to_be_visible(timeout=8_000)
        page.evaluate("document.body.dataset.idle = '900'")
        page.locator("#idle-stay").click()
        expect(page.locator("#idle")).to_be_hidden()
        page.wait_for_timeout(3_500)
        expect(page.locator("#message")).to_have_value("still here")
