"""HTML to text and links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.text.html import MAX_MARKUP, MAX_WORK, hidden_by, read_html, rough_links, rough_text, work


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one<p>two", "one\n\ntwo"),
        ("Hel<b>lo</b> <i>you</i>", "Hello you"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb"),
        ("a<script>x()</script><style>p{}</style><!-- c --><title>t</title>b", "ab"),
        ("<div style='display:none'>no</div>yes", "yes"),
        ("<span style='FONT-SIZE: 0px'>no</span>yes<span hidden>no</span>", "yes"),
        ("<span style='font-size:0.9em'>yes</span>", "yes"),
        ("<noscript>seen</noscript>", "seen"),
        ("a &amp; b&nbsp;c &#x41;", "a & b c A"),
        ("<pre>a\n  b\nc</pre>", "a\nb\nc"),
        ("<p>new</p><blockquote><p>old</p></blockquote><p>more</p>", "new\n\n> old\n\nmore"),
        ("ok<div id=divRplyFwdMsg>From: x</div>", "ok\n-----Original Message-----\nFrom: x"),
        ("", ""),
        ("<<<>>", "<<<>>"),
    ],
)
def test_the_text_is_what_a_reader_sees(markup: str, text: str) -> None:
    assert read_html(markup, 9).text == text


def test_links_come_in_order_with_their_text_and_place() -> None:
    markup = (
        "<a href='https://a.example'> one <b>two</b></a><img src=https://i.example/x alt=logo>"
        "<form action=https://f.example></form><area href=https://m.example><a name=x>no</a><a href=''>no</a>"
    )
    assert read_html(markup, 9).links == [
        ("https://a.example", "one two", "html"),
        ("https://i.example/x", "logo", "image"),
        ("https://f.example", "", "form"),
        ("https://m.example", "", "html"),
    ]


def test_relative_references_follow_the_base() -> None:
    assert read_html("<base href='https://e.example/a/'><a href=b>x</a>", 9).links == [
        ("https://e.example/a/b", "x", "html")
    ]


def test_links_are_bounded_in_number() -> None:
    assert len(read_html("<a href=http://a.example>x</a>" * 50, 7).links) == 7


@pytest.mark.parametrize(
    "style",
    ["display:none", "DISPLAY : none;", "visibility:hidden", "font-size:0", "color:red;opacity: 0.0", "mso-hide:all"],
)
def test_styles_that_hide(style: str) -> None:
    assert hidden_by(style)


@pytest.mark.parametrize("style", ["", "display:block", "font-size:10px", "opacity:.5", "font-size:0.5em", "margin:0"])
def test_styles_that_do_not_hide(style: str) -> None:
    assert not hidden_by(style)


@pytest.mark.parametrize(
    "markup",
    [
        "".join(f"<font x={number}><p>" for number in range(3_000)),
        "<a " + "".join(f" x{number}" for number in range(60_000)) + ">",
        "".join(f"<body x{number}>" for number in range(40_000)),
        "<div>" * 40_000,
    ],
    ids=["formatting", "attributes", "body attributes", "depth"],
)
def test_markup_that_would_blow_up_is_read_by_patterns(markup: str) -> None:
    read = read_html("<a href=https://a.example/>" + markup + "the text", 9)
    assert work(markup) > MAX_WORK
    assert "read by patterns" in read.defect
    assert read.links == [("https://a.example/", "", "html")]
    assert read.text.endswith("the text")


def test_long_documents_are_read_to_their_end() -> None:
    markup = "<p>some words</p>" * (MAX_MARKUP // 17 + 10) + "<a href=https://end.example/>x</a>"
    read = read_html(markup, 9)
    assert read.links == [("https://end.example/", "", "html")]
    assert "read by patterns" in read.defect


def test_spent_budget_means_patterns() -> None:
    assert "could blow up" in read_html("<p>x</p>", 9, budget=0).defect


def test_without_text_only_links_are_read() -> None:
    assert read_html("<a href=http://a.example>x</a>", 9, text=False).text == ""


@given(st.text("<>/abp =\"'!-&;:hrefstyl\n\ue000", max_size=120))
def test_any_markup_is_read_both_ways(markup: str) -> None:
    read = read_html(markup, 5)
    assert len(read.links) <= 5
    assert isinstance(rough_text(markup), str)
    assert len(list(rough_links(markup, 5))) <= 5
