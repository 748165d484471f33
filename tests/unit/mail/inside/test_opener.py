"""An opener takes a file by what it shows, else by what it promises."""

from __future__ import annotations

from firstsight.mail.inside.opener import File, Inside, opener


@opener("text/x-a", extensions="aa bb", worth=lambda file: len(file.octets) > 1)
def open_a(file: File) -> Inside:
    """A kind of file."""
    return Inside(text=file.name)


def test_content_goes_before_name_and_declaration() -> None:
    assert open_a.takes(File("x.zip", "application/zip", "text/x-a", b""))
    assert not open_a.takes(File("x.aa", "text/x-a", "image/png", b""))


def test_without_content_that_shows_a_type_the_promise_counts() -> None:
    assert open_a.takes(File("x.BB", "", "", b""))
    assert open_a.takes(File("", "text/x-a", "", b""))
    assert not open_a.takes(File("aa", "", "", b""))


def test_what_is_not_worth_it_is_not_wanted() -> None:
    assert open_a.id == "a"
    assert open_a.wants(File("x.aa", "", "", b"12"))
    assert not open_a.wants(File("x.aa", "", "", b"1"))
