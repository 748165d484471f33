"""A host that pretends to be another is told, once each."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from firstsight.detectors.link.deceptive_host import TRICKS, deceptive_host
from firstsight.mail.urls import TRAITS
from firstsight.model import Facts, Link
from tests.mails import link, mail
from tests.unit.detectors.evidence import evidence, new_link


def made(url: str, *traits: str, text: str = "", place: str = "html") -> Link:
    return replace(link(url, text, place), traits=traits)


def test_a_name_before_the_at_sign_is_told_with_the_place_it_leads_to() -> None:
    event = mail(
        links=(
            Link(
                "https://bank.example@evil.example/",
                "https://evil.example/",
                "evil.example",
                "evil.example",
                traits=("userinfo",),
            ),
        )
    )
    (finding,) = deceptive_host.detect(evidence(event, *new_link("evil.example")))
    assert finding.reason.startswith("evil.example shows another name before an @")
    assert finding.targets == ("https://bank.example@evil.example/",)


def test_a_bare_address_is_told_of_a_stranger_only() -> None:
    event = mail(links=(made("http://192.0.2.9/x", "ip-host"),))
    assert list(deceptive_host.detect(evidence(event)))
    assert not list(deceptive_host.detect(evidence(event, facts=Facts(sender_days=9.0))))


def test_a_place_that_the_sender_always_linked_to_is_not_told() -> None:
    event = mail(links=(made("https://xn--80ak6aa92e.example/", "mixed-script"),))
    seen = new_link("xn--80ak6aa92e.example", org=5.0, domain_seen=5.0)
    assert not list(deceptive_host.detect(evidence(event, *seen)))


@pytest.mark.parametrize(("trait", "words"), TRICKS.items())
def test_every_trick_is_told_of_a_known_sender_too(trait: str, words: str) -> None:
    event = mail(links=(made("https://evil.example/", trait),))
    (finding,) = deceptive_host.detect(evidence(event, *new_link("evil.example"), facts=Facts(sender_days=9.0)))
    assert finding.reason == f"evil.example {words}; the sender is known for 9 days and never linked there"


def test_every_trick_is_a_trait_that_links_have() -> None:
    assert set(TRICKS) <= set(TRAITS)


def test_pictures_are_not_clicked() -> None:
    assert not list(
        deceptive_host.detect(evidence(mail(links=(made("https://evil.example/", "userinfo", place="image"),))))
    )
