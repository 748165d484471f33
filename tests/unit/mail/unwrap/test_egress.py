from firstsight.mail.unwrap.egress import unwrap_egress


def test_the_original_link_names_the_host() -> None:
    layer = unwrap_egress("https://links.eu1.defend.egress.com/Warning?Base64Url=eNo&@OriginalLink=x.example")
    assert layer is not None
    assert (layer.target, layer.host) == (None, "x.example")


def test_another_page_of_the_gateway_is_no_layer() -> None:
    assert unwrap_egress("https://www.egress.com/Warning?Data=aHR0cHM6Ly94LmV4YW1wbGU") is None
