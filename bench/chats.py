"""A WhatsApp file of 50 MB through the whole ``standfast check``: MB a minute, and what reading alone and a word search take of it."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools.examples import development

from .record import keep, table
from .start import measured

SIZES = (5, 50)
"""MB of the two files."""
GOAL_PER_MINUTE = 50.0
THREAT = ("I have your video and all your followers", "pay me 300 tonight or I send it to everyone", "you have 2 hours")
SMALL_TALK = ["soup today?", "the bus is late again", "mum says hi", "see you at football", "that film was so good", "i am tired", "ok cool"]
READ = "import sys\nfrom collections import deque\nfrom standfast.read import read\ndeque(read(sys.argv[1]), maxlen=1)"
WORDS = "pay|nude|video|picture|followers|bitcoin|gift card|delete|send it|hours left|police|secret"


def run(data: Path) -> None:
    said = ordinary(data)
    rows: list[tuple[str, ...]] = [("", "lines", "seconds", "MB/minute", "peak MB", "found")]
    figures: dict[str, object] = {}
    peaks: list[float] = []
    with tempfile.TemporaryDirectory(prefix="standfast-bench-") as folder:
        for size in SIZES:
            path = Path(folder) / "WhatsApp Chat with Mia.txt"
            lines = written(path, size * 2**20, said)
            whole, peak = measured([sys.executable, "-m", "standfast", "check", "--json", str(path)])
            alone, _ = measured([sys.executable, "-c", READ, str(path)])
            search = searched(path)
            kind = verdict(path) if size == SIZES[0] else "as above"
            peaks.append(peak)
            rate = size / whole * 60
            rows.append((f"{size} MB", f"{lines}", f"{whole:.1f}", f"{rate:.0f}", f"{peak:.0f}", kind))
            figures[f"{size} MB"] = {"per_minute": round(rate, 1), "peak_mb": round(peak, 1), "verdict": kind, "lines": lines}
            figures[f"{size} MB, whole check / reading alone"] = round(whole / alone, 2)
            if search:
                figures[f"{size} MB, whole check / word search with grep"] = round(whole / search, 1)
    table(rows)
    for name, value in figures.items():
        if "/" in name:
            print(f"{name}: {value} x")
    print(f"Peak of the larger / the smaller: {peaks[1] / peaks[0]:.2f} x. One process. Goal: {GOAL_PER_MINUTE:.0f} MB a minute.")
    keep("chats", {**figures, "ratio of peaks": round(peaks[1] / peaks[0], 3)})


def ordinary(data: Path) -> list[str]:
    """Lines of ordinary mails, cut as chat lines are; without those mails, SMALL_TALK, which repeats and so flatters the speed."""
    if not (data / "dev.jsonl.gz").exists():
        print("no dev.jsonl.gz: the chat is made of a few lines of small talk, so the speed is better than in life")
        return SMALL_TALK
    mails = (row.text for row in development(data) if row.kind == "none" and row.lang == "en")
    lines = (line.strip() for text in mails for line in text.splitlines() if not line.startswith((">", "--")))
    return [line[:120] for line in lines if len(line) > 2]


def written(path: Path, size: int, said: list[str]) -> int:
    """A chat of ordinary lines, with three threatening ones near its end. Returns the lines."""
    chance = random.Random(11)
    count, minute, written_bytes = 0, 0, 0
    with path.open("w", encoding="utf-8") as out:

        def say(name: str, words: str) -> None:
            nonlocal count, minute, written_bytes
            minute += chance.randrange(3)
            day = minute // 1440
            stamp = f"{day % 28 + 1:02}/{day // 28 % 12 + 1:02}/{2010 + day // 336 % 80}, {minute // 60 % 24:02}:{minute % 60:02}"
            written_bytes += out.write(f"{stamp} - {name}: {words}\n")
            count += 1

        while written_bytes < size * 0.97:
            say(chance.choice(("Mia", "Sam Example")), said[count % len(said)])
        for words in THREAT:
            say("Mia", words)
        while written_bytes < size:
            say("Sam Example", "please leave me alone")
    return count


def searched(path: Path) -> float:
    """Seconds of what somebody would do without Standfast: search the file for a dozen words. 0 where there is no grep."""
    grep = shutil.which("grep")
    if grep is None:
        return 0.0
    begun = time.perf_counter()
    subprocess.run([grep, "-ciE", WORDS, str(path)], capture_output=True, check=False)
    return time.perf_counter() - begun


def verdict(path: Path) -> str:
    done = subprocess.run([sys.executable, "-m", "standfast", "check", "--json", str(path)], capture_output=True, check=True)
    return json.loads(done.stdout)["verdict"]["kind"]
