"""The whole demand: wishes from tactics, sum, limit, and the exact words of each."""

from datetime import datetime

from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.find.demand import demand
from standfast.find.fold import fold
from standfast.model import Demand

RECEIVED = datetime(2026, 11, 24, 20, 0)


@frozen
class Hit:
    tactic: str
    start: int
    end: int


def hit(folded, tactic, *words):
    """A hit on the tokens ``words``, where they stand first."""
    size = len(words)
    start = next(i for i in range(len(folded.tokens)) if folded.tokens[i : i + size] == list(words))
    return Hit(tactic, start, start + size)


def test_all_parts_come_with_the_words_as_received():
    text = "Send me more pics, or 500 € by midnight. P&#97;y or I post it."
    folded = fold(text)
    hits = [hit(folded, "demand-pictures", "send", "me", "more", "pics"), hit(folded, "demand-money", "pay"), hit(folded, "will-share", "post", "it")]
    found = demand("7", text, folded, ("en",), hits, RECEIVED)
    assert found.what == ("money", "pictures")
    assert (found.amount, found.currency, found.deadline_hours) == (500, "EUR", 4)
    assert [span.quote for span in found.because] == ["Send me more pics", "500 €", "by midnight", "P&#97;y"]
    assert all(text[span.start : span.end] == span.quote and span.item == "7" for span in found.because)


def test_each_wish_is_named_after_its_tactic():
    text = "a b c d e f"
    folded = fold(text)
    names = ("demand-money", "demand-pictures", "demand-live-act", "demand-meeting", "demand-self-harm", "demand-recruit")
    hits = [Hit(name, at, at + 1) for at, name in enumerate(names)]
    assert demand("1", text, folded, ("en",), hits).what == ("live-act", "meeting", "money", "pictures", "recruit", "self-harm")


def test_a_way_to_pay_and_a_sum_make_a_wish_for_money():
    text = "bitcoin only, $900"
    folded = fold(text)
    paying = [hit(folded, "payment-method", "bitcoin")]
    assert demand("1", text, folded, ("en",), paying).what == ("money",)
    assert demand("1", "bitcoin only", fold("bitcoin only"), ("en",), paying).what == ()


def test_the_sum_nearest_to_the_tactic_wins():
    text = "The hotel was 90 euros. You know what I have. Wire 400 euros to me."
    folded = fold(text)
    found = demand("1", text, folded, ("en",), [hit(folded, "demand-money", "wire")])
    assert found.amount == 400


def test_a_clock_time_is_no_sum():
    text = "200 cash app by 6 or it goes out"
    folded = fold(text)
    found = demand("1", text, folded, ("en",), [hit(folded, "payment-method", "cash", "app")], RECEIVED)
    assert (found.amount, found.deadline_hours) == (200, 10)


def test_nothing_wanted_is_an_empty_demand():
    assert demand("1", "", fold(""), (), []) == Demand()
    assert demand("1", "see you at the museum", fold("see you at the museum"), ("en",), []) == Demand()


@settings(deadline=None, max_examples=200)
@given(
    st.text(max_size=200) | st.lists(st.sampled_from(["pay ", "500", "€", "&#101;", "\u200b", "by ", "friday ", "48h ", "ｐａｙ ", "\n"]), max_size=30).map("".join),
    st.lists(st.tuples(st.sampled_from(["demand-money", "demand-pictures", "payment-method", "shame"]), st.integers(0, 30), st.integers(1, 5)), max_size=5),
)
def test_no_text_breaks_it_and_every_quote_is_exact(text, raw):
    folded = fold(text)
    count = len(folded.tokens)
    hits = [Hit(tactic, start, min(start + size, count)) for tactic, start, size in raw if start < count]
    found = demand("1", text, folded, ("en", "de", "pl"), hits, RECEIVED)
    for span in found.because:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.quote
