"""The page: one mapping for the template, in the style of the replay report; it loads nothing and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup
from msgspec import Struct

from firstsight.lab.gateway.assumptions import Assumptions
from firstsight.lab.gateway.first import FirstEncounter, first_encounter
from firstsight.lab.proof import encounters, measures
from firstsight.lab.quality.quality import Quality, quality
from firstsight.lab.quality.told import Cases
from firstsight.lab.report.wording import clean, date


class Findings(Struct, frozen=True):
    """What is told; the parts belong to the same messages."""

    title: str
    period: str
    quality: Quality
    first: FirstEncounter
    roc: tuple[measures.Step, ...] = ()
    """Shares of attacks found at shares of ham, for the curve."""


def findings(title: str, cases: Cases, assumed: Assumptions) -> Findings:
    """All that is told of these messages."""
    days = [case.told.day for case in (*cases.attacks, *cases.ham, *cases.own)]
    period = " to ".join(dict.fromkeys((date(min(days)), date(max(days))))) if days else ""
    return Findings(title, period, quality(cases), first_encounter(cases, assumed), measures.steps(cases))


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.PackageLoader("firstsight.lab.proof"), jinja2.PackageLoader("firstsight.lab.report")]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(found: Findings) -> str:
    """The whole page. The style is allowed by its hash, everything else is forbidden by the page's own policy."""
    environment = _environment()
    style = "".join(environment.get_template(name).render() for name in ("style.css", "proof.css"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    context: dict[str, Any] = {
        "title": clean(found.title, 100) or "First encounters",
        "period": found.period,
        "style": Markup(style),  # noqa: S704  # our own files, their hash stands in the policy
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        "empty": not found.first.campaigns,
    }
    if found.first.campaigns:
        context |= {
            "head": encounters.headline(found.first),
            "clicks": encounters.clicks(found.first),
            "defences": encounters.table(found.first),
            "leads": encounters.leads(found.first),
            "assumed": encounters.assumed(found.first.assumed),
            "families": measures.families(found.quality, found.first),
            "roc": measures.roc(found.quality, found.roc),
            "trust": measures.trust(found.quality),
            "costs": measures.costs(found.quality),
            "alerts": measures.alerts(found.quality),
            "asks": measures.asks(found.quality),
        }
    return environment.get_template("proof.html").render(context)
