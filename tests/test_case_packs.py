"""What goes into a pack for whom, and what does not."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from standfast import keep
from standfast.keep.pack import fingerprint, verify
from standfast.keep.pack.seal import write_pack
from standfast.keep.pack.sign import public
from standfast.model import Case, Media, NotStored, PackRefused, Payment, Seen
from standfast.pipeline import case as cases
from standfast.pipeline import check, packs

NOW = datetime(2026, 3, 3, 21, 4, tzinfo=UTC)
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
THREAT = (EXAMPLES / "contact-threat.txt").read_bytes()


def full() -> Case:
    """A threat, a chat with a picture left out, something seen, a note, a payment."""
    when = cases.mark(NOW)
    case = keep.new(when, "ab" * 32, "c" * 32)
    for name, media in (("contact-threat.txt", ()), ("WhatsApp Chat with +1 555 0142.txt", (Media("IMG-1.jpg", "image/jpeg", 4000),))):
        found = check(str(EXAMPLES / name), NOW.replace(tzinfo=None), {}, frozenset({"Sam"}))
        whole = keep_of(EXAMPLES / name)
        case = keep.added(case, cases.entry(case, name, found, NOW, whole=whole, kept=whole, media=media), when)
    case = cases.seen(case, Seen("picture", "a chat", "3 March", "sam_x"), NOW)
    case = keep.noted(case, "My sister knows.", when)
    case = keep.paid(case, Payment("", "bank", "100", "GBP", "2026-03-02", "J Doe"), when)
    return keep.answered(case, {"country": "GB", "area": "GB-derbyshire", "about": "me", "shown_age": "18-24"}, when)


def keep_of(path: Path) -> tuple[int, str]:
    import hashlib

    data = path.read_bytes()
    return len(data), hashlib.sha256(data).hexdigest()


def stored(entry_id: str, sink: packs.Sink) -> None:
    names = {"0001": "contact-threat.txt", "0002": "WhatsApp Chat with +1 555 0142.txt"}
    sink((EXAMPLES / names[entry_id]).read_bytes())


def made(receiver: str, *leave_out: str, case: Case | None = None) -> dict[str, bytes]:
    """Path in the pack -> bytes, of a pack that verifies."""
    case = case or full()
    how = packs.Sealing(NOW, fingerprint(public(case.signing_key)))
    packing = packs.packing(case, packs.Choice(receiver, frozenset(leave_out)), stored, how)
    out = io.BytesIO()
    write_pack(out, packing.info, packing.parts, case.signing_key)
    assert verify(out).untouched
    with zipfile.ZipFile(out) as pack:
        return {name.partition("/")[2]: pack.read(name) for name in pack.namelist()}


def test_police_get_the_files_as_received_the_findings_the_log_and_a_report() -> None:
    files = made("police")
    assert files["data/items/0001/contact-threat.txt"] == THREAT
    assert {"data/findings.json", "data/indicators.csv", "data/indicators.stix.json", "data/case-uco.jsonld", "data/log.jsonl"} <= set(files)
    assert "Report to the police" in files["data/report.txt"].decode()
    assert "notes.json" not in " ".join(files), "what somebody wrote for themselves stays with them"


def test_a_helpline_gets_the_story_and_not_the_files() -> None:
    files = made("helpline")
    assert not [name for name in files if name.startswith("data/items/")]
    assert "data/payments.json" not in files
    assert json.loads(files["data/left-out.json"])["left_out"][0]["about"] == "items"


def test_the_person_gets_their_own_notes() -> None:
    assert "My sister knows." in made("me")["data/notes.json"].decode()


@pytest.mark.parametrize("receiver", list(packs.RECEIVERS))
def test_no_score_no_key_and_no_salt_is_handed_over(receiver: str) -> None:
    case = full()
    everything = b"\n".join(made(receiver, case=case).values())
    assert b'"score"' not in everything
    assert case.signing_key.encode() not in everything
    assert not [salt for salt in case.salts.values() if salt.encode() in everything]


@pytest.mark.parametrize("receiver", list(packs.RECEIVERS))
def test_what_is_left_out_is_named_and_nothing_of_it_is_there(receiver: str) -> None:
    files = made(receiver, "entry/0001")
    everything = b"\n".join(data for name, data in files.items() if name != "verify.html").decode()
    assert "sister looks nice" not in everything
    assert "contact-threat" not in everything
    rows = json.loads(files["data/left-out.json"])["left_out"]
    assert {"about": "entry/0001", "why": "choice", "name": "", "size": -1, "when": ""} in rows


def test_left_out_media_and_pictures_that_were_only_seen_are_listed() -> None:
    rows = json.loads(made("police")["data/left-out.json"])["left_out"]
    assert ("entry/0002", "media", "IMG-1.jpg", 4000) in [(row["about"], row["why"], row["name"], row["size"]) for row in rows]
    assert ("entry/0003", "never-stored") in [(row["about"], row["why"]) for row in rows]


def test_what_was_removed_is_said_to_be_removed_and_no_more() -> None:
    case = keep.removed(full(), "entry/0001", cases.mark(NOW))
    files = made("police", case=case)
    assert "contact-threat" not in b"\n".join(data for name, data in files.items() if name != "verify.html").decode()
    rows = json.loads(files["data/left-out.json"])["left_out"]
    assert ("entry/0001", "removed") in [(row["about"], row["why"]) for row in rows]


def test_a_time_stamp_lies_under_the_number_of_the_line_that_it_stamps() -> None:
    case = keep.stamped(full(), "https://stamps.example", "2026-03-03T21:05:00+00:00", "3003020100", cases.mark(NOW))
    how = packs.Sealing(NOW, "")
    names = [part.path for part in packs.packing(case, packs.Choice("police"), stored, how).parts]
    assert f"data/stamps/{len(case.log) - 1}.tsr" in names


def test_an_unknown_receiver_and_an_unknown_part_are_refused() -> None:
    how = packs.Sealing(NOW, "")
    with pytest.raises(PackRefused):
        packs.packing(full(), packs.Choice("press"), stored, how)
    with pytest.raises(NotStored):
        packs.packing(full(), packs.Choice("police", frozenset({"entry/0009"})), stored, how)
    with pytest.raises(PackRefused):
        packs.packing(keep.new(cases.mark(NOW)), packs.Choice("police"), stored, how)
