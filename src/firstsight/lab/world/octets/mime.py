"""Header values and MIME entities as octets, written by hand: the standard library's generator takes ten times longer.

Lines end in LF, as a local delivery agent stores them.
"""

from __future__ import annotations

import base64
import binascii
import html as html_escapes
import re

from msgspec import Struct

_SPECIALS = re.compile(r'[()<>@,;:\\".\[\]]')
_URL = re.compile(r"https?://[^\s<>\"]+")
_WORD_OCTETS = 45
"""45 octets are 60 in base64; with the frame of an encoded-word 72, below the 75 of RFC 2047, section 2."""


class Part(Struct, frozen=True):
    """An attachment: `media` is its Content-Type, `inline` says that the HTML refers to it."""

    name: str
    media: str
    body: bytes
    inline: bool = False


def phrase(text: str) -> str:
    """A header value in ASCII: as it is, or as RFC 2047 encoded-words."""
    if text.isascii():
        return text
    words, octets = [], b""
    for character in text:
        encoded = character.encode()
        if len(octets) + len(encoded) > _WORD_OCTETS:
            words.append(octets)
            octets = b""
        octets += encoded
    words.append(octets)
    return "\n ".join(f"=?UTF-8?B?{base64.b64encode(word).decode()}?=" for word in words)


def mailbox(name: str, addr: str) -> str:
    """RFC 5322 mailbox; the name is quoted or encoded where it must be.

    >>> mailbox("Voss, Jan", "jan@voss.example")
    '"Voss, Jan" <jan@voss.example>'
    """
    if not name:
        return addr
    if name.isascii() and _SPECIALS.search(name):
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{addr}>'
    return f"{phrase(name)} <{addr}>"


def text_entity(text: str, subtype: str, latin: bool = False, params: str = "") -> bytes:
    """A text entity with its header fields; quoted-printable where it is not short ASCII lines."""
    charset = "utf-8"
    if latin:
        try:
            octets, charset = text.encode("iso-8859-1"), "iso-8859-1"
        except UnicodeEncodeError:
            octets = text.encode()
    else:
        octets = text.encode()
    plain = octets.isascii() and all(len(line) <= 900 for line in octets.split(b"\n"))
    head = f'Content-Type: text/{subtype}; charset="{"us-ascii" if plain and latin else charset}"{params}\n'
    if plain:
        return f"{head}Content-Transfer-Encoding: 7bit\n\n".encode() + octets + b"\n"
    coded = binascii.b2a_qp(octets, istext=True)
    return f"{head}Content-Transfer-Encoding: quoted-printable\n\n".encode() + coded + b"\n"


def file_entity(part: Part, content_id: str) -> bytes:
    """An attachment in base64 with its header fields; names outside ASCII by RFC 2231."""
    if part.name.isascii():
        name, filename = f'name="{part.name}"', f'filename="{part.name}"'
    else:
        percent = "".join(chr(o) if chr(o).isalnum() and o < 128 else f"%{o:02X}" for o in part.name.encode())
        name, filename = f'name="{phrase(part.name)}"', f"filename*=utf-8''{percent}"
    kind = "inline" if part.inline else "attachment"
    head = f"Content-Type: {part.media}; {name}\nContent-Disposition: {kind}; {filename}\n"
    if part.inline:
        head += f"Content-ID: <{content_id}>\n"
    return f"{head}Content-Transfer-Encoding: base64\n\n".encode() + base64.encodebytes(part.body)


def multipart(subtype: str, boundary: str, entities: list[bytes]) -> bytes:
    """A multipart entity with its own header field (RFC 2046, section 5.1)."""
    mark = boundary.encode()
    body = b"".join(b"--" + mark + b"\n" + entity + b"\n" for entity in entities)
    return f'Content-Type: multipart/{subtype};\n boundary="{boundary}"\n\n'.encode() + body + b"--" + mark + b"--\n"


def as_html(text: str) -> str:
    """The text as paragraphs, with addresses of pages made into links; quoted lines stay as they are."""
    blocks = []
    for block in text.split("\n\n"):
        escaped = _URL.sub(lambda m: f'<a href="{m[0]}">{m[0]}</a>', html_escapes.escape(block, quote=False))
        blocks.append("<p>" + escaped.replace("\n", "<br>\n") + "</p>")
    return "\n".join(blocks)
