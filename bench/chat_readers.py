"""Chat readers by themselves: lines and MB a second, and peak memory of a file of 2 million lines against one of 200,000."""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from .record import keep, table
from .start import measured

SMALL, LARGE = 200_000, 2_000_000
GOAL_MB = 2.0
SAID = [
    "hey, how was your day", "haha yes", "ok", "see you tomorrow at the usual place, bring the book please", "😂😂", "no way!!", "where are you?",
    "I have been thinking about what you said and I believe you are right", "<Media omitted>", "This message was deleted", "call me later",
    "first line\nsecond line\nthird line", "https://example.example/page?id=42", "wie geht es dir", "que tal todo por ahí", "مرحبا كيف حالك",
]  # fmt: skip
READ = (
    "import sys\nfrom collections import deque\nfrom standfast.read import read\n"
    "last = deque(read(sys.argv[1]), maxlen=1)[0]\nassert last.id == sys.argv[2], last"
)


def run(data: Path) -> None:
    del data
    rows: list[tuple[str, ...]] = [("", "messages", "MB", "seconds", "messages/s", "MB/s", "peak MB")]
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="standfast-bench-") as folder:
        bare = measured([sys.executable, "-c", "import standfast.read"])
        for name, writes in WRITERS.items():
            peaks: list[float] = []
            for count in (SMALL, LARGE):
                path = Path(folder) / name
                writes(path, count)
                seconds, peak = measured([sys.executable, "-c", READ, str(path), str(count)])
                seconds -= bare[0]
                size = path.stat().st_size / 2**20
                peaks.append(peak)
                rows.append((name, f"{count}", f"{size:.0f}", f"{seconds:.1f}", f"{count / seconds:.0f}", f"{size / seconds:.1f}", f"{peak:.0f}"))
                figures[f"{name} {count}"] = {"mb_per_second": round(size / seconds, 2), "per_second": round(count / seconds), "peak_mb": round(peak, 1)}
                path.unlink()
            figures[f"{name} ratio of peaks"] = round(peaks[1] / peaks[0], 2)
            rows.append((f"{name}: peak of the larger / the smaller", "", "", "", "", "", f"{peaks[1] / peaks[0]:.2f} x"))
    table(rows)
    print(f"One process, one core; the start of Python ({bare[0]:.2f} s, {bare[1]:.0f} MB) is taken off the seconds. Goal: {GOAL_MB} MB/s for WhatsApp.")
    print("SMS keeps 24 bytes for each message, because its conversations are mixed in the file.")
    keep("chat_readers", {"bare_mb": round(bare[1], 1), **figures})


def _android(path: Path, count: int) -> None:
    chance, minute = random.Random(7), 0
    with path.open("w", encoding="utf-8") as out:
        for _ in range(count):
            minute += chance.randrange(4)
            day = minute // 1440
            stamp = f"{day % 28 + 1:02}/{day // 28 % 12 + 1:02}/{2009 + day // 336}, {minute // 60 % 24:02}:{minute % 60:02}"
            out.write(f"{stamp} - {chance.choice(('Mia', 'Sam Example'))}: {chance.choice(SAID)}\n")


def _iphone(path: Path, count: int) -> None:
    chance, second = random.Random(8), 0
    with path.open("w", encoding="utf-8", newline="") as out:
        for _ in range(count):
            second += chance.randrange(240)
            day, hour = second // 86400, second // 3600 % 24
            half = "PM" if hour > 11 else "AM"
            stamp = f"{day // 28 % 12 + 1}/{day % 28 + 1}/{9 + day // 336:02}, {hour % 12 or 12}:{second // 60 % 60:02}:{second % 60:02}\u202f{half}"
            out.write(f"[{stamp}] {chance.choice(('Mia', '+1 555 0100'))}: {chance.choice(SAID)}\r\n")


def _sms(path: Path, count: int) -> None:
    chance = random.Random(9)
    with path.open("w", encoding="utf-8") as out:
        out.write(f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{count}\">\n")
        for k in range(count):
            said = chance.choice(SAID).replace("<", "&lt;").replace("\n", "&#10;")
            out.write(
                f'  <sms protocol="0" address="+1 555 01{chance.randrange(100):02}" date="{1_700_000_000_000 + k * 1000}" type="{k % 2 + 1}" '
                f'subject="null" body="{said}" read="1" status="-1" contact_name="(Unknown)" />\n'
            )
        out.write("</smses>\n")


WRITERS: dict[str, Callable[[Path, int], None]] = {"WhatsApp Android": _android, "WhatsApp iPhone": _iphone, "SMS Backup & Restore": _sms}
