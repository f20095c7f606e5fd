"""Sums and limits stay linear: 200,000 hostile characters in less than half a second for each step."""

import pkgutil
import re
import time
from importlib import import_module

import pytest

from standfast.find import demand as package
from standfast.find.demand.amounts import demanded, sums
from standfast.find.demand.deadlines import limits
from standfast.find.demand.lexing import flat, words
from standfast.knowledge import ids

SIZE, LIMIT = 200_000, 0.5
SEEDS = [
    "1", "1 ", "a ", "$", "$1 ", "1,", "1.", "1 000 ", "1,111", "500-", "500 to 500 ", "pay ", "pay 500 ", "you paid 500 ", "paid a ", "1 btc = 5 usd ", "five hundred dollars ",
    "hundred ", "and ", "by ", "by friday ", "by the next ", "48 hours ", "48h", "18h30", "you have 48 hours ", "only only 48 hours ", "for 48 hours ", "tomorrow ",
    "pay tonight ", "half an hour ", "48 hours (", "9 min\n", ". ", "é ", "\n ", "5k ", "twenty twenty ", "us$", "o 5",
]


def hostile(seed):
    return (seed * (SIZE // len(seed) + 1))[:SIZE]


def quick(step, *values):
    begin = time.process_time()
    result = step(*values)
    assert time.process_time() - begin < LIMIT
    return result


@pytest.mark.parametrize("seed", SEEDS)
def test_every_step_stays_linear(seed):
    langs = ids("deadlines")
    sums("five euro", words("five euro"), langs)
    list(limits(words("by noon"), langs, None))
    text = quick(flat, hostile(seed))
    row = quick(words, text)
    found = quick(sums, text, row, langs)
    quick(demanded, text, found, [5] * len(found), True)
    for lang in ("en", "pl"):
        quick(lambda lang=lang: list(limits(row, (lang,), None)))


def patterns():
    for module in pkgutil.iter_modules(package.__path__):
        for name, value in vars(import_module(f"{package.__name__}.{module.name}")).items():
            if isinstance(value, re.Pattern):
                yield pytest.param(value, id=f"{module.name}.{name}")


@pytest.mark.parametrize("pattern", list(patterns()))
def test_a_pattern_stays_linear(pattern):
    """Patterns that end in ``\\Z`` only ever see a short stretch before a place; they get many such stretches."""
    for seed in SEEDS[::2]:
        text = hostile(seed)
        begin = time.process_time()
        if pattern.pattern.endswith("\\Z"):
            for at in range(0, SIZE, 600):
                pattern.search(text[at : at + 60])
        else:
            for _ in pattern.finditer(text):
                pass
        assert time.process_time() - begin < LIMIT, seed
