"""How known a registrable domain is to the world: among the ten thousand most visited, or the site of a bank.

Both lists say who is worth imitating, and where a link is no news. They do not say that a place is harmless.
Source: Tranco, top 10,000 of 2025-01-15 (Le Pochat et al., NDSS 2019); bank sites of misp-warninglists.
"""

from __future__ import annotations

from functools import lru_cache

from firstsight.mail.urls.lists import warned


@lru_cache(maxsize=1)
def _popular() -> frozenset[str]:
    return warned("tranco10k")


@lru_cache(maxsize=1)
def _banks() -> frozenset[str]:
    return warned("bank-website")


def is_popular(domain: str) -> bool:
    """Whether a registrable domain (lower case) is among the ten thousand most visited.

    >>> is_popular("paypal.com"), is_popular("paypal.example"), is_popular("www.paypal.com")
    (True, False, False)
    """
    return domain in _popular()


def is_bank(domain: str) -> bool:
    """Whether a registrable domain (lower case) is that of a bank.

    >>> is_bank("goldmansachs.com"), is_bank("bank.example")
    (True, False)
    """
    return domain in _banks()


def is_known(domain: str) -> bool:
    """Whether the world knows a registrable domain (lower case): popular, or a bank's."""
    return domain in _popular() or domain in _banks()
