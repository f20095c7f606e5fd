"""What the tool found and the exact words it rests on; what is done; where something is shown."""

from __future__ import annotations

from collections.abc import Iterator

from standfast.knowledge import ids, steps
from standfast.model import Block, Kind, Span

from ..clean import foreign, one_line
from ..matter import Matter
from .people import judged, theirs

MOST_QUOTES = 12
QUOTES_OWN = "says-password-quoted"
"""The finding whose words may hold a password that the person uses."""
TOLD = frozenset(
    ["report-app", "block", "capture", "bank", "fraud", "image-service", "takedown", "forward", "police", "do-not-pay", "stop-answering"]
)
"""What a step may be about to stand in a letter: a crisis, a fear or a talk with somebody is nobody's business."""
SHORT = 400
"""Characters of a message that is quoted whole."""

WORDS = ("@subject", "@hidden")
"""Places beside its text where a message says something; an address in a header is no word of it."""


def findings(matter: Matter) -> tuple[Block, ...]:
    """Each finding once, with its limits."""
    rows = dict.fromkeys((one.says, one.limits) for part in judged(matter.case) for one in part.findings)
    says = matter.words.text["limits"]
    items = tuple(" ".join((foreign(said), says.replace("{limits}", foreign(limits)) if limits else "")).strip() for said, limits in rows)
    return (Block("list", items=items),) if items else ()


def _quoted(matter: Matter) -> Iterator[str]:
    """In the order of the messages: of a short one all of it, so that no word stands alone; of a long one the words themselves."""
    for part in judged(matter.case):
        if part.verdict.kind is Kind.HACK_BLUFF:  # mass mails quote old passwords, each in another way; the file says it all
            continue
        secret = [span for one in part.findings if one.id == QUOTES_OWN for span in one.because]
        spans = [span for one in part.findings if one.id != QUOTES_OWN for span in one.because]
        for item in theirs(part):
            here = sorted((one for one in spans if one.item == item.id), key=lambda one: one.start)
            hidden = [one for one in secret if one.item == item.id]
            if here and len(item.text) <= SHORT:
                yield _without(item.text, 0, hidden).strip()
            else:
                yield from (_without(one.quote, one.start, hidden).strip() for one in here)
            yield from (one.quote.strip() for one in spans if one.item in {item.id + place for place in WORDS})


def _without(words: str, start: int, hidden: list[Span]) -> str:
    """``words`` begin at ``start`` of the message; what the person uses or used as a password is blacked out."""
    signs = list(words)
    for one in hidden:
        for at in range(max(one.start - start, 0), min(one.end - start, len(signs))):
            signs[at] = "█" if not signs[at].isspace() else signs[at]
    return "".join(signs)


def quotes(matter: Matter) -> tuple[Block, ...]:
    """Exact words of the sender that findings rest on, longest said once, in the order of the messages."""
    all_words = [words for words in dict.fromkeys(_quoted(matter)) if words]
    whole = [words for words in all_words if not any(words != other and words in other for other in all_words)]
    return tuple(Block("quote", foreign(words)) for words in whole[:MOST_QUOTES])


def done(matter: Matter) -> tuple[Block, ...]:
    """Titles of the steps that are done and that others may know of; none in a language that steps are not written in."""
    if matter.lang not in ids("words"):
        return ()
    acts = {row.id: row.acts for row in steps()}
    items = tuple(matter.titles[step] for step in matter.case.done if step in matter.titles and TOLD & set(acts.get(step, ())))
    return (Block("list", items=items),) if items else ()


def links(matter: Matter) -> tuple[Block, ...]:
    """The addresses that the person gave, each once."""
    given = matter.case.facts.get("links", "").splitlines()
    items = tuple(dict.fromkeys(one_line(line) for line in given if line.strip()))
    return (Block("list", items=items),) if items else ()
