"""Check Point Harmony Email, once Avanan: the URL stands between `___` and `___.`, a token of base64 follows.

The token is `<region>:<customer>:c:o:...`. One slash is often lost on the way: `https:/host`.
Source: the public form of the links.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from firstsight.mail.unwrap.wrapper import Layer, as_text, closed, from_base64, host_is, opened, place, told

_HOSTS = ("url.avanan.click", "*.avanan.click", "protect.checkpoint.com", "*.url-protection.com")
_PATH = re.compile(r"/v2/(?:(?:r\d+|url)/)*___")


def unwrap_checkpoint(url: str) -> Layer | None:
    """The layer of Check Point.

    >>> found = unwrap_checkpoint("https://url.avanan.click/v2/r01/___https:/example.com/a?b___.YzJlOmNvcnA6Yzpv")
    >>> found.target, found.leaks
    ('https://example.com/a?b', (('customer', 'corp'),))
    """
    where = place(url)
    if not host_is(where.host, *_HOSTS) or not _PATH.match(where.path):
        return None
    inside, mark, token = url.partition("___")[2].rpartition("___.")
    if not mark:
        inside, mark, token = url.partition("___")[2].rpartition("___")
    if not mark:
        return closed("checkpoint")
    # What is inside is not encoded as a rule; web_url decodes it where the scheme shows that it is.
    if re.match(r"[a-z]+%3a", inside, re.IGNORECASE):
        inside = unquote(inside)
    fields = as_text(from_base64(re.split(r"[^\w+/-]", token, maxsplit=1)[0])).split(":")
    customer = fields[1] if len(fields) > 2 else ""
    return opened("checkpoint", inside, told(("customer", customer)))
