"""Numbers of orders and invoices, and the sentence that something is charged."""

from __future__ import annotations

import pytest

from firstsight.mail.details.order import RENEWAL
from tests.unit.mail.details.finding import found, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Order #40-17-99", "40-17-99"),
        ("Invoice No. INV-2024-001.", "INV-2024-001"),
        ("order id: abc1234", "ABC1234"),
        ("Subscription number: ZPHQ-8552-GVHK", "ZPHQ-8552-GVHK"),
        ("Transaction ID 99887766", "99887766"),
        ("Invoice: 4711-22", "4711-22"),
        ("Bestellnummer: 4711-22", "4711-22"),
        ("Rechnung Nr. 2024/117", "2024/117"),
        ("facture n° 2024-55", "2024-55"),
        ("pedido n.º 123456", "123456"),
        ("Factuurnummer: 20240055", "20240055"),
        ("zamówienie nr 1234/24", "1234/24"),
        ("sipariş no: 123456", "123456"),
    ],
)
def test_a_number_is_read_in_several_languages(text: str, value: str) -> None:
    assert found("order", text) == [value]
    assert written("order", text)[0].upper() == value


@pytest.mark.parametrize(
    "text", ["in order to 123456", "order 12", "order number twelve", "reorder #12345", "the order of 1000 items"]
)
def test_other_numbers_are_none(text: str) -> None:
    assert found("order", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Your subscription will be renewed today.",
        "Your annual protection plan has been charged.",
        "Ihr Abo wurde verlängert",
        "Votre abonnement sera renouvelé",
        "Su suscripción será cobrado",
        "Twoja subskrypcja została odnowiona",
    ],
)
def test_a_charge_without_a_number_is_told(text: str) -> None:
    assert found("order", text) == [RENEWAL]


def test_a_charge_with_a_number_has_the_number() -> None:
    assert found("order", "Your subscription will be renewed. Order #12345") == ["12345"]


@pytest.mark.parametrize("text", ["The battery is charged.", "We renewed our vows.", "My passport was renewed"])
def test_what_is_charged_otherwise_is_not_told(text: str) -> None:
    assert found("order", text) == []
