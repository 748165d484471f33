"""What parts relate to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.package import Package
from firstsight.mail.inside.office.relations import MAX_FILES, Relations, read_relations, resolved
from firstsight.mail.inside.opener import Inside
from tests.unit.mail.inside.office.packages import relation, relations
from tests.unit.mail.inside.zips import zipped


def read(*each: str, name: str = "word/_rels/settings.xml.rels") -> tuple[Relations, Inside]:
    """The relations of one part, and what they say."""
    into = Gathered()
    found = read_relations(Package(zipped({name: relations(*each)})), into)
    return found, into.inside()


@pytest.mark.parametrize(
    ("kind", "target", "trait"),
    [
        ("attachedTemplate", "https://a.example/t.dotm", "external-template"),
        ("attachedTemplate", "file:///C:\\Users\\ana\\Normal.dotm", ""),
        ("attachedTemplate", "file:///\\\\fileserver\\t.dotx", ""),
        ("attachedTemplate", "\\\\192.0.2.1\\s\\t.dotm", "external-template"),
        ("oleObject", "https://a.example/x.html!", "external-template"),
        ("frame", "http://a.example/f.htm", "external-template"),
        ("aFChunk", "http://a.example/f.mht", "external-template"),
        ("image", "https://a.example/pixel.png", "external-link"),
        ("externalLinkPath", "https://a.example/prices.xlsx", "external-link"),
        ("externalLinkPath", "prices.xlsx", ""),
    ],
)
def test_what_is_fetched_is_told(kind: str, target: str, trait: str) -> None:
    _, inside = read(relation("rId1", kind, target, external=True))
    assert inside.traits == ((trait,) if trait else ())
    assert [href for href, _, _ in inside.links] == ([target] if trait else [])


def test_links_stand_by_part_and_id() -> None:
    found, inside = read(relation("rId7", "hyperlink", "https://a.example/?a=1&amp;b=2", external=True))
    assert found.links == {"word/settings.xml": {"rId7": "https://a.example/?a=1&b=2"}}
    assert inside == Inside()


def test_parts_that_do_something_are_found_under_any_name() -> None:
    found, _ = read(
        relation("1", "officeDocument", "Word/Main.xml"), relation("2", "vbaProject", "/x/code.dat"),
        relation("3", "oleObject", "../a.bin"), relation("4", "xlMacrosheet", "m.xml"), name="_rels/.rels",
    )  # fmt: skip
    assert [*found.main] == ["word/main.xml"]
    assert [*found.projects] == ["x/code.dat"]
    assert [*found.objects] == ["a.bin"]
    assert found.macro_sheets


def test_the_number_of_files_is_bounded() -> None:
    into = Gathered()
    files = {f"a/_rels/{number}.rels": relations() for number in range(MAX_FILES + 1)}
    read_relations(Package(zipped(files)), into)
    assert into.inside().defect == f"relations beyond {MAX_FILES} files left out"


@given(st.text("./\\aB", max_size=60), st.text("./\\aB", max_size=60))
def test_a_name_never_leaves_the_package(folder: str, target: str) -> None:
    assert ".." not in resolved(folder.replace("..", ""), target).split("/")
