from __future__ import annotations

from statistics import mean

from firstsight.lab.world.speech import Talk
from firstsight.lab.world.stage import Shipment, Stage


def test_the_daily_number_has_the_asked_mean(stage: Stage) -> None:
    assert abs(mean(stage.times(4.0) for _ in range(4000)) - 4.0) < 0.15


def test_people_write_in_their_own_hours(stage: Stage) -> None:
    person = stage.cast.people[0]
    for _ in range(200):
        local = (stage.hour(person) + 3600) % 86_400 / 3600
        assert person.begin <= local <= person.begin + 9.5


def test_an_answer_refers_to_what_it_answers_and_quotes_it(stage: Stage) -> None:
    ana, bo = stage.cast.people[:2]
    goods = Shipment(family="internal", language="en", to=((bo.name, bo.addr),), origin=stage.own_origin(ana))
    first = stage.write(ana, Talk("Plan", "Here is the plan."), 1_741_000_000, goods)
    back = Shipment(
        family="internal", language="en", to=((ana.name, ana.addr),), origin=stage.own_origin(bo), answers=first
    )
    second = stage.write(bo, Talk("", "Fine."), 1_741_003_600, back)
    assert second.subject == "Re: Plan"
    assert second.in_reply_to == first.message_id
    assert second.references == (first.message_id,)
    assert "> Here is the plan." in second.text
    assert stage.letters == [first, second]


def test_own_people_send_authenticated_mostly_from_their_desk(stage: Stage) -> None:
    person = stage.cast.people[3]
    origins = [stage.own_origin(person) for _ in range(300)]
    assert {origin.user for origin in origins} == {person.addr}
    assert sum(origin.ip == person.ip for origin in origins) > 200


def test_a_party_meets_only_friends_who_are_there(stage: Stage) -> None:
    party = stage.cast.of("customer")[0]
    friend = stage.friend(party)
    assert friend is None or (friend.addr in party.friends and friend.present(stage.day))
