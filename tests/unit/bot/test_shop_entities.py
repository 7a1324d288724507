"""Order numbers and contact data in customers' own spelling."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.components.shop_entities import find


def values(text: str) -> list[tuple[str, str]]:
    return [(entity["entity"], entity["value"]) for entity in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "LP-104217",
        "gdzie jest lp104217?",
        "zamówienie LP 104217, proszę",
        "order #104217!",
        "nr 104217",
        "104217",
        "(LP-104217)",
        "lp–104217",
    ],
)
def test_an_order_number_is_found_however_it_is_dressed(text: str) -> None:
    assert values(text) == [("order_number", "LP-104217")]


@pytest.mark.parametrize("text", ["12345", "1234567", "kod rabatowy ABC104217", "2026-11-22", "LP-10421", "104217-1"])
def test_other_digits_are_no_order_number(text: str) -> None:
    assert "order_number" not in dict(values(text))


def test_contact_data_is_written_one_way() -> None:
    text = "Anna.Nowak@Example.com, 30-001 Kraków, tel. 600 700 800, zamówienie LP-104217"
    assert values(text) == [
        ("email", "anna.nowak@example.com"),
        ("postcode", "30-001"),
        ("phone", "+48600700800"),
        ("order_number", "LP-104217"),
    ]


@pytest.mark.parametrize("text", ["+48 600 700 800", "0048600700800", "600-700-800", "12 555 01 00"])
def test_a_telephone_number_is_no_order_number(text: str) -> None:
    assert [name for name, _ in values(text)] == ["phone"]


def test_digits_inside_an_address_belong_to_the_address() -> None:
    assert values("jan104217@example.com") == [("email", "jan104217@example.com")]


@given(st.text(max_size=200))
def test_entities_lie_in_the_text_and_never_overlap(text: str) -> None:
    spans = [(entity["start"], entity["end"]) for entity in find(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
