"""From counts to the page: each section is one small mapping for the template, its sentences made here."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup
from msgspec import Struct

from firstsight.lab.audit.tally import LinkTally
from firstsight.lab.report import sections
from firstsight.lab.report.rewritten import rewritten
from firstsight.lab.report.rows import Namer, Row, gathered
from firstsight.lab.report.tally import Tally
from firstsight.lab.report.wording import clean

_SURPRISING = 7
"""Messages told at length."""


class Kept(Struct, frozen=True):
    """The messages that are shown one by one: by action, and the most surprising ones."""

    acted: Mapping[str, list[Row]]
    surprising: list[Row]
    settled: bool
    """Whether the weeks in which nearly everything is new were left out of `surprising`."""
    models: tuple[str, ...]
    rewrites: LinkTally | None = None
    """What gateways had rewritten; None: nobody counted."""


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("firstsight.lab.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(title: str, tally: Tally, kept: Kept, budgets: Mapping[str, float], namer: Namer) -> str:
    """The whole page. The style is allowed by its hash, everything else is forbidden by the page's own policy."""
    environment = _environment()
    style = environment.get_template("style.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    context: dict[str, Any] = {
        "title": clean(title, 100) or "Replay",
        "style": Markup(style),  # noqa: S704  # our own file, its hash stands in the policy
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        "head": sections.headline(tally),
        "flow": sections.flow(tally),
        "acted": sections.acted(tally, kept.acted),
        "surprising": gathered(kept.surprising, _SURPRISING),
        "settled": kept.settled,
        "standing": sections.standing(tally, namer),
        "curve": sections.curve(tally),
        "spending": sections.spending(tally, budgets),
        "intents": sections.intents(tally),
        "rewritten": rewritten(kept.rewrites, namer) if kept.rewrites else None,
        "models": [namer.text(model, 80) for model in kept.models],
    }
    return environment.get_template("page.html").render(context)
