"""What a file holds, told by its first octets: names lie, and archives are full of files without a suffix."""

from __future__ import annotations

import re
from enum import StrEnum

from firstsight.connectors.files.mbox import BOM, is_from_line

SAMPLE = 8192
"""Octets that are looked at: room for the trace fields that stand above the first field of interest."""


class Kind(StrEnum):
    """The forms of archived mail, and what is none."""

    EMPTY = "empty"
    GZIP = "gzip"
    MBOX = "mbox"
    OUTLOOK = "outlook"
    MESSAGE = "message"
    OTHER = "other"


_FIELD_LINE = re.compile(rb"[!-9;-~]{1,76}[ \t]*:")
_KNOWN = re.compile(
    rb"^(?:from|to|cc|subject|date|received|message-id|return-path|delivered-to|reply-to|mime-version|content-type"
    rb"|x-original-to|authentication-results|arc-seal|dkim-signature)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
"""Fields of RFC 5322, RFC 2045 and RFC 8601 one of which stands in every mail."""


def kind_of(head: bytes) -> Kind:
    """What a file is that begins with `head` (SAMPLE octets, fewer only where the file is shorter).

    >>> kind_of(b"Subject: hello\\n\\ntext"), kind_of(b"title: a recipe\\n"), kind_of(b"")
    (<Kind.MESSAGE: 'message'>, <Kind.OTHER: 'other'>, <Kind.EMPTY: 'empty'>)
    """
    if not head:
        return Kind.EMPTY
    if head.startswith(b"\x1f\x8b"):  # RFC 1952, section 2.3.1
        return Kind.GZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):  # [MS-CFB], section 2.2
        return Kind.OUTLOOK
    first = head.removeprefix(BOM)
    if is_from_line(first):
        return Kind.MBOX
    if _FIELD_LINE.match(first) and b"\0" not in first and _KNOWN.search(first):
        return Kind.MESSAGE
    return Kind.OTHER
