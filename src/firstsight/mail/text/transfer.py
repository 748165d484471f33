"""Transfer encodings undone; junk inside them is skipped, never an error.

Source: RFC 2045 section 6 (Base64, quoted-printable); POSIX uuencode as `x-uuencode`.
"""

from __future__ import annotations

import re
from binascii import Error as BinasciiError
from binascii import a2b_qp, a2b_uu

from firstsight.mail.text.words import base64_octets

MAX_REPAIRS = 10_000
"""Soft line breaks with white space behind them that are repaired in one part."""

MAX_LINES = 500_000
"""Lines of a uuencoded file that are read: 22 MB."""

IDENTITY = frozenset({"", "7bit", "8bit", "binary"})
UUENCODE = frozenset({"x-uuencode", "x-uue", "uuencode", "uue"})

_PADDED_SOFT_BREAK = re.compile(rb"=[ \t]+(\r?\n)")


def decode_transfer(body: bytes, encoding: str) -> bytes:
    """The octets that `body` stands for under a Content-Transfer-Encoding (lower case); unknown ones: as it is."""
    if encoding in IDENTITY:
        return body
    if encoding == "base64":
        return base64_octets(body)
    if encoding == "quoted-printable":
        if b"= " in body or b"=\t" in body:  # RFC 2045, section 6.7, rule 3: such white space was added on the way
            body = _PADDED_SOFT_BREAK.sub(rb"=\1", body, count=MAX_REPAIRS)
        return a2b_qp(body)
    if encoding in UUENCODE:
        return uudecode(body)
    return body


def uudecode(body: bytes) -> bytes:
    """What stands between `begin` and `end`; broken lines are read as far as they go."""
    start = body.find(b"begin ")
    if start < 0:
        return body
    pieces = []
    for line in body[start:].split(b"\n", MAX_LINES)[1 : MAX_LINES + 1]:
        if line.strip() == b"end":
            break
        try:
            pieces.append(a2b_uu(line.rstrip(b"\r")))
        except BinasciiError:  # trailing garbage: the length octet says how much of the line counts
            length = ((line[0] - 32 & 63) * 4 + 5) // 3 if line else 0
            try:
                pieces.append(a2b_uu(line[: length + 1]))
            except BinasciiError:
                continue
    return b"".join(pieces)
