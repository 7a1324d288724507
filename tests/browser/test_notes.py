"""What agents write to each other beside a conversation, and reading in peace while the customer goes on writing."""

from __future__ import annotations

import uuid

import pytest
from playwright.async_api import expect

from tests.browser.conftest import NewPage, Picture
from tests.browser.people import Agent, Shopper
from tests.browser.test_accessibility import violations
from warmline.demo import STAFF

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.asyncio(loop_scope="session")]

ANNA, MAREK, _ = STAFF[:3]

SCROLL_UP = """async box => {
    do {
        box.scrollTop = 100;
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    } while (box.scrollTop !== 100);
}"""
"""As a hand does that goes on: what arrives before the page has heard of the scrolling takes it to the end again."""


@pytest.mark.parametrize("colors", ["light", "dark"])
async def test_a_note_brings_a_colleague_in_and_the_customer_sees_nothing(
    shopper: Shopper, new_page: NewPage, desk: str, language: str, colors: str, picture: Picture
) -> None:
    mark = uuid.uuid4().hex[:6]
    agent, colleague = [Agent(await new_page(color_scheme=colors), language) for _ in range(2)]
    await shopper.ask_for_a_person()
    await shopper.say(mark)
    await agent.sign_in(f"{desk}/agent", ANNA)
    await colleague.sign_in(f"{desk}/agent", MAREK)
    await agent.waiting(mark).click()
    await agent.claim()
    keyboard, field = agent.page.keyboard, agent.page.get_by_label(agent.words("your_note"), exact=True)
    await keyboard.press("Escape")
    await keyboard.press("i")
    await expect(field).to_be_focused()

    await keyboard.type(f"@{MAREK.name[:2].lower()}")
    options = agent.page.get_by_role("listbox", name=agent.words("colleagues")).get_by_role("option")
    await expect(options).to_have_text([MAREK.name])
    await expect(field).to_have_attribute("aria-activedescendant", "option-0")
    assert await violations(agent.page) == []
    await picture(agent.page, f"mention-{colors}")
    await keyboard.press("Enter")
    await keyboard.type(f"<b>{mark}</b>")
    await keyboard.press("Enter")
    note = agent.transcript.get_by_role("article").filter(has_text=agent.words("internal_note"))
    await expect(note).to_contain_text(f"@{MAREK.name} <b>{mark}</b>")
    await expect(field).to_have_value("")

    mentions = colleague.page.get_by_role("region", name=colleague.words("mentions")).get_by_role("link")
    link = mentions.filter(has_text=mark)
    await expect(link).to_contain_text(ANNA.name)
    assert await violations(colleague.page) == []
    await picture(colleague.page, f"mentioned-{colors}")
    await link.click()
    await expect(colleague.transcript.get_by_role("article").filter(has_text=f"<b>{mark}</b>")).to_be_visible()
    await expect(colleague.answer).to_have_count(0)
    await expect(link).to_have_count(0)

    await agent.button("write_answer").click()
    await agent.write(f"{mark}?")
    await expect(shopper.messages.filter(has_text=f"{mark}?")).to_be_visible()
    await expect(shopper.log).not_to_contain_text(f"@{MAREK.name}")
    assert await violations(agent.page) == []
    await picture(agent.page, f"note-{colors}")


async def test_reader_and_writer_are_left_in_peace_while_messages_arrive(
    shopper: Shopper, agent: Agent, desk: str
) -> None:
    mark = uuid.uuid4().hex[:6]
    await shopper.ask_for_a_person()
    for number in range(12):
        await shopper.say(f"{mark} {number} " + "x " * 120)
    await agent.sign_in(f"{desk}/agent", ANNA)
    await agent.waiting(mark).click()
    await agent.claim()
    await agent.answer.press_sequentially("abc")
    await agent.page.keyboard.press("ArrowLeft")
    await agent.transcript.evaluate(SCROLL_UP)
    await expect(agent.transcript).to_have_js_property("scrollTop", 100)
    place = await agent.answer.bounding_box()

    await shopper.say(f"{mark} po cichu")
    fresh = agent.page.get_by_role("button", name=agent.words("new_messages", count=1))
    await expect(fresh).to_be_visible()
    await expect(agent.transcript).to_have_js_property("scrollTop", 100)
    await expect(agent.answer).to_be_focused()
    await expect(agent.answer).to_have_js_property("selectionStart", 2)
    assert await agent.answer.bounding_box() == place

    await fresh.click()
    await expect(agent.transcript.get_by_role("article").last).to_be_in_viewport()
    await shopper.say(f"{mark} na końcu")
    await expect(agent.transcript.get_by_role("article").last).to_contain_text("na końcu")
    await expect(agent.transcript.get_by_role("article").last).to_be_in_viewport()
