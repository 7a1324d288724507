"""Reading a turn's answer back from the tracker."""

from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

from bot.answer import answer_of

DENIED = {"intent": {"name": "deny", "confidence": 1.0}, "entities": [], "typed": False}


def asked(turn_id: str, **parsed: Any) -> UserUttered:
    data = {"intent": {"name": "order_status", "confidence": 0.91234567}, "entities": [], "language": "pl", **parsed}
    return UserUttered("gdzie", data["intent"], [], data, message_id=turn_id)


def test_an_unknown_turn_has_no_answer() -> None:
    assert answer_of([asked("t-1"), BotUttered("Dzień dobry")], "t-2") is None


def test_each_turn_gets_its_own_replies_in_order() -> None:
    events = [asked("t-1"), BotUttered("raz"), BotUttered("dwa"), asked("t-2"), BotUttered("trzy")]
    first, second = answer_of(events, "t-1"), answer_of(events, "t-2")
    assert first is not None
    assert second is not None
    assert [reply["text"] for reply in first["replies"]] == ["raz", "dwa"]
    assert [reply["text"] for reply in second["replies"]] == ["trzy"]


def test_a_card_keeps_its_text_data_and_choices() -> None:
    custom = {"kind": "order", "data": {"number": "LP-104217"}}
    buttons = [{"title": "Tak", "payload": "/affirm"}]
    answer = answer_of([asked("t"), BotUttered("W drodze.", {"custom": custom, "buttons": buttons})], "t")
    assert answer is not None
    assert answer["replies"] == [
        {"kind": "order", "text": "W drodze.", "data": {"number": "LP-104217"}, "choices": buttons}
    ]


def test_a_hand_over_is_taken_out_of_the_replies() -> None:
    proposal = {"reason": "complaint"}
    answer = answer_of([asked("t"), BotUttered("Już."), BotUttered(None, {"custom": {"hand_over": proposal}})], "t")
    assert answer is not None
    assert answer["hand_over"] == proposal
    assert [reply["text"] for reply in answer["replies"]] == ["Już."]


def test_a_second_wish_belongs_to_the_turn_and_closes_the_yes_or_no_before_it() -> None:
    buttons = [{"title": title, "payload": f"/{title}"} for title in ("affirm", "deny", "request_human")]
    first, second = asked("t-1"), asked("t-1", intent={"name": "return_item", "confidence": 1.0})
    events = [
        asked("t-0"),
        BotUttered("wcześniej"),
        *(first, BotUttered("raz", {"buttons": buttons}), BotUttered("druga sprawa")),
        *(second, BotUttered("dwa", {"buttons": buttons})),
        asked("t-2"),
        BotUttered("później"),
    ]
    answer = answer_of(events, "t-1")
    assert answer is not None
    assert answer["intent"]["name"] == "order_status"
    assert [(reply["text"], len(reply["choices"])) for reply in answer["replies"]] == [
        ("raz", 1),
        ("druga sprawa", 0),
        ("dwa", 3),
    ]


def test_mood_and_intent_leave_as_the_protocol_has_them() -> None:
    mood = {"label": "negative", "frustration": 0.7, "reasons": ["words"], "flags": ["insult"]}
    answer = answer_of([asked("t", mood=mood)], "t")
    assert answer is not None
    assert answer["mood"] == {"label": "negative", "frustration": 0.7, "reasons": ["words"]}
    assert answer["intent"] == {"name": "order_status", "confidence": 0.9123}
    assert answer["hand_over"] is None


def test_a_quick_reply_has_no_mood() -> None:
    answer = answer_of([asked("t")], "t")
    assert answer is not None
    assert answer["mood"] is None


def test_what_the_customer_went_through_is_told() -> None:
    question, search = "gdzie kupię żarówki do lampy", SlotSet("search", {"outcome": "abstain"})
    events = [
        *(UserUttered(question, message_id="t-1"), ActionExecuted("action_search"), search, BotUttered("Nie wiem.")),
        *(UserUttered("Gdzie kupię żarówki do lampy?!", message_id="t-2"), ActionExecuted("action_search")),
        BotUttered("To może to?"),
        UserUttered("/deny", {"name": "deny"}, parse_data=DENIED, message_id="t-3"),
    ]
    told = [answer["happened"] for turn in ("t-1", "t-2", "t-3") if (answer := answer_of(events, turn))]
    assert told == [
        {"failed": True, "unhelpful": False, "repeated": False},
        {"failed": False, "unhelpful": False, "repeated": True},
        {"failed": False, "unhelpful": True, "repeated": False},
    ]


def test_what_was_before_a_person_had_the_case_is_no_repetition() -> None:
    events = [asked("t-1"), SlotSet("returned", {"at": "now"}), asked("t-2")]
    answer = answer_of(events, "t-2")
    assert answer is not None
    assert not any(answer["happened"].values())
