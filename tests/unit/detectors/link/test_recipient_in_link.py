"""A stranger whose link knows the recipient is told."""

from __future__ import annotations

from msgspec.structs import replace

from firstsight.detectors.link.recipient_in_link import recipient_in_link
from firstsight.model import Facts, Link
from tests.mails import link, mail
from tests.unit.detectors.evidence import evidence, new_link


def made(url: str, *traits: str, text: str = "", place: str = "html") -> Link:
    return replace(link(url, text, place), traits=traits)


LINK = made("https://evil.example/?e=ana@corp.example", "recipient-in-link")


def test_a_strangers_link_that_carries_the_address_to_a_new_place_is_told_once() -> None:
    event = mail(links=(LINK, replace(LINK, href="https://evil.example/2")))
    (finding,) = recipient_in_link.detect(evidence(event, *new_link("evil.example")))
    assert finding.targets == (LINK.href,)


def test_a_known_sender_or_place_is_not() -> None:
    event = mail(links=(LINK,))
    assert not list(recipient_in_link.detect(evidence(event, *new_link("evil.example"), facts=Facts(sender_days=2.0))))
    assert not list(recipient_in_link.detect(evidence(event, *new_link("evil.example", org=4.0))))
