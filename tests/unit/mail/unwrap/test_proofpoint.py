import pytest

from firstsight.mail.unwrap.proofpoint import put_back, unwrap_proofpoint


@pytest.mark.parametrize(
    ("written", "taken", "url"),
    [
        ("a*b*c", "+%", "a+b%c"),
        ("a**Ab", "++", "a++b"),
        ("a**_b", "+" * 65, "a" + "+" * 65 + "b"),
        ("a**Bb", "+", "a+b"),
        ("a*b*", "+", "a+b*"),
        ("a**", "+-", "a+-"),
        ("**A", "*é", "*é"),
        ("", "+", ""),
    ],
)
def test_what_was_taken_out_is_put_back(written: str, taken: str, url: str) -> None:
    assert put_back(written, taken) == url


def test_a_wrapped_link_inside_a_wrapped_link_ends_at_the_outer_end() -> None:
    inner = "https://urldefense.com/v3/__https://x.example/a__;!!Corp1!s$"
    layer = unwrap_proofpoint(f"https://urldefense.com/v3/__{inner}__;!!Corp2!s")
    assert layer is not None
    assert (layer.target, layer.leaks) == (inner, (("customer", "Corp2"),))


def test_a_percent_sign_was_added_on_the_way() -> None:
    layer = unwrap_proofpoint("https://urldefense.com/v3/__https://x.example/a%2Ab__;Kw!!Corp1!s$")
    assert layer is not None
    assert layer.target == "https://x.example/a+b"


def test_a_link_that_was_cut_on_the_way_leads_to_what_is_left_of_it() -> None:
    layer = unwrap_proofpoint("https://urldefense.com/v3/__https:/www.shop.example/a/b_")
    assert layer is not None
    assert (layer.target, layer.host) == ("https://www.shop.example/a/b_", "www.shop.example")


def test_a_host_that_lacks_letters_is_no_host() -> None:
    layer = unwrap_proofpoint("https://urldefense.com/v3/__https://b*cher.example/a")
    assert layer is not None
    assert (layer.target, layer.host) == (None, "")


def test_other_pages_are_no_layers() -> None:
    assert unwrap_proofpoint("https://urldefense.com/help") is None
