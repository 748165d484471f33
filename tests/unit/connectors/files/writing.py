"""What archives look like on disk: mailboxes, Maildirs and messages written by the tests themselves."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

FROM_LINE = b"From sender@example.org Tue Jul  1 08:52:37 2003\n"
NOON = 1_057_060_800
"""2003-07-01 12:00:00 UTC"""


def mail(number: int, seconds: int = 0, body: bytes = b"text\n") -> bytes:
    """A message that came in `seconds` after NOON."""
    hour, rest = divmod(12 * 3600 + seconds, 3600)
    clock = f"{hour:02}:{rest // 60:02}:{rest % 60:02}"
    return (
        f"Received: from a.example by b.example; Tue, 1 Jul 2003 {clock} +0000\n"
        f"From: a@a.example\nTo: b@b.example\nSubject: number {number}\nMessage-ID: <{number}@a.example>\n\n"
    ).encode() + body


def mbox(messages: Iterable[bytes], from_line: bytes = FROM_LINE, line_end: bytes = b"\n") -> bytes:
    """A mailbox in the mboxrd format. Messages end with a line end already."""
    line = from_line.rstrip(b"\r\n") + line_end
    quoted = (re.sub(rb"(?m)^(>*From )", rb">\1", message) for message in messages)
    return b"".join(line + message + line_end for message in quoted)


def packed(octets: bytes) -> bytes:
    """Gzipped, the same octets every time."""
    return gzip.compress(octets, mtime=0)


def maildir(folder: Path, messages: Iterable[bytes]) -> Path:
    """A Maildir of the messages, by turns in cur and new."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, message in enumerate(messages):
        place, flags = (("cur", ":2,S"), ("new", ""))[number % 2]
        (folder / place / f"{number:06}.host{flags}").write_bytes(message)
    return folder
