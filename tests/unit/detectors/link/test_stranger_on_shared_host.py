"""A stranger who links to a shared house is told."""

from __future__ import annotations

from msgspec.structs import replace

from firstsight.detectors.link.stranger_on_shared_host import stranger_on_shared_host
from firstsight.model import Facts, Link
from tests.mails import link, mail
from tests.unit.detectors.evidence import evidence


def made(url: str, *traits: str, text: str = "", place: str = "html") -> Link:
    return replace(link(url, text, place), traits=traits)


LINK = made("https://forms.example/f/1", "form-builder")


def test_a_stranger_with_a_form_is_told_with_the_kind_of_house() -> None:
    (finding,) = stranger_on_shared_host.detect(evidence(mail(links=(LINK,))))
    assert "forms.example (form-builder: " in finding.reason


def test_a_known_sender_or_a_house_of_its_own_is_not() -> None:
    assert not list(stranger_on_shared_host.detect(evidence(mail(links=(LINK,)), facts=Facts(sender_days=1.0))))
    assert not list(stranger_on_shared_host.detect(evidence(mail(links=(link("https://own.example/"),)))))
