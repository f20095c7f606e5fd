"""All kinds together on one text: order, places in the text as received, duplicates, the person's own."""

from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.find.fold import fold
from standfast.find.indicators import MAX_FOUND, all_kinds, indicators

WALLET = "1JetbhuJnrfNmfoyAu7WyvPM14Yoe8no2D"
MAIL = "pay.me@example.com"


def seen(text, own=frozenset()):
    return indicators("7", fold(text), own)


def test_they_come_in_the_order_of_the_text_with_its_exact_words():
    text = f"Send 500 to {WALLET}, then write to {MAIL}\nor telegram @notreal_pay. IBAN DE86 0000 0000 0000 0012 34"
    found = seen(text)
    assert [i.kind for i in found] == ["bitcoin", "email", "handle", "iban"]
    assert [text[i.start : i.end] for i in found] == [WALLET, MAIL, "@notreal_pay", "DE86 0000 0000 0000 0012 34"]
    assert all(i.item == "7" and i.whose == "sender" for i in found)


def test_the_same_wallet_twice_counts_once_where_it_stands_first():
    text = f"{WALLET} and again {WALLET}"
    assert [(i.value, i.start) for i in seen(text)] == [(WALLET, 0)]


def test_the_persons_own_address_is_marked_as_theirs():
    text = f"I sent this from your account you@example.org, write to {MAIL}"
    found = seen(text, frozenset({"you@example.org"}))
    assert [(i.value, i.whose) for i in found] == [("you@example.org", "person"), (MAIL, "sender")]


def test_the_domain_of_a_mail_address_is_no_link():
    assert [i.kind for i in seen("nobody@mail.example.com")] == ["email"]


def test_a_payment_link_is_not_a_plain_link_as_well():
    assert [i.kind for i in seen("https://paypal.me/notreal99")] == ["paypal"]
    assert [i.kind for i in seen("https://t.me/notreal_pay")] == ["handle"]


def test_digits_of_an_account_are_no_phone():
    assert [i.kind for i in seen("konto DE86 0000 0000 0000 0012 34")] == ["iban"]


def test_a_wallet_inside_a_link_is_found_beside_the_link():
    found = seen(f"https://example.com/pay/{WALLET}")
    assert {i.kind for i in found} == {"url", "bitcoin"}


def test_disguise_is_undone_and_the_place_is_that_of_the_disguised_words():
    hidden = "\u200b".join(WALLET)
    text = f"BTC: {hidden} now"
    (wallet,) = seen(text)
    assert (wallet.value, wallet.valid) == (WALLET, True)
    assert text[wallet.start : wallet.end] == hidden


def test_entities_and_full_width_letters_are_undone():
    text = "mail n&#111;body@example.com or ｎｏｂｏｄｙ２@example.com"
    found = [i for i in seen(text) if i.kind == "email"]
    assert [i.value for i in found] == ["nobody@example.com", "nobody2@example.com"]
    assert text[found[0].start : found[0].end] == "n&#111;body@example.com"


def test_a_mistyped_wallet_is_not_lost():
    (wallet,) = seen("my btc wallet is bc1qj5vttt5krr3gs4rqps0r4ryc8hzwc7r4z2e3cw")
    assert wallet.valid is False


def test_a_text_full_of_addresses_is_cut():
    text = " ".join(f"a{n}@example.com" for n in range(3 * MAX_FOUND))
    assert len(seen(text)) == MAX_FOUND


def test_nothing_is_found_in_nothing():
    assert seen("") == ()
    assert seen("Thanks, see you at the museum on Sunday at 3. Bring the red folder!") == ()


PIECES = st.sampled_from([
    "@", ".", "com", "example.com", "http://", "hxxps://", "[.]", "(at)", "bc1q", "0x", "1A", WALLET, "DE86 ", "0000 ", "+44 ", "07700 900123", "$", "cash app ",
    "steam ", "card", "insta: ", "telegram ", "_x1", "paypal.me/", "t.me/", " ", "\n", "\u200b", "é", "İ", "&#111;", "４", "(", ")", "/", "a", "Z", "9",
])


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_no_text_breaks_it_and_every_place_is_inside_the_text(text):
    found = seen(text)
    assert list(found) == sorted(found, key=lambda i: (i.start, i.end, i.kind))
    assert len({(i.kind, i.value) for i in found}) == len(found)
    for indicator in found:
        assert 0 <= indicator.start < indicator.end <= len(text)
        assert indicator.value


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_every_kind_alone_stays_inside_the_plain_text(text):
    for kind in all_kinds():
        for found in kind.look(text):
            assert 0 <= found.start < found.end <= len(text)
