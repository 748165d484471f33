"""The shape of a path."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.urls.shape import path_shape


@pytest.mark.parametrize(
    ("target", "shape"),
    [
        ("https://a.example/", "/"),
        ("https://a.example", "/"),
        ("", "/"),
        ("https://a.example/login.php", "/login.php"),
        ("https://a.example/forms/d/e/1FAIpQLSx9Kc2/viewform", "/forms/w+/x16/w"),
        ("https://a.example/orders/2024/10/4711", "/orders/d+"),
        ("https://a.example/ls/click?upn=u001.BTagsUQ8OGfP", "/ls/w?upn=x32"),
        ("https://a.example/x?id=6f1ed002-ab55-4cde-8f12-0123456789ab", "/x?id=u"),
        ("https://a.example/x?token=a9f3c2d17b60&Lang=en&empty=", "/x?token=h16&lang=w&empty="),
        ("https://a.example/blog/2024-a-long-way-home", "/blog/w"),
        ("https://a.example/%D0%BF/", "/x8"),
        ("https://a.example/a#L10", "/a#x8"),
        ("https://a.example//a///b/", "/a/w"),
        ("https://a.example/Jane_Doe/report-final.PDF", "/w/w.pdf"),
    ],
)
def test_a_shape_tells_what_a_path_is_made_of(target: str, shape: str) -> None:
    assert path_shape(target) == shape


def test_links_that_one_software_makes_have_one_shape() -> None:
    one = path_shape("https://mail.example/ls/click?upn=u001.BTagsUQ8OGfPvHtqp7ToKaxMHsfIDlUTNo1js4Jw6jU")
    other = path_shape("https://track.other.example/ls/click?upn=u001.Zz81kdLqp0OGfPvHtqp7To9axMHsfIDlQQNo1js4Jw6j")
    assert one == other


def test_another_software_has_another() -> None:
    assert path_shape("https://docs.example/forms/d/1aB2cD3eF4g5/viewform") != path_shape(
        "https://docs.example/document/d/1aB2cD3eF4g5/edit"
    )


def test_lengths_are_coarse() -> None:
    assert path_shape("https://a.example/x/a1b2c3d4e5f6") == path_shape("https://a.example/x/a1b2c3d4e5f6a1b2")


@given(st.text(max_size=300))
def test_any_url_has_a_bounded_shape(text: str) -> None:
    for target in (text, f"https://a.example/{text}", f"https://a.example/?{text}#{text}"):
        shape = path_shape(target)
        assert shape.startswith("/")
        assert len(shape) <= 600


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_the_digits_of_a_number_do_not_matter(one: int, other: int) -> None:
    assert path_shape(f"https://a.example/order/{one}?n={one}") == path_shape(
        f"https://a.example/order/{other}?n={other}"
    )


@pytest.mark.parametrize(
    "tail", ["a" * 10**6, "a-" * 500_000, "1a" * 500_000, "?" + "&" * 10**6, "%4" * 500_000, "aB" * 500_000]
)
def test_long_paths_take_no_time(tail: str) -> None:
    start = time.perf_counter()
    path_shape(f"https://a.example/{tail}")
    assert time.perf_counter() - start < 1.0
