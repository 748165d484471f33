from firstsight.mail.unwrap.mimecast import unwrap_mimecast


def test_the_domain_is_all_that_is_told() -> None:
    layer = unwrap_mimecast("https://protect-us.mimecast.com/s/AbC?domain=x.example")
    assert layer is not None
    assert (layer.target, layer.host) == (None, "x.example")


def test_another_page_of_the_gateway_is_no_layer() -> None:
    assert unwrap_mimecast("https://www.mimecast.com/s/AbC?domain=x.example") is None
