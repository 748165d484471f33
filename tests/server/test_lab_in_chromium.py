"""The page of the lab in a real browser: nothing is fetched, nothing runs, nothing sticks out, in light and in dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, sync_playwright

from firstsight.lab.proof import page as written
from tests.unit.lab.proof.found import found

pytestmark = pytest.mark.server

BAIT = "<img src=http://192.0.2.1/x onerror=document.title='run'><script>document.title='run'</script>"
"""Would fetch, run and be seen in the title if any of it were taken for markup."""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


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
    file = tmp_path / "lab.html"
    file.write_text(written(found(f"Lab {BAIT}", BAIT)), encoding="utf-8")
    return file.as_uri()


def test_nothing_is_fetched_runs_or_sticks_out(browser: Browser, address: str) -> None:
    for scheme, width in product(SCHEMES, (360, 1280, 3840)):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, asked=asked: asked.append(message.text))
        page.goto(address)
        assert asked == [address]
        assert page.title().startswith("Lab <img")
        assert page.evaluate("document.scripts.length") == 0
        assert page.evaluate("document.documentElement.scrollWidth") == width
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (paper == "rgb(255, 255, 255)") is (scheme == "light")
        page.close()


def test_lines_have_their_colours_under_the_policy(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="light")
    page.goto(address)
    colour = "getComputedStyle(document.querySelector('.chart path.line.{}')).{}"
    assert page.evaluate(colour.format("p1", "stroke")) == "rgb(184, 98, 43)"
    assert page.evaluate(colour.format("p1", "fill")) == "none"
    assert page.locator("svg.chart").count() == 4
