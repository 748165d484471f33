import zlib

from firstsight.mail.unwrap.inky import unwrap_inky
from tests.unit.mail.unwrap.wraps import b64


def test_a_token_that_is_no_json_leaves_the_domain() -> None:
    layer = unwrap_inky("https://shared.outlook.inky.com/link?domain=x.example&t=h.W1tbW1s.sig")
    assert layer is not None
    assert (layer.target, layer.host) == (None, "x.example")


def test_another_page_of_the_gateway_is_no_layer() -> None:
    assert unwrap_inky("https://www.inky.com/about") is None


def test_a_deep_token_is_no_url() -> None:
    deep = b64(zlib.compress(b'{"url":' + b"[" * 60_000))
    layer = unwrap_inky(f"https://shared.outlook.inky.com/link?t=h.{deep}.sig")
    assert layer is not None
    assert layer.target is None
