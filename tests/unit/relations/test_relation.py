"""What every relation promises by being one: bounds on length and number, distinct observations, rates as amounts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from firstsight.model import Block
from firstsight.relations.relation import LONGEST_VALUE, MOST_OF_A_KIND, Mail, Triple, bounded, relation
from tests.mails import OWN, TWO, attachment, link, looked_at, mail

ANY = looked_at(mail())


def says(*triples: Triple, kind: str = "value") -> list[tuple[str, str, str, float]]:
    """What a relation that says these triples is heard to say."""

    @relation(Block.LINK, "thing", kind=kind)
    def thing(mail: Mail) -> Iterator[Triple]:
        """Somebody -> thing."""
        yield from triples

    return [(seen.subject, seen.value, seen.group, seen.amount) for seen in thing.observe(ANY)]


def test_its_name_is_that_of_its_generator_and_its_scale_what_was_asked_for() -> None:
    @relation(Block.TIME, "title", half_life_days=7, kind="ordered", live=True, weight=0.25)
    def some_name(mail: Mail) -> Iterator[Triple]:
        """First line."""
        yield "a", "b", ""

    assert (some_name.id, some_name.block, some_name.title, some_name.doc) == (
        "mail.some_name",
        Block.TIME,
        "title",
        "First line.",
    )
    scale = some_name.scale
    assert (scale.half_life_days, scale.kind, scale.live, scale.weight) == (7, "ordered", True, 0.25)


def test_what_is_said_twice_is_heard_once() -> None:
    assert says(("s", "v", ""), ("s", "w", ""), ("s", "v", "")) == [("s", "v", "", 0.0), ("s", "w", "", 0.0)]


@pytest.mark.parametrize("kind", ["value", "rate"])
def test_no_part_of_an_observation_is_longer_than_what_is_counted(kind: str) -> None:
    ((subject, value, group, _),) = says(("s" * 9000, "1" if kind == "rate" else "v" * 9000, "g" * 9000), kind=kind)
    assert len(subject) == len(group) == LONGEST_VALUE
    assert len(value) == (0 if kind == "rate" else LONGEST_VALUE)
    assert bounded("v" * 9000) == "v" * LONGEST_VALUE


def test_only_the_first_of_very_many_are_heard() -> None:
    seen = says(*(("s", str(number), "") for number in range(1000)))
    assert [value for _, value, _, _ in seen] == [str(number) for number in range(MOST_OF_A_KIND)]


def test_repetitions_do_not_push_out_what_comes_after_them() -> None:
    assert [v for _, v, _, _ in says(*[("s", "same", "")] * 1000, ("s", "other", ""))] == ["same", "other"]


def test_a_rate_has_an_amount_and_no_value() -> None:
    assert says(("s", "17", "g"), kind="rate") == [("s", "", "g", 17.0)]


def test_peers_are_told_apart_only_where_there_are_several_own_domains() -> None:
    assert looked_at(mail(), perimeter=OWN).peers("ana@corp.example") == ""
    assert looked_at(mail(), perimeter=TWO).peers("ana@corp.example") == "corp.example"


def test_link_domains_are_those_that_a_click_can_lead_to() -> None:
    links = (link("https://b.example/"), link("https://cdn.example/", place="image"), link("https://www.b.example/"))
    assert looked_at(mail(links=links)).link_domains() == ("b.example",)


def test_kinds_of_attachment_are_extension_and_true_type() -> None:
    parts = (attachment("a.pdf"), attachment("b.pdf"), attachment("c", ""))
    assert looked_at(mail(attachments=parts)).attachment_kinds() == ("pdf application/pdf", " application/octet-stream")
