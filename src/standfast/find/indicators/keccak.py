"""Keccak-256 as Ethereum and Monero use it: the padding from before SHA-3 became a standard, so hashlib does not have it.

Source: The Keccak reference 3.0 (Bertoni, Daemen, Peeters, Van Assche), and FIPS 202, which differs in the padding byte only.
"""

from __future__ import annotations

RATE = 136
"""Bytes taken in by each permutation, for an output of 256 bits."""
SHA3_PADDING = 0x06
_MASK = (1 << 64) - 1


def _round_constants() -> tuple[int, ...]:
    """The 24 constants of step iota, from the standard's own shift register."""
    register, constants = 1, list[int]()
    for _ in range(24):
        constant = 0
        for bit in range(7):
            if register & 1:
                constant |= 1 << ((1 << bit) - 1)
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
        constants.append(constant)
    return tuple(constants)


def _rotations() -> tuple[tuple[int, int], ...]:
    """For each step of rho and pi: the lane written, and by how many bits the lane before it is turned."""
    x, y, steps = 1, 0, list[tuple[int, int]]()
    for t in range(24):
        x, y = y, (2 * x + 3 * y) % 5
        steps.append((x + 5 * y, (t + 1) * (t + 2) // 2 % 64))
    return tuple(steps)


_IOTA = _round_constants()
_RHO_PI = _rotations()


def _permute(a: list[int]) -> None:
    """Keccak-f[1600] on 25 lanes of 64 bits, lane (x, y) at ``x + 5 * y``, in place."""
    for constant in _IOTA:
        c = [a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] for x in range(5)]
        for x in range(5):
            turned = c[(x + 1) % 5]
            d = c[x - 1] ^ ((turned << 1 | turned >> 63) & _MASK)
            for lane in range(x, 25, 5):
                a[lane] ^= d
        moving = a[1]
        for lane, bits in _RHO_PI:
            moving, a[lane] = a[lane], (moving << bits | moving >> (64 - bits)) & _MASK
        for row in range(0, 25, 5):
            p, q, r, s, t = a[row : row + 5]
            a[row] = p ^ (~q & r)
            a[row + 1] = q ^ (~r & s)
            a[row + 2] = r ^ (~s & t)
            a[row + 3] = s ^ (~t & p)
            a[row + 4] = t ^ (~p & q)
        a[0] ^= constant


def keccak256(data: bytes, padding: int = 0x01) -> bytes:
    """32 bytes. With ``SHA3_PADDING`` it is SHA3-256, which lets a test hold it against hashlib."""
    fill = RATE - len(data) % RATE
    tail = bytes([padding | 0x80]) if fill == 1 else bytes([padding]) + bytes(fill - 2) + b"\x80"
    padded = data + tail
    lanes = [0] * 25
    for start in range(0, len(padded), RATE):
        for lane in range(RATE // 8):
            lanes[lane] ^= int.from_bytes(padded[start + 8 * lane : start + 8 * lane + 8], "little")
        _permute(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])
