"""Which tactics a text uses, and in which languages it is written."""

from __future__ import annotations

from collections import Counter
from functools import cache

from standfast.knowledge import common_words, ids
from standfast.knowledge import tactics as language_of

from .fold import Folded
from .patterns import Hit, Patterns

MAX_TOKENS = 6_000
"""Words of one message that are searched for tactics; threats are short, and what they hold stands early or often."""
NEVER_MISSED = frozenset({"self-harm-talk", "demand-self-harm"})
SHORT = 40
"""In texts of fewer words the language may be guessed wrongly, so NEVER_MISSED is looked for in every language."""
MAX_LANGUAGES = 3
SURE = 24
"""Points from which the small words of a text show its language."""


@cache
def patterns(lang: str, only: frozenset[str] = frozenset()) -> Patterns:
    """The compiled wording of one language: all tactics, or these ones."""
    language = language_of(lang)
    compiled = Patterns()
    common = frozenset(language.common)
    for name, row in language.tactics.items():
        for source in row.any if not only or name in only else ():
            compiled.add(name, lang, source, language.words, common)
    return compiled


@cache
def _common() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for lang in ids("tactics"):
        for word in common_words(lang):
            found.setdefault(word, []).append(lang)
    return {word: tuple(langs) for word, langs in found.items()}


def guess_languages(tokens: list[str]) -> tuple[str, ...]:
    """Likeliest first, at most MAX_LANGUAGES; all that we read, where a text is too short to tell."""
    return languages(_points(tokens[:400]))


def tally(text: str) -> Counter[str]:
    """Points for each language by the small words of a text, to be added up over a conversation."""
    return _points(text.lower().split()[:400])


def languages(score: Counter[str]) -> tuple[str, ...]:
    """From points to languages, as in ``guess_languages``."""
    if not score:
        return ids("tactics")
    ranked = score.most_common()
    best = ranked[0][1]
    if best < SURE:
        rest = [lang for lang in ids("tactics") if lang not in score]
        return (*(lang for lang, _ in ranked), *rest)
    return tuple(lang for lang, points in ranked[:MAX_LANGUAGES] if points >= 0.5 * best)


def _points(tokens: list[str]) -> Counter[str]:
    common = _common()
    score: Counter[str] = Counter()
    for token in tokens:
        langs = common.get(token)
        if langs:
            for lang in langs:
                score[lang] += 12 // len(langs)
    return score


def find_tactics(folded: Folded, langs: tuple[str, ...]) -> tuple[Hit, ...]:
    """Every tactic in any of these languages, in the order of the text."""
    tokens, sentence = folded.tokens[:MAX_TOKENS], folded.sentence[:MAX_TOKENS]
    found = {hit for lang in langs for hit in patterns(lang).hits(tokens, sentence)}
    if len(tokens) < SHORT:
        found.update(urgent(folded, tuple(lang for lang in ids("tactics") if lang not in langs)))
    return tuple(sorted(found, key=lambda hit: (hit.start, hit.end, hit.tactic, hit.lang)))


def urgent(folded: Folded, langs: tuple[str, ...]) -> tuple[Hit, ...]:
    """Only NEVER_MISSED, which is quick: for words that are not judged."""
    tokens, sentence = folded.tokens[:MAX_TOKENS], folded.sentence[:MAX_TOKENS]
    return tuple(hit for lang in langs for hit in patterns(lang, NEVER_MISSED).hits(tokens, sentence))
