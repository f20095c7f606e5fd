"""iMessage by imessage-exporter, Signal by its own export and by signal-export."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from standfast.model import Attachment, Item
from standfast.read import read, read_bytes

FIXTURES = Path(__file__).parents[2] / "fixtures/read"


def items(found: object) -> list[Item]:
    return [one for one in found if isinstance(one, Item)]  # type: ignore[attr-defined]


def test_imessage_leaves_out_copies_of_answers_reactions_and_effects() -> None:
    found = items(read(FIXTURES / "imessage/mia.txt"))
    assert [(one.sender, one.side, one.text, one.when) for one in found] == [
        ("Mia", "other", "hi, it is me\nare you there", "2026-11-24T21:04:11"),
        ("Me", "person", "who is this", "2026-11-24T21:06:11"),
        ("", "notice", "You named the conversation The two of us", "2026-11-24T21:07:00"),
        ("Mia", "other", "look", "2026-11-25T00:07:00"),
    ]
    assert found[3].attachments == (Attachment("IMG_0001.heic", "image/heic", -1),)
    assert {one.thread for one in found} == {"mia"}


def test_imessage_deleted_words_are_kept_and_noted() -> None:
    data = b"Nov 24, 2026  9:04:11 PM\nMia\nThis message was deleted from the conversation!\npay me\n\nNov 24, 2026  9:05:11 PM\nMe\nno\n\n"
    assert [(one.text, one.notes) for one in items(read_bytes(data))] == [("pay me", ("deleted",)), ("no", ())]


def test_imessage_without_a_me_takes_no_side() -> None:
    data = b"Nov 24, 2026  9:04:11 PM\nMia\nhi\n\nNov 24, 2026  9:05:11 PM\nSam\nno\n\n"
    assert {one.side for one in items(read_bytes(data))} == {""}


def test_signal_text_takes_files_reactions_and_quotes_out_of_the_words() -> None:
    found = items(read(FIXTURES / "signal/chat.md"))
    assert [(one.sender, one.side, one.text) for one in found] == [("Mia", "other", "hi, it is me"), ("Me", "person", "who is this"), ("Mia", "other", "look")]
    assert found[2].attachments == (Attachment("picture.jpg", "image/jpg", -1),)


def test_signals_own_export_is_read_chat_by_chat() -> None:
    found = items(read(FIXTURES / "signal/main.jsonl"))
    assert [(one.thread, one.sender, one.side, one.text) for one in found] == [
        ("Mia Example", "Mia Example", "other", "hi, it is me"), ("Mia Example", "", "person", "who is this"),
        ("Game night", "Mia Example", "other", "who plays tonight"),
    ]  # fmt: skip
    assert found[1].attachments == (Attachment("picture.jpg", "image/jpeg", 1234),)
    assert found[0].when == "2026-11-24T21:04:11Z"


def test_signals_own_export_is_read_from_its_zip() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("signal-export/metadata.json", '{"version":1}')
        packed.writestr("signal-export/main.jsonl", (FIXTURES / "signal/main.jsonl").read_bytes())
    assert [one.text for one in items(read_bytes(out.getvalue()))] == ["hi, it is me", "who is this", "who plays tonight"]


def test_signals_broken_line_does_not_stop_the_others() -> None:
    head = b'{"version":"1","backupTimeMs":"1"}\n'
    line = b'{"chatItem":{"chatId":"1","dateSent":"5","incoming":{},"viewOnceMessage":{}}}\n'
    found = list(read_bytes(head + b'{"chatItem":\n' + line))
    assert [getattr(one, "code", "") or one.notes for one in found] == ["SF-READ-009", ("view-once",)]  # type: ignore[union-attr]


def test_a_swedish_iphone_is_not_taken_for_signal() -> None:
    (one,) = items(read_bytes(b"[2026-11-24 21:04:11] Mia: hej"))
    assert one.platform == "whatsapp"
