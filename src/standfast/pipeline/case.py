"""From a file to an entry of a case, and from a case back to the situation, the plan and the letters that fit it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from attrs import evolve

from standfast import __version__
from standfast.keep import Mark, added, followed, next_id
from standfast.knowledge import RouteRow
from standfast.knowledge.letter_rows import LetterRow
from standfast.knowledge.letters import letters
from standfast.model import (
    BLACKMAIL,
    UNKNOWN,
    Case,
    Entry,
    FollowUp,
    Item,
    Judged,
    Letter,
    Media,
    NotStored,
    Plan,
    ReadError,
    Route,
    Seen,
    Situation,
    Verdict,
)
from standfast.plan import plan, serving, weigh
from standfast.write import complete, letter, letters_for, next_step

from .understand import NOTHING, Checked, is_quiet


def mark(now: datetime) -> Mark:
    """Who writes a line of the log. ``now`` with its offset where the device tells it, as the person's wall clock where not."""
    return Mark(now.isoformat(timespec="seconds"), __version__)


def entry(
    case: Case,
    name: str,
    checked: Iterable[Checked | ReadError],
    now: datetime,
    *,
    kind: str = "messages",
    whole: tuple[int, str] = (0, ""),
    kept: tuple[int, str] = (0, ""),
    media: tuple[Media, ...] = (),
) -> Entry:
    """What a case keeps of a file beside its bytes. ``whole`` and ``kept``: size and SHA-256, as received and as stored.

    Of a data download only the conversations that say something are described; its bytes are stored all the same.
    """
    notes: list[str] = []
    judged = tuple(_judged(checked, notes))
    return Entry(
        id=next_id(case),
        kind=kind,
        added=now.isoformat(timespec="seconds"),
        name=name,
        size=whole[0],
        sha256=whole[1],
        kept_size=kept[0],
        kept_sha256=kept[1],
        media=media,
        judged=judged,
        notes=tuple(dict.fromkeys(notes)),
    )


def _judged(checked: Iterable[Checked | ReadError], notes: list[str]) -> Iterator[Judged]:
    quiet: Judged | None = None
    said = False
    for one in checked:
        if isinstance(one, ReadError):
            notes.append(one.code)
            continue
        notes += [note for item in one.items for note in item.notes]
        row = Judged(_sided(one), one.verdict, one.findings, one.indicators, one.demand, one.talk, one.language)
        if one.talk is None or not is_quiet(one):
            said = True
            yield row
        else:
            quiet = quiet or row
    if quiet and not said:
        yield quiet


def _sided(checked: Checked) -> tuple[Item, ...]:
    """Its lines, those of the person marked as theirs where only their name tells it, and so a single message that asks for help.

    Nothing of theirs may ever count as the sender's.
    """
    if checked.talk is None and _is_a_cry(checked.verdict):
        return tuple(evolve(item, side=item.side or "person") for item in checked.items)
    own = {one.name for one in checked.talk.speakers if one.side == "person"} if checked.talk else set[str]()
    return tuple(evolve(item, side="person") if not item.side and item.sender in own else item for item in checked.items)


def _is_a_cry(verdict: Verdict) -> bool:
    return verdict.kind not in BLACKMAIL and (verdict.asks_for_help or verdict.talks_of_self_harm)


def seen(case: Case, row: Seen, now: datetime) -> Case:
    """With a picture or video that exists and is not kept: words about where it was seen, when and from whom."""
    when = now.isoformat(timespec="seconds")
    return added(case, Entry(next_id(case), "seen", when, seen=row), mark(now))


def worst(case: Case) -> Judged | None:
    """What the case is about, as far as its messages say: the one that looks most like blackmail."""
    rows = [row for one in case.entries for row in one.judged]
    return max(rows, key=lambda row: (row.verdict.kind in BLACKMAIL, row.verdict.score), default=None)


def situation(case: Case, supposed: Mapping[str, str] = NOTHING) -> Situation:
    """What the person told and what the messages suggest; money that was sent is an answer too. Raises BadAnswer."""
    row = worst(case)
    answers = dict(case.answers)
    if case.payments and answers.get("paid", UNKNOWN) == UNKNOWN:
        answers["paid"] = "yes"
    platform = next((item.platform for one in case.entries for judged in one.judged for item in judged.items if item.platform), "")
    if platform and answers.get("platform", UNKNOWN) == UNKNOWN:
        answers["platform"] = platform
    return weigh(row.verdict if row else None, row.demand if row else None, answers, supposed=supposed)


def case_plan(
    case: Case, now: datetime, lang: str = "en", more: tuple[RouteRow, ...] = (), supposed: Mapping[str, str] = NOTHING
) -> tuple[Situation, Plan]:
    """The plan that fits the case. ``now``: the person's wall clock. Raises BadAnswer."""
    found = situation(case, supposed)
    return found, plan(found, now.replace(tzinfo=None), lang, more)


def case_letters(case: Case, supposed: Mapping[str, str] = NOTHING) -> tuple[LetterRow, ...]:
    """The letters that fit the case, in the order they are offered."""
    return letters_for(case, situation(case, supposed))


def case_letter(
    letter_id: str,
    case: Case,
    now: datetime,
    lang: str = "en",
    more: tuple[RouteRow, ...] = (),
    supposed: Mapping[str, str] = NOTHING,
    fingerprint: str = "",
) -> Letter:
    """One letter, written from the case as it is now. Raises NotStored for an id that is no letter."""
    row = next((one for one in letters() if one.id == letter_id), None)
    if row is None:
        raise NotStored(place=f"letter/{letter_id}")
    found, made = case_plan(case, now, lang, more, supposed)
    return letter(letter_id, case, found, made, lang, now, fingerprint)


def sent(case: Case, letter_id: str, at: datetime, now: datetime, lang: str = "en", supposed: Mapping[str, str] = NOTHING) -> Case:
    """With the clock of a letter that the person says they sent ``at`` this time; said again, it starts anew.

    Nobody's clock starts in the time to come. Raises NotStored, and LetterIncomplete for a letter that could not have been sent so.
    """
    made = case_letter(letter_id, case, now, lang, supposed=supposed)
    complete(made)
    at = min(at, now)
    due = (at + timedelta(hours=made.clock_hours)).isoformat(timespec="minutes") if made.clock_hours else ""
    running = next((one.id for one in case.follow_ups if one.letter == letter_id and not one.done), "")
    kind = "take-down" if made.clock_hours else "reference"
    place = situation(case, supposed).country
    row = FollowUp(running, kind, made.title, place, sent=at.isoformat(timespec="minutes"), due=due, letter=letter_id)
    return followed(case, row, mark(now))


def run_out(
    row: FollowUp, case: Case, now: datetime, lang: str = "en", more: tuple[RouteRow, ...] = (), supposed: Mapping[str, str] = NOTHING
) -> tuple[str, tuple[Route, ...]]:
    """What to do, and who to go to, once the time of a request that was sent has run out; nothing before, or where it is done.

    ``now``: with its offset where ``row.due`` has one.
    """
    due = datetime.fromisoformat(row.due) if row.due and not row.done and row.letter else None
    sent = next((one for one in letters() if one.id == row.letter), None)
    if due is None or sent is None or (now if due.tzinfo else now.replace(tzinfo=None)) < due:
        return "", ()
    found = situation(case, supposed)
    sentence, purposes = next_step(sent, row.country, lang)
    return sentence, serving(purposes, found, now.replace(tzinfo=None), lang, more)
