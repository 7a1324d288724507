"""What the console knows of a customer beside the conversation: tags, notes and other conversations."""

from __future__ import annotations

import uuid

import pytest
from playwright.async_api import expect

from tests.browser.conftest import NewPage, Picture
from tests.browser.people import Agent, Shopper
from tests.browser.test_accessibility import violations
from warmline.demo import STAFF

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.asyncio(loop_scope="session")]

ANNA, _, _ = STAFF[:3]


async def test_the_agent_sees_the_page_and_the_basket_the_customer_has(
    shopper: Shopper, agent: Agent, desk: str, picture: Picture
) -> None:
    mark = uuid.uuid4().hex[:6]
    await shopper.ask_for_a_person()
    product = await shopper.put_into_basket("pot")
    await shopper.put_into_basket("pot")
    await shopper.say(mark)
    await agent.sign_in(f"{desk}/agent", ANNA)
    await agent.waiting(mark).click()
    pane = agent.page.get_by_role("complementary", name=agent.words("customer_pane"))
    await expect(pane.get_by_text(f"2 × {product}")).to_be_visible()
    await expect(pane.get_by_text(agent.words("browsing_hint"))).to_be_visible()
    await expect(pane.get_by_role("link", name="Pod Lipą").first).to_have_attribute("href", f"{desk}/demo")
    assert await violations(agent.page) == []
    await pane.get_by_role("link", name="Pod Lipą").first.scroll_into_view_if_needed()
    await picture(agent.page, "customer-browsing")


@pytest.mark.parametrize("colors", ["light", "dark"])
async def test_a_tag_and_a_note_are_kept_with_the_keyboard_and_the_tag_is_searched_for(
    shopper: Shopper, new_page: NewPage, desk: str, language: str, colors: str, picture: Picture
) -> None:
    mark = uuid.uuid4().hex[:6]
    agent = Agent(await new_page(color_scheme=colors), language)
    await shopper.ask_for_a_person()
    await shopper.say(mark)
    await agent.sign_in(f"{desk}/agent", ANNA)
    await agent.waiting(mark).click()
    page, pane = agent.page, agent.page.get_by_role("complementary", name=agent.words("customer_pane"))
    keyboard = page.keyboard

    tag = pane.get_by_label(agent.words("tag_new"))
    await tag.focus()
    await keyboard.type(f"#Pilny  {mark.upper()}")
    await keyboard.press("Enter")
    kept = pane.get_by_role("list", name=agent.words("tags"))
    await expect(kept).to_contain_text(f"pilny {mark}")
    await expect(tag).to_have_value("")

    note = pane.get_by_label(agent.words("customer_note_new"))
    await note.focus()
    await keyboard.type(f"<b>{mark}</b>")
    await keyboard.press("Tab")
    await keyboard.press("Enter")
    await expect(pane.get_by_text(f"<b>{mark}</b>")).to_be_visible()
    await expect(pane).to_contain_text(ANNA.name)
    await expect(note).to_have_value("")
    await expect(shopper.log).not_to_contain_text(f"<b>{mark}</b>")
    assert await violations(page) == []
    await picture(page, f"customer-file-{colors}")

    await page.goto(f"{desk}/agent#/search?tag=pilny+{mark}")
    results = page.get_by_role("list", name=agent.words("search_results")).get_by_role("link")
    await expect(results).to_have_count(1)
    await expect(page.get_by_label(agent.words("search_tag"), exact=True)).to_have_value(f"pilny {mark}")
    await results.click()
    await pane.get_by_role("button", name=agent.words("tag_take_off", tag=f"pilny {mark}")).click()
    await expect(kept).to_have_count(0)
    await expect(tag).to_be_focused()
