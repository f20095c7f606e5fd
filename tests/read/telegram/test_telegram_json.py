"""Telegram's ``result.json``: who wrote what, in which chat, at its true place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import Item, ReadError
from standfast.read import read, read_bytes

FOLDER = Path(__file__).parents[2] / "fixtures/read/telegram_json"
MANY = settings(max_examples=150, deadline=None, derandomize=True)


def items(name: str) -> list[Item]:
    found = list(read(FOLDER / name))
    assert all(isinstance(one, Item) for one in found)
    return [one for one in found if isinstance(one, Item)]


def of(export: dict[str, Any]) -> list[Item]:
    return [one for one in read_bytes(json.dumps(export).encode()) if isinstance(one, Item)]


def chat(*messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    listed = [{"type": "message", "from": "Mia", "from_id": "user7", "date_unixtime": "1795295051", "text": "", **one} for one in messages]
    return {"name": "Mia", "type": "personal_chat", "id": 7, **more, "messages": listed}


def test_in_a_chat_of_two_the_one_with_the_number_of_the_chat_is_the_other() -> None:
    found = items("one-chat.json")
    assert [(one.sender, one.side) for one in found] == [("Mia", "notice"), ("Mia", "other"), ("Alex", "person"), ("Mia", "other")]
    assert {(one.thread, one.platform, one.kind) for one in found} == {("Mia", "telegram", "chat-line")}


def test_formatted_text_is_joined_and_a_hidden_link_is_shown() -> None:
    assert items("one-chat.json")[3].text == "Pay here: this page or all of them see it. 24 hours.\nhttps://pay.example/now"


def test_a_picture_that_was_left_out_keeps_its_size_and_a_view_once_mark() -> None:
    last = items("one-chat.json")[3]
    assert [(one.name, one.media_type, one.size) for one in last.attachments] == [("image", "image/*", 48213)]
    assert last.notes == ("view-once",)


def test_times_of_old_versions_are_local_and_say_so() -> None:
    assert [(one.when, one.side, one.notes) for one in items("old-version.json")] == [
        ("2020-10-14T12:07:30", "other", ("local-time",)),
        ("2020-10-14T12:08:00", "person", ("local-time",)),
    ]


def test_a_whole_account_names_its_holder_and_who_is_no_contact() -> None:
    found = items("whole-account.json")
    assert [(one.thread, one.side) for one in found] == [
        ("Sam", "other"), ("Sam", "person"), ("5550103", "other"), ("5550103", "other"),
        ("5550199", "other"), ("5550199", "person"), ("Chess evening", "notice"),
    ]  # fmt: skip
    assert [one.notes for one in found[:4]] == [(), (), ("not-a-contact",), ()]


def test_a_deleted_account_is_named_by_its_number() -> None:
    assert items("whole-account.json")[2].sender == "user5550103"


def test_words_forwarded_to_oneself_are_not_the_persons_own() -> None:
    forwarded = items("whole-account.json")[4]
    assert (forwarded.side, forwarded.notes) == ("other", ("forwarded",))


def test_a_group_does_not_say_who_the_person_is() -> None:
    (one,) = of(chat({"text": "hello"}, type="private_supergroup", name="Chess"))
    assert one.side == ""


def test_two_chats_of_one_name_stay_apart() -> None:
    found = of({"about": "Telegram", "chats": {"list": [chat({"text": "a"}, id=1), chat({"text": "b"}, id=2), chat({"text": "c"}, id=2)]}})
    assert [one.thread for one in found] == ["Mia", "Mia (2)", "Mia (2.2)"]


def test_stickers_voice_and_round_videos_are_listed_by_name_and_kind() -> None:
    left_out = "(File exceeds maximum size. Change data exporting settings to download.)"
    found = of(
        chat(
            {"file": "stickers/sticker.webp", "media_type": "sticker", "sticker_emoji": "👍"},
            {"file": "voice_messages/audio_1.ogg", "media_type": "voice_message", "mime_type": "audio/ogg", "file_size": 99},
            {"file": left_out, "media_type": "video_message", "mime_type": "video/mp4"},
            {"file": left_out, "file_name": "list.pdf", "mime_type": "application/pdf", "file_size": -5},
        )
    )
    assert [(a.name, a.media_type, a.size) for one in found for a in one.attachments] == [
        ("sticker.webp", "image/webp", -1),
        ("audio_1.ogg", "audio/ogg", 99),
        ("video", "video/mp4", -1),
        ("list.pdf", "application/pdf", -1),
    ]
    assert all(one.text == "" for one in found)


def test_a_card_a_place_and_a_poll_have_words() -> None:
    found = of(
        chat(
            {"contact_information": {"first_name": "Sam", "last_name": "", "phone_number": "+1 555 0102"}},
            {"place_name": "Station", "address": "1 Example Road", "location_information": {"latitude": 1.5, "longitude": 2.5}},
            {"poll": {"question": "Pay?", "answers": [{"text": "now"}, {"text": "later"}]}},
        )
    )
    assert [one.text for one in found] == ["Sam +1 555 0102", "Station\n1 Example Road\n1.5, 2.5", "Pay?\nnow\nlater"]


def test_a_cut_file_gives_what_stands_before_the_cut_and_one_error_with_its_place() -> None:
    data = (FOLDER / "one-chat.json").read_bytes()
    found = list(read_bytes(data[: data.index(b"24 hours")], "cut.json"))
    assert [getattr(one, "id", "") or getattr(one, "code", "") for one in found] == ["1", "2", "3", "SF-READ-009"]
    assert isinstance(found[-1], ReadError) and found[-1].place.startswith("line ")


def test_a_broken_message_does_not_stop_the_next() -> None:
    data = json.dumps(chat({"text": "a"}, {"text": "BREAK"}, {"text": "c"})).encode().replace(b'"BREAK"', b"BREAK")
    found = list(read_bytes(data, "f"))
    assert [getattr(one, "text", None) or getattr(one, "code", "") for one in found] == ["a", "SF-READ-009", "c"]


def test_odd_fields_do_not_stop_anything() -> None:
    odd: dict[str, Any] = {"from": 1, "from_id": [], "date_unixtime": True, "date": 3, "text": {"a": 1}, "photo": None, "file": 7, "edited": 1}
    (one,) = of(chat(odd))
    assert one.text == "" and one.when == ""
    (huge,) = of(chat({"date_unixtime": "9" * 500, "date": "soon", "text": "\ud83d"}))
    assert (huge.when, huge.notes, huge.text) == ("soon", ("date-as-written",), "\ufffd")


WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30).filter(lambda text: text.strip())
PIECES = WORDS | st.lists(WORDS | st.builds(lambda text: {"type": "bold", "text": text}, WORDS), min_size=1, max_size=4)


@MANY
@given(st.lists(st.tuples(PIECES, st.booleans()), max_size=8), st.sampled_from([None, 1]), st.booleans())
def test_any_words_come_back_as_they_were_written(messages: list[tuple[Any, bool]], indent: int | None, ascii_only: bool) -> None:
    export = chat(*({"text": text, "from": "Mia" if other else "Alex", "from_id": "user7" if other else "user8"} for text, other in messages))
    data = json.dumps(export, indent=indent, ensure_ascii=ascii_only).encode()
    found = [one for one in read_bytes(data, "f") if isinstance(one, Item)]
    plain = [text if isinstance(text, str) else "".join(p if isinstance(p, str) else p["text"] for p in text) for text, _ in messages]
    assert [one.text for one in found] == plain
    assert [one.side for one in found] == ["other" if other else "person" for _, other in messages]
    assert all(json.loads(data[one.origin.start : one.origin.end])["type"] == "message" for one in found)


def test_a_service_message_says_what_happened_in_the_words_of_the_file() -> None:
    (one,) = of(chat({"type": "service", "actor": "Mia", "action": "set_messages_ttl", "period": 86400}))
    assert (one.side, one.sender, one.text) == ("notice", "Mia", "set messages ttl")
