"""Mail signed for the test, records served on the loopback, and what the checks make of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import dkim
import pytest
from dkim import canonicalization
from hypothesis import given
from hypothesis import strategies as st

from firstsight.connectors.resolver import Resolver, Settings
from firstsight.mail.trust import authcheck
from firstsight.mail.trust.authcheck import Signature, check, check_signatures, check_spf
from firstsight.model.mail import Envelope
from tests.unit.connectors.nameserver import SERVFAIL, NameServer, lookup_in, txt
from tests.unit.mail.trust.keys import key

MAIL = (
    b"From: Ann <ann@a.example>\r\nTo: bob@b.example\r\nSubject: hello\r\n"
    b"Date: Tue, 1 Jul 2003 10:52:37 +0200\r\n\r\nHi Bob.\r\n"
)
ENVELOPE = Envelope(mail_from="ann@a.example", helo="mx.a.example", client_ip="192.0.2.1")
KEY_NAME = "s1._domainkey.a.example"

Zone = dict[str, Sequence[str]]


def signed(mail: bytes = MAIL, domain: bytes = b"a.example", **more: object) -> bytes:
    """The mail with a DKIM-Signature on top."""
    header: bytes = dkim.sign(mail, b"s1", domain, key().pem, **more)
    return header + mail


@pytest.fixture(scope="module")
def server() -> Iterator[NameServer]:
    """A name server with the records of a.example."""
    zone = {
        (KEY_NAME, "TXT"): txt(key().record),
        ("a.example", "TXT"): ['"some other text"', *txt("v=spf1 include:_spf.a.example mx -all")],
        ("_spf.a.example", "TXT"): txt("v=spf1 ip4:192.0.2.0/24 ~all"),
        ("a.example", "MX"): ["10 mx.a.example."],
        ("mx.a.example", "A"): ["198.51.100.7"],
        ("_dmarc.a.example", "TXT"): txt("v=DMARC1; p=reject; rua=mailto:d@a.example"),
        ("down.example", "TXT"): SERVFAIL,
    }
    with NameServer(zone) as running:
        yield running


@pytest.fixture
def ask(server: NameServer) -> authcheck.Lookup:
    """A resolver that asks it."""
    return Resolver(Settings(nameservers=(server.address,), timeout=0.3, lifetime=0.5))


def test_over_a_real_resolver_all_methods_pass(ask: authcheck.Lookup) -> None:
    found = check(signed(), ENVELOPE, "a.example", ask)
    assert (found.spf, found.dkim, found.dmarc, found.arc) == ("pass", "pass", "pass", "none")
    assert (found.spf_domain, found.dkim_domains, found.source) == ("a.example", ("a.example",), "checked")


def test_over_a_real_resolver_a_changed_body_fails_and_so_does_dmarc_without_spf(ask: authcheck.Lookup) -> None:
    elsewhere = Envelope(mail_from="x@down.example", client_ip="203.0.113.9")
    found = check(signed() + b"Send money.\r\n", elsewhere, "a.example", ask)
    assert (found.spf, found.dkim, found.dmarc, found.dkim_domains) == ("temperror", "fail", "fail", ())


# --- SPF ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "result"),
    [
        ("v=spf1 ip4:192.0.2.1 -all", "pass"),
        ("v=spf1 -all", "fail"),
        ("v=spf1 ~all", "softfail"),
        ("v=spf1 ?all", "neutral"),
        ("v=spf1 a:host.example -all", "pass"),
        ("v=spf1 mx:mx.example -all", "pass"),
        ("v=spf1 ptr:a.example -all", "pass"),
        ("v=spf1 exists:%{ir}.%{l}._spf.%{d} -all", "pass"),
        ("v=spf1 include:good.example -all", "pass"),
        ("v=spf1 include:bad.example ?all", "neutral"),
        ("v=spf1 include:none.example -all", "permerror"),
        ("v=spf1 redirect=good.example", "pass"),
        ("v=spf1 redirect=bad.example", "fail"),
        ("v=spf1 include:down.example -all", "temperror"),
        ("v=spf1 include:a.example -all", "permerror"),
        ("v=spf1 ip4:192.0.2.300 -all", "permerror"),
        ("v=spf1 nonsense -all", "permerror"),
        ("v=spf1 a:v1.example a:v2.example a:v3.example -all", "permerror"),
        ("v=spf1 " + " ".join(f"a:far.example/{n}" for n in range(22, 11, -1)) + " -all", "permerror"),
    ],
)
def test_spf_mechanisms_and_limits(record: str, result: str) -> None:
    zone: Zone = {
        "TXT a.example": ["unrelated", record],
        "TXT good.example": ["v=spf1 ip4:192.0.2.0/24 -all"],
        "TXT bad.example": ["v=spf1 -all"],
        "TXT down.example": "down",
        "A host.example": ["192.0.2.1"],
        "A far.example": ["198.51.100.1"],
        "MX mx.example": ["10 host.example"],
        "PTR 1.2.0.192.in-addr.arpa": ["mail.a.example"],
        "A mail.a.example": ["192.0.2.1"],
        "A 1.2.0.192.ann._spf.a.example": ["127.0.0.2"],
    }
    assert check_spf(ENVELOPE, lookup_in(zone)) == (result, "a.example")


def test_two_spf_records_are_an_error() -> None:
    assert check_spf(ENVELOPE, lookup_in({"TXT a.example": ["v=spf1 -all", "v=spf1 +all"]}))[0] == "permerror"


@pytest.mark.parametrize(
    ("envelope", "expected"),
    [
        (Envelope(), ("none", "")),
        (Envelope(mail_from="ann@a.example"), ("none", "a.example")),
        (Envelope(helo="mx.a.example", client_ip="192.0.2.1"), ("pass", "mx.a.example")),
        (Envelope(mail_from="ann@A.Example", client_ip="192.0.2.1"), ("fail", "a.example")),
        (Envelope(helo="[192.0.2.1]", client_ip="192.0.2.1"), ("none", "")),
        (Envelope(helo="localhost", client_ip="192.0.2.1"), ("none", "")),
        (Envelope(mail_from="ann@none.example", client_ip="192.0.2.1"), ("none", "none.example")),
        (Envelope(mail_from="ann@a.example", client_ip="unknown"), ("none", "a.example")),
        (Envelope(mail_from="ann@a.example", client_ip="list"), ("none", "a.example")),
        (Envelope(mail_from="ann@six.example", client_ip="2001:db8::1"), ("pass", "six.example")),
    ],
)
def test_spf_takes_mail_from_or_helo(envelope: Envelope, expected: tuple[str, str]) -> None:
    zone: Zone = {
        "TXT a.example": ["v=spf1 -all"],
        "TXT mx.a.example": ["v=spf1 a -all"],
        "A mx.a.example": ["192.0.2.1"],
        "TXT six.example": ["v=spf1 ip6:2001:db8::/32 -all"],
    }
    assert check_spf(envelope, lookup_in(zone)) == expected


# --- DKIM --------------------------------------------------------------------------------------------------------


def results(raw: bytes, record: str | Sequence[str] = "") -> list[Signature]:
    """The signatures of a message whose key record is `record`, that of the key where it is empty."""
    records = record if record == "down" else [record or key().record] if isinstance(record, str) else record
    return check_signatures(raw, lookup_in({f"TXT {KEY_NAME}": records}))[0]


@pytest.mark.parametrize("canonical", [(b"simple", b"simple"), (b"relaxed", b"relaxed"), (b"relaxed", b"simple")])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_what_was_signed_passes(canonical: tuple[bytes, bytes], line_end: bytes) -> None:
    raw = signed(canonicalize=canonical).replace(b"\r\n", line_end)
    assert results(raw) == [Signature("a.example", "pass")]


@pytest.mark.parametrize(
    ("old", "new", "result"),
    [
        (b"Hi Bob.", b"Hi Bob!", "fail"),
        (b"Subject: hello", b"Subject: hallo", "fail"),
        (b"To: bob", b"From: <boss@b.example>\r\nTo: bob", "fail"),
        (b"bh=", b"bx=", "permerror"),
        (b"v=1", b"v=2", "permerror"),
        (b"a=rsa-sha256", b"a=rsa-sha999", "permerror"),
        (b"a=rsa-sha256", b"a=rsa-sha1", "policy"),
        (b"d=a.example", b"d=\xffx.example", "permerror"),
        (b"s=s1", b"s=../", "permerror"),
        (b"v=1;", b"v=1; x=1000;", "fail"),
    ],
)
def test_what_was_changed_does_not_pass(old: bytes, new: bytes, result: str) -> None:
    raw = signed()
    assert old in raw
    assert [s.result for s in results(raw.replace(old, new, 1))] == [result]


@pytest.mark.parametrize(
    ("record", "result"),
    [
        ("down", "temperror"),
        ((), "permerror"),
        ("v=DKIM1; p=", "permerror"),
        ("v=DKIM1; k=rsa; p=AAAA", "permerror"),
        ("v=DKIM2; p=AAAA", "permerror"),
        ("no tags at all", "permerror"),
        ("v=DKIM1; k=ed25519; p=" + "A" * 43 + "=", "neutral"),
        (key(512, 2).record, "policy"),
        (key(1024, 3).record, "fail"),
        (("something else", key().record), "pass"),
    ],
)
def test_the_key_decides(record: str | Sequence[str], result: str) -> None:
    assert [s.result for s in results(signed(), record)] == [result]


def test_a_key_that_is_too_large_is_not_calculated_with() -> None:
    modulus = key().record.partition("p=")[2]
    assert results(signed(), "v=DKIM1; p=" + modulus) == [Signature("a.example", "pass")]
    limit = authcheck.LARGEST_KEY
    try:
        authcheck.LARGEST_KEY = 1000
        assert [s.result for s in results(signed())] == ["permerror"]
    finally:
        authcheck.LARGEST_KEY = limit


def test_a_signature_over_a_part_of_the_body_is_no_pass() -> None:
    raw = signed(length=True)
    assert results(raw) == [Signature("a.example", "pass")]
    assert results(raw + b"Send money.\r\n") == [Signature("a.example", "policy")]


def test_only_the_first_signatures_are_checked() -> None:
    raw = MAIL
    for _ in range(8):
        raw = dkim.sign(MAIL, b"s1", b"a.example", key().pem) + raw
    assert results(raw) == [Signature("a.example", "pass")] * authcheck.MOST_SIGNATURES


def test_of_several_signatures_one_that_passes_is_enough() -> None:
    other = dkim.sign(MAIL, b"s1", b"other.example", key().pem)
    found = check(other + signed(), Envelope(), "", lookup_in({f"TXT {KEY_NAME}": [key().record]}))
    assert (found.dkim, found.dkim_domains, found.dmarc) == ("pass", ("a.example",), "none")


def test_a_message_without_signatures_asks_nothing() -> None:
    def never(name: str, kind: str) -> Sequence[str]:
        raise AssertionError(name)

    assert check_signatures(MAIL + b"DKIM-Signature: v=1; in the body\r\n", never) == ([], "none")


def test_a_broken_header_with_a_signature_is_an_error_not_an_exception() -> None:
    assert results(b"DKIM-Signature: v=1\r\nno colon here\r\n\r\n") == [Signature("", "permerror")]


@pytest.mark.parametrize(
    "body", [b" " * 3_000_000, b"\t x" * 50_000 + b" \r\n", b"\r\n" * 50_000, b" \r\n a\tb \r\n", b"x "]
)
def test_bodies_of_spaces_and_empty_lines_are_checked_in_linear_time(body: bytes) -> None:
    for canonical in ((b"relaxed", b"relaxed"), (b"simple", b"simple")):
        assert results(signed(MAIL + body, canonicalize=canonical)) == [Signature("a.example", "pass")]


@given(st.lists(st.sampled_from([b" ", b"\t", b"\r\n", b"\n", b"\r", b"a"]), max_size=40).map(b"".join))
def test_our_relaxed_body_is_that_of_dkimpy(body: bytes) -> None:
    assert authcheck._Relaxed.canonicalize_body(body) == canonicalization.Relaxed.canonicalize_body(body)


@pytest.mark.parametrize(
    "header",
    [
        b"DKIM-Signature: v=1; b=" + b" " * 100_000 + b"x\r\n",
        b"DKIM-Signature: v=1; h=" + b"from:" * 300 + b"from\r\n",
        b"DKIM-Signature: v=1; z=" + b"x" * 20_000 + b"\r\n",
        b"ARC-Seal: i=1;" + b" \t" * 50_000 + b"\r\n",
        b"DKIM-Signature: v=1\r\n" + b"X: y\r\n" * 3_000,
        b"DKIM-Signature: v=1\r\n" + b"X: y\r\n" + b" z\r\n" * 100_000,
    ],
)
def test_headers_made_to_take_long_are_refused(header: bytes) -> None:
    assert check_signatures(header + MAIL, lookup_in({})) == ([Signature("", "permerror")], "permerror")


@given(st.binary(max_size=200), st.text(max_size=100))
def test_any_signature_and_any_record_give_a_result(value: bytes, record: str) -> None:
    raw = b"DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s1; h=from; bh=AAAA; b=AAAA;" + value + b"\r\n" + MAIL
    for message in (raw, signed()):
        for signature in results(message, [record]):
            assert signature.result in {"fail", "policy", "neutral", "permerror"}


# --- ARC ---------------------------------------------------------------------------------------------------------


def sealed(mail: bytes, domain: str, arc: str = "") -> bytes:
    """The mail with one more ARC set."""
    results_field = f"Authentication-Results: {domain}; spf=pass smtp.mailfrom=a.example{arc}\r\n".encode()
    headers = dkim.arc_sign(results_field + mail, b"s1", domain.encode(), key().pem, domain.encode())
    assert headers
    return b"".join(headers) + mail


ARC_ZONE: Zone = {f"TXT s1._domainkey.{host}": [key().record] for host in ("l.example", "m.example")}


def test_a_chain_of_two_seals_passes() -> None:
    first = sealed(MAIL, "l.example")
    assert check_signatures(first, lookup_in(ARC_ZONE))[1] == "pass"
    second = sealed(first, "m.example", "; arc=pass")
    assert check_signatures(second, lookup_in(ARC_ZONE))[1] == "pass"


def test_a_chain_that_was_tampered_with_fails() -> None:
    chain = sealed(MAIL, "l.example")
    assert check_signatures(chain.replace(b"Hi Bob", b"Hi Rob"), lookup_in(ARC_ZONE))[1] == "fail"
    assert check_signatures(chain.replace(b"spf=pass", b"spf=fail"), lookup_in(ARC_ZONE))[1] == "fail"
    assert check_signatures(chain.replace(b"i=1; cv=none", b"i=2; cv=none"), lookup_in(ARC_ZONE))[1] == "fail"
    assert check_signatures(chain, lookup_in({}))[1] == "fail"


def test_a_chain_whose_key_cannot_be_fetched_is_temporary() -> None:
    down: Zone = {"TXT s1._domainkey.l.example": "down"}
    assert check_signatures(sealed(MAIL, "l.example"), lookup_in(down))[1] == "temperror"


def test_a_chain_of_too_many_sets_is_not_followed() -> None:
    many = b"".join(b"ARC-Seal: i=%d; cv=pass\r\n" % n for n in range(1, authcheck.MOST_ARC_SETS + 2))
    assert check_signatures(many + MAIL, lookup_in({}))[1] == "permerror"


@given(st.binary(max_size=200))
def test_any_seal_gives_a_result(value: bytes) -> None:
    assert check_signatures(b"ARC-Seal: " + value + b"\r\n" + MAIL, lookup_in({}))[1] in {"fail", "none"}


@given(st.binary(max_size=300), st.text(max_size=30), st.text(max_size=30), st.text(max_size=20))
def test_nothing_that_the_world_sends_raises(raw: bytes, mail_from: str, helo: str, author: str) -> None:
    def echo(name: str, kind: str) -> Sequence[str]:
        return [helo, f"v=spf1 {mail_from}", f"v=DMARC1;{author}"]

    found = check(raw, Envelope(mail_from=f"{mail_from}@a.example", helo=helo, client_ip="192.0.2.1"), author, echo)
    assert found.source == "checked"
