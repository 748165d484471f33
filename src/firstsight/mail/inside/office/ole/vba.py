"""VBA projects: the source of the macros in a document, and what it says of itself. It is read, never run.

What decides is read from the source; a project whose source was taken out, or cannot be unpacked, is macros all the
same. Source: [MS-OVBA] 2.4.1 (compression), 2.3.4.2 (dir stream), 2.3.4.3 (module stream); names of procedures that run
by themselves: Microsoft Word "Auto Macros", Excel "Workbook object (events)", "Run a macro automatically upon opening".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from firstsight.mail.inside.names import words
from firstsight.mail.inside.office.ole.compound import STORAGE, STREAM, Compound

MAX_SOURCE = 524_288
"""Octets of source unpacked of one document together; a project of a large template has some 200,000."""

MAX_STREAM = 1_048_576
"""Octets read of one module stream: compiled code, then the packed source."""

MAX_MODULES = 100
"""Modules read of one project."""

MAX_DIR = 262_144
"""Octets unpacked of the dir stream; it has some 2,000 for a project, and 200 more for each module."""

CHUNK = 4_096
"""Octets that a chunk unpacks to. Source: [MS-OVBA] 2.4.1.1.4."""

STREAM_NAME, TEXT_OFFSET, VERSION = 0x001A, 0x0031, 0x0009
"""Records of the dir stream that are used; the version alone does not say its true length. Source: 2.3.4.2."""

AUTO = words(
    "autoexec autonew autoopen autoclose autoexit auto_open auto_close auto_activate auto_deactivate auto_exec "
    "document_open document_close document_new document_beforeclose document_contentcontrolonenter "
    "workbook_open workbook_activate workbook_deactivate workbook_beforeclose workbook_windowactivate "
    "workbook_sheetactivate worksheet_activate worksheet_calculate onslideshowpagechange onslideshowterminate"
)
"""Procedures that run without being asked for: at opening, at closing, at the first glance."""

_PROCEDURE = re.compile(
    rb"^[ \t]*(?:(?:public|private|friend|static)[ \t]+){0,3}(?:sub|function)[ \t]+"
    rb"(?:" + "|".join(sorted(AUTO)).encode() + rb"|\w{1,80}_(?:layout|painted|painting))\b",
    re.IGNORECASE | re.MULTILINE,
)
_MAIN = re.compile(rb"^[ \t]*(?:(?:public|private)[ \t]+)?sub[ \t]+main\b", re.IGNORECASE | re.MULTILINE)
_STARTS = re.compile(
    rb"\bshell\b|wscript\.shell|shell\.application|shellexecute|createprocess|winexec|powershell|cmd(?:\.exe)? ?/c|"
    rb"mshta|certutil|rundll32|regsvr32|urldownloadtofile|xmlhttp|winhttp|adodb\.stream|internetexplorer\.application|"
    rb"executeexcel4macro|virtualalloc|rtlmovememory|createthread|winmgmts|win32_process|scripting\.filesystemobject|"
    rb"\bmacscript\b|applescripttask|\blib[ \t]+\"(?:kernel32|urlmon|ntdll|libc)",
    re.IGNORECASE,
)
_EMPTY = re.compile(rb"[ \t]*(?:attribute\b|option\b|'|rem\b|$)", re.IGNORECASE)


class Macros(Struct, frozen=True):
    """What a document has of VBA. `sources` are (module, source as octets); `lost` says that source is missing."""

    sources: tuple[tuple[str, bytes], ...] = ()
    lost: bool = False

    @property
    def traits(self) -> tuple[str, ...]:
        """Words of `TRAITS`: macro, auto-exec, starts-programs; none for a project without a line of code."""
        codes = [(name.lower(), source) for name, source in self.sources if has_code(source)]
        if not codes and not self.lost:
            return ()
        traits = ["macro"]
        if any(_PROCEDURE.search(source) or (name in AUTO and _MAIN.search(source)) for name, source in codes):
            traits.append("auto-exec")
        if any(_STARTS.search(source) for _, source in codes):
            traits.append("starts-programs")
        return tuple(traits)


def has_code(source: bytes) -> bool:
    """Whether a module holds more than attributes, options and comments.

    >>> has_code(b"Attribute VB_Name = 1"), has_code(b"Option Explicit\\r\\nSub A()")
    (False, True)
    """
    return any(not _EMPTY.match(line) for line in source.splitlines())


def read_macros(compound: Compound) -> Macros:
    """The source of every module of every project in a compound file, within `MAX_SOURCE`."""
    sources: list[tuple[str, bytes]] = []
    lost, left = False, MAX_SOURCE
    for project in projects(compound):
        directory = compound.find(f"{project}/dir" if project else "dir")
        offsets = dict(module_offsets(decompress(compound.read(directory, MAX_STREAM), MAX_DIR))) if directory else {}
        modules = (n for n in compound.nodes if n.storage == project and n.kind == STREAM and n.name not in BESIDE)
        for module in islice(modules, MAX_MODULES):
            source = _source(compound.read(module, MAX_STREAM), offsets.get(module.name, -1), left)
            left -= len(source)
            lost = lost or not source
            sources.append((module.path.rpartition("/")[2], source.replace(b" _\r\n", b" ")))
    return Macros(tuple(sources), lost or (not sources and any(compound.streams("_vba_project"))))


def projects(compound: Compound) -> list[str]:
    """Paths of the storages that hold modules: those called VBA ([MS-OVBA] 2.2.1)."""
    return [node.path for node in compound.nodes if node.kind == STORAGE and node.name == "vba"]


BESIDE = frozenset({"dir", "_vba_project", "vba", ""} | {f"__srp_{number:x}" for number in range(64)})
"""Streams beside the modules: the directory and compiled code. Source: [MS-OVBA] 2.2.1."""


def _source(stream: bytes, offset: int, limit: int) -> bytes:
    """The source in a module stream: where the directory says, else where packed source begins by itself."""
    if 0 <= offset < len(stream) and (source := decompress(stream[offset:], limit)):
        return source
    at = stream.find(b"\0Attribut")  # every source begins with that word, packed as eight literals
    return decompress(stream[at - 3 :], limit) if at >= 3 else b""


def module_offsets(directory: bytes) -> Iterator[tuple[str, int]]:
    """Name (lower case) of each module stream, and where its source begins. Source: [MS-OVBA] 2.3.4.2.3.2."""
    at, name = 0, ""
    while at + 6 <= len(directory):
        number = int.from_bytes(directory[at : at + 2], "little")
        length = int.from_bytes(directory[at + 2 : at + 6], "little") + (2 if number == VERSION else 0)
        value = directory[at + 6 : at + 6 + length]
        if number == STREAM_NAME:
            name = value.decode("latin-1").lower()
        elif number == 0x0032 and len(value) > 1:  # the same in UTF-16
            name = value.decode("utf-16-le", "replace").lower()
        elif number == TEXT_OFFSET and name:
            yield name, int.from_bytes(value[:4], "little")
        at += 6 + length


def decompress(container: bytes, limit: int) -> bytes:
    """The octets in a compressed container, at most `limit` and as far as it is sound; b"" where it is none.

    >>> decompress(bytes([1, 0x04, 0xB0, 0x08]) + b"#aa#", 100)  # the fourth token stands for three octets
    b'#aa'
    """
    if container[:1] != b"\1":
        return b""
    out = bytearray()
    at, size = 1, len(container)
    while at + 2 <= size and len(out) < limit:
        header = container[at] | container[at + 1] << 8
        if header & 0x7000 != 0x3000:
            break
        end = min(at + (header & 0x0FFF) + 3, size)
        if not header & 0x8000:
            out += container[at + 2 : at + 2 + CHUNK]
            at = end
            continue
        if not _chunk(container, at + 2, end, out):
            break
        at = end
    return bytes(out[:limit])


def _chunk(container: bytes, at: int, end: int, out: bytearray) -> bool:
    """Unpacks one chunk to the end of `out`; False where a token points before the chunk. Source: 2.4.1.3.1."""
    start = len(out)
    while at < end:
        flags = container[at]
        at += 1
        if not flags:
            out += container[at : min(at + 8, end)]
            at += 8
            continue
        for bit in range(8):
            if at >= end:
                break
            if not flags >> bit & 1:
                out.append(container[at])
                at += 1
                continue
            if at + 2 > end:
                return False
            token = container[at] | container[at + 1] << 8
            at += 2
            done = len(out) - start
            bits = max((done - 1).bit_length(), 4) if done else 4
            length = (token & 0xFFFF >> bits) + 3
            offset = (token >> 16 - bits) + 1
            if offset > done or done + length > CHUNK + 2_048:
                return False
            if offset >= length:
                out += out[-offset : len(out) - offset + length]
            else:
                out += (out[-offset:] * (length // offset + 1))[:length]
    return True
