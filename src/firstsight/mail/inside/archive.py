"""Archives other than ZIP, compressed files and disk images, opened by libarchive in a process of their own.

Only the readers that a file needs are switched on, and none that would start a program.
Source: libarchive, archive_read(3), archive_entry(3); signatures of ARJ, ACE, LHA, ZOO, XAR, compress, UDF (ECMA-167).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_int, c_void_p
from types import ModuleType
from typing import Any

from firstsight.mail.inside.listing import Listing
from firstsight.mail.inside.office.gathered import sound
from firstsight.mail.inside.opener import File, Inside, opener
from firstsight.mail.inside.rar import read_rar
from firstsight.mail.inside.zipdir import BOMB_OCTETS, BOMB_RATIO, MAX_ENTRIES, MAX_NAME

BLOCK = 65_536
"""Octets read at once."""

MISSING = "cannot be opened here: libarchive is not installed"
"""What is told where the system has no such library."""

_STREAM = ("tar", "raw")
FORMATS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "rar": (("rar", "rar5"), ()),
    "7z": (("7zip",), ()),
    "cab": (("cab",), ()),
    "iso": (("iso9660",), ()),
    "tar": (("tar",), ()),
    "lha": (("lha",), ()),
    "gz": (_STREAM, ("gzip",)),
    "bz2": (_STREAM, ("bzip2",)),
    "xz": (_STREAM, ("xz",)),
    "zst": (_STREAM, ("zstd",)),
    "z": (_STREAM, ("compress",)),
    "lz": (_STREAM, ("lzip",)),
}
"""Readers and filters of libarchive for each kind of file."""

KINDS = {
    "application/vnd.rar": "rar", "application/x-rar-compressed": "rar", "application/x-7z-compressed": "7z",
    "application/gzip": "gz", "application/x-gzip": "gz", "application/x-bzip2": "bz2", "application/x-xz": "xz",
    "application/zstd": "zst", "application/x-tar": "tar", "application/vnd.ms-cab-compressed": "cab",
    "application/x-iso9660-image": "iso", "application/x-vhd": "disk", "application/x-vhdx": "disk",
}  # fmt: skip
"""Kinds of file by media type."""

MARKS = (
    (0, b"\x60\xea", "arj"), (7, b"**ACE**", "ace"), (2, b"-lh", "lha"), (0, b"ZOO ", "zoo"), (0, b"xar!", "xar"),
    (0, b"\x1f\x9d", "z"), (0, b"LZIP", "lz"), (32_769, b"BEA01", "udf"), (0, b"MSCF", "cab"),
)  # fmt: skip
"""Kinds of file by octets that are no media type elsewhere: place, octets, kind."""

EXOTIC = frozenset({"arj", "ace", "lha", "zoo", "xar", "z", "lz"})
"""Kinds that people hardly send."""

EXTENSIONS = {
    "rar": "rar", "7z": "7z", "gz": "gz", "tgz": "gz", "bz2": "bz2", "tbz": "bz2", "tbz2": "bz2", "xz": "xz",
    "txz": "xz", "zst": "zst", "tar": "tar", "cab": "cab", "iso": "iso", "img": "iso", "udf": "udf", "lha": "lha",
    "lzh": "lha", "z": "z", "lz": "lz",
}  # fmt: skip
"""Kinds of file by extension, where the octets tell none."""


def is_worth(file: File) -> bool:
    """Whether there is more in it than its headers say; those of RAR archives are read without libarchive."""
    return not read_rar(file.octets).encrypted


@opener(
    *KINDS,
    extensions=" ".join([*EXTENSIONS, "ace arj zoo xar arc vhd vhdx r00 r01 uue xxe alz egg"]),
    apart=True,
    worth=is_worth,
)
def open_archive(file: File) -> Inside:
    """Names of the entries, and traits: those of ZIP archives, disk-image, exotic-archive. Files worth it are handed
    on.
    """
    kind = kind_of(file)
    listing = Listing()
    if kind in EXOTIC:
        listing.say("exotic-archive")
    if kind in ("iso", "disk", "udf") and file.detected:
        listing.say("disk-image")
    defect = ""
    if kind in FORMATS:
        defect = _read(file, kind, listing)
    elif kind:
        defect = f"not opened: {kind}"
    return Inside(listing.traits, holds=listing.holds, files=tuple(listing.files), defect=defect)


def kind_of(file: File) -> str:
    """The kind of a file, a word of `FORMATS` or another; "" where neither octets nor name tell one."""
    if file.detected in KINDS:
        return KINDS[file.detected]
    for at, mark, kind in MARKS:
        if file.octets.startswith(mark, at):
            return kind
    return EXTENSIONS.get(file.extension, file.extension)


def _read(file: File, kind: str, listing: Listing) -> str:
    """Lists what libarchive finds; why it ended early, or ""."""
    try:
        import libarchive  # the system may not have it
    except (ImportError, OSError, AttributeError, TypeError):
        return MISSING
    try:
        with _reader(libarchive, file.octets, kind) as archive:
            return _list(libarchive, archive, file, listing)
    except libarchive.ArchiveError as error:
        words = str(error.msg or "damaged")[:100]
        if "encrypt" in words.lower() or "passphrase" in words.lower():
            listing.say("encrypted")
            return ""
        return f"not read to the end: {words}"
    except (ValueError, OSError, OverflowError) as error:
        return f"not read to the end: {type(error).__name__}"


@contextmanager
def _reader(library: ModuleType, octets: bytes, kind: str) -> Iterator[Any]:
    """An archive that reads these octets with the readers of their kind, and with no program beside it."""
    formats, filters = FORMATS[kind]
    library.ffi.logger.disabled = True  # warnings come back as words
    with library.read.new_archive_read(formats[0], "none") as pointer:
        for name in formats[1:]:
            library.ffi.get_read_format_function(name)(pointer)
        for name in filters:
            if library.ffi.get_read_filter_function(name)(pointer) < 0:
                raise library.ArchiveError(f"libarchive was built without {name}")  # it would start a program instead
        library.ffi.read_open_memory(pointer, octets, len(octets))
        yield library.read.ArchiveRead(pointer)


def _list(library: ModuleType, archive: Any, file: File, listing: Listing) -> str:
    """Takes every entry in; why it ended early, or ""."""
    is_encrypted = library.ffi.libarchive.archive_entry_is_data_encrypted
    is_encrypted.argtypes, is_encrypted.restype = [c_void_p], c_int
    total = 0
    for number, entry in enumerate(archive):
        if number >= MAX_ENTRIES:
            return f"entries beyond {MAX_ENTRIES} left out"
        if entry.isdir:
            continue
        total += max(entry.size or 0, 0)
        if total > BOMB_OCTETS:
            if total > BOMB_RATIO * len(file.octets):
                listing.say("bomb")
            return f"what grows beyond {BOMB_OCTETS} octets left out"
        single = bytes(archive.format_name or b"") == b"raw"
        if single and not archive.filter_names:
            return "not the compressed file that its name says"
        name = unpacked_name(file) if single else sound(str(entry.pathname or ""))[-MAX_NAME:]
        encrypted = bool(is_encrypted(entry._entry_p))  # noqa: SLF001  # the binding has no name for it
        listing.add(name, entry.size or 0, None if encrypted else _Content(library, entry, listing).read)
        if single:
            break  # the next header would unpack all that is left
    return ""


class _Content:
    """The content of one entry, unpacked as far as it is asked for, as long as it is the present one."""

    def __init__(self, library: ModuleType, entry: Any, listing: Listing) -> None:
        self._error, self._listing = library.ArchiveError, listing
        self._blocks: Iterator[bytes] | None = entry.get_blocks(BLOCK)
        self._octets = b""

    def read(self, limit: int) -> bytes:
        """The first octets, at most `limit`."""
        while self._blocks is not None and len(self._octets) < limit:
            try:
                self._octets += next(self._blocks, b"") or self._end()
            except self._error as error:
                if "encrypt" in str(error.msg).lower():
                    self._listing.say("encrypted")
                self._end()
        return self._octets[:limit]

    def _end(self) -> bytes:
        self._blocks = None
        return b""


def unpacked_name(file: File) -> str:
    """What a file that is one compressed file is called unpacked: the name in the gzip header, else its own.

    >>> unpacked_name(File("invoice.js.gz", "", "application/gzip", b""))
    'invoice.js'
    """
    octets = file.octets
    if octets[:2] == b"\x1f\x8b" and len(octets) > 10 and octets[3] & 8:
        at = 10 + (2 + int.from_bytes(octets[10:12], "little") if octets[3] & 4 else 0)
        name = octets[at : at + MAX_NAME].partition(b"\0")[0].decode("latin-1")
        if name:
            return name
    stem, dot, _ = file.name.rpartition(".")
    return stem if dot else file.name
