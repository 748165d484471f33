"""An Outlook .msg as the RFC 5322 message that it was, as far as Outlook kept it.

The header is the transport header where there is one; fields that it lacks are made from the properties. The body is
built anew (text, HTML, attachments, messages within), so signatures over it do not verify.
Source: [MS-OXMSG], [MS-OXOMSG], [MS-OXCMAIL] (how properties map to RFC 5322); RFC 2045 to 2047, RFC 2231.
"""

from __future__ import annotations

import base64
import hashlib
import re
from email.utils import formatdate
from urllib.parse import quote

from firstsight.connectors.files.mapi import Properties
from firstsight.errors import InputError

DEEPEST = 5
"""Messages within messages that are followed; mail servers refuse deeper MIME as well (Postfix: 100 parts deep)."""

MOST_OCTETS = 100_000_000
"""Octets of the message built: streams that are used many times over cannot fill the memory."""

SIGNATURE = "__properties_version1.0".encode("utf-16-le")
"""The name of the stream that every Outlook message has, as it stands in the directory of the file."""

_FIELD = re.compile(r"(?m)^([!-9;-~]+)[ \t]*:")
_OURS = re.compile(r"(?i)(?:mime-version|content-[a-z-]+)[ \t]*:")
_WORD = 39
"""Octets of UTF-8 in one encoded-word: 52 characters of Base64 and the frame are below 75 (RFC 2047, section 2)."""


def is_outlook(octets: bytes) -> bool:
    """Whether a compound file is an Outlook message and not, say, an old Word document."""
    return SIGNATURE in octets


def to_rfc5322(octets: bytes, name: str) -> bytes:
    """The message with CRLF line ends. `name` stands for the file in the InputError that a damaged one raises."""
    try:
        return _message(Properties.open(octets), 0)
    except InputError:
        raise
    except Exception as error:  # The compound file reader answers hostile octets with errors of every kind.
        raise InputError(f"{name}: not a readable Outlook message ({error})", at=0) from error


def _message(message: Properties, depth: int) -> bytes:
    """Header and body of the message or of one within."""
    fields = _transport_fields(message)
    present = {field.partition(":")[0].strip().lower() for field in fields}
    fields += [f"{name}: {value}" for name, value in _made_fields(message) if value and name.lower() not in present]
    body = _body(message, depth)
    header = "\r\n".join([*fields, "MIME-Version: 1.0"]).encode("utf-8", "surrogateescape")
    return header + b"\r\n" + body


def _transport_fields(message: Properties) -> list[str]:
    """The fields of the transport header, folded as they were, without those of MIME: the body is another now."""
    text = re.sub(r"\r\n?|\n", "\n", message.text(0x007D))
    first = _FIELD.search(text)
    lines = text[first.start() :].split("\n") if first else []
    fields: list[str] = []
    for line in lines:
        if line[:1] in (" ", "\t") and fields:
            fields[-1] += "\r\n" + line
        elif _FIELD.match(line):
            fields.append(line)
    return [field for field in fields if not _OURS.match(field)]


def _made_fields(message: Properties) -> list[tuple[str, str]]:
    """Fields from properties ([MS-OXCMAIL], section 2.2); empty where they are not set."""
    author = _mailbox(message.text(0x0042, 0x0C1A), message.text(0x5D02, 0x5D01, 0x0065, 0x0C1F))
    receivers: dict[int, list[str]] = {}
    for child in message.children("recip"):
        box = _mailbox(child.text(0x3001), child.text(0x39FE, 0x3003))
        receivers.setdefault((child.number(0x0C15) or 1) & 0xF, []).append(box)
    time = message.time(0x0039)
    if time is None:
        time = message.time(0x0E06)
    return [
        ("From", author),
        ("To", ",\r\n ".join(filter(None, receivers.get(1, ())))),
        ("Cc", ",\r\n ".join(filter(None, receivers.get(2, ())))),
        ("Subject", _words(message.text(0x0037))),
        ("Date", formatdate(time) if time is not None and 0 < time < 1 << 33 else ""),
        ("Message-ID", _line(message.text(0x1035))),
        ("In-Reply-To", _line(message.text(0x1042))),
        ("References", _line(message.text(0x1039))),
    ]


def _mailbox(name: str, address: str) -> str:
    """`"name" <address>`; an Exchange address (/O=...) is no addr-spec, the name stands alone then."""
    address = _line(address) if "@" in address else ""
    if not address:
        return f"{_phrase(name)} <>" if name else ""
    return f"{_phrase(name)} <{address}>" if name and name != address else f"<{address}>"


def _phrase(name: str) -> str:
    if name.isascii():
        return '"' + re.sub(r'([\\"])', r"\\\1", _line(name)) + '"'
    return _words(name)


def _words(text: str) -> str:
    """Unstructured text: as it is in ASCII, else as encoded-words on lines of their own."""
    text = _line(text)
    if text.isascii():
        return text
    pieces, piece = [], ""
    for char in text:
        if len((piece + char).encode("utf-8", "replace")) > _WORD:
            pieces.append(piece)
            piece = ""
        piece += char
    coded = (base64.b64encode(p.encode("utf-8", "replace")).decode() for p in [*pieces, piece])
    return "\r\n ".join(f"=?utf-8?B?{word}?=" for word in coded)


def _line(text: str) -> str:
    """Text without control characters, so that no value ends its field."""
    return re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", text).strip()


def _body(message: Properties, depth: int) -> bytes:
    """Content-Type and all that follows."""
    texts = []
    if text := message.text(0x1000):
        texts.append(_part("text/plain; charset=utf-8", text.encode("utf-8", "replace")))
    html, charset = message.octets(0x1013), message.charset
    if not html and (markup := message.text(0x1013)):
        html, charset = markup.encode("utf-8", "replace"), "utf-8"
    if html:
        page = message.number(0x3FDE)
        texts.append(_part(f"text/html; charset={'utf-8' if page == 65001 else charset}", html))
    parts = [_join("alternative", texts) if len(texts) > 1 else (texts or [_part("text/plain", b"")])[0]]
    room = MOST_OCTETS - len(parts[0])
    for child in message.children("attach"):
        part = _attachment(child, depth)
        room -= len(part)
        if room < 0:
            raise InputError(f"the attachments of an Outlook message are larger than {MOST_OCTETS} octets")
        parts.append(part)
    return _join("mixed", parts) if len(parts) > 1 else parts[0]


def _attachment(attachment: Properties, depth: int) -> bytes:
    """One attachment as a MIME part; a message within as message/rfc822."""
    inner = attachment.embedded() if depth < DEEPEST else None
    name = _line(attachment.text(0x3707, 0x3704, 0x3001))
    if inner is not None:
        return b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + _message(inner, depth + 1)
    declared = _line(attachment.text(0x370E))
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", declared) or declared.lower().startswith(("multipart/", "message/")):
        declared = "application/octet-stream"
    place = "attachment"
    content_id = _line(attachment.text(0x3712)).strip("<>")
    if content_id:
        place = "inline" if declared.lower().startswith("image/") else place
        declared += f"\r\nContent-ID: <{content_id}>"
    if name:
        place += f"; filename*=utf-8''{quote(name, safe='', errors='replace')}"
    return _part(f"{declared}\r\nContent-Disposition: {place}", attachment.octets(0x3701))


def _part(content_type: str, octets: bytes) -> bytes:
    """A MIME part in Base64."""
    head = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode("utf-8", "replace") + base64.encodebytes(octets).replace(b"\n", b"\r\n")


def _join(subtype: str, parts: list[bytes]) -> bytes:
    """A multipart. The boundary is a digest of its parts: the same file gives the same octets, and none holds it."""
    digest = hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]
    line = f"--{digest}".encode()
    head = f'Content-Type: multipart/{subtype}; boundary="{digest}"\r\n\r\n'.encode()
    return head + b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
