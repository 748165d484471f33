from firstsight.mail.unwrap.query import GATEWAYS, unwrap_query


def test_a_page_of_a_gateway_that_wraps_nothing_is_no_layer() -> None:
    assert unwrap_query("https://www.linkedin.com/in/jane") is None
    assert unwrap_query("https://l.facebook.com/l.php?h=x") is None
    assert unwrap_query("https://linkprotect.cudasvc.com/about?a=https://x.example") is None


def test_a_gateway_that_says_nothing_is_a_closed_layer() -> None:
    layer = unwrap_query("https://linkprotect.cudasvc.com/url?c=E,1")
    assert layer is not None
    assert (layer.target, layer.host) == (None, "")


def test_an_address_beside_the_target_is_the_recipient() -> None:
    layer = unwrap_query(
        "https://urlsand.esvalabs.com/?u=http%3A%2F%2Fx.example%2F%3Fto%3Dann%40x.example&e=jane%40c.example"
    )
    assert layer is not None
    assert layer.leaks == (("recipient", "jane@c.example"),)


def test_every_gateway_names_its_hosts_down_to_a_domain() -> None:
    assert all("*" not in ".".join(host.split(".")[-2:]) for gateway in GATEWAYS for host in gateway.hosts)
