"""A text that names one place beside a link that leads to another."""

from __future__ import annotations

import re
from functools import lru_cache

from firstsight.mail.domains import registrable
from firstsight.mail.links import host_name, resolve
from firstsight.mail.urls.lists import words
from firstsight.mail.urls.popularity import is_popular

FILES = words("py rs md sh pl ps cc so zip mov app java cs ai js")
"""Suffixes of files that are top-level domains as well: "setup.py" names no place."""

_URL = re.compile(r"(?:https?|ftp)://(?:[^\s/@?#]{1,80}@)?([^\s/?#:<>\"'()]{3,253})", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w@./-])((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24})(?![\w@-]|\.\w)(/\S*)?")


def named(text: str) -> str:
    """The host that a text names, "" for none: that of a URL in it, or the text itself where it is a domain.

    >>> named("Log in at https://www.example.com/x"), named("example.com"), named("setup.py"), named("a@example.com")
    ('www.example.com', 'example.com', '', '')
    """
    return _named(text) if "." in text and len(text) <= 255 else ""


@lru_cache(maxsize=4_096)
def _named(text: str) -> str:
    found = _URL.search(text)
    if found:
        return host_name(found[1].rstrip(".,;"))
    bare = _BARE.search(text)
    if bare is None:
        return ""
    host = host_name(bare[1])
    if host.startswith("www."):
        return host
    alone = bare[0] == text.strip().strip(".,;:!()<>[]»«›→ ")
    return host if alone and host.rpartition(".")[2] not in FILES and _exists(host) else ""


def _exists(host: str) -> bool:
    """Whether a name without www. or scheme is surely one: people know it."""
    return is_popular(registrable(host)) or host.rpartition(".")[2] in _COMMON


_COMMON = words("com net org edu gov info biz de uk fr it es nl pl ch at be se dk no fi eu us ca au jp br in")
"""Top-level domains that readers take for the end of an address."""


def misleads(text: str, domain: str, href: str = "") -> bool:
    """Whether a text names a host of another registrable domain than `domain`, where the link leads.

    The same name under another suffix is no other place where both are popular (amazon.de, amazon.com). Nor is that of
    the link as written, `href`: a gateway may have wrapped the text as well.

    >>> misleads("www.example.com", "evil.example"), misleads("shop.example.com", "example.com")
    (True, False)
    """
    host = named(text) if text else ""
    if not host:
        return False
    said = registrable(host)
    if said == domain or "." not in said:
        return False
    if href and said in href and registrable(resolve(href)[1]) == said:
        return False
    same_label = said.partition(".")[0] == domain.partition(".")[0]
    return not (same_label and is_popular(said) and is_popular(domain))
