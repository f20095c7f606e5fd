"""The pattern language of ``knowledge/tactics``: words, word stems, classes and gaps. No regular expressions, linear time.

A pattern is a row of elements: ``word``, ``stem*``, ``this|that``, ``<class>``, and gaps: ``..`` stands for up to three
other words, ``...`` for up to eight. A pattern never reaches over the end of a sentence. Matching starts at the
pattern's rarest element, so a text that does not hold it costs one look-up a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

GAPS = {"..": 3, "...": 8}


@frozen
class Pattern:
    """``elements[k]`` is a set id; ``gaps[k]`` is how many words may stand between element k and k+1."""

    tactic: str
    lang: str
    elements: tuple[int, ...]
    gaps: tuple[int, ...]
    anchor: int
    source: str


@frozen
class Hit:
    """A pattern found at tokens ``start`` to ``end`` (one past the last)."""

    tactic: str
    lang: str
    start: int
    end: int


class PatternSyntax(ValueError):
    """A pattern that cannot be read."""


@frozen(slots=False)
class Patterns:
    """All patterns of one language, compiled together."""

    anchored: dict[int, list[Pattern]] = field(factory=dict[int, list[Pattern]])
    exact: dict[str, set[int]] = field(factory=dict[str, set[int]])
    stems: dict[str, set[int]] = field(factory=dict[str, set[int]])
    sets: dict[tuple[str, ...], int] = field(factory=dict[tuple[str, ...], int])
    memo: dict[str, frozenset[int]] = field(factory=dict[str, frozenset[int]])

    def add(self, tactic: str, lang: str, source: str, classes: Mapping[str, Sequence[str]], common: frozenset[str]) -> None:
        """Compile one pattern. Raises PatternSyntax."""
        alternatives, gaps = _parse(source, classes)
        elements = tuple(self._set_id(words) for words in alternatives)
        anchor = min(range(len(elements)), key=lambda k: _commonness(alternatives[k], common))
        pattern = Pattern(tactic, lang, elements, gaps, anchor, source)
        self.anchored.setdefault(elements[anchor], []).append(pattern)

    def _set_id(self, words: tuple[str, ...]) -> int:
        known = self.sets.get(words)
        if known is not None:
            return known
        new = self.sets[words] = len(self.sets)
        for word in words:
            table = self.stems if word.endswith("*") else self.exact
            table.setdefault(word.rstrip("*"), set()).add(new)
        return new

    def sets_of(self, token: str) -> frozenset[int]:
        """Which element sets this word belongs to; remembered, since words come again."""
        known = self.memo.get(token)
        if known is None:
            found = set(self.exact.get(token, ()))
            for size in range(2, len(token) + 1):
                found |= self.stems.get(token[:size], set())
            if len(self.memo) > 200_000:
                self.memo.clear()
            known = self.memo[token] = frozenset(found)
        return known

    def hits(self, tokens: Sequence[str], sentence: Sequence[int]) -> Iterator[Hit]:
        """Every place where a pattern stands, one hit for each pattern and anchor."""
        memo = self.memo
        of_token = [memo.get(token) or self.sets_of(token) for token in tokens]
        live = self._live(of_token)
        if not live:
            return
        anchors = frozenset(live)
        for at, sets in enumerate(of_token):
            for set_id in sets & anchors:
                for pattern in live[set_id]:
                    found = _match(pattern, at, of_token, sentence)
                    if found:
                        yield Hit(pattern.tactic, pattern.lang, *found)

    def _live(self, of_token: Sequence[frozenset[int]]) -> dict[int, list[Pattern]]:
        """By anchor, the patterns whose every element occurs somewhere in the text: few, so matching stays cheap."""
        nothing: frozenset[int] = frozenset()
        present = nothing.union(*of_token)
        live: dict[int, list[Pattern]] = {}
        for set_id in present & self.anchored.keys():
            patterns = [pattern for pattern in self.anchored[set_id] if present.issuperset(pattern.elements)]
            if patterns:
                live[set_id] = patterns
        return live


def _parse(source: str, classes: Mapping[str, Sequence[str]]) -> tuple[list[tuple[str, ...]], tuple[int, ...]]:
    alternatives: list[tuple[str, ...]] = []
    gaps: list[int] = []
    gap = 0
    for part in source.split():
        if part in GAPS:
            if not alternatives or gap:
                raise PatternSyntax(f"{source!r}: a gap stands between two words")
            gap = GAPS[part]
            continue
        if alternatives:
            gaps.append(gap)
        gap = 0
        alternatives.append(_alternatives(part, source, classes))
    if gap or not alternatives:
        raise PatternSyntax(f"{source!r}: a pattern ends with a word")
    return alternatives, tuple(gaps)


def _alternatives(part: str, source: str, classes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    words: list[str] = []
    for word in part.split("|"):
        if word.startswith("<") and word.endswith(">"):
            if word[1:-1] not in classes:
                raise PatternSyntax(f"{source!r}: no class {word}")
            words.extend(classes[word[1:-1]])
        else:
            words.append(word)
    for word in words:
        if not word.rstrip("*") or word != word.lower() or " " in word:
            raise PatternSyntax(f"{source!r}: {word!r} is not one lower-case word")
    return tuple(sorted(set(words)))


def _commonness(words: Iterable[str], common: frozenset[str]) -> float:
    """A guess at how often a set of words turns up: small frequent words cost most."""
    return sum(20.0 if word in common else 3.0 if word.endswith("*") and len(word) < 5 else 1.0 for word in words)


def _match(pattern: Pattern, at: int, of_token: Sequence[frozenset[int]], sentence: Sequence[int]) -> tuple[int, int] | None:
    start = at
    for k in range(pattern.anchor - 1, -1, -1):
        reach = pattern.gaps[k] + 1
        low = max(0, start - reach)
        for i in range(start - 1, low - 1, -1):
            if sentence[i] != sentence[at]:
                return None
            if pattern.elements[k] in of_token[i]:
                start = i
                break
        else:
            return None
    end = at
    for k in range(pattern.anchor + 1, len(pattern.elements)):
        reach = pattern.gaps[k - 1] + 1
        high = min(len(of_token) - 1, end + reach)
        for i in range(end + 1, high + 1):
            if sentence[i] != sentence[at]:
                return None
            if pattern.elements[k] in of_token[i]:
                end = i
                break
        else:
            return None
    return start, end + 1
