"""Right addresses for tests, made from any 20 octets by the rules of each coin."""

from __future__ import annotations

from hashlib import sha256

from firstsight.mail.details.coins.encodings import _MONERO_OCTETS, BASE58, BECH32, BECH32_CONSTANTS, _polymod
from firstsight.mail.details.coins.keccak import keccak_256


def base58(payload: bytes, alphabet: str = BASE58) -> str:
    """Base58Check of version and payload."""
    octets = payload + sha256(sha256(payload).digest()).digest()[:4]
    number, text = int.from_bytes(octets, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = alphabet[digit] + text
    return alphabet[0] * (len(octets) - len(octets.lstrip(b"\0"))) + text


def segwit(program: bytes, version: int = 0, prefix: str = "bc") -> str:
    """The address of a witness program (BIP 173, BIP 350)."""
    bits = "".join(f"{octet:08b}" for octet in program)
    bits += "0" * (-len(bits) % 5)
    values = [version, *(int(bits[place : place + 5], 2) for place in range(0, len(bits), 5))]
    letters = [ord(letter) for letter in prefix]
    expanded = [*(letter >> 5 for letter in letters), 0, *(letter & 31 for letter in letters)]
    check = _polymod([*expanded, *values, *[0] * 6]) ^ BECH32_CONSTANTS[min(version, 1)]
    values += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{prefix}1{''.join(BECH32[value] for value in values)}"


def eip55(account: bytes) -> str:
    """An Ethereum address with its checksum in the case of its letters."""
    lower = account.hex()
    marks = keccak_256(lower.encode()).hex()
    return "0x" + "".join(
        letter.upper() if int(mark, 16) > 7 else letter for letter, mark in zip(lower, marks, strict=False)
    )


def monero_address(keys: bytes, network: int = 18) -> str:
    """A Monero address of 64 octets of keys."""
    payload = bytes([network]) + keys
    octets = payload + keccak_256(payload)[:4]
    size = {held: characters for characters, held in _MONERO_OCTETS.items()}
    text = ""
    for place in range(0, len(octets), 8):
        block = octets[place : place + 8]
        number, digits = int.from_bytes(block, "big"), ""
        for _ in range(size[len(block)]):
            number, digit = divmod(number, 58)
            digits = BASE58[digit] + digits
        text += digits
    return text
