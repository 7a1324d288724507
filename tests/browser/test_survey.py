"""The survey after a conversation: answered with the keyboard, once, and seen by the agent."""

from __future__ import annotations

import uuid

import pytest
from playwright.async_api import expect

from tests.browser.conftest import NewPage, Picture
from tests.browser.people import Agent, Shopper
from tests.browser.test_accessibility import violations
from warmline.demo import STAFF

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.asyncio(loop_scope="session")]

ANNA = STAFF[0]
PHONE = {"width": 320, "height": 640}


@pytest.mark.parametrize("colors", ["light", "dark"])
async def test_a_rating_is_given_with_the_keyboard_and_reaches_the_agent(
    new_page: NewPage, desk: str, language: str, colors: str, picture: Picture
) -> None:
    mark = uuid.uuid4().hex[:6]
    shopper = Shopper(await new_page(color_scheme=colors, viewport=PHONE), language)
    await shopper.visit(desk)
    await shopper.open_chat()
    await shopper.say(mark)
    await shopper.end()
    words, keyboard = shopper.words, shopper.page.keyboard
    await shopper.chat.get_by_role("radio", name="1").first.focus()
    await keyboard.press("ArrowRight")
    await expect(shopper.chat.get_by_role("radio", name="2", exact=True).first).to_be_checked()
    await shopper.chat.get_by_role("radio", name="10").check(force=True)
    await shopper.chat.get_by_label(words("survey_comment")).fill(f"<b>{mark}</b>")
    assert await violations(shopper.page) == []
    await picture(shopper.page, f"survey-{colors}")
    await shopper.chat.get_by_role("button", name=words("survey_send")).press("Enter")
    await expect(shopper.chat.get_by_text(words("survey_thanks"))).to_be_visible()
    await expect(shopper.field).to_be_focused()
    await shopper.page.reload()
    await shopper.launcher.click()
    await expect(shopper.messages.filter(has_text=mark).first).to_be_visible()
    await expect(shopper.chat.get_by_role("radio")).to_have_count(0)

    agent = Agent(await new_page(color_scheme=colors), language)
    await agent.sign_in(f"{desk}/agent", ANNA)
    await agent.page.goto(f"{desk}/agent#/search?q={mark}")
    await agent.page.get_by_role("list", name=agent.words("search_results")).get_by_role("link").first.click()
    pane = agent.page.get_by_role("complementary", name=agent.words("customer_pane"))
    await expect(pane.get_by_text(agent.words("rating_csat", csat=2))).to_be_visible()
    await expect(pane.get_by_text(f"<b>{mark}</b>")).to_be_visible()
    await pane.get_by_text(f"<b>{mark}</b>").scroll_into_view_if_needed()
    await picture(agent.page, f"rating-{colors}")
