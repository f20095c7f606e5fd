"""What a message was understood as comes back from the file as it was written, not as bare words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from standfast import keep
from standfast.keep import layout
from standfast.model import Kind, Strength
from standfast.pipeline import case as cases
from standfast.pipeline import check

NOW = datetime(2026, 3, 3, 21, 4, tzinfo=UTC)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_a_case_with_messages_comes_back_equal() -> None:
    case = keep.new(cases.mark(NOW))
    for name in ("contact-threat.txt", "bluff.eml", "WhatsApp Chat with +1 555 0142.txt"):
        checked = check(str(EXAMPLES / name), NOW.replace(tzinfo=None))
        case = keep.added(case, cases.entry(case, name, checked, NOW, whole=(1, "1" * 64), kept=(1, "1" * 64)), cases.mark(NOW))
    again = layout.from_bytes(layout.to_bytes(case, "0"), "x")
    assert again == case
    verdict = again.entries[0].judged[0].verdict
    assert isinstance(verdict.kind, Kind) and isinstance(verdict.strength, Strength)
    assert isinstance(again.entries[0].judged[0].findings[0].strength, Strength)
    assert keep.check(again) == ()
    assert cases.situation(again) == cases.situation(case)
