import pytest

from firstsight.mail.unwrap.safelinks import unwrap_safelinks


@pytest.mark.parametrize("path", ["/", "/ap/w-0a/", ""])
def test_the_path_does_not_matter(path: str) -> None:
    layer = unwrap_safelinks(f"https://nam01.safelinks.protection.outlook.com{path}?url=https%3A%2F%2Fx.example%2F")
    assert layer is not None
    assert layer.target == "https://x.example/"


def test_a_recipient_is_an_address() -> None:
    layer = unwrap_safelinks(
        "https://nam01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.example&data=1%7C2%7Cx"
    )
    assert layer is not None
    assert layer.leaks == ()


def test_other_files_of_teams_are_no_layers() -> None:
    assert unwrap_safelinks("https://statics.teams.cdn.office.net/a.html?url=https://x.example") is None
