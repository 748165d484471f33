"""Lists of domains as they are kept."""

from __future__ import annotations

import pytest

from firstsight.mail.urls.lists import own, private_suffixes, warned, words

OWN = (
    "closed",
    "dynamic-dns",
    "file-host",
    "form-builder",
    "free-hosting",
    "free-mail",
    "redirector",
    "registered",
    "shortener",
)


@pytest.mark.parametrize("name", OWN)
def test_an_own_list_is_its_words_in_lower_case_without_the_comments(name: str) -> None:
    for word in own(name):
        host, _, path = word.partition("/")
        assert host == host.lower()
        assert "." in host.strip(".")
        assert not path.startswith("/")
        assert "#" not in word


def test_a_list_is_read_once() -> None:
    assert own("free-mail") is own("free-mail")
    assert private_suffixes() is private_suffixes()


def test_a_list_that_is_not_there_is_a_mistake_of_ours() -> None:
    with pytest.raises(FileNotFoundError):
        own("none-of-these")
    with pytest.raises(FileNotFoundError):
        warned("none-of-these")


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("url-shortener", "bit.ly"),
        ("link-in-bio", "linktr.ee"),
        ("public-ipfs-gateways", "dweb.link"),
        ("dynamic-dns", "duckdns.org"),
        ("tranco10k", "paypal.com"),
        ("bank-website", "goldmansachs.com"),
        ("disposable-email", "mailinator.com"),
    ],
)
def test_a_packaged_list_still_holds_what_it_is_read_for(name: str, host: str) -> None:
    hosts = warned(name)
    assert host in hosts
    assert not [each for each in hosts if each != each.lower() or each.startswith(".")]


def test_the_private_suffixes_are_those_that_people_share_and_no_country() -> None:
    suffixes = private_suffixes()
    assert {"github.io", "web.app", "duckdns.org"} <= suffixes
    assert not {"com", "co.uk", "//"} & suffixes
    assert any(suffix.startswith("*.") for suffix in suffixes)


def test_words_are_what_stands_between_spaces() -> None:
    assert words(" a b\n a ") == {"a", "b"}
