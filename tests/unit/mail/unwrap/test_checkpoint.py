from firstsight.mail.unwrap.checkpoint import unwrap_checkpoint


def test_a_link_that_was_cut_has_no_target() -> None:
    layer = unwrap_checkpoint("https://url.avanan.click/v2/___https://x.exam")
    assert layer is not None
    assert (layer.target, layer.host) == (None, "")


def test_another_page_of_the_gateway_is_no_layer() -> None:
    assert unwrap_checkpoint("https://url.avanan.click/v1/https://x.example") is None
