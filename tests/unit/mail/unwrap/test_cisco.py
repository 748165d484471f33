from firstsight.mail.unwrap.cisco import unwrap_cisco


def test_a_token_alone_says_nothing() -> None:
    layer = unwrap_cisco("https://secure-web.cisco.com/1AbC/")
    assert layer is not None
    assert (layer.target, layer.host) == (None, "")


def test_another_page_of_the_gateway_is_no_layer() -> None:
    assert unwrap_cisco("https://www.cisco.com/1AbC/https%3A%2F%2Fx.example") is None
