from __future__ import annotations

from random import Random

from firstsight.lab.audit.classes import Class
from firstsight.lab.audit.tally import LinkTally
from firstsight.lab.report import Report
from firstsight.lab.report.rewritten import NAMES, rewritten
from firstsight.lab.report.rows import Namer
from firstsight.model import ActionKind, Rewritten, Verdict
from tests.unit.lab.audit.judged import met
from tests.unit.lab.report.test_report import HOSTILE, report, tags
from tests.unit.lab.report.verdicts import FIRST_DAY, OWN, stream, verdict

NAMER = Namer([OWN], {})


def gated(number: int, seed: int = 1, days: int = 300) -> list[Verdict]:
    """So many messages with rewritten links over the days; one link in twenty leads somewhere new."""
    rng = Random(seed)
    out = []
    for index in range(number):
        day = FIRST_DAY + index * days // number
        host = f"n{index}.example" if rng.random() < 0.05 else rng.choice(("shop.example", "www.ours.example", ""))
        seen = 0.0 if host.startswith("n") else 9.0
        one = Rewritten(rng.choice(("safelinks", "proofpoint")), host, host, rng.randint(1, 3), ("recipient",), OWN)
        action = rng.choice((ActionKind.LOCK, ActionKind.NONE)) if not seen else ActionKind.NONE
        out.append(
            verdict(
                uid=f"g{index}", day=day, time=day * 86_400, links=(host,), rewritten=(one,), action=action,
                surprises=(met(host, seen),),
            )
        )  # fmt: skip
    return out


def counted(verdicts: list[Verdict]) -> LinkTally:
    tally = LinkTally([OWN])
    for one in verdicts:
        tally.add(one)
    return tally


def test_without_rewritten_links_there_is_no_section() -> None:
    assert rewritten(counted(stream(50)), NAMER) is None
    assert "Rewritten links" not in report(stream(50))
    assert "Rewritten links" not in report([])


def test_the_section_says_how_many_and_how_needless() -> None:
    links = (
        Rewritten("safelinks", "www.ours.example", "ours.example", 6),
        Rewritten("safelinks", "new.example", "new.example", 2),
    )
    one = verdict(links=("x.example",), rewritten=links, surprises=(met("new.example", 0.0),), action=ActionKind.HOLD)
    html = report([one, verdict(links=("x.example",))])
    assert (
        "Mail gateways had rewritten 8\u00a0links in 1\u00a0message (50\u00a0% of those with links)."
        " 75\u00a0% led to places that are own or well known."
        " 2 (25\u00a0%) led to a place never seen here before; 2 of these would have been locked or held."
    ) in html


def test_columns_and_rows_sum_to_the_whole() -> None:
    verdicts = gated(400)
    tally = counted(verdicts)
    section = rewritten(tally, NAMER)
    assert section
    total = sum(one.rewritten[0].count for one in verdicts)
    assert sum(sum(series.values) for series in section["stack"]) == total
    assert sum(int(row["n"]) for row in section["classes"]) == total
    assert sum(int(row["n"]) for row in section["gateways"]) == total
    assert sum(sum(series.values) for series in section["new"]) == tally.classes()[Class.NEW]


def test_without_anything_new_there_is_no_strip() -> None:
    section = rewritten(counted([verdict(rewritten=(Rewritten("safelinks", "", "", 1),))]), NAMER)
    assert section
    assert section["new"] == []
    assert not section["drawn"]
    assert "None led to a place never seen here before." in section["lead"]


def test_a_hostile_host_or_owner_adds_no_tag() -> None:
    def page(text: str) -> list[str]:
        one = Rewritten(text, text, text, 1, (text,), text)
        return tags(report([verdict(rewritten=(one,)), verdict(day=FIRST_DAY + 9, rewritten=(one,))])).tags

    plain = page("plain")
    assert all(page(text) == plain for text in HOSTILE)


def test_the_report_counts_what_the_verdicts_say() -> None:
    made = Report("t", {OWN}, {})
    for one in gated(120):
        made.add(one)
    html = made.html()
    assert "Who rewrote them" in html
    assert html.count('class="chart"') == 7 + 2
    assert set(NAMES) == set(Class)
