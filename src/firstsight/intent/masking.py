"""Words as the model sees them: what varies from mail to mail (addresses, links, numbers, names) becomes a token.

A token is one code point of the private use area, so that no ordinary text spells it by chance. A model that never
saw an address, a host or an amount cannot remember one. Every step is linear in a text of bounded length.
"""

from __future__ import annotations

import re
import unicodedata

HEAD_CHARS = 4_000
"""Characters kept from the start of a text: the ask of a mail stands early."""
TAIL_CHARS = 1_000
"""Characters kept from its end: wallet, telephone number and signature stand late."""
SUBJECT_CHARS = 300
"""Characters kept of a subject; RFC 5322 (2.1.1) holds a line to 998 octets, people hold it to far less."""
MASKED_CHARS = 8_000
"""Bound after masking: compatibility forms may expand (U+FDFA becomes 18 characters)."""

URL_OTHER, URL_IP, URL_FREE, URL_SHORT = "\ue000", "\ue001", "\ue002", "\ue003"
ADDRESS, OWN_ADDRESS, OWN_NAME = "\ue004", "\ue005", "\ue006"
NUMBER, PHONE, WALLET, IBAN, NOISE = "\ue007", "\ue008", "\ue009", "\ue00a", "\ue00b"
SUBJECT_END, ATTACHED = "\ue00c", "\ue00d"

FREE_HOSTS = frozenset({
    "000webhostapp.com", "amazonaws.com", "angelfire.com", "appspot.com", "azureedge.net", "azurewebsites.net",
    "backblazeb2.com", "blogspot.com", "carrd.co", "cloudfront.net", "cprapid.com", "docs.google.com",
    "drive.google.com", "dropbox.com", "duckdns.org", "firebaseapp.com", "fly.dev", "forms.gle", "forms.office.com",
    "formspree.io", "geocities.com", "gitbook.io", "github.io", "gitlab.io", "glitch.me", "godaddysites.com",
    "googleapis.com", "herokuapp.com", "ipfs.io", "jimdosite.com", "jotform.com", "my.id", "mybluehost.me",
    "myshopify.com", "netlify.app", "ngrok.io", "notion.site", "onrender.com", "pages.dev", "plesk.page", "r2.dev",
    "repl.co", "replit.app", "sharepoint.com", "sites.google.com", "square.site", "strikingly.com", "surge.sh",
    "translate.goog", "tripod.com", "trycloudflare.com", "typeform.com", "vercel.app", "web.app", "webflow.io",
    "weebly.com", "wetransfer.com", "windows.net", "wixsite.com", "wordpress.com", "workers.dev",
})  # fmt: skip
"""Hosts under which anybody may put a page without paying."""
SHORTENERS = frozenset({
    "bit.do", "bit.ly", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "lnkd.in", "me2.do", "ow.ly", "qrco.de", "rb.gy",
    "rebrand.ly", "s.id", "short.gy", "shorturl.at", "t.co", "t.ly", "t2m.io", "tiny.cc", "tinyurl.com", "u.to",
    "urlz.fr", "v.gd", "x.gd",
})  # fmt: skip

_HOST = re.compile(r"[^/?#:\\\s<>\"')\]]{1,255}")
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}\Z")
_PHONE = re.compile(r"[+(\d][\d ().\-]{7,20}\d")
_PHONE_SHAPE = re.compile(r"\+\d|\(\+?\d{1,4}\)|1[- .]|0|\d{3}[-. ]\d{3}[-. ]\d{4}\Z")
_SPECIAL = re.compile(r"[\d@/]|www\.").search
_WALLET = re.compile(r"(?:bc1[a-z0-9]{20,90}|[13][a-z0-9]{25,34}|0x[0-9a-f]{40}|t[a-z0-9]{33})\Z")
_IBAN = re.compile(r"[a-z]{2}\d{2}[a-z0-9]{11,30}\Z")
_NUMBER = re.compile(r"\d+(?:[.,:/\-]\d+)*")
_BARE_URL = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}/")
_NAME_PARTS = re.compile(r"[^\W\d_]{3,}")
_EDGE = ".,:;!?()[]<>{}\"'*_-|=~`"
_LONGEST_WORD = 160
"""Characters kept of a word that holds numbers."""


def host_token(host: str) -> str:
    """The token of the class of `host` (lower case): an IP address, free hosting, a shortener, or another.

    >>> host_token("abc.pages.dev") == URL_FREE, host_token("10.0.0.1") == URL_IP
    (True, True)
    """
    if _IPV4.match(host) or host.startswith("["):
        return URL_IP
    if host in SHORTENERS:
        return URL_SHORT
    labels = host.split(".")
    for count in (2, 3):
        if ".".join(labels[-count:]) in FREE_HOSTS:
            return URL_FREE
    return URL_OTHER


def bounded(text: str) -> str:
    """The first `HEAD_CHARS` and the last `TAIL_CHARS` characters of a longer text."""
    if len(text) <= HEAD_CHARS + TAIL_CHARS:
        return text
    return text[:HEAD_CHARS] + " " + text[-TAIL_CHARS:]


def folded(text: str) -> str:
    """NFKC and case-fold, lone surrogates and all."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def own_words(names: tuple[str, ...], addresses: tuple[str, ...]) -> frozenset[str]:
    """The words that name the recipient: parts of display names and local parts, three letters and more."""
    locals_ = tuple(address.rpartition("@")[0] for address in addresses)
    return frozenset(word for name in names + locals_ for word in _NAME_PARTS.findall(folded(name[:100])))


def mask(text: str, names: frozenset[str] = frozenset(), addresses: frozenset[str] = frozenset()) -> str:
    """`text` (already folded) with links, addresses, numbers and the recipient's names replaced by tokens.

    >>> mask("anna, see https://x.pages.dev/a", frozenset({"anna"})).split() == [OWN_NAME, "see", URL_FREE]
    True
    """
    words = _PHONE.sub(_phone, text).split()
    words = [word if word.isalpha() or not _SPECIAL(word) else _masked(word, addresses) for word in words]
    if any(name in text for name in names):
        words = [OWN_NAME if word.strip(_EDGE) in names else word for word in words]
    return " ".join(words)[:MASKED_CHARS]


def _phone(found: re.Match[str]) -> str:
    """A run of digits and separators is a telephone number if it begins like one; a date or an amount is not."""
    run = found.group()
    digits = sum(map(str.isdigit, run))
    return f" {PHONE} " if 8 <= digits <= 15 and _PHONE_SHAPE.match(run) else run


def _masked(word: str, addresses: frozenset[str]) -> str:
    """One word that holds a digit, an @ or a slash, as its token or with its numbers replaced."""
    if "://" in word or word.startswith("www.") or ("/" in word and _BARE_URL.match(word)):
        return _url(word)
    if "@" in word and "." in word:
        bare = word.strip(_EDGE).removeprefix("mailto:")
        return f" {OWN_ADDRESS if bare in addresses else ADDRESS} "
    bare = word.strip(_EDGE)
    if len(bare) > 14:
        if _WALLET.match(bare):
            return WALLET
        if _IBAN.match(bare):
            return IBAN
        if bare.isascii() and bare.isalnum() and not bare.isalpha():
            return NOISE
    return _NUMBER.sub(f" {NUMBER} ", word[:_LONGEST_WORD])


def _url(word: str) -> str:
    before, found, after = word.partition("://")
    if not found:
        before, after = "", word.lstrip(_EDGE)
    host = _HOST.match(after.rpartition("@")[2] if "@" in after.partition("/")[0] else after)
    token = host_token(host.group().removeprefix("www.").rstrip(".")) if host else URL_OTHER
    lead = before.rpartition("(")[0] if "(" in before else before.rpartition("<")[0]
    return f"{lead} {token} " if lead else token
