"""What is found in messages by its form, in customers' own spelling, and what only looks like it."""

from datetime import date
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from models.entities import find, without_entities
from models.letters import MARKED, small, typed
from models.products import LEXICON, STEM

TODAY = date(2026, 5, 13)

FOUND = (
    *("LP-104217", "lp104217", "nr 104217", "104217", "anna@example.com", "30-001", "600 700 800", "12 555 01 00"),
    *("129,99 zł", "1 299 zł", "€20", "12.05", "12.05.2026", "12 maja", "May 12th", "wczoraj", "we wtorek", "stół"),
    *("suszarka do włosów", "table lamp", "600", "700", "+48", "-", "(", ")", ", ", " ", "nr", "zł", "maja", "İ", "!"),
)
messages = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(FOUND), max_size=12).map("".join))


def values(text: str) -> list[tuple[str, str]]:
    return [(entity["entity"], entity["value"]) for entity in find(text, TODAY)]


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
        "104217 zł",
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


@pytest.mark.parametrize(
    "text", ["+48 600 700 800", "+48 600700 800", "0048600700800", "600-700-800", "600 700800", "12 555 01 00"]
)
def test_a_telephone_number_is_no_order_number(text: str) -> None:
    assert [name for name, _ in values(text)] == ["phone"]


@pytest.mark.parametrize("text", ["LP-104217 600 700 800", "LP 104217 600 700 800", "104217 600700800"])
def test_a_telephone_number_takes_nothing_from_the_order_number_before_it(text: str) -> None:
    assert values(text) == [("order_number", "LP-104217"), ("phone", "+48600700800")]


def test_digits_inside_an_address_belong_to_the_address() -> None:
    assert values("jan104217@example.com") == [("email", "jan104217@example.com")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("129,99 zł", "129.99 PLN"),
        ("129 zł.", "129.00 PLN"),
        ("129,9zl", "129.90 PLN"),
        ("129 złotych", "129.00 PLN"),
        ("39.90 zloty", "39.90 PLN"),
        ("1 299,00 PLN", "1299.00 PLN"),
        ("1.299,00 zł", "1299.00 PLN"),
        ("PLN 1,299.50", "1299.50 PLN"),
        ("zł 20", "20.00 PLN"),
        ("10-200 zł", "200.00 PLN"),
        ("€20", "20.00 EUR"),
        ("20 euro", "20.00 EUR"),
        ("20 EUR", "20.00 EUR"),
        ("$5", "5.00 USD"),
        ("5 dolarów", "5.00 USD"),
        ("£7.50", "7.50 GBP"),
        ("12.05 zł", "12.05 PLN"),
    ],
)
def test_an_amount_is_written_as_a_number_and_a_currency(text: str, value: str) -> None:
    assert values(text) == [("amount", value)]


@pytest.mark.parametrize("text", ["zł", "sto złotych", "20 złodziei", "rozmiar 42", "12345678 zł", "a20 zł"])
def test_without_number_or_currency_it_is_no_amount(text: str) -> None:
    assert values(text) == []


def test_numbers_side_by_side_keep_apart() -> None:
    assert values("104217 129 zł") == [("order_number", "LP-104217"), ("amount", "129.00 PLN")]
    assert values("600 700 800 500 zł") == [("phone", "+48600700800"), ("amount", "500.00 PLN")]
    assert values("59-500 Złotoryja, 12.05 129 zł") == [
        ("postcode", "59-500"),
        ("date", "--05-12"),
        ("amount", "129.00 PLN"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "12.05.2026",
        "12.05.2026r.",
        "12.5.26",
        "12/05/2026",
        "12-05-2026",
        "2026-05-12",
        "12 maja 2026",
        "12-go Maja 2026",
        "May 12th, 2026",
        "12th of May 2026",
        "wczoraj",
        "wczorajsza dostawa",
        "YESTERDAY",
    ],
)
def test_a_day_with_a_year_or_near_today_is_a_date(text: str) -> None:
    assert values(text) == [("date", "2026-05-12")]


@pytest.mark.parametrize("text", ["12.05", "do 12.05.", "12 maja", "12. maja", "12 May", "May 12th", "May 12"])
def test_a_day_without_a_year_has_none(text: str) -> None:
    assert values(text) == [("date", "--05-12")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("przedwczoraj", "2026-05-11"),
        ("the day before yesterday", "2026-05-11"),
        ("dziś", "2026-05-13"),
        ("dzis", "2026-05-13"),
        ("today", "2026-05-13"),
        ("do jutra", "2026-05-14"),
        ("tomorrow", "2026-05-14"),
        ("pojutrze", "2026-05-15"),
        ("w poniedziałek", "-W-1"),
        ("we wtorek", "-W-2"),
        ("w srode", "-W-3"),
        ("od czwartku", "-W-4"),
        ("Friday", "-W-5"),
        ("w soboty", "-W-6"),
        ("on Sundays", "-W-7"),
        ("29 lutego", "--02-29"),
        ("3 wrzesnia", "--09-03"),
        ("5 Dec.", "--12-05"),
    ],
)
def test_other_days_by_their_names(text: str, value: str) -> None:
    assert values(text) == [("date", value)]


def test_both_ends_of_a_span_of_days_are_found() -> None:
    assert values("12.05-15.05") == [("date", "--05-12"), ("date", "--05-15")]


@pytest.mark.parametrize(
    "text",
    [
        *("30.02.2026", "29.02.2025", "31 kwietnia", "05/25/2026", "2026-13-01", "12.13", "June 31st"),
        *("o 12.05", "godz. 12.05", "1.10 m", "24/7", "192.168.10.12", "ul. 3 Maja", "adres: al. 3 maja"),
        *("Black Friday", "Środa Wielkopolska", "the other 5 may be broken", "mieszkanie 5 Jan Nowak"),
    ],
)
def test_what_is_not_in_the_calendar_is_no_date(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("stół", "table"),
        ("STOŁY", "table"),
        ("krzesłami", "chair"),
        ("rekawiczki", "gloves"),
        ("ekspresu do kawy", "coffee maker"),
        ("suszarkę na pranie", "drying rack"),
        ("suszarkę do włosów", "hair dryer"),
        ("two T-shirts", "t-shirt"),
        ("mattresses", "mattress"),
        ("a table lamp", "lamp"),
    ],
)
def test_kinds_of_goods_have_one_name(text: str, kind: str) -> None:
    assert values(text) == [("product", kind)]


@pytest.mark.parametrize(
    "text",
    [
        *("stolica", "stolarz", "na stole", "they stole it", "but why", "koszt", "kocham", "she hates it", "w ramach"),
        *("czy Pan wie", "nie świeci", "polską", "ekspres", "bluszcz", "irony"),
    ],
)
def test_words_that_begin_like_goods_are_none(text: str) -> None:
    assert values(text) == []


def test_every_name_of_the_lexicon_is_found_as_its_kind_alone() -> None:
    lexicon = yaml.safe_load(LEXICON.read_text("utf-8"))
    meant = [
        (" ".join(word.removesuffix(STEM) for word in name.split()), kind)
        for kind, names in lexicon.items()
        for name in (*names["pl"], *names["en"])
    ]
    assert [(name, values(name)) for name, _ in meant] == [(name, [("product", kind)]) for name, kind in meant]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Gdzie jest moja paczka LP-104217, proszę", "Gdzie jest moja paczka, proszę"),
        ("proszę dzwonić (600 700 800) jutro", "proszę dzwonić jutro"),
        ("mój mail to anna@example.com!", "mój mail to!"),
        ("30-001 Kraków", "Kraków"),
        ("lampa za 129 zł z 12.05.2026", "lampa za 129 zł z 12.05.2026"),
        ("600 LP-104217 700 800 ok", "ok"),
    ],
)
def test_a_text_without_its_entities(text: str, left: str) -> None:
    assert without_entities(text) == left


@pytest.mark.parametrize("text", ["LP-104217", "nr 104217", "anna@example.com", "a 104217?", " ", ""])
def test_a_text_of_hardly_a_word_more_stays_as_it_is(text: str) -> None:
    assert without_entities(text) == text


@given(messages)
def test_entities_lie_in_the_text_and_never_overlap(text: str) -> None:
    found = find(text, TODAY)
    assert all(0 <= entity["start"] < entity["end"] <= len(text) and entity["value"] for entity in found)
    assert all(first["end"] <= second["start"] for first, second in pairwise(found))


@given(messages)
def test_taking_entities_out_leaves_a_text_that_has_none(text: str) -> None:
    left = without_entities(text)
    assert bool(left) == bool(text)
    assert without_entities(left) == left


@given(st.text(max_size=50))
def test_small_letters_keep_their_places(text: str) -> None:
    assert len(small(text)) == len(text)


def test_marks_may_be_left_out_of_a_pattern() -> None:
    assert typed("".join(MARKED)) == "".join(f"[{marked}{plain}]" for marked, plain in MARKED.items())
