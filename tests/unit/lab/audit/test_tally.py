from __future__ import annotations

from collections.abc import Callable
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from firstsight.lab.audit.classes import Class
from firstsight.lab.audit.tally import MOST_OWNERS, OTHERS, OURS, THEIRS, UNTOLD, LinkTally, needless, summed
from firstsight.model import ActionKind, Rewritten
from firstsight.pipeline import LAST_DAY
from tests.unit.lab.audit.judged import CORP, judged, message
from tests.unit.lab.report.verdicts import FIRST_DAY, verdict
from tests.unit.mail.unwrap.wraps import WRAPS, barracuda, google, proofpoint_2, safelinks, urls

SHOP = "https://www.shop.example/a"
NEWS = "https://news.example/b"


def test_links_count_by_day_gateway_owner_and_class() -> None:
    tally = LinkTally(CORP)
    first = message(safelinks(SHOP), safelinks(NEWS), proofpoint_2(SHOP), "https://plain.example/")
    tally.add(judged(first, {"shop.example": 4.0, "news.example": 0.0}, ActionKind.LOCK))
    tally.add(judged(message(barracuda(NEWS)), {"news.example": 1.0}, day=1))
    tally.add(judged(message(google(NEWS)), {"news.example": 1.0}, day=1))
    tally.add(verdict(day=FIRST_DAY + 1))
    assert (tally.messages, tally.linked, tally.rewritten, tally.links) == (4, 3, 2, 4)
    assert tally.classes() == {Class.KNOWN: 2, Class.NEW: 1, Class.SELDOM: 1}
    day = tally.days[FIRST_DAY]
    assert day.cells == {
        ("safelinks", OURS, Class.KNOWN): 1,
        ("safelinks", OURS, Class.NEW): 1,
        ("proofpoint", UNTOLD, Class.KNOWN): 1,
    }
    assert day.gateways == {"safelinks": 1, "proofpoint": 1}
    assert (day.guarded, tally.guarded) == (1, 1)
    assert tally.acted()[Class.KNOWN, ActionKind.LOCK] == 2
    assert [(name, messages, of.total()) for name, messages, of, _ in tally.gateways()] == [
        ("safelinks", 1, 2),
        ("barracuda", 1, 1),
        ("proofpoint", 1, 1),
    ]


def test_a_gateway_is_ours_somebody_else_s_or_nobody_says() -> None:
    tally = LinkTally(("Corp.Example.",))
    assert [tally.whose(owner) for owner in ("corp.example", "eu.corp.example", "partner.example", "")] == [
        OURS,
        OURS,
        THEIRS,
        UNTOLD,
    ]


def test_owners_are_told_apart_up_to_a_number() -> None:
    tally = LinkTally(CORP)
    for number in range(MOST_OWNERS + 50):
        tally.add(verdict(rewritten=(Rewritten("safelinks", "a.example", "a.example", 2, (), f"x{number}.example"),)))
    assert len(tally.owners) == MOST_OWNERS + 1
    assert tally.owners[OTHERS, "safelinks"] == [50, 100]
    assert sum(links for _, links in tally.owners.values()) == tally.links


def test_what_is_given_goes_before_what_the_verdict_has() -> None:
    tally = LinkTally(CORP)
    found = message(safelinks(SHOP))
    old = judged(message(SHOP), {"shop.example": 4.0})
    tally.add(old)
    assert tally.links == 0
    tally.add(old, judged(found, {}).rewritten)
    assert tally.classes() == {Class.KNOWN: 1}


def test_a_clock_that_is_wrong_counts_on_the_nearest_day() -> None:
    tally = LinkTally(CORP)
    tally.add(verdict(day=-3))
    tally.add(verdict(day=10**9))
    assert set(tally.days) == {0, LAST_DAY}


Wrap = Callable[[str], str]
ONE = st.tuples(st.sampled_from(WRAPS), urls, st.sampled_from([None, 0.0, 1.0, 9.0]), st.sampled_from(ActionKind))


@given(st.lists(st.lists(ONE, max_size=6), max_size=6))
def test_classes_days_gateways_owners_and_actions_sum_to_the_whole(
    mails: list[list[tuple[Wrap, str, float | None, ActionKind]]],
) -> None:
    tally = LinkTally(CORP)
    total = 0
    for number, links in enumerate(mails):
        found = message(*(wrap(url) for wrap, url, _, _ in links))
        seen = {one.domain: days for one, (_, _, days, _) in zip(found.links, links, strict=True) if days is not None}
        one = judged(found, seen, links[0][3] if links else ActionKind.NONE, day=number % 3)
        total += sum(rewritten.count for rewritten in one.rewritten)
        tally.add(one)
    assert tally.links == sum(tally.classes().values()) == total
    assert sum(tally.acted().values()) == total
    assert sum(of.total() for _, _, of, _ in tally.gateways()) == total
    assert sum(of.total() for _, _, _, of in tally.gateways()) == total
    assert sum(links for _, links in tally.owners.values()) == total
    classes = tally.classes()
    assert needless(classes) + classes[Class.SELDOM] + classes[Class.UNKNOWN] + classes[Class.NEW] == total
    assert tally.rewritten <= tally.linked <= tally.messages == len(mails)


def test_memory_is_bounded_by_days_gateways_and_classes() -> None:
    tally, chance = LinkTally(CORP), Random(1)
    for _ in range(3000):
        host = f"h{chance.random()}.example"
        one = Rewritten("safelinks", host, host, 1, (), chance.choice(("", "corp.example")))
        tally.add(verdict(day=FIRST_DAY + chance.randrange(5), rewritten=(one,)))
    assert len(tally.days) == 5
    assert sum(len(day.cells) for day in tally.days.values()) <= 5 * 2
    assert len(tally.owners) == 2


def test_sums_are_by_key() -> None:
    assert summed([("a", 1), ("b", 2), ("a", 3)]) == {"a": 4, "b": 2}
