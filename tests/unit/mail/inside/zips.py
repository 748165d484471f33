"""ZIP archives for tests: ordinary ones, and headers changed afterwards."""

from __future__ import annotations

import io
import zipfile

from firstsight.mail.inside import File


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """A ZIP of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as written:
        for name, content in files.items():
            written.writestr(name, content)
        written.comment = comment
    return stream.getvalue()


def encrypted(octets: bytes) -> bytes:
    """The same archive with the flag of encryption in every header (its content stays as it is)."""
    changed = bytearray(octets)
    for signature, at_flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + at_flags] |= 1
            at = changed.find(signature, at + 4)
    return bytes(changed)


def file(octets: bytes, name: str = "a.zip", detected: str = "application/zip") -> File:
    """A file as an opener gets it."""
    return File(name, "application/octet-stream", detected, octets)
