"""Where anybody gets a mailbox, and where nobody but a member does."""

from __future__ import annotations

import pytest

from firstsight.mail.domains import registrable
from firstsight.mail.urls.lists import own
from firstsight.mail.urls.providers import is_disposable, is_free_mail


@pytest.mark.parametrize(
    "domain", ["gmail.com", "hotmail.co.uk", "yahoo.com.br", "gmx.de", "orange.fr", "qq.com", "proton.me", "live.nl"]
)
def test_anybody_gets_an_address_at_a_provider(domain: str) -> None:
    assert is_free_mail(domain)


@pytest.mark.parametrize(
    "domain",
    ["", "corp.example", "google.com", "microsoft.com", "alibaba.com", "facebook.com", "gmail.com.evil.example"],
)
def test_an_organisation_is_no_provider(domain: str) -> None:
    assert not is_free_mail(domain)


def test_a_name_that_is_not_in_lower_case_is_not_looked_up() -> None:
    assert not is_free_mail("Gmail.com")


def test_every_entry_is_a_name_that_somebody_registered_and_no_suffix() -> None:
    for domain in own("free-mail"):
        assert domain == domain.lower().strip(".")
        assert domain.endswith(registrable(f"a.{domain}"))


def test_a_mailbox_of_minutes_is_disposable_and_a_free_one_is_not_even_where_a_list_says_both() -> None:
    assert is_disposable("mailinator.com")
    assert not is_disposable("21cn.com")
    assert not any(map(is_disposable, own("free-mail")))
    assert not is_disposable("corp.example")
