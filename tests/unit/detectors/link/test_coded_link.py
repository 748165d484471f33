"""A link in a code of a stranger is told."""

from __future__ import annotations

from msgspec.structs import replace

from firstsight.detectors.link.coded_link import coded_link
from firstsight.model import Facts, Link
from tests.mails import link, mail
from tests.unit.detectors.evidence import evidence, new_link


def made(url: str, *traits: str, text: str = "", place: str = "html") -> Link:
    return replace(link(url, text, place), traits=traits)


LINK = made("https://evil.example/s", place="qr")


def test_a_strangers_code_that_leads_to_a_new_place_is_told() -> None:
    (finding,) = coded_link.detect(evidence(mail(links=(LINK,)), *new_link("evil.example")))
    assert "leads to evil.example" in finding.reason


def test_a_code_to_a_known_place_or_of_a_known_sender_is_not() -> None:
    event = mail(links=(LINK,))
    assert not list(coded_link.detect(evidence(event, *new_link("evil.example", org=4.0))))
    assert not list(coded_link.detect(evidence(event, *new_link("evil.example"), facts=Facts(sender_days=4.0))))
    assert not list(
        coded_link.detect(evidence(mail(links=(made("https://evil.example/"),)), *new_link("evil.example")))
    )
