"""A report says what the sender said; it does not give away a password, a crisis, or a demand that was never made."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from attrs import evolve

from standfast import keep
from standfast.model import Case, Span
from standfast.pipeline import case as cases
from standfast.pipeline import check
from standfast.write import as_text

NOW = datetime(2026, 3, 3, 21, 4, tzinfo=UTC)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def case_of(name: str, **answers: str) -> Case:
    case = keep.new(cases.mark(NOW), "ab" * 32, "c" * 32)
    row = cases.entry(case, name, check(str(EXAMPLES / name), NOW.replace(tzinfo=None)), NOW, whole=(1, "1" * 64), kept=(1, "1" * 64))
    case = keep.added(case, row, cases.mark(NOW))
    return keep.answered(case, {"country": "GB", "area": "GB-derbyshire", "about": "me", **answers}, cases.mark(NOW))


def report(case: Case) -> str:
    return as_text(cases.case_letter("police-gb-derbyshire", case, NOW).document)


def test_a_mass_mail_that_quotes_an_old_password_is_not_quoted() -> None:
    assert "plum-tree-19" in (EXAMPLES / "bluff.eml").read_text("utf-8")
    assert "plum-tree-19" not in report(case_of("bluff.eml", kind="image-threat"))


def test_a_password_in_a_threat_is_blacked_out_and_the_rest_stays() -> None:
    case = case_of("contact-threat.txt")
    (row,) = case.entries[0].judged
    words = "sister looks nice"
    start = row.items[0].text.index(words)
    own = evolve(row.findings[0], id="says-password-quoted", because=(Span(row.items[0].id, start, start + len(words), words),))
    entry = evolve(case.entries[0], judged=(evolve(row, findings=(own, *row.findings)),))
    text = report(evolve(case, entries=(entry,)))
    assert words not in text
    assert "██████ █████ ████" in text
    assert "send 250 by paypal" in text


def test_only_what_concerns_others_is_told_of_the_steps() -> None:
    case = keep.steps_done(case_of("contact-threat.txt"), ("breathe", "talk-now", "safety-plan", "block", "report-account"), cases.mark(NOW))
    text = report(case)
    assert "Block them" in text
    assert "breathe" not in text.casefold()
    assert "Report their account" in text


def test_the_persons_own_answer_wins_over_what_a_tool_read() -> None:
    case = case_of("WhatsApp Chat with +1 555 0142.txt")
    assert "brings in someone else" in report(case)
    told = evolve(case, answers={**case.answers, "demanded": "money"})
    assert "brings in someone else" not in report(told)
    assert "money (300)" in report(told)


def test_quotes_stand_in_the_order_of_the_messages() -> None:
    case = case_of("WhatsApp Chat with +1 555 0142.txt")
    quoted = [line[2:] for line in report(case).splitlines() if line.startswith("> ")]
    order = [line for item in case.entries[0].judged[0].items for line in item.text.splitlines()]
    assert len(quoted) >= 4
    assert quoted == sorted(quoted, key=order.index)
