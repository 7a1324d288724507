"""Where a message is divided; what reads its parts is played by keywords, sure of all it knows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clauses import clauses
from bot.wishes import ACTIONABLE, MOST_CLAUSES, two_wishes

LANGUAGES = ("pl", "en")
KEYWORDS = {
    "request_human": r"człowiek|konsultant|\bperson\b|human",
    "complaint_damaged": r"rozbit|smashed|broken",
    "complaint_missing_item": r"brakuj|missing",
    "complaint_late": r"nie dotarł|never arrived",
    "cancel_order": r"anul|cancel",
    "invoice_request": r"faktur|invoice",
    "return_item": r"zwróc|zwrot|return",
    "refund_status": r"pieniądze|money",
    "change_address": r"adres|address",
    "account_problem": r"zalogować|log in",
    "payment_problem": r"płatność|payment",
    "order_status": r"gdzie|paczk|dotrze|where|arrive",
    "shop_question": r"kosztuje|otwarci|how much|open\b",
    "greet": r"dzień dobry|hello",
    "thank": r"dziękuję|thank",
    "affirm": r"\btak\b|\byes\b",
}
PIECES = st.sampled_from(
    [
        *("gdzie jest paczka", "anuluj LP-104217", "proszę o fakturę", "chcę zwrócić buty", "z człowiekiem", "jeśli"),
        *("i", "a", "oraz", "przy okazji", "jeszcze jedno", "druga paczka", "nie mogę się zalogować", "dzień dobry"),
        *(
            "where is my parcel",
            "cancel it",
            "please",
            "an invoice",
            "return shoes",
            "a person",
            "if",
            "I can't log in",
        ),
        *("and", "also", "one more thing", "by the way", "my other order", "thank you", "“ł’İ😀”"),
        *(",", ".", "?", "?!", ";", ":", "-", "\n", "…"),
    ]
)
MESSAGES = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join))


def read(texts: list[str]) -> list[tuple[str, float]]:
    """The intent whose keyword stands in a text; two of them are not understood."""
    return [_read(text.lower()) for text in texts]


def _read(text: str) -> tuple[str, float]:
    found = [intent for intent, words in KEYWORDS.items() if re.search(words, text)]
    return (found[0], 0.9) if found else ("nlu_fallback", 0.8)


def divided(language: str, text: str, threshold: float = 0.6) -> tuple[str, str, str] | None:
    """Both intents and the second wish's words."""
    found = two_wishes(text, language, read, threshold)
    return None if found is None else (found.first.intent, found.second.intent, found.second.text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "pl",
            "Gdzie jest moja paczka LP-104217? I jeszcze jedno, jak mogę zwrócić buty?",
            ("order_status", "return_item", "jak mogę zwrócić buty?"),
        ),
        (
            "pl",
            "anuluj LP-104217 i wyślij mi fakturę",
            ("cancel_order", "invoice_request", "wyślij mi fakturę"),
        ),
        (
            "pl",
            "gdzie paczka a jak wygląda sprawa z fakturą",
            ("order_status", "invoice_request", "jak wygląda sprawa z fakturą"),
        ),
        (
            "pl",
            "Proszę o fakturę\nKiedy dotrze zamówienie?",
            ("invoice_request", "order_status", "Kiedy dotrze zamówienie?"),
        ),
        (
            "pl",
            "nie mogę się zalogować, poza tym chcę wiedzieć, gdzie jest paczka",
            ("account_problem", "order_status", "chcę wiedzieć, gdzie jest paczka"),
        ),
        (
            "pl",
            "GDZIE PACZKA?CHCE TEZ FAKTURĘ",
            ("order_status", "invoice_request", "CHCE TEZ FAKTURĘ"),
        ),
        (
            "en",
            "I want to return the lamp, and when does my other order arrive?",
            ("return_item", "order_status", "when does my other order arrive?"),
        ),
        (
            "en",
            "cancel LP-104217 and send me the invoice",
            ("cancel_order", "invoice_request", "send me the invoice"),
        ),
        (
            "en",
            "Where is my parcel? By the way, how much is delivery?",
            ("order_status", "shop_question", "how much is delivery?"),
        ),
        (
            "en",
            "I can't log in. Could you tell me where my parcel is?",
            ("account_problem", "order_status", "Could you tell me where my parcel is?"),
        ),
    ],
)
def test_two_wishes_are_found(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert divided(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # a courtesy, a yes, a number are no wishes
        ("pl", "Dzień dobry, gdzie paczka"),
        ("pl", "tak, i proszę o szybką odpowiedź"),
        ("pl", "Gdzie jest moja paczka? Dziękuję i pozdrawiam"),
        ("en", "Hello, where is my parcel? Please reply soon, thank you."),
        # one wish said twice, or in many clauses
        ("pl", "Gdzie jest paczka? Kiedy dotrze?"),
        ("pl", "Chcę zwrócić koc i poduszkę"),
        ("en", "Where is it, and when will it arrive?"),
        # what happened, and what shall be done about it
        ("pl", "Lampa przyszła rozbita. Chcę ją zwrócić. Kiedy oddacie pieniądze?"),
        ("pl", "Paczka nie dotarła, proszę anulować zamówienie"),
        ("en", "The lamp arrived broken, one cup is missing. Please send an invoice."),
        ("en", "I want to return the shoes. When do I get my money?"),
        ("pl", "Płatność pobrana. Gdzie jest paczka?"),
        # what is only told
        ("pl", "Paczka przyszła wczoraj. Proszę o fakturę"),
        ("pl", "Proszę o fakturę, nie było jej w paczce"),
        # what goes with the wish before it
        ("pl", "Gdzie jest paczka? Jeśli nie wyszła, proszę zmienić adres"),
        ("pl", "A jak ktoś nie może się zalogować, to jak wysyła zwrot?"),
        ("en", "Cancel my order because the invoice is wrong, please"),
        ("en", "I want to return the shoes. How much is it?"),
        # two complaints are one, however they are joined
        ("pl", "Lampa rozbita. Jeszcze jedno pytanie: czemu w paczce brakuje kabla, gdzie on jest?"),
    ],
)
def test_one_wish_stays_one(language: str, text: str) -> None:
    assert divided(language, text) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Lampa przyszła rozbita. Przy okazji, gdzie jest druga paczka?"),
        ("pl", "Chcę zwrócić buty. Druga sprawa: proszę anulować wczorajsze zakupy"),
        ("en", "The lamp arrived broken. One more thing, please send an invoice."),
        ("en", "When do I get my money? I'd also like to cancel my other order."),
    ],
)
def test_what_is_announced_as_something_else_is_something_else(language: str, text: str) -> None:
    assert divided(language, text) is not None


@pytest.mark.parametrize(
    ("language", "text", "deferred"),
    [
        ("pl", "Gdzie jest moja paczka? Chcę rozmawiać z człowiekiem", "order_status"),
        ("pl", "Chcę rozmawiać z człowiekiem i proszę o fakturę", "invoice_request"),
        ("en", "Please cancel my order, send the invoice and connect me with a person", "cancel_order"),
    ],
)
def test_a_person_comes_first(language: str, text: str, deferred: str) -> None:
    found = divided(language, text)
    assert found is not None
    assert found[:2] == ("request_human", deferred)


def test_nothing_else_is_begun_where_a_person_is_asked_for() -> None:
    assert divided("en", "Hello, connect me with a person. Thank you") is None


def test_what_is_not_surely_understood_is_not_divided() -> None:
    text = "anuluj LP-104217 i wyślij mi fakturę"
    assert divided("pl", text, threshold=0.9) is not None
    assert divided("pl", text, threshold=0.91) is None


def test_cancelling_has_to_be_said_in_words() -> None:
    def hasty(texts: list[str]) -> list[tuple[str, float]]:
        return [("product_question" if "wazon" in text else "cancel_order", 0.99) for text in texts]

    assert two_wishes("Czy to wazon? Przy okazji proszę sprawdzić LP-104217", "pl", hasty, 0.6) is None
    assert two_wishes("Czy to wazon? Przy okazji proszę odwołać LP-104217", "pl", hasty, 0.6) is not None


def test_a_story_stays_whole_and_unread() -> None:
    def unread(texts: list[str]) -> list[tuple[str, float]]:
        raise AssertionError(texts)

    text = "Proszę o fakturę, " * MOST_CLAUSES + "gdzie paczka?"
    assert two_wishes(text, "pl", unread, 0.6) is None
    assert two_wishes("Gdzie jest moja paczka", "pl", unread, 0.6) is None


@given(MESSAGES, st.sampled_from(LANGUAGES))
def test_no_letter_is_lost(text: str, language: str) -> None:
    parts = clauses(text, language)
    assert "".join(parts) == text
    assert all(parts) or parts == [""]


@given(MESSAGES, st.sampled_from(LANGUAGES))
def test_two_wishes_are_two_parts_of_the_message(text: str, language: str) -> None:
    found = two_wishes(text, language, read, 0.6)
    if found is None:
        return
    one, other = sorted((found.first, found.second), key=lambda wish: wish.start)
    assert (one.start, one.end, other.end) == (0, other.start, len(text))
    assert all(wish.text and wish.text in text[wish.start : wish.end] for wish in (one, other))
    assert found.first.intent != found.second.intent
    assert found.second.intent in ACTIONABLE
    assert found.first.intent in {*ACTIONABLE, "request_human"}
