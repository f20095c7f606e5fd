"""A time limit that stops what has none, in its own thread only, and leaves nothing behind."""

from __future__ import annotations

import threading
import time

import pytest

from standfast.read.deadline import TimeUp, within


def busy(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


def test_work_without_end_is_stopped() -> None:
    begun = time.monotonic()
    with pytest.raises(TimeUp), within(0.05):
        busy(30)
    assert time.monotonic() - begun < 5


def test_work_that_swallows_every_exception_is_stopped_all_the_same() -> None:
    begun = time.monotonic()
    with pytest.raises(TimeUp), within(0.05):
        for _ in range(100):
            try:
                busy(0.3)
            except Exception:
                continue
    assert time.monotonic() - begun < 5


def test_work_that_is_done_in_time_is_left_alone_afterwards() -> None:
    for _ in range(50):
        with within(0.01):
            pass
    busy(0.1)


def test_each_thread_has_its_own_limit() -> None:
    ended: list[str] = []

    def work(seconds: float) -> None:
        try:
            with within(seconds):
                busy(0.4)
            ended.append("done")
        except TimeUp:
            ended.append("stopped")

    threads = [threading.Thread(target=work, args=(seconds,)) for seconds in (0.05, 30, 0.05, 30)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(ended) == ["done", "done", "stopped", "stopped"]
    busy(0.05)
