"""The report in a real browser: nothing is fetched, nothing runs, nothing sticks out, in light and in dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from firstsight.lab.report import Report
from firstsight.lab.report.picture import picture
from tests.unit.lab.report.test_report import BUDGETS, HOSTILE, hostile
from tests.unit.lab.report.test_rewritten import counted, gated
from tests.unit.lab.report.verdicts import OWN, TITLES, stream

pytestmark = pytest.mark.server

BAIT = "<img src=http://192.0.2.1/x onerror=document.title='run'><script>document.title='run'</script>"
"""Would fetch, run and be seen in the title if any of it were taken for markup."""


@pytest.fixture
def browser(program: Callable[..., str]) -> Iterator[Browser]:
    path = program("chromium", "chromium-browser", "google-chrome")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=quiet)
        yield browser
        browser.close()


@pytest.fixture
def address(tmp_path: Path) -> str:
    made = Report(f"Replay {BAIT}", {OWN}, BUDGETS, TITLES)
    for one in stream(1500):
        made.add(one)
    for text in (*HOSTILE, BAIT):
        made.add(hostile(text))
    page = tmp_path / "report.html"
    page.write_text(made.html(), encoding="utf-8")
    return page.as_uri()


@pytest.fixture
def gateways(tmp_path: Path) -> str:
    """A report on mail whose links gateways had rewritten."""
    made = Report(f"Replay {BAIT}", {OWN}, BUDGETS, TITLES)
    for one in gated(800):
        made.add(one)
    page = tmp_path / "gateways.html"
    page.write_text(made.html(), encoding="utf-8")
    return page.as_uri()


def watched(page: Page) -> list[str]:
    """What a report must not do, as it happens: requests, dialogs, errors."""
    events: list[str] = []
    page.on("request", lambda request: events.append(f"request {request.url}"))
    page.on("dialog", lambda dialog: events.append(f"dialog {dialog.message}"))
    page.on("console", lambda message: events.append(f"console {message.text}"))
    page.on("pageerror", lambda error: events.append(f"error {error}"))
    return events


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.parametrize("which", ["address", "gateways"])
def test_nothing_is_fetched_runs_or_sticks_out(browser: Browser, request: pytest.FixtureRequest, which: str) -> None:
    address: str = request.getfixturevalue(which)
    for scheme, width in product(SCHEMES, (360, 1280, 3840)):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        events = watched(page)
        page.goto(address)
        assert events == [f"request {address}"]
        assert page.title().startswith("Replay <img")
        assert page.evaluate("document.scripts.length") == 0
        assert page.evaluate("document.documentElement.scrollWidth") == width
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (paper == "rgb(255, 255, 255)") is (scheme == "light")
        page.close()


def test_it_reads_the_same_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("section").count() == 8
    assert page.locator("svg.chart").count() == 7
    assert page.get_by_text("How to read this").is_visible()


def test_charts_have_their_colours_under_the_policy(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    fill = page.evaluate("getComputedStyle(document.querySelector('path.d0')).fill")
    assert fill == "rgb(15, 90, 112)"


def test_rewritten_links_are_a_section_of_their_own(browser: Browser, gateways: str) -> None:
    page = browser.new_page()
    page.goto(gateways)
    assert page.locator("section").count() == 9
    assert page.locator("svg.chart").count() == 9
    section = page.locator("section", has=page.get_by_role("heading", name="Rewritten links", exact=True))
    assert section.get_by_role("table").count() == 2
    fill = page.evaluate("getComputedStyle(document.querySelector('path.hot')).fill")
    assert fill == "rgb(210, 87, 31)"


def test_the_picture_of_an_audit_is_drawn_as_it_is_written(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "links.svg"
    file.write_text(picture(f"Audit {BAIT}", counted(gated(800))), encoding="utf-8")
    for scheme in SCHEMES:
        page = browser.new_page(viewport={"width": 1200, "height": 700}, color_scheme=scheme)
        events = watched(page)
        page.goto(file.as_uri())
        assert events == [f"request {file.as_uri()}"]
        paper = page.evaluate("getComputedStyle(document.querySelector('.paper')).fill")
        assert (paper == "rgb(255, 255, 255)") is (scheme == "light")
        edges = "[...document.querySelectorAll('text')].map(t => t.getBBox()).map(b => [b.x, b.x + b.width]).flat()"
        assert all(0 <= edge <= 1200 for edge in page.evaluate(edges))
        page.close()


def test_it_prints_on_paper_in_light_colours(browser: Browser, address: str, tmp_path: Path) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(address)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.pdf(path=tmp_path / "report.pdf", format="A4")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
