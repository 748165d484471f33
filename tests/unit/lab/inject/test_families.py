from random import Random

import pytest
from msgspec import structs

from firstsight.lab.inject.families import FAMILIES, Written, bare, wrapped
from firstsight.lab.inject.scene import Scene
from firstsight.lab.inject.trace import stamped
from firstsight.mail.read import read
from firstsight.mail.unwrap import unwrap
from firstsight.model import EmailActivity, IntentClass, Perimeter
from tests.mails import OWN
from tests.unit.lab.inject.conftest import STYLE
from tests.unit.lab.inject.test_plot import plot


def written(scene: Scene, family: str, seed: int = 1) -> Written:
    victim = scene.victim(Random(seed))
    assert victim is not None
    for turn in range(seed * 100, seed * 100 + 20):
        made = FAMILIES[family].write(structs.replace(plot(scene, turn, family), victim=victim, time=scene.now))
        if made is not None:
            return made
    raise AssertionError(family)


def event(scene: Scene, perimeter: Perimeter, family: str, seed: int = 1) -> EmailActivity:
    made = written(scene, family, seed)
    return read(stamped(made.letter, STYLE, made.model), perimeter, received_at=scene.now)


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_family_is_read_without_a_defect_by_an_own_person(
    scene: Scene, perimeter: Perimeter, family: str
) -> None:
    for seed in range(1, 7):
        activity = event(scene, perimeter, family, seed)
        assert activity.message.defects == ()
        assert activity.message.subject
        assert activity.message.text
        assert all(perimeter.owns(to.partition("@")[2]) for to in activity.recipients)
        assert FAMILIES[family].intent in set(IntentClass)


def test_a_hijacked_thread_has_sender_servers_and_history_of_the_real_one(scene: Scene, perimeter: Perimeter) -> None:
    activity = event(scene, perimeter, "thread_hijack")
    sender = activity.author.addr
    real = read(scene.header(sender) + b"\n", perimeter)
    assert sender in scene.outside
    assert activity.envelope.client_ip == real.envelope.client_ip
    assert activity.auth.dkim_domains == real.auth.dkim_domains
    assert activity.message.in_reply_to
    assert activity.message.quoted > 0
    assert any(link.domain.endswith((".example", ".test")) for link in activity.message.links)


def test_a_lookalike_is_no_domain_that_is_known(scene: Scene, perimeter: Perimeter) -> None:
    activity = event(scene, perimeter, "lookalike_invoice")
    assert activity.author.domain not in {addr.partition("@")[2] for addr in scene.outside}
    assert activity.auth.dmarc == "pass"
    assert any(detail.kind == "iban" for detail in activity.message.details)


def test_the_boss_writes_from_elsewhere_under_the_own_name(scene: Scene, perimeter: Perimeter) -> None:
    activity = event(scene, perimeter, "exec_freemail")
    assert not perimeter.owns(activity.author.domain)
    assert activity.author.name in {known.name for known in scene.own.values()}


def test_a_colleague_writes_from_the_own_servers(scene: Scene, perimeter: Perimeter) -> None:
    activity = event(scene, perimeter, "lateral")
    assert activity.direction == "internal"
    assert activity.author.addr in scene.own


def test_payloads_are_there(scene: Scene, perimeter: Perimeter) -> None:
    assert event(scene, perimeter, "qr_code").message.attachments[0].detected == "image/png"
    assert event(scene, perimeter, "html_attachment").message.attachments[0].extension == "html"
    assert "encrypted" in event(scene, perimeter, "password_archive").message.attachments[0].traits
    calendar = event(scene, perimeter, "calendar_lure").message
    assert any(link.place == "calendar" for link in calendar.links) or calendar.links
    assert any(detail.kind == "wallet" for detail in event(scene, perimeter, "extortion").message.details)


def test_a_wrapped_link_opens_to_the_page(scene: Scene) -> None:
    for seed in range(30):
        mine = plot(scene, seed, "wrapped_link")
        url = mine.url("evil.test")
        assert unwrap(wrapped(mine, url)).target == url


def test_an_archive_without_people_gives_nothing_to_work_with() -> None:
    empty = plot(Scene(OWN))
    for family in ("thread_hijack", "lookalike_invoice", "exec_freemail", "lateral"):
        assert FAMILIES[family].write(empty) is None


@pytest.mark.parametrize(("subject", "left"), [("Re: AW: x", "x"), ("", ""), ("re:re:re:", ""), ("Reply", "Reply")])
def test_marks_of_an_answer_are_taken_off(subject: str, left: str) -> None:
    assert bare(subject) == left
