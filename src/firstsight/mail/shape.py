"""The shape of a message: what its software does alike every time, whatever the sender writes.

Source: RFC 5322 section 3.6 (fields), RFC 2046 (media types).
"""

from __future__ import annotations

import re
from hashlib import blake2b

from firstsight.mail.fields import Fields

TRANSPORT = frozenset({
    "received", "return-path", "authentication-results", "delivered-to", "x-original-to", "received-spf",
    "arc-seal", "arc-message-signature", "arc-authentication-results", "envelope-to", "delivery-date",
})  # fmt: skip
"""Fields that servers on the way add; they say nothing about the sender's software."""

_CLIENT = re.compile(r"[^\W\d_][^\d/(\[<{;,=:]*")

LIST_PRECEDENCE = frozenset({"list", "bulk"})


def structure(fields: Fields, tree: list[str], leave_out: frozenset[str]) -> str:
    """16 hex digits over the order of the field names (repeats once) and the media types of the tree."""
    names = [name for name in dict.fromkeys(fields.names) if name not in TRANSPORT and name not in leave_out]
    text = ",".join(names) + "|" + " ".join(tree)
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def client(fields: Fields) -> str:
    """The family of the sender's software in lower case, or "".

    >>> found = Fields()
    >>> found.add("x-mailer", "Microsoft Outlook 16.0")
    >>> client(found)
    'microsoft outlook'
    """
    value = fields.get("user-agent") or fields.get("x-mailer")
    found = _CLIENT.search(value[:200]) if value else None
    return found[0].strip(" -.").lower()[:60] if found else ""


def is_list(fields: Fields) -> bool:
    """Whether it came through a mailing list. Source: RFC 2919, RFC 2369, RFC 3834 section 3.1.8."""
    if "list-id" in fields or "list-unsubscribe" in fields:
        return True
    return fields.get("precedence").lower() in LIST_PRECEDENCE
