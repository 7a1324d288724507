"""Processes really killed: the customer is told, a person gets the case, nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
import uuid

import pytest

from tests.stack.people import Customer, Member
from tests.stack.running import Stack
from warmline.demo import STAFF

pytestmark = pytest.mark.stack


@pytest.mark.parametrize("victim", ["bot", "actions", "kb"])
async def test_a_dead_part_means_a_plain_sentence_and_a_person(stack: Stack, victim: str) -> None:
    async with Customer(stack.url, "pl") as customer, Member(stack.url, STAFF[0].email, STAFF[0].password) as agent:
        stack.kill(victim)
        await customer.say("ile kosztuje dostawa kurierem?")
        await customer.until(lambda: customer.state["owner"]["kind"] == "queue")
        await customer.until(lambda: bool(customer.notices("assistant_failed")))
        _, found = await agent.call("GET", f"/api/agent/conversations/{customer.state['id']}")
        assert found["handover"]["reason"] == "system_error"
        assert found["messages"][0]["text"] == "ile kosztuje dostawa kurierem?"
    await stack.healthy(victim)
    async with Customer(stack.url, "pl") as next_customer:
        answers = await next_customer.ask("ile kosztuje dostawa kurierem?")
    assert any(message["kind"] == "article" for message in answers)


async def test_a_desk_killed_in_the_middle_of_a_turn_answers_it_after_its_restart(stack: Stack) -> None:
    async with Customer(stack.url, "pl") as customer:
        await customer.ask("dzień dobry")
        seq = await customer.say("jakie są formy płatności?")
        stack.kill("desk")
        await customer.disconnect()
        await customer.connect()
        assert customer.messages[seq]["text"] == "jakie są formy płatności?"
        await customer.until(lambda: any(message["kind"] == "article" for message in customer.after(seq)))
        assert sorted(customer.messages) == list(range(1, customer.last_seq + 1))
        assert len([m for m in customer.after(seq) if m["kind"] == "article"]) == 1


async def test_a_resent_message_is_stored_once(stack: Stack) -> None:
    async with Customer(stack.url, "pl") as customer:
        ident = str(uuid.uuid4())
        first = await customer.say("halo, jest tam kto?", ident)
        await customer.disconnect()
        await customer.connect()
        again = await asyncio.gather(*(customer.say("halo, jest tam kto?", ident) for _ in range(3)))
        assert set(again) == {first}
        mine = [m for m in customer.messages.values() if m["author"]["kind"] == "customer"]
        assert len(mine) == 1


async def test_who_reconnects_fetches_exactly_what_is_missing(stack: Stack) -> None:
    async with Customer(stack.url, "en") as customer:
        await customer.ask("do you ship abroad?")
        seen = customer.last_seq
        seq = await customer.say("and how do I pay by instalments?")
        await customer.disconnect()
        customer.messages = {number: message for number, message in customer.messages.items() if number <= seen}
        customer.received.clear()
        await asyncio.sleep(1)
        await customer.connect()
        await customer.until(lambda: bool(customer.after(seq)) and not customer.state["thinking"])
        assert customer.received == list(range(seen + 1, customer.last_seq + 1))
