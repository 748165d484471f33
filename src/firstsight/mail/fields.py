"""The header block: where it ends, and its fields in order, whatever broke them.

Lines may end in CRLF, LF or a bare CR; folded lines are joined; a line that is no field is skipped and told.
Source: RFC 5322 sections 2.2 and 4.5.
"""

from __future__ import annotations

import re

from firstsight.mail.text.words import to_text

MAX_BLOCK = 1_048_576
"""Octets of one header block that are read: Postfix takes 102,400 (header_size_limit), others up to 1 MiB."""

MAX_FIELDS = 1_000
"""Fields kept of one header block: long delivery paths have some 150; crafted blocks have 50,000."""

MAX_VALUE = 131_072
"""Characters kept of one field value: some 4,000 mailboxes in a To field."""

USUAL = frozenset({
    "received", "return-path", "from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references",
    "reply-to", "sender", "mime-version", "content-type", "content-transfer-encoding", "content-disposition",
    "content-id", "dkim-signature", "authentication-results", "arc-seal", "user-agent", "x-mailer", "list-id",
})  # fmt: skip
"""Names known to be well formed; the others are looked at letter by letter."""

_FIELD_NAME = re.compile(r"[!-9;-~]{1,200}\Z")


class Fields:
    """The fields of one header block. `names` in order and lower case, `values` by name, `defects` in words."""

    __slots__ = ("defects", "names", "values")

    def __init__(self) -> None:
        self.names: list[str] = []
        self.defects: list[str] = []
        self.values: dict[str, list[str]] = {}

    def get(self, name: str) -> str:
        """The first value of the field, unfolded and stripped, or ""."""
        values = self.values.get(name)
        return values[0] if values else ""

    def all(self, name: str) -> list[str]:
        """All values of the field in order."""
        return self.values.get(name, [])

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def add(self, name: str, value: str) -> None:
        """One more field below those that are there."""
        self.names.append(name)
        self.values.setdefault(name, []).append(value)


def body_offset(raw: bytes, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Where the header block ends and where the body starts, both as offsets into `raw`.

    The block ends at the first empty line; without one the whole stretch is the block and the body is empty.
    """
    end = len(raw) if end is None else end
    first = raw[start : start + 2]
    if first[:1] == b"\n":
        return start, start + 1
    if first == b"\r\n":
        return start, start + 2
    line = raw.find(b"\n", start, end)
    if raw[line - 1 : line] == b"\r":  # what the first line does the others do: search for that first
        crlf = raw.find(b"\n\r\n", start, end)
        lf = raw.find(b"\n\n", start, end if crlf < 0 else crlf)
    else:
        lf = raw.find(b"\n\n", start, end)
        crlf = raw.find(b"\n\r\n", start, end if lf < 0 else lf)
        lf = lf if crlf < 0 else -1
    if lf >= 0:
        return lf + 1, lf + 2
    if crlf >= 0:
        return crlf + 1, crlf + 3
    cr = raw.find(b"\r\r", start, end)
    if cr >= 0:
        return cr + 1, cr + 2
    return end, end


def read_fields(block: bytes) -> Fields:
    """The fields of a header block given with or without its closing empty line. Never raises."""
    fields = Fields()
    if len(block) > MAX_BLOCK:
        fields.defects.append(f"header block of {len(block)} octets cut at {MAX_BLOCK}")
        block = block[:MAX_BLOCK]
    if block.isascii():
        text = block.decode("ascii")
    else:
        text = to_text(block, "utf-8")
        fields.defects.append("8-bit octets in the header")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            fields.defects.append("bare CR in the header read as a line end")
            text = text.replace("\r", "\n")
    if "\0" in text:
        fields.defects.append("NUL in the header left out")
        text = text.replace("\0", "")
    # RFC 5322, section 2.2.3: unfolding takes the line end away and leaves the white space.
    _fill(fields, text.replace("\n ", " ").replace("\n\t", "\t").split("\n"))
    return fields


def _fill(fields: Fields, lines: list[str]) -> None:
    names, values, skipped = fields.names, fields.values, 0
    for line in lines:
        name, colon, value = line.partition(":")
        name = name.lower()
        if not colon or (name not in USUAL and not _FIELD_NAME.match(name)):
            name = name.rstrip()  # RFC 5322, section 4.5.3: white space may stand before the colon
            if not colon or not _FIELD_NAME.match(name):
                skipped += bool(line.strip())
                continue
        value = value.strip()
        if len(value) > MAX_VALUE:
            fields.defects.append(f"field {name[:40]} of {len(value)} characters cut at {MAX_VALUE}")
            value = value[:MAX_VALUE]
        names.append(name)
        if name in values:
            values[name].append(value)
        else:
            values[name] = [value]
        if len(names) >= MAX_FIELDS:
            if len(lines) > MAX_FIELDS:
                fields.defects.append(f"more than {MAX_FIELDS} header lines, the rest is left out")
            break
    if skipped:
        fields.defects.append(f"{skipped} header lines that are no field")
