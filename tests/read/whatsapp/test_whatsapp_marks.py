"""Sides, and the marks that WhatsApp writes in place of pictures, deleted messages and its own notices."""

from __future__ import annotations

import io
import zipfile

import pytest

from standfast.model import Attachment, Item
from standfast.read import read_bytes

AT = "24/11/2026, 21:04 - "


def chat(text: str, name: str = "-") -> list[Item]:
    return [one for one in read_bytes(text.encode(), name) if isinstance(one, Item)]


@pytest.mark.parametrize("name", [
    "WhatsApp Chat with Mia.txt", "Chat de WhatsApp con Mia.txt", "WhatsApp-Chat mit Mia.txt", "Discussion WhatsApp avec Mia.txt",
    "Conversa do WhatsApp com Mia.txt", "Chat WhatsApp con Mia.txt", "downloads/WhatsApp Chat with Mia (2).txt", "WhatsApp Chat - Mia.txt",
])  # fmt: skip
def test_the_name_of_the_file_tells_who_the_other_is(name: str) -> None:
    found = chat(f"{AT}Mia: hi\n{AT}Sam: hello", name)
    assert [(item.sender, item.side, item.thread) for item in found] == [("Mia", "other", "Mia"), ("Sam", "", "Mia")]


def test_a_number_in_the_name_of_the_file_may_be_grouped_otherwise() -> None:
    assert chat(f"{AT}\u202a+44 7700 900123\u202c: hi", "WhatsApp Chat with +447700900123.txt")[0].side == "other"


def test_without_a_telling_name_no_side_is_guessed() -> None:
    assert {item.side for item in chat(f"{AT}Mia: hi\n{AT}Sam: hello", "notes.txt")} == {""}


def test_a_line_without_a_name_is_a_notice() -> None:
    found = chat(f"{AT}Mia: hi\n{AT}Mia left\n{AT}You created group “a: b”")
    assert [item.side for item in found] == ["", "notice", "notice"]


def test_on_iphones_a_known_notice_under_a_name_is_a_notice() -> None:
    found = chat("[24/11/2026, 21:04:00] Mia: \u200eMessages and calls are end-to-end encrypted. Only people here.\n[24/11/2026, 21:04:01] Mia: \u200eMissed voice call")
    assert [item.side for item in found] == ["notice", "notice"]


def test_a_mark_in_front_does_not_turn_a_threat_into_a_notice() -> None:
    found = chat(f"{AT}Mia: hi\n{AT}Mia: \u200epay me or I send it\n{AT}Mia: \u200epay. Messages and calls are end-to-end encrypted")
    assert [item.side for item in found] == ["", "", ""]


@pytest.mark.parametrize("mark", ["<Media omitted>", "<Multimedia omitido>", "<Medien ausgeschlossen>", "<Médias omis>", "<Mídia oculta>", "<Media omesso>"])
def test_a_file_left_out_is_listed_without_name(mark: str) -> None:
    (item,) = chat(f"{AT}Mia: {mark}")
    assert (item.text, item.attachments) == ("", (Attachment("", "media", -1),))


@pytest.mark.parametrize(("text", "name", "words"), [
    ("IMG-20261124-WA0001.jpg (file attached)", "IMG-20261124-WA0001.jpg", ""),
    ("\u200eIMG-20261124-WA0001.jpg (irgendein Wort)", "IMG-20261124-WA0001.jpg", ""),
    ("IMG-20261124-WA0001.jpg (archivo adjunto)\nlook", "IMG-20261124-WA0001.jpg", "look"),
    ("\u200e<attached: 01-PHOTO.jpg>", "01-PHOTO.jpg", ""),
    ("\u200e<pièce jointe : 01-PHOTO.jpg>", "01-PHOTO.jpg", ""),
    ("look \u200e<adjunto: 01-PHOTO.jpg>", "01-PHOTO.jpg", "look"),
])  # fmt: skip
def test_a_file_is_listed_by_name(text: str, name: str, words: str) -> None:
    (item,) = chat(f"{AT}Mia: {text}")
    assert ([one.name for one in item.attachments], item.text) == ([name], words)


@pytest.mark.parametrize("text", ["my report.pdf (old)", "<b: bold.x>", "it costs 5.50 (five)", "see (file attached)"])
def test_words_that_only_look_like_a_file_stay_words(text: str) -> None:
    (item,) = chat(f"{AT}Mia: {text}")
    assert (item.text, item.attachments) == (text, ())


@pytest.mark.parametrize(("text", "notes", "side", "words"), [
    ("This message was deleted", ("deleted",), "", ""), ("\u200eThis message was deleted.", ("deleted",), "", ""),
    ("You deleted this message", ("deleted",), "person", ""), ("Eliminaste este mensaje", ("deleted",), "person", ""),
    ("<View once message omitted>", ("view-once",), "", ""), ("hello \u200e<This message was edited>", ("edited",), "", "hello"),
    ("hola <Se editó este mensaje.>", ("edited",), "", "hola"), ("<This message was long>", (), "", "<This message was long>"),
])  # fmt: skip
def test_deleted_seen_once_and_edited_are_noted(text: str, notes: tuple[str, ...], side: str, words: str) -> None:
    (item,) = chat(f"{AT}Mia: {text}")
    assert (item.notes, item.side, item.text) == (notes, side, words)


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2026, 11, 24, 21, 4, 0)), data)
    return out.getvalue()


def test_a_zip_from_an_iphone_gives_sizes_and_takes_its_name_from_the_zip() -> None:
    text = "[24/11/2026, 21:04:00] Mia: \u200e<attached: 01-PHOTO.jpg>\r\n[24/11/2026, 21:05:00] Sam: who is this\r\n".encode()
    found = [one for one in read_bytes(zipped({"_chat.txt": text, "01-PHOTO.jpg": b"12345"}), "WhatsApp Chat - Mia.zip") if isinstance(one, Item)]
    assert [(item.thread, item.side, item.text) for item in found] == [("Mia", "other", ""), ("Mia", "", "who is this")]
    assert found[0].attachments == (Attachment("01-PHOTO.jpg", "image/jpg", 5, "2026-11-24T21:04:00"),)
    assert found[0].origin.file == "WhatsApp Chat - Mia.zip!_chat.txt"
    assert text[found[1].origin.start : found[1].origin.end] == b"[24/11/2026, 21:05:00] Sam: who is this"


def test_a_zip_from_android_takes_its_name_from_the_text_inside() -> None:
    found = list(read_bytes(zipped({"Chat de WhatsApp con Mia.txt": f"{AT}Mia: hola".encode()}), "x.zip"))
    assert [(item.thread, item.side) for item in found if isinstance(item, Item)] == [("Mia", "other")]


def test_a_zip_whose_text_is_another_is_not_claimed() -> None:
    assert [getattr(one, "code", "") for one in read_bytes(zipped({"notes.txt": b"hello"}), "x.zip")] == ["SF-READ-014"]


def test_a_chat_by_name_that_holds_none_says_so() -> None:
    found = list(read_bytes(zipped({"_chat.txt": b"hello"}), "x.zip"))
    assert [getattr(one, "code", "") for one in found][-1] == "SF-READ-009"


def test_a_very_long_message_is_cut_and_its_bytes_are_still_exact() -> None:
    import hashlib

    data = f"{AT}Mia: {'long ' * 400_000}\n{AT}Mia: after\n".encode()
    first, second = (one for one in read_bytes(data) if isinstance(one, Item))
    assert first.notes == ("text-cut",)
    assert second.text == "after"
    for item in (first, second):
        assert hashlib.sha256(data[item.origin.start : item.origin.end]).hexdigest() == item.origin.sha256
