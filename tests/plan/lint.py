"""What no sentence of a plan may say, and how hard it may be to read. Used on every step, question, notice and finding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from standfast.knowledge import StepRow

BLAME = re.compile(
    r"\b(should(n't| not)? have|just|simply|your (own )?fault for|why did you|careless|foolish|silly|stupid|naive|ashamed of|"
    r"victims?|you (were|are) (wrong|warned)|next time think|be more careful|obviously|of course)\b|!",
    re.IGNORECASE,
)
"""Words that blame, belittle or shout (look/README.md, "Voice")."""

PROMISE = re.compile(
    r"\b(always|guarantee\w*|we promise|will (go away|stop|disappear|vanish|be (removed|deleted|fine|over|safe))|"
    r"(is|are) gone|never (comes?|write|writes) back|no(thing| one) will happen|cannot happen again|all (will be )?well|100 ?%|"
    r"make it go away|everywhere at once|they will not (share|send|post)|will not (be )?(shared|posted))\b",
    re.IGNORECASE,
)
"""What nobody can promise. Sources disagree on what blackmailers do next: the word is "often"."""

TAKES = re.compile(
    r"\b(screenshots?|capture|copy|copies|show|forward|send|upload|save|download|record|film|photograph|attach|share|pass (it )?on|"
    r"take a (picture|photo)|hands? (it |them )?over)\b",
    re.IGNORECASE,
)
PICTURE = re.compile(r"\b(pictures?|photos?|videos?|images?|nudes?|the file|selfies?|it to (us|the police))\b", re.IGNORECASE)
NEGATION = re.compile(r"\b(no|not|never|nobody|nothing|without|cannot|only people|wary)\b", re.IGNORECASE)
OFFICIAL_SERVICE = re.compile(r"^Only the person in the picture hands over the file or the link\.$")
"""The one exception of rule 3, allowed in image-service steps alone."""
SENTENCE = re.compile(r"[^.?!;]+[.?!;]?")
NUMBER = re.compile(r"(?<![\d-])(?:\+?\d[\d ()-]{5,}\d|\b(?:999|911|112|000|111|101|988|159)\b)")
"""Phone numbers belong to routes, which know their rating and date; a step text is read in every country."""
SUBJECT_WORDS = re.compile(r"\b(blackmail|sext\w*|nudes?|naked|intimate|porn\w*|abuse|sexual|suicide|crime|revenge)\b", re.IGNORECASE)
"""The glance test: a heading read over a shoulder gives nothing away."""


def sentences(text: str) -> list[str]:
    return [match.group().strip() for match in SENTENCE.finditer(text) if match.group().strip()]


@lru_cache(maxsize=8192)
def faults(text: str, official: bool = False) -> tuple[str, ...]:
    """What is wrong with a text. ``official``: it belongs to a step of an official picture service."""
    found = [f"blame or shouting: {match.group()!r}" for match in BLAME.finditer(text)]
    found += [f"promise: {match.group()!r}" for match in PROMISE.finditer(text)]
    found += [f"a number that is no route: {match.group()!r}" for match in NUMBER.finditer(text)]
    found += [f"takes a picture: {one!r}" for one in sentences(text) if takes_a_picture(one, official)]
    return tuple(found)


def takes_a_picture(sentence: str, official: bool) -> bool:
    """Whether a sentence tells someone to capture, copy, show, forward or upload a picture (rule 3)."""
    if sentence.endswith("?") or not (TAKES.search(sentence) and PICTURE.search(sentence)):
        return False
    return not NEGATION.search(sentence) and not (official and OFFICIAL_SERVICE.match(sentence))


def step_texts(row: StepRow) -> tuple[str, ...]:
    return (row.title, row.why, *row.how, *((row.skip,) if row.skip else ()))


def reading_grade(texts: Iterable[str]) -> float:
    """Flesch-Kincaid grade level (Kincaid et al. 1975). Grade 6 is about 11 years old; syllables are counted by vowel groups."""
    parts = [one for text in texts for one in sentences(text)]
    words = [word for one in parts for word in re.findall(r"[A-Za-z']+", one)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(parts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Vowel groups, less a silent final e; good to about one in ten words, which is enough for a limit."""
    lower = word.lower().replace("'", "")
    groups = len(re.findall(r"[aeiouy]+", lower))
    silent = (
        lower.endswith(("e", "es", "ed")) and not lower.endswith(("le", "les", "ted", "ded", "ses", "zes", "ches", "shes")) and groups > 1
    )
    return max(1, groups - silent)
