"""What varies from mail to mail becomes a token, whatever the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.intent import masking
from firstsight.intent.masking import bounded, folded, host_token, mask, own_words

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=400)


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("see https://www.pay.example/a?b=1", masking.URL_OTHER),
        ("see http://10.0.0.1/x", masking.URL_IP),
        ("see https://a.b.pages.dev", masking.URL_FREE),
        ("see www.bit.ly/3x", masking.URL_SHORT),
        ("see bit.ly/3x", masking.URL_SHORT),
        ("write to a.b@pay.example now", masking.ADDRESS),
        ("about 3,400.50 of it", masking.NUMBER),
        ("call +1 (800) 555-0199 now", masking.PHONE),
        ("call 1-800-555-0199 now", masking.PHONE),
        ("to de89370400440532013000", masking.IBAN),
        ("to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", masking.WALLET),
    ],
)
def test_what_varies_is_a_token(text: str, token: str) -> None:
    assert token in mask(folded(text))


@pytest.mark.parametrize("text", ["on 2026-01-02", "at 10:30", "version 1.2.3", "for 3,400.50 eur"])
def test_dates_and_amounts_are_no_telephone_numbers(text: str) -> None:
    assert masking.PHONE not in mask(text)


def test_two_links_to_hosts_of_one_class_read_the_same() -> None:
    assert mask("pay at https://one.example/a") == mask("pay at http://two.example/b?c=d")


def test_the_user_part_of_a_link_does_not_hide_its_host() -> None:
    assert mask("https://www.bank.example@10.0.0.1/a") == masking.URL_IP


def test_the_recipient_is_known_by_name_and_address() -> None:
    own = own_words(("Anna Berger",), ("anna.berger@corp.example",))
    read = mask("hi anna, your box anna.berger@corp.example is full", own, frozenset({"anna.berger@corp.example"}))
    assert "anna" not in read
    assert masking.OWN_NAME in read
    assert masking.OWN_ADDRESS in read


@given(ANY_TEXT)
def test_any_text_is_masked_and_bounded(text: str) -> None:
    assert len(mask(folded(bounded(text)))) <= masking.MASKED_CHARS


@given(ANY_TEXT)
def test_no_digit_is_left_of_ascii_text(text: str) -> None:
    short = "".join(character for character in text if character.isascii())[: masking.HEAD_CHARS]
    assert not set("0123456789") & set(mask(folded(short)))


@pytest.mark.parametrize(
    "text",
    ["7" * 1_000_000, "a@" * 500_000, "1.2-" * 250_000, "http://" * 150_000, "\ufdfa" * 1_000_000, "((1" * 300_000],
)
def test_a_hostile_megabyte_takes_bounded_time(text: str) -> None:
    before = time.process_time()
    mask(folded(bounded(text)))
    assert time.process_time() - before < 1


def test_a_long_text_keeps_its_head_and_its_tail() -> None:
    text = "ask " + "x" * 100_000 + " wallet"
    assert bounded(text).startswith("ask ")
    assert bounded(text).endswith(" wallet")
    assert len(bounded(text)) <= masking.HEAD_CHARS + masking.TAIL_CHARS + 1


def test_hosts_have_one_of_four_classes() -> None:
    hosts = ("10.0.0.1", "x.web.app", "bit.ly", "corp.example")
    assert [host_token(host) for host in hosts] == [
        masking.URL_IP,
        masking.URL_FREE,
        masking.URL_SHORT,
        masking.URL_OTHER,
    ]
