import base64
import hashlib
import re
from html.parser import HTMLParser

from firstsight.lab.gateway import Assumptions
from firstsight.lab.proof import findings, page
from firstsight.lab.quality.told import Cases
from tests.unit.lab.proof.found import cases, found

VOID = {"meta", "wbr", "br"}


class Balance(HTMLParser):
    """Fails where a tag is closed that is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_tag_is_closed_and_every_section_is_there() -> None:
    html = page(found())
    balance = Balance()
    balance.feed(html)
    assert balance.open == []
    assert html.count("<section>") == 8
    assert html.count('class="chart"') == 4
    assert "nan" not in html.replace("Finance", "")


def test_the_figures_are_those_of_the_findings() -> None:
    html = page(found())
    assert "41\u00a0campaigns of attacks" in html
    assert "25 answered at the first message" in html
    assert "patient zeros, 100\u00a0% of campaigns" in html


def test_the_style_is_allowed_by_its_hash_and_nothing_else_is() -> None:
    html = page(found())
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html.replace("&#39;", "'")
    assert "<script" not in html
    assert "style=" not in html
    assert "http:" not in html
    assert "https:" not in html


def test_hostile_names_are_shown_and_do_nothing() -> None:
    html = page(found("<script>alert(1)</script>", "<img src=x onerror=alert(1)>\u202e"))
    assert "<script>" not in html
    assert "<img" not in html
    assert "&lt;img src=x" in html
    assert "\u202e" not in html


def test_without_attacks_the_page_says_so() -> None:
    nothing = Cases((), cases().ham, (), 0, 0, 0)
    html = page(findings("corp.example", nothing, Assumptions()))
    assert "no labelled attack" in html
    assert "<section>" not in html


def test_without_ham_there_is_no_curve() -> None:
    html = page(findings("corp.example", Cases(cases().attacks, (), (), 0, 0, 0), Assumptions()))
    assert html.count('class="chart"') == 2
    assert "What an alert is worth" not in html


def test_the_period_is_that_of_the_messages() -> None:
    made = found()
    assert made.period == "11\u00a0Apr\u00a01970 to 20\u00a0Apr\u00a01970"
    assert findings("x", Cases((), (), (), 0, 0, 0), Assumptions()).period == ""
