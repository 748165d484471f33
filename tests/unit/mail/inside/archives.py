"""Archives for tests: written by libarchive where it can, by the specification where it cannot."""

from __future__ import annotations

import struct
import zlib

import libarchive


def written(form: str, files: dict[str, bytes], options: str = "") -> bytes:
    """An archive of a format that libarchive writes: 7zip, ustar, iso9660, xar ..."""
    pieces: list[bytes] = []

    def keep(piece: bytes) -> int:
        pieces.append(bytes(piece))
        return len(piece)

    with libarchive.custom_writer(keep, form, options=options) as archive:
        for name, content in files.items():
            archive.add_file_from_memory(name, len(content), content)
    return b"".join(pieces)


def rar4(files: dict[str, bytes], *, encrypted: bool = False, hidden: bool = False) -> bytes:
    """A RAR 4 archive of stored files; `hidden` encrypts the headers, too."""

    def block(kind: int, flags: int, body: bytes) -> bytes:
        head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head

    octets = b"Rar!\x1a\x07\x00" + block(0x73, 0x80 if hidden else 0, bytes(6))
    if hidden:
        return octets + bytes(range(64))
    for name, content in files.items():
        raw = name.encode()
        body = struct.pack(
            "<IIBIIBBHI", len(content), len(content), 0, zlib.crc32(content), 0x58000000, 20, 0x30, len(raw), 32
        )
        octets += block(0x74, 0x8000 | (4 if encrypted else 0), body + raw) + content
    return octets + block(0x7B, 0x4000, b"")


def vint(value: int) -> bytes:
    """A number of variable length."""
    octets = bytearray()
    while value > 0x7F:
        octets.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*octets, value])


def rar5(files: dict[str, bytes], *, encrypted: bool = False, hidden: bool = False) -> bytes:
    """A RAR 5 archive of stored files; `hidden` encrypts the headers, too."""

    def block(kind: int, body: bytes, extra: bytes = b"", content: bytes | None = None) -> bytes:
        flags = (1 if extra else 0) | (2 if content is not None else 0)
        head = vint(kind) + vint(flags) + (vint(len(extra)) if extra else b"")
        head += (vint(len(content)) if content is not None else b"") + body + extra
        head = vint(len(head)) + head
        return struct.pack("<I", zlib.crc32(head)) + head + (content or b"")

    octets = b"Rar!\x1a\x07\x01\x00"
    if hidden:
        return octets + block(4, vint(0) + vint(0) + b"\x0f" + bytes(16)) + bytes(range(64))
    octets += block(1, vint(0))
    record = vint(1) + vint(0) + vint(0) + b"\x0f" + bytes(32)
    extra = vint(len(record)) + record if encrypted else b""
    for name, content in files.items():
        raw = name.encode()
        body = vint(4) + vint(len(content)) + vint(32) + struct.pack("<I", zlib.crc32(content))
        octets += block(2, body + vint(0) + vint(0) + vint(len(raw)) + raw, extra, content)
    return octets + block(5, vint(0))


def hidden_7z() -> bytes:
    """A 7z archive whose header is encrypted with AES."""
    packed = bytes(range(32))
    coder = b"\x24\x06\xf1\x07\x01" + vint(2) + b"\x53\x00"
    header = b"\x17\x06" + b"\x00" + b"\x01" + b"\x09" + bytes([len(packed)]) + b"\x00"
    header += b"\x07\x0b\x01\x00" + b"\x01" + coder + b"\x0c" + bytes([20]) + b"\x00" + b"\x00"
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + packed + header


def cab(files: dict[str, bytes]) -> bytes:
    """A cabinet of stored files. Source: [MS-CAB] 2."""
    content = b"".join(files.values())
    entries, offset = b"", 0
    for name, each in files.items():
        entries += struct.pack("<IIHHHH", len(each), offset, 0, 0, 0, 32) + name.encode() + b"\0"
        offset += len(each)
    start = 36 + 8
    block = struct.pack("<IHH", 0, len(content), len(content)) + content
    head = b"MSCF" + struct.pack(
        "<IIIIIBBHHHHH", 0, start + len(entries) + len(block), 0, start, 0, 3, 1, 1, len(files), 0, 0, 0
    )
    return head + struct.pack("<IHH", start + len(entries), 1, 0) + entries + block


def lha(name: str, content: bytes) -> bytes:
    """An LHA archive of one stored file, level 0."""
    body = b"-lh0-" + struct.pack("<IIIBB", len(content), len(content), 0x58000000, 32, 0)
    body += bytes([len(name)]) + name.encode() + struct.pack("<H", crc16(content))
    return bytes([len(body), sum(body) & 0xFF]) + body + content + b"\0"


def crc16(content: bytes) -> int:
    """The CRC-16 of LHA."""
    crc = 0
    for octet in content:
        crc ^= octet
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
