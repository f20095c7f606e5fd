"""The pipeline: conversations judged as one, errors kept in place, and the worst of a mail and its attachments first."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from attrs import evolve

from standfast.keep import added, new
from standfast.model import BLACKMAIL, BrokenFile, Case, FollowUp, Item, Origin, ReadError
from standfast.pipeline import Checked, check, check_items, gathered, public
from standfast.pipeline.case import case_letter, entry, mark, run_out
from standfast.read import read_bytes
from standfast.write import as_text

NOW = datetime(2026, 11, 24, 2, 10)
CHAT = Path(__file__).parent.parent / "examples" / "WhatsApp Chat with +1 555 0142.txt"
COVER = (
    b"From: a@example.com\r\nTo: b@example.org\r\nMessage-ID: <1@example.com>\r\nSubject: letter\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nPlease see the attached letter.\r\n'
    b"--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: c@example.com\r\nTo: b@example.org\r\nMessage-ID: <2@example.com>\r\n"
    b"Subject: your video\r\n\r\nI have your nudes. Pay me 300 tonight or I send them to all your friends and your boss.\r\n--x--\r\n"
)


def line(number: int, thread: str, text: str, sender: str = "Mia") -> Item:
    return Item(str(number), "chat-line", text, Origin("-", 0, 0, ""), sender=sender, side="other", thread=thread)


def test_a_chat_file_is_one_conversation_with_its_steps_and_quotes_in_its_items() -> None:
    (checked,) = check(CHAT, NOW)
    assert isinstance(checked, Checked)
    assert checked.talk is not None
    assert [stage.id for stage in checked.talk.stages][:4] == ["stranger", "intimacy", "move-app", "pictures"]
    assert checked.talk.stages[-1].id == "countdown"
    held = {item.id for item in checked.items}
    assert {span.item.split("@")[0] for finding in checked.findings for span in finding.because} <= held
    assert list(public(checked))[-1] == "talk"


def test_two_threads_of_one_file_are_two_conversations() -> None:
    found = list(check_items([line(1, "a", "hello there"), line(2, "a", "how are you"), line(3, "b", "good morning")], NOW))
    assert [one.talk.thread for one in found if isinstance(one, Checked) and one.talk] == ["a", "b"]


def test_an_error_between_two_lines_does_not_cut_their_conversation() -> None:
    items: list[Item | ReadError] = [line(1, "a", "hello there"), BrokenFile("x"), line(2, "a", "how are you")]
    first, second = check_items(items, NOW)
    assert isinstance(first, ReadError)
    assert isinstance(second, Checked)
    assert second.talk is not None
    assert second.talk.lines == 2


def test_of_a_mail_and_what_is_attached_the_worst_comes_first() -> None:
    first, second = check(COVER, NOW)
    assert isinstance(first, Checked)
    assert isinstance(second, Checked)
    assert first.verdict.kind in BLACKMAIL
    assert second.verdict.kind not in BLACKMAIL


def test_mails_of_one_mailbox_keep_their_order() -> None:
    box = b"".join(b"From x Mon Nov 23 21:14:05 2026\n" + mail.replace(b"\r\n", b"\n") + b"\n" for mail in (COVER, COVER))
    ids = [one.id for one in gathered(read_bytes(box)) if isinstance(one, Item)]
    assert [one.split(".")[0] for one in ids] == ["1", "1", "2", "2"]


def test_a_zipped_chat_attached_to_a_mail_is_judged_as_a_conversation() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("WhatsApp Chat with Mia.txt", CHAT.read_bytes())
    data = base64.encodebytes(packed.getvalue())
    mail = (
        b"From: a@example.com\r\nTo: b@example.org\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nthe chat is attached\r\n'
        b"--x\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n"
        b'Content-Disposition: attachment; filename="chat.zip"\r\n\r\n' + data + b"\r\n--x--\r\n"
    )
    found = [one for one in check(mail, NOW) if isinstance(one, Checked)]
    assert found[0].talk is not None
    assert found[0].verdict.kind in BLACKMAIL


# --- a case

LATER = NOW.replace(tzinfo=UTC)
GB = {"country": "GB", "about": "me", "kind": "image-threat", "shown_age": "18-24"}


def case_of(data: bytes) -> Case:
    case = evolve(new(mark(LATER)), answers=GB)
    return added(case, entry(case, "one.txt", check(data, NOW), LATER, whole=(1, "ab" * 32), kept=(1, "ab" * 32)), mark(LATER))


def report(case: Case) -> str:
    return as_text(case_letter("police-gb", case, LATER).document)


def test_a_cry_for_help_is_never_shown_as_the_words_of_the_sender() -> None:
    cry = b"Please help me. Someone is blackmailing me with my pictures if I do not pay 300. I want to die."
    assert "I want to die" not in report(case_of(cry))
    threat = b"I have your nudes. Pay me 300 tonight or I send them to all your friends."
    assert "I have your nudes" in report(case_of(threat))


def test_a_mail_sent_in_the_persons_own_name_does_not_name_them_as_the_sender() -> None:
    forged = (
        b"From: Sam <sam@home.example>\r\nTo: sam@home.example\r\nDate: Tue, 3 Nov 2026 21:00:00 +0000\r\nSubject: your account\r\n\r\n"
        b"I hacked your device and recorded you. Pay 900 USD in bitcoin within 48 hours or I send the video to all your contacts.\r\n"
    )
    assert "sam@home.example" not in report(case_of(forged)) and "Message received" in report(case_of(forged))
    assert "sam@crook.example" in report(case_of(forged.replace(b"<sam@home", b"<sam@crook")))


def test_the_next_step_comes_when_the_clock_of_a_request_has_run_out() -> None:
    case = evolve(new(mark(LATER)), answers={**GB, "country": "US", "shared": "yes"})
    row = FollowUp("1", "take-down", "Example Chat", "US", sent="2026-11-22T01:00:00+00:00", due="2026-11-24T02:00:00+00:00", letter="take-down")
    sentence, routes = run_out(row, case, LATER)
    assert "FTC" in sentence and routes
    for not_yet in (evolve(row, due="2026-11-24T03:00:00+00:00"), evolve(row, done="2026-11-24"), evolve(row, letter=""), evolve(row, due="")):
        assert run_out(not_yet, case, LATER) == ("", ())
