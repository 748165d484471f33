from __future__ import annotations

import json

from firstsight.lab.audit import Audit
from firstsight.lab.audit.classes import Class
from firstsight.lab.audit.trail import Trail
from tests.unit.lab.audit.judged import CORP, judged, message
from tests.unit.lab.report.verdicts import FIRST_DAY
from tests.unit.mail.unwrap.wraps import bing, google, safelinks

SHOP = "https://www.shop.example/a"
ALL = range(65_536)


def test_rewritten_redirected_and_plain_links_are_counted_apart() -> None:
    audit = Audit(CORP, ALL)
    of = message(safelinks(SHOP), safelinks(google(SHOP)), google(SHOP), google(f"{SHOP}b"), bing(SHOP), SHOP)
    audit.add(judged(of, {"shop.example": 0.0}), of)
    audit.add(judged(of, {"shop.example": 9.0}, day=1), of)
    assert (audit.links, audit.tally.links) == (12, 4)
    assert audit.redirected == {"google": [2, 4], "bing": [2, 2]}
    assert audit.tally.classes() == {Class.NEW: 2, Class.KNOWN: 2}
    assert audit.leaks.counted()[0].links == 4
    assert audit.leaks.counted()[0].distinct == 1


def test_pictures_are_no_links() -> None:
    audit = Audit(CORP, ALL)
    of = message(safelinks(SHOP), SHOP, place="image")
    audit.add(judged(of, {}), of)
    assert (audit.links, audit.tally.links, audit.redirected) == (0, 0, {})


def test_only_the_days_asked_for_are_counted() -> None:
    audit = Audit(CORP, range(FIRST_DAY + 1, FIRST_DAY + 3))
    of = message(safelinks(SHOP), google(SHOP))
    for day in range(5):
        audit.add(judged(of, {}, day=day), of)
    assert (audit.tally.messages, audit.links, audit.redirected) == (2, 4, {"google": [2, 2]})


def test_what_cannot_be_opened_and_what_is_damaged_is_said() -> None:
    audit = Audit(CORP, ALL)
    of = message(
        "https://protect-eu.mimecast.com/s/abc?domain=www.shop.example",
        "https://url.emailprotection.link/?bx~",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.sho",
    )
    audit.add(judged(of, {"shop.example": 9.0}), of)
    assert (audit.named, audit.damaged) == (1, 1)
    assert audit.tally.classes() == {Class.KNOWN: 1, Class.UNKNOWN: 2}


def test_the_lines_have_the_classes_of_the_counts() -> None:
    lines: list[bytes] = []
    audit = Audit(CORP, ALL, Trail(lines.append))
    of = message(safelinks(SHOP), safelinks("https://new.example/"), safelinks("https://www.corp.example/"))
    audit.add(judged(of, {"shop.example": 9.0, "new.example": 0.0, "corp.example": 30.0}), of)
    told = [json.loads(line) for line in lines]
    assert [(line["class"], line["seen_days"]) for line in told] == [("known", 9.0), ("new", 0.0), ("own", 30.0)]
    assert audit.tally.classes() == {Class.KNOWN: 1, Class.NEW: 1, Class.OWN: 1}


def test_quoted_links_are_told_apart_where_that_can_be_told() -> None:
    audit = Audit(CORP, ALL)
    for of in (
        message(safelinks(SHOP), place="text", quoted=20),
        message(safelinks(SHOP), quoted=20),
        message(safelinks(SHOP)),
    ):
        audit.add(judged(of, {}), of)
    assert audit.quoted == {True: 1, None: 1, False: 1}
