"""Whose house a link leads to."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.urls.hosting import PLACES, SHARED, place_of
from firstsight.mail.urls.lists import own


@pytest.mark.parametrize(
    ("host", "path", "kind"),
    [
        ("bit.ly", "/3x", "shortener"),
        ("t.co", "/a", "shortener"),
        ("acme.list-manage.com", "/track/click?u=1", "redirector"),
        ("u25100820.ct.sendgrid.net", "/ls/click?upn=u001.A", "redirector"),
        ("url9364.shop.example", "/ls/click?upn=u001.A", "redirector"),
        ("email.shop.example", "/c/eJ" + "w" * 60, "redirector"),
        ("shop-example.translate.goog", "/", "redirector"),
        ("docs.google.com", "/forms/d/e/1FAIpQLS/viewform", "form-builder"),
        ("acme.typeform.com", "/to/x", "form-builder"),
        ("docs.google.com", "/document/d/x", "file-host"),
        ("acme-my.sharepoint.com", "/:b:/g/personal/ana", "file-host"),
        ("storage.googleapis.com", "/bucket/x.html", "file-host"),
        ("jane.github.io", "/", "free-hosting"),
        ("login.web.app", "/", "free-hosting"),
        ("acme.weebly.com", "/", "free-hosting"),
        ("ec2-192-0-2-1.eu-west-1.compute.amazonaws.com", "/", "free-hosting"),
        ("s3.eu-west-1.amazonaws.com", "/bucket/x", "free-hosting"),
        ("linktr.ee", "/jane", "link-in-bio"),
        ("bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi.ipfs.dweb.link", "/", "ipfs"),
        ("gate.example", "/ipfs/QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPBdG", "ipfs"),
        ("cam.duckdns.org", "/", "dynamic-dns"),
        ("jane.myfritz.net", "/", "dynamic-dns"),
    ],
)
def test_a_house_of_many_is_known_by_its_host_and_the_beginning_of_the_path(host: str, path: str, kind: str) -> None:
    assert place_of(host, path) == kind


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("www.example.com", "/"),
        ("www.google.com", "/forms/about"),
        ("www.icloud.com", "/"),
        ("youtu.be", "/x"),
        ("shop.uk.com", "/"),
        ("uk.com", "/"),
        ("www.apply.service.gov.uk", "/"),
        ("www.example.com.edgesuite.net", "/"),
        ("fonts.googleapis.com", "/css"),
        ("notdocs.google.com.evil.example", "/forms/"),
        ("mybit.ly.example", "/"),
        ("notbit.ly", "/"),
        ("192.0.2.1", "/"),
        ("localhost", "/"),
        ("", "/"),
        ("www.example.com", "/ipfs/about"),
    ],
)
def test_a_host_that_speaks_for_itself_has_no_kind(host: str, path: str) -> None:
    assert place_of(host, path) == ""


def test_a_better_beginning_of_the_path_goes_before_the_host() -> None:
    assert place_of("www.icloud.com", "/iclouddrive/0x") == "file-host"
    assert place_of("www.icloud.com", "/") == ""


def test_shared_houses_are_those_that_show_what_strangers_put_there() -> None:
    assert set(PLACES) - SHARED == {"redirector"}


def test_no_name_stands_in_two_own_lists() -> None:
    kinds = ("dynamic-dns", "free-hosting", "file-host", "shortener", "redirector", "form-builder")
    all_names = [name for kind in kinds for name in own(kind)]
    assert len(all_names) == len(set(all_names))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_host_and_path_have_a_kind_of_the_list_or_none(host: str, path: str) -> None:
    assert place_of(host, f"/{path}") in {*PLACES, ""}


@pytest.mark.parametrize("path", ["/c/eJ" + "w" * 1_000_000, "/ipfs/" + "a." * 500_000, "/ip" * 300_000])
def test_long_paths_take_no_time(path: str) -> None:
    start = time.perf_counter()
    place_of("www.example.com", path)
    assert time.perf_counter() - start < 1.0
