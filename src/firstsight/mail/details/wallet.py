"""Addresses of coins, each checked by its own checksum: a word that only looks like one is none.

Source: as in `coins.encodings`; the version octets are those of the coins' chainparams.cpp, of TRON's and Zcash's protocol
papers, of cryptonote_config.h (Monero) and of the XRP ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstsight.mail.details.coins.encodings import RIPPLE58, base58check, is_eip55, is_segwit, monero
from firstsight.mail.details.finder import Found, finder
from firstsight.mail.details.passage import Passage

SHORTEST = 26
"""Characters of the shortest address (Bitcoin, with leading zeros; in practice 33 and 34)."""

MOST_HASHED = 40
"""Candidates of one text whose checksum is a Keccak: in Python that takes 0.4 milliseconds, and up to 40 in all 16."""

VERSIONS = {
    b"\x00": "bitcoin",
    b"\x05": "bitcoin",
    b"\x30": "litecoin",
    b"\x32": "litecoin",
    b"\x1e": "dogecoin",
    b"\x16": "dogecoin",
    b"\x4c": "dash",
    b"\x10": "dash",
    b"\x41": "tron",
    b"\x1c\xb8": "zcash",
    b"\x1c\xbd": "zcash",
}
"""The octets before the 20 of the hash, and whose address it is. Bitcoin Cash and forks share those of Bitcoin."""

MONERO_NETWORKS = frozenset({18, 19, 42})
"""First octet: a standard address, one with a payment id, a subaddress."""

_SHAPE = re.compile(
    r"0[xX][0-9a-fA-F]{40}|(?:bc1|ltc1|BC1|LTC1)[0-9a-zA-Z]{11,80}"
    r"|[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}(?:[1-9A-HJ-NP-Za-km-z]{11})?|[1-9A-HJ-NP-Za-km-z]{25,36}"
)


@finder("wallet", digits=True)
def wallet(passage: Passage) -> Iterator[Found]:
    """An address to send coins to, with a right checksum; in lower case where case says nothing."""
    if not passage.has_run(SHORTEST):
        return
    text, hashed = passage.text, 0
    for run in re.finditer(rf"[0-9a-zA-Z]{{{SHORTEST},120}}", text):
        if not _SHAPE.fullmatch(run[0]):
            continue
        hashed += run[0][:2] in ("0x", "0X") or len(run[0]) > 90
        if hashed <= MOST_HASHED and (value := wallet_of(run[0])) and _alone(text, run):
            yield run.start(), run.end(), value


def wallet_of(word: str) -> str:
    """The address that a word is, in the form in which it is compared; "" where it is none.

    >>> wallet_of("BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ"), wallet_of("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb")
    ('bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', '')
    """
    lower = word.lower()
    if lower.startswith("0x") and len(word) == 42:
        return lower if is_eip55(word[2:]) else ""
    if lower.startswith(("bc1", "ltc1")):
        return lower if is_segwit(word) else ""
    if len(word) in (95, 106):
        keys = monero(word)
        return word if keys[:1] and keys[0] in MONERO_NETWORKS else ""
    payload = base58check(word)
    if len(payload) in (21, 22) and payload[:-20] in VERSIONS:
        return word
    if word[0] == "r" and len(payload := base58check(word, RIPPLE58)) == 21 and payload[0] == 0:
        return word
    return ""


def _alone(text: str, run: re.Match[str]) -> bool:
    """Whether it is a word of its own, and not a piece of a URL, a path or an encoded block."""
    before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    return before not in ("/", "+", "_", "@", ".", "&", "%") and after not in ("/", "+", "_", "@", "=")
