"""The MIME tree of a message, flattened: its leaves in order, whatever broke the boundaries.

Leaves are stretches of the original octets, so that nothing is copied before somebody asks for it. Every multipart is
searched once for its delimiter; depth and number of parts are bounded, so the work is linear in the size.
Source: RFC 2046 section 5.1 (multipart), 5.2.1 (message/rfc822); RFC 2045 section 5.2 (defaults); RFC 2183.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from firstsight.mail.fields import Fields, body_offset, read_fields
from firstsight.mail.text.transfer import IDENTITY, decode_transfer
from firstsight.mail.text.words import decode_words, parameters

MAX_DEPTH = 16
"""Containers inside each other. Mail as people write it has up to five; each level may cost one more search."""

MAX_PARTS = 300
"""Parts read of one message: a digest has some 50, a crafted bomb has a million."""

MAX_BOUNDARY = 256
"""Characters of a boundary; RFC 2046, section 5.1.1 allows 70."""

ATTACHED_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})


MAX_DECODED = 33_554_432
"""Octets of encoded attached messages that are decoded to be opened: one of the largest mail that servers take; a
copy is held for each level."""


class Leaf(Struct):
    """A part that is no container: what its header says and where its octets stand in `buffer`."""

    buffer: bytes
    start: int
    end: int
    kind: str = "text/plain"
    charset: str = ""
    encoding: str = ""
    disposition: str = ""
    name: str = ""
    content_id: str = ""
    level: int = 0
    """How many attached messages it lies in: 0 for the message itself."""
    group: int = 0
    """The innermost multipart/alternative that it belongs to; 0 for none."""
    related: bool = False
    flowed: bool = False
    """RFC 3676 format=flowed."""

    def octets(self, limit: int | None = None) -> bytes:
        """The decoded content, or that of the first `limit` encoded octets."""
        end = self.end if limit is None else min(self.end, self.start + limit)
        return decode_transfer(self.buffer[self.start : end], self.encoding)


class Tree:
    """The walk over one message. `leaves` in order, `shape` as nested media types, `defects` in words."""

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self.shape: list[str] = []
        self.defects: list[str] = []
        self._parts = 0
        self._groups = 0
        self._decodable = MAX_DECODED

    def walk(self, fields: Fields, leaf: Leaf, depth: int = 0, default: str = "") -> None:
        """Reads one entity: `leaf` comes with its stretch and place, `fields` are its header."""
        declared = fields.get("content-type")
        kind, given = parameters(declared) if declared else (default, {})
        if "/" not in kind:
            if kind and kind != "text":
                self.defects.append(f"Content-Type {kind[:40]!r} read as text")
            kind = default or "text/plain"
        leaf.kind = kind[:100]
        if encoding := fields.get("content-transfer-encoding"):
            words = encoding.partition(";")[0].split(None, 1)
            leaf.encoding = words[0].lower() if words else ""
        self.shape.append(leaf.kind)
        if kind[:10] == "multipart/":
            self._multipart(leaf, kind, given.get("boundary", ""), depth)
            return
        leaf.charset = given.get("charset", "")
        leaf.flowed = given.get("format", "").lower() == "flowed"
        name = given.get("name", "")
        if disposition := fields.get("content-disposition"):
            leaf.disposition, placed = parameters(disposition)
            name = placed.get("filename", "") or name
        leaf.name = name
        leaf.content_id = fields.get("content-id")
        self.leaves.append(leaf)
        if kind in ATTACHED_MESSAGES:
            self._attached(leaf, depth)

    def _attached(self, leaf: Leaf, depth: int) -> None:
        """Reads on inside an attached message; the leaf of the message itself stays."""
        if depth >= MAX_DEPTH:
            self.defects.append(f"containers deeper than {MAX_DEPTH} not opened")
            return
        buffer, start, end = leaf.buffer, leaf.start, leaf.end
        if leaf.encoding not in IDENTITY:  # RFC 2046, section 5.2.1 forbids it, senders do it
            if end - start > self._decodable:
                self.defects.append(f"encoded attached messages beyond {MAX_DECODED} octets not opened")
                return
            self._decodable -= end - start
            buffer = leaf.octets()
            start, end = 0, len(buffer)
        lead = buffer[start : min(start + 8, end)]
        start += len(lead) - len(lead.lstrip(b"\r\n"))
        stop, body = body_offset(buffer, start, end)
        fields = read_fields(buffer[start:stop])
        inner = Leaf(buffer, body, end, level=leaf.level + 1)
        if fields.get("subject"):
            leaf.name = leaf.name or f"{decode_words(fields.get('subject'))[:100]}.eml"
        self.shape.append("(")
        self.walk(fields, inner, depth + 1)
        self.shape.append(")")

    def _multipart(self, leaf: Leaf, kind: str, boundary: str, depth: int) -> None:
        if depth >= MAX_DEPTH:
            self.defects.append(f"containers deeper than {MAX_DEPTH} not opened")
            self._as_text(leaf)
            return
        stretches = self._stretches(leaf, boundary)
        if not stretches:
            self._as_text(leaf)
            return
        group, related = leaf.group, leaf.related or kind == "multipart/related"
        if kind == "multipart/alternative":
            self._groups += 1
            group = self._groups
        default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        self.shape.append("(")
        for start, end in stretches:
            self._parts += 1
            if self._parts > MAX_PARTS:
                if self._parts == MAX_PARTS + 1:
                    self.defects.append(f"more than {MAX_PARTS} parts, the rest is left out")
                break
            stop, body = body_offset(leaf.buffer, start, end)
            fields = read_fields(leaf.buffer[start:stop])
            if fields.defects and len(self.defects) < 20:
                self.defects.extend(f"part {self._parts}: {defect}" for defect in fields.defects)
            inner = Leaf(leaf.buffer, body, end, level=leaf.level, group=group, related=related)
            self.walk(fields, inner, depth + 1, default)
        self.shape.append(")")

    def _as_text(self, leaf: Leaf) -> None:
        """A container that cannot be opened is shown as the text that it is."""
        leaf.kind, leaf.encoding = "text/plain", ""
        self.leaves.append(leaf)

    def _stretches(self, leaf: Leaf, boundary: str) -> list[tuple[int, int]]:
        """Where the parts of a multipart stand; the boundary is guessed where it is missing or matches nothing."""
        found: list[tuple[int, int]] = []
        closed = False
        if boundary:
            delimiter = b"--" + boundary[:MAX_BOUNDARY].rstrip().encode("utf-8", "replace")
            found, closed = _split(leaf.buffer, leaf.start, leaf.end, delimiter)
        if not found:
            guess = _guess_delimiter(leaf.buffer, leaf.start, leaf.end)
            if guess:
                self.defects.append("multipart boundary guessed")
                found, closed = _split(leaf.buffer, leaf.start, leaf.end, guess)
        if not found:
            self.defects.append("multipart without parts read as text")
        elif not closed:
            self.defects.append("multipart without its closing boundary")
        return found


def _split(buffer: bytes, start: int, end: int, delimiter: bytes) -> tuple[list[tuple[int, int]], bool]:
    """The stretches between delimiter lines (at most one more than MAX_PARTS), and whether the closing one is there."""
    stretches: list[tuple[int, int]] = []
    opened, closed = -1, False
    for at, after, closing in _delimiters(buffer, start, end, delimiter):
        if opened >= 0:
            stretches.append((opened, max(opened, at)))
            if len(stretches) > MAX_PARTS:
                return stretches, True
        opened, closed = after, closing
        if closing:
            break
    if opened >= 0 and not closed:
        stretches.append((opened, end))
    return stretches, closed


def _delimiters(buffer: bytes, start: int, end: int, delimiter: bytes) -> Iterator[tuple[int, int, bool]]:
    """Delimiter lines: where the line end before each starts, where the next line starts, whether it closes."""
    size = len(delimiter)
    at = buffer.find(delimiter, start, end)
    while at >= 0:
        after = at + size
        if at == start or buffer[at - 1] in b"\n\r":
            closing = buffer[after : after + 2] == b"--"
            if closing or buffer[after : after + 1] in (b"\n", b"\r", b"", b" ", b"\t"):
                line_end = buffer.find(b"\n", after, end)
                if line_end < 0:
                    line_end = end - 1
                before = at - 1 if at > start else at
                if before > start and buffer[before - 1 : before + 1] == b"\r\n":
                    before -= 1
                yield before, line_end + 1, closing
                after = max(after, line_end)  # the delimiter of the next part may follow at once
        at = buffer.find(delimiter, after, end)


def _guess_delimiter(buffer: bytes, start: int, end: int) -> bytes:
    """The first line that looks like a delimiter and is followed by something like a header, or b""."""
    at = start if buffer[start : start + 2] == b"--" else buffer.find(b"\n--", start, end) + 1
    for _ in range(8):
        if at <= 0 and buffer[start : start + 2] != b"--":
            return b""
        line_end = buffer.find(b"\n", at, min(end, at + MAX_BOUNDARY))
        if line_end < 0:
            return b""
        line = buffer[at:line_end].rstrip()
        following = buffer[line_end + 1 : line_end + 9].lower()
        if len(line) > 2 and line.strip(b"-") and following == b"content-":
            return line
        at = buffer.find(b"\n--", line_end - 1, end) + 1
        if at == 0:
            return b""
    return b""
