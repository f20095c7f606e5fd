"""Every plan keeps the rules of care of DESIGN.md. Printed with the numbers that were checked.

What "all combinations" means here, honestly:

1. Which steps a plan has depends on the answers that the steps' rules name. For each such field the classes are the values
   named in any rule (or in any claim of ``claims.py``), one other value, and unknown. All combinations of these are tried
   against all claims: about 4.5 thousand million as named. Values that no rule and no claim tells apart (mostly "no" and
   unknown) give the same steps by construction, so they are merged first, and what runs is some 18 million combinations.
   They run as bit masks; a separate test shows that the masks are what the product itself chooses.
2. In which order the steps stand is one fixed order for all plans (``order.py``), so an order rule that holds for each pair
   of steps holds for each plan; on top of that every plan below is checked for order.
3. Sentences, routes, clocks and countries are checked on whole plans: 50,000 random people, and a seeded sample of the
   different step lists of part 1. The crisis strip is checked for every country, nation, pair of ages and every time of
   the week at which any line opens or closes.

Not checked here, because a plan does not decide it: rules 9, 10, 11, 13 and 14 (network, sending, quick exit, files, pixels).
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import permutations
from random import Random
from time import process_time
from typing import Any

import numpy as np  # noqa: TID253
import pytest
from attrs import evolve
from care import AFTER_SAFETY, care, no_line_stands_alone, only_good_numbers, uk_order
from chance import START, moment, people
from claims import CLAIMS, FULL_KINDS
from every_situation import AGE_KEYS, EverySituation

from standfast.knowledge import country, ids
from standfast.model import AGE_BANDS, UNKNOWN, Plan, Situation
from standfast.plan import plan
from standfast.plan.make import rulebook
from standfast.plan.people import people_now
from standfast.plan.routing import seeker
from standfast.plan.rules import facts_of

RANDOM_PEOPLE = 50_000
REAL_PLANS_FROM_THE_PRODUCT = 60_000
EMPTY = Plan(people_now=(), steps=(), as_of="", country=UNKNOWN, crisis_first=False)


@pytest.fixture(scope="module")
def every() -> EverySituation:
    return EverySituation()


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Any:
    def write(line: str) -> None:
        with capsys.disabled():
            print(f"\n  rules of care: {line}", end="")

    return write


def test_every_combination_of_answers_keeps_every_claim(every: EverySituation, report: Any) -> None:
    start, fewest, faults = process_time(), 99, Counter[str]()
    lists: set[int] = set()
    for chunk in every.chunks():
        fewest = min(fewest, int(chunk.count().min()))
        lists.update(np.unique(_number(chunk.masks)).tolist())
        for claim in CLAIMS:
            faults[f"{claim.rule}: {claim.says}"] += int(np.count_nonzero(chunk.broken(claim)))
    assert not +faults
    assert fewest >= 3, "a dead end"
    report(
        f"{len(CLAIMS)} claims on {every.named:,} combinations as named, {every.merged:,} after merging, "
        f"{len(lists):,} different lists of steps, fewest {fewest} steps, {process_time() - start:.1f} s"
    )


def _number(masks: tuple[Any, ...]) -> Any:
    """One number for each list of steps (a hash: two lists share one about never, and only the count would suffer)."""
    number = np.zeros(masks[0].shape, dtype=np.uint64)
    for mask in masks:
        number = (number ^ mask) * np.uint64(0x9E3779B97F4A7C15)
        number ^= number >> np.uint64(29)
    return number


def test_the_masks_are_what_the_product_chooses(every: EverySituation) -> None:
    luck = Random(3)
    for chunk in every.chunks():
        for _ in range(60):
            at = tuple(luck.randrange(size) for size in chunk.shape)
            mask = sum(int(word[at]) << 64 * place for place, word in enumerate(chunk.masks))
            assert mask == rulebook().mask(facts_of(every.situation(chunk.witness(at))))


def test_every_value_stands_for_its_whole_class(every: EverySituation) -> None:
    for key in every.keys:
        for value in every.named_values[key]:
            if key == "age":
                continue
            kept = next(kept for kept, _ in every.classes[key] if every._signature(key, kept) == every._signature(key, value))
            wanted, given = (every.situation({key: one}) for one in (kept, value))
            assert rulebook().mask(facts_of(wanted)) == rulebook().mask(facts_of(given))


def test_no_rule_looks_at_a_field_that_is_not_tried(every: EverySituation) -> None:
    known = {*every.keys, *AGE_KEYS, "branch"}
    assert set(rulebook().keys) <= known


def test_a_fake_changes_nothing_but_the_words_about_fakes(every: EverySituation) -> None:
    for chunk in every.chunks():
        if chunk.outer["kind"][0] in FULL_KINDS:
            fake, real = chunk.fakes_against_real()
            assert all(np.array_equal(one, other) for one, other in zip(fake, real, strict=True))


def test_one_order_serves_all_plans_and_puts_safety_and_saving_first() -> None:
    rows = rulebook().rows
    place = {act: [at for at, row in enumerate(rows) if act in row.acts] for row in rows for act in row.acts}
    first_words = [at for at, row in enumerate(rows) if "crisis" in row.acts]
    assert first_words == list(range(len(first_words))), "crisis steps stand before all others"
    for act in AFTER_SAFETY:
        assert max(place["safety-plan"]) < min(at for at in place[act] if not _only_in_calm(rows[at])), act
    assert max(place["capture"]) < min(place["report-app"]) < min(place["block"])
    assert max(place["forward"]) < min(place["delete-mail"])
    assert max(place["block"]) < min(place["deactivate"])


def _only_in_calm(row: Any) -> bool:
    """Phishing details stand early; a phishing plan in which safety matters is full, and its steps are checked one by one below."""
    return row.id in ("phish-details", "privacy-settings")


def test_the_different_lists_of_steps_make_good_plans(every: EverySituation, report: Any) -> None:
    start, luck, seen, made = process_time(), Random(5), set[int](), 0
    share = REAL_PLANS_FROM_THE_PRODUCT // sum(1 for _ in every.chunks())
    places = [(place, area) for place in (*ids("countries"), UNKNOWN) for area in (UNKNOWN,)]
    for chunk in every.chunks():
        numbers = _number(chunk.masks).ravel()
        _, firsts = np.unique(numbers, return_index=True)
        for flat in luck.sample(firsts.tolist(), min(share, len(firsts))):
            at = tuple(int(one) for one in np.unravel_index(flat, chunk.shape))
            seen.add(int(numbers[flat]))
            values = chunk.witness(at)
            somewhere = values["country"][0] if values["country"][0] in ("GB", "US") else luck.choice(places)[0]
            _hold(every.situation({**values, "country": (_elsewhere(somewhere, values),)}), moment(luck))
            made += 1
    report(f"{made:,} whole plans from {len(seen):,} different lists of steps, {process_time() - start:.1f} s")


def _elsewhere(place: str, values: Any) -> str:
    """Any country of the same class: the two with rules of their own stay themselves."""
    return place if values["country"][0] == place or place not in ("GB", "US") else UNKNOWN


def _hold(situation: Situation, now: datetime) -> None:
    faults = care(plan(situation, now), situation, now)
    assert not faults, (faults, situation, now)


def test_fifty_thousand_random_people_at_random_hours(report: Any) -> None:
    start, countries, areas = process_time(), set[str](), set[str]()
    for situation, now in people(RANDOM_PEOPLE, seed=20261124):
        countries.add(situation.country)
        areas.add(situation.area)
        _hold(situation, now)
    assert countries >= {*ids("countries"), UNKNOWN} and areas >= {*ids("areas"), UNKNOWN}
    report(f"{RANDOM_PEOPLE:,} random people, {len(countries)} countries, {len(areas)} areas, {process_time() - start:.1f} s")


def test_the_strip_is_right_for_every_country_age_and_time_of_the_week(report: Any) -> None:
    start, count = process_time(), 0
    for iso in (*ids("countries"), UNKNOWN):
        for nation in (UNKNOWN, *(country(iso).nations if iso != UNKNOWN else ())):
            for situation in _everybody(iso, nation):
                for now in _every_time(iso):
                    strip, _ = people_now(situation, seeker(situation, "en"), now)
                    shown = evolve(EMPTY, people_now=strip, country=iso)
                    faults = [
                        fault for check in (no_line_stands_alone, uk_order, only_good_numbers) for fault in check(shown, situation, now)
                    ]
                    assert not faults, (faults, situation, now)
                    count += 1
    report(
        f"{count:,} crisis strips: every country, nation, ages, and time at which a line opens or closes, {process_time() - start:.1f} s"
    )


def _everybody(iso: str, nation: str) -> list[Situation]:
    """Nobody's age known, one age known, and two ages in both roles."""
    place = {"country": iso, "nation": nation}
    alone = [Situation(about="me", shown_age=age, **place) for age in AGE_BANDS]
    pairs = [Situation(about="my-child", shown_age=one, reader_age=other, **place) for one, other in permutations(AGE_BANDS, 2)]
    return [Situation(**place), *alone, *pairs]


def _every_time(iso: str) -> list[datetime]:
    """A week of moments: each time at which some line opens or closes, and the minute before."""
    spans = [span for row in (country(iso).routes if iso != UNKNOWN else ()) if "crisis" in row.purposes for span in row.hours]
    clocks = {"03:00", "12:00", *(clock for span in spans for clock in (span.open, span.close))}
    times = []
    for day in range(7):
        for clock in sorted(clocks):
            moment_then = START + timedelta(days=day, hours=int(clock[:2]), minutes=int(clock[3:]))
            times += [moment_then, moment_then - timedelta(minutes=1)]
    return times
