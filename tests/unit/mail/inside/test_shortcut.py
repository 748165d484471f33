"""Shortcuts."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside import File, Inside
from firstsight.mail.inside.shortcut import open_shortcut, strings_of


def shortcut(*strings: str, target: bytes = b"", information: bytes = b"", wide: bool = True) -> bytes:
    """A binary shortcut with a name, a relative path, a working folder, arguments, an icon."""
    flags = (0x80 if wide else 0) | sum((0x04, 0x08, 0x10, 0x20, 0x40)[: len(strings)])
    flags |= (1 if target else 0) | (2 if information else 0)
    head = struct.pack("<I", 76) + bytes.fromhex("0114020000000000c000000000000046") + struct.pack("<I", flags)
    parts = [head.ljust(76, b"\0")]
    if target:
        parts.append(struct.pack("<H", len(target)) + target)
    if information:
        parts.append(struct.pack("<I", len(information) + 4) + information)
    codec = "utf-16-le" if wide else "cp1252"
    return b"".join([*parts, *(struct.pack("<H", len(text)) + text.encode(codec) for text in strings)])


def opened(octets: bytes, name: str = "a.lnk") -> Inside:
    """What is in a shortcut."""
    return open_shortcut.open(File(name, "", "application/x-ms-shortcut", octets))


@pytest.mark.parametrize("wide", [True, False])
def test_the_strings_of_a_shortcut_are_read(wide: bool) -> None:  # a parameter of the test
    octets = shortcut("Report", "..\\x.exe", "C:\\", "/c start", target=b"C:\\cmd.exe", information=b"i", wide=wide)
    assert strings_of(octets)[:4] == ["Report", "..\\x.exe", "C:\\", "/c start"]
    assert "C:\\cmd.exe" in strings_of(octets)[-1]


@pytest.mark.parametrize(
    ("octets", "traits"),
    [
        (shortcut("n", "..\\notepad.exe"), ("executable",)),
        (shortcut("n", "p", "d", "-w hidden powershell -enc AAAA"), ("executable", "starts-programs")),
        (shortcut(target=b"C\0:\0\\\0c\0m\0d\0.\0e\0x\0e\0"), ("executable", "starts-programs")),
        (shortcut("n", "\\\\192.0.2.1\\s\\x.exe"), ("executable", "external-link")),
        (b"[InternetShortcut]\r\nURL=https://a.example/\r\n", ("executable",)),
        (b"[InternetShortcut]\r\nURL=file://192.0.2.1/s/x.exe\r\n", ("executable", "external-link")),
        ("[InternetShortcut]\r\nIconFile=\\\\a.example\\i.ico".encode("utf-16"), ("executable", "external-link")),
        (b"[InternetShortcut]\nWorkingDirectory=\\\\fileserver\\x\n", ("executable",)),
    ],
)
def test_what_a_click_starts_is_told(octets: bytes, traits: tuple[str, ...]) -> None:
    assert opened(octets).traits == traits


def test_links_are_read() -> None:
    assert opened(shortcut("n", "p", "d", "https://a.example/x.hta")).links == (
        ("https://a.example/x.hta", "", "document"),
    )
    assert opened(b"[InternetShortcut]\nURL=https://a.example/").links == (("https://a.example/", "", "document"),)


@given(st.binary(max_size=200), st.binary(max_size=100))
def test_any_octets_are_read_without_raising(octets: bytes, more: bytes) -> None:
    opened(octets)
    opened(shortcut("x")[:20] + octets)
    opened(b"[InternetShortcut]\r\nURL=" + octets + b"\r\n" + more)
