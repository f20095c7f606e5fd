"""The log can only grow: every change of it, and every change of the case behind its back, is found and named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve
from small_case import WHEN, empty_case, with_entry, with_fact, without_entry

from standfast.keep.log import check, check_chain, first_hash, hash_of, record
from standfast.model import Case, Event, FollowUp, Note, Payment


def full_case() -> Case:
    case = with_entry(with_entry(empty_case(), b"one"), b"two")
    case = record(evolve(case, notes=(Note("1", WHEN, "a note"),)), "noted", WHEN, "0.0", "note/1")
    case = record(evolve(case, payments=(Payment("1", "bank", "50", "GBP"),)), "noted", WHEN, "0.0", "payment/1")
    case = record(evolve(case, follow_ups=(FollowUp("1", "reference", "police", reference="A1"),)), "followed", WHEN, "0.0", "follow-up/1")
    case = record(evolve(case, answers={"country": "GB"}), "answered", WHEN, "0.0", "answers")
    case = record(evolve(case, done=("tell-someone",)), "changed", WHEN, "0.0", "done")
    case = record(evolve(case, letters={"bank": "my words"}), "changed", WHEN, "0.0", "letters")
    case = with_fact(case, "name", "Ana")
    case = record(case, "exported", WHEN, "0.0", detail={"for": "police"})
    return without_entry(case, "0002")


def rehashed(case: Case, log: list[Event]) -> Case:
    return evolve(case, log=tuple(log))


def line_tamperings(case: Case) -> Iterator[tuple[str, Case]]:
    log = list(case.log)
    for k, line in enumerate(log):
        changes = {"when": "2020-01-01T00:00:00+00:00", "what": "noted", "about": "note/9", "seal": "0" * 64, "detail": {"a": "b"},
                   "version": "9", "number": 99, "before": "1" * 64, "hash": "2" * 64}  # fmt: skip
        for name, value in changes.items():
            if getattr(line, name) != value:
                changed = evolve(line, **{name: value})
                yield f"{name} of line {k + 1} changed", rehashed(case, [*log[:k], changed, *log[k + 1 :]])
                mended = evolve(changed, hash=hash_of(changed))
                if name != "hash" and k < len(log) - 1:
                    yield f"{name} of line {k + 1} changed and hashed again", rehashed(case, [*log[:k], mended, *log[k + 1 :]])
        if k < len(log) - 1:
            yield f"line {k + 1} removed", rehashed(case, [*log[:k], *log[k + 1 :]])
            yield f"lines {k + 1} and {k + 2} swapped", rehashed(case, [*log[:k], log[k + 1], line, *log[k + 2 :]])
        extra = Event(k + 1, WHEN, "noted", version="0.0", before=line.before)
        yield f"a line put in before {k + 1}", rehashed(case, [*log[:k], evolve(extra, hash=hash_of(extra)), *log[k:]])
        yield f"line {k + 1} twice", rehashed(case, [*log[: k + 1], *log[k:]])


def part_tamperings(case: Case) -> Iterator[tuple[str, Case]]:
    yield "an entry changed", evolve(case, entries=(evolve(case.entries[0], name="other.txt"), *case.entries[1:]))
    yield "an entry's hash changed", evolve(case, entries=(evolve(case.entries[0], kept_sha256="0" * 64), *case.entries[1:]))
    yield "an entry taken out", evolve(case, entries=case.entries[1:])
    yield "an entry marked as removed", evolve(case, entries=(evolve(case.entries[0], removed=WHEN), *case.entries[1:]))
    yield "a removed entry back", evolve(case, entries=(case.entries[0], evolve(case.entries[1], removed="", name="back")))
    yield "an entry without a line", evolve(case, entries=(*case.entries, evolve(case.entries[0], id="0003")))
    rows = {"notes": evolve(case.notes[0], text="other"), "payments": evolve(case.payments[0], amount="5"), "follow_ups": evolve(case.follow_ups[0], pin="1")}
    for name, changed in rows.items():
        yield f"{name} changed", evolve(case, **{name: (changed,)})
        yield f"{name} taken out", evolve(case, **{name: ()})
        yield f"{name} without a line", evolve(case, **{name: (*getattr(case, name), evolve(changed, id="2"))})
    for name, changed in {"answers": {"country": "US"}, "facts": {"name": "Bo"}, "letters": {"bank": "x"}, "done": ("a", "b")}.items():
        yield f"{name} changed", evolve(case, **{name: changed})
        yield f"{name} emptied", evolve(case, **{name: type(changed)()})
    for about in case.salts:
        yield f"salt of {about} changed", evolve(case, salts={**case.salts, about: "00"})
        yield f"salt of {about} taken out", evolve(case, salts={key: value for key, value in case.salts.items() if key != about})
    yield "another case's log", evolve(case, id="f" * 32)


def test_an_honest_log_holds() -> None:
    case = full_case()
    assert check(case) == ()
    assert case.log[0].before == first_hash(case.id)
    assert check(with_fact(case, "name", "again")) == ()


def test_every_tampering_is_caught(capsys: pytest.CaptureFixture[str]) -> None:
    case = full_case()
    all_of_them = [*line_tamperings(case), *part_tamperings(case)]
    missed = [name for name, tampered in all_of_them if not check(tampered)]
    cut = [evolve(case, log=case.log[:k]) for k in range(1, len(case.log))]
    later = case.log[-1].hash
    missed += [f"cut to {len(one.log)}" for one in cut if later in {line.hash for line in one.log}]
    total = len(all_of_them) + len(cut)
    with capsys.disabled():
        print(f"\nlog tamperings caught: {total - len(missed)} of {total}" + (f"; missed: {missed}" if missed else ""))
    assert not missed and total > 200


def test_the_line_is_named() -> None:
    case = full_case()
    log = [*case.log]
    log[3] = evolve(log[3], when="2020-01-01T00:00:00+00:00")
    assert [(one.code, one.number, one.about) for one in check_chain(case.id, tuple(log))] == [("changed", 4, "note/1")]
    removed = list(check_chain(case.id, (*case.log[:3], *case.log[4:])))
    assert (removed[0].code, removed[0].number) == ("order", 4) and ("missing", 4) in {(one.code, one.number) for one in removed}
    gone = check(evolve(case, notes=()))
    assert [(one.code, one.about) for one in gone] == [("part-missing", "note/1")]


def test_a_tail_that_was_cut_shows_against_a_hash_that_somebody_holds() -> None:
    """The chain alone cannot show it: a shorter log is a whole log. What a pack or a stamp holds can."""
    case = full_case()
    short = case.log[:-2]
    assert not list(check_chain(case.id, short))
    assert case.log[-1].hash not in {line.hash for line in short}


def test_a_removed_part_leaves_nothing_to_guess_from() -> None:
    case = full_case()
    assert "entry/0002" not in case.salts
    seals = [line.seal for line in case.log if line.about == "entry/0002"]
    assert seals[0] and not seals[-1]


def test_half_a_letter_from_a_broken_mail_can_be_logged() -> None:
    case = with_fact(empty_case(), "name", "broken \ud83d letter")
    assert check(case) == ()
