"""Authentication-Results: what the operator's own border says about SPF, DKIM, DMARC and ARC.

Only fields of a trusted authserv-id count. Whether a field of that name was forged further out cannot be told
offline, so only the topmost run of trusted fields is read; the border is to strip others (RFC 8601, section 5).
Source: RFC 8601 section 2.2 (grammar), 2.7 (methods and results); RFC 8617 (ARC); RFC 7489 (DMARC).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from firstsight.model import AuthResults

MAX_FIELD = 16_384
"""Characters read of one field; with a dozen DKIM signatures it has some 2,000."""

MAX_TRUSTED = 8
"""Trusted fields read: a border may write one for each method."""

RESULTS = frozenset({"pass", "fail", "softfail", "neutral", "none", "policy", "temperror", "permerror", "hardfail"})
"""Result words that are kept; others count as "none". "hardfail" is an old word for fail. Source: RFC 8601, 2.7."""

_WORSE = ("pass", "fail", "softfail", "policy", "neutral", "temperror", "permerror", "none")
"""Of several results of one method the first in this order holds."""

_RESINFO = re.compile(r"\s*([a-z][a-z0-9-]{0,30})(?:\s*/\s*\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
_PROPERTY = re.compile(
    r"""\b(smtp|header|policy)\.([a-z0-9_-]+)\s*=\s*("(?:[^"\\]|\\.){0,1000}"|[^\s;"]+)""", re.IGNORECASE
)


def read_auth_results(values: Iterable[str], trusted: frozenset[str]) -> AuthResults:
    """The results of the topmost trusted fields; all "none" and no source where there is none. Never raises.

    >>> read_auth_results(["mx.example; spf=pass smtp.mailfrom=a@b.example"], frozenset({"mx.example"})).spf_domain
    'b.example'
    """
    if not trusted:
        return AuthResults()
    results: dict[str, str] = {}
    spf_domain, dkim_domains, seen = "", [], 0
    for value in values:
        authserv_id, _, rest = _without_comments(value[:MAX_FIELD]).partition(";")
        if not (words := authserv_id.split()) or words[0].strip('"').lower() not in trusted:
            if seen:
                break
            continue
        seen += 1
        for piece in _pieces(rest):
            method, result, given = _result(piece)
            if not method:
                continue
            result = "fail" if result == "hardfail" else result if result in RESULTS else "none"
            results[method] = _stronger(results.get(method, "none"), result)
            if method == "dkim" and result == "pass" and (domain := _signing_domain(given)):
                dkim_domains.append(domain)
            elif method == "spf" and not spf_domain:
                spf_domain = _spf_domain(given)
        if seen >= MAX_TRUSTED:
            break
    return AuthResults(
        spf=results.get("spf", "none"),
        dkim=results.get("dkim", "none"),
        dmarc=results.get("dmarc", "none"),
        arc=results.get("arc", "none"),
        spf_domain=spf_domain,
        dkim_domains=tuple(dict.fromkeys(dkim_domains)),
        source="header" if seen else "",
    )


def _stronger(one: str, other: str) -> str:
    return min(one, other, key=_WORSE.index)


def _pieces(text: str) -> list[str]:
    """The text split at semicolons outside quoted strings."""
    if '"' not in text:
        return text.split(";")
    return re.findall(r'(?:"(?:[^"\\]|\\.){0,1000}"|[^;"]|")+', text)


def _result(piece: str) -> tuple[str, str, dict[str, str]]:
    """Method, result and properties ("smtp.mailfrom": ...) of one piece, all in lower case; "" where it is none."""
    if '"' not in piece and "= " not in piece and " =" not in piece:  # as nearly every server writes it
        pairs = [word.partition("=") for word in piece.lower().split()]
        method, equals, result = pairs[0] if pairs else ("", "", "")
        return method.partition("/")[0] if equals else "", result, {name: value for name, _, value in reversed(pairs)}
    found = _RESINFO.match(piece)
    if not found:
        return "", "", {}
    given = {f"{kind}.{name}".lower(): value.strip('"').lower() for kind, name, value in _PROPERTY.findall(piece)}
    return found[1].lower(), found[2].lower(), given


def _signing_domain(given: dict[str, str]) -> str:
    return given.get("header.d") or given.get("header.i", "").rpartition("@")[2]


def _spf_domain(given: dict[str, str]) -> str:
    identity = given.get("smtp.mailfrom") or given.get("smtp.mail") or given.get("smtp.helo", "")
    return identity.strip("<>").rpartition("@")[2]


_COMMENT_TOKENS = re.compile(r'"(?:[^"\\]|\\.){0,1000}"|\\.|[()]', re.DOTALL)


def _without_comments(value: str) -> str:
    """The value with every (nested) comment turned into a space; one that is not closed runs to the end."""
    if "(" not in value:
        return value
    kept, depth, last = [], 0, 0
    for token in _COMMENT_TOKENS.finditer(value):
        mark = token[0]
        if mark == "(":
            if depth == 0:
                kept.append(value[last : token.start()])
            depth += 1
        elif mark == ")" and depth:
            depth -= 1
            last = token.end()
    if depth == 0:
        kept.append(value[last:])
    return " ".join(kept)
