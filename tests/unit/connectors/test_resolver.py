"""The resolver against a real server on the loopback."""

from __future__ import annotations

import time

import pytest

from firstsight.connectors.resolver import Resolver, Settings
from firstsight.errors import ConfigError, UnavailableError
from tests.unit.connectors.nameserver import GARBAGE, SERVFAIL, SILENT, NameServer, Zone, txt

ZONE: Zone = {
    ("a.example", "A"): ["192.0.2.1", "192.0.2.2"],
    ("a.example", "AAAA"): ["2001:db8::1"],
    ("a.example", "MX"): ["10 mx1.example.", "20 mx2.example."],
    ("a.example", "TXT"): txt("v=spf1 " + "ip4:192.0.2.1 " * 30 + "-all"),
    ("1.2.0.192.in-addr.arpa", "PTR"): ["a.example."],
    ("failing.example", "TXT"): SERVFAIL,
    ("silent.example", "TXT"): SILENT,
    ("garbage.example", "TXT"): GARBAGE,
}


def resolver(server: NameServer, **more: float) -> Resolver:
    """One that asks only `server`."""
    return Resolver(Settings(nameservers=(server.address,), timeout=0.2, lifetime=more.get("lifetime", 0.4)))


def test_records_come_as_text() -> None:
    with NameServer(dict(ZONE)) as server:
        ask = resolver(server)
        assert sorted(ask("a.example", "A")) == ["192.0.2.1", "192.0.2.2"]
        assert ask("a.example.", "AAAA") == ("2001:db8::1",)
        assert sorted(ask("A.example", "MX")) == ["10 mx1.example", "20 mx2.example"]
        assert ask("1.2.0.192.in-addr.arpa", "PTR") == ("a.example",)
        assert ask("a.example", "TXT") == ("v=spf1 " + "ip4:192.0.2.1 " * 30 + "-all",)


@pytest.mark.parametrize(
    "name", ["none.example", "a.example", "x" * 64 + ".example", "a..example", "x." * 130, "\\300"]
)
def test_what_is_not_there_is_empty(name: str) -> None:
    with NameServer({("a.example", "A"): ["192.0.2.1"]}) as server:
        assert resolver(server)(name, "TXT") == ()


@pytest.mark.parametrize("name", ["failing.example", "silent.example", "garbage.example"])
def test_a_server_that_fails_makes_the_answer_unavailable_and_is_left_alone_for_a_while(name: str) -> None:
    with NameServer(dict(ZONE)) as server:
        ask = resolver(server)
        with pytest.raises(UnavailableError, match=f"TXT of {name}"):
            ask(name, "TXT")
        asked = len(server.asked)
        with pytest.raises(UnavailableError, match="failed a moment ago"):
            ask(name, "TXT")
        assert len(server.asked) == asked


def test_answers_are_kept_for_their_time_to_live_and_no_answer_is_kept_too() -> None:
    with NameServer({("a.example", "A"): ["192.0.2.1"]}) as server:
        ask = resolver(server)
        for _ in range(3):
            assert ask("a.example", "A") == ("192.0.2.1",)
        assert server.asked == [("a.example", "A")]
        server.ttl = 0
        server.zone["b.example", "A"] = ["192.0.2.2"]
        assert (ask("b.example", "A"), ask("b.example", "A")) == (("192.0.2.2",), ("192.0.2.2",))
        assert server.asked.count(("b.example", "A")) == 2


def test_a_message_has_only_so_much_time() -> None:
    with NameServer(dict(ZONE)) as server:
        ask = resolver(server, lifetime=30.0).within(0.1)
        begun = time.monotonic()
        with pytest.raises(UnavailableError):
            ask("silent.example", "TXT")
        with pytest.raises(UnavailableError, match="no time was left"):
            ask("a.example", "A")
        assert time.monotonic() - begun < 5


def test_a_lack_of_time_is_not_remembered_against_the_name() -> None:
    with NameServer(dict(ZONE)) as server:
        ask = resolver(server, lifetime=30.0)
        with pytest.raises(UnavailableError, match="LifetimeTimeout"):
            ask.within(0.1)("silent.example", "TXT")
        server.zone["silent.example", "TXT"] = txt("now")
        assert ask("silent.example", "TXT") == ("now",)


@pytest.mark.parametrize("text", ["192.0.2.1", "192.0.2.1:5353", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:53"])
def test_addresses_of_name_servers(text: str) -> None:
    Resolver(Settings(nameservers=(text,)))


@pytest.mark.parametrize("text", ["", "dns.example", "192.0.2.1:", "192.0.2.1:70000", "192.0.2.1:x", "[::1"])
def test_what_is_no_address_is_the_operators_fault(text: str) -> None:
    with pytest.raises(ConfigError, match=r"resolver\.nameservers"):
        Resolver(Settings(nameservers=(text,)))
