"""Domains where anybody gets a mailbox: their name says nothing of whom the author works for.

The list is our own: a wrong entry would make a company's own domain look like a private mailbox, and the packages that
were looked at hold the names of companies.
"""

from __future__ import annotations

from firstsight.mail.urls.lists import own


def is_free_mail(domain: str) -> bool:
    """Whether anybody gets an address at `domain` (lower case, as it stands in the address: subdomains are not meant).

    >>> is_free_mail("gmail.com"), is_free_mail("yahoo.co.uk"), is_free_mail("google.com"), is_free_mail("")
    (True, True, False, False)
    """
    return domain in own("free-mail")
