from msgspec.structs import replace

from firstsight.pipeline import Engine
from firstsight.store.ledger import Names, lessons_of
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says
from tests.streams import stream


def test_a_verdict_teaches_what_was_scored_and_what_is_remembered() -> None:
    verdict = Engine(MemoryStore(), OWN, Says()).handle(list(stream(2)))[0]
    assert list(lessons_of(verdict)) == [*(s.observation for s in verdict.surprises), *verdict.remember]
    assert list(lessons_of(replace(verdict, learn=False))) == []


def test_a_relation_that_left_the_catalogue_teaches_nothing() -> None:
    verdict = Engine(MemoryStore(), OWN, Says()).handle(list(stream(2)))[0]
    old = replace(verdict.remember[0], relation="mail.gone") if verdict.remember else None
    assert old is None or list(lessons_of(replace(verdict, surprises=(), remember=(old,)))) == []


def test_numbers_are_signed_64_bit_and_depend_on_the_key() -> None:
    one, other = Names(b"a" * 32), Names(b"b" * 32)
    numbers = [one.number(f"name {i}") for i in range(1000)]
    assert len(set(numbers)) == 1000
    assert all(-(2**63) <= number < 2**63 for number in numbers)
    assert one.number("\udcff") != other.number("\udcff")
