"""How coins write addresses, so that a mistyped one is told from a right one: Base58Check, Bech32, Monero's blocks.

Source: Bitcoin's base58.h (Base58Check), BIP 173 and BIP 350 (Bech32, Bech32m), EIP-55 (case as a checksum), Monero's
base58.cpp.
"""

from __future__ import annotations

from hashlib import sha256

from firstsight.mail.details.coins.keccak import keccak_256

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
"""Digits and letters without those that look alike: 0, O, I and l."""

RIPPLE58 = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
"""The same letters in the order of the XRP ledger. Source: xrpl.org, "Base58 Encodings"."""

BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
"""BIP 173."""

BECH32_CONSTANTS = {0: 1, 1: 0x2BC830A3}
"""What the checksum leaves, by witness version (1 for all from 1 on): BIP 350."""

_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_MONERO_OCTETS = {11: 8, 7: 5, 6: 4, 5: 3, 3: 2, 2: 1}
"""Octets that a block of so many characters holds (base58.cpp, `encoded_block_sizes`)."""


def base58check(text: str, alphabet: str = BASE58) -> bytes:
    """Version and payload where the last four octets are the double SHA-256 of what is before them; else nothing.

    >>> base58check("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa").hex()
    '0062e907b15cbf27d5425399ebf6f0fb50ebb88f18'
    """
    number = _number(text, alphabet)
    if number < 0:
        return b""
    zeros = len(text) - len(text.lstrip(alphabet[0]))
    octets = bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
    payload, check = octets[:-4], octets[-4:]
    right = len(check) == 4 and sha256(sha256(payload).digest()).digest()[:4] == check
    return payload if right else b""


def _number(text: str, alphabet: str) -> int:
    """The digits of base 58 as a number, or -1 where one is none or the text is longer than any address."""
    if len(text) > 100:
        return -1
    number = 0
    for letter in text:
        digit = alphabet.find(letter)
        if digit < 0:
            return -1
        number = number * 58 + digit
    return number


def is_segwit(text: str) -> bool:
    """Whether this is a right address of a witness program, of any coin: all letters of one case, BIP 173 and 350.

    >>> is_segwit("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"), is_segwit("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp")
    (True, False)
    """
    if text not in (text.lower(), text.upper()) or not 14 <= len(text) <= 90 or not text.isascii():
        return False
    prefix, one, rest = text.lower().rpartition("1")
    values = [BECH32.find(letter) for letter in rest]
    if not prefix or not one or len(values) < 7 or min(values) < 0:
        return False
    version, program = values[0], values[1:-6]
    octets, spare = divmod(len(program) * 5, 8)
    fits = 2 <= octets <= 40 and spare < 5 and version <= 16 and (version or octets in (20, 32))
    letters = [ord(letter) for letter in prefix]
    expanded = [*(letter >> 5 for letter in letters), 0, *(letter & 31 for letter in letters)]
    return bool(fits) and _polymod([*expanded, *values]) == BECH32_CONSTANTS[min(version, 1)]


def _polymod(values: list[int]) -> int:
    """BIP 173, `bech32_polymod`."""
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit in range(5):
            check ^= _GENERATOR[bit] if top >> bit & 1 else 0
    return check


def is_eip55(digits: str) -> bool:
    """Whether 40 hex digits are right: those of mixed case say by their case what Keccak-256 of them is (EIP-55).

    >>> is_eip55("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"), is_eip55("5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
    (True, False)
    """
    if digits in (digits.lower(), digits.upper()):
        return True
    lower = digits.lower()
    marks = keccak_256(lower.encode()).hex()
    return digits == "".join(
        letter.upper() if int(mark, 16) > 7 else letter for letter, mark in zip(lower, marks, strict=False)
    )


def monero(text: str) -> bytes:
    """Network and keys where the last four octets are the Keccak-256 of what is before them; else nothing."""
    octets = bytearray()
    for place in range(0, len(text), 11):
        block = text[place : place + 11]
        number, size = _number(block, BASE58), _MONERO_OCTETS.get(len(block), 0)
        if not size or not 0 <= number < 1 << 8 * size:
            return b""
        octets += number.to_bytes(size, "big")
    payload, check = bytes(octets[:-4]), bytes(octets[-4:])
    return payload if len(check) == 4 and keccak_256(payload)[:4] == check else b""
