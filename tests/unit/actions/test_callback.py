"""Being called or written to: which way, where, and never without consent."""

from __future__ import annotations

from typing import Any

import pytest

from actions.callback import ActionTakeCallback
from actions.callback_form import (
    ActionAskCallbackConsent,
    ActionAskCallbackContact,
    ActionAskCallbackWay,
    ValidateCallbackForm,
)
from escalation.client import CANCEL_CALLBACK, OpenCallback
from models.entities import find
from tests.unit.actions.action_stage import ANNA, Stage, Talk, TalkFactory
from warmline.errors import Unavailable

NUMBER = "+48600100200"


async def say(talk: Talk, text: str, intent: str = "inform", **payload: str) -> list[str]:
    """Say something to the form, which asks on or ends as Rasa would have it; returns the responses said."""
    talk.text, talk.intent = text, intent
    chosen = [{"entity": name, "value": value} for name, value in payload.items()]
    talk.entities = chosen or [dict(entity) for entity in find(text)]
    talk.events.append({"event": "user", "text": text, "message_id": f"t-{len(talk.events)}"})
    before = len(talk.events)
    said = await talk.run(ValidateCallbackForm())
    set_now = {event["name"]: event["value"] for event in talk.events[before:]}
    talk.loop = "callback_form"
    if "requested_slot" not in set_now:
        wanted = ("callback_way", "callback_contact", "callback_consent")
        missing = next((slot for slot in wanted if talk.slots.get(slot) is None), None)
        talk.slots["requested_slot"] = missing
        if missing == "callback_way":
            said += await talk.run(ActionAskCallbackWay())
        elif missing == "callback_contact":
            said += await talk.run(ActionAskCallbackContact())
        elif missing == "callback_consent":
            said += await talk.run(ActionAskCallbackConsent())
    if talk.slots["requested_slot"] is None:
        said += await talk.run(ActionTakeCallback())
    return [message.get("response") or message["text"] for message in said]


async def test_a_number_with_a_time_is_taken_down_with_consent(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory()
    assert await say(talk, "Proszę do mnie oddzwonić", "request_callback") == ["utter_ask_callback_phone"]
    [asked] = await say(talk, "600 100 200, najlepiej po 17")
    assert asked == "Czy możemy zapisać numer +48 ••• ••• 200 i użyć go tylko po to, by zadzwonić w tej sprawie?"
    assert await say(talk, "tak", "affirm") == ["utter_callback_taken_phone"]
    [wish] = stage.desk.wishes
    assert wish == {
        "conversation_id": "c-1",
        "turn_id": wish["turn_id"],
        "way": "phone",
        "contact": NUMBER,
        "language": "pl",
        "consent": asked,
        "best_time": "najlepiej po 17",
    }
    assert wish["turn_id"] == next(e["message_id"] for e in reversed(talk.events) if e["event"] == "user")
    assert not any(value for name, value in talk.slots.items() if name.startswith("callback_"))


async def test_the_confirmation_says_what_was_taken_down_and_how_to_undo_it(
    stage: Stage, talk_factory: TalkFactory
) -> None:
    talk = talk_factory(
        callback_way="phone", callback_contact=NUMBER, callback_consent="Czy możemy?", callback_time="po 17"
    )
    talk.events = [{"event": "user", "message_id": "t-1"}]
    [said] = await talk.run(ActionTakeCallback())
    assert (said["contact"], said["time"]) == ("+48 ••• ••• 200", " Pora: „po 17”.")
    assert said["buttons"] == [{"title": "Odwołaj", "payload": CANCEL_CALLBACK}]


async def test_a_no_writes_nothing_down(stage: Stage, talk_factory: TalkFactory) -> None:
    for steps in (
        [("600100200", "inform"), ("nie", "deny")],
        [("nie", "deny")],
    ):
        talk = talk_factory()
        await say(talk, "zadzwońcie do mnie", "request_callback")
        for text, intent in steps:
            responses = await say(talk, text, intent)
        assert responses == ["utter_callback_declined"]
        assert talk.slots["requested_slot"] is None
    assert stage.desk.wishes == []


@pytest.mark.parametrize(
    ("way", "typed", "refused"),
    [
        ("phone", "60010020", "utter_callback_bad_phone"),
        ("phone", "to 600-100", "utter_callback_bad_phone"),
        ("email", "anna@example", "utter_callback_bad_email"),
        ("email", "anna.nowak@", "utter_callback_bad_email"),
    ],
)
async def test_bad_input_is_told_apart_and_asked_for_again(
    stage: Stage, talk_factory: TalkFactory, way: str, typed: str, refused: str
) -> None:
    talk = talk_factory()
    await say(talk, "/request_callback", "request_callback", callback_way=way)
    assert await say(talk, typed) == [refused, f"utter_ask_callback_{way}"]
    assert talk.slots["callback_contact"] is None


async def test_a_bad_number_is_told_even_where_it_reads_as_the_wish_itself(
    stage: Stage, talk_factory: TalkFactory
) -> None:
    talk = talk_factory()
    await say(talk, "zadzwońcie", "request_callback")
    said = await say(talk, "tel. 512 000 34, najlepiej rano", "request_callback")
    assert said == ["utter_callback_bad_phone", "utter_ask_callback_phone"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("+44 7700 900123, after 5", "+447700900123"), ("0049 30 123456", "+4930123456"), ("+48 600 100 20", None)],
)
async def test_a_number_from_abroad_is_taken_with_its_country(
    stage: Stage, talk_factory: TalkFactory, typed: str, number: str | None
) -> None:
    talk = talk_factory(language="en")
    await say(talk, "call me", "request_callback")
    await say(talk, typed)
    assert talk.slots["callback_contact"] == number


async def test_a_contact_in_the_first_words_is_not_asked_for(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory(language="en")
    [asked] = await say(talk, "Please write to me at jo@example.com", "request_callback")
    assert asked == "May we keep the address j•••@example.com and use it only to write to you about this matter?"


async def test_which_way_is_asked_where_it_was_not_said(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory()
    assert await say(talk, "proszę o kontakt", "request_callback") == ["utter_which_callback_way"]
    assert talk.slots["requested_slot"] == "callback_way"
    assert await say(talk, "mailem") == ["utter_ask_callback_email"]
    assert await say(talk, "jednak proszę zadzwonić", "request_callback") == ["utter_ask_callback_phone"]


async def test_what_says_nothing_to_the_form_is_left_to_the_rules(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory()
    await say(talk, "zadzwońcie", "request_callback")
    talk.text, talk.intent, talk.entities = "Ile trwa zwrot?", "shop_question", []
    before = len(talk.events)
    assert await talk.run(ValidateCallbackForm()) == []
    assert talk.events[before:] == []


async def test_who_is_signed_in_confirms_the_address(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory(customer=ANNA)
    await say(talk, "/request_callback", "request_callback", callback_way="email")
    assert await say(talk, "nie, na inny", "deny") == ["utter_ask_callback_email"]
    await say(talk, "a.nowak@work.example")
    await say(talk, "tak", "affirm")
    again = talk_factory(customer=ANNA)
    stage.desk.open = None
    assert await say(again, "/request_callback", "request_callback", callback_way="email") == ["utter_callback_known"]
    await say(again, "tak", "affirm")
    await say(again, "tak", "affirm")
    assert [wish["contact"] for wish in stage.desk.wishes] == ["a.nowak@work.example", ANNA["email"]]


async def test_an_address_that_nobody_signed_is_not_offered(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory(customer={**ANNA, "verified": False})
    said = await say(talk, "/request_callback", "request_callback", callback_way="email")
    assert said == ["utter_ask_callback_email"]


async def test_another_contact_is_agreed_to_anew(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory()
    await say(talk, "zadzwońcie na 600 100 200", "request_callback")
    [asked] = await say(talk, "nie, lepiej 600 100 311", "deny")
    assert "311" in asked
    await say(talk, "tak", "affirm")
    assert stage.desk.wishes[0]["contact"] == "+48600100311"


async def test_one_that_is_open_is_told_before_anything_is_asked(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.desk.open = OpenCallback("k-1", "phone", "+48 ••• ••• 200", "", "open")
    talk = talk_factory()
    assert await say(talk, "zadzwońcie na 600 100 311", "request_callback") == ["utter_callback_already"]
    assert talk.slots["requested_slot"] is None
    assert stage.desk.wishes == []


async def test_one_that_was_opened_meanwhile_is_told(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory()
    await say(talk, "zadzwońcie na 600 100 200", "request_callback")
    stage.desk.open = OpenCallback("k-1", "email", "an•••@example.com", "", "open")
    assert await say(talk, "tak", "affirm") == ["utter_callback_already"]


async def test_a_desk_that_does_not_answer_fails_the_turn(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory()
    await say(talk, "zadzwońcie na 600 100 200", "request_callback")
    stage.desk.down = True
    with pytest.raises(Unavailable):
        await say(talk, "tak", "affirm")
    assert talk.slots["callback_contact"] == NUMBER


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("600 100 200", ""),
        ("mój numer to 600 100 200", ""),
        ("mój numer to 600 100 200, jutro rano.", "jutro rano"),
        ("after 5 please: 600 100 200", "after 5 please"),
    ],
)
async def test_only_what_tells_a_time_is_kept_of_it(
    stage: Stage, talk_factory: TalkFactory, text: str, time: str
) -> None:
    talk = talk_factory()
    await say(talk, "zadzwońcie", "request_callback")
    await say(talk, text)
    assert talk.slots["callback_time"] == time


async def test_the_log_has_no_contact(stage: Stage, talk_factory: TalkFactory, capsys: Any) -> None:
    talk = talk_factory()
    await say(talk, "zadzwońcie na 600 100 200", "request_callback")
    await say(talk, "tak", "affirm")
    output = capsys.readouterr()
    assert stage.desk.wishes
    assert "600100200" not in output.out + output.err
