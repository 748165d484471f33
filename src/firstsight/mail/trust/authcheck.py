"""SPF, DKIM, ARC and DMARC checked here, for mail that no trusted server has checked before.

Everything depends on the octets, the envelope and what `lookup` answers; dkimpy compares t= and x= of a signature with
the clock, so expired signatures of old mail fail.
Source: RFC 7208 (SPF), RFC 6376, 8301 (DKIM), RFC 8617 (ARC), RFC 7489 (DMARC), RFC 8601, section 2.7 (results).
"""

from __future__ import annotations

import ipaddress
import re
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import dkim
from dkim import canonicalization
from msgspec import Struct

from firstsight.errors import UnavailableError
from firstsight.mail.domains import registrable
from firstsight.model.mail import AuthResults, Envelope

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pyspf has escapes in its docstrings that Python warns of when it compiles them.
    import spf

Lookup = Callable[[str, str], Sequence[str]]
"""`lookup(name, type)`: the records of a name as text (TXT joined, "10 mx.example" for MX), empty where there are none.

Type is A, AAAA, MX, PTR or TXT. Raises UnavailableError where the answer is not known now."""

MOST_SIGNATURES = 5
"""DKIM signatures checked, from the top. RFC 6376, section 8.4 asks for a limit; senders use one to three."""

MOST_ARC_SETS = 10
"""ARC sets checked. RFC 8617, section 4.2.1 allows 50, real chains have one to four; each costs two lookups."""

SMALLEST_KEY, LARGEST_KEY = 1024, 4096
"""Bits of an RSA key that are accepted. RFC 8301, section 3.2: verifiers need no more than 4096; it bounds the time."""

MOST_HEADER, MOST_FIELDS, MOST_FIELD, MOST_SIGNED = 131_072, 2_000, 16_384, 200
"""Octets of a header, its fields, octets of a signature field, names in its h=: beyond, signatures are "permerror".

dkimpy takes the product of some of them in steps. Exchange takes headers of 128 KiB; real signatures name 10 to 40."""

_BEST_FIRST = ("pass", "fail", "softfail", "policy", "neutral", "temperror", "permerror", "none")
_SIGNED = re.compile(rb"^(?:dkim-signature|arc-seal)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_LONG_GAP = re.compile(rb"\s{64}")  # dkimpy's pattern for b= takes the square of a gap in steps.
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+\Z")
_DMARC = re.compile(r"v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|\Z)")


class Policy(Struct, frozen=True):
    """A DMARC record as it applies to one domain: what to do with mail that fails, and how strictly domains align."""

    disposition: str
    """none, quarantine or reject: sp= for a subdomain of the domain that has the record, else p="""
    strict_dkim: bool = False
    strict_spf: bool = False


class Signature(Struct, frozen=True):
    """One DKIM-Signature: its signing domain in lower case ("" if unreadable) and its result."""

    domain: str
    result: str


def check(raw: bytes, envelope: Envelope, author_domain: str, lookup: Lookup) -> AuthResults:
    """What SPF, DKIM, ARC and DMARC say, `source` being "checked". Never raises for what the world sent.

    `author_domain`: that of the From field; "" gives DMARC "none". A method is "temperror" where a lookup failed that
    decides it, "permerror" where a record, key or signature is malformed. `dkim_domains` are those that passed.
    """
    spf_result, spf_domain = check_spf(envelope, lookup)
    signatures, arc = check_signatures(raw, lookup)
    dmarc = check_dmarc(author_domain, spf_result, spf_domain, signatures, lookup)
    return AuthResults(
        spf=spf_result,
        dkim=min((s.result for s in signatures), key=_BEST_FIRST.index, default="none"),
        dmarc=dmarc,
        arc=arc,
        spf_domain=spf_domain,
        dkim_domains=tuple(dict.fromkeys(s.domain for s in signatures if s.result == "pass")),
        source="checked",
    )


class _SpfQuery(spf.query):  # type: ignore[misc]  # pyspf has no types
    """pyspf with our lookup in place of its own, and its limits: 10 terms, 2 void lookups, 10 hosts of MX or PTR."""

    def __init__(self, ip: str, sender: str, helo: str, lookup: Lookup) -> None:
        self._lookup = lookup
        super().__init__(ip, sender, helo)

    def dns(self, name: str, qtype: str, cnames: object = None, ignore_void: bool = False) -> list[Any]:
        """Records in the shapes that pyspf wants. Aliases were followed by the lookup."""
        name = str(name).rstrip(".").lower()
        if not _HOST.match(name):
            return []
        try:
            answers = self._lookup(name, qtype)
        except UnavailableError as error:
            raise spf.TempError(f"DNS {error}") from error
        if not answers and not ignore_void:
            self.void_lookups += 1
            if self.void_lookups > spf.MAX_VOID_LOOKUPS:
                raise spf.PermError("more than two lookups without an answer")
        if qtype == "TXT":
            return [[answer.encode("latin-1", "replace")] for answer in answers]
        if qtype == "MX":
            return [(int(rank), host.rstrip(".")) for rank, _, host in (a.partition(" ") for a in answers)]
        return [answer.rstrip(".") for answer in answers]


def check_spf(envelope: Envelope, lookup: Lookup) -> tuple[str, str]:
    """(result, domain that was checked): MAIL FROM, or HELO where that is empty (RFC 7208, section 2.4)."""
    sender = envelope.mail_from if "@" in envelope.mail_from else ""
    helo = envelope.helo.lower().rstrip(".")
    domain = sender.rpartition("@")[2].lower().rstrip(".") or helo
    try:
        client = str(ipaddress.ip_address(envelope.client_ip))
    except ValueError:
        client = ""
    if not client or not _HOST.match(domain):
        return "none", domain if sender else ""
    try:
        result: str = _SpfQuery(client, sender, helo, lookup).check()[0]
    except Exception:  # pyspf answers hostile records with errors of every kind.
        return "permerror", domain
    return (result if result in _BEST_FIRST else "permerror"), domain


class _Silent:
    """A logger for dkimpy: the core does not log."""

    def debug(self, *_: object) -> None:
        """Nothing."""

    error = debug

    def isEnabledFor(self, _: int) -> bool:  # noqa: N802 - the name is that of logging.Logger
        """Never."""
        return False


class _Keys:
    """The key records of signatures. `fault`: why there was no usable key for the last one, "" if there was."""

    def __init__(self, lookup: Lookup) -> None:
        self.fault = ""
        self._lookup = lookup

    def __call__(self, name: bytes, timeout: float = 0) -> bytes | None:
        """The key record of `selector._domainkey.domain.`; dkimpy takes None for a missing key."""
        self.fault = ""
        host = name.decode("latin-1").rstrip(".").lower()
        try:
            answers = self._lookup(host, "TXT") if _HOST.match(host) else ()
        except UnavailableError:
            self.fault = "temperror"
            return None
        # RFC 6376, section 3.6.2.2: one record; where there are more, one that says that it is a key.
        record = next((a for a in answers if a.startswith("v=DKIM1")), answers[0] if answers else "")
        self.fault = _key_fault(record.encode("latin-1", "replace"))
        return None if self.fault else record.encode("latin-1", "replace")


def _key_fault(record: bytes) -> str:
    """Why a key record cannot be used, as a result; "" where it can."""
    try:
        _, bits, kind, _ = dkim.evaluate_pk("key", record)
    except dkim.NaClNotFoundError:
        return "neutral"  # Ed25519 without PyNaCl: RFC 8601, section 2.7.1 ("cannot be processed")
    except Exception:  # dkimpy answers hostile keys with errors of every kind.
        return "permerror"
    if kind == b"rsa" and bits > LARGEST_KEY:
        return "permerror"
    return "policy" if kind == b"rsa" and bits < SMALLEST_KEY else ""


def check_signatures(raw: bytes, lookup: Lookup) -> tuple[list[Signature], str]:
    """The DKIM signatures from the top, and the result of the ARC chain."""
    end = re.search(rb"\n\r?\n", raw)
    header = raw[: end.start() + 1] if end else raw
    if not _SIGNED.search(header):
        return [], "none"
    if len(header) > MOST_HEADER:
        return [Signature("", "permerror")], "permerror"
    try:
        message = dkim.DKIM(raw, logger=_Silent())
    except Exception:  # A header that dkimpy cannot take apart: a line without a colon, a fold before any field.
        return [Signature("", "permerror")], "none"
    if not _is_tame(message.headers):
        return [Signature("", "permerror")], "permerror"
    count = sum(name.lower() == b"dkim-signature" for name, _ in message.headers)
    keys = _Keys(lookup)
    signatures = [_check_signature(message, number, keys) for number in range(min(count, MOST_SIGNATURES))]
    return signatures, _check_arc(message, keys)


class _Relaxed(canonicalization.Relaxed):  # type: ignore[misc]  # dkimpy has no types
    """dkimpy's takes the square of a run of spaces in steps: 20 MB of spaces are hours. This one is linear."""

    @staticmethod
    def canonicalize_body(body: bytes) -> bytes:
        """RFC 6376, section 3.4.4."""
        body = re.sub(rb"[\t ]{2,}|\t", b" ", body).replace(b" \r\n", b"\r\n")
        kept: bytes = canonicalization.correct_empty_body(canonicalization.strip_trailing_lines(body))
        return kept


canonicalization.ALGORITHMS[b"relaxed"] = _Relaxed


def _is_tame(fields: Sequence[Sequence[bytes]]) -> bool:
    """Whether a header is one that dkimpy can work on in short time."""
    signing = [value for name, value in fields if name.lower().startswith((b"dkim-", b"arc-"))]
    return len(fields) <= MOST_FIELDS and not any(
        len(value) > MOST_FIELD or value.count(b":") > MOST_SIGNED or _LONG_GAP.search(value) for value in signing
    )


def _check_signature(message: dkim.DKIM, number: int, keys: _Keys) -> Signature:
    """One signature. RFC 8601, section 2.7.1: "fail" is a signature that does not verify, else see `_Keys.fault`."""
    domain = ""
    try:
        tags, fields, headers = message.verify_headerprep(number)
        domain = tags[b"d"].decode("ascii").lower().rstrip(".")
        if tags[b"a"] == b"rsa-sha1":  # RFC 8301, section 3.1: must not be taken for valid
            return Signature(domain, "policy")
        valid = message.verify_sig(tags, fields, headers[number], keys)
        if valid and _signs_a_part(message, tags):
            return Signature(domain, "policy")
        return Signature(domain, "pass" if valid else keys.fault or "fail")
    except dkim.ValidationError as error:
        # The body is another one, or the signature has expired; all other complaints are about its syntax.
        stale = any(word in str(error) for word in ("body hash mismatch", "is past", "in the future"))
        return Signature(domain, "fail" if stale else "permerror")
    except Exception:  # dkimpy answers hostile signatures with errors of every kind.
        return Signature(domain, "permerror")


def _signs_a_part(message: dkim.DKIM, tags: dict[bytes, bytes]) -> bool:
    """Whether l= leaves octets of the body unsigned, which anybody can have added (RFC 6376, section 8.2)."""
    if b"l" not in tags:
        return False
    policy = canonicalization.CanonicalizationPolicy.from_c_value(tags.get(b"c", b"simple/simple"))
    return int(tags[b"l"] or b"0") < len(policy.canonicalize_body(message.body))


def _check_arc(message: dkim.DKIM, keys: _Keys) -> str:
    """RFC 8617, section 5.2: none, pass or fail; "temperror" where a key could not be fetched."""
    seals = sum(name.lower() == b"arc-seal" for name, _ in message.headers)
    if not seals:
        return "none"
    if seals > MOST_ARC_SETS:
        return "permerror"
    chain = dkim.ARC(None, logger=_Silent())
    chain.headers, chain.body = message.headers, message.body
    faults: set[str] = set()

    def key(name: bytes, timeout: float = 0) -> bytes | None:
        record = keys(name, timeout)
        faults.add(keys.fault)
        return record

    try:
        validation = chain.verify(dnsfunc=key)[0]
    except Exception:  # dkimpy answers hostile chains with errors of every kind.
        return "fail"
    if validation == dkim.CV_Pass:
        return "pass"
    return "temperror" if "temperror" in faults else "none" if validation == dkim.CV_None else "fail"


def check_dmarc(
    author_domain: str, spf_result: str, spf_domain: str, signatures: Sequence[Signature], lookup: Lookup
) -> str:
    """RFC 7489, section 6.6.2: "pass" where SPF or a DKIM signature passed for a domain aligned with the author's."""
    author = author_domain.lower().rstrip(".")
    if not _HOST.match(author):
        return "none"
    try:
        policy = find_policy(author, lookup)
    except UnavailableError:
        return "temperror"
    except ValueError:
        return "permerror"
    if policy is None:
        return "none"
    results = {s.result for s in signatures if aligned(s.domain, author, policy.strict_dkim)}
    if aligned(spf_domain, author, policy.strict_spf):
        results.add(spf_result)
    return "pass" if "pass" in results else "temperror" if "temperror" in results else "fail"


def aligned(domain: str, author: str, strict: bool) -> bool:
    """RFC 7489, section 3.1: the same domain, or (relaxed) one of the same organisation. Both in lower case.

    >>> aligned("mail.example.co.uk", "example.co.uk", False), aligned("mail.example.co.uk", "example.co.uk", True)
    (True, False)
    """
    return domain == author or (not strict and domain != "" and registrable(domain) == registrable(author))


def find_policy(domain: str, lookup: Lookup) -> Policy | None:
    """The record of the domain, else that of its organisational domain, else None (RFC 7489, section 6.6.3).

    Raises ValueError for a malformed record, UnavailableError where a lookup fails.
    """
    organisation = registrable(domain)
    for holder in dict.fromkeys((domain, organisation)):
        records = [record for record in lookup(f"_dmarc.{holder}", "TXT") if _DMARC.match(record)]
        if len(records) > 1:
            return None
        if records:
            return _read_policy(records[0], of_parent=holder != domain)
    return None


def _read_policy(record: str, of_parent: bool) -> Policy:
    """A record. Without a valid p= or with a bad sp= it is p=none where there is a rua=, else malformed."""
    pairs = (part.partition("=")[::2] for part in record.split(";"))
    tags = {name.strip().lower(): value.strip().lower() for name, value in pairs}
    own, sub = tags.get("p", ""), tags.get("sp", tags.get("p", ""))
    words = {"none", "quarantine", "reject"}
    if own not in words or sub not in words:
        if not tags.get("rua", "").startswith("mailto:"):
            raise ValueError("the DMARC record has no policy")
        own = sub = "none"
    return Policy(sub if of_parent else own, tags.get("adkim") == "s", tags.get("aspf") == "s")
