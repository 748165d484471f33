"""Taking back: after forgetting, the counts are what they would be had it never been seen."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from firstsight.analytics.backfill import backfilled, compare
from firstsight.errors import ConfigError
from firstsight.model import DAY, ActionKind, Direction, EmailActivity
from firstsight.pipeline import Engine
from firstsight.store.disk import DiskStore
from firstsight.store.people import FORGOTTEN, find, forget, knowledge, release, report
from tests.mails import OWN, START, Says, mail
from tests.streams import attack, stream

ANA = "ana@corp.example"
LAST = START // DAY + 19


def judged(folder: Path, events: list[EmailActivity]) -> tuple[DiskStore, Engine]:
    store = DiskStore(folder)
    engine = Engine(store, OWN, Says())
    engine.handle(events)
    engine.close_day()
    return store, engine


def seen(store: DiskStore, subject: str) -> dict[tuple[str, str], float]:
    return {(k.relation, k.value): k.weight for k in knowledge(store, subject, LAST + 1)}


def test_what_is_known_of_a_person_is_what_was_counted(tmp_path: Path) -> None:
    store, _ = judged(tmp_path, list(stream(20)))
    normal = store.normal()
    for (relation, value), weight in seen(store, f"mail:{ANA}").items():
        if relation == "mail.recipients_per_day":
            continue
        cell = normal.value(relation, f"mail:{ANA}", value)
        assert cell is not None
        half_life = 90 if relation.startswith("mail.ask") or relation == "mail.recipient_for_sender" else 30
        assert cell[0] * 2 ** (-(LAST + 1 - cell[1]) / half_life) == pytest.approx(weight)
    store.close()


def test_a_forgotten_person_leaves_no_trace_and_the_counts_of_others_stay_right(tmp_path: Path) -> None:
    store, _ = judged(tmp_path, list(stream(20)))
    kim = seen(store, "mail:kim@partner.example")
    assert forget(store, ANA) > 0
    assert seen(store, f"mail:{ANA}") == {}
    assert store.normal().context("mail.sender_for_recipient", f"mail:{ANA}") is None
    assert store.normal().value("mail.sender_for_org", "org", ANA) is None
    assert compare(store, backfilled(store)).agrees
    left = {key: weight for key, weight in kim.items() if ANA not in key[1]}
    assert seen(store, "mail:kim@partner.example") == pytest.approx(left)
    for verdict in store.log.verdicts():
        assert verdict.author != ANA
        assert ANA not in verdict.recipients
        assert all(f"mail:{ANA}" != s.observation.subject for s in verdict.surprises)
    assert any(FORGOTTEN in verdict.recipients for verdict in store.log.verdicts())
    octets = b"".join(
        bytes(row[0]) for row in store.log.execute("SELECT words FROM name").fetchall() if isinstance(row[0], bytes)
    )
    words = [row[0] for row in store.log.execute("SELECT words FROM name")]
    assert ANA not in words
    assert f"mail:{ANA}" not in words
    assert ANA.encode() not in octets
    store.close()


def test_a_forgotten_person_is_named_by_no_verdict_on_one_who_bore_the_name(tmp_path: Path) -> None:
    own = [mail(ANA, "Ana Gomez", ("bob@corp.example",), day=d, direction=Direction.INTERNAL) for d in range(6)]
    store, _ = judged(tmp_path, [*own, mail("x@gmail.com", "Ana Gomez", ("bob@corp.example",), day=6)])
    impostor = next(v for v in store.log.verdicts() if v.author == "x@gmail.com")
    assert impostor.facts.own_name == ANA
    assert ANA in impostor.findings[0].reason
    forget(store, ANA)
    (left,) = store.log.verdicts()
    assert left.facts.own_name == FORGOTTEN
    assert ANA not in repr(left)
    assert not [words for (words,) in store.log.execute("SELECT words FROM name") if ANA in words]
    assert compare(store, backfilled(store)).agrees
    store.close()


def test_who_only_has_a_like_address_is_not_forgotten(tmp_path: Path) -> None:
    people = [f"di{ANA}", f"{ANA}.test", ANA]
    store, _ = judged(tmp_path, [mail("kim@partner.example", to=(person,), day=d) for d, person in enumerate(people)])
    before = list(store.log.verdicts())
    forget(store, ANA)
    assert list(store.log.verdicts())[:2] == before[:2]
    store.close()


def test_a_reported_mail_is_unlearnt_as_if_it_had_not_come(tmp_path: Path) -> None:
    events = list(stream(20))
    odd = replace(attack(10, odds=-3.0), label="odd")
    with_it, _ = judged(tmp_path / "a", sorted([*events, odd], key=lambda e: e.time))
    without, _ = judged(tmp_path / "b", events)
    verdict = find(with_it, "odd")
    assert verdict.learn
    assert with_it.normal().value("mail.link_domain_for_org", "org", "evil.example") is not None
    assert report(with_it, verdict)
    assert not find(with_it, "odd").learn
    assert [(v.label, bad) for v, bad in with_it.labels()] == [("odd", True)]
    assert not report(with_it, find(with_it, "odd"))
    assert with_it.normal().value("mail.link_domain_for_org", "org", "evil.example") is None
    assert compare(with_it, backfilled(with_it)).agrees
    for relation, subject, value in (
        ("mail.sender_for_recipient", f"mail:{ANA}", "it@evil.example"),
        ("mail.link_domain_for_recipient", f"mail:{ANA}", "docs.example"),
        ("mail.link_domain_for_org", "org", "docs.example"),
    ):
        mine, theirs = (s.normal().value(relation, subject, value) for s in (with_it, without))
        assert mine == (pytest.approx(theirs) if theirs else None)
    with_it.close()
    without.close()


def test_a_report_on_the_open_day_is_unlearnt_too(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    engine = Engine(store, OWN, Says())
    engine.handle([*stream(10), replace(attack(9, odds=-3.0), label="odd")])
    assert report(store, find(store, "odd"))
    engine.reload()
    engine.close_day()
    assert store.normal().value("mail.link_domain_for_org", "org", "evil.example") is None
    store.close()


def test_a_released_mail_teaches_at_once(tmp_path: Path) -> None:
    store, engine = judged(tmp_path, [*stream(20), replace(attack(19), label="odd")])
    verdict = find(store, "odd")
    assert verdict.action is not ActionKind.NONE
    assert release(store, verdict)
    assert not release(store, find(store, "odd"))
    assert store.normal().value("mail.link_domain_for_org", "org", "evil.example") is not None
    engine.reload()
    again = engine.handle([attack(20)])[0]
    assert again.score < verdict.score
    engine.close_day()
    assert compare(store, backfilled(store)).agrees
    store.close()


def test_a_release_and_a_report_agree_with_the_ledger_however_late_the_next_mail_comes(tmp_path: Path) -> None:
    store, engine = judged(tmp_path, [*stream(20), replace(attack(19), label="odd")])
    before = dict(store.snapshot.items())
    assert release(store, find(store, "odd"))
    assert compare(store, backfilled(store)).agrees
    engine.reload()
    engine.handle([attack(26)])
    engine.close_day()
    assert compare(store, backfilled(store)).agrees
    assert report(store, find(store, "odd"))
    assert store.normal().value("mail.link_domain_for_org", "org", "evil.example") is None
    assert compare(store, backfilled(store)).agrees
    assert set(before) <= set(dict(store.snapshot.items()))
    store.close()


def test_a_message_is_found_by_its_id_or_the_beginning_of_its_hash(tmp_path: Path) -> None:
    store, _ = judged(tmp_path, [*stream(3), replace(attack(2), label="an-id@x")])
    verdict = find(store, "<an-id@x>")
    assert find(store, verdict.uid) == find(store, verdict.uid[:10]) == verdict
    with pytest.raises(ConfigError, match="nowhere: no message"):
        find(store, "nowhere")
    store.close()
