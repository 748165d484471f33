"""Tables that are plain text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside import File, Inside
from firstsight.mail.inside.office.tables import open_table


def opened(octets: bytes, name: str = "a.csv") -> Inside:
    """What is in a table."""
    return open_table.open(File(name, "", "", octets))


@pytest.mark.parametrize(
    ("octets", "name", "traits"),
    [
        (b"name,sum\r\nAna,12\r\n", "a.csv", ()),
        (b"a,b\r\n=cmd|' /C calc'!A0,2\r\n", "a.csv", ("dde",)),
        (b"x;\"=MSEXCEL|'\\..\\x.exe'!''\"", "a.csv", ("dde",)),
        (b"a|b|c\r\n1|2|3!\r\n", "a.csv", ()),
        (b"-5,+3|4,x\r\n", "a.csv", ()),
        (b"WEB\r\n1\r\nhttps://a.example/q\r\n", "a.iqy", ("external-link",)),
        (b"ID;P\r\nO;E\r\nNN;NAuto_open;ER101C1\r\nC;X1;Y101;EEXEC(\"calc\")\r\nE", "a.slk", ("macro", "auto-exec")),
        (b"ID;P\r\nC;X1;Y1;ECALL(\"Shell32\")\r\nE", "a.slk", ("macro",)),
        (b"ID;P\r\nC;Y1;X1;K\"Name\"\r\nE", "a.slk", ()),
    ],
)  # fmt: skip
def test_what_a_table_does_is_told(octets: bytes, name: str, traits: tuple[str, ...]) -> None:
    assert opened(octets, name).traits == traits


def test_links_of_queries_and_formulas_are_read() -> None:
    assert opened(b"WEB\n1\nhttps://a.example/q", "a.iqy").links == (("https://a.example/q", "", "document"),)
    assert opened(b'a,"=HYPERLINK(""https://a.example/"",x)"').links == (("https://a.example/", "", "document"),)


@pytest.mark.parametrize("part", ["=", "=a|", "=HYPERLINK(", ",=-x|!", ";EEXEC(", "|", "ID;;E"])
def test_a_megabyte_of_anything_is_read_in_time(part: str) -> None:
    begun = time.process_time()
    opened(b"ID;" + part.encode() * (1_000_000 // len(part)), "a.slk")
    assert time.process_time() - begun < 5.0


@given(st.text('=|!,;\n"(HYPERLINK+-', max_size=300))
def test_any_text_is_read_without_raising(text: str) -> None:
    opened(text.encode())
    opened(text.encode(), "a.slk")
