"""Everything found in one conversation, in one pass over its lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import islice

from attrs import evolve, frozen

from standfast.model import BLACKMAIL, Demand, Finding, Indicator, Item, Kind, Span, Speaker, Strength, Talk, Verdict

from ..found import Found, find
from ..verdict import BLACKMAIL_AT
from .joined import Joined, join, number_of
from .listener import ANSWER, REPLIES, Burst, Listener, Said
from .replies import AMONG
from .sequence import early, stages
from .told import told

MOST_SPEAKERS = 200
"""Speakers of a group that are told apart; the rest are listened to as one."""
REST = "\N{HORIZONTAL ELLIPSIS}"
NOTICES = "\N{BULLET}"
"""Lines that the app seems to have written. In a text file a sender can forge one, so a threat in them counts."""
SHOWN = 80
"""Lines of a conversation that are kept as Items."""
MANY = 30
"""With more bursts than this to be judged, chance alone finds an odd one, so it must be plain."""


@frozen
class FoundTalk:
    """What one conversation holds. ``items`` are the lines that the findings rest on, and what stands between them."""

    items: tuple[Item, ...]
    talk: Talk
    verdict: Verdict
    findings: tuple[Finding, ...]
    indicators: tuple[Indicator, ...]
    demand: Demand
    language: str


def find_talk(lines: Iterable[Item], own: frozenset[str] = frozenset(), lang: str = "en") -> FoundTalk | None:
    """Look at the lines of one thread, in their order. None where nobody said a word. Never raises on any text.

    ``own`` are the person's names, numbers and handles; a speaker of that name is the person.
    """
    heard = _Heard(own)
    for line in lines:
        heard.line(line)
    return heard.judged(lang)


class _Heard:
    """All speakers of one thread."""

    def __init__(self, own: frozenset[str]) -> None:
        self.own = own
        self.mine = frozenset(name.casefold() for name in own)
        self.listeners: dict[str, Listener] = {}
        self.count = 0
        self.first = self.last = Item("", "", "", join(()).item.origin)
        self.recent: list[Item] = []
        self.said: deque[Said] = deque(maxlen=2 * REPLIES)

    def line(self, line: Item) -> None:
        self.count += 1
        self.first = self.first if self.first.id else line
        self.last = line
        self.recent.append(line)
        if len(self.recent) > 2 * SHOWN:
            del self.recent[:SHOWN]
        name = NOTICES if line.side == "notice" else line.sender or line.side
        if name not in self.listeners and len(self.listeners) >= MOST_SPEAKERS:
            name = REST
        listener = self.listeners.get(name)
        if listener and line.side and listener.side not in ("", line.side):  # two people of one name: the file knows them apart
            listener = self.listeners.get(name := f"{name} ({line.side})")
        if listener is None:
            side = "person" if name.casefold() in self.mine else line.side
            listener = self.listeners[name] = Listener(name, self.own, self.said, side)
        listener.hear(self.count, line)
        if line.text:
            self.said.append(Said(listener.name, self.count, line.text[:ANSWER]))

    def judged(self, lang: str) -> FoundTalk | None:
        for listener in self.listeners.values():
            listener.close()
        spoken = [one for one in self.listeners.values() if one.last]
        if not any(one.side != "notice" or one.telling for one in spoken):
            return None
        unclear = _sides(self.listeners)
        others = [one for one in spoken if one.side == "other" or not one.side or (one.side == "notice" and one.telling)]
        heard = max(others, key=lambda one: (one.kept[0].score if one.kept else 0.0, one.lines), default=None)
        found, telling = _found(heard, self.own, lang) if heard and heard.last else (_nothing(spoken[0]), [])
        steps = ()
        if heard:
            steps = stages(heard, telling) if found.verdict.kind in BLACKMAIL else ()
            steps = steps or early(heard, self.first.when)
        people = (one for one in self.listeners.values() if one.side != "notice")
        talk = Talk(
            thread=self.first.thread,
            platform=self.first.platform,
            lines=self.count,
            first=self.first.when,
            last=self.last.when,
            speakers=tuple(Speaker(one.name, one.side, one.lines, one.media) for one in islice(people, MOST_SPEAKERS)),
            speaker=heard.name if heard and heard.side != "notice" else "",
            stages=steps,
            notes=("which-is-you",) if unclear else (),
        )
        listed = [line for one in self.listeners.values() if one.side == "person" for line in one.listed]
        verdict, findings = told(talk, found, self._despair(found.verdict, spoken), listed, lang)
        quoted = {span.item.split("@")[0] for finding in findings for span in finding.because}
        quoted |= {span.item for span in found.demand.because} | {one.item for one in found.indicators}
        return FoundTalk(self._items(telling, quoted, heard), talk, verdict, findings, found.indicators, found.demand, found.language)

    def _despair(self, verdict: Verdict, spoken: list[Listener]) -> tuple[Span, ...]:
        """Words of either side about self-harm, near the end of the conversation: help comes first, whoever wrote them."""
        if verdict.talks_of_self_harm:
            return ()
        seen = [one for listener in spoken for name in ("self-harm-talk", "demand-self-harm") for one in listener.sights.get(name, ())]
        late = [one for one in seen if one.line > self.count - 5 * SHOWN]
        return late[-1].spans if late else ()

    def _items(self, telling: list[Burst], quoted: set[str], heard: Listener | None) -> tuple[Item, ...]:
        """The lines that something was said about, all of them, and of those around them the last, in their order; else the last ones."""
        lines = {line.id: line for burst in telling for line in burst.joined.lines}
        lines |= {line.id: line for line in self.recent if line.id in quoted}
        if heard:
            lines |= {line.id: line for line in (heard.first, heard.request) if line and line.id in quoted}
        for listener in self.listeners.values():
            lines |= {line.id: line for line in listener.listed if line.id in quoted}
        missing = quoted - lines.keys()
        for listener in self.listeners.values() if missing else ():
            lines |= listener.remembered(missing)
        if not lines:
            lines = {line.id: line for line in self.recent[-SHOWN // 4 :]}
        around = (lines | _between(list(lines.values()), self.recent)).values()
        kept = {line.id for line in sorted(around, key=number_of)[-SHOWN * 2 :]} | quoted
        return tuple(sorted((line for line in around if line.id in kept), key=number_of))


def _between(lines: list[Item], recent: list[Item]) -> dict[str, Item]:
    """Answers that stand between the telling lines, where they are still at hand."""
    numbers = [number_of(line) for line in lines]
    return {line.id: line for line in recent if numbers and min(numbers) <= number_of(line) <= max(numbers)}


def _sides(listeners: dict[str, Listener]) -> bool:
    """Give each speaker a side where it follows; True where nothing says who the person is."""
    people = [one for one in listeners.values() if one.side != "notice"]
    known = [one for one in people if one.side]
    unknown = [one for one in people if not one.side]
    if any(one.side == "person" for one in known):
        for one in unknown:
            one.side = "other"
        return False
    if len(people) == 2 and len(known) == 1 and len(unknown) == 1:
        unknown[0].side = "person"
        return False
    return len(people) > 1 or not known


def _found(heard: Listener, own: frozenset[str], lang: str) -> tuple[Found, list[Burst]]:
    """The verdict of the most telling burst, with findings from all telling ones together."""
    telling = [burst for burst in heard.kept if burst.score >= BLACKMAIL_AT]
    best = (*heard.kept, *filter(None, [heard.last]))[0]
    found = _look(best.joined, best, own, lang)
    if len(telling) > 1 and found.verdict.kind in BLACKMAIL:
        lines = {line.id: line for burst in telling for line in burst.joined.lines}
        together = _look(join(sorted(lines.values(), key=number_of)), best, own, lang)
        if together.verdict.kind in BLACKMAIL:
            found = evolve(together, verdict=_stronger(found.verdict, together.verdict))
    if heard.judged > MANY and found.verdict.kind in BLACKMAIL and not best.plain:
        plain = evolve(found.verdict, kind=Kind.NONE, strength=Strength.NEUTRAL, deepfake=False, account_claim=False)
        return evolve(found, verdict=plain, findings=(), demand=Demand()), []
    return found, telling if found.verdict.kind in BLACKMAIL else [best]


def _look(joined: Joined, best: Burst, own: frozenset[str], lang: str) -> Found:
    """``find`` on the joined lines, with every span moved to the line it stands in."""
    found = find(joined.item, own, lang, best.around or frozenset({AMONG}), best.langs)

    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(part for span in spans for part in joined.spans(span))

    return evolve(
        found,
        findings=tuple(evolve(one, because=moved(one.because)) for one in found.findings),
        indicators=tuple(filter(None, (joined.indicator(one) for one in found.indicators))),
        demand=evolve(found.demand, because=moved(found.demand.because)),
    )


def _stronger(first: Verdict, second: Verdict) -> Verdict:
    strength = first.strength if first.score >= second.score else second.strength
    return evolve(
        first,
        strength=strength,
        deepfake=first.deepfake or second.deepfake,
        account_claim=first.account_claim or second.account_claim,
        talks_of_self_harm=first.talks_of_self_harm or second.talks_of_self_harm,
    )


def _nothing(speaker: Listener) -> Found:
    """Only the person spoke: there is nothing to judge."""
    line = speaker.last.joined.item if speaker.last else join(()).item
    return Found(line, Verdict(Kind.UNSURE, Strength.NEUTRAL, 0.0), (), (), Demand(), (speaker.langs or ("en",))[0])
