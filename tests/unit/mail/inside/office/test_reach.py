"""Where documents reach."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.reach import follow_field, leads_outside


@pytest.mark.parametrize(
    ("target", "outside"),
    [
        ("https://a.example/t.dotm", True),
        ("HTTP:\\\\a.example\\t", True),
        ("http:a.example/t", True),
        ("mhtml:http://a.example!x-usc:http://b.example/x", True),
        ("file://203.0.113.9/s/t", True),
        ("\\\\203.0.113.9\\s\\t.dot", True),
        ("//host@SSL/DavWWWRoot/t.dot", True),
        ("ms-msdt:/id PCWDiagnostic", True),
        ("https%3A//a.example/t", True),
        ("file:///C:\\Users\\ana\\Normal.dotm", False),
        ("C:/Templates/letter.dot", False),
        ("file:///\\\\fileserver\\templates\\letter.dotx", False),
        ("\\\\fileserver\\templates\\letter.dot", False),
        ("Normal.dotm", False),
        ("mailto:ana@corp.example", False),
        ("", False),
    ],
)
def test_what_another_machine_answers_is_told_from_what_is_at_home(target: str, outside: bool) -> None:
    assert leads_outside(target) is outside


@pytest.mark.parametrize(
    ("instruction", "traits", "links"),
    [
        ('HYPERLINK "https://a.example/" \\o "tip"', (), ("https://a.example/",)),
        ('hyperlink \\t "_blank" "https://a.example/"', (), ("https://a.example/",)),
        ("HYPERLINK https://a.example/x", (), ("https://a.example/x",)),
        ('HYPERLINK \\l "part two"', (), ()),
        ('HYPERLINK "\\\\\\\\srv\\\\x.doc"', (), ("\\\\srv\\x.doc",)),
        ('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"', ("dde",), ()),
        ("DDE", ("dde",), ()),
        ('INCLUDEPICTURE "http://a.example/x.png" \\d', ("external-link",), ("http://a.example/x.png",)),
        ('INCLUDETEXT "C:\\\\x.doc"', (), ()),
        ("PAGE \\* MERGEFORMAT", (), ()),
        ("", (), ()),
    ],
)
def test_a_field_is_followed(instruction: str, traits: tuple[str, ...], links: tuple[str, ...]) -> None:
    into = Gathered()
    follow_field(f" {instruction} ", "", into)
    inside = into.inside()
    assert inside.traits == traits
    assert tuple(href for href, _, _ in inside.links) == links


@given(st.text('\\"/:abhtp. @', max_size=300), st.integers(1, 4_000))
def test_any_field_ends(part: str, times: int) -> None:
    follow_field("HYPERLINK " + part * times, part, Gathered())
    leads_outside(part * times)
