"""Address fields."""

from __future__ import annotations

from email.headerregistry import Address as Written

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.addresses import MAX_ADDRESSES, MAX_NAME, addresses


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("", []),
        ("a@b.example", [("a@b.example", "")]),
        ("Jane Doe <Jane@B.Example>", [("jane@b.example", "Jane Doe")]),
        ('"Doe, Jane" <a@b.example>, c@d.example', [("a@b.example", "Doe, Jane"), ("c@d.example", "")]),
        ('"ceo@corp.example" <x@evil.example>', [("x@evil.example", "ceo@corp.example")]),
        ("a@b.example (Jane (the) Doe)", [("a@b.example", "Jane (the) Doe")]),
        ("undisclosed-recipients:;", []),
        (
            "Team: a@b.example, C <c@d.example>;, e@f.example",
            [("a@b.example", ""), ("c@d.example", "C"), ("e@f.example", "")],
        ),
        ("<@relay.example,@r2.example:a@b.example>", [("a@b.example", "")]),
        ("=?utf-8?q?J=C3=A4ne=2C?= <a@b.example>", [("a@b.example", "Jäne,")]),
        ("=?utf-8?q?Doe,_Jane?= <a@b.example>", [("a@b.example", "Doe, Jane")]),
        ('"unclosed <a@b.example>, c@d.example', [("a@b.example", "unclosed"), ("c@d.example", "")]),
        ("(unclosed a@b.example, c@d.example", [("a@b.example", "unclosed"), ("c@d.example", "")]),
        ('"Promo@Shop", <x@y.example>', [("x@y.example", "Promo@Shop")]),
        ("Shop Team, <x@y.example>", [("x@y.example", "Shop Team")]),
        ('"ceo@corp.example"@evil.example', [("ceo@corp.example@evil.example", "")]),
        ("a@b.example a@b.example", [("a@b.example", "a@b.example")]),
        ("Jane <a@b.example >", [("a@b.example", "Jane")]),
        ("Jäne <jäne@b.example>", [("jäne@b.example", "Jäne")]),
        ('"john doe"@b.example', [("johndoe@b.example", "")]),
        ("<mailto:a@b.example>", [("a@b.example", "")]),
        ("VERP <a=b.example@c.example>", [("a=b.example@c.example", "VERP")]),
        ("Jane Doe", [("", "Jane Doe")]),
        (",, ,a@b.example,,", [("a@b.example", "")]),
        ('"a \\"b\\" c" <a@b.example>', [("a@b.example", 'a "b" c')]),
    ],
)
def test_mailboxes_are_found_in_every_form(value: str, found: list[tuple[str, str]]) -> None:
    assert [(one.addr, one.name) for one in addresses(value)] == found


@given(
    st.lists(
        st.tuples(
            st.text('abcXYZ ,."()<>@:;\\é', max_size=12).map(lambda text: " ".join(text.split())),
            st.from_regex(r"[a-z0-9]{1,8}(\.[a-z0-9]{1,8})?", fullmatch=True),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_the_standard_library_writes_is_read_back(people: list[tuple[str, str]]) -> None:
    value = ", ".join(str(Written(name, user, "b.example")) for name, user in people)
    assert [(one.name, one.addr) for one in addresses(value)] == [(name, f"{user}@b.example") for name, user in people]


@given(st.text('a@b.,;:<>()"\\= ?é\t', max_size=80))
def test_any_value_gives_lower_case_addresses_without_white_space(value: str) -> None:
    for one in addresses(value):
        assert one.addr == one.addr.lower()
        assert not set(one.addr) & set(" \t<>")
        assert one.addr or one.name


def test_the_number_of_mailboxes_and_their_length_are_bounded() -> None:
    assert len(addresses("a@b.example, " * 5_000)) == MAX_ADDRESSES
    assert len(addresses('"q" <a@b.example>, ' * 5_000)) == MAX_ADDRESSES
    (one,) = addresses("n" * 9_000 + " <" + "l" * 9_000 + "@b.example>")
    assert len(one.name) == MAX_NAME
    assert one.domain == "b.example"
    assert len(one.addr) < 321
