"""The log inside a pack: what was done to it is told, with the line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from attrs import evolve
from tools import pack_vectors as vectors

from standfast.keep.log import canonical, hash_of
from standfast.keep.pack import Compare, PackPart, log_line, verify
from standfast.keep.pack.log_lines import read_line

Lines = list[bytes]


def with_log(lines: Lines, compare: Compare | None = None):
    files = [PackPart(part.path, b"".join(lines)) if part.path == "data/log.jsonl" else part for part in vectors.parts()]
    return verify(io.BytesIO(vectors.pack(files=files)), compare=compare)


def edited(line: bytes, **values: object) -> bytes:
    return canonical({**json.loads(line), **values}) + b"\n"


def rehashed(line: bytes, **values: object) -> bytes:
    event = read_line(edited(line, **values)[:-1])
    assert event
    return log_line(evolve(event, hash=hash_of(event)))


TAMPERINGS: dict[str, Callable[[Lines], Lines]] = {
    "a line without the first": lambda log: log[1:],
    "a line taken from the middle": lambda log: [log[0], log[2]],
    "two lines the other way round": lambda log: [log[0], log[2], log[1]],
    "a line twice": lambda log: [log[0], log[0], log[1], log[2]],
    "another time": lambda log: [log[0], edited(log[1], when="2025-01-01T00:00:00+00:00"), log[2]],
    "another time, hashed again": lambda log: [log[0], rehashed(log[1], when="2025-01-01T00:00:00+00:00"), log[2]],
    "another event": lambda log: [edited(log[0], what="removed"), *log[1:]],
    "another detail": lambda log: [*log[:2], edited(log[2], detail={"for": "lawyer"})],
    "another version": lambda log: [*log[:2], edited(log[2], version="9.9")],
    "another part": lambda log: [log[0], edited(log[1], about="entry/0001"), log[2]],
    "another seal": lambda log: [log[0], edited(log[1], seal="0" * 64), log[2]],
    "another number": lambda log: [log[0], edited(log[1], number=7), log[2]],
    "another number, hashed again": lambda log: [*log[:2], rehashed(log[2], number=7)],
    "the log of another case": lambda log: [rehashed(log[0], before="0" * 64), *log[1:]],
    "a line of other keys": lambda log: [edited(log[0], more="x"), *log[1:]],
    "spaces in a line": lambda log: [log[0].replace(b",", b", "), *log[1:]],
    "Windows line ends": lambda log: [line.replace(b"\n", b"\r\n") for line in log],
    "an empty line": lambda log: [log[0], b"\n", *log[1:]],
    "no last line end": lambda log: [*log[:2], log[2][:-1]],
    "a key twice": lambda log: [log[0][:-2] + b',"when":"x"}\n', *log[1:]],
    "a number as text": lambda log: [edited(log[0], number="1"), *log[1:]],
    "a detail that is no text": lambda log: [edited(log[0], detail={"x": [1]}), *log[1:]],
    "half a letter": lambda log: [log[0].replace(b'"what":"made"', b'"what":"\\ud800"'), *log[1:]],
    "not JSON": lambda log: [b"[" * 90_000 + b"\n", *log[1:]],
    "not UTF-8": lambda log: [b"\xff\n", *log[1:]],
}


def test_log_tamperings_are_told_even_in_a_pack_that_was_sealed_again(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for name, change in TAMPERINGS.items():
        verified = with_log(change(vectors.log()))
        if not verified.holds and all(held.code == "log" for held in verified.faults):
            told.append(name)
    with capsys.disabled():
        print(f"\nlog tamperings caught (pack): {len(told)} of {len(TAMPERINGS)}")
    assert set(told) == set(TAMPERINGS)


def test_the_line_is_named() -> None:
    log = vectors.log()
    verified = with_log([log[0], edited(log[1], when="2025-01-01T00:00:00+00:00"), log[2]])
    assert [(held.state, held.place) for held in verified.faults] == [("changed", "data/log.jsonl:2")]


def test_lines_cut_from_the_end_show_only_against_a_hash_that_somebody_else_holds() -> None:
    log = vectors.log()
    last = json.loads(log[2])["hash"]
    assert with_log(log[:2]).holds
    cut = with_log(log[:2], Compare(log_hash=last))
    assert [(held.code, held.state) for held in cut.faults] == [("log-hash", "differs")]
    assert with_log(log, Compare(log_hash=last)).state("log-hash") == "holds"


def test_a_hash_of_an_earlier_pack_is_still_in_a_longer_log() -> None:
    log = vectors.log()
    assert with_log(log, Compare(log_hash=json.loads(log[0])["hash"])).state("log-hash") == "holds"


def test_a_pack_without_a_log_says_so() -> None:
    files = [part for part in vectors.parts() if part.path != "data/log.jsonl"]
    verified = verify(io.BytesIO(vectors.pack(files=files)))
    assert verified.state("log") == "absent"
    assert verified.log_lines == 0
