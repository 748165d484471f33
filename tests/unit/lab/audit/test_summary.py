from __future__ import annotations

from typing import Any

import msgspec

from firstsight.lab.audit import Audit
from firstsight.lab.audit.classes import Class
from firstsight.lab.audit.summary import actions, by_class, by_whose, owners, summary_of
from firstsight.lab.audit.tally import OTHERS
from firstsight.model import ActionKind, Rewritten
from tests.unit.lab.audit.judged import CORP, judged, message
from tests.unit.lab.report.verdicts import verdict
from tests.unit.mail.unwrap.wraps import barracuda, google, safelinks

SHOP = "https://www.shop.example/a"


def audited() -> Audit:
    audit = Audit(CORP, range(65_536))
    of = message(safelinks(SHOP), safelinks("https://new.example/"), barracuda(SHOP), google(SHOP), SHOP)
    audit.add(judged(of, {"shop.example": 9.0, "new.example": 0.0}, ActionKind.HOLD), of)
    audit.add(judged(of, {"shop.example": 9.0, "new.example": 0.5}, day=2), of)
    return audit


def document(audit: Audit) -> dict[str, Any]:
    return dict(msgspec.json.decode(msgspec.json.encode(summary_of(audit))))


def test_the_document_says_what_was_counted() -> None:
    whole = document(audited())
    assert (whole["first_day"], whole["last_day"]) == ("2025-01-02", "2025-01-04")
    assert (whole["messages"], whole["messages_with_links"], whole["messages_rewritten"]) == (2, 2, 2)
    assert (whole["links"], whole["rewritten"], whole["redirected"]) == (10, 6, 2)
    assert (whole["needless"], whole["anomalous"]) == (4, 1)
    assert whole["anomalous_actions"] == {"hold": 1, "lock": 0, "annotate": 0, "none": 0}
    assert whole["needless_actions"] == {"hold": 2, "lock": 0, "annotate": 0, "none": 2}
    assert [row["gateway"] for row in whole["gateways"]] == ["safelinks", "barracuda"]
    assert whole["gateways"][0]["whose"] == {"own": 4, "other": 0, "unknown": 0}
    assert whole["owners"][0] == {
        "owner": "corp.example",
        "own": True,
        "gateway": "safelinks",
        "messages": 2,
        "links": 4,
    }
    assert whole["redirectors"] == [{"redirector": "google", "messages": 2, "links": 2}]


def test_classes_sum_to_the_whole_everywhere() -> None:
    whole = document(audited())
    days = [row for day in whole["days"] for row in day["gateways"]]
    for row in (*whole["gateways"], *days):
        assert sum(row["classes"].values()) == sum(row["whose"].values()) == row["links"]
    for total in (whole["classes"].values(), (row["links"] for row in whole["gateways"])):
        assert sum(total) == whole["rewritten"]
    assert sum(row["links"] for row in days) == sum(row["links"] for row in whole["owners"]) == whole["rewritten"]
    assert set(whole["classes"]) == {kind.value for kind in Class}


def test_nothing_counted_is_a_document_too() -> None:
    whole = document(Audit(CORP, range(65_536)))
    assert (whole["first_day"], whole["messages"], whole["rewritten"], whole["days"]) == ("", 0, 0, [])


def test_those_beyond_the_number_are_not_ours() -> None:
    audit = Audit(("*",), range(65_536))
    audit.tally.owners[OTHERS, "safelinks"] = [1, 1]
    assert not owners(audit.tally)[0].own


def test_every_class_and_owner_is_there_with_0_too() -> None:
    assert sum(by_class({Class.NEW: 2}).values()) == 2
    assert len(by_class({})) == len(Class)
    assert by_whose({"own": 3}) == {"own": 3, "other": 0, "unknown": 0}


def test_actions_are_told_the_strongest_first() -> None:
    audit = Audit(CORP, range(65_536))
    audit.tally.add(verdict(action=ActionKind.LOCK, rewritten=(Rewritten("safelinks", "", "", 3),)))
    assert list(actions(audit.tally, Class.UNKNOWN).items()) == [
        ("hold", 0), ("lock", 3), ("annotate", 0), ("none", 0),
    ]  # fmt: skip
