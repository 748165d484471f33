from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.lab.audit.tally import LinkTally
from firstsight.lab.report.picture import HEIGHT, LEFT, RIGHT, STACK, WIDTH, picture
from firstsight.lab.report.rewritten import NAMES
from firstsight.model import Rewritten
from tests.unit.lab.report.test_report import HOSTILE
from tests.unit.lab.report.test_rewritten import counted, gated
from tests.unit.lab.report.verdicts import FIRST_DAY, OWN, stream, verdict

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def words(svg: str) -> str:
    return " ".join(" ".join(each.itertext()) for each in drawn(svg).iter(f"{SVG}text"))


def test_it_says_what_was_counted() -> None:
    tally = counted(gated(400))
    said = words(picture("ours.example", tally))
    assert "2\u00a0Jan\u00a02025 to 28\u00a0Oct\u00a02025" in said
    for name in NAMES.values():
        assert name in said
    assert f"{tally.guarded} of these would have been held or locked" in said
    assert "Rewritten links a week" in said


@pytest.mark.parametrize("days", [1, 2, 60, 300, 900, 5000])
def test_columns_stay_inside_and_below_the_title(days: int) -> None:
    root = drawn(picture("t", counted(gated(500, days=days))))
    for path in root.iter(f"{SVG}path"):
        for x, y, width, height in re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)", path.get("d") or ""):
            assert float(x) >= LEFT
            assert float(x) + float(width) <= RIGHT + 0.1
            assert 230 < float(y) <= float(y) + float(height) < HEIGHT
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x") or -1) <= WIDTH
        assert 0 <= float(text.get("y") or -1) <= HEIGHT


def test_one_new_link_is_seen_beside_many() -> None:
    many = Rewritten("safelinks", "www.ours.example", "ours.example", 300)
    tally = counted([*gated(60), *[verdict(rewritten=(many,)) for _ in range(200)]])
    heights = [
        float(height)
        for path in drawn(picture("t", tally)).iter(f"{SVG}path")
        if path.get("class") in ("new", "left")
        for height in re.findall(r"v([\d.]+)", path.get("d") or "")
    ]
    assert max(heights) > 20


def test_nothing_in_it_runs_or_is_fetched() -> None:
    svg = picture("t", counted(gated(100)))
    assert not re.search(r"href|src=|url\(|@import|<script|on\w+=", svg)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_stays_a_title(text: str) -> None:
    plain = [each.tag for each in drawn(picture("plain", counted(gated(60)))).iter()]
    assert [each.tag for each in drawn(picture(text, counted(gated(60)))).iter()] == plain


def test_nothing_to_draw_is_said() -> None:
    assert "There was no mail." in words(picture("t", LinkTally([OWN])))
    assert "No gateway had rewritten a link." in words(picture("t", counted(stream(20))))


@given(st.lists(st.tuples(st.integers(-5, 70_000), st.integers(1, 10**6)), min_size=1, max_size=20))
def test_any_days_make_a_picture(days: list[tuple[int, int]]) -> None:
    tally = counted([verdict(day=day, rewritten=(Rewritten("safelinks", "", "", links),)) for day, links in days])
    assert drawn(picture("t", tally)).tag == f"{SVG}svg"


def test_every_class_has_its_place_and_its_colour() -> None:
    svg = picture("t", counted([verdict(day=FIRST_DAY, rewritten=(Rewritten("safelinks", "", "", 1),))]))
    assert set(STACK) == set(NAMES)
    for kind in STACK:
        assert svg.count(f".{kind.value}{{fill:") == 2
