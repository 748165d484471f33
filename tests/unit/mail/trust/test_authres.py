"""Authentication-Results of the operator's border."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.trust.authres import RESULTS, read_auth_results
from firstsight.model import AuthResults

MX = frozenset({"mx.corp.example"})


def read(*values: str) -> AuthResults:
    """The results for the fields of one header, topmost first."""
    return read_auth_results(values, MX)


def test_all_methods_of_a_trusted_field_are_read() -> None:
    assert read(
        "mx.corp.example 1; spf=pass smtp.mailfrom=jane@Mail.Supplier.example; dkim=pass header.d=supplier.example;"
        " dmarc=pass header.from=supplier.example; arc=none"
    ) == AuthResults("pass", "pass", "pass", "none", "mail.supplier.example", ("supplier.example",), "header")


@pytest.mark.parametrize(
    "value",
    [
        'mx.corp.example; dkim = pass (2048-bit key; "quoted") header.i = @b.example',
        'MX.corp.example;dkim=pass reason="good; very" header.d=b.example',
        '"mx.corp.example"; dkim/1=pass header.d=b.example',
        "mx.corp.example (the (inner) border); dkim=fail header.d=a.example; dkim=pass header.d=b.example",
        "mx.corp.example; dkim=pass header.d=b.example; dkim=fail header.d=a.example; dkim=pass header.d=b.example",
    ],
)
def test_dkim_passes_if_one_signature_does_whatever_the_form(value: str) -> None:
    found = read(value)
    assert (found.dkim, found.dkim_domains) == ("pass", ("b.example",))


def test_fields_of_others_count_for_nothing() -> None:
    assert read("mx.evil.example; spf=pass") == AuthResults()
    assert read("mx.corp.example.evil.example; spf=pass") == AuthResults()
    assert read_auth_results(["mx.corp.example; spf=pass"], frozenset()) == AuthResults()


def test_only_the_topmost_run_of_trusted_fields_counts() -> None:
    found = read(
        "other.example; x=y",
        "mx.corp.example; spf=fail",
        "mx.corp.example; dmarc=pass",
        "mx.evil.example; a=b",
        "mx.corp.example; dkim=pass header.d=x",
    )
    assert (found.spf, found.dmarc, found.dkim) == ("fail", "pass", "none")


def test_words_that_are_no_result_count_as_none() -> None:
    found = read("mx.corp.example; spf=wonderful; dkim=hardfail; none; dmarc")
    assert (found.spf, found.dkim, found.dmarc, found.source) == ("none", "fail", "none", "header")


def test_the_null_sender_is_known_by_its_helo() -> None:
    assert read("mx.corp.example; spf=pass smtp.helo=out.b.example").spf_domain == "out.b.example"


@given(st.text('mx.corpexample; =()"\\/sfdkimpa@<>', max_size=80))
def test_any_text_gives_words_of_the_standard(text: str) -> None:
    found = read("mx.corp.example;" + text)
    assert {found.spf, found.dkim, found.dmarc, found.arc} <= RESULTS
