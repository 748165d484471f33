"""Coverage-guided fuzzing of the openers of archives and documents: any octets give an Inside within its bounds.

    python tests/fuzz/fuzz_archive.py -max_total_time=600 -rss_limit_mb=300 -timeout=5

The first octet of an input says which opener, or which stream inside a container, gets the rest. Seeds are made by the
builders of the unit tests; all options are those of libFuzzer.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

with atheris.instrument_imports(include=["firstsight.mail.inside"]):
    from firstsight.mail.inside import TRAITS
    from firstsight.mail.inside.names import traits_of_name
    from firstsight.mail.inside.office.flat import open_flat
    from firstsight.mail.inside.office.gathered import MAX_TEXT
    from firstsight.mail.inside.office.ole.document import open_ole
    from firstsight.mail.inside.office.ole.vba import decompress, module_offsets
    from firstsight.mail.inside.office.onenote import STORE, open_onenote
    from firstsight.mail.inside.office.ooxml import open_ooxml
    from firstsight.mail.inside.office.opendocument import open_opendocument
    from firstsight.mail.inside.office.rtf import open_rtf
    from firstsight.mail.inside.office.tables import open_table
    from firstsight.mail.inside.opener import File, Inside, Opener
    from firstsight.mail.inside.rar import open_rar
    from firstsight.mail.inside.shortcut import open_shortcut
    from firstsight.mail.inside.zipped import open_zip

from tests.unit.mail.inside.archives import rar4, rar5
from tests.unit.mail.inside.office.ole.compounds import compound, compress, project
from tests.unit.mail.inside.office.ole.legacy import (
    biff,
    defined,
    file_moniker,
    native,
    sheet,
    shown,
    url_moniker,
    word,
)
from tests.unit.mail.inside.office.packages import content_types, docx, paragraph, relation, relations
from tests.unit.mail.inside.zips import encrypted, zipped

LIMIT = 65_536
"""Octets asked of a decompression."""

MAX_FILES = 20
"""Files that an opener hands on at most."""

MACROS = project({"ThisDocument": 'Sub AutoOpen()\r\nShell "x"\r\nEnd Sub\r\n'})
TYPES = {"[Content_Types].xml": content_types()}
WORDS = (
    "PK\\x03\\x04", "PK\\x01\\x02", "PK\\x05\\x06", "PK\\x06\\x06", "Rar!\\x1a\\x07\\x01\\x00", "\\x01\\x99\\x07\\x00",
    "{\\\\rtf1", "{\\\\*\\\\objdata ", "\\\\fldinst ", "\\\\bin9 ", "\\\\u8364?", "\\\\'e9", "\\\\*\\\\template ",
    "<w:t>", "<w:p/>", "<w:fldChar w:fldCharType=\\\"begin\\\"/>", "<w:instrText>", "<w:hyperlink r:id=\\\"rId9\\\">",
    "TargetMode=\\\"External\\\"", "http://a.example/", "HYPERLINK ", "DDEAUTO ", "QUOTE 68 ", "&#104;", "&amp;",
    "\\x85\\x00\\x08\\x00", "\\xfc\\x00", "\\x3c\\x00", "\\x18\\x00\\x10\\x00", "\\x00Attribut", "\\xa0\\x0f", "URL=",
    "\\x1f\\x10\\x00\\x00", "\\xe0\\xc9\\xea\\x79\\xf9\\xba\\xce\\x11\\x8c\\x82\\x00\\xaa\\x00\\x4b\\xa9\\x0b",
)  # fmt: skip
"""What such files are made of, so that mutations hit the branches behind it."""


def opens(opener: Opener, name: str = "a", wrap: Callable[[bytes], bytes] = bytes) -> Callable[[bytes], Inside]:
    """An opener as a function of octets, put into a container first."""
    return lambda octets: opener.open(File(name, "", "", wrap(octets)))


def halves(octets: bytes) -> bytes:
    """A Word document whose two streams are the halves of the octets."""
    cut = len(octets) // 2
    return compound({"WordDocument": octets[:cut], "1Table": octets[cut:], "0Table": octets[cut:]})


def stream(name: str) -> Callable[[bytes], bytes]:
    """A compound file with this stream."""
    return lambda octets: compound({name: octets})


def part(name: str) -> Callable[[bytes], bytes]:
    """A package with this part."""
    return lambda octets: zipped({**TYPES, name: octets})


def unpacked(octets: bytes) -> Inside:
    """The law of decompression, and of the directory of modules behind it."""
    out = decompress(octets, LIMIT)
    assert len(out) <= LIMIT
    for name, _ in module_offsets(out):
        name.encode("utf-8", "surrogatepass")
    list(module_offsets(octets))
    return Inside()


def named(octets: bytes) -> Inside:
    """What names say."""
    return Inside(traits_of_name(octets.decode("utf-8", "replace"), ""))


TARGETS: tuple[tuple[Callable[[bytes], Inside], tuple[bytes, ...]], ...] = (
    (opens(open_zip), (zipped({"a.pdf.exe": b"MZ", "b.html": b"<html>"}), encrypted(zipped({"a": b"b"})))),
    (opens(open_ooxml), (docx(paragraph("x"), [relation("rId9", "hyperlink", "http://a.example/", external=True)]),)),
    (opens(open_ole), (compound({**word("Dear"), **MACROS}), compound(biff(sheet(1), defined(b"\1", built_in=True))))),
    (opens(open_rtf), (b"{\\rtf1 x{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt y}}{\\*\\objdata 0105}}",)),
    (unpacked, (compress(b"Attribute VB_Name = 1\r\n" * 9), MACROS["Macros/VBA/dir"])),
    (opens(open_ole, wrap=halves), (b"".join(word("Dear", '\x13HYPERLINK "x"\x14y\x15').values()),)),
    (opens(open_ole, wrap=stream("Workbook")), (*biff(sheet(1)).values(), b"\xfc\0\x0e\0" + bytes(14))),
    (opens(open_ole, wrap=stream("PowerPoint Document")), (shown(0xFA0, b"a\0"),)),
    (opens(open_ole, wrap=stream("\x01Ole10Native")), (native("a", b""),)),
    (opens(open_ole, wrap=stream("\x01Ole")), (url_moniker("http://a.example/"), file_moniker("//192.0.2.1/a/b"))),
    (opens(open_ole, wrap=stream("VBA/M")), (b"\1\2\3" + compress(b"Attribute VB_Name = 1\r\nSub AutoOpen()"),)),
    (opens(open_ooxml, wrap=part("word/document.xml")), (paragraph("x").encode(),)),
    (opens(open_ooxml, wrap=part("_rels/.rels")), (relations(relation("r", "officeDocument", "a.xml")),)),
    (opens(open_ooxml, wrap=part("xl/worksheets/sheet1.xml")), (b"<t>x</t>",)),
    (opens(open_opendocument, wrap=part("content.xml")), (b"<office:body><text:p>x</text:p>",)),
    (opens(open_onenote), (STORE + bytes([9]) + bytes(19) + b"<html>abc" + "a.exe".encode("utf-16-le"),)),
    (opens(open_table, "a.slk"), (b"ID;P\nC;X1;EEXEC(1)\n=cmd|'/c x'!A0", b"WEB\n1\nhttp://a.example/")),
    (opens(open_flat), (b"<?mso-application?><w:binData>QWN0aXZlTWltZQ==</w:binData>",)),
    (opens(open_ooxml, wrap=part("xl/sharedStrings.bin")), (b"\x13\x0b\0\3\0\0\0B\0I\0C\0",)),
    (opens(open_shortcut), (b"L\0\0\0\x01\x14\2\0" + bytes(90), b"[InternetShortcut]\nURL=http://a.example/")),
    (opens(open_rar), (rar4({"a": b"b"}, encrypted=True), rar5({"a": b"b"}, encrypted=True))),
    (named, ("invoice.pdf\u202e.exe".encode(),)),
)
"""What is fuzzed, with its seeds."""


def one_input(octets: bytes) -> None:
    """The law that is fuzzed."""
    if not octets:
        return
    target, _ = TARGETS[octets[0] % len(TARGETS)]
    inside = target(octets[1:])
    assert set(inside.traits) <= set(TRAITS), inside.traits
    assert len(inside.text) <= MAX_TEXT
    assert len(inside.holds) <= 100
    assert len(inside.links) <= 300
    assert len(inside.files) <= MAX_FILES
    for said in (inside.text, inside.defect, *inside.holds, *(href + beside for href, beside, _ in inside.links)):
        said.encode()


def main() -> None:
    """Runs libFuzzer with the dictionary, the seeds and the given options."""
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder, "seeds")
        seeds.mkdir()
        for number, (_, made) in enumerate(TARGETS):
            for each, seed in enumerate(made):
                (seeds / f"{number}-{each}").write_bytes(bytes([number]) + seed)
        dictionary = Path(folder, "dictionary")
        dictionary.write_text("".join(f'"{word}"\n' for word in WORDS), encoding="utf-8")
        atheris.Setup([sys.argv[0], f"-dict={dictionary}", "-max_len=16384", *sys.argv[1:], str(seeds)], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
