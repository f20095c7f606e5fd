"""A case in the app and on the site: carried from one to the other and back, gone after leaving and after a while, open to everybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from seeing import LAPTOP, SMALL, THREAT, Place, check_message, go, opened, ready, sideways, widest
from test_accessible import look_at

from standfast import keep
from standfast.doors.web.addresses import address
from standfast.keep.case_file import CaseFile
from standfast.pipeline.case import mark

PHRASE = "copper lantern violet orchard seven"
LOCKS_WITHIN = 30_000
"""ms: a passphrase costs a second on purpose, and this machine may be busy."""


def start_case(page: Page) -> None:
    go(page, address("case"))
    page.locator("#new-pass").fill(PHRASE)
    page.locator("#new-again").fill(PHRASE)
    page.locator("form:has(#new-pass) button[type=submit]").click()
    expect(page.locator("#saved-state")).to_be_visible(timeout=LOCKS_WITHIN)


def save(page: Page, where: Path) -> Path:
    with page.expect_download(timeout=LOCKS_WITHIN) as got:
        page.locator("form[data-file] button").first.click()
    assert got.value.suggested_filename == "notes.standfast"
    got.value.save_as(where)
    expect(page.locator("#saved-state[data-saved=yes]")).to_be_visible(timeout=LOCKS_WITHIN)
    return where


def open_case(page: Page, file: Path, passphrase: str = PHRASE) -> None:
    go(page, address("case"))
    page.locator("#case-file").set_input_files(file)
    page.locator("#open-pass").fill(passphrase)
    page.locator("form:has(#open-pass) button[type=submit]").click()


def write_note(page: Page, text: str) -> None:
    go(page, address("case-add") + "?w=0")
    page.locator("textarea").fill(text)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#saved-state")).to_be_visible()


def test_a_case_goes_from_the_site_to_the_computer_and_back(chromium: Browser, site: Place, tmp_path: Path):
    with opened(chromium, site) as (page, seen):
        ready(page)
        start_case(page)
        check_message(page)
        page.locator("form:has(input[value=keep]) button").click()
        expect(page.locator("#saved-state[data-saved=no]")).to_be_visible()
        write_note(page, "Written on the phone.")
        made = save(page, tmp_path / "notes.standfast")
        seen.nothing_wrong()
    with CaseFile.open(made, PHRASE) as file:
        assert file.bytes_of("0001").decode() == THREAT
        assert [note.text for note in file.case.notes] == ["Written on the phone."]
        assert keep.check(file.case) == ()
        from datetime import datetime

        file.save(keep.noted(file.case, "Written on the computer.", mark(datetime.now().astimezone())))
    with opened(chromium, site) as (page, seen):
        ready(page)
        open_case(page, made)
        expect(page.locator("#saved-state[data-saved=yes]")).to_be_visible(timeout=LOCKS_WITHIN)
        expect(page.locator("main")).to_contain_text("Written on the computer.")
        page.locator("a[href*='v=1']").click()
        expect(page.locator("#log-holds")).to_be_visible()
        write_note(page, "Written on the phone again.")
        back = save(page, tmp_path / "again.standfast")
        seen.nothing_wrong()
    with CaseFile.open(back, PHRASE) as file:
        assert len(file.case.notes) == 3
        assert file.bytes_of("0001").decode() == THREAT


def test_a_case_of_the_app_opens_in_the_app(chromium: Browser, app: Place, tmp_path: Path):
    with opened(chromium, app) as (page, seen):
        start_case(page)
        write_note(page, "Only for me.")
        made = save(page, tmp_path / "notes.standfast")
        page.locator("#lock button").click()
        expect(page.locator("#case-file")).to_be_visible()
        open_case(page, made)
        expect(page.locator("main")).to_contain_text("Only for me.", timeout=LOCKS_WITHIN)
        seen.nothing_wrong()


def test_a_wrong_passphrase_is_one_sentence_and_the_page_stays(chromium: Browser, place: Place, tmp_path: Path):
    with opened(chromium, place) as (page, _):
        ready(page)
        start_case(page)
        made = save(page, tmp_path / "notes.standfast")
        page.locator("#lock button").click()
        expect(page.locator("#case-file")).to_be_visible()
        open_case(page, made, "something else here")
        expect(page.locator("#fault")).to_contain_text("passphrase", timeout=LOCKS_WITHIN)
        (tmp_path / "cut.standfast").write_bytes(made.read_bytes()[:-50])
        open_case(page, tmp_path / "cut.standfast")
        expect(page.locator("#fault")).to_contain_text("cut", timeout=LOCKS_WITHIN)


def test_the_strength_is_shown_while_it_is_typed(chromium: Browser, place: Place):
    with opened(chromium, place) as (page, seen):
        ready(page)
        go(page, address("case"))
        page.locator("#new-pass").press_sequentially("password")
        expect(page.locator("#strength[data-score='0']")).to_be_visible(timeout=LOCKS_WITHIN)
        page.locator("#new-pass").fill(PHRASE)
        expect(page.locator("#strength[data-score='4']")).to_be_visible(timeout=LOCKS_WITHIN)
        seen.nothing_wrong()


def test_the_locks_are_loaded_only_by_whoever_opens_a_case(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, seen):
        ready(page)
        go(page, address("letters"))
        go(page, address("case"))
        assert not [one for one in seen.asked if "/c/" in one]
        start_case(page)
        assert [one for one in seen.asked if one.endswith("/c/age.js")]


def test_leaving_drops_the_key(chromium: Browser, place: Place):
    with opened(chromium, place) as (page, _):
        ready(page)
        start_case(page)
        write_note(page, "Only for me.")
        page.locator("#leave").click()
        expect(page).to_have_url(place.at("away.html"))
        assert page.workers == []
        page.goto(place.enter())
        ready(page)
        go(page, address("case"))
        expect(page.locator("#case-file")).to_be_visible()
        assert "Only for me." not in page.locator("body").inner_text()


def test_nobody_there_for_a_while_locks_the_case(chromium: Browser, place: Place):
    with opened(chromium, place) as (page, _):
        ready(page)
        start_case(page)
        assert page.locator("body").get_attribute("data-idle") == "900"
        page.evaluate("document.body.dataset.idle = '2'; document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
        expect(page).to_have_url(place.at("away.html"), timeout=LOCKS_WITHIN)
        assert page.workers == []
        page.goto(place.enter())
        ready(page)
        go(page, address("case"))
        expect(page.locator("#case-file")).to_be_visible()


def test_a_letter_is_filled_in_copied_and_saved(chromium: Browser, place: Place):
    with opened(chromium, place, permissions=["clipboard-read", "clipboard-write"]) as (page, seen):
        ready(page)
        check_message(page)
        go(page, address("letters"))
        page.locator("main ul.choices a").first.click()
        expect(page.locator(".paper.document")).to_be_visible()
        page.locator("[data-copy]").click()
        expect(page.locator(".copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert len(copied) > 80 and copied == page.locator("#letter-text").input_value()
        with page.expect_download() as got:
            page.locator("a[data-save]").first.click()
        assert got.value.suggested_filename == "letter.txt"
        assert Path(got.value.path()).read_text("utf-8") == copied
        seen.nothing_wrong()


def test_on_paper_there_is_the_letter_alone(chromium: Browser, place: Place):
    with opened(chromium, place) as (page, _):
        ready(page)
        go(page, address("letters"))
        page.locator("main ul.choices a").first.click()
        expect(page.locator("div.paper")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator("div.paper")).to_be_visible()
        for part in (".bar", "#people", "#foot", "form", ".back", "h1"):
            for one in page.locator(part).all():
                assert not one.is_visible(), part


def test_the_case_pages_shut_nobody_out(chromium: Browser, place: Place, axe_text: str):
    with opened(chromium, place) as (page, seen):
        ready(page)
        go(page, address("case"))
        look_at(page, axe_text)
        start_case(page)
        check_message(page)
        page.locator("form:has(input[value=keep]) button").click()
        expect(page.locator("#saved-state[data-saved=no]")).to_be_visible()
        look_at(page, axe_text)
        for name in (f"{address('case-add')}?w=1", address("case-seal"), address("letters")):
            go(page, name)
            look_at(page, axe_text)
        page.locator("main ul.choices a").first.click()
        expect(page.locator("div.paper")).to_be_visible()
        look_at(page, axe_text)
        seen.nothing_wrong()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out_on_a_small_phone(chromium: Browser, app: Place, scheme: str, axe_text: str):
    with opened(chromium, app, viewport=SMALL, color_scheme=scheme) as (page, _):
        start_case(page)
        check_message(page)
        page.locator("form:has(input[value=keep]) button").click()
        for name in (address("case"), f"{address('case-add')}?w=2", address("case-seal"), address("letters"), f"{address('letter')}?l=0"):
            go(page, name)
            assert sideways(page) <= 0, f"{name}: {widest(page)}"
            look_at(page, axe_text)


def test_the_keyboard_starts_and_locks_a_case(chromium: Browser, app: Place, tmp_path: Path):
    with opened(chromium, app, viewport=LAPTOP) as (page, _):
        go(page, address("case"))
        page.locator("#new-pass").focus()
        page.keyboard.type(PHRASE)
        page.locator("#new-again").focus()
        page.keyboard.type(PHRASE)
        page.keyboard.press("Enter")
        expect(page.locator("#saved-state")).to_be_visible(timeout=LOCKS_WITHIN)
        save(page, tmp_path / "notes.standfast")
        page.wait_for_timeout(1500)  # the page is looked at again
        page.locator("#lock button").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#case-file")).to_be_visible()


def test_without_a_script_the_app_keeps_a_case_too(chromium: Browser, app: Place):
    with opened(chromium, app, java_script_enabled=False) as (page, _):
        page.goto(app.at(address("case")))
        page.locator("#new-pass").fill(PHRASE)
        page.locator("#new-again").fill(PHRASE)
        page.locator("form:has(#new-pass) button[type=submit]").click()
        expect(page.locator("#saved-state")).to_be_visible(timeout=LOCKS_WITHIN)
        with page.expect_download(timeout=LOCKS_WITHIN) as got:
            page.locator("form[data-file] button").first.click()
        assert got.value.suggested_filename == "notes.standfast"
        assert not page.locator("[data-copy], [data-use]").is_visible()
