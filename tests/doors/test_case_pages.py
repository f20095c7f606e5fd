"""A case and letters on the pages: started, filled, saved, opened again, locked; letters work without a case."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from visitor import NIGHT, Answer, Visitor

from standfast.doors.web.addresses import address
from standfast.doors.web.notebook import MOST_CASE, Notebook, to_plain
from standfast.doors.web.pages import adding, clock
from standfast.doors.web.safe import computer_safe
from standfast.keep import age, container
from standfast.model import Case, FollowUp

PHRASE = "copper lantern violet orchard seven"
THREAT = "I have your pictures. Pay 200 euros by tomorrow or I send them to all your friends. Write to me at dark.fox@mail.example"
CASE, ADD, SEAL, LETTERS, LETTER = (address(page) for page in ("case", "case-add", "case-seal", "letters", "letter"))


class Keeper(Visitor):
    """A visitor whose computer can lock cases; the passphrase is cheap to try, so that tests are quick."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]
        object.__setattr__(self.place, "safe", computer_safe())

    def act(self, act: str, **fields: str) -> Answer:
        return self.post(CASE, {"act": act, **fields})

    def started(self) -> Keeper:
        assert self.act("new", passphrase=PHRASE, again=PHRASE).status == 200
        return self

    def write(self, kind: str, **fields: str) -> Answer:
        number = [name for name, _ in adding.FORMS].index(kind)
        return self.post(ADD, {"w": str(number), **fields})

    def file(self) -> bytes:
        return self.act("save").body

    def open(self, data: bytes, passphrase: str = PHRASE) -> Answer:
        parts = f'--XX\r\nContent-Disposition: form-data; name="act"\r\n\r\nopen\r\n--XX\r\nContent-Disposition: form-data; name="passphrase"\r\n\r\n{passphrase}\r\n'
        parts += '--XX\r\nContent-Disposition: form-data; name="file"; filename="notes.standfast"\r\n\r\n'
        return self._go("POST", CASE, parts.encode() + data + b"\r\n--XX--\r\n", "multipart/form-data; boundary=XX")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    from standfast.keep import age

    protect = age.protect
    monkeypatch.setattr(age, "protect", lambda identity, passphrase: protect(identity, passphrase, 10))


def test_a_case_is_started_filled_saved_and_opened_by_somebody_else_with_the_passphrase():
    one = Keeper().started()
    one.write("note", text="She wrote to me first on Monday.")
    one.write("payment", how="bank", amount="200", currency="EUR")
    saved = one.act("save")
    assert saved.headers["content-disposition"] == 'attachment; filename="notes.standfast"'
    assert saved.headers["cache-control"] == "no-store"
    other = Keeper()
    page = other.open(saved.body)
    assert page.status == 200
    assert "She wrote to me first on Monday." in page.text and "200 EUR" in page.text


def test_the_file_of_the_pages_opens_as_a_case_file(tmp_path: Path):
    from standfast.keep.case_file import CaseFile

    one = Keeper().started()
    one.send(address("message"), THREAT)
    one.act("keep")
    (tmp_path / "notes.standfast").write_bytes(one.file())
    with CaseFile.open(tmp_path / "notes.standfast", PHRASE) as file:
        assert [entry.kind for entry in file.case.entries] == ["messages"]
        assert file.bytes_of("0001").decode() == THREAT
        assert file.case.entries[0].judged[0].verdict.kind.value == "image-threat"


def test_nothing_of_the_person_can_be_read_in_the_file():
    one = Keeper().started()
    one.write("note", text="Only for me.")
    data = one.file()
    assert b"Only for me." not in data and PHRASE.encode() not in data
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.namelist() == ["README.txt", "key.age", "case.age"]


def test_a_wrong_passphrase_and_a_cut_file_each_say_one_clear_sentence():
    data = Keeper().started().file()
    wrong, cut = Keeper().open(data, "something else here"), Keeper().open(data[:-40])
    assert (wrong.status, cut.status) == (422, 422)
    faults = [one.text.split('id="fault" role="alert">')[1].split("</p>")[0] for one in (wrong, cut)]
    assert faults[0] != faults[1] and all("<span>" in one for one in faults)


def test_an_item_that_was_taken_out_or_exchanged_is_noticed():
    """Each part opens with the same key: only the case says which bytes belong to it."""
    one = Keeper().started()
    one.send(address("message"), THREAT)
    one.act("keep")
    parts = container.split(one.file())
    identity = age.unprotect(parts[container.KEY], PHRASE)
    name = container.item_name("0001")
    for changed in ({key: data for key, data in parts.items() if key != name}, {**parts, name: age.encrypt(identity, b"other words")}):
        refused = Keeper().open(container.joined(changed))
        assert refused.status == 422 and "SF-CASE" not in refused.text
        assert "Look for another copy" in refused.text


def test_letters_with_accents_open_the_file_from_any_keyboard():
    typed: list[str] = []

    class Asked:
        async def strength(self, passphrase: str) -> int:
            return 4

        async def new(self, passphrase: str) -> tuple[bytes, str]:
            typed.append(passphrase)
            return b"", "AGE-SECRET-KEY-1"

    one = Keeper()
    object.__setattr__(one.place, "safe", Asked())
    for form in ("NFC", "NFD"):
        one.act("new", passphrase=unicodedata.normalize(form, PHRASE + " corazón"), again=unicodedata.normalize(form, PHRASE + " corazón"))
        one.act("lock", sure="yes")
    assert len(typed) == 2 and typed[0] == typed[1]


def test_a_weak_passphrase_and_two_that_differ_start_nothing():
    one = Keeper()
    assert one.act("new", passphrase="password", again="password").status == 422
    assert one.act("new", passphrase=PHRASE, again=PHRASE + "s").status == 422
    assert one.notebooks.notebook.case == ""


def test_the_strength_comes_as_it_is_typed():
    one = Keeper()
    assert one.act("strength", passphrase="password").text.startswith("0 ")
    assert one.act("strength", passphrase=PHRASE).text.startswith("4 ")


def test_the_page_says_what_is_not_saved_and_does_not_lock_it_away():
    one = Keeper().started()
    assert one.get(CASE).all("section", id="saved-state", **{"data-saved": "no"})
    one.act("lock")
    assert one.notebooks.notebook.case, "an unsaved case is locked only by somebody who is sure"
    one.file()
    assert one.get(CASE).all("section", id="saved-state", **{"data-saved": "yes"})
    one.act("lock")
    assert one.notebooks.notebook == Notebook(path=one.notebooks.notebook.path, ticked=one.notebooks.notebook.ticked)


def test_leaving_forgets_the_case_and_its_key():
    one = Keeper().started()
    one.write("note", text="Only for me.")
    one.get("away.html")
    assert one.notebooks.notebook == Notebook()
    assert "Only for me." not in one.get(CASE).text


def test_a_checked_message_goes_in_once_with_its_media_left_out():
    mail = (
        b"From: Fox <dark.fox@mail.example>\r\nTo: me@home.example\r\nSubject: Pay\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n' + THREAT.encode() + b"\r\n"
        b'--b\r\nContent-Type: image/png; name="me.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgoAAAA=\r\n--b--\r\n'
    )
    one = Keeper().started()
    one.send(address("message"), file=mail, name="a.eml")
    one.act("keep")
    page = one.act("keep")
    assert page.text.count('aria-labelledby="e0') == 1
    assert "iVBORw0KGgo" not in one.notebooks.notebook.case_items["0001"]
    assert "me.png" in one.notebooks.notebook.case


def test_what_is_removed_is_gone_from_the_page_and_the_file():
    one = Keeper().started()
    one.send(address("message"), THREAT)
    one.act("keep")
    one.act("remove", about="entry/0001")
    assert one.notebooks.notebook.case_items == {}
    assert "dark.fox" not in one.notebooks.notebook.case
    with zipfile.ZipFile(io.BytesIO(one.file())) as parts:
        assert not [name for name in parts.namelist() if name.startswith("items/")]


def test_a_picture_that_was_seen_is_words_only():
    one = Keeper().started()
    page = one.write("seen", what="picture", where="a group chat", when="Sunday", who="dark fox")
    assert "a group chat" in page.text and one.notebooks.notebook.case_items == {}


def test_dates_come_as_a_calendar_file_that_says_nothing():
    one = Keeper().started()
    one.write("stopncii", reference="SN-12345", pin="9876", due="2026-12-01")
    assert "SN-12345" in one.get(CASE).text
    file = one.get(CASE + "?f=2")
    assert file.headers["content-disposition"].endswith('"reminders.ics"')
    assert "BEGIN:VEVENT" in file.text and "12345" not in file.text and "9876" not in file.text


def test_the_log_is_checked_on_the_page():
    one = Keeper().started()
    one.write("note", text="First.")
    assert 'id="log-holds"' in one.get(CASE + "?v=1").text
    one.notebooks.notebook = Notebook(**{**_fields(one.notebooks.notebook), "case": one.notebooks.notebook.case.replace("First.", "Second.")})
    assert 'id="log-holds"' not in one.get(CASE + "?v=1").text


def test_a_pack_holds_what_was_ticked_and_is_signed():
    from standfast.keep.pack import verify

    one = Keeper().started()
    one.send(address("message"), THREAT)
    one.act("keep")
    one.write("note", text="Only for me.")
    sealed = one.post(SEAL, [("for", "police"), ("in", "entry/0001")])
    assert sealed.headers["content-disposition"] == 'attachment; filename="pack.zip"'
    with zipfile.ZipFile(io.BytesIO(sealed.body)) as pack:
        names = pack.namelist()
        assert any("items/0001/" in name for name in names)
        assert not any(b"Only for me." in pack.read(name) for name in names)
    verify(io.BytesIO(sealed.body))
    assert "fingerprint" in one.get(SEAL).text


def test_an_empty_pack_is_refused_in_words():
    assert Keeper().started().post(SEAL, [("for", "police")]).status in (200, 422)


def letter_number(one: Visitor, words: str) -> str:
    links = one.get(LETTERS).text.split('href="' + LETTER + "?l=")[1:]
    return next(link.split('"')[0] for link in links if words in link.split("</li>")[0])


def test_a_letter_asks_once_shows_its_gaps_and_starts_its_clock():
    one = Keeper().started()
    _answer(one, "happened", "shared")
    number = letter_number(one, "down")
    page = one.get(f"{LETTER}?l={number}")
    assert page.all("li", class_="todo"), "what is missing is said"
    assert one.post(LETTER, {"l": number, "act": "sent"}).status == 422, "a letter with gaps is not counted as sent"
    told = {"person-shown": "me", "no-consent": "yes", "good-faith": "yes", "signature": "A. Person", "links": "https://site.example/1", "email": "a@home.example"}
    page = one.post(LETTER, {"l": number, "act": "fill", **told})
    assert not page.all("li", class_="todo") and "https://site.example/1" in page.text
    page = one.post(LETTER, {"l": number, "act": "sent"})
    assert page.all("path", class_="h"), "the clock is drawn"
    assert page.all("path", class_="h") and "48" in one.get(CASE).text


TAKE_DOWN = {
    "person-shown": "me", "no-consent": "yes", "good-faith": "yes", "signature": "A. Person", "links": "https://site.example/1", "email": "a@home.example",
}  # fmt: skip


def test_a_request_under_a_law_is_not_handed_out_before_it_is_complete():
    one = Keeper().started()
    _answer(one, "happened", "shared")
    number = letter_number(one, "down")
    page = one.get(f"{LETTER}?l={number}")
    assert not page.all("button", **{"data-copy": "letter-text"}) and not page.all("a", href=f"{LETTER}?l={number}&amp;as=text")
    for form in ("text", "html", "pdf"):
        refused = one.get(f"{LETTER}?l={number}&as={form}")
        assert refused.status == 422 and "content-disposition" not in refused.headers
    one.post(LETTER, {"l": number, "act": "words", "text": "Take it down, please."})
    assert "Take it down, please." not in one.get(f"{LETTER}?l={number}").text, "its words stay those of the law"
    page = one.post(LETTER, {"l": number, "act": "fill", **TAKE_DOWN})
    assert page.all("button", **{"data-copy": "letter-text"})
    assert "https://site.example/1" in one.get(f"{LETTER}?l={number}&as=text").text


def test_the_clock_starts_when_the_person_says_it_was_sent_and_the_next_step_comes_when_it_runs_out():
    one = Keeper().started()
    _answer(one, "happened", "shared")
    _answer(one, "country", "US")
    number = letter_number(one, "down")
    one.post(LETTER, {"l": number, "act": "fill", **TAKE_DOWN})
    two_days_and_more = (NIGHT - timedelta(hours=50)).strftime("%Y-%m-%dT%H:%M")
    page = one.post(LETTER, {"l": number, "act": "sent", "at": two_days_and_more})
    assert "FTC" in page.text
    assert "FTC" in one.get(CASE).text
    one.post(LETTER, {"l": number, "act": "sent", "at": "not a time"})
    assert len(one.get(CASE).all("path", class_="h")) == clock.TICKS, "said again, the clock starts anew, and there is one"


def test_letters_work_without_a_case_and_are_saved_as_text_and_page():
    one = Visitor()
    number = letter_number(one, "")
    one.post(LETTER, {"l": number, "act": "words", "text": "My own words."})
    assert "My own words." in one.get(f"{LETTER}?l={number}").text
    assert one.get(f"{LETTER}?l={number}&as=text").text == "My own words."
    one.post(LETTER, {"l": number, "act": "ours"})
    page = one.get(f"{LETTER}?l={number}&as=html")
    assert page.headers["content-disposition"] == 'attachment; filename="letter.html"'
    assert page.text.startswith("<!doctype html>")


def test_every_letter_opens_in_both_languages_with_and_without_a_case():
    one = Keeper().started()
    one.send(address("message"), THREAT)
    one.act("keep")
    for lang in ("en", "es"):
        for number in range(len(adding_letters())):
            for visitor in (one, Visitor()):
                page = visitor.get(address("letter", lang) + f"?l={number}")
                assert page.status == 200 and 'class="paper document"' in page.text, (lang, number)
                assert "page.letter" not in page.text and "{" not in page.text.split("<main")[1].split("</main>")[0]


def adding_letters() -> tuple[object, ...]:
    from standfast.knowledge.letters import letters

    return letters()


@pytest.mark.parametrize("page", [CASE, ADD, SEAL, LETTER])
def test_without_an_open_case_nothing_breaks(page: str):
    one = Keeper()
    assert one.get(page).status == 200
    assert one.post(page, {"act": "save"}).status == 200


def test_where_no_safe_is_the_page_says_so():
    assert not Visitor().get(CASE).all("form", action=CASE)


def test_a_case_that_is_too_large_to_carry_along_is_closed_whole():
    """Half a case would be saved over the whole one."""
    plain = to_plain(Notebook(case="x", case_items={"0001": "y" * MOST_CASE}, case_key="k"))
    assert (plain["case"], plain["case_items"], plain["case_key"]) == ("", {}, "")


def test_the_clock_counts_what_is_left():
    one = Keeper()
    row = FollowUp("1", "take-down", sent="2026-11-24T09:40:00", due="2026-11-26T09:40:00")
    shown = clock.shown(_Now(datetime(2026, 11, 24, 23, 40)), row, Case("", ""))  # type: ignore[arg-type]
    assert (shown["left"], shown["hours"], shown["over"]) == (34, 48, False)
    assert sum(stroke["gone"] for stroke in shown["clock"]) == 14
    assert clock.shown(_Now(datetime(2026, 11, 27)), row, Case("", ""))["over"]  # type: ignore[arg-type]
    assert one


class _Now:
    lang = "en"
    more = ()
    supposed: dict[str, str] = {}

    def __init__(self, now: datetime) -> None:
        self.now = now

    def say(self, key: str, **gaps: object) -> str:
        return key


def _answer(one: Visitor, question: str, choice: str) -> None:
    from standfast.knowledge import questions

    number = [row.id for row in questions()].index(question)
    one.post(address("ask"), {"q": str(number), "choice": choice, "go": "next"})


def _fields(notebook: Notebook) -> dict[str, object]:
    from attrs import fields

    return {field.name: getattr(notebook, field.name) for field in fields(Notebook)}
