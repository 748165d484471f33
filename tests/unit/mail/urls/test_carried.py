"""Links that carry the address of who gets them."""

from __future__ import annotations

import time
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.urls.carried import MOST_RECIPIENTS, carries

ANA = "ana.m@corp.example"
TO = ("ben@corp.example", ANA)


@pytest.mark.parametrize(
    "tail",
    [
        "/?email=ana.m@corp.example",
        "/?email=Ana.M@Corp.Example&x=1",
        "/?email=ana.m%40corp.example",
        "/?x=email%3Dana.m%40corp.example%26",
        "/?e=ana.m%2540corp.example",
        "/#ana.m@corp.example",
        "/u/ana.m=corp.example/x",
        "/?c=" + ANA.encode().hex(),
        "/?c=" + ANA.encode().hex().upper(),
        "/?a=xana.m@corp.example&b=ana.m@corp.example",
    ],
)
def test_an_address_is_found_however_it_is_written(tail: str) -> None:
    assert carries(tail, TO)


@given(st.binary(max_size=9), st.binary(max_size=9), st.sampled_from([b64encode, urlsafe_b64encode]))
def test_an_address_inside_base64_is_found_wherever_it_stands(before: bytes, after: bytes, encode: object) -> None:
    assert callable(encode)
    token = encode(before + ANA.encode() + after).decode()
    assert carries(f"/?t={token}", TO)
    assert carries(f"/#{token.rstrip('=')}", TO)


@pytest.mark.parametrize(
    "tail",
    [
        "/",
        "",
        "/corp.example/ana.m",
        "/?email=ana@corp.example",
        "/?email=sana.m@corp.example",
        "/r/20240101-1-ana.m@corp.example",
        "/?email=ana.m@corp.example2",
        "/?email=ana.m@other.example",
        "/?t=" + b64encode(b"somebody@other.example").decode(),
        "/a/b/c/d/e/f/g/h/i/j/k/l/m",
    ],
)
def test_another_address_is_none(tail: str) -> None:
    assert not carries(tail, TO)


@pytest.mark.parametrize(
    "recipients", [(), ("",), ("@",), ("ana",), ("@corp.example",), ("a@b.c",), ("\ud800@corp.example",)]
)
def test_what_is_no_address_is_not_looked_for(recipients: tuple[str, ...]) -> None:
    assert not carries("/?x=ana@corp.example&a@b.c", recipients)


def test_the_first_recipients_are_looked_for() -> None:
    crowd = tuple(f"person{number}@corp.example" for number in range(MOST_RECIPIENTS + 1))
    assert carries("/?e=person0@corp.example", crowd)
    assert not carries(f"/?e=person{MOST_RECIPIENTS}@corp.example", crowd)


@given(st.text(max_size=200), st.lists(st.text(max_size=40), max_size=3))
def test_any_tail_and_recipients_are_looked_at(tail: str, recipients: list[str]) -> None:
    assert carries(tail, tuple(recipients)) in (True, False)
    address = f"{quote(tail)}@corp.example"
    assert carries(f"/?{address}", (address.lower(),)) or len(address) < 6 or address.startswith("@")


def test_a_link_of_the_longest_kind_takes_no_time() -> None:
    crowd = tuple(f"person{number}@corp.example" for number in range(300))
    start = time.perf_counter()
    carries("/" + "xperson1@corp.example" * 50_000, crowd)
    carries("/" + "a" * 1_000_000, crowd)
    assert time.perf_counter() - start < 1.0
