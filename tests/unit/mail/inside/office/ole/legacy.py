"""Streams of documents of Office 97 to 2003 for tests, written by the specification."""

from __future__ import annotations

import struct

URL_CLASS = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
FILE_CLASS = bytes.fromhex("0303000000000000c000000000000046")


def word(*pieces: str, flags: int = 0x0200, template: str = "") -> dict[str, bytes]:
    """A Word document of these pieces of text, by turns one and two octets a character."""
    body, places, positions = bytearray(2_048), [], [0]
    for number, piece in enumerate(pieces):
        if number % 2:
            places.append(len(body))
            body += piece.encode("utf-16-le")
        else:
            places.append(0x40000000 | len(body) * 2)
            body += piece.encode("cp1252")
        positions.append(positions[-1] + len(piece))
    plc = struct.pack(f"<{len(positions)}I", *positions)
    plc += b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    clx = b"\1\2\0ab" + b"\2" + struct.pack("<I", len(plc)) + plc
    strings = struct.pack("<HHH", 0xFFFF, 2, 0) + struct.pack("<H", 0)
    strings += struct.pack("<H", len(template)) + template.encode("utf-16-le")
    body[:12] = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x409, 0, flags)
    body[0x019A:0x01A2] = struct.pack("<II", len(clx), len(strings))
    body[0x01A2:0x01AA] = struct.pack("<II", 0, len(clx))
    return {"WordDocument": bytes(body), "1Table" if flags & 0x0200 else "0Table": clx + strings}


def biff(*records: tuple[int, bytes]) -> dict[str, bytes]:
    """A workbook of these records."""
    begin = (0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    packed = b"".join(struct.pack("<HH", kind, len(value)) + value for kind, value in (begin, *records, (0x0A, b"")))
    return {"Workbook": packed}


def sheet(kind: int, name: bytes = b"Sheet1") -> tuple[int, bytes]:
    """A sheet of a kind."""
    return 0x85, struct.pack("<IBBBB", 0, 0, kind, len(name), 0) + name


def defined(name: bytes, *, built_in: bool = False) -> tuple[int, bytes]:
    """A defined name."""
    return 0x18, struct.pack("<HBBHHHBBBB", 0x20 if built_in else 0, 0, len(name), 0, 0, 0, 0, 0, 0, 0) + b"\0" + name


def url_moniker(url: str) -> bytes:
    """A URL moniker."""
    raw = (url + "\0").encode("utf-16-le")
    return URL_CLASS + struct.pack("<I", len(raw)) + raw


def file_moniker(path: str) -> bytes:
    """A file moniker."""
    raw = path.encode("cp1252") + b"\0"
    return FILE_CLASS + struct.pack("<HI", 0, len(raw)) + raw


def native(name: str, content: bytes, path: str = "C:\\Temp\\x.tmp") -> bytes:
    """An Ole10Native stream: a packed file."""
    raw, where = name.encode("utf-8") + b"\0", path.encode("cp1252") + b"\0"
    packed = b"\2\0" + raw + where + b"\0\0\3\0" + struct.pack("<I", len(where)) + where
    packed += struct.pack("<I", len(content)) + content
    return struct.pack("<I", len(packed)) + packed


def shown(kind: int, value: bytes, *, container: bool = False) -> bytes:
    """A record of a presentation."""
    return struct.pack("<HHI", 0x0F if container else 0, kind, len(value)) + value
