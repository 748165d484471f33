"""The shape of a message."""

from __future__ import annotations

import pytest

from firstsight.mail.fields import Fields, read_fields
from firstsight.mail.shape import client, is_list, structure

NONE: frozenset[str] = frozenset()


def fields(header: str) -> Fields:
    """The fields of a header."""
    return read_fields(header.encode())


def test_transport_and_operator_fields_do_not_change_the_shape() -> None:
    plain = structure(fields("From: a\nTo: b\n"), ["text/plain"], NONE)
    carried = structure(
        fields("Received: x\nX-Id: 7\nFrom: c\nReturn-Path: y\nTo: d\n"), ["text/plain"], frozenset({"x-id"})
    )
    assert plain == carried
    assert len(plain) == 16


@pytest.mark.parametrize(
    ("header", "tree"), [("To: b\nFrom: a\n", ["text/plain"]), ("From: a\nTo: b\n", ["text/html"])]
)
def test_order_and_tree_do(header: str, tree: list[str]) -> None:
    assert structure(fields(header), tree, NONE) != structure(fields("From: a\nTo: b\n"), ["text/plain"], NONE)


@pytest.mark.parametrize(
    ("header", "family"),
    [
        ("User-Agent: Mozilla Thunderbird 91.0", "mozilla thunderbird"),
        ("X-Mailer: Microsoft Outlook 16.0", "microsoft outlook"),
        ("X-Mailer: git-send-email 2.17.1", "git-send-email"),
        ("User-Agent: Mutt/1.9.4 (2018-02-28)", "mutt"),
        ("X-Mailer: (none)", "none)"),
        ("X-Mailer: 1234", ""),
        ("From: a", ""),
    ],
)
def test_the_client_is_its_family(header: str, family: str) -> None:
    assert client(fields(header)) == family


@pytest.mark.parametrize(
    ("header", "through_list"),
    [
        ("List-Id: <x>", True),
        ("List-Unsubscribe: <x>", True),
        ("Precedence: Bulk", True),
        ("Precedence: junk", False),
        ("From: a", False),
    ],
)
def test_lists_are_known_by_their_fields(header: str, through_list: bool) -> None:
    assert is_list(fields(header)) is through_list
