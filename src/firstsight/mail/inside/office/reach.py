"""Where a document reaches by itself, or when a field in it is followed: templates, pictures, programs to start.

Source: ECMA-376 part 1, 17.16.5 (field definitions); ATT&CK T1221 (template injection), T1559.002 (DDE).
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from firstsight.mail.inside.office.gathered import Gathered

MAX_TARGET = 2_048
"""Characters looked at of a target or a field."""

FETCHES = frozenset({"includepicture", "includetext", "include", "import", "link", "rd", "database"})
"""Fields that load what they name when the document is opened, printed or brought up to date."""

_REMOTE = re.compile(
    r"\s*(?:(?:mhtml:|x-usc:|file:|url:|!){0,4}(?:https?|ftp|wss?|ldaps?):[/\\]{0,3}[^\s/\\]"
    r"|(?:file:)?[/\\]{2,5}(?P<host>[^/\\\s]{1,253})[/\\]"
    r"|(?:ms-[a-z-]{2,30}|search-ms|search|ldap):)",
    re.IGNORECASE,
)
_DRIVE = re.compile(r"\s*(?:file:)?[/\\]{0,5}[a-z][:|]", re.IGNORECASE)
_ARGUMENT = re.compile(r'\\[a-z](?:\s+"[^"]*")?|"([^"]*)"|([^\s"\\]\S*)', re.IGNORECASE)


def leads_outside(target: str) -> bool:
    """Whether opening a target reaches another organisation's machine: a URL, or a share whose host can be one.

    A share on a host without a dot resolves only in one's own network, and a path on a drive is local: both are
    ordinary in business documents.

    >>> leads_outside("https://a.example/t.dotm"), leads_outside("file:///C:/Normal.dotm")
    (True, False)
    >>> leads_outside("//192.0.2.1/s/t.dot"), leads_outside("file:////fileserver/t.dotx")
    (True, False)
    """
    target = unquote(target[:MAX_TARGET])
    if _DRIVE.match(target):
        return False
    found = _REMOTE.match(target)
    if not found:
        return False
    host = found["host"]
    return host is None or "." in host or "@" in host or ":" in host


def follow_field(instruction: str, beside: str, into: Gathered) -> None:
    """What a field of Word does: a link to click, something fetched, a program started by DDE."""
    instruction = instruction[:MAX_TARGET].strip()
    kind, _, rest = instruction.partition(" ")
    kind = kind.strip('"').lower()
    if kind in ("dde", "ddeauto"):
        into.say("dde")
    elif kind == "hyperlink" or kind in FETCHES:
        target = next((quoted or bare for quoted, bare in _ARGUMENT.findall(rest) if quoted or bare), "")
        target = target if "://" in target else target.replace("\\\\", "\\")
        if kind == "hyperlink":
            into.link(target, beside)
        elif leads_outside(target):
            into.say("external-link")
            into.link(target)
