"""Links as each gateway would wrap them, and URLs worth wrapping."""

from __future__ import annotations

import json
import re
import string
import zlib
from base64 import urlsafe_b64encode
from urllib.parse import quote

from hypothesis import strategies as st


def pct(url: str) -> str:
    return quote(url, safe="")


def b64(octets: bytes) -> str:
    return urlsafe_b64encode(octets).decode().rstrip("=")


def safelinks(url: str) -> str:
    return (
        f"https://eur01.safelinks.protection.outlook.com/?url={pct(url)}&data=05%7C02%7Cjane%40corp.example&reserved=0"
    )


def proofpoint_1(url: str) -> str:
    return f"https://urldefense.proofpoint.com/v1/url?u={pct(url)}&k=x"


def proofpoint_2(url: str) -> str:
    inside = pct(url).replace("_", "%5F").replace("-", "%2D").replace("%2F", "_").replace("%", "-")
    return f"https://urldefense.proofpoint.com/v2/url?u={inside}&d=x"


RUNS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"


def proofpoint_3(url: str) -> str:
    """Everything but the plainest characters is taken out, in runs of 65 at most."""
    taken = []

    def token(run: re.Match[str]) -> str:
        taken.append(run[0])
        return "*" if len(run[0]) == 1 else f"**{RUNS[len(run[0]) - 2]}"

    plain = re.sub(r"[^A-Za-z0-9:/?&=._~-]{1,65}", token, url)
    return f"https://urldefense.com/v3/__{plain}__;{b64(''.join(taken).encode())}!!Corp1234!sig$"


def cisco(url: str) -> str:
    return f"https://secure-web.cisco.com/1Ab_c-D/{pct(url)}"


def checkpoint(url: str) -> str:
    return f"https://url.avanan.click/v2/r01/___{url}___.{b64(b'euw1:corp:c:o:0a')}"


def egress(url: str) -> str:
    return f"https://links.eu1.defend.egress.com/Warning?crId=0a&Base64Url={b64(zlib.compress(url.encode()))}"


def egress_old(url: str) -> str:
    return f"https://links.eu1.defend.egress.com/Warning?crId=0a&Data={b64(url.encode())}"


def inky(url: str) -> str:
    token = json.dumps({"url": url, "k": "0a", "e": "jane@corp.example"}).encode()
    return f"https://shared.outlook.inky.com/link?domain=x.example&t=h.{b64(zlib.compress(token))}.sig"


def sophos(url: str) -> str:
    return f"https://eu-west-1.protection.sophos.com/?d=x.example&u={b64(url.encode())}&i=MGE"


def barracuda(url: str) -> str:
    return f"https://linkprotect.cudasvc.com/url?a={pct(url)}&c=E,1,x,,&typo=1"


def google(url: str) -> str:
    return f"https://www.google.com/url?q={pct(url)}&sa=D"


def bing(url: str) -> str:
    return f"https://www.bing.com/ck/a?!&&p=0a&u=a1{b64(url.encode())}&ntb=1"


def ses(url: str) -> str:
    return f"https://a.r.eu-west-1.awstrack.me/L0/{pct(url)}/1/0102018f0a1b2c3d-aaaa-000000/Zm9v=1"


WRAPS = (
    safelinks,
    proofpoint_1,
    proofpoint_2,
    proofpoint_3,
    cisco,
    checkpoint,
    egress,
    egress_old,
    inky,
    sophos,
    barracuda,
    google,
    bing,
    ses,
)
"""One for each way of encoding."""

urls = st.builds(
    "{}://{}.example/{}".format,
    st.sampled_from(["http", "https", "ftp", "HTTPS"]),
    st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12),
    st.text(string.ascii_letters + string.digits + "-._~:/?#@!$&'()*+,;=%éß漢😀", max_size=80),
).filter(lambda url: "___" not in url)
"""Targets with every character that a URL may hold, and some that it may not."""
