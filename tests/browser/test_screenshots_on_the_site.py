"""Screenshots in the visitor's own browser: read only when asked, nothing leaves, and help with typing where it does not work."""

from __future__ import annotations

import struct
import zlib

import pytest
from playwright.sync_api import Browser, Page, expect
from seeing import ENGINE_WITHIN, Place, Seen, go, opened, ready
from test_accessible import look_at
from test_leaving_both_places import back, bare

from standfast.doors.web.addresses import address

READS_WITHIN = 60_000
TALK = (
    ("other", "hey, remember our video call last night?"),
    ("person", "who is this?"),
    ("other", "I recorded everything. I have your followers list"),
    ("other", "pay 300 dollars in gift cards today or I send the video to all your friends"),
    ("person", "please leave me alone"),
)
LATER = (*TALK[2:], ("other", "you have one hour, then everyone you know gets it"), ("person", "I am going to tell someone"))
DESIGN = """<!doctype html><meta charset="utf-8"><style>
body{margin:0;font:17px/1.35 "DejaVu Sans",sans-serif;background:%s;color:%s;display:flex;flex-direction:column;height:844px}
header{padding:14px 16px;font-weight:bold;border-bottom:1px solid #8888} main{flex:1;padding:14px;display:flex;flex-direction:column;gap:16px}
p{margin:0;padding:9px 13px;border-radius:15px;max-width:70%%}.other{align-self:flex-start;background:%s}.person{align-self:flex-end;background:%s}
small{display:block;text-align:right;font-size:12px;opacity:.75} footer{padding:14px 24px;color:#888}</style>
%s<main>%s</main><footer>Message</footer>"""
LIGHT, DARK = ("#fff", "#111", "#ececec", "#cfe8ff"), ("#101418", "#f2f2f2", "#262b31", "#0b4d78")


def screenshot(browser: Browser, lines: tuple[tuple[str, str], ...], colours: tuple[str, ...] = LIGHT, first: int = 1, head: bool = True) -> bytes:
    rows = "".join(f'<p class="{side}">{text}<small>21:{first + n:02}</small></p>' for n, (side, text) in enumerate(lines))
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2.5)
    page = context.new_page()
    page.set_content(DESIGN % (*colours, "<header>Robin K</header>" if head else "", rows))
    data = page.screenshot()
    context.close()
    return data


def plain_png(width: int, height: int) -> bytes:
    """A white picture of any size in few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\x00" + b"\xff" * ((width + 7) // 8)) * min(height, 4000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def choose(page: Page, *pictures: bytes, tick: bool = True) -> None:
    ready(page)
    go(page, address("message"))
    page.locator("#file").set_input_files([{"name": f"{n}.png", "mimeType": "image/png", "buffer": data} for n, data in enumerate(pictures)])
    if tick:
        page.locator("#words-only").check()
    page.locator("main form button[type=submit]").first.click()


def of_reader(seen: Seen) -> list[str]:
    return [one for one in seen.asked if "/t/" in one or "screens-worker" in one]


def bubbles(page: Page) -> list[list[str]]:
    return page.locator("ol.talk li").evaluate_all(
        """(all) => all.map((one) => { const said = one.querySelector(".said").cloneNode(true);
           for (const more of said.querySelectorAll("a")) more.remove(); return [one.className, said.textContent.trim()]; })"""
    )


def test_without_the_tick_no_picture_is_looked_at_and_nothing_is_loaded(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, seen):
        choose(page, screenshot(chromium, TALK), tick=False)
        expect(page.locator("#fault")).to_contain_text("tick the box")
        expect(page.locator("#screens")).to_be_hidden()
        assert of_reader(seen) == []
        seen.nothing_wrong()


def test_the_reader_is_loaded_only_when_somebody_asks_for_it(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, seen):
        choose(page, screenshot(chromium, TALK))
        expect(page.locator("#screens-load")).to_contain_text("MB")
        expect(page.locator("#screens-says")).to_be_focused()
        page.wait_for_timeout(500)
        assert of_reader(seen) == [], "its size is said before anything is loaded"
        page.keyboard.press("Tab")
        expect(page.locator("#screens-load")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # the words instead
        expect(page.locator("#message")).to_be_focused()
        expect(page.locator("#screens-type")).to_be_visible()
        assert of_reader(seen) == []
        seen.nothing_wrong()


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_a_screenshot_has_its_sides_and_its_verdict(chromium: Browser, site: Place, colours: tuple[str, ...]):
    with opened(chromium, site) as (page, seen):
        choose(page, screenshot(chromium, TALK, colours))
        page.locator("#screens-load").click()
        expect(page.locator("#verdict")).to_be_visible(timeout=READS_WITHIN)
        expect(page.locator("#verdict")).to_have_attribute("data-kind", "image-threat")
        shown = bubbles(page)
        for side, text in (TALK[1], TALK[3]):
            start = " ".join(text.split()[:2])
            assert [row[0] for row in shown if row[1].startswith(start)] == [side], shown
        assert all(one.startswith("GET ") for one in seen.asked), "no picture and no word goes anywhere"
        seen.nothing_wrong()


def test_two_screenshots_of_one_conversation_become_one(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, seen):
        choose(page, screenshot(chromium, TALK), screenshot(chromium, LATER, first=3, head=False))
        page.locator("#screens-load").click()
        expect(page.locator("#verdict")).to_be_visible(timeout=READS_WITHIN)
        shown = [text for _, text in bubbles(page)]
        assert sum(text.startswith("please leave") for text in shown) == 1, "what stands on both is there once"
        assert any(text.startswith("you have one hour") for text in shown)
        asked = len(of_reader(seen))
        choose_again(page, screenshot(chromium, LATER))
        expect(page.locator("#verdict")).to_be_visible(timeout=READS_WITHIN)
        assert len(of_reader(seen)) == asked, "it is loaded once"
        seen.nothing_wrong()


def choose_again(page: Page, picture: bytes) -> None:
    go(page, address("message"))
    page.locator("#file").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": picture})
    page.locator("#words-only").check()
    page.locator("main form button[type=submit]").first.click()


def test_words_that_were_read_wrongly_can_be_corrected(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, seen):
        choose(page, screenshot(chromium, TALK))
        page.locator("#screens-load").click()
        expect(page.locator("#verdict")).to_be_visible(timeout=READS_WITHIN)
        page.locator("summary", has_text="Correct it").click()
        words = page.locator("#again").input_value()
        assert "Me: who is this?" in words and "Them: pay 300" in words
        page.locator("#again").fill(words.replace("300", "450"))
        page.locator("form:has(#again) button").click()
        expect(page.locator("main")).to_contain_text("450")
        seen.nothing_wrong()


@pytest.mark.parametrize(
    ("picture", "says"),
    [
        (plain_png(12_000, 9_000), "too large"),
        (plain_png(400, 700), "well enough"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 900, "cannot be opened"),
        (b"\xff\xd8\xff\xe0" + b"\x01" * 900, "cannot be opened"),
    ],
    ids=["108 megapixels", "no words", "broken png", "broken jpeg"],
)
def test_a_picture_that_cannot_be_read_leads_to_typing(chromium: Browser, site: Place, picture: bytes, says: str):
    with opened(chromium, site) as (page, seen):
        choose(page, picture)
        page.locator("#screens-load").click()
        expect(page.locator("#screens-says")).to_contain_text(says, timeout=READS_WITHIN)
        expect(page.locator("#screens-type li")).to_have_count(4)
        expect(page.locator("#message")).to_be_focused()
        expect(page.locator("#screens-bar")).to_be_hidden()
        seen.nothing_wrong()


def test_where_the_reader_cannot_load_typing_is_offered(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, _):
        page.context.route("**/t/**", lambda route: route.abort())
        choose(page, screenshot(chromium, TALK))
        page.locator("#screens-load").click()
        expect(page.locator("#screens-says")).to_contain_text("does not work", timeout=READS_WITHIN)
        expect(page.locator("#screens-type")).to_be_visible()


def test_a_reader_that_is_not_the_one_that_was_built_is_not_run(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, _):
        page.context.route("**/t/core.js", lambda route: route.fulfill(body="self.postMessage({id: 1})", content_type="text/javascript"))
        choose(page, screenshot(chromium, TALK))
        page.locator("#screens-load").click()
        expect(page.locator("#screens-says")).to_contain_text("does not work", timeout=READS_WITHIN)


def workers_left(page: Page, count: int) -> None:
    for _ in range(80):
        if len(page.workers) == count:
            return
        page.wait_for_timeout(25)
    raise AssertionError([worker.url for worker in page.workers])


def test_reading_can_be_stopped_and_started_again(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, _):
        choose(page, screenshot(chromium, TALK), screenshot(chromium, LATER))
        page.locator("#screens-load").click()
        expect(page.locator("#screens-says")).to_contain_text("1 of 2", timeout=READS_WITHIN)
        page.locator("#screens-stop").click()
        expect(page.locator("#message")).to_be_focused()
        workers_left(page, 1)  # the reader ended, the engine runs
        page.locator("main form button[type=submit]").first.click()
        page.locator("#screens-load").click()
        expect(page.locator("#verdict")).to_be_visible(timeout=READS_WITHIN)


def test_leaving_while_it_reads_ends_the_reader_and_brings_nothing_back(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, seen):
        choose(page, *[screenshot(chromium, TALK)] * 3)
        page.locator("#screens-load").click()
        expect(page.locator("#screens-says")).to_contain_text("of 3", timeout=READS_WITHIN)
        page.locator("#leave").click()
        bare(page)
        workers_left(page, 0)
        for _ in range(3):
            back(page)
            assert "300" not in page.locator("body").inner_text()
        assert seen.strangers == []


def test_help_with_typing_and_the_offer_shut_nobody_out(chromium: Browser, site: Place, axe_text: str):
    with opened(chromium, site) as (page, seen):
        choose(page, screenshot(chromium, TALK))
        expect(page.locator("#screens-load")).to_be_visible()
        look_at(page, axe_text)
        page.locator("#screens-stop").click()
        look_at(page, axe_text)
        seen.nothing_wrong()


def test_kept_on_the_phone_the_reader_is_kept_only_where_it_was_loaded(chromium: Browser, site: Place):
    names = """caches.keys().then(async (all) => (await Promise.all(all.map(async (name) => (await (await caches.open(name)).keys())
      .map(({ url }) => url)))).flat().filter((url) => url.includes("/t/")).length)"""
    with opened(chromium, site) as (page, _):
        ready(page)
        go(page, address("keep"))
        page.locator("#keep-it").click()
        expect(page.locator("#keep-state")).to_contain_text("kept", timeout=ENGINE_WITHIN, ignore_case=True)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        assert page.evaluate(names) == 0
        choose_again(page, screenshot(chromium, TALK))
        page.locator("#screens-load").click()
        expect(page.locator("#verdict")).to_be_visible(timeout=READS_WITHIN)
        page.wait_for_timeout(1_500)
        assert page.evaluate(names) >= 3
        page.context.set_offline(True)
        page.goto(site.at(address("message")))
        choose(page, screenshot(chromium, TALK))
        page.locator("#screens-load").click()
        expect(page.locator("#verdict")).to_be_visible(timeout=READS_WITHIN)
