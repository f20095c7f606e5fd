"""Listens to one speaker of a conversation, however long it is, and keeps only what may tell something.

Lines are looked at in bursts, as people write them. A burst with wording that the rules know is judged, together with the end
of the burst before it. Of all bursts the most telling ones are kept, so memory does not grow with the conversation.
"""

from __future__ import annotations

from collections import Counter, deque

from attrs import define, field, frozen

from standfast.model import Item, Span

from ..tactics import SURE, languages, tally
from ..understanding import Understood, overhear, understand
from ..verdict import BLACKMAIL_AT, CORE_SIGNS, judge
from .clock import minutes
from .joined import Joined, join
from .replies import marks

BURST_WORDS = 110
BURST_PAUSE = 12 * 60
"""Minutes of silence after which a new burst begins."""
TAIL_WORDS = 45
"""Of the burst before, looked at together with the next: a threat does not end where a burst does."""
KEPT = 4
"""Most telling bursts of a speaker that are kept."""
CLOSE = 6
"""Lines that a close-up spans."""
FIRST, LAST = 4, 8
"""Places of a tactic that are remembered, from the beginning and from the end."""
PLAIN_AT, PLAIN_SIGNS = 0.96, 2
REPLIES, ANSWER = 30, 300
"""Lines of the others that are looked at beside a burst, and characters of each."""
MEDIA = ("image", "video", "media")
"""Sorts of attachment that count as a picture; ``media`` is what an export left out without saying which."""
LISTED = 6


@frozen
class Said:
    """A line of the conversation, by whom, and its number."""

    name: str
    line: int
    text: str


@frozen
class Burst:
    """Lines of one speaker close together, what the others answered, and how much it looks like blackmail."""

    joined: Joined
    langs: tuple[str, ...]
    around: frozenset[str]
    score: float
    tactics: frozenset[str]
    number: int

    @property
    def plain(self) -> bool:
        """Plainly blackmail: sure, and resting on two different signs. Chance finds this rarely, even in a very long conversation."""
        return self.score >= PLAIN_AT and len(self.tactics & CORE_SIGNS) >= PLAIN_SIGNS


@frozen
class Sight:
    """A tactic seen in the line with this number in the thread."""

    tactic: str
    line: int
    item: Item
    spans: tuple[Span, ...]


@define
class Listener:
    """One speaker. ``hear`` takes their lines, ``close`` ends the last burst; ``said`` are everybody's last lines, for the answers."""

    name: str
    own: frozenset[str]
    said: deque[Said]
    side: str = ""
    lines: int = 0
    media: int = 0
    judged: int = 0
    first: Item | None = None
    request: Item | None = None
    """A line that came as a message request: the app says that they were no contact."""
    listed: list[Item] = field(factory=list[Item])
    """The first lines with a picture or video."""
    kept: list[Burst] = field(factory=list[Burst])
    last: Burst | None = None
    sights: dict[str, list[Sight]] = field(factory=dict[str, "list[Sight]"])
    _common: Counter[str] = field(factory=Counter[str])
    _open: list[tuple[int, Item]] = field(factory=list[tuple[int, Item]])
    _words: int = 0
    _tail: list[Item] = field(factory=list[Item])
    _closed: int = 0
    """The number of the last line of the burst before."""
    _bursts: int = 0

    def hear(self, number: int, line: Item) -> None:
        """Their next line, ``number`` counting all lines of the thread."""
        self.lines += 1
        self.first = self.first or line
        self.side = self.side or line.side
        if "message-request" in line.notes:
            self.request = self.request or line
        media = sum(part.media_type.startswith(MEDIA) for part in line.attachments)
        self.media += media
        if media and len(self.listed) < LISTED:
            self.listed.append(line)
        if not line.text:
            return
        pause = minutes(self._open[-1][1].when, line.when) if self._open else None
        if self._words >= BURST_WORDS or (pause is not None and pause > BURST_PAUSE):
            self.close()
        self._open.append((number, line))
        self._words += line.text.count(" ") + 1

    def remembered(self, ids: set[str]) -> dict[str, Item]:
        """The lines of these ids in which a tactic was seen."""
        seen = (one.item for places in self.sights.values() for one in places)
        return {item.id: item for item in seen if item.id in ids}

    @property
    def telling(self) -> bool:
        """Whether any of it looks like blackmail."""
        return any(burst.score >= BLACKMAIL_AT for burst in self.kept)

    @property
    def langs(self) -> tuple[str, ...]:
        """Likeliest first, from all that was heard so far."""
        return languages(self._common)

    def close(self) -> None:
        """Look at the burst that is open."""
        if not self._open:
            return
        numbered, self._open, self._words = self._open, [], 0
        joined = join([line for _, line in numbered])
        own = tally(joined.item.text)
        self._common.update(own)
        langs = self._langs_of(own)
        if self.side == "person":
            seen = overhear(joined.item, langs)
            self.last = Burst(joined, langs, frozenset(), 0.0, frozenset(), self._bursts)
        else:
            seen = understand(joined.item, self.own, langs)
            self._keep(seen, joined, langs)
            self._tail = _tail([line for _, line in numbered])
        self._remember(seen, joined, [number for number, _ in numbered])
        self._closed = numbered[-1][0]
        self._bursts += 1

    def _remember(self, seen: Understood, joined: Joined, numbers: list[int]) -> None:
        for hit in seen.hits:
            start, end = seen.folded.span(hit.start, hit.end)
            k = joined.line_at(start)
            span = Span(joined.item.id, start, end, joined.item.text[start:end])
            sight = Sight(hit.tactic, numbers[k], joined.lines[k], tuple(joined.spans(span)))
            places = self.sights.setdefault(hit.tactic, [])
            places.append(sight)
            if len(places) > FIRST + LAST:
                del places[FIRST]

    def _langs_of(self, own: Counter[str]) -> tuple[str, ...]:
        """A burst that shows its language is read in it, and in the one they mostly write; a short one in what was heard so far."""
        if max(own.values(), default=0) < SURE:
            return self.langs
        return tuple(dict.fromkeys((*languages(own), *self.langs[:1])))

    def _keep(self, seen: Understood, joined: Joined, langs: tuple[str, ...]) -> None:
        tactics = frozenset(hit.tactic for hit in seen.hits)
        if not tactics & CORE_SIGNS:
            self.last = Burst(joined, langs, frozenset(), 0.0, tactics, self._bursts)
            return
        self.judged += 1
        around = marks([one.text for one in self.said if one.name != self.name and one.line > self._closed][-REPLIES:], langs)
        if self._tail:
            joined = join([*self._tail, *joined.lines])
            seen = understand(joined.item, self.own, langs)
            tactics = frozenset(hit.tactic for hit in seen.hits)
        score = judge(seen, around=around).verdict.score
        self.last = Burst(joined, langs, around, score, tactics, self._bursts)
        close = self._close_up(seen, self.last)
        self.last = close if close and close.plain and close.score > score else self.last
        self.kept.append(self.last)
        self.kept.sort(key=lambda burst: (not burst.plain, -burst.score, burst.number))
        del self.kept[KEPT:]

    def _close_up(self, seen: Understood, burst: Burst) -> Burst | None:
        """The lines of a burst in which several signs stand together, without the small talk around that would drown them."""
        joined = burst.joined
        signs = [(joined.line_at(seen.folded.span(hit.start, hit.end)[0]), hit.tactic) for hit in seen.hits if hit.tactic in CORE_SIGNS]
        place = _densest(signs)
        if place is None or place[1] - place[0] + 1 >= len(joined.lines):
            return None
        near = join(joined.lines[max(0, place[0] - 1) : place[1] + 2])
        again = understand(near.item, self.own, burst.langs)
        tactics = frozenset(hit.tactic for hit in again.hits)
        return Burst(near, burst.langs, burst.around, judge(again, around=burst.around).verdict.score, tactics, burst.number)


def _densest(lines: list[tuple[int, str]]) -> tuple[int, int] | None:
    """Of (line, sign), the span of at most CLOSE lines with the most different signs; None where that is all there is."""
    best, most = None, 1
    for first, _ in lines:
        near = [(line, sign) for line, sign in lines if first <= line < first + CLOSE]
        signs = len({sign for _, sign in near})
        if signs > most:
            best, most = (first, max(line for line, _ in near)), signs
    return best


def _tail(lines: list[Item]) -> list[Item]:
    words, found = 0, list[Item]()
    for line in reversed(lines):
        words += line.text.count(" ") + 1
        if words > TAIL_WORDS:
            break
        found.insert(0, line)
    return found
