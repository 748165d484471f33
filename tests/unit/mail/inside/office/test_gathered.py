"""What is found in a document, bit by bit."""

from __future__ import annotations

from firstsight.mail.inside.office.gathered import MAX_HELD, MAX_LINKS, MAX_TEXT, Gathered
from firstsight.mail.inside.opener import File


def test_everything_is_kept_once_and_in_order() -> None:
    into = Gathered()
    into.say("macro", "", "dde", "macro")
    into.link("https://a.example/")
    into.link(" https://a.example/\0", " click\r\n here ")
    into.hold("x.exe")
    into.hold("")
    into.defect("")
    into.defect("cut")
    into.text("one")
    into.text("two, see https://b.example/.")
    inside = into.inside()
    assert inside.traits == ("macro", "dde")
    assert inside.links == (
        ("https://a.example/", "click here", "document"),
        ("https://b.example/", "", "document"),
    )
    assert inside.text == "one\ntwo, see https://b.example/."
    assert (inside.holds, inside.defect) == (("x.exe",), "cut")
    assert into.says("dde")
    assert not into.says("encrypted")


def test_everything_is_bounded() -> None:
    into = Gathered()
    for number in range(1_000):
        into.text("x" * 999)
        into.link(f"https://a.example/{number}" + "y" * 5_000)
        into.hold(f"{number}")
    inside = into.inside()
    assert len(inside.text) <= MAX_TEXT
    assert into.room == 0
    assert len(inside.links) == MAX_LINKS
    assert len(inside.holds) == MAX_HELD


def test_what_another_opener_found_is_taken_over() -> None:
    into = Gathered()
    into.take(("macro",), ("a",), [File("a", "", "", b"")])
    assert into.inside().files == (File("a", "", "", b""),)
    assert (into.inside().traits, into.inside().holds) == (("macro",), ("a",))
