"""A conversation in the app and on the site: sides, steps, which one is you; open to everybody, and gone after leaving."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from seeing import ENGINE_WITHIN, Place, go, opened, ready
from test_accessible import look_at
from test_leaving_both_places import back, bare

from standfast.doors.web.addresses import address

TALK = """[24/11/2026, 18:02:11] Mia: hey, saw you in the game chat. you seem nice
[24/11/2026, 18:03:40] Ben: hi, thanks
[24/11/2026, 18:20:05] Mia: add me on snap, easier there
[24/11/2026, 20:41:00] Mia: send me a pic of you, i sent you mine
[24/11/2026, 20:59:12] Ben: ok
[24/11/2026, 21:04:11] Mia: i recorded everything. i have all your followers
[24/11/2026, 21:05:09] Mia: pay 300 euros in 2 hours or i send it to all of them
"""
LONG = 4_000_000


def check_talk(page: Page, text: str = TALK) -> None:
    go(page, address("message"))
    page.locator("#file").set_input_files({"name": "chat.txt", "mimeType": "text/plain", "buffer": text.encode()})
    page.locator("main form button[type=submit]").first.click()


def test_which_one_is_you_is_asked_and_sides_are_shown(chromium: Browser, place: Place):
    with opened(chromium, place) as (page, seen):
        ready(page)
        check_talk(page)
        expect(page.locator(".trap-steps li.seen")).not_to_have_count(0)
        page.get_by_role("radio", name="Ben").check()
        page.locator("form:has(input[name=me]) button").click()
        expect(page.locator("ol.talk li.person").first).to_contain_text("Me")
        expect(page.locator("ol.talk li.other", has_text="pay 300")).to_have_count(1)
        assert page.locator("ol.talk li.person mark").count() == 0, "the person's own words are no evidence"
        person, other = (page.locator(f"ol.talk li.{side}").first.bounding_box() for side in ("person", "other"))
        assert person is not None and other is not None
        assert person["x"] > other["x"], "the person's bubbles stand apart from the other side's"
        seen.nothing_wrong()


def test_a_conversation_shuts_nobody_out(chromium: Browser, place: Place, axe_text: str):
    with opened(chromium, place) as (page, seen):
        ready(page)
        check_talk(page)
        expect(page.locator("ol.talk")).to_be_visible()
        look_at(page, axe_text)
        seen.nothing_wrong()


def test_the_keyboard_answers_which_one_is_you(chromium: Browser, place: Place):
    with opened(chromium, place) as (page, _):
        ready(page)
        check_talk(page)
        page.get_by_role("radio", name="Ben").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("ol.talk li.person").first).to_be_visible()


def test_without_a_script_the_app_answers_too(chromium: Browser, app: Place, tmp_path: Path):
    (tmp_path / "chat.txt").write_text(TALK, "utf-8")
    with opened(chromium, app, java_script_enabled=False) as (page, _):
        page.goto(app.at(address("message")))
        page.locator("#file").set_input_files(tmp_path / "chat.txt")
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator("ol.talk li").first).to_be_visible()
        page.get_by_role("radio", name="Ben").check()
        page.locator("form:has(input[name=me]) button").click()
        expect(page.locator("ol.talk li.person").first).to_be_visible()


def test_after_leaving_a_conversation_nothing_of_it_comes_back(chromium: Browser, place: Place):
    with opened(chromium, place) as (page, seen):
        ready(page)
        check_talk(page)
        expect(page.locator("ol.talk")).to_be_visible()
        page.locator("#leave").click()
        bare(page)
        for _ in range(3):
            back(page)
            assert "300" not in page.locator("body").inner_text()
        page.goto(place.enter())
        ready(page)
        go(page, address("result"))
        expect(page.locator("#verdict")).to_have_count(0)
        assert seen.strangers == []


def test_a_long_conversation_is_read_while_the_page_says_so(chromium: Browser, site: Place):
    lines = "".join(f"[24/11/2026, 10:{n // 60 % 60:02}:{n % 60:02}] {'Mia' if n % 2 else 'Ben'}: we talked about school and the garden {n}\n" for n in range(56_000))
    with opened(chromium, site) as (page, seen):
        ready(page)
        page.set_default_timeout(ENGINE_WITHIN)
        check_talk(page, lines[: LONG - len(TALK)].rpartition("\n")[0] + "\n" + TALK)
        expect(page.locator("#busy")).to_be_visible()
        expect(page.locator("#verdict")).to_be_visible(timeout=2 * ENGINE_WITHIN)
        expect(page.locator("#busy")).to_have_count(0)
        seen.nothing_wrong()
