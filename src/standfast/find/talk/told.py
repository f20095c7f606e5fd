"""The findings that only a whole conversation can give, and what they change in the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from standfast.knowledge import text
from standfast.model import BLACKMAIL, Finding, Item, Kind, Span, Stage, Strength, Talk, Verdict

from ..evidence import finding
from ..found import Found, in_order
from .sequence import EARLY

MANY_STAGES = 4
"""With this many steps in the known order, one of them the turn, the sequence carries more than its single words."""
FEWEST_EARLY = 2
LIKELY = 0.25
"""Score from which the model does not speak against the start of a trap."""
HOUR, DAY = 60, 24 * 60


def told(talk: Talk, found: Found, despair: tuple[Span, ...], listed: Sequence[Item], lang: str) -> tuple[Verdict, tuple[Finding, ...]]:
    """The verdict on the conversation and all findings, strongest first.

    ``despair`` are words about self-harm by either side, ``listed`` the person's own lines with pictures.
    """
    verdict = found.verdict
    more: list[Finding] = []
    names = {stage.id for stage in talk.stages}
    if "turn" in names:
        strength = Strength.STRONGLY if len(names) >= MANY_STAGES else Strength.SUGGESTS
        if verdict.kind is Kind.COERCION and names & {"audience", "demand"}:
            verdict = evolve(verdict, kind=Kind.IMAGE_THREAT)
            found = evolve(found, findings=tuple(_renamed(one, verdict.kind, lang) for one in found.findings))
        more.append(finding("trap-sequence", strength, _spans(talk.stages), lang, steps=steps(talk.stages, lang)))
    elif starts(talk.stages, verdict):
        strength = Strength.STRONGLY if len(names) >= len(EARLY) else Strength.SUGGESTS
        more.append(finding("trap-start", strength, _spans(talk.stages), lang, steps=steps(talk.stages, lang)))
        if verdict.kind in {Kind.NONE, Kind.UNSURE}:
            verdict = evolve(verdict, kind=Kind.COERCION, strength=Strength.SUGGESTS)
    if verdict.kind in BLACKMAIL:
        more += _pictures(talk, listed, lang)
    if despair:
        verdict = evolve(verdict, talks_of_self_harm=True)
        more.append(finding("speaks-of-self-harm", Strength.SUGGESTS, despair, lang))
    return verdict, in_order((*more, *found.findings))


def _renamed(one: Finding, kind: Kind, lang: str) -> Finding:
    """The finding on the whole wording names the kind, which the steps have made plainer."""
    if one.id != "whole-wording":
        return one
    return finding(one.id, one.strength, one.because, lang, kind=text(f"kind.{kind.value}", lang))


def starts(stages: tuple[Stage, ...], verdict: Verdict) -> bool:
    """Whether the first steps look like the start of the trap: two of them from a stranger, or two and the model does not say no."""
    early = {stage.id for stage in stages} & set(EARLY)
    if len(early) < FEWEST_EARLY:
        return False
    stranger = any(stage.id == "stranger" for stage in stages)
    return stranger or verdict.kind is Kind.COERCION or verdict.score >= LIKELY


def steps(stages: tuple[Stage, ...], lang: str) -> str:
    """The steps as words, with the time that each took: ``they asked for pictures; 12 minutes later they ...``."""
    return "; ".join(_step(stage, lang) for stage in stages)


def _step(stage: Stage, lang: str) -> str:
    what = text(f"stage.{stage.id}", lang)
    return what if stage.minutes is None else text("stage.after", lang).format(time=duration(stage.minutes, lang), what=what)


def duration(minutes: float, lang: str) -> str:
    """``12 minutes``, ``3 hours``, ``2 days``, in words of the person's language."""
    if minutes < 2:
        return text("time.minute", lang)
    size, name = (1, "minutes") if minutes < 2 * HOUR else (HOUR, "hours") if minutes < 2 * DAY else (DAY, "days")
    return text(f"time.{name}", lang).format(count=f"{minutes / size:.0f}")


def _spans(stages: tuple[Stage, ...]) -> tuple[Span, ...]:
    return tuple(span for stage in stages for span in stage.because[:1])


def _pictures(talk: Talk, listed: Sequence[Item], lang: str) -> Iterator[Finding]:
    """What the file lists from the person. The early answer that matters most is that there is nothing yet."""
    if "which-is-you" in talk.notes or not talk.speaker:
        return
    count = sum(speaker.media for speaker in talk.speakers if speaker.side == "person")
    if count:
        names = [(line.id, part.name or part.media_type) for line in listed for part in line.attachments]
        because = [Span(f"{item}@attachment", 0, len(name), name) for item, name in names]
        yield finding("pictures-of-yours-listed", Strength.SHOWS, because, lang, count=str(count))
    else:
        yield finding("no-picture-of-yours-listed", Strength.SHOWS, (), lang)
