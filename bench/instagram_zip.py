"""A 1 GB Instagram ZIP, mostly media, is read in constant memory: peak against one of 50 MB, and megabytes per second."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import zipfile
from pathlib import Path

from .record import keep, table
from .start import measured

SMALL, LARGE = 50, 1024
"""Megabytes of the ZIP."""
PAGE_EVERY = 10
"""Megabytes of ZIP for each page of messages, so 1 GB has about 100; one conversation has up to 10 pages."""
MESSAGES = 5_000
"""In one page; Instagram cuts at some thousands."""
READ = "import sys; from standfast.read import read; n = sum(len(item.text) for item in read(sys.argv[1])); assert n"
WORDS = ("see you at the quiz", "i have the list of your followers", "who is this?", "pay by tonight", "café at five ☕", "no worries")


def run(data: Path) -> None:
    del data
    rows, peaks, rates, chat_rates = [("", "pages", "messages", "seconds", "MB/s of ZIP", "MB/s of chat", "peak MB")], [], [], []
    bare = measured([sys.executable, "-c", "import standfast.read"])[1]
    with tempfile.TemporaryDirectory(prefix="standfast-bench-") as folder:
        for size in (SMALL, LARGE):
            path = Path(folder) / "instagram.zip"
            pages, chat = written(path, size)
            seconds, peak = measured([sys.executable, "-c", READ, str(path)])
            whole = path.stat().st_size / 2**20
            path.unlink()
            peaks.append(peak)
            rates.append(whole / seconds)
            chat_rates.append(chat / 2**20 / seconds)
            rows.append((f"{size} MB", str(pages), str(pages * MESSAGES), f"{seconds:.1f}", f"{rates[-1]:.0f}", f"{chat_rates[-1]:.1f}", f"{peak:.0f}"))
    table(rows)
    print(f"Ratio of the peaks: {peaks[1] / peaks[0]:.2f} x (goal: near 1). Importing the readers alone takes {bare:.0f} MB. Reading only, no check.")
    figures = {"peak_mb": [round(p, 1) for p in peaks], "ratio": round(peaks[1] / peaks[0], 3), "import_mb": round(bare, 1)}
    keep("instagram_zip", {**figures, "zip_mb_per_second": [round(r, 1) for r in rates], "chat_mb_per_second": [round(r, 2) for r in chat_rates]})


def written(path: Path, size: int) -> tuple[int, int]:
    """Writes the ZIP; returns how many pages it has and their bytes."""
    filler, pages, chat = os.urandom(2**20), 0, 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as out:
        for mb in range(size):
            thread, number = divmod(mb // PAGE_EVERY, 10)
            folder = f"your_instagram_activity/messages/inbox/person{thread}_{thread}"
            out.writestr(f"{folder}/photos/{mb}.jpg", filler)
            if mb % PAGE_EVERY == 0:
                page = page_of(thread, number + 1)
                out.writestr(f"{folder}/message_{number + 1}.json", page, zipfile.ZIP_DEFLATED)
                pages, chat = pages + 1, chat + len(page)
    return pages, chat


def page_of(thread: int, number: int) -> bytes:
    """Newest first, letters broken as Meta breaks them."""
    newest = 1_795_000_000_000 - number * MESSAGES * 60_000
    rows = [
        {
            "sender_name": "Sam Hill" if k % 3 else f"Person {thread}",
            "timestamp_ms": newest - k * 60_000,
            "content": f"{WORDS[k % len(WORDS)]} {k}".encode().decode("latin-1"),
            "is_geoblocked_for_viewer": False,
        }
        for k in range(MESSAGES)
    ]
    people = [{"name": f"Person {thread}"}, {"name": "Sam Hill"}]
    return json.dumps({"participants": people, "messages": rows, "title": f"Person {thread}"}, indent=2).encode()
