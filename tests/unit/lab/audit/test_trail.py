from __future__ import annotations

import json
from collections import Counter

import msgspec
import pytest

from firstsight.lab.audit.classes import Class
from firstsight.lab.audit.trail import Found, Trail, found_of, is_quoted
from firstsight.mail.unwrap.rewriting import rewrites_of
from firstsight.model import ActionKind, Message
from tests.unit.lab.audit.judged import judged, message
from tests.unit.mail.unwrap.wraps import google, safelinks

SHOP = "https://www.shop.example/a"


def found(number: int = 0) -> Found:
    of = message(safelinks(google(SHOP)))
    (one,) = rewrites_of(of)
    return found_of(one, Class.NEW, 0.0, judged(of, {}, ActionKind.LOCK, label=f"{number}@x.example"), of)


def test_a_line_says_everything_of_one_link() -> None:
    line = json.loads(msgspec.json.encode(found()))
    assert line == {
        "time": "2025-01-02T10:00:00Z",
        "id": "0@x.example",
        "direction": "inbound",
        "gateway": "safelinks",
        "layers": ["safelinks", "google"],
        "href": safelinks(google(SHOP)),
        "target": SHOP,
        "host": "www.shop.example",
        "damaged": False,
        "domain": "shop.example",
        "class": "new",
        "seen_days": 0.0,
        "owner": "corp.example",
        "leaks": ["recipient"],
        "place": "html",
        "quoted": False,
        "action": "lock",
    }


@pytest.mark.parametrize(
    ("place", "quoted", "shown", "is_it"),
    [
        ("html", 0, False, False),
        ("text", 0, False, False),
        ("text", 90, True, False),
        ("text", 90, False, True),
        ("html", 90, True, False),
        ("html", 90, False, None),
    ],
)
def test_a_link_is_quoted_where_that_can_be_told(place: str, quoted: int, shown: bool, is_it: bool | None) -> None:
    url = safelinks(SHOP)
    of = message(url, place=place, quoted=quoted, text=f"See {url}" if shown else "See below")
    (one,) = rewrites_of(of)
    assert is_quoted(one, of) is is_it


def written(sample: int, seed: int, links: int) -> list[int]:
    lines: list[bytes] = []
    trail = Trail(lines.append, sample, seed)
    for number in range(links):
        trail.add(found(number))
    trail.finish()
    return [int(json.loads(line)["id"].partition("@")[0]) for line in lines]


def test_without_a_sample_every_line_is_written_at_once() -> None:
    assert written(0, 1, 20) == list(range(20))


def test_a_sample_has_its_size_and_the_order_of_arrival_and_comes_again() -> None:
    picked = written(7, 1, 60)
    assert len(picked) == 7
    assert picked == sorted(set(picked))
    assert picked == written(7, 1, 60)
    assert picked != written(7, 2, 60)
    assert written(7, 1, 5) == list(range(5))


def test_each_link_has_the_same_chance() -> None:
    """1,200 samples of 5 out of 12: each is expected 500 times, with a standard deviation of 17."""
    line = found()
    counts: Counter[int] = Counter()
    for seed in range(1200):
        trail = Trail(lambda _: None, 5, seed)
        for _ in range(12):
            trail.add(line)
        counts.update(met for met, _ in trail._kept)
    assert set(counts) == set(range(1, 13))
    assert all(abs(number - 500) < 5 * 17 for number in counts.values())


def test_a_message_without_links_has_no_line() -> None:
    assert list(rewrites_of(Message((), "", ""))) == []
