"""Known mass scripts: a copy and a fragment are known, a stranger is not, and the mails cannot be read back."""

from __future__ import annotations

from standfast.find.fold import fold
from standfast.find.scripts import CLOSE, families, share, signature

SCRIPT = " ".join(f"invented{n % 37} word{n % 53} of{n % 11} a{n % 29} script{n}" for n in range(120))


def test_a_copy_and_a_fragment_are_close_and_another_text_is_not():
    family = frozenset(signature(fold(SCRIPT).tokens))
    assert share(signature(fold(SCRIPT).tokens), family) == 1.0
    assert share(signature(fold(SCRIPT[len(SCRIPT) // 3 : -len(SCRIPT) // 3]).tokens), family) > CLOSE
    assert share(signature(fold("the quick brown fox jumps over the lazy dog and runs home again " * 9).tokens), family) == 0.0


def test_sums_and_dates_do_not_matter():
    one = signature(fold("pay 500 dollars by friday or else everything goes out to all of them").tokens)
    two = signature(fold("pay 900 dollars by friday or else everything goes out to all of them").tokens)
    assert one == two


def test_what_ships_is_numbers_only():
    assert len(families()) >= 10
    assert all(isinstance(run, int) for family in families() for run in family.signature)
