"""An order is shown only to whoever proves that it is theirs."""

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.attempts import LIMIT
from actions.proof import PROVED, ActionAskOrderNumber, ValidateCaseForm, ValidateStatusForm
from tests.unit.actions.action_stage import ANNA, Stage, Talk, TalkFactory


async def give(talk: Talk, slot: str, value: str, form: Any = None) -> list[str]:
    """Give the form a value as Rasa would, and keep what it makes of it; returns the responses said."""
    form = form or ValidateStatusForm()
    dispatcher = CollectingDispatcher()
    talk.slots[slot] = value
    tracker = Tracker("c-1", talk.slots, {}, [], False, None, {"name": "status_form"}, "action_listen")
    validate = getattr(form, f"validate_{slot}")
    talk.slots.update(await validate(value, dispatcher, tracker, {}))
    return [message["response"] for message in dispatcher.messages]


@pytest.mark.parametrize("proof", ["anna.nowak@example.com", "Anna.Nowak@Example.com", "30-001"])
async def test_number_and_mail_or_postcode_prove(stage: Stage, talk_factory: TalkFactory, proof: str) -> None:
    talk = talk_factory()
    await give(talk, "order_number", "LP-104217")
    assert talk.slots["order"] is None
    assert await give(talk, "proof", proof) == []
    assert talk.slots["proof"] == PROVED
    assert talk.slots["order"]["number"] == "LP-104217"
    assert "anna" not in str(talk.slots["order"]).lower()


async def test_a_missing_order_and_a_wrong_proof_look_the_same(stage: Stage, talk_factory: TalkFactory) -> None:
    outcomes = []
    for number in ("LP-104217", "LP-999999"):
        talk = talk_factory()
        await give(talk, "order_number", number)
        responses = await give(talk, "proof", "99-999")
        outcomes.append((responses, talk.slots["order"], talk.slots["proof"]))
        assert talk.slots["order_number"] == number
    assert outcomes[0] == outcomes[1] == (["utter_order_not_found"], None, None)


async def test_after_a_wrong_proof_the_right_one_is_enough(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory()
    await give(talk, "order_number", "LP-104217")
    await give(talk, "proof", "99-999")
    await give(talk, "proof", "30-001")
    assert talk.slots["order"]["number"] == "LP-104217"


async def test_too_many_wrong_proofs_lock_even_the_right_one_out(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory()
    for _ in range(LIMIT):
        await give(talk, "order_number", "LP-104217")
        assert await give(talk, "proof", "99-999") == ["utter_order_not_found"]
    await give(talk, "order_number", "LP-104217")
    assert await give(talk, "proof", "30-001") == ["utter_order_locked"]
    assert talk.slots["order"] is None


async def test_the_lock_holds_for_the_customer_with_other_orders(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory()
    for number in range(LIMIT):
        await give(talk, "order_number", f"LP-10430{number}")
        await give(talk, "proof", "99-999")
    await give(talk, "order_number", "LP-104217")
    assert await give(talk, "proof", "30-001") == ["utter_order_locked"]


async def test_the_lock_holds_for_the_order_with_other_customers(stage: Stage, talk_factory: TalkFactory) -> None:
    for number in range(LIMIT):
        talk = talk_factory(customer={"id": f"v-{number}", "verified": False})
        await give(talk, "order_number", "LP-104217")
        await give(talk, "proof", "99-999")
    owner = talk_factory(customer={"id": "v-owner", "verified": False})
    await give(owner, "order_number", "LP-104217")
    assert await give(owner, "proof", "30-001") == ["utter_order_locked"]


async def test_a_signed_identity_needs_no_proof_for_its_own_order(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory(customer=ANNA)
    await give(talk, "order_number", "LP-104217")
    assert talk.slots["proof"] == PROVED
    assert talk.slots["order"]["number"] == "LP-104217"


async def test_a_signed_identity_proves_nobody_elses_order(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory(customer=ANNA)
    await give(talk, "order_number", "LP-104219")
    assert talk.slots["order"] is None
    assert talk.slots["proof"] is None


async def test_an_identity_that_nobody_signed_proves_nothing(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory(customer={**ANNA, "verified": False})
    await give(talk, "order_number", "LP-104217")
    assert talk.slots["order"] is None


async def test_one_proved_order_does_not_open_another(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory()
    await give(talk, "order_number", "LP-104217")
    await give(talk, "proof", "30-001")
    await give(talk, "order_number", "LP-104219")
    assert (talk.slots["order"], talk.slots["proof"]) == (None, None)
    await give(talk, "proof", PROVED)
    assert (talk.slots["order"], talk.slots["proof"]) == (None, None)


async def test_a_proved_order_stays_open_in_its_conversation(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory()
    await give(talk, "order_number", "LP-104217")
    await give(talk, "proof", "30-001")
    await give(talk, "order_number", "LP-104219")
    await give(talk, "order_number", "LP-104217")
    assert talk.slots["proof"] == PROVED


async def test_who_is_signed_in_picks_from_their_orders(stage: Stage, talk_factory: TalkFactory) -> None:
    [said] = await talk_factory(customer=ANNA).run(ActionAskOrderNumber())
    assert said["response"] == "utter_which_order"
    assert '/inform{"order_number": "LP-104217"}' in [button["payload"] for button in said["buttons"]]


async def test_everybody_else_is_asked_for_the_number(stage: Stage, talk_factory: TalkFactory) -> None:
    [said] = await talk_factory().run(ActionAskOrderNumber())
    assert said["response"] == "utter_ask_number"


async def test_a_complaint_takes_a_number_without_showing_its_order(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory()
    await give(talk, "order_number", "LP-104217", ValidateCaseForm())
    assert (talk.slots["order_number"], talk.slots["order"]) == ("LP-104217", None)
