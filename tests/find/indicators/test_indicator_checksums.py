"""The checksums, held against published vectors, against hashlib, and against encoders written here from the other side."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.find.indicators import base58, bech32
from standfast.find.indicators.keccak import SHA3_PADDING, keccak256
from standfast.find.indicators.kinds import bitcoin, ethereum, iban, litecoin, monero, tron

QUICK = settings(deadline=None, max_examples=60)
TWENTY = st.binary(min_size=20, max_size=20)
THIRTY_TWO = st.binary(min_size=32, max_size=32)


def base58_encoded(data: bytes) -> str:
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = base58.ALPHABET[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def base58check(body: bytes) -> str:
    return base58_encoded(body + hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4])


def segwit_encoded(prefix: str, version: int, program: bytes, constant: int) -> str:
    """Checksum by trying: the six letters whose whole polynomial gives the constant, found by linear algebra over the message."""
    bits = "".join(f"{byte:08b}" for byte in program)
    bits += "0" * (-len(bits) % 5)
    values = [version, *(int(bits[i : i + 5], 2) for i in range(0, len(bits), 5))]
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = 1
    for value in [*spread, *values, 0, 0, 0, 0, 0, 0]:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator * (top >> bit & 1)
    check ^= constant
    tail = [check >> shift & 31 for shift in (25, 20, 15, 10, 5, 0)]
    return f"{prefix}1" + "".join(bech32.ALPHABET[value] for value in [*values, *tail])


def monero_encoded(version: int, keys: bytes) -> str:
    data = bytes([version]) + keys
    data += keccak256(data)[:4]
    text = ""
    for start in range(0, len(data), 8):
        block = data[start : start + 8]
        number, letters = int.from_bytes(block, "big"), ""
        for _ in range({8: 11, 5: 7}[len(block)]):
            number, digit = divmod(number, 58)
            letters = base58.ALPHABET[digit] + letters
        text += letters
    return text


def sole(kind, text):
    found = list(kind.KIND.look(text))
    return (found[0].value, found[0].valid) if len(found) == 1 else None


def test_keccak_gives_the_published_digests():
    assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert keccak256(b"abc").hex() == "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"


@QUICK
@given(st.binary(max_size=500))
def test_with_the_standard_padding_it_is_sha3(data):
    assert keccak256(data, SHA3_PADDING) == hashlib.sha3_256(data).digest()


@pytest.mark.parametrize("size", [134, 135, 136, 137, 271, 272])
def test_blocks_that_just_fit_are_padded_right(size):
    assert keccak256(b"x" * size, SHA3_PADDING) == hashlib.sha3_256(b"x" * size).digest()


@pytest.mark.parametrize("text", ["A12UEL5L", "a12uel5l", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "?1ezyfcl"])
def test_bech32_vectors_of_bip_173(text):
    decoded = bech32.decode(text)
    assert decoded and decoded[2] == bech32.BECH32


@pytest.mark.parametrize("text", ["A1LQFN3A", "a1lqfn3a", "split1checkupstagehandshakeupstreamerranterredcaperredlc445v", "?1v759aa"])
def test_bech32m_vectors_of_bip_350(text):
    decoded = bech32.decode(text)
    assert decoded and decoded[2] == bech32.BECH32M


@pytest.mark.parametrize("text", ["\x201nwldj5", "pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8", "10a06t8", "1qzzfhee", "a12UEL5L"])
def test_what_the_standard_refuses_is_refused(text):
    assert bech32.decode(text) is None


@QUICK
@given(TWENTY, st.sampled_from([0x00, 0x05]))
def test_any_old_bitcoin_address_holds(body, version):
    address = base58check(bytes([version]) + body)
    assert sole(bitcoin, f"BTC wallet {address}") == (address, True) or len(address) < 26


@QUICK
@given(TWENTY)
def test_any_litecoin_and_tron_address_holds(body):
    for kind, version in ((litecoin, 0x30), (litecoin, 0x32), (tron, 0x41)):
        address = base58check(bytes([version]) + body)
        assert sole(kind, f"to {address}.") == (address, True)


@QUICK
@given(THIRTY_TWO, st.sampled_from([20, 32]))
def test_any_segwit_address_holds(program, size):
    address = segwit_encoded("bc", 0, program[:size], bech32.BECH32)
    assert sole(bitcoin, address) == (address, True)
    assert sole(bitcoin, address.upper()) == (address, True)
    light = segwit_encoded("ltc", 0, program[:size], bech32.BECH32)
    assert sole(litecoin, light) == (light, True)


@QUICK
@given(THIRTY_TWO, st.integers(1, 16))
def test_any_taproot_or_later_address_holds_with_bech32m_only(program, version):
    address = segwit_encoded("bc", version, program, bech32.BECH32M)
    assert sole(bitcoin, address) == (address, True)
    wrong = segwit_encoded("bc", version, program, bech32.BECH32)
    assert sole(bitcoin, wrong) == (wrong, False)


@QUICK
@given(THIRTY_TWO, st.data())
def test_one_wrong_letter_breaks_a_segwit_address(program, data):
    address = segwit_encoded("bc", 0, program, bech32.BECH32)
    place = data.draw(st.integers(4, len(address) - 1))
    letter = data.draw(st.sampled_from([c for c in bech32.ALPHABET if c != address[place]]))
    typed = address[:place] + letter + address[place + 1 :]
    assert sole(bitcoin, typed) == (typed, False)


@QUICK
@given(TWENTY)
def test_any_ethereum_address_holds_in_its_own_capitals_only(body):
    digits = body.hex()
    capitals = "".join(
        c.upper() if int(bit, 16) > 7 else c for c, bit in zip(digits, keccak256(digits.encode()).hex(), strict=False)
    )
    if len(set(digits)) == 1:
        return
    written = None if capitals == digits else True
    assert sole(ethereum, f"0x{capitals}") == (f"0x{capitals}", written)
    assert sole(ethereum, f"0x{digits}") == (f"0x{capitals}", None)
    if capitals != digits and capitals.swapcase() != capitals and capitals.swapcase() not in (digits, digits.upper()):
        assert sole(ethereum, f"0x{capitals.swapcase()}") == (f"0x{capitals.swapcase()}", False)


@QUICK
@given(st.binary(min_size=72, max_size=72), st.sampled_from([(18, 64), (42, 64), (19, 72)]))
def test_any_monero_address_holds(keys, shape):
    address = monero_encoded(shape[0], keys[: shape[1]])
    assert sole(monero, f"XMR {address}") == (address, True)
    typed = address[:50] + ("2" if address[50] != "2" else "3") + address[51:]
    assert sole(monero, typed) == (typed, False)


@QUICK
@given(st.integers(0, 10**18 - 1))
def test_any_german_iban_holds_and_a_wrong_digit_does_not(account):
    bban = f"{account:018d}"
    check = 98 - int(f"{bban}131400") % 97
    code = f"DE{check:02d}{bban}"
    spaced = " ".join(code[i : i + 4] for i in range(0, len(code), 4))
    assert sole(iban, f"IBAN {spaced}") == (code, True)
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert sole(iban, wrong) == (wrong, False)
