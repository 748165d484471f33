"""RSA keys for tests: made from a seed, so that they are the same every time and no key has to be kept.

They are as good as their seed: good for nothing else.
"""

from __future__ import annotations

import base64
import random
from functools import cache


class Key:
    """A key pair: `pem` (PKCS #1) to sign with, `record` for the DNS."""

    def __init__(self, bits: int, seed: int) -> None:
        chance = random.Random(seed)
        p, q = _prime(bits // 2, chance), _prime(bits // 2, chance)
        n, e = p * q, 65_537
        d = pow(e, -1, (p - 1) * (q - 1))
        private = _sequence(*map(_integer, (0, n, e, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))))
        body = base64.encodebytes(private).decode()
        kind = "RSA PRIVATE KEY"
        self.pem = f"-----BEGIN {kind}-----\n{body}-----END {kind}-----\n".encode()
        rsa = bytes.fromhex("300d06092a864886f70d0101010500")
        public = _sequence(rsa, _tagged(3, b"\0" + _sequence(_integer(n), _integer(e))))
        self.record = "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode()


@cache
def key(bits: int = 1024, seed: int = 1) -> Key:
    """The key of that seed."""
    return Key(bits, seed)


def _prime(bits: int, chance: random.Random) -> int:
    while True:
        number = chance.getrandbits(bits) | (3 << (bits - 2)) | 1
        small = all(number % divisor for divisor in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47))
        if small and all(pow(base, number - 1, number) == 1 for base in (2, 3, 5)):
            return number


def _tagged(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = (
        bytes([size])
        if size < 128
        else bytes([0x80 | (size.bit_length() + 7) // 8]) + size.to_bytes((size.bit_length() + 7) // 8, "big")
    )
    return bytes([tag]) + length + content


def _integer(number: int) -> bytes:
    return _tagged(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _sequence(*parts: bytes) -> bytes:
    return _tagged(0x30, b"".join(parts))
