"""Address fields to mailboxes: comments, groups, quoted strings, routes, and what senders write instead.

Source: RFC 5322 sections 3.4 and 4.4, RFC 2047 section 5 (encoded words in display names), RFC 6532 (8-bit).
"""

from __future__ import annotations

import re
from functools import lru_cache

from firstsight.mail.text.words import decode_words
from firstsight.model import Address

MAX_ADDRESSES = 1_000
"""Mailboxes kept of one field; more go to no human-sized circle and would only cost time."""

MAX_ADDR = 320
"""Characters of an addr-spec: 64 + "@" + 255. Source: RFC 5321 section 4.5.3.1."""

MAX_NAME = 256
"""Characters kept of a display name."""

_UNQUOTED_FORM = r"""
      <(?P<angle>[^<>]*)>?
    | (?P<special>[,;:()\\"])
    | (?P<atoms>=\?[^?\s]{1,60}\?[bBqQ]\?[^?"<>]*\?=|=|[^",;:<>()\\=]+)
    | >
"""
_UNQUOTED = re.compile(_UNQUOTED_FORM, re.DOTALL | re.VERBOSE)
_TOKEN = re.compile(rf'"(?P<quoted>(?:[^"\\]|\\.)*)" | {_UNQUOTED_FORM}', re.DOTALL | re.VERBOSE)
_PIECE = re.compile(r'(?:[^",]|"[^"]*")+')
_QUOTED_NAME = re.compile(r'\s*"([^"]*)"\s*<([^<>]*)>\s*\Z')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_COMMENT_MARK = re.compile(r"\\.|[()]", re.DOTALL)


def addresses(value: str, limit: int = MAX_ADDRESSES) -> tuple[Address, ...]:
    """The mailboxes of an address field in order, groups dissolved; entries without an address and a name are left out.

    >>> addresses('"Doe, Jane" <Jane@Example.COM>, bob@example.org (Bob)')
    (Address(addr='jane@example.com', name='Doe, Jane'), Address(addr='bob@example.org', name='Bob'))
    """
    if not value:
        return ()
    if "(" in value or ":" in value or ";" in value or "\\" in value or "=?" in value:
        return _read_tokens(value, limit)
    found = []
    if '"' not in value:
        pieces = value.split(",", limit)
    elif value.count('"') % 2:
        return _read_tokens(value, limit)
    else:
        pieces = _PIECE.findall(value)
    for piece in pieces[:limit]:
        mailbox = _plain(piece)
        if mailbox.addr or mailbox.name:
            found.append(mailbox)
    return _with_names(found)


@lru_cache(maxsize=4096)
def _plain(piece: str) -> Address:
    """One mailbox without comments, escapes and encoded words."""
    if '"' in piece:
        quoted = _QUOTED_NAME.match(piece)
        if quoted is None:
            return (_read_tokens(piece, 1) or (Address(""),))[0]
        return Address(_addr_spec(quoted[2]), _name(quoted[1]))
    name, bracket, rest = piece.partition("<")
    if bracket:
        return Address(_addr_spec(rest.partition(">")[0]), _name(name))
    return _bare(name.split(), "")


def _bare(words: list[str], comment: str) -> Address:
    """A mailbox without brackets: the first word with an @ is the address, the others are its name."""
    for position, word in enumerate(words):
        if "@" in word[1:-1]:
            others = " ".join(words[:position] + words[position + 1 :])
            return Address(_addr_spec(word), _name(comment or others))
    text = " ".join(words)
    if "@" in text:
        return Address(_addr_spec(text), _name(comment))
    return Address("", _name(text or comment))


def _addr_spec(text: str) -> str:
    """An addr-spec in lower case without white space, quotes around the whole, and the obsolete route."""
    text = "".join(text.replace("<", "").replace(">", "").split()).lower()
    if text[:1] == "@" and ":" in text:
        text = text.rpartition(":")[2]  # RFC 5322, section 4.4: <@relay,@relay:user@domain>
    if text[:7] == "mailto:":
        text = text[7:]
    text = text.rstrip(".,;").strip("'")
    if len(text) > MAX_ADDR:
        local, _, domain = text.rpartition("@")
        text = f"{local[:64]}@{domain[-255:]}"
    return text


def _name(text: str) -> str:
    return " ".join(decode_words(text).split())[:MAX_NAME] if text else ""


def _read_tokens(value: str, limit: int) -> tuple[Address, ...]:
    """The full grammar, token by token; a quote or a comment that is never closed counts as a plain character."""
    found: list[Address] = []
    text, comment, addr, named = "", "", "", False
    position, quotes, comments = 0, True, True
    while len(found) < limit:
        token = (_TOKEN if quotes else _UNQUOTED).match(value, position)
        if token is None:
            break
        kind, position = token.lastgroup, token.end()
        char = token[0]
        if kind == "atoms":
            text += char
        elif kind == "angle":
            addr = addr if "@" in addr else token["angle"]
        elif kind == "quoted":
            quoted = _ESCAPED.sub(_second, token["quoted"])
            if value[position : position + 1] == "@":  # a quoted local part, which may hold an @ itself
                text = f"{text} {''.join(quoted.split())}"
            else:
                text = f"{text} {quoted} "
                named = named or "@" in quoted
        elif char == '"':
            quotes = False  # nothing closes it in the rest of the field: no other is looked for
        elif char == "(" and comments:
            inside = _comment(value, position)
            comments = inside is not None
            comment, position = inside or (comment, position)
        elif char in ",;":
            _close(found, text, comment, addr, named)
            text, comment, addr, named = "", "", "", False
        elif char == ":" and not addr and "@" not in text:
            text, comment = "", ""  # the name of a group
    if len(found) < limit:
        _close(found, text, comment, addr, named)
    return _with_names(found)


def _with_names(found: list[Address]) -> tuple[Address, ...]:
    """A name alone and an address alone behind it are one mailbox: `Shop, <a@b.example>` lacks its quotes."""
    for index in range(len(found) - 1, 0, -1):
        name, mailbox = found[index - 1], found[index]
        if not name.addr and not mailbox.name:
            found[index - 1 : index + 1] = [Address(mailbox.addr, name.name)]
    return tuple(found)


def _second(escaped: re.Match[str]) -> str:
    return escaped[1]


def _close(found: list[Address], text: str, comment: str, addr: str, named: bool) -> None:
    """Ends one mailbox of the list; `named` says that an @ in it stood between quotes, so that it is no address."""
    if addr or (named and "@" in text):
        mailbox = Address(_addr_spec(addr), _name(text or comment))
    else:
        mailbox = _bare(text.split(), comment)
    if mailbox.addr or mailbox.name:
        found.append(mailbox)


def _comment(value: str, start: int) -> tuple[str, int] | None:
    """The text of the (nested) comment that was opened before `start`, and where it ends; None if nothing closes it."""
    depth = 1
    for mark in _COMMENT_MARK.finditer(value, start):
        if mark[0] == "(":
            depth += 1
        elif mark[0] == ")":
            depth -= 1
            if depth == 0:
                return _ESCAPED.sub(_second, value[start : mark.start()]), mark.end()
    return None
