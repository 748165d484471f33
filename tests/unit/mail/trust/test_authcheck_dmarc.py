"""DMARC: a pass counts only for a domain aligned with that of the author."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from firstsight.mail.trust.authcheck import Signature, check_dmarc, find_policy
from tests.unit.connectors.nameserver import lookup_in

Zone = dict[str, Sequence[str]]


def dmarc(record: str, spf: tuple[str, str], *signatures: Signature, author: str = "a.example") -> str:
    """The result for an author of a.example (or below) whose record is `record`."""
    return check_dmarc(author, *spf, signatures, lookup_in({"TXT _dmarc.a.example": [record]}))


PASSED = Signature("a.example", "pass")
PASSED_BELOW = Signature("news.a.example", "pass")
PASSED_ELSEWHERE = Signature("b.example", "pass")
NO_SPF = ("none", "")


@pytest.mark.parametrize(
    ("record", "spf", "signature", "author", "result"),
    [
        ("v=DMARC1; p=reject", ("pass", "a.example"), None, "a.example", "pass"),
        ("v=DMARC1; p=reject", ("pass", "bounce.a.example"), None, "a.example", "pass"),
        ("v=DMARC1; p=reject; aspf=s", ("pass", "bounce.a.example"), None, "a.example", "fail"),
        ("v=DMARC1; p=reject", ("softfail", "a.example"), None, "a.example", "fail"),
        ("v=DMARC1; p=reject", ("pass", "b.example"), PASSED_ELSEWHERE, "a.example", "fail"),
        ("v=DMARC1; p=reject", ("pass", ""), None, "a.example", "fail"),
        ("v=DMARC1; p=reject", NO_SPF, PASSED, "a.example", "pass"),
        ("v=DMARC1; p=none", NO_SPF, PASSED_BELOW, "a.example", "pass"),
        ("v=DMARC1; p=none; adkim=s", NO_SPF, PASSED_BELOW, "a.example", "fail"),
        ("v=DMARC1; p=none; adkim=s", NO_SPF, PASSED_BELOW, "news.a.example", "pass"),
        ("v=DMARC1; p=reject", NO_SPF, PASSED, "sub.a.example", "pass"),
        ("v=DMARC1; p=reject", NO_SPF, Signature("a.example", "temperror"), "a.example", "temperror"),
        ("v=DMARC1; p=reject", ("temperror", "b.example"), None, "a.example", "fail"),
        ("v = DMARC1 ; p = Reject ; adkim = s", NO_SPF, PASSED_BELOW, "a.example", "fail"),
        ("v=DMARC1; p=discard", NO_SPF, PASSED, "a.example", "permerror"),
        ("v=DMARC1", NO_SPF, PASSED, "a.example", "permerror"),
        ("v=DMARC1; p=reject; sp=what", NO_SPF, PASSED, "a.example", "permerror"),
        ("v=DMARC1; rua=mailto:d@a.example", NO_SPF, PASSED, "a.example", "pass"),
        ("v=DMARC10; p=reject", NO_SPF, PASSED, "a.example", "none"),
        ("p=reject; v=DMARC1", NO_SPF, PASSED, "a.example", "none"),
        ("v=DMARC1; p=reject", NO_SPF, PASSED, "", "none"),
        ("v=DMARC1; p=reject", NO_SPF, PASSED, "not a host", "none"),
        ("v=DMARC1; p=reject", NO_SPF, PASSED, "A.Example.", "pass"),
    ],
)
def test_dmarc_asks_for_alignment(
    record: str, spf: tuple[str, str], signature: Signature | None, author: str, result: str
) -> None:
    assert dmarc(record, spf, *([signature] if signature else []), author=author) == result


def test_the_policy_of_a_subdomain_is_its_own_then_sp_then_p() -> None:
    zone: Zone = {
        "TXT _dmarc.a.example": ["v=DMARC1; p=none; sp=reject"],
        "TXT _dmarc.own.a.example": ["v=DMARC1; p=quarantine; sp=none"],
        "TXT _dmarc.b.example": ["v=DMARC1; p=reject"],
        "TXT _dmarc.two.example": ["v=DMARC1; p=reject", "v=DMARC1; p=none"],
    }
    found = [find_policy(d, lookup_in(zone)) for d in ("a.example", "x.y.a.example", "own.a.example", "x.b.example")]
    assert [policy.disposition if policy else None for policy in found] == ["none", "reject", "quarantine", "reject"]
    assert find_policy("two.example", lookup_in(zone)) is None
    assert find_policy("none.example", lookup_in(zone)) is None


def test_a_policy_that_cannot_be_fetched_is_temporary() -> None:
    assert check_dmarc("a.example", "pass", "a.example", [], lookup_in({"TXT _dmarc.a.example": "down"})) == "temperror"
