"""Time grows with the length of the text, whatever it holds: 200,000 hostile characters in less than half a second for each kind."""

import pkgutil
import re
import time
from importlib import import_module
from itertools import islice

import pytest

from standfast.find import indicators as package
from standfast.find.fold import fold
from standfast.find.indicators import MAX_FOUND, all_kinds, indicators

SIZE, LIMIT = 200_000, 0.5
SEEDS = [
    "1", "0", "a", "A", " ", ".", "@", "a@", "a@a.", "a.com.", "com", "http://a.", "hxxp", "www.", "[.]", "(at)", "a(at)", "+1", "+44 ", "00 ", "1 1", "12 34 56 78 ",
    "((0", "07700 900123 ", "bc1q", "1A", "3" + "a1B" * 10 + " ", "L" + "x1" * 15 + " ", "T" + "x1Y" * 11 + " ", "0x" + "aB1cD2eF3a" * 4 + " ", "4" + "A1b" * 31 + "A ",
    "DE12 3456 ", "de00 0000 ", "cash app $abc ", "steam card ", "card ", "insta: a1 ", "snap a1_", "_", "a_1", "me @a", "add add @", "t.me/aaa ", "paypal.me/a ", "İ", "-", "\n",
]


def hostile(seed):
    return (seed * (SIZE // len(seed) + 1))[:SIZE]


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.id)
def test_a_kind_stays_linear(kind):
    list(kind.look("insta: warm_up1"))
    for seed in SEEDS:
        text = hostile(seed)
        begin = time.process_time()
        list(islice(kind.look(text), MAX_FOUND))
        assert time.process_time() - begin < LIMIT, seed


def patterns():
    modules = [package, *(import_module(f"{package.__name__}.{module.name}") for module in pkgutil.iter_modules(package.__path__))]
    folder = import_module(f"{package.__name__}.kinds")
    modules += [import_module(f"{folder.__name__}.{module.name}") for module in pkgutil.iter_modules(folder.__path__)]
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield pytest.param(value, id=f"{module.__name__.rpartition('.')[2]}.{name}")


@pytest.mark.parametrize("pattern", list(patterns()))
def test_a_pattern_stays_linear(pattern):
    """Patterns that end in ``\\Z`` only ever see a short stretch before a place; they get many such stretches."""
    for seed in SEEDS[::2]:
        text = hostile(seed)
        begin = time.process_time()
        if pattern.pattern.endswith("\\Z"):
            for at in range(0, SIZE, 200):
                pattern.search(text, at, at + 60)
        else:
            for _ in pattern.finditer(text):
                pass
        assert time.process_time() - begin < LIMIT, seed


def test_a_disguised_text_full_of_addresses_is_read_in_time():
    text = "".join(f"a&#98;c{n}@ex&#97;mple.com b\u200bc1q " for n in range(1500))
    folded = fold(text)
    begin = time.process_time()
    found = indicators("1", folded)
    assert len(found) == MAX_FOUND
    assert time.process_time() - begin < LIMIT


def test_an_ordinary_mail_costs_next_to_nothing():
    mail = "Hello Ada,\nthe museum opens at 10:00 on 24 November, see www.example.com or ask nobody@example.com. " * 4
    mail += "Please bring the red folder and two cards for the children; the train leaves at 9:15. Thanks and kind regards, Sam. " * 6
    folded = fold(mail)
    indicators("1", folded)
    best = min(_seconds(folded) for _ in range(30))
    assert 1000 < len(mail) < 1200 and best < 0.0012, "ten times the measured cost, so that a busy machine does not fail it"


def _seconds(folded):
    begin = time.process_time()
    indicators("1", folded)
    return time.process_time() - begin
