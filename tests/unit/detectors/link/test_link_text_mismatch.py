"""A text that names another place than the link is told where the place is new."""

from __future__ import annotations

from msgspec.structs import replace

from firstsight.detectors.link.link_text_mismatch import link_text_mismatch
from firstsight.model import Facts, Link
from tests.mails import link, mail
from tests.unit.detectors.evidence import evidence, new_link


def made(url: str, *traits: str, text: str = "", place: str = "html") -> Link:
    return replace(link(url, text, place), traits=traits)


LINK = made("https://evil.example/", "text-mismatch", text="www.bank.example")


def test_a_text_that_names_another_place_is_told() -> None:
    (finding,) = link_text_mismatch.detect(evidence(mail(links=(LINK,)), *new_link("evil.example")))
    assert finding.reason == '"www.bank.example" leads to evil.example, which was never linked to here'


def test_a_place_that_is_known_here_is_not() -> None:
    given = evidence(mail(links=(LINK,)), *new_link("evil.example", org=4.0), facts=Facts(sender_days=3.0))
    assert not list(link_text_mismatch.detect(given))
