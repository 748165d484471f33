"""Excel 97 to 2003: whether it is encrypted, macro sheets, names that run, links, words.

Source: [MS-XLS] 2.4.28 (BoundSheet8), 2.4.117 (FilePass), 2.4.140 (HLink), 2.4.150 (Lbl), 2.4.265 (SST), 2.4.271
(SupBook), 2.5.293 (XLUnicodeRichExtendedString).
"""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.inside.office.gathered import MAX_TEXT, Gathered
from firstsight.mail.inside.office.ole.compound import Compound
from firstsight.mail.inside.office.ole.embedded import monikers
from firstsight.mail.inside.office.reach import leads_outside

MAX_STREAM = 8_388_608
"""Octets read of a workbook."""

MAX_RECORDS = 50_000
"""Records looked at. What is looked for stands before the cells; links stand behind those of their sheet."""

MAX_SKIP = 1_048_576
"""Octets of fonts and phonetic guides passed over behind one text."""

BOUNDSHEET, FILEPASS, HLINK, NAME, SUPBOOK, SST, CONTINUE = 0x85, 0x2F, 0x1B8, 0x18, 0x1AE, 0xFC, 0x3C

MACRO_SHEET = 1
"""The kind of a sheet of Excel 4.0 macros: its cells are a program."""

RUNS = (1, 2)
"""Built-in names of what runs at opening and at closing. Source: [MS-XLS] 2.5.66."""


def read_excel(compound: Compound, into: Gathered) -> None:
    """What the Workbook stream of a compound file says; nothing where there is none."""
    node = compound.find("Workbook") or compound.find("Book")
    strings: list[bytes] = []
    runs, macros, before = False, False, 0
    for kind, value in records(compound.read(node, MAX_STREAM)) if node else ():
        if kind == FILEPASS:
            into.say("encrypted")  # what follows is noise
            break
        if kind == BOUNDSHEET:
            macros = macros or value[5:6] == bytes([MACRO_SHEET])
        elif kind == NAME:
            runs = runs or runs_by_itself(value)
        elif kind == HLINK:
            for target in monikers(value):
                into.link(target)
        elif kind == SUPBOOK:
            into.say(trait_of_source(value))
        elif kind == SST or (kind == CONTINUE and before == SST):
            strings.append(value)
        before = before if kind == CONTINUE else kind
    if macros:
        into.say("macro", "auto-exec" if runs else "")
    for text in shared_strings(strings):
        into.text(text)


def records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record, at most `MAX_RECORDS`."""
    at, size = 0, len(stream)
    for _ in range(MAX_RECORDS):
        if at + 4 > size:
            return
        length = stream[at + 2] | stream[at + 3] << 8
        yield stream[at] | stream[at + 1] << 8, stream[at + 4 : at + 4 + length]
        at += 4 + length


def runs_by_itself(value: bytes) -> bool:
    """Whether a defined name is one that Excel runs at opening or closing: built in, or spelled out."""
    if len(value) < 16:
        return False
    if value[0] & 0x20:  # Excel 5 has no octet of flags before the name
        return value[15] in RUNS or value[14] in RUNS
    return (
        value[14:]
        .lstrip(b"\0\1")
        .replace(b"\0", b"")[:10]
        .lower()
        .startswith((b"auto_open", b"auto_close", b"auto_activ"))
    )


def trait_of_source(value: bytes) -> str:
    """What a source of values outside the workbook is: "dde", "external-link" (on another machine), or ""."""
    if len(value) < 6 or value[2:4] in (b"\x01\x04", b"\x01\x3a"):
        return ""  # the workbook itself, and functions of add-ins
    count = value[2] | value[3] << 8
    path = value[5:].decode("utf-16-le", "replace")[:count] if value[4] & 1 else value[5:].decode("latin-1")[:count]
    service, mark, _ = path.partition("\x03")
    if mark and "." not in service and service.lower() not in ("", "\x01", "package"):
        return "dde"  # classes of linked objects have dots in their names, programs that are talked to have none
    path = path.lstrip("\x01\x05").replace("\x03", "\\")
    return "external-link" if leads_outside(path) or leads_outside(path[1:]) else ""


def shared_strings(segments: list[bytes]) -> Iterator[str]:
    """The texts of the cells, within `MAX_TEXT`: a table that is cut into records anywhere, even inside a text."""
    reader, total = _Segments(segments, 8), 0
    while total < MAX_TEXT and (text := reader.text()) is not None:
        yield text
        total += len(text) + 1


class _Segments:
    """Octets that go on from one record to the next."""

    def __init__(self, segments: list[bytes], at: int) -> None:
        self.segments, self.segment, self.at = segments, 0, at

    def text(self) -> str | None:
        """The next text, or None at the end."""
        head = self.take(3)
        if len(head) < 3:
            return None
        count, flags = head[0] | head[1] << 8, head[2]
        runs = int.from_bytes(self.take(2), "little") if flags & 8 else 0
        extra = int.from_bytes(self.take(4), "little") if flags & 4 else 0
        pieces = []
        while count > 0:
            left = len(self.segments[self.segment]) - self.at
            if left <= 0:
                if not self._next():
                    break
                flags = (self.take(1) or b"\0")[0]  # the part in the next record says its own width
                continue
            wide = 2 if flags & 1 else 1
            taken = min(count, max(left // wide, 1))
            raw = self.segments[self.segment][self.at : self.at + taken * wide]
            self.at += taken * wide
            pieces.append(raw.decode("utf-16-le" if wide == 2 else "latin-1", "replace"))
            count -= taken
        self.take(min(runs * 4 + extra, MAX_SKIP))
        return "".join(pieces)

    def take(self, length: int) -> bytes:
        """The next octets, as many as there are."""
        taken: list[bytes] = []
        while length > 0 and self.segment < len(self.segments):
            piece = self.segments[self.segment][self.at : self.at + length]
            taken.append(piece)
            self.at += len(piece)
            length -= len(piece)
            if length > 0 and not self._next():
                break
        return b"".join(taken)

    def _next(self) -> bool:
        if self.segment + 1 >= len(self.segments):
            return False
        self.segment, self.at = self.segment + 1, 0
        return True
