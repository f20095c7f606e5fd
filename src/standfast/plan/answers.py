"""Ticked choices -> answers. All doors ask the same questions, and all turn the ticks into the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from standfast.knowledge import ChoiceRow, QuestionRow, ids, questions
from standfast.model import UNKNOWN, BadAnswer


def answers_from(ticked: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """``ticked`` maps question ids to choice ids. What is missing was skipped. Returns what ``weigh`` takes.

    Where two choices set the same field the earlier one in the file wins; ``demanded`` is joined. Raises BadAnswer.
    """
    known = {row.id: row for row in questions()}
    if strange := sorted(set(ticked) - set(known)):
        raise BadAnswer(place="question", value=", ".join(strange), choices=", ".join(known))
    answers: dict[str, str] = {}
    for row in questions():
        for choice in _ticked(row, ticked.get(row.id, ())):
            _add(choice, answers)
    return answers


def _ticked(row: QuestionRow, ticks: Sequence[str]) -> tuple[ChoiceRow, ...]:
    if row.choices_from:
        offered = {choice: ChoiceRow(choice, choice, {row.fills: choice}) for choice in (*ids(row.choices_from), UNKNOWN)}
    else:
        offered = {choice.id: choice for choice in row.choices}
    strange = sorted(set(ticks) - set(offered))
    if strange or (len(ticks) > 1 and not row.many):
        raise BadAnswer(place=row.id, value=", ".join(strange or ticks), choices=", ".join(offered))
    return tuple(choice for choice in offered.values() if choice.id in ticks)


def _add(choice: ChoiceRow, answers: dict[str, str]) -> None:
    for field, value in choice.sets.items():
        if field == "demanded" and field in answers:
            answers[field] = f"{answers[field]} {value}"
        else:
            answers.setdefault(field, value)
