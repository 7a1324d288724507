"""Customer and agent side by side: the case with its story, the name, the typing, and the way back."""

from __future__ import annotations

import uuid

import pytest
from playwright.async_api import expect

from tests.browser.conftest import NewPage, Picture
from tests.browser.people import Agent, Shopper
from warmline.demo import STAFF

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.asyncio(loop_scope="session")]

ANNA, MAREK = STAFF[:2]
QUESTION = {"pl": "czy mogę zapłacić blikiem?", "en": "can i pay with blik?"}
GREETING = {"pl": "Dzień dobry, już sprawdzam.", "en": "Hello, I am looking into it."}
THANKS = {"pl": "Dziękuję pani Anno", "en": "Thank you, Anna"}
NEXT_QUESTION = {"pl": "a ile trwa dostawa kurierem?", "en": "and how long does courier delivery take?"}
SOURED = {"pl": "Ile razy można pytać o to samo.", "en": "I have asked twice now and I am getting nowhere."}
A_PERSON_PLEASE = {"pl": "Tak, poproszę człowieka", "en": "Yes, a person please"}
ANGER = {
    "pl": "TO JEST SKANDAL!!! trzeci raz piszę i nikt mi nie odpowiada, mam was serdecznie dość!!!",
    "en": "THIS IS OUTRAGEOUS!!! I am writing for the third time and nobody answers, I am sick of you!!!",
}


async def test_an_agent_takes_over_answers_and_returns(
    shopper: Shopper, agent: Agent, desk: str, language: str, picture: Picture
) -> None:
    mark = uuid.uuid4().hex[:6]
    await agent.sign_in(f"{desk}/agent", ANNA)
    await shopper.say(QUESTION[language])
    await expect(shopper.articles).to_be_visible()
    await shopper.ask_for_a_person()
    await shopper.speaks_with(shopper.words("queue_title"), shopper.words("queue_role"))
    await shopper.say(mark)

    case = agent.waiting(mark)
    await expect(case).to_contain_text(agent.words("reason_customer_request"))
    await expect(case).to_contain_text(agent.words("waiting"))
    await case.click()
    await expect(agent.packet).to_contain_text(agent.words("reason_customer_request"))
    await expect(agent.transcript.get_by_role("article").filter(has_text=QUESTION[language])).to_be_visible()
    await agent.claim()
    await shopper.speaks_with(ANNA.name, shopper.words("agent_role"))

    await agent.answer.press_sequentially("…")
    await expect(shopper.chat.get_by_text(shopper.words("typing", name=ANNA.name))).to_be_visible()
    await agent.write(GREETING[language])
    answer = shopper.messages.filter(has_text=GREETING[language])
    await expect(answer).to_contain_text(ANNA.name)
    await shopper.field.press_sequentially(THANKS[language][:5], delay=400)  # as people type; told once a second
    await expect(agent.page.get_by_text(agent.words("customer_types"))).to_be_visible()
    await shopper.say(THANKS[language])
    await expect(agent.transcript.get_by_role("article").filter(has_text=THANKS[language])).to_be_in_viewport()
    await picture(shopper.page, "with-a-person")
    await picture(agent.page, "console")

    await agent.give_back(mark)
    await shopper.speaks_with_the_assistant()
    await expect(shopper.log.get_by_text(shopper.words("notice_returned_to_assistant", name=ANNA.name))).to_be_visible()
    await shopper.say(NEXT_QUESTION[language])
    await expect(shopper.articles).to_have_count(2)


async def test_a_conversation_that_sours_comes_to_a_person_who_sees_its_curve(
    shopper: Shopper, agent: Agent, desk: str, language: str
) -> None:
    await shopper.say(QUESTION[language])
    await expect(shopper.choices).to_be_visible()
    await shopper.say(SOURED[language])
    offer = shopper.choices.get_by_role("button", name=A_PERSON_PLEASE[language])
    queued = shopper.chat.get_by_role("heading", name=shopper.words("queue_title"))
    await expect(offer.or_(queued)).to_be_visible()
    if await offer.is_visible():
        await offer.click()
    await shopper.speaks_with(shopper.words("queue_title"), shopper.words("queue_role"))
    mark = uuid.uuid4().hex[:6]
    await shopper.say(mark)
    await agent.sign_in(f"{desk}/agent", ANNA)
    await agent.waiting(mark).click()
    await expect(agent.packet).to_contain_text(agent.words("reason_frustration"))
    await expect(agent.mood).to_contain_text(agent.words("cue_carried"))


async def test_anger_reaches_the_console_with_its_reason(
    shopper: Shopper, agent: Agent, desk: str, language: str, picture: Picture
) -> None:
    await shopper.say(ANGER[language])
    await shopper.speaks_with(shopper.words("queue_title"), shopper.words("queue_role"))
    mark = uuid.uuid4().hex[:6]
    await shopper.say(mark)
    await agent.sign_in(f"{desk}/agent", ANNA)
    case = agent.waiting(mark)
    await expect(case).to_contain_text(agent.words("reason_frustration"))
    await case.click()
    await expect(agent.packet).to_contain_text(agent.words("reason_frustration"))
    await expect(agent.mood).to_contain_text(agent.words("cue_carried"))
    await picture(agent.page, "anger")


async def test_a_transfer_a_close_with_its_code_and_a_customer_who_comes_back(
    shopper: Shopper, agent: Agent, new_page: NewPage, desk: str, language: str, picture: Picture
) -> None:
    mark, note = uuid.uuid4().hex[:6], uuid.uuid4().hex[:6]
    colleague = Agent(await new_page(), language)
    await agent.sign_in(f"{desk}/agent", ANNA)
    await colleague.sign_in(f"{desk}/agent", MAREK)
    await shopper.ask_for_a_person()
    await shopper.say(mark)
    await agent.waiting(mark).click()
    await agent.claim()
    await agent.transfer(MAREK.name, note)
    await expect(shopper.log.get_by_text(shopper.words("notice_transferring", name=MAREK.name))).to_be_visible()

    await colleague.mine(note).click()
    await expect(
        colleague.page.get_by_role("heading", name=colleague.words("given_by", name=ANNA.name))
    ).to_be_visible()
    await picture(colleague.page, "transfer")
    await colleague.button("take_up").click()
    await shopper.speaks_with(MAREK.name, shopper.words("agent_role"))
    await expect(shopper.log.get_by_text(shopper.words("notice_transferred", name=MAREK.name))).to_be_visible()

    await colleague.close_by_keyboard("2")
    await expect(shopper.log.get_by_text(shopper.words("notice_closed"))).to_be_visible()
    await shopper.say(THANKS[language])
    await expect(shopper.log.get_by_text(shopper.words("notice_reopened_with", name=MAREK.name))).to_be_visible()
    await shopper.speaks_with(MAREK.name, shopper.words("agent_role"))
    await expect(colleague.mine(THANKS[language])).to_be_visible()
    await picture(colleague.page, "reopened")
