"""The files of a world: the same for the same seed, readable by anybody, labelled, and harmless."""

from __future__ import annotations

import csv
import email
import email.policy
import ipaddress
import re
from collections import Counter
from email.message import Message
from pathlib import Path

import pytest

from firstsight.lab.world import World, build
from firstsight.lab.world.build import mbox_entry
from firstsight.lab.world.cast import Origin
from firstsight.lab.world.lures import LURES
from firstsight.lab.world.octets.letter import Letter
from tests.unit.lab.world.conftest import DAYS, PEOPLE, SEED, messages

DOCUMENTATION = [
    ipaddress.ip_network(net) for net in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]
ADDRESS = re.compile(rb"[\w.+-]+@([A-Za-z0-9.-]+)")
HOST = re.compile(rb"https?://([A-Za-z0-9.-]+)")


@pytest.fixture(scope="module")
def parsed(world: World) -> list[Message]:
    return [email.message_from_bytes(octets, policy=email.policy.compat32) for octets in messages(world.mbox)]


def labels(world: World) -> list[dict[str, str]]:
    with world.labels.open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def test_the_same_seed_gives_the_same_octets(world: World, tmp_path: Path) -> None:
    again = build(SEED, tmp_path / "again", PEOPLE, DAYS)
    assert again.mbox.read_bytes() == world.mbox.read_bytes()
    assert again.labels.read_bytes() == world.labels.read_bytes()


def test_another_seed_gives_another_world(world: World, tmp_path: Path) -> None:
    other = build(SEED + 1, tmp_path, PEOPLE, DAYS)
    assert other.labels.read_bytes() != world.labels.read_bytes()


def test_every_message_parses_without_a_defect(parsed: list[Message]) -> None:
    for message in parsed:
        for part in message.walk():
            part.get_payload(decode=True)
            assert not part.defects, (message["Message-ID"], part.defects)


def test_every_message_has_the_fields_of_a_delivered_mail(parsed: list[Message], world: World) -> None:
    wanted = ("Return-Path", "X-Envelope-To", "Delivered-To", "Received", "Authentication-Results", "From", "To")
    for message in parsed:
        missing = [field for field in (*wanted, "Subject", "Date", "Message-ID", "MIME-Version") if not message[field]]
        assert not missing
        assert message["Authentication-Results"].startswith(world.authserv_id)
        assert max(len(line) for line in message.as_bytes().split(b"\n")) < 998


def test_the_labels_are_those_of_the_messages_in_the_same_order(parsed: list[Message], world: World) -> None:
    ids = [message["Message-ID"][1:-1] for message in parsed]
    rows = labels(world)
    assert [row["id"] for row in rows] == ids
    assert len(set(ids)) == len(ids) == world.messages
    assert [row["time"] for row in rows] == sorted(row["time"] for row in rows)
    assert sum(row["kind"] == "attack" for row in rows) == world.attacks


def test_attacks_are_of_known_families_and_come_after_two_months(world: World) -> None:
    attacks = [row for row in labels(world) if row["kind"] == "attack"]
    assert attacks
    assert {row["family"] for row in attacks} <= set(LURES)
    assert min(row["time"] for row in attacks) >= "2025-03-02"


def test_only_reserved_domains_occur(world: World) -> None:
    hosts: Counter[bytes] = Counter()
    for octets in messages(world.mbox):
        message = email.message_from_bytes(octets)
        bodies = [part.get_payload(decode=True) for part in message.walk() if part.get_content_maintype() == "text"]
        fields = [f"{name}: {value}".encode() for name, value in message.items()]
        text = b"\n".join([*fields, *(body for body in bodies if isinstance(body, bytes))])
        hosts.update(ADDRESS.findall(text))
        hosts.update(HOST.findall(text))
    strange = [host for host in hosts if not host.lower().rstrip(b".").endswith((b".example", b".test"))]
    assert hosts
    assert not strange


def test_only_documentation_addresses_occur(world: World) -> None:
    found = set(re.findall(rb"\[(?:IPv6:)?([0-9a-f.:]+)\]", world.mbox.read_bytes()))
    assert found
    for octets in found:
        address = ipaddress.ip_address(octets.decode())
        assert any(address in net for net in DOCUMENTATION), address


def test_a_year_of_forty_people_is_as_large_as_promised(tmp_path: Path) -> None:
    world = build(1, tmp_path)
    assert 9_000 <= world.messages <= 12_500
    assert 80 <= world.attacks <= 130
    assert len(world.groups) == 40
    assert {row["family"] for row in labels(world) if row["kind"] == "attack"} == set(LURES)


def test_a_world_too_small_to_work_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="too few"):
        build(1, tmp_path, people=2)


def test_a_line_that_looks_like_a_separator_is_quoted() -> None:
    letter = Letter(
        time=1735804800,
        sender=("Ana", "ana@x.example"),
        to=(("Bo", "bo@y.example"),),
        subject="s",
        text="one\nFrom here on\n>From there",
        message_id="1@x.example",
        mailer="webmail",
        origin=Origin("192.0.2.1", "mail.x.example", dkim="none"),
    )
    entry = mbox_entry(letter, "y.example")
    assert entry.startswith(b"From ana@x.example Thu Jan  2 08:00:00 2025\nReturn-Path:")
    assert entry.endswith(b"one\n>From here on\n>>From there\n\n")
