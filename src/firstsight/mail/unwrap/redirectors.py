"""Redirectors of search engines and mail services that carry the target in the link.

Shorteners (bit.ly, t.co) are none: nothing in the link says where it leads.
Source: the public form of the links; RFC 4648 section 5.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from firstsight.mail.unwrap.wrapper import Layer, as_text, from_base64, host_is, opened, place, told

_COUNTRIES = (
    "ad ae al am as at az ba be bf bg bi bj bs bt by ca cat cd cf cg ch ci cl cm cn com cv cz de dj dk dm dz ee es fi "
    "fm fr ga ge gg gl gm gr gy hn hr ht hu ie im iq is it je jo kg ki kz la li lk lt lu lv md me mg mk ml mn mu mv mw "
    "ne nl no nr nu pl pn ps pt ro rs ru rw sc se sh si sk sm sn so sr st td tg tl tm tn to tt vu ws "
    "co.ao co.bw co.ck co.cr co.id co.il co.in co.jp co.ke co.kr co.ls co.ma co.mz co.nz co.th co.tz co.ug co.uk co.uz "
    "co.ve co.vi co.za co.zm co.zw com.af com.ag com.ar com.au com.bd com.bh com.bn com.bo com.br com.bz com.co com.cu "
    "com.cy com.do com.ec com.eg com.et com.fj com.gh com.gi com.gt com.hk com.jm com.kh com.kw com.lb com.ly com.mm "
    "com.mt com.mx com.my com.na com.ng com.ni com.np com.om com.pa com.pe com.pg com.ph com.pk com.pr com.py com.qa "
    "com.sa com.sb com.sg com.sl com.sv com.tj com.tr com.tw com.ua com.uy com.vc com.vn"
)
GOOGLE = frozenset(f"{label}google.{country}" for country in _COUNTRIES.split() for label in ("", "www."))
"""Hosts of Google search. Listed, because a pattern would trust whoever registers google under some other suffix.
Source: google.com/supported_domains."""

_AMP = re.compile(r"/amp/(s/)?(?=[^/]+\.)")
_SES = re.compile(r"/[LI]\d+/(.+)", re.DOTALL)
_SES_END = re.compile(r"/\d+/([0-9a-f-]{16,80})/[\w=+-]+/?\Z")


def unwrap_google(url: str) -> Layer | None:
    """The layer of Google: `/url?q=` or `?url=`, and `/amp/s/<host and path>`.

    >>> unwrap_google("https://www.google.co.uk/url?sa=t&q=https://example.com/a").target
    'https://example.com/a'
    >>> unwrap_google("https://www.google.com/amp/s/example.com/a?b").target
    'https://example.com/a?b'
    """
    where = place(url)
    if where.host not in GOOGLE:
        return None
    if where.path == "/url":
        text = where.value("q") or where.value("url")
        return opened("google", text) if text else None
    amp = _AMP.match(where.path)
    if not amp:
        return None
    rest = url.partition(where.path)[2]
    return opened("google", f"http{'s' if amp[1] else ''}://{where.path[amp.end() :]}{rest}")


def unwrap_bing(url: str) -> Layer | None:
    """The layer of Bing: `/ck/a?...&u=a1<base64>`.

    >>> unwrap_bing("https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9leGFtcGxlLmNvbS8&ntb=1").target
    'https://example.com/'
    """
    where = place(url)
    if not host_is(where.host, "bing.com", "www.bing.com") or not where.path.startswith("/ck/a"):
        return None
    text = where.value("u")
    return opened("bing", as_text(from_base64(text[2:])) if text.startswith("a1") else text) if text else None


def unwrap_ses(url: str) -> Layer | None:
    """The layer of Amazon SES: `<id>.r.<region>.awstrack.me/L0/<percent-encoded URL>/1/<message id>/<signature>`.

    >>> found = unwrap_ses("https://a.r.eu-west-1.awstrack.me/L0/https:%2F%2Fexample.com%2Fa/1/0102018f0a1b2c3d-0/Zm9v=1")
    >>> found.target, found.leaks
    ('https://example.com/a', (('message', '0102018f0a1b2c3d-0'),))
    """
    where = place(url)
    inside = _SES.match(where.path)
    if not inside or not host_is(where.host, "awstrack.me", "*.awstrack.me"):
        return None
    end = _SES_END.search(inside[1])
    text = inside[1][: end.start()] if end else inside[1]
    return opened("ses", unquote(text), told(("message", end[1] if end else "")))
