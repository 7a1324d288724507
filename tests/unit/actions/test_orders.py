"""Showing and cancelling orders."""

import pytest

from actions.cancel_order import ActionCancelOrder, ActionConfirmCancel
from actions.order_status import ActionShowOrder
from actions.shop.records import Proof, State
from tests.unit.actions.action_stage import Stage, Talk, TalkFactory

PROOFS = {
    "LP-104217": Proof(postcode="30-001"),
    "LP-104218": Proof(postcode="30-001"),
    "LP-104219": Proof(postcode="00-950"),
    "LP-104220": Proof(postcode="00-950"),
    "LP-104222": Proof(postcode="80-180"),
    "LP-104223": Proof(postcode="30-001"),
}


async def with_order(talk_factory: TalkFactory, number: str, language: str = "pl") -> Talk:
    """A conversation in which this order was proved and shown."""
    proof = PROOFS[number]
    proved = {number: {"email": proof.email, "postcode": proof.postcode}}
    talk = talk_factory(language=language, order_number=number, proved_orders=proved)
    await talk.run(ActionShowOrder())
    return talk


@pytest.mark.parametrize(
    ("number", "response"),
    [
        ("LP-104217", "utter_order_shipped"),
        ("LP-104218", "utter_order_delayed"),
        ("LP-104220", "utter_order_ready_for_pickup"),
        ("LP-104223", "utter_order_refunded"),
    ],
)
async def test_an_order_is_told_in_a_sentence_and_a_card(
    stage: Stage, talk_factory: TalkFactory, number: str, response: str
) -> None:
    talk = await with_order(talk_factory, number)
    [said] = await talk.run(ActionShowOrder())
    assert said["response"] == response
    assert said["custom"]["kind"] == "order"
    assert said["custom"]["data"]["number"] == number
    assert said["custom"]["data"]["delayed"] is (number == "LP-104218")


async def test_an_order_nobody_proved_is_not_shown(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory(order_number="LP-104217")
    assert await talk.run(ActionShowOrder()) == []
    assert talk.slots["order"] is None


async def test_a_cancellation_is_asked_first_and_then_done(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = await with_order(talk_factory, "LP-104219")
    [asked] = await talk.run(ActionConfirmCancel())
    assert (asked["response"], asked["total"]) == ("utter_confirm_cancel", "179,00\xa0zł")
    before = await stage.shop.find_order("LP-104219", PROOFS["LP-104219"])
    assert before is not None
    assert before.state is State.PAID
    [done] = await talk.run(ActionCancelOrder())
    assert done["response"] == "utter_cancelled"
    after = await stage.shop.find_order("LP-104219", PROOFS["LP-104219"])
    assert after is not None
    assert after.state is State.CANCELLED


async def test_a_cancellation_run_twice_is_one(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = await with_order(talk_factory, "LP-104219")
    await talk.run(ActionConfirmCancel())
    await talk.run(ActionCancelOrder())
    talk.slots["cancelling"] = "LP-104219"
    [again] = await talk.run(ActionCancelOrder())
    assert again["response"] == "utter_cancelled"


async def test_without_the_question_nothing_is_cancelled(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = await with_order(talk_factory, "LP-104219")
    await talk.run(ActionCancelOrder())
    order = await stage.shop.find_order("LP-104219", PROOFS["LP-104219"])
    assert order is not None
    assert order.state is State.PAID


async def test_a_packed_order_is_explained_not_cancelled(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = await with_order(talk_factory, "LP-104222")
    [said] = await talk.run(ActionConfirmCancel())
    assert said["response"] == "utter_cancel_too_late"
    assert talk.slots["cancelling"] is None


async def test_an_order_packed_since_the_question_is_left_alone(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = await with_order(talk_factory, "LP-104222")
    talk.slots["cancelling"] = "LP-104222"
    [said] = await talk.run(ActionCancelOrder())
    assert said["response"] == "utter_cancel_too_late"
