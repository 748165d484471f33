"""Domains where anybody gets a mailbox: their name says nothing of whom the author works for.

The list of free mail is our own: a wrong entry would make a company's own domain look like a private mailbox, and the
packages that were looked at hold the names of companies.
Source: disposable mailboxes from misp-warninglists (disposable-email).
"""

from __future__ import annotations

from functools import lru_cache

from firstsight.mail.urls.lists import own, warned


def is_free_mail(domain: str) -> bool:
    """Whether anybody gets an address at `domain` (lower case, as it stands in the address: subdomains are not meant).

    >>> is_free_mail("gmail.com"), is_free_mail("yahoo.co.uk"), is_free_mail("google.com"), is_free_mail("")
    (True, True, False, False)
    """
    return domain in own("free-mail")


@lru_cache(maxsize=1)
def _disposable() -> frozenset[str]:
    return warned("disposable-email") - own("free-mail")


def is_disposable(domain: str) -> bool:
    """Whether mailboxes at `domain` (lower case) last for minutes and ask for no name.

    >>> is_disposable("mailinator.com"), is_disposable("gmail.com")
    (True, False)
    """
    return domain in _disposable()
