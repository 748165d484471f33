"""Shortcuts: what a click on them starts, and where they lead.

Source: [MS-SHLLINK] 2.1 (header), 2.2 (target), 2.3 (link information), 2.4 (strings); [MS-WSO] and practice for .url.
"""

from __future__ import annotations

import re

from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.reach import leads_outside
from firstsight.mail.inside.opener import File, Inside, opener
from firstsight.mail.links import bare_urls

MAX_READ = 65_536
"""Octets looked at; a shortcut has some 2,000, one with a payload behind it has the rest there."""

MAX_LINES = 200
"""Lines looked at in a shortcut that is text."""

HAS_TARGET, HAS_INFORMATION, UNICODE = 0x01, 0x02, 0x80
STRINGS = (0x04, 0x08, 0x10, 0x20, 0x40)
"""Flags of the header: name, relative path, working folder, arguments, icon."""

_RUNS = re.compile(
    r"powershell|pwsh|\bcmd(?:\.exe)?\b|mshta|wscript|cscript|rundll32|regsvr32|msiexec|certutil|bitsadmin|forfiles|"
    r"conhost|curl|ssh\.exe|installutil|python|javascript:|-enc",
    re.IGNORECASE,
)


@opener("application/x-ms-shortcut", "application/x-url-shortcut", extensions="lnk url website")
def open_shortcut(file: File) -> Inside:
    """Traits: executable, starts-programs (a shell or a loader), external-link (it reaches another machine); links."""
    into = Gathered()
    into.say("executable")
    head = file.octets[:MAX_READ]
    if head.startswith(b"L\0\0\0\x01\x14\2\0"):
        _read_binary(head, into)
    else:
        _read_text(head, into)
    return into.inside()


def strings_of(octets: bytes) -> list[str]:
    """The strings of a binary shortcut, then the octets of its target as text: the path is written there as well."""
    flags = int.from_bytes(octets[20:24], "little")
    at, target = 76, b""
    if flags & HAS_TARGET:
        length = int.from_bytes(octets[at : at + 2], "little")
        target = octets[at + 2 : at + 2 + length]
        at += 2 + length
    if flags & HAS_INFORMATION:
        length = int.from_bytes(octets[at : at + 4], "little")
        target += b"\0" + octets[at : at + length]
        at += max(length, 4)
    found = []
    for flag in STRINGS:
        if flags & flag:
            wide = 2 if flags & UNICODE else 1
            length = int.from_bytes(octets[at : at + 2], "little") * wide
            raw = octets[at + 2 : at + 2 + length]
            found.append(raw.decode("utf-16-le" if wide == 2 else "cp1252", "replace"))
            at += 2 + length
    return [*found, target.replace(b"\0", b"").decode("latin-1")]


def _read_binary(octets: bytes, into: Gathered) -> None:
    for text in strings_of(octets):
        if _RUNS.search(text):
            into.say("starts-programs")
        if leads_outside(text):
            into.say("external-link")
        for url in bare_urls(text, 20):
            into.link(url)


def _read_text(octets: bytes, into: Gathered) -> None:
    """A shortcut that is text: `[InternetShortcut]`, then names and values."""
    encoding = "utf-16" if octets[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    for line in octets.decode(encoding, "replace").splitlines()[:MAX_LINES]:
        name, _, value = line.partition("=")
        name, value = name.strip().lower(), value.strip()
        if name in ("url", "baseurl"):
            into.link(value)
            if not value.lower().startswith("http") and leads_outside(value):
                into.say("external-link")  # a file on another machine, and not a page
        elif name in ("iconfile", "workingdirectory") and leads_outside(value):
            into.say("external-link")
