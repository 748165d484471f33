import pytest

from firstsight.mail.unwrap.redirectors import GOOGLE, unwrap_bing, unwrap_google, unwrap_ses


@pytest.mark.parametrize(
    "host", ["google.evil.example", "google.github.io", "sites.google.com", "google.xx", "notgoogle.com"]
)
def test_only_search_redirects(host: str) -> None:
    assert unwrap_google(f"https://{host}/url?q=https://x.example") is None


def test_both_names_of_every_country_are_known() -> None:
    assert {"google.com", "www.google.com", "www.google.co.uk", "google.de"} <= GOOGLE


def test_an_amp_page_without_encryption() -> None:
    layer = unwrap_google("https://www.google.com/amp/x.example/a")
    assert layer is not None
    assert layer.target == "http://x.example/a"


def test_bing_with_a_bad_token_is_a_closed_layer() -> None:
    layer = unwrap_bing("https://www.bing.com/ck/a?u=a1%%%")
    assert layer is not None
    assert layer.target is None


def test_ses_without_the_tail() -> None:
    layer = unwrap_ses("https://a.r.us-east-1.awstrack.me/L0/http%3A%2F%2Fx.example/")
    assert layer is not None
    assert (layer.target, layer.leaks) == ("http://x.example/", ())
