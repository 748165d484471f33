from __future__ import annotations

from firstsight.lab.audit.leaks import Leak, Leaks


def test_links_and_different_values_are_counted_by_kind() -> None:
    leaks = Leaks()
    leaks.add((("recipient", "ana@corp.example"), ("tenant", "0a")))
    leaks.add((("recipient", "Ana@Corp.Example"), ("recipient", "ben@corp.example")))
    leaks.add(())
    assert leaks.counted() == [
        Leak("recipient", 2, 2, False),
        Leak("tenant", 1, 1, False),
        Leak("customer", 0, 0, False),
        Leak("message", 0, 0, False),
    ]


def test_what_no_gateway_says_is_not_counted() -> None:
    leaks = Leaks()
    leaks.add((("colour", "blue"),))
    assert not any(leak.links for leak in leaks.counted())


def test_values_are_told_apart_up_to_a_number() -> None:
    leaks = Leaks(most=10)
    for number in range(50):
        leaks.add((("message", f"{number}"),))
    message = leaks.counted()[-1]
    assert (message.links, message.distinct, message.more) == (50, 10, True)
