"""What came with a mail: the whole tree by name, and the files in it that hold messages, read by their own formats."""

from __future__ import annotations

import hashlib
import io
import zipfile
from email.message import EmailMessage

import pytest
from tests.read.documents.msg_writer import compound, message
from tests.read.documents.pdf_writer import code, pdf

from standfast.find import find
from standfast.model import Attachment, Item, ReadError
from standfast.read import read_bytes

JPEG = b"\xff\xd8\xff" + bytes(97)


def mail(subject: str = "A test", words: str = "Words.") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Ola <ola@sender.example>", "sam@home.example", subject
    made["Message-ID"] = "<1@sender.example>"
    made.set_content(words)
    return made


def with_file(made: EmailMessage, name: str, data: bytes, media: str = "application/octet-stream", **more: str) -> EmailMessage:
    made.add_attachment(data, *media.split("/"), filename=name, **more)
    return made


def read(made: EmailMessage, words_only: bool = False) -> list[Item | ReadError]:
    return list(read_bytes(made.as_bytes(), "a.eml", words_only))


def only_items(made: EmailMessage, words_only: bool = False) -> list[Item]:
    found = read(made, words_only)
    assert all(isinstance(one, Item) for one in found), found
    return [one for one in found if isinstance(one, Item)]


def test_the_tree_shows_what_is_inside_the_mails_inside() -> None:
    deepest = with_file(mail("Deepest"), "photo.jpg", JPEG, "image/jpeg")
    middle = mail("Middle")
    middle.add_attachment(deepest, filename="forwarded mail.eml")
    outer = mail("Outer")
    outer.add_attachment(middle)
    first, second, third = only_items(outer)
    assert [one.name for one in first.attachments] == ["Middle", "Middle/forwarded mail.eml", "Middle/forwarded mail.eml/photo.jpg"]
    assert second.attachments[1] == Attachment("forwarded mail.eml/photo.jpg", "image/jpeg", 100)
    assert [one.id for one in (first, second, third)] == ["1", "1.1", "1.1.1"]


def test_pictures_inside_the_text_stand_under_inline() -> None:
    outer = mail()
    outer.add_alternative("<p>Words.</p><img src='cid:logo'>", subtype="html")
    outer.get_payload()[1].add_related(JPEG, "image", "jpeg", cid="<logo>", filename="logo.jpg", disposition="inline")  # type: ignore[union-attr]
    with_file(outer, "photo.jpg", JPEG, "image/jpeg")
    assert [one.name for one in only_items(outer)[0].attachments] == ["inline/logo.jpg", "photo.jpg"]


def test_a_name_cannot_lead_into_a_place_of_its_own() -> None:
    (item,) = only_items(with_file(mail(), "../../a\\b.jpg", JPEG, "image/jpeg"))
    assert item.attachments[0].name == ".._.._a_b.jpg"


def test_a_pdf_in_a_mail_in_a_mail_is_read_with_its_place() -> None:
    document = pdf("Words in the PDF.")
    inner = with_file(mail("Inner"), "letter.pdf", document, "application/pdf")
    outer = mail("Outer")
    outer.add_attachment(inner)
    found = only_items(outer)[-1]
    assert (found.kind, found.text, found.origin.file) == ("document", "Words in the PDF.", "a.eml!Inner/letter.pdf")
    assert found.origin.sha256 == hashlib.sha256(document).hexdigest()
    assert found.id == "1.1.1.1"


def test_the_payment_code_of_a_bluff_in_an_attached_pdf_is_found_where_the_person_says_it_shows_words() -> None:
    wallet = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"
    words = "I recorded you through your webcam. Is visiting 1204 Maple Grove Avenue a more convenient way to reach you?\nPay 900 USD in bitcoin or all your contacts get the video."
    made = with_file(mail(), "a.pdf", pdf(words, picture=code(f"bitcoin:{wallet}")), "application/pdf")
    assert "code-read" not in only_items(made)[1].notes
    found = find(only_items(made, words_only=True)[1])
    assert [one.value for one in found.indicators] == [wallet]
    assert {"home-address-shown", "wallet-checks"} <= {one.id for one in found.findings}


def test_a_mail_saved_by_outlook_and_a_mail_sent_as_a_file_are_read_too() -> None:
    made = with_file(mail(), "saved.msg", compound(message({0x0037: "Saved", 0x1000: "Saved words."})))
    with_file(made, "other.eml", mail("Other", "Other words.").as_bytes())
    assert [(one.subject, one.text.strip()) for one in only_items(made)] == [("A test", "Words."), ("Saved", "Saved words."), ("Other", "Other words.")]


def test_a_mail_whose_files_are_read_says_so_since_the_threat_may_stand_in_them() -> None:
    assert only_items(with_file(mail(), "a.pdf", pdf("Words."), "application/pdf"))[0].notes == ("attachments-read",)
    assert only_items(with_file(mail(), "a.jpg", JPEG, "image/jpeg"))[0].notes == ()


def test_a_chat_in_plain_text_is_read_with_the_file_as_its_place() -> None:
    chat = "me: hello\nmia: hi there\nme: who is this\nmia: you know me"
    _, *lines = only_items(with_file(mail(), "chat.txt", chat.encode(), "text/plain"))
    assert [line.text for line in lines] == ["hello", "hi there", "who is this", "you know me"]
    assert {line.thread.split("/")[0] for line in lines} == {"chat.txt"}
    assert len({line.id for line in lines}) == 4


@pytest.mark.parametrize(("name", "data", "media"), [
    ("photo.jpg", JPEG, "image/jpeg"), ("photo.pdf", JPEG, "application/pdf"), ("photo.bin", b"\x89PNG\r\n\x1a\n" + bytes(50), "application/octet-stream"),
    ("film.mp4", b"\0\0\0\x18ftypmp42", "application/octet-stream"), ("document.jpg", pdf("Words."), "image/jpeg"), ("note.txt", b"some words", "text/plain"),
    ("empty.pdf", b"", "application/pdf"), ("table.xlsx", b"PK\x05\x06" + bytes(18), "application/zip"),
])  # fmt: skip
def test_media_and_what_holds_no_message_is_listed_and_no_more(name: str, data: bytes, media: str) -> None:
    (item,) = only_items(with_file(mail(), name, data, media), words_only=True)
    assert item.attachments == (Attachment(name, media, len(data)),)


def test_a_damaged_pdf_is_said_with_its_place_and_the_mail_is_read() -> None:
    item, error = read(with_file(mail(), "a.pdf", b"%PDF-1.7 and nothing more"))
    assert isinstance(item, Item)
    assert isinstance(error, ReadError)
    assert (error.code, error.file) == ("SF-READ-009", "a.eml!a.pdf")


def test_files_in_mails_in_files_are_followed_three_deep_and_no_further() -> None:
    made = mail("deepest")
    for k in range(6):
        made = with_file(mail(f"around {k}"), "m.eml", made.as_bytes())
    found = only_items(made)
    assert len(found) == 4
    assert "attachments-left-out" in found[-1].notes
    assert found[-1].origin.file == "a.eml!m.eml!m.eml!m.eml"


def test_more_files_than_the_limit_are_listed_and_not_read() -> None:
    made = mail()
    for k in range(30):
        with_file(made, f"{k}.eml", mail(f"number {k}").as_bytes())
    found = only_items(made)
    assert (len(found), len(found[0].attachments)) == (21, 30)
    assert "attachments-left-out" in found[0].notes


def test_a_zip_that_only_claims_to_be_one_does_not_stop_the_mail() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made_zip:
        made_zip.writestr("a.txt", "x" * 100)
    found = read(with_file(mail(), "a.zip", packed.getvalue()[:60], "application/zip"))
    assert isinstance(found[0], Item)
    assert [one.code for one in found[1:] if isinstance(one, ReadError)] == ["SF-READ-009"]
