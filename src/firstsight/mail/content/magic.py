"""What the first octets of a file say that it is, and whether that is what its name and its type promise.

Source: the format specifications; PE/COFF, ELF gABI, Mach-O, PDF 32000 7.5.2, PKWARE APPNOTE 4.3.7, [MS-CFB] 2.2,
[MS-SHLLINK] 2.1, [MS-ONESTORE] 2.3.1, [MS-OXTNEF] 2.1.3.1, ISO 9660 (ECMA-119 8.1).
"""

from __future__ import annotations

import re

HEAD = 4_096
"""Octets that are looked at; ISO 9660 alone has its mark further in."""

OWN_WORD = ("application/vnd.oasis.", "application/epub+zip", "application/vnd.sun.xml")
"""Types that a ZIP names itself in its first entry. Source: OpenDocument 1.3 part 2 section 3.3; EPUB OCF 3.3."""

ZIP_ENTRIES = 12
"""Local headers of a ZIP looked at to tell OOXML, ODF, JAR and APK apart."""

OLE, ZIP = "application/x-ole-storage", "application/zip"

MAGICS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rt", "application/rtf"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"MSCF\0\0\0\0", "application/vnd.ms-cab-compressed"),
    (b"ITSF\x03\0\0\0", "application/vnd.ms-htmlhelp"),
    (b"\x7fELF", "application/x-elf"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xce\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xca\xfe\xba\xbe\0\0\0", "application/x-mach-binary"),
    (b"\xca\xfe\xba\xbe", "application/java-vm"),
    (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F", "application/x-ms-shortcut"),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3", "application/onenote"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\0\0\x01\0", "image/x-icon"),
    (b"RIFF", "application/x-riff"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"wOFF", "font/woff"),
    (b"\0asm", "application/wasm"),
    (b"conectix", "application/x-vhd"),
    (b"vhdxfile", "application/x-vhdx"),
    (b"!BDN", "application/vnd.ms-outlook-pst"),
    (b"-----BEGIN PGP", "application/pgp"),
    (b"#!", "text/x-script"),
)
_BY_FIRST = {first: tuple(m for m in MAGICS if m[0][0] == first) for first in {magic[0] for magic, _ in MAGICS}}

_HTML_TAGS = "html|head|body|script|meta|iframe|form|table|title|h1|div|font|a|style|b|br|p|center|img|span"
_COMMENTS = r"(?:(?><!--.*?-->)\s*+)*+"  # atomic: a comment ends at its first end, whatever follows
_MAIL_FIELDS = "received|return-path|from|message-id|delivered-to|mime-version|dkim-signature|date|subject"
_TEXT_STARTS: dict[str, str] = {
    rf"{_COMMENTS}<(?:!doctype\s+html|(?:{_HTML_TAGS})[\s>])": "text/html",
    rf"(?:<\?xml[^>]*>\s*)?{_COMMENTS}(?:<!doctype\s+svg[^>]*>\s*)?<svg[\s>]": "image/svg+xml",
    r"<\?xml": "text/xml",
    r"begin:vcalendar": "text/calendar",
    r"begin:vcard": "text/vcard",
    r"\[internetshortcut\]": "application/x-url-shortcut",
    rf"(?:{_MAIL_FIELDS}):\s[^\n]*\n(?:[ \t][^\n]*\n)*[a-z-]+:": "message/rfc822",
}
"""Starts of text formats. Source of the HTML tags: WHATWG MIME Sniffing, section 7.1."""

_TEXT_KINDS = tuple(_TEXT_STARTS.values())
_TEXTS = re.compile("|".join(f"({pattern})" for pattern in _TEXT_STARTS), re.IGNORECASE | re.DOTALL)


def detect(octets: bytes) -> str:
    """The media type that the content shows, or "" where it shows none (plain text among others)."""
    if not octets:
        return ""
    for magic, kind in _BY_FIRST.get(octets[0], ()):
        if octets.startswith(magic):
            return _closer(octets, kind)
    if octets[:2] == b"MZ":
        return "application/vnd.microsoft.portable-executable"
    if octets[4:8] == b"ftyp":
        return "image/heic" if octets[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "video/mp4"
    if octets[257:262] == b"ustar":
        return "application/x-tar"
    if octets[32_769:32_774] == b"CD001":
        return "application/x-iso9660-image"
    at = octets.find(b"%PDF-", 0, 1024)  # PDF 32000, annex H: readers take a header within the first 1,024 octets
    if at >= 0:
        return "application/pdf"
    return _text_kind(octets[:HEAD])


def _text_kind(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", "replace")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    found = _TEXTS.match(text.lstrip()[:1_024])
    return _TEXT_KINDS[found.lastindex - 1] if found and found.lastindex else ""


def _closer(octets: bytes, kind: str) -> str:
    if kind == ZIP:
        return _zip_kind(octets)
    if kind == "application/x-riff" and octets[8:12] == b"WEBP":
        return "image/webp"
    if kind == "image/bmp" and (len(octets) < 26 or octets[6:10] != b"\0\0\0\0"):
        return ""
    return kind


def _zip_kind(octets: bytes) -> str:
    """A ZIP told apart by the names of its first entries."""
    at, names = 0, []
    for _ in range(ZIP_ENTRIES):
        if octets[at : at + 4] != b"PK\x03\x04":
            break
        length = int.from_bytes(octets[at + 26 : at + 28], "little")
        extra = int.from_bytes(octets[at + 28 : at + 30], "little")
        packed = int.from_bytes(octets[at + 18 : at + 22], "little")
        name = octets[at + 30 : at + 30 + length]
        names.append(name)
        if name == b"mimetype" and packed < 100:
            kind = octets[at + 30 + length + extra :][:packed].decode("latin-1")
            if kind.startswith(OWN_WORD):  # nothing else may call itself what it likes
                return kind
        if not packed:  # the size stands behind the content: look for the next header
            at = octets.find(b"PK\x03\x04", at + 30 + length, at + 1_048_576)
        else:
            at += 30 + length + extra + packed
        if at < 0:
            break
    for start, kind in _ZIP_KINDS:
        if any(name.startswith(start) for name in names):
            return kind
    return ZIP


_ZIP_KINDS = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"AndroidManifest.xml", "application/vnd.android.package-archive"),
    (b"META-INF/", "application/java-archive"),
    (b"[Content_Types].xml", "application/vnd.openxmlformats-officedocument"),
)
