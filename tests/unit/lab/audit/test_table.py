from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from firstsight.lab.audit import Audit
from firstsight.lab.audit.table import bar, share, show
from firstsight.model import ActionKind
from tests.unit.lab.audit.judged import CORP, judged, message
from tests.unit.mail.unwrap.wraps import WRAPS, google, safelinks

Wrap = Callable[[str], str]


def shown(audit: Audit, width: int = 80) -> str:
    out = io.StringIO()
    show(Console(file=out, width=width, highlight=False), audit)
    return out.getvalue()


def audited(days: int = 40) -> Audit:
    audit = Audit(CORP, range(65_536))
    for day in range(days):
        wrap: Wrap = WRAPS[day % len(WRAPS)]
        of = message(
            wrap("https://www.shop.example/a"), wrap(f"https://new{day}.example/"), safelinks("https://corp.example/")
        )
        seen = {"shop.example": float(day), f"new{day}.example": 0.0}
        audit.add(judged(of, seen, ActionKind.LOCK if day % 3 else ActionKind.NONE, day), of)
    return audit


@pytest.mark.parametrize("width", [80, 120])
def test_it_fits_a_terminal(width: int) -> None:
    said = shown(audited(400), width)
    assert max(map(len, said.splitlines())) <= width
    assert "…" not in said
    for words in ("Where they lead", "never seen before", "own domains", "Gateways", "safelinks", "By month"):
        assert words in said


def test_the_numbers_are_those_that_were_counted() -> None:
    audit = audited()
    said = shown(audit)
    row = next(line for line in said.splitlines() if line.startswith("anomalous"))
    assert row.split()[1] == "34"  # 33 of 40 days are a gateway's, and the shop is new on the first
    assert f"{audit.tally.links:,}" in said
    assert "firstsight would have held or locked" in said


def test_redirectors_are_named_and_not_counted() -> None:
    audit = Audit(CORP, range(65_536))
    of = message(google("https://x.example/"))
    audit.add(judged(of, {}), of)
    said = " ".join(shown(audit).split())
    assert "1 message, 1 with links: 1 link. Gateways had rewritten 0 (0 %) in 0 messages." in said
    assert "Not counted: 1 link through redirectors (google 1)." in said
    assert "Where they lead" not in said


def test_no_mail_is_said() -> None:
    assert "no mail" in shown(Audit(CORP, range(65_536)))


@pytest.mark.parametrize("owner", ["[bold red]x[/].example", "\x1b[2J.example", "a" * 300 + ".example"])
def test_nothing_of_a_mail_acts_on_the_terminal(owner: str) -> None:
    audit = audited(3)
    audit.tally.owners[owner, "safelinks"] = [10_000, 10_000]
    said = shown(audit)
    assert "\x1b" not in said
    assert max(map(len, said.splitlines())) <= 80


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_bar_is_as_long_as_its_share(part: int, most: int) -> None:
    part = min(part, most)
    assert len(bar(part, most)) <= 16
    assert bool(bar(part, most)) == bool(part)
    assert share(part, most).endswith(" %")
