"""A whole Meta export in its ZIP: boxes, sides, split parts, pages walked from the oldest, one error for each broken page."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import Bomb, BrokenFile, Item, Locked, ReadError
from standfast.read import read_bytes

FIXTURES = Path(__file__).parents[2] / "fixtures/read"
T = 1_795_000_000_000
ACTIVITY = "your_instagram_activity/messages"


def page(people: list[str], texts: list[tuple[str, str]], newest: int = T) -> bytes:
    rows = [{"sender_name": who.encode().decode("latin-1"), "timestamp_ms": newest - k * 1000, "content": text} for k, (who, text) in enumerate(texts)]
    return json.dumps({"participants": [{"name": name.encode().decode("latin-1")} for name in people], "messages": rows}).encode()


def packed(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def read(members: dict[str, bytes | str]) -> list[Item | ReadError]:
    return list(read_bytes(packed(members), "e.zip"))


def items(members: dict[str, bytes | str]) -> list[Item]:
    found = read(members)
    assert all(isinstance(one, Item) for one in found), found
    return [one for one in found if isinstance(one, Item)]


TWO = {
    f"{ACTIVITY}/inbox/mia_1/message_1.json": page(["Mia", "Zoë"], [("Mia", "new"), ("Zoë", "less new")]),
    f"{ACTIVITY}/inbox/mia_1/message_2.json": page(["Mia", "Zoë"], [("Mia", "old"), ("Mia", "oldest")], T - 9000),
    f"{ACTIVITY}/message_requests/lee_2/message_1.json": page(["Lee", "Zoë"], [("Lee", "hi stranger")]),
}


def test_pages_are_walked_from_the_oldest_and_threads_follow_each_other() -> None:
    found = items(TWO)
    assert [(item.id, item.thread, item.text) for item in found] == [
        ("1", "inbox/mia_1", "oldest"), ("2", "inbox/mia_1", "old"), ("3", "inbox/mia_1", "less new"), ("4", "inbox/mia_1", "new"),
        ("5", "message_requests/lee_2", "hi stranger"),
    ]  # fmt: skip
    assert found[0].origin.file == f"e.zip!{ACTIVITY}/inbox/mia_1/message_2.json"
    assert {item.platform for item in found} == {"instagram"}


def test_sides_are_told_by_the_one_person_in_every_thread() -> None:
    assert [(item.sender, item.side) for item in items(TWO)][2:] == [("Zoë", "person"), ("Mia", "other"), ("Lee", "other")]


def test_with_one_thread_and_no_profile_the_sides_stay_open() -> None:
    one = dict(list(TWO.items())[:2])
    assert {item.side for item in items(one)} == {""}
    profile = json.dumps({"profile_user": [{"string_map_data": {"Nombre": {"value": "Zo\u00c3\u00ab"}}}]})
    told = items({**one, "personal_information/personal_information/personal_information.json": profile})
    assert {(item.sender, item.side) for item in told} == {("Zoë", "person"), ("Mia", "other")}


def test_a_message_request_is_a_note_on_the_first_line() -> None:
    assert [item.notes for item in items(TWO)] == [(), (), (), (), ("message-request",)]


@pytest.mark.parametrize("box", ["inbox", "archived_threads", "filtered_threads", "e2ee_cutover", "secret_conversations", "boîte"])
def test_every_box_is_read_whatever_its_name(box: str) -> None:
    (item,) = items({f"x/your_facebook_activity/messages/{box}/mia_1/message_1.json": page(["Mia", "Sam"], [("Mia", "hi")])})
    assert (item.thread, item.platform) == (f"{box}/mia_1", "facebook")


def test_joined_parts_of_a_split_export_are_one_conversation() -> None:
    first, second, third = TWO.items()
    found = items({f"part-1/{first[0]}": first[1], f"part-2/{second[0]}": second[1], f"part-2/{third[0]}": third[1]})
    assert [item.text for item in found][:4] == ["oldest", "old", "less new", "new"]
    assert [item.thread for item in found] == ["inbox/mia_1"] * 4 + ["message_requests/lee_2"]


def test_pictures_have_their_size_from_the_archive_and_are_not_opened() -> None:
    uri = f"{ACTIVITY}/inbox/mia_1/photos/9.jpg"
    shown = {"participants": [], "messages": [{"sender_name": "Mia", "timestamp_ms": T, "photos": [{"uri": uri}]}]}
    data = bytearray(packed({f"root/{ACTIVITY}/inbox/mia_1/message_1.json": json.dumps(shown), f"root/{uri}": b"not a picture"}))
    name = data.index(f"root/{uri}".encode())
    data[name + len(uri) + 5 : name + len(uri) + 10] = b"\xff" * 5  # whoever opened it would fail
    (item,) = read_bytes(bytes(data), "e.zip")
    assert isinstance(item, Item)
    assert [(a.name, a.size) for a in item.attachments] == [("9.jpg", 13)]


def test_the_separate_download_of_encrypted_chats_is_read() -> None:
    data = (FIXTURES / "meta_json/encrypted.json").read_bytes()
    found = items({"messages/Zoë Field_7.json": data, "messages/media/1.jpg": b"x"})
    assert [(item.text, item.platform) for item in found] == [("are you there?", "messenger"), ("yes, only for the match tomorrow ⚽", "messenger")]


def test_html_pages_are_read_where_there_is_no_json() -> None:
    html = (FIXTURES / "meta_html/message_1.html").read_bytes()
    found = items({f"{ACTIVITY}/inbox/zoe_1/message_1.html": html, f"{ACTIVITY}/inbox/ola_2/message_1.html": html.replace("Zoë Field".encode(), b"Ola Berg")})
    assert [(item.sender, item.side, item.text.split("\n")[0]) for item in found[:3]] == [
        ("Zoë Field", "other", "look here"), ("Sam Hill", "person", "first line"), ("Zoë Field", "other", "Pay by tonight & nobody sees it"),
    ]  # fmt: skip
    both = items({f"{ACTIVITY}/inbox/zoe_1/message_1.html": html, f"{ACTIVITY}/inbox/zoe_1/message_1.json": page(["A"], [("A", "json")])})
    assert [item.text for item in both] == ["json"]


def _one_broken(change: str) -> bytes:
    data = bytearray(packed(TWO))
    names = [f"{ACTIVITY}/inbox/mia_1/message_2.json".encode()]
    local, central = data.index(names[0]) - 30, data.rindex(names[0]) - 46
    if change == "locked":
        data[local + 6] |= 1
        data[central + 8] |= 1
    else:
        start = local + 30 + len(names[0])
        data[start : start + 20] = b"\xff" * 20
    return bytes(data)


@pytest.mark.parametrize(("change", "kind"), [("locked", Locked), ("damaged", BrokenFile)])
def test_one_broken_page_is_one_error_that_names_it_and_all_else_is_read(change: str, kind: type[ReadError]) -> None:
    found = list(read_bytes(_one_broken(change), "e.zip"))
    errors = [one for one in found if isinstance(one, ReadError)]
    assert [(type(error), error.file) for error in errors] == [(kind, f"e.zip!{ACTIVITY}/inbox/mia_1/message_2.json")]
    assert [one.text for one in found if isinstance(one, Item)] == ["less new", "new", "hi stranger"]


LIARS = {
    "a bomb": (b'{"participants": [' + b" " * 20_000_000 + b"]}", Bomb),
    "no JSON at all": (b"\x89PNG nothing of the kind", BrokenFile),
    "an empty file": (b"", BrokenFile),
    "a page cut off": (page(["Mia", "Zoë"], [("Mia", "x")] * 9)[:300], BrokenFile),
    "another shape": (b'[1, 2, {"a": 3}]', BrokenFile),
}


@pytest.mark.parametrize("name", LIARS)
def test_a_page_that_is_not_what_it_says_is_one_error(name: str) -> None:
    data, kind = LIARS[name]
    found = read({f"{ACTIVITY}/inbox/evil_9/message_1.json": data, **TWO})
    errors = [one for one in found if isinstance(one, ReadError)]
    assert [(type(error), error.file) for error in errors] == [(kind, f"e.zip!{ACTIVITY}/inbox/evil_9/message_1.json")]
    assert [one.text for one in found if isinstance(one, Item)][-1] == "hi stranger"


def test_a_path_that_climbs_out_is_read_as_a_name() -> None:
    (item,) = items({"../../inbox/mia_1/message_1.json": page(["Mia"], [("Mia", "hi")])})
    assert item.thread == "inbox/mia_1"


@settings(max_examples=60, deadline=3000, derandomize=True)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=5), st.randoms())
def test_whatever_the_order_in_the_archive_every_line_comes_once_and_oldest_first(counts: list[int], random: object) -> None:
    members: dict[str, bytes | str] = {}
    clock = T
    for number, count in enumerate(counts, 1):
        members[f"messages/inbox/mia_1/message_{number}.json"] = page(["Mia", "Sam"], [("Mia", f"{number}.{k}") for k in range(count)], clock)
        clock -= 100_000
    names = list(members)
    random.shuffle(names)  # type: ignore[attr-defined]
    found = items({name: members[name] for name in names})
    assert [item.text for item in found] == [f"{n}.{k}" for n in range(len(counts), 0, -1) for k in range(counts[n - 1] - 1, -1, -1)]
    assert [item.when for item in found] == sorted(item.when for item in found)
