"""What is new among the links of a mail."""

from __future__ import annotations

from msgspec.structs import replace

from firstsight.detectors.link.novelty import is_stranger, new_in, new_links, shared_links
from firstsight.model import Facts
from tests.mails import link, mail
from tests.unit.detectors.evidence import evidence, new_link

EVIL, IMAGE = link("https://evil.example/"), link("https://evil.example/x.png", place="image")


def test_only_links_that_can_be_clicked_to_domains_nobody_knows_are_new() -> None:
    event = mail(links=(EVIL, IMAGE, link("https://old.example/")))
    given = evidence(event, *new_link("evil.example"), *new_link("old.example", org=3.0))
    assert new_links(given) == [EVIL]
    assert new_in(given, "mail.link_domain_for_org") == {"evil.example"}


def test_shared_houses_are_known_by_the_traits_of_the_link() -> None:
    form = replace(link("https://forms.example/f"), traits=("form-builder",))
    assert shared_links(evidence(mail(links=(EVIL, form)))) == [form]


def test_who_was_written_to_is_no_stranger() -> None:
    assert is_stranger(evidence())
    assert not is_stranger(evidence(facts=Facts(wrote_to=True)))
    assert not is_stranger(evidence(facts=Facts(sender_days=1.0)))
