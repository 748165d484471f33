"""Registrable domains."""

from __future__ import annotations

import pytest

from firstsight.mail.domains import registrable


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("a.b.example.com", "example.com"),
        ("www.example.co.uk", "example.co.uk"),
        ("user.github.io", "user.github.io"),
        ("deep.user.github.io", "user.github.io"),
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"),
        ("example.com.", "example.com"),
        ("a..b", "a..b"),
        ("", ""),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
    ],
)
def test_the_registered_part_is_found(host: str, domain: str) -> None:
    assert registrable(host) == domain
