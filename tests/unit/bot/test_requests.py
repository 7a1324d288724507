"""What the desk may send."""

from typing import Any

import pytest

from bot.requests import TurnRequest, plain_words
from warmline.errors import BadInput


def body(**changes: Any) -> dict[str, Any]:
    return {
        "conversation_id": "c-1",
        "turn_id": "t-1",
        "text": "gdzie moja paczka",
        "payload": None,
        "language": "pl",
        "language_chosen": False,
        "customer": {"id": "v-1", "verified": False},
        **changes,
    }


def test_a_text_is_parsed_by_the_pipeline() -> None:
    message = TurnRequest.from_json(body()).as_message("desk")
    assert (message.text, message.parse_data, message.message_id) == ("gdzie moja paczka", None, "t-1")
    assert message.metadata["language"] == "pl"


@pytest.mark.parametrize(
    ("text", "words"),
    [("/restart", "restart"), ("//request_human", "request_human"), (" / /x", "x"), ("/", "…"), ("a/b", "a/b")],
)
def test_a_text_is_never_a_command(text: str, words: str) -> None:
    assert plain_words(text) == words


def test_a_payload_comes_already_understood() -> None:
    payload = '/inform{"order_number": "LP-104217"}'
    message = TurnRequest.from_json(body(text="LP-104217: Pościel", payload=payload)).as_message("desk")
    assert message.parse_data["intent"]["name"] == "inform"
    assert message.parse_data["entities"][0]["value"] == "LP-104217"
    assert message.parse_data["language"] == "pl"
    assert message.parse_data["typed"] is False


def test_only_a_true_verified_counts() -> None:
    for value in ("true", 1, None, [True]):
        asked = TurnRequest.from_json(body(customer={"id": "v-1", "verified": value}))
        assert asked.customer["verified"] is False
    assert TurnRequest.from_json(body(customer={"verified": True})).customer["verified"] is True


def test_only_a_true_waiting_counts() -> None:
    for value, waits in ((True, True), ("yes", False), (None, False)):
        assert TurnRequest.from_json(body(waiting=value)).as_message("desk").metadata["waiting"] is waits


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"conversation_id": ""}, "conversation_id"),
        ({"turn_id": 7}, "turn_id"),
        ({"text": ""}, "text"),
        ({"text": "a" * 4001}, "text"),
        ({"language": "de"}, "language"),
        ({"payload": "affirm"}, "payload"),
        ({"payload": "/DROP TABLE"}, "payload"),
        ({"customer": ["v-1"]}, "customer"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        TurnRequest.from_json(body(**changes))
    assert caught.value.details["field"] == field
